"""Charts of who is where by value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from bulletin.analysis.figures import Figure, has_number, is_suppressed, value_as_bound
from bulletin.analysis.ranking import places_of
from bulletin.analysis.tables import group_by
from bulletin.analysis.value_ranking import Open, without_figure
from bulletin.localization.messages import _
from bulletin.model.periods import Period
from bulletin.model.values import exact_number
from bulletin.rendering.charts.specs import Bar, RankingSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.charts import (
    BARS,
    ChartBuilder,
    ends_of,
    figure_bar,
    legend_of,
    omitted_text,
    row_text,
    unit_line,
)
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.phrases.sentences import period_inside
from bulletin.rendering.views import Chart

_FIRST, _LAST = 8, 3
"""Of a long ranking, the rows shown from its beginning and from its end."""
_FIRST_ABOUT, _LAST_ABOUT = 3, 2
"""The same on the page of a unit, which has those next to it besides."""
_BARS_ABOUT = 12
"""Bars that the page of a unit bears."""


@dataclass(frozen=True, slots=True)
class About:
    """The unit that a page is about, among others."""

    unit: str
    """It has a row with those next to it, and is emphasized."""
    above: Figure | None = None
    """That of the unit above, which has a row and is emphasized, too; it is none of those compared."""


@dataclass(frozen=True)
class Compared:
    """Figures of one measure and period, one of each organization, with what follows from them for all pages alike.

    What is said of those that are shown needs one at least.
    """

    shown: tuple[Figure, ...]
    """Those whose value is shown, the largest first, of equal ones by name."""
    hidden: tuple[Figure, ...] = ()
    """Those that are suppressed, by name."""
    missing: int = 0
    """How many more organizations could have a figure, and have none that is compared."""

    @property
    def open(self) -> Open:
        """How many may be greater or smaller than those that have a number."""
        return Open(len(self.hidden), len(self.shown) - len(self.numbers), self.missing)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Where each organization is among those that are shown, from 0 on."""
        return {figure.key.organization: position for position, figure in enumerate(self.shown)}

    @cached_property
    def numbers(self) -> tuple[Fraction, ...]:
        """All that are shown and known exactly, which partial totals are not."""
        known = (exact_number(value_as_bound(figure)) for figure in self.shown)
        return tuple(number for number in known if number is not None)

    @property
    def is_exact(self) -> bool:
        """Whether all that are shown are known exactly, so that equal ones are equal."""
        return not self.open.inexact

    @cached_property
    def order(self) -> tuple[float, ...]:
        """What those that are shown are ordered by, ascending: where their bars end for sure, with the other sign."""
        return tuple(-_end(figure) for figure in self.shown)

    def equal(self, value: float, among: range) -> range:
        """The positions, among some that follow each other, of those with a value, as :attr:`order` has it."""
        found = (bisect(self.order, value, among.start, among.stop) for bisect in (bisect_left, bisect_right))
        return range(*found)

    @cached_property
    def extent(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest number; None without any."""
        return (min(self.numbers), max(self.numbers)) if self.numbers else None

    @cached_property
    def places(self) -> Mapping[Fraction | None, int]:
        """The place of each number, 1 for the greatest; none where one of them is hidden or not known exactly.

        Who has no figure at all is not among those that are compared.
        """
        return {} if self.hidden or not self.is_exact else places_of(self.numbers)

    @cached_property
    def ticks(self) -> tuple[float, ...]:
        """Where bars end for sure, the greatest first; of those that look the same, the first."""
        ends = [_end(figure) for figure in self.shown]
        least = (ends[0] - ends[-1]) / _TICKS
        kept = ends[:1]
        for end in ends:
            if kept[-1] - end > least:
                kept.append(end)
        return tuple(dict.fromkeys((*kept, ends[-1])))

    @property
    def alone(self) -> tuple[bool, bool]:
        """Whether the greatest and the least are those of a single organization."""
        first, last = (list(map(_end, two)) for two in (self.shown[:2], self.shown[-2:]))
        return len(first) == len(set(first)), len(last) == len(set(last))

    @cached_property
    def by_sources(self) -> tuple[Figure, ...]:
        """Of all that are shown and have the same sources, the first."""
        first: dict[tuple[str, ...], Figure] = {}
        for figure in self.shown:
            first.setdefault(figure.sources, figure)
        return tuple(first.values())


_TICKS = 2_000
"""So many, side by side, are more than the widest chart has room for."""


def compared(page: PageContext, figures: Iterable[Figure], among: Iterable[str]) -> Compared:
    """Figures in the order of their values.

    :param figures: of one measure and period, one of each of some organizations of one kind.
    :param among: all organizations that these could be of, also those of other kinds.
    """
    found = sorted(filter(has_number, figures), key=lambda each: _by_value(page, each))
    hidden = tuple(filter(is_suppressed, found))
    shown = tuple(figure for figure in found if not is_suppressed(figure))
    organizations = page.catalogue.organizations
    kind = organizations[found[0].key.organization].kind if found else None
    of_kind = (each for each in among if organizations[each].kind == kind)
    missing = without_figure(page.catalogue, page.tables, of_kind, found) if len(found) >= _COMPARED else ()
    return Compared(shown, hidden, len(missing))


class RankedRow(NamedTuple):
    """A row of a ranking."""

    figure: Figure
    omitted: int
    """How many are left out before it."""
    tied: int = 0
    """How many of these are equal to this row or to the one before."""


@dataclass(frozen=True, slots=True)
class RankedRows:
    """Organizations by value, as far as they have a row."""

    rows: tuple[RankedRow, ...]
    """The largest on top; suppressed ones below by name, where all have a row, or the page is about one of them."""
    all: Compared
    """All that are compared."""
    is_cut: bool
    """Whether some have no row."""


def ranked_rows(page: PageContext, of: Compared, about: About | None = None) -> RankedRows | None:
    """Who is where by value; of many the first, the median and the last. None for fewer than three, or none to show."""
    if not of.shown or len(of.shown) + len(of.hidden) < _COMPARED:
        return None
    positions = _positions_shown(of, of.positions.get(about.unit) if about else None)
    placed = [(position, position + 1, of.shown[position]) for position in positions]
    if about and about.above is not None:
        # where it belongs by its value: after as many of those left out as are before it there
        place = bisect_right(of.shown, _by_value(page, about.above), key=lambda each: _by_value(page, each))
        placed.insert(bisect_left(positions, place), (place, place, about.above))
    is_cut = len(positions) < len(of.shown)
    hidden = (f for f in of.hidden if not is_cut or (about is not None and f.key.organization == about.unit))
    return RankedRows((*_rows(of, placed), *(RankedRow(figure, 0) for figure in hidden)), of, is_cut)


def _rows(of: Compared, placed: Iterable[tuple[int, int, Figure]]) -> Iterator[RankedRow]:
    """A row for each figure, with how many are left out before it.

    :param placed: its position, and that of what comes next, with each.
    """
    last, before = 0, set[float]()
    for position, following, figure in placed:
        left_out, value = range(last, position), -_end(figure)
        tied = sum(len(of.equal(each, left_out)) for each in {value, *before}) if of.is_exact else 0
        yield RankedRow(figure, len(left_out), tied)
        last, before = following, {value}


def values_chart(page: PageContext, ranked: RankedRows | None, table: str, about: About | None = None) -> Chart | None:
    """The chart of a ranking, of a long one below a strip of all; None where there is nothing to compare."""
    if not page.charts or ranked is None:
        return None
    emphasized = {about.unit, about.above.key.organization if about.above else about.unit} if about else set()
    bars = tuple(
        _value_bar(page, ranked, row, is_emphasized=row.figure.key.organization in emphasized) for row in ranked.rows
    )
    shown = ranked.all.shown
    measure = shown[0].key.measure
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        _values_headline(page, ranked.all),
        unit_line(page, page.words.unit_of(measure)),
        page.words.say(_("From the highest: {rows}."), rows=page.words.semicolons(row_text(page, bar) for bar in bars)),
        ranked.all.by_sources,
    )
    spec = RankingSpec(frame=frame, legend=legend_of(page, page.words.measure(measure)), bars=bars)
    if ranked.is_cut:
        label = page.words.say(
            _("All {count} whose figure is shown, a tick for each"), count=page.words.count(len(shown))
        )
        spec = replace(spec, strip=ranked.all.ticks, strip_label=label)
    return builder.build(spec)


def _values_headline(page: PageContext, of: Compared) -> str:
    """The highest and the lowest; neither where one that is open might be beyond, nor one of several that share it."""
    shown, (is_first, is_last) = of.shown, of.alone
    message = _("{measure} {period} by unit")
    if is_first and not any(of.open):
        message = _("{measure} {period}: highest {first}, lowest {last}") if is_last else _FIRST_ONLY
    return page.words.say(
        message,
        measure=page.words.measure(shown[0].key.measure),
        period=period_inside(page, shown[0].key),
        first=_named_value(page, shown[0]),
        last=_named_value(page, shown[-1]),
    )


_FIRST_ONLY = _("{measure} {period}: highest {first}")


def comparable(page: PageContext, figures: Iterable[Figure]) -> list[Figure]:
    """The figures that can be compared by value: of the same population, period and kind of organization.

    Those for each year of a period are compared with each other. Of several such groups the largest; of equally large
    ones that of the latest period.
    """

    def alike(figure: Figure) -> tuple[str, Period, str, bool]:
        key = figure.key
        return key.population, key.period, page.catalogue.organizations[key.organization].kind, key.annual

    groups = group_by((figure for figure in figures if figure.key.breakdown is None), alike)
    largest = max(groups.items(), key=lambda group: (len(group[1]), group[0][1].recency), default=None)
    return list(largest[1]) if largest else []


_COMPARED = 3
"""Organizations that are worth a comparison."""


def _by_value(page: PageContext, figure: Figure) -> tuple[float, tuple[object, ...]]:
    """What figures are ordered by: the largest first, of equal ones by name."""
    name = page.words.sort_key(page.words.organization(figure.key.organization))
    return -_end(figure), name


def _end(figure: Figure) -> float:
    """Where its bar ends for sure."""
    return ends_of(figure.value)[0] or 0.0


def _positions_shown(of: Compared, about: int | None) -> list[int]:
    """The positions that have a row: all, or the first, the median, the last, and a unit with those next to it.

    These are the next ones with another value: which of several equal ones a unit is between says nothing.
    """
    first, last, most = (_FIRST, _LAST, BARS) if about is None else (_FIRST_ABOUT, _LAST_ABOUT, _BARS_ABOUT)
    count = len(of.shown)
    if count <= most:
        return list(range(count))
    chosen = {*range(first), *range(count - last, count), count // 2}
    if about is not None:
        equal = of.equal(of.order[about], range(count))
        chosen |= {equal.start - 1, about, equal.stop}
    return sorted(position for position in chosen if 0 <= position < count)


def median_text(page: PageContext, ranked: RankedRows, row: RankedRow) -> str:
    """That a row is the median, or the first below it where that lies between two; empty of any other.

    It is not known where a figure is hidden or not known exactly.
    """
    of, middle = ranked.all, len(ranked.all.shown) // 2
    if not of.places or not ranked.is_cut or of.positions.get(row.figure.key.organization) != middle:
        return ""
    is_between = len(of.shown) % 2 == 0 and of.order[middle - 1] != of.order[middle]
    return page.words.say(_("next below the median") if is_between else _("median"))


def _named_value(page: PageContext, figure: Figure) -> str:
    name = page.words.organization(figure.key.organization)
    return page.words.say(_("{organization} ({value})"), organization=name, value=value_in_cell(page.words, figure))


def _value_bar(page: PageContext, ranked: RankedRows, row: RankedRow, *, is_emphasized: bool) -> Bar:
    name, median = page.words.organization(row.figure.key.organization), median_text(page, ranked, row)
    if median:
        name = page.words.say(_("{value} ({remark})"), value=name, remark=median)
    return replace(
        figure_bar(page, row.figure, name),
        percent_label="",
        is_emphasized=is_emphasized,
        omitted=omitted_text(page, row.omitted, row.tied),
    )
