"""A figure split by a breakdown: its parts, their shares, and what they leave open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bulletin.analysis.figures import Figure
from bulletin.analysis.marginals import Marginal, marginal_of
from bulletin.analysis.progress import Progress, progress_by
from bulletin.analysis.quantities import Outcome, Ratio, absence_in, units_missing, units_reported
from bulletin.analysis.tables import Tables
from bulletin.analysis.targets import targets_for
from bulletin.model.corpus import Catalogue
from bulletin.model.records import Breakdown
from bulletin.model.values import Absence, Quantity


class Addition(StrEnum):
    """What the parts add to."""

    WHOLE = "whole"
    LESS = "less"
    """The rest was not stated."""
    MORE = "more"
    """More than the whole, which they should not: a contradiction in what was reported."""
    OVERLAPPING = "overlapping"
    """The categories overlap, so that adding them means nothing."""
    SEPARATE = "separate"
    """The measure does not add up: each category has a figure of its own."""
    UNKNOWN = "cannot-be-said"
    """One of the values is absent, suppressed or qualified."""


@dataclass(frozen=True)
class CompositionPart:
    """One category's part of a whole."""

    category: str
    figure: Figure
    share: Ratio | None
    """The part over the whole; None where parts are no shares of the whole: of a measure that does not add up, and
    where they balance each other, one of them being negative or all together more than the whole."""
    progress: tuple[Progress, ...]
    """The part compared with each target that was set for it, mostly for its share."""


@dataclass(frozen=True)
class Composition:
    """A figure split by one breakdown."""

    whole: Figure
    breakdown: str
    parts: tuple[CompositionPart, ...]
    """The categories that have a figure, in the order of the vocabulary."""
    addition: Addition
    remainder: Outcome
    """The whole less its parts: what was not stated, zero, or a negative number where the parts add to more. Suppressed
    with any of them; None where it cannot be said or means nothing."""


def composition_of(catalogue: Catalogue, tables: Tables, whole: Figure, breakdown: Breakdown) -> Composition:
    """A whole figure split by one breakdown; without parts where there is no figure of any category."""
    return composition_of_parts(catalogue, tables, whole, marginal_of(breakdown))


def composition_of_parts(catalogue: Catalogue, tables: Tables, whole: Figure, marginal: Marginal) -> Composition:
    """A figure split by what adds up to it: the categories of a breakdown, or of a category those of a crossing."""
    measure, categories = catalogue.measures[whole.key.measure], marginal.parts[whole.key.category]
    keys = (whole.key.narrow(marginal.breakdown, category) for category in categories)
    figures = [figure for key in keys if (figure := tables.by_key.get(key)) is not None]
    is_bounded, adds_up = not measure.may_be_negative, measure.kind.traits.adds_up
    of_whole = adds_up and (is_bounded or _are_shares(whole, figures, overlapping=marginal.overlapping))
    parts = tuple(_part(catalogue, tables, figure, whole if of_whole else None) for figure in figures)
    if not adds_up:
        return Composition(whole, marginal.breakdown, parts, Addition.SEPARATE, None)
    if marginal.overlapping:
        return Composition(whole, marginal.breakdown, parts, Addition.OVERLAPPING, None)
    remainder = _remainder(whole, figures)
    is_all = marginal.exhaustive and len(parts) == len(categories)
    added = _addition(remainder, is_bounded=is_bounded or is_all, unseen=measure.least_shown)
    return Composition(whole, marginal.breakdown, parts, added, remainder)


def _part(catalogue: Catalogue, tables: Tables, figure: Figure, whole: Figure | None) -> CompositionPart:
    """The part of a category.

    :param whole: what it is a share of; None where parts are no shares.
    """
    progress = (progress_by(catalogue, tables, target, figure) for target in targets_for(tables, figure))
    share = Ratio(figure, whole) if whole is not None else None
    return CompositionPart(figure.key.category or "", figure, share, tuple(progress))


def _are_shares(whole: Figure, figures: Sequence[Figure], *, overlapping: bool) -> bool:
    """Whether parts that could be negative are none of them, and no more than the whole."""
    numbers = [figure.value.fraction for figure in figures if isinstance(figure.value, Quantity)]
    most = max(numbers, default=Fraction(0)) if overlapping else sum(numbers, Fraction(0))
    return isinstance(whole.value, Quantity) and min(numbers, default=0) >= 0 and most <= whole.value.fraction


def _remainder(whole: Figure, parts: Sequence[Figure]) -> Outcome:
    """What the parts leave of the whole.

    A part that is not available is in the remainder; a suppressed one suppresses it, since it would show the part.
    """
    if (absent := absence_in(*(part.value for part in parts))) is Absence.SUPPRESSED:
        return absent
    if isinstance(whole.value, Absence):
        return whole.value
    counted = [part for part in parts if isinstance(part.value, Quantity)]
    stated = [figure.value for figure in (whole, *counted) if isinstance(figure.value, Quantity)]
    if not all(value.is_exact for value in stated) or not all(_is_within(part, whole) for part in counted):
        return None
    return Quantity(stated[0].fraction - sum((value.fraction for value in stated[1:]), Fraction(0)))


def _is_within(part: Figure, whole: Figure) -> bool:
    """Whether the units that a part was added up from are among those of the whole."""
    if whole.is_complete:
        return True
    return units_reported(part) <= units_reported(whole) and units_missing(whole) <= units_missing(part)


def _addition(remainder: Outcome, *, is_bounded: bool, unseen: Fraction) -> Addition:
    """What parts add to.

    :param is_bounded: whether no part that is missing could make up for it where the others are more than the whole.
    :param unseen: less than so much is not seen, as figures are rounded.
    """
    if not isinstance(remainder, Quantity):
        return Addition.UNKNOWN
    if abs(remainder.fraction) < unseen:
        return Addition.WHOLE
    if remainder.number < 0 and is_bounded:
        return Addition.MORE
    return Addition.LESS if remainder.number else Addition.WHOLE
