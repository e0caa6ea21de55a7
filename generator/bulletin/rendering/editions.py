"""What an edition says of itself, in words: on its own pages, and to whoever lists editions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bulletin.analysis.tables import Figure
from bulletin.model.periods import Period
from bulletin.model.records import Correction, Edition
from bulletin.rendering.corrections import CorrectionView, correction_view, corrections_of
from bulletin.rendering.headlines import headline_figures, headline_period
from bulletin.rendering.scope import Scope
from bulletin.rendering.sentences import measure_text, target_formula
from bulletin.rendering.target_cells import progress_of
from bulletin.rendering.text.messages import STATUSES, Editions
from bulletin.rendering.text.periods import until_text


@dataclass(frozen=True)
class HeadlineText:
    """A headline figure."""

    label: str
    """Organization, measure and period."""
    value: str
    """With its unit."""
    target: str
    """How it stands against its target; empty where there is none."""
    address: str
    """Where it is at home, below the edition's folder: ``organizations/north/#admissions-2018``."""


@dataclass(frozen=True)
class EditionView:
    """An edition in one language. Dates are words, which say so where only the month or the year is known."""

    id: str
    version: str
    """Its folder: the id, and ``2023-Q1.1`` once corrected."""
    title: str
    name: str
    """The title, which says that it has been corrected."""
    period: str
    """The period it reports."""
    cut_off: str
    """The last day whose reports it knows."""
    released: str
    corrected: str
    """The days on which it was put right; empty for one that has not been."""
    changed_on: str
    """The ISO day of its release or latest correction; empty where no day is known."""
    next_release: str
    """Or that it is to be announced."""
    status: str
    """How final its figures are; empty where the records do not say."""
    notices: tuple[str, ...]
    """Shown on top of its front page."""
    note: str
    """How its dates are known; empty where there is nothing to say."""
    headlines: tuple[HeadlineText, ...]
    corrections: tuple[CorrectionView, ...]
    """The oldest first."""
    knows: str
    """Up to when its figures were reported, for a line of text."""


def edition_view(scope: Scope) -> EditionView | None:
    """What the edition of a release says of itself; None for a draft.

    :param scope: that of the front page.
    """
    if scope.release.edition is None:
        return None
    edition = scope.catalogue.editions[scope.release.edition]
    title, corrections = scope.text(edition.title), corrections_of(scope)
    return EditionView(
        id=edition.id,
        version=scope.release.version,
        title=title,
        name=scope.say(Editions.corrected_title, title=title) if corrections else title,
        period=scope.period(edition.period),
        cut_off=cut_off_text(scope, edition),
        released=_date(scope, edition.released),
        corrected=", ".join(scope.date(one.date) for one in corrections),
        changed_on=_changed_on(edition, corrections),
        next_release=_next_release(scope, edition),
        status=scope.say(STATUSES[edition.status]) if edition.status else "",
        notices=tuple(map(scope.text, edition.notices)),
        note=scope.text(edition.note) if edition.note else "",
        headlines=tuple(_headline(scope, figure) for figure in headline_figures(scope)),
        corrections=tuple(correction_view(scope, one) for one in corrections),
        knows=scope.say(Editions.knows, until=_until(scope, edition.cut_off)),
    )


def cut_off_text(scope: Scope, edition: Edition) -> str:
    """The last day whose reports an edition knows: the end of a month or year, where no more is known."""
    date = _date(scope, edition.cut_off)
    return date if edition.cut_off.is_instant else scope.say(Editions.end_of, period=date)


def _date(scope: Scope, period: Period) -> str:
    return scope.date(period) if period.is_instant else _unknown(scope, scope.period_name(period))


def _until(scope: Scope, period: Period) -> str:
    until = until_text(period.end, scope.language)
    return until if period.is_instant else _unknown(scope, until)


def _unknown(scope: Scope, date: str) -> str:
    return scope.say(Editions.no_day_known, date=date)


def _changed_on(edition: Edition, corrections: Sequence[Correction]) -> str:
    """A correction has a day always."""
    day = corrections[-1].date if corrections else edition.released
    return day.end.isoformat() if day.is_instant else ""


def draft_line(scope: Scope) -> str:
    """What each page says of a draft of a bulletin that has editions; empty for an edition, or where there are none."""
    until = scope.release.tables.latest_report
    if scope.release.edition or not scope.catalogue.editions or until is None:
        return ""
    return scope.say(Editions.draft, until=until_text(until, scope.language))


def _next_release(scope: Scope, edition: Edition) -> str:
    return _date(scope, edition.next_release) if edition.next_release else scope.say(Editions.to_be_announced)


def _headline(scope: Scope, figure: Figure) -> HeadlineText:
    key, value = figure.key, scope.to_figure(figure, scope.amount(figure.value, figure.key.measure))
    target = target_formula(scope, progress_of(scope, figure))
    label = scope.say(
        Editions.label,
        organization=scope.organization(key.organization),
        figure=scope.lowered(measure_text(scope, key)),
        period=headline_period(scope, figure),
    )
    return HeadlineText(label, value.text, target.text if target else "", value.href)
