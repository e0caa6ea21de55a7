"""A draft in all its languages: one MkDocs build each, side by side, and an entrance that leads to the first."""

from __future__ import annotations

import multiprocessing
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError

from bulletin.disclosure import Release
from bulletin.localization.languages import LANGUAGES
from bulletin.model.text import Language
from bulletin.problems import Problem
from bulletin.website.landing_page import write_landing_page
from bulletin.website.pipeline import Publication, SiteError, complaints, publication, release_of
from bulletin.website.plugin import BulletinPlugin
from bulletin.website.staging import staged

Work = TypeVar("Work")


@dataclass(frozen=True)
class Job:
    """One language of a site."""

    project: Path
    released: Release
    language: Language
    site_dir: Path
    """The language's own directory."""
    languages: Sequence[Language]
    """All those of the site."""
    charts: bool


def build(
    project: Path, site_dir: Path, languages: Sequence[Language] = LANGUAGES, *, charts: bool = True
) -> tuple[Problem, ...]:
    """Build a site of everything that is in the records; one that is there is replaced only when the new one is whole.

    :param project: the folder that holds ``records/`` and ``mkdocs.yml``.
    :param languages: the first is the one that the entrance leads to.
    :return: the warnings about the records.
    :raises RecordsError: when the records are wrong.
    :raises SiteError: when MkDocs fails.
    :raises NotOursError: when ``site_dir`` holds something else than a site.
    :raises OSError: when the disk is full, or the like.
    """
    warnings: list[Problem] = []
    with staged(site_dir) as directory:
        build_draft(project, release_of(project, warnings.extend), directory, languages, charts=charts)
    return tuple(warnings)


def build_draft(
    project: Path, released: Release, directory: Path, languages: Sequence[Language], *, charts: bool = True
) -> None:
    """Build every language of a draft into ``<directory>/<language>/``, side by side, and the entrance to them.

    :raises SiteError: when MkDocs fails.
    """
    jobs = [Job(project, released, language, directory / language, languages, charts) for language in languages]
    side_by_side(build_language, jobs)
    write_landing_page(directory, released.catalogue.bulletin, languages)


def build_language(job: Job) -> None:
    """Build one language into its directory."""
    published = publication(job.released, job.language, languages=job.languages, charts=job.charts)
    make_site(published, job.project, job.language, job.site_dir)


def make_site(published: Publication, project: Path, language: Language, site_dir: Path) -> None:
    """Have MkDocs make the site of what was rendered.

    :raises SiteError: when MkDocs fails.
    """
    config = configuration(project, language, site_dir)
    plugin_of(config).publication = published
    with complaints() as messages:
        try:
            build_with_mkdocs(config)
        except Abort as abort:
            raise SiteError("\n".join([*messages, str(abort)])) from None


def configuration(project: Path, language: Language, site_dir: Path) -> MkDocsConfig:
    """The MkDocs configuration of a language: ``mkdocs.<language>.yml`` where there is one, else ``mkdocs.yml``."""
    own = project / f"mkdocs.{language}.yml"
    path = own if own.is_file() else project / "mkdocs.yml"
    try:
        return load_config(str(path), site_dir=str(site_dir), strict=True)
    except (Abort, ConfigurationError) as error:
        raise SiteError(f"{path}: {error}") from None


def plugin_of(config: MkDocsConfig) -> BulletinPlugin:
    """The bulletin's plugin in a configuration."""
    for plugin in config.plugins.values():
        if isinstance(plugin, BulletinPlugin):
            return plugin
    raise SiteError(f"{config.config_file_path}: the plugin 'bulletin' is not among the plugins")


def address_of(project: Path, language: Language) -> str:
    """Where the site of all editions is published, as the plugin is configured, with a slash at its end."""
    plugin = plugin_of(configuration(project, language, project / "site"))
    return str(plugin.config.address)


# --- processes --------------------------------------------------------------------------------------------------------


def side_by_side(work: Callable[[Work], None], jobs: Sequence[Work]) -> None:
    """Do ``work`` for every job in parallel: the first here, each other in a process of its own.

    :param work: a function of a module, whose jobs can be pickled.
    :raises RuntimeError: when a process was killed.
    :raises Exception: the first that any of the jobs raised; the other processes are stopped.
    """
    first, *others = jobs
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=max(1, len(others)), mp_context=context) as pool:
        try:
            with _interrupts_held_back():
                futures = [pool.submit(_unpickle_and_do, work, pickle.dumps(job)) for job in others]
            work(first)
            for future in futures:
                future.result()
        except BrokenProcessPool:
            raise RuntimeError("A process that built a part of the site was killed.") from None
        except BaseException:
            for process in set(multiprocessing.active_children()) - before:
                process.terminate()
            raise


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let processes that are started meanwhile inherit that no Ctrl-C reaches them: this one stops them."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _unpickle_and_do(work: Callable[[Work], None], job: bytes) -> None:
    """The pool pickles what it is given later, when ``work`` may have changed what jobs share here."""
    work(pickle.loads(job))  # noqa: S301 - our own job
