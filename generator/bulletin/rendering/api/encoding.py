"""Released figures, targets and claims → entries of the answers."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeVar

from bulletin.analysis.amounts import Amount
from bulletin.analysis.arithmetic import round_half_up
from bulletin.analysis.claims import CheckedClaim, Missing, Operand
from bulletin.analysis.claims.stated import DECIMALS
from bulletin.analysis.progress import Progress
from bulletin.analysis.tables import Coverage, Figure, TargetFigure
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.places import NOWHERE
from bulletin.model.records import FigureRef
from bulletin.model.values import Absence, Quantity, Value
from bulletin.rendering.api.entries import (
    AcknowledgmentEntry,
    BaseEntry,
    ClaimEntry,
    CoverageEntry,
    EarlierEntry,
    FigureEntry,
    NumberEntry,
    PeriodEntry,
    QuantityEntry,
    ReferenceEntry,
    TargetEntry,
    ValueEntry,
)
from bulletin.rendering.break_words import worded
from bulletin.rendering.claim_words import explained

T = TypeVar("T")


@lru_cache(maxsize=1_024)
def period_entry(period: Period) -> PeriodEntry:
    """A period. A bulletin has few, and each is that of many figures."""
    return {
        "text": period.text,
        "start": period.start,
        "end": period.end,
        "shape": period.shape,
        "term": period.term,
    }


def value_entry(value: Value) -> ValueEntry:
    """A value: a number with its qualifier, or the reason why there is none."""
    return {"absence": value} if isinstance(value, Absence) else _quantity(value)


def _quantity(value: Quantity) -> QuantityEntry:
    return {
        "number": _number(value.number),
        "digits": f"{value.number:f}",
        "qualifier": value.qualifier,
        "upper": None if value.upper is None else _number_entry(value.upper),
    }


def _number_entry(number: Decimal) -> NumberEntry:
    return {"number": _number(number), "digits": f"{number:f}"}


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def figure_entry(catalogue: Catalogue, figure: Figure) -> FigureEntry:
    """A figure."""
    key = figure.key
    return {
        "organization": key.organization,
        "measure": key.measure,
        "population": key.population,
        "period": period_entry(key.period),
        "each": _each(key),
        "breakdown": key.breakdown,
        "category": key.category,
        "value": value_entry(figure.value),
        "unit": catalogue.measures[key.measure].unit,
        "status": figure.status,
        "flags": figure.flags,
        "origin": figure.origin,
        "reported": _reported(catalogue, figure),
        "sources": figure.sources,
        "coverage": _coverage(figure.coverage),
        "parts": tuple([_part(part, key) for part in figure.parts]),
        "earlier": tuple([_earlier(catalogue, one) for one in figure.earlier]),
        "note": figure.note,
        "breaks": tuple([worded(catalogue, one) for one in figure.breaks]),
        "acknowledged": _acknowledged(figure),
    }


def _reported(catalogue: Catalogue, figure: Figure) -> str:
    """The day of a report, or the month or year where no more is known of the source that came out then."""
    published = (catalogue.sources[source].published for source in figure.sources)
    return next((one.text for one in published if one.end == figure.reported), figure.reported.isoformat())


def _each(key: ObservationKey) -> Literal["year"] | None:
    return "year" if key.annual else None


def _coverage(coverage: Coverage | None) -> CoverageEntry | None:
    return {"reported": coverage.reported, "expected": coverage.expected} if coverage else None


def _part(part: ObservationKey, whole: ObservationKey) -> ReferenceEntry:
    """What a figure was computed from, by what tells the two apart."""
    return {
        "organization": _unlike(part.organization, whole.organization),
        "measure": _unlike(part.measure, whole.measure),
        "population": _unlike(part.population, whole.population),
        "period": _unlike(part.period.text, whole.period.text),
        "breakdown": _unlike(part.breakdown, whole.breakdown),
        "category": _unlike(part.category, whole.category),
    }


def _unlike(this: T, other: T) -> T | None:
    return None if this == other else this


def _earlier(catalogue: Catalogue, figure: Figure) -> EarlierEntry:
    return {
        "value": value_entry(figure.value),
        "status": figure.status,
        "flags": figure.flags,
        "reported": _reported(catalogue, figure),
        "sources": figure.sources,
        "note": figure.note,
    }


def _acknowledged(accepting: Figure | TargetFigure) -> tuple[AcknowledgmentEntry, ...]:
    return tuple([{"problem": code, "reason": reason} for code, reason in accepting.acknowledged])


def target_entry(catalogue: Catalogue, held: Progress) -> TargetEntry:
    """A target of one period, and how it stands."""
    target, assessed = held.target, held.assessment
    key, share = target.key, target.share
    return {
        "id": target.id,
        "organization": key.organization,
        "measure": key.measure,
        "population": key.population,
        "period": period_entry(key.period),
        "each": _each(key),
        "yearly": target.yearly,
        "share": {"breakdown": share.breakdown, "category": share.category} if share else None,
        "value": value_entry(target.value),
        "unit": None if share else catalogue.measures[key.measure].unit,
        "basis": target.basis,
        "claim": target.claim,
        "decision": target.decision,
        "source": target.source,
        "superseded_by": target.superseded_by,
        "unassessed": target.unassessed,
        "standing": assessed.standing,
        "reason": assessed.reason,
        "by_then": assessed.by_then,
        "figure_period": held.figure.key.period.text if held.figure else None,
        "acknowledged": _acknowledged(target),
        "note": target.note,
    }


def claim_entry(catalogue: Catalogue, checked: CheckedClaim) -> ClaimEntry:
    """What a source states, and what comes of holding it against the figures."""
    claim, base = checked.claim, checked.base
    above, below = checked.ratio or (None, None)
    return {
        "id": claim.id,
        "organization": claim.organization,
        "measure": claim.measure,
        "population": claim.population,
        "period": period_entry(claim.period),
        "breakdown": claim.breakdown,
        "category": claim.category,
        "form": claim.form,
        "value": value_entry(claim.value),
        "of": _reference(claim.of) if claim.of else None,
        "parts": tuple(map(_reference, claim.parts)),
        "target": claim.target,
        "source": claim.source,
        "verdict": checked.verdict,
        "computed": _computed(checked.workings.outcome),
        "numerator": _base(above),
        "denominator": _base(below),
        "base": _base(base),
        "base_for": checked.base_for,
        "explanation": explained(catalogue, checked),
        "record": claim.place.at_line if claim.place != NOWHERE else None,
        "acknowledged": claim.acknowledged,
        "note": claim.note,
    }


def _base(operand: Operand | Missing | None) -> BaseEntry | None:
    if operand is None or isinstance(operand, Missing):
        return None
    key = operand.key
    return {
        "target": operand.id if isinstance(operand, TargetFigure) else None,
        "organization": key.organization,
        "measure": key.measure,
        "population": key.population,
        "period": key.period.text,
        "breakdown": key.breakdown,
        "category": key.category,
        "value": value_entry(operand.value),
    }


def _computed(outcome: Amount | None) -> QuantityEntry | None:
    if outcome is None:
        return None
    upper = None if outcome.upper is None else round_half_up(outcome.upper, DECIMALS)
    return _quantity(Quantity(round_half_up(outcome.number, DECIMALS), outcome.qualifier, upper))


def _reference(figure: FigureRef) -> ReferenceEntry:
    return {
        "organization": figure.organization,
        "measure": figure.measure,
        "population": figure.population,
        "period": figure.period.text if figure.period else None,
        "breakdown": figure.breakdown,
        "category": figure.category,
    }
