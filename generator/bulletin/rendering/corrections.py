"""Corrections in words: each wrong figure, what was published, and what stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bulletin.analysis.affected import Affected
from bulletin.analysis.tables import Number, reported_value
from bulletin.model.keys import ObservationKey, value_key_of_correction
from bulletin.model.records import EVERYTHING, CorrectedFigure, Correction
from bulletin.model.values import Value
from bulletin.rendering.context import PageContext
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


def corrections_of(page: PageContext) -> tuple[Correction, ...]:
    """What was put right in the edition of a release, the oldest first; nothing in a draft."""
    edition = page.release.edition
    return page.catalogue.corrections_of(edition) if edition else ()


def correction_view(page: PageContext, correction: Correction) -> CorrectionView:
    """A correction in words."""
    date = page.words.date(correction.date)
    return CorrectionView(
        id=correction.id,
        date=date,
        on=correction.date.end.isoformat(),
        title=page.words.say(Editions.correction, date=date),
        what=page.words.text(correction.what),
        reason=page.words.text(correction.reason),
        figures=tuple(_corrected(page, figure) for figure in correction.figures),
        derived=tuple(_derived(page, one) for one in derived_of(page) if one.correction.id == correction.id),
    )


def derived_of(page: PageContext) -> tuple[Affected, ...]:
    """The totals that were computed from figures that were put right, and changed with them."""
    return tuple(one for one in page.index.corrected if one.is_derived)


def _corrected(page: PageContext, figure: CorrectedFigure) -> CorrectedText:
    return CorrectedText(_label(page, figure), was_text(page, figure), now_text(page, figure))


def _label(page: PageContext, what: CorrectedFigure | ObservationKey) -> str:
    return page.words.say(
        Editions.label,
        organization=page.words.organization(what.organization),
        figure=page.words.lowered(_measure(page, what)),
        period=page.words.period_name(what.period),
    )


def _measure(page: PageContext, what: CorrectedFigure | ObservationKey) -> str:
    """A measure, with what narrows it in parentheses; of a target, that it is one."""
    narrowed = [page.words.narrowed(what.population)] if what.population != EVERYTHING else []
    narrowed += [page.words.lowered(page.words.category(*part))] if (part := part_of(what)) else []
    narrowed += [page.words.say(Editions.target)] if is_target(what) else []
    measure = page.words.measure(what.measure)
    return f"{measure} ({', '.join(narrowed)})" if narrowed else measure


def _derived(page: PageContext, one: Affected) -> CorrectedText:
    key = one.figure.key
    now = page.words.amount(reported_value(one.figure), key.measure)
    return CorrectedText(_label(page, key), before_text(page, one), now)


def before_text(page: PageContext, one: Affected) -> str:
    """What a figure was before it was put right, with its unit; empty where that is not known."""
    if one.was is None:
        return ""
    return page.words.amount(reported_value(replace(one.figure, value=one.was)), one.figure.key.measure)


def remark_on(page: PageContext, one: Affected) -> str:
    """What a figure's own row says of its having been put right."""
    date, was = page.words.date(one.correction.date), before_text(page, one)
    if not was:
        return page.words.say(Editions.followed, date=date)
    return page.words.say(Editions.followed_from if one.is_derived else Editions.put_right, date=date, was=was)


def is_target(what: CorrectedFigure | ObservationKey) -> bool:
    """Whether a target was wrong rather than a figure."""
    return isinstance(what, CorrectedFigure) and what.target is not None


def part_of(what: CorrectedFigure | ObservationKey) -> tuple[str, str] | None:
    """The breakdown and the category; None for a whole figure."""
    return (what.breakdown, what.category) if what.breakdown and what.category else None


def was_text(page: PageContext, figure: CorrectedFigure) -> str:
    """The wrong value, with its unit."""
    return _amount(page, figure, figure.was)


def now_text(page: PageContext, figure: CorrectedFigure) -> str:
    """The value that stands, with its unit; or that there is none any more."""
    number = now(page, figure)
    if number is None:
        return page.words.say(Editions.withdrawn)
    return _amount(page, figure, reported_value(number))


def _amount(page: PageContext, figure: CorrectedFigure, value: Value) -> str:
    is_share = is_target(figure) and part_of(figure) is not None
    return page.words.percentage(value) if is_share else page.words.amount(value, figure.measure)


def now(page: PageContext, figure: CorrectedFigure) -> Number | None:
    """The figure or target as it stands; None where it does not any more."""
    return page.index.by_value_key.get(value_key_of_correction(figure))
