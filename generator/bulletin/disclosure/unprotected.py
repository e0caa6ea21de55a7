"""What stops a release: figures that cannot be hidden, and programs that are not solved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bulletin.disclosure.cells import whole_and_parts
from bulletin.disclosure.integer_program import SolverError
from bulletin.disclosure.intervals import Knowledge
from bulletin.disclosure.linked_tables import Interval, LinkedTables
from bulletin.errors import RejectedError
from bulletin.localization.messages import n_
from bulletin.model.keys import ObservationKey


class Sum(NamedTuple):
    """An equation between figures; None: a number that nobody publishes, such as what else there is in a total."""

    whole: ObservationKey | None
    parts: tuple[ObservationKey | None, ...]


@dataclass(frozen=True, slots=True)
class Computable:
    """A figure that is to be hidden, and that readers could compute whatever else is hidden."""

    key: ObservationKey
    interval: Interval
    """Between what they would know it to be; of a rate or a share, its numerator."""
    sums: tuple[Sum, ...]
    """What they would know it from."""


class UnprotectedError(RejectedError):
    """Figures that are to be hidden could be computed whatever else is hidden, so nothing is released.

    Its text names none of them, as logs of builds have more readers than records.
    """

    def __init__(self, figures: Iterable[Computable]) -> None:
        """Count them."""
        self.figures = tuple(figures)
        reason = n_(
            "Nothing is released: readers could compute {count} figure that is to be hidden from others that are "
            "known, whatever else is hidden. bulletin check, or beside what is published bulletin check --published "
            "SITE, says which, to those who may read the records.",
            "Nothing is released: readers could compute {count} figures that are to be hidden from others that are "
            "known, whatever else is hidden. bulletin check, or beside what is published bulletin check --published "
            "SITE, says which, to those who may read the records.",
        )
        super().__init__(reason, count=len(self.figures))


class UnsolvedPolicyError(SolverError):
    """The solver did not find what has to be hidden, so nothing is released."""

    def __init__(self, error: SolverError, figures: Iterable[ObservationKey]) -> None:
        """Keep what it is about.

        :param error: what the solver says.
        :param figures: all that equations link, among which it was sought.
        """
        super().__init__(error.reason, **error.details)
        self.figures = tuple(figures)


def computable(linked: LinkedTables, cell: int, known: Knowledge, keys: Mapping[int, ObservationKey]) -> Computable:
    """Say of a cell that cannot be protected which figure it is, and from which others it follows.

    :param keys: the figure of each cell that is a value of one; cells of no figure are never sensitive.
    """
    sums = (whole_and_parts(linked.equations[position]) for position in known.equations)
    return Computable(
        keys[cell],
        known.interval,
        tuple(Sum(keys.get(whole), tuple(map(keys.get, parts))) for whole, parts in sums),
    )
