"""Charts of who is where: by progress towards targets, or by value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from bulletin.analysis.progress import Progress
from bulletin.analysis.tables import Figure, Flag, group_by, has_number, is_suppressed
from bulletin.localization.messages import _, n_
from bulletin.model.periods import Period
from bulletin.model.records import Basis
from bulletin.model.values import Absence
from bulletin.rendering.charts.specs import Bar, Frame, RankingSpec, TargetMark
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import (
    chart,
    ends_of,
    flagged,
    interval_of,
    legend_of,
    row_text,
    sources_line,
    target_mark,
)
from bulletin.rendering.phrases.figures import interval_text, value_in_cell
from bulletin.rendering.phrases.sentences import leader_sentence
from bulletin.rendering.target_cells import BY_PERCENT, percent_of_target, progress_of
from bulletin.rendering.text import percent_text
from bulletin.rendering.views import Chart

_SUPPRESSED = (Flag.CONFIDENTIAL,)
BARS = 20
"""Bars that a chart can bear."""


def ranking_chart(
    page: PageContext, progresses: Iterable[Progress], leader: Progress | None, table: str
) -> Chart | None:
    """How far organizations have come, in percent of their targets; None where there is nothing to compare.

    Those of which figure or target is suppressed have a row without a bar.

    :param leader: the organization that ranks first, for the headline; None where none ranks.
    """
    compared = [each for each in progresses if percent_of_target(each) is not None or _is_hidden(each)]
    if not page.charts or not any(percent_of_target(each) for each in compared):
        return None
    drawn = compared[:BARS]
    measure = page.words.lowered(page.words.measure(drawn[0].target.key.measure))
    bars = tuple(_percent_bar(page, progress) for progress in drawn)
    headline = leader_sentence(page, leader) if leader else page.words.say(Labels.ranking_by, measure=measure)
    frame = Frame(
        id=f"chart-{table}",
        headline=page.marked(headline),
        unit=page.words.say(_("Unit: {unit}"), unit=page.words.say(_("% of the target"))),
        source=sources_line(page, [progress.figure for progress in drawn if progress.figure]),
        alternative=page.words.say(
            _("Percentage of the target: {rows}."),
            rows=page.words.semicolons(f"{b.label} {b.value_label}" for b in bars),
        ),
    )
    return chart(
        page, RankingSpec(frame=frame, legend=legend_of(page, page.words.say(Labels.progress)), bars=bars), table
    )


def _is_hidden(progress: Progress) -> bool:
    """Whether a percentage is suppressed."""
    if progress.target_type not in BY_PERCENT or progress.ratio is None:
        return False
    return progress.ratio.percent is Absence.SUPPRESSED


def _percent_bar(page: PageContext, progress: Progress) -> Bar:
    percent = percent_of_target(progress)
    name = page.words.organization(progress.target.key.organization)
    period = page.words.period_name(progress.figure.key.period) if progress.figure else ""
    inferred = progress.target.basis is Basis.INFERRED
    return Bar(
        label=flagged(page.words.commas((name, period)), () if percent else _SUPPRESSED),
        value=float(percent.number) if percent else None,
        value_label=page.words.outcome(percent or Absence.SUPPRESSED, "%"),
        target=TargetMark(position=100.0, label=percent_text(Fraction(1), page.language), inferred=inferred),
    )


# --- by value

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
    key = shown[0].key
    frame = Frame(
        id=f"chart-{table}",
        headline=page.marked(_values_headline(page, shown, is_complete=not hidden)),
        unit=page.words.say(_("Unit: {unit}"), unit=page.words.unit_of(key.measure)),
        source=sources_line(page, shown),
        alternative=page.words.say(
            _("From the highest: {rows}."), rows=page.words.semicolons(row_text(page, bar) for bar in bars)
        ),
    )
    spec = RankingSpec(frame=frame, legend=legend_of(page, page.words.measure(key.measure)), bars=bars)
    if is_cut:
        label = page.words.say(_("All {count}, a tick for each"), count=page.words.count(len(shown)))
        spec = replace(spec, strip=tuple(ends_of(each.value)[0] or 0.0 for each in shown), strip_label=label)
    return chart(page, spec, table)


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
    lower, upper = ends_of(figure.value)
    progress = progress_of(page, figure)
    return Bar(
        label=flagged(page.words.organization(figure.key.organization), figure.flags),
        value=lower,
        upper=upper,
        interval=interval_of(figure),
        value_label=value_in_cell(page.words, figure),
        interval_label=interval_text(page.words, figure),
        target=target_mark(page, progress),
        is_emphasized=figure.key.organization == about,
        omitted=page.words.say(n_("… {count} more", "… {count} more"), count=omitted) if omitted > 0 else "",
    )
