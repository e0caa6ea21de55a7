"""Charts of who is where by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from bulletin.analysis.tables import Figure, group_by, has_number, is_suppressed
from bulletin.localization.messages import _, n_
from bulletin.model.periods import Period
from bulletin.rendering.charts.specs import Bar, RankingSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.charts import BARS, ChartBuilder, ends_of, figure_bar, legend_of, row_text, unit_line
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.views import Chart

_FIRST, _LAST = 8, 3
"""Of a long ranking, the rows shown from its beginning and from its end."""


def values_chart(page: PageContext, figures: Iterable[Figure], table: str, about: str | None = None) -> Chart | None:
    """Who is where by value, the largest on top; of many the first, the median and the last, below a strip of all.

    Organizations of which the figure is suppressed have no place among the others; they follow by name in a chart that
    has a row for each.

    :param figures: of one measure and period, one of each organization.
    :param about: the organization that is shown with those next to it, and emphasized.
    """
    found = [figure for figure in figures if has_number(figure)]
    shown = sorted((each for each in found if not is_suppressed(each)), key=lambda each: _by_value(page, each))
    hidden = sorted(filter(is_suppressed, found), key=lambda each: _by_value(page, each))
    if not page.charts or not shown or len(found) < _COMPARED:
        return None
    about_place = next((n for n, each in enumerate(shown) if each.key.organization == about), None)
    places = (-1, *_places_shown(len(shown), about_place))
    bars = tuple(_value_bar(page, shown[place], about, place - before - 1) for before, place in pairwise(places))
    is_cut = len(bars) < len(shown)
    bars += () if is_cut else tuple(_value_bar(page, figure, about, 0) for figure in hidden)
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        _values_headline(page, shown, is_complete=not hidden),
        unit_line(page, page.words.unit_of(shown[0].key.measure)),
        page.words.say(_("From the highest: {rows}."), rows=page.words.semicolons(row_text(page, bar) for bar in bars)),
        shown,
    )
    legend = legend_of(page, page.words.measure(shown[0].key.measure))
    spec = RankingSpec(frame=frame, legend=legend, bars=bars)
    if is_cut:
        label = page.words.say(_("All {count}, a tick for each"), count=page.words.count(len(shown)))
        spec = replace(spec, strip=tuple(ends_of(each.value)[0] or 0.0 for each in shown), strip_label=label)
    return builder.build(spec)


def _values_headline(page: PageContext, shown: Sequence[Figure], *, is_complete: bool) -> str:
    """The highest and the lowest; neither where a hidden one might be beyond it, or several share it."""
    numbers = Counter(ends_of(figure.value)[0] for figure in shown)
    is_first, is_last = (numbers[ends_of(figure.value)[0]] == 1 for figure in (shown[0], shown[-1]))
    message = _("{measure} {period} by unit")
    if is_complete and is_first:
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


def _by_value(page: PageContext, figure: Figure) -> tuple[object, ...]:
    name = page.words.sort_key(page.words.organization(figure.key.organization))
    return -(ends_of(figure.value)[0] or 0.0), name


def _places_shown(count: int, about: int | None) -> list[int]:
    """The places that have a row, of so many: all, or the first, the median, the last and those around one."""
    if count <= BARS:
        return list(range(count))
    around = range(about - 1, about + 2) if about is not None else ()
    chosen = {*range(_FIRST), *range(count - _LAST, count), count // 2, *around}
    return sorted(place for place in chosen if 0 <= place < count)


def _named_value(page: PageContext, figure: Figure) -> str:
    name = page.words.organization(figure.key.organization)
    return page.words.say(_("{organization} ({value})"), organization=name, value=value_in_cell(page.words, figure))


def _value_bar(page: PageContext, figure: Figure, about: str | None, omitted: int) -> Bar:
    bar = figure_bar(page, figure, page.words.organization(figure.key.organization))
    return replace(
        bar,
        percent_label="",
        is_emphasized=figure.key.organization == about,
        omitted=page.words.say(n_("… {count} more", "… {count} more"), count=omitted) if omitted > 0 else "",
    )
