"""What the ids of an answer mean, in both languages."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import WithJsonSchema
from typing_extensions import TypedDict

from bulletin.model.records import Id
from bulletin.model.text import Text
from bulletin.rendering.api.entries import KindId, OrganizationId, PeriodEntry, PopulationId, SourceId, UnitId, entry

Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]


@entry
class NameEntry(TypedDict):
    """What an id stands for."""

    id: Id
    name: Text


@entry
class PeriodNameEntry(TypedDict):
    """What a period is called, and the days it spans, both included."""

    text: str
    """The notation that names it."""
    name: Text
    start: date
    """Of a term of which only the years are known, the first day of its first year."""
    end: date
    """Of a term of which only the years are known, the last day of its last year."""


@entry
class TermNameEntry(TypedDict):
    """A term of office."""

    id: Id
    name: Text
    dates_known: bool
    """Whether the first and the last day are known; else only the years are, and nothing is said of its pace."""


@entry
class OrganizationNameEntry(TypedDict):
    """An organization."""

    id: Id
    name: Text
    kind: KindId


@entry
class MeasureNameEntry(TypedDict):
    """Something that is counted or measured."""

    id: Id
    name: Text
    unit: UnitId


@entry
class UnitEntry(TypedDict):
    """What a measure is counted in."""

    id: Id
    one: Text
    """The words behind the number one."""
    other: Text
    """The words behind other numbers."""
    symbol: str | None
    """Written behind the number instead of the words, such as %."""


@entry
class PopulationEntry(TypedDict):
    """The part of the whole that a figure is about."""

    id: Id
    name: Text
    definition: Text | None
    part_of: PopulationId | None
    """The population that holds this one."""


@entry
class BreakdownEntry(TypedDict):
    """A dimension that figures are split by."""

    id: Id
    name: Text
    overlapping: bool
    """Whether one person or thing can be in several categories, so that these may add to more than the whole."""
    categories: tuple[NameEntry, ...]


@entry
class SourceEntry(TypedDict):
    """Where figures come from."""

    id: Id
    title: Text
    publisher: Text | None
    published: PeriodEntry
    """The day; or the month or year where no more is known."""
    url: Address | None
    note: Text | None


@entry
class DecisionEntry(TypedDict):
    """A document by which a body decides something."""

    id: Id
    number: str | None
    """As printed."""
    title: Text
    """What it is about, in the bulletin's own words."""
    issuer: Text | None
    organization: OrganizationId | None
    """The organization whose body issued it."""
    date: PeriodEntry | None
    """The day; or the month or year where no more is known."""
    source: SourceId
    """Where the bulletin learnt of it."""
    url: Address | None
    note: Text | None


@entry
class Vocabulary(TypedDict):
    """Everything that the answer mentions by its id, and nothing else; each list is sorted by id."""

    organizations: tuple[OrganizationNameEntry, ...]
    kinds: tuple[NameEntry, ...]
    """The kinds of organization."""
    measures: tuple[MeasureNameEntry, ...]
    units: tuple[UnitEntry, ...]
    populations: tuple[PopulationEntry, ...]
    breakdowns: tuple[BreakdownEntry, ...]
    periods: tuple[PeriodNameEntry, ...]
    terms: tuple[TermNameEntry, ...]
    """The terms of office."""
    sources: tuple[SourceEntry, ...]
    decisions: tuple[DecisionEntry, ...]
