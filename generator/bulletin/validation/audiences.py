"""Checks of audiences: marks name audiences, and each audience has a bulletin that is whole and gives nothing away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import cast

from bulletin.analysis.audiences import Withheld, corpus_for
from bulletin.analysis.claims.calculation import keys_of
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import Tables, group_by
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.records import Bulletin, Claim, Correction, DisclosurePolicy, Edition, MarkedRecord
from bulletin.problems import Hint, kinds
from bulletin.reading.csv_documents import CsvDocument
from bulletin.reading.documents import Path
from bulletin.reading.files import FOLDER_OF, RECORDS
from bulletin.reading.hints import Nearest, did_you_mean
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import CompiledRecords, Stage, check

_MARKED = tuple(model for model in FOLDER_OF if issubclass(model, MarkedRecord))

_MOST_LINES = 10
"""So many lines are named in a hint."""
_OWN = f"{RECORDS}/"
"""With this begin the names of the project's own files; other folders are read by others."""


@check(kinds.AUDIENCE_UNKNOWN, kinds.AUDIENCE_IN_OPEN_RECORDS)
def marks(store: RecordStore) -> Iterator[Finding]:
    """Every mark names an audience that the bulletin declares, which may read the file where it is."""
    for bulletin in store.of(Bulletin):
        is_declared = bulletin.record.audiences or store.typed(DisclosurePolicy)
        known = bulletin.record.audience_ids if is_declared else ()
        readers = bulletin.record.records_audience
        if readers is not None and readers not in known:
            yield _unknown(bulletin, "records-audience", readers, known)
        for stored in _stored(store):
            if (mark := stored.record.audience) is None:
                continue
            if mark not in known:
                yield _unknown(stored, "audience", mark, known)
            elif (
                readers in known
                and stored.record.place.file.startswith(_OWN)
                and known.index(mark) > known.index(readers)
            ):
                yield stored.find(kinds.AUDIENCE_IN_OPEN_RECORDS, ("audience",), {"given": mark, "readers": readers})


def _unknown(stored: StoredRecord[Bulletin | MarkedRecord], field: str, given: str, known: tuple[str, ...]) -> Finding:
    meant = Nearest(known).to(given)
    hint = did_you_mean(meant) if meant else None if known else kinds.AUDIENCES_UNDECLARED
    return stored.find(kinds.AUDIENCE_UNKNOWN, (field,), {"given": given, "known": ", ".join(known)}, hint=hint)


def _stored(store: RecordStore) -> Iterator[StoredRecord[MarkedRecord]]:
    """All records that may be marked."""
    return chain.from_iterable(store.of(model) for model in _MARKED)


@check(kinds.AUDIENCE_IMPLIED, stage=Stage.COMPILED)
def implied(data: CompiledRecords) -> Iterator[Finding]:
    """Whoever depends on a marked record is marked as well; a warning for each such record and each file.

    Of an edition that is not seen for its headlines, these are reported.
    """
    warned: set[int] = set()
    for audience in withheld_from(data):
        withheld = Withheld(data.corpus, audience)
        found = [
            (stored, because)
            for stored in _stored(data.store)
            if (because := withheld.because(stored.record)) is not None
            and because is not stored.record
            and not isinstance(stored.record, Edition)
        ]
        new = [(stored, because) for stored, because in found if id(stored) not in warned]
        for group in group_by(new, lambda each: (each[0].record.place.file, id(each[1]))).values():
            yield _implied(data, [stored for stored, _ in group], group[0][1])
        warned.update(id(stored) for stored, _ in found)


def withheld_from(data: CompiledRecords) -> Iterator[str]:
    """The audiences from which something is withheld, those first that see most."""
    catalogue = data.corpus.catalogue
    if any(stored.record.audience for stored in _stored(data.store)):
        yield from filter(catalogue.withholds_from, reversed(catalogue.bulletin.audience_ids))


def _implied(data: CompiledRecords, group: Sequence[StoredRecord[MarkedRecord]], because: MarkedRecord) -> Finding:
    """The problem of the records of a file that depend on a marked one, at the first of them."""
    other = cast("str", getattr(because, "id", ""))
    details = {"audience": because.audience, "other": other, "place": because.place.at_line}
    typed = next((stored.entry.data for stored in _stored(data.store) if stored.record is because), None)
    if isinstance(typed, dict) and "audience" not in typed:
        first = data.corpus.catalogue.bulletin.audience_ids[0]
        hint: Hint | None = Hint(kinds.AUDIENCE_IMPLIED_APART, {"first": first})
    else:
        hint = _how_to_mark(group)
    return Finding(group[0].entry.problem(kinds.AUDIENCE_IMPLIED, (), details, hint=hint))


def _how_to_mark(group: Sequence[StoredRecord[MarkedRecord]]) -> Hint | None:
    """What to type to mark some records of a file; None where it is a record in YAML."""
    document = group[0].entry.document
    lines = [str(line) for line in dict.fromkeys(stored.record.place.line for stored in group)]
    if not isinstance(document, CsvDocument):
        return Hint(kinds.AUDIENCE_IMPLIED_OFTEN, {"lines": _few(lines[1:])}) if len(lines) > 1 else None
    named = {"lines": _few(lines)}
    named["file"] = document.description.file
    if len(group) == len(document.typed):
        return Hint(kinds.AUDIENCE_IMPLIED_TABLE, named)
    headings = document.declared.columns.items() if document.declared else ()
    heading = next((heading for heading, column in headings if column.field == "audience"), None)
    if heading is None:
        return Hint(kinds.AUDIENCE_IMPLIED_COLUMN, named)
    return Hint(kinds.AUDIENCE_IMPLIED_CELLS, {**named, "heading": heading})


def _few(lines: Sequence[str]) -> str:
    """The first lines of some, and that there are more."""
    return ", ".join([*lines[:_MOST_LINES], *(["…"] if len(lines) > _MOST_LINES else [])])


@check(kinds.AUDIENCE_NEEDED, kinds.AUDIENCE_DISCLOSED, stage=Stage.COMPILED)
def bulletins(data: CompiledRecords) -> Iterator[Finding]:
    """The bulletin of each audience has its main measure and headline figures, and says nothing of other figures."""
    for audience in withheld_from(data):
        withheld, corpus = Withheld(data.corpus, audience), corpus_for(data.corpus, audience)
        seen = _Seen(data, audience, withheld, compile_tables(corpus))
        yield from seen.missed()
        yield from seen.disclosed()


class _Seen:
    """What an audience sees of the figures."""

    def __init__(self, data: CompiledRecords, audience: str, withheld: Withheld, tables: Tables) -> None:
        self._data, self._audience, self._withheld, self._tables = data, audience, withheld, tables

    def missed(self) -> Iterator[Finding]:
        """What the bulletin or an edition that the audience sees cannot be without."""
        for stored in self._data.store.of(Bulletin):
            measures = [self._data.corpus.catalogue.measures[name] for name in stored.record.main_measures]
            withheld = [self._withheld.because(measure) for measure in measures]
            if first := withheld[0] if all(withheld) else None:
                yield self._needed(stored, ("main-measure",), first.place.at_line)
            yield from self._headlines(stored)
        for edition in self._data.store.of(Edition):
            if edition.record.audience is None or self._withheld.because(edition.record) is not edition.record:
                yield from self._headlines(edition)

    def _headlines(self, stored: StoredRecord[Bulletin] | StoredRecord[Edition]) -> Iterator[Finding]:
        for number, headline in enumerate(stored.record.headlines):
            figure = self._hidden(observation_key(headline))
            hidden = self._withheld.because(headline) or (figure and self._marked(figure))
            if hidden is not None:
                yield self._needed(stored, ("headlines", number), hidden.place.at_line)

    def _needed(self, stored: StoredRecord[Bulletin] | StoredRecord[Edition], path: Path, place: str) -> Finding:
        return stored.find(kinds.AUDIENCE_NEEDED, path, {"audience": self._audience, "place": place})

    def disclosed(self) -> Iterator[Finding]:
        """What is said of figures that the audience does not see."""
        for claim in self._data.store.of(Claim):
            if self._withheld.because(claim.record) is None:
                yield from self._said(claim, ("value",), keys_of(claim.record))
        for correction in self._data.store.of(Correction):
            if self._withheld.because(correction.record) is None:
                for number, figure in enumerate(correction.record.figures):
                    yield from self._said(correction, ("figures", number, "was"), (observation_key(figure),))

    def _said(
        self, stored: StoredRecord[Claim] | StoredRecord[Correction], path: Path, keys: Iterable[ObservationKey]
    ) -> Iterator[Finding]:
        ids = self._data.corpus.catalogue.bulletin.audience_ids
        mark = ids[ids.index(self._audience) + 1]
        for figure in filter(None, map(self._hidden, keys)):
            details = {"audience": self._audience, "place": self._marked(figure).place.at_line, "mark": mark}
            yield stored.find(kinds.AUDIENCE_DISCLOSED, path, details)
            return

    def _marked(self, figure: Figure) -> MarkedRecord:
        """The marked record for which a figure is hidden; that which states it where none is known."""
        record = self._data.stored_record_of(figure).record
        return self._withheld.because(record) or record

    def _hidden(self, key: ObservationKey) -> Figure | None:
        """A figure that is there but not for the audience; one of a year may be that of each year as well."""
        seen, figure = (
            tables.by_key.get(key) or tables.by_key.get(key._replace(annual=True))
            for tables in (self._tables, self._data.tables)
        )
        return figure if seen is None else None
