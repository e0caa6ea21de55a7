"""What keys are called on pages: the anchors of figures' rows, and the names of periods, measures and organizations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from bulletin.model.records import EVERYTHING
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.site_reading import read_json
from bulletin.publishing.version_names import edition_of

_NUMBER = re.compile(r"[\d.,\s]*")
"""Names of categories that can only be read as numbers."""


class NamedIds(NamedTuple):
    """The ids of organizations, measures and periods that a text names; one name may be that of several."""

    organizations: frozenset[str]
    measures: frozenset[str]
    periods: frozenset[str]


@dataclass(frozen=True)
class Names:
    """The names of a version in one language."""

    keys: Mapping[tuple[str, str], CellKey]
    """The key of each figure, by organization and anchor."""
    notations: Mapping[CellKey, str]
    """The notation of the period of each figure."""
    organizations: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, str] = field(default_factory=dict)
    populations: Mapping[str, str] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)
    """By notation."""
    others: frozenset[str] = frozenset()
    """Of editions, versions, populations, breakdowns, categories and units without figures."""

    @cached_property
    def without_figures(self) -> frozenset[str]:
        """The names that a cell may be without being a figure: those of periods, their notations, and the others."""
        return self.others.union(self.periods.values(), self.periods)

    def ids_of(self, texts: Iterable[str]) -> NamedIds:
        """What texts name that are names and nothing else."""
        words = [text.casefold() for text in texts]
        return NamedIds(*(frozenset(each for word in words for each in ids.get(word, ())) for ids in self._ids))

    @cached_property
    def _ids(self) -> Sequence[Mapping[str, list[str]]]:
        """The ids of each kind by name, in small letters."""
        return [_by_name(names) for names in (self.organizations, self.measures, self.periods)]

    @cached_property
    def wholes(self) -> Mapping[tuple[str, str, str], list[CellKey]]:
        """The keys of whole figures, one of each population, by organization, measure and notation of the period."""
        found: dict[tuple[str, str, str], list[CellKey]] = {}
        for key, name in self.notations.items():
            if key.breakdown is None:
                found.setdefault((key.organization, key.measure, name), []).append(key)
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The name of every organization, measure and period, the longest first."""
        return _any_of({*self.organizations.values(), *self.measures.values(), *self.periods.values()})

    @cached_property
    def every(self) -> re.Pattern[str]:
        """Every name, the longest first: what is left of a text without them are numbers of its own."""
        return _any_of({*self.organizations.values(), *self.measures.values(), *self.without_figures})

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each organization among all of them."""
        return {name: place for place, name in enumerate(dict.fromkeys(organization for organization, _ in self.keys))}


def _by_name(names: Mapping[str, str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each, name in names.items():
        found.setdefault(name.casefold(), []).append(each)
    return found


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))), re.IGNORECASE)


def anchor_of(version: PublishedTables, key: CellKey) -> str:
    """The anchor of the row of a figure on the page of its organization."""
    slug = version.figures[key].period.replace("/", "--").lower()
    names = [key.measure, f"{slug}--each" if key.each else slug]
    if key.population != EVERYTHING:
        names.append(key.population)
    if key.breakdown is not None and key.category is not None:
        names += key.breakdown, key.category
    return "_".join(names)


def names_of(version: PublishedTables, language: str, versions: Iterable[str] = ()) -> Names:
    """The names of a version in one language.

    :param versions: the names of all versions of the site.
    """
    found: dict[str, dict[str, str]] = {"organizations": {}, "measures": {}, "populations": {}, "periods": {}}
    others = {name for each in (version.version, *versions) for name in (each, edition_of(each)) if name}
    others.update(unit.name[language] for unit in version.units.values() if unit.name.get(language))
    for path in sorted((version.folders[0] / "api" / "measures").glob("*.json")):
        vocabulary: dict[str, list[dict[str, Any]]] = read_json(path)["vocabulary"]
        for kind, names in found.items():
            for entry in vocabulary.get(kind, ()):
                text = entry["name"].get(language)
                if text:
                    names[entry.get("text") or entry["id"]] = text
        breakdowns = vocabulary.get("breakdowns", ())
        categories = (category for each in breakdowns for category in each["categories"])
        texts = [entry["name"].get(language, "") for entry in (*breakdowns, *categories)]
        others.update(text for text in (*texts, *found["populations"].values()) if not _NUMBER.fullmatch(text))
    keys = {(key.organization, anchor_of(version, key)): key for key in version.figures}
    notations = {key: figure.period for key, figure in version.figures.items()}
    return Names(keys, notations, **found, others=frozenset(others))
