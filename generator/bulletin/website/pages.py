"""Rendered files as MkDocs sees them: virtual files, metadata, finished articles, redirects, the search index."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import join
from typing import TypedDict
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from bulletin.localization.messages import _, translate
from bulletin.model.text import Language
from bulletin.rendering import markup
from bulletin.rendering.files import Asset, Page, Redirect, SiteFile
from bulletin.rendering.links import HOME, relative, served, upwards
from bulletin.rendering.markup import Heading
from bulletin.rendering.tree import SECTIONS
from bulletin.website.caches import CACHED_LAYOUT
from bulletin.website.resources import CHART_STYLE, CHART_STYLE_URI, templates
from bulletin.website.staging import MARKER, MARKER_TEXT


def refuse_symlinks(docs_dir: Path, project: Path) -> None:
    """Stop before MkDocs follows a link out of the hand-written pages and publishes what it finds there.

    :param docs_dir: must not be reached through a link either.
    :param project: the folder of the configuration; how it is reached is the user's affair.
    :raises PluginError: naming every link.
    """
    way = [docs_dir, *docs_dir.parents]
    way = way[: way.index(project)] if project in way else [docs_dir]
    links = sorted(str(path) for path in (*way, *docs_dir.rglob("*")) if path.is_symlink())
    if links:
        raise PluginError("\n".join(["Symbolic links are not published:", *links]))


def virtual_files(config: MkDocsConfig, files: Iterable[SiteFile]) -> Iterator[File]:
    """Files that MkDocs publishes without finding them in ``docs_dir``, and those that every site needs."""
    for file in files:
        if isinstance(file, Page):
            yield _page(config, file)
        else:
            yield _asset(config, as_asset(file, config.site_url) if isinstance(file, Redirect) else file)
    yield _asset(config, Asset(CHART_STYLE_URI, CHART_STYLE.read_bytes()))
    yield _asset(config, Asset(MARKER, MARKER_TEXT))


def _asset(config: MkDocsConfig, asset: Asset) -> File:
    return File.generated(config, asset.path, content=asset.content, inclusion=InclusionLevel.NOT_IN_NAV)


def _page(config: MkDocsConfig, page: Page) -> File:
    """Only the top pages and the lists belong in the navigation: what they lead to is too much for one."""
    inclusion = InclusionLevel.INCLUDED if is_list_page(page.path) else InclusionLevel.NOT_IN_NAV
    return File.generated(config, page.path, content=page.markdown, inclusion=inclusion)


def navigation(language: Language, files: Files) -> list[str | dict[str, str]]:
    """The navigation of a site that configures none (MkDocs' ``nav``): the sections, then the hand-written pages."""
    written = (file.src_uri for file in files.documentation_pages() if file.generated_by is None)
    sections = (path for path in SECTIONS if files.get_file_from_path(path) is not None)
    return [{translate(_("Home"), language): HOME}, *sections, *written]


def is_list_page(path: str) -> bool:
    """Whether a page leads to others: the top pages, and the list of every folder."""
    return "/" not in path or posixpath.basename(path) == "index.md"


def set_parents(files: Files) -> None:
    """Make the list of each folder the parent of the other pages in it."""
    for file in files.documentation_pages():
        entrance = files.get_file_from_path(posixpath.join(posixpath.dirname(file.src_uri), "index.md"))
        if file.page and entrance and entrance.page and not is_list_page(file.src_uri):
            file.page.parent = entrance.page  # type: ignore[assignment]  # works for any item of the navigation


def set_metadata(target: MkDocsPage, page: Page, records_url: str | None) -> None:
    """Tell MkDocs what it would otherwise have found in the front matter.

    MkDocs' templates do not escape, so everything they are to print is escaped here.
    """
    target.meta = {
        "title": escape(page.title),
        "description": escape(page.description),
        "hide": ["navigation"],  # the tabs on top say as much
        "search": {"exclude": True},
    }
    target.edit_url = _edit_url(page, records_url)
    if not is_list_page(page.path):
        target.meta["template"] = CACHED_LAYOUT


def _edit_url(page: Page, records_url: str | None) -> str | None:
    if records_url is None or page.edit is None:
        return None
    return f"{records_url.rstrip('/')}/{quote(page.edit.file)}"


def set_article(target: MkDocsPage, page: Page) -> str:
    """Give MkDocs what it would otherwise have made of the Markdown: the article, and the table of its contents."""
    target.toc = _contents(page.headings)
    target.present_anchor_ids = {heading.id for heading in page.headings}
    target.meta["contents"] = templates().get_template("contents.html").render(links=target.toc)
    return page.html


def _contents(headings: Iterable[Heading]) -> TableOfContents:
    """The sections, and their parts below them."""
    sections: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.id, heading.level)
        below_a_section = bool(sections) and heading.level > sections[-1].level
        (sections[-1].children if below_a_section else sections).append(link)
    return TableOfContents(sections)


def as_asset(redirect: Redirect, site_url: str | None = None) -> Asset:
    """A small page of HTML that leads on without a script.

    :param site_url: where the site is published; the canonical address for search engines is below it.
    """
    href = relative(redirect.path, redirect.to)
    canonical = f"{site_url.rstrip('/')}/{served(redirect.to)}" if site_url else href
    icon = f"{upwards(redirect.path)}assets/images/bulletin.svg"
    page = templates().get_template("redirect.html")
    content = page.render(redirect=redirect, href=href, canonical=canonical, icon=icon)
    return Asset(join(served(redirect.path), "index.html"), content.encode())


def as_page(redirect: Redirect) -> Page:
    """A page with a link, for engines that make pages of Markdown."""
    href = markup.html(relative(redirect.path, redirect.to))
    link = f'<a href="{href}">{markup.markdown(redirect.title)}</a>'
    markdown = f"# {markup.markdown(redirect.words)}\n\n{link}\n"
    return Page(redirect.path, redirect.words, redirect.title, markdown, html="")


SEARCH_INDEX = "search/search_index.json"
"""Where Material's search looks for its index, below the site's directory."""


class SearchEntry(TypedDict):
    """What the search knows of a page. Texts are HTML, since results are shown as HTML."""

    location: str
    title: str
    text: str


def search_entry(page: Page, location: str) -> SearchEntry:
    """The entry of a page that is published at ``location``."""
    text = page.search_text or page.description
    return {"location": location, "title": str(escape(page.title)), "text": str(escape(text))}


def add_to_search_index(site_dir: Path, entries: Iterable[SearchEntry]) -> None:
    """Put ``entries`` before those of the hand-written pages, in the index that the search plugin has just written."""
    path = site_dir / SEARCH_INDEX
    index = json.loads(path.read_text(encoding="utf-8"))
    index["docs"] = [*entries, *index["docs"]]
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
