"""Checks of figures: period and number fit the measure; reports agree and are plausible; parts add up to wholes."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import chain, pairwise
from math import isfinite

from bulletin.analysis.additivity import Relation, Sum, sums
from bulletin.analysis.compilation import is_later
from bulletin.analysis.coverage import expects_any
from bulletin.analysis.figures import FINALITY, Figure
from bulletin.analysis.marginals import Marginal, marginals
from bulletin.analysis.outliers import examined
from bulletin.analysis.quantities import exact_sum, round_half_up
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import _
from bulletin.model.corpus import report_date, report_period
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.periods import Period, instant, whole_years
from bulletin.model.places import Place
from bulletin.model.records import (
    Bulletin,
    Claim,
    ClaimForm,
    Measure,
    Observation,
    Population,
    Source,
    Status,
    Target,
)
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.problems import Hint, kinds
from bulletin.reading.documents import Path
from bulletin.reading.hints import write
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import CompiledRecords, Stage, check, line_of_report_date, path_of, path_of_category
from bulletin.validation.typed_values import has_point, is_count, is_dubious, shown, typed

_THOUSANDS = re.compile(r"([1-9]\d{0,2})\.(\d{3})|0\.([1-9]\d{2})", re.ASCII)
_NOTHING_BEHIND = re.compile(r"(-?\d+)\.0+", re.ASCII)


@check(kinds.FLOW_AT_INSTANT, kinds.STOCK_OVER_SPAN, kinds.EACH_WITHOUT_YEARS)
def periods(store: RecordStore) -> Iterator[Finding]:
    """A flow belongs to a span of time, a stock to a day; what holds for each year needs years."""
    measures, first_month = store.by_id(Measure), first_month_of_years(store)
    figures: list[StoredRecord[Observation] | StoredRecord[Target]] = [*store.of(Observation), *store.of(Target)]
    for stored in figures:
        figure, period = stored.record, stored.record.period
        measure = measures.get(figure.measure)
        if measure is not None and period.is_instant and measure.kind.traits.is_of_span:
            yield stored.find(kinds.FLOW_AT_INSTANT, ("period",), {"measure": measure.id, "period": period})
        if figure.each and not whole_years(period, first_month):
            yield stored.find(kinds.EACH_WITHOUT_YEARS, ("each",), {"period": period})
    for observation in store.of(Observation):
        measure = measures.get(observation.record.measure)
        if measure is not None and measure.kind.traits.is_of_day and not observation.record.period.is_instant:
            details = {"measure": measure.id, "period": observation.record.period, "end": observation.record.period.end}
            yield observation.find(kinds.STOCK_OVER_SPAN, ("period",), details)


def first_month_of_years(store: RecordStore) -> int:
    """The month in which years of the bulletin begin besides those of the calendar; 1 where there are none."""
    return next((stored.record.years_begin for stored in store.of(Bulletin)), 1)


@check(kinds.COUNT_NOT_WHOLE, kinds.VALUE_NEGATIVE, kinds.SHARE_OUT_OF_RANGE)
def values(store: RecordStore) -> Iterator[Finding]:
    """Counts are whole, only what its measure allows is negative, shares lie between 0 and 100."""
    measures = store.by_id(Measure)
    for observation in store.of(Observation):
        measure = measures.get(observation.record.measure)
        is_usual = measure is not None and not measure.is_part_of_hundred and _has_counts_only(observation.record)
        if measure is not None and not is_usual:
            for path, value in values_of(observation.record):
                yield from _number(observation, path, value, measure)
        yield from _parts_below_zero(observation)
    for target in store.of(Target):
        measure = measures.get(target.record.measure)
        if measure is not None:
            of_a_part = target.record.share is not None
            for path, value in target_values_of(target.record):
                yield from _number(target, path, value, measure, of_a_part=of_a_part)
    for claim in store.of(Claim):
        measure = measures.get(claim.record.measure)
        if measure is not None and claim.record.form is ClaimForm.TOTAL:
            yield from _number(claim, ("value",), claim.record.value, measure)


def _has_counts_only(observation: Observation) -> bool:
    """Whether all values of an observation are whole numbers that are not negative, as nearly all are."""
    values = [observation.value] if observation.value is not None else []
    return all(map(is_count, chain(values, *(categories.values() for categories in observation.by.values()))))


def target_values_of(target: Target) -> Iterator[tuple[Path, Value]]:
    """The values typed in a target: its own, its baseline's and those of its milestones, each with its path."""
    baseline = target.baseline.value if target.baseline else None
    of_milestones = ((("milestones", number, "value"), step.value) for number, step in enumerate(target.milestones))
    values: list[tuple[Path, Value | None]] = [(("value",), target.value), (("baseline", "value"), baseline)]
    for path, value in (*values, *of_milestones):
        if value is not None:
            yield path, value


def _number(
    stored: StoredRecord[Observation] | StoredRecord[Target] | StoredRecord[Claim],
    path: Path,
    value: Value,
    measure: Measure,
    *,
    of_a_part: bool = False,
) -> Iterator[Finding]:
    """What is wrong with the numbers of a value.

    :param of_a_part: whether it is the share of a part, in percent, rather than a value of the measure.
    """
    if not isinstance(value, Quantity):
        return
    is_share = of_a_part or measure.is_part_of_hundred
    for number in (value.number, value.upper):
        if number is None:
            continue
        if has_point(number) and measure.is_counted and not is_share:
            yield stored.find(kinds.COUNT_NOT_WHOLE, path, {"given": number}, hint=_whole(str(number)))
        if number < 0 and not (is_share or measure.may_be_negative):
            yield stored.find(kinds.VALUE_NEGATIVE, path, {"given": number})
        if is_share and not 0 <= number <= 100:
            yield stored.find(kinds.SHARE_OUT_OF_RANGE, path, {"given": number})


def _parts_below_zero(stored: StoredRecord[Observation]) -> Iterator[Finding]:
    for path, part in parts_of_ratio(stored.record):
        if part.number < 0:
            yield stored.find(kinds.VALUE_NEGATIVE, path, {"given": part.number})


def _whole(given: str) -> Hint | None:
    """What a number with a point was meant to be: ten thousand and ten are both typed ``10.000``."""
    thousands, ones = _THOUSANDS.fullmatch(given), _NOTHING_BEHIND.fullmatch(given)
    if thousands and ones:
        whole = f"{thousands[1]}{thousands[2]}"
        return Hint(
            _("Thousands have no separator: {whole}; if it is {ones}, write {ones}."), {"whole": whole, "ones": ones[1]}
        )
    if thousands:
        return write(thousands[3] or f"{thousands[1]}{thousands[2]}")
    return write(ones[1]) if ones else None


def values_of(observation: Observation) -> Iterator[tuple[Path, Value]]:
    """The value of an observation, where it has one, and those of its categories, each with its path in the record."""
    if observation.value is not None:
        yield ("value",), observation.value
    for breakdown, categories in observation.by.items():
        for category, value in categories.items():
            yield path_of_category(breakdown, category), value


def parts_of_ratio(observation: Observation) -> Iterator[tuple[Path, Quantity]]:
    """The numerator and the denominator of an observation, those that are given, each with its path in the record."""
    if observation.numerator is not None:
        yield ("numerator",), Quantity(observation.numerator)
    if observation.denominator is not None:
        yield ("denominator",), Quantity(observation.denominator)


@check(kinds.REPORTED_BEFORE_END)
def early_reports(store: RecordStore) -> Iterator[Finding]:
    """A figure is reported once its period is over, unless it is an estimate, or none is ever to come."""
    sources, places = store.by_id(Source), {stored.record.id: stored for stored in store.of(Source)}
    for stored in store.of(Observation):
        day, period = report_date(stored.record, sources), stored.record.period
        is_known_before = stored.record.status is Status.ESTIMATED or stored.record.value is Absence.NOT_APPLICABLE
        if day is not None and day < period.end and not is_known_before:
            details = {"day": day, "period": period, "place": line_of_report_date(stored, places)}
            yield stored.find(kinds.REPORTED_BEFORE_END, ("period",), details)


@check(kinds.FIGURES_CONTRADICT, kinds.FIGURE_REPEATED)
def same_figures(store: RecordStore) -> Iterator[Finding]:
    """Reports of a figure of one date agree, a later one is a revision; none duplicates another of the same source."""
    sources = store.by_id(Source)
    of_one_figure = group_by(store.of(Observation), lambda stored: observation_key(stored.record))
    several = [reports for reports in of_one_figure.values() if len(reports) > 1]
    of_one_date = [group_by(reports, lambda stored: report_date(stored.record, sources)) for reports in several]
    for reports in chain.from_iterable(dates.values() for dates in of_one_date):
        if len(reports) > 1:
            for day, same in group_by(reports, lambda stored: report_period(stored.record, sources)).items():
                yield from _disagreements(same, day)
            if store.all_read:  # else files of clashing names may be copies
                yield from _repetitions(reports)


def _disagreements(reports: Iterable[StoredRecord[Observation]], day: Period | None) -> Iterator[Finding]:
    stated: dict[Path, tuple[Value, StoredRecord[Observation]]] = {}
    for stored in reports:
        for path, value in (*values_of(stored.record), *parts_of_ratio(stored.record)):
            first, other = stated.setdefault(path, (value, stored))
            if first != value:
                details = {"day": day or "?", "value": shown(first), "other": other.entry.place_of(path)}
                yield stored.find(kinds.FIGURES_CONTRADICT, path, details)


def _repetitions(reports: Iterable[StoredRecord[Observation]]) -> Iterator[Finding]:
    known: dict[object, StoredRecord[Observation]] = {}
    for stored in reports:
        values = frozenset((*values_of(stored.record), *parts_of_ratio(stored.record)))
        first = known.setdefault((stored.record.source, values), stored)
        if first is not stored:
            yield stored.find(kinds.FIGURE_REPEATED, (), {"other": first.entry.place})


def _current(store: RecordStore, populations: Container[str]) -> dict[ObservationKey, StoredRecord[Observation]]:
    """The latest report of every figure, by :func:`~bulletin.analysis.compilation.is_later`, about some populations."""
    sources, unknown = store.by_id(Source), instant(date.min)
    about = (stored for stored in store.of(Observation) if stored.record.population in populations)
    figures = (stored for stored in about if stored.record.value is not None)
    dated = [(report_period(stored.record, sources) or unknown, stored) for stored in figures]
    latest: dict[ObservationKey, tuple[Period, StoredRecord[Observation]]] = {}
    for day, stored in sorted(dated, key=lambda report: (report[0].end, report[0].days)):
        key = observation_key(stored.record)
        if key not in latest or day.is_after(latest[key][0]):
            latest[key] = day, stored
    return {key: stored for key, (_, stored) in latest.items()}


@check(kinds.REPORT_ORDER_UNKNOWN, stage=Stage.COMPILED)
def report_order(data: CompiledRecords) -> Iterator[Finding]:
    """Of two reports that disagree it is known which came later; a record is reported once for all its categories."""
    found = set[Place]()
    for figure in data.tables.figures:
        for other in figure.unordered:
            if other.value == figure.value or is_later(figure, other):
                continue
            rough, exact = sorted((other, figure), key=lambda report: -report.dated.days)
            if rough.place not in found:
                found.add(rough.place)
                details = {"given": rough.dated.text, "day": exact.dated.text, "value": shown(exact.value)}
                of_exact = {"other": data.line_of(exact)}
                yield data.stored_record_of(rough).find(kinds.REPORT_ORDER_UNKNOWN, path_of(rough), details | of_exact)


@check(kinds.STATUS_BACKWARDS, stage=Stage.COMPILED)
def finality(data: CompiledRecords) -> Iterator[Finding]:
    """Revisions never are less final: estimated, preliminary, official; a category has the status of the whole."""
    found = set()
    for before, after in _successions(data):
        if FINALITY[after.status] < FINALITY[before.status] and after.place not in found:
            found.add(after.place)
            details = {"status": after.status.value, "before": before.status.value, "other": str(before.place)}
            yield data.stored_record_of(after).find(kinds.STATUS_BACKWARDS, (), details)


def _successions(data: CompiledRecords) -> Iterator[tuple[Figure, Figure]]:
    """Every report of a figure with the one before it."""
    for figure in data.tables.figures:
        if figure.earlier:
            yield from pairwise((*figure.earlier, figure))


@check(kinds.VALUE_UNLIKE_OWN_PAST, kinds.VALUE_UNLIKE_PEERS, stage=Stage.COMPILED)
def implausible(data: CompiledRecords) -> Iterator[Finding]:
    """No value is an outlier beside the unit's own past or beside its peers."""
    for outlier in examined(data.corpus.catalogue, data.tables).outliers:
        figure, distance = outlier.figure, outlier.distance
        details = {
            "given": figure.value.number if isinstance(figure.value, Quantity) else "",
            "ratio": round_half_up(distance.ratio, distance.decimals),
            "median": typed(distance.median),
            "count": outlier.comparators,
            "score": round_half_up(Fraction(distance.score), 1) if isfinite(distance.score) else "∞",
        }
        yield data.stored_record_of(figure).find(kinds.BY_CODE[outlier.beside.remark], path_of(figure), details)


@check(kinds.CALENDAR_EMPTY, stage=Stage.COMPILED)
def expectations(data: CompiledRecords) -> Iterator[Finding]:
    """Every entry of the reporting calendar expects a report of some organization."""
    until = data.tables.latest_report
    if until is None:
        return
    for stored in data.store.of(Bulletin):
        for number, entry in enumerate(stored.record.calendar):
            if not expects_any(data.corpus.catalogue, data.tables, entry, until):
                yield stored.find(kinds.CALENDAR_EMPTY, ("calendar", number, "id"), {"given": entry.id})


# --- additivity: parts fit into their whole, and add up to it ---------------------------------------------------------


@check(kinds.PARTS_EXCEED_WHOLE, kinds.PART_EXCEEDS_WHOLE, kinds.CELLS_EXCEED_MARGIN)
def parts(store: RecordStore) -> Iterator[Finding]:
    """Categories of a breakdown are no more than the figure that they are parts of, where nothing can be negative.

    Cells of a crossing are parts of the whole, and of the categories that are crossed.
    """
    measures, breakdowns = store.by_id(Measure), store.breakdowns()
    splits: dict[tuple[str, ...], tuple[Marginal, ...]] = {}
    for stored in store.of(Observation):
        measure, by = measures.get(stored.record.measure), tuple(stored.record.by)
        if not by or measure is None or not measure.has_bounded_parts:
            continue
        is_usual = not measure.is_counted or _has_counts_only(stored.record)
        if not is_usual and any(is_dubious(value, measure) for _, value in values_of(stored.record)):
            continue  # reported by another check
        if by not in splits:
            splits[by] = marginals(breakdowns, by)
        for marginal in splits[by]:
            for category, cells in marginal.parts.items():
                yield from _Parts(stored, measure, marginal, category, cells).findings()


class _Parts:
    """What one record states of a whole, or of a category, and of its parts in a breakdown."""

    def __init__(
        self,
        stored: StoredRecord[Observation],
        measure: Measure,
        marginal: Marginal,
        category: str | None,
        cells: Iterable[str],
    ) -> None:
        self._stored = stored
        self._measure = measure
        self._marginal = marginal
        self._category = category
        by = stored.record.by
        self._whole = by[marginal.margin].get(category or "") if marginal.margin else stored.record.value
        stated = by[marginal.breakdown]
        self._values = {cell: stated[cell] for cell in cells if cell in stated}

    def findings(self) -> Iterator[Finding]:
        """That the parts are more than the whole; of parts that overlap, that one of them is."""
        whole = _at_most(self._whole)
        if whole is None or not self._values:
            return
        if self._marginal.overlapping:
            yield from self._larger(whole)
            return
        total = exact_sum(map(_at_least, self._values.values()))
        if total > whole and total > Fraction(whole) + self._measure.margin_of(Fraction(whole)):
            yield self._exceeding(total)

    def _larger(self, whole: Decimal | Fraction) -> Iterator[Finding]:
        for category, value in self._values.items():
            if _at_least(value) > whole:
                details = {"category": category, "part": shown(value), "whole": self._shown_whole}
                path = path_of_category(self._marginal.breakdown, category)
                yield self._stored.find(kinds.PART_EXCEEDS_WHOLE, path, details)

    def _exceeding(self, total: Decimal) -> Finding:
        """At the breakdown; of a margin, at the largest of its cells."""
        breakdown, margin = self._marginal.breakdown, self._marginal.margin
        decimals = max((value.decimals for value in self._values.values() if isinstance(value, Quantity)), default=0)
        parts = round_half_up(Fraction(total), decimals)
        details = {"breakdown": breakdown, "parts": parts, "whole": self._shown_whole}
        if margin is None or self._category is None:
            return self._stored.find(kinds.PARTS_EXCEED_WHOLE, ("by", breakdown), details, key=True)
        at = self._stored.entry.place_of(path_of_category(margin, self._category))
        largest = max(self._values, key=lambda cell: _at_least(self._values[cell]))
        details |= {"category": self._category, "other": at.at_line}
        return self._stored.find(kinds.CELLS_EXCEED_MARGIN, path_of_category(breakdown, largest), details)

    @property
    def _shown_whole(self) -> str:
        return shown(self._whole) if self._whole is not None else ""


@check(kinds.POPULATION_EXCEEDS_WHOLE)
def populations(store: RecordStore) -> Iterator[Finding]:
    """The figure of a population is no larger than that of a population that contains it."""
    part_of = {population.id: population.part_of for population in store.by_id(Population).values()}
    measures = store.by_id(Measure)
    containing = {name: tuple(containing_populations(name, part_of)) for name in part_of}
    figures = _current(store, {name for inner, outer in containing.items() if outer for name in (inner, *outer)})
    for key, stored in figures.items():
        measure = measures.get(key.measure)
        if measure is None or not measure.has_bounded_parts:
            continue
        for population in containing.get(key.population, ()):
            whole = figures.get(key._replace(population=population))
            if whole is None or (most := whole.record.value) is None or (part := stored.record.value) is None:
                continue
            if not is_dubious(part, measure) and not is_dubious(most, measure) and _exceeds(part, most):
                details = {"population": key.population, "part": shown(part)}
                of_whole = {"whole": shown(most), "other": whole.entry.place_of(("value",))}
                yield stored.find(kinds.POPULATION_EXCEEDS_WHOLE, ("value",), {**details, **of_whole})


def _exceeds(part: Value, whole: Value) -> bool:
    most = _at_most(whole)
    return isinstance(part, Quantity) and most is not None and _at_least(part) > most


def _at_least(value: Value) -> Decimal:
    """The least number that may be meant by a value that is never negative."""
    if isinstance(value, Absence) or value.qualifier in (Qualifier.ABOUT, Qualifier.UNDER, Qualifier.AT_MOST):
        return Decimal(0)
    return value.decimal


def _at_most(value: Value | None) -> Decimal | Fraction | None:
    """The largest number that may be meant by a value; None where there is no such."""
    if not isinstance(value, Quantity) or value.qualifier in (Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST):
        return None
    return value.number if value.upper is None else value.upper


def containing_populations(population: str, part_of: Mapping[str, str | None]) -> Iterator[str]:
    """The populations that contain a population, from the inside out; in a circular chain, each but once.

    :param part_of: the population that each population is declared to be part of.
    """
    seen = {population}
    above = part_of.get(population)
    while above is not None and above not in seen:
        yield above
        seen.add(above)
        above = part_of.get(above)


@check(kinds.UNITS_DO_NOT_ADD_UP, kinds.PERIODS_DO_NOT_ADD_UP, kinds.PARTS_DO_NOT_ADD_UP, stage=Stage.COMPILED)
def additivity(data: CompiledRecords) -> Iterator[Finding]:
    """Where the records hold both a figure and what it is the sum of, the two agree within the measure's tolerance."""
    for added in sums(data.corpus.catalogue, data.tables):
        measure = data.corpus.catalogue.measures[added.whole.key.measure]
        if not added.is_within_tolerance and not (measure.has_bounded_parts and _exceeds_within_record(added)):
            details = {
                "whole": typed(added.stated),
                "sum": typed(added.added),
                "count": len(added.parts),
                "difference": typed(added.difference),
                "tolerance": typed(added.tolerance),
                "breakdown": added.breakdown or "",
                "parts": "; ".join(_parts(data, added)),
            }
            yield data.stored_record_of(added.whole).find(
                kinds.BY_CODE[added.relation.remark], path_of(added.whole), details
            )


def _parts(data: CompiledRecords, added: Sum) -> Iterator[str]:
    """Of shorter periods: each with its value, file and line."""
    for part in added.parts if added.relation is Relation.PERIODS else ():
        yield f"{part.key.period}: {shown(part.value)} ({data.line_of(part)})"


def _exceeds_within_record(added: Sum) -> bool:
    """Whether categories of one record are more than its value, which :data:`parts` reports."""
    is_of_one_record = all(part.place == added.whole.place for part in added.parts)
    return added.relation is Relation.CATEGORIES and added.difference > 0 and is_of_one_record
