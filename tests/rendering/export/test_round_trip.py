"""A figure can be read back from its JSON exactly: nothing of it is lost but the place of its record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bulletin.analysis.figures import Coverage, Figure, FigureOrigin, Flag, value_as_bound
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import parse_period
from bulletin.model.places import NOWHERE
from bulletin.model.records import Status
from bulletin.model.text import Text
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.rendering.export.encoding import figure_entry
from bulletin.rendering.export.entries import FigureEntry
from bulletin.rendering.export.rows import digits_of, entries_in, rows_json
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tests.rendering.samples import TERMS, released

CATALOGUE = released().catalogue

days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
periods = st.builds(
    parse_period,
    st.one_of(
        st.integers(1990, 2100),
        days.map(date.isoformat),
        st.tuples(days, days).map(lambda ends: f"{min(ends)}/{max(ends)}"),
        st.sampled_from(["term-2015-2020", "term-2015-2020/2019-11", "2023-Q1", "2019-H2", "2019-01/2019-09"]),
    ),
    st.just(TERMS),
)
numbers = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1).map(Decimal),
    *(st.decimals(-(10**9), 10**9, allow_nan=False, places=places) for places in (1, 2, 9)),
)
bounds = [qualifier for qualifier in Qualifier if qualifier is not Qualifier.BETWEEN]
quantities = st.one_of(
    st.builds(Quantity, numbers, st.sampled_from(bounds)),
    st.builds(Quantity, numbers, st.just(Qualifier.BETWEEN), numbers),
)
values: st.SearchStrategy[Value] = st.one_of(quantities, st.sampled_from(Absence))
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
texts = st.builds(Text, vi=words, en=words)
flags = st.lists(st.sampled_from(Flag), unique=True, max_size=3).map(tuple)
sources = st.lists(st.sampled_from(list(CATALOGUE.sources)), min_size=1, unique=True).map(tuple)
splits = st.sampled_from([(None, None), ("species", "oak"), ("species", "pine")])
keys = st.builds(
    lambda organization, measure, period, population, each, split: ObservationKey(
        organization, measure, period, population, each, *split
    ),
    st.sampled_from(list(CATALOGUE.organizations)),
    st.sampled_from(list(CATALOGUE.measures)),
    periods,
    st.sampled_from(list(CATALOGUE.populations)),
    st.booleans(),
    splits,
)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Any figure that statistics could make: reported, perhaps revised; or computed, of what its parts are."""
    key = draw(keys)
    common: dict[str, Any] = {"key": key, "place": NOWHERE}
    reports = st.builds(
        Figure,
        **{name: st.just(value) for name, value in common.items()},
        value=values,
        status=st.sampled_from(Status),
        flags=flags,
        origin=st.just(FigureOrigin.REPORTED),
        reported=days,
        sources=sources,
        note=st.none() | texts,
    )
    figure = draw(reports)
    if draw(st.booleans()):
        earlier, unordered = (tuple(draw(st.lists(reports, max_size=2))) for _ in range(2))
        breaks = tuple(draw(st.lists(texts, max_size=2)))
        odd = tuple(draw(st.lists(st.tuples(words, texts), max_size=2)))
        return replace(figure, earlier=earlier, unordered=unordered, breaks=breaks, acknowledged=odd)
    part = draw(st.sampled_from([key._replace(organization="doi-xanh"), key._replace(period=draw(periods))]))
    coverage = Coverage(draw(st.integers(0, 99)), draw(st.none() | st.integers(0, 99)))
    origin = draw(st.sampled_from([FigureOrigin.HIERARCHICAL_SUM, FigureOrigin.TEMPORAL_SUM]))
    return replace(figure, origin=origin, coverage=coverage, parts=(part,))


def text_from(entry: dict[str, str] | None) -> Text | None:
    return Text.model_validate(entry) if entry else None


def value_from(entry: dict[str, Any]) -> Value:
    if "absence" in entry:
        return Absence(entry["absence"])
    upper = Decimal(digits_of(entry["upper"])) if "upper" in entry else None
    return Quantity(Decimal(digits_of(entry)), Qualifier(entry["qualifier"]), upper)


def report_from(entry: dict[str, Any], key: ObservationKey, origin: FigureOrigin) -> Figure:
    """What a figure shares with the reports that it revised."""
    return Figure(
        key=key,
        value=value_from(entry["value"]),
        status=Status(entry["status"]),
        flags=tuple(map(Flag, entry["flags"])),
        origin=origin,
        reported=parse_period(entry["reported"]).end,
        sources=tuple(entry["sources"]),
        place=NOWHERE,
        note=text_from(entry.get("note")),
    )


def figure_from(entry: dict[str, Any]) -> Figure:
    """The figure that an entry was made from."""
    period, each = parse_period(entry["period"], TERMS), "each" in entry
    split = entry.get("breakdown"), entry.get("category")
    key = ObservationKey(entry["organization"], entry["measure"], period, entry["population"], each, *split)
    coverage = entry.get("coverage")
    return replace(
        report_from(entry, key, FigureOrigin(entry["origin"])),
        coverage=Coverage(coverage["reported"], coverage.get("expected")) if coverage else None,
        parts=tuple(part_from(part, key) for part in entry["parts"]),
        earlier=tuple(report_from(before, key, FigureOrigin.REPORTED) for before in entry["earlier"]),
        unordered=tuple(report_from(other, key, FigureOrigin.REPORTED) for other in entry["unordered"]),
        breaks=tuple(map(Text.model_validate, entry["breaks"])),
        acknowledged=tuple((odd["problem"], Text.model_validate(odd["reason"])) for odd in entry["acknowledged"]),
    )


def part_from(entry: dict[str, Any], whole: ObservationKey) -> ObservationKey:
    """What is left out is as in the figure."""
    period = parse_period(entry["period"], TERMS) if "period" in entry else whole.period
    return whole._replace(**{**entry, "period": period})


def digits(figure: Figure) -> list[str]:
    """The digits of a figure's numbers, which equal numbers need not share."""
    values = [version.value for version in (figure, *figure.other_reports) if isinstance(version.value, Quantity)]
    return [str(end) for value in values for end in (value.number, value.upper)]


def as_bound(figure: Figure) -> Figure:
    """A partial total is at least so much, unless what is missing may be negative."""
    return figure if figure.is_open else replace(figure, value=value_as_bound(figure))


def written(several: list[Figure]) -> bytes:
    """The rows of figures."""
    entries = [figure_entry(CATALOGUE, figure) for figure in several]
    return rows_json(TypeAdapter(list[FigureEntry]).dump_python(entries, mode="json", exclude_none=True))


@given(st.lists(figures(), min_size=1, max_size=4))
def test_figures_can_be_read_back(several: list[Figure]) -> None:
    """Reading the rows of figures gives the figures, to their last digits."""
    read = list(map(figure_from, entries_in(json.loads(written(several)))))
    assert read == list(map(as_bound, several))
    assert list(map(digits, read)) == [digits(as_bound(figure)) for figure in several]


@given(figures())
def test_fields_are_in_the_order_of_their_class(figure: Figure) -> None:
    """The columns of answers follow it, and the schema lists fields in it."""
    assert list(figure_entry(CATALOGUE, figure)) == list(FigureEntry.__annotations__)


@given(st.lists(figures(), min_size=1, max_size=4))
def test_figures_are_a_line_each(several: list[Figure]) -> None:
    """No text in a figure breaks its line, so that answers of two editions can be compared line by line."""
    _common, *lines, end = written(several).decode().split("\n")
    assert end == "]}"
    assert len([json.loads(line.removesuffix(",")) for line in lines]) == len(several)


cells = st.recursive(
    st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from("abc"), inner, max_size=2),
    max_leaves=4,
)


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), cells, max_size=5), min_size=1, max_size=4))
def test_any_entries_can_be_read_back(entries: list[dict[str, Any]]) -> None:
    """Whatever is in them, and whatever they have in common: 1 and true are not the same."""
    assert json.dumps(list(entries_in(json.loads(rows_json(entries)))), sort_keys=True) == json.dumps(
        entries, sort_keys=True
    )


@given(st.lists(st.dictionaries(st.sampled_from("abcdef"), cells, max_size=5), min_size=1, max_size=4))
def test_rows_end_with_what_an_entry_has(entries: list[dict[str, Any]]) -> None:
    """There is a row for each entry, without null at its end."""
    rows = json.loads(rows_json(entries))["rows"]
    assert len(rows) == len(entries)
    assert all(row[-1] is not None for row in rows if row)


def test_two_numbers_side_by_side_are_no_number_in_groups() -> None:
    """A scan for 1,500 finds no row with the cells 1 and 500."""
    rows = rows_json([{"a": 1, "b": 500, "c": "x"}, {"a": 2, "b": 501, "c": "y"}])
    assert b'[1, 500,"x"]' in rows
