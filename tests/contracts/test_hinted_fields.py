"""A hint names fields that the record has which it is given for, or says in which other record they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bulletin.localization.languages import LANGUAGES
from bulletin.model.records import CsvDescription
from bulletin.problems import Problem
from bulletin.reading.files import BULLETIN, FOLDERS, Folder, content_of
from bulletin.reading.json_schema import definitions_of

from tests.contracts.bad_projects import CODES, PUBLISHED, bad_project, problems_of
from tests.publishing.published_sites import publish
from tests.reading.projects import good_project
from tests.sites import EN

MEASURES = {"visits", "members", "open-share"}
PLAIN_WORDS = {"reported", "acknowledged", "opened", "closed"}
"""Fields that hints also name in prose, without a hyphen or a colon."""
ELSEWHERE = re.compile(
    r"of that organization|in the record of|for a measure|give the organization|record at|in the mapping"
)
"""How a hint says that a field is in another record."""


def _names(node: Any) -> Iterator[str]:
    """Names of fields in a JSON schema, however deep."""
    if isinstance(node, dict):
        yield from node.get("properties", {})
        for below in node.values():
            yield from _names(below)
    elif isinstance(node, list):
        for below in node:
            yield from _names(below)


def _fields(folder: Folder) -> set[str]:
    return set(_names(dict(definitions_of(folder.model, LANGUAGES))))


ALL_FIELDS = set().union(*map(_fields, FOLDERS.values()))


def _named(hint: str) -> set[str]:
    """Fields that a hint names: before a colon, with a hyphen, or among the plain words."""
    words = {*re.findall(r"(?<!the )(?<!Its )(?<!was )(?<!in )(?<![\w/-])([a-z]+(?:-[a-z]+)*):", hint)}
    words |= {*re.findall(r"(?<![\w/.-])([a-z]+(?:-[a-z]+)+)(?![\w/-])", hint)}
    words |= {
        word for word in PLAIN_WORDS if re.search(rf"(?<![\w/-]){word}(?! (?:by|in|on|it|they)\b)(?![\w/-])", hint)
    }
    return words & ALL_FIELDS


def _allowed(problem: Problem, hint: str) -> set[str]:
    """Fields of the record that a problem is at, and of those of which its hint names the file or the folder."""
    content = content_of(problem.place.file, MEASURES) if "/" in problem.place.file else None
    folders = {content.folder} if content else set()
    folders |= {folder for name, folder in FOLDERS.items() if f"{name}" in hint and name != "bulletin"}
    folders |= {FOLDERS["bulletin"]} if Path(BULLETIN).name in hint else set()
    is_of_csv = problem.code.startswith("csv-")
    of_description = set(_names(dict(definitions_of(CsvDescription, LANGUAGES)))) if is_of_csv else set()
    return of_description.union(*map(_fields, folders))


def _foreign(problem: Problem) -> set[str]:
    hint = problem.hint_in(EN)
    return set() if ELSEWHERE.search(hint) else _named(hint) - _allowed(problem, hint)


@pytest.mark.parametrize("code", CODES)
def test_a_hint_names_fields_that_its_record_has(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for problem in problems_of(bad_project(code, tmp_path, monkeypatch)):
        assert _foreign(problem) == set(), problem.hint_in(EN)


TARGET = "- id: more\n  organization: {}\n  measure: {}\n  period: {}\n  value: {}\n  source: report-2020\n{}"
CLAIM = (
    "- id: more\n  organization: {}\n  measure: {}\n  period: {}\n  form: total\n  value: {}\n  source: report-2020\n{}"
)
CLOSED = "- id: gone\n  name: {vi: Thư viện cũ, en: Former library}\n  kind: branch\n  closed: 2010-12-31\n"
WRONG = {
    "measure unknown": ("central", "visists", "2018", "7", ""),
    "organization unknown": ("cental", "visits", "2018", "7", ""),
    "organization closed": ("gone", "visits", "2018", "7", ""),
    "no whole number": ("central", "visits", "2018", "7.5", ""),
    "thousands": ("central", "visits", "2018", "10.000", ""),
    "negative": ("central", "visits", "2018", "-7", ""),
    "no number": ("central", "visits", "2018", "7,5", ""),
    "blank": ("central", "visits", "2018", "", ""),
    "flow on a day": ("central", "visits", "2018-01-01", "7", ""),
    "stock in a year": ("central", "members", "2018", "7", ""),
    "field unknown": ("central", "visits", "2018", "7", "  reported: 2018-01-01\n"),
    "code unknown": ("central", "visits", "2018", "7", "  acknowledged: {no-such: {vi: A, en: B}}\n"),
    "field missing": ("central", "visits", "2018", "7", "  category: child\n"),
}


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("kind", ["targets", "claims"])
def test_a_hint_for_a_target_or_a_claim_names_none_of_a_figure(kind: str, wrong: str, tmp_path: Path) -> None:
    """The same kind of problem is reported for records of other kinds, which have other fields."""
    text = {"targets": TARGET, "claims": CLAIM}[kind].format(*WRONG[wrong])
    project = good_project(tmp_path, organizations__gone=CLOSED, **{f"{kind}__more": text})
    problems = [problem for problem in problems_of(project) if problem.place.file.endswith("more.yml")]
    for problem in problems:
        assert _foreign(problem) == set(), problem.hint_in(EN)


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("value: 1000", "value: 1001", "published-value-changed"),
        ("$", TARGET.format("central", "visits", "2018", "7", ""), "published-value-added"),
    ],
)
def test_a_hint_for_a_published_target_names_none_of_a_figure(
    right: str, wrong: str, code: str, tmp_path: Path
) -> None:
    """A target is not reported anew, and has no day of its own."""
    project = good_project(tmp_path)
    publish(project, project / PUBLISHED)
    path = project / "records" / "targets" / "central.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + wrong if right == "$" else text.replace(right, wrong), encoding="utf-8")
    problems = problems_of(project)
    assert code in {problem.code for problem in problems}
    for problem in problems:
        assert _foreign(problem) == set(), problem.hint_in(EN)


@pytest.mark.parametrize(
    ("hint", "named"),
    {
        "Give reported as the day.": {"reported"},
        "Write status: estimated.": {"status"},
        "Name it under superseded-by.": {"superseded-by"},
        "It was reported by it.": set(),
    }.items(),
)
def test_fields_are_found_in_hints(hint: str, named: set[str]) -> None:
    """The tests above would find a field that does not belong there."""
    assert _named(hint) == named
