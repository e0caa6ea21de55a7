"""Marginals: which categories of a breakdown add up to the whole, or to a category of another breakdown.

The categories of any breakdown are parts of the whole. Those of a crossing (sex × age) are cells besides, of which a
row adds up to a category of one of the breakdowns that are crossed, and a column to one of the other: its margins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bulletin.model.records import Breakdown
from bulletin.model.records.parts import crossed_categories, crossed_id


@dataclass(frozen=True)
class Marginal:
    """What the categories of a breakdown add up to, added over all of its dimensions or over some."""

    breakdown: str
    """Whose categories are added."""
    margin: str | None
    """The breakdown whose categories they add up to; None for the whole."""
    parts: Mapping[str | None, tuple[str, ...]]
    """The categories to be added, by the category that they add up to; by None for the whole."""
    overlapping: bool
    """Whether something can be in several of the categories that are added."""
    exhaustive: bool
    """Whether everything is in one of them, so that all together are the sum."""


def marginals(breakdowns: Mapping[str, Breakdown], names: Iterable[str]) -> tuple[Marginal, ...]:
    """What the categories of some breakdowns add up to: the whole, then categories of others among them.

    :param breakdowns: all breakdowns by id, crossings with their categories.
    :param names: those that are added and added up to, such as the breakdowns of a measure.
    """
    among = [breakdowns[name] for name in names if name in breakdowns]
    return tuple(marginal for breakdown in among for marginal in _of(breakdown, among, breakdowns))


def marginal_of(breakdown: Breakdown) -> Marginal:
    """That all categories of a breakdown add up to the whole."""
    categories = tuple(category.id for category in breakdown.categories)
    return Marginal(breakdown.id, None, {None: categories}, breakdown.overlapping, breakdown.exhaustive)


def _of(breakdown: Breakdown, among: Sequence[Breakdown], breakdowns: Mapping[str, Breakdown]) -> Iterator[Marginal]:
    yield marginal_of(breakdown)
    for other in among:
        if set(other.dimensions) < set(breakdown.crosses):
            yield marginal_over(breakdown, other.dimensions, breakdowns, other.id)


def marginal_over(
    crossing: Breakdown, kept: Sequence[str], breakdowns: Mapping[str, Breakdown], margin: str | None = None
) -> Marginal:
    """What the cells of a crossing add up to, over all of its dimensions but some.

    :param kept: these dimensions, one or more, in the order of the margin.
    :param margin: the breakdown that has what they add up to, where there is one.
    """
    added = [breakdowns[name] for name in crossing.crosses if name not in kept]
    positions = [crossing.crosses.index(name) for name in kept]
    cells: defaultdict[str | None, list[str]] = defaultdict(list)
    for cell in crossing.categories:
        categories = crossed_categories(cell.id)
        cells[crossed_id(categories[position] for position in positions)].append(cell.id)
    return Marginal(
        crossing.id,
        margin,
        {category: tuple(parts) for category, parts in cells.items()},
        any(each.overlapping for each in added),
        all(each.exhaustive for each in added),
    )
