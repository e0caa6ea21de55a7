"""Commands with what Windows lacks taken away, on this machine; CI runs them on Windows itself. Synthetic records."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bulletin import operating_system
from bulletin.cli.terminal import write_whatever_comes
from bulletin.operating_system import is_link, locked, open_file

from tests.publishing.published_sites import git
from tests.reading.projects import good_project
from tests.sites import configured

ON_WINDOWS = """
import os, signal, sys, types
import asyncio, multiprocessing, shutil, subprocess, tempfile  # which are of this machine

def locking(descriptor, mode, size):
    import fcntl
    fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB, size)

sys.modules["msvcrt"] = types.SimpleNamespace(locking=locking, LK_NBLCK=2)
for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_DIRECTORY", "getuid", "sync", "mkfifo", "fork", "killpg"):
    delattr(os, name)
for name in ("pthread_sigmask", "SIG_BLOCK", "SIG_SETMASK", "SIGKILL"):
    delattr(signal, name)
here, sys.platform = sys.platform, "win32"
import bulletin.operating_system
sys.platform = here
import bulletin.website.staging
bulletin.website.staging.atomic_swap = lambda *_folders: False

from bulletin.cli import main
main(prog_name="bulletin")
"""
"""Runs a command without what Windows lacks; what spawns of it is of this machine again."""


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ON_WINDOWS, *arguments, "--project", str(project)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project in a repository of its own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("USERNAME", "Nobody")  # which Windows always sets
    made = configured(good_project(tmp_path / "project"))
    git(made, "init", "--quiet", "--initial-branch", "main")
    git(made, "add", ".")
    git(made, "commit", "--quiet", "--message", "Records")
    return made


@pytest.mark.slow
def test_commands_need_nothing_that_windows_lacks(project: Path, tmp_path: Path) -> None:
    """Records are checked, a site is built in two processes, and an edition is published and verified."""
    for command in (
        ("check",),
        ("build", "--draft", "--no-charts"),
        ("publish", "--to", str(tmp_path / "published"), "--site-url", "https://bulletin.example/", "--language", "en"),
        ("publish", "--branch", "gh-pages", "--site-url", "https://bulletin.example/", "--language", "en"),
    ):
        done = run(project, *command)
        assert done.returncode == 0, (command, done.stderr)
        assert "Traceback" not in done.stderr
    assert (tmp_path / "published" / "en" / "2019" / "index.html").is_file()
    verified = subprocess.run([sys.executable, "-c", ON_WINDOWS, "verify", str(tmp_path / "published")], check=False)
    assert verified.returncode == 0


def test_no_link_is_followed_where_the_system_cannot_refuse_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ``O_NOFOLLOW`` a path is looked at before it is opened."""
    (tmp_path / "file").write_bytes(b"\r\n")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    for name in ("O_NOFOLLOW", "O_NONBLOCK"):
        monkeypatch.delattr(os, name)
    with pytest.raises(OSError, match="symbolic links"):
        open_file(tmp_path / "link")
    with os.fdopen(open_file(tmp_path / "file"), "rb") as opened:
        assert opened.read() == b"\r\n"


def test_a_junction_of_windows_is_a_link(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A junction leads elsewhere as a link does, and is none by name."""

    class Status:
        st_reparse_tag = 0xA0000003

    monkeypatch.setattr(operating_system, "_JUNCTION", Status.st_reparse_tag)
    assert not is_link(tmp_path)
    monkeypatch.setattr(os, "lstat", lambda _path: Status())
    assert is_link(tmp_path)


def test_a_folder_that_cannot_be_opened_is_locked_by_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left in the folder, and one lock keeps out another."""
    (tmp_path / "temporary").mkdir()
    (tmp_path / "folder").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(operating_system, "_FOLDER", None)
    with locked(tmp_path / "folder"):
        assert list((tmp_path / "folder").iterdir()) == []
        with pytest.raises(BlockingIOError), locked(tmp_path / "folder", wait=False):
            pass
    with locked(tmp_path / "folder", wait=False):
        assert len(list((tmp_path / "temporary").iterdir())) == 1


def test_what_is_no_terminal_gets_utf_8_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """There a pipe or a file would get an encoding that has no Vietnamese."""
    monkeypatch.setattr(sys, "platform", "win32")
    piped = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    write_whatever_comes(piped)
    piped.write("Số liệu")
    piped.flush()
    assert piped.buffer.getvalue() == "Số liệu".encode()


def test_the_flags_of_this_system_are_used_where_it_has_them(tmp_path: Path) -> None:
    """On POSIX nothing is looked at first: the system itself refuses a link, whenever it was put there."""
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(OSError, match="symbolic links"):
        open_file(tmp_path / "link")
