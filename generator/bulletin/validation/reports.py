"""Reports of figures: when they were made, and whether they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from bulletin.model.records import Observation, Source, Status
from bulletin.model.values import Value
from bulletin.problems import kinds
from bulletin.reading.documents import Path
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.bounds import shown
from bulletin.validation.check import check


class Key(NamedTuple):
    """What an observation is about."""

    organization: str
    measure: str
    period: str
    each: bool
    population: str


def key_of(observation: Observation) -> Key:
    """What an observation is about; periods go by their canonical notation."""
    return Key(
        observation.organization,
        observation.measure,
        observation.period.text,
        observation.each is not None,
        observation.population,
    )


def values_of(observation: Observation) -> Iterator[tuple[Path, Value]]:
    """Its value and those of its categories, each with its place in the record."""
    yield ("value",), observation.value
    for breakdown, categories in observation.by.items():
        for category, value in categories.items():
            yield ("by", breakdown, category), value


def reported(observation: Observation, sources: Mapping[str, Source]) -> date | None:
    """The day by which it was reported; None where its source is not known."""
    if observation.reported is not None:
        return observation.reported.end
    source = sources.get(observation.source)
    return source.published.end if source else None


@check(kinds.REPORTED_BEFORE_END)
def early_reports(store: RecordStore) -> Iterator[Finding]:
    """A figure is reported once its period is over, unless it is an estimate."""
    sources = store.by_id(Source)
    for stored in store.of(Observation):
        day, period = reported(stored.record, sources), stored.record.period
        if day is not None and day < period.end and stored.record.status is not Status.ESTIMATED:
            yield stored.find(kinds.REPORTED_BEFORE_END, ("period",), {"day": day, "period": period})


@check(kinds.FIGURES_CONTRADICT)
def contradictions(store: RecordStore) -> Iterator[Finding]:
    """Of one figure, one value is reported a day; a later report revises an earlier one."""
    sources = store.by_id(Source)
    reports: defaultdict[tuple[Key, date | None], list[StoredRecord[Observation]]] = defaultdict(list)
    for stored in store.of(Observation):
        reports[key_of(stored.record), reported(stored.record, sources)].append(stored)
    for (_, day), same in reports.items():
        if len(same) > 1:
            yield from _disagreements(same, day)


def _disagreements(reports: list[StoredRecord[Observation]], day: date | None) -> Iterator[Finding]:
    stated: dict[Path, tuple[Value, StoredRecord[Observation]]] = {}
    for stored in reports:
        for path, value in values_of(stored.record):
            said, other = stated.setdefault(path, (value, stored))
            if said != value:
                details = {"day": day or "?", "value": shown(said), "other": other.entry.place_of(path)}
                yield stored.find(kinds.FIGURES_CONTRADICT, path, details)


@check(kinds.FIGURE_REPEATED)
def repetitions(store: RecordStore) -> Iterator[Finding]:
    """No record says only what another one says, of the same source; files of clashing names may be copies."""
    if not store.all_read:
        return
    sources = store.by_id(Source)
    said: dict[object, StoredRecord[Observation]] = {}
    for stored in store.of(Observation):
        figure, values = stored.record, frozenset(values_of(stored.record))
        first = said.setdefault((key_of(figure), reported(figure, sources), figure.source, values), stored)
        if first is not stored:
            yield stored.find(kinds.FIGURE_REPEATED, (), {"other": first.entry.place})


def current(store: RecordStore) -> dict[Key, StoredRecord[Observation]]:
    """The latest report of every figure."""
    sources = store.by_id(Source)
    latest: dict[Key, tuple[date, StoredRecord[Observation]]] = {}
    for stored in store.of(Observation):
        key, day = key_of(stored.record), reported(stored.record, sources) or date.min
        if key not in latest or day > latest[key][0]:
            latest[key] = day, stored
    return {key: stored for key, (_, stored) in latest.items()}
