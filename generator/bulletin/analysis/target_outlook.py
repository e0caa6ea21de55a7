"""What the series of a target has done since its baseline: its growth as Open SDG assesses it, and its trend.

Both look at figures of periods of one length that can be compared with each other, which is more than the status of a
target takes: that goes by one figure and the path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain

from bulletin.analysis.figures import Figure, FigureOrigin, TargetFigure, is_suppressed
from bulletin.analysis.growth_assessment import (
    Growth,
    GrowthAssessment,
    GrowthReason,
    assess_growth,
    not_assessed,
)
from bulletin.analysis.progress import Progress, closed_before
from bulletin.analysis.quantities import Ratio, quantity_of
from bulletin.analysis.run_rate import projection
from bulletin.analysis.tables import Tables
from bulletin.analysis.target_paths import months_between
from bulletin.analysis.target_status import TargetType
from bulletin.analysis.trend import (
    FEWEST_POINTS,
    Point,
    Prediction,
    exponential_prediction,
    linear_prediction,
)
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period
from bulletin.model.records import Direction, TargetPath
from bulletin.model.values import Absence, Quantity, exact_number


@dataclass(frozen=True, slots=True)
class Trend:
    """What a target's period would bring if its series went on as it went so far."""

    since: Period
    """The first period of the series."""
    until: Period
    """The newest."""
    count: int
    """How many figures it goes by."""
    is_exponential: bool
    """Whether it goes by the same rate each year, as the path to the target does, rather than in a straight line."""
    prediction: Prediction
    """In the measure's unit, for a share target in percent; within what is possible."""
    is_overtaken: bool = False
    """Whether there is a later figure that is not shown."""


# --- the figures of a series that can be compared with each other -----------------------------------------------------


def _comparable(catalogue: Catalogue, tables: Tables, target: TargetFigure) -> list[tuple[Figure, Fraction]]:
    """Figures of a target's series and their numbers in the target's unit, in order of time; none without a baseline.

    They are of the baseline's length, exact, from its period on up to the target's, of a unit that was there all
    through, and after the last break in the series.
    """
    if target.baseline is None:
        return []
    start, end = target.baseline.period, target.key.period.end
    listed = [
        (figure, number)
        for figure in tables.by_series.get(target.key.series, ())
        if figure.key.period.is_comparable_with(start) and not figure.key.annual
        if start.start <= figure.key.period.start and figure.key.period.end <= end
        if catalogue.exists_throughout(figure.key.organization, figure.key.period)
        if (number := _number(tables, target, figure)) is not None
    ]
    listed.sort(key=lambda pair: pair[0].key.period.end)
    return [pair for pair in listed if not _is_broken_after(tables, target, pair[0].key.period, listed[-1][0])]


def _is_broken_after(tables: Tables, target: TargetFigure, period: Period, newest: Figure) -> bool:
    return tables.is_broken(target.key.series, period.start, newest.key.period.end)


def _is_overtaken(tables: Tables, target: TargetFigure, newest: Figure) -> bool:
    """Whether a later figure of a target's series is not shown, or of a share the whole of a later one."""
    wholes = (tables.by_key.get(newest.key.whole),) if target.share is not None else ()
    known = (figure for figure in (newest, *wholes) if figure is not None)
    return any(tables.has_suppressed_after(figure, target.key.period.end) for figure in known)


def _number(tables: Tables, target: TargetFigure, figure: Figure) -> Fraction | None:
    """The exact number of a figure, for a share target in percent of the whole; None where there is none."""
    if target.share is None:
        return exact_number(quantity_of(figure))
    whole = tables.by_key.get(figure.key.whole)
    return exact_number(Ratio(figure, whole).percent) if whole is not None else None


# --- growth, as Statistics Canada and Open SDG assess it --------------------------------------------------------------


def growth_towards(catalogue: Catalogue, tables: Tables, progress: Progress) -> GrowthAssessment | None:
    """How the method assesses a target; None where it has no baseline, or no verdict is given on it.

    A target without a number to reach is assessed by the growth alone, unless its number is not shown.
    """
    target = progress.target
    if target.baseline is None or not target.is_assessed or target.superseded_by is not None:
        return None
    rises = _rises(catalogue, progress)
    base, figures = exact_number(target.baseline.value), _comparable(catalogue, tables, target)
    is_unknown = not isinstance(target.value, Quantity) and (
        target.value is Absence.SUPPRESSED or target.change is not None
    )
    if rises is None:
        return not_assessed(GrowthReason.NO_DIRECTION)
    start = target.baseline.period
    later = [pair for pair in figures if pair[0].key.period.end > start.end]
    if base is None or not later or is_unknown:
        return not_assessed(_why_unknown(catalogue, tables, target, start))
    newest, number = later[-1]
    if _is_broken_after(tables, target, start, newest):
        return not_assessed(GrowthReason.NOT_COMPARABLE)
    goal = target.asked.fraction if isinstance(target.asked, Quantity) else None
    years, target_years = (_years_between(start, period) for period in (newest.key.period, target.key.period))
    growth = Growth(base, number, years, rises=rises, target=goal, target_years=target_years)
    is_overtaken = _is_overtaken(tables, target, newest)
    return replace(assess_growth(growth), until=newest.key.period, is_overtaken=is_overtaken)


def _why_unknown(catalogue: Catalogue, tables: Tables, target: TargetFigure, start: Period) -> GrowthReason:
    """Why there are no numbers to compare: also that no percentage can be taken of the baseline, of period ``start``.

    Of later figures, what sorts the last ones out.
    """
    base = exact_number(target.baseline.value) if target.baseline is not None else None
    if base is not None and base <= 0 and target.value is Absence.NOT_APPLICABLE:
        return GrowthReason.NO_TARGET if base else GrowthReason.ZERO_BASE
    if _is_hidden(tables, target):
        return GrowthReason.SUPPRESSED
    figures = [figure for figure in tables.by_series.get(target.key.series, ()) if not figure.key.annual]
    numbers = (figure for figure in figures if isinstance(figure.value, Quantity))
    later = [figure for figure in numbers if start.end < figure.key.period.end <= target.key.period.end]
    alike = [figure for figure in later if figure.key.period.is_comparable_with(start)]
    exact = [figure for figure in alike if _number(tables, target, figure) is not None]
    if base is None or not exact:
        return GrowthReason.OTHER_LENGTH if base is not None and later and not alike else GrowthReason.NO_FIGURE
    was_there = any(catalogue.exists_throughout(figure.key.organization, figure.key.period) for figure in exact)
    return GrowthReason.NOT_COMPARABLE if was_there else GrowthReason.EXISTENCE


def _is_hidden(tables: Tables, target: TargetFigure) -> bool:
    """Whether the number of a target, of its baseline or of a later figure is not shown."""
    start = target.baseline.period if target.baseline is not None else target.key.period
    later = (f for f in tables.by_series.get(target.key.series, ()) if f.key.period.end > start.end)
    values = [target.value, *([target.baseline.value] if target.baseline is not None else [])]
    return Absence.SUPPRESSED in values or any(map(is_suppressed, later))


def _rises(catalogue: Catalogue, progress: Progress) -> bool | None:
    """Whether more is better; None where neither the target says so nor its measure."""
    target, good = progress.target, catalogue.measures[progress.target.key.measure].good
    if progress.target_type is TargetType.RANGE:
        return None
    is_stated = isinstance(target.value, Quantity) and (not target.value.is_exact or target.change is not None)
    if not is_stated and target.share is None and good is Direction.NONE:
        return None
    return not progress.target_type.is_ceiling


def _years_between(first: Period, last: Period) -> Fraction:
    """From the end of one period to that of another."""
    return Fraction(12 * (last.end.year - first.end.year) + last.end.month - first.end.month, 12)


# --- where the trend leads --------------------------------------------------------------------------------------------


def trend_towards(catalogue: Catalogue, tables: Tables, progress: Progress) -> Trend | None:
    """Where the trend of a target's series leads by the end of its period; None where nothing can be said honestly.

    That is with fewer than :data:`~bulletin.analysis.trend.FEWEST_POINTS` figures, with counts below the least of
    which pace is spoken, further ahead than the figures reach back, where the period is over or its own course says
    more, where only numbers that are not possible follow, and of a unit that is not there when the period ends.
    """
    is_open = _is_open(progress) and closed_before(catalogue, progress.target) is None
    figures = _comparable(catalogue, tables, progress.target) if is_open else []
    if len(figures) < FEWEST_POINTS or not _is_enough(catalogue, tables, progress, (figure for figure, _ in figures)):
        return None
    (first, _), (last, _) = figures[0], figures[-1]
    ahead = _time(progress.target.key.period) - _time(last.key.period)
    back = _time(last.key.period) - _time(first.key.period)
    is_exponential = progress.target.path is TargetPath.EXPONENTIAL
    if not 0 < ahead <= back or (is_exponential and any(number <= 0 for _, number in figures)):
        return None
    points = [Point(_time(figure.key.period), number) for figure, number in figures]
    predict = exponential_prediction if is_exponential else linear_prediction
    found = predict(points, _time(progress.target.key.period)).within(*_possible(catalogue, progress.target))
    since, until = first.key.period, last.key.period
    if found is None:
        return None
    is_overtaken = _is_overtaken(tables, progress.target, last)
    return Trend(since, until, len(figures), is_exponential, found, is_overtaken)


def _is_open(progress: Progress) -> bool:
    """Whether a target can still be reached or missed, and nothing that is known of its own period says more."""
    is_assessed = progress.target.is_assessed and progress.target.superseded_by is None
    is_settled = progress.ended is not None or progress.status.is_final
    return is_assessed and not is_settled and projection(progress) is None


def _is_enough(catalogue: Catalogue, tables: Tables, progress: Progress, figures: Iterable[Figure]) -> bool:
    """Whether no count behind the numbers is so small that a trend would mostly be chance."""
    counts = chain.from_iterable(_counts(catalogue, tables, progress.target, figure) for figure in figures)
    return all(count >= progress.rules.least_expected for count in counts)


def _counts(catalogue: Catalogue, tables: Tables, target: TargetFigure, figure: Figure) -> Iterator[Fraction]:
    """The counts that a number is made of: itself, the whole of a share, or what a rate was derived from."""
    own = figure.key if target.share is None else figure.key.whole
    for key in figure.parts if figure.origin is FigureOrigin.DERIVED else (own,):
        found = tables.by_key.get(key)
        number = exact_number(quantity_of(found)) if found is not None else None
        if number is not None and catalogue.measures[key.measure].counts_things:
            yield abs(number)


def _possible(catalogue: Catalogue, target: TargetFigure) -> tuple[Fraction | None, Fraction | None]:
    """The least and the most that a number of the target's unit can be; None where there is no bound."""
    measure = catalogue.measures[target.key.measure]
    is_share = target.share is not None or measure.is_part_of_hundred
    least = None if measure.may_be_negative and target.share is None else Fraction(0)
    return least, Fraction(100) if is_share else None


def _time(period: Period) -> Fraction:
    """The end of a period, in years."""
    return months_between(period.end.replace(year=1, month=1, day=1), period.end) / 12
