"""What people type, and what the hint says to type instead. All synthetic."""

from __future__ import annotations

import time
from functools import partial

import pytest
from bulletin.localization.languages import LANGUAGES as SPOKEN
from bulletin.model.periods import parse_period
from bulletin.reading import hints, number_hints
from bulletin.reading.hints import Nearest, did_you_mean, to_id
from bulletin.reading.number_hints import range_hint
from bulletin.reading.yaml_parser import parse
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import EN, VI

period_hint = partial(hints.period_hint, languages=SPOKEN)
number_hint = partial(number_hints.number_hint, languages=SPOKEN)
whole_number_hint = partial(number_hints.whole_number_hint, languages=SPOKEN)
qualifier_hint = partial(number_hints.qualifier_hint, languages=SPOKEN)


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
    "7 April 2023": "2023-04-07",
    "April 7, 2023": "2023-04-07",
    "September 2019": "2019-09",
    "sept 2019": "2019-09",
    "5 de septiembre de 2019": "2019-09-05",
    "mayo de 2019": "2019-05",
}


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


@pytest.mark.parametrize("typed", ["2019-01", "2020-2016", "2019-Q1", "9-2", "201-05", "2023-5-x"])
def test_no_hint_repeats_what_was_typed_or_leads_to_no_period(typed: str) -> None:
    """Where the notation is right, writing the same again would not help."""
    assert period_hint(typed) is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    {
        "2019-02-30": "2019-02 has 28 days.",
        "31/2/2020": "2020-02 has 29 days.",
        "2023-01/2023-04-31": "2023-04 has 30 days.",
        "2023-13": "The month comes second, from 01 to 12.",
        "2023-00": "The month comes second, from 01 to 12.",
        "2023-25-12": "The month comes second, from 01 to 12.",
        "2023-Q5": "A year has only 2023-Q1, 2023-Q2, 2023-Q3, 2023-Q4.",
        "2023-H3": "A year has only 2023-H1, 2023-H2.",
        "2919-09-05": "Years run from 1900 to 2200.",
        "0019-09-05": "Years run from 1900 to 2200.",
    }.items(),
)
def test_what_no_calendar_has_is_named(typed: str, expected: str) -> None:
    """Where only a day, a month or a part of the year is impossible, the hint says which there are."""
    hint = period_hint(typed)
    assert hint is not None
    assert hint.localized(EN) == expected


@given(st.text(max_size=30))
def test_no_text_is_too_odd_for_a_hint(text: str) -> None:
    """Hints are given for what is understood, and nothing else is a crash; what is shown can be formatted."""
    for hint_for in (number_hint, whole_number_hint, range_hint, period_hint, qualifier_hint):
        hint = hint_for(text)
        assert hint is None or hint.localized(VI)


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
