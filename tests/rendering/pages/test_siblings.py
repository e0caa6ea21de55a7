"""A unit among its siblings: it has a row with those next to it, and a place unless a hidden figure may be greater."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from bulletin.analysis.figures import Flag
from bulletin.disclosure import ReleasedTables
from bulletin.model.values import Absence
from bulletin.rendering.charts.specs import RankingSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.siblings import siblings_table
from bulletin.rendering.views import ChartedTable

from tests.analysis.builders import corpus, observed, organization
from tests.rendering.samples import released
from tests.sites import EN

UNITS = tuple(f"unit-{number:02}" for number in range(1, 31))
"""With as many as their number."""


def page_of(values: dict[str, Any], hidden: str | None = None) -> PageContext:
    """Figures of one year, of which one may be suppressed; SYNTHETIC."""
    names = {"top", *values}
    tree = [organization("top", kind="city"), *(organization(name, "top") for name in sorted(names - {"top"}))]
    made = released(corpus(*(observed(name, 2019, value) for name, value in values.items()), organizations=tree))
    figures = tuple(
        replace(figure, value=Absence.SUPPRESSED, flags=(Flag.CONFIDENTIAL,))
        if figure.key.organization == hidden
        else figure
        for figure in made.tables.figures
    )
    tables = ReleasedTables(replace(made.tables, figures=figures))
    return PageContext.of(replace(made, tables=tables), EN, charts=True)


def among(page: PageContext, unit: str) -> tuple[ChartedTable, RankingSpec]:
    """The table of a unit, with its chart."""
    made = siblings_table(page, unit)
    assert made is not None
    assert made.chart is not None
    assert isinstance(made.chart.spec, RankingSpec)
    return made, made.chart.spec


def names(spec: RankingSpec) -> list[str]:
    """The rows of a chart."""
    return [bar.label.removesuffix(" (synthetic)") for bar in spec.bars]


def test_of_many_there_are_the_ends_the_median_and_those_next_to_the_unit() -> None:
    """With how many are left out, and a tick for each; the table has the same rows."""
    page = page_of({name: number for number, name in enumerate(UNITS, 1)})
    made, spec = among(page, "unit-09")
    assert names(spec) == [f"unit-{n:02}" for n in (30, 29, 28, 15, 10, 9, 8, 2, 1)]
    assert [bar.omitted for bar in spec.bars if bar.omitted] == ["… 12 more", "… 4 more", "… 5 more"]
    assert [bar.label for bar in spec.bars if bar.is_emphasized] == ["unit-09 (synthetic)"]
    assert sorted(spec.strip) == [*map(float, range(1, 31))]
    assert spec.frame.headline.endswith("highest unit-30 (synthetic) (30), lowest unit-01 (synthetic) (1)")
    assert [row.cells[1].number for row in made.table.rows] == ["1", "2", "3", "16", "21", "22", "23", "29", "30"]


def test_of_few_all_have_a_row() -> None:
    _made, spec = among(page_of({"a": 3, "b": 9, "c": 5}), "c")
    assert names(spec) == ["b", "c", "a"]
    assert not spec.strip


@pytest.mark.parametrize(("total", "is_shown"), [(4, True), (17, False), (3, True), (2, False)])
def test_the_unit_above_is_among_them_where_it_is_comparable(total: int, is_shown: bool) -> None:
    """As a rate is, and a sum is not; it has no place, and is none of those counted."""
    made, spec = among(page_of({"top": total, "a": 3, "b": 9, "c": 5}), "c")
    assert ("top" in names(spec)) is is_shown
    assert [bar.label for bar in spec.bars if bar.is_emphasized and not bar.label.startswith("top")] == [
        "c (synthetic)"
    ]
    assert spec.frame.headline.endswith("highest b (synthetic) (9), lowest a (synthetic) (3)")
    places = {row.cells[0].links[0].text: row.cells[1].number for row in made.table.rows}
    assert places.get("top (synthetic)", "") == ""


def test_nobody_has_a_place_where_a_figure_is_hidden() -> None:
    """The hidden one is below by name, also where there are many and the page is about it."""
    made, spec = among(page_of({"a": 3, "b": 9, "c": 5, "d": 7}, "b"), "c")
    assert names(spec) == ["d", "c", "a", "b (synthetic) [c]"]
    assert "Rank" not in {column.title for column in made.table.columns}
    assert "highest" not in spec.frame.headline
    page = page_of({name: number for number, name in enumerate(UNITS, 1)}, "unit-30")
    _made, spec = among(page, "unit-30")
    assert names(spec)[-1] == "unit-30 (synthetic) [c]"
    assert spec.bars[-1].value is None
    assert 30 not in spec.strip
    _made, spec = among(page, "unit-09")
    assert not any(bar.value is None for bar in spec.bars)


def test_there_is_none_without_others() -> None:
    page = page_of({"top": 9, "a": 3, "b": 9})
    assert siblings_table(page, "top") is None
    assert siblings_table(page, "a") is None
