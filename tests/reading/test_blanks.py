"""What to type where a value is missing. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import hints, reading_of, reported, visits

ABSENCES = "Where there is no number, write why"
DELETE = "Write the value, or delete the whole line where the field is not needed."
INDENT = "Write the value, or indent the lines below that belong to “{}” by two more spaces."
QUOTE = "Within brackets a comma separates items: put a text that holds one in quotes."


@pytest.mark.parametrize(
    ("value", "more", "place", "hint"),
    [
        ("{under: 0,5}", "", "value-not-a-number 3:18", "Write 0.5."),
        ("{about: 1,05}", "", "value-not-a-number 3:18", "Write 1.05."),
        ("{between: [10,5, 12]}", "", "value-range 3:10", "Write {between: [10.5, 12]}."),
        ("{between: [10, 12,5]}", "", "value-range 3:10", "Write {between: [10, 12.5]}."),
        ("{between: [1,5, 7]}", "", "value-range 3:10", "Write {between: [1.5, 7]}."),
        ("{between: [10,5, 12,5]}", "", "value-range 3:10", "Write {between: [10.5, 12.5]}."),
        ("7", "  note: {vi: Năm có đợt lớn, đúng như nguồn., en: So}\n", "value-empty 5:45", QUOTE),
        ("{about: khoảng 1,5 chục}", "", "value-empty 3:33", QUOTE),
        ("7", "  by: {age: {child: khoảng 1,200 em}}\n", "value-not-a-number 5:21", "{about: 1200}. Decimals"),
        ("7", "  by: {age: {child: 1,23,456}}\n", "value-not-a-number 5:21", "Write digits (1115; 26.2)"),
        ("{about:12}", "", "value-empty 3:19", "Type a space behind the colon: about: 12."),
        ("7", "  note: {vi: Vậy, en: See, https://a.example}\n", "value-empty 5:45", QUOTE),
        ("{about: 2018,2019}", "", "value-empty 3:27", QUOTE),
        ("{about: 2018-01,2018-02}", "", "value-empty 3:33", QUOTE),
        ("7", "  note: {vi: Vậy, en: As, stated}\n", "value-empty 5:33", QUOTE),
        ("", "", "value-empty 3:9", ABSENCES),
        ("7", "  by: {age: {child: }}\n", "value-empty 5:21", ABSENCES),
        ("7", "  status:\n", "value-empty 5:10", DELETE),
        ("7", "  by:\n  note: {vi: A, en: B}\n", "value-empty 5:6", INDENT.format("by")),
        ("7", "  note: #4 is closed\n", "value-empty 5:8", "If “#4 is closed” is the text, put it in quotes"),
        ("{between: [1,5,7]}", "", "value-range 3:10", "Write two numbers, decimals behind a point"),
        ("{between: [1,115, 2,300]}", "", "value-range 3:10", "{between: [1115, 2300]}. Decimals"),
        ("{between: [10,000, 12]}", "", "value-not-a-number 3:21", "separator: 10000. Decimals stand behind a point"),
    ],
)
def test_the_hint_goes_by_the_field_and_by_the_comma(
    value: str, more: str, place: str, hint: str, tmp_path: Path
) -> None:
    """One problem a slip; only figures may be absent for a reason."""
    reading = reading_of(tmp_path, visits__more=visits(value, more=more))
    assert reported(reading) == [place]
    assert hint in hints(reading)[0]


def test_a_blank_field_hides_nothing_of_the_field_before_it(tmp_path: Path) -> None:
    """Only where a comma tore a number apart is the part before it no value."""
    record = "- {organization: central, period: 2018, value: x5, source: }\n"
    assert reported(reading_of(tmp_path, visits__more=record)) == ["value-not-a-number 1:48", "value-empty 1:60"]


@pytest.mark.parametrize("field", ["pace", "calendar"])
def test_a_setting_has_no_reason_for_being_absent(field: str, tmp_path: Path) -> None:
    bulletin = (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8")
    assert hints(reading_of(tmp_path, bulletin=f"{bulletin}{field}:\n")) == [DELETE]


def test_a_comma_in_a_margin_is_a_point(tmp_path: Path) -> None:
    measures = (GOOD / "records" / "vocabulary" / "measures.yml").read_text(encoding="utf-8")
    torn = measures.replace("  kind: flow\n", "  kind: flow\n  tolerance: {percent: 0,5}\n")
    assert hints(reading_of(tmp_path, vocabulary__measures=torn)) == ["Write 0.5."]
