"""A site is replaced whole or not at all, and nothing else than a site is ever replaced."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bulletin.website import staging
from bulletin.website.build import build_draft_site, write_markdown
from bulletin.website.pipeline import RecordsError, SiteError
from bulletin.website.staging import MARKER, MARKER_TEXT, PUBLISHED_TEXT, NotOursError, marked, staged

from tests.sites import LANGUAGES, configured, contents_of

ENDS = [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), ValueError("a fault of the program")]


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
    assert set(contents_of(target)) == {MARKER, "new.html"}
    assert list(target.parent.iterdir()) == [target]


# --- who may read


def modes(directory: Path) -> dict[str, str]:
    """The modes of a directory and of everything in it, by relative path."""
    paths = (directory, *directory.rglob("*"))
    return {path.relative_to(directory).as_posix(): f"{stat.S_IMODE(path.stat().st_mode):o}" for path in paths}


def write_page(new: Path) -> None:
    """Write a page that everybody may read."""
    (new / "vi").mkdir(mode=0o755)
    (new / "vi" / "new.html").write_text("new")
    (new / "vi" / "new.html").chmod(0o644)


@pytest.mark.parametrize(("mode", "file"), [(0o750, "640"), (0o700, "600"), (0o755, "644"), (0o2750, "640")])
def test_nobody_may_read_the_new_who_could_not_read_the_old(target: Path, mode: int, file: str) -> None:
    """The directory keeps its mode; folders and files within have no more rights, as wide as they were written."""
    target.chmod(mode)
    with staged(target) as new:
        write_page(new)
    found = modes(target)
    assert (found["."], found["vi"], found["vi/new.html"]) == (f"{mode:o}", f"{mode & 0o777:o}", file)


def test_empty_directory_keeps_its_mode(tmp_path: Path) -> None:
    """So that it can be made for those who may read it, before anything is in it."""
    (tmp_path / "site").mkdir(mode=0o700)
    with staged(tmp_path / "site") as new:
        write_page(new)
    assert {mode[-2:] for mode in modes(tmp_path / "site").values()} == {"00"}


def test_new_directory_is_for_everybody_once_it_is_complete(tmp_path: Path) -> None:
    """And for nobody else than its owner while it is made."""
    with staged(tmp_path / "site") as new:
        write_page(new)
        assert modes(new)["."] == "700"
    assert modes(tmp_path / "site")["."] == "755"


@pytest.mark.skipif(os.geteuid() != 0, reason="only the administrator gives files to others")
def test_owner_and_group_are_kept(target: Path) -> None:
    """Of the directory, for all that is in it."""
    os.chown(target, 4711, 4712)
    with staged(target) as new:
        write_page(new)
    assert {(path.stat().st_uid, path.stat().st_gid) for path in (target, *target.rglob("*"))} == {(4711, 4712)}


def test_other_group_may_do_no_more_than_everybody(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the group cannot be kept, since whoever builds is no member of it."""

    def refused(path: Path, owner: int, group: int) -> None:
        raise PermissionError(errno.EPERM, f"{owner}:{group}", str(path))

    target.chmod(0o2750)
    before = os.stat_result((*target.stat()[:5], target.stat().st_gid + 1, *target.stat()[6:]))
    monkeypatch.setattr(os, "chown", refused)
    monkeypatch.setattr(Path, "stat", _stat_of(target, before))
    with staged(target) as new:
        write_page(new)
    monkeypatch.undo()
    assert {mode[-2:] for mode in modes(target).values()} == {"00"}


def _stat_of(directory: Path, status: os.stat_result) -> Callable[..., os.stat_result]:
    """Look at files as :meth:`Path.stat` does, but for a directory."""
    original = Path.stat

    def stat_of(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        return status if path == directory else original(path, follow_symlinks=follow_symlinks)

    return stat_of


# --- what goes wrong


def _write_half(new: Path, end: BaseException) -> None:
    (new / "new.html").write_text("half")
    raise end


@pytest.mark.parametrize("end", ENDS, ids=lambda end: type(end).__name__)
def test_failure_leaves_the_last_site(target: Path, end: BaseException) -> None:
    """A build that fails, is interrupted or finds the disk full leaves the last site as it was, and nothing beside."""
    before = contents_of(target)
    with pytest.raises(type(end)), staged(target) as new:
        _write_half(new, end)
    assert contents_of(target) == before
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.parametrize("end", ENDS, ids=lambda end: type(end).__name__)
def test_failing_renames_leave_the_last_site(
    target: Path, monkeypatch: pytest.MonkeyPatch, failing: int, end: BaseException
) -> None:
    """Where two folders cannot change places in one step, a failure at either rename puts the old site back."""
    before, rename, calls = contents_of(target), Path.rename, 0

    def failing_rename(self: Path, to: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise end
        return rename(self, to)

    monkeypatch.setattr(staging, "atomic_swap", lambda *_: False)
    monkeypatch.setattr(Path, "rename", failing_rename)
    with pytest.raises(type(end)), staged(target) as new:
        (new / "new.html").write_text("new")
    assert contents_of(target) == before
    assert list(target.parent.iterdir()) == [target]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from bulletin.website import staging

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    {where}
    with staging.staged(Path(sys.argv[1])) as new:
        (new / "new.html").write_text("half")
        {inside}
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("where", "inside"),
    [
        ("", "die()"),
        ("staging.atomic_swap = lambda *_: die()", ""),
        (
            (
                "staging.atomic_swap = lambda *_: 0; rename = Path.rename; "
                "Path.rename = lambda a, b: (rename(a, b), die())"
            ),
            "",
        ),
    ],
    ids=["while building", "before the exchange", "between the renames"],
)
def test_killed_run_leaves_a_whole_site(target: Path, where: str, inside: str) -> None:
    """After a kill, wherever it came, the next run finds the last site whole and removes what the killed one left."""
    before = contents_of(target)
    program = textwrap.dedent(KILLED.format(where=where, inside=inside))
    done = subprocess.run([sys.executable, "-c", program, str(target)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(target.parent.iterdir()) != [target]
    with pytest.raises(ValueError, match="stop"), staged(target):
        raise ValueError("stop")
    assert contents_of(target) == before
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.slow
def test_killed_run_leaves_the_new_site_once_it_is_in_place(target: Path) -> None:
    """After a kill right behind the swap the new site is whole, and the next run removes the old one."""
    where = "exchange = staging.atomic_swap; staging.atomic_swap = lambda a, b: (exchange(a, b), die())"
    program = textwrap.dedent(KILLED.format(where=where, inside=""))
    assert subprocess.run([sys.executable, "-c", program, str(target)], check=False).returncode == -signal.SIGKILL
    assert set(contents_of(target)) == {MARKER, "new.html"}
    with pytest.raises(ValueError, match="stop"), staged(target):
        raise ValueError("stop")
    assert set(contents_of(target)) == {MARKER, "new.html"}
    assert list(target.parent.iterdir()) == [target]


def test_run_that_is_killed_before_its_mark_leaves_nothing_for_long(target: Path) -> None:
    """An empty directory that is named as a leftover is removed: its run did not live to mark it."""
    (target.parent / ".site.new-abcdefgh").mkdir()
    with staged(target):
        pass
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(sys.platform not in {"linux", "darwin"}, reason="the system cannot exchange folders")
def test_place_of_the_site_is_never_empty(target: Path) -> None:
    """Whoever looks while new sites take the place of old ones always finds one, whole."""
    ended, found = threading.Event(), []

    def look() -> None:
        while not ended.is_set():
            found.append(target.is_dir())

    reader = threading.Thread(target=look)
    reader.start()
    for _ in range(50):
        with staged(target) as new:
            (new / "new.html").touch()
    ended.set()
    reader.join()
    assert len(found) > 50
    assert all(found)


def test_finish_is_given_both_and_may_refuse(target: Path) -> None:
    """What is decided at the very end sees the site that is to be replaced, and can still leave it alone."""

    def refuse(new: Path, old: Path) -> None:
        assert (set(contents_of(new)), set(contents_of(old))) == ({MARKER, "new.html"}, {MARKER, "old.html"})
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"), staged(target, refuse) as new:
        (new / "new.html").touch()
    assert set(contents_of(target)) == {MARKER, "old.html"}


def test_two_runs_do_not_disturb_each_other(target: Path) -> None:
    """A run does not take another that is alive for a leftover; the last to end wins."""
    with staged(target) as first:
        (first / "first.html").write_text("first")
        with staged(target) as second:
            (second / "second.html").write_text("second")
        assert set(contents_of(target)) == {MARKER, "second.html"}
    assert set(contents_of(target)) == {MARKER, "first.html"}


def test_foreign_directory_is_refused(tmp_path: Path) -> None:
    """A directory that somebody else filled is not replaced, not even after building."""
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(NotOursError, match="another directory"), staged(tmp_path):
        raise AssertionError("the build began")
    assert contents_of(tmp_path) == {"letter.txt": b"dear"}


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
        assert set(contents_of(tmp_path / name)) == {MARKER, "new.html"}


def test_link_to_a_directory_stays_a_link(target: Path) -> None:
    """Where the site's directory is a link, what it leads to is replaced, and not the link."""
    link = target.with_name("link")
    link.symlink_to(target)
    with staged(link) as new:
        (new / "new.html").touch()
    assert link.is_symlink()
    assert set(contents_of(target)) == {MARKER, "new.html"}


FOREIGN = [
    (".site.old-backup", "thesis.doc"),
    (".site.new-draft", MARKER),
    (".site.new-abcdefgh", "mine"),
    (".site.old-abcdefgh", "mine"),
    (".site.old-abcdefghi", MARKER),
    (".site.old-ABCDEFGH", MARKER),
    (".other.old-abcdefgh", MARKER),
]


@pytest.mark.parametrize(("name", "file"), FOREIGN)
@pytest.mark.parametrize("site", ["site", "*", "s[i]te", "sit."])
def test_neighbours_that_are_not_ours_stay(tmp_path: Path, site: str, name: str, file: str) -> None:
    """What only resembles a leftover, in its name or in what it holds, is neither removed nor taken for a site."""
    (tmp_path / name).mkdir()
    (tmp_path / name / file).touch()
    with pytest.raises(ValueError, match="stop"), staged(tmp_path / site):
        raise ValueError("stop")
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == [name, f"{name}/{file}"]


def test_link_that_is_named_like_a_leftover_stays(target: Path, tmp_path: Path) -> None:
    """A link is never a leftover, wherever it leads."""
    other, link = tmp_path / "other", tmp_path / ".site.old-abcdefgh"
    with staged(other):
        pass
    link.symlink_to(other)
    with staged(target):
        pass
    assert link.is_symlink()
    assert (other / MARKER).is_file()


def test_refusal_touches_nothing(tmp_path: Path) -> None:
    """Where the directory is refused, not even leftovers of our own beside it are removed."""
    site, leftover = tmp_path / "site", tmp_path / ".site.new-abcdefgh"
    for directory, file in ((site, "letter.txt"), (leftover, MARKER)):
        directory.mkdir()
        (directory / file).touch()
    with pytest.raises(NotOursError), staged(site):
        raise AssertionError("the build began")
    assert (leftover / MARKER).is_file()


@pytest.mark.parametrize("place", ["", "vi"])
@pytest.mark.parametrize("is_folder", [True, False])
def test_repository_is_refused(target: Path, place: str, *, is_folder: bool) -> None:
    """A site that somebody keeps in a repository is not replaced: its history would be lost."""
    (target / place).mkdir(exist_ok=True)
    repository = target / place / ".git"
    repository.mkdir() if is_folder else repository.touch()
    with pytest.raises(NotOursError), staged(target):
        raise AssertionError("the build began")
    assert repository.exists()


@pytest.mark.parametrize(
    ("there", "mark", "message"),
    [(PUBLISHED_TEXT, MARKER_TEXT, "use bulletin publish"), (MARKER_TEXT, PUBLISHED_TEXT, "no published site")],
    ids=["build over publication", "publication over build"],
)
def test_builds_and_publications_do_not_replace_each_other(
    tmp_path: Path, there: bytes, mark: bytes, message: str
) -> None:
    """A build would lose published editions; a preview is nothing to publish upon. Each replaces its own kind."""
    for _ in range(2):
        with staged(tmp_path / "site", mark=there):
            pass
    with pytest.raises(NotOursError, match=message), staged(tmp_path / "site", mark=mark):
        raise AssertionError("the build began")
    assert marked(tmp_path / "site") == there


def test_folders_made_for_nothing_are_removed(tmp_path: Path) -> None:
    """A run that ends badly leaves no empty folders on the way to where its site was to be; one that ends well does."""
    with pytest.raises(ValueError, match="stop"), staged(tmp_path / "a" / "b" / "site"):
        raise ValueError("stop")
    assert list(tmp_path.iterdir()) == []
    with staged(tmp_path / "a" / "b" / "site"):
        pass
    assert (tmp_path / "a" / "b" / "site" / MARKER).is_file()


def test_what_nobody_may_look_into_is_not_ours(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where others work too, a folder of theirs that is named as a leftover of ours stops nothing and stays."""
    theirs = target.parent / ".site.old-abcdefgh"
    theirs.mkdir()
    look = Path.iterdir

    def forbidden(self: Path) -> Iterator[Path]:
        if self == theirs:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return look(self)

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with staged(target):
        pass
    assert theirs.is_dir()


def _fill(directory: Path) -> None:
    directory.mkdir()
    (directory / "letter.txt").touch()


def test_directory_that_is_filled_meanwhile_stays(tmp_path: Path) -> None:
    """What somebody puts into an empty directory while the site is built is not lost."""
    with pytest.raises(NotOursError), staged(tmp_path / "site"):
        _fill(tmp_path / "site")
    assert [path.name for path in tmp_path.rglob("*")] == ["site", "letter.txt"]


@pytest.mark.parametrize("make", [build_draft_site, write_markdown])
def test_wrong_records_put_the_last_site_back(target: Path, tmp_path: Path, make: Callable[..., object]) -> None:
    """After a kill between the renames, the next run puts the last site back even if it then finds wrong records."""
    before = contents_of(target)
    target.rename(tmp_path / ".site.old-abcd_123")
    (configured(tmp_path) / "records").mkdir()
    with pytest.raises(RecordsError):
        make(tmp_path, target, LANGUAGES, charts=False)
    assert contents_of(target) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["docs", "mkdocs.yml", "records", "site"]


def test_unusable_configuration_puts_the_last_site_back(target: Path, tmp_path: Path) -> None:
    """As wrong records do."""
    before = contents_of(target)
    target.rename(tmp_path / ".site.old-abcd_123")
    (tmp_path / "records").mkdir()
    with pytest.raises(SiteError):
        build_draft_site(tmp_path, target, LANGUAGES, charts=False)
    assert contents_of(target) == before


def test_single_language_is_put_back(tmp_path: Path) -> None:
    """A site that MkDocs alone has built is put back too."""
    (tmp_path / ".site.old-abcd_123" / "vi").mkdir(parents=True)
    (tmp_path / ".site.old-abcd_123" / "vi" / MARKER).touch()
    with pytest.raises(ValueError, match="stop"), staged(tmp_path / "site"):
        raise ValueError("stop")
    assert set(contents_of(tmp_path)) == {f"site/vi/{MARKER}"}


def test_nobody_else_tidies_while_a_run_begins(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From looking for leftovers to having its own directory, a run keeps all others out."""
    make = tempfile.mkdtemp

    def watched(**options: str) -> str:
        descriptor = os.open(target.parent, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(descriptor)
        return make(**options)

    monkeypatch.setattr(tempfile, "mkdtemp", watched)
    with staged(target) as new:
        descriptor = os.open(new, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(descriptor)
