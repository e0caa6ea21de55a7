"""Builds of editions, each version in a folder of its own for every language, ``<language>/<version>/``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.disclosure import Release
from bulletin.errors import RejectedError, RequestError
from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.problems import Problem
from bulletin.publishing.changes.published_values import VALUES, values_file
from bulletin.publishing.changes.published_versions import PublishedSite
from bulletin.publishing.manifest import BulletinDetails, Day, Manifest, audience_of, hashes, to_json
from bulletin.publishing.origin import Origin, origin_of
from bulletin.publishing.record_folders import with_further
from bulletin.publishing.site_url import site_address
from bulletin.publishing.stores import PublicationStore
from bulletin.publishing.version_names import NAME
from bulletin.publishing.versions import derive
from bulletin.reading.files import POLICY
from bulletin.reading.hints import Nearest
from bulletin.website.build import build_draft, make_site
from bulletin.website.configuration import CONFIG, address_of, refuse_unusable
from bulletin.website.pipeline import Publication, publication, releases_of
from bulletin.website.processes import barred_folders, side_by_side
from bulletin.website.resources import ALL_PROCESSORS, RECORDS, Account, Built, Resources
from bulletin.website.staging import listing, staged

OTHER_READERS = _("What is published there is for another audience, so nothing follows from it for this one.")
_NO_POLICY = "NOTHING_HIDDEN"
"""What manifests say where no policy hides anything from the audience."""


@dataclass(frozen=True)
class BuildSettings:
    """How and from what editions are built."""

    project: Path
    """The folder that holds ``records/`` and ``mkdocs.yml``."""
    languages: Sequence[Language]
    """The languages of the site; the landing page leads to the first."""
    address: str
    """Where the site of all editions is published, with a slash at its end."""
    origin: Origin
    charts: bool = True
    more: Sequence[Path] = ()
    """Folders of further records that editions are of."""
    resources: Resources = ALL_PROCESSORS


@dataclass(frozen=True)
class _Job:
    """Editions to build in one language."""

    settings: BuildSettings
    editions: Sequence[Release]
    language: Language
    directory: Path
    """The folder of all editions in this language."""


class UnknownEditionError(RequestError):
    """There is no edition of that name."""

    def __init__(self, given: str, editions: Iterable[str]) -> None:
        """Say so, and which of the editions may have been meant, where one is similar."""
        meant = Nearest(editions).to(given)
        unknown = _("There is no edition “{given}”.")
        with_meant = _("There is no edition “{given}”. Did you mean “{meant}”?")
        super().__init__(with_meant if meant else unknown, given=given, meant=meant)


def build_site(  # noqa: PLR0913 - what a site is made from and with
    project: Path,
    site_dir: Path,
    languages: Sequence[Language],
    *,
    charts: bool = True,
    edition: str | None = None,
    address: str | None = None,
    audience: str | None = None,
    more: Sequence[Path] = (),
    published: PublicationStore | None = None,
    resources: Resources = ALL_PROCESSORS,
) -> Built:
    """Build the site of all editions, or where there are none, a draft.

    An earlier site is replaced only when the new one is complete.

    :param project: the folder that holds ``records/`` and ``mkdocs.yml``.
    :param edition: the only one to build.
    :param address: where the site is published; None takes what ``mkdocs.yml`` says.
    :param audience: the id of the audience that it is for; None for the public.
    :param more: folders of further records.
    :param published: where earlier versions are published for this audience; None takes none to be.
    :param resources: what the build may use.
    :raises UnknownEditionError: when there is no such edition.
    :raises RecordsError: when the records are wrong.
    :raises RejectedError: when the address is none, or what is published is for another audience.
    :raises ValuesError, DamagedError: when what is published cannot be read.
    :raises SiteError: when MkDocs cannot use the configuration, which is found first, or fails.
    :raises NotOursError: when ``site_dir`` holds something else than a site.
    :raises OSError: when the disk is full, or the like.
    """
    warnings: list[Problem] = []
    with staged(site_dir) as directory:
        refuse_unusable(project / CONFIG, languages)
        account = Account()
        with account.stage(RECORDS):
            releases = releases_to_build(project, edition, audience, more, published, warnings.extend)
        if releases[0].edition is None:
            about = project, releases[0], directory, languages
            pages = build_draft(*about, charts=charts, more=more, resources=resources)
        else:
            site_url = site_address(address or address_of(project / CONFIG, languages[0]))
            origin = with_further(origin_of(project), project, more)
            settings = BuildSettings(project, languages, site_url, origin, charts, more, resources)
            pages = build_editions(settings, releases, directory)
            derive(directory)
        made = listing(directory) if resources.cache else ""
    return Built(len(warnings), Account.total((account, pages)), made)


def releases_to_build(  # noqa: PLR0913, PLR0917 - what a site is made from
    project: Path,
    edition: str | None,
    audience: str | None,
    more: Sequence[Path],
    published: PublicationStore | None,
    warn: Callable[[tuple[Problem, ...]], None] = lambda _: None,
) -> Sequence[Release]:
    """The releases of the editions, or of the one that is named, at least one; see :func:`build_site`.

    :param warn: takes the warnings about the records.
    """
    shown = () if published is None else PublishedSite.of(published).shown
    releases = _only(edition, releases_of(project, warn, audience, more, shown))
    if published is not None and audience_of(published) != (None if releases[0].is_public else audience):
        raise RejectedError(OTHER_READERS)
    return releases


def _only(edition: str | None, releases: Sequence[Release]) -> Sequence[Release]:
    if edition is None:
        return releases
    found = [release for release in releases if release.edition == edition]
    if not found:
        raise UnknownEditionError(edition, [release.edition for release in releases if release.edition])
    return found


def build_editions(settings: BuildSettings, editions: Sequence[Release], directory: Path) -> Account:
    """Build editions into ``<directory>/<language>/<version>/``, the languages side by side.

    :param editions: at least one, all for the same audience.
    """
    named = {file for edition in editions for file in edition.record_files}
    records = {file: hashed for file, hashed in settings.origin.records.items() if file in named}
    known = replace(settings, origin=replace(settings.origin, records=records))
    jobs = [_Job(known, editions, language, directory / language) for language in settings.languages]
    barred = barred_folders(settings.project, editions[0], settings.more)
    accounts = side_by_side(_build_language, jobs, barred=barred)
    if settings.resources.cache:
        settings.resources.cache.trim()
    return Account.total(accounts)


def _build_language(job: _Job) -> Account:
    settings, accounts = job.settings, []
    resources = settings.resources.for_each(settings.languages)
    for edition in job.editions:
        published = publication(
            edition,
            job.language,
            languages=settings.languages,
            charts=settings.charts,
            address=settings.address,
            resources=resources,
        )
        folder = job.directory / edition.version
        site = make_site(published, settings.project / CONFIG, folder)
        accounts.append(site.account)
        (folder / VALUES).write_bytes(values_file(edition))
        manifest = replace(_manifest(job, edition, published, hashes(folder)), theme=site.theme.hashes)
        (folder / NAME).write_bytes(to_json(manifest))
    return Account.total(accounts)


def policy_of(released: Release) -> str:
    """By what figures were suppressed: the file of the bulletin's policy, if it hides anything from the audience."""
    catalogue = released.catalogue
    is_applied = catalogue.disclosure is not None and catalogue.withholds_from(released.audience)
    return POLICY if is_applied else _NO_POLICY


def _manifest(job: _Job, released: Release, published: Publication, outputs: Mapping[str, str]) -> Manifest:
    settings = job.settings
    if published.edition is None:
        raise ValueError("a draft is not published")
    edition = released.catalogue.editions[published.edition.id]
    is_private = released.catalogue.hides_files_from(released.audience)
    return Manifest(
        address=settings.address,
        audience=published.audience,
        brand=published.brand,
        bulletin=BulletinDetails(
            title=published.title,
            description=published.description,
            publisher=published.publisher,
            contact=published.contact,
            email=published.email,
            licence=published.licence,
        ),
        commit=None if is_private else settings.origin.commit,
        cut_off=Day.of(edition.cut_off),
        edition=published.edition,
        further_commits=None if is_private else settings.origin.further_commits or None,
        generator=settings.origin.generator,
        language=job.language,
        languages=tuple(settings.languages),
        next_release=Day.of(edition.next_release) if edition.next_release else None,
        outputs=outputs,
        period=edition.period.text,
        policy=policy_of(released),
        published_before=released.published_before or None,
        records={file: hashed for file in released.record_files if (hashed := settings.origin.records.get(file))},
        released=Day.of(edition.released),
        status=edition.status,
        tools=settings.origin.tools,
        version=released.version,
    )
