"""Encoders, environments, prose and the finished article."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import bulletin.rendering
import pytest
from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE
from bulletin.localization.messages import Message
from bulletin.localization.messages import template as translation
from bulletin.model.text import Language
from bulletin.rendering import Page, encoders, render
from bulletin.rendering.markup import article, headings, page_templates, prose
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markdown import Markdown
from markupsafe import Markup

from tests.rendering.reading_html import Parsed, single_spaced
from tests.rendering.samples import pages, released, sample
from tests.sites import LANGUAGES as SAMPLE_LANGUAGES
from tests.sites import VI

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
    before, inside, after = map(single_spaced, (paragraph.text for paragraph in page.all("p")))
    assert (before, inside, after) == ("a", single_spaced(text), "b")
    assert "{" not in encoders.html(text)


@given(st.text(max_size=20).filter(_printable))
def test_words_and_figures_stay_readable(text: str) -> None:
    """Letters, digits and marks of other scripts are never touched."""
    kept = "".join(character for character in text if character.isalnum())
    assert kept in encoders.markdown(kept)
    assert encoders.markdown("1.115\u00a0đảng viên, 101,36%") == "1.115\u00a0đảng viên, 101,36%"


WAYS = {
    "{{ text }}": "{}",
    "{{ text if text else '' }}": "{}",
    "{% for one in [text, text] %}{{ one }}{% endfor %}": "{}{}",
    "{% macro shown(one) %}{{ one }}{% endmacro %}{{ shown(text) }}{{ shown(shown(text)) }}": "{}{}",
    "{% set kept %}{{ text }}{% endset %}{{ kept }}": "{}",
    "{{ finished }}{{ text }}": "<b>&amp;</b>{}",
}
"""Templates that show a text, and what they make of it."""


@given(st.text())
@example("<script>&amp;</script>")
@example("{{ 7 * 7 }}")
def test_what_is_put_out_is_encoded_once(text: str) -> None:
    """However a text reaches the output, the encoder sees it once; finished markup stays as it is."""
    environment = page_templates(VI)
    for template, made in WAYS.items():
        shown = environment.from_string(template).render(text=text, finished=Markup("<b>&amp;</b>"))
        encoded = encoders.markdown(text)
        assert shown == made.format(encoded, encoded), template


def test_numbers_are_encoded_as_texts() -> None:
    """The encoder has its say on whatever is put out, not only on texts."""
    assert page_templates(VI).from_string("{{ number }}").render(number=-1) == encoders.markdown("-1")


def test_undefined_names_are_errors() -> None:
    """A name that nobody defined is not put out as nothing."""
    with pytest.raises(UndefinedError):
        page_templates(VI).from_string("{{ nothing }}").render()


def without_blank_lines(html: str) -> str:
    """HTML without the lines that Python-Markdown leaves empty behind blocks of HTML."""
    return re.sub(r"\n+", "\n", html)


@pytest.mark.parametrize("language", SAMPLE_LANGUAGES)
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


@pytest.mark.parametrize("language", SAMPLE_LANGUAGES)
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


@pytest.mark.parametrize("language", SAMPLE_LANGUAGES)
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


FOLDER = Path(bulletin.rendering.__file__).parent / "templates" / "prose"
NAMES = sorted(path.name.removesuffix(".md.jinja") for path in FOLDER.iterdir())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_are_messages(name: str, language: str) -> None:
    """A text has the same paragraphs in every language, each translated as a whole, without line breaks."""
    source, translated = prose(name, SOURCE_LANGUAGE), prose(name, language)
    assert translated == {key: translation(Message(text), language) for key, text in source.items()}
    assert [text for text in translated.values() if not text or "\n" in text] == []


def test_an_unknown_language_has_the_source() -> None:
    """What is not translated stops no build."""
    assert prose("methods", "xx") == prose("methods", SOURCE_LANGUAGE)
