"""Mentioned ids → the vocabulary that explains them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, cast

from bulletin.localization.messages import translate
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import parse_period
from bulletin.model.records import EVERYTHING
from bulletin.model.text import Language, Text
from bulletin.rendering.api.encoding import period_entry
from bulletin.rendering.api.mentions import Mention, mentioned
from bulletin.rendering.api.vocabulary import (
    BreakdownEntry,
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
from bulletin.rendering.text.messages import Labels
from bulletin.rendering.text.periods import period_text


class Glossary:
    """Explains whatever answers mention, each id once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._spans = {term.id: term.period for term in catalogue.terms.values()}
        self._explained: dict[Mention, tuple[Mapping[str, Any], set[Mention]]] = {}
        """The entry of an id, and what it mentions itself."""
        self._explain: dict[str, tuple[type, Callable[[str], Mapping[str, Any]]]] = {
            "organizations": (OrganizationNameEntry, self._organization),
            "kinds": (NameEntry, self._kind),
            "measures": (MeasureNameEntry, self._measure),
            "units": (UnitEntry, self._unit),
            "populations": (PopulationEntry, self._population),
            "breakdowns": (BreakdownEntry, self._breakdown),
            "periods": (PeriodNameEntry, self._period),
            "terms": (TermNameEntry, self._term),
            "sources": (SourceEntry, self._source),
            "decisions": (DecisionEntry, self._decision),
        }

    def vocabulary(self, mentions: set[Mention]) -> Vocabulary:
        """The entries of all that is mentioned, and of all that these mention in turn."""
        found: dict[Mention, Mapping[str, Any]] = {}
        waiting = set(mentions)
        while waiting:
            mention = waiting.pop()
            found[mention], others = self._explanation(mention)
            waiting |= others - found.keys()
        lists: dict[str, list[Any]] = {name: [] for name in self._explain}
        for mention in sorted(found):
            lists[mention.list_name].append(found[mention])
        return cast("Vocabulary", {name: tuple(entries) for name, entries in lists.items()})

    def _explanation(self, mention: Mention) -> tuple[Mapping[str, Any], set[Mention]]:
        if mention not in self._explained:
            kind, explain = self._explain[mention.list_name]
            entry = explain(mention.id)
            self._explained[mention] = (entry, mentioned(kind, [entry]))
        return self._explained[mention]

    def _organization(self, organization: str) -> OrganizationNameEntry:
        record = self._catalogue.organizations[organization]
        return {"id": organization, "name": record.name, "kind": record.kind}

    def _kind(self, kind: str) -> NameEntry:
        return {"id": kind, "name": self._catalogue.kinds[kind].name}

    def _measure(self, measure: str) -> MeasureNameEntry:
        record = self._catalogue.measures[measure]
        return {"id": measure, "name": record.name, "unit": record.unit}

    def _unit(self, unit: str) -> UnitEntry:
        record = self._catalogue.units[unit]
        return {
            "id": unit,
            "one": record.forms.forms("one"),
            "other": record.forms.forms("other"),
            "symbol": record.symbol,
        }

    def _population(self, population: str) -> PopulationEntry:
        record = self._catalogue.populations.get(population)
        if record is None and population == EVERYTHING:
            everything = self._in_each(partial(translate, Labels.everything))
            return {"id": population, "name": everything, "definition": None, "part_of": None}
        record = self._catalogue.populations[population]
        return {"id": population, "name": record.name, "definition": record.definition, "part_of": record.part_of}

    def _breakdown(self, breakdown: str) -> BreakdownEntry:
        record = self._catalogue.breakdowns[breakdown]
        return {
            "id": breakdown,
            "name": record.name,
            "overlapping": record.overlapping,
            "categories": tuple([{"id": category.id, "name": category.name} for category in record.categories]),
        }

    def _period(self, notation: str) -> PeriodNameEntry:
        period = parse_period(notation, self._spans)
        name = self._in_each(lambda language: period_text(period, language, self._catalogue.terms))
        return {"text": notation, "name": name, "start": period.start, "end": period.end}

    def _in_each(self, text_in: Callable[[Language], str]) -> Text:
        """A text that the program makes, in every language of the bulletin."""
        return Text.computed({language: text_in(language) for language in self._catalogue.bulletin.languages})

    def _term(self, term: str) -> TermNameEntry:
        record = self._catalogue.terms[term]
        return {"id": term, "name": record.name, "dates_known": record.dates_known}

    def _source(self, source: str) -> SourceEntry:
        record = self._catalogue.sources[source]
        return {
            "id": source,
            "title": record.title,
            "publisher": record.publisher,
            "published": period_entry(record.published),
            "url": record.url,
            "note": record.note,
        }

    def _decision(self, decision: str) -> DecisionEntry:
        record = self._catalogue.decisions[decision]
        return {
            "id": decision,
            "number": record.number,
            "title": record.title,
            "issuer": record.issuer,
            "organization": record.organization,
            "date": period_entry(record.date) if record.date else None,
            "source": record.source,
            "url": record.url,
            "note": record.note,
        }
