"""Documents: sources and decisions that figures and targets come from; editions that show them, and corrections."""

from __future__ import annotations

from typing import Annotated

from pydantic import (
    BeforeValidator,
    Field,
    PlainValidator,
    StrictBool,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from bulletin.model.periods import PERIOD_SCHEMA, AnyPeriod, Period, read_period
from bulletin.model.records.bulletin import Headline
from bulletin.model.records.figures import Status
from bulletin.model.records.parts import EVERYTHING, CategoryId, Id, MarkedRecord, Part, Url
from bulletin.model.text import Text, Words
from bulletin.model.values import AS_IT_IS, AnyValue


class Source(MarkedRecord):
    """Where figures come from."""

    id: Id
    """By which figures name it, and the address of its page."""
    title: Text
    """A description of the bulletin's own in each language, or the printed title."""
    publisher: Text | None = None
    """Who published it."""
    published: AnyPeriod
    """The day; or the month or year where no more is known."""
    url: Url | None = None
    """Where it can be read."""
    backlog: StrictBool = False
    """Whether it brings figures of earlier periods together, long after they were due: what it brings first is not
    late."""
    note: Text | None = None
    """For the reader, on its page."""


class Decision(MarkedRecord):
    """A document by which a body decides something: a resolution, a plan, a regulation."""

    id: Id
    """By which targets name it."""
    number: Words | None = None
    """As printed, such as 110-KH/QU."""
    title: Text
    """What it is about, in the bulletin's own words."""
    issuer: Text | None = None
    """Who took it."""
    organization: Id | None = None
    """The organization in the records whose body issued it."""
    date: AnyPeriod | None = None
    source: Id
    """Where the bulletin learnt of it."""
    url: Url | None = None
    """Where it can be read."""
    note: Text | None = None
    """For the reader."""


# --- editions and corrections -----------------------------------------------------------------------------------------


TO_BE_ANNOUNCED = "to-be-announced"
"""Typed for the day of a release that nobody has named yet."""


def _typed_as_number(given: object) -> object:
    """An edition named after a year is read as a number; it is a name."""
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else given


EditionId = Annotated[
    str,
    BeforeValidator(_typed_as_number, json_schema_input_type=str | int),
    StringConstraints(pattern=r"^[0-9]{4}(-[0-9A-Za-z]+)*$", max_length=40),
]
"""An edition's name, as in addresses: a year, perhaps with a part of it: ``2023-Q1``, ``2019-11``, ``2020``."""


def _next_release(raw: object, info: ValidationInfo) -> Period | None:
    """The period of a release, None for :data:`TO_BE_ANNOUNCED`."""
    if raw == TO_BE_ANNOUNCED:
        return None
    try:
        return read_period(raw, info)
    except PydanticCustomError:
        raise PydanticCustomError("next-release-malformed", "neither a day nor to-be-announced") from None


NextRelease = Annotated[
    Period | None,
    PlainValidator(_next_release),
    AS_IT_IS,
    WithJsonSchema(
        {
            "anyOf": [{"const": TO_BE_ANNOUNCED}, *PERIOD_SCHEMA["anyOf"]],
            "description": f"The day, month, quarter or year of the next release, or {TO_BE_ANNOUNCED}.",
        }
    ),
]


class Edition(MarkedRecord):
    """One published issue of the bulletin: it shows what had been reported by its cut-off."""

    id: EditionId
    """Its name in addresses, such as ``2023-Q1``."""
    title: Text
    """What it is called."""
    period: AnyPeriod
    """The period it reports."""
    cut_off: AnyPeriod
    """The last day whose reports it knows; the month or year where no more is known, and then its last day."""
    released: AnyPeriod
    """The day on which it was or is published; the month or year where no more is known."""
    next_release: NextRelease
    """When the next edition is to be published, as known at its own release; ``to-be-announced`` where that is open."""
    status: Status | None = None
    """How final its figures are as a whole, as their sources say; not stated where it is left out."""
    headlines: Annotated[tuple[Headline, ...], Field(min_length=2, max_length=6)]
    """Its main figures, in this order."""
    notices: tuple[Text, ...] = ()
    """Shown on top of its front page."""
    note: Text | None = None
    """For the reader; says, for instance, how its dates are known."""


class CorrectedFigure(Part):
    """A published figure or target that was wrong. What it should have been is in the records by now."""

    organization: Id
    measure: Id
    period: AnyPeriod
    """Of a target for every year of a longer period: that period."""
    population: Id = EVERYTHING
    breakdown: Id | None = None
    category: CategoryId | None = None
    """With ``breakdown``: the part of the figure that was wrong."""
    target: Id | None = None
    """The target that was wrong; where it is left out, the figure was."""
    was: AnyValue
    """The wrong value, as it was published."""


class Correction(MarkedRecord):
    """A mistake in published editions, corrected: the only way in which what was published may change.

    Each edition that it names is published anew under the next version (``2023-Q1.1``).
    """

    id: Id
    """By which it is named."""
    date: AnyPeriod
    """The day on which the corrected editions were or are published."""
    editions: Annotated[tuple[EditionId, ...], Field(min_length=1)]
    """The editions in which the mistake was published."""
    what: Text
    """What was wrong."""
    reason: Text
    """How the mistake came about."""
    figures: tuple[CorrectedFigure, ...] = ()
    """The wrong figures; none where only words were wrong."""
