"""Corrections in words: each wrong figure, what was published, and what stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bulletin.analysis.affected import Affected
from bulletin.analysis.slots import Number, slot_of_corrected, told
from bulletin.analysis.tables import ObservationKey
from bulletin.model.records import EVERYTHING, CorrectedFigure, Correction
from bulletin.model.values import Value
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Editions


@dataclass(frozen=True)
class CorrectedText:
    """A figure that was wrong."""

    label: str
    """Organization, measure and period."""
    was: str
    """The wrong value with its unit, as it was published; empty where it is not known."""
    now: str
    """The value that stands."""


@dataclass(frozen=True)
class CorrectionView:
    """A mistake that was put right in an edition."""

    id: str
    date: str
    """When the corrected edition came, in words, as far as it is known."""
    on: str
    """The same as an ISO day: the last one, where no day is known."""
    title: str
    """That it is a correction, and of when."""
    what: str
    """What was wrong."""
    reason: str
    """How the mistake came about."""
    figures: tuple[CorrectedText, ...]
    """The wrong figures; none where only words were wrong."""
    derived: tuple[CorrectedText, ...]
    """The totals that were computed from them, and changed with them."""


def corrections_of(scope: Scope) -> tuple[Correction, ...]:
    """What was put right in the edition of a release, the oldest first; nothing in a draft."""
    edition = scope.release.edition
    return scope.catalogue.corrections_of(edition) if edition else ()


def correction_view(scope: Scope, correction: Correction) -> CorrectionView:
    """A correction in words."""
    date = scope.date(correction.date)
    return CorrectionView(
        id=correction.id,
        date=date,
        on=correction.date.end.isoformat(),
        title=scope.say(Editions.correction, date=date),
        what=scope.text(correction.what),
        reason=scope.text(correction.reason),
        figures=tuple(_corrected(scope, figure) for figure in correction.figures),
        derived=tuple(_derived(scope, one) for one in derived_of(scope) if one.correction.id == correction.id),
    )


def derived_of(scope: Scope) -> tuple[Affected, ...]:
    """The totals that were computed from figures that were put right, and changed with them."""
    return tuple(one for one in scope.shelf.put_right if one.is_derived)


def _corrected(scope: Scope, figure: CorrectedFigure) -> CorrectedText:
    return CorrectedText(_label(scope, figure), was_text(scope, figure), now_text(scope, figure))


def _label(scope: Scope, what: CorrectedFigure | ObservationKey) -> str:
    return scope.say(
        Editions.label,
        organization=scope.organization(what.organization),
        figure=scope.lowered(_measure(scope, what)),
        period=scope.period_name(what.period),
    )


def _measure(scope: Scope, what: CorrectedFigure | ObservationKey) -> str:
    """A measure, with what narrows it in parentheses; of a target, that it is one."""
    narrowed = [scope.narrowed(what.population)] if what.population != EVERYTHING else []
    narrowed += [scope.lowered(scope.category(*part))] if (part := part_of(what)) else []
    narrowed += [scope.say(Editions.target)] if is_target(what) else []
    measure = scope.measure(what.measure)
    return f"{measure} ({', '.join(narrowed)})" if narrowed else measure


def _derived(scope: Scope, one: Affected) -> CorrectedText:
    key = one.figure.key
    return CorrectedText(_label(scope, key), before_text(scope, one), scope.amount(told(one.figure), key.measure))


def before_text(scope: Scope, one: Affected) -> str:
    """What a figure was before it was put right, with its unit; empty where that is not known."""
    return "" if one.was is None else scope.amount(told(replace(one.figure, value=one.was)), one.figure.key.measure)


def remark_on(scope: Scope, one: Affected) -> str:
    """What a figure's own row says of its having been put right."""
    date, was = scope.date(one.correction.date), before_text(scope, one)
    if not was:
        return scope.say(Editions.followed, date=date)
    return scope.say(Editions.followed_from if one.is_derived else Editions.put_right, date=date, was=was)


def is_target(what: CorrectedFigure | ObservationKey) -> bool:
    """Whether a target was wrong rather than a figure."""
    return isinstance(what, CorrectedFigure) and what.target is not None


def part_of(what: CorrectedFigure | ObservationKey) -> tuple[str, str] | None:
    """The breakdown and the category; None for a whole figure."""
    return (what.breakdown, what.category) if what.breakdown and what.category else None


def was_text(scope: Scope, figure: CorrectedFigure) -> str:
    """The wrong value, with its unit."""
    return _amount(scope, figure, figure.was)


def now_text(scope: Scope, figure: CorrectedFigure) -> str:
    """The value that stands, with its unit; or that there is none any more."""
    number = now(scope, figure)
    if number is None:
        return scope.say(Editions.withdrawn)
    return _amount(scope, figure, told(number))


def _amount(scope: Scope, figure: CorrectedFigure, value: Value) -> str:
    is_share = is_target(figure) and part_of(figure) is not None
    return scope.percentage(value) if is_share else scope.amount(value, figure.measure)


def now(scope: Scope, figure: CorrectedFigure) -> Number | None:
    """The figure or target as it stands; None where it does not any more."""
    return scope.shelf.by_slot.get(slot_of_corrected(figure))
