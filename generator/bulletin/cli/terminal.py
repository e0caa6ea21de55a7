"""Output for terminals: colours, and a progress bar for what takes long."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from rich.progress import Progress

    from bulletin.problems.report import Paint

PATIENCE = 2.0
"""Seconds before a progress bar is shown."""


def paint(stream: TextIO) -> Paint:
    """Colours for a terminal; none where NO_COLOR asks for none, or the stream is no terminal."""
    from bulletin.problems.report import Role, plain

    if os.environ.get("NO_COLOR") or not stream.isatty():
        return plain
    styles: dict[Role, dict[str, Any]] = {
        Role.PLACE: {"bold": True},
        Role.ERROR: {"fg": "red", "bold": True},
        Role.WARNING: {"fg": "yellow", "bold": True},
        Role.CARET: {"fg": "red", "bold": True},
        Role.HINT: {"fg": "green"},
    }
    return lambda text, role: click.style(text, **styles[role])


@contextmanager
def progressing(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar while the block takes long, on a terminal only.

    :return: a function that takes how many of how many steps are done.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    bar = _Bar(what)
    timer = threading.Timer(PATIENCE, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.update
    finally:
        timer.cancel()
        timer.join()
        bar.hide()


class _Bar:
    """A progress bar on stderr that is gone when it is done."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._done: tuple[int, int | None] = 0, None
        self._live: Progress | None = None
        self._task: Any = None

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress

        live = Progress(console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False)
        self._task = live.add_task(self._what, completed=self._done[0], total=self._done[1])
        live.start()
        self._live = live

    def update(self, done: int, total: int) -> None:
        self._done = done, total
        if self._live is not None:
            self._live.update(self._task, completed=done, total=total)

    def hide(self) -> None:
        if self._live is not None:
            self._live.stop()
