"""Target roll-up: a target of a unit beside those of the units below it, level by level down the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, groupby
from typing import NamedTuple

from bulletin.analysis.combination import expected_units
from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.quantities import number_of, sum_of
from bulletin.analysis.remarks import is_remarked_on
from bulletin.analysis.tables import Tables
from bulletin.analysis.target_status import TargetType
from bulletin.analysis.targets import prevailing, target_type_of
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import Rule
from bulletin.model.values import Quantity

ABOVE_PARENT, BELOW_PARENT = "targets-above-parent", "targets-below-parent"
"""The codes of the remarks on targets with which those of the units below do not go together."""


@dataclass(frozen=True)
class TargetRollup:
    """A target of a unit, and those of the units on one level below it."""

    above: TargetFigure
    below: tuple[TargetFigure, ...]
    """At least one, in the order of the tree."""
    without: tuple[str, ...]
    """Ids of the other units of the level, in the order of the tree: they have no target, or none that is a number."""
    level: int
    """1 for the units directly below, 2 for those below them; a unit with none below it is on all further levels."""
    expected: int | None
    """How many units the level has; None where the records do not say."""
    total: Fraction | None
    """What the targets below add to, in the measure's unit; None where they do not add: shares, rates, indices."""
    target_type: TargetType | None
    """What the target above asks for; None where some of these targets are ceilings and others are not."""
    is_bounded: bool
    """Whether targets that are missing could only add to the total: not for measures that can be negative."""
    tolerance: Fraction
    """How far the two may be apart, in the measure's unit: targets are rounded as figures are."""

    @property
    def difference(self) -> Fraction | None:
        """The targets below less the one above; None where they do not add."""
        return None if self.total is None else self.total - number_of(self.above)

    @property
    def relative(self) -> Fraction | None:
        """The difference over the target above; None also where that is not above zero."""
        difference, above = self.difference, number_of(self.above)
        return difference / above if difference is not None and above > 0 else None

    @property
    def ends(self) -> tuple[TargetFigure, TargetFigure]:
        """The lowest and the highest of the targets below."""
        return min(self.below, key=number_of), max(self.below, key=number_of)

    @property
    def is_whole(self) -> bool:
        """Whether all units of the level have a target that is a number."""
        return self.expected is not None and len(self.below) >= self.expected

    @property
    def is_off(self) -> bool:
        """Whether the targets below do not go together with the one above.

        Those to reach are to add to at least as much once all units below have one; ceilings to at most as much, also
        those there are, where more could only add to them.
        """
        if self.target_type is None or self.difference is None:
            return False
        if self.target_type.is_ceiling:
            return self.difference > self.tolerance and (self.is_whole or self.is_bounded)
        return self.difference < -self.tolerance and self.is_whole

    @property
    def remark(self) -> str:
        """Which remark that is."""
        return ABOVE_PARENT if self.difference is not None and self.difference > 0 else BELOW_PARENT


def target_rollups(
    catalogue: Catalogue, tables: Tables, targets: Iterable[TargetFigure] | None = None
) -> Iterator[TargetRollup]:
    """Every target to which targets of units below can be compared, in the order of the targets, a level at a time.

    Ranges and targets without a number have no part in it, nor those on which no verdict is given; of several targets
    for one key the prevailing one counts. Only targets of measures that add over the tree are added.

    :param targets: those of units above; all by default.
    """
    for key in dict.fromkeys(target.key for target in (tables.targets if targets is None else targets)):
        above = _counting(tables, key)
        if above is not None:
            yield from _rollups(catalogue, tables, above)


def rollups_off(catalogue: Catalogue, tables: Tables) -> Iterator[TargetRollup]:
    """The targets that do not go together with those of the units below, where that is to be remarked on.

    The nearest level that is off counts, and none below one that is whole: what is off further down is remarked on
    there.
    """
    for _, levels in groupby(target_rollups(catalogue, tables), lambda rollup: rollup.above.key):
        found = next((rollup for rollup in levels if rollup.is_off or rollup.is_whole), None)
        if found is not None and found.is_off and is_remarked_on(catalogue, found.remark, found.above):
            yield found


class _Level(NamedTuple):
    """The units on one level below a unit."""

    units: tuple[str, ...]
    expected: int | None
    """How many there are; None where the records do not say."""


def _rollups(catalogue: Catalogue, tables: Tables, above: TargetFigure) -> Iterator[TargetRollup]:
    measure = catalogue.measures[above.key.measure]
    adds_up = above.share is None and measure.over_tree is Rule.SUM
    for depth, level in enumerate(_levels(catalogue, above.key.organization, above.key.period), start=1):
        keys = [above.key.of(unit) for unit in level.units]
        counting = {key.organization: _counting(tables, key) for key in keys}
        below = tuple(target for target in counting.values() if target is not None)
        if below:
            yield TargetRollup(
                above=above,
                below=below,
                without=tuple(unit for unit, target in counting.items() if target is None),
                level=depth,
                expected=level.expected,
                total=sum_of(below) if adds_up else None,
                target_type=_common_type(catalogue, (above, *below)),
                is_bounded=not measure.may_be_negative,
                tolerance=measure.tolerance.of(number_of(above)),
            )


def _common_type(catalogue: Catalogue, targets: Sequence[TargetFigure]) -> TargetType | None:
    """What the first of some targets asks for; None where some of them are ceilings and others are not."""
    types = [target_type_of(catalogue, target) for target in targets]
    return types[0] if len({target_type.is_ceiling for target_type in types}) == 1 else None


def _levels(catalogue: Catalogue, organization: str, period: Period) -> Iterator[_Level]:
    """The units directly below, then those below them; as many levels as the tree has."""
    level = _below(catalogue, organization, period)
    last: tuple[str, ...] = ()
    while level.units != last:
        yield level
        level, last = _next(level, [_below(catalogue, unit, period) for unit in level.units]), level.units


def _next(level: _Level, parts: Sequence[_Level]) -> _Level:
    """The level below one, of whose units the parts are; units without parts are on it themselves."""
    units = chain.from_iterable(part.units or (unit,) for unit, part in zip(level.units, parts, strict=True))
    counts = [1 if part.expected == 0 else part.expected for part in parts]
    # What is below a unit that is not in the records is not known.
    is_known = level.expected == len(level.units) and None not in counts
    return _Level(tuple(dict.fromkeys(units)), sum(filter(None, counts)) if is_known else None)


def _below(catalogue: Catalogue, unit: str, period: Period) -> _Level:
    units = tuple(each for each in catalogue.below(unit, period) if catalogue.exists(each, period))
    return _Level(units, expected_units(catalogue, unit, period))


def _counting(tables: Tables, key: ObservationKey) -> TargetFigure | None:
    """The target of a key that counts; None where there is none, or it is no single number."""
    target = prevailing(tables.targets_by_key.get(key, ()))
    if target is None or target.superseded_by is not None:
        return None
    return target if isinstance(target.value, Quantity) and target.value.upper is None else None
