"""What later reports made of figures: the first value, the second and the latest, and how far they lie apart.

Mean revision and mean absolute revision are the usual measures of how reliable first figures are (OECD and Eurostat
guidelines on revisions): the one tells whether they tend to be too low or too high, the other how far off they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.amounts import difference, quotient
from bulletin.analysis.tables import Figure
from bulletin.model.values import Quantity

LEAST_REVISED = 5
"""How many revised figures it takes for their mean to say anything."""


@dataclass(frozen=True)
class Revision:
    """A figure that was reported more than once, with different values."""

    reports: tuple[Figure, ...]
    """All reports of it, the oldest first; two at least. The last one is the current figure."""

    @property
    def first(self) -> Figure:
        """The oldest report."""
        return self.reports[0]

    @property
    def second(self) -> Figure:
        """The report after the oldest; where there are two, the latest."""
        return self.reports[1]

    @property
    def latest(self) -> Figure:
        """The current figure."""
        return self.reports[-1]

    @property
    def difference(self) -> Quantity | None:
        """The latest value less the first, in the measure's unit; None where what is known of them leaves it open."""
        first, latest = self.first.value, self.latest.value
        if not isinstance(first, Quantity) or not isinstance(latest, Quantity):
            return None
        return difference(latest, first)

    @property
    def relative(self) -> Quantity | None:
        """The difference over the first value; None also where that is zero, or either is not known exactly."""
        apart, first = self.difference, self.first.value
        if apart is None or not apart.is_exact or not isinstance(first, Quantity) or not first.is_exact:
            return None
        share = quotient(Quantity(abs(apart.fraction)), Quantity(abs(first.fraction)))
        return Quantity(share.fraction if apart.fraction >= 0 else -share.fraction) if share is not None else None


@dataclass(frozen=True)
class MeanRevision:
    """What the revisions of several figures have in common, in the measure's unit."""

    count: int
    """How many revised figures it is the mean of."""
    mean: Fraction
    """Mean of latest less first: above zero where first figures tend to be too low."""
    absolute: Fraction
    """Mean of the same without its sign."""


def revisions_of(figures: Iterable[Figure]) -> tuple[Revision, ...]:
    """The figures that a later report gave another value, in their order.

    Nothing is left of what was reported of a figure before it was suppressed, so that none of those is among them.
    """
    reported = (Revision((*figure.earlier, figure)) for figure in figures if figure.earlier)
    return tuple(one for one in reported if len({report.value for report in one.reports}) > 1)


def mean_revision(revisions: Sequence[Revision]) -> MeanRevision | None:
    """The mean of the revisions whose difference is known exactly; None for fewer than :data:`LEAST_REVISED`."""
    known = [apart.fraction for one in revisions if (apart := one.difference) is not None and apart.is_exact]
    if len(known) < LEAST_REVISED:
        return None
    total, absolute = sum(known, Fraction(0)), sum(map(abs, known), Fraction(0))
    return MeanRevision(len(known), total / len(known), absolute / len(known))
