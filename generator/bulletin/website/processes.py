"""Processes in which pages are made: side by side, and apart from the records where something may be withheld.

Whoever makes pages for an audience that does not see everything has its release and nothing else: neither the records
in memory, as the process is a new one, nor the files of records, as it refuses to open them. All others are forked, so
that they have what is in memory here without a copy, where the system can do that safely.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from io import FileIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from bulletin.disclosure import Release
from bulletin.operating_system import end_with, interrupts_blocked
from bulletin.reading.files import RECORDS

if TYPE_CHECKING:
    from bulletin.website.pipeline import Workers

Work = TypeVar("Work")
Result = TypeVar("Result")


def barred_folders(project: Path, released: Release, more: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The folders of records, where no page of a release may be made of them; none where all may be seen.

    :param more: those of further records.
    """
    return (project / RECORDS, *more) if released.catalogue.withholds_from(released.audience) else ()


def side_by_side(work: Callable[[Work], Result], jobs: Sequence[Work], *, barred: Sequence[Path] = ()) -> list[Result]:
    """Do ``work`` for every job in parallel: the first here, each other in a process of its own.

    :param work: a function of a module, whose jobs and results can be pickled.
    :param barred: folders that none of the jobs may read; where there are any, none is done here.
    :return: what it gave for each, in their order.
    :raises RuntimeError: when a process was killed, or read what it may not.
    :raises Exception: the first that any of the jobs raised; the other processes are stopped.
    """
    here, others = ([], jobs) if barred else (jobs[:1], jobs[1:])
    before = set(multiprocessing.active_children())
    is_forked = can_fork() and not barred
    with _forked(len(others), lambda number: work(others[number])) if is_forked else _spawned(len(others)) as pool:
        try:
            with _begun_here():
                if is_forked:
                    futures = [pool.submit(_do_step, number) for number in range(len(others))]
                else:
                    futures = [pool.submit(_unpickle_and_do, work, pickle.dumps(job), barred) for job in others]
            return [work(job) for job in here] + [future.result() for future in futures]
        except BrokenProcessPool:
            raise RuntimeError(_KILLED) from None
        except BaseException:
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()
            raise


def _spawned(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(max(1, count), multiprocessing.get_context("spawn"), end_with, (os.getpid(),))


def _forked(count: int, work: Callable[[int], Any]) -> ProcessPoolExecutor:
    """Processes that do ``work`` by :func:`_do_step`."""
    return ProcessPoolExecutor(max(1, count), multiprocessing.get_context("fork"), _begin_worker, (work, os.getpid()))


@contextmanager
def _begun_here() -> Iterator[None]:
    """While processes begin, which this one stops; see :data:`_CAN_FORK` for what Python warns of."""
    with interrupts_blocked(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        yield


class Background(Generic[Result]):
    """Work that a forked process does while this one goes on, where :func:`can_fork` says so."""

    future: Future[Result]
    """Takes the result, or why there is none."""

    def __init__(self, work: Callable[[], Result], niceness: int = 0) -> None:
        """Begin.

        :param work: its result can be pickled.
        :param niceness: how far the process gives way to others, up to 19.
        """

        def nicely(_number: int) -> Result:
            if sys.platform != "win32":
                os.nice(niceness)
            return work()

        before = set(multiprocessing.active_children())
        with _begun_here():
            pool = _forked(1, nicely)
            self.future = pool.submit(_do_step, 0)
        self._processes = set(multiprocessing.active_children()) - before
        pool.shutdown(wait=False)

    def stop(self) -> None:
        """End the process, and those that it has begun; without effect where it has ended.

        It is asked to end, and made to after a while.
        """
        for process in self._processes:
            process.terminate()
            process.join(_PATIENCE)
            process.kill()
            process.join()


_PATIENCE = 2
"""Seconds until a process is ended that does not end by itself."""


_KILLED = "A process that built a part of the site was killed."
_LEAST_FOR_A_WORKER = 50
"""Pages and the like, below which another process takes longer to start than it saves."""


_QUOTA = Path("/sys/fs/cgroup/cpu.max")
"""On Linux, the microseconds of processor time that a container has in each period of so many."""


def cores() -> int:
    """How many processors this process may use."""
    known = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    quota, _, period = (_QUOTA.read_text() if _QUOTA.is_file() else "max").partition(" ")
    return known if quota.strip() == "max" else max(1, min(known, round(int(quota) / int(period))))


def workers_for_each(things: Sequence[object], workers: Workers | None) -> Workers:
    """How many processes there are for each of some things that are made side by side, at least one.

    :param workers: how many there are in all, or who else makes all; None: as many as there are processors.
    """
    if workers is None or isinstance(workers, int):
        return max(1, (workers or cores()) // len(things))
    return workers


Progress = Callable[[int, int], None]
"""Takes how much is done of how much there is to do."""


def unseen(_done: int, _total: int) -> None:
    """Show no progress."""


def in_order(
    work: Callable[[int], Result], weights: Sequence[int], workers: int, progress: Progress = unseen
) -> Iterator[Result]:
    """What ``work`` gives for 0, 1 and so on, in this order, made by this process and others side by side.

    The others are forked, so that they have all that is in memory here without a copy. Where the system cannot do that
    safely, and for little work, all is done here. What takes longest is begun first, so that all end together.

    :param work: its results can be pickled; what it logs is not seen here where another process does it.
    :param weights: about how long it takes for each number, in any unit, by which progress is counted too.
    :param workers: how many processes, with this one.
    :param progress: takes how much is done, of work that others are still at as if it were; each time that this process
        has done something.
    :raises RuntimeError: when a process was killed.
    :raises Exception: that ``work`` raised, in whatever process, once this one is at the end of what it does; the
        others are stopped.
    """
    workers = min(workers, len(weights) // _LEAST_FOR_A_WORKER)
    done, total = 0, sum(weights)
    if workers < 2 or not _CAN_FORK:
        for number, weight in enumerate(weights):
            yield work(number)
            progress(done := done + weight, total)
        return
    heaviest_first = sorted(range(len(weights)), key=lambda number: -weights[number])
    taken_together = list(accumulate(weights[number] for number in heaviest_first))
    before = set(multiprocessing.active_children())
    with _in_memory() as left, _forked(workers - 1, lambda _: list(_done(work, left))) as pool:
        left.write(b"".join(number.to_bytes(_BYTES) for number in heaviest_first))
        left.seek(0)
        try:
            with _begun_here():
                others = [pool.submit(_do_step, number) for number in range(workers - 1)]
            results: dict[int, Result] = {}
            for number, result in _done(work, left):
                results[number] = result
                taken = left.seek(0, os.SEEK_CUR) // _BYTES
                progress(taken_together[taken - 1], total)
                for other in others:
                    if other.done():
                        other.result()  # or what it raised
            for other in as_completed(others):
                results.update(other.result())
        except BrokenProcessPool as error:
            raise RuntimeError(_KILLED) from error
        except BaseException:
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()
            raise
    progress(total, total)
    yield from (results[number] for number in range(len(weights)))


_BYTES = 8


def _in_memory() -> FileIO:
    """A file that is on no disk, where :data:`_CAN_FORK`."""
    if sys.platform != "linux":
        raise NotImplementedError
    return FileIO(os.memfd_create("bulletin"), "r+")


def _done(work: Callable[[int], Result], left: FileIO) -> Iterator[tuple[int, Result]]:
    """Take numbers that nobody has taken until none is left, or a process fails; give what ``work`` gives for each.

    :param left: a file of numbers, whose position is that of all processes that were forked since it was opened. The
        system moves it on for one reader at a time: no process can be killed with a lock for which others wait.
    """
    try:
        while taken := left.read(_BYTES):
            number = int.from_bytes(taken)
            yield number, work(number)
    except BaseException:
        left.seek(0, os.SEEK_END)
        raise


_CAN_FORK = sys.platform == "linux" and hasattr(os, "fork")
"""Elsewhere, libraries of the system may not be used after a fork. Threads that run beside, of a progress bar, a
preview or processes of other languages, hold nothing that forked processes use."""
_work: Callable[[int], Any]
"""What a forked process does."""


def can_fork() -> bool:
    """Whether processes can be forked from this one; not from one that has the threads of a cluster's client."""
    return _CAN_FORK and "distributed" not in sys.modules


def _begin_worker(work: Callable[[int], Any], parent: int) -> None:
    global _work  # noqa: PLW0603 - what a pool's initializer is for
    _work = work
    signal.signal(signal.SIGTERM, _end)
    end_with(parent)  # or it would go on where that was ended, and write into a folder that is being removed
    gc.freeze()  # or the collector would write to what is shared


def _end(_signal: int, _frame: object) -> NoReturn:
    """End a process that was asked to, but not amid a file that it writes."""
    raise SystemExit(1)


def _do_step(number: int) -> Any:
    return _work(number)


def _unpickle_and_do(work: Callable[[Work], Result], job: bytes, barred: Sequence[Path]) -> Result:
    """Run a pickled job: the pool itself pickles later, when ``work`` may have changed what jobs share here."""
    for folder in barred:
        bar(folder)
    return work(pickle.loads(job))  # noqa: S301 - our own job


_barred: list[Path] = []


def barred_here() -> tuple[Path, ...]:
    """The folders that this process may not read, and so nobody else who makes pages for it."""
    return tuple(_barred)


class BarredError(RuntimeError):
    """A page was about to be made of something else than what was released."""


_OPENED = frozenset({"open", "os.listdir", "os.scandir"})
"""The events by which Python says that a file or folder is read."""


def bar(folder: Path) -> None:
    """Refuse from now on to open what is in a folder, by whatever name, or to list it; this process cannot undo it.

    It is a safeguard against mistakes: code that means to evade it can.
    """
    top = os.path.realpath(folder)
    _barred.append(Path(top))  # which is the same folder wherever others are

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _OPENED and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.realpath(os.fsdecode(arguments[0]))
            if path == top or path.startswith(top + os.sep):
                raise BarredError(f"Pages are made of what was released alone, and not of {path}.")

    sys.addaudithook(refuse)
