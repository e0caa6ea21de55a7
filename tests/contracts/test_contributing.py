"""The worked examples of CONTRIBUTING do what they say: each is followed, step by step, in a copy of the repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.sites import ROOT

pytestmark = pytest.mark.slow

TASKS = {"A label": 1, "A check": 3, "A statistic": 3, "A page": 4}
"""How many files each example changes by hand, apart from its tests and the changelog."""
TARGETS = ("messages", "messages-check")
"""What may be made in the copy; other targets install first."""
APART = ("tests/", "CHANGELOG.md")
BLOCK = re.compile(r"^```(diff|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHANGED_FILE = re.compile(r"^\+\+\+ b/(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """A step of an example: a change in the notation of ``git diff``, or shell commands, one a line."""

    kind: str
    text: str


def steps(task: str) -> tuple[Step, ...]:
    """The steps of the example under a heading of CONTRIBUTING."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    section = text.partition(f"\n## {task}\n")[2].partition("\n## ")[0]
    return tuple(Step(*found) for found in BLOCK.findall(section))


def changed_files(task: str) -> set[str]:
    """The files that an example changes."""
    return {file for step in steps(task) if step.kind == "diff" for file in CHANGED_FILE.findall(step.text)}


@pytest.mark.parametrize("task", TASKS)
def test_examples_change_few_files(task: str) -> None:
    """The four usual tasks need so many files, and each ends in a command that shows that it worked."""
    assert sum(not file.startswith(APART) for file in changed_files(task)) == TASKS[task]
    assert steps(task)[-1].kind == "sh"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the repository as it is in the work tree, but for its records, with a git directory of its own."""
    listed = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ":!records")
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tmp_path / name)
    subprocess.run(("git", "init", "--quiet"), cwd=tmp_path, check=True)
    return tmp_path


@pytest.mark.parametrize("task", TASKS)
def test_examples_work(task: str, copy: Path) -> None:
    """Its changes apply to the code as it is, and its commands succeed."""
    for step in steps(task):
        for command in commands(step):
            failure = follow(*command, copy, step.text if step.kind == "diff" else "")
            assert failure is None, f"CONTRIBUTING, “{task}”: bring this example up to date.\n\n{step.text}\n{failure}"


def commands(step: Step) -> Iterator[tuple[tuple[str, ...], Mapping[str, str]]]:
    """What to run in order to follow a step, and the variables of the environment that it sets."""
    if step.kind == "diff":
        yield ("git", "apply", "--recount", "-"), {}
        return
    for line in step.text.splitlines():
        program, *words = shlex.split(line, comments=True)
        if program == "make":
            variables = dict(word.split("=", 1) for word in words if "=" in word)
            targets = [word for word in words if "=" not in word]
            yield from ((python(*command), variables) for command in recipes(targets))
        else:
            yield python(program, *words), {}


def recipes(targets: Iterable[str]) -> Iterator[list[str]]:
    """What the Makefile runs for targets, but for the installation that it checks for."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in targets:
        assert target in TARGETS
        (found,) = re.findall(rf"^{target}:.*\n\t\$\(BIN\)/(.*)$", makefile, re.MULTILINE)
        yield shlex.split(found)


def python(program: str, *words: str) -> tuple[str, ...]:
    """A command of the virtual environment, run by this Python with the code of the copy."""
    modules = {"pytest": ("-m", "pytest", "-p", "no:cacheprovider"), "bulletin": ("-m", "bulletin.cli"), "python": ()}
    return (sys.executable, *modules[Path(program).name], *words)


def follow(command: tuple[str, ...], variables: Mapping[str, str], copy: Path, given: str) -> str | None:
    """Run a command in the copy, with its own code: what it printed if it failed, else None."""
    environment = {**os.environ, **variables, "PYTHONPATH": str(copy / "generator")}
    run = subprocess.run(command, cwd=copy, env=environment, input=given, capture_output=True, text=True, check=False)
    return f"{shlex.join(command)}\n{run.stdout}{run.stderr}" if run.returncode else None
