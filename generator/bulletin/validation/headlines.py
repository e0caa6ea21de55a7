"""Checks of headline figures, of the bulletin and its editions: each exists, was known in time, and is shown once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.places import Place
from bulletin.model.records import Bulletin, Edition, Headline, Observation, Source
from bulletin.problems import kinds
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import check
from bulletin.validation.figures import reported


@check(kinds.HEADLINE_WITHOUT_FIGURE)
def headlines(store: RecordStore) -> Iterator[Finding]:
    """Every headline shows a figure of the records; not checked while some figures are unknown."""
    if not (store.all_read and store.all_valid(Observation)):
        return
    figures = {_key(stored.record) for stored in store.of(Observation)}
    for stored in _with_headlines(store):
        for number, headline in enumerate(stored.record.headlines):
            if _key(headline) not in figures:
                details = {
                    "organization": headline.organization,
                    "measure": headline.measure,
                    "period": headline.period.text,
                }
                yield stored.find(kinds.HEADLINE_WITHOUT_FIGURE, ("headlines", number), details)


@check(kinds.EDITION_HEADLINE_LATER)
def headlines_known(store: RecordStore) -> Iterator[Finding]:
    """Every headline figure of an edition was reported by its cut-off, if it ever was."""
    first = _first_reports(store)
    stored_sources = {stored.record.id: stored for stored in store.of(Source)}
    for edition in store.of(Edition):
        for number, headline in enumerate(edition.record.headlines):
            day, figure = first.get(_key(headline), (date.min, None))
            if figure is not None and day > edition.record.cut_off.end:
                details = {
                    "organization": headline.organization,
                    "measure": headline.measure,
                    "period": headline.period,
                    "reported": day,
                    "place": _report_date_at(figure, stored_sources).at_line,
                    "cut_off": edition.record.cut_off.end,
                }
                yield edition.find(kinds.EDITION_HEADLINE_LATER, ("headlines", number), details)


def _first_reports(store: RecordStore) -> dict[ObservationKey, tuple[date, StoredRecord[Observation]]]:
    """The first report of every figure, with its date."""
    sources, first = store.by_id(Source), dict[ObservationKey, tuple[date, StoredRecord[Observation]]]()
    for stored in store.of(Observation):
        day, key = reported(stored.record, sources), _key(stored.record)
        if day is not None and (key not in first or day < first[key][0]):
            first[key] = day, stored
    return first


def _report_date_at(figure: StoredRecord[Observation], sources: Mapping[str, StoredRecord[Source]]) -> Place:
    """The field that holds the date of a report: in its own record, else in that of its source."""
    if figure.record.reported is not None:
        return figure.entry.place_of(("reported",))
    return sources[figure.record.source].entry.place_of(("published",))


@check(kinds.HEADLINE_REPEATED)
def headlines_once(store: RecordStore) -> Iterator[Finding]:
    """No front page shows a headline figure twice."""
    for stored in _with_headlines(store):
        first: dict[ObservationKey, int] = {}
        for number, headline in enumerate(stored.record.headlines):
            before = first.setdefault(_key(headline), number)
            if before != number:
                line = stored.entry.place_of(("headlines", before)).line
                details = {
                    "organization": headline.organization,
                    "measure": headline.measure,
                    "period": headline.period,
                    "line": line,
                }
                yield stored.find(kinds.HEADLINE_REPEATED, ("headlines", number), details)


def _key(figure: Headline | Observation) -> ObservationKey:
    return observation_key(figure)._replace(annual=False)


def _with_headlines(store: RecordStore) -> list[StoredRecord[Bulletin] | StoredRecord[Edition]]:
    """The records that declare headline figures."""
    return [*store.of(Bulletin), *store.of(Edition)]
