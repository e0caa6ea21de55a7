"""Charts of what the tables beside them say."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bulletin.analysis import Addition, Amount, Composition, Progress
from bulletin.analysis.tables import Figure
from bulletin.model.periods import Period, Shape
from bulletin.model.records import Basis
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.rendering.charts import (
    Bar,
    CompositionSpec,
    Frame,
    Legend,
    PeriodGroup,
    PeriodsSpec,
    RankingSpec,
    Target,
)
from bulletin.rendering.pages.compositions import addition_remarks, composition_title, share_target
from bulletin.rendering.pages.front_tables import Placed
from bulletin.rendering.scope import Scope
from bulletin.rendering.sentences import composition_headline, figure_headline, leader_sentence
from bulletin.rendering.target_cells import percent_of_target, progress_of
from bulletin.rendering.text.messages import SHAPES, Labels, Phrases
from bulletin.rendering.views import Chart

BARS = 20
"""Bars of a ranking, and periods of a shape, that a chart can bear."""


def ranking_chart(scope: Scope, placed: Sequence[Placed], table: str) -> Chart | None:
    """How far organizations have come, in percent of their targets; None where there is nothing to compare."""
    known = [one.progress for one in placed if percent_of_target(one.progress) is not None][:BARS]
    if not scope.charts or not known:
        return None
    measure = scope.lowered(scope.measure(scope.main_measure))
    compared = [one.progress for one in placed if one.place is not None]
    bars = tuple(_percent_bar(scope, progress) for progress in known)
    frame = Frame(
        id=f"chart-{table}",
        headline=leader_sentence(scope, compared[0]) if compared else scope.say(Phrases.ranking_by, measure=measure),
        unit=scope.say(Phrases.unit, unit=scope.say(Labels.percent_of_target)),
        source=_sources(scope, [progress.figure for progress in known if progress.figure]),
        alternative=scope.say(Phrases.ranking_alternative, rows="; ".join(f"{b.label} {b.value_label}" for b in bars)),
    )
    return Chart(RankingSpec(frame=frame, legend=_legend(scope, scope.say(Labels.progress)), bars=bars), table)


def _percent_bar(scope: Scope, progress: Progress) -> Bar:
    percent = percent_of_target(progress)
    name = scope.organization(progress.target.key.organization)
    period = scope.period_name(progress.figure.key.period) if progress.figure else ""
    inferred = progress.target.basis is Basis.INFERRED
    return Bar(
        label=f"{name}, {period}",
        value=float(percent.number) if percent else None,
        value_label=scope.outcome(percent, "%"),
        target=Target(position=100.0, label="100%", inferred=inferred),
    )


def periods_chart(scope: Scope, figures: Sequence[Figure], table: str) -> Chart | None:
    """A measure of one organization by period, against its targets; None without anything to draw."""
    drawn = [figure for figure in figures if isinstance(figure.value, Quantity)]
    if not scope.charts or not drawn:
        return None
    latest = max(drawn, key=lambda figure: (figure.key.period.end, figure.key.period.days))
    ordered = sorted(drawn, key=lambda figure: (_shape(figure.key.period), figure.key.period))
    groups = tuple(
        PeriodGroup(label=scope.say(SHAPES[shape]), bars=tuple(_figure_bar(scope, one) for one in [*group][-BARS:]))
        for (_, shape, _), group in groupby(ordered, key=lambda figure: _shape(figure.key.period))
    )
    frame = Frame(
        id=f"chart-{table}",
        headline=figure_headline(scope, latest),
        unit=scope.say(Phrases.unit, unit=scope.unit(latest.key.measure)),
        source=_sources(scope, drawn),
        alternative=scope.say(
            Phrases.periods_alternative,
            rows="; ".join(_row_text(bar) for group in groups for bar in group.bars),
        ),
    )
    legend = _legend(scope, scope.measure(latest.key.measure))
    return Chart(PeriodsSpec(frame=frame, legend=legend, groups=groups), table)


def _shape(period: Period) -> tuple[int, Shape, int]:
    """What periods must have in common to be compared: their shape and their length."""
    shape = Shape.TERM if period.term else period.shape
    months = period.end.month if shape is Shape.MONTHS else 0
    return list(Shape).index(shape), shape, months


def _figure_bar(scope: Scope, figure: Figure) -> Bar:
    progress = progress_of(scope, figure)
    percent = percent_of_target(progress)
    lower, upper = _ends(figure.value)
    return Bar(
        label=" ".join([_period_label(scope, figure), *(f"[{flag.value}]" for flag in figure.flags)]),
        value=lower,
        upper=upper,
        value_label=scope.value(figure.value, figure.key.measure),
        target=_target(scope, progress),
        percent_label=scope.outcome(percent, "%") if percent else "",
    )


def _period_label(scope: Scope, figure: Figure) -> str:
    period = scope.period(figure.key.period)
    return f"{period}, {scope.say(Labels.every_year)}" if figure.key.each else period


def _target(scope: Scope, progress: Progress | None) -> Target | None:
    if progress is None or not isinstance(progress.target.value, Quantity):
        return None
    value = progress.target.value
    label = scope.say(Phrases.target_of, value=scope.value(value, progress.target.key.measure))
    return Target(
        position=float(value.upper or value.number), label=label, inferred=progress.target.basis is Basis.INFERRED
    )


def composition_chart(scope: Scope, split: Composition, table: str) -> Chart | None:
    """The parts of a figure and their shares; None where they are none of a whole, or it is nothing or not exact.

    Parts that overlap, such as those that lie within each other, are never laid end to end: each stands by itself below
    the whole.
    """
    whole = split.whole.value
    if not scope.charts or split.addition is Addition.SEPARATE:
        return None
    if not isinstance(whole, Quantity) or not whole.is_exact or whole.number <= 0:
        return None
    parts = tuple(_part_bar(scope, split, position) for position in range(len(split.parts)))
    total = Bar(
        label=scope.say(Labels.whole),
        value=float(whole.number),
        value_label=scope.value(whole, split.whole.key.measure),
    )
    frame = _composition_frame(scope, split, f"chart-{table}", total, parts)
    legend = _legend(scope, scope.measure(split.whole.key.measure))
    if split.addition is Addition.OVERLAPPING:
        return Chart(RankingSpec(frame=frame, legend=legend, bars=(total, *parts)), table)
    excess = addition_remarks(scope, split)[:1] if split.addition is Addition.MORE else ()
    spec = CompositionSpec(
        frame=frame,
        legend=legend,
        whole=float(whole.number),
        whole_label=scope.say(Phrases.total_of, value=total.value_label),
        parts=parts,
        remainder=_remainder(scope, split),
        excess_label="".join(excess),
    )
    return Chart(spec, table)


def _composition_frame(scope: Scope, split: Composition, name: str, total: Bar, parts: Sequence[Bar]) -> Frame:
    return Frame(
        id=name,
        headline=composition_headline(scope, split),
        unit=scope.say(Phrases.unit, unit=scope.unit(split.whole.key.measure)),
        source=_sources(scope, [split.whole]),
        alternative=scope.say(
            Phrases.composition_alternative,
            title=composition_title(scope, split),
            rows="; ".join(_row_text(part) for part in parts),
            whole=total.value_label,
        ),
    )


def _part_bar(scope: Scope, split: Composition, position: int) -> Bar:
    part = split.parts[position]
    lower, upper = _ends(part.figure.value)
    percent = part.share.percent if part.share is not None else None
    return Bar(
        label=scope.category(split.breakdown, part.category),
        value=lower,
        upper=upper,
        value_label=scope.value(part.figure.value, part.figure.key.measure),
        target=_share_target(scope, split, position),
        percent_label=scope.outcome(percent, "%") if isinstance(percent, Amount) else "",
    )


def _share_target(scope: Scope, split: Composition, position: int) -> Target | None:
    progress = share_target(split.parts[position])
    if (
        progress is None
        or not isinstance(progress.target.value, Quantity)
        or not isinstance(split.whole.value, Quantity)
    ):
        return None
    value = progress.target.value
    return Target(
        position=float(value.number * split.whole.value.number / 100),
        label=scope.say(Phrases.target_of, value=scope.percentage(value)),
        inferred=progress.target.basis is Basis.INFERRED,
    )


def _remainder(scope: Scope, split: Composition) -> Bar | None:
    if split.addition is not Addition.LESS or not isinstance(split.remainder, Amount):
        return None
    number = split.remainder
    return Bar(label=scope.say(Labels.remainder), value=float(number.number), value_label=scope.outcome(number))


def _row_text(bar: Bar) -> str:
    percent = f" ({bar.percent_label})" if bar.percent_label else ""
    target = f", {bar.target.label}" if bar.target else ""
    return f"{bar.label}: {bar.value_label}{percent}{target}"


def _ends(value: Value) -> tuple[float | None, float | None]:
    """Where a bar ends for sure, and where it may end at most."""
    if isinstance(value, Absence):
        return None, None
    number = float(value.number)
    if value.qualifier in (Qualifier.UNDER, Qualifier.AT_MOST):
        return 0.0, number
    return number, float(value.upper) if value.upper is not None else None


def _legend(scope: Scope, value: str) -> Legend:
    return Legend(value=value, target=scope.say(Labels.target), inferred=scope.say(Labels.inferred_target))


def _sources(scope: Scope, figures: Sequence[Figure]) -> str:
    sources = dict.fromkeys(source for figure in figures for source in figure.sources)
    return scope.say(Phrases.source, sources="; ".join(scope.to_source_in_full(source).text for source in sources))
