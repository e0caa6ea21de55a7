"""Processes in which pages are made: side by side, and apart from the records where something may be withheld.

Whoever makes pages for an audience that does not see everything has its release and nothing else: neither the records
in memory, as the process is a new one, nor the files of records, as it refuses to open them.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any, TypeVar

from bulletin.disclosure import Release
from bulletin.operating_system import interrupts_blocked
from bulletin.reading.files import RECORDS

Work = TypeVar("Work")


def barred_folders(project: Path, released: Release, more: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The folders of records, where no page of a release may be made of them; none where all may be seen.

    :param more: those of further records.
    """
    return (project / RECORDS, *more) if released.catalogue.withholds_from(released.audience) else ()


def side_by_side(work: Callable[[Work], None], jobs: Sequence[Work], *, barred: Sequence[Path] = ()) -> None:
    """Do ``work`` for every job in parallel: the first here, each other in a process of its own.

    :param work: a function of a module, whose jobs can be pickled.
    :param barred: folders that none of the jobs may read; where there are any, none is done here.
    :raises RuntimeError: when a process was killed, or read what it may not.
    :raises Exception: the first that any of the jobs raised; the other processes are stopped.
    """
    here, others = ([], jobs) if barred else (jobs[:1], jobs[1:])
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=max(1, len(others)), mp_context=context) as pool:
        try:
            with interrupts_blocked():  # this process stops them
                futures = [pool.submit(_unpickle_and_do, work, pickle.dumps(job), barred) for job in others]
            for job in here:
                work(job)
            for future in futures:
                future.result()
        except BrokenProcessPool:
            raise RuntimeError("A process that built a part of the site was killed.") from None
        except BaseException:
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()
            raise


def _unpickle_and_do(work: Callable[[Work], None], job: bytes, barred: Sequence[Path]) -> None:
    """Run a pickled job: the pool itself pickles later, when ``work`` may have changed what jobs share here."""
    for folder in barred:
        bar(folder)
    work(pickle.loads(job))  # noqa: S301 - our own job


class BarredError(RuntimeError):
    """A page was about to be made of something else than what was released."""


_OPENED = frozenset({"open", "os.listdir", "os.scandir"})
"""The events by which Python says that a file or folder is read."""


def bar(folder: Path) -> None:
    """Refuse from now on to open what is in a folder, by whatever name, or to list it; this process cannot undo it.

    It is a safeguard against mistakes: code that means to evade it can.
    """
    top = os.path.realpath(folder)

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _OPENED and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if path == top or path.startswith(top + os.sep):
                raise BarredError(f"Pages are made of what was released alone, and not of {path}.")

    sys.addaudithook(refuse)
