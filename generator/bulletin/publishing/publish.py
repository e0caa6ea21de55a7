"""Publishing: plan what becomes of each edition, check, build new versions in a staging folder, and switch once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from bulletin.disclosure import Release, Series
from bulletin.errors import RejectedError
from bulletin.localization.messages import _
from bulletin.model.corpus import Catalogue
from bulletin.model.plain_text import first_lines, one_line
from bulletin.model.text import Language
from bulletin.problems import has_errors
from bulletin.publishing.build import BuildSettings, UnknownEditionError, build_editions
from bulletin.publishing.changes.published_versions import PublishedSite
from bulletin.publishing.changes.unchanged import unchanged
from bulletin.publishing.git import check_out, refuse_submodules
from bulletin.publishing.inputs import FOLDERS, GENERATOR
from bulletin.publishing.leak_scan import LeakScan, confidential_of
from bulletin.publishing.manifest import audience_of, manifests
from bulletin.publishing.new_site import NothingNewError, address_at, complete, is_elsewhere
from bulletin.publishing.origin import origin_of, why_no_commit
from bulletin.publishing.plan import Step, StepKind, day_of, plan
from bulletin.publishing.record_folders import why_not_committed, with_further
from bulletin.publishing.recorded_generator import REQUIREMENTS
from bulletin.publishing.site_url import is_loopback, site_address
from bulletin.publishing.stores import PublicationStore, PublicationTarget, published_folders
from bulletin.publishing.theme_renewal import ThemeRenewal
from bulletin.publishing.verify import DamagedError, verify_list
from bulletin.reading import languages_of
from bulletin.reading.files import as_opened, further_folders
from bulletin.validation import Accepted
from bulletin.website.configuration import CONFIG, address_of, refuse_unusable, sources_of, theme_of
from bulletin.website.pipeline import RecordsError, UnquotedRecordsError, Workers, accepted_for, seen_by
from bulletin.website.resources import Resources
from bulletin.website.staging import MARKER, private_scratch, published_text

NOT_DUE = _("The edition {edition} is not released before {day}, so it is not published.")
LOOPBACK = _(
    "The address {address} works on this machine only, so nothing is published. Give the true one by SITE_URL or "
    "--site-url."
)
OTHER_ADDRESS = _(
    "The published editions are at {published}, not at {address}. If the site is to move there, say --moved-from "
    "{published}; else give the address that it has."
)
OUTSIDE = _(
    "The configuration of the site names files outside of the repository, so nobody could rebuild the edition:\n{files}"
)
OTHER_AUDIENCE = _(
    "What is published there is for the audience “{published}”, so nothing for “{audience}” is added to it. Each "
    "audience has a folder or a branch of its own: name that one."
)
MEANWHILE = _(
    "Something else was published there meanwhile, on which it depends what is to be hidden. Publish once more."
)
FURTHER_LANGUAGE = _(
    "{version} is published without the language {languages}. A published version gets no further language; a new one "
    "begins with the next edition."
)


@dataclass(frozen=True)
class PublishRequest:
    """What is asked for."""

    project: Path
    """The folder that holds ``records/`` and ``mkdocs.yml``."""
    editions: tuple[str, ...] = ()
    """None asks for every edition that is due and not published yet."""
    address: str | None = None
    """Where the site is published; None takes what ``mkdocs.yml`` says."""
    dry_run: bool = False
    """Whether everything is to be done but the switch."""
    moved_from: str | None = None
    """Where it may have been published before; None where it has to be at the address already."""
    audience: str | None = None
    """The id of the audience that the editions are for; None for the public."""
    more: tuple[Path, ...] = ()
    """Folders of further records, each in a git repository."""
    renew_theme: str = ""
    """Why the themes of published versions are replaced by the one that editions are built with now; empty where they
    are not."""
    workers: Workers | None = None
    """Who makes the pages of all languages; None: as many processes as there are processors."""


@dataclass(frozen=True)
class Published:
    """The result of publishing."""

    steps: tuple[Step, ...]
    """What became of each edition."""
    moved_from: str | None
    """The address that the site had before; None where it stays where it is."""
    audience: str | None
    """The id of the audience that the editions are for; None for the public."""
    commit: str | None
    """The commit of the records; None where they are in none."""
    hidden: Mapping[str, int]
    """Of each new version, how many figures the public does not see; of one for the public, how many it hides."""
    renewed: tuple[str, ...] = ()
    """The files of published themes that were replaced, by path."""


def publish(request: PublishRequest, target: PublicationTarget, now: datetime) -> Published:
    """Publish what is asked for; give what became of it. Doing it again does nothing.

    :param now: decides which editions are due, by the day that it is in the bulletin's time zone.
    :raises UnknownAudienceError: when the bulletin has no such audience.
    :raises UnknownEditionError: when an edition is asked for that is not there.
    :raises RecordsError: when the records are wrong, or would change what is published without a correction.
    :raises RejectedError: when it must not be published at present.
    :raises GitError: when git does not read the project's repository.
    :raises NotOursError, BranchError: when something else than a published site is there.
    :raises OtherBytesError: when a published edition was asked for, and would now have other files.
    :raises DamagedError: when the published site is not as its manifests say.
    :raises LeaksError: when what would be published says what its audience must not know.
    :raises DisclosingError: when the site would give away figures that it hides.
    :raises ManifestError, ValuesError: when the published site cannot be read.
    :raises SiteError: when MkDocs fails.
    :raises OSError: when the disk is full, or the like.
    """
    refuse_submodules(request.project, *FOLDERS)
    everything = accepted_for(request.project, request.audience, more=request.more)
    seen = _checked(request, everything)
    catalogue = seen.corpus.catalogue
    audience, store = _other_than_public(request, catalogue), target.store
    _refuse_other_audience(catalogue, audience, store)
    mark = published_text(audience)
    target.refuse_foreign(mark)
    settings = _settings(request)
    site = _read(store)
    series = site.series(seen.vintages, audience)
    check = partial(_refuse_to_change, series, site, settings, request.moved_from)
    _compare(series, site, settings, request.moved_from)
    published = _languages(store)
    steps = plan(catalogue, published.keys(), day_of(now, catalogue.bulletin.time_zone), request.editions)
    for step in steps if request.editions else ():
        _refuse_step(step, set(settings.languages) - published.get(step.version, set()))
    wanted = [step for step in steps if step.is_new or (request.editions and step.kind is StepKind.PUBLISHED)]
    new = [step.version for step in wanted if step.is_new]
    if new or request.renew_theme:
        _refuse_uncommitted(settings)
    moved_from = address_at(store) if is_elsewhere(store, settings.address) else None
    hidden: dict[str, int] = {}
    renewal = _renewal(request, settings, day_of(now, catalogue.bulletin.time_zone))
    renewed = renewal.differing(store) if renewal else ()
    if wanted or moved_from or renewed:
        chosen = {step.edition for step in wanted}
        editions = series.editions()
        releases = [release for release in editions if release.edition in chosen]
        hidden = {release.version: release.hidden_figures for release in releases if release.version in new}
        scan = LeakScan(confidential_of(request.project, everything, seen, editions, request.more))
        dry = request.dry_run
        finish = partial(complete, check, settings.address, mark, scan=scan, is_dry_run=dry, renewal=renewal)
        with suppress(NothingNewError), private_scratch("checkout") as folder:
            built_from = replace(settings, project=_checked_out(settings, folder))
            build = partial(_build, built_from, releases, _addresses(store))
            message = f"Publish {', '.join(new)}" if new else "Renew the theme"
            message = f"Move to {settings.address}" if moved_from and not new else message
            target.replace(build, finish, message, mark=mark)
    return Published(steps, moved_from, audience, settings.origin.commit, hidden, renewed)


def _checked(request: PublishRequest, everything: Accepted) -> Accepted:
    """The records that the audience may see, when the editions that are asked for are there."""
    seen = seen_by(everything, request.audience)
    editions = seen.corpus.catalogue.editions
    for name in request.editions:
        if name not in editions:
            raise UnknownEditionError(name, editions)
    return seen


def _other_than_public(request: PublishRequest, catalogue: Catalogue) -> str | None:
    """The id of the audience; None for the public, however it is asked for."""
    return None if request.audience == catalogue.bulletin.audience_ids[0] else request.audience


def _refuse_other_audience(catalogue: Catalogue, audience: str | None, store: PublicationStore) -> None:
    """Refuse a site for another audience: who can read what is there could read what is published now."""
    if MARKER in store.paths() and (published := audience_of(store)) != audience:
        public = catalogue.bulletin.audience_ids[0]
        raise RejectedError(OTHER_AUDIENCE, published=published or public, audience=audience or public)


def _settings(request: PublishRequest) -> BuildSettings:
    languages = languages_of(request.project)
    refuse_unusable(request.project / CONFIG, languages)
    address = site_address(request.address or address_of(request.project / CONFIG, languages[0]))
    if is_loopback(address):
        raise RejectedError(LOOPBACK, address=address)
    origin = with_further(origin_of(request.project), request.project, request.more)
    resources = Resources(workers=request.workers)
    return BuildSettings(request.project, languages, address, origin, more=request.more, resources=resources)


def _renewal(request: PublishRequest, settings: BuildSettings, today: date) -> ThemeRenewal | None:
    """What takes the place of published themes; None where nothing is to."""
    if not request.renew_theme:
        return None
    theme = theme_of(request.project / CONFIG, settings.languages[0])
    return ThemeRenewal(today, one_line(request.renew_theme), settings.origin.generator, theme.files)


def _refuse_uncommitted(settings: BuildSettings) -> None:
    """Refuse editions that nobody could rebuild."""
    if refusal := why_no_commit(settings.project, _other_sources(settings)):
        raise refusal
    for name, folder in further_folders(settings.project, settings.more).items():
        if refusal := why_not_committed(name, folder):
            raise refusal


def _build(settings: BuildSettings, releases: Sequence[Release], published: Mapping[str, str], directory: Path) -> None:
    """Build editions; those that are published already for the address that they were published at.

    :param published: the addresses of published versions.
    """
    directory.mkdir(parents=True, exist_ok=True)
    addresses = [published.get(release.version, settings.address) for release in releases]
    for address in dict.fromkeys(addresses):
        chosen = [release for release, own in zip(releases, addresses, strict=True) if own == address]
        build_editions(replace(settings, address=address), chosen, directory)


def _addresses(store: PublicationStore) -> Mapping[str, str]:
    """The address that each published version was published at."""
    return {folder.version: found.address for folder, found in manifests(store, published_folders(store)).items()}


def _other_sources(settings: BuildSettings) -> list[str]:
    """What else in the project the site is made from: pages, templates and hooks that the configuration names.

    Where the generator is a package, so is what pins it, since a rebuild installs what the commit names.
    """
    project = settings.project.resolve()
    sources = {path for language in settings.languages for path in sources_of(project / CONFIG, language)}
    if not (project / GENERATOR).is_dir() and (pins := project / REQUIREMENTS).is_file():
        sources.add(pins)
    inside = (path.relative_to(project) for path in sources if path.is_relative_to(project))
    return sorted(path.as_posix() for path in inside if path.parts and path.parts[0] not in FOLDERS)


def _checked_out(settings: BuildSettings, folder: Path) -> Path:
    """The project as its commit holds it, so that what else lies in the work tree reaches no page.

    Where there is no such commit nothing is published, only compared with what is.

    :param folder: an empty folder to check it out into.
    :raises RejectedError: when the site is made from anything that the repository does not hold.
    """
    if settings.origin.commit is None:
        return settings.project
    project = check_out(settings.project, settings.origin.commit, folder)
    sources = {path for language in settings.languages for path in sources_of(project / CONFIG, language)}
    if outside := sorted(str(path) for path in sources if not path.is_relative_to(folder.resolve())):
        raise RejectedError(OUTSIDE, files=first_lines(outside))
    return project


def _read(store: PublicationStore) -> PublishedSite:
    """What is published, when it is whole."""
    if faults := verify_list(store):
        raise DamagedError(faults)
    return PublishedSite.of(store)


def _refuse_to_change(
    series: Series, before: PublishedSite, settings: BuildSettings, moved_from: str | None, store: PublicationStore
) -> None:
    """Add nothing to a site that is for others, is damaged, has another address, or would change without a correction.

    :param before: what the series is released beside.
    :param moved_from: the other address that it may have.
    """
    _refuse_other_audience(series.corpus.catalogue, series.audience, store)
    site = _read(store)
    if series.is_anything_hidden and site.versions != before.versions:
        raise RejectedError(MEANWHILE)
    _compare(series, site, settings, moved_from)


def _compare(series: Series, site: PublishedSite, settings: BuildSettings, moved_from: str | None) -> None:
    """Refuse another address, and records that change what is published without a correction."""
    address = address_at(site.store)
    if address not in {None, settings.address, moved_from}:
        raise RejectedError(OTHER_ADDRESS, address=settings.address, published=address)
    problems = unchanged(settings.project, series, site, settings.more)
    if has_errors(problems):
        catalogue = series.corpus.catalogue
        is_private = catalogue.hides_files_from(series.audience or catalogue.bulletin.audience_ids[0])
        if is_private:
            raise UnquotedRecordsError(problems)
        raise RecordsError(as_opened(problems, settings.project, settings.more))


def _languages(store: PublicationStore) -> Mapping[str, AbstractSet[str]]:
    """The languages in which each version is published."""
    found: dict[str, set[str]] = {}
    for folder in published_folders(store):
        found.setdefault(folder.version, set()).add(folder.language)
    return found


def _refuse_step(step: Step, missing: AbstractSet[Language]) -> None:
    """Refuse what is asked for by name and cannot be had.

    A version is published in all languages at once; a language that is added later begins with the next version.

    :param missing: the languages in which it is not published.
    """
    if step.kind is StepKind.NOT_DUE:
        raise RejectedError(NOT_DUE, edition=step.edition, day=step.day)
    if step.kind is StepKind.PUBLISHED and missing:
        raise RejectedError(FURTHER_LANGUAGE, version=step.version, languages=", ".join(sorted(missing)))
