"""Every link of a page leads somewhere; no two things on a page have one anchor."""

from __future__ import annotations

import posixpath
from functools import cache

import pytest
from bulletin.model.text import Language
from bulletin.rendering import Page
from bulletin.rendering.links import relative, served

from tests.rendering.reading_html import Parsed
from tests.rendering.sample_bulletin import sample_files
from tests.rendering.samples import files
from tests.sites import LANGUAGES


@cache
def site(language: Language, *, sample: bool) -> dict[str, Parsed | None]:
    """Address → the page there, or None for a file."""
    whole = sample_files(language) if sample else files(language, charts=True)
    return {served(file.path): Parsed(file.html) if isinstance(file, Page) else None for file in whole}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", [False, True], ids=["synthetic", "sample"])
def test_every_link_leads_to_a_page_and_an_anchor(language: Language, sample: bool) -> None:
    """A relative link names a page or file of the site and, after the hash, something on that page."""
    whole = site(language, sample=sample)
    for address, page in whole.items():
        for link in page.all("a") if page else ():
            href = link.attributes["href"] or ""
            if href.startswith(("https://", "mailto:")):
                continue
            path, _, anchor = href.partition("#")
            there = posixpath.normpath(posixpath.join(address, path)) if path else address.rstrip("/")
            there = "" if there in {".", ""} else there if there in whole else f"{there}/"
            assert there in whole, (address, href)
            target = whole[there]
            assert not anchor or (target and anchor in {e.attributes.get("id") for e in target.elements}), (
                address,
                href,
            )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", [False, True], ids=["synthetic", "sample"])
def test_no_anchor_is_given_twice(language: Language, sample: bool) -> None:
    """Ids are unique on their page."""
    for address, page in site(language, sample=sample).items():
        ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes] if page else []
        assert len(set(ids)) == len(ids), address


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_has_a_name(language: Language) -> None:
    """A link can be read out: it has words, and what is said begins with what is seen."""
    for address, page in site(language, sample=True).items():
        for link in page.all("a") if page else ():
            seen = " ".join(link.text.split())
            said = link.attributes.get("aria-label")
            assert seen, address
            assert said is None or seen in said, (address, seen, said)


@pytest.mark.parametrize(
    ("page", "target", "expected"),
    [
        ("index.md", "organizations/a.md", "organizations/a/"),
        ("organizations/a.md", "organizations/b.md", "../../organizations/b/"),
        ("organizations/index.md", "organizations/b.md", "../organizations/b/"),
        ("organizations/a.md", "index.md", "../../"),
        ("index.md", "index.md", "./"),
        ("targets.md", "downloads/figures.csv", "../downloads/figures.csv"),
    ],
)
def test_relative_addresses(page: str, target: str, expected: str) -> None:
    """A page is served in a folder of its own, an index in that of its folder, a file where it is."""
    assert relative(page, target) == expected
    assert relative(page, target, "x") == f"{expected}#x"
