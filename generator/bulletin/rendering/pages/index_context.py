"""What a list of pages shows."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.rendering.files import Context
from bulletin.rendering.views import Link, Table

DEPTHS = 5
"""How many levels of the tree are distinguished by indentation."""


@dataclass(frozen=True)
class IndexContext(Context):
    """A list of pages."""

    template = "index"

    intro: str
    """How many there are."""
    also: tuple[Link, ...]
    """Pages that answer questions about all of them."""
    entries: Table | None
    """The pages, with the little that helps to choose; None where there are none."""
