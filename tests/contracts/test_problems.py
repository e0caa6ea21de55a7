"""Every problem that the program knows is found, alone, at the right place and in the right words."""

from __future__ import annotations

import re
import string
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import bulletin.validation
import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.vintages import Vintages
from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.localization.messages import template
from bulletin.problems import ProblemKind, Severity
from bulletin.problems.kinds import KINDS
from bulletin.validation import validate, validate_records
from bulletin.validation.check import Check, CompiledRecords, Stage
from bulletin.validation.runner import CHECKS

from tests.contracts.bad_projects import (
    BAD,
    CODES,
    GOOD,
    PUBLISHED,
    RELEASED,
    bad_project,
    imported,
    problems_of,
    reported,
    validate_all,
)
from tests.sites import LANGUAGES


def test_good_records_have_no_problem() -> None:
    """What the bad records are laid over is faultless, so that each of them is wrong in one way only."""
    validation = validate(GOOD)
    assert validation.problems == ()
    assert validation.accepted is not None


def test_every_problem_has_a_folder_and_every_folder_a_problem() -> None:
    """No problem is without an example, and no example without a problem."""
    assert sorted(kind.code for kind in KINDS) == CODES


@pytest.mark.parametrize("code", CODES)
def test_bad_records_yield_exactly_their_problem(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a problem yields that problem, once, with its place, line, caret and hint as expected."""
    project = bad_project(code, tmp_path, monkeypatch)
    problems = problems_of(project)
    assert [problem.code for problem in problems] == [code]
    assert reported(problems) == (BAD / code / "expected.txt").read_text(encoding="utf-8")
    (problem,) = problems
    is_of_records = not (project / PUBLISHED).is_dir() and imported(project) is None and code not in RELEASED
    stops_the_build = problem.kind.severity is Severity.ERROR and is_of_records
    assert (validate_all(project).accepted is None) == stops_the_build


def test_every_warning_that_a_record_can_acknowledge_can_be_switched_off_for_a_measure() -> None:
    """A new one declares what pages call it, so that no bulletin has to acknowledge it figure by figure."""
    acknowledgeable = [kind for kind in KINDS if kind.acknowledgeable and kind.severity is Severity.WARNING]
    assert [kind.code for kind in acknowledgeable if kind.remark is None] == []
    assert [kind.code for kind in KINDS if kind.remark is not None and kind.severity is Severity.ERROR] == []


def test_codes_are_unique_and_stable() -> None:
    """A code names one kind of problem, in kebab case."""
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", code)] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_same_details(kind: ProblemKind, language: str) -> None:
    """A translation is there, says something of its own in each place, and names the details that the English names."""
    for message in (kind.message, kind.hint):
        assert _details(template(message, language)) == _details(message.source)
    texts = [template(message, language) for message in (kind.message, kind.hint, kind.explanation)]
    assert all(text.strip() for text in texts)
    assert texts[2] not in texts[:2]
    assert (texts[0] == kind.message.source) == (language == SOURCE_LANGUAGE)


def _details(text: str) -> list[str]:
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field)


@pytest.mark.parametrize("code", CODES)
def test_checks_report_only_what_they_declare(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check finds nothing but the problems it says it can find."""
    records = validate_records(bad_project(code, tmp_path, monkeypatch))
    data: dict[Stage, object] = {Stage.RECORDS: records.store}
    if records.corpus is not None:
        data[Stage.COMPILED] = CompiledRecords(records.store, Vintages(records.corpus), compile_tables(records.corpus))
    for check in CHECKS:
        if check.stage in data:
            assert {finding.problem.kind for finding in check.run(data[check.stage])} <= set(check.kinds)


def test_every_module_of_checks_is_run() -> None:
    """A module of checks that ``runner.py`` does not name would check nothing."""
    modules = [
        import_module(f"bulletin.validation.{found.name}") for found in iter_modules(bulletin.validation.__path__)
    ]
    declared = [value for module in modules for value in vars(module).values() if isinstance(value, Check)]
    assert {id(check) for check in declared} == {id(check) for check in CHECKS}


def test_every_finding_is_declared_by_one_check() -> None:
    """No two checks look for the same thing."""
    declared = [kind.code for check in CHECKS for kind in check.kinds]
    assert len(set(declared)) == len(declared)
