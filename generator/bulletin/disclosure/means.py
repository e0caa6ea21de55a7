"""The means over time that a reader can write: that of a year and those of three of its quarters give the fourth.

A mean is known to half a unit of its last digit, so its equation has a tolerance. The figures of shares that have
numerators are judged by those; a mean of shares weighs each numerator by its denominator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import group_by
from bulletin.disclosure.linked_tables import Rational
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import Measure
from bulletin.model.values import Quantity, half_unit

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mean:
    """A figure as the sum of others, each times a weight, and of what was not reported of the rest."""

    whole: ObservationKey
    weights: tuple[tuple[ObservationKey, Rational], ...]
    rest: Rational
    """The weight of the sum of the periods that have no figure; zero where all have."""
    tolerance: Rational


def means_of(measure: Measure, figures: Sequence[Figure]) -> Iterator[Mean]:
    """What each figure of a series is the mean of: of months, of quarters, of years.

    :param figures: of one series; each has a number or is suppressed.
    """
    for whole in figures:
        if not isinstance(whole.value, Quantity) or not whole.value.is_exact:
            continue
        shorter = (f for f in figures if f is not whole and whole.key.period.contains(f.key.period))
        for parts in group_by(shorter, lambda figure: _months(figure.key.period)).values():
            periods = _periods(whole.key.period, [part.key.period for part in parts])
            scales = [scale for f in (whole, *parts) if (scale := _scale(measure, f)) is not None]
            if periods is not None and len(scales) > len(parts):
                yield _mean(whole, parts, scales, periods)


def _mean(whole: Figure, parts: Sequence[Figure], scales: Sequence[Fraction], periods: int) -> Mean:
    own, *others = scales
    rounding = _half_of_last_digit(whole) + sum(map(_rounding_of_share, parts), Fraction()) / periods
    return Mean(
        whole.key,
        tuple((part.key, scale / own / periods) for part, scale in zip(parts, others, strict=True)),
        1 / own / periods if len(parts) < periods else 0,
        rounding / own,
    )


def _months(period: Period) -> int | None:
    """How many months it has; None where these are not whole ones."""
    first, after = period.start, period.end + _DAY
    return _month(after) - _month(first) if first.day == after.day == 1 else None


def _month(day: date) -> int:
    return day.year * 12 + day.month


def _periods(whole: Period, parts: Sequence[Period]) -> int | None:
    """How many periods as long as these fill a longer one; None where they do not, or overlap."""
    months, length = _months(whole), _months(parts[0])
    if not (months and length) or months == length or months % length:
        return None
    places = {(_month(part.start) - _month(whole.start)) for part in parts}
    is_aligned = len(places) == len(parts) and all(place % length == 0 for place in places)
    return months // length if is_aligned else None


def _scale(measure: Measure, figure: Figure) -> Fraction | None:
    """What a figure's cell is multiplied by to get its value: the cell of a share is its numerator; None: unknown."""
    if figure.numerator is None:
        return Fraction(1)
    return Fraction(measure.factor) / Fraction(figure.denominator) if figure.denominator else None


def _rounding_of_share(part: Figure) -> Fraction:
    return Fraction() if part.numerator is None else _half_of_last_digit(part)


def _half_of_last_digit(figure: Figure) -> Fraction:
    value = figure.value
    if not isinstance(value, Quantity) or isinstance(value.number, Fraction):
        return Fraction()
    return half_unit(value.decimals)
