"""What rendering hands to the site: pages and other files, as values."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.model.places import Place
from bulletin.model.text import Language


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for its table of contents."""

    id: str
    """The anchor, unique on the page."""
    title: str
    """Plain text."""
    level: int
    """2 for a section, 3 for a part of one."""


@dataclass(frozen=True)
class Page:
    """A page of the site in one language."""

    path: str
    """Source path: ``organizations/north.md`` is published at ``organizations/north/``."""
    title: str
    """Plain text; the page's only first-level heading says the same."""
    description: str
    """One plain sentence for search engines and link previews, computed from the page's figures where it has any."""
    markdown: str
    """The page as Markdown; tables and charts stand in it as finished HTML blocks."""
    html: str
    """The same page as finished article HTML, so that the site need not convert it."""
    headings: tuple[Heading, ...] = ()
    edit: Place | None = None
    """The record that the page is mainly about, for "edit this record"."""
    search_text: str = ""
    """Plain text that finds the page besides its title: labels, main figures. Without one, the description does."""


@dataclass(frozen=True)
class Asset:
    """A file published as it is: a download, an API answer."""

    path: str
    """``downloads/figures.csv``"""
    content: bytes


@dataclass(frozen=True)
class Redirect:
    """The former address of a page. It is no page of its own: no search, list or map of the site names it."""

    path: str
    """Source path of the page that was there: ``organizations/old.md``."""
    to: str
    """Source path of the page that it leads to."""
    title: str
    """Title of that page, in plain text."""
    words: str
    """That the page is found elsewhere now, as a heading."""
    language: Language


SiteFile = Page | Asset | Redirect
