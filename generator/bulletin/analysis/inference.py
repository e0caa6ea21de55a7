"""What a stated percentage implies about the whole number that it was taken over."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TypeGuard

from bulletin.analysis.matching import as_known
from bulletin.analysis.tables import Figure, Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import observation_key
from bulletin.model.records import Claim, ClaimForm
from bulletin.model.values import Quantity


@dataclass(frozen=True)
class Inference:
    """The targets of which a figure can be the percentage that a source states."""

    figure: Figure
    """The figure that the percentage is about, as its source knew it."""
    percent: Quantity
    """As stated."""
    wholes: range
    """Every whole number that gives the percentage; empty where none does."""


def inference_of(catalogue: Catalogue, tables: Tables, claim: Claim) -> Inference | None:
    """What a stated percentage of a target implies about it; None where it is none, or its figure is no exact count."""
    current = tables.by_key.get(observation_key(claim).whole)
    if claim.form is not ClaimForm.PERCENT_OF_TARGET or current is None or not current.is_complete:
        return None
    figure = as_known(catalogue, current, claim)
    if not _is_positive(figure.value) or not _is_positive(claim.value):
        return None
    if claim.value.fraction <= _half_unit(claim.value) or figure.value.fraction.denominator != 1:
        return None
    return Inference(figure, claim.value, wholes_implied(int(figure.value.number), claim.value))


def _is_positive(value: object) -> TypeGuard[Quantity]:
    return isinstance(value, Quantity) and value.is_exact and value.number > 0


def wholes_implied(part: int, percent: Quantity) -> range:
    """All whole numbers of which ``part`` is ``percent`` once that is rounded, half up, to the digits that were stated.

    A percentage p stated with d decimals stands for any number from p - h up to, but not including, p + h, where h is
    half a unit of the last digit. So the wholes are those above 100 part / (p + h), up to 100 part / (p - h).

    :param part: a positive count.
    :param percent: an exact percentage as stated, in percent; the digits after its point say how it was rounded.
    :raises ValueError: when the part is not positive, or the percentage so small that any large number would do.
    """
    half = _half_unit(percent)
    if part <= 0 or percent.fraction <= half:
        raise ValueError(f"{percent.number} % of what gives {part} has no end")
    least = floor(100 * part / (percent.fraction + half)) + 1
    return range(least, floor(100 * part / (percent.fraction - half)) + 1)


def _half_unit(percent: Quantity) -> Fraction:
    """Half a unit of the last digit that was stated."""
    return Fraction(1, 2 * 10**percent.decimals)
