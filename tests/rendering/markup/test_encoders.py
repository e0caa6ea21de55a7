"""Whatever text is encoded, Markdown and HTML show it as typed."""

from __future__ import annotations

from functools import cache

import pytest
from bulletin.rendering.markup import encoders
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from tests.rendering.reading_html import Parsed, single_spaced

MATERIAL = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "meta",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
    "wikilinks",
    *(
        f"pymdownx.{name}"
        for name in (
            *("arithmatex", "betterem", "blocks.admonition", "caret", "critic", "details", "emoji", "highlight"),
            *("inlinehilite", "keys", "magiclink", "mark", "progressbar", "smartsymbols", "snippets", "superfences"),
            *("tabbed", "tasklist", "tilde"),
        )
    ),
]
"""The extensions that a site of Material may have turned on."""

ALPHABET = "abzđ019 \t\n" + "".join(chr(code) for code in range(33, 127))
NASTY = [
    "<script>alert(1)</script>",
    "{{ 7*7 }} {% raw %}",
    '--8<-- "pyproject.toml"',
    "[x](javascript:alert(1)) ![y](z)",
    "# a",
    "1. a",
    "a. b",
    "- a",
    "> a",
    "| a | b |",
    "---",
    "===",
    "~~~ a",
    "    code",
    ":smile: (c) (tm) 1/2 --> ... ++ctrl+a++ ==b== ^^c^^ ~~d~~",
    "www.example.org https://example.org a@example.org",
    "a {: #b .c onclick=alert(1) }",
    "[^1] [[a]] *[A]: b",
    "!!! note",
    "a: b\n: c",
    "title: a",
    "&lt;b&gt; &#60; &amp;",
    "\\*a\\*",
    "a\n\nb",
    "$a$ $$b$$ \\(c\\)",
    "/// note\na\n///",
    "{++a++} {--b--} {>>c<<}",
    "[ ] a",
    '[=50% "a"]',
]  # fmt: skip
TEXTS = st.one_of(st.text(ALPHABET, min_size=1, max_size=40), st.sampled_from(NASTY), st.text(max_size=20))


def _printable(text: str) -> bool:
    """Whether the strict reader lets a text pass, which has no control characters, and whether there is any."""
    return bool(text.strip()) and not any((ord(c) < 32 and c not in "\t\n") or 126 < ord(c) < 160 for c in text)


@cache
def _engine(*, bare: bool) -> Markdown:
    return Markdown(extensions=[] if bare else MATERIAL)


@pytest.mark.parametrize("bare", [True, False], ids=["plain Markdown", "Material's extensions"])
@given(TEXTS.filter(_printable))
@example("2018. a")
@example("+ a")
def test_markdown_shows_text_as_typed(bare: bool, text: str) -> None:
    """A paragraph of encoded text is a paragraph of that text, whatever the dialect."""
    page = Parsed(_engine(bare=bare).reset().convert(f"{encoders.markdown(text)}\n"))
    assert [element.tag for element in page.elements] == ["p"]
    assert page.elements[0].attributes == {}
    assert single_spaced(page.text) == single_spaced(text)


@pytest.mark.parametrize("bare", [True, False], ids=["plain Markdown", "Material's extensions"])
@given(TEXTS.filter(_printable))
def test_headings_show_text_as_typed(bare: bool, text: str) -> None:
    """A heading of encoded text is a heading of that text, with no attribute but its own anchor."""
    page = Parsed(_engine(bare=bare).reset().convert(f"## {encoders.markdown(text)}\n"))
    heading = page.elements[0]
    assert heading.tag == "h2"
    assert set(heading.attributes) <= {"id"}
    assert single_spaced(heading.text) == single_spaced(text)


@given(TEXTS.filter(_printable))
def test_html_shows_text_as_typed(text: str) -> None:
    """Encoded text adds neither element nor attribute, within an element and within a quoted attribute."""
    encoded = encoders.html(text)
    page = Parsed(f'<p title="{encoded}" class="b">{encoded}</p>')
    assert page.shape() == [("p", ("title", "class"))]
    assert single_spaced(page.text) == single_spaced(text)
    assert single_spaced(page.elements[0].attributes["title"] or "") == single_spaced(text)


@given(TEXTS.filter(_printable))
def test_html_stays_within_its_block_of_markdown(text: str) -> None:
    """Encoded text in a block of HTML does not end the block, nor is it taken for Markdown."""
    source = f"a\n\n<div>\n<p>{encoders.html(text)}</p>\n</div>\n\nb\n"
    page = Parsed(_engine(bare=False).reset().convert(source))
    assert [element.tag for element in page.elements] == ["p", "div", "p", "p"]
    assert single_spaced(page.elements[2].text) == single_spaced(text)
    assert "{" not in encoders.html(text)


@given(st.text(max_size=20).filter(_printable))
def test_words_and_figures_stay_readable(text: str) -> None:
    """Letters, digits and marks of other scripts are never touched."""
    kept = "".join(character for character in text if character.isalnum())
    assert kept in encoders.markdown(kept)
    assert encoders.markdown("1.115\u00a0đảng viên, 101,36%") == "1.115\u00a0đảng viên, 101,36%"
