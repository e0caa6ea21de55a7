"""What becomes of a record that is not as it should be: plain words at the right place. All records are synthetic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from bulletin.problems import Problem
from bulletin.reading.documents import Data, Document
from bulletin.reading.documents import Path as Steps
from bulletin.reading.files import FileContent, content_of, list_files
from bulletin.reading.record_parser import Declared, parse_record
from bulletin.reading.yaml_parser import parse
from bulletin.validation import validate_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, hints, reading_of, reported, visits
from tests.reading.writing import DATA, traverse
from tests.sites import LANGUAGES

JARGON = re.compile(r"pydantic|Input|should be|NoneType|Decimal|\bdict\b|\bstr\b|\bint\b|Error|Refused|REFUSED|\['|\{'")
FILES = {name: (GOOD / name).read_text(encoding="utf-8") for name in list_files(GOOD).files}
SOMETHING_ELSE: list[Data] = [
    5,
    -1,
    Decimal("1.5"),
    True,
    "x",
    "Đ ñ",
    "2019-13",
    "term-x",
    [],
    ["a"],
    [[1]],
    {},
    {"a": 1},
]


def assert_plain(problems: list[Problem], document: Document) -> None:
    """Every problem is within the file and in plain words."""
    lines = document.text.split("\n")
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        for language in LANGUAGES:
            words = f"{problem.message_in(language)} {problem.hint_in(language)}"
            assert not JARGON.search(words), words


def places() -> Iterator[tuple[str, FileContent, Steps]]:
    """Every place in the good records."""
    for name, text in FILES.items():
        content = content_of(name, {"visits"})
        assert content is not None
        for path, _ in traverse(parse(name, text)[0].data):
            yield name, content, path


@pytest.mark.parametrize(("name", "content", "path"), list(places()), ids=lambda value: str(value) if value else "")
def test_anything_anywhere_is_a_record_or_a_problem(name: str, content: FileContent, path: Steps) -> None:
    """Whatever is put in the place of a value, the record is valid, or its problems are plain and at that place."""
    for other in SOMETHING_ELSE:
        data: Any = {"whole": deepcopy(parse(name, FILES[name])[0].data)}
        inner = data
        for step in ("whole", *path)[:-1]:
            inner = inner[step]
        inner[("whole", *path)[-1]] = other
        text = yaml.dump(_plain(data["whole"]), allow_unicode=True, sort_keys=False)
        document, problems = parse(name, text)
        for entry in document.records():
            made = parse_record(
                entry, content.folder.model, Declared(), **({"measure": content.measure} if content.measure else {})
            )
            problems += made if isinstance(made, list) else []
        assert_plain(problems, document)


def _plain(data: Data) -> Any:
    if isinstance(data, dict):
        return {key: _plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return float(data) if isinstance(data, Decimal) else data


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FILES)), st.data())
def test_any_slip_of_the_hand_is_reported(tmp_path: Path, name: str, data: st.DataObject) -> None:
    """However a file is mangled, reading the project ends with a corpus or with plain problems."""
    text = FILES[name]
    at, length = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 12))
    typed = data.draw(st.text(st.sampled_from("ab1Đ:-#,[]{}&*!|>'\"% \n\t.~"), max_size=6))
    mangled = text[:at] + typed + text[at + length :]
    path = good_project(tmp_path) / name
    path.write_text(mangled, encoding="utf-8")
    reading = validate_records(tmp_path)
    assert (reading.corpus is None) == any(p.kind.severity == "error" for p in reading.problems)
    assert list(reading.problems) == sorted(reading.problems, key=lambda problem: (*problem.place, problem.code))
    for problem in reading.problems:
        document = Document(problem.place.file, mangled if problem.place.file == name else FILES[problem.place.file])
        assert_plain([problem], document)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(FILES)), DATA)
def test_any_data_in_any_file_are_reported(tmp_path: Path, name: str, data: Data) -> None:
    """Whatever data a file holds, reading the project ends with a corpus or with problems."""
    path = good_project(tmp_path) / name
    path.write_text(yaml.dump(_plain(data), allow_unicode=True), encoding="utf-8")
    reading = validate_records(tmp_path)
    assert reading.corpus is None or isinstance(data, list)


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """The same files give the same problems in the same order, and equal records."""
    corpus = validate_records(GOOD).corpus
    assert corpus is not None
    assert validate_records(GOOD).corpus == corpus
    project = good_project(tmp_path, visits__bad=visits("x") + visits("y", organization="nowhere") + visits("-1"))
    assert validate_records(project).problems == validate_records(project).problems


def test_records_know_their_places() -> None:
    """Each record knows the file, line and column where it begins."""
    corpus = validate_records(GOOD).corpus
    assert corpus is not None
    for record in [*corpus.observations, *corpus.catalogue.organizations.values(), *corpus.catalogue.measures.values()]:
        line = FILES[record.place.file].split("\n")[record.place.line - 1]
        assert line[record.place.column - 1 :].startswith(("organization: ", "id: "))


def test_the_folder_says_the_measure() -> None:
    """In a folder named after a measure, observations are of that measure."""
    corpus = validate_records(GOOD).corpus
    assert corpus is not None
    measures = {observation.place.file: observation.measure for observation in corpus.observations}
    assert measures == {"records/visits/libraries.yml": "visits", "records/observations/libraries.yml": "members"}


def test_a_mistyped_field_is_one_problem(tmp_path: Path) -> None:
    """A field under a mistyped name is not called missing as well."""
    reading = reading_of(tmp_path, visits__bad=visits().replace("source", "sorce"))
    assert reported(reading) == ["field-unknown 4:3"]
    assert hints(reading) == ["Did you mean “source”?"]


def test_underscores_are_no_hyphens(tmp_path: Path) -> None:
    """Fields are typed with hyphens; the code's own names for them are unknown."""
    reading = reading_of(tmp_path, visits__bad=visits(more="  break_in_series: {vi: Mới, en: New}\n"))
    assert reported(reading) == ["field-unknown 5:3"]
    assert hints(reading) == ["Did you mean “break-in-series”?"]


def test_all_problems_come_at_once(tmp_path: Path) -> None:
    """Mistakes of writing, of fields and between records are reported in one run, in order."""
    reading = reading_of(
        tmp_path,
        visits__bad=visits("1,115") + visits("7", period="2017", organization="centrall") + visits("", period="2016"),
        organizations__bad="id: South\nname: {vi: Nam, en: South}\nkind: library\n",
        sources__bad="id: [x",
    )
    assert [f"{p.place.file[8:]} {p.code}" for p in reading.problems] == [
        "organizations/bad.yml id-malformed",
        "sources/bad.yml yaml-bracket-open",
        "visits/bad.yml value-not-a-number",
        "visits/bad.yml reference-unknown",
        "visits/bad.yml value-empty",
    ]


def test_what_is_refused_in_reading_is_not_reported_again(tmp_path: Path) -> None:
    """A blank, or a number with a zero in front, is one problem and not two."""
    blank = "  by: {age: {child: 010, adult: }}\n  note: {vi: , en: x}\n"
    assert reported(reading_of(tmp_path, visits__bad=visits("{between: [010, 12]}", more=blank))) == [
        "number-leading-zero 3:21",
        "number-leading-zero 5:21",
        "value-empty 5:33",
        "value-empty 6:14",
    ]


def test_a_list_is_not_too_short_for_items_that_are_refused(tmp_path: Path) -> None:
    """The period is wrong, not how many headlines there are. A day with a zero in front is a day, no number."""
    good = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
    bulletin = good.replace("north, measure: visits, period: 2019", "north, measure: visits, period: 01.02.2019")
    reading = reading_of(tmp_path, bulletin=bulletin)
    assert reported(reading) == ["period-malformed 14:52"]
    assert hints(reading) == ["Write 2019-02-01."]


def test_one_broken_record_hides_no_other(tmp_path: Path) -> None:
    """Where a record is not valid, its id still counts, so that those who name it are not blamed."""
    broken = "- id: south\n  name: {vi: Nam}\n  kind: library\n"
    reading = reading_of(tmp_path, organizations__bad=broken, visits__bad=visits(organization="south"))
    assert reported(reading) == ["field-missing 2:9"]


def test_an_unreadable_file_is_not_blamed_on_those_who_name_its_records(tmp_path: Path) -> None:
    """While a file cannot be read, nobody knows which ids it holds, so unknown ids are not reported."""
    reading = reading_of(tmp_path, organizations__bad="- id: [", visits__bad=visits(organization="south"))
    assert reported(reading) == ["yaml-bracket-open 1:7"]


def test_broken_terms_are_not_blamed_on_periods(tmp_path: Path) -> None:
    """While a term of office is not valid, periods that name it are not reported."""
    bulletin = FILES["records/bulletin.yml"].replace("period: 2019/2023", "period: 2019-2023")
    reading = reading_of(tmp_path, bulletin=bulletin, visits__bad=visits(period="term-2019-2023/2020"))
    assert reported(reading) == ["period-malformed 10:13"]
    assert hints(reading) == ["Write 2019/2023."]


def test_a_record_with_too_many_mistakes_is_reported_in_part(tmp_path: Path) -> None:
    """A record of nonsense costs fifty problems, not one for each of its thousand fields."""
    nonsense = "".join(f"  k{number}: 1\n" for number in range(1_000))
    assert len(reading_of(tmp_path, visits__bad=visits(more=nonsense)).problems) == 50
