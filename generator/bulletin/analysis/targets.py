"""Target records → targets of one period each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bulletin.analysis.tables import Figure, TargetFigure
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period, between
from bulletin.model.records import Target


def target_figures(corpus: Corpus, figures: Iterable[Figure]) -> tuple[TargetFigure, ...]:
    """One target figure for each target; for a target of every year one for each year that the records have reached.

    They have reached the year of their newest report, whatever it is about: a year before it without any figure is told
    as one without. A yearly target of years still to come stays one target figure, of every year of the whole period,
    so that it is not lost from sight. Targets come in the order of the records, their years in order of time.
    """
    newest = max((figure.reported for figure in figures), default=None)
    return tuple(
        _figure(target, period)
        for target in corpus.targets.values()
        for period in (_years(target, newest) if target.each else (target.period,))
    )


def _years(target: Target, newest: date | None) -> tuple[Period, ...]:
    """The years of a yearly target up to the newest report; the whole period where none of them has begun by then."""
    first, last = target.period.start.year, target.period.end.year
    years = range(first, min(last, newest.year) + 1) if newest is not None else ()
    return tuple(between(date(year, 1, 1), date(year, 12, 31)) for year in years) or (target.period,)


def _figure(target: Target, period: Period) -> TargetFigure:
    yearly = target.each is not None
    unheld = yearly and period == target.period and period.start.year != period.end.year
    breakdown, category = (target.share.breakdown, target.share.category) if target.share else (None, None)
    return TargetFigure(
        id=target.id,
        key=ObservationKey(target.organization, target.measure, period, target.population, unheld, breakdown, category),
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
        is_assessed=target.unassessed is None,
        unassessed=target.unassessed,
        acknowledged=tuple(target.acknowledged.items()),
    )
