"""The command on a real terminal and as a process. All records are synthetic."""

from __future__ import annotations

import contextlib
import os
import pty
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bulletin.cli import main, terminal
from bulletin.cli.group import INTERRUPTED
from click.testing import CliRunner

from tests.reading.projects import good_project
from tests.sites import ROOT, SAMPLE, configured

BULLETIN = [sys.executable, "-c", "import sys; from bulletin.cli import main; main(prog_name='bulletin')"]


def in_terminal(command: list[str], **environment: str) -> str:
    """Run a command on a terminal of its own, and give all that appears there."""
    ours, theirs = pty.openpty()
    variables = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"}
    process = subprocess.Popen(command, stdout=theirs, stderr=theirs, cwd=ROOT, env=variables | environment)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the other end is closed when the command ends
        while chunk := os.read(ours, 65536):
            shown += chunk
    process.wait()
    os.close(ours)
    return shown.decode()


@pytest.mark.slow
def test_a_terminal_sees_colours_unless_it_asks_for_none(bad: Path) -> None:
    """Colours are for terminals, and ``NO_COLOR`` turns them off."""
    assert "\x1b[31m" in in_terminal([*BULLETIN, "check", "--project", str(bad)])
    assert "\x1b" not in in_terminal([*BULLETIN, "check", "--project", str(bad)], NO_COLOR="1")


@pytest.mark.slow
def test_the_installed_command_checks_in_time() -> None:
    """The records of the sample are checked quickly, from a cold start, by the command as it is installed."""
    took = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run([*BULLETIN, "check"], cwd=SAMPLE, capture_output=True, text=True, check=False)
        took.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before)
        assert done.returncode == 0, done.stdout
    assert min(took) < 2.5, "seconds of work; under one on an idle machine"


@pytest.mark.slow
def test_an_old_terminal_is_no_crash(bad: Path) -> None:
    """Where the terminal cannot show Vietnamese, the text is escaped, and the command ends as ever."""
    environment = {**os.environ, "PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [*BULLETIN, "check", "--project", bad], capture_output=True, check=False, env=environment, cwd=ROOT
    )
    assert done.returncode == 1
    assert b"l\\u1ed7i [value-not-a-number]" in done.stdout
    assert b"Traceback" not in done.stderr
    wrong = subprocess.run([*BULLETIN, "explain", "x"], capture_output=True, check=False, env=environment, cwd=ROOT)
    assert wrong.returncode == 2


@pytest.mark.slow
def test_an_interrupt_ends_cleanly(tmp_path: Path) -> None:
    """Ctrl-C while reading ends with 130, without a traceback."""
    probe = (
        "import os, signal, sys\nimport bulletin.reading.reader as reader\nfrom bulletin.cli import main\n"
        "reader.list_files = lambda *_: os.kill(os.getpid(), signal.SIGINT) or __import__('time').sleep(9)\n"
        "main(['check'], prog_name='bulletin')\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", probe]
    done = subprocess.run(command, cwd=good_project(tmp_path), capture_output=True, check=False, env=environment)
    assert done.returncode == INTERRUPTED == 128 + signal.SIGINT
    assert b"Traceback" not in done.stderr


@pytest.mark.slow
def test_a_long_reading_shows_a_bar(good: Path) -> None:
    """On a terminal, what takes longer than two seconds shows how far it is, and leaves no trace of it behind."""
    probe = (
        "import time\nfrom bulletin.cli import main, terminal\nimport bulletin.reading.reader as reader\n"
        "terminal.PATIENCE = 0.0\n"
        "parse = reader.parse\n"
        "def slowly(*arguments):\n    time.sleep(0.1)\n    return parse(*arguments)\n"
        "reader.parse = slowly\n"
        f"main(['check', '--language', 'en', '--project', {str(good)!r}], prog_name='bulletin')\n"
    )
    text = in_terminal([sys.executable, "-c", probe])
    assert "Reading records" in text
    assert text.rstrip().endswith("no problems.")


@pytest.mark.slow
def test_no_bar_where_nobody_looks(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal there is no bar, however long it takes."""
    monkeypatch.setattr(terminal, "PATIENCE", 0.0)
    assert "Reading" not in CliRunner().invoke(main, ["check", "--project", str(good)]).stderr


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], ["check"], ["build"], ["publish", "--to", "x"]])
def test_a_pipe_in_place_of_the_bulletin_is_not_waited_for(tmp_path: Path, arguments: list[str]) -> None:
    """A named pipe in place of ``bulletin.yml`` is reported as such; nobody waits for somebody to write into it."""
    project = configured(good_project(tmp_path))
    (project / "records/bulletin.yml").unlink()
    os.mkfifo(project / "records/bulletin.yml")
    done = subprocess.run([*BULLETIN, *arguments], cwd=project, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode == 0) == (arguments == ["--help"])
    assert arguments == ["--help"] or "records/bulletin.yml" in done.stdout + done.stderr


@pytest.mark.parametrize("arguments", [[], ["check"], ["check", "--project"], ["--language"]])
def test_the_language_is_known_whatever_is_typed(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing at all may be typed, and an option may lack its value: the terminal's language is taken then."""
    monkeypatch.setenv("LANGUAGE", "fr")
    monkeypatch.chdir("/")
    assert terminal.language_of_arguments(arguments) == "fr"


@pytest.mark.slow
def test_a_bare_command_lists_its_commands() -> None:
    """Who types only its name sees what there is, as with ``--help``."""
    done = subprocess.run(BULLETIN, cwd="/", capture_output=True, text=True, check=False)
    assert "publish" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
