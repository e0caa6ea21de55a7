"""Observations → the current figure of every key, with what was reported before and revised by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bulletin.analysis.tables import FINALITY, Figure, Flag, Origin, sorted_flags
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.places import Place
from bulletin.model.records import Observation, Status
from bulletin.model.values import Absence, Value

_OF_STATUS = {Status.ESTIMATED: Flag.ESTIMATED, Status.PRELIMINARY: Flag.PROVISIONAL}
_OF_ABSENCE = {
    Absence.SUPPRESSED: Flag.CONFIDENTIAL,
    Absence.NOT_AVAILABLE: Flag.NOT_AVAILABLE,
    Absence.NOT_YET_REPORTED: Flag.NOT_AVAILABLE,
    Absence.NOT_APPLICABLE: Flag.NOT_APPLICABLE,
}


def flags_of(value: Value, status: Status, *, broken: bool = False) -> tuple[Flag, ...]:
    """What a reader must know of a stated value; an absence is flagged by its reason alone."""
    if isinstance(value, Absence):
        return (_OF_ABSENCE[value],)
    status_flags = (_OF_STATUS[status],) if status in _OF_STATUS else ()
    return (*status_flags, Flag.BREAK) if broken else status_flags


def reported_figures(corpus: Corpus) -> Iterator[Figure]:
    """The current figure of every key that an observation states, in no particular order.

    Each category of a breakdown is a figure of its own. Of several reports of one key the latest is current; the others
    stand in its ``earlier``, and it is flagged as revised where one of them said something else. Reports of one day
    that agree are one figure with the sources of all. The order of the observations does not matter.
    """
    by_key: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in _reports(corpus):
        organization, measure, period, *others = figure.key
        by_key[(organization, measure, period.text, *others)].append(figure)
    for reports in by_key.values():
        yield reports[0] if len(reports) == 1 else _lineage(reports)


def _reports(corpus: Corpus) -> Iterator[Figure]:
    """One figure for every value that an observation states; its note and reasons stand with the whole only."""
    for record in corpus.observations:
        stated = _Stated(record, corpus.reported(record))
        yield stated.figure(None, None, record.value)
        for breakdown, categories in record.by.items():
            for category, value in categories.items():
                yield stated.figure(breakdown, category, value)


class _Stated:
    """What the values of one observation have in common."""

    def __init__(self, record: Observation, reported: date) -> None:
        self._record = record
        self._reported = reported
        self._place = record.place
        self._about = (record.organization, record.measure, record.period, record.population, record.each is not None)
        self._sources = (record.source,)

    def figure(self, breakdown: str | None, category: str | None, value: Value) -> Figure:
        """The figure of one value."""
        record = self._record
        return Figure(
            key=ObservationKey(*self._about, breakdown, category),
            value=value,
            status=record.status,
            flags=flags_of(value, record.status, broken=record.break_in_series is not None),
            origin=Origin.REPORTED,
            reported=self._reported,
            sources=self._sources,
            place=self._place,
            note=record.note if breakdown is None else None,
            breaks=() if record.break_in_series is None or isinstance(value, Absence) else (record.break_in_series,),
            acknowledged=tuple(record.acknowledged.items()) if breakdown is None else (),
        )


def _age(figure: Figure) -> tuple[date, int, Place, tuple[str, ...]]:
    """Sorts the oldest report first; of one day, the least final first."""
    return figure.reported, FINALITY[figure.status], figure.place, figure.sources


def _lineage(reports: list[Figure]) -> Figure:
    """The latest of several reports of one key, with the others behind it."""
    stated: dict[tuple[date, Value], Figure] = {}
    for figure in sorted(reports, key=_age):
        said = (figure.reported, figure.value)
        stated[said] = _merged(stated[said], figure) if said in stated else figure
    line: list[Figure] = []
    for figure in stated.values():
        revises = any(before.value != figure.value for before in line)
        line.append(replace(figure, flags=sorted_flags((*figure.flags, Flag.REVISED))) if revises else figure)
    return replace(line[-1], earlier=tuple(line[:-1]))


def _merged(first: Figure, second: Figure) -> Figure:
    """Two reports of one day that agree; ``second`` is at least as final as ``first``."""
    broken = Flag.BREAK in (*first.flags, *second.flags)
    return replace(
        second,
        flags=flags_of(second.value, second.status, broken=broken),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        place=first.place,
        note=first.note or second.note,
        breaks=tuple(dict.fromkeys((*first.breaks, *second.breaks))),
        acknowledged=tuple({**dict(second.acknowledged), **dict(first.acknowledged)}.items()),
    )
