"""Feeds of releases and corrections, and the sitemap.

The feeds are Atom (RFC 4287) and JSON Feed 1.1. The sitemap (https://www.sitemaps.org/protocol.html) has the addresses
under which search engines are to know the bulletin, only those that stay: the pages of the newest edition and the lists
of editions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice

from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.localization.messages import _, translate
from bulletin.model.licences import Licence
from bulletin.model.text import Language
from bulletin.publishing.manifest import Day
from bulletin.publishing.versions.pages import fill
from bulletin.publishing.versions.published import ATOM, JSON, Corrected, LanguageVersions, Published, PublishedVersion
from bulletin.rendering.files import Asset
from bulletin.rendering.labels import Labels
from bulletin.rendering.links import EDITIONS, LATEST
from bulletin.rendering.phrases.corrections import CorrectedText, CorrectionView
from bulletin.website.sitemap import LIMIT, SITEMAP, list_of_parts, names_of_parts

_MAIN_FIGURES = _("Main figures")
_LABELLED = _("{label}: {value}")
_STAMPED = _(
    "Where a day has to be given (Atom), this entry has the last day on which the edition may have been published."
)


@dataclass(frozen=True)
class Entry:
    """A release or a correction. All text is plain."""

    id: str
    """An address that never changes, even where the site moves, and never identifies anything else."""
    url: str
    """The front page of the current version, or of the version that a correction led to."""
    title: str
    text: str
    published: Day
    updated: Day
    """The day of the latest correction of a release, if there was any."""
    licence: Licence | None = None
    """Under which the figures of the version may be used; None where none is stated."""
    related: str = ""
    """The front page of the version before a correction; empty without one."""

    @property
    def published_stamp(self) -> str:
        """The day of publication, as feeds want it; empty where it is not known."""
        return _stamp(self.published) if self.published.exact else ""

    @property
    def updated_stamp(self) -> str:
        """The day of the last change, as feeds want it: the latest possible day, since Atom has to have one."""
        return _stamp(self.updated)


def _stamp(day: Day) -> str:
    """Feeds require a time of day, which is not known: at noon in Greenwich it is that day nearly everywhere."""
    return f"{day.on.isoformat()}T12:00:00Z"


def entries(versions: LanguageVersions) -> tuple[Entry, ...]:
    """A release for every edition, and a correction for each time that one was corrected, the newest first."""
    found = [entry for version in reversed(versions.current) for entry in _entries_of(versions, version)]
    found.reverse()  # so that the latest of one day is the first
    return tuple(sorted(found, key=lambda entry: entry.published.on, reverse=True))


def _entries_of(versions: LanguageVersions, version: PublishedVersion) -> Iterator[Entry]:
    yield _release(versions, version)
    for corrected in versions.corrections(version):
        yield _correction(versions, corrected)


def _release(versions: LanguageVersions, version: PublishedVersion) -> Entry:
    return Entry(
        id=f"{versions.revisions(version)[-1].first_address}{version.edition.id}/",
        url=version.address,
        title=version.title,
        text="\n".join(filter(None, _release_lines(version))),
        published=version.released,
        updated=version.published_on,
        licence=version.manifest.bulletin.licence,
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
        yield translate(_LABELLED, language, label=translate(label, language), value=value)
    if not version.released.exact:
        yield translate(_STAMPED, language)
    yield from (*edition.notices, edition.note)
    yield f"\n{translate(_MAIN_FIGURES, language)}"
    for headline in edition.headlines:
        yield f"- {translate(_LABELLED, language, label=headline.label, value=headline.value)}"


def _correction(versions: LanguageVersions, corrected: Corrected) -> Entry:
    title = translate(_("Correction: {title}"), versions.language, title=corrected.by.edition.title)
    return Entry(
        id=f"{corrected.by.first_address}{EDITIONS}/#{corrected.anchor}",
        url=corrected.by.address,
        title=versions.audience.marked(title) if versions.audience else title,
        text="\n".join(_correction_lines(corrected.correction, versions.language)),
        published=corrected.day,
        updated=corrected.day,
        licence=corrected.by.manifest.bulletin.licence,
        related=corrected.before.address if corrected.before else "",
    )


def _correction_lines(correction: CorrectionView, language: Language) -> Iterator[str]:
    yield correction.title
    yield translate(_LABELLED, language, label=translate(_("What was wrong"), language), value=correction.what)
    yield from (_change(figure, language) for figure in correction.figures)
    if correction.derived:
        yield f"{translate(Labels.derived, language)}:"
        yield from (_change(figure, language) for figure in correction.derived)
    yield translate(_LABELLED, language, label=translate(_("Reason"), language), value=correction.reason)


def _change(figure: CorrectedText, language: Language) -> str:
    change = (
        translate(_("{before} → {after}"), language, before=figure.was, after=figure.now) if figure.was else figure.now
    )
    return f"- {translate(_LABELLED, language, label=figure.label, value=change)}"


def atom_feed(published: Published, versions: LanguageVersions) -> Asset:
    """The feed as Atom."""
    about = {"versions": versions, "entries": entries(versions), "logo": _logo(published)}
    return Asset(f"{versions.language}/{ATOM}", fill("feed.xml", versions.language, **about))


def _logo(published: Published) -> str:
    """The address of the logo; empty without one."""
    name = published.brand.logo_name if published.brand else ""
    return f"{published.address}assets/{name}" if name else ""


def json_feed(published: Published, versions: LanguageVersions) -> Asset:
    """The feed as JSON Feed, https://www.jsonfeed.org/version/1.1/."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": versions.bulletin.title,
        "home_page_url": f"{versions.address}{EDITIONS}/",
        "feed_url": f"{versions.address}{JSON}",
        "description": versions.bulletin.description,
        "language": versions.language,
        "authors": [{"name": versions.bulletin.publisher}],
        **({"_audience": versions.audience.line(versions.language)} if versions.audience else {}),
        **({"icon": logo} if (logo := _logo(published)) else {}),
        "items": [_item(entry) for entry in entries(versions)],
    }
    return Asset(f"{versions.language}/{JSON}", json.dumps(feed, ensure_ascii=False, indent=2).encode() + b"\n")


def _item(entry: Entry) -> dict[str, object]:
    dates = {
        "date_published": entry.published_stamp,
        "date_modified": entry.updated_stamp if entry.updated.exact else "",
    }
    item: dict[str, object] = {"id": entry.id, "url": entry.url, "title": entry.title, "content_text": entry.text}
    item |= {name: stamp for name, stamp in dates.items() if stamp}
    # an extension, as the format names them, since it has no field for it
    return item | {"_licence": asdict(entry.licence)} if entry.licence else item


@dataclass(frozen=True)
class Location:
    """A page, in one language."""

    address: str
    day: str
    """The day of the release or correction, ``2023-04-07``; empty where it is not known."""
    alternates: tuple[tuple[str, str], ...]
    """Language and address of the same page, in every language that has it."""


def sitemap_files(published: Published, limit: int = LIMIT) -> Iterator[Asset]:
    """The sitemap, of a site for the public; where it is too long for one file, several, and the list of them.

    :param limit: addresses that one file may hold.
    """
    if published.audience:
        return  # nobody is to find the site who does not know it
    names = names_of_parts(sum(1 + len(versions.newest.listed) for versions in published.languages), limit)
    if len(names) > 1:
        yield Asset(SITEMAP, list_of_parts(published.address, names))
    locations = _locations(published)
    for name in names:
        yield Asset(name, fill("sitemap.xml", SOURCE_LANGUAGE, locations=list(islice(locations, limit))))


def _locations(published: Published) -> Iterator[Location]:
    for versions in published.languages:
        since = versions.newest.published_on
        day = since.on.isoformat() if since.exact else ""
        for page in (f"{EDITIONS}/", *(f"{LATEST}/{page}" for page in sorted(versions.newest.listed))):
            yield Location(versions.address + page, day, tuple(_alternates(published, page)))


def _alternates(published: Published, page: str) -> Iterator[tuple[str, str]]:
    for versions in published.languages:
        if page == f"{EDITIONS}/" or page.removeprefix(f"{LATEST}/") in versions.newest.listed:
            yield versions.language, versions.address + page
