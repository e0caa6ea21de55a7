"""The interval of every hidden number, by integer programming, part by part of what equations link."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from bulletin.disclosure.intervals import ContradictionError, intervals
from bulletin.disclosure.linked_tables import Interval
from bulletin.publishing.attack.relations import Part, Relation, System


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which limits a number is known to be, and from what."""

    interval: Interval
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Equations that no numbers fit."""

    unknowns: tuple[int, ...]
    relations: tuple[Relation, ...]


def limits(system: System, wanted: Collection[int], *, time_limit: float) -> Mapping[int, Limits | Contradiction]:
    """The limits of some of the unknown numbers, or why there are none.

    :param time_limit: seconds that a single program may take.
    :raises SolverError: when one takes longer: nothing is known then of how close readers come.
    """
    found: dict[int, Limits | Contradiction] = {}
    for part in system.parts(wanted):
        try:
            found.update(_limits(part, wanted, time_limit))
        except ContradictionError:
            found.update(_without_assumptions(system, part, wanted, time_limit))
    return found


def _without_assumptions(
    system: System, contradictory: Part, wanted: Collection[int], time_limit: float
) -> Iterator[tuple[int, Limits | Contradiction]]:
    """The limits where what sources state might not fit together: by what is computed only."""
    inside = [unknown for unknown in contradictory.unknowns if unknown in wanted]
    for part in system.parts(inside, without_assumptions=True):
        try:
            yield from _limits(part, wanted, time_limit)
        except ContradictionError:
            reason = Contradiction(part.unknowns, part.relations)
            yield from ((unknown, reason) for unknown in part.unknowns if unknown in wanted)


def _limits(part: Part, wanted: Collection[int], time_limit: float) -> Iterator[tuple[int, Limits]]:
    cells = {place: unknown for place, unknown in enumerate(part.unknowns, 1) if unknown in wanted}
    known = intervals(part.tables, part.tables.hidden, cells, time_limit=time_limit)
    for cell, knowledge in known.items():
        relations = dict.fromkeys(part.relations[equation] for equation in knowledge.equations)
        yield cells[cell], Limits(knowledge.interval, tuple(relations))
