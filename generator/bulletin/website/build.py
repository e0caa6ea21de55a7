"""Builds of a draft: a site of all its languages, one MkDocs build each, in parallel; or a tree of Markdown."""

from __future__ import annotations

import shutil
import time
import traceback
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

import mkdocs
import yaml
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

import bulletin
from bulletin.disclosure import Release
from bulletin.localization.languages import own_name
from bulletin.localization.messages import _, gettext_for, translate
from bulletin.memory import collecting_rarely
from bulletin.model.text import Language
from bulletin.problems import Problem
from bulletin.rendering.audience import AudienceView, titled
from bulletin.rendering.brand import Brand
from bulletin.rendering.charts import STYLESHEET
from bulletin.rendering.files import Asset, Page, Redirect, SiteFile
from bulletin.website.build_cache import FOLDER, BuildCache, usable
from bulletin.website.configuration import CONFIG, configuration, plugin_of, refuse_unusable, sources_in
from bulletin.website.pages import as_page, icon_of
from bulletin.website.pipeline import Publication, SiteError, mkdocs_warnings, publication, release_of
from bulletin.website.plugin import BulletinPlugin
from bulletin.website.processes import barred_folders, side_by_side
from bulletin.website.resources import ALL_PROCESSORS, LAYOUT, ONE_PROCESS, PAGES, RECORDS, Account, Built, Resources
from bulletin.website.staging import listing, staged
from bulletin.website.templating import ARTICLES, CHART_STYLE_URI, PAGE_STYLE, PAGE_STYLE_URI, templates

_COLON = _(": ", "separator")


@dataclass(frozen=True)
class Job:
    """A draft to build in one language."""

    file: Path
    """The project's ``mkdocs.yml``."""
    released: Release
    language: Language
    site_dir: Path
    """The language's own directory."""
    languages: Sequence[Language]
    """All languages of the site."""
    charts: bool
    strict: bool = True
    """Whether warnings of MkDocs are errors."""
    resources: Resources = ONE_PROCESS
    only: str | None = None
    """The address of a page in the directory, where only that is wanted."""


def build_draft_site(  # noqa: PLR0913 - what a site is made from and with
    project: Path,
    site_dir: Path,
    languages: Sequence[Language],
    *,
    charts: bool,
    audience: str | None = None,
    more: Sequence[Path] = (),
    resources: Resources = ALL_PROCESSORS,
) -> Built:
    """Build a draft of all records that an audience may see; an earlier site is replaced only when it is complete.

    :param project: the folder that holds ``records/`` and ``mkdocs.yml``.
    :param languages: the landing page leads to the first.
    :param audience: the id of the audience; None for the public.
    :param more: folders of further records.
    :param resources: what the build may use.
    :raises RecordsError: when the records are wrong.
    :raises SiteError: when MkDocs cannot use the configuration, which is found first, or fails.
    :raises NotOursError: when ``site_dir`` holds something else than a site.
    :raises OSError: when the disk is full, or the like.
    """
    warnings: list[Problem] = []
    with staged(site_dir) as directory:
        refuse_unusable(project / CONFIG, languages)
        account = Account()
        with account.stage(RECORDS):
            released = release_of(project, warnings.extend, audience, more)
        pages = build_draft(
            project / CONFIG, released, directory, languages, charts=charts, more=more, resources=resources
        )
        made = listing(directory) if resources.cache else ""
    return Built(len(warnings), Account.total((account, pages)), made)


def build_draft(  # noqa: PLR0913 - what a site is made from and with
    file: Path,
    released: Release,
    directory: Path,
    languages: Sequence[Language],
    *,
    charts: bool,
    strict: bool = True,
    more: Sequence[Path] = (),
    resources: Resources = ALL_PROCESSORS,
) -> Account:
    """Build every language of a draft into ``<directory>/<language>/``, in parallel, and the landing page.

    :param file: the project's ``mkdocs.yml``.
    :param strict: whether warnings of MkDocs are errors.
    :param more: folders of further records that the release is of.
    :param resources: what the build may use.
    :raises SiteError: when MkDocs fails.
    """
    about, each = (languages, charts, strict), resources.for_each(languages)
    jobs = [Job(file, released, language, directory / language, *about, each) for language in languages]
    accounts = side_by_side(build_language, jobs, barred=barred_folders(file.parent, released, more))
    write_landing_page(directory, released, languages)
    shutil.copyfile(directory / languages[0] / "404.html", directory / "404.html")  # which works here too
    if resources.cache:
        resources.cache.trim()
    return Account.total(accounts)


def build_language(job: Job) -> Account:
    """Build one language into its directory."""
    published = publication(
        job.released,
        job.language,
        languages=job.languages,
        charts=job.charts,
        only=job.only,
        resources=job.resources,
    )
    if not published.steps:
        return Account()
    plugin = make_site(published, job.file, job.site_dir, strict=job.strict)
    if job.only is not None:
        _keep_only(job.site_dir, plugin.independent)
    return plugin.account


def _keep_only(directory: Path, kept: AbstractSet[str]) -> None:
    for path in directory.rglob("*"):
        if path.is_file() and path.relative_to(directory).as_posix() not in kept:
            path.unlink()


def build_preview(  # noqa: PLR0913 - what a site is made from and with
    file: Path,
    released: Release,
    directory: Path,
    languages: Sequence[Language],
    *,
    charts: bool = True,
    strict: bool = True,
    more: Sequence[Path] = (),
) -> None:
    """Build a draft again, whose templates may have changed as well, making only those pages anew that have.

    :param file: the project's ``mkdocs.yml``.
    :param strict: whether warnings of MkDocs are errors.
    :param more: folders of further records that the release is of.
    :raises SiteError: when MkDocs cannot use the configuration, or fails.
    """
    resources = _of_preview(file)
    build_draft(file, released, directory, languages, charts=charts, strict=strict, more=more, resources=resources)


def build_page(  # noqa: PLR0913, PLR0917 - what a site is made from and with
    file: Path,
    released: Release,
    directory: Path,
    language: Language,
    address: str,
    languages: Sequence[Language],
    more: Sequence[Path] = (),
) -> bool:
    """Build a page of what :func:`build_preview` builds, as it is there, with all that is made together with it.

    :param address: of the page in the folder of its language: ``organizations/north/``. Where there is no such page, or
        it was written by hand, nothing is written.
    :return: whether there is one.
    :raises SiteError: as there.
    """
    job = Job(
        file,
        released,
        language,
        directory / language,
        languages,
        charts=True,
        strict=False,
        resources=replace(_of_preview(file), workers=1),
        only=address,
    )
    (account,) = side_by_side(build_language, [job], barred=barred_folders(file.parent, released, more))
    return account.made + account.cached > 0


def _of_preview(file: Path) -> Resources:
    """What a preview may use, once it has taken up the templates as they are now."""
    ARTICLES.follow()
    return Resources(cache=usable(BuildCache(file.parent / FOLDER, templates=ARTICLES.edited)))


@collecting_rarely()
def make_site(published: Publication, file: Path, site_dir: Path, *, strict: bool = True) -> BulletinPlugin:
    """Build the site of rendered files by MkDocs; give the plugin, which knows what it took and what it shares.

    :param file: the project's ``mkdocs.yml``.
    :param strict: whether its warnings are errors.
    :raises SiteError: when MkDocs fails.
    """
    config = configuration(file, published.language, site_dir, strict=strict)
    plugin = plugin_of(config)
    plugin.publication = published
    start = time.perf_counter()
    with mkdocs_warnings() as messages:
        try:
            build_with_mkdocs(config)
        except (Abort, SystemExit) as ending:  # of MkDocs, or of a hook that ends the program
            raise SiteError(_FAILED, output="\n".join([*messages, str(ending)])) from None
        except Exception as error:
            if (place := _failed_in(error, config)) is None:
                raise
            raise SiteError(_FAILED, output=f"{place}: {type(error).__name__}: {error}") from error
    seconds = plugin.account.seconds
    seconds[LAYOUT] = time.perf_counter() - start - seconds[PAGES]
    return plugin


_FAILED = _("MkDocs cannot build the site:\n{output}")


def _failed_in(error: Exception, config: MkDocsConfig) -> str | None:
    """File and line of the hook or template of the project that failed, or the configuration that MkDocs failed at.

    None for a fault of this program or of the machine, such as a full disk.
    """
    if isinstance(error, OSError | MemoryError):
        return None
    sources = sources_in(config)
    frames = [(Path(each.filename), each.lineno) for each in traceback.extract_tb(error.__traceback__)]
    for file, line in reversed(frames):
        if any(file.resolve().is_relative_to(source) for source in sources):
            return f"{file.resolve()}:{line}"
    for file, _line in reversed(frames):
        if file.is_relative_to(_OURS):
            return None
        if _MKDOCS in file.parents:
            return config.config_file_path
    return None


_OURS, _MKDOCS = Path(bulletin.__file__).parent, Path(mkdocs.__file__).parent


def write_landing_page(directory: Path, released: Release, languages: Sequence[Language]) -> None:
    """Write ``index.html`` above the sites of all languages."""
    bulletin, audience = titled(released), AudienceView.of(released, languages[0])
    links = {tag: bulletin.title.localized(tag) for tag in languages}
    if len(links) > 1:
        links = {tag: f"{own_name(tag)}{translate(_COLON, tag)}{title}" for tag, title in links.items()}
    brand = Brand.of(bulletin)
    line = {"mark": "", "line": audience.line(languages[0])} if audience else None
    about = {"brand": brand, "icon": icon_of(brand), "links": links, "audience": line}
    page = templates().get_template("index.html").render(bulletin=bulletin, languages=languages, **about)
    (directory / "index.html").write_bytes(page.encode())


def write_waiting_page(directory: Path, language: Language) -> None:
    """Write an ``index.html`` for a preview that has no site yet."""
    words = {"languages": [language], "brand": None, "audience": None, "_": gettext_for(language)}
    (directory / "index.html").write_bytes(templates().get_template("waiting.html").render(words).encode())


# --- the tree of Markdown ---------------------------------------------------------------------------------------------


def write_markdown(  # noqa: PLR0913 - what a site is made from and with
    project: Path,
    directory: Path,
    languages: Sequence[Language],
    *,
    charts: bool,
    audience: str | None = None,
    more: Sequence[Path] = (),
) -> Built:
    """Write the tree of Markdown, a folder for each language; an earlier tree is replaced only when it is complete.

    :param project: the folder that holds ``records/``.
    :param audience: the id of the audience that it is for; None for the public.
    :param more: folders of further records.
    :raises RecordsError: when the records are wrong.
    :raises SiteError: when two files have the same path.
    :raises NotOursError: when ``directory`` holds something else than such a tree.
    :raises OSError: when the disk is full, or the like.
    """
    warnings: list[Problem] = []
    with staged(directory) as tree:
        released = release_of(project, warnings.extend, audience, more)
        file = project / CONFIG
        jobs = [Job(file, released, language, tree / language, languages, charts) for language in languages]
        side_by_side(_write_language, jobs, barred=barred_folders(project, released, more))
    return Built(len(warnings), Account())


@collecting_rarely()
def _write_language(job: Job) -> None:
    write_files(job.site_dir, publication(job.released, job.language, charts=job.charts).files)


def write_files(directory: Path, files: Iterable[SiteFile]) -> None:
    """Write the files of one language, and the styles that they need.

    :raises SiteError: when one of them is there already.
    """
    styles = (Asset(CHART_STYLE_URI, STYLESHEET.read_bytes()), Asset(PAGE_STYLE_URI, PAGE_STYLE.read_bytes()))
    for file in (*files, *styles):
        try:
            _write_new(directory / file.path, _content(file))
        except FileExistsError:
            raise SiteError(_("{path}: Two files have this path."), path=file.path) from None


def _write_new(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)


def _content(file: SiteFile) -> bytes:
    if isinstance(file, Asset):
        return file.content
    return _source(as_page(file) if isinstance(file, Redirect) else file).encode()


def _source(page: Page) -> str:
    meta = yaml.safe_dump({"title": page.title, "description": page.description}, allow_unicode=True, sort_keys=False)
    return f"---\n{meta}---\n\n{page.markdown.lstrip()}"
