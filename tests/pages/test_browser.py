"""The browser that the tests use is a real one, is there or said to be missing, and sees no network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser import MISSING, once
from tests.sites import ROOT


def test_browser_runs_scripts(browser: Browser) -> None:
    """Chromium starts, and runs JavaScript."""
    with browser.new_page() as page:
        assert page.evaluate("6 * 7") == 42


def test_once_makes_one_thing_for_all(tmp_path: Path) -> None:
    """Whoever asks second gets what the first one made."""
    made = [once(tmp_path, "thing", maker) for maker in (lambda: "first", lambda: "second")]
    assert made == ["first", "first"]


def _run_without_browser(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run this module's browser test where the Chromium that is named does not exist."""
    test = f"{__file__}::test_browser_runs_scripts"
    nothing = {"BULLETIN_CHROMIUM": str(tmp_path / "no-such-browser"), "PATH": os.environ["PATH"]}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'run'}", test],
        cwd=ROOT,
        env={**nothing, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_browser_is_said_last(tmp_path: Path) -> None:
    """A run that found no browser passes on a desk, and says so in its last lines."""
    done = _run_without_browser(tmp_path)
    assert done.returncode == 0, done.stdout
    assert MISSING in "\n".join(done.stdout.splitlines()[-3:])


def test_missing_browser_fails_in_ci(tmp_path: Path) -> None:
    """A run that found no browser fails where nobody reads the last lines."""
    done = _run_without_browser(tmp_path, CI="true")
    assert done.returncode == 1, done.stdout
    assert MISSING in done.stdout
