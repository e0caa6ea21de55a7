"""Where a reorganization changed what a unit covers, so that its figures cannot be compared with those before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bulletin.analysis.figures import Figure, FigureOrigin, Flag, TargetFigure, sorted_flags
from bulletin.analysis.tables import group_by
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import PeriodType
from bulletin.model.records import Event
from bulletin.model.reorganizations import ReorganizationEvent
from bulletin.model.values import Quantity

Figures = tuple[Figure, ...]
Targets = tuple[TargetFigure, ...]
Numbered = tuple[tuple[int, Figure], ...]
"""Figures with their positions."""


def with_breaks(catalogue: Catalogue, figures: Figures) -> Figures:
    """The figures, with a break in each series of a unit that covers more or less since an event.

    Flagged are those whose period the event lies in, and the first figure of each period type that lies after the
    event, where the series has figures from before it. A break that a record states itself needs no other reason.
    """
    events = catalogue.history.changing
    if not events:
        return figures
    reasons = _reasons(events, figures)
    return tuple(
        _broken(figure, reasons[position]) if position in reasons else figure for position, figure in enumerate(figures)
    )


def with_scope_changed(catalogue: Catalogue, targets: Targets) -> Targets:
    """The targets, without a verdict on those of a unit that covers more or less since an event.

    That is so where the event lies within the target's period, and where the target was, or may have been, set before
    the event for a period after it.
    """
    events = catalogue.history.changing
    if not events:
        return targets
    return tuple(_unassessed(catalogue, target, events.get(target.key.organization, ())) for target in targets)


def _unassessed(catalogue: Catalogue, target: TargetFigure, events: Iterable[ReorganizationEvent]) -> TargetFigure:
    decision = catalogue.decisions[target.decision] if target.decision else None
    sources = (target.source, decision.source) if decision else (target.source,)
    known = min(catalogue.sources[source].published.start for source in sources)
    period = target.key.period
    found = tuple(
        reorganization
        for reorganization in events
        if not reorganization.event.follows(period)
        and (not reorganization.event.precedes(period) or known < reorganization.event.on.end)
    )
    return replace(target, is_assessed=False, reorganized=found) if found else target


def _reasons(
    events: Mapping[str, Sequence[ReorganizationEvent]], figures: Figures
) -> dict[int, dict[ReorganizationEvent, None]]:
    """Why figures are flagged, by their positions."""
    reasons: dict[int, dict[ReorganizationEvent, None]] = defaultdict(dict)
    for organization, series in _series(figures, events):
        for reorganization in events[organization]:
            for position in _touched(series, reorganization.event):
                reasons[position][reorganization] = None
    return reasons


def _series(figures: Figures, events: Iterable[str]) -> Iterator[tuple[str, Numbered]]:
    """The series of some organizations, each figure with its position."""
    touched = frozenset(events)
    numbered = (
        (position, figure)
        for position, figure in enumerate(figures)
        if figure.key.organization in touched and isinstance(figure.value, Quantity)
    )
    found = group_by(numbered, lambda numbered: numbered[1].key.series)
    return ((series.organization, figures) for series, figures in found.items())


def _touched(series: Numbered, event: Event) -> Iterator[int]:
    """The figures of a series that an event lies in, and the first ones after it."""
    has_earlier = series[0][1].key.period.start < event.on.start
    period_types: set[PeriodType] = set()
    for position, figure in series:
        period = figure.key.period
        if event.follows(period):
            continue
        if not event.precedes(period):
            yield position
        elif has_earlier and period.type not in period_types:
            period_types.add(period.type)
            yield position


def _broken(figure: Figure, reasons: Iterable[ReorganizationEvent]) -> Figure:
    if figure.origin is FigureOrigin.REPORTED and Flag.BREAK in figure.flags:
        return figure
    breaks = tuple(dict.fromkeys((*figure.breaks, *reasons)))
    return replace(figure, flags=sorted_flags((*figure.flags, Flag.BREAK)), breaks=breaks)
