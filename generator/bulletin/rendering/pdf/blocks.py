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
from bulletin.rendering.views import Link

_KEPT = re.compile(r"(<kept [0-9]+>)")
"""Where a macro was called. Text of records cannot be taken for it, since it is encoded."""
_LINK = "link"
"""The macro of links within text."""
_ALL_FIGURES = "history"
_LEFT_OUT = frozenset({"downloads", "more", _ALL_FIGURES})
"""Sections that only lead on to other pages of the site; and all figures of a measure, of which charts stay."""

Parts = tuple[str | Link, ...]
"""A line: plain texts, with links between them."""


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
    """A paragraph."""

    line: Parts


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Parts, ...]


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
    macros = {name: partial(_keep, kept, "\n\n", name) for name in blocks(job.language, job.words)}
    macros[_LINK] = partial(_keep, kept, "", _LINK)
    section = ""
    for text in markdown_blocks(markdown_of(job, macros)):
        block = _block(text, kept)
        if isinstance(block, Heading) and block.level <= 2:
            section = block.anchor
        is_chart = isinstance(block, Shown) and block.macro == "chart"
        if section not in _LEFT_OUT or (section == _ALL_FIGURES and is_chart):
            yield block


def _keep(kept: list[Shown], around: str, macro: str, *views: object) -> Markup:
    """Keep what a macro was given, and let the template write its place."""
    kept.append(Shown(macro, views))
    return Markup(f"{around}<kept {len(kept) - 1}>{around}")  # noqa: S704 - of our own


def _block(text: str, kept: list[Shown]) -> Block:
    if _KEPT.fullmatch(text) and (shown := kept[_number(text)]).macro != _LINK:
        return shown
    if match := HEADING.fullmatch(text):
        return Heading(len(match[1]), plain(match[2]), match[3] or "")
    if text.startswith("- "):
        return Bullets(tuple(tuple(_parts(item.removeprefix("- "), kept)) for item in text.split("\n")))
    return Paragraph(tuple(_parts(text, kept)))


def _parts(line: str, kept: list[Shown]) -> Iterator[str | Link]:
    for part in filter(None, _KEPT.split(line)):
        found = kept[_number(part)].views[0] if _KEPT.fullmatch(part) else plain(part)
        if isinstance(found, str | Link):
            yield found


def _number(place: str) -> int:
    return int(place.removeprefix("<kept ").removesuffix(">"))
