"""A unit among its siblings: it has a row with those next to it, and a place unless a hidden figure may be greater."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from statistics import median
from typing import Any

import pytest
from bulletin.analysis.figures import Flag
from bulletin.disclosure import ReleasedTables
from bulletin.model.values import Absence, Quantity
from bulletin.rendering.charts.specs import RankingSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.siblings import siblings_by_value, siblings_table
from bulletin.rendering.pages.value_ranking_chart import compared
from bulletin.rendering.views import ChartedTable
from hypothesis import given
from hypothesis import strategies as st

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
    return [bar.label.replace(" (synthetic)", "") for bar in spec.bars]


def test_of_many_there_are_the_ends_the_median_and_those_next_to_the_unit() -> None:
    """With how many are left out, and a tick for each; the table has the same rows."""
    page = page_of({name: number for number, name in enumerate(UNITS, 1)})
    made, spec = among(page, "unit-09")
    median = "unit-15 (next below the median)"
    assert names(spec) == [median if n == 15 else f"unit-{n:02}" for n in (30, 29, 28, 15, 10, 9, 8, 2, 1)]
    assert [bar.omitted for bar in spec.bars if bar.omitted] == ["… 12 more", "… 4 more", "… 5 more"]
    assert [bar.label for bar in spec.bars if bar.is_emphasized] == ["unit-09 (synthetic)"]
    assert sorted(spec.strip) == [*map(float, range(1, 31))]
    assert spec.frame.headline.endswith("highest unit-30 (synthetic) (30), lowest unit-01 (synthetic) (1)")
    places = [1, 2, 3, 16, 21, 22, 23, 29, 30]
    assert [row.cells[1].text for row in made.table.rows] == [f"{place}/30" for place in places]
    assert [row.cells[0].detail for row in made.table.rows if row.cells[0].detail] == [
        "above: … 12 more; next below the median",
        "above: … 4 more",
        "above: … 5 more",
    ]


MANY = st.lists(st.integers(0, 9), min_size=13, max_size=30)


@given(MANY, st.data())
def test_next_to_a_unit_are_other_values_and_all_that_are_left_out_are_counted(values: list[int], data: Any) -> None:
    """And how many of them are equal to a row beside them."""
    units = UNITS[: len(values)]
    unit = data.draw(st.sampled_from(units))
    numbers = dict(zip(units, values, strict=True))
    made, spec = among(page_of({"top": 999, **numbers}), unit)
    shown = [row.cells[0].links[0].text.removesuffix(" (synthetic)") for row in made.table.rows]
    own = numbers[unit]
    greater, less = (sorted(set(found)) for found in ([v for v in values if v > own], [v for v in values if v < own]))
    beside = {numbers[name] for name in shown}
    assert {*greater[:1], *less[-1:]} <= beside
    omitted, tied = zip(*(counts_of(bar.omitted) for bar in spec.bars), strict=True)
    assert len(shown) + sum(omitted) == len(units)
    ordered = sorted(values, reverse=True)
    position = 0
    for name, before, count, equal in zip(shown, (None, *shown), omitted, tied, strict=False):
        left_out = ordered[position : position + count]
        assert equal == sum(value in {numbers[name], numbers[before] if before else None} for value in left_out)
        position += count + 1


def counts_of(omitted: str) -> tuple[int, int]:
    """How many are said to be left out, and how many of these to be tied."""
    numbers = [int(number) for number in re.findall(r"\d+", omitted)]
    return (numbers[0], numbers[-1] if "tied" in omitted else 0) if numbers else (0, 0)


@given(MANY)
def test_the_median_is_named_where_it_is_the_value_of_a_unit(values: list[int]) -> None:
    """Else the first below it is; and nobody where all have a row."""
    units = UNITS[: len(values)]
    numbers = dict(zip(units, values, strict=True))
    made, spec = among(page_of({"top": 999, **numbers}), units[0])
    named = [row for row in made.table.rows if row.cells[0].detail.endswith("median")]
    assert len(named) == 1
    number = numbers[named[0].cells[0].links[0].text.removesuffix(" (synthetic)")]
    is_next = "next below" in named[0].cells[0].detail
    assert (number < median(values)) if is_next else (number == median(values))
    assert [("next below" in bar.label) for bar in spec.bars if "median" in bar.label] == [is_next]


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
    places = {row.cells[0].links[0].text: row.cells[1].text for row in made.table.rows}
    assert places.get("top (synthetic)", "") == ""


def test_of_many_the_unit_above_has_a_row_between_those_left_out() -> None:
    """After as many of them as are before it by its value, and with the others before the next row."""
    values: dict[str, Any] = {name: number for number, name in enumerate(UNITS, 1)}
    for total, rows in {
        Decimal("21.5"): [
            ("unit-28", 0),
            ("top", 6),
            ("unit-15 (next below the median)", 6),
            ("unit-10", 4),
            ("unit-09", 0),
        ],
        Decimal("15.5"): [("unit-28", 0), ("top", 12), ("unit-15 (next below the median)", 0), ("unit-10", 4)],
        Decimal("9.5"): [
            ("unit-15 (next below the median)", 12),
            ("unit-10", 4),
            ("top", 0),
            ("unit-09", 0),
            ("unit-08", 0),
            ("unit-02", 5),
        ],
    }.items():
        ranked = among_rows(page_of(values | {"top": total}), "unit-09")
        first = ranked.index(rows[0])
        assert ranked[first : first + len(rows)] == rows


def among_rows(page: PageContext, unit: str) -> list[tuple[str, int]]:
    """The rows of a chart, each with how many are left out before it."""
    _made, spec = among(page, unit)
    left_out = [int(bar.omitted.split()[1]) if bar.omitted else 0 for bar in spec.bars]
    return list(zip(names(spec), left_out, strict=True))


def test_only_like_is_compared_with_like() -> None:
    """Units below the same one, of the same kind, by figures of the same period, each of a year or of all."""
    below = {"left": ("a", "b", "c"), "right": ("d", "e"), "far": ("f", "g")}
    wards = [organization(name, above) for above, names in below.items() for name in names]
    tree = [*(organization(name) for name in below), *wards, organization("city", "left", kind="city")]
    figures = [observed(name, 2019, number) for number, name in enumerate(("a", "b", "c", "d", "e", "city"), 1)]
    figures += [observed("a", 2020, 50), *(observed(name, "2015/2016", 7, each="year") for name in below["far"])]
    page = PageContext.of(released(corpus(*figures, organizations=tree)), EN)
    groups = {key: [each.key.organization for each in of.shown] for key, of in siblings_by_value(page).items()}
    assert groups == {
        "left ward joined 2019 whole": ["c", "b", "a"],
        "left ward joined 2020 whole": ["a"],
        "left city joined 2019 whole": ["city"],
        "right ward joined 2019 whole": ["e", "d"],
        "far ward joined 2015/2016 each year": ["f", "g"],
    }


def test_sources_are_those_of_all_that_are_compared() -> None:
    """Also of a unit that has no row."""
    figures = [
        observed(name, 2019, n, source="letter" if n == 20 else "second-letter") for n, name in enumerate(UNITS, 1)
    ]
    tree = [organization("top", kind="city"), *(organization(name, "top") for name in UNITS)]
    page = PageContext.of(released(corpus(*figures, organizations=tree)), EN)
    _made, spec = among(page, "unit-09")
    assert "unit-20" not in names(spec)
    assert spec.frame.source.count(";") == 1


def test_nobody_has_a_place_where_a_figure_is_hidden() -> None:
    """The hidden one is below by name, also where there are many and the page is about it."""
    made, spec = among(page_of({"a": 3, "b": 9, "c": 5, "d": 7}, "b"), "c")
    assert names(spec) == ["d", "c", "a", "b [c]"]
    assert "Rank" not in {column.title for column in made.table.columns}
    assert "highest" not in spec.frame.headline
    page = page_of({name: number for number, name in enumerate(UNITS, 1)}, "unit-30")
    _made, spec = among(page, "unit-30")
    assert names(spec)[-1] == "unit-30 [c]"
    assert spec.bars[-1].value is None
    assert 30 not in spec.strip
    _made, spec = among(page, "unit-09")
    assert not any(bar.value is None for bar in spec.bars)


@pytest.mark.parametrize("value", [{"at-least": 3}, {"about": 7}, {"under": 4}])
def test_nobody_is_highest_or_has_a_place_where_a_figure_is_not_known_exactly(value: Any) -> None:
    """Who has at least 3 may have most."""
    made, spec = among(page_of({"a": 2, "b": 9, "c": 5, "d": value}), "c")
    assert "highest" not in spec.frame.headline
    assert "Rank" not in {column.title for column in made.table.columns}


def test_nobody_is_highest_where_a_sibling_has_no_figure_of_the_period() -> None:
    """Its place is one among those that have; who never reported is missing, too.

    Who has been closed by then is not, nor who is of another kind or counts nothing of them.
    """
    tree = [organization("top", kind="city"), *(organization(name, "top") for name in "abcd")]
    tree += [organization("old", "top", closed="2018-12-31"), organization("office", "top", kind="office")]
    before = [observed(name, 2018, 50) for name in ("d", "old", "office")]
    now = [observed(name, 2019, number) for name, number in {"a": 3, "b": 9, "c": 5}.items()]
    nothing = observed("d", 2019, "not-applicable")
    for records, is_whole in ((now, False), ([*now, nothing, *before], True), ([*now, *before], False)):
        page = PageContext.of(released(corpus(*records, organizations=tree)), EN, charts=True)
        made, spec = among(page, "c")
        assert ("highest" in spec.frame.headline) is is_whole
        ranks = [row.cells[1] for row in made.table.rows]
        assert [(cell.text, bool(cell.notes)) for cell in ranks] == [(f"{n}/3", not is_whole) for n in (1, 2, 3)]


@pytest.mark.parametrize("below", [0, 1, 2])
def test_a_total_that_is_added_up_is_said_to_be_left_out(below: int) -> None:
    """Of a sibling of which all, one or none of its own units reported: it may have most. SYNTHETIC."""
    tree = [organization("top", kind="city"), *(organization(name, "top", kind="district") for name in "abcd")]
    units = [organization(f"d{number}", "d") for number in (1, 2)]
    records = [observed(name, 2019, number) for name, number in {"a": 3, "b": 9, "c": 5}.items()]
    records += [observed(unit.id, 2019, 50) for unit in units[:below]]
    page = PageContext.of(released(corpus(*records, organizations=[*tree, *units])), EN, charts=True)
    made, spec = among(page, "c")
    assert names(spec) == ["b", "c", "a"]
    assert "highest" not in spec.frame.headline
    assert any("or with one that is added up from their own units" in note.text for note in made.table.notes)


def test_a_partial_total_is_a_bound() -> None:
    """Two districts of three wards, of which one has not reported."""
    tree = [organization("top", kind="city"), *(organization(name, "top", kind="district") for name in "xyz")]
    tree += [organization(f"{name}{number}", name) for name in "xyz" for number in (1, 2, 3)]
    reported = [observed(f"{name}{number}", 2019, 5) for name in "xyz" for number in (1, 2, 3)][:-1]
    page = PageContext.of(released(corpus(*reported, organizations=tree)), EN)
    of = compared(page, (figure for figure in page.tables.figures if figure.key.organization in "xyz"), "xyz")
    assert [figure.is_complete for figure in of.shown] == [True, True, False]
    assert len(of.numbers) == 2
    assert not of.places


def test_there_is_none_without_others() -> None:
    page = page_of({"top": 9, "a": 3, "b": 9})
    assert siblings_table(page, "top") is None
    assert siblings_table(page, "a") is None


@given(st.lists(st.integers(-999_999, 999_999), min_size=1, max_size=300))
def test_a_tick_is_where_each_bar_ends_as_far_as_anybody_can_see(values: list[int]) -> None:
    """However many there are, both ends among them."""
    page = PageContext.of(released(corpus(observed("top", 2019, 1))), EN)
    figure = page.tables.figures[0]
    of = compared(page, (replace(figure, value=Quantity(Decimal(value))) for value in values), ())
    assert (of.ticks[0], of.ticks[-1]) == (max(values), min(values))
    assert list(of.ticks) == sorted(set(of.ticks), reverse=True)
    extent = max(values) - min(values)
    assert all(any(0 <= tick - value <= extent / 2_000 for tick in of.ticks) for value in values)


def test_there_are_no_more_ticks_than_can_be_seen() -> None:
    page = PageContext.of(released(corpus(observed("top", 2019, 1))), EN)
    figure = page.tables.figures[0]
    many = compared(page, (replace(figure, value=Quantity(Decimal(value))) for value in range(9_999)), ())
    assert 1_000 < len(many.ticks) <= 2_002


def test_a_page_reads_its_siblings_as_one() -> None:
    """So that it takes no longer, and no more to know whether it is still the same, the more siblings there are."""
    few, many = (page_of({name: number for number, name in enumerate(UNITS[:count], 1)}) for count in (5, 30))
    read = []
    for page in (few, many):
        with page.reads.recorded() as found:
            siblings_table(page, "unit-03")
        read.append(found)
    assert {lookup for lookup, _ in read[0]} == {lookup for lookup, _ in read[1]}
    assert len(read[1]) <= len(read[0]) + 12  # the rows that a long ranking has, each of them looked up by its key


def test_a_page_takes_as_many_calls_however_many_siblings_there_are() -> None:
    """What follows from all of them is made for the first page."""
    taken = []
    for count in (40, 160):
        page = page_of({f"unit-{number:03}": number for number in range(1, count + 1)})
        siblings_table(page, "unit-030")
        taken.append(_calls(partial(siblings_table, page, "unit-010")))
    assert taken[1] < 1.1 * taken[0]


def _calls(work: Callable[[], object]) -> int:
    """How many functions are called within a call."""
    calls = Counter[str]()
    sys.setprofile(lambda _frame, event, _argument: calls.update((event,)))
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls["call"] + calls["c_call"]


def test_what_a_sibling_reports_changes_the_digest_of_its_group() -> None:
    """A page is made again where one of those that it is compared with reports another number."""
    was, now = (page_of({name: number for number, name in enumerate(names, 1)}) for names in (UNITS, UNITS[::-1]))
    group = next(iter(siblings_by_value(was)))
    dependency = "siblings_by_value", group
    assert was.digests.of(dependency) == page_of(dict(zip(UNITS, range(1, 31), strict=True))).digests.of(dependency)
    assert was.digests.of(dependency) != now.digests.of(dependency)
