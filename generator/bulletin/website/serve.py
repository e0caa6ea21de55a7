"""A preview of the site in all its languages, which follows the records as they are saved."""

from __future__ import annotations

import logging
import shutil
import signal
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from bulletin.localization.languages import LANGUAGES
from bulletin.model.text import Language
from bulletin.problems.report import as_text
from bulletin.website.build import make_site
from bulletin.website.caches import RENDERED
from bulletin.website.landing_page import write_landing_page, write_waiting_page
from bulletin.website.live import Report, outlive_mistakes
from bulletin.website.pipeline import RecordsError, SiteError, publication, release_of
from bulletin.website.resources import SOURCES

_log = logging.getLogger(__name__)
_POLLING_SECONDS = 0.25


def serve(
    project: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    languages: Sequence[Language] = LANGUAGES,
    report: Report = _log.info,
) -> None:
    """Show the site until the user interrupts, or somebody asks the process to end.

    A wrong record stops nothing: the last good site stays, with the problems on top of it, until they are mended.

    :param project: the folder that holds ``records/`` and ``mkdocs.yml``.
    :param report: takes the address, and error messages.
    :raises OSError: when the port is taken, or the disk is full.
    """
    with _ending_alike(), tempfile.TemporaryDirectory(prefix="bulletin-") as directory:
        waiting = tempfile.mkdtemp(dir=directory)
        write_waiting_page(Path(waiting), languages[0])
        server = LiveReloadServer(lambda: None, host, port, root=waiting, polling_interval=_POLLING_SECONDS)

        def rebuild() -> None:
            site = Path(tempfile.mkdtemp(dir=directory))
            try:
                _build(project, site, languages)
            except BaseException:
                shutil.rmtree(site, ignore_errors=True)
                raise
            last, server.root = server.root, str(site)
            shutil.rmtree(last)

        build = outlive_mistakes(server, rebuild, report)
        for path in (project / "records", project / "docs", *project.glob("mkdocs*.yml"), *SOURCES):
            server.watch(str(path))
        build()
        report(f"{server.url}")
        _serve(server)


@contextmanager
def _ending_alike() -> Iterator[None]:
    """Let SIGTERM end the block as Ctrl-C does, so that it leaves nothing behind."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _serve(server: LiveReloadServer) -> None:
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def _build(project: Path, site: Path, languages: Sequence[Language]) -> None:
    try:
        released = release_of(project)
    except RecordsError as error:
        raise SiteError(as_text(error.problems, languages[0])) from None
    RENDERED.follow_templates()
    for language in languages:
        published = publication(released, language, languages=languages, make=RENDERED.page)
        make_site(published, project, language, site / language)
    write_landing_page(site, released.catalogue.bulletin, languages)
