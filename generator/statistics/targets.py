"""Target records → targets of one period each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.model.corpus import Corpus
from generator.model.periods import Period, between
from generator.model.records import Target
from generator.statistics.tables import Figure, Key, Series, TargetFigure, Unreleased


def target_figures(corpus: Corpus, figures: Iterable[Figure[Unreleased]]) -> tuple[TargetFigure[Unreleased], ...]:
    """One target figure for each target, and one for each year in which figures exist for a target of every year.

    A yearly target without any figure in its period stays one target figure, of every year of the whole period, so that
    it is not lost from sight. Targets come in the order of the records, their years in order of time.
    """
    yearly = {_about(target) for target in corpus.targets.values() if target.each is not None}
    known: dict[Series, list[Key]] = {series: [] for series in yearly}
    for figure in figures if known else ():
        if (series := figure.key.series) in known:
            known[series].append(figure.key)
    return tuple(
        _figure(target, period)
        for target in corpus.targets.values()
        for period in (_years(target, known[_about(target)]) if target.each else (target.period,))
    )


def _about(target: Target) -> Series:
    return Series(target.organization, target.measure, target.population)


def _years(target: Target, known: Iterable[Key]) -> tuple[Period, ...]:
    """The years of a yearly target of which something is known; without any, the whole period."""
    years = sorted({year for key in known for year in _years_of(key, target.period)})
    return tuple(between(date(year, 1, 1), date(year, 12, 31)) for year in years) or (target.period,)


def _years_of(key: Key, within: Period) -> Iterator[int]:
    """The years that a figure tells something of: its own; every year of its period where it holds for each of them."""
    period = key.period
    if not within.overlaps(period):
        return
    if key.each:
        yield from range(max(period.start, within.start).year, min(period.end, within.end).year + 1)
    elif period.start.year == period.end.year and within.contains(period):
        yield period.start.year


def _figure(target: Target, period: Period) -> TargetFigure[Unreleased]:
    yearly = target.each is not None
    unheld = yearly and period == target.period and period.start.year != period.end.year
    breakdown, category = (target.share.breakdown, target.share.category) if target.share else (None, None)
    return TargetFigure(
        id=target.id,
        key=Key(target.organization, target.measure, period, target.population, unheld, breakdown, category),
        value=target.value,
        share=target.share,
        basis=target.basis,
        claim=target.claim,
        decision=target.decision,
        source=target.source,
        superseded_by=target.superseded_by,
        place=target.place,
        note=target.note,
        years=target.period if yearly else None,
        unassessed=target.unassessed,
        acknowledged=tuple(target.acknowledged.items()),
    )
