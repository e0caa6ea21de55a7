"""Interpretations of claims: what would make one true, the target it implies, and how a contradiction may have arisen.

Nothing is guessed: every number of an interpretation is a figure or target of the same organization and period, and the
claim then agrees to the digit. An interpretation is given only where no other is as near, and where the claim is stated
in enough digits that a chance hit is unlikely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations, islice
from operator import itemgetter

from bulletin.analysis.claims.calculation import as_of_claim, outcome_of
from bulletin.analysis.claims.verdicts import (
    RATIOS,
    Calculation,
    CheckedClaim,
    Fit,
    Joint,
    Missing,
    OtherBase,
    PartsAlone,
    Verdict,
    has_enough_digits,
    stands_for,
    verdict_on,
)
from bulletin.analysis.figures import Figure, Number
from bulletin.analysis.quantities import Span
from bulletin.analysis.tables import Tables, group_by
from bulletin.analysis.targets import is_compared_with
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.records import Claim, ClaimForm
from bulletin.model.values import Quantity, exact_number

# --- whole numbers that make a claim true -----------------------------------------------------------------------------


def fits(catalogue: Catalogue, claim: Claim, calculation: Calculation) -> Iterator[Fit]:
    """For each operand of a ratio or difference, what it would have to be; for a total, what a missing part would.

    They are whole numbers of things that are counted, never less than none; of measures that can be negative nothing is
    said. Nor is it of an operand where others are missing too or are no exact whole numbers, or where there would be no
    end to the numbers.
    """
    if not isinstance(claim.value, Quantity):
        return
    span = stands_for(claim.value)
    for position, operand in enumerate(calculation.operands):
        others = [whole_number(operand) for place, operand in enumerate(calculation.operands) if place != position]
        known = [other for other in others if other is not None]
        is_wanted = claim.form is not ClaimForm.TOTAL or isinstance(operand, Missing)
        if len(known) == len(others) and is_wanted and _is_natural(catalogue, operand.key):
            wholes = wholes_that_fit(claim.form, span, position, sum(known))
            if wholes is not None:
                yield Fit(position, wholes)


def _is_natural(catalogue: Catalogue, key: ObservationKey) -> bool:
    """Whether a figure is a whole number and never less than none."""
    measure = catalogue.measures[key.measure]
    return measure.is_counted and not measure.may_be_negative


def whole_number(operand: Number | Missing) -> int | None:
    """The operand, where it is a whole number and exactly known."""
    if isinstance(operand, Missing) or (isinstance(operand, Figure) and not operand.is_complete):
        return None
    number = exact_number(operand.value)
    return int(number) if number is not None and number.denominator == 1 else None


def wholes_that_fit(form: ClaimForm, span: Span, position: int, other: int) -> range | None:
    """The whole numbers that make a claim of a number within ``span`` true, as one of two operands.

    :param position: of the operand that is sought: 0 or 1; for a total, any.
    :param other: the other operand or, for a total, the sum of the others.
    """
    if form in RATIOS:
        fitting = _ratio(span, position, Fraction(other), RATIOS[form])
    elif form is ClaimForm.TOTAL:
        fitting = _shifted(span, -other)
    else:
        fitting = _shifted(span if position == 0 else _mirrored(span), other)
    return _natural(fitting).wholes if fitting is not None else None


def _ratio(span: Span, position: int, other: Fraction, factor: int) -> Span | None:
    """What is above the line, or what is below it: over more, the same number makes less."""
    if other <= 0 or span.low is None or span.low < 0:
        return None
    if position == 0:
        high = None if span.high is None else span.high * other / factor
        return Span(span.low * other / factor, high, span.low_open, span.high_open)
    low = Fraction(0) if span.high is None else other * factor / span.high
    high = other * factor / span.low if span.low else None
    return Span(low, high, span.high is None or span.high_open, span.low_open)


def _shifted(span: Span, by: int) -> Span:
    low = None if span.low is None else span.low + by
    high = None if span.high is None else span.high + by
    return Span(low, high, span.low_open, span.high_open)


def _mirrored(span: Span) -> Span:
    low = None if span.high is None else -span.high
    high = None if span.low is None else -span.low
    return Span(low, high, span.high_open, span.low_open)


def _natural(span: Span) -> Span:
    """The span without what is less than nothing."""
    return span._replace(low=Fraction(0), low_open=False) if span.low is None or span.low < 0 else span


# --- the target that a stated percentage implies ----------------------------------------------------------------------


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
    """What a stated percentage of a target implies about it; None where it is none, or its figure is no exact count.

    What is measured rather than counted has targets that are no whole numbers, of which too many give a percentage.
    """
    if not catalogue.measures[claim.measure].is_counted:
        return None
    current, stated = tables.by_key.get(observation_key(claim).whole), claim.value
    if claim.form is not ClaimForm.PERCENT_OF_TARGET or not isinstance(stated, Quantity) or not stated.is_exact:
        return None
    figure = None if current is None else as_of_claim(catalogue, current, claim)
    count = None if figure is None else whole_number(figure)
    wholes = None if count is None else wholes_that_fit(claim.form, stands_for(stated), 1, count)
    return None if figure is None or wholes is None else Inference(figure, stated, wholes)


# --- interpretations of a contradiction -------------------------------------------------------------------------------


MOST_PARTS = 12
"""Of a total with more parts, so many sums could be made that some would fit by chance."""
_LEAST_PARTS = 2
MOST_CLAIMS, MOST_BASES = 4, 12
"""Of more claims, or with more numbers to choose from, so many ways fit by chance that none says anything."""


# --- one claim ------------------------------------------------------------------------------------------------------


def other_base(catalogue: Catalogue, tables: Tables, claim: Claim, calculation: Calculation) -> OtherBase | None:
    """The one other number above or below the line that makes a ratio agree.

    Just one of the two is replaced, by an exact whole number of the organization and one of the claim's periods, in the
    same unit: first by those of the same measure and population (its parts, its whole, its targets), then by those of
    the measure in other populations, then by those of other measures. The first of these steps that has any must have
    only one.
    """
    stated = claim.value
    if claim.form not in RATIOS or not isinstance(stated, Quantity) or not has_enough_digits(stated):
        return None
    if any(whole_number(operand) is None for operand in calculation.operands):
        return None
    key = calculation.numbers[0].key
    found = (
        (_distance(key, candidate.key), other)
        for candidate in _candidates(catalogue, tables, key, _periods(calculation))
        for other in _replacing(calculation, candidate, stated)
    )
    steps = group_by(found, itemgetter(0))
    nearest = steps[min(steps)] if steps else ()
    return nearest[0][1] if len(nearest) == 1 else None


def _replacing(calculation: Calculation, candidate: Number, stated: Quantity) -> Iterator[OtherBase]:
    for position, kept in ((1, calculation.numbers[0]), (0, calculation.numbers[1])):
        if candidate in calculation.operands or (position == 0 and not isinstance(candidate, Figure)):
            continue
        operands = (kept, candidate) if position == 1 else (candidate, kept)
        outcome = outcome_of(calculation.form, operands)
        if outcome is not None and verdict_on(outcome, stated, is_ratio=True) in _AGREEING:
            yield OtherBase(replace(calculation, operands=operands, outcome=outcome), position)


_AGREEING = (Verdict.AGREES, Verdict.AGREES_COARSER)


def _periods(calculation: Calculation) -> frozenset[str]:
    return frozenset(operand.key.period.text for operand in calculation.operands)


def _distance(asked: ObservationKey, found: ObservationKey) -> int:
    """0 for the same measure and population, 1 for the same measure, 2 for another."""
    return 2 if found.measure != asked.measure else int(found.population != asked.population)


def _candidates(
    catalogue: Catalogue, tables: Tables, asked: ObservationKey, periods: frozenset[str]
) -> Iterator[Number]:
    """Exact whole numbers of one organization, in the unit and the periods of the figure that is asked about."""
    unit = catalogue.measures[asked.measure].unit
    for figure in tables.by_organization.get(asked.organization, ()):
        if figure.key.period.text in periods and catalogue.measures[figure.key.measure].unit == unit:
            yield from (figure,) if whole_number(figure) else ()
    for target in tables.targets_by_series.get(asked.whole.series, ()):
        is_of_then = target.key.period.text in periods or is_compared_with(asked.whole, target)
        yield from (target,) if is_of_then and target.share is None and whole_number(target) else ()


def parts_alone(claim: Claim, calculation: Calculation) -> PartsAlone | None:
    """The only two or more, but not all, of a total's parts that add to just the stated total."""
    stated = claim.value
    known = [(number, operand) for operand in calculation.numbers if (number := whole_number(operand))]
    if claim.form is not ClaimForm.TOTAL or not isinstance(stated, Quantity) or not stated.is_exact:
        return None
    if calculation.outcome is None or not calculation.outcome.is_exact or len(known) > MOST_PARTS:
        return None
    hits = [some for some in _some_of(known) if sum(number for number, _ in some) == stated.number]
    if len(hits) != 1:
        return None
    (hit,) = hits
    return PartsAlone(
        tuple(operand for _, operand in hit),
        tuple(operand for number, operand in known if (number, operand) not in hit),
    )


def _some_of(parts: Sequence[tuple[int, Number]]) -> Iterator[tuple[tuple[int, Number], ...]]:
    for size in range(_LEAST_PARTS, len(parts)):
        yield from combinations(parts, size)


# --- several claims of one figure -----------------------------------------------------------------------------------


def joint_interpretations(catalogue: Catalogue, tables: Tables, found: Iterable[CheckedClaim]) -> Iterator[Joint]:
    """What several claims that one source makes of one figure imply together, where they do not fit it as printed.

    Each claim is given a base of its own among the numbers of that organization, period and unit, the printed figure
    included, so that some whole number above the line makes all claims true. Of such ways, the one with the fewest
    bases other than claimed is given, if there is but one. Where there are more than ``MOST_CLAIMS`` or ``MOST_BASES``,
    and of measures that are not whole numbers or can be negative, nothing is.
    """
    groups = group_by(
        (checked for checked in found if _is_open(checked) and _is_natural(catalogue, observation_key(checked.claim))),
        lambda checked: (checked.claim.source, checked.calculation.operands[0].key),
    )
    for group in groups.values():
        if len(group) > 1 and whole_number(group[0].calculation.operands[0]) is not None:
            yield from _jointly(catalogue, tables, sorted(group, key=lambda checked: checked.claim.id))


def _is_open(checked: CheckedClaim) -> bool:
    """Whether a ratio stated in enough digits disagrees, or lacks its base."""
    is_open = checked.verdict is Verdict.DISAGREES or _lacks_base(checked)
    stated = checked.claim.value
    return is_open and checked.claim.form in RATIOS and isinstance(stated, Quantity) and has_enough_digits(stated)


def _lacks_base(checked: CheckedClaim) -> bool:
    is_open = checked.verdict is Verdict.CANNOT_BE_COMPUTED and len(checked.calculation.operands) > 1
    return is_open and isinstance(checked.calculation.operands[1], Missing)


def _jointly(catalogue: Catalogue, tables: Tables, group: Sequence[CheckedClaim]) -> Iterator[Joint]:
    top = group[0].calculation.operands[0].key
    bases = tuple(_candidates(catalogue, tables, top, frozenset({top.period.text})))
    if len(group) > MOST_CLAIMS or len(bases) > MOST_BASES:
        return
    choices = [tuple(_choices(checked, bases)) for checked in group]
    for changes in range(len(group) + 1):
        ways = tuple(islice(_ways(choices, (), changes), 2))
        if ways:
            claims = tuple(checked.claim for checked in group)
            yield from (Joint(claims, *way) for way in ways if len(ways) == 1)
            return


@dataclass(frozen=True, slots=True)
class _Choice:
    """A base that one claim may have been taken over."""

    base: Number
    wholes: range
    """The whole numbers that, over it, make the claim true; at least one."""
    is_changed: bool
    """Whether it is another base than claimed."""


def _choices(checked: CheckedClaim, bases: Iterable[Number]) -> Iterator[_Choice]:
    if not isinstance(checked.claim.value, Quantity):
        return
    span = stands_for(checked.claim.value)
    for base in bases:
        wholes = wholes_that_fit(checked.claim.form, span, 0, whole_number(base) or 0)
        if wholes:
            yield _Choice(base, wholes, base != checked.calculation.operands[1])


def _ways(
    choices: Sequence[Iterable[_Choice]], chosen: tuple[_Choice, ...], changes: int
) -> Iterator[tuple[tuple[Number, ...], range]]:
    """The ways to give each claim a base of its own, just so many of those yet to be chosen being other than claimed.

    Each comes with the whole numbers that make all claims true.
    """
    wholes = range(max((c.wholes.start for c in chosen), default=0), min((c.wholes.stop for c in chosen), default=1))
    if changes < 0 or not wholes:
        return
    if len(chosen) == len(choices):
        yield from ((tuple(choice.base for choice in chosen), wholes),) if not changes else ()
        return
    for choice in choices[len(chosen)]:
        if all(choice.base != other.base for other in chosen):
            yield from _ways(choices, (*chosen, choice), changes - choice.is_changed)
