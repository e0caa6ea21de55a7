"""The site that a preview shows: after a change, the pages that browsers wait for are there before all others."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer

from bulletin.disclosure import Release
from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.operating_system import remove_tree
from bulletin.problems.report import as_text
from bulletin.reading.files import RECORDS
from bulletin.website.build import build_pages, build_preview
from bulletin.website.configuration import CONFIG
from bulletin.website.failures import Failure, failure_of
from bulletin.website.pipeline import RecordsError, SiteError, release_of
from bulletin.website.processes import Background, can_fork
from bulletin.website.watching import POLLING_SECONDS

_GONE = _(
    "The folder records is not here now, perhaps because another branch is checked out. The preview goes on as soon as "
    "it is back."
)


class PreviewServer(LiveReloadServer):
    """Serves a site of which some pages may be there before the others: whoever asks for one of these waits."""

    def __init__(self, host: str, port: int, site: Path) -> None:
        """Serve a site, which is removed once there is another one."""
        super().__init__(lambda: None, host, port, root=str(site), polling_interval=POLLING_SECONDS)
        self._last_whole = site
        self._is_whole = Event()
        self._is_whole.set()
        self._requested: Counter[str] = Counter()
        self._lock = Lock()

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, as soon as what it asks for is there."""
        answer: list[Any] = []

        def keep(*given: Any) -> Callable[[bytes], object]:
            answer[:] = given
            return lambda _data: None

        with self._counted(_page_of(environ)):
            while True:
                root = self.root
                body = super().serve_request(environ, keep)
                if not answer[0].startswith("404"):
                    break
                self._is_whole.wait()
                if self.root == root:
                    break
        start_response(*answer)
        return body

    @contextmanager
    def _counted(self, page: str) -> Iterator[None]:
        self._count(page, 1)
        try:
            yield
        finally:
            self._count(page, -1)

    def _count(self, page: str, change: int) -> None:
        with self._lock:
            self._requested[page] += change

    def awaited(self, languages: Collection[Language]) -> Mapping[Language, Sequence[str]]:
        """The addresses of pages that browsers wait for, or for what follows them, in the site of each language."""
        with self._lock:
            pages = sorted(page for page, count in self._requested.items() if count and page.endswith("/"))
        found: dict[Language, list[str]] = {}
        for page in pages:
            language, _slash, address = page.removeprefix("/").partition("/")
            if language in languages:
                found.setdefault(language, []).append(address)
        return found

    def show(self, site: Path) -> None:
        """Show a whole site from now on."""
        before = {Path(self.root), self._last_whole}
        self.root, self._last_whole = str(site), site
        self._is_whole.set()
        for each in before:
            remove_tree(each)

    def show_pages(self, pages: Path) -> None:
        """Show some pages of a site that will be there later."""
        before, self.root = Path(self.root), str(pages)
        self._is_whole.clear()
        if before != self._last_whole:
            remove_tree(before)

    def show_last(self) -> None:
        """Show the last whole site again, and let browsers load their pages anew."""
        before, self.root = Path(self.root), str(self._last_whole)
        self._is_whole.set()
        remove_tree(before)
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:  # or what is being built now will be loaded
                self._visible_epoch = self._wanted_epoch = self._visible_epoch + 1
                self._epoch_cond.notify_all()


def _page_of(environ: WSGIEnvironment) -> str:
    """The address of the page that a request is about: an open page asks again and again whether it has changed."""
    path: str = environ["PATH_INFO"]
    if not path.startswith("/livereload/"):
        return path
    try:
        return urlsplit(environ.get("HTTP_REFERER", "")).path
    except ValueError:
        return ""


@dataclass
class Preview:
    """Builds what a server shows."""

    project: Path
    """The folder that holds ``records/`` and ``mkdocs.yml``."""
    languages: Sequence[Language]
    audience: str | None
    """The id of the audience that it is for; None for the public."""
    more: Sequence[Path]
    """Folders of further records."""
    directory: Path
    """Takes what is built."""
    server: PreviewServer
    _left: Release | None = field(default=None, repr=False)
    """What the whole site is to be built of, once the pages that browsers wait for are shown."""
    _built: Path | None = None
    """The whole site that is being built beside."""
    _process: Background[str] | None = None
    _lock: Lock = field(default_factory=Lock)

    def build(self) -> None:
        """Build the records as they are now and show them: the pages that browsers wait for, if any, else all.

        :raises BulletinError: when the records are wrong, or MkDocs fails.
        """
        released = self._released()
        self.stop()
        if can_fork() and self._shows_awaited(released):
            self._left = released
            return
        with self._folder() as site:
            self._build_all(released, site)
        self.server.show(site)

    def build_rest(self, failure: Failure) -> None:
        """Go on in a process beside with the whole site, if some pages of it are shown.

        :param failure: takes what stops it.
        """
        released, self._left = self._left, None
        if released is None:
            return
        with self._folder() as site:
            work = partial(failure_of, partial(self._build_all, released, site), self.languages[0])
            self._built = site
            self._process = Background(work, partial(self._finish, site, failure))

    def stop(self) -> None:
        """Stop what is being built beside."""
        with self._lock:
            process, self._process, self._built = self._process, None, None
        if process is not None:
            process.stop()

    def _finish(self, site: Path, failure: Failure, outcome: str | BaseException) -> None:
        """Show the whole site, or why there is none; nothing if it was stopped."""
        with self._lock:
            if self._built == site and not outcome:
                self.server.show(site)
                return
            if self._built == site:
                if not failure.text:  # of a later change
                    failure.take(str(outcome))
                self.server.show_last()
        remove_tree(site)

    def _shows_awaited(self, released: Release) -> bool:
        """Build and show the pages that browsers wait for; whether there are any."""
        wanted = self.server.awaited(self.languages)
        with suppress(Exception), self._folder() as pages:  # the build of the whole site says what is wrong
            if wanted and build_pages(self.project / CONFIG, released, pages, self.languages, wanted, self.more):
                self.server.show_pages(pages)
                return True
            remove_tree(pages)
        return False

    def _released(self) -> Release:
        try:
            return release_of(self.project, audience=self.audience, more=self.more, is_private=True)
        except RecordsError as error:
            if not (self.project / RECORDS).is_dir():
                raise SiteError(_GONE) from None
            raise SiteError(as_text(error.problems, self.languages[0])) from None

    def _build_all(self, released: Release, site: Path) -> None:
        build_preview(self.project / CONFIG, released, site, self.languages, more=self.more)

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        """A folder for what is built, which is gone again should the block fail."""
        folder = Path(tempfile.mkdtemp(dir=self.directory))
        try:
            yield folder
        except BaseException:
            remove_tree(folder)
            raise
