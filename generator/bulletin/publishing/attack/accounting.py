"""The equations that published figures must fit: over the tree, over time, over categories and populations.

A figure that was computed is the sum of the parts that the API names. A stated total is the sum of what is below it
where all of it is there; where some is not, it is no less than the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from bulletin.analysis.tables import FigureOrigin
from bulletin.disclosure.linked_tables import Rational
from bulletin.model.records import Rule
from bulletin.model.records.parts import crossed_categories
from bulletin.publishing.attack.published_tables import (
    Aspect,
    CellKey,
    PublishedBreakdown,
    PublishedFigure,
    PublishedTables,
)
from bulletin.publishing.attack.relations import Form, Relation, RelationKind, total
from bulletin.publishing.attack.unknowns import Unknowns

_DAY = timedelta(days=1)
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
    _Times(unknowns).equate()


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
        half = Fraction(1, 2 * 10 ** (max(decimals) + _MEAN_DECIMALS))
        relation = self._relation(RelationKind.COMPUTED, figure.key, figure.parts)
        self._unknowns.system.equate(whole.times(len(forms)), total(forms), relation, half * len(forms))

    def of_units(self, figure: PublishedFigure) -> None:
        """A stated total is the sum of the units below it; where some have no figure, no less than the others."""
        key, measure = figure.key, self._version.measures[figure.key.measure]
        unit = self._version.units.get(key.organization)
        if figure.origin is not FigureOrigin.REPORTED or measure.over_tree is not Rule.SUM or unit is None:
            return
        there = [name for name in unit.children if self._existed(name, key.start, key.end)]
        parts = [part for name in there if self._form(part := key._replace(organization=name)) is not None]
        is_partial = any(self._version.figures[part].is_partial for part in parts)
        is_all = not unit.has_unlisted and not is_partial and len(parts) == len(there) >= unit.declared
        is_of_these = figure.units is not None and figure.units[0] == len(parts)
        if is_all or is_of_these:
            self._equate(RelationKind.TREE, key, parts)
        elif not measure.can_be_negative:
            self._bound(RelationKind.TREE, key, parts)

    def of_population(self, figure: PublishedFigure) -> None:
        """A part of a population counts no more than the population."""
        above, measure = (
            self._version.populations.get(figure.key.population),
            self._version.measures[figure.key.measure],
        )
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
                self._of_breakdown(RelationKind.CATEGORIES, whole, name, present, is_all=len(present) == len(keys))
                self._of_margins(whole, breakdown, present)

    def _of_margins(self, whole: CellKey, crossing: PublishedBreakdown, cells: list[CellKey]) -> None:
        for place, dimension in enumerate(crossing.crosses):
            if dimension not in self._version.breakdowns:
                continue
            for category in self._version.breakdowns[dimension].categories:
                margin = whole._replace(breakdown=dimension, category=category)
                parts = [key for key in cells if crossed_categories(key.category or "")[place] == category]
                others = [name for name in crossing.crosses if name != dimension]
                wanted = [each for each in crossing.categories if crossed_categories(each)[place] == category]
                if parts and self._form(margin) is not None:
                    of_others = all(self._exhaustive[name] for name in others)
                    overlap = any(self._version.breakdowns[name].overlapping for name in others)
                    self._add_up(
                        RelationKind.CROSSING, margin, parts, is_all=of_others and len(parts) == len(wanted),
                        overlapping=overlap,
                    )  # fmt: skip

    def _of_breakdown(
        self, kind: RelationKind, whole: CellKey, name: str, parts: list[CellKey], *, is_all: bool
    ) -> None:
        breakdown = self._version.breakdowns[name]
        self._add_up(kind, whole, parts, is_all=is_all and self._exhaustive[name], overlapping=breakdown.overlapping)

    def _add_up(
        self, kind: RelationKind, whole: CellKey, parts: list[CellKey], *, is_all: bool, overlapping: bool
    ) -> None:
        """Parts make the whole, or are no more than it; where they overlap, each alone is no more than it."""
        if not self._are_of_the_same_units(whole, parts):
            return
        if is_all and not overlapping:
            self._equate(kind, whole, parts)
        elif not self._version.measures[whole.measure].can_be_negative:
            for group in ([part] for part in parts) if overlapping else (parts,):
                self._bound(kind, whole, group)

    def _are_of_the_same_units(self, whole: CellKey, parts: Iterable[CellKey]) -> bool:
        figures = [self._version.figures.get(key) for key in (whole, *parts)]
        units = {figure.units if figure and figure.is_partial else None for figure in figures}
        return len(units) == 1

    def _existed(self, organization: str, start: date, end: date) -> bool:
        unit = self._version.units.get(organization)
        if unit is None:
            return True
        return not (
            (unit.opened is not None and unit.opened > end) or (unit.closed is not None and unit.closed < start)
        )

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


# --- periods --------------------------------------------------------------------------------------------------------

_Series = tuple[str, str, str, str | None, str | None]


class _Times:
    """The equations over time: a period is the spans between the days on which any period begins or ends."""

    def __init__(self, unknowns: Unknowns) -> None:
        self._unknowns = unknowns

    def equate(self) -> None:
        """Write them for every series of which something is hidden."""
        hidden = {_series(cell.key) for cell in self._unknowns.hidden()}
        epochs: dict[_Series, list[dict[tuple[date, date], tuple[Form, str]]]] = {}
        for version in self._unknowns.versions:
            found: dict[_Series, dict[tuple[date, date], tuple[Form, str]]] = {}
            for key, figure in version.figures.items():
                if _series(key) in hidden and self._may_add(version, figure):
                    form = self._unknowns.form(version, key)
                    if form is not None:
                        found.setdefault(_series(key), {})[key.start, key.end] = form, version.version
            for series, periods in found.items():
                _merge(epochs.setdefault(series, []), periods)
        for series, of_series in epochs.items():
            for periods in of_series:
                self._of_periods(series, periods)

    def _may_add(self, version: PublishedTables, figure: PublishedFigure) -> bool:
        measure = version.measures[figure.key.measure]
        return measure.over_time is Rule.SUM and not figure.key.each and not figure.is_partial

    def _of_periods(self, series: _Series, periods: dict[tuple[date, date], tuple[Form, str]]) -> None:
        """Every period is the sum of its spans; a span that is a period itself needs no unknown."""
        days = sorted({day for start, end in periods for day in (start, end + _DAY)})
        spans = [(start, end - _DAY) for start, end in pairwise(days)]
        measure = self._unknowns.versions[-1].measures.get(series[1])
        least: Rational | None = None if measure is None or measure.can_be_negative else 0
        used = {span for start, end in periods for span in spans if start <= span[0] and span[1] <= end}
        is_whole, system = self._unknowns.is_counted(series[1]), self._unknowns.system
        forms = {
            span: periods[span][0] if span in periods else system.unknown(least, is_whole=is_whole)
            for span in spans
            if span in used
        }
        organization, name, population, breakdown, category = series
        for (start, end), (form, version) in periods.items():
            inside = [span for span in spans if start <= span[0] and span[1] <= end]
            if len(inside) > 1:
                key = CellKey(organization, name, population, start, end, breakdown=breakdown, category=category)
                parts = tuple(key._replace(start=first, end=last) for first, last in inside)
                relation = Relation(RelationKind.TIME, version, key, parts)
                self._unknowns.system.equate(form, total(forms[span] for span in inside), relation)


def _series(key: CellKey) -> _Series:
    return key.organization, key.measure, key.population, key.breakdown, key.category


def _merge(
    epochs: list[dict[tuple[date, date], tuple[Form, str]]], periods: dict[tuple[date, date], tuple[Form, str]]
) -> None:
    """Add the periods of a version to those of earlier ones, as long as none of them was revised."""
    latest = epochs[-1] if epochs else None
    if latest is None or any(span in latest and latest[span][0] != form for span, (form, _) in periods.items()):
        epochs.append(dict(periods))
    else:
        latest.update(periods)
