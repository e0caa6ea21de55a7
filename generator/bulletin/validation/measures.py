"""Checks of measures: kind, formula and rules go together; what rates are made of; what is derived is not reported."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.quantities import ratio_value, span_of
from bulletin.analysis.remarks import is_remarked_on
from bulletin.model.records import Bulletin, Formula, Measure, MeasureKind, Observation, Operation, Rule
from bulletin.model.values import Absence, Qualifier, Quantity, Value, exact_number, half_unit
from bulletin.problems import Hint, kinds
from bulletin.reading.documents import Path
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import CompiledRecords, Stage, check, path_of
from bulletin.validation.typed_values import shown, typed

PERCENT = 100

_RATIOS = (MeasureKind.SHARE, MeasureKind.RATE)
_KINDS_OF = {
    Operation.RATIO: _RATIOS,
    Operation.SHARE_OF_PARENT: (MeasureKind.SHARE,),
    Operation.GROWTH: (MeasureKind.SHARE,),
}
"""The kinds of measures that an operation gives; any kind where it is not listed."""


@check(kinds.FORMULA_UNCLEAR, kinds.MEASURE_FIELD_UNFIT, kinds.RATE_WITHOUT_BASE, kinds.INDEX_WITHOUT_BASE)
def measures(store: RecordStore) -> Iterator[Finding]:
    """A formula is one operation, and what else a measure declares goes with it and with its kind."""
    known = store.by_id(Measure)
    for stored in store.of(Measure):
        measure = stored.record
        if measure.kind is MeasureKind.RATE and measure.per is None:
            yield stored.find(kinds.RATE_WITHOUT_BASE, ("kind",), {})
        if measure.kind is not MeasureKind.RATE and measure.per is not None:
            yield _unfit(stored, "per", measure.per)
        if measure.kind is MeasureKind.INDEX and measure.base is None:
            yield stored.find(kinds.INDEX_WITHOUT_BASE, ("kind",), {})
        if measure.kind is not MeasureKind.INDEX and measure.base is not None:
            yield _unfit(stored, "base", measure.base)
        if measure.formula is None:
            yield from _rules(stored)
        elif _is_clear(measure.formula):
            yield from _formula(stored, measure.formula, known)
        else:
            yield stored.find(kinds.FORMULA_UNCLEAR, ("formula",), {"known": ", ".join(Operation)})


def _is_clear(formula: Formula) -> bool:
    return len(formula.operations) == 1 and (formula.periods is not None) == (formula.operation is Operation.MOVING_SUM)


def _rules(stored: StoredRecord[Measure]) -> Iterator[Finding]:
    """What combines as a ratio are shares and rates; and rates do not combine otherwise, but for the last one."""
    measure = stored.record
    for field, rule in (("over-time", measure.over_time), ("over-tree", measure.over_tree)):
        if rule is Rule.RATIO and not measure.kind.traits.is_ratio:
            yield _unfit(stored, field, rule)
        if rule in (Rule.SUM, Rule.MEAN) and measure.kind is MeasureKind.RATE:
            yield _unfit(stored, field, rule, better=Rule.RATIO)
        if rule is Rule.SUM and measure.kind is MeasureKind.INDEX:
            yield _unfit(stored, field, rule)


def _formula(stored: StoredRecord[Measure], formula: Formula, known: dict[str, Measure]) -> Iterator[Finding]:
    measure, fitting = stored.record, _KINDS_OF.get(formula.operation, tuple(MeasureKind))
    for field, rule in (("over-time", measure.over_time), ("over-tree", measure.over_tree)):
        if rule is not Rule.NONE:
            yield _unfit(stored, field, rule)
    if measure.kind not in fitting:
        yield _unfit(stored, "kind", measure.kind, better=fitting[-1])
    operands = [known[operand.measure] for operand in formula.operands if operand.measure in known]
    if formula.operation is Operation.MOVING_SUM and not all(map(_happens, operands)):
        yield _unfit(stored, "formula", formula.operation)
    if formula.operation.adds and operands:
        yield from _added(stored, formula, operands)


def _added(stored: StoredRecord[Measure], formula: Formula, operands: list[Measure]) -> Iterator[Finding]:
    """What is added or subtracted is of one sort, and so is the result: no rate comes of counts without dividing."""
    sorts = {_sort(operand.kind) for operand in operands}
    if len(sorts) > 1:
        yield _unfit(stored, "formula", formula.operation)
    elif _sort(stored.record.kind) not in sorts:
        yield _unfit(stored, "kind", stored.record.kind, better=operands[0].kind)


def _sort(kind: MeasureKind) -> MeasureKind | None:
    """The kind of a rate, share, index or count of a day, which only goes with its like; None of what happens."""
    is_apart = kind.traits.is_of_day or not kind.traits.adds_up
    return kind if is_apart else None


def _unfit(stored: StoredRecord[Measure], field: str, given: object, better: str | None = None) -> Finding:
    hint = Hint(kinds.WRITE_ANOTHER.message, {"better": better}) if better is not None else None
    return stored.find(kinds.MEASURE_FIELD_UNFIT, (field,), {"field": field, "given": str(given)}, hint=hint)


@check(kinds.DERIVED_MEASURE_REPORTED)
def reported(store: RecordStore) -> Iterator[Finding]:
    """No figure of a derived measure is reported, nor expected to be."""
    derived = {name for name, measure in store.by_id(Measure).items() if measure.formula is not None}
    for stored in store.of(Observation):
        if (measure := stored.record.measure) in derived:
            yield stored.find(kinds.DERIVED_MEASURE_REPORTED, ("measure",), {"measure": measure})
    for bulletin in store.of(Bulletin):
        for number, entry in enumerate(bulletin.record.calendar):
            if entry.measure in derived:
                path = ("calendar", number, "measure")
                yield bulletin.find(kinds.DERIVED_MEASURE_REPORTED, path, {"measure": entry.measure})


@check(kinds.INDEX_BASE_NOT_100, stage=Stage.COMPILED)
def bases(data: CompiledRecords) -> Iterator[Finding]:
    """An index is 100 in its base period, stated or as the mean of shorter periods; whatever the breakdown."""
    measures = data.corpus.catalogue.measures
    for figure in data.tables.figures:
        measure = measures[figure.key.measure]
        if measure.base is None or figure.key.period != measure.base or (number := exact_number(figure.value)) is None:
            continue
        if abs(number - 100) > max(measure.margin_of(Fraction(100)), _rounding(data, figure)):
            details = {"given": typed(number), "period": figure.key.period}
            yield data.stored_record_of(figure).find(kinds.INDEX_BASE_NOT_100, path_of(figure), details)


def _rounding(data: CompiledRecords, figure: Figure) -> Fraction:
    """How far the mean of several figures may be off, as each was rounded at its last digit; nothing for one stated."""
    values = (data.tables.by_key[part].value for part in figure.parts)
    decimals = [value.decimals for value in values if isinstance(value, Quantity)]
    return half_unit(min(decimals)) if decimals else Fraction(0)


def _happens(measure: Measure) -> bool:
    """Whether figures of consecutive periods can be added."""
    return measure.kind.traits.is_of_span and measure.kind.traits.adds_up


# --- what rates and shares are made of


@check(kinds.RATIO_PARTS_UNFIT, kinds.RATIO_UNLIKE_PARTS)
def ratio_parts(store: RecordStore) -> Iterator[Finding]:
    """Numerator and denominator are given together, of rates and shares that have a number, and make that number."""
    measures = store.by_id(Measure)
    for stored in store.of(Observation):
        record, measure = stored.record, measures.get(stored.record.measure)
        if measure is None or (record.numerator is None and record.denominator is None):
            continue
        if record.numerator is None or record.denominator is None or not _has_parts(record, measure):
            field = "denominator" if record.numerator is None else "numerator"
            yield stored.find(kinds.RATIO_PARTS_UNFIT, (field,), {"field": field})
        elif isinstance(record.value, Quantity):
            made = ratio_value(record.numerator, record.denominator, measure.factor)
            if not agree(record.value, made):
                parts = {"numerator": str(record.numerator), "denominator": str(record.denominator)}
                details = {**parts, "per": measure.factor, "given": shown(record.value), "computed": shown(made)}
                yield stored.find(kinds.RATIO_UNLIKE_PARTS, ("value",), details)


def _has_parts(record: Observation, measure: Measure) -> bool:
    return measure.kind.traits.is_ratio and not isinstance(record.value, Absence)


def agree(stated: Quantity, made: Value) -> bool:
    """Whether a stated value is the computed one, rounded to the digits that it has; bounds hold for it."""
    if isinstance(made, Absence):
        return False
    if stated.qualifier is Qualifier.ABOUT:
        return True
    if stated.is_exact:
        return abs(stated.fraction - made.fraction) <= half_unit(stated.decimals)
    return not span_of(stated).misses(span_of(made))


@check(kinds.NUMERATOR_ABOVE_DENOMINATOR, stage=Stage.COMPILED)
def numerators(data: CompiledRecords) -> Iterator[Finding]:
    """No part is more than the whole that it is in percent of, whether both were reported or the value is derived."""
    catalogue, code = data.corpus.catalogue, kinds.NUMERATOR_ABOVE_DENOMINATOR.code
    for figure in data.tables.figures:
        measure = catalogue.measures[figure.key.measure]
        if measure.factor != PERCENT or not is_remarked_on(catalogue, code, figure):
            continue
        numbers, stated, path = _numbers_of(data, measure, figure)
        if len(numbers) == 2 and numbers[0] > numbers[1]:
            details = {"numerator": typed(numbers[0]), "denominator": typed(numbers[1]), "measure": measure.id}
            yield data.stored_record_of(stated).find(kinds.NUMERATOR_ABOVE_DENOMINATOR, path, details)


def _numbers_of(data: CompiledRecords, measure: Measure, figure: Figure) -> tuple[tuple[Fraction, ...], Figure, Path]:
    """Numerator and denominator of a percentage, if it has such; which figure states the first, and in which field."""
    if measure.formula is None:
        is_stated = figure.origin is FigureOrigin.REPORTED
        given = (figure.numerator, figure.denominator) if is_stated else ()
        return tuple(Fraction(number) for number in given if number is not None), figure, ("numerator",)
    if measure.formula.operation not in (Operation.RATIO, Operation.SHARE_OF_PARENT):
        return (), figure, ()
    parts = [data.tables.by_key[key] for key in figure.parts]
    if parts[0].origin is not FigureOrigin.REPORTED:
        return (), figure, ()
    exact = (exact_number(part.value) for part in parts)
    return tuple(number for number in exact if number is not None), parts[0], path_of(parts[0])
