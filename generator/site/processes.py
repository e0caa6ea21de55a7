"""The same work for several languages at once."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import TypeVar

Job = TypeVar("Job")


def side_by_side(work: Callable[[Job], None], jobs: Sequence[Job]) -> None:
    """Do ``work`` for every job: the first here, each other in a process of its own.

    :param work: a function of a module, whose jobs can be pickled.
    :raises Exception: the first that any of the jobs raised; the other processes are stopped.
    """
    context = multiprocessing.get_context("spawn")
    first, *others = jobs
    running: list[tuple[SpawnProcess, Connection]] = []
    try:
        for job in others:
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_run, args=(work, job, sender), daemon=True)
            process.start()
            sender.close()
            running.append((process, receiver))
        work(first)
        for _, receiver in running:
            _raise_from(receiver)
    finally:
        for process, _ in running:
            process.terminate()
            process.join()


def _run(work: Callable[[Job], None], job: Job, sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent stops us, and says so once
    try:
        work(job)
    except Exception as error:  # noqa: BLE001 - handed over, whatever it is
        sender.send(error)
    else:
        sender.send(None)


def _raise_from(receiver: Connection) -> None:
    try:
        error: Exception | None = receiver.recv()
    except EOFError:
        raise RuntimeError("A process that built a part of the site was killed.") from None
    if error is not None:
        raise error
