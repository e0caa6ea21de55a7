"""Previews of the site, which are rebuilt whenever records are saved.

What stops a build, such as a wrong record, is shown on top of the last good site until it is corrected.
"""

from __future__ import annotations

import errno
import shutil
import signal
import socket
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileModifiedEvent
from watchdog.observers.api import BaseObserver, EventEmitter
from watchdog.observers.polling import PollingObserver
from watchdog.utils.dirsnapshot import DirectorySnapshot, DirectorySnapshotDiff, EmptyDirectorySnapshot

from bulletin.errors import BulletinError, RequestError
from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.operating_system import remove_tree
from bulletin.problems.report import as_text
from bulletin.reading.files import RECORDS
from bulletin.website.build import build_preview, write_waiting_page
from bulletin.website.configuration import CONFIG, sources_of
from bulletin.website.content_policy import without_policy
from bulletin.website.pipeline import RecordsError, SiteError, mkdocs_warnings, release_of
from bulletin.website.templating import SOURCES, templates

Report = Callable[[str], None]
"""Takes the message of what stopped a build."""


def _ignore(_text: str) -> None:
    """Report nothing: MkDocs' own preview logs its errors itself."""


@dataclass
class Failure:
    """The failure of the latest build."""

    text: str = ""
    """Why it stopped; empty when it did not."""


def show_failures(
    server: LiveReloadServer, build: Callable[[], None], language: Language, report: Report = _ignore
) -> Callable[[], None]:
    """Let a server show why a build failed; by itself, it stops answering until the next one succeeds.

    :param build: builds the site that the server shows.
    :param language: of messages.
    :return: the same, but showing and reporting what stops it instead of raising it.
    """
    failure = Failure()

    def attempt() -> None:
        failure.text = _failure_of(build, language)
        if failure.text:
            report(failure.text)

    server.builder = attempt
    server.set_app(for_own_hosts(str(server.server_address[0]), with_failure(failure, server.serve_request)))
    return attempt


def _failure_of(build: Callable[[], None], language: Language) -> str:
    with mkdocs_warnings() as messages:
        try:
            build()
        except BulletinError as error:
            return "\n".join(messages) or error.text(language)
        except Abort as error:
            return "\n".join(messages) or str(error)
        except Exception:  # noqa: BLE001 - a preview is for people who are changing things
            return traceback.format_exc()
    return ""


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


def with_failure(failure: Failure, application: WSGIApplication) -> WSGIApplication:
    """The application, with the failure of the latest build, if any, on top of each of its HTML pages.

    The pages have no policy here, which would stop the script that loads them again.
    """

    def respond(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answers: list[tuple[str, list[tuple[str, str]]]] = []

        def keep(status: str, headers: list[tuple[str, str]], *_: Any) -> Callable[[bytes], object]:
            answers.append((status, headers))
            return lambda _data: None

        body = application(environ, keep)
        ((status, headers),) = answers
        if ("Content-Type", "text/html") in headers:
            body = _previewed(body, failure.text)
            headers = [("Content-Type", "text/html; charset=utf-8")]
        start_response(status, headers)
        return body

    return respond


def _previewed(body: Iterable[bytes], text: str) -> list[bytes]:
    page = without_policy(b"".join(body))
    if hasattr(body, "close"):
        body.close()
    if not text:
        return [page]
    alert = templates().get_template("alert.html").render(text=text).encode()
    before, tag, after = page.rpartition(b"</body>")
    return [before + alert + tag + after] if tag else [page, alert]


# --- following the records through checkouts --------------------------------------------------------------------------

_POLLING_SECONDS = 0.25
_LAST_PORT = 65535


class _Poller(EventEmitter):
    """Reports changes of a file or folder, and goes on when that is gone for a while, as after a checkout in git.

    Watchdog's own emitter ends with the folder that it watches.
    """

    _seen: DirectorySnapshot | EmptyDirectorySnapshot = EmptyDirectorySnapshot()

    def on_thread_start(self) -> None:
        """Take the state that later ones are compared with."""
        self._seen = self._snapshot()

    def queue_events(self, timeout: float) -> None:
        """Report every file that changed in the last ``timeout`` seconds."""
        if self.stopped_event.wait(timeout):
            return
        before, self._seen = self._seen, self._snapshot()
        changes = DirectorySnapshotDiff(before, self._seen)
        moved = [path for both in changes.files_moved for path in both]
        for path in (*changes.files_created, *changes.files_modified, *changes.files_deleted, *moved):
            self.queue_event(FileModifiedEvent(path))

    def _snapshot(self) -> DirectorySnapshot | EmptyDirectorySnapshot:
        try:
            return DirectorySnapshot(self.watch.path, recursive=self.watch.is_recursive)
        except OSError:
            return EmptyDirectorySnapshot()


class _Observer(PollingObserver):
    """Observes paths that may go away and come back."""

    def __init__(self) -> None:
        BaseObserver.__init__(self, _Poller, timeout=_POLLING_SECONDS)


def watch(server: LiveReloadServer, paths: Iterable[Path]) -> PollingObserver:
    """Let a server rebuild its site whenever something below these paths changes.

    :return: what observes them, which the caller starts and stops.
    """
    own, server.observer = server.observer, _Observer()
    for path in paths:
        server.watch(str(path))
    observer, server.observer = server.observer, own
    return observer


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
        waiting = tempfile.mkdtemp(dir=directory)
        write_waiting_page(Path(waiting), languages[0])
        server = LiveReloadServer(lambda: None, host, port, root=waiting, polling_interval=_POLLING_SECONDS)

        def rebuild() -> None:
            site = Path(tempfile.mkdtemp(dir=directory))
            try:
                _build(project, site, languages, audience, more)
            except BaseException:
                shutil.rmtree(site, ignore_errors=True)
                raise
            last, server.root = server.root, str(site)
            remove_tree(Path(last))

        build = show_failures(server, rebuild, languages[0], report)
        server.observer = watch(server, (project / RECORDS, *more, *_site_sources(project, languages), *SOURCES))
        build()
        report(f"{server.url}")
        _serve(server)


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


_GONE = _(
    "The folder records is not here now, perhaps because another branch is checked out. The preview goes on as soon as "
    "it is back."
)


def _build(
    project: Path, site: Path, languages: Sequence[Language], audience: str | None, more: Sequence[Path]
) -> None:
    try:
        released = release_of(project, audience=audience, more=more, is_private=True)
    except RecordsError as error:
        if not (project / RECORDS).is_dir():
            raise SiteError(_GONE) from None
        raise SiteError(as_text(error.problems, languages[0])) from None
    build_preview(project / CONFIG, released, site, languages, more=more)
