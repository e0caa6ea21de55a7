"""What people type for numbers, and what the hint says to type instead. All synthetic."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bulletin.localization.languages import LANGUAGES as SPOKEN
from bulletin.model.values import parse_value
from bulletin.reading import number_hints, yaml_parser
from bulletin.reading.hints import period_hint
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.projects import hints, reading_of, reported, visits
from tests.sites import EN

number_hint = partial(number_hints.number_hint, languages=SPOKEN)
whole_number_hint = partial(number_hints.whole_number_hint, languages=SPOKEN)
qualifier_hint = partial(number_hints.qualifier_hint, languages=SPOKEN)
parse = partial(yaml_parser.parse, languages=SPOKEN)


BOTH = "Thousands have no separator: {}. Decimals stand behind a point: {}."
NUMBERS = {
    "1.115.000": "1115000",
    "1 115": "1115",
    "12,345,678": "12345678",
    "1'115'000": "1115000",
    "1’115": "1115",
    "1.115,5": "1115.5",
    "1,115.50": "1115.50",
    "1 115,5": "1115.5",
    "-101,36": "-101.36",
    "-1,115,000": "-1115000",
    "−1 115": "-1115",
    "~1.115.000": "{about: 1115000}",
    "khoảng 80 người": "{about: 80}",
    "15 người trở lên": "{at-least: 15}",
    "từ 10 đến 12 người": "{between: [10, 12]}",
    "1,115,000": "1115000",
    "101,36": "101.36",
    "+5": "5",
    "25%": "25",
    "25,3 %": "25.3",
    "15 người": "15",
    ">150": "{more-than: 150}",
    "hơn 150": "{more-than: 150}",
    "Trên 150": "{more-than: 150}",
    ">=150": "{at-least: 150}",
    "ít nhất 150": "{at-least: 150}",
    "150+": "{at-least: 150}",
    "<0,5": "{under: 0.5}",
    "dưới 0,5%": "{under: 0.5}",
    "≤ 3": "{at-most: 3}",
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
    "más de 150": "{more-than: 150}",
    "entre 10 y 12": "{between: [10, 12]}",
    "3 mil millones": "3000000000",
    "2,5 millones": "2500000",
    "no disponible": "not-available",
}


@pytest.mark.parametrize(("typed", "meant"), NUMBERS.items())
def test_numbers_as_people_type_them(typed: str, meant: str) -> None:
    """The hint is what the record takes for that number, and the record takes it."""
    hint = number_hint(typed)
    assert hint is not None
    assert hint.localized(EN) == f"Write {meant}."
    assert parse_value(parse("x", f"v: {meant}")[0].data["v"])  # type: ignore[index, call-overload]


EITHER = {
    "1,115": ("1115", "1.115"),
    "-1,115": ("-1115", "-1.115"),
    "−1,115": ("-1115", "-1.115"),
    "１,１１５": ("1115", "1.115"),
    "1.115 người": ("1115", "1.115"),
    "25,123 %": ("25123", "25.123"),
    "> 1.150": ("{more-than: 1150}", "{more-than: 1.150}"),
    "~10.000": ("{about: 10000}", "{about: 10.000}"),
    "khoảng 10,000 người": ("{about: 10000}", "{about: 10.000}"),
    "khoảng 10,000": ("{about: 10000}", "{about: 10.000}"),
    "10.000 – 12.000": ("{between: [10000, 12000]}", "{between: [10.000, 12.000]}"),
}


@pytest.mark.parametrize(("typed", "meant"), EITHER.items())
def test_a_sign_that_may_part_thousands_or_decimals_is_read_both_ways(typed: str, meant: tuple[str, str]) -> None:
    """Nobody can know which is meant, and one is a thousand times the other."""
    hint = number_hint(typed)
    assert hint is not None
    assert hint.localized(EN) == BOTH.format(*meant)
    assert all(parse_value(_data(better)) for better in meant)


@pytest.mark.parametrize("typed", ["[c]", "(c)", "c", "['c']"])
def test_the_sign_of_a_suppressed_number_is_explained(typed: str) -> None:
    """As pages show it; in YAML without quotes it is a list."""
    hint = number_hint(typed)
    assert hint is not None
    assert hint.localized(EN) == (
        "Pages show [c] where a number is not shown. If the source does not state it, write suppressed; if you know "
        "it, type the number, and the policy in records/disclosure.yml hides it."
    )


@pytest.mark.parametrize(("typed", "meant"), {"12 [c]": "12", "1.250,5 [p][r]": "1250.5", "26.2 [c]": "26.2"}.items())
def test_a_number_is_typed_without_the_flags_that_pages_show(typed: str, meant: str) -> None:
    hint = number_hint(typed)
    assert hint is not None
    assert hint.localized(EN) == f"Write {meant}."


@pytest.mark.parametrize(
    ("typed", "expected"),
    {
        "5": "Write it without quotes: 5.",
        "-26.2": "Write it without quotes: -26.2.",
        "{about: 10}": "Write it without quotes: {about: 10}.",
        "−5": "Type the minus as a hyphen: -5.",
        "–5": "Type the minus as a hyphen: -5.",
        "- 5": "Type the minus as a hyphen: -5.",
        "５": "Type the digits and signs of the keyboard: 5.",
        "٢٦": "Type the digits and signs of the keyboard: 26.",
        "−５": "Type the digits and signs of the keyboard: -5.",
    }.items(),
)
def test_what_only_looks_like_a_number_is_named(typed: str, expected: str) -> None:
    """Where quotes, a minus or digits of another kind make text of a number, the hint says which."""
    hint = number_hint(typed)
    assert hint is not None
    assert hint.localized(EN) == expected


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009"])
def test_a_special_space_within_a_number_is_to_be_deleted(space: str) -> None:
    """Elsewhere an ordinary space may take its place; within a number nothing does."""
    for text, is_number in ((f"v: 1{space}115", True), (f"v: a{space}115", False), (f"v: 2018{space}7", False)):
        (problem,) = parse("x", text)[1]
        assert problem.code == "character-refused"
        assert problem.hint_in(EN).startswith("Delete it: between the digits") == is_number


# --- in every place of a record ---------------------------------------------------------------------------------------

SIGNS = st.sampled_from([(",", "."), (".", ","), (" ", ","), (" ", "."), ("'", "."), ("", ",")])
"""Signs by which people part thousands, each with the sign by which they then begin decimals."""
PLACES = {
    "value: {}\n": "value",
    "value: {{about: {}}}\n": "qualifier",
    "{{organization: a, value: {}, source: r}}\n": "within braces",
    "{{value: {{at-least: {}}}, source: r}}\n": "qualifier within braces",
    "by: {{age: {{child: {}, adult: 5}}}}\n": "part of a breakdown",
    "tolerance: {{percent: {}}}\n": "tolerance",
    "shares: {{a: {}, b: 2}}\n": "shares",
    "- {{value: {}}}\n": "in a list",
}


def _typed(number: Decimal, signs: tuple[str, str]) -> str:
    whole, _, decimals = f"{number:,f}".partition(".")
    return whole.replace(",", signs[0]) + (signs[1] + decimals if decimals else "")


def _data(better: str) -> Any:
    return parse("x", f"v: {better}")[0].data["v"]  # type: ignore[index, call-overload]


def _proposed(hint: str) -> list[Decimal]:
    return [Decimal(number.rstrip(".")) for number in re.findall(r"-?[0-9][0-9.]*", hint)]


@pytest.mark.parametrize("place", PLACES, ids=PLACES.values())
@given(
    number=st.builds(Decimal.scaleb, st.integers(-(10**10), 10**10).map(Decimal), st.integers(-3, 0)),
    signs=SIGNS,
)
def test_the_number_that_was_meant_is_among_those_proposed(place: str, number: Decimal, signs: tuple[str, str]) -> None:
    """However thousands and decimals were typed, and wherever: reported once, at the number, with the same hint.

    Whatever else is proposed is the other reading of the same signs, and both are named.
    """
    typed = _typed(number, signs)
    text = place.format(typed)
    _data_read, problems = parse("x", text)
    outside = number_hint(typed)
    if _is_well_written(typed):
        assert problems == []
        return
    if "," not in typed or place.startswith("value: {}"):
        assert problems == []  # no YAML is torn, and the field's type decides
    else:
        (problem,) = problems
        assert (problem.code, problem.place.column) == ("value-not-a-number", text.index(typed) + 1)
        assert problem.hint == outside
    assert outside is not None
    assert number in _proposed(outside.localized(EN))
    assert len(_proposed(outside.localized(EN))) == 1 or BOTH[:9] in outside.localized(EN)


def _is_well_written(typed: str) -> bool:
    return re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", typed) is not None


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
        "khoảng 10 nghìn người",
        "hơn 2 chục",
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


@pytest.mark.parametrize(("typed", "meant"), {"over": "more-than", "khoảng": "about", "atleast": "at-least"}.items())
def test_qualifiers_as_people_type_them(typed: str, meant: str) -> None:
    """A qualifier in other words leads to the one that records use."""
    hint = qualifier_hint(typed)
    assert hint is not None
    assert meant in hint.localized("en")


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
        "1.5": ["Write a whole number; for a measure that does not count but measures, declare whole-numbers: false."],
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


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("plus de 150 adhérents", "fr", "{more-than: 150}"),
        ("1 234", "fr", "1234"),
        ("12,5 %", "fr", "12.5"),
        ("1.234.567", "es", "1234567"),
        ("más de 150 personas", "es", "{more-than: 150}"),
        ("около 10 000 человек", "ru", "{about: 10000}"),
        ("5 тысяч", "ru", "5000"),
        ("не менее 5 %", "ru", "{at-least: 5}"),
        ("от 10 до 20", "ru", "{between: [10, 20]}"),
        ("до 20", "ru", "{at-most: 20}"),
        ("Нет данных", "ru", "not-available"),
        ("неприменимо", "ru", "not-applicable"),
        ("12 ou 15", "fr", None),
    ],
)
def test_words_are_those_of_the_languages_of_the_bulletin(typed: str, language: str, meant: str | None) -> None:
    """Numbers as the language writes them, and its words for qualifiers; those of another language mean nothing."""
    hint = number_hints.number_hint(typed, (language,))
    assert (hint and hint.details["better"]) == meant
    if any(letter.isalpha() for letter in typed):
        found = number_hints.number_hint(typed, ("sw",))
        assert found is None or found.details["better"] != meant


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [
        ("mars 2019", "fr", "2019-03"),
        ("T1 2023", "es", "2023-Q1"),
        ("мая 2019", "ru", "2019-05"),
        ("5 мая 2019 г.", "ru", "2019-05-05"),
        ("2019 год", "ru", "2019"),
        ("2-й квартал 2019 года", "ru", "2019-Q2"),
        ("II кв. 2019", "ru", "2019-Q2"),
        ("1er trimestre 2023", "fr", "2023-Q1"),
        ("mars 2019", "es", None),
        ("1er janvier 2024", "fr", "2024-01-01"),
        ("le 1er janvier 2024", "fr", "2024-01-01"),
        ("le 14 juillet 2024", "fr", "2024-07-14"),
        ("1er trimestre 2022", "fr", "2022-Q1"),
        ("4ème trimestre de 2022", "fr", "2022-Q4"),
        ("2e semestre 2022", "fr", "2022-H2"),
        ("S1 2022", "fr", "2022-H1"),
        ("1.º de enero de 2024", "es", "2024-01-01"),
        ("1er trimestre de 2022", "es", "2022-Q1"),
        ("1er semestre del año 2022", "es", "2022-H1"),
        ("1st January 2024", "en", "2024-01-01"),
        ("January 1st, 2024", "en", "2024-01-01"),
        ("2nd quarter of 2022", "en", "2022-Q2"),
        ("5 января 2024 г.", "ru", "2024-01-05"),
        ("IV квартал 2022 г.", "ru", "2022-Q4"),
        ("1-й квартал 2022 года", "ru", "2022-Q1"),
        ("1 полугодие 2022", "ru", "2022-H1"),
    ],
)
def test_months_are_those_of_the_languages_of_the_bulletin(typed: str, language: str, meant: str | None) -> None:
    """In small letters or not, as the language calls them."""
    hint = period_hint(typed, (language,))
    assert (hint and hint.details["better"]) == meant


@pytest.mark.parametrize(
    ("typed", "language", "meant"),
    [("Не менее", "ru", "at-least"), ("ít nhất", "vi", "at-least"), ("не менее", "vi", None)],
)
def test_qualifiers_are_known_in_any_alphabet(typed: str, language: str, meant: str | None) -> None:
    hint = number_hints.qualifier_hint(typed, (language,))
    assert (hint and hint.details["better"]) == meant
