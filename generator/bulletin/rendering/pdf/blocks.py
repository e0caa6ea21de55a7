"""A page as the blocks that its template writes: headings, paragraphs, lists, and views that are still values.

The templates of the pages say what is on a page, in which words and in which order, for the site and for PDF files
alike. Where they call a macro for a table, a chart or a list of facts, this keeps what the macro was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from bulletin.rendering.files import PageJob, markdown_of
from bulletin.rendering.markup import HEADING, blocks, markdown_blocks, plain

_KEPT = re.compile(r"<kept ([0-9]+)>")
"""Where a macro was called. Text of records cannot be taken for it, since it is encoded."""
_LEFT_OUT = frozenset({"downloads", "history", "more"})
"""Sections that only lead on to other pages of the site; and all figures of a measure, which are for programs."""


@dataclass(frozen=True)
class Heading:
    """The heading of a section."""

    level: int
    """1 for the title of the page."""
    title: str
    anchor: str
    """Empty for the title of the page."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list of plain texts."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Shown:
    """What a macro of the pages shows."""

    macro: str
    """The name of the macro."""
    views: tuple[object, ...]
    """What it was given: tables, facts, charts, titles."""


Block = Heading | Paragraph | Bullets | Shown


def blocks_of(job: PageJob) -> Iterator[Block]:
    """The blocks of a page, its title first, without the sections that only make sense on a site."""
    kept: list[Shown] = []
    macros = {name: partial(_keep, kept, name) for name in blocks(job.language, job.words)}
    is_left_out = False
    for text in markdown_blocks(markdown_of(job, macros)):
        block = _block(text, kept)
        if isinstance(block, Heading) and block.level <= 2:
            is_left_out = block.anchor in _LEFT_OUT
        if not is_left_out:
            yield block


def _keep(kept: list[Shown], macro: str, *views: object) -> Markup:
    """Keep what a macro was given; what the template writes in its place is a block of its own."""
    kept.append(Shown(macro, views))
    return Markup(f"\n\n<kept {len(kept) - 1}>\n\n")  # noqa: S704 - of our own


def _block(text: str, kept: list[Shown]) -> Block:
    if match := _KEPT.fullmatch(text):
        return kept[int(match[1])]
    if match := HEADING.fullmatch(text):
        return Heading(len(match[1]), plain(match[2]), match[3] or "")
    if text.startswith("- "):
        return Bullets(tuple(plain(item.removeprefix("- ")) for item in text.split("\n")))
    return Paragraph(plain(text))
