"""What tests of every area share: the built site, a browser to open it in, and how hypothesis searches."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser import MISSING, launch, once, provide_chromium, serving
from tests.pages.pseudo import PseudoSite, build_in_new_languages
from tests.sites import ROOT, SAMPLE, Site, build

# The same examples each time: a run that fails can be repeated. To search further: pytest --hypothesis-profile=search
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("fast", derandomize=True, deadline=None, max_examples=20)
settings.register_profile("search", max_examples=1_000, deadline=None)
settings.load_profile("repeatable")

SLOW_FOLDERS = {"pages"}
SLOW_FIXTURES = {"browser", "built", "pseudo", "series", "site", "synthetic"}
"""Fixtures that start a browser or build a site."""
STARTS_A_PROCESS = {"os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen"}
"""Audit events of Python."""
OPENS_A_FILE = {"open", "os.listdir", "os.scandir"}
"""The same; the first argument is the path."""
RECORDS = ROOT / "records"
ABOUT_RECORDS = ROOT / "tests" / "this_bulletin"
"""Where tests may depend on the records of this repository."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests as slow by their folder and by their fixtures; others carry the marker themselves."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if SLOW_FOLDERS.intersection(item.path.parts) or SLOW_FIXTURES & fixtures:
            item.add_marker(pytest.mark.slow)


class Guard:
    """Fails a test that starts a process without the marker ``slow``, or depends on the records of this repository."""

    def __init__(self) -> None:
        self.starts_no_process: pytest.Item | None = None
        """The test that runs, unless it is slow."""
        self.reads_no_records: pytest.Item | pytest.Collector | None = None
        """What runs or is collected, unless it is about the records of this repository."""
        sys.addaudithook(self._audit)

    def _audit(self, event: str, arguments: tuple[object, ...]) -> None:
        if self.starts_no_process is not None and event in STARTS_A_PROCESS:
            pytest.fail(f"{self.starts_no_process.nodeid} starts a process ({event}): mark it with @pytest.mark.slow")
        if self.reads_no_records is not None and event in OPENS_A_FILE and is_of_this_bulletin(arguments[0]):
            test, self.reads_no_records = self.reads_no_records, None  # what reports the failure may read
            pytest.fail(f"{test.nodeid} reads {arguments[0]}: let it take {SAMPLE}, or move it to {ABOUT_RECORDS}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Watch a test with its fixtures; the project that commands find where they are started is the sample."""
        self.starts_no_process = None if item.get_closest_marker("slow") else item
        with self._watching(item), chdir(SAMPLE):
            try:
                return (yield)
            finally:
                self.starts_no_process = None

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Generator[None, object, object]:
        """Watch what modules of tests do when they are imported."""
        with self._watching(collector):
            return (yield)

    @contextmanager
    def _watching(self, watched: pytest.Item | pytest.Collector) -> Iterator[None]:
        self.reads_no_records = None if watched.path.is_relative_to(ABOUT_RECORDS) else watched
        try:
            yield
        finally:
            self.reads_no_records = None


def is_of_this_bulletin(path: object) -> bool:
    """Whether a path, as something is opened by it, leads into the records of this repository."""
    text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
    return text.startswith(str(RECORDS)) or (
        text.startswith("records") and Path(text).absolute().is_relative_to(RECORDS)
    )


def pytest_configure(config: pytest.Config) -> None:
    """Watch the tests."""
    config.pluginmanager.register(Guard())


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a directory that all workers of this run see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def site(shared: Path) -> Iterator[Site]:
    """Build the bulletin of the sample, once for all workers, and serve it."""
    directory = Path(once(shared, "site-built", lambda: build(SAMPLE, shared / "site")))
    with serving(directory) as address:
        yield Site(directory, address)


@pytest.fixture(scope="session")
def series(shared: Path) -> Iterator[Site]:
    """Build the site of all editions of the sample, once for all workers, and serve it.

    An edition in a language is as a language is to :class:`Site`: ``vi/2023-Q1``.
    """
    directory = Path(once(shared, "series-built", lambda: build(SAMPLE, shared / "series", draft=False)))
    with serving(directory) as address:
        yield Site(directory, address)


@pytest.fixture(scope="session")
def pseudo(shared: Path) -> PseudoSite:
    """Build an edition in languages that only a catalogue was added for, once for all workers."""
    top = Path(once(shared, "pseudo-built", lambda: build_in_new_languages(shared / "pseudo")))
    return PseudoSite(top / "generator", top / "project", top / "site")


@pytest.fixture(scope="session")
def chromium(shared: Path) -> str:
    """Find a real Chromium. Without one the test is skipped, and under ``CI=true`` fails."""
    executable = once(shared, "chromium", provide_chromium)
    if not executable:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    return executable


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start it, headless."""
    with sync_playwright() as playwright, launch(playwright.chromium, chromium) as started:
        yield started


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, where it is read, that pages were not opened in a browser."""
    skipped = terminalreporter.stats.get("skipped", [])
    missing = sum(MISSING in str(report.longrepr) for report in skipped)
    if missing:
        terminalreporter.write_line(
            f"{missing} tests skipped: {MISSING}. On Debian: apt install chromium libatomic1", yellow=True, bold=True
        )
