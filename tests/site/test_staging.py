"""A site is replaced whole or not at all, and nothing else than a site is ever replaced."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.site.staging import MARKER, NotOursError, staged

ENDS = [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), ValueError("a fault of the program")]


def contents(directory: Path) -> dict[str, bytes]:
    """Everything in a directory, by relative path."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Give a directory that holds a finished site."""
    directory = tmp_path / "site"
    with staged(directory) as new:
        (new / "old.html").write_text("old")
    return directory


def test_new_replaces_old_whole(target: Path) -> None:
    """After a build, what the last one made and this one did not is gone, and no other file is left beside."""
    with staged(target) as new:
        (new / "new.html").write_text("new")
    assert set(contents(target)) == {MARKER, "new.html"}
    assert list(target.parent.iterdir()) == [target]


def _write_half(new: Path, end: BaseException) -> None:
    (new / "new.html").write_text("half")
    raise end


@pytest.mark.parametrize("end", ENDS, ids=lambda end: type(end).__name__)
def test_failure_leaves_the_last_site(target: Path, end: BaseException) -> None:
    """A build that fails, is interrupted or finds the disk full leaves the last site as it was, and nothing beside."""
    before = contents(target)
    with pytest.raises(type(end)), staged(target) as new:
        _write_half(new, end)
    assert contents(target) == before
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.parametrize("end", ENDS, ids=lambda end: type(end).__name__)
def test_failing_renames_leave_the_last_site(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing: int, end: BaseException
) -> None:
    """A failure while the new site takes the old one's place puts the old one back, at whichever rename it comes."""
    before, rename, calls = contents(target), Path.rename, 0

    def failing_rename(self: Path, to: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise end
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", failing_rename)
    with pytest.raises(type(end)), staged(target) as new:
        (new / "new.html").write_text("new")
    assert contents(target) == before
    assert list(target.parent.iterdir()) == [target]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from generator.site import staging

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    {where}
    with staging.staged(Path(sys.argv[1])) as new:
        (new / "new.html").write_text("half")
        {inside}
"""


@pytest.mark.parametrize(
    ("where", "inside"),
    [
        ("", "die()"),
        ("rename = Path.rename; Path.rename = lambda a, b: (rename(a, b), die())", ""),
    ],
    ids=["while building", "between the renames"],
)
def test_killed_run_leaves_a_whole_site(target: Path, where: str, inside: str) -> None:
    """After a kill, wherever it came, the next run finds the last site whole and removes what the killed one left."""
    before = contents(target)
    program = textwrap.dedent(KILLED.format(where=where, inside=inside))
    done = subprocess.run([sys.executable, "-c", program, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(target.parent.iterdir()) != [target]
    with pytest.raises(ValueError, match="stop"), staged(target):
        raise ValueError("stop")
    assert contents(target) == before
    assert list(target.parent.iterdir()) == [target]


def test_two_runs_do_not_disturb_each_other(target: Path) -> None:
    """A run does not take another that is alive for a leftover; the last to end wins."""
    with staged(target) as first:
        (first / "first.html").write_text("first")
        with staged(target) as second:
            (second / "second.html").write_text("second")
        assert set(contents(target)) == {MARKER, "second.html"}
    assert set(contents(target)) == {MARKER, "first.html"}


def test_foreign_directory_is_refused(tmp_path: Path) -> None:
    """A directory that somebody else filled is not replaced, not even after building."""
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(NotOursError, match="another directory"), staged(tmp_path):
        raise AssertionError("the build began")
    assert contents(tmp_path) == {"letter.txt": b"dear"}


def test_file_is_refused(tmp_path: Path) -> None:
    """A file in the place of the site is not replaced."""
    (tmp_path / "site").write_text("a file")
    with pytest.raises(NotOursError), staged(tmp_path / "site"):
        raise AssertionError("the build began")


def test_empty_directory_and_a_single_language_are_replaced(tmp_path: Path) -> None:
    """An empty directory may be used, and one in which MkDocs alone has built a language."""
    (tmp_path / "site" / "vi").mkdir(parents=True)
    (tmp_path / "site" / "vi" / MARKER).touch()
    (tmp_path / "empty").mkdir()
    for name in ("site", "empty"):
        with staged(tmp_path / name) as new:
            (new / "new.html").touch()
        assert set(contents(tmp_path / name)) == {MARKER, "new.html"}


def test_link_to_a_directory_stays_a_link(target: Path) -> None:
    """Where the site's directory is a link, what it leads to is replaced, and not the link."""
    link = target.with_name("link")
    link.symlink_to(target)
    with staged(link) as new:
        (new / "new.html").touch()
    assert link.is_symlink()
    assert set(contents(target)) == {MARKER, "new.html"}
