"""Charts of who is where by value."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from bulletin.analysis.figures import Figure, has_number, is_suppressed
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import _, n_
from bulletin.model.periods import Period
from bulletin.rendering.charts.specs import Bar, RankingSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.charts import BARS, ChartBuilder, ends_of, figure_bar, legend_of, row_text, unit_line
from bulletin.rendering.phrases.figures import value_in_cell
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


class RankedRow(NamedTuple):
    """A row of a ranking."""

    figure: Figure
    omitted: int
    """How many are left out before it."""


@dataclass(frozen=True, slots=True)
class RankedRows:
    """Organizations by value, as far as they have a row."""

    rows: tuple[RankedRow, ...]
    """The largest on top; suppressed ones below by name, where all have a row, or the page is about one of them."""
    shown: tuple[Figure, ...]
    """All of which the figure is shown, the largest first."""
    is_complete: bool
    """Whether no figure is suppressed."""
    is_cut: bool
    """Whether some have no row."""


def ranked_rows(page: PageContext, figures: Iterable[Figure], about: About | None = None) -> RankedRows | None:
    """Who is where by value; of many the first, the median and the last. None for fewer than three, or none to show.

    :param figures: of one measure and period, one of each organization.
    """
    found = sorted(filter(has_number, figures), key=lambda each: _by_value(page, each))
    shown = [figure for figure in found if not is_suppressed(figure)]
    if not shown or len(found) < _COMPARED:
        return None
    unit = next((n for n, each in enumerate(shown) if _is_about(each, about)), None)
    chosen = [shown[place] for place in _places_shown(len(shown), unit)]
    is_cut = len(chosen) < len(shown)
    ordered, above = [*shown], about.above if about else None
    if above is not None:
        insort(ordered, above, key=lambda each: _by_value(page, each))
    kept = {id(each) for each in (*chosen, above)}  # two figures that are equal are of the same unit: they are one
    places = [place for place, each in enumerate(ordered) if id(each) in kept]
    rows = [RankedRow(ordered[place], place - before - 1) for before, place in pairwise((-1, *places))]
    hidden = [figure for figure in found if is_suppressed(figure)]
    rows += [RankedRow(figure, 0) for figure in hidden if not is_cut or _is_about(figure, about)]
    return RankedRows(tuple(rows), tuple(shown), len(shown) == len(found), is_cut)


def _is_about(figure: Figure, about: About | None) -> bool:
    return about is not None and figure.key.organization == about.unit


def values_chart(page: PageContext, ranked: RankedRows | None, table: str, about: About | None = None) -> Chart | None:
    """The chart of a ranking, of a long one below a strip of all; None where there is nothing to compare."""
    if not page.charts or ranked is None:
        return None
    emphasized = {about.unit, about.above.key.organization if about.above else about.unit} if about else set()
    bars = tuple(_value_bar(page, row, is_emphasized=row.figure.key.organization in emphasized) for row in ranked.rows)
    measure = ranked.shown[0].key.measure
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        _values_headline(page, ranked),
        unit_line(page, page.words.unit_of(measure)),
        page.words.say(_("From the highest: {rows}."), rows=page.words.semicolons(row_text(page, bar) for bar in bars)),
        ranked.shown,
    )
    spec = RankingSpec(frame=frame, legend=legend_of(page, page.words.measure(measure)), bars=bars)
    if ranked.is_cut:
        label = page.words.say(_("All {count}, a tick for each"), count=page.words.count(len(ranked.shown)))
        spec = replace(spec, strip=tuple(ends_of(each.value)[0] or 0.0 for each in ranked.shown), strip_label=label)
    return builder.build(spec)


def _values_headline(page: PageContext, ranked: RankedRows) -> str:
    """The highest and the lowest; neither where a hidden one might be beyond it, or several share it."""
    shown = ranked.shown
    numbers = Counter(ends_of(figure.value)[0] for figure in shown)
    is_first, is_last = (numbers[ends_of(figure.value)[0]] == 1 for figure in (shown[0], shown[-1]))
    message = _("{measure} {period} by unit")
    if ranked.is_complete and is_first:
        message = _("{measure} {period}: highest {first}, lowest {last}") if is_last else _FIRST_ONLY
    return page.words.say(
        message,
        measure=page.words.measure(shown[0].key.measure),
        period=page.words.period_inside(shown[0].key.period),
        first=_named_value(page, shown[0]),
        last=_named_value(page, shown[-1]),
    )


_FIRST_ONLY = _("{measure} {period}: highest {first}")


def comparable(page: PageContext, figures: Iterable[Figure]) -> list[Figure]:
    """The figures that can be compared by value: of the same population, period and kind of organization.

    Of several such groups the largest; of equally large ones that of the latest period.
    """

    def alike(figure: Figure) -> tuple[str, Period, str]:
        key = figure.key
        return key.population, key.period, page.catalogue.organizations[key.organization].kind

    groups = group_by((figure for figure in figures if figure.key.breakdown is None), alike)
    largest = max(groups.items(), key=lambda group: (len(group[1]), group[0][1].recency), default=None)
    return list(largest[1]) if largest else []


_COMPARED = 3
"""Organizations that are worth a comparison."""


def _by_value(page: PageContext, figure: Figure) -> tuple[float, tuple[object, ...]]:
    """What figures are ordered by: the largest first, of equal ones by name."""
    name = page.words.sort_key(page.words.organization(figure.key.organization))
    return -(ends_of(figure.value)[0] or 0.0), name


def _places_shown(count: int, about: int | None) -> list[int]:
    """The places that have a row, of so many: all, or the first, the median, the last and those around a unit."""
    first, last, most = (_FIRST, _LAST, BARS) if about is None else (_FIRST_ABOUT, _LAST_ABOUT, _BARS_ABOUT)
    if count <= most:
        return list(range(count))
    around = range(about - 1, about + 2) if about is not None else ()
    chosen = {*range(first), *range(count - last, count), count // 2, *around}
    return sorted(place for place in chosen if 0 <= place < count)


def _named_value(page: PageContext, figure: Figure) -> str:
    name = page.words.organization(figure.key.organization)
    return page.words.say(_("{organization} ({value})"), organization=name, value=value_in_cell(page.words, figure))


def _value_bar(page: PageContext, row: RankedRow, *, is_emphasized: bool) -> Bar:
    return replace(
        figure_bar(page, row.figure, page.words.organization(row.figure.key.organization)),
        percent_label="",
        is_emphasized=is_emphasized,
        omitted=page.words.say(n_("… {count} more", "… {count} more"), count=row.omitted) if row.omitted else "",
    )
