"""Interruptions: whatever happens to a publisher, the old site or the new one is published, and the next run works.

``make interruptions`` runs all of them and prints what was counted; the tests run a few. The project is SYNTHETIC, and
its editions are built beforehand. Publishers are forked, each with a session of its own, and killed with all they
started.
"""

from __future__ import annotations

import itertools
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.installation import tools
from bulletin.publishing.git import write_out
from bulletin.publishing.stores import FolderTarget, PublicationTarget, branch_target
from bulletin.publishing.verify import verify

from tests.publishing.built_projects import (
    BuiltProject,
    edition,
    git,
    make_built_project,
    publish_quickly,
    published_versions,
)
from tests.sites import ROOT

PLENTY = "64m"
KINDS = ("folder", "branch", "own")
"""A folder; a branch of a bare repository; one of the project's own repository."""

Interruption = Callable[[int], None]
"""Is given the process id of a publisher that has just begun."""


@dataclass(frozen=True)
class Publisher:
    """A publisher at work."""

    pid: int
    said: Path
    """Where it says what stopped it."""

    def ended_well(self) -> bool:
        """Wait for its end."""
        return os.waitpid(self.pid, 0)[1] == 0


@dataclass(frozen=True)
class Ward:
    """A publication target that is interrupted."""

    sample: BuiltProject
    folder: Path
    """A folder for the place and for whatever publishers need."""
    kind: str
    editions: int
    """So many there are."""
    days: Iterator[int] = field(default_factory=itertools.count)
    """Counts the interruptions that it has had."""

    @property
    def repository(self) -> Path:
        """Where the branch is."""
        return self.sample.project if self.kind == "own" else self.folder / "remote.git"

    def target(self) -> AbstractContextManager[PublicationTarget]:
        """Open the place."""
        if self.kind == "folder":
            return nullcontext(FolderTarget(self.folder / "site"))
        return branch_target(self.sample.project, "pages", str(self.repository) if self.kind == "branch" else None)

    def reset(self, *editions: str) -> None:
        """Begin anew, with these editions published."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in self.folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        (self.folder / "temporary").mkdir()
        if self.kind == "branch":
            git(self.folder, "init", "--quiet", "--bare", "remote.git")
        if self.kind == "own":
            git(self.sample.project, "update-ref", "-d", "refs/heads/pages")
        if editions:
            self.publish(*editions)

    def start(self, *editions: str, before: Callable[[], None] | None = None) -> Publisher:
        """Start a publisher; it has opened its target when this returns."""
        ready, started = os.pipe()
        said = self.sample.built.parent / f"said-{'-'.join(editions)}.txt"
        pid = os.fork()
        if pid == 0:
            self._work(editions, started, said, before)
        os.close(started)
        os.read(ready, 1)
        os.close(ready)
        return Publisher(pid, said)

    def _work(self, editions: tuple[str, ...], started: int, said: Path, before: Callable[[], None] | None) -> None:
        code = 3
        try:
            os.setsid()
            tempfile.tempdir = str(self.folder / "temporary")
            random.seed()
            said.write_text("")
            if before is not None:
                before()
            with self.target() as target:
                os.write(started, b"!")
                publish_quickly(self.sample, target, *editions)
            code = 0
        except BaseException:  # noqa: BLE001 - reported to the process that waits
            said.write_text(traceback.format_exc())
        finally:
            os._exit(code)

    def publish(self, *editions: str) -> None:
        """Publish undisturbed."""
        publisher = self.start(*editions)
        assert publisher.ended_well(), publisher.said.read_text()

    def out(self) -> set[str]:
        """Published versions, every byte of which is looked at."""
        with tempfile.TemporaryDirectory() as name:
            site = self.folder / "site"
            if self.kind != "folder":
                site = Path(name)
                write_out(self.repository, git(self.repository, "rev-parse", "refs/heads/pages").strip(), ".", site)
            faults = verify(site)
            assert faults == (), faults
            return published_versions(site)

    def survives(self, number: int, interruption: Interruption, before: Callable[[], None] | None = None) -> str:
        """Publish while something happens: the published site is then old or new, and the next run needs no help."""
        old = self.out()
        new = old | {f"vi/{edition(number)}"}
        publisher = self.start(edition(number), before=before)
        interruption(publisher.pid)
        well = publisher.ended_well()
        found = self.out()
        assert found == new if well else found in (old, new), (well, found)
        os.sync()
        return "came through" if well else "left the new site" if found == new else "left the old site"

    def recovers(self, number: int) -> None:
        """Publish again, as if nothing had happened; nothing of the interruption is left."""
        self.publish(edition(number))
        assert f"vi/{edition(number)}" in self.out()
        left = {path.name for path in self.folder.iterdir()} - {"site", "remote.git", "temporary"}
        assert left == set(), left
        assert list((self.folder / "temporary").iterdir()) == []

    def bad_days(self, times: int, day: Callable[[int], str]) -> Counter[str]:
        """Interrupt so many times, each with the next edition; begin anew when all are published."""
        counted: Counter[str] = Counter()
        for passed in itertools.islice(self.days, times):
            number = passed % (self.editions - 1) + 2
            if passed and number == 2:
                self.reset(edition(1))
            counted[day(number)] += 1
            self.recovers(number)
        return counted


def kills(ward: Ward, times: int, chance: random.Random) -> Counter[str]:
    """``kill -9`` at random points, of the publisher and of all that it started."""
    begun = time.monotonic()
    ward.reset(edition(1))
    longest = 2.5 * (time.monotonic() - begun)  # the more is published, the longer it takes; some are to come through

    def kill(pid: int) -> None:
        time.sleep(chance.uniform(0, longest))
        os.killpg(pid, signal.SIGKILL)

    return ward.bad_days(times, lambda number: ward.survives(number, kill))


def refused_writes(ward: Ward, times: int, chance: random.Random) -> Counter[str]:
    """No file may grow beyond a random size, as where no small disk may be mounted."""

    def day(number: int) -> str:
        limit = chance.randint(1_000, 300_000)
        return ward.survives(number, lambda _: None, lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))

    ward.reset(edition(1))
    return ward.bad_days(times, day)


def _mounted(ward: Ward, options: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{options}", str(ward.folder)], check=True)


def full_disks(ward: Ward, times: int, chance: random.Random) -> Counter[str]:
    """The disk gets full at a random point; the place and everything that publishers need is on it."""
    ward.folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={PLENTY}", "bulletin", str(ward.folder)], check=True)

    def day(number: int) -> str:
        used = shutil.disk_usage(ward.folder).used
        _mounted(ward, f"size={used + chance.randint(4_096, 5_000_000)}")
        found = ward.survives(number, lambda _: None)
        _mounted(ward, f"size={PLENTY}")
        return found

    ward.reset(edition(1))
    return ward.bad_days(times, day)


def read_only(ward: Ward) -> Counter[str]:
    """Nothing may be written to the place; it has to be as :func:`full_disks` left it."""

    def day(number: int) -> str:
        _mounted(ward, "ro")
        found = ward.survives(number, lambda _: None)
        _mounted(ward, "rw")
        return found

    return ward.bad_days(1, day)


def at_once(ward: Ward, rounds: int) -> Counter[str]:
    """As many publishers as there are editions, at once, each with one of its own: in the end all are published."""
    counted: Counter[str] = Counter()
    for _ in range(rounds):
        ward.reset()
        publishers = [ward.start(edition(number)) for number in range(1, ward.editions + 1)]
        for publisher in publishers:
            assert publisher.ended_well(), publisher.said.read_text()
        assert ward.out() == {f"vi/{edition(number)}" for number in range(1, ward.editions + 1)}
        counted["all out"] += 1
    return counted


def main(share: float, made: BuiltProject | None = None, *, disks: bool) -> None:
    """Interrupt publishers, and print what was counted.

    :param share: 1 for all of them; of less, a few that are alike are left out.
    :param made: the project, with at least as many editions as are published; None makes one.
    :param disks: whether small disks may be mounted; then only those days are had that need one.
    """
    chance, editions = random.Random(4), max(3, round(8 * share))
    many, few, rounds = (max(1, round(times * share)) for times in (50, 10, 5))
    with tempfile.TemporaryDirectory(prefix="bulletin-interruptions-") as name:
        top = Path(name)
        sample = made or make_built_project(top, editions)
        tools()  # looked up once for all publishers

        def ward(day: str, kind: str) -> Ward:
            return Ward(sample, top / f"{day}-{kind}", kind, editions)

        def report(what: str, counted: Counter[str]) -> None:
            sys.stdout.write(f"{what}: {counted.total()}; {dict(sorted(counted.items()))}\n")
            sys.stdout.flush()

        for kind in KINDS if share == 1 else KINDS[:2]:
            if disks and kind != "own":
                small = ward("disk", kind)
                report(f"disk full (tmpfs), {kind}", full_disks(small, few, chance))
                report(f"read-only, {kind}", read_only(small))
                subprocess.run(["umount", "--lazy", str(small.folder)], check=True)
            elif not disks:
                report(f"kill -9, {kind}", kills(ward("kill", kind), few if kind == "own" else many, chance))
            if not disks and (share == 1 or not _may_mount()):
                report(f"writes refused (RLIMIT_FSIZE), {kind}", refused_writes(ward("size", kind), few, chance))
        if not disks:
            report(f"{editions} publishers at once, rounds", at_once(ward("once", "branch"), rounds))
        if not disks:
            on_small_disks(share, sample)


def _may_mount() -> bool:
    unshare = shutil.which("unshare")
    return unshare is not None and subprocess.run([unshare, "-Urm", "true"], check=False).returncode == 0


def on_small_disks(share: float, sample: BuiltProject) -> None:
    """Go on where disks may be mounted: in a namespace of our own, if the system lets us have one."""
    if not _may_mount():
        sys.stdout.write("disk full, read-only: not tried, since nothing may be mounted here\n")
        return
    command = ["unshare", "-Urm", sys.executable, "-m", "tests.publishing.interruptions", str(share)]
    subprocess.run([*command, str(sample.project), str(sample.built), "disks"], cwd=ROOT, check=True)


if __name__ == "__main__":
    _share, *_made = sys.argv[1:] or ["1"]
    main(float(_share), BuiltProject(*map(Path, _made[:2])) if _made else None, disks="disks" in _made[2:])
