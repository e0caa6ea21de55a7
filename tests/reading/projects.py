"""Small synthetic projects for tests, made of the good records of a library that does not exist."""

from __future__ import annotations

import shutil
from pathlib import Path

from bulletin.problems import Problem
from bulletin.validation import RecordsValidation, Validation, validate_records

from tests.contracts.bad_projects import GOOD
from tests.sites import EN


def good_project(directory: Path, **files: str) -> Path:
    """Make a project in which nothing is wrong, save for what ``files`` add to it.

    :param files: the text of files by their names below ``records/``, with ``__`` for ``/`` and without ``.yml``.
    """
    shutil.copytree(GOOD, directory, dirs_exist_ok=True)
    for name, text in files.items():
        path = directory / "records" / f"{name.replace('__', '/')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return directory


def reading_of(directory: Path, **files: str) -> RecordsValidation:
    """Read such a project."""
    return validate_records(good_project(directory, **files))


def reported(reading: RecordsValidation | Validation) -> list[str]:
    """Every problem as ``code line:column``."""
    return [f"{problem.code} {problem.place.line}:{problem.place.column}" for problem in reading.problems]


def hints(reading: RecordsValidation | Validation) -> list[str]:
    """What to type instead, in English."""
    return [problem.hint_in(EN) for problem in reading.problems]


def visits(value: str = "7", period: str = "2018", organization: str = "central", more: str = "") -> str:
    """Write an observation of the measure ``visits``."""
    return f"- organization: {organization}\n  period: {period}\n  value: {value}\n  source: report-2020\n{more}"


def only(problems: tuple[Problem, ...]) -> Problem:
    """Give the problem, of which there is but one."""
    (problem,) = problems
    return problem
