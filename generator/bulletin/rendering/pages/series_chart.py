"""Charts of how a measure went: its figures by period, against its targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from itertools import groupby, pairwise

from bulletin.analysis.figures import Figure, Flag, Number, TargetFigure, has_number, is_suppressed
from bulletin.analysis.tables import group_by
from bulletin.analysis.target_paths import expected_at, numbers_of
from bulletin.localization.messages import Message, _
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period, PeriodType, calendar_year
from bulletin.model.records import TargetPath
from bulletin.model.values import Quantity
from bulletin.rendering.charts.specs import (
    Bar,
    MultiplesSpec,
    Panel,
    PeriodBars,
    PeriodLine,
    PeriodsSpec,
    Point,
    Scale,
)
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import (
    BARS,
    ChartBuilder,
    figure_bar,
    has_zero,
    legend_of,
    row_text,
    scale_of,
    target_mark,
    unit_line,
)
from bulletin.rendering.phrases.sentences import figure_headline
from bulletin.rendering.target_cells import no_figure_text, progress_for
from bulletin.rendering.views import Chart

PERIOD_TYPES = {
    PeriodType.YEAR: _("By year"),
    PeriodType.REPORTING_YEAR: _("By year that does not begin in January"),
    PeriodType.HALF: _("By half-year"),
    PeriodType.QUARTER: _("By quarter"),
    PeriodType.MONTH: _("By month"),
    PeriodType.INSTANT: _("On a day"),
    PeriodType.MONTHS: _("From the beginning of the year"),
    PeriodType.TERM: _("By term"),
    PeriodType.TERM_TO_DATE: _("From the beginning of the term"),
    PeriodType.INTERVAL: _("Other periods"),
}
"""How periods of a type are headed."""
_SEVERAL_YEARS = _("Over several years")
# Translators: {group} heads the bars of a chart, such as "By term"
_OWN_SCALE = _("{group} (on a scale of its own)")
POINTS = 60
"""Periods that a line can bear."""
_LINE = 5
"""Values that make a line; fewer are bars."""
_YEAR = 365.2425


def periods_chart(
    page: PageContext, figures: Sequence[Figure], table: str, *, with_organization: bool = False
) -> Chart | None:
    """A measure of one organization by period, against its targets; None without anything to draw.

    Periods of which the figure is suppressed have a row without a bar, or leave a gap in the line.

    :param with_organization: names the organization, which the page is not about.
    """
    drawn = [figure for figure in figures if has_number(figure)]
    if not page.charts or all(map(is_suppressed, drawn)):
        return None
    latest = max(drawn, key=lambda figure: figure.key.period.recency)
    groups = tuple(_period_groups(page, drawn))
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        figure_headline(page, latest, with_organization=with_organization),
        unit_line(page, page.words.unit_of(latest.key.measure), [g.scale for g in groups if isinstance(g, PeriodLine)]),
        " ".join(_alternative(page, group) for group in groups),
        drawn,
    )
    legend = legend_of(page, page.words.measure(latest.key.measure))
    return builder.build(PeriodsSpec(frame=frame, legend=legend, groups=groups))


def _alternative(page: PageContext, group: PeriodBars | PeriodLine) -> str:
    """Of bars all that they say; of a line where it begins, ends and turns, and the targets."""
    if isinstance(group, PeriodBars):
        return page.words.say(
            _("By period: {rows}."), rows=page.words.semicolons(row_text(page, bar) for bar in group.bars)
        )
    shown = [bar for bar in group.bars if bar.value is not None]
    parts = [(_("first {row}"), shown[0]), (_("last {row}"), shown[-1])]
    if not any(point.symbol for point in group.points):
        order = sorted(shown, key=lambda bar: bar.value or 0)
        parts += [(_("highest {row}"), order[-1]), (_("lowest {row}"), order[0])]
    said = [page.words.say(message, row=page.words.named(bar.label, bar.value_label)) for message, bar in parts]
    targets = [page.words.named(bar.label, bar.target.label) for bar in group.bars if bar.target and bar.value is None]
    return page.words.say(_("By period: {rows}."), rows=page.words.semicolons((*said, *targets)))


def _period_groups(page: PageContext, figures: Sequence[Figure]) -> Iterator[PeriodBars | PeriodLine]:
    """The figures by type of period. What several years bring is on a scale of its own, which dwarfs no single year."""
    ordered = sorted(figures, key=lambda figure: (_period_group(figure.key.period), figure.key.period))
    is_mixed = len({figure.key.period.is_long for figure in figures}) > 1
    series = figures[0].key.series
    awaited = group_by(_awaited(page, series), lambda target: _period_group(target.key.period))
    for group, found in groupby(ordered, key=lambda figure: _period_group(figure.key.period)):
        members, to_come = [*found], awaited.get(group, ())
        period = members[0].key.period
        is_apart = is_mixed and period.is_long
        label = page.words.say(_heading(period))
        if _is_line(members):
            yield _line(page, label, members[-POINTS:], to_come)
        else:
            yield PeriodBars(
                label=page.words.say(_OWN_SCALE, group=label) if is_apart else label,
                bars=(
                    *(_figure_bar(page, figure) for figure in members[-BARS:]),
                    *(_awaited_bar(page, target) for target in to_come),
                ),
                has_own_scale=is_apart,
            )


# --- lines


def _is_line(figures: Sequence[Figure]) -> bool:
    """Whether there are enough values, of periods one after the other."""
    periods = [figure.key.period for figure in figures]
    is_in_turn = all(before.end < period.start for before, period in pairwise(periods))
    is_named = all(period.term is None and period.type is not PeriodType.INTERVAL for period in periods)
    values = sum(not is_suppressed(figure) for figure in figures)
    return values >= _LINE and is_in_turn and is_named and not any(figure.key.annual for figure in figures)


def _line(page: PageContext, label: str, figures: Sequence[Figure], to_come: Sequence[TargetFigure]) -> PeriodLine:
    """Figures as a line over time, with the targets to come and the ways to them."""
    points = tuple(_points(page, figures, to_come))
    paths = tuple(_paths(page, figures))
    bars = [point.bar for point in points]
    return PeriodLine(label=label, points=points, scale=_scale(page, bars, paths), paths=paths)


def _points(page: PageContext, figures: Sequence[Figure], to_come: Sequence[TargetFigure] = ()) -> Iterator[Point]:
    """Figures and then targets to come, in their places in time."""
    shown: tuple[Number, ...] = (*figures, *to_come)
    bars = *(_figure_bar(page, each) for each in figures), *(_awaited_bar(page, each) for each in to_come)
    places = [_middle(each.key.period) for each in shown]
    usual = min((later - earlier for earlier, later in pairwise(places)), default=1.0)
    named: set[str] = set()
    for number, (each, bar, at) in enumerate(zip(shown, bars, places, strict=True)):
        period, flags = each.key.period, each.flags if isinstance(each, Figure) else ()
        tick = page.words.period(period if period.is_year else calendar_year(period.end.year))
        yield Point(
            bar=bar,
            at=at,
            tick="" if tick in named else tick,
            symbol=f"[{Flag.CONFIDENTIAL.value}]" if is_suppressed(each) else "",
            is_preliminary=not _NOT_FINAL.isdisjoint(flags),
            follows=number > 0 and at - places[number - 1] < _GAP * usual,
            starts_anew=Flag.BREAK in flags,
        )
        named.add(tick)


_NOT_FINAL = frozenset({Flag.PROVISIONAL, Flag.ESTIMATED})
_GAP = 1.5
"""Times the usual distance between two periods: from here on, one is missing between them."""


@lru_cache(maxsize=1_024)  # a bulletin has few periods, and each is that of many figures
def _middle(period: Period) -> float:
    """The middle of a period in years."""
    middle = period.start + timedelta(days=(period.days - 1) / 2)
    return middle.year + (middle.timetuple().tm_yday - 0.5) / _YEAR


def _scale(page: PageContext, bars: Iterable[Bar], paths: Iterable[Iterable[tuple[float, float]]]) -> Scale:
    """The axis that shows everything drawn."""
    ends = [end for bar in bars for end in (bar.value, bar.upper, *(bar.interval or ())) if end is not None]
    targets = [bar.target.position for bar in bars if bar.target]
    return scale_of(page, [*ends, *targets, *(value for path in paths for _, value in path)])


def _paths(page: PageContext, figures: Sequence[Figure]) -> Iterator[tuple[tuple[float, float], ...]]:
    """The ways from baselines to the targets of a series, as far as all numbers of them are known."""
    targets = page.tables.targets_by_series.get(figures[0].key.series, ())
    courses = {target.course: target for target in targets if target.baseline and _is_drawn(target, figures)}
    for target in courses.values():
        points = list(numbers_of(target))
        if not any(number is None for _, number in points):
            periods = [figure.key.period for figure in figures if figure.key.period not in dict(points)]
            yield tuple(_path_points(target, points, periods))


def _is_drawn(target: TargetFigure, figures: Sequence[Figure]) -> bool:
    group = _period_group(figures[0].key.period)
    is_alike = all(_period_group(point.period) == group for point in target.course)
    return not target.superseded_by and target.share is None and is_alike


def _path_points(
    target: TargetFigure, points: Sequence[tuple[Period, Fraction | None]], between: Sequence[Period]
) -> Iterator[tuple[float, float]]:
    """A way in time's order: straight, along the periods between its points where it is exponential, or in steps."""
    known = {period: number for period, number in points if number is not None}
    if target.path is TargetPath.EXPONENTIAL:
        expected = ((period, expected_at(target, period)) for period in between)
        known |= {period: number for period, number in expected if number is not None}
    before: Fraction | None = None
    for period, number in sorted(known.items()):
        if target.path is TargetPath.STEPS and before is not None:
            yield _middle(period), float(before)
        yield _middle(period), float(number)
        before = number


# --- bars and points


def _awaited(page: PageContext, series: SeriesKey) -> list[TargetFigure]:
    """What is still to be reached: targets and milestones without a figure of their own."""
    figures = filter(has_number, page.tables.by_series.get(series, ()))
    latest = max((figure.key.period.end for figure in figures), default=date.max)
    targets = (target for target in page.tables.targets_by_series.get(series, ()) if target.share is None)
    in_force = (target for target in targets if isinstance(target.value, Quantity) and not target.superseded_by)
    to_come = [target for target in in_force if target.key.period.start > latest]
    return sorted(to_come, key=lambda target: target.key.period)


def _awaited_bar(page: PageContext, target: TargetFigure) -> Bar:
    progress = progress_for(page, target)
    return Bar(
        label=page.words.period(target.key.period),
        value=None,
        value_label=no_figure_text(page, progress),
        target=target_mark(page, progress),
    )


@lru_cache(maxsize=1_024)
def _period_group(period: Period) -> tuple[int, int, bool]:
    """What periods must have in common to be compared; a term up to a day is among the terms."""
    period_type, months = period.comparable_type
    return list(PeriodType).index(PeriodType.TERM if period.term else period_type), months, period.is_long


def _heading(period: Period) -> Message:
    """How the periods of a group are headed, by one of them."""
    if period.term:
        return PERIOD_TYPES[PeriodType.TERM]
    return _SEVERAL_YEARS if period.is_long else PERIOD_TYPES[period.type]


def _figure_bar(page: PageContext, figure: Figure) -> Bar:
    return figure_bar(page, figure, _period_label(page, figure))


def _period_label(page: PageContext, figure: Figure) -> str:
    period = page.words.period(figure.key.period)
    return page.words.commas((period, page.words.say(Labels.every_year) if figure.key.annual else ""))


# --- several units


def multiples_chart(page: PageContext, series: Sequence[Sequence[Figure]], table: str) -> Chart | None:
    """How a measure went in several units, each in a panel of its own on one scale; None where none is a line.

    Units without a line are left out.

    :param series: the figures of each unit, of one measure and population.
    """
    lines = [line for figures in series if (line := _yearly(figures))]
    if not page.charts or len(lines) < _COMPARED or all(is_suppressed(figure) for line in lines for figure in line):
        return None
    panels = tuple(
        Panel(name=page.words.organization(figures[0].key.organization), points=tuple(_points(page, figures)))
        for figures in lines
    )
    periods = sorted({figure.key.period for figures in lines for figure in figures})
    measure = lines[0][0].key.measure
    scale = _scale(page, [bar for panel in panels for bar in panel.bars], ())
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        page.words.say(
            _("{measure} by unit, {first} to {last}"),
            measure=page.words.measure(measure),
            first=page.words.period(periods[0]),
            last=page.words.period(periods[-1]),
        ),
        page.words.say(_SAME_SCALE if has_zero(scale) else _SAME_SCALE_APART, unit=page.words.unit_of(measure)),
        " ".join(_panel_text(page, panel) for panel in panels),
        (figure for figures in lines for figure in figures),
    )
    spec = MultiplesSpec(
        frame=frame,
        panels=panels,
        scale=scale,
        first=_middle(periods[0]),
        last=_middle(periods[-1]),
        ends=(page.words.period(periods[0]), page.words.period(periods[-1])),
    )
    return builder.build(spec)


_SAME_SCALE = _("Unit: {unit}; all panels have the same scale")
_SAME_SCALE_APART = _("Unit: {unit}; all panels have the same scale, which does not begin at zero")
_COMPARED = 2
"""Units that make a comparison."""


def _yearly(figures: Sequence[Figure]) -> list[Figure]:
    """The years of a unit, if there are enough for a line, be they shown or suppressed."""
    years = sorted((figure for figure in figures if figure.key.period.is_year), key=lambda figure: figure.key.period)
    return years if len(years) >= _LINE and not any(figure.key.annual for figure in years) else []


def _panel_text(page: PageContext, panel: Panel) -> str:
    shown = [bar for bar in panel.bars if bar.value is not None] or panel.bars
    ends = page.words.commas(page.words.named(bar.label, bar.value_label) for bar in (shown[0], shown[-1]))
    return page.words.say(_("{unit} – {values}."), unit=panel.name, values=ends)
