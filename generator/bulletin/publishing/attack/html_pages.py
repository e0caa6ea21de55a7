"""The pages of a version as readers have them: rows of tables with what they link to, blocks of text, and charts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from bulletin.localization.formats import day_text
from bulletin.publishing.attack.html_elements import Element, read_html
from bulletin.publishing.attack.shown_numbers import Number, numbers_in

_BLOCKS = frozenset({"li", "p", "desc", "title", "dd", "h1", "h2", "h3", "caption", "figcaption"})
_YEAR, _DAY = 2099, 28
"""Of the dates by which others are known; the digits of neither are in the other, nor in a month."""


_DEPTH = 2
"""Folders in which the page of a record is: that of its section, and its own."""


@dataclass(frozen=True)
class HtmlPage:
    """A page."""

    path: str
    """Where it is in its version: ``organizations/north/index.html``."""
    language: str
    root: Element
    file: str = ""
    """Where its text is read, if not on the page."""

    @property
    def place(self) -> str:
        """The file in which it is, as reports name it."""
        return f"{self.language}/{self.file or self.path}"

    @cached_property
    def organization(self) -> str | None:
        """The organization whose page it is."""
        return self._of("organizations")

    @cached_property
    def measure(self) -> str | None:
        """The measure whose page it is."""
        return self._of("measures")

    @cached_property
    def counts_reports(self) -> bool:
        """Whether its tables count reports, rather than show figures."""
        return self._folders == ["quality"]

    def _of(self, section: str) -> str | None:
        return self._folders[1] if self._folders[0] == section and len(self._folders) == _DEPTH else None

    @cached_property
    def _folders(self) -> list[str]:
        """The folders that it is in; a page of a part of a table is in those of the page of the table."""
        return [name.partition("_")[0] for name in self.path.split("/")[:-1]] or [""]

    def anchor(self, href: str) -> tuple[str, str] | None:
        """The organization and the anchor of the row that an address leads to; None of any other address."""
        address, _, anchor = href.partition("#")
        if not anchor:
            return None
        if not address:
            return (self.organization, anchor) if self.organization else None
        found = re.search(r"organizations/([^/]+)/$", address)
        return (found[1], anchor) if found else None

    def numbers(self, text: str) -> list[Number]:
        """The numbers in a text, in the notation of the page's language."""
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
    root = read_html(path.read_text(encoding="utf-8"))
    found = next((each.attributes.get("lang", "") for each in root.all("html")), "")
    return HtmlPage(path.relative_to(folder).as_posix(), found or language, root)


def page_of_text(path: str, language: str, lines: Iterable[str], *, file: str) -> HtmlPage:
    """Lines that another file says, as the paragraphs of a page.

    :param path: of the page that they are about; empty where they are about the whole version.
    """
    paragraphs: list[Element | str] = [Element("p", children=[read_html(line).text]) for line in lines]
    return HtmlPage(path, language, Element("", children=paragraphs), file)


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
