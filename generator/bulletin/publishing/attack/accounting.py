"""The equations that published figures must fit: over the tree, over time, over categories and populations.

A figure that was computed is the sum of the parts that the API names. A stated total is the sum of what is below it
where all of it is there; where some is not, it is no less than the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from bulletin.analysis.figures import FigureOrigin
from bulletin.model.records import Rule
from bulletin.model.records.parts import crossed_categories
from bulletin.model.values import half_unit
from bulletin.publishing.attack.over_time import equate_periods
from bulletin.publishing.attack.published_tables import (
    Aspect,
    CellKey,
    PublishedFigure,
    PublishedTables,
)
from bulletin.publishing.attack.relations import Form, Relation, RelationKind, total
from bulletin.publishing.attack.structure import PublishedBreakdown
from bulletin.publishing.attack.unknowns import Unknowns

_MEAN_DECIMALS = 2
"""Digits that the mean of periods has beyond those of its parts."""


def account(unknowns: Unknowns) -> None:
    """Write every equation between the figures of each version."""
    for version in unknowns.versions:
        accounts = _Accounts(unknowns, version)
        for figure in version.figures.values():
            accounts.of_parts(figure)
            accounts.of_units(figure)
            accounts.of_population(figure)
        for key in dict.fromkeys(key.whole for key in version.figures):
            accounts.of_categories(key)
    equate_periods(unknowns)


class _Accounts:
    """The equations of one version, but for those over time."""

    def __init__(self, unknowns: Unknowns, version: PublishedTables) -> None:
        self._unknowns = unknowns
        self._version = version
        self._exhaustive = {name: _is_exhaustive(version, name) for name in version.breakdowns}

    def of_parts(self, figure: PublishedFigure) -> None:
        """A computed total is what its rule makes of its parts."""
        if figure.origin not in {FigureOrigin.HIERARCHICAL_SUM, FigureOrigin.TEMPORAL_SUM} or not figure.parts:
            return
        measure = self._version.measures[figure.key.measure]
        is_hierarchical = figure.origin is FigureOrigin.HIERARCHICAL_SUM
        rule = measure.over_tree if is_hierarchical else measure.over_time
        if rule is Rule.SUM:
            self._equate(RelationKind.COMPUTED, figure.key, figure.parts)
        elif rule is Rule.LAST:
            self._equate(RelationKind.COMPUTED, figure.key, (max(figure.parts, key=lambda part: part.end),))
        elif rule is Rule.RATIO:
            for aspect in (Aspect.NUMERATOR, Aspect.DENOMINATOR):
                parts = tuple(part._replace(aspect=aspect) for part in figure.parts)
                self._equate(RelationKind.COMPUTED, figure.key._replace(aspect=aspect), parts)
        elif rule is Rule.MEAN:
            self._of_mean(figure)

    def _of_mean(self, figure: PublishedFigure) -> None:
        whole, forms = self._form(figure.key), self._forms(figure.parts)
        if whole is None or len(forms) < len(figure.parts):
            return
        decimals = [self._version.figures[part].value.decimals for part in figure.parts]
        half = half_unit(max(decimals) + _MEAN_DECIMALS)
        relation = self._relation(RelationKind.COMPUTED, figure.key, figure.parts)
        self._unknowns.system.equate(whole.times(len(forms)), total(forms), relation, half * len(forms))

    def of_units(self, figure: PublishedFigure) -> None:
        """A stated total is the sum of the units below it; where some have no figure, no less than the others."""
        key, measure = figure.key, self._version.measures[figure.key.measure]
        unit = self._version.units.get(key.organization)
        if figure.origin is not FigureOrigin.REPORTED or measure.over_tree is not Rule.SUM or unit is None:
            return
        there = [name for name in unit.children if self._existed(name, key)]
        parts = [part for name in there if self._form(part := key._replace(organization=name)) is not None]
        is_partial = any(self._version.figures[part].is_partial for part in parts)
        is_all = not unit.unlisted_units and not is_partial and len(parts) == len(there) >= unit.declared
        is_of_these = figure.units is not None and figure.units[0] == len(parts)
        if is_all or is_of_these:
            self._equate(RelationKind.TREE, key, parts)
        elif not measure.can_be_negative:
            self._bound(RelationKind.TREE, key, parts)

    def of_population(self, figure: PublishedFigure) -> None:
        """A part of a population counts no more than the population."""
        above = self._version.populations.get(figure.key.population)
        measure = self._version.measures[figure.key.measure]
        if above is not None and measure.adds_up and not measure.can_be_negative and not figure.is_partial:
            self._bound(RelationKind.POPULATION, figure.key._replace(population=above), (figure.key,))

    def of_categories(self, whole: CellKey) -> None:
        """A whole is the sum of its categories, and a category that of its cells in a crossing."""
        if not self._version.measures[whole.measure].adds_up:
            return
        for name, breakdown in self._version.breakdowns.items():
            keys = [whole._replace(breakdown=name, category=category) for category in breakdown.categories]
            present = [key for key in keys if self._form(key) is not None]
            if present:
                is_all = len(present) == len(keys)
                self._add_up(RelationKind.CATEGORIES, whole, present, of=(name,), is_all=is_all)
                self._of_margins(whole, breakdown, present)

    def _of_margins(self, whole: CellKey, crossing: PublishedBreakdown, cells: list[CellKey]) -> None:
        for place, dimension in enumerate(crossing.crosses):
            if dimension not in self._version.breakdowns:
                continue
            others = [name for name in crossing.crosses if name != dimension]
            for category in self._version.breakdowns[dimension].categories:
                margin = whole._replace(breakdown=dimension, category=category)
                parts = [key for key in cells if crossed_categories(key.category or "")[place] == category]
                wanted = [each for each in crossing.categories if crossed_categories(each)[place] == category]
                if parts and self._form(margin) is not None:
                    is_all = len(parts) == len(wanted)
                    self._add_up(RelationKind.CROSSING, margin, parts, of=others, is_all=is_all)

    def _add_up(
        self, kind: RelationKind, whole: CellKey, parts: list[CellKey], *, of: Collection[str], is_all: bool
    ) -> None:
        """Parts make the whole, or are no more than it; where they overlap, each alone is no more than it.

        :param of: the breakdowns whose categories they are.
        """
        if not self._are_of_the_same_units(whole, parts):
            return
        is_overlapping = any(self._version.breakdowns[name].overlapping for name in of)
        if is_all and not is_overlapping and all(self._exhaustive[name] for name in of):
            self._equate(kind, whole, parts)
        elif not self._version.measures[whole.measure].can_be_negative:
            for group in ([part] for part in parts) if is_overlapping else (parts,):
                self._bound(kind, whole, group)

    def _are_of_the_same_units(self, whole: CellKey, parts: Iterable[CellKey]) -> bool:
        figures = [self._version.figures.get(key) for key in (whole, *parts)]
        units = {self._units(figure) if figure and figure.is_partial else None for figure in figures}
        return len(units) == 1

    def _units(self, partial: PublishedFigure) -> frozenset[object]:
        """The units that a partial total is of: what it was added up from, however far below; else how many."""
        found: set[object] = set()
        for part in partial.parts:
            figure = self._version.figures.get(part)
            is_below = figure is not None and figure.is_partial and bool(figure.parts)
            found |= self._units(figure) if figure and is_below else {(part.organization, part.start, part.end)}
        return frozenset(found) or frozenset([partial.units])

    def _existed(self, organization: str, key: CellKey) -> bool:
        unit = self._version.units.get(organization)
        return unit is None or unit.existed(key.start, key.end)

    def _form(self, key: CellKey) -> Form | None:
        return self._unknowns.form(self._version, key)

    def _forms(self, keys: Iterable[CellKey]) -> list[Form]:
        return [form for key in keys if (form := self._form(key)) is not None]

    def _relation(self, kind: RelationKind, whole: CellKey, parts: Iterable[CellKey]) -> Relation:
        return Relation(kind, self._version.version, whole, tuple(parts))

    def _equate(self, kind: RelationKind, whole: CellKey, parts: Iterable[CellKey]) -> None:
        parts = tuple(parts)
        form, forms = self._form(whole), self._forms(parts)
        if form is not None and parts and len(forms) == len(parts):
            self._unknowns.system.equate(form, total(forms), self._relation(kind, whole, parts))

    def _bound(self, kind: RelationKind, whole: CellKey, parts: Iterable[CellKey]) -> None:
        parts = tuple(parts)
        form, forms = self._form(whole), self._forms(parts)
        if form is not None and forms:
            self._unknowns.system.bound(total(forms), form, self._relation(kind, whole, parts))


def _is_exhaustive(version: PublishedTables, name: str) -> bool:
    """Whether categories make up the whole: as it is said, or as all published wholes with all categories show."""
    breakdown = version.breakdowns[name]
    if breakdown.crosses:
        return all(_is_exhaustive(version, crossed) for crossed in breakdown.crosses if crossed in version.breakdowns)
    if breakdown.exhaustive is not None or breakdown.overlapping:
        return bool(breakdown.exhaustive)
    found = list(_sums(version, name))
    return bool(found) and all(found)


def _sums(version: PublishedTables, name: str) -> Iterator[bool]:
    """Whether categories add up to the whole, for each whole of which all are published."""
    categories = version.breakdowns[name].categories
    wholes = dict.fromkeys(key.whole for key in version.figures if key.breakdown == name)
    for whole in wholes:
        keys = [whole, *(whole._replace(breakdown=name, category=category) for category in categories)]
        figures = [version.figures[key] for key in keys if key in version.figures]
        numbers = [number for figure in figures if (number := figure.value.exact) is not None]
        if len(numbers) == len(keys):
            yield numbers[0] == sum(numbers[1:])
