"""The MkDocs plugin ``bulletin``: the pages of a bulletin as virtual files, and their articles ready-made."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext, url_filter

from bulletin.localization.messages import gettext_for
from bulletin.reading import languages_of
from bulletin.reading.files import RECORDS
from bulletin.rendering.files import Asset, Page, SiteFile
from bulletin.rendering.tree import Step
from bulletin.website import pages
from bulletin.website.build_cache import SiteCache, StepFiles
from bulletin.website.content_policy import PAGE_POLICY, plain_policy
from bulletin.website.pipeline import Elsewhere, Publication
from bulletin.website.processes import in_order
from bulletin.website.resources import PAGES, Account
from bulletin.website.search_index import SearchIndex
from bulletin.website.shared_theme import SharedTheme
from bulletin.website.sitemap import split_sitemap
from bulletin.website.templating import CACHED_LAYOUT, COMPILED, SOURCES, THEME, LayoutCache, in_language, templates

COMPRESSED_SITEMAP = "sitemap.xml.gz"
"""What MkDocs writes beside the sitemap. Hosts compress by themselves, and some forges take no such files."""


class BulletinOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs' hook for subclasses has no types
    """The plugin's options in ``mkdocs.yml``."""

    records = option.Dir(exists=True, default=RECORDS)
    """The folder of the records, which must be named ``records``."""
    charts = option.Type(bool, default=True)
    """Whether MkDocs alone draws charts; a site without them is built in a fraction of the time."""
    address = option.Optional(option.URL(is_dir=True))
    """Where the site of all editions is published; without it, MkDocs' ``site_url`` says so."""
    by_language = option.Type(dict, default={})
    """Settings of MkDocs that hold in one language only, by its tag: a navigation of its own, for instance."""


class BulletinPlugin(BasePlugin[BulletinOptions]):  # type: ignore[no-untyped-call]  # as above
    """Publishes the records beside the hand-written pages, in one language."""

    publication: Publication | None = None
    """What to publish. None: MkDocs was run alone, and is to build the site of all languages."""

    theme: SharedTheme
    """The scripts and styles that pages of other languages and editions share, once MkDocs has found its files."""

    account: Account
    """What the build has taken."""

    independent: AbstractSet[str]
    """The paths of files that are the same whatever other pages there are: no hand-written pages, which are checked by
    those, and no index."""

    @event_priority(-100)  # when all other plugins are configured
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let the bulletin's templates come before the theme's, and after those of ``custom_dir``."""
        if self.publication is None:
            from bulletin.website.all_languages import of_all_languages  # which imports this module

            return of_all_languages(config, self.config)
        add_templates(config)
        return config

    @property
    def _depth(self) -> int:
        """How far the folder of this language's site is below the top of the whole: that of an edition is in it."""
        return 2 if self._published.edition else 1

    def _top(self, config: MkDocsConfig) -> Path:
        """The folder of the whole."""
        return Path(config.site_dir).parents[self._depth - 1]

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Set the texts of the bulletin, and where it is published."""
        if (published := self.publication) is None:
            raise ValueError("there is nothing to publish")
        project = Path(config.config_file_path).absolute().parent
        for folder in filter(None, (config.docs_dir, config.theme.custom_dir)):
            pages.refuse_symlinks(Path(folder), project, published.language)
        self._published = published
        self.account = Account()
        config.site_name = escape(published.title)
        config.site_description = escape(published.description)
        pages.configure_edition(config, published)
        config.extra["licence"] = published.licence
        pages.configure_audience(config, published)
        pages.configure_brand(config, published.brand)
        say = gettext_for(published.language)
        config.copyright = templates().get_template("publisher.html").render(published=published, _=say)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the bulletin's pages and downloads, and the styles and marks that they need."""
        published, project = self._published, Path(self.config.records).parent
        about = config.site_url, config.extra.get("brand"), config.extra.get("audience")

        def put(made: Iterable[SiteFile]) -> list[Page | Asset]:
            return [pages.write(Path(config.site_dir), file, about) for file in made]

        with self.account.stage(PAGES):
            steps = list(_results(published, put))
        self.account.add(steps, published.workers)
        brand = put(pages.brand_files(published, project))
        made = [*(file for step in steps for file in step.files), *brand]
        placeholders = put(published.placeholders)
        before = {file.dest_uri for file in files}
        self._pages = pages.add_files(config, files, chain(made, placeholders), published.language)
        self._written = [file.dest_uri for file in files if file.dest_uri not in before]
        own = {file.path for file in made}
        self.independent = {file.dest_uri for file in files if file.src_uri in own or not file.is_documentation_page()}
        self.theme = SharedTheme.taken_from(files, config)
        folder = Path(config.site_dir).relative_to(self._top(config)).as_posix()
        self._search = SearchIndex.of(published.page_count, folder, published.language)
        config.extra["split_search"] = self._search.is_split
        if config.nav is None:
            config.nav = pages.navigation(self._published.language, files)
        else:
            config.nav = pages.without_missing(config.nav, files)
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
        self._search.add(ours, page.url)
        return ""

    def on_page_content(self, html: str, *, page: MkDocsPage, **_: Any) -> str:
        """Give the finished article, unless it is laid out later, when its page is written."""
        if (ours := self._pages.get(page.file.src_uri)) is None:
            return html
        pages.set_contents(page, ours)
        is_later = page.meta.get("template") == CACHED_LAYOUT
        return "" if is_later else pages.article_of(page, self._published.language)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files, **_: Any) -> Environment:
        """Prepare the layout of pages."""
        pages.remove_left_out(Path(config.site_dir), self._written, files)
        env.bytecode_cache = COMPILED
        env.filters["url"] = self.theme.url_filter(url_filter, self._depth)
        env.globals |= {
            "_": gettext_for(self._published.language),
            "in_language": in_language,
            "page_policy": PAGE_POLICY,
            "plain_policy": plain_policy,
        }
        self._set_alternates = pages.alternate_links(config, self._published)
        self._set_alternates("")  # of the 404 page, which comes before the others
        self._layouts = LayoutCache(env, self._set_alternates)
        return env

    @event_priority(100)
    def on_page_context(self, context: TemplateContext, *, page: MkDocsPage, **_: Any) -> TemplateContext:
        """Set alternates and canonical URL, and lay out pages by the layout cache."""
        self._set_alternates(page.url if page.file.src_uri in self._pages else "")
        page.canonical_url = pages.canonical(self._published, self._published.language, page.url)
        if page.meta.get("template") == CACHED_LAYOUT:
            page.content = pages.article_of(page, self._published.language)
            context["full_page"] = self._layouts.page(page, context)  # type: ignore[typeddict-unknown-key]  # ours
            page.content = ""  # it is laid out already; the theme need not search it again
        return context

    def on_post_page(self, output: str, **_: Any) -> str:
        """Correct HTML that the theme's templates offer no block for: check boxes have no autocomplete.

        Nor has the space around an article, which is the same on every page, any indentation.
        """
        for toggle in ("__drawer", "__search"):
            output = output.replace(f'id="{toggle}" autocomplete="off"', f'id="{toggle}"', 1)
        return pages.without_indentation(output)

    def on_serve(self, server: LiveReloadServer, *, builder: Callable[[], None], **_: Any) -> LiveReloadServer:
        """Watch the records and the templates, and show what stops a build."""
        from bulletin.website.serve import show_failures  # which imports this module
        from bulletin.website.watching import watch

        records = Path(self.config.records)
        watch(server, (records, *SOURCES)).start()  # a daemon, which ends with the preview
        show_failures(server, builder, languages_of(records.parent)[0])
        return server

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the index of the search, parts of a long sitemap, and the theme above the languages."""
        (Path(config.site_dir) / COMPRESSED_SITEMAP).unlink(missing_ok=True)
        self.theme.write(self._top(config))
        self._search.write(Path(config.site_dir))
        split_sitemap(Path(config.site_dir), config.site_url)


Put = Callable[[Iterable[SiteFile]], list[Page | Asset]]
"""Puts files into a site, and gives them without their content."""


def _results(published: Publication, put: Put) -> Iterator[StepFiles[Page | Asset]]:
    """What ``put`` gives for the files of each step, in the order of the steps."""
    steps, workers = published.steps, published.workers
    if isinstance(workers, int):
        weights = [step.weight for step in steps]
        made = partial(_result, steps, published.cache, put)
        return in_order(made, weights, workers, published.progress)
    return _results_from(workers, published, put)


def _result(steps: Sequence[Step], cache: SiteCache | None, put: Put, number: int) -> StepFiles[Page | Asset]:
    begun = time.perf_counter()
    made = cache.files_of(steps[number], put) if cache else StepFiles(put(steps[number].make()))
    return made._replace(seconds=time.perf_counter() - begun)


def _results_from(workers: Elsewhere, published: Publication, put: Put) -> Iterator[StepFiles[Page | Asset]]:
    """The same where others make what the cache has not."""
    if published.source is None:
        raise ValueError("nobody knows what it is made from")
    cache, steps = published.cache, published.steps
    results = [cache.found(step, put) if cache else StepFiles[Page | Asset](()) for step in steps]
    missing = {number: steps[number] for number, result in enumerate(results) if not result.is_cached}
    total = sum(step.weight for step in steps)
    done = total - sum(step.weight for step in missing.values())
    left = set(missing)
    for number, files, read in workers.made(published.source, missing) if missing else ():
        left.remove(number)
        trouble = "" if cache is None or read is None else cache.keep(steps[number], read, files)
        results[number] = results[number]._replace(files=put(files), trouble=trouble)
        published.progress(done := done + steps[number].weight, total)
    if left:
        raise ValueError(f"not made: {', '.join(steps[number].name for number in sorted(left))}")
    return iter(results)


def add_templates(config: MkDocsConfig) -> None:
    """Let the bulletin's templates come before the theme's, and after those of the project's ``custom_dir``."""
    config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
