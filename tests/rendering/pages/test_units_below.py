"""The table of the units below an organization says in which order it is, unless that is the one of names."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from bulletin.rendering.charts.specs import RankingSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.period import PeriodContext, period_job
from bulletin.rendering.pages.units import PANELS, unit_tables, units_table
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization, period, target
from tests.rendering.samples import released
from tests.sites import EN


@pytest.mark.parametrize(
    ("years", "with_targets", "order"),
    [
        ({"a": 2019, "b": 2019, "c": 2019}, True, "bca"),
        ({"a": 2019, "b": 2019, "c": 2018}, True, "abc"),
        ({"a": 2019, "b": 2019, "c": 2019}, False, "abc"),
    ],
)
def test_an_order_by_progress_is_named(years: Mapping[str, int], with_targets: bool, order: str) -> None:
    """By name where figures are of several periods, or nobody has a target. SYNTHETIC."""
    values = {"a": 2, "b": 9, "c": 5}
    records = [observed(unit, year, values[unit]) for unit, year in years.items()]
    aims = [target(unit, year, 10, name=f"aim-{unit}") for unit, year in years.items() if with_targets]
    tree = [organization("top", kind="city"), *(organization(unit, "top") for unit in values)]
    page = PageContext.of(released(corpus(*records, *aims, organizations=tree)), EN)
    table = units_table(page, "top", "joined")
    assert table is not None
    assert [row.cells[0].links[0].text[0] for row in table.rows] == [*order]
    assert ("by progress" in table.title) is (order == "bca")


@given(st.sets(st.integers(0, PANELS), max_size=5))
def test_who_has_a_later_figure_besides_is_compared_by_that_of_the_period(later: set[int]) -> None:
    """All units have one of 2019, and some reported a quarter of the next year already. SYNTHETIC."""
    units = [f"unit-{number:02}" for number in range(PANELS + 1)]
    tree = [organization("top", kind="city"), *(organization(unit, "top") for unit in units)]
    records = [observed(unit, 2019, number) for number, unit in enumerate(units)]
    records += [observed(units[number], "2020-Q1", 1) for number in sorted(later)]
    page = PageContext.of(released(corpus(*records, organizations=tree)), EN, charts=True)
    (made,) = unit_tables(page, "top", ["joined"])
    assert made.chart is not None
    assert isinstance(made.chart.spec, RankingSpec)
    headline = made.chart.spec.frame.headline
    assert headline.endswith(f"2019: highest {units[-1]} (synthetic) ({PANELS}), lowest {units[0]} (synthetic) (0)")
    assert len(made.chart.spec.bars) == len(units)


@pytest.mark.parametrize("last", [2018, 2019])
def test_a_chart_names_nobody_as_highest_where_a_unit_has_no_figure_of_the_period(last: int) -> None:
    """On the page of the organization above and on that of the period. SYNTHETIC."""
    units = [f"unit-{number:02}" for number in range(1, PANELS + 2)]
    tree = [organization("top", kind="city"), *(organization(unit, "top") for unit in units)]
    records = [observed(unit, last if unit == units[0] else 2019, number) for number, unit in enumerate(units, 1)]
    page = PageContext.of(released(corpus(*records, organizations=tree)), EN, charts=True)
    (of_units,) = unit_tables(page, "top", ["joined"])
    of_period = period_job(page, period("2019")).context
    assert isinstance(of_period, PeriodContext)
    for made in (of_units, *of_period.measures):
        assert made.chart is not None
        assert ("highest" in made.chart.spec.frame.headline) is (last == 2019)
