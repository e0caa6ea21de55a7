"""Text of records is only ever data: it is on the pages as typed and adds nothing to them."""

from __future__ import annotations

import csv
import io
import re
from functools import cache

import pytest
from bulletin.model.text import Language
from bulletin.rendering import Asset, Page, render
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.rendering.reading_html import Parsed, single_spaced
from tests.rendering.samples import released, sample
from tests.sites import VI

HARMLESS = "Chữ thường"
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7*7 }}{% raw %}{# x #}",
    "a | b | c",
    "*a* _b_ **c** `d`",
    '--8<-- "pyproject.toml"',
    "[x](javascript:alert(1)) ![y](z)",
    "# a {: onclick=alert(1) }",
    "2018. a",
    "a\n\n    b\n\n# c",
    "</td></tr></table><table>",
    "=HYPERLINK(1)",
    "&lt;b&gt; &#60;",
    ":emoji: --- ... (c)",
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=3).map("".join),
    st.text("<>&\"'`*_{}[]()#|!+-=:.~^$%@\\/ ab1\n", min_size=1, max_size=30).filter(str.strip),
)


def pages_with(text: str, language: Language = VI) -> list[Page]:
    """The pages of the synthetic bulletin with ``text`` for an organization's name, a measure's name and a note."""
    corpus = sample(text, label=text, note=text)
    return [file for file in render(released(corpus), language, charts=False) if isinstance(file, Page)]


@cache
def harmless() -> dict[str, Parsed]:
    """The same pages with a text that means nothing to any language."""
    return {page.path: Parsed(page.html) for page in pages_with(HARMLESS)}


def shape_of(page: Parsed) -> list[tuple[str, tuple[str, ...]]]:
    """The elements of a page with their attributes, in no order, but for what folded columns and cards have."""
    shape = ((tag, tuple(name for name in names if name != "data-label")) for tag, names in page.shape())
    return sorted(each for each in shape if each not in (("label", ("class",)), ("input", ("type",))))


@pytest.mark.slow
@settings(max_examples=30)
@given(TEXTS)
@example("".join(HOSTILE))
def test_text_is_shown_as_typed_and_adds_nothing(text: str) -> None:
    """Each page has the same elements with the same attributes as with a harmless text, and shows the text itself.

    Only the order of rows may differ, since names are sorted, and which tables fold columns or become cards on a phone:
    that depends on how wide names are.
    """
    for page in pages_with(text):
        parsed = Parsed(page.html)
        expected = harmless()[page.path]
        assert shape_of(parsed) == shape_of(expected), page.path
        if HARMLESS in expected.text:
            assert single_spaced(text) in single_spaced(parsed.text), page.path


@pytest.mark.parametrize("text", HOSTILE)
def test_no_attribute_holds_anything_but_what_it_is_for(text: str) -> None:
    """Links lead to pages of the site, to anchors or to the web; nothing has a style or a handler."""
    for page in pages_with(text):
        for element in Parsed(page.html).elements:
            assert not [name for name in element.attributes if name.startswith("on") or name == "style"], page.path
            address = element.attributes.get("href")
            assert address is None or re.match(r"(\.\./)*[a-z0-9./-]*(#[a-z0-9_-]+)?$|https://|mailto:", address), (
                address
            )


@pytest.mark.parametrize("text", HOSTILE)
def test_titles_and_search_are_plain(text: str) -> None:
    """What a page says outside of its article is the text itself, for others to encode."""
    (page,) = (page for page in pages_with(text) if page.path == "organizations/doi-xanh.md")
    assert page.title == text
    assert text in page.search_text


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_download_is_a_formula(text: str) -> None:
    """A spreadsheet reads text as text, and finds it whole."""
    corpus = sample(text, label=text, note=text)
    for file in render(released(corpus), VI, charts=False):
        if isinstance(file, Asset) and file.path.endswith(".csv"):
            for row in csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline="")):
                for cell in row:
                    assert not re.match(r"\s*[=+@\t]|\s*-(?![0-9.]+$)", cell), file.path
