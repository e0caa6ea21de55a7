"""The site that a preview shows: after a change, pages are made when browsers ask for them, until all are there."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from queue import Queue
from threading import Condition, Lock, RLock
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
from bulletin.website.build import build_pages, build_preview, write_landing_page
from bulletin.website.configuration import CONFIG
from bulletin.website.failures import Failure, failure_of
from bulletin.website.pipeline import RecordsError, SiteError, release_of
from bulletin.website.processes import Background, can_fork
from bulletin.website.watching import POLLING_SECONDS

_GONE = _(
    "The folder records is not here now, perhaps because another branch is checked out. The preview goes on as soon as "
    "it is back."
)


_NICENESS = 10
"""Of building the whole site, so that it hardly delays the pages that are asked for meanwhile, nor the next release."""


class PreviewServer(LiveReloadServer):
    """Serves a site of which only some pages may be there yet."""

    def __init__(self, host: str, port: int, site: Path) -> None:
        """Serve a site, which is removed once there is another one."""
        super().__init__(lambda: None, host, port, root=str(site), polling_interval=POLLING_SECONDS)
        self.make: Callable[[str], bool] = lambda _page: False
        """Adds a page to those that are there, by its address on the server, unless there is none, or it cannot be made
        alone."""
        self._last_whole = self.root
        self._requested: Counter[str] = Counter()
        self._changing = Condition()

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; what is not there yet is made, or waited for."""
        answer: list[Any] = []

        def keep(*given: Any) -> Callable[[bytes], object]:
            answer[:] = given
            return lambda _data: None

        page, tried = _page_of(environ), ""
        with self._counted(page):
            while True:
                before = self.root
                body = super().serve_request(environ, keep)
                root = self.root
                if not answer[0].startswith("404") or root == before == self._last_whole:
                    break
                if root == before:
                    if tried == root or not self.make(page):
                        self._wait_for_other(root)
                    tried = root
        start_response(*answer)
        return body

    def _wait_for_other(self, root: str) -> None:
        with self._changing:
            self._changing.wait_for(lambda: self.root != root)

    @contextmanager
    def _counted(self, page: str) -> Iterator[None]:
        with self._changing:
            self._requested[page] += 1
        try:
            yield
        finally:
            with self._changing:
                self._requested[page] -= 1

    @property
    def awaited(self) -> list[str]:
        """The addresses of pages that browsers wait for, or for what follows them."""
        with self._changing:
            return sorted(page for page in +self._requested if page.endswith("/"))

    def show(self, site: Path) -> None:
        """Show a whole site from now on."""
        before = {self.root, self._last_whole}
        self._last_whole = str(site)
        self._change(site, before)

    def show_pages(self, pages: Path) -> None:
        """Show some pages of a site that will be there later."""
        self._change(pages, {self.root} - {self._last_whole})

    def show_last(self) -> None:
        """Show the last whole site again, and let browsers load their pages anew."""
        self._change(Path(self._last_whole), {self.root} - {self._last_whole})
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:  # or what is being built now will be loaded
                self._visible_epoch = self._wanted_epoch = self._visible_epoch + 1
                self._epoch_cond.notify_all()

    def _change(self, site: Path, before: Iterable[str]) -> None:
        with self._changing:
            self.root = str(site)
            self._changing.notify_all()
        for each in before:
            remove_tree(Path(each))


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
    """Builds what a server shows: pages that browsers wait for, and beside these the whole site."""

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
    _released: Release | None = field(default=None, repr=False)
    """What the pages that are shown are made of, until the whole site is there."""
    _rest: Path | None = None
    """The whole site that is being built."""
    _processes: set[Background[Any]] = field(default_factory=set)
    """What builds it, and single pages."""
    _lock: RLock = field(default_factory=RLock)
    """Held while this process makes a release, of which a forked one would have a half, with what it has locked."""
    _making: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.server.make = self._make

    def build(self) -> None:
        """Build the records as they are now and show them: the pages that browsers wait for, or all.

        :raises BulletinError: when the records are wrong, or MkDocs fails.
        """
        with self._lock:
            self._released = None
            released = self._release()
            self.stop()
            try:
                self._show(released)
            except BaseException:
                self.server.show_last()  # as nothing is being built any more
                raise

    def build_rest(self, failure: Failure) -> None:
        """Go on in a process beside with the whole site, if only some pages of it are shown.

        :param failure: takes what stops it.
        """
        with self._lock:
            if self._released is not None:
                with self._folder() as site:
                    work = partial(failure_of, partial(self._build_all, self._released, site), self.languages[0])
                    self._rest = site
                    self._processes.add(Background(work, partial(self._finish, site, failure), _NICENESS))

    def stop(self) -> None:
        """Stop what is being built beside."""
        with self._lock:
            self._rest = None
            while self._processes:
                self._processes.pop().stop()

    def _finish(self, site: Path, failure: Failure, outcome: str | BaseException) -> None:
        """Show the whole site, or why there is none; nothing if it was stopped."""
        with self._lock:
            is_stopped = self._rest != site
            if not is_stopped:
                self._released = self._rest = None
            if not (is_stopped or outcome):
                self.server.show(site)
                return
            if not is_stopped:
                if not failure.text:  # of a later change
                    failure.take(str(outcome))
                self.server.show_last()
        remove_tree(site)

    def _show(self, released: Release) -> None:
        """Show what is made of a release: where processes can be forked, the pages that browsers wait for."""
        if not can_fork():
            with self._folder() as site:
                self._build_all(released, site)
            self.server.show(site)
            return
        with self._folder() as shown:
            write_landing_page(shown, released, self.languages)
            if wanted := self._wanted(self.server.awaited):
                with suppress(Exception), self._folder() as made:  # the build of the whole site says what is wrong
                    self._build_pages(released, made, wanted)
                    _move(made, shown)
            self.server.show_pages(shown)
        self._released = released

    def _make(self, page: str) -> bool:
        """Make a page that is asked for, in a process beside, and show it with those that are there."""
        wanted = self._wanted([page])
        outcome: Queue[bool | BaseException] = Queue()
        with self._making, self._folder() as made:
            with self._lock:
                shown = self.server.root
                if self._released is None or not wanted:
                    remove_tree(made)
                    return False
                process = Background(partial(self._build_pages, self._released, made, wanted), outcome.put)
                self._processes.add(process)
            is_made = outcome.get() is True
            with self._lock:
                self._processes.discard(process)
                if is_made and self.server.root == shown:
                    _move(made, Path(shown))
            remove_tree(made)
        return is_made

    def _wanted(self, pages: Iterable[str]) -> Mapping[Language, Sequence[str]]:
        """The addresses of pages in the sites of their languages, by theirs on the server."""
        found: dict[Language, list[str]] = {}
        for page in pages:
            language, _slash, address = page.removeprefix("/").partition("/")
            if language in self.languages and page.endswith("/"):
                found.setdefault(language, []).append(address)
        return found

    def _release(self) -> Release:
        try:
            return release_of(self.project, audience=self.audience, more=self.more, is_private=True)
        except RecordsError as error:
            if not (self.project / RECORDS).is_dir():
                raise SiteError(_GONE) from None
            raise SiteError(as_text(error.problems, self.languages[0])) from None

    def _build_all(self, released: Release, site: Path) -> None:
        build_preview(self.project / CONFIG, released, site, self.languages, more=self.more)

    def _build_pages(self, released: Release, site: Path, wanted: Mapping[Language, Sequence[str]]) -> bool:
        return build_pages(self.project / CONFIG, released, site, self.languages, wanted, self.more)

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        """A folder for what is built, which is gone again should the block fail."""
        folder = Path(tempfile.mkdtemp(dir=self.directory))
        try:
            yield folder
        except BaseException:
            remove_tree(folder)
            raise


def _move(made: Path, shown: Path) -> None:
    """Move files into a folder that is being served: pages last, once all is there that they load."""
    files = [path for path in made.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.suffix == ".html"):
        target = shown / path.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    remove_tree(made)
