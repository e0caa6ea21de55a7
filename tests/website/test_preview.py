"""A preview shows the pages that browsers wait for before it has built the others, as these are in the whole site."""

from __future__ import annotations

import html
import os
import re
import signal
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from bulletin.rendering.charts import drawing
from bulletin.rendering.links import served
from bulletin.rendering.tree import steps_at
from bulletin.website.build import build_page, build_preview
from bulletin.website.configuration import CONFIG
from bulletin.website.pipeline import publication, release_of
from bulletin.website.preview import Preview, PreviewServer
from bulletin.website.processes import Background
from bulletin.website.serve import show_failures
from bulletin.website.watching import _Poller
from watchdog.observers.api import EventQueue, ObservedWatch
from watchdog.utils.dirsnapshot import EmptyDirectorySnapshot

from tests.sites import LANGUAGES, SAMPLE, VI, Site

pytestmark = pytest.mark.slow

PATIENCE_SECONDS = 60
forking = pytest.mark.skipif(sys.platform != "linux", reason="other systems cannot fork safely")


def test_every_page_is_made_by_the_steps_at_its_address() -> None:
    """Of all steps of the sample, those at the address of a page are few, and one of them makes it."""
    steps = publication(release_of(SAMPLE), VI, charts=False).steps
    for step in steps:
        for file in step.make():
            if file.path.endswith(".md") and step.name != "redirects":
                found = steps_at(steps, served(file.path))
                assert step in found
                assert len(found) <= 2


@pytest.mark.parametrize(
    "address", ["no-such-page/", "assets/", "organizations/nobody/", "periods/1800/", "rankings-2/"]
)
def test_no_step_is_at_another_address(address: str) -> None:
    """A page that was written by hand is made by no step, so that nothing is made for it in vain."""
    steps = publication(release_of(SAMPLE), VI, charts=False).steps
    assert steps_at(steps, address) == ()


def test_page_that_is_built_alone_is_that_of_the_whole_site(project: Path, tmp_path: Path) -> None:
    """Byte for byte, whatever page, with all that it loads, but nothing that lists other pages."""
    (project / "docs" / VI / "own.css").write_text("p {color: red}", encoding="utf-8")
    released = release_of(project)
    whole = tmp_path / "whole"
    build_preview(project / CONFIG, released, whole, LANGUAGES)
    for number, language, page in [(n, tag, page) for tag in LANGUAGES for n, page in enumerate(_samples(whole, tag))]:
        alone = tmp_path / f"{language}-{number}"
        assert build_page(project / CONFIG, released, alone, language, page, LANGUAGES)
        files = {path.relative_to(alone) for path in alone.rglob("*") if path.is_file()}
        assert {file: (alone / file).read_bytes() for file in files} == {
            file: (whole / file).read_bytes() for file in files
        }
        assert Path(language, page, "index.html") in files
        assert (Path(language, "own.css") in files) == (language == VI)
        assert files.isdisjoint({Path(language, "404.html"), Path(language, "search", "search_index.json")})


def _samples(site: Path, language: str) -> list[str]:
    return Site(site, "").samples(language)


def test_nothing_is_built_where_no_page_is_ours(project: Path, tmp_path: Path) -> None:
    """A page that is written by hand waits for the whole site, which knows what it links to."""
    assert not build_page(project / CONFIG, release_of(project), tmp_path / "site", VI, "by-hand/", LANGUAGES)
    assert not list(tmp_path.glob("site/**/*.html"))


# --- the server -------------------------------------------------------------------------------------------------------


@contextmanager
def _served(site: Path) -> Iterator[tuple[PreviewServer, str]]:
    """A server of a site, until the block ends, and its address."""
    server = PreviewServer("127.0.0.1", 0, site)
    server.server_bind()
    server.server_activate()
    server.serve_thread.start()
    try:
        yield server, f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.serve_thread.join()


def _site(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        (folder / "vi" / name).mkdir(parents=True)
        (folder / "vi" / name / "index.html").write_text(text, encoding="utf-8")
    return folder


def _read(address: str, referer: str = "") -> str:
    request = urllib.request.Request(address, headers={"Referer": referer})
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return str(answer.read().decode())
    except urllib.error.HTTPError as error:
        with error:
            return str(error.code)


def _until(condition: Callable[[], object]) -> None:
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < PATIENCE_SECONDS
        time.sleep(0.01)


def test_page_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    """Who asks for it has it as it is in the whole site, and never an old one."""
    old = _site(tmp_path / "old", first="OLD", other="OLD")
    pages, new = _site(tmp_path / "pages", first="NEW"), _site(tmp_path / "new", first="NEW", other="NEW")
    with _served(old) as (server, address), ThreadPoolExecutor() as readers:
        assert "OLD" in _read(f"{address}/vi/other/")
        server.show(pages, is_whole=False)
        assert "NEW" in _read(f"{address}/vi/first/")
        waiting = readers.submit(_read, f"{address}/vi/other/")
        time.sleep(0.5)
        assert not waiting.done()
        server.show(new, is_whole=True)
        assert "NEW" in waiting.result()
        assert not old.exists()
        assert not pages.exists()


def test_page_that_is_asked_for_is_made(tmp_path: Path) -> None:
    """If it can be made alone; a file that cannot be is waited for, and what is in no whole site is not found."""
    pages, asked = _site(tmp_path / "pages", first="FIRST"), list[str]()

    def make(page: str) -> bool:
        asked.append(page)
        if page == "/vi/second/":
            _site(pages, second="SECOND")
        return page == "/vi/second/"

    with _served(_site(tmp_path / "old")) as (server, address), ThreadPoolExecutor() as readers:
        server.make = make
        server.show(pages, is_whole=False)
        assert "SECOND" in _read(f"{address}/vi/second/")
        assert "SECOND" in _read(f"{address}/vi/second/")
        waiting = [readers.submit(_read, f"{address}/vi/{name}") for name in ("figures.csv", "none/")]
        _until(lambda: len(asked) == 3)
        assert not any(each.done() for each in waiting)
        new = _site(tmp_path / "new", first="FIRST", second="SECOND")
        (new / "vi" / "figures.csv").write_text("CSV", encoding="utf-8")
        server.show(new, is_whole=True)
        assert waiting[0].result() == "CSV"
        assert waiting[1].result() == "404"
        assert set(asked) == {"/vi/figures.csv", "/vi/none/", "/vi/second/"}


def test_what_is_there_is_all_where_the_rest_cannot_be_built(tmp_path: Path) -> None:
    """Nobody waits any longer; browsers load pages again, which say what is wrong; single ones can still be made."""
    old, pages = _site(tmp_path / "old", first="OLD"), _site(tmp_path / "pages", first="FIRST")
    with _served(old) as (server, address), ThreadPoolExecutor() as readers:
        server.show(pages, is_whole=False)
        first = _read(f"{address}/vi/first/")
        assert "FIRST" in first
        poll = readers.submit(_read, f"{address}/livereload/{server._visible_epoch}/1")
        none = readers.submit(_read, f"{address}/vi/none/")
        time.sleep(0.5)
        assert not poll.done()
        assert not none.done()
        server.leave()
        assert int(poll.result()) > 0
        assert none.result() == "404"
        assert "FIRST" in _read(f"{address}/vi/first/")
        assert not old.exists()
        server.make = lambda _page: bool(_site(pages, second="SECOND"))
        assert "SECOND" in _read(f"{address}/vi/second/")
        server.show(_site(tmp_path / "new", first="NEW"), is_whole=True)
        assert "NEW" in _read(f"{address}/vi/first/")
        assert not pages.exists()


def test_request_during_a_build_gets_what_was_built(tmp_path: Path) -> None:
    """MkDocs looks for the file before it waits for the build, which may be in the old site."""
    old, new = _site(tmp_path / "old", first="OLD"), _site(tmp_path / "new", first="NEW")
    with _served(old) as (server, address), ThreadPoolExecutor() as readers:
        server._wanted_epoch += 1
        waiting = readers.submit(_read, f"{address}/vi/first/")
        time.sleep(0.5)
        assert not waiting.done()
        server.show(new, is_whole=False)
        with server._epoch_cond:
            server._visible_epoch = server._wanted_epoch
            server._epoch_cond.notify_all()
        assert "NEW" in waiting.result()


# --- a change ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def preview(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """Give a preview of a copy of the sample, of which nothing is built yet."""
    monkeypatch.setattr("bulletin.website.preview.can_fork", lambda: True)  # though other tests use a cluster
    (tmp_path / "sites" / "waiting").mkdir(parents=True)
    server = PreviewServer("127.0.0.1", 0, tmp_path / "sites" / "waiting")
    found = Preview(project, LANGUAGES, None, (), tmp_path / "sites", server)
    yield found
    found.stop()
    server.server_close()


def _retitle(preview: Preview, title: str) -> None:
    record = preview.project / "records" / "bulletin.yml"
    text = re.sub(r"  vi: .*", f"  vi: {title}", record.read_text(encoding="utf-8"), count=1)
    record.write_text(text, encoding="utf-8")


def _front(preview: Preview) -> str:
    return html.unescape(Path(preview.server.root, VI, "index.html").read_text(encoding="utf-8"))


def _is_whole(preview: Preview) -> bool:
    return Path(preview.server.root, VI, "organizations", "index.html").exists()


@forking
def test_whole_site_follows(preview: Preview) -> None:
    """A preview answers before anything is built; a process beside builds the site, and no other folder is left."""
    failure = show_failures(preview.server, preview.build, "en", print)
    _retitle(preview, "MỚI")
    preview.server.builder()
    assert not _is_whole(preview)
    preview.build_rest(failure)
    _until(lambda: _is_whole(preview))
    assert "MỚI" in _front(preview)
    assert failure.text == ""
    _until(lambda: _only_what_is_shown(preview))


@forking
def test_pages_are_made_when_they_are_asked_for(preview: Preview, tmp_path: Path) -> None:
    """One by one, as in the whole site, until that is there; what no step makes, or a page written by hand, is not."""
    released = release_of(preview.project)
    build_preview(preview.project / CONFIG, released, tmp_path / "whole", LANGUAGES)
    preview.build()
    shown = Path(preview.server.root)
    assert {path.name for path in shown.rglob("*") if path.is_file()} == {"index.html"}, "which leads to the languages"
    pages = [f"/{language}/{page}" for language in LANGUAGES for page in Site(tmp_path / "whole", "").samples(language)]
    with ThreadPoolExecutor(4) as readers:
        assert all(readers.map(preview.server.make, pages))
    for page in pages:
        path = Path(page.removeprefix("/"), "index.html")
        assert (shown / path).read_bytes() == (tmp_path / "whole" / path).read_bytes()
    for page in ("/vi/by-hand/", "/vi/figures.csv", "/fr/", "/"):
        assert not preview.server.make(page)
    assert _only_what_is_shown(preview)


@forking
def test_process_that_cannot_be_begun_is_said(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for what will not come."""
    failure = show_failures(preview.server, preview.build, "en", lambda _text: None)
    preview.server.builder()

    def fail(*_: object) -> None:
        raise OSError("SYNTHETIC")

    monkeypatch.setattr("bulletin.website.preview.Background", fail)
    preview.build_rest(failure)
    assert "SYNTHETIC" in failure.text
    assert not preview.server.make(f"/{VI}/organizations/")
    assert _only_what_is_shown(preview)


@forking
def test_change_stops_what_is_built_for_the_last_one(preview: Preview) -> None:
    """The whole site of an earlier state never takes the place of a later page, and nothing goes on building it."""
    failure = show_failures(preview.server, preview.build, "en", print)
    begun: list[Background[Any]] = []
    with ThreadPoolExecutor() as readers:
        for number in range(5):
            _retitle(preview, f"MỚI {number}")
            preview.server.builder()
            assert not any(process.is_alive() for beside in begun for process in beside._processes)
            preview.build_rest(failure)
            asked = readers.submit(preview.server.make, f"/{VI}/organizations/")
            begun += preview._processes
        asked.result()
    _until(lambda: _only_what_is_shown(preview))
    assert _is_whole(preview)
    assert "MỚI 4" in _front(preview)
    assert failure.text == ""


@forking
def test_what_stops_the_whole_site_is_shown_on_single_pages(preview: Preview) -> None:
    """What has to do with other pages is found later, and said on what is there; mended, it goes."""
    said: list[str] = []
    failure = show_failures(preview.server, preview.build, "en", said.append)
    page = preview.project / "docs" / VI / "broken.md"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text("# SYNTHETIC\n\n[nowhere](nowhere.md)\n", encoding="utf-8")
    preview.server.builder()
    assert preview.server.make(f"/{VI}/targets/")
    preview.build_rest(failure)
    _until(lambda: failure.text)
    assert "nowhere.md" in failure.text
    assert said == [failure.text]
    assert preview.server.make(f"/{VI}/organizations/")
    assert not preview.server.make(f"/{VI}/broken/")
    _until(lambda: _only_what_is_shown(preview))
    page.unlink()
    preview.server.builder()
    preview.build_rest(failure)
    _until(lambda: _only_what_is_shown(preview) and not preview._released)
    assert _is_whole(preview)
    assert failure.text == ""


@forking
def test_last_site_is_shown_where_no_page_can_be_made(preview: Preview) -> None:
    """So it is where a hook fails: the last good site is there, under what is wrong; mended, there is a new one."""
    failure = show_failures(preview.server, preview.build, "en", lambda _text: None)
    preview.server.builder()
    preview.build_rest(failure)
    _until(lambda: _is_whole(preview))
    good = preview.server.root
    hook = preview.project / "hook.py"
    hook.write_text("def on_nav(*_, **__):\n    raise ValueError('SYNTHETIC')\n", encoding="utf-8")
    with (preview.project / CONFIG).open("a", encoding="utf-8") as file:
        file.write("hooks: [hook.py]\n")
    preview.server.builder()
    assert not preview.server.make(f"/{VI}/organizations/")
    preview.build_rest(failure)
    _until(lambda: failure.text)
    assert "SYNTHETIC" in failure.text
    _until(lambda: preview.server.root == good)
    assert not preview.server.make(f"/{VI}/organizations/")
    hook.write_text("", encoding="utf-8")
    preview.server.builder()
    preview.build_rest(failure)
    _until(lambda: _is_whole(preview) and preview.server.root != good)
    assert failure.text == ""


@forking
def test_failure_of_an_earlier_change_does_not_take_the_place_of_a_later_one(preview: Preview) -> None:
    """The records are wrong now: that stays, whatever else is found to be wrong with what was built before."""
    failure = show_failures(preview.server, preview.build, "en", lambda _text: None)
    (preview.project / "docs" / VI).mkdir(parents=True, exist_ok=True)
    (preview.project / "docs" / VI / "broken.md").write_text("[nowhere](nowhere.md)\n", encoding="utf-8")
    preview.server.builder()
    (preview.project / "records" / "bulletin.yml").write_text("no-such-field: 1\n", encoding="utf-8")
    preview.build_rest(failure)
    preview.server.builder()
    assert "no-such-field" in failure.text
    (beside,) = preview._processes
    assert "nowhere.md" in beside.future.result(PATIENCE_SECONDS)
    _until(lambda: _only_what_is_shown(preview))
    assert "no-such-field" in failure.text


def _only_what_is_shown(preview: Preview) -> bool:
    return {Path(preview.server.root), *preview.directory.glob("waiting")} == set(preview.directory.iterdir())


def test_pages_come_at_once_where_nothing_can_be_forked(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is on systems other than Linux."""
    monkeypatch.setattr("bulletin.website.preview.can_fork", lambda: False)
    preview.build()
    assert _is_whole(preview)
    assert not preview.server.make(f"/{VI}/organizations/")


# --- a process beside -------------------------------------------------------------------------------------------------


def _outcome(work: Callable[[], Any]) -> Any:
    future = Background(work, niceness=5).future
    return future.exception(PATIENCE_SECONDS) or future.result()


def _fail() -> None:
    raise ValueError("SYNTHETIC")


@forking
def test_process_beside_gives_its_result_or_why_there_is_none() -> None:
    """So does one that is killed. It gives way to everything else."""
    assert _outcome(os.getpid) != os.getpid()
    assert _outcome(lambda: os.nice(0)) == min(19, os.nice(0) + 5)
    assert str(_outcome(_fail)) == "SYNTHETIC"
    assert isinstance(_outcome(lambda: os.kill(os.getpid(), signal.SIGKILL)), BrokenProcessPool)


def _widths(*_: object) -> list[float]:
    drawing._advance.cache_clear()
    return [drawing._advance(chr(code), bold=False) for code in range(0x20, 0x250)] * 20


@forking
def test_processes_beside_measure_text_alike() -> None:
    """A font that was loaded before they were forked is no file whose position they share."""
    expected = _widths()
    futures = [Background(_widths).future for _ in range(4)]
    assert all(future.result(PATIENCE_SECONDS) == expected for future in futures)


@forking
def test_process_beside_that_is_stopped_is_gone() -> None:
    """It has ended once that returns, whatever it does; to stop it again does nothing."""
    beside = Background(lambda: time.sleep(600))
    beside.stop()
    beside.stop()
    assert beside.future.exception(PATIENCE_SECONDS) is not None


# --- watching ---------------------------------------------------------------------------------------------------------


def test_look_that_has_to_wait_does_not_put_off_the_next_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside a build a look takes long; the next one is as far off as by its processor time, or changes come late."""
    poller = _Poller(EventQueue(), ObservedWatch(str(tmp_path), recursive=True), timeout=0)

    def wait() -> EmptyDirectorySnapshot:
        time.sleep(0.5)
        return EmptyDirectorySnapshot()

    monkeypatch.setattr(poller, "_snapshot", wait)
    poller.queue_events(0)
    assert poller._took < 0.25
