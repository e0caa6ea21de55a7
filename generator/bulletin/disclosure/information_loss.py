"""How much information is lost where a figure is hidden: the weights by which complementary suppression chooses.

Numbers have no part in it, so that which figures are hidden says as little as possible of how large they are: see
Hundepool et al., *Statistical Disclosure Control* (2012), section 4.4.1, for the usual weights.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bulletin.analysis.figures import Figure
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey

_BY_LEVEL = (1, 4, 16, 64)
"""What a figure is worth by how many levels of units there are below its own."""
_LONG = 180
"""How many days a period has, at least, for its figures to be worth two of shorter ones: it is the sum of some."""
_RECENT = timedelta(days=366)
"""How long before the last day of which anything is known a period may end whose figures are worth two older ones."""
_MANY = 9
"""How many units below one there are at the most whose number decides between figures that are worth the same."""


class InformationLoss:
    """What each figure of an edition is worth to readers."""

    def __init__(self, catalogue: Catalogue, figures: Iterable[Figure]) -> None:
        """Compare with each other the figures of this edition."""
        self._children = catalogue.children
        self._last = max((figure.key.period.end for figure in figures), default=date.min + _RECENT)
        self._levels: dict[str, int] = {}

    def of(self, key: ObservationKey) -> int:
        """The weight of a figure: more of wholes, of units with levels below, of longer periods and of recent ones."""
        weight = 1 if key.is_crossed else 2 if key.breakdown is not None else 4
        weight *= _BY_LEVEL[min(self._level(key.organization), len(_BY_LEVEL) - 1)]
        weight *= 2 if key.period.days > _LONG else 1
        weight *= 2 if key.period.end > self._last - _RECENT else 1
        return weight * (_MANY + 1) + min(len(self._children[key.organization]), _MANY)

    def _level(self, unit: str) -> int:
        """How many levels of units there are below one."""
        if unit not in self._levels:
            self._levels[unit] = max((1 + self._level(child) for child in self._children[unit]), default=0)
        return self._levels[unit]
