"""Colours on a terminal."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TextIO

import click

if TYPE_CHECKING:  # a check must not wait for what only a build needs
    from bulletin.problems.report import Paint


def paint(stream: TextIO) -> Paint:
    """Colours for a terminal; none where NO_COLOR asks for none, or nobody looks."""
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
