"""The two answers of ``api/``: all about one organization, and all about one measure."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

from bulletin.model.records import Direction, EventKind, Id, MeasureKind, Rule
from bulletin.model.text import Text
from bulletin.rendering.api.entries import (
    BreakdownId,
    ClaimEntry,
    FigureEntry,
    KindId,
    OrganizationId,
    PeriodEntry,
    SourceId,
    TargetEntry,
    UnitId,
    entry,
)
from bulletin.rendering.api.vocabulary import Vocabulary

SchemaVersion = Literal["2.0"]
SCHEMA_VERSION: SchemaVersion = "2.0"
"""The first number changes when programs written for an answer may no longer understand it, the second when fields are
added."""

Version = Annotated[
    str, Field(description="The version of the edition that the answer is of, such as 2023-Q1.1; left out in a draft.")
]


@entry
class SubordinatesEntry(TypedDict):
    """How many units of one kind an organization has, as a source states it."""

    kind: KindId
    count: int
    source: SourceId


@entry
class EventEntry(TypedDict):
    """A change in an organization's life."""

    on: PeriodEntry
    """The day, or the month or year where no more is known."""
    what: EventKind
    organizations: tuple[OrganizationId, ...]
    """The others that took part: merged into, split into, moved from."""
    name: Text | None
    """For a renaming: the name until then."""


@entry
class OrganizationEntry(TypedDict):
    """An organization and its place in the tree."""

    id: Id
    name: Text
    kind: KindId
    parent: OrganizationId | None
    """The organization directly above; left out at the top of a tree."""
    ancestors: tuple[OrganizationId, ...]
    """The organizations above, from the top of the tree down to the parent."""
    children: tuple[OrganizationId, ...]
    """The organizations directly below."""
    subordinates: tuple[SubordinatesEntry, ...]
    """Units that are known by number, whether or not they are among the children."""
    unlisted_units: bool
    """Whether more units stand directly below than are listed or counted."""
    opened: PeriodEntry | None
    """When it came into being, where that is known."""
    closed: PeriodEntry | None
    """When it ceased to be."""
    events: tuple[EventEntry, ...]
    note: Text | None


@entry
class MeasureEntry(TypedDict):
    """Something that is counted or measured, and what may be computed from its figures."""

    id: Id
    name: Text
    definition: Text
    """What is counted, precisely."""
    unit: UnitId
    kind: MeasureKind
    """What sort of quantity it is."""
    good: Direction
    """Which way it should go."""
    over_time: Rule
    """How figures of consecutive periods make the figure of the whole."""
    over_tree: Rule
    """How figures of the units below make the figure of the unit above."""
    breakdowns: tuple[BreakdownId, ...]
    """What its figures may be split by."""


@entry
class OrganizationAnswer(TypedDict):
    """Everything that is released about an organization."""

    schema_version: SchemaVersion
    edition: Version | None
    organization: OrganizationEntry
    targets: tuple[TargetEntry, ...]
    claims: tuple[ClaimEntry, ...]
    vocabulary: Vocabulary
    figures: tuple[FigureEntry, ...]
    """By measure, population, period and category."""


@entry
class MeasureAnswer(TypedDict):
    """Everything that is released of a measure."""

    schema_version: SchemaVersion
    edition: Version | None
    measure: MeasureEntry
    targets: tuple[TargetEntry, ...]
    claims: tuple[ClaimEntry, ...]
    vocabulary: Vocabulary
    figures: tuple[FigureEntry, ...]
    """By organization, population, period and category."""


@entry
class ClaimsAnswer(TypedDict):
    """Everything that sources state and other figures imply."""

    schema_version: SchemaVersion
    edition: Version | None
    vocabulary: Vocabulary
    claims: tuple[ClaimEntry, ...]
    """In the order of the records."""


Answer = OrganizationAnswer | MeasureAnswer | ClaimsAnswer
