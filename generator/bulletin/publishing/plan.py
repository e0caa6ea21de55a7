"""The plan of a publication: what becomes of each edition on a day."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bulletin.disclosure.publications import day_of_version
from bulletin.localization.messages import _, translate
from bulletin.model.corpus import Catalogue
from bulletin.model.records import Edition
from bulletin.publishing.version_names import edition_of


class StepKind(StrEnum):
    """What becomes of an edition."""

    NEW = "new"
    CORRECTED = "corrected"
    """It is published again under the next version."""
    PUBLISHED = "published"
    """This version is published already; a version that is published is left as it is."""
    NOT_DUE = "not due"
    """The day of its release, or of its correction, has not come."""


_STEPS = {
    StepKind.NEW: _("{version}: published"),
    StepKind.CORRECTED: _("{version}: published as a correction"),
    StepKind.PUBLISHED: _("{version}: already published, left as it is"),
    StepKind.NOT_DUE: _("{version}: not before {day}"),
}
_PLANS = {
    **_STEPS,
    StepKind.NEW: _("{version}: would be published"),
    StepKind.CORRECTED: _("{version}: would be published as a correction"),
}


@dataclass(frozen=True)
class Step:
    """What becomes of one edition."""

    edition: str
    version: str
    """The version that the records give it."""
    kind: StepKind
    day: str = ""
    """Of an edition that is not due: from when on it, or its correction, may be published, as ``2023-04-07``."""

    @property
    def is_new(self) -> bool:
        """Whether a version is added to the site."""
        return self.kind in {StepKind.NEW, StepKind.CORRECTED}

    def text(self, language: str, *, is_dry_run: bool = False) -> str:
        """What became of the edition, or would become of it, in a language."""
        message = (_PLANS if is_dry_run else _STEPS)[self.kind]
        return translate(message, language, version=self.version, day=self.day)


def plan(
    catalogue: Catalogue, published: Collection[str], today: date, named: Collection[str] = ()
) -> tuple[Step, ...]:
    """What becomes of each edition, the earliest cut-off first.

    :param published: the versions that are published.
    :param named: the editions that are asked for; none asks for all.
    """
    editions = (edition for edition in catalogue.editions_in_order if not named or edition.id in named)
    return tuple(_step(catalogue, edition, published, today) for edition in editions)


def day_of(moment: datetime, time_zone: str | None) -> date:
    """The day that it is at a moment in a time zone; None takes that of this machine."""
    return moment.astimezone(ZoneInfo(time_zone) if time_zone else None).date()


def _step(catalogue: Catalogue, edition: Edition, published: Collection[str], today: date) -> Step:
    version = catalogue.version_of(edition.id)
    if version in published:
        return Step(edition.id, version, StepKind.PUBLISHED)
    corrections = len(catalogue.corrections_of(edition.id))
    if (day := day_of_version(catalogue, edition.id, corrections)) > today:
        return Step(edition.id, version, StepKind.NOT_DUE, day.isoformat())
    is_corrected = edition.id in map(edition_of, published)
    return Step(edition.id, version, StepKind.CORRECTED if is_corrected else StepKind.NEW)
