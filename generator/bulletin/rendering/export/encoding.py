"""Encodes released figures, targets and stated values (claims) as entries of the API."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import cast

from bulletin.analysis.claims.verdicts import DECIMALS, CheckedClaim, Missing
from bulletin.analysis.figures import Figure, Number, TargetBaseline, TargetFigure, value_as_bound
from bulletin.analysis.growth_assessment import GrowthAssessment
from bulletin.analysis.progress import Progress
from bulletin.analysis.quantities import round_half_up
from bulletin.analysis.tables import Tables
from bulletin.analysis.target_outlook import growth_towards
from bulletin.analysis.target_paths import Way
from bulletin.analysis.target_rollups import TargetRollup, target_rollups
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.places import NOWHERE
from bulletin.model.records import FigureRef
from bulletin.model.records.parts import crossed_categories
from bulletin.model.values import Absence, Quantity, Value
from bulletin.rendering.export import entries, target_entries
from bulletin.rendering.phrases.claims import explained
from bulletin.rendering.phrases.figures import break_texts
from bulletin.rendering.text import as_decimal, json_number

_dimensions_of = attrgetter("organization", "measure", "population", "period.text", "breakdown", "category")
"""The fields of a :class:`~bulletin.rendering.export.entries.ReferenceEntry` in their order."""


def value_entry(value: Value, decimals: int = DECIMALS) -> entries.ValueEntry:
    """A value: a number with its qualifier, or the reason why there is none.

    :param decimals: of the digits of a computed number, at most.
    """
    return {"absence": value} if isinstance(value, Absence) else _quantity(value, decimals)


def _quantity(value: Quantity, decimals: int = DECIMALS) -> entries.QuantityEntry:
    return {
        **_number_entry(value.number, decimals),
        "qualifier": value.qualifier,
        "upper": None if value.upper is None else _number_entry(value.upper, decimals),
    }


def _number_entry(number: Decimal | Fraction, decimals: int = DECIMALS) -> entries.NumberEntry:
    shown = as_decimal(number, decimals)
    plain, digits = json_number(shown), f"{shown:f}"
    return {"number": plain, "digits": None if str(plain) == digits else digits}


def _interval(figure: Figure) -> entries.IntervalEntry | None:
    interval = figure.interval
    if interval is None:
        return None
    lower, upper = _number_entry(interval.lower), _number_entry(interval.upper)
    return {"lower": lower, "upper": upper, "level": json_number(interval.level)}


def figure_entry(catalogue: Catalogue, figure: Figure) -> entries.FigureEntry:
    """A figure."""
    key, measure = figure.key, catalogue.measures[figure.key.measure]
    value = figure.value if figure.is_open else value_as_bound(figure)
    return {  # in the order of the class, as this is the most frequent entry
        "organization": key.organization,
        "measure": key.measure,
        "population": key.population,
        "period": key.period.text,
        "each": "year" if key.annual else None,
        "breakdown": key.breakdown,
        "category": key.category,
        "dimensions": _crossed(catalogue, key),
        "value": value_entry(value, measure.computed_decimals),
        "interval": _interval(figure),
        "numerator": None if figure.numerator is None else _number_entry(figure.numerator),
        "denominator": None if figure.denominator is None else _number_entry(figure.denominator),
        "unit": measure.unit,
        "status": figure.status,
        "flags": figure.flags,
        "origin": figure.origin,
        "reported": _reported(catalogue, figure),
        "sources": figure.sources,
        "coverage": _coverage(figure),
        "parts": tuple(_parts(figure)),
        "earlier": tuple([_report(catalogue, before) for before in figure.earlier]),
        "unordered": tuple([_report(catalogue, other) for other in figure.unordered]),
        "note": figure.note,
        "breaks": tuple([break_texts(catalogue, reason) for reason in figure.breaks]),
        "acknowledged": _acknowledged(figure),
    }


def _crossed(catalogue: Catalogue, key: ObservationKey) -> dict[str, str] | None:
    """Of a cell of a crossing, its category in each breakdown that is crossed; None of any other figure."""
    if not key.is_crossed or key.breakdown is None or key.category is None:
        return None
    return dict(zip(catalogue.breakdowns[key.breakdown].crosses, crossed_categories(key.category), strict=True))


def _reported(catalogue: Catalogue, figure: Figure) -> str:
    """The day of a report, or the month or year where no more is known; of a total, that of the latest of its parts."""
    if figure.report_period is not None:
        return figure.report_period.text
    published = (catalogue.sources[source].published for source in figure.sources)
    return next((period.text for period in published if period.end == figure.reported), figure.reported.isoformat())


def _parts(figure: Figure) -> Iterator[entries.ReferenceEntry]:
    """What a figure was computed from, by the dimensions in which each differs from it."""
    names = entries.ReferenceEntry.__annotations__
    whole = _dimensions_of(figure.key) if figure.parts else ()
    for part in figure.parts:
        both = zip(names, _dimensions_of(part), whole, strict=True)
        yield cast("entries.ReferenceEntry", {name: None if mine == other else mine for name, mine, other in both})


def _report(catalogue: Catalogue, figure: Figure) -> entries.EarlierEntry:
    return entries.copied(
        entries.EarlierEntry,
        figure,
        value=value_entry(figure.value),
        interval=_interval(figure),
        reported=_reported(catalogue, figure),
        coverage=_coverage(figure),
    )


def _coverage(figure: Figure) -> entries.CoverageEntry | None:
    """How much of a total was reported; None of any other figure."""
    coverage = figure.coverage
    return entries.copied(entries.CoverageEntry, coverage, in_part=coverage.in_part or None) if coverage else None


def _acknowledged(accepting: Number) -> tuple[entries.AcknowledgmentEntry, ...]:
    return tuple([{"problem": code, "reason": reason} for code, reason in accepting.acknowledged])


def target_entry(catalogue: Catalogue, tables: Tables, progress: Progress) -> target_entries.TargetEntry:
    """A target of one period, its status, and what else is computed of it."""
    target, assessed = progress.target, progress.assessment
    key, share, asked = target.key, target.share, target.asked
    return entries.copied(
        target_entries.TargetEntry,
        target,
        organization=key.organization,
        measure=key.measure,
        population=key.population,
        period=key.period.text,
        each="year" if key.annual else None,
        share=entries.copied(target_entries.ShareEntry, share) if share else None,
        value=value_entry(target.value),
        unrounded=_number_entry(asked.number) if isinstance(asked, Quantity) and asked is not target.value else None,
        baseline=_baseline(target.baseline) if target.baseline else None,
        change=None if target.change is None else _number_entry(target.change),
        path=target.path if target.course else None,
        milestone=True if target.is_milestone else None,
        kind=target.organization_kind,
        unit=None if share else catalogue.measures[key.measure].unit,
        standing=assessed.status,
        reason=assessed.reason,
        by_then=assessed.by_then,
        figure_period=progress.figure.key.period.text if progress.figure else None,
        overtaken=True if progress.is_overtaken else None,
        way=_way(progress.way) if progress.way else None,
        growth=_growth(growth_towards(catalogue, tables, progress)),
        below=tuple(
            [_rollup(rollup) for rollup in target_rollups(catalogue, tables, (target,)) if rollup.above is target]
        ),
        acknowledged=_acknowledged(target),
    )


def _baseline(baseline: TargetBaseline) -> target_entries.BaselineEntry:
    return {"period": baseline.period.text, "value": value_entry(baseline.value), "source": baseline.source}


def _way(way: Way) -> target_entries.WayEntry:
    return {
        "expected": None if way.expected is None else _number_entry(way.expected),
        "gone": None if way.gone is None else _number_entry(way.gone),
        "to_go": _number_entry(way.to_go),
        "needed_a_year": None if way.needed_a_year is None else _number_entry(way.needed_a_year),
    }


def _growth(growth: GrowthAssessment | None) -> target_entries.GrowthEntry | None:
    if growth is None:
        return None
    rates = (growth.observed, growth.required, growth.ratio)
    observed, required, ratio = (None if rate is None else _number_entry(rate * 100) for rate in rates)
    return {
        "category": growth.category,
        "reason": growth.reason,
        "observed": observed,
        "required": required,
        "ratio": ratio,
        "until": growth.until.text if growth.until else None,
        "overtaken": True if growth.is_overtaken else None,
    }


def _rollup(rollup: TargetRollup) -> target_entries.RollupEntry:
    return {
        "level": rollup.level,
        "organizations": tuple([target.key.organization for target in rollup.below]),
        "without": rollup.without,
        "expected": rollup.expected,
        "total": None if rollup.total is None else _number_entry(rollup.total),
        "difference": None if rollup.difference is None else _number_entry(rollup.difference),
    }


def claim_entry(catalogue: Catalogue, checked: CheckedClaim) -> entries.ClaimEntry:
    """A stated value (claim), and what the figures give in its place."""
    claim = checked.claim
    numerator, denominator = checked.ratio or (None, None)
    return entries.copied(
        entries.ClaimEntry,
        claim,
        period=claim.period.text,
        value=value_entry(claim.value),
        of=_reference(claim.of) if claim.of else None,
        parts=tuple(map(_reference, claim.parts)),
        verdict=checked.verdict,
        computed=_computed(checked.calculation.outcome),
        numerator=_base(numerator),
        denominator=_base(denominator),
        base=_base(checked.base),
        base_for=checked.base_for,
        explanation=explained(catalogue, checked),
        record=claim.place.at_line if claim.place != NOWHERE else None,
    )


def _base(operand: Number | Missing | None) -> entries.BaseEntry | None:
    if operand is None or isinstance(operand, Missing):
        return None
    target = operand.id if isinstance(operand, TargetFigure) else None
    period, value = operand.key.period.text, value_entry(operand.value)
    return entries.copied(entries.BaseEntry, operand.key, target=target, period=period, value=value)


def _computed(outcome: Quantity | None) -> entries.QuantityEntry | None:
    if outcome is None:
        return None
    upper = None if outcome.upper is None else round_half_up(Fraction(outcome.upper), DECIMALS)
    return _quantity(Quantity(round_half_up(outcome.fraction, DECIMALS), outcome.qualifier, upper))


def _reference(figure: FigureRef) -> entries.ReferenceEntry:
    return entries.copied(entries.ReferenceEntry, figure, period=figure.period.text if figure.period else None)
