"""Where ``bulletin init`` makes a project and where it refuses to: whole or not at all, and nothing is overwritten."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from bulletin.cli.group import FAILED, WRONG_RECORDS
from bulletin.project_template import project as making

from tests.project_template.conftest import Init

USAGE = 2


def entries(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_that_is_there_stays_the_same_folder(
    init: Init, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty one, or one with nothing but a repository, is filled: a terminal that is in it stays in it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    before = tmp_path.stat().st_ino
    monkeypatch.chdir(tmp_path)
    assert init(".").exit_code == 0
    assert tmp_path.stat().st_ino == before
    assert {"records", "README.md", ".git", ".gitignore"} < set(entries(tmp_path))
    assert [name for name in entries(tmp_path) if name.startswith(".bulletin")] == []
    assert entries(tmp_path / ".git") == ["HEAD"]


def test_new_folders_have_the_rights_that_the_user_gives_them(init: Init, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    init(tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_nothing_is_overwritten(init: Init, tmp_path: Path) -> None:
    """What is in the way is named, with what to type; it stays as it is."""
    for name in ("README.md", "records", *"abcdef"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    result = init(tmp_path, "--language", "en")
    assert result.exit_code == USAGE
    assert "README.md, a, b, c, d, …" in result.stderr
    assert f"bulletin init {tmp_path}/bulletin" in result.stderr
    assert {path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"mine"}


@pytest.mark.parametrize("folder", ["file", "missing/new", "file/new", "link"])
def test_where_no_project_can_be(init: Init, tmp_path: Path, folder: str) -> None:
    """A file, a link that leads nowhere, and a folder that there is not: one line each, and nothing is made."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    result = init(tmp_path / folder)
    assert result.exit_code == USAGE
    assert entries(tmp_path) == ["file", "link"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--languages", "xx"), "“xx”"),
        (("--languages", "en,"), None),
        (("--languages", "en", "--title", "a", "--title", "b"), "2 texts for en"),
        (("--title", ""), "empty"),
        (("--measure", "a\N{RIGHT-TO-LEFT OVERRIDE}b"), "U+202E RIGHT-TO-LEFT OVERRIDE"),
        (("--unit", "a, b, c, d, e, f, g"), "commas"),
        (("--years", "twenty"), "“twenty”"),
        (("--years", "2025-2020"), "“2025-2020”"),
        (("--years", "3000"), "3000"),
        (("--years", "1000-2000"), "50"),
        (("--site-url", "ftp://x"), "ftp://x"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(
    init: Init, tmp_path: Path, options: tuple[str, ...], expected: str | None
) -> None:
    """A usage error with one message; nothing is made."""
    result = init(tmp_path / "new", *options, "--language", "en")
    assert (result.exit_code, (tmp_path / "new").exists()) == ((0, True) if expected is None else (USAGE, False))
    assert expected is None or expected in result.stderr.splitlines()[-1]


@pytest.mark.parametrize("place", ["there", "new"])
@pytest.mark.parametrize("step", range(3))
def test_a_failure_leaves_nothing(
    init: Init, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, step: int
) -> None:
    """A full disk, whenever it is: an error of the machine, and everything is as it was."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there/.git").mkdir()
    left = iter(range(step))

    def full(self: Path, *_arguments: object) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self))

    monkeypatch.setattr(Path, "rename" if step == 0 else "write_bytes", full)
    result = init(tmp_path / place, "--language", "vi")
    monkeypatch.undo()
    assert result.exit_code == FAILED
    assert "Đĩa đã đầy" in result.stderr
    assert (entries(tmp_path), entries(tmp_path / "there")) == (["there"], [".git"])


def test_what_was_moved_is_taken_back(init: Init, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file comes into the way at the last moment, it stays, and nothing else does."""
    move = making._move_one

    def late(path: Path, target: Path) -> None:
        if target.name == "requirements.txt":
            target.write_text("mine", encoding="utf-8")
        move(path, target)

    monkeypatch.setattr(making, "_move_one", late)
    assert init(tmp_path).exit_code == FAILED
    assert entries(tmp_path) == ["requirements.txt"]
    assert (tmp_path / "requirements.txt").read_text(encoding="utf-8") == "mine"


def test_wrong_records_to_begin_from_are_reported(init: Init, bad_bulletin: Path, tmp_path: Path) -> None:
    """What is wrong is said as ``check`` says it, with its exit code."""
    result = init(tmp_path / "new", "--from", str(bad_bulletin), "--language", "en")
    assert result.exit_code == WRONG_RECORDS
    assert result.stderr.startswith(f"{bad_bulletin}:\nrecords/visits/bad.yml:3:10: error [value-not-a-number]")
    assert not (tmp_path / "new").exists()


def test_a_folder_without_a_bulletin_to_begin_from(init: Init, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = init(tmp_path / "new", "--from", str(tmp_path / "empty"), "--language", "en")
    assert result.exit_code == WRONG_RECORDS
    assert "records-missing" in result.stderr


def test_a_folder_to_begin_from_that_is_not_there(init: Init, tmp_path: Path) -> None:
    """Said in the reader's language, none of the words being click's own."""
    result = init(tmp_path / "new", "--from", str(tmp_path / "none"), "--language", "vi")
    assert result.exit_code == USAGE
    assert result.stderr.endswith(f"Không thấy thư mục “{tmp_path}/none”.\n")
