"""Totals of units that were not there all the time, or did not report the same periods. All units are SYNTHETIC."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from bulletin.analysis.contiguous_periods import Segment, chains
from bulletin.analysis.figures import Coverage, FigureOrigin
from bulletin.analysis.tables import Tables
from bulletin.model.records import Observation, Organization
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import catalogue, figure, observed, organization, tables

HALVES = [f"{year}-H{half}" for year in (2020, 2021, 2022) for half in (1, 2)]
YEARS = (2020, 2021, 2022)
values = st.integers(0, 50)


@st.composite
def cities(draw: st.DrawFn) -> tuple[tuple[Organization, ...], tuple[Observation, ...]]:
    """A city whose wards come and go at the turn of halves, each reporting all or some years and halves."""
    units, stated = [organization("top", kind="city")], []
    for number in range(draw(st.integers(2, 4))):
        first, last = sorted(draw(st.tuples(st.integers(0, 5), st.integers(0, 5))))
        opened: dict[str, Any] = (
            {"opened": f"{2020 + first // 2}-{'01' if first % 2 == 0 else '07'}-01"} if first else {}
        )
        closed: dict[str, Any] = (
            {"closed": f"{2020 + last // 2}-{'06-30' if last % 2 == 0 else '12-31'}"} if last < 5 else {}
        )
        name = f"w{number}"
        units.append(organization(name, "top", **opened, **closed))
        for year in YEARS:
            begin, end = 2 * (year - 2020), 2 * (year - 2020) + 1
            if first <= begin and end <= last and draw(st.booleans()):
                stated.append(observed(name, year, draw(values)))
            else:
                there = [half for half in (begin, end) if first <= half <= last]
                stated += [observed(name, HALVES[half], draw(values)) for half in there if draw(st.integers(0, 5))]
    return tuple(units), tuple(stated)


def _reported_all(units: tuple[Organization, ...], compiled: Tables, unit: str, start: date, end: date) -> bool:
    record = catalogue(units).organizations[unit]
    first = max(start, record.opened.start) if record.opened else start
    last = min(end, record.closed.end) if record.closed else end
    figures = [figure for figure in compiled.by_organization.get(unit, ()) if figure.origin is FigureOrigin.REPORTED]
    return last in chains([Segment(figure.key.period) for figure in figures], first, last)


@given(cities())
def test_no_total_misses_a_unit_that_reported_all_of_its_time(
    city: tuple[tuple[Organization, ...], tuple[Observation, ...]],
) -> None:
    """Of a total of n of m units, at least one has not reported some of the time that it was there in the period."""
    units, stated = city
    compiled = tables(*stated, organizations=units)
    known = catalogue(units)
    for total in compiled.by_organization.get("top", ()):
        if total.origin is FigureOrigin.HIERARCHICAL_SUM and total.coverage is not None:
            period = total.key.period
            there = [unit.id for unit in units[1:] if known.exists(unit.id, period)]
            some = {unit for unit, *periods in total.coverage.units if periods}
            missing = set(there) - {part.organization for part in total.parts} | some
            reported, expected = total.coverage.reported, total.coverage.expected
            assert (reported, expected) == (len(there) - len(missing), len(there))
            assert not any(_reported_all(units, compiled, unit, period.start, period.end) for unit in missing)


@given(cities())
def test_a_complete_total_holds_every_report_of_its_period_once(
    city: tuple[tuple[Organization, ...], tuple[Observation, ...]],
) -> None:
    """What the wards stated of all of a period together is the total, whoever came or went."""
    units, stated = city
    compiled = tables(*stated, organizations=units)
    for total in compiled.by_organization.get("top", ()):
        if total.origin is FigureOrigin.HIERARCHICAL_SUM and total.is_complete and isinstance(total.value, Quantity):
            figures_within = [int(record.value.number) for record in stated if total.key.period.contains(record.period)]  # type: ignore[union-attr]
            assert total.value.number == sum(figures_within)


def test_units_that_end_leave_no_partial_total_to_date_behind() -> None:
    """No term "to 2020" of the two of four that came to their end then, while all of them reported."""
    units = (
        organization("top", kind="city"),
        *(organization(name, "top", closed="2020-12-31") for name in "ab"),
        *(organization(name, "top") for name in "cd"),
    )
    stated = [observed(unit, f"2020-H{half}", 10) for unit in "abcd" for half in (1, 2)]
    stated += [observed(unit, year, 10) for unit in "cd" for year in (2021, 2022)]
    compiled = tables(*stated, organizations=units)
    to_2020 = figure(compiled, "top", "term-2020-2025/2020")
    assert to_2020 is None or to_2020.is_complete
    to_date = figure(compiled, "top", "term-2020-2025/2022")
    assert to_date is not None
    assert (to_date.value, to_date.is_complete) == (figure_value(120), True)


def test_a_term_is_not_cut_where_a_unit_misses() -> None:
    """A total to the day that two units happen to end on is not made without the third, which lacks a year."""
    units = (organization("top", kind="city"), *(organization(name, "top", closed="2021-12-31") for name in "ab"))
    units += (organization("c", "top"),)
    stated = [observed(unit, year, 10) for unit in "ab" for year in (2020, 2021)]
    compiled = tables(*stated, observed("c", 2021, 10), observed("c", 2022, 10), organizations=units)
    assert figure(compiled, "top", "term-2020-2025/2021") is None
    missing = figure(compiled, "top", 2020)
    assert missing is not None
    assert missing.coverage == Coverage(2, 3)


def test_a_unit_founded_within_a_year_has_its_part_in_it() -> None:
    """The year of the city holds the half that the ward was there, shown as a part of its own period."""
    units = (organization("top", kind="city"), organization("a", "top"), organization("n", "top", opened="2021-07-01"))
    compiled = tables(observed("a", 2021, 30), observed("n", "2021-H2", 6), organizations=units)
    total = figure(compiled, "top", 2021)
    assert total is not None
    assert (total.value, total.coverage) == (figure_value(36), Coverage(2, 2))
    assert [(part.organization, part.period.text) for part in total.parts] == [("a", "2021"), ("n", "2021-H2")]


def figure_value(number: int) -> Quantity:
    """A whole number."""
    return Quantity(Decimal(number))
