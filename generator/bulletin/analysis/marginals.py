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
    everything = tuple(category.id for category in breakdown.categories)
    yield marginal_of(breakdown)
    for other in among:
        dimensions = _dimensions(other)
        if set(dimensions) < set(breakdown.crosses):
            kept = tuple(breakdown.crosses.index(name) for name in dimensions)
            added = [breakdowns[name] for name in breakdown.crosses if name not in dimensions]
            yield Marginal(
                breakdown.id,
                other.id,
                _by_margin(everything, kept),
                any(each.overlapping for each in added),
                all(each.exhaustive for each in added),
            )


def _dimensions(breakdown: Breakdown) -> tuple[str, ...]:
    return breakdown.crosses or (breakdown.id,)


def _by_margin(cells: Iterable[str], kept: Sequence[int]) -> Mapping[str | None, tuple[str, ...]]:
    """The cells that agree in some dimensions, by what they agree in.

    :param kept: the positions of these dimensions in the crossing, in the order of the margin.
    """
    found: defaultdict[str | None, list[str]] = defaultdict(list)
    for cell in cells:
        categories = crossed_categories(cell)
        found[crossed_id(categories[position] for position in kept)].append(cell)
    return {margin: tuple(added) for margin, added in found.items()}
