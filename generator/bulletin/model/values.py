"""Values as sources state them: exact or qualified numbers, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


class Qualifier(StrEnum):
    """How a stated number bounds the true one; the values are the keys an editor types."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more-than"
    AT_LEAST = "at-least"
    UNDER = "under"
    AT_MOST = "at-most"
    BETWEEN = "between"


class Absence(StrEnum):
    """Why there is no number; the values are what an editor types in its place. Zero is never an absence."""

    NOT_APPLICABLE = "not-applicable"
    NOT_AVAILABLE = "not-available"
    NOT_YET_REPORTED = "not-yet-reported"
    SUPPRESSED = "suppressed"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated number with its qualifier. The digits are kept as stated: ``26.20`` is not ``26.2``."""

    number: Decimal
    """The number; for :attr:`Qualifier.BETWEEN` the lower end. Percentages are in percent: 26.2, not 0.262."""
    qualifier: Qualifier = Qualifier.EXACT
    upper: Decimal | None = None
    """The upper end; given for :attr:`Qualifier.BETWEEN` only."""

    @property
    def is_exact(self) -> bool:
        """Whether the number is the value itself, so that sums may use it."""
        return self.qualifier is Qualifier.EXACT

    @property
    def fraction(self) -> Fraction:
        """The number as an exact fraction; for a range the lower end."""
        return Fraction(self.number)

    @property
    def decimals(self) -> int:
        """How many digits after the decimal point were stated."""
        exponent = self.number.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0


Value = Quantity | Absence
"""What a cell holds: a quantity, or the reason why there is none."""

_ABSENCES = {absence.value: absence for absence in Absence}
_QUALIFIERS = {qualifier.value: qualifier for qualifier in Qualifier if qualifier is not Qualifier.EXACT}
_LARGEST = Decimal(10) ** 15
"""Larger numbers are typing errors: the sum of all of them must stay exact in every reader's spreadsheet."""


def _number(raw: object) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        raise PydanticCustomError("value-not-a-number", "{given} is not a number", {"given": str(raw)})
    number = Decimal(raw)
    if not number.is_finite() or abs(number) >= _LARGEST:
        raise PydanticCustomError("value-too-large", "{given} is out of range", {"given": str(raw)})
    return number


def parse_value(raw: object) -> Value:
    """Read a value from what stands in a record.

    :param raw: an ``int`` or :class:`~decimal.Decimal`; the name of an absence; or a mapping of one qualifier to a
        number (``{about: 10000}``; ``{between: [10, 12]}``).
    :raises PydanticCustomError: with a problem code as its type, when it is none of these.
    """
    if isinstance(raw, (Quantity, Absence)):
        return raw
    if isinstance(raw, str):
        if raw in _ABSENCES:
            return _ABSENCES[raw]
        raise PydanticCustomError("value-not-a-number", "{given} is not a number", {"given": raw})
    if not isinstance(raw, dict):
        return Quantity(_number(raw))
    if len(raw) != 1 or (qualifier := _QUALIFIERS.get(next(iter(raw)))) is None:
        raise PydanticCustomError("value-qualifier", "not a qualifier: {given}", {"given": ", ".join(map(str, raw))})
    (bound,) = raw.values()
    if qualifier is not Qualifier.BETWEEN:
        return Quantity(_number(bound), qualifier)
    if not isinstance(bound, (list, tuple)) or len(bound) != 2:
        raise PydanticCustomError("value-range", "a range takes two numbers, smaller first", {"given": str(bound)})
    lower, upper = _number(bound[0]), _number(bound[1])
    if lower >= upper:
        raise PydanticCustomError("value-range", "a range takes two numbers, smaller first", {"given": str(bound)})
    return Quantity(lower, qualifier, upper)


class ValueField:
    """The annotation that makes pydantic read a :data:`Value` with :func:`parse_value`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(parse_value)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        bounds = {q: {"type": "number"} for q in _QUALIFIERS if q != Qualifier.BETWEEN}
        ends = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        return {
            "anyOf": [
                {"type": "number"},
                {"enum": list(_ABSENCES)},
                {
                    "type": "object",
                    "properties": {**bounds, "between": ends},
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": False,
                },
            ],
            "description": "A number, a qualified number such as {more-than: 150}, or the reason why there is none.",
        }


class NumberField:
    """The annotation that makes pydantic read a plain number as an exact :class:`~decimal.Decimal`."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(_number)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "number"}
