"""How long a preview takes until it shows a change that was saved."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from bulletin.website.search_index import SEARCH_INDEX

from benchmarks import city
from benchmarks.measuring import Cost, FailedError, Watch
from tests.sites import VI

_EACH_SECONDS = 0.05
_RELOADING = re.compile(rb"livereload\(\d+, \d+\)")
"""What a preview adds to a page, which differs each time."""


def refreshed(size: city.City, project: Path, patience: float, output: Path) -> Cost | None:
    """The cost of an edit in a preview: from when it is saved until the page of the edited unit is another.

    The whole site is there before.

    :param patience: seconds after which the preview is ended; None is returned then.
    :param output: file that takes what it prints.
    :raises FailedError: when it ends by itself.
    """
    page = f"{VI}/organizations/{size.choirs[-1]}/"
    with _preview(project, output) as (started, address), Watch(started) as watch:
        try:
            before = _shown(started, address + page, patience)
            _shown(started, f"{address}{VI}/{SEARCH_INDEX}", patience)  # which is not there before all pages
            begun = time.perf_counter()
            city.edit(size, project)
            _shown(started, address + page, patience, other_than=before)
        except TimeoutError:
            return None
        except ChildProcessError:
            raise FailedError(output.read_text(encoding="utf-8", errors="replace")) from None
        return Cost(time.perf_counter() - begun, watch.peak)


@contextmanager
def _preview(project: Path, output: Path) -> Iterator[tuple[psutil.Popen, str]]:
    """A preview in one language, until the block ends; with its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = str(probe.getsockname()[1])
    command: Sequence[str | Path] = (Path(sys.executable).with_name("bulletin"), "serve", "--project", project)
    with output.open("wb") as log:
        started = psutil.Popen(
            [*command, "--port", port, "--language", VI], stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield started, f"http://127.0.0.1:{port}/"
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _shown(started: psutil.Popen, address: str, patience: float, other_than: bytes = b"") -> bytes:
    """A page, as soon as it is there and another one than before."""
    until = time.perf_counter() + patience
    while time.perf_counter() < until:
        if started.poll() is not None:
            raise ChildProcessError
        with suppress(URLError, ConnectionError, HTTPException), urlopen(address, timeout=patience) as answer:
            page = _RELOADING.sub(b"", answer.read())
            if page != other_than:
                return page
        time.sleep(_EACH_SECONDS)
    raise TimeoutError
