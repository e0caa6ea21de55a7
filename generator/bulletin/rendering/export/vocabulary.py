"""Records in the API: organizations, measures, and the vocabulary that explains every id an answer mentions.

Entries are copied from the records of the catalogue field by field; only what the classes here declare is public.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import WithJsonSchema
from typing_extensions import TypedDict

from bulletin.model.corpus import Catalogue
from bulletin.model.periods import PeriodType
from bulletin.model.records import (
    Direction,
    DisclosurePolicy,
    DisclosureRule,
    EventKind,
    Formula,
    Id,
    Measure,
    MeasureKind,
    Operation,
    Organization,
    Rule,
)
from bulletin.model.records.parts import CategoryId
from bulletin.model.text import Text
from bulletin.rendering.export.entries import (
    BreakdownId,
    JsonNumber,
    KindId,
    MeasureId,
    OrganizationId,
    PeriodEntry,
    PopulationId,
    SourceId,
    TermId,
    UnitId,
    copied,
    entry,
    period_entry,
)
from bulletin.rendering.text import json_number

Address = Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]


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
    short: Text | None
    """A short name that it is known by; left out where there is none."""
    aliases: tuple[Text, ...]
    """Other names that it is known by."""
    codes: Mapping[str, str] | None
    """Its codes in official lists, the code of each list by the name of the list; left out where there are none."""
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
    """Whether more units are directly below than are listed or counted."""
    opened: PeriodEntry | None
    """When it came into being, where that is known."""
    closed: PeriodEntry | None
    """When it ceased to be."""
    suspended: tuple[PeriodEntry, ...]
    """When it was not there in between."""
    events: tuple[EventEntry, ...]
    note: Text | None


@entry
class OperandEntry(TypedDict):
    """What a formula is computed from: the figures of a measure, or those of one of its categories."""

    measure: MeasureId
    breakdown: BreakdownId | None
    category: CategoryId | None


@entry
class FormulaEntry(TypedDict):
    """How the figures of a derived measure are computed, once all totals are, from the released figures of others."""

    operation: Operation
    operands: tuple[OperandEntry, ...]
    """In their order: of a ratio the numerator, then the denominator; of a difference what it is taken from first."""
    periods: int | None
    """Of a moving sum: how many periods are added."""


@entry
class DominanceEntry(TypedDict):
    """The (n,k) rule: a total is sensitive where its few largest contributions make more than so much of it."""

    largest: int
    """How many of the largest contributions are looked at."""
    percent: JsonNumber
    """So much of the total they may be, in percent, and no more."""


@entry
class DisclosureEntry(TypedDict):
    """What is sensitive of a measure: such figures are suppressed, and others besides so that none can be computed."""

    threshold: int | None
    """Counts from 1 to below this are sensitive; of a rate or a share, its numerator is what is counted."""
    zero_discloses: bool
    """Whether zero is sensitive, too."""
    dominance: DominanceEntry | None
    p_percent: JsonNumber | None
    """A total is sensitive where the second largest contributor could estimate the largest contribution to within so
    many percent of it."""
    contributors: int | None
    """A total of fewer contributions is sensitive."""
    rounding_base: int | None
    """Counts are rounded to the nearest multiple of this."""
    reason: Text
    """Why."""


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
    per: int | None
    """Of a rate: of how many it says so many; left out for other measures."""
    base: str | None
    """Of an index: the period in which it is 100; left out for other measures."""
    formula: FormulaEntry | None
    """Of a derived measure, whose figures are never reported: how they are computed; left out for other measures."""
    good: Direction
    """Which way it should go."""
    over_time: Rule
    """How figures of consecutive periods make the figure of the whole."""
    over_tree: Rule
    """How figures of the units below make the figure of the unit above."""
    breakdowns: tuple[BreakdownId, ...]
    """What its figures may be split by."""
    decimals: int | None
    """How many digits after the decimal point pages show of its figures, where that is declared. Files have all."""
    can_be_negative: bool
    """Whether a figure may be below zero. Then a total of which units are missing is no lower bound of the whole."""
    disclosure: DisclosureEntry | None
    """The rule of disclosure control; left out where nothing of the measure is sensitive by itself."""


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
    shape: PeriodType
    """What sort of span it is. An instant is a day at which something was counted; months begin with January."""
    term: TermId | None
    """The term of office, for a term or the part of it up to a day."""


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
class CategoryEntry(TypedDict):
    """What a category is called."""

    id: CategoryId
    """Of a category of a crossing, the ids of those that it is made of, with a point between any two."""
    name: Text


@entry
class CrossingEntry(TypedDict):
    """What a crossing is made of: it has every category of the one breakdown with every category of the other."""

    of: tuple[BreakdownId, ...]
    """The breakdowns that it crosses, in the order in which the ids of its categories name theirs."""


@entry
class BreakdownEntry(TypedDict):
    """A dimension that figures are split by."""

    id: Id
    name: Text
    overlapping: bool
    """Whether one person or thing can be in several categories, so that these may add to more than the whole."""
    exhaustive: bool
    """Whether every person or thing is in one of the categories, so that all of them add to the whole."""
    crossing: CrossingEntry | None
    """For a breakdown that crosses others."""
    categories: tuple[CategoryEntry, ...]


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
    exempt: bool
    """Whether its figures are never suppressed by the policy of disclosure control, as they are published elsewhere."""


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


# --- records → entries


def organization_entry(catalogue: Catalogue, record: Organization) -> OrganizationEntry:
    """The entry of an organization and its place in the tree."""
    return copied(
        OrganizationEntry,
        record,
        ancestors=catalogue.ancestors(record.id),
        children=catalogue.children[record.id],
        subordinates=tuple(copied(SubordinatesEntry, units) for units in record.subordinates),
        events=tuple(copied(EventEntry, event) for event in record.events),
        suspended=tuple(map(period_entry, record.suspended)),
        codes=record.codes or None,
    )


def measure_entry(record: Measure, policy: DisclosurePolicy | None = None) -> MeasureEntry:
    """The entry of a measure: its definition, its rules of aggregation and what is sensitive of it."""
    rule = policy.rule_of(record.id) if policy is not None else None
    return copied(
        MeasureEntry,
        record,
        can_be_negative=record.may_be_negative,
        base=record.base.text if record.base is not None else None,
        formula=record.formula and _formula(record.formula),
        disclosure=rule and _disclosure(rule),
    )


def _disclosure(rule: DisclosureRule) -> DisclosureEntry:
    dominance = rule.dominance
    percent = dominance and json_number(dominance.percent)
    return copied(
        DisclosureEntry,
        rule,
        dominance=dominance and copied(DominanceEntry, dominance, percent=percent),
        p_percent=None if rule.p_percent is None else json_number(rule.p_percent),
    )


def _formula(formula: Formula) -> FormulaEntry:
    operands = tuple(copied(OperandEntry, operand) for operand in formula.operands)
    return {"operation": formula.operation, "operands": operands, "periods": formula.periods}
