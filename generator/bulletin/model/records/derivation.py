"""The order in which derived measures follow from others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from itertools import chain

from bulletin.model.records.vocabulary import Measure


def in_order_of_derivation(measures: Mapping[str, Measure]) -> Iterator[list[Measure]]:
    """The measures in groups, each in a later one than those that it is computed from.

    :raises graphlib.CycleError: when one is computed from itself.
    """
    operands = {
        name: [operand.measure for operand in measure.formula.operands] if measure.formula else []
        for name, measure in measures.items()
    }
    sorter = TopologicalSorter(operands)
    sorter.prepare()
    while ready := sorter.get_ready():
        yield [measures[name] for name in ready if name in measures]
        sorter.done(*ready)


def with_derived_breakdowns(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """The measures by id, derived ones with the breakdowns that they get of their operands.

    :raises graphlib.CycleError: when one is computed from itself.
    """
    found: dict[str, Measure] = {}
    for measure in chain.from_iterable(in_order_of_derivation(measures)):
        found[measure.id] = measure.deriving(found)
    return {name: found[name] for name in measures}
