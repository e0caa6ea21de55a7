"""The ids that a mapping names: each is one of the records, and is refused where it was typed otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin.model.records import EVERYTHING, Breakdown, Measure, Organization, Population, Record, Source
from bulletin.model.records.sheets import LEFT_OUT, SheetMapping
from bulletin.problems import Problem, kinds
from bulletin.reading.documents import Entry, Path
from bulletin.reading.files import FOLDER_OF, RECORDS
from bulletin.reading.hints import Nearest, did_you_mean
from bulletin.reading.record_store import RecordStore

_MODELS: Mapping[str, type[Record]] = {
    "organization": Organization,
    "measure": Measure,
    "population": Population,
    "breakdown": Breakdown,
    "source": Source,
}
_OTHERS = ("category", "status", "kind", "parent", "id")
"""Further fields of which a mapping can say what their cells mean."""


class MappingIds:
    """The ids that a mapping of observations names, beside those of the records."""

    def __init__(self, entry: Entry, mapping: SheetMapping, store: RecordStore) -> None:
        """Take the mapping, as it was typed and as it was read."""
        self._entry, self._mapping = entry, mapping
        self._known = {name: set(store.by_id(model)) for name, model in _MODELS.items()}
        self._known["population"].add(EVERYTHING)
        self._breakdowns = store.breakdowns()

    def problems(self) -> Iterator[Problem]:
        """What is not in the records."""
        fields = [*_MODELS, *_OTHERS, *self._breakdowns]
        for name in self._mapping.ids.keys() - set(fields):
            meant = Nearest(fields).to(name)
            details = {"field": name, "known": ", ".join(fields)}
            hint = did_you_mean(meant) if meant else None
            yield self._entry.problem(kinds.FIELD_UNKNOWN, ("ids", name), details, key=True, hint=hint)
        for path, name, given in self._named():
            if name in self._known and given not in self._known[name]:
                yield self._unknown(path, given, self._known[name], _MODELS[name])
            elif name in self._breakdowns and given not in self._categories(name):
                details = {"given": given, "breakdown": name, "known": ", ".join(self._categories(name))}
                yield self._entry.problem(kinds.CATEGORY_UNKNOWN, path, details)

    def _named(self) -> Iterator[tuple[Path, str, str]]:
        """Every id with its place, and the field or the breakdown that it is one of."""
        for name, given in self._mapping.constants.items():
            yield ("constants", name), name, str(given)
        for heading, column in self._mapping.columns.items():
            for name in _MODELS:
                if given := getattr(column, name, None):
                    yield ("columns", heading, name), name, given
            if column.category and column.breakdown:
                yield ("columns", heading, "category"), column.breakdown, column.category
        for name, texts in self._mapping.ids.items():
            yield from ((("ids", name, text), name, given) for text, given in texts.items() if given != LEFT_OUT)

    def _categories(self, breakdown: str) -> list[str]:
        return [category.id for category in self._breakdowns[breakdown].categories]

    def _unknown(self, path: Path, given: str, known: set[str], model: type[Record]) -> Problem:
        meant = Nearest(known).to(given)
        details = {"given": given, "kind": f"{RECORDS}/{FOLDER_OF[model].name}", "known": ""}
        hint = did_you_mean(meant) if meant else None
        return self._entry.problem(kinds.REFERENCE_UNKNOWN, path, details, hint=hint)
