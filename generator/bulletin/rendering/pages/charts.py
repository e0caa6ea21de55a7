"""Charts of what the tables beside them say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby

from bulletin.analysis.composition import Addition, Composition
from bulletin.analysis.progress import Progress
from bulletin.analysis.tables import Figure, Flag, TargetFigure, group_by, has_number, is_suppressed
from bulletin.localization.messages import Message, _
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period, PeriodType
from bulletin.model.records import Basis
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.rendering.charts.specs import (
    Bar,
    CompositionSpec,
    Frame,
    Legend,
    PeriodGroup,
    PeriodsSpec,
    RankingSpec,
    TargetMark,
)
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.compositions import addition_remarks, composition_title, share_target
from bulletin.rendering.phrases.figures import interval_text, value_in_cell
from bulletin.rendering.phrases.sentences import composition_headline, figure_headline, leader_sentence
from bulletin.rendering.target_cells import BY_PERCENT, no_figure_text, percent_of_target, progress_for, progress_of
from bulletin.rendering.text import AS_STATED, percent_text
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


_SUPPRESSED = (Flag.CONFIDENTIAL,)
BARS = 20
"""Bars of a ranking, and periods of a type, that a chart can bear."""


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
        source=_sources(page, [progress.figure for progress in drawn if progress.figure]),
        alternative=page.words.say(
            _("Percentage of the target: {rows}."),
            rows=page.words.semicolons(f"{b.label} {b.value_label}" for b in bars),
        ),
    )
    return Chart(RankingSpec(frame=frame, legend=_legend(page, page.words.say(Labels.progress)), bars=bars), table)


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
        label=_flagged(page.words.commas((name, period)), () if percent else _SUPPRESSED),
        value=float(percent.number) if percent else None,
        value_label=page.words.outcome(percent or Absence.SUPPRESSED, "%"),
        target=TargetMark(position=100.0, label=percent_text(Fraction(1), page.language), inferred=inferred),
    )


def periods_chart(page: PageContext, figures: Sequence[Figure], table: str) -> Chart | None:
    """A measure of one organization by period, against its targets; None without anything to draw.

    Periods of which the figure is suppressed have a row without a bar.
    """
    drawn = [figure for figure in figures if has_number(figure)]
    if not page.charts or all(map(is_suppressed, drawn)):
        return None
    latest = max(drawn, key=lambda figure: figure.key.period.recency)
    groups = tuple(_period_groups(page, drawn))
    frame = Frame(
        id=f"chart-{table}",
        headline=page.marked(figure_headline(page, latest)),
        unit=page.words.say(_("Unit: {unit}"), unit=page.words.unit_of(latest.key.measure)),
        source=_sources(page, drawn),
        alternative=page.words.say(
            _("By period: {rows}."),
            rows=page.words.semicolons(_row_text(page, bar) for group in groups for bar in group.bars),
        ),
    )
    legend = _legend(page, page.words.measure(latest.key.measure))
    return Chart(PeriodsSpec(frame=frame, legend=legend, groups=groups), table)


def _period_groups(page: PageContext, figures: Sequence[Figure]) -> Iterator[PeriodGroup]:
    """The bars by type of period. What several years bring is on a scale of its own, which dwarfs no single year."""
    ordered = sorted(figures, key=lambda figure: (_period_group(figure.key.period), figure.key.period))
    is_mixed = len({figure.key.period.is_long for figure in figures}) > 1
    awaited = group_by(_awaited(page, figures[0].key.series), lambda target: _period_group(target.key.period))
    for group, members in groupby(ordered, key=lambda figure: _period_group(figure.key.period)):
        latest = [*members][-BARS:]
        period = latest[0].key.period
        is_apart = is_mixed and period.is_long
        label = page.words.say(_heading(period))
        yield PeriodGroup(
            label=page.words.say(_OWN_SCALE, group=label) if is_apart else label,
            bars=(
                *(_figure_bar(page, figure) for figure in latest),
                *(_awaited_bar(page, target) for target in awaited.get(group, ())),
            ),
            has_own_scale=is_apart,
        )


def _awaited(page: PageContext, series: SeriesKey) -> list[TargetFigure]:
    """What is still to be reached on the ways from baselines: targets and milestones without a figure of their own."""
    figures = filter(has_number, page.tables.by_series.get(series, ()))
    latest = max((figure.key.period.end for figure in figures), default=date.max)
    targets = (target for target in page.tables.targets_by_series.get(series, ()) if target.course)
    to_come = [target for target in targets if not target.superseded_by and target.key.period.start > latest]
    return sorted(to_come, key=lambda target: target.key.period)


def _awaited_bar(page: PageContext, target: TargetFigure) -> Bar:
    progress = progress_for(page, target)
    return Bar(
        label=page.words.period(target.key.period),
        value=None,
        value_label=no_figure_text(page, progress),
        target=_target(page, progress),
    )


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
    progress = progress_of(page, figure)
    percent = percent_of_target(progress)
    lower, upper = _ends(figure.value)
    return Bar(
        label=_flagged(_period_label(page, figure), figure.flags),
        value=lower,
        upper=upper,
        interval=_interval(figure),
        value_label=value_in_cell(page.words, figure),
        interval_label=interval_text(page.words, figure),
        target=_target(page, progress),
        percent_label=page.words.outcome(percent, "%") if percent else "",
    )


def _flagged(name: str, flags: Iterable[Flag]) -> str:
    return " ".join([name, *(f"[{flag.value}]" for flag in flags)])


def _period_label(page: PageContext, figure: Figure) -> str:
    period = page.words.period(figure.key.period)
    return page.words.commas((period, page.words.say(Labels.every_year) if figure.key.annual else ""))


def _target(page: PageContext, progress: Progress | None) -> TargetMark | None:
    if progress is None or not isinstance(progress.target.value, Quantity):
        return None
    value = progress.target.value
    label = page.words.say(
        _("the target of {value}"),
        value=page.words.value(
            value, progress.target.key.measure, decimals=AS_STATED if progress.target.is_stated else None
        ),
    )
    return TargetMark(
        position=float(value.upper or value.number), label=label, inferred=progress.target.basis is Basis.INFERRED
    )


def composition_chart(page: PageContext, split: Composition, table: str) -> Chart | None:
    """The parts of a figure and their shares; None where they are none of a whole, or it is nothing or not exact.

    Parts that overlap, such as those that lie within each other, and parts that balance each other are never laid end
    to end: each is by itself below the whole.
    """
    whole = split.whole.value
    if not page.charts or split.addition is Addition.SEPARATE:
        return None
    if not isinstance(whole, Quantity) or not whole.is_exact or whole.number <= 0:
        return None
    parts = tuple(_part_bar(page, split, position) for position in range(len(split.parts)))
    total = Bar(
        label=page.words.say(Labels.whole),
        value=float(whole.number),
        value_label=value_in_cell(page.words, split.whole),
    )
    frame = _composition_frame(page, split, f"chart-{table}", total, parts)
    legend = _legend(page, page.words.measure(split.whole.key.measure))
    if split.addition is Addition.OVERLAPPING or any(part.share is None for part in split.parts):
        return Chart(RankingSpec(frame=frame, legend=legend, bars=(total, *parts)), table)
    excess = addition_remarks(page, split)[:1] if split.addition is Addition.MORE else ()
    spec = CompositionSpec(
        frame=frame,
        legend=legend,
        whole=float(whole.number),
        whole_label=page.words.say(_("Total: {value}"), value=total.value_label),
        parts=parts,
        remainder=_remainder(page, split),
        excess_label="".join(excess),
    )
    return Chart(spec, table)


def _composition_frame(page: PageContext, split: Composition, name: str, total: Bar, parts: Sequence[Bar]) -> Frame:
    return Frame(
        id=name,
        headline=page.marked(composition_headline(page, split)),
        unit=page.words.say(_("Unit: {unit}"), unit=page.words.unit_of(split.whole.key.measure)),
        source=_sources(page, [split.whole]),
        alternative=page.words.say(
            _("{title}: {rows}. Total {whole}."),
            title=composition_title(page, split.whole.key, split.breakdown),
            rows=page.words.semicolons(_row_text(page, part) for part in parts),
            whole=total.value_label,
        ),
    )


def _part_bar(page: PageContext, split: Composition, position: int) -> Bar:
    part = split.parts[position]
    lower, upper = _ends(part.figure.value)
    percent = part.share.percent if part.share is not None else None
    return Bar(
        label=page.words.category(split.breakdown, part.category),
        value=lower,
        upper=upper,
        value_label=value_in_cell(page.words, part.figure),
        target=_share_target(page, split, position),
        percent_label=page.words.outcome(percent, "%") if isinstance(percent, Quantity) else "",
    )


def _share_target(page: PageContext, split: Composition, position: int) -> TargetMark | None:
    progress = share_target(split.parts[position])
    if (
        progress is None
        or not isinstance(progress.target.value, Quantity)
        or not isinstance(split.whole.value, Quantity)
    ):
        return None
    value = progress.target.value
    return TargetMark(
        position=float(value.decimal * split.whole.value.decimal / 100),
        label=page.words.say(_("the target of {value}"), value=page.words.percentage(value)),
        inferred=progress.target.basis is Basis.INFERRED,
    )


def _remainder(page: PageContext, split: Composition) -> Bar | None:
    if split.addition is not Addition.LESS or not isinstance(split.remainder, Quantity):
        return None
    number = split.remainder
    return Bar(
        label=page.words.say(_("Not stated")),
        value=float(number.number),
        value_label=page.words.number(number, split.whole.key.measure),
    )


def _row_text(page: PageContext, bar: Bar) -> str:
    remarks = "".join(f" ({remark})" for remark in (bar.interval_label, bar.percent_label) if remark)
    target = bar.target.label if bar.target else ""
    return page.words.commas((page.words.named(bar.label, f"{bar.value_label}{remarks}"), target))


def _interval(figure: Figure) -> tuple[float, float] | None:
    return None if figure.interval is None else (float(figure.interval.lower), float(figure.interval.upper))


def _ends(value: Value) -> tuple[float | None, float | None]:
    """Where a bar ends for sure, and where it may end at most."""
    if isinstance(value, Absence):
        return None, None
    number = float(value.number)
    if value.qualifier in (Qualifier.UNDER, Qualifier.AT_MOST) and number > 0:
        return 0.0, number
    return number, float(value.upper) if value.upper is not None else None


def _legend(page: PageContext, value: str) -> Legend:
    return Legend(
        value=value,
        target=page.words.say(_("Target")),
        inferred=page.words.say(_("Inferred target")),
        interval=page.words.say(_("Interval of the estimate")),
    )


def _sources(page: PageContext, figures: Sequence[Figure]) -> str:
    sources = dict.fromkeys(source for figure in figures for source in figure.sources)
    return page.words.say(
        _("Source: {sources}"),
        sources=page.words.semicolons(page.links.to_source_in_full(source).text for source in sources),
    )
