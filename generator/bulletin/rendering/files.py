"""What rendering hands to the site: pages and other files, as values; and the jobs that pages are made of.

A page is a job: small frozen values in, a :class:`Page` out. Jobs are pure, so that they can be spread, cached and
repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import ClassVar, TypeVar

from bulletin.model.places import Place
from bulletin.model.text import Language
from bulletin.rendering.links import relative
from bulletin.rendering.markup import Heading, article, headings, page_templates
from bulletin.rendering.replaced_words import HeadingWords
from bulletin.rendering.table_parts import on_page
from bulletin.rendering.views import Chart, ChartedTable, Fact, Link, Table


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
    """The page as Markdown; tables and charts are in it as finished HTML blocks."""
    html: str
    """The same page as finished article HTML, so that the site need not convert it."""
    headings: tuple[Heading, ...] = ()
    edit: Place | None = None
    """The record that the page is mainly about, for "edit this record"."""
    search_text: str = ""
    """Plain text that finds the page besides its title: labels, main figures. Without one, the description does."""
    level: int = 0
    """How many pages are above it, as its trail says: the search lists higher ones first."""


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


# --- jobs: what pages are made of


@dataclass(frozen=True)
class Context:
    """What a page's template may use. Each page has a class of its own, whose fields are its template's variables."""

    template: ClassVar[str]
    """The template's name in ``templates/pages/``, without its endings."""


ContextOf = TypeVar("ContextOf", bound=Context)


def tables_of(context: Context) -> Iterator[Table]:
    """The tables that a context holds, whether in a field of its own or among others, with a chart or without."""
    for part in _parts_of(context):
        yield from (part,) if isinstance(part, Table) else (part.table, *part.breakdowns)


def charted_tables_of(context: Context) -> Iterator[tuple[Table, Chart]]:
    """The tables of a context that have a chart, and that."""
    for part in _parts_of(context):
        if isinstance(part, ChartedTable) and part.chart is not None:
            yield part.table, part.chart


def _parts_of(context: Context) -> Iterator[Table | ChartedTable]:
    for field in fields(context):
        value = getattr(context, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Table | ChartedTable):
                yield part


def with_tables(context: ContextOf, change: Callable[[Table], Table]) -> ContextOf:
    """A context with each of its tables changed."""

    def changed(part: object) -> object:
        if isinstance(part, ChartedTable):
            return replace(part, table=change(part.table), breakdowns=tuple(map(change, part.breakdowns)))
        return change(part) if isinstance(part, Table) else part

    values = {field.name: getattr(context, field.name) for field in fields(context)}
    return replace(
        context,
        **{
            name: tuple(map(changed, value)) if type(value) is tuple else changed(value)
            for name, value in values.items()
        },
    )


@dataclass(frozen=True)
class PageJob:
    """Everything that one page is made from."""

    path: str
    """Source path of the page."""
    title: str
    description: str
    """One sentence, in plain text."""
    trail: tuple[Link, ...]
    """The pages above this one, from the first page down."""
    context: Context
    language: Language
    edit: Place | None = None
    """The record that the page is mainly about."""
    search_text: str = ""
    """Words that find the page besides its title."""
    words: HeadingWords = ()
    """The bulletin's own words in the place of headings, in the language."""
    citation: Fact | None = None
    """How to cite it, or that it is not to be cited; see :mod:`bulletin.rendering.phrases.citations`."""
    download: Link | None = None
    """The CSV of its tables; None where it has none."""


def markdown_of(job: PageJob, macros: Mapping[str, Callable[..., str]] = MappingProxyType({})) -> str:
    """What the template of a page writes.

    :param macros: take the place of those of the same name that write HTML.
    """
    template = page_templates(job.language, job.words).get_template(f"pages/{job.context.template}.md.jinja")
    variables = {field.name: getattr(job.context, field.name) for field in fields(job.context)}
    about = {"title": job.title, "trail": job.trail, "citation": job.citation, "download": job.download}
    return _within(job.path, _tidy(template.render(macros, **about, **variables)))


def render_page(job: PageJob) -> Page:
    """Make the page, as Markdown and as the finished article."""
    markdown = markdown_of(replace(job, context=with_tables(job.context, on_page)))
    return Page(
        path=job.path,
        title=job.title,
        description=job.description,
        markdown=markdown,
        html=article(markdown),
        headings=headings(markdown),
        edit=job.edit,
        search_text=job.search_text,
        level=len(job.trail),
    )


def _within(path: str, markdown: str) -> str:
    """A page whose links to places on itself are only those places, without the way to the first page and back.

    Cells have the whole way, since their rows can be on another page, too: a part of their table.
    """
    return markdown.replace(f'href="{relative(path, path)}#', 'href="#')


def _tidy(markdown: str) -> str:
    """One blank line between blocks, none elsewhere, a line break at the end."""
    blocks = (block.strip("\n") for block in markdown.split("\n\n"))
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"
