"""The pages of a version as readers have them: rows of tables with what they link to, blocks of text, and charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path

from bulletin.localization.formats import day_text, formats_of

_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_BLOCKS = frozenset({"li", "p", "desc", "title", "dd", "h1", "h2", "h3", "caption", "figcaption"})
_YEAR, _DAY = 2099, 28
"""Of the dates by which others are known; the digits of neither are in the other, nor in a month."""
_LABELS = re.compile(r"(periods|sources|decisions|measures|organizations|methods)/[^#]*$|decisions/#|#.*-note-\d+$")
"""Addresses whose links are names rather than numbers."""


@dataclass(eq=False)
class Element:
    """An element of a page."""

    tag: str
    attributes: Mapping[str, str]
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All its text."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    @property
    def numbers_text(self) -> str:
        """Its text without names that it links to, marks of notes and flags."""
        if self.tag == "sup" or "bulletin-flag" in self.attributes.get("class", ""):
            return ""
        if self.tag == "a" and _LABELS.search(self.attributes.get("href", "")):
            return ""
        return "".join(child if isinstance(child, str) else child.numbers_text for child in self.children)

    def all(self, *tags: str) -> Iterator[Element]:
        """All elements below it of these names, in order."""
        for child in self.children:
            if isinstance(child, Element):
                if child.tag in tags:
                    yield child
                yield from child.all(*tags)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag not in _VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)


@dataclass(frozen=True)
class HtmlPage:
    """A page."""

    path: str
    """Where it is in its version: ``organizations/north/index.html``."""
    language: str
    root: Element

    @cached_property
    def organization(self) -> str | None:
        """The organization whose page it is."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "organizations" and len(parts) == 3 else None

    @cached_property
    def measure(self) -> str | None:
        """The measure whose page it is."""
        parts = self.path.split("/")
        return parts[1] if parts[0] == "measures" and len(parts) == 3 else None

    def anchor(self, href: str) -> tuple[str, str] | None:
        """The organization and the anchor of the row that an address leads to; None of any other address."""
        address, _, anchor = href.partition("#")
        if not anchor:
            return None
        if not address:
            return (self.organization, anchor) if self.organization else None
        found = re.search(r"organizations/([^/]+)/$", address)
        return (found[1], anchor) if found else None

    def numbers(self, text: str) -> list[tuple[Fraction, int]]:
        """The numbers in a text, in the notation of the page's language, each with its decimals."""
        return numbers_in(text, self.language)

    def without_dates(self, text: str) -> str:
        """A text without the dates in it."""
        return _dates(self.language).sub(" ", text)


@cache
def _dates(language: str) -> re.Pattern[str]:
    """Every date as the language writes it."""
    samples = (day_text(date(_YEAR, month, _DAY), language) for month in range(1, 13))
    escaped = (re.escape(text).replace(str(_YEAR), r"\d{4}").replace(str(_DAY), r"\d{1,2}") for text in samples)
    return re.compile(rf"(?<!\d)(?:{'|'.join(escaped)})(?!\d)")


def read_page(folder: Path, path: Path, language: str) -> HtmlPage:
    """Read a page of a version."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    found = next((each.attributes.get("lang", "") for each in reader.root.all("html")), "")
    return HtmlPage(path.relative_to(folder).as_posix(), found or language, reader.root)


def blocks_of(page: HtmlPage) -> Iterator[str]:
    """The texts of a page outside of tables: sentences, headings, descriptions of charts."""
    yield from _blocks(page.root)


def _blocks(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str) or child.tag in {"table", "script", "style", "nav"}:
            continue
        if "bulletin-cite" in child.attributes.get("class", ""):
            continue  # it names the version and the days of its publication
        if child.tag in _BLOCKS:
            yield " ".join(child.text.split())
        if child.tag not in _BLOCKS or child.tag in {"li", "dd"}:
            yield from _blocks(child)


_DIGITS = r"\d+(?:GROUP\d{2,3})*(?:DECIMAL\d+)?"
_SPACES = "\u00a0\u202f\u2009"


def numbers_in(text: str, language: str) -> list[tuple[Fraction, int]]:
    """The numbers in a text, in the notation of a language, each with its decimals."""
    formats = formats_of(language)
    group = f"[{re.escape(formats.group)}{_SPACES}]"
    pattern = _DIGITS.replace("GROUP", group).replace("DECIMAL", re.escape(formats.decimal))
    found = []
    for match in re.finditer(pattern, text):
        whole, _, decimals = re.sub(group, "", match[0]).partition(formats.decimal)
        digits = f"{int(whole)}.{_plain(decimals)}" if decimals else str(int(whole))
        found.append((Fraction(digits), len(decimals)))
    return found


def _plain(digits: str) -> str:
    return "".join(str(int(digit)) for digit in digits)
