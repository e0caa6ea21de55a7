"""From the records of a project to everything that a site of them shows, and the failures on the way."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.analysis.vintages import Vintages
from bulletin.disclosure import Release, release
from bulletin.errors import BulletinError, RejectedError
from bulletin.localization.languages import LANGUAGES
from bulletin.model.text import Language
from bulletin.problems import Problem, Severity
from bulletin.rendering import render
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Page, PageJob, SiteFile, render_page
from bulletin.rendering.phrases.editions import EditionView, draft_line, edition_view
from bulletin.validation import Accepted, validate


class SiteError(BulletinError):
    """The engine could not make a site: its configuration is wrong, or it warned and warnings are errors."""


@contextmanager
def complaints() -> Iterator[list[str]]:
    """What MkDocs warns of while the block runs. It logs them; the error that it raises only counts them."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)


Warn = Callable[[tuple[Problem, ...]], None]
"""Takes the warnings about records that are published all the same."""


def _silently(_: tuple[Problem, ...]) -> None:
    """Nobody asked."""


class RecordsError(RejectedError):
    """The records cannot be published as they are."""

    problems: tuple[Problem, ...]
    """All that is wrong with them, warnings included."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{sum(p.kind.severity is Severity.ERROR for p in problems)} problems in the records")
        self.problems = problems


@dataclass(frozen=True)
class Publication:
    """A bulletin in one language, ready for an engine that makes a site of it. Texts are plain."""

    title: str
    description: str
    publisher: str
    contact: str
    email: str | None
    records_url: str | None
    """Address under which the records can be edited; None where they cannot."""
    updated: date
    """The day of the latest figure, rather than that of the build, so that the same records give the same site."""
    files: tuple[SiteFile, ...]
    languages: tuple[Language, ...] = LANGUAGES
    """The languages of the site, to which every page leads."""
    edition: EditionView | None = None
    """What the edition says of itself; None for a draft."""
    draft: str = ""
    """What each page says of a draft, where the bulletin has editions; else empty."""
    address: str = ""
    """Where the site of all editions is published, with a slash at its end; empty for a draft."""


@contextmanager
def _keeping_everything() -> Iterator[None]:
    """Look for no garbage meanwhile, and then again, if anybody did before.

    Nearly all that is made here is kept, and looking through it again and again takes more than a tenth of the time.
    """
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


@_keeping_everything()
def release_of(project: Path, warn: Warn = _silently) -> Release:
    """Read, compile, review and release everything that is in the records: a draft.

    :param project: the folder that holds ``records/``.
    :param warn: takes the warnings.
    :raises RecordsError: when the records are wrong.
    """
    accepted = _accepted(project, warn)
    return release(accepted.corpus, accepted.tables)


@_keeping_everything()
def releases_of(project: Path, warn: Warn = _silently) -> tuple[Release, ...]:
    """Read, compile, validate and release the vintage of each edition, the oldest first; a draft without editions.

    :param project: the folder that holds ``records/``.
    :param warn: takes the warnings.
    :raises RecordsError: when the records are wrong.
    """
    accepted = _accepted(project, warn)
    return editions_of(accepted.vintages) or (release(accepted.corpus, accepted.tables),)


@_keeping_everything()
def editions_of(vintages: Vintages) -> tuple[Release, ...]:
    """Release the vintage of each edition, the oldest first."""
    editions: list[Release] = []
    for edition in vintages.corpus.catalogue.series:
        previous = editions[-1] if editions else None
        editions.append(release(*vintages.of(edition.id), edition=edition.id, previous=previous))
    return tuple(editions)


def _accepted(project: Path, warn: Warn) -> Accepted:
    validation = validate(project)
    if validation.accepted is None:
        raise RecordsError(validation.problems)
    warn(validation.problems)
    return validation.accepted


@_keeping_everything()
def publication(
    released: Release,
    language: Language,
    *,
    languages: Sequence[Language] = (),
    charts: bool = True,
    make: Callable[[PageJob], Page] = render_page,
) -> Publication:
    """Render a release in one language, all of it, so that nothing is written before everything is there.

    :param languages: those of the site; by default, those of the bulletin.
    :param make: makes a page; a preview makes those anew that have changed.
    """
    bulletin, page = released.catalogue.bulletin, PageContext.of(released, language)
    return Publication(
        title=bulletin.title.localized(language),
        description=bulletin.description.localized(language),
        publisher=bulletin.publisher.localized(language),
        contact=bulletin.contact.name.localized(language),
        email=bulletin.contact.email,
        records_url=bulletin.records_url,
        updated=max((figure.reported for figure in released.tables.figures), default=date(1970, 1, 1)),
        files=tuple(render(released, language, charts=charts, make=make)),
        languages=tuple(languages or bulletin.languages),
        edition=edition_view(page),
        draft=draft_line(page),
    )
