"""How two periods differ: what is drawn of changes is what may be compared and is shown. SYNTHETIC figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bulletin.analysis.figures import Flag
from bulletin.analysis.value_ranking import ValueRanking, value_rankings
from bulletin.disclosure import ReleasedTables
from bulletin.model.values import Absence
from bulletin.rendering.charts.specs import Changed, ChangesSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.change_chart import changes_chart

from tests.analysis.builders import corpus, observed
from tests.analysis.test_value_ranking import TREE, UNITS
from tests.rendering.samples import page_context, released
from tests.sites import EN

Units = Mapping[str, tuple[Any, Any]]
"""The figures of units in 2018 and in 2019."""


def ranked(units: Units, hidden: tuple[str, str] | None = None) -> tuple[PageContext, ValueRanking]:
    """The ranking of units by their figures of 2018 and 2019, of which one may be suppressed."""
    pairs = [(unit, *pair) for unit, pair in units.items()]
    figures = [observed(unit, year, pair[n]) for unit, *pair in pairs for n, year in enumerate((2018, 2019))]
    tree = [each for each in TREE if each.id in {"top", *units}]
    made = released(corpus(*figures, organizations=tree))
    tables = replace(
        made.tables,
        figures=tuple(
            replace(figure, value=Absence.SUPPRESSED, flags=(Flag.CONFIDENTIAL,))
            if (figure.key.organization, figure.key.period.text) == hidden
            else figure
            for figure in made.tables.figures
        ),
    )
    page = PageContext.of(replace(made, tables=ReleasedTables(tables)), EN, charts=True)
    found = value_rankings(page.catalogue, page.tables, page.measures[0])
    return page, next(ranking for ranking in found if ranking.kind == "ward")


def drawn(page: PageContext, ranking: ValueRanking, *, is_long: bool = False) -> ChangesSpec:
    """The chart."""
    chart = changes_chart(page, ranking, "table", is_long=is_long)
    assert chart is not None
    assert isinstance(chart.spec, ChangesSpec)
    return chart.spec


def said(row: Changed) -> tuple[str, ...]:
    """What a row says."""
    return (row.label.split()[0], *(reading.short for reading in row.said or ()), row.change)


def test_the_greatest_rise_is_on_top_and_named_with_the_greatest_fall() -> None:
    spec = drawn(*ranked({"a": (5, 9), "b": (5, 6), "c": (5, 1)}))
    assert [said(row) for row in spec.rows] == [("a", "5", "9", "+4"), ("b", "5", "6", "+1"), ("c", "5", "1", "−4")]
    assert [row.ends for row in spec.rows] == [(5, 9), (5, 6), (5, 1)]
    assert spec.periods == ("2018", "2019")
    assert spec.frame.headline.endswith("2018 to 2019: a (synthetic) (+4) rose most, c (synthetic) (−4) fell most")
    assert all(text in spec.frame.alternative for row in spec.rows for text in said(row))


def test_nobody_is_named_who_shares_an_end() -> None:
    headline = drawn(*ranked({"a": (5, 9), "b": (5, 9), "c": (5, 6)})).frame.headline
    assert "most" not in headline


def test_what_is_hidden_is_below_without_a_point_and_nobody_is_first() -> None:
    """Now or then: its row says so, and no headline says who rose or fell most."""
    for year in ("2018", "2019"):
        spec = drawn(*ranked({"a": (5, 900), "b": (5, 6), "c": (5, 1)}, ("a", year)))
        assert [said(row) for row in spec.rows] == [("b", "5", "6", "+1"), ("c", "5", "1", "−4"), ("a", "suppressed")]
        assert spec.rows[-1].ends is None
        assert spec.scale.numbers[-1] < 900
        assert "most" not in spec.frame.headline


def test_what_is_not_compared_has_no_line() -> None:
    """A value that is not known exactly, and one without an earlier one."""
    spec = drawn(*ranked({"a": (5, {"more-than": 7}), "b": (5, 6), "c": (5, 1)}))
    assert said(spec.rows[-1]) == ("a", "not compared")
    assert spec.rows[-1].ends is None


def test_of_many_the_two_ends_are_drawn() -> None:
    """With how many are between them."""
    page, ranking = ranked({unit: (5, 5 + n) for n, unit in enumerate(UNITS)})
    spec = drawn(page, replace(ranking, entries=ranking.entries * 2), is_long=True)
    assert len(spec.rows) == 12
    every = [said(row) for row in drawn(page, replace(ranking, entries=ranking.entries * 2)).rows]
    assert [said(row) for row in spec.rows] == [*every[:6], *every[-6:]]
    assert [row.omitted for row in spec.rows] == [*[""] * 6, "… 4 more", *[""] * 5]
    assert "… 4 more; " in spec.frame.alternative


def test_without_an_earlier_period_there_is_no_chart() -> None:
    page = page_context(EN, corpus(*(observed(unit, 2019, 3) for unit in "abc"), organizations=TREE), charts=True)
    (ranking,) = value_rankings(page.catalogue, page.tables, page.measures[0])
    assert changes_chart(page, ranking, "table", is_long=False) is None


def test_nobody_rose_or_fell_most_where_a_bound_leaves_a_change_open() -> None:
    """Who had at least 5 and has at least 7 may have risen most."""
    units: Units = {"a": (5, 9), "b": (5, 1), "c": (5, 6)}
    assert "rose most" in drawn(*ranked(units)).frame.headline
    bounded = drawn(*ranked({**units, "d": ({"at-least": 5}, {"at-least": 7})}))
    assert "most" not in bounded.frame.headline
