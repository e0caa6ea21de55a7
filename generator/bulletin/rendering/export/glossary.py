"""The vocabulary of an answer: which ids its entries mention, and the entries that explain them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import Any, NamedTuple, cast, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

from bulletin.localization.messages import _, translate
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import parse_period
from bulletin.model.records import EVERYTHING
from bulletin.model.text import Language, Text
from bulletin.rendering.export.entries import In, copied
from bulletin.rendering.export.vocabulary import (
    BreakdownEntry,
    CategoryEntry,
    DecisionEntry,
    MeasureNameEntry,
    NameEntry,
    OrganizationNameEntry,
    PeriodNameEntry,
    PopulationEntry,
    SourceEntry,
    TermNameEntry,
    UnitEntry,
    Vocabulary,
)
from bulletin.rendering.text import period_text


class Glossary:
    """Explains the ids that answers mention. What explains an id is made once for all answers."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._spans = {term.id: term.period for term in catalogue.terms.values()}
        self._explained: dict[Mention, tuple[Mapping[str, Any], set[Mention]]] = {}
        """The entry of an id, and the ids that the entry mentions itself."""
        self._explain: dict[str, tuple[type, Callable[[str], Mapping[str, Any]]]] = {
            "organizations": self._copies(OrganizationNameEntry, catalogue.organizations),
            "kinds": self._copies(NameEntry, catalogue.kinds),
            "measures": self._copies(MeasureNameEntry, catalogue.measures),
            "units": (UnitEntry, self._unit),
            "populations": (PopulationEntry, self._population),
            "breakdowns": (BreakdownEntry, self._breakdown),
            "periods": (PeriodNameEntry, self._period),
            "terms": self._copies(TermNameEntry, catalogue.terms),
            "sources": (SourceEntry, self._source),
            "decisions": self._copies(DecisionEntry, catalogue.decisions),
        }

    def vocabulary(self, mentions: set[Mention]) -> Vocabulary:
        """The entries of all ids that are mentioned, and of those that these entries mention in turn."""
        found: dict[Mention, Mapping[str, Any]] = {}
        waiting = set(mentions)
        while waiting:
            mention = waiting.pop()
            found[mention], others = self._explanation(mention)
            waiting |= others.difference(found)  # of a view of its keys, Python would go through all of them
        lists: dict[str, list[Any]] = {name: [] for name in self._explain}
        for mention in sorted(found):
            lists[mention.list_name].append(found[mention])
        return cast("Vocabulary", {name: tuple(entries) for name, entries in lists.items()})

    def _explanation(self, mention: Mention) -> tuple[Mapping[str, Any], set[Mention]]:
        if mention not in self._explained:
            kind, explain = self._explain[mention.list_name]
            found = explain(mention.id)
            self._explained[mention] = found, mentioned(kind, [found])
        return self._explained[mention]

    @staticmethod
    def _copies(kind: type, records: Mapping[str, object]) -> tuple[type, Callable[[str], Mapping[str, Any]]]:
        return kind, lambda name: copied(kind, records[name])

    def _source(self, source: str) -> SourceEntry:
        policy = self._catalogue.disclosure
        is_exempt = policy is not None and source in policy.exempt_sources
        return copied(SourceEntry, self._catalogue.sources[source], exempt=is_exempt)

    def _unit(self, unit: str) -> UnitEntry:
        record = self._catalogue.units[unit]
        forms = {form: record.forms.forms(form) for form in ("one", "other")}
        return copied(UnitEntry, record, **forms)

    def _population(self, population: str) -> PopulationEntry:
        if population == EVERYTHING and population not in self._catalogue.populations:
            everything = self._in_each_language(partial(translate, _("Everything")))
            return {"id": population, "name": everything, "definition": None, "part_of": None}
        return copied(PopulationEntry, self._catalogue.populations[population])

    def _breakdown(self, breakdown: str) -> BreakdownEntry:
        record = self._catalogue.breakdowns[breakdown]
        categories = tuple(copied(CategoryEntry, category) for category in record.categories)
        return copied(
            BreakdownEntry, record, crossing={"of": record.crosses} if record.crosses else None, categories=categories
        )

    def _period(self, notation: str) -> PeriodNameEntry:
        period = parse_period(notation, self._spans)
        terms, first_month = self._catalogue.terms, self._catalogue.bulletin.years_begin
        name = self._in_each_language(lambda language: period_text(period, language, terms, first_month))
        return copied(PeriodNameEntry, period, name=name, shape=period.type)

    def _in_each_language(self, text_in: Callable[[Language], str]) -> Text:
        return Text.computed({language: text_in(language) for language in self._catalogue.bulletin.languages})


# --- the ids that entries mention, by the annotations of their classes


class Mention(NamedTuple):
    """An id, and the list of the vocabulary that explains it."""

    list_name: str
    id: str


def mentioned(kind: type, entries: Sequence[Mapping[str, Any]]) -> set[Mention]:
    """The ids that entries mention, themselves or in the entries that they hold.

    :param kind: the class of the entries.
    """
    found: set[Mention] = set()
    for field in _fields_with_ids(kind):
        values = [value for entry in entries if (value := entry[field.name]) is not None]
        if field.is_list:
            values = [item for value in values for item in value]
        if field.holds is None:
            found.update(Mention(field.list_name, name) for name in set(values))
        elif values:
            found |= mentioned(field.holds, list({id(value): value for value in values}.values()))
    return found


class _Field(NamedTuple):
    """A field that holds ids, or entries with such fields."""

    name: str
    is_list: bool
    list_name: str
    """For ids: the list of the vocabulary that explains them."""
    holds: type | None
    """For entries: their class."""


@cache
def _fields_with_ids(kind: type) -> tuple[_Field, ...]:
    return tuple(_annotated_fields(kind))


def _annotated_fields(kind: type) -> Iterator[_Field]:
    for name, annotation in get_type_hints(kind, include_extras=True).items():
        parts = list(_parts(annotation))
        is_list = any(get_origin(part) is tuple for part in parts)
        list_name = next((part.list_name for part in parts if isinstance(part, In)), "")
        holds = next((part for part in parts if is_typeddict(part) and _fields_with_ids(part)), None)
        if list_name or holds:
            yield _Field(name, is_list, list_name, holds)


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all annotations within it."""
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
