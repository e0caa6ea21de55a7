"""Corrections in words: each wrong figure, what was published, and what stands now."""

from __future__ import annotations

from dataclasses import dataclass

from generator.disclosure.door import Released
from generator.model.records import EVERYTHING, CorrectedFigure, Correction
from generator.model.values import Value
from generator.rendering.scope import Scope
from generator.rendering.text.messages import Editions
from generator.statistics.causes import Number, slot_of, slot_of_corrected, told
from generator.statistics.tables import TargetFigure


@dataclass(frozen=True)
class CorrectedText:
    """A figure that was wrong."""

    label: str
    """Organization, measure and period."""
    was: str
    """The wrong value with its unit, as it was published."""
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
    )


def _corrected(scope: Scope, figure: CorrectedFigure) -> CorrectedText:
    label = scope.say(
        Editions.label,
        organization=scope.organization(figure.organization),
        figure=scope.lowered(_measure(scope, figure)),
        period=scope.period_name(figure.period),
    )
    return CorrectedText(label, was_text(scope, figure), now_text(scope, figure))


def _measure(scope: Scope, figure: CorrectedFigure) -> str:
    """A measure, with what narrows it in parentheses."""
    narrowed = [scope.narrowed(figure.population)] if figure.population != EVERYTHING else []
    narrowed += [scope.lowered(scope.category(*part))] if (part := part_of(figure)) else []
    measure = scope.measure(figure.measure)
    return f"{measure} ({', '.join(narrowed)})" if narrowed else measure


def part_of(figure: CorrectedFigure) -> tuple[str, str] | None:
    """The breakdown and the category; None where the whole figure was wrong."""
    return (figure.breakdown, figure.category) if figure.breakdown and figure.category else None


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
    number = now(scope, figure)
    is_share = isinstance(number, TargetFigure) and number.share is not None
    return scope.percentage(value) if is_share else scope.amount(value, figure.measure)


def now(scope: Scope, figure: CorrectedFigure) -> Number[Released] | None:
    """The figure or target as it stands; None where it does not any more."""
    slot, tables = slot_of_corrected(figure), scope.release.tables
    numbers: tuple[Number[Released], ...] = (*tables.figures, *tables.targets)
    return next((one for one in numbers if slot_of(one)._replace(target=None, each=False) == slot), None)
