"""Values, stated or computed: exact numbers with their qualifiers, or the reason why there is no number."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from bulletin.model.unchanging import unchanging


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


@lru_cache(maxsize=1 << 16)
def exact_fraction(number: Decimal) -> Fraction:
    """A stated number for computing; that of a figure is asked for by many checks."""
    return Fraction(*number.as_integer_ratio())


@unchanging
class Quantity:
    """An exact number with its qualifier, stated or computed; equal numbers are equal, whichever they are.

    A stated number is a :class:`~decimal.Decimal`, which keeps its digits as typed: ``26.20`` is not shown as ``26.2``.
    A computed one is a :class:`~fractions.Fraction`, which has no last digit, so that only display may round it.
    """

    number: Decimal | Fraction
    """The number; for :attr:`Qualifier.BETWEEN` the lower end. Percentages are in percent: 26.2, not 0.262."""
    qualifier: Qualifier = Qualifier.EXACT
    upper: Decimal | Fraction | None = None
    """The upper end; given for :attr:`Qualifier.BETWEEN` only."""

    @property
    def is_exact(self) -> bool:
        """Whether the number is the value itself, so that sums may use it."""
        return self.qualifier is Qualifier.EXACT

    @property
    def fraction(self) -> Fraction:
        """The number for computing; for a range the lower end."""
        return exact_fraction(self.number) if isinstance(self.number, Decimal) else self.number

    @property
    def decimal(self) -> Decimal:
        """The number with its digits as stated.

        :raises TypeError: for a computed number, which has none.
        """
        if not isinstance(self.number, Decimal):  # which is looked up faster than whether it is a fraction
            raise TypeError(f"computed: {self.number}")
        return self.number

    @property
    def decimals(self) -> int:
        """How many digits after the decimal point were stated."""
        exponent = self.decimal.as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0

    def times(self, factor: int) -> Quantity:
        """The quantity in a unit so many times smaller, such as percent; ``factor`` is positive."""
        upper = None if self.upper is None else Fraction(self.upper) * factor
        return Quantity(self.fraction * factor, self.qualifier, upper)


def half_unit(decimals: int) -> Fraction:
    """Half a unit of the last of so many digits after the decimal point: how far a rounded number may be off."""
    return Fraction(1, 2 * 10**decimals)


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which ends the true value lies, as the source of an estimate says; the estimate need not be midway."""

    lower: Decimal
    upper: Decimal
    level: Decimal
    """How certain that is, in percent."""

    def holds(self, number: Fraction) -> bool:
        """Whether a number is within it."""
        return self.lower <= number <= self.upper


USUAL_LEVEL = Decimal(95)
"""The level of an interval of which nothing else is said, in percent."""

Value = Quantity | Absence
"""What a cell holds: a quantity, or the reason why there is none."""


_DOUBLE_DIGITS = 15
"""How many digits every program holds of a number that it computes with (IEEE 754 binary64)."""
_SIGNAL = 1_000_000_000_000
"""One part in so many is how far apart two such numbers may be for what programs round."""
_EXACTLY = Context(prec=100)


def are_same(value: Value, other: Value) -> bool:
    """Whether two values say the same.

    Equal ones do. So do numbers that differ only by what programs round when they compute: no more than one part in
    10¹² apart, where one of them at least has more digits than any program holds. Numbers of up to 15 digits, as
    people count and measure, are only the same where they are equal.
    """
    if value == other or isinstance(value, Absence) or isinstance(other, Absence):
        return value == other
    if value.qualifier is not other.qualifier:
        return False
    ends = ((value.number, other.number), (value.upper, other.upper))
    return all(a == b or (a is not None and b is not None and _is_noise(a, b)) for a, b in ends)


def _is_noise(number: Decimal | Fraction, other: Decimal | Fraction) -> bool:
    if not (_is_longer_than_any_double(number) or _is_longer_than_any_double(other)):  # as nearly always
        return False
    if isinstance(number, Decimal) and isinstance(other, Decimal):  # which is faster than fractions, and exact as well
        apart = abs(_EXACTLY.subtract(number, other))
        return _EXACTLY.multiply(apart, _SIGNAL) <= max(abs(number), abs(other))
    exact, others = Fraction(number), Fraction(other)
    return abs(exact - others) * _SIGNAL <= max(abs(exact), abs(others))


def _is_longer_than_any_double(number: Decimal | Fraction) -> bool:
    """Whether a number has more digits than programs hold, as a quotient without a last digit has."""
    return isinstance(number, Fraction) or len(number.normalize().as_tuple().digits) > _DOUBLE_DIGITS


def exact_number(value: Value | None) -> Fraction | None:
    """The number of an exact value, for computing; None of an absence, of a qualified value, and of none."""
    return value.fraction if isinstance(value, Quantity) and value.is_exact else None


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


@lru_cache(maxsize=1 << 14)
def _count(raw: int) -> Quantity:
    """The quantity of a whole number; the same small ones are in most records."""
    return Quantity(_number(raw))


def parse_value(raw: object) -> Value:
    """Read a value from what a record holds.

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
    if type(raw) is int:
        return _count(raw)
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


_BOUNDS = {qualifier: {"type": "number"} for qualifier in _QUALIFIERS if qualifier != Qualifier.BETWEEN}
_ENDS = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
AS_IT_IS = PlainSerializer(lambda value: value, return_type=Any)
"""Serializes a field by what it holds; by its type, pydantic would warn of the dictionaries that dataclasses become."""
AnyValue = Annotated[
    Value,
    PlainValidator(parse_value),
    AS_IT_IS,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"enum": list(_ABSENCES)},
                {
                    "type": "object",
                    "properties": {**_BOUNDS, "between": _ENDS},
                    "minProperties": 1,
                    "maxProperties": 1,
                    "additionalProperties": False,
                },
            ],
            "description": "A number, a qualified number such as {more-than: 150}, or the reason why there is none.",
        }
    ),
]
"""A value as it is typed in a record, validated."""
ExactNumber = Annotated[
    Decimal, PlainValidator(_number), PlainSerializer(str, when_used="json"), WithJsonSchema({"type": "number"})
]
"""A plain number, kept exactly as typed."""
