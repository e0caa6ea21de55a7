"""The MkDocs plugin ``bulletin``: the pages of a bulletin as virtual files, and their articles ready-made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from bulletin.localization.languages import LANGUAGES
from bulletin.localization.messages import _, gettext_for, translate
from bulletin.model.text import Language
from bulletin.problems.report import as_text
from bulletin.reading.files import RECORDS
from bulletin.rendering.files import Page
from bulletin.website import pages
from bulletin.website.pipeline import Publication, RecordsError, publication, release_of
from bulletin.website.templating import CACHED_LAYOUT, COMPILED, RENDERED, SOURCES, THEME, LayoutCache, templates

COMPRESSED_SITEMAP = "sitemap.xml.gz"
"""What MkDocs writes beside the sitemap. Hosts compress by themselves, and some forges take no such files."""


class BulletinOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs' hook for subclasses has no types
    """The plugin's options in ``mkdocs.yml``."""

    language = option.Choice(LANGUAGES, default=LANGUAGES[0])
    """The language of the site."""
    records = option.Dir(exists=True, default=RECORDS)
    """The folder of the records, which must be named ``records``."""
    charts = option.Type(bool, default=True)
    """Whether charts are drawn; a site without them is built in a fraction of the time."""
    address = option.URL(default="http://127.0.0.1:8000/", is_dir=True)
    """Where the site of all editions is published."""


class BulletinPlugin(BasePlugin[BulletinOptions]):  # type: ignore[no-untyped-call]  # as above
    """Publishes the records beside the hand-written pages. Nothing is done before ``on_pre_build``."""

    publication: Publication | None = None
    """What to publish; the records are read unless the caller has done so."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let the bulletin's templates come before the theme's, and after those of ``custom_dir``."""
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Render everything while the site of the last build is still there."""
        pages.refuse_symlinks(
            Path(config.docs_dir), Path(config.config_file_path).absolute().parent, self.config.language
        )
        published = self._published = self.publication or self._read()
        self._language = self.config.language
        self._pages = {file.path: file for file in published.files if isinstance(file, Page)}
        self._entries: list[pages.SearchEntry] = []
        config.site_name = escape(published.title)
        config.site_description = escape(published.description)
        pages.configure_edition(config, published)
        config.extra["licence"] = published.licence
        say = gettext_for(self._language)
        config.copyright = templates().get_template("publisher.html").render(published=published, _=say)

    def _read(self) -> Publication:
        language, records = self.config.language, Path(self.config.records)
        if records.name != RECORDS:
            other = _("The option records must lead to a folder named {name}: {folder}")
            raise PluginError(translate(other, language, name=RECORDS, folder=records))
        try:
            released = release_of(records.parent)
        except RecordsError as error:
            raise PluginError(as_text(error.problems, language)) from None
        RENDERED.follow_templates()
        return publication(released, language, charts=self.config.charts, make=RENDERED.page)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the bulletin's pages and downloads, and the styles and marks that they need."""
        for file in pages.virtual_files(config, self._published.files):
            if (existing := files.get_file_from_path(file.src_uri)) is not None:
                raise PluginError(_clash(existing, self._language))
            files.append(file)
        if config.nav is None:
            config.nav = pages.navigation(self._language, files)
        return files

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        """Make the list of each folder the parent of its pages, so that the navigation shows where the reader is."""
        pages.set_parents(files)
        return nav

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: Any) -> str:
        """Set the metadata of the page; its Markdown need not be converted."""
        page.update_date = pages.update_date(self._published)
        if (ours := self._pages.get(page.file.src_uri)) is None:
            return markdown
        pages.set_metadata(page, ours, self._published.records_url)
        self._entries.append(pages.search_entry(ours, page.url))
        return ""

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> str:
        """Give the finished article."""
        ours = self._pages.get(page.file.src_uri)
        return html if ours is None else pages.set_article(page, ours)

    def on_env(self, env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
        """Prepare the layout of pages."""
        env.bytecode_cache = COMPILED
        env.globals["_"] = gettext_for(self._language)
        self._set_alternates = pages.alternate_links(config, self._published)
        self._set_alternates("")  # of the 404 page, which comes before the others
        self._layouts = LayoutCache(env, self._set_alternates)
        return env

    @event_priority(100)
    def on_page_context(self, context: TemplateContext, *, page: MkDocsPage, **_: Any) -> TemplateContext:
        """Set alternates and canonical URL, and lay out pages by the layout cache."""
        self._set_alternates(page.url if page.file.src_uri in self._pages else "")
        page.canonical_url = pages.canonical(self._published, self._language, page.url)
        if page.meta.get("template") == CACHED_LAYOUT:
            context["full_page"] = self._layouts.page(page, context)  # type: ignore[typeddict-unknown-key]  # ours
            page.content = ""  # it is laid out already; the theme need not search it again
        return context

    def on_post_page(self, output: str, **_: Any) -> str:
        """Correct HTML that the theme's templates offer no block for: check boxes have no autocomplete."""
        for toggle in ("__drawer", "__search"):
            output = output.replace(f'id="{toggle}" autocomplete="off"', f'id="{toggle}"', 1)
        return output

    def on_serve(self, server: LiveReloadServer, *, builder: Callable[[], None], **_: Any) -> LiveReloadServer:
        """Watch the records and the templates, and show what stops a build."""
        from bulletin.website.serve import show_failures, watch  # which imports this module

        watch(server, (Path(self.config.records), *SOURCES)).start()  # a daemon, which ends with the preview
        show_failures(server, builder, self.config.language)
        return server

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add the pages to the search index, which the search plugin has written; remove what nobody refers to."""
        (Path(config.site_dir) / COMPRESSED_SITEMAP).unlink(missing_ok=True)
        pages.add_to_search_index(Path(config.site_dir), self._entries)


def _clash(existing: File, language: Language) -> str:
    if existing.abs_src_path is None:
        twice = _("{path}: Two of the pages and files that the records make have this path.")
        return translate(twice, language, path=existing.src_uri)
    taken = _("{path}: A page or file that the records make has this path, too.")
    return translate(taken, language, path=existing.abs_src_path)
