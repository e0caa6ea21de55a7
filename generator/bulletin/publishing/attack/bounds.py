"""The interval of every hidden number, by integer programming, part by part of what equations link."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import NamedTuple

from bulletin.disclosure.components import components
from bulletin.disclosure.intervals import ContradictionError, intervals_within
from bulletin.disclosure.linked_tables import Interval
from bulletin.publishing.attack.relations import PublishedEquations, Relation, System


class Limits(NamedTuple):
    """Between which limits a number is known to be, and from what."""

    interval: Interval | None
    """None where no numbers fit the equations."""
    relations: tuple[Relation, ...] = ()


def limits(system: System, wanted: Container[int], *, time_limit: float) -> Mapping[int, Limits]:
    """The limits of some of the unknown numbers, or why there are none.

    Where what sources state does not fit together, they are those by what is computed only.

    :param time_limit: seconds that a single program may take.
    :raises SolverError: when one takes longer: nothing is known then of how close readers come.
    """
    found = dict(_limits(system.equations(), wanted, time_limit))
    if contradictory := {unknown for unknown, known in found.items() if known.interval is None}:
        found.update(_limits(system.equations(without_assumptions=True), contradictory, time_limit))
    return found


def _limits(known: PublishedEquations, wanted: Container[int], time_limit: float) -> Iterator[tuple[int, Limits]]:
    for component in components(known.tables, known.tables.hidden):
        try:
            found = intervals_within(component, known.tables, wanted, time_limit=time_limit)
        except ContradictionError:
            reason = Limits(None, tuple(known.relations[equation] for equation in component.equations))
            yield from ((unknown, reason) for unknown in component.cells if unknown in wanted)
            continue
        for unknown, knowledge in found.items():
            relations = dict.fromkeys(known.relations[equation] for equation in knowledge.equations)
            yield unknown, Limits(knowledge.interval, tuple(relations))
