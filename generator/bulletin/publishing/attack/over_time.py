"""The equations over time: every period is the sum of the spans between the days on which any period begins or ends."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

from bulletin.disclosure.linked_tables import Rational
from bulletin.model.records import Rule
from bulletin.publishing.attack.published_tables import Aspect, CellKey, PublishedFigure, PublishedTables
from bulletin.publishing.attack.relations import Form, Relation, RelationKind, total
from bulletin.publishing.attack.unknowns import Unknowns

_DAY = timedelta(days=1)
_Periods = dict[tuple[date, date], tuple[Form, str]]
"""By their first and last days, what the figure of each is, and the version that has it."""


def equate_periods(unknowns: Unknowns) -> None:
    """Write the equations over time of all versions together, for every series of which something is hidden."""
    hidden = {_series(cell.key) for cell in unknowns.hidden()}
    epochs: defaultdict[CellKey, list[_Periods]] = defaultdict(list)
    for version in unknowns.versions:
        found: defaultdict[CellKey, _Periods] = defaultdict(dict)
        for key, figure in version.figures.items():
            if _series(key) in hidden and _may_add(version, figure):
                form = unknowns.form(version, key)
                if form is not None:
                    found[_series(key)][key.start, key.end] = form, version.version
        for series, periods in found.items():
            _merge(epochs[series], periods)
    for series, of_series in epochs.items():
        for periods in of_series:
            _equate(unknowns, series, periods)


def _may_add(version: PublishedTables, figure: PublishedFigure) -> bool:
    measure = version.measures[figure.key.measure]
    return measure.over_time is Rule.SUM and not figure.key.each and not figure.is_partial


def _equate(unknowns: Unknowns, series: CellKey, periods: _Periods) -> None:
    """Every period is the sum of its spans; a span that is a period itself needs no unknown."""
    days = sorted({day for start, end in periods for day in (start, end + _DAY)})
    spans = [(start, end - _DAY) for start, end in pairwise(days)]
    inside = {(start, end): [s for s in spans if start <= s[0] and s[1] <= end] for start, end in periods}
    used = {span for within in inside.values() for span in within}
    measure = unknowns.versions[-1].measures.get(series.measure)
    least: Rational | None = None if measure is None or measure.can_be_negative else 0
    is_whole, system = unknowns.is_counted(series.measure), unknowns.system
    forms = {
        span: periods[span][0] if span in periods else system.unknown(least, is_whole=is_whole)
        for span in spans
        if span in used
    }
    for span, (form, version) in periods.items():
        if len(inside[span]) > 1:
            key, *parts = (series._replace(start=start, end=end) for start, end in (span, *inside[span]))
            relation = Relation(RelationKind.TIME, version, key, tuple(parts))
            system.equate(form, total(forms[each] for each in inside[span]), relation)


def _series(key: CellKey) -> CellKey:
    """The key of all periods of a figure together."""
    return key._replace(start=date.min, end=date.max, each=False, aspect=Aspect.VALUE)


def _merge(epochs: list[_Periods], periods: _Periods) -> None:
    """Add the periods of a version to those of earlier ones, as long as none of them was revised."""
    latest = epochs[-1] if epochs else None
    if latest is None or any(span in latest and latest[span][0] != form for span, (form, _) in periods.items()):
        epochs.append(dict(periods))
    else:
        latest.update(periods)
