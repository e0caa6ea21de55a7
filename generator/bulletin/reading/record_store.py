"""The record store: all records as typed and as validated, by kind, which the validation rules query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.records import (
    Breakdown,
    Bulletin,
    Claim,
    Correction,
    Decision,
    DisclosurePolicy,
    Edition,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Record,
    Source,
    Target,
    Unit,
)
from bulletin.model.records.derivation import with_derived_breakdowns
from bulletin.model.unchanging import unchanging
from bulletin.problems import Hint, Problem, ProblemKind
from bulletin.reading.documents import NO_DETAILS, Details, Entry, Path
from bulletin.reading.files import FOLDER_OF, Folder
from bulletin.reading.record_parser import Declared

R_co = TypeVar("R_co", bound=Record, covariant=True)
R = TypeVar("R", bound=Record)


@unchanging
class StoredRecord(Generic[R_co]):
    """A valid record and the YAML node that it was made of, which knows the line of every field."""

    record: R_co
    entry: Entry

    def find(
        self,
        kind: ProblemKind,
        path: Path,
        details: Details = NO_DETAILS,
        *,
        key: bool = False,
        hint: Hint | None = None,
    ) -> Finding:
        """A problem at a field of the record."""
        return Finding(self.entry.problem(kind, path, details, key=key, hint=hint), self.record)


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem, and the record it was found in, which may have acknowledged it."""

    problem: Problem
    record: Record | None = None
    """None where the record itself is not valid."""


@dataclass
class RecordStore:
    """The records of every kind, in the order of the files' names and of the lines within them."""

    _stored: dict[type[Record], list[StoredRecord[Any]]] = field(default_factory=dict)
    _typed: dict[type[Record], list[Entry]] = field(default_factory=dict)
    _incomplete: set[type[Record]] = field(default_factory=set)
    declared: Declared = field(default_factory=Declared)
    """What the bulletin declares that its records were validated with."""
    all_read: bool = True
    """Whether every file was read, so that nothing is missing just because its file is."""

    def add(self, folder: Folder, entry: Entry, record: Record | None) -> None:
        """Store a record; None where what was typed is not valid."""
        self._typed.setdefault(folder.model, []).append(entry)
        if record is not None:
            self._stored.setdefault(folder.model, []).append(StoredRecord(record, entry))
        elif entry.id is None:
            self._incomplete.add(folder.model)

    def miss(self, folder: Folder) -> None:
        """Note that a file of this kind could not be read, so that its records are unknown."""
        self._incomplete.add(folder.model)
        self.all_read = False

    def of(self, model: type[R]) -> Sequence[StoredRecord[R]]:
        """The valid records of a kind."""
        return cast("list[StoredRecord[R]]", self._stored.get(model, []))

    def typed(self, model: type[Record]) -> Sequence[Entry]:
        """All records of a kind as parsed, valid or not."""
        return self._typed.get(model, [])

    def ids(self, model: type[Record]) -> Mapping[str, Entry]:
        """The ids of a kind, those of invalid records included; the first record that uses an id counts."""
        found: dict[str, Entry] = {}
        for entry in self.typed(model):
            if (name := entry.id) is not None:
                found.setdefault(name, entry)
        return found

    def is_complete(self, model: type[Record]) -> bool:
        """Whether all ids of a kind are known, so that an unknown id is a mistake."""
        return model not in self._incomplete

    def all_valid(self, model: type[Record]) -> bool:
        """Whether all records of a kind are known and valid."""
        return self.is_complete(model) and len(self.of(model)) == len(self.typed(model))

    def is_faultless(self) -> bool:
        """Whether every file was read and every record is valid."""
        return self.all_read and all(map(self.all_valid, FOLDER_OF))

    def by_id(self, model: type[R]) -> dict[str, R]:
        """The valid records of a kind that has ids."""
        return {cast("Any", stored.record).id: stored.record for stored in self.of(model)}

    def breakdowns(self) -> dict[str, Breakdown]:
        """The valid breakdowns by id, crossings with the categories that they are made of."""
        known = self.by_id(Breakdown)
        return {name: breakdown.crossing(known) for name, breakdown in known.items()}

    def measures(self) -> dict[str, Measure]:
        """The measures by id, derived ones with the breakdowns that they get of others; none is derived from itself."""
        return with_derived_breakdowns(self.by_id(Measure))

    def entries(self) -> Iterator[tuple[Folder, Entry]]:
        """All records as parsed, valid or not, kind by kind."""
        for model, entries in self._typed.items():
            for entry in entries:
                yield FOLDER_OF[model], entry

    def free_typed(self) -> None:
        """Free the memory of what was typed beside the records that were made of it, as few of them have problems."""
        for _, entry in self.entries():
            entry.free()

    def corpus(self) -> Corpus:
        """The corpus of all valid records; to be called once no record is invalid."""
        catalogue = Catalogue(
            bulletin=self.of(Bulletin)[0].record,
            units=self.by_id(Unit),
            measures=self.measures(),
            breakdowns=self.breakdowns(),
            kinds=self.by_id(OrganizationKind),
            populations=self.by_id(Population),
            organizations=self.by_id(Organization),
            sources=self.by_id(Source),
            decisions=self.by_id(Decision),
            editions=self.by_id(Edition),
            corrections=self.by_id(Correction),
            disclosure=next((stored.record for stored in self.of(DisclosurePolicy)), None),
        )
        observations = tuple(stored.record for stored in self.of(Observation))
        return Corpus(catalogue, self.by_id(Target), self.by_id(Claim), observations)
