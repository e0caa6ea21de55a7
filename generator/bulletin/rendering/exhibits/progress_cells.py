"""The cells that say how a figure stands against a target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from bulletin.analysis import (
    Aim,
    Amount,
    Progress,
    Ratio,
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
from bulletin.rendering.exhibits.drafts import EMPTY, Remarked, TableDraft, number_of, number_text, with_formula
from bulletin.rendering.scope import Scope, once, once_a_depth
from bulletin.rendering.text.messages import OBSTACLES, Claims, Phrases
from bulletin.rendering.text.number_formats import (
    machine_amount,
    machine_fraction,
    percent_text,
    signed_text,
    value_text,
)
from bulletin.rendering.views import Bar, Cell, Formula

Held = Progress
_TARGET = Fraction(100)
"""Where the target stands among percentages of it."""
_LENGTH = 100
"""Units of a bar that is full."""
_BY_PERCENT = (Aim.REACH, Aim.EXCEED)
"""Aims of which a percentage makes sense: of a bound, half is not half-way."""


@once
def held_against(scope: Scope, figure: Figure) -> Held | None:
    """A figure against the target that it is mainly held against; None where there is none."""
    target = target_for(scope.release.tables, figure)
    return progress_by(scope.catalogue, scope.release.tables, target, figure) if target else None


@once
def towards(scope: Scope, target: TargetFigure) -> Held:
    """How a target stands by the figure that says most of it."""
    return progress_towards(scope.catalogue, scope.release.tables, target)


def percent_of_target(held: Held | None) -> Amount | None:
    """The figure in percent of the target, where that makes sense and can be said."""
    if held is None or held.aim not in _BY_PERCENT or held.ratio is None:
        return None
    percent = held.ratio.percent
    return percent if isinstance(percent, Amount) else None


def widest(percents: Iterable[Amount | None]) -> Fraction:
    """The percentage that fills a bar, for bars to be compared: the largest one, and never less than 100."""
    return max([Fraction(100), *(percent.number for percent in percents if percent is not None)])


def target_cell(
    scope: Scope, draft: TableDraft, target: TargetFigure, *, own_period: bool, at_home: bool = False
) -> Cell:
    """A target's value, with its period where that is another than the figure's.

    :param own_period: whether the target's period is that of the row.
    :param at_home: whether the row is the one that tells where the target comes from; other cells lead to it.
    """
    cell = draft.noted((_target if at_home else _linked_target)(scope, target))
    return cell if own_period else cell._replace(detail=scope.period_name(target.key.period))


@once
def _target(scope: Scope, target: TargetFigure) -> Remarked:
    notes = [scope.text(text) for text in (target.note, target.unassessed, *dict(target.acknowledged).values()) if text]
    notes += [break_text(scope, one) for one in target.reorganized]
    if target.yearly:
        notes.append(scope.say(Phrases.target_of_every_year))
    inferred = target.basis is Basis.INFERRED
    if inferred and isinstance(target.value, Quantity):
        notes += _implied(scope, target)
    return Remarked(Cell(number_text(scope, target), number=number_of(target.value), inferred=inferred), tuple(notes))


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
def _linked_target(scope: Scope, target: TargetFigure) -> Remarked:
    cell, texts = _target(scope, target)
    return Remarked(cell._replace(links=(scope.to_target(target, cell.text),)), texts)


def progress_cell(scope: Scope, held: Held, percent: Amount | None, full: Fraction) -> Cell:
    """How far the figure has come, in percent of a number to reach; empty against a bound or a share.

    :param percent: what :func:`percent_of_target` gives.
    :param full: the percentage that fills the bar.
    """
    if percent is not None and held.ratio is not None:
        return _percent(scope, held.ratio)._replace(bar=bar(percent.number, full, _TARGET))
    by_percent = held.ratio is not None and held.aim in _BY_PERCENT
    return Cell(scope.outcome(held.ratio.percent if held.ratio else None)) if by_percent else EMPTY


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


def change_cell(scope: Scope, draft: TableDraft, figure: Figure) -> Cell:
    """The change on the same period a year before, in the measure's unit; why there is none is a note."""
    return draft.noted(_change(scope, figure))


@once_a_depth
def _change(scope: Scope, figure: Figure) -> Remarked:
    change = change_on_year_before(scope.catalogue, scope.release.tables, figure)
    if change is None:
        return Remarked(EMPTY)
    if change.obstacle is not None:
        return Remarked(Cell(scope.say(Phrases.not_compared)), (scope.say(OBSTACLES[change.obstacle]),))
    if not isinstance(change.difference, Amount):
        return Remarked(Cell(scope.outcome(change.difference)))
    text = signed_text(change.difference, scope.language)
    to_the_one_before = scope.to_figure(change.before, text)
    return Remarked(Cell(text, (to_the_one_before,), machine_amount(change.difference)))


def no_figure_text(scope: Scope, held: Held) -> str:
    """That there is no figure; one that may still come of a period that the records do not go beyond is told so."""
    return scope.say(Phrases.no_figure if held.is_over else Phrases.no_figure_yet)


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
