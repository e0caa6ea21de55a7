"""The targets of the units below against that of the unit above, for one measure, period and population."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.matching import prevailing
from bulletin.analysis.over_tree import expected_units
from bulletin.analysis.ratios import number_of
from bulletin.analysis.tables import Tables, TargetFigure
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Rule
from bulletin.model.values import Quantity


@dataclass(frozen=True)
class Cascade:
    """A target of a unit, and those of the units directly below it."""

    above: TargetFigure
    below: tuple[TargetFigure, ...]
    """At least one, in the order of the tree."""
    expected: int | None
    """How many units below there are; None where the records cannot tell."""
    total: Fraction
    """What the targets below add to, in the measure's unit."""

    @property
    def difference(self) -> Fraction:
        """The targets below less the one above."""
        return self.total - number_of(self.above)

    @property
    def is_short(self) -> bool:
        """Whether all units below have a target, and together they still ask for less than the one above."""
        return self.expected is not None and len(self.below) >= self.expected and self.difference < 0


def cascades(catalogue: Catalogue, tables: Tables) -> Iterator[Cascade]:
    """Every target to which targets of units below can be compared, in the order of the targets.

    Only of measures that add over the tree, and between numbers: shares and ranges do not add up. Of several targets
    for one key the prevailing one counts; those on which no verdict is given do not.
    """
    for key in dict.fromkeys(target.key for target in tables.targets):
        above = _counting(tables, key) if catalogue.measures[key.measure].over_tree is Rule.SUM else None
        if above is None:
            continue
        keys = (key._replace(organization=unit) for unit in catalogue.below(key.organization, key.period))
        below = tuple(one for one in (_counting(tables, one) for one in keys) if one is not None)
        if below:
            expected = expected_units(catalogue, key.organization, key.period)
            yield Cascade(above, below, expected, sum((number_of(one) for one in below), Fraction(0)))


def _counting(tables: Tables, key: ObservationKey) -> TargetFigure | None:
    """The target of a key that counts; None where there is none, or it is no number that adds up."""
    target = prevailing(tables.targets_by_key.get(key, ()))
    if target is None or target.superseded_by is not None or target.share is not None:
        return None
    return target if isinstance(target.value, Quantity) and target.value.upper is None else None
