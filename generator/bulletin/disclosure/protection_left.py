"""How much protection figures can have still that are hidden in published versions: these cannot be taken back.

A rule that becomes stricter asks for more of a figure that an earlier edition has hidden than that edition left. Then
as much has to do as readers leave possible who know all that was published before; no later edition may take any of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bulletin.disclosure.cells import Extent, within
from bulletin.disclosure.imputation import fitted
from bulletin.disclosure.intervals import ContradictionError, intervals
from bulletin.disclosure.linked_tables import Interval, LinkedTables


def protection_left(linked: LinkedTables, before: Extent, cells: Iterable[int]) -> dict[int, Interval]:
    """What readers know by what was published before, of those cells that leaves too little protection.

    :param before: the cells that were there by then.
    :param cells: some that nothing protects by now; what is new among them was not published.
    :raises SolverError: when computing that takes too long.
    """
    wanted = {cell for cell in cells if cell in before.unknown}
    known = dict(_known(linked, before, wanted)) if wanted else {}
    return {cell: interval for cell, interval in known.items() if _is_too_narrow(linked, cell, interval)}


def _known(linked: LinkedTables, before: Extent, cells: set[int]) -> Iterator[tuple[int, Interval]]:
    former = range(before.cells)
    equations = tuple(each for each in linked.equations if all(cell in former for cell, _ in each.terms))
    hidden = linked.hidden | before.unknown
    tables = replace(linked, equations=equations, hidden=hidden, protected={}, undisclosed=frozenset())
    try:
        found = intervals(fitted(tables), before.unknown, cells)
    except ContradictionError:
        return
    for cell, knowledge in found.items():
        yield cell, knowledge.interval


def _is_too_narrow(linked: LinkedTables, cell: int, known: Interval) -> bool:
    """Whether there cannot be the protection that is asked for; of what must not be known exactly, any at all."""
    protection = linked.protected.get(cell)
    if protection is None:
        return known.lower is not None and known.lower == known.upper
    return within(known, protection) != protection
