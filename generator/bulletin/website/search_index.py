"""The index of the search: one file for Material's own search, or many for sites with many pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError

from bulletin.localization.messages import _, translate
from bulletin.model.folding import folded, without_accents
from bulletin.model.text import Language
from bulletin.rendering.files import Page
from bulletin.rendering.links import is_part_page
from bulletin.website.inverted_index import InvertedIndex, SearchEntry

SEARCH_INDEX = "search/search_index.json"
"""Where Material's search looks for its index, below the site's directory."""
SPLIT_FROM = 500
"""The number of pages from which on the index is split. With as many, Material's own search fetches 240 kB and takes
0.2 s on every page, and both grow with their number; see decision 0072."""
_SPLIT = "split"
"""The setting of the search under which its worker finds the contents of a split index."""
_DIGIT = re.compile(r"\\d(?![^\[]*\])")
"""A digit, outside of a set: any in Python, one of ASCII in scripts."""

Found = tuple[Page, str]
"""A page, and where it is published."""


def search_entry(page: Page, location: str) -> SearchEntry:
    """The entry of a page that is published at ``location``."""
    text = page.search_text or page.description
    return {"location": location, "title": str(escape(page.title)), "text": str(escape(text))}


@dataclass
class SearchIndex:
    """The index of a site that is being built."""

    is_split: bool
    """Whether it is in many files."""
    folder: str
    """The site's folder, below the top of all languages and editions."""
    language: Language
    """Of error messages."""
    _found: list[Found] = field(default_factory=list)

    @classmethod
    def of(cls, pages: int, folder: str, language: Language) -> SearchIndex:
        """The index of a site that has about so many pages."""
        return cls(pages >= SPLIT_FROM, folder, language)

    def add(self, page: Page, location: str) -> None:
        """Let a page be found, unless it has no more than some rows of a table."""
        if not is_part_page(page.path):
            self._found.append((page, location))

    def write(self, site_dir: Path) -> None:
        """Write the index, in place of that of the hand-written pages, which the search plugin has just written.

        :raises PluginError: when the configured separator of words is of no use.
        """
        path = site_dir / SEARCH_INDEX
        if not path.is_file():  # the project configures no search
            return
        index = json.loads(path.read_text(encoding="utf-8"))
        if self.is_split:
            index["config"][_SPLIT] = self._split(path.parent, index)
            index["docs"] = []
        else:
            index["docs"] = [*(search_entry(*found) for found in self._found), *index["docs"]]
        path.write_bytes(json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode())

    def _split(self, directory: Path, index: dict[str, Any]) -> dict[str, Any]:
        inverted = InvertedIndex(directory, self._pattern(index["config"]["separator"]))
        ours = (search_entry(*found) for found in sorted(self._found, key=_from_the_top))
        return {"folder": self.folder, **inverted.write((*_plain(index["docs"]), *ours))}

    def _pattern(self, separator: str) -> re.Pattern[str]:
        try:
            return re.compile(_DIGIT.sub("[0-9]", separator))
        except re.error as error:
            wrong = _("The separator of words that is set for the search cannot be used: {error}")
            raise PluginError(translate(wrong, self.language, error=str(error))) from None


def _from_the_top(found: Found) -> tuple[int, int, str, str]:
    """By level, then short titles before long ones, then by title, so that much of an answer is in the same file."""
    page, location = found
    return page.level, len(page.title.split()), without_accents(folded(page.title)), location


def _plain(entries: Iterable[SearchEntry]) -> Iterator[SearchEntry]:
    """The entries of hand-written pages without tags; a section comes after its page."""
    page = ""
    for entry in entries:
        title, text = _without_tags(entry["title"]), _without_tags(entry["text"])
        plain: SearchEntry = {"location": entry["location"], "title": title, "text": text}
        if "#" in entry["location"]:
            yield {**plain, "page": page}
        else:
            page = title
            yield plain


def _without_tags(html: str) -> str:
    return str(escape(Markup(html).striptags()))  # noqa: S704 - of the project's own pages, and escaped again
