"""Figures, targets, and what sources state of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, PlainValidator, TypeAdapter, WithJsonSchema, model_validator
from pydantic.config import JsonDict
from pydantic_core import PydanticCustomError

from bulletin.model.periods import AnyPeriod
from bulletin.model.records.parts import EVERYTHING, CategoryId, Id, MarkedRecord, Part, crossed_id
from bulletin.model.records.vocabulary import MOST_CROSSED
from bulletin.model.text import Text
from bulletin.model.values import AS_IT_IS, AnyValue, ExactNumber, Qualifier, Value, parse_value


class Status(StrEnum):
    """How final a figure is, as far as its source says."""

    ESTIMATED = "estimated"
    PRELIMINARY = "preliminary"
    """Pages say provisional."""
    OFFICIAL = "official"
    """Final: its source calls it neither estimated nor provisional."""


def _read_cells(raw: object) -> Value | dict[str, Any]:
    """A value, or the cells below a category of a crossing; a mapping with a qualifier is a value."""
    is_value = not isinstance(raw, dict) or not raw or any(name in raw for name in Qualifier)
    return parse_value(raw) if is_value else _CELLS.validate_python(raw)


_CELLS: TypeAdapter[dict[str, Any]] = TypeAdapter(
    Annotated[dict[Id, Annotated[Any, PlainValidator(_read_cells)]], Field(min_length=1)]
)


def _read_categories(raw: object) -> dict[str, Value]:
    return dict(_flat((), _CELLS.validate_python(raw)))


def _flat(path: tuple[str, ...], cells: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    """Each value with the id of its category; of a crossing, the ids of the categories that it is nested in."""
    for name, cell in cells.items():
        if isinstance(cell, dict):
            yield from _flat((*path, name), cell)
        else:
            yield crossed_id((*path, name)), cell


_VALUE, _ID = TypeAdapter(AnyValue).json_schema(), TypeAdapter(Id).json_schema()


def _cells_schema(levels: int) -> dict[str, Any]:
    """The JSON Schema of the values below a breakdown, nested so many levels at most."""
    cell = {**_VALUE, "anyOf": [*_VALUE["anyOf"], _cells_schema(levels - 1)]} if levels > 1 else _VALUE
    return {"type": "object", "minProperties": 1, "propertyNames": _ID, "additionalProperties": cell}


Categories = Annotated[
    dict[str, Value], PlainValidator(_read_categories), AS_IT_IS, WithJsonSchema(_cells_schema(MOST_CROSSED))
]
"""The value of each category of a breakdown that was reported; those of a crossing nested by what it crosses."""


VALUE_MISSING = "value-missing"
"""The type of the error where an observation has neither a value nor parts."""


def _or_parts(schema: dict[str, Any]) -> None:
    """An observation has a value, or what a value is made of."""
    schema["anyOf"] = [{"required": ["value"]}, {"required": ["by"]}, {"required": ["numerator", "denominator"]}]


class StatedInterval(Part):
    """Between which ends the true value lies, as the source of an estimate says."""

    lower: ExactNumber
    upper: ExactNumber
    level: ExactNumber | None = None
    """How certain that is, in percent; that of the measure unless it is given."""


class Observation(MarkedRecord):
    """One reported value of a measure, for an organization and a period, with its breakdowns."""

    model_config = ConfigDict(json_schema_extra=_or_parts)

    organization: Id
    """Whose figure it is."""
    measure: Id
    """May be left out in a folder that has a measure's id as its name."""
    period: AnyPeriod
    each: Literal["year"] | None = None
    """``year``: the value is that of every year of the period, not of the period as a whole."""
    population: Id = EVERYTHING
    """Whom it is about, if not everybody."""
    value: AnyValue | None = None
    """May be left out where only parts of it are known, which are in ``by``; and where ``numerator`` and
    ``denominator`` are given, from which it is computed then."""
    numerator: ExactNumber | None = None
    """Of a rate or a share, with ``denominator``: what is counted. The two are kept beside the value, so that it adds
    up by them."""
    denominator: ExactNumber | None = None
    """Of a rate or a share, with ``numerator``: of how many it is."""
    interval: StatedInterval | None = None
    """For an estimate: between which ends the true value lies, ``{lower: 1400000, upper: 1880000}``."""
    by: dict[Id, Categories] = Field(default_factory=dict)
    """Breakdown → category → value. Categories that were not reported are left out. Below a crossing the categories are
    nested in the order of its ``crosses``: ``{sex-and-age: {women: {age-0-14: 3}}}``."""
    reported: AnyPeriod | None = None
    """When it was reported; the day of its source unless it is given. A later report of the same figure revises it;
    one of which only the month or the year is known does not revise another one within that."""
    source: Id
    """Where it was read."""
    status: Status = Status.OFFICIAL
    """How final it is, as far as its source says."""
    break_in_series: Text | None = None
    """Why the figure cannot be compared with those before it."""
    acknowledged: dict[Id, Text] = Field(default_factory=dict)
    """Problem code → why the figure is kept as it is all the same; the reason is shown beside the figure."""
    note: Text | None = None
    """For the reader, beside the figure."""

    @model_validator(mode="after")
    def _has_value(self) -> Self:
        if self.value is None and not self.by and (self.numerator is None or self.denominator is None):
            raise PydanticCustomError(VALUE_MISSING, "neither a value nor parts of it")
        return self


class Basis(StrEnum):
    """Where a target's value comes from."""

    STATED = "stated"
    INFERRED = "inferred"


class ShareOf(Part):
    """The part of a measure that a share target is about."""

    breakdown: Id
    category: CategoryId


class Baseline(Part):
    """What a target starts from, and its progress is measured from."""

    period: AnyPeriod
    """The period of the figure that it starts from; it ends before the target's begins."""
    value: AnyValue | None = None
    """As its source states it; left out: the figure of the records for that period, as it is known now, so that a
    revision of that figure is followed. For a share target in percent."""
    source: Id | None = None
    """Where the value was read; left out, that of the target."""


class Milestone(Part):
    """What is to be reached on the way to a target, in a period of its own."""

    period: AnyPeriod
    """After the baseline and the milestone before, and before the target."""
    value: AnyValue | None = None
    """As that of the target; either this or ``change``."""
    change: ExactNumber | None = None
    """As that of the target: in percent of the baseline."""


class TargetPath(StrEnum):
    """How a target is to be approached from its baseline, from one milestone to the next."""

    LINEAR = "linear"
    """By the same amount each year."""
    EXPONENTIAL = "exponential"
    """By the same percentage each year."""
    STEPS = "steps"
    """All at once: until the next milestone, no more is expected than the last one."""


_ONE_OF_EACH: JsonDict = {
    "allOf": [
        {"oneOf": [{"required": ["organization"]}, {"required": ["organization-kind"]}]},
        {"oneOf": [{"required": ["value"]}, {"required": ["change", "baseline"]}]},
    ]
}


class Target(MarkedRecord):
    """A value to reach, by one organization or by each of a kind."""

    model_config = ConfigDict(json_schema_extra=_ONE_OF_EACH)

    id: Id
    """By which claims and other targets name it."""
    organization: Id | None = None
    """Who is to reach it."""
    organization_kind: Id | None = None
    """In place of ``organization``: each organization of this kind is to reach it that is there in its period."""
    measure: Id
    period: AnyPeriod
    each: Literal["year"] | None = None
    """``year``: the value is to be reached anew in every year that lies in the period with all its months."""
    population: Id = EVERYTHING
    value: AnyValue | None = None
    """In the measure's unit; for a share target in percent. Qualified where the target is a bound."""
    change: ExactNumber | None = None
    """In place of ``value``: the change on the baseline in percent of it. ``-50`` halves: at most half of the baseline;
    ``25``: at least a quarter more; ``0`` keeps it: at most the baseline where less is good, at least where more is."""
    baseline: Baseline | None = None
    """What it starts from."""
    milestones: tuple[Milestone, ...] = ()
    """What is to be reached on the way, in order of time."""
    path: TargetPath | None = None
    """How it is to be approached from its baseline; ``linear`` unless it is given."""
    share: ShareOf | None = None
    """For a share target: which part of the measure is to have that share of the whole."""
    basis: Basis = Basis.STATED
    """Whether a source states it, or it was inferred from a stated percentage."""
    claim: Id | None = None
    """For an inferred target: the stated figure it was inferred from."""
    decision: Id | None = None
    """The decision that set it, where it is known."""
    source: Id
    """Where it was read."""
    superseded_by: Id | None = None
    """The target that took its place."""
    unassessed: Text | None = None
    """Why no verdict is given on it: figures are shown beside it, never compared with it."""
    acknowledged: dict[Id, Text] = Field(default_factory=dict)
    """Problem code → why the target is kept as it is all the same; the reason is shown beside the target."""
    note: Text | None = None
    """For the reader, beside the target."""


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

    @property
    def is_percentage(self) -> bool:
        """Whether the stated number is in percent."""
        return self in (ClaimForm.PERCENT_OF_TARGET, ClaimForm.SHARE)


class FigureRef(Part):
    """Another figure. What is left out is as in the claim that refers to it."""

    organization: Id | None = None
    measure: Id | None = None
    period: AnyPeriod | None = None
    population: Id | None = None
    breakdown: Id | None = None
    category: CategoryId | None = None


class Claim(MarkedRecord):
    """A figure that a source states and that other figures imply, to be compared with them."""

    id: Id
    """By which targets name it."""
    source: Id
    """Where it was read."""
    organization: Id
    measure: Id
    period: AnyPeriod
    population: Id = EVERYTHING
    breakdown: Id | None = None
    category: CategoryId | None = None
    """With ``breakdown``: the claim is about this part of the figure."""
    form: ClaimForm
    """What it says."""
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
    """Why a disagreement is kept; shown beside the claim."""
    note: Text | None = None
    """For the reader, beside the claim."""
