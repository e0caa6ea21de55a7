"""What people type, and what the hint says to type instead. All synthetic."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from bulletin.model.periods import parse_period
from bulletin.model.values import parse_value
from bulletin.reading.hints import (
    Nearest,
    did_you_mean,
    number_hint,
    period_hint,
    qualifier_hint,
    to_id,
    whole_number_hint,
)
from bulletin.reading.yaml_parser import parse
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.projects import hints, reading_of, reported, visits
from tests.sites import EN, VI

NUMBERS = {
    "1.115.000": "1115000",
    "1 115": "1115",
    "1,115,000": "1115000",
    "101,36": "101.36",
    "+5": "5",
    "25%": "25",
    "25,3 %": "25.3",
    "15 người": "15",
    "1.115 người": "1115",
    ">150": "{more-than: 150}",
    "> 1.150": "{more-than: 1150}",
    "hơn 150": "{more-than: 150}",
    "Trên 150": "{more-than: 150}",
    ">=150": "{at-least: 150}",
    "ít nhất 150": "{at-least: 150}",
    "150+": "{at-least: 150}",
    "<0,5": "{under: 0.5}",
    "dưới 0,5%": "{under: 0.5}",
    "≤ 3": "{at-most: 3}",
    "~10.000": "{about: 10000}",
    "khoảng 10.000": "{about: 10000}",
    "10-12": "{between: [10, 12]}",
    "10 – 12%": "{between: [10, 12]}",
    "10 đến 12": "{between: [10, 12]}",
    "N/A": "not-applicable",
    "không có": "not-available",
    "chưa báo cáo": "not-yet-reported",
    "từ 10 đến 12": "{between: [10, 12]}",
    "15 trở lên": "{at-least: 15}",
    "10 nghìn": "10000",
    "10 nghìn người": "10000",
    "1,2 triệu": "1200000",
    "1.2 tỷ": "1200000000",
    "1_115": "1115",
    "0,500": "0.500",
    "15 đại biểu": "15",
    "not available": "not-available",
    "notavailable": "not-available",
}
PERIODS = {
    "5/9/2019": "2019-09-05",
    "05-09-2019": "2019-09-05",
    "2019/9/5": "2019-09-05",
    "9/2019": "2019-09",
    "tháng 9/2019": "2019-09",
    "2019-9": "2019-09",
    "Quý 1/2023": "2023-Q1",
    "Q1 2023": "2023-Q1",
    "2023Q1": "2023-Q1",
    "2023-q1": "2023-Q1",
    "2019-h1": "2019-H1",
    "2016-2020": "2016/2020",
    "năm 2018": "2018",
    "quý I/2019": "2019-Q1",
    "Quý IV năm 2019": "2019-Q4",
    "quý II 2019": "2019-Q2",
    "9 tháng 2019": "2019-01/2019-09",
    "9 tháng đầu năm 2019": "2019-01/2019-09",
    "9 tháng (đầu năm) 2019": "2019-01/2019-09",
    "6 tháng đầu năm 2019": "2019-01/2019-06",
    "12 tháng năm 2019": "2019",
    "tháng 9 năm 2019": "2019-09",
    "ngày 5 tháng 9 năm 2019": "2019-09-05",
    "ngày 5/9/2019": "2019-09-05",
    "2019-1/2019-9": "2019-01/2019-09",
    "2019-01 - 2019-09": "2019-01/2019-09",
    "2019-01/09": "2019-01/2019-09",
}


@pytest.mark.parametrize(("typed", "meant"), NUMBERS.items())
def test_numbers_as_people_type_them(typed: str, meant: str) -> None:
    """The hint is what the record takes for that number, and the record takes it."""
    hint = number_hint(typed)
    assert hint is not None
    assert hint.localized(EN) == f"Write {meant}."
    assert parse_value(parse("x", f"v: {meant}")[0].data["v"])  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    "typed",
    [
        "1e3",
        "2O",
        "2 O",
        "20 OO",
        "5/9/2019",
        "2019-09-05",
        "12:30",
        "1/2",
        "0x1F",
        "1 triệu rưỡi",
        "10 phần nghìn",
        "1,115 nghìn",
        "15 tr",
        "3 người 2 xe",
        "2 chục",
        "12-10",
        "0123",
        "1.2.3",
        "5 hoặc 6",
        "5 hoặc hơn",
    ],
)
def test_no_number_is_guessed_where_it_would_be_another(typed: str) -> None:
    """Where cutting something off would change the number, no number is suggested."""
    assert number_hint(typed) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    {
        "[25, 10]": "Write {between: [10, 25]}.",
        "[2.5, 1.25]": "Write {between: [1.25, 2.5]}.",
        "[10, 10]": "Write 10.",
    }.items(),
)
def test_a_range_is_suggested_in_order(typed: str, expected: str, tmp_path: Path) -> None:
    """A range the wrong way round is suggested the right way round, with the numbers as typed."""
    assert hints(reading_of(tmp_path, visits__bad=visits(f"{{between: {typed}}}"))) == [expected]


@pytest.mark.parametrize(("typed", "meant"), PERIODS.items())
def test_periods_as_people_type_them(typed: str, meant: str) -> None:
    """The hint is what the record takes for that period, and the record takes it."""
    hint = period_hint(typed)
    assert hint is not None
    assert hint.localized(EN) == f"Write {meant}."
    assert parse_period(meant)


def test_a_term_as_people_type_it() -> None:
    """The hint names a term of office by its id."""
    hint = period_hint("nhiệm kỳ 2015-2020")
    assert hint is not None
    assert hint.localized("en") == "Write term-2015-2020."


@pytest.mark.parametrize(
    "typed", ["2019-02-30", "2919-09-05", "31/2/2019", "13/2019", "2019-01", "2020-2016", "2019-Q1"]
)
def test_no_hint_repeats_what_was_typed_or_leads_to_no_period(typed: str) -> None:
    """Where the notation is right and the day is not, writing the same again would not help."""
    assert period_hint(typed) is None


@pytest.mark.parametrize(("typed", "meant"), {"over": "more-than", "khoảng": "about", "atleast": "at-least"}.items())
def test_qualifiers_as_people_type_them(typed: str, meant: str) -> None:
    """A qualifier in other words leads to the one that records use."""
    hint = qualifier_hint(typed)
    assert hint is not None
    assert meant in hint.localized("en")


@given(st.text(max_size=30))
def test_no_text_is_too_odd_for_a_hint(text: str) -> None:
    """Hints are given for what is understood, and nothing else is a crash; what is shown can be formatted."""
    for hint in (number_hint(text), period_hint(text), qualifier_hint(text)):
        assert hint is None or hint.localized(VI)


def test_a_thousands_comma_is_ambiguous(tmp_path: Path) -> None:
    """The hint gives both readings of 1,115, since nobody can know which is meant."""
    assert hints(reading_of(tmp_path, visits__bad=visits("1,115"))) == [
        "Thousands have no separator: 1115. Decimals stand behind a point: 1.115."
    ]


def test_a_thousands_point_is_reported_where_things_are_counted(tmp_path: Path) -> None:
    """1.115 is a fine number; where people are counted the hint is 1115."""
    reading = reading_of(tmp_path, visits__bad=visits("{more-than: 1.115}"))
    assert reported(reading) == ["count-not-whole 3:10"]
    assert hints(reading) == ["Write 1115."]


@pytest.mark.parametrize(
    ("typed", "expected"),
    {
        "10.000": ["Thousands have no separator: 10000; if it is 10, write 10."],
        "{about: 10.000}": ["Thousands have no separator: 10000; if it is 10, write 10."],
        "{between: [1.000, 2.000]}": [
            "Thousands have no separator: 1000; if it is 1, write 1.",
            "Thousands have no separator: 2000; if it is 2, write 2.",
        ],
        "0.500": ["Write 500."],
        "7.0": ["Write 7."],
        "1.5": ["Write a whole number."],
    }.items(),
)
def test_a_count_has_no_point(typed: str, expected: list[str], tmp_path: Path) -> None:
    """Whatever follows the point, a count typed with one is refused, since thousands may be meant."""
    more = "  by: {age: {child: 10000}}\n"
    reading = reading_of(tmp_path, visits__bad=visits(typed, more=more))
    assert {problem.code for problem in reading.problems} == {"count-not-whole"}
    assert hints(reading) == expected


def test_a_count_in_a_category_has_no_point(tmp_path: Path) -> None:
    """The same holds for the parts of a figure, and nothing is said of their sum."""
    reading = reading_of(tmp_path, visits__bad=visits("7", more="  by: {age: {child: 10.000}}\n"))
    assert reported(reading) == ["count-not-whole 5:21"]


IDS = st.lists(st.text(st.sampled_from("abcdegh"), min_size=3, max_size=8), min_size=1, max_size=3).map("-".join)


@given(st.sets(IDS, min_size=1, max_size=30), st.data())
def test_a_known_word_is_nearest_to_itself(known: set[str], data: st.DataObject) -> None:
    """Among any words, one that is known is the nearest to itself, also when typed with accents and capitals."""
    word = data.draw(st.sampled_from(sorted(known)))
    assert Nearest(known).to(word) == word
    assert Nearest(known).to(word.upper().replace("-", " ").replace("A", "Ạ")) == word


@given(st.permutations("abcdefgh").map("".join), st.data())
def test_one_slip_is_forgiven(word: str, data: st.DataObject) -> None:
    """A letter too many or too few still leads to the word, whatever else is known."""
    at = data.draw(st.integers(1, len(word) - 1))
    slip = data.draw(st.sampled_from([word[:at] + word[at + 1 :], word[:at] + "x" + word[at:]]))
    assert Nearest([word, "zzz-yyy", "qqqq"]).to(slip) == word


@pytest.mark.parametrize(
    ("typed", "known"),
    [("quan-1", "quan-10"), ("phuong-13", "phuong-12"), ("tan-phu", "tan-binh"), ("an-khanh", "binh-khanh")],
)
def test_something_new_is_not_taken_for_something_known(typed: str, known: str) -> None:
    """Another number or another first syllable is another thing, however alike the rest is."""
    assert Nearest([known]).to(typed) is None


@pytest.mark.parametrize(
    ("typed", "known"), [("paretn", "parent"), ("bihn-thanh", "binh-thanh"), ("Bin Thanh", "binh-thanh")]
)
def test_a_slip_in_the_first_syllable_is_forgiven(typed: str, known: str) -> None:
    """A letter missing, or two that changed places, still lead to the word."""
    assert Nearest([known]).to(typed) == known


@pytest.mark.parametrize(
    ("name", "identifier"),
    [("Bình Thạnh", "binh-thanh"), ("ĐỐNG ĐA", "dong-da"), ("Quận 12", "quan-12"), ("  –  ", ""), ("a__b", "a-b")],
)
def test_names_become_ids(name: str, identifier: str) -> None:
    """An id is the name in lower case, without accents, with hyphens."""
    assert to_id(name) == identifier


@given(st.text())
def test_ids_made_of_names_are_ids(text: str) -> None:
    """What is suggested as an id is one, or nothing."""
    made = to_id(text)
    assert made == "" or (made.isascii() and to_id(made) == made)


@given(st.text(alphabet="ab{}0!:.", max_size=12))
def test_a_hint_says_literally_what_was_meant(meant: str) -> None:
    """Braces in what a hint names are no places to fill in."""
    assert f"“{meant}”" in did_you_mean(meant).localized(EN)


@pytest.mark.parametrize(
    "typed", ["q1" + " " * 90 + "x", "1" + " " * 90 + "x", "từ 1" + " " * 20_000 + "x", "a" * 10**6]
)
def test_no_text_takes_long_to_be_given_up(typed: str) -> None:
    """Whatever is in the place of a number, a period or an id costs no more than a glance."""
    begun = time.process_time()
    number_hint(typed)
    period_hint(typed)
    Nearest(["binh-thanh"]).to(typed)
    parse("records/x.yml", f"- a\n  {'- ' * 20_000}x\n  b: c")
    assert time.process_time() - begun < 2


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("10%", "Write 10."),
        ("10 %", "Write 10."),
        ("10 phần trăm", "Write 10."),
        ("30 ngày", "Write 30."),
        ("1.115", "Write 1115."),
        ("0.1", "Write a whole number. A rate is given in percent: 10."),
        ("0,1", "Write a whole number. A rate is given in percent: 10."),
        ("10,5", "Write a whole number, without decimals: 10 or 11."),
        ("10.5", "Write a whole number, without decimals: 10 or 11."),
        ("30 chục", None),
        ("nhiều", None),
    ],
)
def test_where_a_whole_number_belongs_the_hint_goes_by_what_was_typed(given: str, expected: str | None) -> None:
    hint = whole_number_hint(given)
    assert (hint.localized("en") if hint else None) == expected
