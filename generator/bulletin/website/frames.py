"""What stands around an article, laid out by the theme once for all pages that share it.

The theme takes four milliseconds to lay out a page, nearly all of it the same on every page of a folder. So the first
page of a folder is laid out with marks where pages differ, and the others are filled in between. The first two are laid
out in full as well: should the results differ, because a template shows something that has no mark, every page is.
"""

from __future__ import annotations

import copy
import posixpath
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

TEMPLATE = "framed.html"
"""The template of pages that are laid out here: it prints ``framed``."""

_MARK = re.compile("\ue000([a-z]+)\ue001")
_PAGES_TRIED = 2


def _mark(name: str) -> Markup:
    """A mark that passes through every filter of a template; private-use characters are refused in records."""
    return Markup("\ue000{}\ue001").format(name)


_ARTICLE = f"<h1>{_mark('article')}</h1>"
"""Articles have headings, or the theme would give them one."""


class _Kind(NamedTuple):
    """What pages of one frame have in common."""

    folder: str
    has_sections: bool
    has_record: bool


class Frames:
    """The frames of one build."""

    def __init__(self, environment: Environment, lead_to: Callable[[str], None]) -> None:
        """Begin without any.

        :param lead_to: told the address of the page that is laid out next, below the site of its language.
        """
        self._layout = environment.get_template("main.html")
        self._lead_to = lead_to
        self._frames: dict[_Kind, list[str] | None] = {}
        self._tried: Counter[_Kind] = Counter()

    def page(self, page: Page, context: TemplateContext) -> str:
        """The whole page, as the theme would lay it out."""
        kind = _Kind(_folder(page), bool(page.toc), page.edit_url is not None)
        if self._tried[kind] < _PAGES_TRIED:
            return self._try(kind, page, context)
        frame = self._frames[kind]
        return self._in_full(page, context) if frame is None else _filled(frame, page)

    def _try(self, kind: _Kind, page: Page, context: TemplateContext) -> str:
        if not self._tried[kind]:
            marked = self._layout.render({**context, "page": self._marked(page)})
            self._frames[kind] = _MARK.split(marked.replace(_ARTICLE, _mark("article")))
        self._tried[kind] += 1
        full, frame = self._in_full(page, context), self._frames[kind]
        if frame is None or _filled(frame, page) != full:
            self._frames[kind] = None
        return full

    def _in_full(self, page: Page, context: TemplateContext) -> str:
        self._lead_to(page.url)
        return self._layout.render(context)

    def _marked(self, page: Page) -> Page:
        marked = copy.copy(page)
        address = posixpath.join(_folder(page), _mark("name"), "")
        marked.meta = {**page.meta, **{name: _mark(name) for name in ("title", "description", "contents")}}
        marked.content = _ARTICLE
        marked.toc = TableOfContents([AnchorLink("", _mark("section"), 2)] if page.toc else [])
        marked.edit_url = page.edit_url and _mark("edit")
        marked.canonical_url = page.canonical_url and page.canonical_url.removesuffix(page.url) + address
        self._lead_to(address)
        return marked


def _folder(page: Page) -> str:
    return posixpath.dirname(page.file.src_uri)


def _filled(frame: list[str], page: Page) -> str:
    """The frame with a page's own in its gaps; text and gaps stand in it by turns."""
    values = {
        **page.meta,
        "name": page.file.name,
        "article": page.content,
        "section": next((link.id for link in page.toc), ""),
        "edit": page.edit_url,
    }
    return "".join(values[part] if place % 2 else part for place, part in enumerate(frame))
