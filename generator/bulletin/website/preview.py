"""The site that a preview shows: after a change, pages are made when they are asked for, until all are there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import Condition, RLock, Semaphore
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from mkdocs.livereload import LiveReloadServer

from bulletin.disclosure import Release
from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.operating_system import remove_tree
from bulletin.problems.report import as_text
from bulletin.reading.files import RECORDS
from bulletin.website.build import build_page, build_preview, write_landing_page
from bulletin.website.configuration import CONFIG
from bulletin.website.failures import Failure, failure_of
from bulletin.website.pipeline import RecordsError, SiteError, release_of
from bulletin.website.processes import Background, Result, can_fork, cores
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
        self.error_handler = self._not_found
        self._last = self.root
        self._changing = Condition()

    def serve_request(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; what is not there yet is made, or waited for."""
        answer: list[Any] = []

        def keep(*given: Any) -> Callable[[bytes], object]:
            answer[:] = given
            return lambda _data: None

        tried = ""
        while True:
            before = self.root
            body = super().serve_request(environ, keep)
            if before != self.root:  # MkDocs has looked for the file where it was before a build for which it waited
                _close(body)
                continue
            if not answer[0].startswith("404") or (before == tried and before == self._last):
                break
            if before == tried or not self.make(environ["PATH_INFO"]):
                self._wait_for_other(before)
            tried = before
        start_response(*answer)
        return body

    def _not_found(self, _code: int) -> bytes:
        """A page that browsers load again after the next change, when there may be what they look for."""
        path = Path(self.root, "404.html")
        return self._inject_js_into_html(path.read_bytes() if path.is_file() else b"404", self._visible_epoch)  # type: ignore[no-any-return, no-untyped-call]

    def _wait_for_other(self, root: str) -> None:
        """Wait for another site, unless what is in this one is all that there will be."""
        with self._changing:
            self._changing.wait_for(lambda: self.root != root or self._last == root)

    def show(self, site: Path, *, is_whole: bool) -> None:
        """Show a site from now on.

        :param is_whole: whether all its files are there already.
        """
        with self._changing:
            before = {self.root, self._last} if is_whole else {self.root} - {self._last}
            self.root = str(site)
            if is_whole:
                self._last = self.root
            self._changing.notify_all()
        for each in before:
            remove_tree(Path(each))

    def leave(self) -> bool:
        """Let what is there be all, as the rest cannot be built, and let browsers load their pages again.

        :return: whether that are pages that could be made alone; otherwise the last site is shown again.
        """
        with self._changing:
            has_pages = any(Path(self.root).glob("*/**/index.html"))
            before = {self.root, self._last}
            self.root = self._last = self.root if has_pages else self._last
            self._changing.notify_all()
        for each in before - {self.root}:
            remove_tree(Path(each))
        with self._epoch_cond:
            if self._visible_epoch == self._wanted_epoch:  # or what is being built now will be loaded
                self._visible_epoch = self._wanted_epoch = self._visible_epoch + 1
                self._epoch_cond.notify_all()
        return has_pages


def _close(body: Iterable[bytes]) -> None:
    if hasattr(body, "close"):
        body.close()


@dataclass
class Preview:
    """Builds what a server shows: pages that are asked for, and beside these the whole site."""

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
    _making: Semaphore = field(default_factory=lambda: Semaphore(cores()))
    """Held while a page is made."""

    def __post_init__(self) -> None:
        self.server.make = self._make

    def build(self) -> None:
        """Show the records as they are now; where no process can be forked, once all pages are built.

        :raises BulletinError: when the records are wrong, or MkDocs fails.
        """
        with self._lock:
            self._released = None
            released = self._release()
            self.stop()
            try:
                self._show(released)
            except BaseException:
                self._leave()
                raise

    def build_rest(self, failure: Failure) -> None:
        """Begin with the whole site in a process beside, if it is not there.

        :param failure: takes what stops it.
        """
        with self._lock:
            if (released := self._released) is None:
                return
            if text := failure_of(partial(self._begin_rest, released, failure), self.languages[0]):
                failure.take(text)
                self._leave()

    def _begin_rest(self, released: Release, failure: Failure) -> None:
        with self._folder() as site:
            work = partial(failure_of, partial(self._build_all, released, site), self.languages[0])
            process = self._begin(work, _NICENESS)
            self._rest = site
        process.future.add_done_callback(partial(self._finish, site, failure))

    def stop(self) -> None:
        """Stop what is being built beside, and begin with nothing more."""
        with self._lock:
            self._released = self._rest = None
            while self._processes:
                self._processes.pop().stop()

    def _finish(self, site: Path, failure: Failure, ended: Future[str]) -> None:
        """Show the whole site, or why there is none; nothing if it was stopped."""
        with self._lock:
            if self._rest == site:
                if not (stopped_by := str(ended.exception() or ended.result())):
                    self._released = None
                    self.server.show(site, is_whole=True)
                    return
                if not failure.text:  # of a later change
                    failure.take(stopped_by)
                self._leave()
        remove_tree(site)

    def _leave(self) -> None:
        if not self.server.leave():
            self._released = None

    def _show(self, released: Release) -> None:
        with self._folder() as site:
            if can_fork():
                write_landing_page(site, released, self.languages)
                self.server.show(site, is_whole=False)
                self._released = released
            else:
                self._build_all(released, site)
                self.server.show(site, is_whole=True)

    def _make(self, page: str) -> bool:
        """Make a page that is asked for, in a process beside, and show it with those that are there.

        :return: whether that was done; the build of the whole site says why it was not, if anything is wrong.
        """
        language, _slash, address = page.removeprefix("/").partition("/")
        if self._released is None or language not in self.languages or not page.endswith("/"):
            return False
        with suppress(OSError), self._making, tempfile.TemporaryDirectory(dir=self.directory) as made:
            with self._lock:
                shown, released = self.server.root, self._released
                if released is None:
                    return False
                about = Path(made), language, address, self.languages, self.more
                process = self._begin(partial(build_page, self.project / CONFIG, released, *about))
            is_made = process.future.exception() is None and process.future.result()
            with self._lock:
                self._processes.discard(process)
                if is_made and self.server.root == shown:
                    _move(Path(made), Path(shown))
            return is_made
        return False

    def _begin(self, work: Callable[[], Result], niceness: int = 0) -> Background[Result]:
        process = Background(work, niceness)
        self._processes.add(process)
        return process

    def _release(self) -> Release:
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


def _move(made: Path, shown: Path) -> None:
    """Move files into a folder that is being served: pages last, once all is there that they load."""
    files = [path for path in made.rglob("*") if path.is_file()]
    for path in sorted(files, key=lambda path: path.suffix == ".html"):
        target = shown / path.relative_to(made)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
