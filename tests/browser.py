"""A real headless Chromium for the tests: one that is here, else Playwright's, else the system's package.

Nothing of this is guessed: a Chromium counts as found when it starts and says its version.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, sync_playwright

MISSING = "no Chromium was found that Playwright can drive, nor could one be installed: no page was opened in a browser"
"""What a test says that is skipped for want of a browser; the last lines of the run repeat it."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
INSTALLING_SECONDS = 600
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


def once(shared: Path, name: str, make: Callable[[], str]) -> str:
    """Return what ``make`` gave in the first process of the test run that asked; the others wait for it.

    :param shared: a directory that all processes of the run see.
    """
    result = shared / name
    lock = shared / f"{name}.lock"
    lock.touch()
    with _locked(lock):
        if not result.exists():
            result.write_text(make(), encoding="utf-8")
    return result.read_text(encoding="utf-8")


def run(*command: str | Path) -> bool:
    """Whether the command could be run and ended well. Its output is of no interest; it gets no input."""
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=INSTALLING_SECONDS, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def provide_chromium() -> str:
    """Path of a Chromium that starts, installed if need be; empty when there is no way to one.

    ``BULLETIN_CHROMIUM`` names one; then no other is looked for.
    """
    if not (_playwright("--version") or (install_package("libatomic1") and _playwright("--version"))):
        return ""
    if named := os.environ.get("BULLETIN_CHROMIUM"):
        return named if run(named, "--version") else ""
    return _working() or _after(_install_playwrights) or _after(functools.partial(install_package, "chromium"))


def _after(install: Callable[[], bool]) -> str:
    return _working() if install() else ""


def _working() -> str:
    candidates = (*map(shutil.which, NAMES), _playwrights_path())
    return next((path for path in candidates if path and run(path, "--version")), "")


def _playwrights_path() -> str:
    with sync_playwright() as playwright:
        path: str = playwright.chromium.executable_path
    return path


def _install_playwrights() -> bool:
    return _playwright("install", "chromium") and (not IS_ROOT or _playwright("install-deps", "chromium"))


def _playwright(*arguments: str) -> bool:
    """Playwright runs in a Node.js of its own, which needs a library that the smallest systems do not have."""
    return run(sys.executable, "-m", "playwright", *arguments)


def install_package(package: str) -> bool:
    """Install a package of the system, which only root may, one at a time; whether that went well."""
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1", "apt-get")  # which starts no service that it brings
    with _locked(Path(__file__).parent):
        return IS_ROOT and run(*apt, "update") and run(*apt, "install", "--yes", "--no-install-recommends", package)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time into the block."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def launch(chromium: BrowserType, executable: str, *flags: str) -> Browser:
    """Start the browser, with a new profile that is removed when it closes.

    :param flags: more than it always has.
    """
    return chromium.launch(executable_path=executable, args=(*FLAGS, *flags), chromium_sandbox=not IS_ROOT)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing of each request."""


@contextlib.contextmanager
def serving(directory: Path) -> Iterator[str]:
    """Serve a directory on the loopback interface; give the address, without a slash at its end."""
    handler = functools.partial(_Quiet, directory=directory)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
