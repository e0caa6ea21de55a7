"""A page as a job: small frozen values in, a :class:`Page` out. Pure, so that jobs can be spread, cached, repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from html import unescape
from typing import Any, ClassVar

from bulletin.model.places import Place
from bulletin.model.text import Language
from bulletin.rendering.files import Heading, Page
from bulletin.rendering.markup.environments import page_templates
from bulletin.rendering.views import Link

_HEADING = re.compile(r"(#{1,6}) (.*?)(?: \{#([a-z0-9-]+)\})?")
_FINISHED = re.compile(r"<(?:/?)(?:article|aside|div|details|dl|figure|nav|ol|p|section|table|ul)\b")
_TAG = re.compile(r"<[^>]*>")


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


# --- Markdown to HTML


def article(markdown: str) -> str:
    """The finished HTML of a page's Markdown, without the cost of a general converter.

    The templates write only headings with an anchor, paragraphs, flat lists and blocks of finished HTML, separated by
    blank lines, with record text encoded. Of that this gives what Python-Markdown gives, at a hundredth of its time; a
    test compares the two on every page.
    """
    return "\n".join(_html(block) for block in _blocks(markdown))


def headings(markdown: str) -> tuple[Heading, ...]:
    """The headings that have an anchor, in order."""
    found = (_HEADING.fullmatch(block) for block in _blocks(markdown) if block.startswith("#"))
    return tuple(Heading(m[3], plain(m[2]), len(m[1])) for m in found if m is not None and m[3] is not None)


def plain(html: str) -> str:
    """The text content of a piece of finished HTML."""
    return unescape(_TAG.sub("", html))


def _blocks(markdown: str) -> Iterator[str]:
    return (block for block in re.split(r"\n\s*\n", markdown.strip()) if block)


def _html(block: str) -> str:
    if _FINISHED.match(block):
        return block
    if match := _HEADING.fullmatch(block):
        anchor = f' id="{match[3]}"' if match[3] else ""
        return f"<h{len(match[1])}{anchor}>{match[2]}</h{len(match[1])}>"
    if block.startswith("- "):
        items = (f"<li>{item.removeprefix('- ')}</li>" for item in block.split("\n"))
        return "\n".join(("<ul>", *items, "</ul>"))
    return f"<p>{block}</p>"
