"""What tests of every area share: the built site, a browser to open it in, and how hypothesis searches."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser import MISSING, launch, once, provide_chromium, serving
from tests.sites import ROOT, Site, build

# The same examples each time: a run that fails can be repeated. To search further: pytest --hypothesis-profile=search
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("fast", derandomize=True, deadline=None, max_examples=20)
settings.register_profile("search", max_examples=1_000, deadline=None)
settings.load_profile("repeatable")

SLOW_FOLDERS = {"pages"}
SLOW_FIXTURES = {"browser", "built", "series", "site", "synthetic"}
"""Fixtures that start a browser or build a site."""
STARTS_A_PROCESS = {"os.fork", "os.forkpty", "os.posix_spawn", "subprocess.Popen"}
"""Audit events of Python."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests as slow by their folder and by their fixtures; others carry the marker themselves."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if SLOW_FOLDERS.intersection(item.path.parts) or SLOW_FIXTURES & fixtures:
            item.add_marker(pytest.mark.slow)


class ProcessGuard:
    """Fails a test that starts a process without the marker ``slow``."""

    def __init__(self) -> None:
        self.fast_test: pytest.Item | None = None
        """The test that runs, unless it is slow."""
        sys.addaudithook(self._audit)

    def _audit(self, event: str, _arguments: tuple[object, ...]) -> None:
        if self.fast_test is not None and event in STARTS_A_PROCESS:
            pytest.fail(f"{self.fast_test.nodeid} starts a process ({event}): mark it with @pytest.mark.slow")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Watch a test with its fixtures."""
        self.fast_test = None if item.get_closest_marker("slow") else item
        try:
            return (yield)
        finally:
            self.fast_test = None


def pytest_configure(config: pytest.Config) -> None:
    """Guard the fast tests."""
    config.pluginmanager.register(ProcessGuard())


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a directory that all workers of this run see."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def site(shared: Path) -> Iterator[Site]:
    """Build the bulletin of this repository's records, once for all workers, and serve it."""
    directory = Path(once(shared, "site-built", lambda: build(ROOT, shared / "site")))
    with serving(directory) as address:
        yield Site(directory, address)


@pytest.fixture(scope="session")
def series(shared: Path) -> Iterator[Site]:
    """Build the site of all editions of this repository's records, once for all workers, and serve it.

    An edition in a language is as a language is to :class:`Site`: ``vi/2023-Q1``.
    """
    directory = Path(once(shared, "series-built", lambda: build(ROOT, shared / "series", draft=False)))
    with serving(directory) as address:
        yield Site(directory, address)


@pytest.fixture(scope="session")
def browser(shared: Path) -> Iterator[Browser]:
    """Start a real headless Chromium. Without one the test is skipped, and under ``CI=true`` fails."""
    executable = once(shared, "chromium", provide_chromium)
    if not executable:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    with sync_playwright() as playwright, launch(playwright, executable) as started:
        yield started


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end, where it is read, that pages were not opened in a browser."""
    skipped = terminalreporter.stats.get("skipped", [])
    missing = sum(MISSING in str(report.longrepr) for report in skipped)
    if missing:
        terminalreporter.write_line(
            f"{missing} tests skipped: {MISSING}. On Debian: apt install chromium libatomic1", yellow=True, bold=True
        )
