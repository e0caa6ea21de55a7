"""The records, as editors write them: one frozen class a kind.

Each class is at once the validator of a record, its type in the code, its JSON Schema for editors and its entry in the
reference of the records. Field names are written with hyphens in YAML (``over-time``) and underscores here.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StrictBool, StringConstraints

from generator.model.periods import Period, PeriodField
from generator.model.places import NOWHERE, Place
from generator.model.text import Language, Text, Words
from generator.model.values import NumberField, Value, ValueField

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A name for addresses and references: lower-case ASCII letters, digits and single hyphens."""
AnyPeriod = Annotated[Period, PeriodField]
AnyValue = Annotated[Value, ValueField]
Margin = Annotated[Decimal, NumberField, Field(ge=0, json_schema_extra={"minimum": 0})]
"""How far two numbers may be apart."""
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"'\\`{}|^]+$", max_length=500)]
"""An address a reader may follow: http or https only."""

EVERYTHING = "all"
"""Id of the population that leaves nobody out; figures are about it unless they say otherwise."""


def _hyphened(name: str) -> str:
    return name.replace("_", "-")


class Part(BaseModel):
    """A piece of a record."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_hyphened,
        populate_by_name=True,
        use_attribute_docstrings=True,
    )


class Record(Part):
    """What all records have: the place where they stand."""

    _place: Place = PrivateAttr(default_factory=lambda: NOWHERE)  # a default would be copied for every record

    @property
    def place(self) -> Place:
        """Where the record begins."""
        return self._place

    def placed(self, place: Place) -> None:
        """Say where the record begins; called once, by the reader."""
        self._place = place


# --- the vocabulary -------------------------------------------------------------------------------------------------


class MeasureKind(StrEnum):
    """What sort of quantity a measure is; a flow, a duration and money belong to a span of time, a stock to a day."""

    FLOW = "flow"
    STOCK = "stock"
    SHARE = "share"
    DURATION = "duration"
    MONEY = "money"

    @property
    def adds_up(self) -> bool:
        """Whether parts make up the whole; a share or a duration is a figure of its own in every part."""
        return self not in (MeasureKind.SHARE, MeasureKind.DURATION)


class Direction(StrEnum):
    """Which way a measure should go."""

    MORE = "more"
    LESS = "less"
    NONE = "none"


class Rule(StrEnum):
    """How figures of a measure combine into one figure, over time or over the tree of organizations."""

    SUM = "sum"
    LAST = "last"
    MEAN = "mean"
    NONE = "none"


class PluralWords(Part):
    """English words for one of something and for any other number."""

    one: Words
    other: Words


class Unit(Record):
    """What a measure is counted in."""

    id: Id
    vi: Words
    """Vietnamese has one form for every number."""
    en: PluralWords
    symbol: Annotated[str, StringConstraints(min_length=1, max_length=8)] | None = None
    """Written behind the number instead of the word, such as %."""


class Tolerance(Part):
    """How far a sum may be from the figure that it should make. Of two margins the wider one counts."""

    absolute: Margin | None = None
    """In the measure's unit."""
    percent: Margin | None = None
    """In percent of the figure."""

    def of(self, stated: Fraction) -> Fraction:
        """The margin of a figure of so much, in the measure's unit."""
        return max(Fraction(self.absolute or 0), abs(stated) * Fraction(self.percent or 0) / 100)


class Measure(Record):
    """Something that is counted or measured, and everything the generator needs to know about it."""

    id: Id
    name: Text
    definition: Text
    """What is counted, precisely; shown on the measure's page."""
    unit: Id
    kind: MeasureKind
    good: Direction = Direction.NONE
    over_time: Rule = Rule.NONE
    """How figures of consecutive periods make the figure of the whole."""
    over_tree: Literal[Rule.SUM, Rule.NONE] = Rule.NONE
    """How figures of the units below make the figure of the unit above."""
    tolerance: Tolerance = Field(default_factory=Tolerance)
    """How far sums of its figures may be from the stated figure; exactly equal unless it is given."""
    breakdowns: tuple[Id, ...] = ()
    """The breakdowns its figures may be split by."""


class Category(Part):
    """One value of a breakdown."""

    id: Id
    name: Text


class Breakdown(Record):
    """A dimension that figures are split by."""

    id: Id
    name: Text
    categories: Annotated[tuple[Category, ...], Field(min_length=1)]
    overlapping: StrictBool = False
    """Whether one person or thing can be in several categories, so that the parts may add to more than the whole."""
    exhaustive: StrictBool = False
    """Whether every person or thing is in one of the categories, so that all parts together add to the whole."""


class OrganizationKind(Record):
    """A kind of organization: city, district, ward, cell."""

    id: Id
    vi: Words
    """Vietnamese has one form for every number."""
    en: PluralWords

    @property
    def name(self) -> Text:
        """What one of them is called."""
        return Text(vi=self.vi, en=self.en.one)


class Population(Record):
    """The part of the whole that a figure is about."""

    id: Id
    name: Text
    definition: Text | None = None
    part_of: Id | None = None
    """The population that holds this one."""


class Term(Part):
    """A term of office."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z0-9]+)+$", max_length=80)]
    """Begins with a letter, so that no term looks like a date: ``term-2015-2020``."""
    name: Text
    period: AnyPeriod
    """First to last day."""
    note: Text | None = None
    """For the reader; says, for instance, that only the years of the term are known."""


# --- organizations, sources, decisions --------------------------------------------------------------------------------


class EventKind(StrEnum):
    """What happened to an organization."""

    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"


class Event(Part):
    """A change in an organization's life."""

    on: AnyPeriod
    """The day, or the month or year where no more is known."""
    what: EventKind
    organizations: tuple[Id, ...] = ()
    """The others that took part: merged with, split into, moved from."""
    name: Text | None = None
    """For a renaming: the name until then."""


class Subordinates(Part):
    """How many units of one kind an organization has, where the records do not hold them all."""

    kind: Id
    count: Annotated[int, Field(ge=1)]
    source: Id


class Organization(Record):
    """A node of the tree."""

    id: Id
    name: Text
    kind: Id
    parent: Id | None = None
    opened: AnyPeriod | None = None
    """When it came into being; its first day counts. None: before anything the records tell."""
    closed: AnyPeriod | None = None
    """When it ceased to be; its last day counts. None: still there."""
    subordinates: tuple[Subordinates, ...] = ()
    unlisted_units: StrictBool = False
    """Whether units stand directly below that the records neither hold nor count, so that a total of those below it is
    never known to be complete."""
    events: tuple[Event, ...] = ()
    note: Text | None = None


class Source(Record):
    """Where figures come from."""

    id: Id
    title: Text
    """A description of the bulletin's own in each language, or the printed title."""
    publisher: Text | None = None
    published: AnyPeriod
    """The day; or the month or year where no more is known."""
    url: Url | None = None
    note: Text | None = None


class Decision(Record):
    """A document by which a body decides something: a resolution, a plan, a regulation."""

    id: Id
    number: Words | None = None
    """As printed, such as 110-KH/QU."""
    title: Text
    """What it is about, in the bulletin's own words."""
    issuer: Text | None = None
    organization: Id | None = None
    """The organization in the records whose body issued it."""
    date: AnyPeriod | None = None
    source: Id
    """Where the bulletin learnt of it."""
    url: Url | None = None
    note: Text | None = None


# --- figures ----------------------------------------------------------------------------------------------------------


class Status(StrEnum):
    """How final a figure is."""

    ESTIMATED = "estimated"
    PRELIMINARY = "preliminary"
    OFFICIAL = "official"


Categories = Annotated[dict[Id, AnyValue], Field(min_length=1)]
"""The value of each category of a breakdown that was reported."""


class Observation(Record):
    """One reported value of a measure, for an organization and a period, with its breakdowns."""

    organization: Id
    measure: Id
    """May be left out in a folder that has a measure's id as its name."""
    period: AnyPeriod
    each: Literal["year"] | None = None
    """``year``: the value is that of every year of the period, not of the period as a whole."""
    population: Id = EVERYTHING
    value: AnyValue
    by: dict[Id, Categories] = Field(default_factory=dict)
    """Breakdown → category → value. Categories that were not reported are left out."""
    reported: AnyPeriod | None = None
    """When it was reported; the day of its source unless it is given. A later report of the same figure revises it."""
    source: Id
    status: Status = Status.OFFICIAL
    break_in_series: Text | None = None
    """Why the figure cannot be compared with those before it."""
    acknowledged: dict[Id, Text] = Field(default_factory=dict)
    """Problem code → why the figure stands as it is all the same; the reason is shown beside the figure."""
    note: Text | None = None


class Basis(StrEnum):
    """Where a target's value comes from."""

    STATED = "stated"
    INFERRED = "inferred"


class ShareOf(Part):
    """The part of a measure that a share target is about."""

    breakdown: Id
    category: Id


class Target(Record):
    """A value to reach."""

    id: Id
    organization: Id
    measure: Id
    period: AnyPeriod
    each: Literal["year"] | None = None
    """``year``: the value is to be reached in every year of the period anew."""
    population: Id = EVERYTHING
    value: AnyValue
    """In the measure's unit; for a share target in percent. Qualified where the target is a bound."""
    share: ShareOf | None = None
    """For a share target: which part of the measure is to have that share of the whole."""
    basis: Basis = Basis.STATED
    claim: Id | None = None
    """For an inferred target: the stated figure it was inferred from."""
    decision: Id | None = None
    """The decision that set it, where it is known."""
    source: Id
    superseded_by: Id | None = None
    """The target that took its place."""
    unassessed: Text | None = None
    """Why no verdict is given on it: figures are shown beside it, never held against it."""
    acknowledged: dict[Id, Text] = Field(default_factory=dict)
    """Problem code → why the target stands as it is all the same; the reason is shown beside the target."""
    note: Text | None = None


class ClaimForm(StrEnum):
    """What a source states about figures that other figures imply."""

    PERCENT_OF_TARGET = "percent-of-target"
    """The figure as a percentage of its target."""
    SHARE = "share"
    """The figure as a percentage of the figure in ``of``."""
    MULTIPLE = "multiple"
    """The figure as a multiple of the figure in ``of``."""
    DIFFERENCE = "difference"
    """The figure less the figure in ``of``."""
    TOTAL = "total"
    """The figure as the sum of the figures in ``parts``, or of its categories in ``breakdown``."""


class FigureRef(Part):
    """Another figure. What is left out is as in the claim that refers to it."""

    organization: Id | None = None
    measure: Id | None = None
    period: AnyPeriod | None = None
    population: Id | None = None
    breakdown: Id | None = None
    category: Id | None = None


class Claim(Record):
    """A figure that a source states and that other figures imply, to be held against them."""

    id: Id
    source: Id
    organization: Id
    measure: Id
    period: AnyPeriod
    population: Id = EVERYTHING
    breakdown: Id | None = None
    category: Id | None = None
    """With ``breakdown``: the claim is about this part of the figure."""
    form: ClaimForm
    value: AnyValue
    """As stated, with the digits that were stated; percentages in percent."""
    of: FigureRef | None = None
    """For a share, a multiple or a difference: the other figure. Left out for the share that a category has:
    it is a share of the whole figure."""
    parts: tuple[FigureRef, ...] = ()
    """For a total: the figures it is the sum of."""
    target: Id | None = None
    """For a percentage of a target: the target, where it is in the records."""
    acknowledged: Text | None = None
    """Why a disagreement stands; shown beside the claim."""
    note: Text | None = None


# --- the bulletin itself ----------------------------------------------------------------------------------------------


class Contact(Part):
    """Whom readers write to."""

    name: Text
    email: Annotated[str, StringConstraints(pattern=r"^[^\s@<>\"'&]+@[^\s@<>\"'&]+$", max_length=200)] | None = None


class Headline(Part):
    """A figure of the front page."""

    organization: Id
    measure: Id
    period: AnyPeriod
    population: Id = EVERYTHING


class Frequency(StrEnum):
    """How often a report is due."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"

    @property
    def months(self) -> int:
        """Length of a period."""
        return {"year": 12, "half-year": 6, "quarter": 3, "month": 1}[self.value]


class Expectation(Part):
    """An entry of the reporting calendar: what is to be reported, how often and by whom."""

    id: Id
    measure: Id
    population: Id = EVERYTHING
    every: Frequency
    since: AnyPeriod
    """The first report is for the first whole period that begins no earlier than this does."""
    until: AnyPeriod | None = None
    """The last report is for the last period that ends no later than this does. None: it goes on."""
    kinds: tuple[Id, ...] = ()
    """Kinds of organizations that report. Without ``kinds`` and ``organizations`` every organization does."""
    organizations: tuple[Id, ...] = ()
    """Organizations that report, besides those of the kinds."""
    of: Literal["targeted"] | None = None
    """``targeted``: of these, whoever has a target of the measure for the period."""
    due_days: Annotated[int, Field(ge=0)] | None = None
    """Days after the end of a period by which its report is due. None: not known, so that nobody is late."""
    note: Text | None = None
    """For the reader; says, for instance, which document asks for the reports."""


class Pace(Part):
    """When pace is spoken of, and what is behind or ahead. The page on methods publishes these numbers."""

    band: Annotated[int, Field(ge=0)] = 10
    """How far from what was to be expected a figure may be and still be on pace; in percent of that."""
    least_elapsed: Annotated[int, Field(ge=0)] = 20
    """How much of a period has to be over before its pace is spoken of; in percent. A quarter of a year is enough."""
    least_expected: Annotated[int, Field(ge=0)] = 10
    """How many have to be expected by then. With ten and a band of 10 %, one case more or less never turns the
    verdict from ahead to behind."""
    seasons: Annotated[int, Field(ge=0)] = 2
    """From how many years right before, known in full and up to the same point, a year's course is taken rather than
    as even; 0 for never."""
    apart: Annotated[int, Field(ge=1)] = 2
    """How many times another yearly target of the same figure a yearly target may be before that is remarked on."""


class Bulletin(Record):
    """``records/bulletin.yml``: what holds for the whole bulletin."""

    title: Text
    description: Text
    publisher: Text
    contact: Contact
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = (Language.VI, Language.EN)
    """The first is that of the editors."""
    terms: tuple[Term, ...] = ()
    main_measure: Id
    """The measure the bulletin exists for: ranked on the front page, first on every organization's page."""
    headlines: Annotated[tuple[Headline, ...], Field(min_length=2, max_length=6)]
    """The figures of the front page, in this order."""
    calendar: tuple[Expectation, ...] = ()
    """The reporting calendar: a table of the page on data quality for each entry."""
    calendar_note: Text | None = None
    """What the calendar rests on, for the reader."""
    records_url: Url | None = None
    """Address under which the records can be edited; the path of a file is appended."""
    notices: tuple[Text, ...] = ()
    """Shown on top of the front page."""
    pace: Pace = Pace()
    """The thresholds for how targets stand."""
