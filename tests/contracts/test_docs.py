"""What is written about the program is true of it: docs are tested like code."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from bulletin.cli import main
from bulletin.localization.messages import translate
from bulletin.problems import ProblemKind
from bulletin.problems.kinds import KINDS
from click.testing import CliRunner

from tests.contracts.documents import DOCUMENTS, RECORDS, block, links_of
from tests.sites import LANGUAGES, ROOT, SAMPLE

PLACES = ("home", "root", "work", "opt", "Users", "mnt")
MACHINE_PATH = re.compile(rf"(?<![\w./:~-])/(?:{'|'.join(PLACES)})/[\w.-]")
"""A path that is right on one machine only."""


PATH_SPAN = re.compile(r"`([\w.-]+(?:/[\w.-]+)*(?:\.(?:py|jinja|sh|toml)|/))`")
"""A code span that names a source file, or a folder by the slash at its end."""
OUTPUTS = re.compile(r"(?:latest|site|dist|\.cache/bulletin|\.well-known|vi/.*|api(?:/.*)?|downloads(?:/.*)?)/")
"""Folders that a build, a publisher or a release writes, relative to the site or the repository."""


def commands(command: click.Command, name: str = "bulletin") -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    yield name, command
    if isinstance(command, click.Group):
        for word, below in command.commands.items():
            yield from commands(below, f"{name} {word}")


COMMANDS = dict(commands(main))


def written(*, without: str = "") -> str:
    """All that is written for people.

    :param without: the name of a file that is left out.
    """
    paths = (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name != without)


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
    """``bulletin explain CODE`` says more than the problem's message, for every code there is."""
    result = CliRunner().invoke(main, ["explain", kind.code])
    given = " ".join(result.output.split())
    assert result.exit_code == 0
    assert any(" ".join(translate(kind.explanation, language).split()) in given for language in LANGUAGES)


@pytest.mark.slow
def test_source_files_that_docs_name_exist() -> None:
    """A code span that names a source file or folder names one that is there; the changelog names former ones, too."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    named = {span for span in PATH_SPAN.findall(written(without="CHANGELOG.md")) if not OUTPUTS.fullmatch(span)}
    files = "".join(f"/{name}\n" for name in listed)
    missing = {span for span in named if f"/{span}" not in files}
    assert len(named) > 20
    assert missing == set()


@pytest.mark.slow
def test_no_file_knows_a_machine() -> None:
    """No path of somebody's machine is in any file of the repository; what is in its records is not the program's."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", ":!records"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    files = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    texts = ((file, file.read_text(encoding="utf-8", errors="ignore")) for file in files)
    assert [(file, match[0]) for file, text in texts for match in MACHINE_PATH.finditer(text)] == []


@pytest.mark.slow
def test_make_says_what_it_can() -> None:
    """``make`` alone lists every target that people may want."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    given = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make ([\w-]+)", given, re.MULTILINE)) == set(phony.split()) - {"help"}


# --- what is shown is what happens


def test_the_readme_shows_what_check_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The two slips of step 3 yield the words that are there, at those places."""
    shutil.copytree(SAMPLE / "records", tmp_path / "records")
    shown = block(ROOT / "README.md", "records/")
    slip(tmp_path / "records/admissions/binh-thanh.yml", shown, "value: 1115", "value: 1.115")
    slip(
        tmp_path / "records/admissions/hiep-thanh.yml",
        shown,
        "hiep-thanh\n  period: 2018",
        "hiep-thahn\n  period: 2018",
    )
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "--language", "en"])
    assert result.exit_code == 1
    assert result.stdout == shown


def slip(path: Path, shown: str, right: str, wrong: str) -> None:
    """Mistype a record."""
    text = path.read_text(encoding="utf-8")
    assert path.name in shown
    assert text.count(right) == 1
    path.write_text(text.replace(right, wrong), encoding="utf-8")


def test_the_record_shown_is_a_record() -> None:
    """The example of the README is one of the sample, word by word."""
    shown = block(ROOT / "README.md", "- organization: hiep-thanh")
    assert shown in (SAMPLE / "records/admissions/hiep-thanh.yml").read_text(encoding="utf-8")


# --- what is linked is there


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name: str) -> None:
    """Each relative link of each document leads to a file, and to a heading of it where it names one.

    Links into ``records/`` are looked at with the records of this repository, where others may be.
    """
    links = [link for link in links_of(ROOT / name) if not link.file.is_relative_to(RECORDS)]
    assert [link for link in links if not link.leads_somewhere] == []
