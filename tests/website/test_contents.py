"""Articles have their contents in them, for windows that are too narrow for those beside."""

from __future__ import annotations

import re

import pytest
from bulletin.rendering.files import Page
from bulletin.rendering.markup import Heading, article, headings, section
from bulletin.website.pages import set_contents, with_contents
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.pages import Page as MkDocsPage

TITLES = st.sampled_from(["Figures", "Nữ & trẻ <em>", "{{ 1 }}", "الأرقام"])
PARTS = st.lists(st.tuples(TITLES, st.sampled_from([2, 3])), max_size=9)


def page_of(parts: list[tuple[str, int]], beginning: str = "- A point") -> Page:
    """A page with sections, and parts of them."""
    blocks = ["# Title", beginning, *(str(section(f"part-{n}", *each)) for n, each in enumerate(parts))]
    markdown = "\n\n".join(blocks)
    return Page("a.md", "Title", "About", markdown, article(markdown), headings(markdown))


def published(page: Page) -> tuple[str, str]:
    """The article as published, and the list that the theme puts beside it."""
    target = MkDocsPage.__new__(MkDocsPage)  # without a site
    target.meta = {}
    set_contents(target, page)
    return with_contents(page.html, target.toc, "fr"), target.meta["contents"]


def links(html: str) -> list[tuple[str, str]]:
    """Where links lead, and what they say."""
    found: list[tuple[str, str]] = re.findall(r'<a href="(#[^"]*)"[^>]*>(.*?)</a>', html)
    return [(href, re.sub("<[^>]*>", "", said)) for href, said in found]


def most(found: tuple[Heading, ...]) -> int:
    """How many sections, or parts of one section, there are: of these numbers, the largest."""
    levels = "".join(str(heading.level) for heading in found)
    return max(levels.count("2"), *map(len, levels.split("2")))


@given(PARTS.filter(lambda parts: not parts or parts[0][1] == 2))
def test_they_are_those_beside_it(parts: list[tuple[str, int]]) -> None:
    """They lead to the same places by the same names, where there are three to choose from; nothing else changes."""
    page = page_of(parts)
    html, beside = published(page)
    contents = re.search(r'<nav class="bulletin-contents".*</nav>\n', html, re.DOTALL)
    assert (contents is not None) == (most(page.headings) >= 3)
    if contents is not None:
        assert links(contents[0]) == links(beside)
        assert len(links(beside)) == len(parts)
        assert html.replace(contents[0], "") == page.html
        assert "Sur cette page" in contents[0]


@pytest.mark.parametrize("beginning", ["- A point", '<div class="bulletin-table" id="t"></div>'])
def test_they_come_before_the_first_section_or_table(beginning: str) -> None:
    """What a page begins with comes before them, but for tables."""
    html, _ = published(page_of([("Figures", 2)] * 3, beginning))
    assert ("<div" in beginning) == (html.index("<nav") < html.index(beginning[2:]))
    assert html.index("<nav") < html.index("<h2")
