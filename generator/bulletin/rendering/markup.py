"""Markdown and HTML out of templates: an environment for each, which encodes all output.

Its encoders are in :mod:`bulletin.rendering.encoders`.

The environments are strict about names. Pages are Markdown templates (``templates/pages/<name>.md.jinja``). Finished
HTML in them comes from the macros of ``templates/blocks.html.jinja``, which pages call like functions; links within
Markdown from those of ``templates/inline.md.jinja``. Rows of tables, of which a site has most, are written without a
template (:mod:`bulletin.rendering.table_rows`).

Long prose, such as that of the page of methods, is in templates of its own, ``templates/prose/<name>.md.jinja``. They
set named paragraphs of plain text, each a message, which may have ``{named}`` fields.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import unescape
from types import MappingProxyType, SimpleNamespace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import InternationalizationExtension
from markupsafe import Markup

from bulletin.model.text import Language
from bulletin.rendering.charts import draw
from bulletin.rendering.charts.specs import Spec
from bulletin.rendering.encoders import html, markdown
from bulletin.rendering.replaced_words import HeadingWords, gettext_in_words
from bulletin.rendering.table_rows import HtmlWriter

# --- long prose


@cache
def prose(name: str, language: Language, words: HeadingWords = ()) -> Mapping[str, str]:
    """The paragraphs of a text in a language, by name; each in the source language where it is not translated."""
    texts = vars(_prose_templates(language, words).get_template(f"prose/{name}.md.jinja").module)
    return MappingProxyType({key: text.strip() for key, text in texts.items() if not key.startswith("_")})


@cache
def _prose_templates(language: Language, words: HeadingWords) -> Environment:
    environment = Environment(  # noqa: S701 - paragraphs are encoded where they are shown
        loader=PackageLoader("bulletin.rendering", "templates"), extensions=[InternationalizationExtension]
    )
    environment.policies["ext.i18n.trimmed"] = True  # as in catalogues: lines of a message are broken anywhere
    say = gettext_in_words(language, words)
    environment.install_gettext_callables(say, say)  # type: ignore[attr-defined]  # by the extension
    return environment


BLOCKS = "blocks.html.jinja"
INLINE = "inline.md.jinja"
_BLANK_LINES = re.compile(r"\n\s*\n")


def section(anchor: str, title: str, level: int = 2) -> Markup:
    """A heading with its anchor."""
    return Markup(f"{'#' * level} {markdown(title)} {{#{anchor}}}")  # noqa: S704 - both parts are encoded


@cache
def page_templates(language: Language, words: HeadingWords = ()) -> Environment:
    """The environment of the pages in one language, in the words of a bulletin."""
    environment = _environment(language, words, markdown)
    environment.globals |= blocks(language, words) | {"section": section}
    environment.globals |= _macros(environment, INLINE)
    return environment


@cache
def blocks(language: Language, words: HeadingWords = ()) -> dict[str, Callable[..., Markup]]:
    """The macros that write finished HTML, by name."""
    environment = _environment(language, words, html)
    writer = HtmlWriter(language, words)
    environment.globals |= {"draw": _drawn, "_link": writer.link, "_formula": writer.formula, "_rows": writer.rows}
    return {name: _block(macro) for name, macro in _macros(environment, BLOCKS).items()}


def _macros(environment: Environment, template: str) -> dict[str, Callable[..., str]]:
    """The macros of a template, but for those that only its others call."""
    found = vars(environment.get_template(template).module).items()
    return {name: macro for name, macro in found if callable(macro) and not name.startswith("_")}


def _drawn(spec: Spec) -> Markup:
    return Markup(draw(spec))  # noqa: S704 - charts encode their own text


def _block(macro: Callable[..., str]) -> Callable[..., Markup]:
    def write(*arguments: object) -> Markup:
        """Without blank lines, at which Markdown would take the block of HTML for finished."""
        written = _BLANK_LINES.sub("\n", str(macro(*arguments))).strip()
        return Markup(written)  # noqa: S704 - the macro has encoded its output

    return write


class _EncodedOutput(CodeGenerator):
    """Puts out what ``finalize`` gives as it is: it is encoded, and to escape it again would only look at it."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's signature
        self.write(finalize.src)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002 - Jinja's signature
        self.write(")")


def _environment(language: Language, words: HeadingWords, encode: Callable[[str], Markup]) -> Environment:
    def finalize(value: Any) -> Markup:
        return value if isinstance(value, Markup) else encode(str(value))

    environment = Environment(
        loader=PackageLoader("bulletin.rendering", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.code_generator_class = _EncodedOutput
    environment.globals["zip"] = zip
    environment.globals["prose"] = lambda name: SimpleNamespace(**prose(name, language, words))
    environment.globals["_"] = gettext_in_words(language, words)
    return environment


HEADING = re.compile(r"(#{1,6}) (.*?)(?: \{#([a-z0-9-]+)\})?")
"""A heading of a page's Markdown: its level by its signs, its title and its anchor."""
_FINISHED = re.compile(r"<(?:/?)(?:article|aside|div|details|dl|figure|nav|ol|p|section|table|ul)\b")
_TAG = re.compile(r"<[^>]*>")


# --- Markdown to HTML


def article(markdown: str) -> str:
    """The finished HTML of a page's Markdown, without the cost of a general converter.

    The templates write only headings with an anchor, paragraphs, flat lists and blocks of finished HTML, separated by
    blank lines, with record text encoded. Of that this gives what Python-Markdown gives, at a hundredth of its time; a
    test compares the two on every page.
    """
    return "\n".join(_block_html(block) for block in markdown_blocks(markdown))


@dataclass(frozen=True)
class Heading:
    """A heading of a page, for its table of contents."""

    id: str
    """The anchor, unique on the page."""
    title: str
    """Plain text."""
    level: int
    """2 for a section, 3 for a part of one."""


def headings(markdown: str) -> tuple[Heading, ...]:
    """The headings that have an anchor, in order."""
    found = (HEADING.fullmatch(block) for block in markdown_blocks(markdown) if block.startswith("#"))
    return tuple(Heading(m[3], plain(m[2]), len(m[1])) for m in found if m is not None and m[3] is not None)


def plain(html: str) -> str:
    """The text content of a piece of finished HTML."""
    return unescape(_TAG.sub("", html))


def markdown_blocks(markdown: str) -> Iterator[str]:
    """The blocks of a page's Markdown: headings, paragraphs, lists and finished HTML, which blank lines separate."""
    return (block for block in re.split(r"\n\s*\n", markdown.strip()) if block)


def _block_html(block: str) -> str:
    if _FINISHED.match(block):
        return block
    if match := HEADING.fullmatch(block):
        anchor = f' id="{match[3]}"' if match[3] else ""
        return f"<h{len(match[1])}{anchor}>{match[2]}</h{len(match[1])}>"
    if block.startswith("- "):
        items = (f"<li>{item.removeprefix('- ')}</li>" for item in block.split("\n"))
        return "\n".join(("<ul>", *items, "</ul>"))
    return f"<p>{block}</p>"
