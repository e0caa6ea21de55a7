"""Work spread over processes ends as it would in one."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from bulletin import operating_system
from bulletin.website import processes
from bulletin.website.processes import BarredError, in_order, side_by_side, workers_for_each

pytestmark = pytest.mark.slow


def write(path: Path) -> None:
    """Leave a mark that says which process did the work."""
    path.write_text(str(os.getpid()))


def fail(path: Path) -> None:
    """Fail for one path, and take long for every other."""
    if path.name == "failing":
        raise ValueError(f"cannot do {path.name}")
    time.sleep(60)


def die(path: Path) -> None:
    """Die in the other process."""
    if path.name == "dying":
        os.kill(os.getpid(), signal.SIGKILL)


def test_every_job_is_done_in_its_own_process(tmp_path: Path) -> None:
    """Two jobs are two processes, and the first is this one."""
    jobs = [tmp_path / "first", tmp_path / "second"]
    side_by_side(write, jobs)
    done = [int(job.read_text()) for job in jobs]
    assert done[0] == os.getpid() != done[1]


class Growing:
    """A job that shares a growing table with the others, as languages share what was computed on the way."""

    shared: dict[int, int] = dict.fromkeys(range(200_000), 0)

    def __init__(self, path: Path) -> None:
        self.path = path
        self.table = self.shared


def grow(job: Growing) -> None:
    """Change what is shared for as long as it might be on its way; say how large it was at first."""
    job.path.write_text(str(len(job.table)))
    for number in range(300_000):
        job.table[-number] = number


def test_work_here_does_not_change_a_job_on_its_way(tmp_path: Path) -> None:
    """What the first job changes meanwhile is not what the other gets, nor does it keep the other waiting."""
    jobs = [Growing(tmp_path / "first"), Growing(tmp_path / "second")]
    before = len(Growing.shared)
    side_by_side(grow, jobs)
    assert [int(job.path.read_text()) for job in jobs] == [before, before]


@pytest.mark.parametrize("names", [["failing", "long"], ["first", "failing"]])
def test_failure_is_raised_here(tmp_path: Path, names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever job fails, its own exception is raised, and the others are stopped rather than waited for."""
    begun = time.monotonic()
    monkeypatch.setattr(time, "sleep", lambda _: None)  # for the job that is done here
    with pytest.raises(ValueError, match="cannot do failing"):
        side_by_side(fail, [tmp_path / name for name in names])
    assert time.monotonic() - begun < 30


def test_killed_process_is_noticed(tmp_path: Path) -> None:
    """A process that is killed, by the system for want of memory for instance, does not leave us waiting."""
    with pytest.raises(RuntimeError, match="killed"):
        side_by_side(die, [tmp_path / "first", tmp_path / "dying"])


def test_process_that_cannot_begin_is_noticed(tmp_path: Path) -> None:
    """A program that may not start processes fails at once, however large the job."""
    program = tmp_path / "unguarded.py"
    program.write_text(
        "from pathlib import Path\nfrom bulletin.website.processes import side_by_side\n"
        "side_by_side(len, ['', 'x' * 10_000_000], barred=[Path('records')])\n"
    )
    done = subprocess.run([sys.executable, str(program)], capture_output=True, check=False, timeout=60)
    assert done.returncode == 1


def read(path: Path) -> None:
    """Read a file or folder by a name that may lead there in a roundabout way."""
    os.chdir(path.parents[1])
    if path.is_dir():
        list(path.iterdir())
    else:
        Path(os.path.relpath(path)).read_text()


def test_barred_jobs_are_done_elsewhere_and_cannot_read_the_records(tmp_path: Path) -> None:
    """A page that would be made of the records themselves is not made, however it gets there."""
    records, others = tmp_path / "records", tmp_path / "records-of-others"
    for folder in (records, others):
        folder.mkdir()
        (folder / "figures.yml").touch()
    (others / "link.yml").symlink_to(records / "figures.yml")
    (others / "folder").symlink_to(records)
    side_by_side(read, [others / "figures.yml", others], barred=[records])
    for barred in (records / "figures.yml", records, others / "link.yml", others / "folder" / "figures.yml"):
        with pytest.raises(BarredError, match="released alone"):
            side_by_side(read, [barred], barred=[records])
    assert (records / "figures.yml").read_text() == "", "this process is not barred"


IN_MEMORY: list[str] = []


def write_what_is_in_memory(path: Path) -> None:
    """Leave what a process has in memory."""
    path.write_text(" ".join(IN_MEMORY))


def test_barred_jobs_have_nothing_of_what_is_in_memory_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records are, where the release is made that pages are then made of."""
    monkeypatch.setattr(sys.modules[__name__], "IN_MEMORY", ["secret"])
    made = tmp_path / "made"
    side_by_side(write_what_is_in_memory, [made], barred=[tmp_path / "records"])
    assert made.read_text() == ""
    side_by_side(write_what_is_in_memory, [made])
    assert made.read_text() == "secret"


def test_what_is_barred_is_named_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Others who make pages for this process are barred from the same folder, wherever they are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(processes, "_barred", [])
    monkeypatch.setattr(sys, "addaudithook", lambda _: None)
    processes.bar(Path("records"))
    assert processes.barred_here() == (Path(os.path.realpath(tmp_path)) / "records",)


# --- steps of one site, in several processes


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot fork safely")
def test_results_are_in_order_and_made_by_several_processes() -> None:
    """What was in memory before is there in each; nothing is done twice."""
    kept = list(range(0, 3_000, 3))

    def work(number: int) -> tuple[int, int]:
        time.sleep(0.001)
        return kept[number], os.getpid()

    made = list(in_order(work, [1] * len(kept), 3))
    assert [number for number, _process in made] == kept
    processes = {process for _number, process in made}
    assert 1 < len(processes) <= 3
    assert os.getpid() in processes


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_is_counted_by_weight(workers: int) -> None:
    """It only grows, and ends with everything."""
    seen: list[tuple[int, int]] = []
    weights = [number % 7 + 1 for number in range(200)]
    assert list(in_order(str, weights, workers, lambda *done: seen.append(done))) == list(map(str, range(200)))
    assert seen == sorted(seen)
    assert seen[-1] == (sum(weights), sum(weights))


@pytest.mark.parametrize(("count", "workers"), [(1_000, 1), (60, 8), (0, 8)])
def test_little_work_is_done_here(count: int, workers: int) -> None:
    """A process takes longer to begin than a few pages to make."""
    assert set(in_order(lambda _: os.getpid(), [1] * count, workers)) == ({os.getpid()} if count else set())


def test_failure_of_a_step_is_raised_here() -> None:
    """It is that of the step, and nobody waits for the others."""

    def work(number: int) -> int:
        if number == 990:
            raise ValueError(f"cannot do {number}")
        time.sleep(0.2)
        return number

    begun = time.monotonic()
    with pytest.raises(ValueError, match="cannot do 990"):
        list(in_order(work, [1] * 990 + [2] * 10, 2))
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot fork safely")
def test_failure_of_one_process_does_not_wait_for_another() -> None:
    """Which may be at something that takes minutes, when nothing is left to do here."""
    here, first = os.getpid(), multiprocessing.Lock()

    def work(number: int) -> int:
        if os.getpid() == here:
            time.sleep(0.01)
        elif first.acquire(block=False):
            time.sleep(2)
            raise ValueError("cannot do it")
        else:
            time.sleep(20)
        return number

    begun = time.monotonic()
    with pytest.raises(ValueError, match="cannot do it"):
        list(in_order(work, [1] * 150, 3))
    assert time.monotonic() - begun < 15


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot fork safely")
def test_killed_worker_is_noticed() -> None:
    """Whichever step it was at."""
    here = os.getpid()

    def work(number: int) -> int:
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(0.05)
        return number

    with pytest.raises(RuntimeError, match="killed"):
        list(in_order(work, [1] * 200, 2))


LEFT_ALONE = """
import os, sys, time
from pathlib import Path
from bulletin.website.processes import in_order, side_by_side

def work(number):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(0.05)

def work_long(number):
    for _ in range(1_000):
        work(number)

if __name__ == "__main__":
    {begin}
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot fork safely")
@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize(
    "begin",
    ["list(in_order(work, [1] * 10_000, 2))", "side_by_side(work_long, [1, 2], barred=[Path('records')])"],
    ids=["forked", "barred"],
)
def test_workers_end_with_the_process_that_began_them(tmp_path: Path, ending: signal.Signals, begin: str) -> None:
    """However that ends: they would write into a folder that is being removed."""
    marks = tmp_path / "marks"
    marks.mkdir()
    (tmp_path / "program.py").write_text(LEFT_ALONE.format(begin=begin))
    with subprocess.Popen([sys.executable, tmp_path / "program.py", marks]) as begun:
        while len(workers := [int(mark.name) for mark in marks.iterdir()]) < 2:
            time.sleep(0.05)
        begun.send_signal(ending)
    until = time.monotonic() + 30
    while any(Path("/proc", str(worker)).exists() for worker in workers):
        assert time.monotonic() < until
        time.sleep(0.05)


def test_elsewhere_than_on_linux_nothing_is_asked_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may know no such call."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", None)
    operating_system.end_with(1)


def test_workers_are_shared_out() -> None:
    """To each of what is made side by side as many, one at least; by default as many as there are processors."""
    assert [workers_for_each(range(n), 8) for n in (1, 2, 3, 9)] == [8, 4, 2, 1]
    assert workers_for_each([0], None) in range(1, 10_000)
