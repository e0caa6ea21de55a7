"""The pipeline from the records of a project to all files of a site, and the failures of its steps."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple, Protocol

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.dependencies import Dependency, digest
from bulletin.analysis.vintages import Vintages
from bulletin.disclosure import Release, Series, corpus_for
from bulletin.disclosure.publications import PublishedVersion
from bulletin.errors import BulletinError, RejectedError, RequestError
from bulletin.localization.messages import _, n_
from bulletin.memory import keeping_everything
from bulletin.model.licences import Licence
from bulletin.model.text import Language
from bulletin.problems import Problem, Severity
from bulletin.reading.files import as_opened
from bulletin.rendering.audience import AudienceView
from bulletin.rendering.brand import Brand
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Page, SiteFile
from bulletin.rendering.phrases.editions import EditionView, draft_line, edition_view
from bulletin.rendering.sections import placeholders
from bulletin.rendering.tree import Step, steps, steps_at
from bulletin.validation import Accepted, Validation, validate
from bulletin.website.build_cache import SiteCache
from bulletin.website.processes import Progress, cores, unseen
from bulletin.website.resources import ONE_PROCESS, Resources


class SiteError(BulletinError):
    """MkDocs could not build a site: its configuration is wrong, or it warned, and warnings are errors."""


@contextmanager
def mkdocs_warnings() -> Iterator[list[str]]:
    """Collect the warnings of MkDocs while the block runs. It logs them; the error that it raises only counts them."""
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
    """Drop the warnings."""


class UnknownAudienceError(RequestError):
    """The bulletin has no audience of that name."""


class UnquotedRecordsError(RejectedError):
    """The records are wrong, which the log of what is made for an audience that does not see everything only counts.

    Names of files, lines and problems are text of records, and such a log may have more readers than these.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Count the errors."""
        reason = n_(
            "The records have {count} error, so nothing is made of them. bulletin check, or for what is published "
            "bulletin check --published SITE, says what is wrong, to those who may read them.",
            "The records have {count} errors, so nothing is made of them. bulletin check, or for what is published "
            "bulletin check --published SITE, says what is wrong, to those who may read them.",
        )
        super().__init__(reason, count=sum(problem.kind.severity is Severity.ERROR for problem in problems))


class RecordsError(RejectedError):
    """The records cannot be published as they are."""

    problems: tuple[Problem, ...]
    """All that is wrong with them, warnings included."""

    side: str
    """What they are called where two sides are compared; else empty."""

    def __init__(self, problems: tuple[Problem, ...], side: str = "") -> None:
        errors = sum(problem.kind.severity is Severity.ERROR for problem in problems)
        super().__init__(f"{errors} problems in the records")
        self.problems = problems
        self.side = side


@dataclass(frozen=True)
class Source:
    """What all files of a site in one language are made from."""

    released: Release
    language: Language
    charts: bool
    address: str
    """Where the site of all editions is published, with a slash at its end; empty for a draft."""


class MadeStep(NamedTuple):
    """What was made elsewhere."""

    number: int
    """The number of the step among those of its site."""
    files: Sequence[SiteFile]
    read: Collection[Dependency] | None = None
    """What the step read; None where nobody knows."""


class Elsewhere(Protocol):
    """Makes the steps of sites, but not in processes of this machine's own: a cluster, or what others made before."""

    def made(self, source: Source, steps: Mapping[int, Step]) -> Iterator[MadeStep]:
        """What each of some steps gives, in any order.

        :param steps: by their numbers among those of the site.
        """


Workers = int | Elsewhere
"""Who makes the steps of sites: so many processes, where the system has such as share what is in memory, or others."""


@dataclass(frozen=True)
class Publication:
    """A bulletin in one language, ready for an engine that makes a site of it. Texts are plain."""

    language: Language
    title: str
    description: str
    publisher: str
    contact: str
    email: str | None
    records_url: str | None
    """Address under which the records can be edited; None where they cannot."""
    updated: date
    """The day of the latest figure, rather than that of the build, so that the same records give the same site."""
    steps: tuple[Step, ...]
    """What makes all files, one after the other or side by side."""
    page_count: int
    """How many pages of lists and of single things the whole site may have, which is known before any is made."""
    languages: tuple[Language, ...]
    """The languages of the site, to which every page links."""
    placeholders: tuple[Page, ...] = ()
    """Pages that are only named in the navigation, as their steps are not among these; what is written of them is of no
    use."""
    brand: Brand | None = None
    """The colour and the logo of the bulletin; None where the records state neither."""
    logo_file: str | None = None
    """The logo's path in the project; None without one."""
    licence: Licence | None = None
    """Under which the figures may be used; None where none is stated."""
    audience: AudienceView | None = None
    """Whom it is for; None for the public."""
    edition: EditionView | None = None
    """The edition's metadata as text; None for a draft."""
    draft: str = ""
    """The notice that each page has in a draft of a bulletin that has editions; else empty."""
    address: str = ""
    """Where the site of all editions is published, with a slash at its end; empty for a draft."""
    source: Source | None = None
    """What the files are made from, for those who make them elsewhere; None where nobody does."""
    workers: Workers = 1
    """Who makes the files."""
    cache: SiteCache | None = None
    """What earlier builds have made; None: everything is made anew."""
    progress: Progress = unseen
    """Takes how much of the files is made."""

    @property
    def files(self) -> Iterator[SiteFile]:
        """All files, in an order that depends on the records only."""
        return chain.from_iterable(step.make() for step in self.steps)


@keeping_everything()
def release_of(
    project: Path,
    warn: Warn = _silently,
    audience: str | None = None,
    more: Sequence[Path] = (),
    *,
    is_private: bool = False,
) -> Release:
    """Read, compile, validate and release everything that is in the records: a draft.

    :param project: the folder that holds ``records/``.
    :param warn: takes the warnings; none where something may be withheld from the audience.
    :param audience: the id of the audience that it is for; None for the public.
    :param more: folders of further records.
    :param is_private: whether only those who may read the records read what is wrong with them.
    :raises RecordsError: when the records are wrong.
    :raises UnquotedRecordsError: when they are, and nobody else may read in what way.
    """
    seen = _seen(project, warn, audience, more, is_private=is_private)
    return Series(seen.vintages, audience).draft(seen.tables)


@keeping_everything()
def releases_of(
    project: Path,
    warn: Warn = _silently,
    audience: str | None = None,
    more: Sequence[Path] = (),
    published: Iterable[PublishedVersion] = (),
) -> tuple[Release, ...]:
    """Read, compile, validate and release the vintage of each edition, the oldest first; a draft without editions.

    :param project: the folder that holds ``records/``.
    :param warn: takes the warnings; none where something may be withheld from the audience.
    :param audience: the id of the audience that they are for; None for the public.
    :param more: folders of further records.
    :param published: the versions that are published for this audience.
    :raises RecordsError: when the records are wrong.
    :raises UnquotedRecordsError: when they are, and the audience may not read in what way.
    """
    seen = _seen(project, warn, audience, more)
    series = Series(seen.vintages, audience, published)
    return series.editions() or (series.draft(seen.tables),)


def _seen(
    project: Path, warn: Warn, audience: str | None, more: Sequence[Path], *, is_private: bool = False
) -> Accepted:
    """The records that an audience may see; how many warnings there are about others is nothing for its build log."""
    validation = _validated(project, more)
    everything = _without_errors(validation, is_quoted=is_private or audience in validation.readers)
    seen = seen_by(everything, audience)
    catalogue = everything.corpus.catalogue
    if not catalogue.withholds_from(audience or catalogue.bulletin.audience_ids[0]):
        warn(validation.problems)
    return seen


def seen_by(everything: Accepted, audience: str | None) -> Accepted:
    """The records that an audience may see, with the tables that are compiled of them alone; None for the public.

    :raises UnknownAudienceError: when the bulletin has no such audience.
    """
    known = everything.corpus.catalogue.bulletin.audience_ids
    if audience not in {None, *known}:
        names = ", ".join(known)
        raise UnknownAudienceError(_("The bulletin has no audience “{given}”: {known}"), given=audience, known=names)
    corpus = corpus_for(everything.corpus, audience or known[0])
    return everything if corpus is everything.corpus else Accepted(Vintages(corpus), compile_tables(corpus))


def accepted(project: Path, *, side: str = "", alone: bool = False, more: Sequence[Path] = ()) -> Accepted:
    """Read, compile and validate the records.

    :param project: the folder that holds ``records/``.
    :param side: what the records are called where two sides are compared.
    :param alone: whether the records are apart from the other files of their project.
    :param more: folders of further records.
    :raises RecordsError: when the records are wrong.
    """
    validation = _validated(project, more, alone=alone)
    if validation.accepted is None:
        raise RecordsError(validation.problems, side)
    return validation.accepted


def accepted_for(project: Path, audience: str | None, *, more: Sequence[Path] = ()) -> Accepted:
    """Read, compile and validate the records, for something that is made for an audience.

    :param project: the folder that holds ``records/``.
    :param audience: its id; None for the public.
    :param more: folders of further records.
    :raises RecordsError: when the records are wrong.
    :raises UnquotedRecordsError: when they are, and the audience may not read in what way.
    """
    validation = _validated(project, more)
    return _without_errors(validation, is_quoted=audience in validation.readers)


def _validated(project: Path, more: Sequence[Path], *, alone: bool = False) -> Validation:
    """The validation of the records, whose problems name files as they can be opened."""
    validation = validate(project, alone=alone, more=more)
    return replace(validation, problems=as_opened(validation.problems, project, more))


def _without_errors(validation: Validation, *, is_quoted: bool) -> Accepted:
    """The records, if nothing is wrong with them; else an error, which quotes what is or only counts it."""
    if validation.accepted is None:
        raise RecordsError(validation.problems) if is_quoted else UnquotedRecordsError(validation.problems)
    return validation.accepted


def publication(  # noqa: PLR0913 - what a site is made from and with
    released: Release,
    language: Language,
    *,
    languages: Sequence[Language] = (),
    charts: bool = True,
    address: str = "",
    only: str | None = None,
    resources: Resources = ONE_PROCESS,
) -> Publication:
    """A release in one language.

    :param languages: those of the site; by default, those of the bulletin.
    :param address: where the site of all editions is published, with a slash at its end; empty for a draft.
    :param only: the address of a page below the site, if only what makes that is wanted: ``organizations/north/``.
    :param resources: what making the files may use.
    """
    page = PageContext.of(released, language, charts=charts, address=address)
    bulletin = page.catalogue.bulletin
    known = None
    if resources.cache is not None:
        basis = _basis(released, language, address, charts=charts)
        known = resources.cache.of_site(basis, page.reads, page.digests)
    every = steps(page)
    wanted = every if only is None else steps_at(every, only)
    made = {step.name for step in wanted}
    return Publication(
        language=language,
        title=bulletin.title.localized(language),
        description=bulletin.description.localized(language),
        publisher=bulletin.publisher.localized(language),
        contact=bulletin.contact.name.localized(language),
        email=bulletin.contact.email,
        records_url=bulletin.records_url,
        updated=released.last_report or date(1970, 1, 1),
        steps=wanted,
        page_count=sum(step.name.endswith(".md") for step in every),
        placeholders=() if only is None else tuple(each for each in placeholders(page) if each.path not in made),
        brand=Brand.of(bulletin),
        logo_file=bulletin.logo,
        licence=bulletin.licence,
        languages=tuple(languages or bulletin.languages),
        audience=page.audience,
        edition=edition_view(page),
        draft=draft_line(page),
        address=address,
        source=Source(released, language, charts, address),
        workers=resources.workers or cores(),
        cache=known,
        progress=resources.progress,
    )


def _basis(released: Release, language: Language, address: str, *, charts: bool) -> bytes:
    """The digest of all that a site is made from, but for the tables, of which steps record what they read."""
    names = (field.name for field in fields(released) if field.name != "tables")
    return digest((language, address, charts, *(getattr(released, name) for name in names)))
