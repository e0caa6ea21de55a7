"""Corrections of published figures: each wrong value, as it was published, and the value that replaces it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bulletin.analysis.revisions import Affected
from bulletin.analysis.tables import Number
from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey, value_key_of_correction
from bulletin.model.records import CorrectedFigure, Correction
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.figures import figure_name, value_with_unit


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
    """A correction of an edition."""

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
    """The corrections of the edition of a release, the oldest first; none in a draft."""
    edition = page.release.edition
    return page.catalogue.corrections_of(edition) if edition else ()


def correction_view(page: PageContext, correction: Correction) -> CorrectionView:
    """A correction in words."""
    date = page.words.date(correction.date)
    return CorrectionView(
        id=correction.id,
        date=date,
        on=correction.date.end.isoformat(),
        title=page.words.say(_("Correction ({date})"), date=date),
        what=page.words.text(correction.what),
        reason=page.words.text(correction.reason),
        figures=tuple(_corrected(page, figure) for figure in correction.figures),
        derived=tuple(
            _derived(page, affected) for affected in derived_of(page) if affected.correction.id == correction.id
        ),
    )


def derived_of(page: PageContext) -> tuple[Affected, ...]:
    """The totals that were computed from corrected figures, and changed with them."""
    return tuple(affected for affected in page.index.corrected if affected.is_derived)


def _corrected(page: PageContext, figure: CorrectedFigure) -> CorrectedText:
    label = figure_name(page.words, figure, is_target=is_target(figure))
    return CorrectedText(label, was_text(page, figure), now_text(page, figure))


def _derived(page: PageContext, affected: Affected) -> CorrectedText:
    label = figure_name(page.words, affected.figure.key, is_target=False)
    return CorrectedText(label, before_text(page, affected), value_with_unit(page.words, affected.figure))


def before_text(page: PageContext, affected: Affected) -> str:
    """What a figure was before it was corrected, with its unit; empty where that is not known."""
    return "" if affected.was is None else value_with_unit(page.words, replace(affected.figure, value=affected.was))


def remark_on(page: PageContext, affected: Affected) -> str:
    """What the canonical row of a figure says of its correction."""
    date, was = page.words.date(affected.correction.date), before_text(page, affected)
    if not was:
        return page.words.say(_("Computed from a figure that was corrected ({date})."), date=date)
    return page.words.say(
        _("Computed from a figure that was corrected ({date}): it was {was}.")
        if affected.is_derived
        else _("Corrected ({date}): it was {was}."),
        date=date,
        was=was,
    )


def is_target(what: CorrectedFigure | ObservationKey) -> bool:
    """Whether a target was wrong rather than a figure."""
    return isinstance(what, CorrectedFigure) and what.target is not None


def was_text(page: PageContext, figure: CorrectedFigure) -> str:
    """The wrong value, with its unit."""
    is_share = is_target(figure) and figure.category is not None
    return page.words.percentage(figure.was) if is_share else page.words.amount(figure.was, figure.measure)


def now_text(page: PageContext, figure: CorrectedFigure) -> str:
    """The value that stands, with its unit; or that there is none any more."""
    number = now(page, figure)
    return page.words.say(_("withdrawn")) if number is None else value_with_unit(page.words, number)


def now(page: PageContext, figure: CorrectedFigure) -> Number | None:
    """The figure or target as it stands; None where it does not any more."""
    return page.index.by_value_key.get(value_key_of_correction(figure))
