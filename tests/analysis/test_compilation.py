"""The current figure of a key is its latest report; what was reported before stays behind it."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

import pytest
from bulletin.analysis.figures import FigureOrigin, Flag
from bulletin.analysis.revisions import revisions_of
from bulletin.model.places import Place
from bulletin.model.records import Observation, Status
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import figure, observed, tables, words


def test_a_later_report_revises_the_earlier_and_both_stay() -> None:
    later = observed("a", 2019, 23, source="later-letter")
    current = figure(tables(later, observed("a", 2019, 22)), "a", 2019)
    assert current is not None
    assert (current.value, current.flags) == (Quantity(Decimal(23)), (Flag.REVISED,))
    assert [(old.value, old.sources, old.flags) for old in current.earlier] == [
        (Quantity(Decimal(22)), ("letter",), ())
    ]
    assert current.sources == ("later-letter",)


def test_a_later_report_that_says_the_same_revises_nothing() -> None:
    first = observed("a", 2019, 22, status="preliminary")
    current = figure(tables(first, observed("a", 2019, 22, source="later-letter")), "a", 2019)
    assert current is not None
    assert (current.status, current.flags) == (Status.OFFICIAL, ())
    assert [old.flags for old in current.earlier] == [(Flag.PROVISIONAL,)]


def test_once_revised_a_figure_says_so_in_every_later_report() -> None:
    days = ("2020-01-01", "2020-02-01", "2020-03-01")
    reports = [observed("a", 2019, n, reported=day) for n, day in zip((1, 2, 2), days, strict=True)]
    current = figure(tables(*reports), "a", 2019)
    assert current is not None
    assert [old.flags for old in (*current.earlier, current)] == [(), (Flag.REVISED,), (Flag.REVISED,)]


def test_digits_that_programs_round_revise_nothing() -> None:
    """The later report counts with its digits and keeps the earlier one behind it; a small difference does revise."""
    first, again, other = (Decimal(f"33.33333333333333{rest}") for rest in ("1", "2", "12345"))
    for later, flags in ((again, ()), (other, ()), (Decimal("33.3334"), (Flag.REVISED,))):
        made = tables(observed("a", 2018, first), observed("a", 2018, later, source="later-letter"))
        current = figure(made, "a", 2018)
        assert current is not None
        assert (current.value, current.flags) == (Quantity(later), flags)
        assert [report.value for report in current.earlier] == [Quantity(first)]
        assert bool(revisions_of([current])) == bool(flags)


def test_reports_of_one_day_that_agree_are_one_figure_with_the_sources_of_all() -> None:
    first = observed("a", 2019, 22, line=1, note=words("n"), status="preliminary")
    current = figure(tables(observed("a", 2019, 22, line=2, source="second-letter"), first), "a", 2019)
    assert current is not None
    assert (current.sources, current.earlier, current.status) == (("letter", "second-letter"), (), Status.OFFICIAL)
    assert (current.place, current.note) == (Place("synthetic.yml", 1, 1), first.note)


def test_of_one_day_the_more_final_report_counts() -> None:
    reports = [observed("a", 2019, 22, line=2, status="estimated"), observed("a", 2019, 23, line=1)]
    current = figure(tables(*reports), "a", 2019)
    assert current is not None
    assert current.value == Quantity(Decimal(23))


def test_a_category_is_a_figure_of_its_own_with_reports_of_its_own() -> None:
    first = observed("a", 2019, 22, by={"sex": {"women": 10, "men": 12}}, note=words("n"))
    compiled = tables(first, observed("a", 2019, 23, source="later-letter", by={"sex": {"women": 11}}))
    women = figure(compiled, "a", 2019, breakdown="sex", category="women")
    men = figure(compiled, "a", 2019, breakdown="sex", category="men")
    assert women is not None
    assert men is not None
    assert (women.value, women.flags, len(women.earlier)) == (Quantity(Decimal(11)), (Flag.REVISED,), 1)
    assert (men.value, men.flags, men.note) == (Quantity(Decimal(12)), (), None)


def test_populations_and_values_for_each_year_are_figures_of_their_own() -> None:
    each = observed("a", "2016/2018", {"about": 9}, each="year")
    compiled = tables(observed("a", "2016/2018", 30), observed("a", "2016/2018", 5, population="firms"), each)
    assert {(f.key.population, f.key.annual, f.value) for f in compiled.figures} == {
        ("all", False, Quantity(Decimal(30))),
        ("firms", False, Quantity(Decimal(5))),
        ("all", True, each.value),
    }


@pytest.mark.parametrize(
    ("value", "more", "flags"),
    [
        (5, {}, ()),
        (0, {}, ()),
        (5, {"status": "preliminary"}, (Flag.PROVISIONAL,)),
        (5, {"status": "estimated"}, (Flag.ESTIMATED,)),
        (5, {"break_in_series": words("b")}, (Flag.BREAK,)),
        (5, {"break_in_series": words("b"), "status": "estimated"}, (Flag.ESTIMATED, Flag.BREAK)),
        ("not-available", {}, (Flag.NOT_AVAILABLE,)),
        ("not-yet-reported", {}, (Flag.NOT_AVAILABLE,)),
        ("not-applicable", {}, (Flag.NOT_APPLICABLE,)),
        ("suppressed", {"status": "preliminary"}, (Flag.CONFIDENTIAL,)),
    ],
)
def test_flags_follow_from_status_breaks_and_absences(value: object, more: dict[str, Any], flags: object) -> None:
    current = figure(tables(observed("a", 2019, value, **more)), "a", 2019)
    assert current is not None
    assert (current.flags, current.origin) == (flags, FigureOrigin.REPORTED)


@st.composite
def reports(draw: st.DrawFn) -> Observation:
    """Draw a report of one of two figures, on one of three days."""
    value = draw(st.one_of(st.integers(0, 3), st.just("not-available")))
    status = draw(st.sampled_from(list(Status)))
    day = draw(st.sampled_from(["2020-01-01", "2020-02-01", "2020-03-01"]))
    return observed(draw(st.sampled_from("ab")), 2019, value, status=status, reported=day)


@given(st.lists(reports(), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_records_does_not_matter(records: list[Observation], shuffling: random.Random) -> None:
    for line, record in enumerate(records):
        record.placed(Place("synthetic.yml", line, 1))
    expected = tables(*records)
    shuffling.shuffle(records)
    assert tables(*records) == expected


@given(st.lists(reports(), min_size=1, max_size=6))
def test_no_report_is_lost_and_the_latest_day_counts(records: list[Observation]) -> None:
    for line, record in enumerate(records):
        record.placed(Place("synthetic.yml", line, 1))
    for unit in {record.organization for record in records}:
        own = [record for record in records if record.organization == unit]
        current = figure(tables(*records), unit, 2019)
        assert current is not None
        reports = {(f.reported, f.value) for f in (current, *current.earlier)}
        assert reports == {(r.reported.end, r.value) for r in own if r.reported}
        assert current.reported == max(r.reported.end for r in own if r.reported)


def test_absences_and_qualified_values_are_kept_as_stated() -> None:
    records = observed("a", 2018, "suppressed"), observed("a", 2019, {"more-than": 150})
    assert [f.value for f in tables(*records).figures] == [Absence.SUPPRESSED, records[1].value]
