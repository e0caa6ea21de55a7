"""The equations over time: every period is the sum of the spans between the days on which any period begins or ends."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from bulletin.disclosure.linked_tables import Rational
from bulletin.model.records import Rule
from bulletin.publishing.attack.published_tables import CellKey, PublishedFigure, PublishedTables
from bulletin.publishing.attack.relations import Form, Relation, RelationKind, total
from bulletin.publishing.attack.unknowns import Unknowns

_DAY = timedelta(days=1)
_Series = tuple[str, str, str, str | None, str | None]


class Times:
    """The equations over time of all versions together."""

    def __init__(self, unknowns: Unknowns) -> None:
        self._unknowns = unknowns

    def equate(self) -> None:
        """Write them for every series of which something is hidden."""
        hidden = {_series(cell.key) for cell in self._unknowns.hidden()}
        epochs: dict[_Series, list[dict[tuple[date, date], tuple[Form, str]]]] = {}
        for version in self._unknowns.versions:
            found: dict[_Series, dict[tuple[date, date], tuple[Form, str]]] = {}
            for key, figure in version.figures.items():
                if _series(key) in hidden and self._may_add(version, figure):
                    form = self._unknowns.form(version, key)
                    if form is not None:
                        found.setdefault(_series(key), {})[key.start, key.end] = form, version.version
            for series, periods in found.items():
                _merge(epochs.setdefault(series, []), periods)
        for series, of_series in epochs.items():
            for periods in of_series:
                self._of_periods(series, periods)

    def _may_add(self, version: PublishedTables, figure: PublishedFigure) -> bool:
        measure = version.measures[figure.key.measure]
        return measure.over_time is Rule.SUM and not figure.key.each and not figure.is_partial

    def _of_periods(self, series: _Series, periods: dict[tuple[date, date], tuple[Form, str]]) -> None:
        """Every period is the sum of its spans; a span that is a period itself needs no unknown."""
        days = sorted({day for start, end in periods for day in (start, end + _DAY)})
        spans = [(start, end - _DAY) for start, end in pairwise(days)]
        measure = self._unknowns.versions[-1].measures.get(series[1])
        least: Rational | None = None if measure is None or measure.can_be_negative else 0
        used = {span for start, end in periods for span in spans if start <= span[0] and span[1] <= end}
        is_whole, system = self._unknowns.is_counted(series[1]), self._unknowns.system
        forms = {
            span: periods[span][0] if span in periods else system.unknown(least, is_whole=is_whole)
            for span in spans
            if span in used
        }
        organization, name, population, breakdown, category = series
        for (start, end), (form, version) in periods.items():
            inside = [span for span in spans if start <= span[0] and span[1] <= end]
            if len(inside) > 1:
                key = CellKey(organization, name, population, start, end, breakdown=breakdown, category=category)
                parts = tuple(key._replace(start=first, end=last) for first, last in inside)
                relation = Relation(RelationKind.TIME, version, key, parts)
                self._unknowns.system.equate(form, total(forms[span] for span in inside), relation)


def _series(key: CellKey) -> _Series:
    return key.organization, key.measure, key.population, key.breakdown, key.category


def _merge(
    epochs: list[dict[tuple[date, date], tuple[Form, str]]], periods: dict[tuple[date, date], tuple[Form, str]]
) -> None:
    """Add the periods of a version to those of earlier ones, as long as none of them was revised."""
    latest = epochs[-1] if epochs else None
    if latest is None or any(span in latest and latest[span][0] != form for span, (form, _) in periods.items()):
        epochs.append(dict(periods))
    else:
        latest.update(periods)
