"""A page as a job: small frozen values in, a :class:`Page` out. Pure, so that jobs can be spread, cached, repeated."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from bulletin.model.places import Place
from bulletin.model.text import Language
from bulletin.rendering.files import Page
from bulletin.rendering.markup.article import article, headings
from bulletin.rendering.markup.environments import page_templates
from bulletin.rendering.views import Link


@dataclass(frozen=True)
class Context:
    """What a page's template may use. Each page has a class of its own, whose fields are its template's variables."""

    template: ClassVar[str]
    """The template's name in ``templates/pages/``, without its endings."""


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


def render_page(job: PageJob) -> Page:
    """Make the page, as Markdown and as the finished article."""
    template = page_templates(job.language).get_template(f"pages/{job.context.template}.md.jinja")
    markdown = _tidy(template.render(title=job.title, trail=job.trail, **variables(job.context)))
    return Page(
        path=job.path,
        title=job.title,
        description=job.description,
        markdown=markdown,
        html=article(markdown),
        headings=headings(markdown),
        edit=job.edit,
        search_text=job.search_text,
    )


def variables(context: Context) -> dict[str, Any]:
    """The template's variables: the context's fields, as they are."""
    return {field.name: getattr(context, field.name) for field in fields(context)}


def _tidy(markdown: str) -> str:
    """One blank line between blocks, none elsewhere, a line break at the end."""
    blocks = (block.strip("\n") for block in markdown.split("\n\n"))
    return "\n\n".join(block for block in blocks if block.strip()) + "\n"
