"""Cells of targets and of progress towards them, each made once per figure or target for all tables that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from bulletin.analysis import (
    Aim,
    Amount,
    Nature,
    Progress,
    Ratio,
    Reason,
    Standing,
    change_on_year_before,
    progress_by,
    progress_towards,
    target_for,
)
from bulletin.analysis.inference import inference_of
from bulletin.analysis.tables import Figure, TargetFigure
from bulletin.model.periods import Period
from bulletin.model.records import Basis
from bulletin.model.values import Quantity
from bulletin.rendering.break_words import break_text
from bulletin.rendering.figure_cells import EMPTY, AnnotatedCell, number_of, number_text, with_formula
from bulletin.rendering.scope import Scope, once, once_a_depth
from bulletin.rendering.text.messages import OBSTACLES, REASONS, Claims, Message, Paces, Phrases
from bulletin.rendering.text.number_formats import (
    fraction_text,
    machine_amount,
    machine_fraction,
    percent_text,
    signed_text,
    value_text,
)
from bulletin.rendering.views import Bar, Cell, Formula

_TARGET = Fraction(100)
"""Where the target stands among percentages of it."""
_LENGTH = 100
"""Units of a bar that is full."""
_BY_PERCENT = (Aim.REACH, Aim.EXCEED)
"""Aims of which a percentage makes sense: of a bound, half is not half-way."""
_UNDER_WAY = (Standing.AHEAD, Standing.ON_PACE, Standing.BEHIND)


@once
def progress_of(scope: Scope, figure: Figure) -> Progress | None:
    """The progress of a figure towards its main target; None without a target."""
    target = target_for(scope.release.tables, figure)
    return progress_by(scope.catalogue, scope.release.tables, target, figure) if target else None


@once
def progress_for(scope: Scope, target: TargetFigure) -> Progress:
    """The progress towards a target by the figure that covers most of it."""
    return progress_towards(scope.catalogue, scope.release.tables, target)


def percent_of_target(progress: Progress | None) -> Amount | None:
    """The figure in percent of the target (attainment), where that makes sense and is known."""
    if progress is None or progress.aim not in _BY_PERCENT or progress.ratio is None:
        return None
    percent = progress.ratio.percent
    return percent if isinstance(percent, Amount) else None


def is_of_own_period(progress: Progress) -> bool:
    """Whether the figure is of the target's period, rather than of a part of it."""
    return progress.figure is not None and progress.figure.key.period == progress.target.key.period


def bar_scale(compared: Iterable[Progress | None]) -> Fraction:
    """The percentage that fills a bar, so that the bars of a table are comparable: the largest, and at least 100."""
    percents = map(percent_of_target, compared)
    return max([_TARGET, *(percent.number for percent in percents if percent is not None)])


@once
def canonical_target_cell(scope: Scope, target: TargetFigure) -> AnnotatedCell:
    """A target's value with its notes, without a link: for its canonical row, to which others link."""
    notes = [scope.text(text) for text in (target.note, target.unassessed, *dict(target.acknowledged).values()) if text]
    notes += [break_text(scope, one) for one in target.reorganized]
    if target.yearly:
        notes.append(scope.say(Phrases.target_of_every_year))
    inferred = target.basis is Basis.INFERRED
    if inferred and isinstance(target.value, Quantity):
        notes += _implied(scope, target)
    return AnnotatedCell(
        Cell(number_text(scope, target), number=number_of(target.value), inferred=inferred), tuple(notes)
    )


def _implied(scope: Scope, target: TargetFigure) -> Iterator[str]:
    """All whole numbers that the percentage which a target was inferred from allows."""
    claim = scope.release.claims.get(target.claim or "")
    inference = inference_of(scope.catalogue, scope.release.tables, claim) if claim is not None else None
    if inference is None or not inference.wholes:
        return
    first, last = scope.count(inference.wholes[0]), scope.count(inference.wholes[-1])
    phrase = Claims.only_whole if first == last else Claims.whole_range
    yield scope.say(phrase, percent=scope.percentage(inference.percent), first=first, last=last)


@once_a_depth
def linked_target_cell(scope: Scope, target: TargetFigure) -> AnnotatedCell:
    """The same with a link to the target's canonical row."""
    cell, texts = canonical_target_cell(scope, target)
    return AnnotatedCell(cell._replace(links=(scope.to_target(target, cell.text),)), texts)


def progress_cell(scope: Scope, progress: Progress, scale: Fraction) -> Cell:
    """The figure in percent of a number to reach; empty against a bound or a share.

    :param scale: the percentage that fills the bar; see :func:`bar_scale`.
    """
    percent = percent_of_target(progress)
    if percent is not None and progress.ratio is not None:
        return _percent(scope, progress.ratio)._replace(bar=bar(percent.number, scale, _TARGET))
    by_percent = progress.ratio is not None and progress.aim in _BY_PERCENT
    return Cell(scope.outcome(progress.ratio.percent if progress.ratio else None)) if by_percent else EMPTY


def ratio_cell(scope: Scope, ratio: Ratio | None, full: Fraction, tick: Fraction | None = None) -> Cell:
    """A ratio in percent, with a bar.

    :param full: the percentage that fills the bar.
    :param tick: where the target stands, in percent.
    """
    if ratio is None:
        return EMPTY
    cell = _percent(scope, ratio)
    return cell._replace(bar=bar(ratio.percent.number, full, tick)) if isinstance(ratio.percent, Amount) else cell


@once_a_depth
def _percent(scope: Scope, ratio: Ratio) -> Cell:
    """A ratio in percent, without the bar, which is as long as the table makes it.

    What it is a percentage of is a link, unless that is a target, which has a cell with one in the same row.
    """
    percent = ratio.percent
    if not isinstance(percent, Amount):
        return Cell(scope.outcome(percent))
    cell = Cell(scope.outcome(percent, "%"), number=machine_amount(percent))
    over, under = [value_text(end.value, scope.language) for end in (ratio.numerator, ratio.denominator)]
    if isinstance(ratio.denominator, TargetFigure):
        return cell._replace(detail=f"{over}/{under}")
    return with_formula(cell, Formula((scope.to_figure(ratio.denominator, under),), before=f"{over}/"))


@once_a_depth
def change_cell(scope: Scope, figure: Figure) -> AnnotatedCell:
    """The change on the same period a year before, in the measure's unit; a note says why there is none."""
    change = change_on_year_before(scope.catalogue, scope.release.tables, figure)
    if change is None:
        return AnnotatedCell(EMPTY)
    if change.obstacle is not None:
        return AnnotatedCell(Cell(scope.say(Phrases.not_compared)), (scope.say(OBSTACLES[change.obstacle]),))
    if not isinstance(change.difference, Amount):
        return AnnotatedCell(Cell(scope.outcome(change.difference)))
    text = signed_text(change.difference, scope.language)
    to_the_one_before = scope.to_figure(change.before, text)
    return AnnotatedCell(Cell(text, (to_the_one_before,), machine_amount(change.difference)))


def no_figure_text(scope: Scope, progress: Progress) -> str:
    """That there is no figure; one that may still come of a period that the records do not go beyond is told so."""
    return scope.say(Phrases.no_figure if progress.is_over else Phrases.no_figure_yet)


def elapsed_cell(scope: Scope, elapsed: Fraction | None, whole: Period) -> Cell:
    """How much of a period was over at a figure's end, in percent and in days; that its days are not known, if so."""
    if elapsed is None:
        return EMPTY if scope.catalogue.knows_days(whole) else Cell(scope.say(Phrases.days_not_known))
    days = scope.count(int(elapsed * whole.days)), scope.count(whole.days)
    detail = scope.say(Phrases.days_of, over=days[0], whole=days[1])
    return Cell(percent_text(elapsed, scope.language), number=machine_fraction(elapsed * 100), detail=detail)


def bar(percent: Fraction, full: Fraction, tick: Fraction | None) -> Bar:
    """The bar of a percentage; too long ones end where the room does."""
    return Bar(_length(percent, full), None if tick is None else min(_length(tick, full), _LENGTH - 1))


def _length(number: Fraction, full: Fraction) -> int:
    return max(0, min(_LENGTH, round(_LENGTH * float(number) / float(full))))


# --- the status of a target in words


@once
def status_cell(scope: Scope, progress: Progress) -> AnnotatedCell:
    """The status of a target; below it why it is not assessable, what pace it is compared with, or its successor."""
    return AnnotatedCell(
        Cell(scope.standing(progress.standing), detail=_detail(scope, progress)), _season(scope, progress)
    )


@once
def status_cell_with_elapsed(scope: Scope, progress: Progress) -> AnnotatedCell:
    """The same with the elapsed share of the period, for tables without a column of it."""
    elapsed, (cell, notes) = _elapsed(scope, progress), status_cell(scope, progress)
    said_already = elapsed and cell.detail == scope.say(Paces.by_time)
    details = (elapsed, "" if said_already else cell.detail)
    return AnnotatedCell(cell._replace(detail="; ".join(filter(None, details))), notes)


def status_text(scope: Scope, progress: Progress) -> str:
    """The same within a sentence: how much of the period was over, how the target stands, and why that is all."""
    standing, reason = scope.standing(progress.standing), _reason(scope, progress)
    said = scope.say(Paces.because, standing=standing, reason=reason) if reason else standing
    return "; ".join(filter(None, (_elapsed(scope, progress), said)))


def _elapsed(scope: Scope, progress: Progress) -> str:
    if not progress.is_to_date or progress.elapsed is None:
        return ""
    days = progress.target.key.period.days
    over, whole = scope.count(int(progress.elapsed * days)), scope.count(days)
    return scope.say(Paces.elapsed, elapsed=percent_text(progress.elapsed, scope.language), over=over, whole=whole)


def _detail(scope: Scope, progress: Progress) -> str:
    if progress.standing is Standing.SUPERSEDED:
        return _replaced(scope, progress)
    if progress.standing not in _UNDER_WAY:
        return _reason(scope, progress)
    if progress.nature is not Nature.COUNT:
        return scope.say(_so_far(progress))
    if progress.season is None:
        return scope.say(Paces.by_time if progress.past is None else Paces.by_time_after_break)
    years = len(progress.season.wholes)
    return Paces.by_season.in_(scope.language, years, count=scope.count(years))


def _so_far(progress: Progress) -> Message:
    """What a number that can still turn is so far: of a bound, on which side of it."""
    if not progress.aim.is_ceiling:
        return Paces.so_far
    return Paces.beyond_so_far if progress.standing is Standing.BEHIND else Paces.within_so_far


def _reason(scope: Scope, progress: Progress) -> str:
    """Why nothing can be said; where the period is over without a figure for all of it, how it stood until then."""
    reason, by_then = progress.assessment.reason, progress.assessment.by_then
    if reason is None:
        return ""
    words = no_figure_text(scope, progress) if reason is Reason.NO_FIGURE else scope.say(REASONS[reason])
    if reason is not Reason.WHOLE_MISSING or by_then is None:
        return words
    return scope.say(Paces.by_then, reason=words, standing=scope.standing(by_then))


def _replaced(scope: Scope, progress: Progress) -> str:
    """The target that took its place: the one for the same period, where it was set for several."""
    target = progress.target
    successors = scope.release.tables.targets_by_id.get(target.superseded_by or "", ())
    found = next((one for one in successors if one.key.period == target.key.period), next(iter(successors), None))
    if found is None:
        return ""
    value = scope.percentage(found.value) if found.share else scope.amount(found.value, found.key.measure)
    return scope.say(Paces.replaced_by, target=value, period=scope.period_name(found.key.period))


def _season(scope: Scope, progress: Progress) -> tuple[str, ...]:
    """What the course of earlier years was computed from."""
    if progress.season is None or progress.standing not in _UNDER_WAY:
        return ()
    season = progress.season
    years = ", ".join(str(one.key.period.end.year) for one in reversed(season.wholes))
    numbers = {"part": season.came, "whole": season.total}
    details = {name: fraction_text(number, scope.language) for name, number in numbers.items()}
    share = percent_text(season.share, scope.language)
    return (scope.say(Paces.season_note, years=years, share=share, **details),)
