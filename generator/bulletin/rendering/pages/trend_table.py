"""The table of growth and trends: what series of targets have done since their baselines, and where that leads."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.growth_assessment import GrowthAssessment, GrowthCategory
from bulletin.analysis.progress import Progress, closed_before
from bulletin.analysis.target_outlook import Trend, growth_towards, trend_towards
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.trend import LEVEL, Prediction
from bulletin.localization.messages import Message, _, n_
from bulletin.model.values import Qualifier, Quantity
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext, memoized
from bulletin.rendering.figure_cells import EMPTY
from bulletin.rendering.labels import GROWTH_CATEGORIES, GROWTH_REASONS
from bulletin.rendering.pages.target_tables import OUTLOOK_NOTE, lead_columns, measure_cell
from bulletin.rendering.phrases.figures import value_with_unit
from bulletin.rendering.status_cells import in_unit_of, with_overtaken
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.text import digits, percent_text, signed_text
from bulletin.rendering.views import Cell, Priority, Table

_BASIS = n_("the trend of {count} figure, {since} to {until}", "the trend of {count} figures, {since} to {until}")
_BASIS_BY_RATE = n_(
    "the trend of {count} figure, {since} to {until}, by the same rate a year",
    "the trend of {count} figures, {since} to {until}, by the same rate a year",
)
_VERDICTS: dict[bool | None, Message] = {
    True: _("reached"),
    False: _("not reached"),
    None: _("open: the interval holds the target"),
}
_TREND = _(
    "{measure}: if the trend from {since} to {until} goes on, it would be {number} {period} ({level} prediction "
    "interval: {interval}); the target is {target}."
)
_AS_ASKED = _("the figure ({period}) is as the target asks")
_OVERTAKEN = _("Later figures are not shown.")
_UNTIL_CLOSED = _("none: the organization was there until {day}")
_SENTENCES = 5
"""How many trends are worth a sentence each."""
_WHOLE, _HUNDREDTH = Fraction(1), Fraction(1, 100)


class _Row(NamedTuple):
    """A target, what its series has done, and where that leads."""

    progress: Progress
    growth: GrowthAssessment | None
    trend: Trend | None


def trend_table(
    page: PageContext, targets: Iterable[TargetFigure], *, of_one_organization: bool = False
) -> Table | None:
    """Targets that have a baseline, or a series long enough for a trend; None where there are none.

    :param of_one_organization: leaves the organization out.
    """
    table = TableBuilder(page, "trend", page.words.say(_("Growth since the baseline, and where the trend leads")))
    shown: tuple[Column[_Row] | None, ...] = (
        *lead_columns(table, lambda row: row.progress.target, of_one_organization=of_one_organization),
        columns.target_column(table, lambda row: columns.target_cell(table, row.progress.target)),
        columns.status(table, lambda row: row.progress),
        columns.column(table, _("Growth a year so far"), lambda row: _observed(page, row), numeric=True).of(
            Priority.COMPARISON
        ),
        columns.column(table, _("Growth a year for the target"), lambda row: _required(page, row), numeric=True).of(
            Priority.COMPARISON
        ),
        columns.column(table, _("Assessment by Open SDG's method"), lambda row: _category(page, row)).of(
            Priority.COMPARISON
        ),
        columns.column(table, _("If the trend goes on"), lambda row: _prediction(table, row)).of(Priority.COMPARISON),
        columns.column(
            table, _("Prediction interval"), lambda row: _interval(page, row), detail=_("Confidence level")
        ).of(Priority.CONTEXT),
        columns.text(table, _("The target then"), lambda row: _verdict(page, row)),
    )
    rows = [_row(page, target) for target in targets]
    listed = [row for row in rows if row.growth is not None or row.trend is not None]
    return table.build(shown, listed, subject=lambda row: row.progress.target.key)


def trend_sentences(page: PageContext, targets: Iterable[TargetFigure]) -> tuple[str, ...]:
    """Where the trends of a few targets lead, a sentence each; none where the table says it better."""
    rows = [row for row in (_row(page, target) for target in targets) if row.trend is not None]
    return tuple(_sentence(page, row, row.trend) for row in rows if row.trend is not None and len(rows) <= _SENTENCES)


def _sentence(page: PageContext, row: _Row, trend: Trend) -> str:
    target, words = row.progress.target, page.words
    number = Quantity(_rounded(row.progress, trend.prediction).number)
    said = words.say(
        _TREND,
        measure=measure_cell(page, target).text or words.measure(target.key.measure),
        since=words.period_after(trend.since),
        until=words.period_after(trend.until),
        period=words.period_inside(target.key.period),
        number=words.percentage(number) if target.share else words.amount(number, target.key.measure),
        level=percent_text(Fraction(LEVEL, 100), page.language),
        interval=in_unit_of(page, target, _ends(row.progress, trend)),
        target=words.percentage(target.value) if target.share else value_with_unit(words, target),
    )
    return f"{said} {words.say(_OVERTAKEN)}" if trend.is_overtaken else said


@memoized
def _row(page: PageContext, target: TargetFigure) -> _Row:
    progress = progress_for(page, target)
    made = page.catalogue, page.tables, progress
    return _Row(progress, growth_towards(*made), trend_towards(*made))


# --- growth


def _observed(page: PageContext, row: _Row) -> Cell:
    """The growth rate so far, with the period that it counts from, and up to which where that is not the newest."""
    baseline, figure = row.progress.target.baseline, row.progress.figure
    if row.growth is None or row.growth.observed is None or row.growth.until is None or baseline is None:
        return EMPTY
    since, until = map(page.words.period_after, (baseline.period, row.growth.until))
    is_newest = figure is not None and figure.key.period == row.growth.until
    said = _("since {period}") if is_newest else _("since {period}, until {until}")
    detail = page.words.say(said, period=since, until=until)
    return _rate(page, row.growth.observed)._replace(detail=with_overtaken(page, detail, row.growth))


def _required(page: PageContext, row: _Row) -> Cell:
    """The growth rate from the baseline that reaches the target on time."""
    return EMPTY if row.growth is None or row.growth.required is None else _rate(page, row.growth.required)


def _rate(page: PageContext, rate: Fraction) -> Cell:
    return Cell(signed_text(Quantity(rate * 100), page.language, "%"), number=digits(rate * 100))


def _category(page: PageContext, row: _Row) -> Cell:
    """The category of the method; below it the ratio that it follows from, or why there is none.

    The method takes a target as achieved whenever the newest figure is as it asks. Where the status says nothing of the
    kind, as the target's period is not over or too few were counted, it says no more than that.
    """
    growth = row.growth
    if growth is None:
        return EMPTY
    is_reached = growth.category is GrowthCategory.TARGET_ACHIEVED
    if is_reached and row.progress.status is not TargetStatus.ACHIEVED and growth.until is not None:
        return Cell(page.words.say(_AS_ASKED, period=page.words.period_name(growth.until)))
    if growth.reason is not None:
        detail = page.words.say(GROWTH_REASONS[growth.reason])
    elif growth.ratio is not None and not is_reached:
        ratio = percent_text(growth.ratio, page.language)
        detail = page.words.say(_("{ratio} of the growth rate for the target"), ratio=ratio)
    else:
        detail = ""
    return Cell(page.words.say(GROWTH_CATEGORIES[growth.category]), detail=detail)


# --- the trend


def _prediction(table: TableBuilder, row: _Row) -> Cell:
    """The number that the trend leads to, and which figures it goes by; that there is none of a closed unit, if so."""
    words = table.page.words
    if row.trend is None:
        closed = closed_before(table.page.catalogue, row.progress.target)
        return EMPTY if closed is None else Cell(words.say(_UNTIL_CLOSED, day=words.date(closed)))
    trend, found = row.trend, _rounded(row.progress, row.trend.prediction)
    basis = _BASIS_BY_RATE if trend.is_exponential else _BASIS
    periods = {"since": words.period_name(trend.since), "until": words.period_name(trend.until)}
    return Cell(
        in_unit_of(table.page, row.progress.target, Quantity(found.number)),
        number=digits(found.number),
        detail=with_overtaken(table.page, words.say(basis, count=trend.count, **periods), trend),
        notes=(table.note(words.say(OUTLOOK_NOTE)),),
    )


def _interval(page: PageContext, row: _Row) -> Cell:
    """The ends of the interval, with the level at which it holds a figure to come."""
    if row.trend is None:
        return EMPTY
    ends = in_unit_of(page, row.progress.target, _ends(row.progress, row.trend))
    return Cell(ends, detail=percent_text(Fraction(LEVEL, 100), page.language))


def _ends(progress: Progress, trend: Trend) -> Quantity:
    """The ends of the interval, as a range."""
    return _range(_rounded(progress, trend.prediction))


def _range(found: Prediction) -> Quantity:
    return Quantity(found.lower, Qualifier.BETWEEN, found.upper) if found.lower < found.upper else Quantity(found.lower)


def _verdict(page: PageContext, row: _Row) -> str:
    """Whether the target would be reached, where all of the interval says so, before it is rounded outwards."""
    goal = row.progress.goal
    if row.trend is None or goal is None:
        return ""
    return page.words.say(_VERDICTS[goal.is_fulfilled(_range(row.trend.prediction))])


def _rounded(progress: Progress, prediction: Prediction) -> Prediction:
    """No more digits than the interval warrants: whole numbers of what is counted."""
    return prediction.rounded(_WHOLE if progress.is_in_wholes else _HUNDREDTH)
