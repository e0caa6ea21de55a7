"""The same work for several languages at once."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Thread
from typing import TypeVar

Job = TypeVar("Job")


def side_by_side(work: Callable[[Job], None], jobs: Sequence[Job]) -> None:
    """Do ``work`` for every job: the first here, each other in a process of its own.

    :param work: a function of a module, whose jobs can be pickled.
    :raises Exception: the first that any of the jobs raised; the other processes are stopped.
    """
    first, *others = jobs
    with ExitStack() as processes:
        connections = [_started(work, job, processes) for job in others]
        work(first)
        for connection in connections:
            _raise_from(connection)


def _started(work: Callable[[Job], None], job: Job, processes: ExitStack) -> Connection:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(work, theirs), daemon=True)
    _start_deaf(process)
    theirs.close()  # so that we are told when the process dies
    processes.callback(process.join)
    processes.callback(process.terminate)
    Thread(target=_send, args=(ours, pickle.dumps(job)), daemon=True).start()
    return ours


def _start_deaf(process: SpawnProcess) -> None:
    """Start a process that no Ctrl-C reaches: we stop it, and say so once."""
    resource_tracker.ensure_running()  # or starting it would undo what follows
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _send(connection: Connection, job: bytes) -> None:
    """Hand over a job when the process is ready for it: as an argument, it would keep us waiting till then.

    The job comes pickled: what :func:`work` does here meanwhile may change what a job shares with it.
    """
    with suppress(ConnectionError):  # it has died; whoever waits for its answer is told
        connection.send_bytes(job)


def _run(work: Callable[[Job], None], connection: Connection) -> None:
    try:
        work(pickle.loads(connection.recv_bytes()))  # noqa: S301 - our own job
    except Exception as error:  # noqa: BLE001 - handed over, whatever it is
        connection.send(error)
    else:
        connection.send(None)


def _raise_from(connection: Connection) -> None:
    try:
        error: Exception | None = connection.recv()
    except EOFError:
        raise RuntimeError("A process that built a part of the site was killed.") from None
    if error is not None:
        raise error
