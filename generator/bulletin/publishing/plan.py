"""What publishing would do with each edition: a pure function of the records, of what is published, and of the day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bulletin.model.corpus import Catalogue
from bulletin.model.records import Edition


class StepKind(StrEnum):
    """What becomes of an edition."""

    NEW = "new"
    CORRECTED = "corrected"
    """It is published again under the next version."""
    OUT = "out"
    """This version is published already; a version that is published is left as it is."""
    LATER = "later"
    """The day of its release, or of its correction, has not come."""


@dataclass(frozen=True)
class Step:
    """What becomes of one edition."""

    edition: str
    version: str
    """The version that the records give it."""
    kind: StepKind
    day: str = ""
    """Of an edition that comes later: from when on it, or its correction, may come out, as ``2023-04-07``."""

    @property
    def comes_out(self) -> bool:
        """Whether there will be a new folder."""
        return self.kind in {StepKind.NEW, StepKind.CORRECTED}


def plan(
    catalogue: Catalogue, out: Mapping[str, Collection[str]], today: date, named: Collection[str] = ()
) -> tuple[Step, ...]:
    """What becomes of each edition, from the one that knew least to the one that knows most.

    :param out: the versions that are published, by edition.
    :param named: the editions that are asked for; none asks for all.
    """
    return tuple(_steps(catalogue, out, today, named))


def _steps(
    catalogue: Catalogue, out: Mapping[str, Collection[str]], today: date, named: Collection[str]
) -> Iterator[Step]:
    for edition in catalogue.series:
        if named and edition.id not in named:
            continue
        version = catalogue.version_of(edition.id)
        if version in out.get(edition.id, ()):
            yield Step(edition.id, version, StepKind.OUT)
        elif (day := _due(catalogue, edition)) > today:
            yield Step(edition.id, version, StepKind.LATER, day.isoformat())
        else:
            yield Step(edition.id, version, StepKind.CORRECTED if out.get(edition.id) else StepKind.NEW)


def _due(catalogue: Catalogue, edition: Edition) -> date:
    """The first day on which an edition may come out as it is: released, its cut-off over, its corrections made."""
    corrected = (correction.date.end for correction in catalogue.corrections_of(edition.id))
    return max(edition.released.start, edition.cut_off.end, *corrected)
