"""The status of targets in words, and cells of it, each made once for all tables that show it."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from bulletin.analysis.claims.verdicts import DECIMALS
from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.growth_assessment import GrowthAssessment
from bulletin.analysis.progress import Progress
from bulletin.analysis.quantities import quantity_of, round_half_up
from bulletin.analysis.run_rate import expected_by_then
from bulletin.analysis.target_outlook import Trend
from bulletin.analysis.target_status import Goal, StatusReason, TargetStatus
from bulletin.analysis.time_series import NoSeason, NoSeasonReason, Season
from bulletin.localization.formats import decimal_text, list_text
from bulletin.localization.messages import Message, _
from bulletin.model.values import Quantity, Value, exact_number
from bulletin.rendering.context import PageContext, memoized
from bulletin.rendering.figure_cells import AnnotatedCell
from bulletin.rendering.labels import REASONS
from bulletin.rendering.phrases.figures import decimals_apart, interval_text, value_with_unit
from bulletin.rendering.target_cells import has_later_figures, no_figure_text
from bulletin.rendering.text import percent_text, until_text, value_text
from bulletin.rendering.views import Cell

_BY_TIME = _("against the time elapsed")
# Translators: how far earlier periods, such as years, had come by the same day; says what progress is compared with
_BY_SEASON = _("against the course of earlier periods ({periods})")
_WITHIN_BAND = _(
    "Less than the {expected} to be expected by then, but by no more than {band}. That counts as on pace, although the "
    "target is not reached at this rate."
)
_BOTH_SIDES = _(
    "The status is by the estimate. Its interval, {interval}, includes the target: the true value may be on the other "
    "side of it."
)
_SO_FAR = _("as far as figures go")
# Translators: until a day, as in: figures go to the end of March 2023
_UNTIL = _("figures go {until}")
# Translators: until a day, as in: figures are without a gap to the end of March 2023
_UNTIL_GAP = _("figures are without a gap {until}; later ones are not counted")
# Translators: until a day, as in: comparable figures go to the end of March 2023
_COMPARABLE_UNTIL = _("comparable figures go {until}")
_LATER_NOT_SHOWN = _("later figures are not shown")
_BEFORE_ROUNDING = _("before rounding {figure} against {target}")
_WHY_TIME = {
    NoSeasonReason.NEGATIVE: _("Pace is measured by the time elapsed, as these figures may be negative."),
    NoSeasonReason.BREAK: _(
        "The measure of pace is the time elapsed, as the series breaks within or after earlier periods ({periods})."
    ),
    NoSeasonReason.EXISTENCE: _(
        "The measure of pace is the time elapsed, as the organization was not there all through earlier periods "
        "({periods})."
    ),
    NoSeasonReason.UNKNOWN: _(
        "The measure of pace is the time elapsed, as a figure of earlier periods ({periods}), or of the time up to the "
        "same point of them or after it, is missing, not exact or not shown."
    ),
    NoSeasonReason.SUM: _(
        "The measure of pace is the time elapsed, as figures of parts of earlier periods ({periods}) do not add up to "
        "those of the whole."
    ),
    NoSeasonReason.NOTHING: _(
        "The measure of pace is the time elapsed, as nothing was counted in earlier periods ({periods})."
    ),
}
"""Why the course of earlier years is not what pace goes by."""
_SEASON_NOTE = _("By the same point of earlier periods ({years}), {part} of {whole} in all had come: {share}.")


@memoized
def status_cell(page: PageContext, progress: Progress) -> AnnotatedCell:
    """The status of a target; below it why it is not assessable, what pace it is compared with, or its successor."""
    return _status_cell(page, progress, "")


@memoized
def status_cell_with_elapsed(page: PageContext, progress: Progress) -> AnnotatedCell:
    """The same with the elapsed share of the period, for tables without a column of it."""
    return _status_cell(page, progress, _elapsed(page, progress))


def _status_cell(page: PageContext, progress: Progress, elapsed: str) -> AnnotatedCell:
    said, until = _detail(page, progress), _until(page, progress)
    if said in (page.words.say(_BY_TIME) if elapsed else "", page.words.say(_SO_FAR) if until else ""):
        said = ""  # which the share of the time, or until when figures are, says already
    details = page.words.semicolons((elapsed, said, until))
    cell = Cell(page.words.target_status(progress.status), detail=with_overtaken(page, details, progress))
    notes = (*_season(page, progress), *within_band(page, progress), *_interval_holds_target(page, progress))
    return AnnotatedCell(cell, notes)


def with_overtaken(page: PageContext, said: str, by: Progress | GrowthAssessment | Trend) -> str:
    """What is said by the newest figure that is shown; that later ones are not shown, if so."""
    return page.words.semicolons((said, page.words.say(_LATER_NOT_SHOWN) if by.is_overtaken else ""))


def _interval_holds_target(page: PageContext, progress: Progress) -> tuple[str, ...]:
    """That the estimate could be on the other side of the target as well; nothing where it could not."""
    if not interval_holds_target(progress) or progress.figure is None:
        return ()
    return (page.words.say(_BOTH_SIDES, interval=interval_text(page.words, progress.figure)),)


def interval_holds_target(progress: Progress) -> bool:
    """Whether a target lies in the interval of the figure by whose estimate its status is."""
    figure, target = progress.figure, progress.target
    if figure is None or figure.interval is None or target.share is not None or not _is_judged(progress):
        return False
    goal = quantity_of(target)
    if not isinstance(goal, Quantity):
        return False
    ends = (goal.fraction, goal.fraction if goal.upper is None else Fraction(goal.upper))
    return any(map(figure.interval.holds, ends))


def _is_judged(progress: Progress) -> bool:
    """Whether the status compares the figure with the target itself rather than with a part of it."""
    return progress.status.is_final or (progress.status.is_under_way and not progress.nature.is_accumulated)


def within_band(page: PageContext, progress: Progress) -> tuple[str, ...]:
    """Why a target is on pace that would be missed at this rate; nothing where it would not."""
    expected = expected_by_then(progress)
    if expected is None:
        return ()
    decimals, attained = page.words.decimals(progress.target.key.measure) or 0, exact_number(progress.attained)
    while attained is not None and round_half_up(expected, decimals) <= attained < expected:
        decimals += 1  # until the two differ, as the sentence says that they do
    number = decimal_text(round_half_up(expected, decimals), page.language)
    band = percent_text(Fraction(progress.rules.band, 100), page.language)
    return (page.words.say(_WITHIN_BAND, expected=number, band=band),)


def status_text(page: PageContext, progress: Progress) -> str:
    """The same within a sentence: how much of the period was over, the status of the target, and why that is all."""
    status, reason = page.words.target_status(progress.status), _reason(page, progress)
    if not reason and expected_by_then(progress) is not None:
        reason = page.words.say(_("slightly below what was to be expected by then, within the margin"))
    said = page.words.say(_("{status}: {reason}"), status=status, reason=reason) if reason else status
    both = (
        page.words.say(_("the interval of the estimate includes the target")) if interval_holds_target(progress) else ""
    )
    parts = (_elapsed(page, progress), said, _before_rounding(page, progress), both)
    return with_overtaken(page, page.words.semicolons(parts), progress)


def _before_rounding(page: PageContext, progress: Progress) -> str:
    """The figure and the target with more digits, where the shown ones would give another verdict; else empty."""
    goal, attained = progress.goal, exact_number(progress.attained) if progress.attained else None
    is_share, measure = progress.target.share is not None, progress.target.key.measure
    decimals = DECIMALS if is_share else page.words.decimals(measure)
    is_in_wholes = progress.target.unrounded is not None  # and gives the same verdict as it is shown
    if goal is None or attained is None or decimals is None or is_in_wholes or not progress.status.is_final:
        return ""
    low, high, shown = (Fraction(round_half_up(number, decimals)) for number in (goal.low, goal.high, attained))
    if Goal(goal.target_type, low, high).is_fulfilled(Quantity(shown)) is goal.is_fulfilled(Quantity(attained)):
        return ""
    asked = min((goal.low, goal.high), key=lambda end: abs(end - attained))
    rounded = partial(value_text, language=page.language, symbol="%" if is_share else None, decimals=decimals)
    figure, target = (partial(rounded, Quantity(number)) for number in (attained, asked))
    finer = decimals_apart(decimals, figure, target)
    return page.words.say(_BEFORE_ROUNDING, figure=figure(decimals=finer), target=target(decimals=finer))


def _elapsed(page: PageContext, progress: Progress) -> str:
    if not progress.is_to_date or progress.elapsed is None:
        return ""
    days = progress.target.key.period.days
    over, whole = page.words.count(int(progress.elapsed * days)), page.words.count(days)
    return page.words.say(
        _("{elapsed} of the time elapsed ({over}/{whole} days)"),
        elapsed=percent_text(progress.elapsed, page.language),
        over=over,
        whole=whole,
    )


def _until(page: PageContext, progress: Progress) -> str:
    """Until when the figures of a target are that is not settled, where others of the records are of later days.

    Those may be of the same series: after a gap, or of periods that are not compared with the target's.
    """
    figure, latest, status = progress.figure, page.tables.latest_end, progress.status
    is_settled = status.is_final or status is TargetStatus.SUPERSEDED or not progress.target.is_assessed
    if figure is None or progress.attained is None or is_settled or not progress.is_to_date:
        return ""
    end, said = figure.key.period.end, _UNTIL
    if has_later_figures(page, progress):
        said = _COMPARABLE_UNTIL if progress.is_on_way else _UNTIL_GAP
    elif latest is None or end >= latest:
        return ""
    return page.words.say(said, until=until_text(end, page.language))


def _detail(page: PageContext, progress: Progress) -> str:
    if progress.status is TargetStatus.SUPERSEDED:
        return _replaced(page, progress)
    if not progress.status.is_under_way:
        return _reason(page, progress) or _before_rounding(page, progress)
    return _comparison(page, progress) or page.words.say(_so_far(progress))


def _comparison(page: PageContext, progress: Progress) -> str:
    """What pace is compared with; empty where a number that can still turn is only to be as the target asks."""
    if progress.is_on_way:
        return _against_path(page, progress)
    if not progress.nature.is_accumulated:
        return ""
    if progress.season is None:
        return page.words.say(_BY_TIME)
    return page.words.say(_BY_SEASON, periods=_earlier_periods(page, progress.season))


def _against_path(page: PageContext, progress: Progress) -> str:
    """What was to be expected by then on the way from the baseline; empty of what is to be kept."""
    if progress.is_kept or progress.way is None or progress.way.expected is None:
        return ""
    expected = round_half_up(progress.way.expected, 0) if progress.is_in_wholes else progress.way.expected
    number = in_unit_of(page, progress.target, Quantity(expected))
    return page.words.say(_("against the {expected} to be expected by then"), expected=number)


def in_unit_of(page: PageContext, target: TargetFigure, value: Value) -> str:
    """A value in the unit of a target, for a cell: in percent for a share target."""
    return page.words.percentage(value) if target.share else page.words.value(value, target.key.measure)


def _so_far(progress: Progress) -> Message:
    """What a number that can still turn is so far: of a bound, on which side of it."""
    if not progress.target_type.is_ceiling:
        return _SO_FAR
    return _("beyond the bound") if progress.status is TargetStatus.BEHIND else _("within the bound")


def _reason(page: PageContext, progress: Progress) -> str:
    """Why nothing can be said; where no figure of the whole period is to come, how it was so far, against what."""
    reason, by_then = progress.assessment.reason, progress.assessment.by_then
    if reason is None:
        return ""
    words = no_figure_text(page, progress) if reason is StatusReason.NO_FIGURE else page.words.say(REASONS[reason])
    if by_then is None:
        return words
    status, compared = page.words.target_status(by_then), _comparison(page, progress)
    if compared:
        # Translators: as in: on pace, against the time elapsed
        status = page.words.say(_("{status}, {comparison}"), status=status, comparison=compared)
    return page.words.say(_("{reason}; as far as figures go: {status}"), reason=words, status=status)


def _replaced(page: PageContext, progress: Progress) -> str:
    """The successor of a superseded target: that for the same period, where it was set for several."""
    target = progress.target
    known = page.tables.targets_by_id.get(target.superseded_by or "", ())
    successors = [each for each in known if each.key.organization == target.key.organization]
    found = next((each for each in successors if each.key.period == target.key.period), next(iter(successors), None))
    if found is None:
        return ""
    value = value_with_unit(page.words, found)
    return page.words.say(
        _("replaced by {target} ({period})"), target=value, period=page.words.period_name(found.key.period)
    )


def _season(page: PageContext, progress: Progress) -> tuple[str, ...]:
    """What the course of earlier years was computed from, or why that is no measure."""
    season = progress.past
    if season is None or progress.assessment.pace is None:
        return ()
    if isinstance(season, NoSeason):
        return (page.words.say(_WHY_TIME[season.reason], periods=_earlier_periods(page, season)),)
    numbers = {"part": season.to_date, "whole": season.total}
    measure = progress.target.key.measure
    details = {name: page.words.number(Quantity(number), measure) for name, number in numbers.items()}
    share = percent_text(season.share, page.language)
    return (page.words.say(_SEASON_NOTE, years=_earlier_periods(page, season), share=share, **details),)


def _earlier_periods(page: PageContext, season: Season | NoSeason) -> str:
    """The years, or the same parts of them, that the course was looked for in; the first one first."""
    return list_text([page.words.period_name(year) for year in reversed(season.years)], page.language)
