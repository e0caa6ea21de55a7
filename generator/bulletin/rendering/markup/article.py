"""The finished article: our pages' Markdown turned into HTML, without the cost of a general converter.

The templates write only headings with an anchor, paragraphs, flat lists and blocks of finished HTML, all apart by blank
lines, with record text encoded. For that much, this gives what Python-Markdown gives, at a hundredth of its time; a
test holds every page to that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from bulletin.rendering.files import Heading

_HEADING = re.compile(r"(#{1,6}) (.*?)(?: \{#([a-z0-9-]+)\})?")
_FINISHED = re.compile(r"<(?:/?)(?:article|aside|div|details|dl|figure|nav|ol|p|section|table|ul)\b")
_TAG = re.compile(r"<[^>]*>")


def article(markdown: str) -> str:
    """The HTML of a page's Markdown."""
    return "\n".join(_html(block) for block in _blocks(markdown))


def headings(markdown: str) -> tuple[Heading, ...]:
    """The headings that have an anchor, in order."""
    found = (_HEADING.fullmatch(block) for block in _blocks(markdown) if block.startswith("#"))
    return tuple(Heading(m[3], plain(m[2]), len(m[1])) for m in found if m is not None and m[3] is not None)


def plain(html: str) -> str:
    """The text content of a piece of finished HTML."""
    return unescape(_TAG.sub("", html))


def _blocks(markdown: str) -> Iterator[str]:
    return (block for block in re.split(r"\n\s*\n", markdown.strip()) if block)


def _html(block: str) -> str:
    if _FINISHED.match(block):
        return block
    if match := _HEADING.fullmatch(block):
        anchor = f' id="{match[3]}"' if match[3] else ""
        return f"<h{len(match[1])}{anchor}>{match[2]}</h{len(match[1])}>"
    if block.startswith("- "):
        items = (f"<li>{item.removeprefix('- ')}</li>" for item in block.split("\n"))
        return "\n".join(("<ul>", *items, "</ul>"))
    return f"<p>{block}</p>"
