"""The cells around a sensitive one among which those that protect it are sought: near by, and light or hidden already.

All others are taken to be published then, which errs on the safe side: what can deviate among some cells can deviate
among all.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Collection, Iterator
from heapq import heappop, heappush

from bulletin.disclosure.components import Component

_WIDTH = 12
"""What part of a neighbourhood, at the most, is sought in each row of each of its cells."""


def neighbourhood(component: Component, cell: int, hidden: Collection[int], size: int) -> list[int]:
    """Cells near to one, in the order of the weight that it takes to get to each, by rows (Dijkstra's algorithm).

    :param hidden: what weighs nothing, being hidden already.
    :param size: how many cells, at the most.
    """
    if size >= len(component.cells):
        return list(range(len(component.cells)))
    width = max(4, size // _WIDTH)
    reached: dict[int, None] = {}
    touched: Counter[int] = Counter()
    pending = [(0, 0, cell)]
    while pending and len(reached) < size:
        way, rows, nearest = heappop(pending)
        if nearest in reached:
            continue
        reached[nearest] = None
        for row, _ in component.terms_of[nearest]:
            touched[row] += 1
            if touched[row] == 1:
                for other in _of_row(component, row, hidden, width, touched):
                    if other not in reached:
                        weight = 0 if other in hidden else component.weights[other]
                        heappush(pending, (way + weight, rows + 1, other))
    return list(reached)


def hidden_neighbourhood(component: Component, cell: int, hidden: Collection[int], size: int) -> list[int]:
    """Hidden cells near to one, itself included, those that fewer rows are between first.

    :param size: how many cells, at the most.
    """
    reached = {cell: None}
    touched: set[int] = set()
    pending = deque([cell])
    while pending and len(reached) < size:
        for row, _ in component.terms_of[pending.popleft()]:
            if row not in touched:
                touched.add(row)
                found = [other for other in component.lightest[row] if other in hidden and other not in reached]
                reached.update(dict.fromkeys(found))
                pending.extend(found)
    return list(reached)


def _of_row(
    component: Component, row: int, hidden: Collection[int], width: int, touched: Counter[int]
) -> Iterator[int]:
    """The cells of a row that are hidden, light, or in another row too that has been touched: those close a circle."""
    light = component.lightest[row]
    yield from [cell for cell in light[width:] if cell in hidden][:width]
    yield from light[:width]
    for cell in light[width : 8 * width]:
        if cell not in hidden and sum(touched[other] > 0 for other, _ in component.terms_of[cell]) > 1:
            yield cell
