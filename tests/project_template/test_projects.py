"""A project that ``bulletin init`` makes: its files, and what ``check`` says of it. All records are fictional."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from bulletin.cli import main
from bulletin.localization.languages import LANGUAGES
from bulletin.validation import validate
from click.testing import CliRunner, Result

TODAY = date(2026, 3, 1)


def init(directory: Path, *options: str) -> Result:
    """Run ``bulletin init`` without a terminal."""
    return CliRunner().invoke(main, ["init", str(directory), *options])


def made(directory: Path, *options: str) -> Path:
    """A project that could be made."""
    result = init(directory, *options)
    assert result.exit_code == 0, result.output
    return directory


def files(project: Path) -> set[str]:
    """The paths of a project's files."""
    return {path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file()}


@pytest.mark.parametrize("languages", [*LANGUAGES, ",".join(LANGUAGES)])
def test_nothing_is_wrong_with_a_new_project(tmp_path: Path, languages: str) -> None:
    """In whatever languages it is, ``check`` has no remark on it."""
    assert validate(made(tmp_path / "new", "--languages", languages)).problems == ()


def test_every_file_of_records_says_that_it_is_fictional(tmp_path: Path) -> None:
    project = made(tmp_path / "new", "--languages", "en")
    samples = {
        path for path in (project / "records").rglob("*.yml") if path.parent.name not in {"records", "vocabulary"}
    }
    assert len(samples) == 5
    assert [path for path in samples if not path.read_text(encoding="utf-8").startswith("# Fictional: ")] == []
    assert "fictional" in (project / "records/bulletin.yml").read_text(encoding="utf-8")


def test_a_project_holds_no_code(tmp_path: Path) -> None:
    assert {Path(path).suffix for path in files(made(tmp_path / "new"))} == {"", ".yml", ".txt", ".md"}


@pytest.mark.slow
def test_a_new_project_is_built_at_once(tmp_path: Path) -> None:
    """Without git, and with no folder of pages written by hand."""
    languages = ("vi", "en")
    project = made(tmp_path / "new", "--languages", ",".join(languages), "--site-url", "https://new.example")
    result = CliRunner().invoke(main, ["build", "--draft", "--no-charts", "--project", str(project)])
    assert result.exit_code == 0, result.output
    pages = [(project / "site" / language / "index.html").read_text(encoding="utf-8") for language in languages]
    assert "Fictional Office A" in pages[1]
    assert "https://new.example/" in (project / "mkdocs.yml").read_text(encoding="utf-8")
