"""Entries of the API: figures and stated values (claims), typed as their JSON.

Each class is declared once: it types the code that makes the JSON, and with its docstrings it is the JSON Schema. What
is None here is left out of the JSON, so that nothing in it is null; lists are always given, perhaps empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal, TypeVar, cast

from pydantic import ConfigDict, GetJsonSchemaHandler, StringConstraints, WithJsonSchema, with_config
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from typing_extensions import TypedDict

from bulletin.analysis.claims.verdicts import RatioPart, Verdict
from bulletin.analysis.figures import FigureOrigin, Flag
from bulletin.model.periods import Period, PeriodType
from bulletin.model.records import ClaimForm, Id, Status
from bulletin.model.records.parts import CategoryId
from bulletin.model.text import Text
from bulletin.model.values import Absence, Qualifier

entry = with_config(ConfigDict(extra="forbid", use_attribute_docstrings=True))
"""Decorates the class of a JSON object: fields that it does not declare are refused, and docstrings describe it."""


@dataclass(frozen=True, slots=True)
class In:
    """Annotates a field that holds ids with the list of the vocabulary that explains them."""

    list_name: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "description": f"Explained in the vocabulary, under {self.list_name}."}


OrganizationId = Annotated[Id, In("organizations")]
KindId = Annotated[Id, In("kinds")]
MeasureId = Annotated[Id, In("measures")]
UnitId = Annotated[Id, In("units")]
PopulationId = Annotated[Id, In("populations")]
BreakdownId = Annotated[Id, In("breakdowns")]
PeriodText = Annotated[str, In("periods")]
TermId = Annotated[Id, In("terms")]
SourceId = Annotated[Id, In("sources")]
DecisionId = Annotated[Id, In("decisions")]

DateText = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-([0-9]{2}(-[0-9]{2})?|H[12]|Q[1-4]))?(/.+)?$")]
"""A day as 2019-11-28; 2019-11 or 2020 where no more is known than the month or the year."""
JsonNumber = Annotated[int | float, WithJsonSchema({"type": "number"})]
Digits = Annotated[str, StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?$")]


@entry
class LicenceEntry(TypedDict):
    """The licence under which the figures may be used; left out where the bulletin states none."""

    id: str | None
    """Its SPDX id, such as CC-BY-4.0; left out where only its address is known."""
    url: str
    """Where its text is."""
    name: str
    """What it is called; its address where nothing else is known."""


@entry
class PeriodEntry(TypedDict):
    """A span of days. Periods may overlap: nine months of a year are part of the year."""

    text: PeriodText
    """The notation that names the period, such as 2018, 2023-Q1, 2019-01/2019-09; explained in the vocabulary."""
    start: date
    """The first day. Of a term of which only the years are known, that of its first year; the vocabulary says so."""
    end: date
    """The last day. Of a term of which only the years are known, that of its last year."""
    shape: PeriodType
    """What sort of span it is. An instant is a day at which something was counted; months begin with January."""
    term: TermId | None
    """The term of office, for a term or the part of it up to a day."""


@entry
class NumberEntry(TypedDict):
    """A number to calculate with, and digit by digit where that is not the same."""

    number: JsonNumber
    """The number. Whole numbers are exact; others are the nearest that JSON parsers commonly hold (a double)."""
    digits: Digits | None
    """The number exactly, with the digits that were stated: 26.20 is not 26.2. Left out where number is written with
    the same digits."""


@entry
class QuantityEntry(TypedDict):
    """A value that is a number, or a bound of one. Percentages are in percent: 26.2, not 0.262."""

    number: JsonNumber
    """The number; of a range, the lower end. Whole numbers are exact; others are the nearest double."""
    digits: Digits | None
    """The number exactly, with the digits that were stated: 26.20 is not 26.2. Left out where number is written with
    the same digits."""
    qualifier: Qualifier
    """How the number bounds the true one."""
    upper: NumberEntry | None
    """The upper end of a range; for between only."""


@entry
class AbsenceEntry(TypedDict):
    """A value for which there is no number. Zero is a number."""

    absence: Absence
    """Why there is no number."""


ValueEntry = QuantityEntry | AbsenceEntry


@entry
class IntervalEntry(TypedDict):
    """Between which ends the true value of an estimate lies, as its source says."""

    lower: NumberEntry
    upper: NumberEntry
    level: JsonNumber
    """How certain that is, in percent."""


@entry
class ReferenceEntry(TypedDict):
    """Another figure. What is left out is as in the entry that refers to it."""

    organization: OrganizationId | None
    measure: MeasureId | None
    population: PopulationId | None
    period: PeriodText | None
    breakdown: BreakdownId | None
    category: CategoryId | None
    """One of the breakdown's."""


@entry
class CoverageEntry(TypedDict):
    """How much of what makes a figure was reported."""

    reported: int
    """Units, or periods, that reported in full."""
    in_part: int | None
    """Units besides that are in it with a part, as they lack units themselves or some of the period; left out for
    none."""
    expected: int | None
    """Those that could have reported; left out where it is not known how many."""
    is_lower_bound: bool
    """Whether what is missing can only add to the number; else the number says nothing of the whole."""
    is_negligible: bool
    """Of a stated total: whether what is missing had been so little that it counts as complete."""


@entry
class EarlierEntry(TypedDict):
    """What else was reported of a figure."""

    value: ValueEntry
    interval: IntervalEntry | None
    """Of an estimate, where its source gives one."""
    coverage: CoverageEntry | None
    """Of a total that lacked units then."""
    status: Status
    flags: tuple[Flag, ...]
    reported: DateText
    """When it was reported: a day as 2019-11-28; 2019-11 or 2020 where only the month or the year is known."""
    sources: tuple[SourceId, ...]
    note: Text | None


@entry
class AcknowledgmentEntry(TypedDict):
    """Something odd about a figure that was looked into and accepted."""

    problem: str
    """The code of the check that found it odd."""
    reason: Text


@entry
class FigureEntry(TypedDict):
    """One value of a measure.

    No two figures agree in all of organization, measure, population, period, each, breakdown and category.
    """

    organization: OrganizationId
    measure: MeasureId
    population: PopulationId
    """The part of the whole that the figure is about. Explained in the vocabulary, under populations."""
    period: PeriodText
    each: Literal["year"] | None
    """Given where the value is that of every year of the period, not of the period as a whole."""
    breakdown: BreakdownId | None
    """Given together with category, for a part of the figure that has neither."""
    category: CategoryId | None
    """One of the breakdown's."""
    dimensions: dict[Id, Id] | None
    """For a category of a crossing: what it is in each breakdown that is crossed, by the id of the breakdown."""
    value: ValueEntry
    interval: IntervalEntry | None
    """Of an estimate, where its source gives one; left out for what was added up of estimates."""
    numerator: NumberEntry | None
    """Of a rate or a share: what was counted, or the sum of that over its parts; left out where it is not known."""
    denominator: NumberEntry | None
    """Of a rate or a share: of how many it is; left out where it is not known."""
    unit: UnitId
    status: Status
    flags: tuple[Flag, ...]
    """p provisional, r revised, e estimated, b break in series, c confidential, x not available, z not applicable."""
    origin: FigureOrigin
    """Whether a source reported it, or it was computed: added up from the units directly below, combined from
    consecutive periods by the measure's rule over time, or derived from other figures by the measure's formula."""
    reported: DateText
    """When it was reported, a day as 2019-11-28; 2019-11 or 2020 where only the month or the year is known. For a
    computed figure, when the latest of its parts was."""
    sources: tuple[SourceId, ...]
    """Where it comes from; for a computed figure, where its parts do."""
    coverage: CoverageEntry | None
    """For computed figures, and for stated totals that are the sum of the units that reported and lack others."""
    parts: tuple[ReferenceEntry, ...]
    """For computed figures: what they were computed from."""
    earlier: tuple[EarlierEntry, ...]
    """What this figure revised, oldest first."""
    unordered: tuple[EarlierEntry, ...]
    """Other reports of it of which it is not known whether they came before or after, as only the month or the year of
    one of them is."""
    note: Text | None
    breaks: tuple[Text, ...]
    """Why it cannot be compared with the figures before it, where it is flagged so; those of all parts."""
    acknowledged: tuple[AcknowledgmentEntry, ...]


@entry
class BaseEntry(TypedDict):
    """A figure or target of a ratio; it names everything, and leaves nothing as elsewhere."""

    target: Id | None
    """For a target."""
    organization: OrganizationId
    measure: MeasureId
    population: PopulationId
    period: PeriodText
    breakdown: BreakdownId | None
    """Given together with category, for a part of a figure."""
    category: CategoryId | None
    """One of the breakdown's."""
    value: ValueEntry


@entry
class ClaimEntry(TypedDict):
    """A figure that a source states and that other figures imply; as it was stated, and compared with them."""

    id: Id
    organization: OrganizationId
    measure: MeasureId
    population: PopulationId
    period: PeriodText
    breakdown: BreakdownId | None
    """Given together with category, where the claim is about that part of the figure."""
    category: CategoryId | None
    """One of the breakdown's."""
    form: ClaimForm
    """What is stated of the figure: how many percent of its target it is; its share of the other figure, or how many
    times that, or its difference from it; or that it is a total."""
    value: ValueEntry
    """In percent for percent-of-target and share, a bare number for multiple, else in the measure's unit."""
    of: ReferenceEntry | None
    """The other figure. Left out for the share that a category has: it is a share of the whole figure."""
    parts: tuple[ReferenceEntry, ...]
    """For a total: the figures it is the sum of; none, where those are the categories of the breakdown."""
    target: Id | None
    """For a percentage of a target: the target, where it is known."""
    source: SourceId
    verdict: Verdict
    """Whether what is stated is what the figures give: agrees; agrees-coarser, with the digits that were stated only;
    circular, because the target was inferred from this very claim; another-base, where another figure of the records
    makes it true; disagrees; cannot-be-computed."""
    computed: QuantityEntry | None
    """What the figures give, in the same unit as the value and rounded to two decimals; left out where they give
    nothing."""
    numerator: BaseEntry | None
    """For a percentage, share or multiple: the figure above the line, as recorded; left out where there is none. It
    over the denominator is what is computed."""
    denominator: BaseEntry | None
    """The figure or target below the line, as recorded; left out where there is none."""
    base: BaseEntry | None
    """For another-base only: the one figure or target that makes it true in the place of one of the two."""
    base_for: RatioPart | None
    """Given together with base: which of the two it takes the place of. The one over the other is then what is
    stated."""
    explanation: Text
    """How the verdict came about."""
    record: str | None
    """File and line where it was recorded."""
    acknowledged: Text | None
    """Why a disagreement with other figures is accepted."""
    note: Text | None


# --- records → entries

Kind = TypeVar("Kind")


def copied(kind: type[Kind], of: object, /, **computed: object) -> Kind:
    """The entry of a record, or of another value with attributes.

    :param kind: class of the entry; its fields are copied from the attributes of the same names.
    :param computed: fields that are no such attributes.
    """
    names = kind.__annotations__
    copy = {name: computed[name] if name in computed else _plain(getattr(of, name)) for name in names}
    return cast("Kind", copy)


def _plain(value: object) -> object:
    return period_entry(value) if isinstance(value, Period) else value


@lru_cache(maxsize=1_024)  # a bulletin has few periods, and each is that of many figures
def period_entry(period: Period) -> PeriodEntry:
    """The entry of a period."""
    return copied(PeriodEntry, period, shape=period.type)
