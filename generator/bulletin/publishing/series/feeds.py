"""Feeds of releases and corrections, in each language: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.localization.messages import _, translate
from bulletin.model.text import Language
from bulletin.publishing.manifest import Day
from bulletin.publishing.series.pages import fill
from bulletin.publishing.series.published import ATOM, JSON, Corrected, PublishedVersion, Series
from bulletin.rendering.files import Asset
from bulletin.rendering.labels import Labels
from bulletin.rendering.links import EDITIONS
from bulletin.rendering.phrases.changes import CorrectedText, CorrectionView

_MAIN_FIGURES = _("Main figures")
_LABELLED = _("{label}: {value}")
_STAMPED = _("Where a day has to be given (Atom), this entry has the last day on which the edition may have come out.")


@dataclass(frozen=True)
class Entry:
    """A release or a correction. All text is plain."""

    id: str
    """An address that never changes and never identifies anything else."""
    url: str
    """The front page of the version that stands, or that a correction brought."""
    title: str
    text: str
    published: Day
    updated: Day
    """The day of the latest correction of a release, if there was any."""
    related: str = ""
    """The front page of the version before a correction; empty without one."""

    @property
    def published_stamp(self) -> str:
        """The day of publication, as feeds want it; empty where it is not known."""
        return _stamp(self.published) if self.published.exact else ""

    @property
    def updated_stamp(self) -> str:
        """The day of the last change, as feeds want it: the last that it may have been, since Atom has to have one."""
        return _stamp(self.updated)


def _stamp(day: Day) -> str:
    """Feeds require a time of day, which is not known: at noon in Greenwich it is that day nearly everywhere."""
    return f"{day.on.isoformat()}T12:00:00Z"


def entries(series: Series) -> tuple[Entry, ...]:
    """A release for every edition, and a correction for each time that one was corrected, the newest first."""
    told = [entry for version in reversed(series.current) for entry in _entries_of(series, version)]
    told.reverse()  # so that of one day, what came last stands first
    return tuple(sorted(told, key=lambda entry: entry.published.on, reverse=True))


def _entries_of(series: Series, version: PublishedVersion) -> Iterator[Entry]:
    yield _release(series, version)
    for corrected in series.corrections(version):
        yield _correction(series, corrected)


def _release(series: Series, version: PublishedVersion) -> Entry:
    return Entry(
        id=f"{series.address}{version.edition.id}/",
        url=version.address,
        title=version.edition.name,
        text="\n".join(filter(None, _release_lines(version))),
        published=version.released,
        updated=version.stands_since,
    )


def _release_lines(version: PublishedVersion) -> Iterator[str]:
    edition, language = version.edition, version.language
    facts = (
        (_("Period", "of an edition"), edition.period),
        (Labels.cut_off, edition.cut_off),
        (_("Released"), edition.released),
        (Labels.corrected_on, edition.corrected),
        (_("Next edition (as announced at the release)"), edition.next_release),
        (_("Status of the figures"), edition.status),
    )
    for label, value in ((label, value) for label, value in facts if value):
        yield translate(_("{label}: {value}"), language, label=translate(label, language), value=value)
    if not version.released.exact:
        yield translate(_STAMPED, language)
    yield from (*edition.notices, edition.note)
    yield f"\n{translate(_MAIN_FIGURES, language)}"
    for headline in edition.headlines:
        yield f"- {translate(_LABELLED, language, label=headline.label, value=headline.value)}"


def _correction(series: Series, corrected: Corrected) -> Entry:
    return Entry(
        id=f"{series.address}{EDITIONS}/#{corrected.anchor}",
        url=corrected.by.address,
        title=translate(_("Correction: {title}"), series.language, title=corrected.by.edition.title),
        text="\n".join(_correction_lines(corrected.correction, series.language)),
        published=corrected.day,
        updated=corrected.day,
        related=corrected.before.address if corrected.before else "",
    )


def _correction_lines(correction: CorrectionView, language: Language) -> Iterator[str]:
    yield correction.title
    yield translate(
        _("{label}: {value}"), language, label=translate(_("What was wrong"), language), value=correction.what
    )
    yield from (_change(figure, language) for figure in correction.figures)
    if correction.derived:
        yield f"{translate(Labels.derived, language)}:"
        yield from (_change(figure, language) for figure in correction.derived)
    yield translate(_("{label}: {value}"), language, label=translate(_("Reason"), language), value=correction.reason)


def _change(figure: CorrectedText, language: Language) -> str:
    went = f"{figure.was} → {figure.now}" if figure.was else figure.now
    return f"- {translate(_LABELLED, language, label=figure.label, value=went)}"


def atom_feed(series: Series) -> Asset:
    """The feed as Atom."""
    return Asset(f"{series.language}/{ATOM}", fill("feed.xml", series.language, series=series, entries=entries(series)))


def json_feed(series: Series) -> Asset:
    """The feed as JSON Feed, https://www.jsonfeed.org/version/1.1/."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": series.bulletin.title,
        "home_page_url": f"{series.address}{EDITIONS}/",
        "feed_url": f"{series.address}{JSON}",
        "description": series.bulletin.description,
        "language": series.language,
        "authors": [{"name": series.bulletin.publisher}],
        "items": [_item(entry) for entry in entries(series)],
    }
    return Asset(f"{series.language}/{JSON}", json.dumps(feed, ensure_ascii=False, indent=2).encode() + b"\n")


def _item(entry: Entry) -> dict[str, str]:
    dates = {
        "date_published": entry.published_stamp,
        "date_modified": entry.updated_stamp if entry.updated.exact else "",
    }
    item = {"id": entry.id, "url": entry.url, "title": entry.title, "content_text": entry.text}
    return item | {name: stamp for name, stamp in dates.items() if stamp}
