"""Previews of the site, which are rebuilt whenever records are saved.

What stops a build, such as a wrong record, is shown on top of the last good site until it is corrected.
"""

from __future__ import annotations

import errno
import signal
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer

from bulletin.errors import RequestError
from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.reading.files import RECORDS
from bulletin.website.build import write_waiting_page
from bulletin.website.configuration import CONFIG, sources_of
from bulletin.website.failures import Failure, Report, failure_of, with_failure
from bulletin.website.pipeline import SiteError
from bulletin.website.preview import Preview, PreviewServer
from bulletin.website.templating import SOURCES
from bulletin.website.watching import watch

_LAST_PORT = 65535


def _ignore(_text: str) -> None:
    """Report nothing: MkDocs' own preview logs its errors itself."""


def show_failures(
    server: LiveReloadServer,
    build: Callable[[], object],
    language: Language,
    report: Report = _ignore,
    build_rest: Callable[[Failure], object] = lambda _failure: None,
) -> Failure:
    """Let a server show why a build failed; by itself, it stops answering until the next one succeeds.

    :param build: builds the site that the server shows, by the server's own builder from now on.
    :param language: of messages.
    :param build_rest: goes on after that, and takes what is to be said where it fails later.
    """
    failure = Failure(report)

    def attempt() -> None:
        failure.take(failure_of(build, language))
        build_rest(failure)

    server.builder = attempt
    server.set_app(for_own_hosts(str(server.server_address[0]), with_failure(failure, server.serve_request)))
    return failure


def for_own_hosts(host: str, application: WSGIApplication) -> WSGIApplication:
    """The application, refusing requests whose Host is no name of this machine (DNS rebinding).

    Otherwise a page of somebody else, whose own name leads here, could read what is not published yet.

    :param host: the address that the preview listens on. Where that is every address, so is its name.
    """

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if _is_own_name(environ.get("HTTP_HOST", ""), host):
            return application(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"403 Forbidden: this preview is for this machine only.\n"]

    return respond


def _is_own_name(asked: str, host: str) -> bool:
    try:
        name = urlsplit(f"//{asked}").hostname or ""
    except ValueError:
        return False
    if name in {"localhost", "127.0.0.1", "::1", host.lower()}:
        return True
    try:
        return ip_address(host).is_unspecified and bool(ip_address(name))
    except ValueError:
        return False


def serve(  # noqa: PLR0913 - where a preview is, of what, and for whom
    project: Path,
    host: str,
    port: int,
    *,
    languages: Sequence[Language],
    report: Report,
    audience: str | None = None,
    more: Sequence[Path] = (),
) -> None:
    """Show the site until the user interrupts, or somebody asks the process to end.

    A wrong record stops nothing: the last good site stays, with the problems on top of it, until they are corrected.

    :param project: the folder that holds ``records/`` and ``mkdocs.yml``.
    :param report: takes the address, and error messages.
    :param audience: the id of the audience that it is for; None for the public.
    :param more: folders of further records.
    :raises RequestError: when something else listens on the port.
    :raises OSError: when nothing can listen on the address, or the disk is full.
    """
    _require_free(host, port)
    with (
        _sigterm_as_interrupt(),
        tempfile.TemporaryDirectory(prefix="bulletin-", ignore_cleanup_errors=True) as directory,
    ):
        waiting = Path(tempfile.mkdtemp(dir=directory))
        write_waiting_page(waiting, languages[0])
        server = PreviewServer(host, port, waiting)
        preview = Preview(project, languages, audience, more, Path(directory), server)
        show_failures(server, preview.build, languages[0], report, preview.build_rest)
        server.observer = watch(server, (project / RECORDS, *more, *_site_sources(project, languages), *SOURCES))
        server.builder()
        report(f"{server.url}")
        try:
            _serve(server)
        finally:
            preview.stop()


def _site_sources(project: Path, languages: Sequence[Language]) -> list[Path]:
    """What the site is made from besides the records: pages, templates and hooks that the configuration names.

    While it cannot be read, they are where they usually are, so that its correction is noticed.
    """
    top = project.resolve()
    found = {top / "docs", *top.glob("mkdocs*.yml")}
    for language in languages:
        with suppress(SiteError):
            found.update(sources_of(top / CONFIG, language))
    return sorted(path for path in found if found.isdisjoint(path.parents))


def _require_free(host: str, port: int) -> None:
    """Say that a port is taken before the site is built: MkDocs would only find out once its address was printed."""
    try:
        socket.create_server((host, port), family=_family(host)).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        raise RequestError(
            _("Another program is using port {port} of {host}. Name another port: --port {other}."),
            port=port,
            host=host,
            other=port - 1 if port == _LAST_PORT else port + 1,
        ) from None


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


@contextmanager
def _sigterm_as_interrupt() -> Iterator[None]:
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
