"""The words that say how a target stands: the same in cells and sentences, in every table and on every page."""

from __future__ import annotations

from bulletin.analysis import Nature, Reason, Standing
from bulletin.rendering.exhibits.drafts import Remarked, TableDraft
from bulletin.rendering.exhibits.progress_cells import Held, no_figure_text
from bulletin.rendering.scope import Scope, once
from bulletin.rendering.text.messages import REASONS, Message, Paces
from bulletin.rendering.text.number_formats import fraction_text, percent_text
from bulletin.rendering.views import Cell

_UNDER_WAY = (Standing.AHEAD, Standing.ON_PACE, Standing.BEHIND)


def standing_cell(scope: Scope, draft: TableDraft, held: Held, *, with_elapsed: bool = False) -> Cell:
    """How a target stands; below it why nothing can be said, what pace was compared with, or what took its place.

    :param with_elapsed: adds how much of the period was over, for tables that have no column for it.
    """
    return draft.noted(_with_elapsed(scope, held) if with_elapsed else _without_elapsed(scope, held))


@once
def _without_elapsed(scope: Scope, held: Held) -> Remarked:
    return Remarked(Cell(scope.standing(held.standing), detail=_detail(scope, held)), _season(scope, held))


@once
def _with_elapsed(scope: Scope, held: Held) -> Remarked:
    elapsed, (cell, notes) = _elapsed(scope, held), _without_elapsed(scope, held)
    said_already = elapsed and cell.detail == scope.say(Paces.by_time)
    details = (elapsed, "" if said_already else cell.detail)
    return Remarked(cell._replace(detail="; ".join(filter(None, details))), notes)


def standing_text(scope: Scope, held: Held) -> str:
    """The same within a sentence: how much of the period was over, how the target stands, and why that is all."""
    standing, reason = scope.standing(held.standing), _reason(scope, held)
    said = scope.say(Paces.because, standing=standing, reason=reason) if reason else standing
    return "; ".join(filter(None, (_elapsed(scope, held), said)))


def _elapsed(scope: Scope, held: Held) -> str:
    if not held.is_to_date or held.elapsed is None:
        return ""
    days = held.target.key.period.days
    over, whole = scope.count(int(held.elapsed * days)), scope.count(days)
    return scope.say(Paces.elapsed, elapsed=percent_text(held.elapsed, scope.language), over=over, whole=whole)


def _detail(scope: Scope, held: Held) -> str:
    if held.standing is Standing.SUPERSEDED:
        return _replaced(scope, held)
    if held.standing not in _UNDER_WAY:
        return _reason(scope, held)
    if held.nature is not Nature.COUNT:
        return scope.say(_so_far(held))
    if held.season is None:
        return scope.say(Paces.by_time if held.past is None else Paces.by_time_after_break)
    years = len(held.season.wholes)
    return Paces.by_season.in_(scope.language, years, count=scope.count(years))


def _so_far(held: Held) -> Message:
    """What a number that can still turn is so far: of a bound, on which side of it."""
    if not held.aim.is_ceiling:
        return Paces.so_far
    return Paces.beyond_so_far if held.standing is Standing.BEHIND else Paces.within_so_far


def _reason(scope: Scope, held: Held) -> str:
    """Why nothing can be said; where the period is over without a figure for all of it, how it stood until then."""
    reason, by_then = held.assessment.reason, held.assessment.by_then
    if reason is None:
        return ""
    words = no_figure_text(scope, held) if reason is Reason.NO_FIGURE else scope.say(REASONS[reason])
    if reason is not Reason.WHOLE_MISSING or by_then is None:
        return words
    return scope.say(Paces.by_then, reason=words, standing=scope.standing(by_then))


def _replaced(scope: Scope, held: Held) -> str:
    """The target that took its place: the one for the same period, where it was set for several."""
    target = held.target
    successors = scope.release.tables.targets_by_id.get(target.superseded_by or "", ())
    found = next((one for one in successors if one.key.period == target.key.period), next(iter(successors), None))
    if found is None:
        return ""
    value = scope.percentage(found.value) if found.share else scope.amount(found.value, found.key.measure)
    return scope.say(Paces.replaced_by, target=value, period=scope.period_name(found.key.period))


def _season(scope: Scope, held: Held) -> tuple[str, ...]:
    """What the course of earlier years was computed from."""
    if held.season is None or held.standing not in _UNDER_WAY:
        return ()
    season = held.season
    years = ", ".join(str(one.key.period.end.year) for one in reversed(season.wholes))
    numbers = {"part": season.came, "whole": season.total}
    details = {name: fraction_text(number, scope.language) for name, number in numbers.items()}
    share = percent_text(season.share, scope.language)
    return (scope.say(Paces.season_note, years=years, share=share, **details),)
