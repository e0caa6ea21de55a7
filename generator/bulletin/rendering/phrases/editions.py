"""Editions: period, cut-off, status, headline figures and corrections, for their own pages and lists of editions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bulletin.analysis.compilation import FLAG_OF_STATUS
from bulletin.analysis.figures import Figure
from bulletin.localization.messages import Message, _, n_
from bulletin.model.keys import observation_key
from bulletin.model.periods import Period
from bulletin.model.records import Correction, Edition, Status
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import FLAGS, Labels
from bulletin.rendering.phrases.corrections import CorrectionView, correction_view, corrections_of
from bulletin.rendering.phrases.figures import labelled, measure_name, value_with_unit
from bulletin.rendering.phrases.sentences import target_formula
from bulletin.rendering.target_cells import progress_shown
from bulletin.rendering.text import until_text

STATUSES: Mapping[Status, Message] = {
    # Translators: how final the figures of an edition are as a whole
    Status.ESTIMATED: _("estimated", "status of a figure"),
    # Translators: how final the figures of an edition are as a whole
    Status.PRELIMINARY: _("provisional", "status of a figure"),
    # Translators: how final the figures of an edition are as a whole
    Status.OFFICIAL: _("official", "status of a figure"),
}
"""How final an edition is as a whole."""
_NO_OTHER = _("official (no source calls them estimated or provisional)")
# Translators: the status of an edition, and its exceptions: "official; of 900 figures, estimated [e]: 12"
_BUT_FOR = n_("{status}; of {count} figure, {others}", "{status}; of {count} figures, {others}")


@dataclass(frozen=True)
class HeadlineText:
    """A headline figure."""

    label: str
    """Organization, measure and period."""
    value: str
    """With its unit."""
    target: str
    """Its attainment of the target; empty where there is none."""
    address: str
    """Its canonical row, below the edition's folder: ``organizations/north/#admissions-2018``."""


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
    """The days on which it was corrected; empty for one that has not been."""
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


def edition_view(page: PageContext) -> EditionView | None:
    """The edition of a release in one language; None for a draft.

    :param page: that of the front page.
    """
    if page.release.edition is None:
        return None
    edition = page.catalogue.editions[page.release.edition]
    title, corrections = page.words.text(edition.title), corrections_of(page)
    return EditionView(
        id=edition.id,
        version=page.release.version,
        title=title,
        name=page.words.say(_("{title} (corrected)"), title=title) if corrections else title,
        period=page.words.period(edition.period),
        cut_off=cut_off_text(page, edition),
        released=_date(page, edition.released),
        corrected=page.words.commas(page.words.date(correction.date) for correction in corrections),
        changed_on=_changed_on(edition, corrections),
        next_release=_next_release(page, edition),
        status=status_text(page, edition.status) if edition.status else "",
        notices=tuple(map(page.words.text, edition.notices)),
        note=page.words.text(edition.note) if edition.note else "",
        headlines=tuple(_headline(page, figure) for figure in headline_figures(page)),
        corrections=tuple(correction_view(page, correction) for correction in corrections),
        knows=page.words.say(_("figures reported up {until}"), until=_until(page, edition.cut_off)),
    )


def status_text(page: PageContext, status: Status) -> str:
    """How final an edition is as a whole, and how many of its figures are of another status, by what marks them."""
    figures, own = page.tables.figures, FLAG_OF_STATUS.get(status)
    flags = Counter(flag for figure in figures for flag in figure.flags if flag in FLAG_OF_STATUS.values())
    others = page.words.semicolons(
        page.words.named(f"{page.words.say(FLAGS[flag])} [{flag.value}]", page.words.count(flags[flag]))
        for flag in FLAG_OF_STATUS.values()
        if flags[flag] and flag is not own
    )
    if others:
        return page.words.say(_BUT_FOR, status=page.words.say(STATUSES[status]), count=len(figures), others=others)
    return page.words.say(_NO_OTHER if status is Status.OFFICIAL else STATUSES[status])


def cut_off_text(page: PageContext, edition: Edition) -> str:
    """The last day whose reports an edition knows: the end of a month or year, where no more is known."""
    date = _date(page, edition.cut_off)
    return date if edition.cut_off.is_instant else page.words.say(_("the end of {period}"), period=date)


def _date(page: PageContext, period: Period) -> str:
    return page.words.date(period) if period.is_instant else _unknown(page, page.words.period_name(period))


def _until(page: PageContext, period: Period) -> str:
    until = until_text(period.end, page.language)
    return until if period.is_instant else _unknown(page, until)


def _unknown(page: PageContext, date: str) -> str:
    return page.words.say(_("{date} (no day is known)"), date=date)


def _changed_on(edition: Edition, corrections: Sequence[Correction]) -> str:
    """A correction has a day always."""
    day = corrections[-1].date if corrections else edition.released
    return day.end.isoformat() if day.is_instant else ""


def draft_line(page: PageContext) -> str:
    """What each page says of a draft of a bulletin that has editions; empty for an edition, or where there are none."""
    until = page.release.last_report
    if page.release.edition or not page.catalogue.editions or until is None:
        return ""
    return page.words.say(_("Draft: figures reported up {until}, not released"), until=until_text(until, page.language))


def _next_release(page: PageContext, edition: Edition) -> str:
    return _date(page, edition.next_release) if edition.next_release else page.words.say(_("to be announced"))


# --- headline figures, in which a bulletin says what matters most


def headline_figures(page: PageContext) -> tuple[Figure, ...]:
    """The headline figures of the edition; of a draft, those of the bulletin. Figures not known yet are left out."""
    by_key, edition = page.tables.by_key, page.release.edition
    listed = page.catalogue.editions[edition].headlines if edition else page.catalogue.bulletin.headlines
    keys = map(observation_key, listed)
    found = (by_key.get(key) or by_key.get(key._replace(annual=True)) for key in keys)
    return tuple(figure for figure in found if figure is not None)


def headline_period(page: PageContext, figure: Figure) -> str:
    """What its period is called after a comma, and whether the value is that of every year of it.

    Of one before the period that the edition reports, also that it is the latest there is, or from before.
    """
    period = page.words.period_name(figure.key.period)
    if _is_older(page, figure):
        series = page.tables.by_series.get(figure.key.series, ())
        is_latest = all(other.key.period.end <= figure.key.period.end for other in series)
        period = page.words.say(_("latest: {period}") if is_latest else _("earlier: {period}"), period=period)
    return page.words.commas((period, page.words.say(Labels.every_year) if figure.key.annual else ""))


def _is_older(page: PageContext, figure: Figure) -> bool:
    """Whether a figure is from before the period of the edition; in a draft, before that of another headline figure."""
    edition = page.release.edition
    reported = [page.catalogue.editions[edition].period] if edition else [f.key.period for f in headline_figures(page)]
    return figure.key.period.end < max(period.start for period in reported)


def _headline(page: PageContext, figure: Figure) -> HeadlineText:
    key, value = figure.key, page.links.to_figure(figure, value_with_unit(page.words, figure))
    target = target_formula(page, progress_shown(page, figure))
    label = labelled(page.words, key.organization, measure_name(page.words, key), headline_period(page, figure))
    return HeadlineText(label, value.text, target.text if target else "", value.href)
