"""Templates and styles of the site: their paths, their environment, and caches of layouts.

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
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket, BytecodeCache
from markupsafe import Markup
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext

from bulletin.analysis.dependencies import digest
from bulletin.localization.languages import is_right_to_left
from bulletin.model.text import Language
from bulletin.rendering import markup
from bulletin.rendering.charts import STYLESHEET
from bulletin.website.content_policy import plain_policy

_HERE = Path(__file__).parent
_RENDERING = _HERE.parent / "rendering"
OWN = _HERE / "templates"
"""The small templates of the site, apart from the theme."""
THEME = _HERE / "theme"
"""What the bulletin changes of the theme: overridden templates, and assets."""
CHART_STYLE_URI = "assets/stylesheets/chart.css"
"""The path in the site of the style of the charts, which are drawn without one."""
PAGE_STYLE_URI = "assets/stylesheets/bulletin.css"
BRAND_STYLE_URI = "assets/stylesheets/brand.css"
"""The path of the style that follows from the bulletin's colour, where it has one."""
ICON = "assets/images/bulletin.svg"
"""The path of the icon of a site without a logo."""
PAGE_STYLE = THEME / PAGE_STYLE_URI
"""The style of everything else, which is part of the theme and published with it."""
TEMPLATES = _RENDERING / "templates"
"""The templates of the articles."""
SOURCES = (THEME, STYLESHEET, TEMPLATES)
"""Files that a preview watches besides the records."""
CACHED_LAYOUT = "cached_layout.html"
"""The template of pages that are laid out here: it prints ``full_page``."""
_MARK = re.compile("\ue000([a-z]+)\ue001")
_PAGES_TRIED = 2


def in_language(language: Language, within: Language | None = None) -> Markup:
    """The attributes of an element whose text is in a language: ``lang="he" dir="rtl"``.

    :param within: the language around it; None: none, where text runs from left to right unless a direction is given.
    """
    leftward, around = is_right_to_left(language), within is not None and is_right_to_left(within)
    direction = "" if leftward == around else Markup(' dir="{}"').format("rtl" if leftward else "ltr")
    return Markup('lang="{}"{}').format(language, direction)


@cache
def templates(folder: Path = OWN) -> Environment:
    """The environment of a folder of templates, by default of ``generator/bulletin/website/templates``.

    They may include partials of the theme, and have :func:`in_language`.
    """
    environment = Environment(
        loader=FileSystemLoader([folder, THEME]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"in_language": in_language, "plain_policy": plain_policy}
    return environment


# --- caches -----------------------------------------------------------------------------------------------------------


def _mark(name: str) -> Markup:
    """A mark that passes through every filter of a template; private-use characters are refused in records."""
    return Markup("\ue000{}\ue001").format(name)


_CITATION = 'id="cite"'
"""By which the theme knows an article that says how it is cited, to which its footer leads."""
_ARTICLES = {False: f"<h1>{_mark('article')}</h1>", True: f"<h1 {_CITATION}>{_mark('article')}</h1>"}
"""What is laid out in the place of articles without a citation, and with one. They have headings, or the theme would
give them one."""


class _Kind(NamedTuple):
    """The properties that pages with the same layout share."""

    folder: str
    has_sections: bool
    has_record: bool
    has_citation: bool


class LayoutCache:
    """The layouts of one build, each for all pages of a folder."""

    def __init__(self, environment: Environment, set_alternates: Callable[[str], None]) -> None:
        """Start with an empty cache.

        :param set_alternates: takes the address of the page that is laid out next, below the site of its language.
        """
        self._template = environment.get_template("main.html")
        self._set_alternates = set_alternates
        self._layouts: dict[_Kind, list[str] | None] = {}
        self._tried: Counter[_Kind] = Counter()

    def page(self, page: MkDocsPage, context: TemplateContext) -> str:
        """The whole page, as the theme would lay it out."""
        has_citation = _CITATION in (page.content or "")
        kind = _Kind(_folder(page), bool(page.toc), page.edit_url is not None, has_citation)
        if self._tried[kind] < _PAGES_TRIED:
            return self._try(kind, page, context)
        layout = self._layouts[kind]
        return self._in_full(page, context) if layout is None else _filled(layout, page)

    def _try(self, kind: _Kind, page: MkDocsPage, context: TemplateContext) -> str:
        if not self._tried[kind]:
            article = _ARTICLES[kind.has_citation]
            marked = self._template.render({**context, "page": self._marked(page, article)})
            self._layouts[kind] = _MARK.split(marked.replace(article, _mark("article")))
        self._tried[kind] += 1
        full, layout = self._in_full(page, context), self._layouts[kind]
        if layout is None or _filled(layout, page) != full:
            self._layouts[kind] = None
        return full

    def _in_full(self, page: MkDocsPage, context: TemplateContext) -> str:
        self._set_alternates(page.url)
        return self._template.render(context)

    def _marked(self, page: MkDocsPage, article: str) -> MkDocsPage:
        marked = copy.copy(page)
        address = posixpath.join(_folder(page), _mark("name"), "")
        marked.meta = {**page.meta, **{name: _mark(name) for name in ("title", "description", "contents")}}
        marked.content = article
        marked.toc = TableOfContents([AnchorLink("", _mark("section"), 2)] if page.toc else [])
        marked.edit_url = page.edit_url and _mark("edit")
        marked.canonical_url = page.canonical_url and page.canonical_url.removesuffix(page.url) + address
        self._set_alternates(address)
        return marked


def _folder(page: MkDocsPage) -> str:
    return posixpath.dirname(page.file.src_uri)


def _filled(layout: list[str], page: MkDocsPage) -> str:
    """The layout with the texts of a page at its marks; fixed text and marks alternate in it."""
    values = {
        **page.meta,
        "name": page.file.name,
        "article": page.content,
        "section": next((link.id for link in page.toc), ""),
        "edit": page.edit_url,
    }
    return "".join(values[part] if place % 2 else part for place, part in enumerate(layout))


class TemplateFiles:
    """The templates of the articles, which a preview follows while somebody edits them."""

    def __init__(self, folder: Path = TEMPLATES) -> None:
        self._folder = folder
        self._seen = self._state()
        self.edited = ""
        """The digest of those that were taken up since this program began, which it knows the former ones of."""

    def follow(self) -> None:
        """Forget all compiled templates if any was saved since."""
        if (state := self._state()) != self._seen:
            self._seen = state
            self.edited = digest([(str(path), path.read_text(encoding="utf-8")) for path, _ in sorted(state)]).hex()
            markup.page_templates.cache_clear()
            markup.blocks.cache_clear()

    def _state(self) -> frozenset[tuple[Path, int]]:
        return frozenset((path, path.stat().st_mtime_ns) for path in self._folder.rglob("*.jinja"))


class CompiledTemplates(BytecodeCache):
    """The theme's templates as compiled code, which Jinja checks against their text."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template, where it is cached."""
        if (code := self._code.get(bucket.key)) is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Cache the code of a template."""
        self._code[bucket.key] = bucket.bytecode_to_string()


ARTICLES = TemplateFiles()
COMPILED = CompiledTemplates()
