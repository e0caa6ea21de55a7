"""What is written about the program is true of it: docs are tested like code."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.problems import ProblemKind
from generator.problems.registry import KINDS
from tests.sites import ROOT

PLACES = ("home", "root", "work", "opt", "Users", "mnt")
MACHINE_PATH = re.compile(rf"(?<![\w./:~-])/(?:{'|'.join(PLACES)})/[\w.-]")
"""A path that is right on one machine only."""


def commands(command: click.Command, name: str = "bulletin") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        for word, below in command.commands.items():
            yield from commands(below, f"{name} {word}")


COMMANDS = dict(commands(main))


def written() -> str:
    """All that is written for people."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")))


@pytest.mark.parametrize("name", COMMANDS)
def test_docs_name_every_command_and_option(name: str) -> None:
    """Whoever reads the docs learns of each command and each of its options."""
    docs = written()
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts if option.startswith("--")}
    missing = {option for option in options if not re.search(rf"{re.escape(option)}(?![\w-])", docs)}
    assert name in docs
    assert missing == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str) -> None:
    """``--help`` says what the command and each of its options do."""
    command = COMMANDS[name]
    assert command.help
    assert [option.name for option in command.params if isinstance(option, click.Option) and not option.help] == []
    assert CliRunner().invoke(main, [*name.split()[1:], "--help"]).exit_code == 0


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_problem_is_explained(kind: ProblemKind) -> None:
    """``bulletin explain CODE`` tells more than the problem's message, for every code there is."""
    result = CliRunner().invoke(main, ["explain", kind.code])
    told = " ".join(result.output.split())
    assert result.exit_code == 0
    assert any(" ".join(text.split()) in told for text in (kind.explanation.vi, kind.explanation.en))


def test_no_file_knows_a_machine() -> None:
    """No path of somebody's machine stands in any file of the repository."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    texts = ((file, file.read_text(encoding="utf-8", errors="ignore")) for file in files)
    assert [(file, match[0]) for file, text in texts for match in MACHINE_PATH.finditer(text)] == []


def test_make_says_what_it_can() -> None:
    """``make`` alone lists every target that people may want."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make (\w+)", told, re.MULTILINE)) == set(phony.split()) - {"help"}
