"""The finished article is what Python-Markdown would have made of the page."""

from __future__ import annotations

import re

import pytest
from bulletin.model.text import Language
from bulletin.rendering import Page, render
from bulletin.rendering.jobs import article, headings
from markdown import Markdown

from tests.rendering.reading_html import Parsed
from tests.rendering.samples import pages, released, sample
from tests.sites import LANGUAGES, VI


def without_blank_lines(html: str) -> str:
    """HTML without the lines that Python-Markdown leaves empty behind blocks of HTML."""
    return re.sub(r"\n+", "\n", html)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("charts", [False, True])
def test_every_article_equals_what_markdown_gives(language: Language, charts: bool) -> None:
    """Whoever builds the tree of Markdown gets the pages of the site."""
    engine = Markdown(extensions=["attr_list"])
    for page in pages(language, charts=charts):
        assert page.html == without_blank_lines(engine.reset().convert(page.markdown)), page.path


def test_articles_with_awkward_names_equal_what_markdown_gives() -> None:
    """The same for names that would be markup."""
    engine = Markdown(extensions=["attr_list"])
    corpus = sample("# <b>*a*</b> {{ x }}", label="1. `b` | [c](d)", note="a\n\n    b\n\n- c {: .d }")
    for page in render(released(corpus), VI, charts=False):
        if isinstance(page, Page):
            assert page.html == without_blank_lines(engine.reset().convert(page.markdown)), page.path


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_those_of_the_article(language: Language) -> None:
    """The table of contents names every section of the article with its anchor, in order."""
    for page in pages(language):
        parsed = Parsed(page.html)
        found = [
            (element.attributes.get("id"), " ".join(element.text.split()), int(element.tag[1]))
            for element in parsed.elements
            if element.tag in {"h2", "h3"}
        ]
        assert [(heading.id, heading.title, heading.level) for heading in page.headings] == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_one_title(language: Language) -> None:
    """The only first-level heading is the page's title."""
    for page in pages(language):
        titles = Parsed(page.html).all("h1")
        assert [" ".join(title.text.split()) for title in titles] == [page.title]


def test_small_pieces() -> None:
    """What the templates write: headings, paragraphs, lists, finished blocks."""
    text = '# A &#42;\n\nB <a href="c">d</a>\n\n- e\n- f\n\n## G {#h}\n\n<div>\n<p>i</p>\n</div>\n'
    assert article(text) == (
        '<h1>A &#42;</h1>\n<p>B <a href="c">d</a></p>\n<ul>\n<li>e</li>\n<li>f</li>\n</ul>\n'
        '<h2 id="h">G</h2>\n<div>\n<p>i</p>\n</div>'
    )
    assert [heading.title for heading in headings(text)] == ["G"]
