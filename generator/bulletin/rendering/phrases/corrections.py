"""Corrections (errata): each wrong value as it was published, the value that replaces it, and the totals it was in.

A :class:`CorrectedValue` is what the front page has in a row of a table, and the manifest, the feeds and the page of
editions in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from bulletin.analysis.figures import Number, reported_value
from bulletin.analysis.revisions import Affected
from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey, value_key_of_correction
from bulletin.model.records import CorrectedFigure, Correction
from bulletin.model.values import Absence, Value
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.figures import decimals_apart, figure_name, value_with_unit
from bulletin.rendering.text import AS_STATED


class CorrectedValue(NamedTuple):
    """A value that was wrong: of a figure or a target that a correction names, or of a total computed from one."""

    correction: Correction
    about: CorrectedFigure | ObservationKey
    was: Value | None
    """The wrong value, as it was published; None where it is not known."""
    number: Number | None
    """The present figure or target; None where there is none any more."""


def corrections_of(page: PageContext) -> tuple[Correction, ...]:
    """The corrections of the edition of a release, the oldest first; none in a draft."""
    edition = page.release.edition
    return page.catalogue.corrections_of(edition) if edition else ()


def corrected_values(page: PageContext, correction: Correction) -> Iterator[CorrectedValue]:
    """The values that a correction names; none where only words were wrong."""
    for figure in correction.figures:
        number = page.tables.by_value_key.get(value_key_of_correction(figure))
        yield CorrectedValue(correction, figure, figure.was, number)


def derived_values(page: PageContext) -> Iterator[CorrectedValue]:
    """The totals that were computed from corrected figures, and changed with them."""
    for affected in page.checked.corrected:
        if affected.is_derived:
            yield _derived(affected)


def _derived(affected: Affected) -> CorrectedValue:
    return CorrectedValue(affected.correction, affected.figure.key, _before(affected), affected.figure)


def _before(affected: Affected) -> Value | None:
    """What a figure was before it was corrected: of a partial total at least so much, where that can be said."""
    if affected.was is None or affected.figure.is_open:
        return affected.was
    return reported_value(replace(affected.figure, value=affected.was))


# --- in words


@dataclass(frozen=True)
class CorrectedText:
    """A figure that was wrong."""

    label: str
    """Organization, measure and period."""
    was: str
    """The wrong value with its unit, as it was published; empty where it is not known."""
    now: str
    """The present value."""


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


def correction_view(page: PageContext, correction: Correction) -> CorrectionView:
    """A correction in words."""
    date = page.words.date(correction.date)
    derived = (value for value in derived_values(page) if value.correction.id == correction.id)
    return CorrectionView(
        id=correction.id,
        date=date,
        on=correction.date.end.isoformat(),
        title=page.words.say(_("Correction ({date})"), date=date),
        what=page.words.text(correction.what),
        reason=page.words.text(correction.reason),
        figures=_texts(page, corrected_values(page, correction)),
        derived=_texts(page, derived),
    )


def _texts(page: PageContext, values: Iterable[CorrectedValue]) -> tuple[CorrectedText, ...]:
    return tuple(
        CorrectedText(
            label=figure_name(page.words, value.about, is_target=is_target(value.about)),
            was=was_text(page, value),
            now=now_text(page, value),
        )
        for value in values
    )


def is_target(about: CorrectedFigure | ObservationKey) -> bool:
    """Whether a target was wrong rather than a figure."""
    return isinstance(about, CorrectedFigure) and about.target is not None


def was_text(page: PageContext, corrected: CorrectedValue) -> str:
    """A wrong value, with its unit and the digits in which it differs; empty where it is not known."""
    if corrected.was is None:
        return ""
    return stated_text(page, corrected.about, corrected.was, decimals=_decimals(page, corrected))


def stated_text(
    page: PageContext, about: CorrectedFigure | ObservationKey, was: Value, *, decimals: int | None = AS_STATED
) -> str:
    """A wrong value with its unit, and by default with all digits that were stated."""
    is_share = is_target(about) and about.category is not None
    return page.words.percentage(was) if is_share else page.words.amount(was, about.measure, decimals=decimals)


def now_text(page: PageContext, corrected: CorrectedValue) -> str:
    """The present value with its unit and the digits in which it differs; or that there is none any more."""
    if corrected.number is None:
        return page.words.say(_("withdrawn"))
    return value_with_unit(page.words, corrected.number, decimals=_decimals(page, corrected))


def _decimals(page: PageContext, corrected: CorrectedValue) -> int | None:
    """The digits after the decimal point that show a correction; None for the usual ones."""
    was, number, measure = corrected.was, corrected.number, corrected.about.measure
    if was is None or number is None or was == number.value:
        return None
    shown = partial(page.words.amount, was, measure), partial(value_with_unit, page.words, number)
    return decimals_apart(page.words.decimals(measure), *shown)


def remark_on(page: PageContext, affected: Affected) -> str:
    """What the canonical row of a figure says of its correction."""
    date = page.words.date(affected.correction.date)
    was = was_text(page, _derived(affected))
    if not was or affected.was is Absence.SUPPRESSED:
        computed, corrected = _("Computed from a figure that was corrected ({date})."), _("Corrected ({date}).")
        return page.words.say(computed if affected.is_derived else corrected, date=date)
    return page.words.say(
        _("Computed from a figure that was corrected ({date}): it was {was}.")
        if affected.is_derived
        else _("Corrected ({date}): it was {was}."),
        date=date,
        was=was,
    )
