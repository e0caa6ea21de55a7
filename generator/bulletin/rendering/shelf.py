"""Figures, targets and claims put where pages look for them, once for the whole site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from bulletin.analysis.affected import Affected, affected
from bulletin.analysis.claims import CheckedClaim, checked
from bulletin.analysis.claims.keys import about
from bulletin.analysis.slots import Number, Slot, slot_of
from bulletin.analysis.tables import Figure, ObservationKey, Origin, TargetFigure
from bulletin.disclosure.door import Release
from bulletin.model.periods import Period

Item = TypeVar("Item")
Place = TypeVar("Place")


def _grouped(items: Iterable[Item], place: Callable[[Item], Iterable[Place]]) -> dict[Place, list[Item]]:
    groups: dict[Place, list[Item]] = defaultdict(list)
    for item in items:
        for where in place(item):
            groups[where].append(item)
    return dict(groups)


class Shelf:
    """A release in the orders that pages need."""

    def __init__(self, release: Release) -> None:
        self._release = release

    @cached_property
    def periods(self) -> dict[str, Period]:
        """Every period that has figures or targets, by its notation, in order of time."""
        tables = self._release.tables
        keys = (item.key for items in (tables.figures, tables.targets) for item in items)
        by_notation = {key.period.text: key.period for key in keys}
        return {period.text: period for period in sorted(by_notation.values())}

    @cached_property
    def figures_by_period(self) -> dict[str, list[Figure]]:
        """The figures of each period, by its notation."""
        return _grouped(self._release.tables.figures, lambda figure: (figure.key.period.text,))

    @cached_property
    def targets_by_period(self) -> dict[str, list[TargetFigure]]:
        """The targets of each period, by its notation."""
        return _grouped(self._release.tables.targets, lambda target: (target.key.period.text,))

    @cached_property
    def targets_by_measure(self) -> dict[str, list[TargetFigure]]:
        """The targets of each measure."""
        return _grouped(self._release.tables.targets, lambda target: (target.key.measure,))

    @cached_property
    def figures_by_source(self) -> dict[str, list[Figure]]:
        """The figures that each source states."""
        stated = (figure for figure in self._release.tables.figures if figure.origin is Origin.REPORTED)
        return _grouped(stated, lambda figure: figure.sources)

    @cached_property
    def targets_by_organization(self) -> dict[str, list[TargetFigure]]:
        """The targets of each organization."""
        return _grouped(self._release.tables.targets, lambda target: (target.key.organization,))

    @cached_property
    def targets_by_source(self) -> dict[str, list[TargetFigure]]:
        """The targets that each source states or implies."""
        return _grouped(self._release.tables.targets, lambda target: (target.source,))

    @cached_property
    def claims(self) -> tuple[CheckedClaim, ...]:
        """Every claim, held against the released figures."""
        release = self._release
        return tuple(checked(release.catalogue, release.tables, release.claims).values())

    @cached_property
    def claims_by_organization(self) -> dict[str, list[CheckedClaim]]:
        """The claims about each organization."""
        return _grouped(self.claims, lambda one: (one.claim.organization,))

    @cached_property
    def claims_by_source(self) -> dict[str, list[CheckedClaim]]:
        """The claims of each source."""
        return _grouped(self.claims, lambda one: (one.claim.source,))

    @cached_property
    def put_right(self) -> tuple[Affected, ...]:
        """What the edition's corrections put right, and the totals computed from that; nothing in a draft."""
        edition, catalogue = self._release.edition, self._release.catalogue
        corrections = catalogue.corrections_of(edition) if edition else ()
        return affected(corrections, self._release.tables, catalogue.measures)

    def put_right_in(self, figure: Figure) -> Sequence[Affected]:
        """What was put right in a figure. Most sites have no corrections, and looking a key up takes its time."""
        return self._put_right_by_key.get(figure.key, ()) if self.put_right else ()

    @cached_property
    def _put_right_by_key(self) -> dict[ObservationKey, list[Affected]]:
        return _grouped(self.put_right, lambda one: (one.figure.key,))

    @cached_property
    def by_slot(self) -> dict[Slot, Number]:
        """The figures and targets as corrections name them; a target for every year of a period under that period."""
        tables = self._release.tables
        numbers: tuple[Number, ...] = (*tables.targets, *tables.figures)
        return {slot_of(one).unspecific: one for one in numbers}

    @cached_property
    def doubts(self) -> dict[ObservationKey, list[CheckedClaim]]:
        """The claims that contradict the figures, by the figure that they are about."""
        return _grouped((one for one in self.claims if one.verdict.doubts), lambda one: (about(one.claim),))
