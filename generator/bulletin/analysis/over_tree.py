"""Figures of the units below → the figure of the unit above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from bulletin.analysis.arithmetic import exact_sum
from bulletin.analysis.combining import combined, may_be_part
from bulletin.analysis.tables import Coverage, Figure, Origin
from bulletin.analysis.tiling import Tile, chains
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period
from bulletin.model.values import Quantity


def expected_units(catalogue: Catalogue, organization: str, period: Period) -> int | None:
    """How many units directly below an organization could report for a period.

    Of each kind, those in the records that existed in the period and stood there on at least one day of it, or the
    declared number of that kind where it is larger. None where a kind is declared of which the records hold no unit
    below: whether those stand directly below cannot be known; and where there are units below that are neither in the
    records nor declared.
    """
    if catalogue.organizations[organization].unlisted_units:
        return None
    below = catalogue.below(organization, period)
    kinds = {catalogue.organizations[unit].kind for unit in catalogue.ever_below(organization)}
    declared = {units.kind: units.count for units in catalogue.organizations[organization].subordinates}
    if not declared.keys() <= kinds:
        return None
    existing = Counter(catalogue.organizations[unit].kind for unit in below if catalogue.exists(unit, period))
    return sum(max(existing[kind], declared.get(kind, 0)) for kind in kinds)


def total_over_tree(organization: str, parts: Sequence[Figure], expected: int | None) -> Figure:
    """The sum of one figure of each of several units below, as the figure of ``organization``.

    :param parts: of one measure, population, period and category; each may be a part of a total. Behind the first, a
        unit may have several that follow each other within the period instead, and fill what it was there of it.
    :param expected: how many units could have reported.
    """
    numbers = (part.value.decimal for part in parts if isinstance(part.value, Quantity))
    key = parts[0].key._replace(organization=organization)
    return combined(key, Quantity(exact_sum(numbers)), Origin.SUM_OVER_TREE, parts, Coverage(_units(parts), expected))


def _units(parts: Sequence[Figure]) -> int:
    return len({part.key.organization for part in parts})


def brought_to(catalogue: Catalogue, unit: str, figures: Iterable[Figure], period: Period) -> list[Figure]:
    """The figures of a unit that follow each other through all of a period that it was there of.

    So a ward of which the first half of a year is the end, or that reported by the quarter for longer, has its part in
    the total of the year. For measures that add over time only.

    :param figures: of one series of the unit.
    :return: empty where a figure is missing in between, or may not be a part of a total.
    """
    record = catalogue.organizations[unit]
    start = max(period.start, record.opened.start) if record.opened else period.start
    end = min(period.end, record.closed.end) if record.closed else period.end
    parts = [figure for figure in figures if may_be_part(figure)]
    tiles = [Tile(part.key.period, part.origin is not Origin.REPORTED) for part in parts]
    return [parts[position] for position in chains(tiles, start, end).get(end, ())]
