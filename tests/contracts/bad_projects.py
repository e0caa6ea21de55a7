"""Projects whose records are wrong in one way each. All of their records are synthetic."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from bulletin.disclosure import cell_suppression, integer_program
from bulletin.problems import Problem
from bulletin.problems.report import as_text
from bulletin.publishing.changes.published_versions import PublishedSite
from bulletin.publishing.changes.unchanged import unchanged
from bulletin.publishing.stores import FolderStore
from bulletin.reading import documents, files, in_order, record_parser, yaml_parser
from bulletin.spreadsheets.importing import Import, ProblemsError
from bulletin.validation import Validation, validate
from bulletin.website.protection import protection_problems

from tests.contracts.bad_forms import FORMS
from tests.contracts.bad_workbooks import WORKBOOKS
from tests.publishing.published_sites import publish
from tests.sites import LANGUAGES

HERE = Path(__file__).parent
GOOD = HERE / "good_records"
BAD = HERE / "bad_records"
CODES = sorted(path.name for path in BAD.iterdir() if path.is_dir())
"""The problems that have a folder."""

Prepare = Callable[[Path, pytest.MonkeyPatch], object]
"""Makes a project wrong in a way that no repository can hold, or no superuser would notice."""

PUBLISHED = "published"
"""The folder of a project in which these tests publish it."""
MORE = "internal"
"""The folder of further records of a project."""
ADDED = "- {organization: central, period: 2018, value: 1150, source: report-2020}\n"
"""An observation that was known by the day of an edition that was released without it."""


def _refuse_to_open(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_open = os.open

    def refuse(path: Path, *arguments: Any) -> int:
        if Path(path) == records / "visits" / "bad.yml":
            raise PermissionError(path)
        return really_open(path, *arguments)

    monkeypatch.setattr("bulletin.operating_system.os.open", refuse)


def _remove(records: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(records)


def _enlarge(records: Path, _: pytest.MonkeyPatch) -> None:
    with (records / "visits" / "bad.yml").open("wb") as file:
        file.truncate(files.LARGEST + 1)


def _enlarge_logo(records: Path, _: pytest.MonkeyPatch) -> None:
    with (records.parent / "docs" / "logo.svg").open("ab") as file:
        file.truncate(files.LARGEST_PICTURE + 1)


def _lower_the_limit(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_parser, "MOST_NODES", 300)
    (records / "visits" / "bad.yml").write_text(f"# Synthetic.\n[{', '.join(['1'] * 400)}]\n", encoding="utf-8")


def _speak_two_languages(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_parser, "LANGUAGES", ("en", "vi"))  # so that the hint names no others


def _published_before_the_policy(records: Path, _: pytest.MonkeyPatch) -> None:
    (records / "disclosure.yml").rename(records.parent / "later.yml")
    publish(records.parent, records.parent / PUBLISHED)
    (records.parent / "later.yml").rename(records / "disclosure.yml")


def _published_before(folder: str, right: str, wrong: str) -> Prepare:
    """Make records that were published before a text in their files became another; without it, its file is gone."""

    def change(records: Path, _: pytest.MonkeyPatch) -> None:
        publish(records.parent, records.parent / PUBLISHED)
        for path in sorted((records / folder).glob("*.yml")):
            text = path.read_text(encoding="utf-8")
            if right in text:
                path.write_text(text.replace(right, wrong), encoding="utf-8") if wrong else path.unlink()

    return change


def _corrected_after(right: str, wrong: str) -> Prepare:
    """Make visits that were published become others, and the corrections come after that."""

    def change(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (records / "corrections").rename(records.parent / "later")
        _published_before("visits", right, wrong)(records, monkeypatch)
        (records.parent / "later").rename(records / "corrections")

    return change


RELEASED = ("disclosure-unprotected", "disclosure-unsolved", "disclosure-left-less")
"""The problems of records that are valid, and of which no release can be made."""


def _limit_the_solver(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integer_program, "MOST_NODES", 0)
    monkeypatch.setitem(integer_program._OPTIONS, "presolve", "off")  # which solves so small a program by itself
    monkeypatch.setattr(cell_suppression, "_remembered", {})


PREPARATIONS: Mapping[str, Prepare] = {
    "records-missing": _remove,
    "bulletin-missing": lambda records, _: (records / "bulletin.yml").unlink(),
    "file-symlink": lambda records, _: (records / "visits" / "linked.yml").symlink_to("libraries.yml"),
    "file-unreadable": _refuse_to_open,
    "file-too-large": _enlarge,
    "file-name-clash": lambda records, _: shutil.copyfile(
        records / "visits" / "libraries.yml", records / "visits" / "Libraries.yml"
    ),
    "yaml-too-many": _lower_the_limit,
    "problems-left-out": lambda _, monkeypatch: monkeypatch.setattr(documents, "MOST_PROBLEMS", 0),
    "language-unknown": _speak_two_languages,
    "logo-too-large": _enlarge_logo,
    "disclosure-unsolved": _limit_the_solver,
    "published-value-changed": _published_before("visits", "value: 300", "value: 310"),
    "published-value-gone": _published_before("visits", "value: 1150", ""),
    "published-value-added": _published_before("visits", "- organization: north", f"{ADDED}- organization: north"),
    "correction-was-unlike": _corrected_after("value: 300", "value: 310"),
    "corrected-figure-unpublished": _corrected_after("- organization: north", f"{ADDED}- organization: north"),
    "published-correction-gone": _published_before("corrections", "id: miscount", ""),
    "published-correction-changed": _published_before("corrections", "vi: Ghi chú sai", "vi: Ghi chú"),
    "published-edition-changed": _published_before("editions", "released: 2020-02-10", "released: 2020-02-11"),
    "published-measure-changed": _published_before("vocabulary", "How often somebody came to read", "How often"),
    "published-policy-gone": _published_before(".", "threshold: 3", ""),
    "published-rule-gone": _published_before(".", "measures: [visits]", "measures: [members]"),
    "disclosure-policy-misplaced": lambda records, _: (records / "disclosure.yml").rename(
        records.parent / "disclosure.yml"
    ),
    "published-before-policy": _published_before_the_policy,
    "published-edition-gone": _published_before("editions", "id: 2019-early", ""),
}


def bad_project(code: str, directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project that has the problem ``code`` and no other."""
    shutil.copytree(GOOD, directory, dirs_exist_ok=True)
    shutil.copytree(BAD / code, directory, dirs_exist_ok=True)
    if make := {**WORKBOOKS, **FORMS}.get(code):
        make(directory)
    if code in PREPARATIONS:
        PREPARATIONS[code](directory / "records", monkeypatch)
    return directory


def imported(project: Path) -> Path | None:
    """The workbook or CSV file of a project that these tests import; None where there is none."""
    return next((path for path in sorted(project.glob("import.*")) if not path.name.endswith(".yml")), None)


def _problems_of_import(project: Path, workbook: Path) -> tuple[Problem, ...]:
    """All that is wrong with importing a workbook."""
    try:
        return Import(project, workbook, None, "en").compared().problems
    except ProblemsError as error:
        return error.problems


def validate_all(project: Path) -> Validation:
    """Validate the records of a project, with those of its further folder where it has one."""
    return validate(project, more=[folder for folder in (project / MORE,) if folder.is_dir()])


def problems_of(project: Path) -> tuple[Problem, ...]:
    """All that is wrong with a project's records, with importing its workbook, and beside what is published of it."""
    validation = validate_all(project)
    if (workbook := imported(project)) is not None:
        return (*validation.problems, *_problems_of_import(project, workbook))
    if validation.accepted is None:
        return validation.problems
    if not (project / PUBLISHED).is_dir():
        hidden = validation.accepted.may_hide
        return (*validation.problems, *(protection_problems(project, validation.accepted) if hidden else ()))
    site = PublishedSite.of(FolderStore(project / PUBLISHED))
    return in_order((*validation.problems, *unchanged(project, site.series(validation.accepted.vintages), site)))


def reported(problems: tuple[Problem, ...]) -> str:
    """What an editor reads of problems, in both languages."""
    return "\n\n".join(as_text(problems, language) for language in LANGUAGES) + "\n"
