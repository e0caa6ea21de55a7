"""Rendered files as MkDocs sees them: virtual files, metadata, articles, links to other editions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from posixpath import join
from typing import Any
from urllib.parse import quote

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from bulletin.localization.languages import own_name
from bulletin.localization.messages import _, translate
from bulletin.model.text import Language
from bulletin.operating_system import is_link
from bulletin.reading.files import RECORDS, read_picture
from bulletin.rendering import encoders
from bulletin.rendering.brand import Brand
from bulletin.rendering.files import Asset, Page, Redirect, SiteFile
from bulletin.rendering.links import HOME, LATEST, is_part_page, relative, served, upwards
from bulletin.rendering.markup import Heading
from bulletin.rendering.sections import SECTIONS
from bulletin.website.pipeline import Publication
from bulletin.website.staging import MARKER, MARKER_TEXT
from bulletin.website.templating import BRAND_STYLE_URI, CACHED_LAYOUT, ICON, templates

_LINE_BREAK = re.compile(r"\s*\n\s*")
"""White space with a line break, which is a single space to the browser."""
_FIRST_PART = re.compile('<h2 |<div class="bulletin-table"')
"""What an article is made of, after what it begins with: its title, its sentences and facts, a chart."""
_WORTH_CONTENTS = 3
"""Sections, or parts of a section, that readers can choose from."""


AboutSite = tuple[str | None, Brand | None, Mapping[str, str] | None]
"""Where a site is published, its brand, and whom it is for; see :func:`as_asset`."""


def refuse_symlinks(published: Path, project: Path, language: Language) -> None:
    """Refuse a folder of hand-written pages or of the theme with symbolic links, which MkDocs would follow and publish.

    :param published: the folder, which must not be reached through a link either.
    :param project: the folder of the configuration, which itself may be reached through links.
    :param language: of the error message.
    :raises PluginError: naming every link.
    """
    folders = [published, *published.parents]
    folders = folders[: folders.index(project)] if project in folders else [published]
    links = sorted(str(path) for path in (*folders, *published.rglob("*")) if is_link(path))
    if links:
        raise PluginError(translate(_("Symbolic links are not published:\n{links}"), language, links="\n".join(links)))


def write(directory: Path, file: SiteFile, about: AboutSite) -> Page | Asset:
    """Write a rendered file into a site; the article of a page waits there for what is laid out around it.

    :return: the same without its content.
    """
    if isinstance(file, Page):
        _write(directory / served(file.path) / "index.html", file.html.encode())
        return replace(file, markdown="", html="")
    asset = as_asset(file, *about) if isinstance(file, Redirect) else file
    _write(directory / asset.path, asset.content)
    return Asset(asset.path, b"")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def add_files(
    config: MkDocsConfig, files: Files, written: Iterable[Page | Asset], language: Language
) -> dict[str, Page]:
    """Add files that have been written to those that MkDocs knows.

    :param language: of the error message.
    :return: the pages by their paths.
    :raises PluginError: when two files have the same path.
    """
    pages: dict[str, Page] = {}
    taken = {file.dest_uri: file for file in files}  # of two files that are published there, one would be lost
    for file in written:
        known = _known(config, file)
        if (existing := taken.setdefault(known.dest_uri, known)) is not known:
            raise PluginError(_clash(existing, language))
        files.append(known)
        if isinstance(file, Page):
            pages[file.path] = file
    return pages


def remove_left_out(directory: Path, written: Iterable[str], kept: Files) -> None:
    """Remove those of the written files that another plugin or a hook has taken out of the site.

    :param written: their paths below the site.
    """
    left = {file.dest_uri for file in kept}
    for path in written:
        if path not in left:
            (directory / path).unlink()


def _known(config: MkDocsConfig, file: Page | Asset) -> File:
    """A file as MkDocs knows it. Only the top pages and the lists are in the navigation: other pages are too many."""
    if isinstance(file, Page):
        is_in_nav = is_list_page(file.path) and not is_part_page(file.path)
        inclusion = InclusionLevel.INCLUDED if is_in_nav else InclusionLevel.NOT_IN_NAV
        return File.generated(config, file.path, content="", inclusion=inclusion)
    known = File.generated(config, file.path, abs_src_path="", inclusion=InclusionLevel.NOT_IN_NAV)
    known.abs_src_path = known.abs_dest_path  # so that there is nothing to copy
    return known


def _clash(existing: File, language: Language) -> str:
    if existing.abs_src_path in {None, existing.abs_dest_path}:
        twice = _("{path}: Two of the pages and files that the records make have this path.")
        return translate(twice, language, path=existing.src_uri)
    taken = _("{path}: A page or file that the records make has this path, too.")
    return translate(taken, language, path=existing.abs_src_path)


# --- the brand --------------------------------------------------------------------------------------------------------


def brand_files(published: Publication, project: Path) -> Iterator[Asset]:
    """The logo, and the style that follows from the colour; and the mark of our sites, which every site has.

    :param project: the folder that holds ``records/``.
    """
    brand = published.brand
    if brand is not None and brand.colour:
        style = templates().get_template("brand.css").render(light=brand.light, dark=brand.dark)
        yield Asset(BRAND_STYLE_URI, style.encode())
    if brand is not None and brand.logo and published.logo_file:
        yield Asset(brand.logo, read_picture(project, published.logo_file) or b"")
    yield Asset(MARKER, MARKER_TEXT)


def configure_brand(config: MkDocsConfig, brand: Brand | None) -> None:
    """Let pages show the brand, unless the theme is configured to show another logo or icon."""
    config.extra["brand"] = brand
    if brand is not None and brand.logo:
        config.theme["logo"] = config.theme.get("logo") or brand.logo
        if config.theme["favicon"] == ICON:
            config.theme["favicon"] = brand.logo


# --- the audience -----------------------------------------------------------------------------------------------------


def configure_audience(config: MkDocsConfig, published: Publication) -> None:
    """Let every page say whom it is for, unless that is the public."""
    if (audience := published.audience) is not None:
        config.extra["audience"] = {"mark": audience.marked(""), "line": audience.line(published.language)}


# --- the navigation ---------------------------------------------------------------------------------------------------


def navigation(language: Language, files: Files) -> list[str | dict[str, str]]:
    """The navigation of a site that configures none (MkDocs' ``nav``): the sections, then the hand-written pages."""
    written = (file.src_uri for file in files.documentation_pages() if file.generated_by is None)
    sections = (path for path in SECTIONS if files.get_file_from_path(path) is not None)
    return [{translate(_("Home"), language): HOME}, *sections, *written]


def without_missing(nav: list[Any], files: Files) -> list[Any]:
    """A configured navigation without the sections that have no page, since there is nothing on it."""
    kept: list[Any] = _without(nav, {path for path in SECTIONS if files.get_file_from_path(path) is None})
    return kept


def _without(item: Any, missing: AbstractSet[str]) -> Any:
    """An item of a navigation, or a list of them, without some pages; empty where nothing is left."""
    if isinstance(item, dict):
        return {title: kept for title, below in item.items() if (kept := _without(below, missing))}
    if isinstance(item, list):
        return [kept for below in item if (kept := _without(below, missing))]
    return None if item in missing else item


def is_list_page(path: str) -> bool:
    """Whether a page lists others: the top pages, and the list of every folder."""
    return "/" not in path or posixpath.basename(path) == "index.md"


def set_parents(files: Files) -> None:
    """Make the list of each folder the parent of the other pages in it."""
    for file in files.documentation_pages():
        index = files.get_file_from_path(posixpath.join(posixpath.dirname(file.src_uri), "index.md"))
        if file.page and index and index.page and not is_list_page(file.src_uri):
            file.page.parent = index.page  # type: ignore[assignment]  # works for any item of the navigation


def set_metadata(target: MkDocsPage, page: Page, records_url: str | None) -> None:
    """Set the metadata that MkDocs would otherwise have read from the front matter.

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
    if records_url is None or page.edit is None or not page.edit.file.startswith(f"{RECORDS}/"):
        return None  # records of other folders are elsewhere
    return f"{records_url.rstrip('/')}/{quote(page.edit.file)}"


def set_contents(target: MkDocsPage, page: Page) -> None:
    """Set the table of contents, which MkDocs would otherwise have made of the Markdown."""
    target.toc = _contents(page.headings)
    target.present_anchor_ids = {heading.id for heading in page.headings}
    target.meta["contents"] = templates().get_template("contents.html").render(links=target.toc)


def article_of(target: MkDocsPage, language: Language) -> str:
    """The article of a page of ours, with its contents in it; they are beside it where the window is wide enough.

    It is taken from where the page will be, so that nothing is left there if another plugin or a hook leaves it out.
    """
    path = Path(target.file.abs_dest_path)
    article = path.read_text(encoding="utf-8")
    path.unlink()
    return with_contents(article, target.toc, language)


def with_contents(article: str, contents: TableOfContents, language: Language) -> str:
    """An article with its contents, folded, after what it begins with.

    On a phone, the theme has them in its menu, which names the pages in the navigation only. Like those beside the
    article, which the style sheet hides otherwise, they have at least three sections, or parts of a section.
    """
    longest = max(map(len, ([*contents], *(section.children for section in contents))))
    if longest < _WORTH_CONTENTS or (first := _FIRST_PART.search(article)) is None:
        return article
    title = translate(_("On this page"), language)
    folded = templates().get_template("contents_in_article.html").render(title=title, links=contents)
    return f"{article[: first.start()]}{folded}{article[first.start() :]}"


def without_indentation(page: str) -> str:
    """A page whose lines have no white space around them, but for those of its article."""
    before, article, after = page.partition("<article")
    inner, end, rest = after.rpartition("</article>")
    before, rest = (_LINE_BREAK.sub("\n", part) for part in (before, rest))
    return f"{before.lstrip()}{article}{inner}{end}{rest}"


def _contents(headings: Iterable[Heading]) -> TableOfContents:
    """The sections, and their parts below them."""
    sections: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(escape(heading.title), heading.id, heading.level)
        below_a_section = bool(sections) and heading.level > sections[-1].level
        (sections[-1].children if below_a_section else sections).append(link)
    return TableOfContents(sections)


def icon_of(brand: Brand | None) -> str:
    """The path of the icon in the browser's tab: of the logo, where there is one."""
    return brand.logo if brand and brand.logo else ICON


def as_asset(
    redirect: Redirect,
    site_url: str | None = None,
    brand: Brand | None = None,
    audience: Mapping[str, str] | None = None,
) -> Asset:
    """A redirect as a small HTML page, which needs no script.

    :param audience: the mark of titles and the line that say whom the site is for; None for the public.
    :param site_url: where the site is published; the canonical address for search engines is below it.
    """
    href = relative(redirect.path, redirect.to)
    canonical = f"{site_url.rstrip('/')}/{served(redirect.to)}" if site_url else href
    top = upwards(redirect.path)
    icon = f"{top}{icon_of(brand)}"
    page = templates().get_template("redirect.html")
    about = {"canonical": canonical, "icon": icon, "brand": brand, "audience": audience}
    content = page.render(redirect=redirect, href=href, top=top, **about)
    return Asset(join(served(redirect.path), "index.html"), content.encode())


def as_page(redirect: Redirect) -> Page:
    """A redirect as a page with a link, for engines that make pages of Markdown."""
    href = encoders.html(relative(redirect.path, redirect.to))
    link = f'<a href="{href}">{encoders.markdown(redirect.title)}</a>'
    markdown = f"# {encoders.markdown(redirect.words)}\n\n{link}\n"
    return Page(redirect.path, redirect.words, redirect.title, markdown, html="")


# --- editions ---------------------------------------------------------------------------------------------------------


def configure_edition(config: MkDocsConfig, published: Publication) -> None:
    """Configure the URL and the version menu of an edition's site; a draft has no URL, so that nothing links to it."""
    if published.edition is None:
        config.site_url = None
        config.extra["draft"] = published.draft
        return
    config.site_url = f"{published.address}{published.language}/{published.edition.version}/"
    config.extra["undated"] = not published.edition.changed_on
    config.extra["version"] = {"provider": "mike", "default": LATEST}


def alternate_links(config: MkDocsConfig, published: Publication) -> Callable[[str], None]:
    """Give a function that sets the alternates of the next page, which the theme then links to.

    It takes the page's address below the site. Alternates are the same page in the other languages, and for an edition
    the same page of other editions.
    """
    named = [{"name": own_name(tag), "lang": tag, "link": f"../{tag}/"} for tag in published.languages]
    offered = [link for link in config.extra.get("alternate", named) if link["lang"] in published.languages]
    edition = published.edition
    languages = [{**link, "link": f"../{link['link']}{edition.version}/"} for link in offered] if edition else offered

    def set_alternates(address: str) -> None:
        config.extra["alternate"] = [{**link, "link": link["link"] + address} for link in languages]
        if edition is not None:
            latest = f"../{LATEST}/{address}"
            config.extra["edition"] = {"view": edition, "page": address, "latest": latest}

    return set_alternates


def canonical(published: Publication, language: Language, address: str) -> Markup | None:
    """The canonical URL of a page for search engines, which is in the newest edition; None for a draft.

    It is encoded for HTML, since the theme prints it as it is.
    """
    return escape(f"{published.address}{language}/{LATEST}/{address}") if published.edition else None


def update_date(published: Publication) -> str:
    """The update date of all pages: of the edition's release or correction, or of a draft's latest figure.

    Where an edition has no exact day, that of its latest figure is taken too, since MkDocs needs one; sitemaps then
    give none.
    """
    edition = published.edition
    return edition.changed_on if edition and edition.changed_on else published.updated.isoformat()
