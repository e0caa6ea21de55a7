"""Pages keep their layout in languages of long words, and in those that are written from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import serving
from tests.localization.pseudo import PSEUDO, PseudoSite
from tests.pages.looking import NARROW, looking
from tests.sites import Site

CLIPPED = """
[...document.querySelectorAll('body *')].filter(element => {
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const hidden = style.visibility === 'hidden' || box.width <= 1 || box.height <= 1;
  if (hidden || element.closest('svg, [aria-hidden=true], .md-search, .md-sidebar, .md-header__title')) return false;
  const scrolls = parent => ['auto', 'scroll'].includes(getComputedStyle(parent).overflowX);
  const parents = [];
  for (let parent = element.parentElement; parent; parent = parent.parentElement) parents.push(parent);
  const outside = (box.right > innerWidth + 1 || box.left < -1) && !parents.some(scrolls);
  return outside || ['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
}).map(element => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)
"""
"""What is cut off, or lies outside of the window without being scrolled to. Of the theme: titles in its header end in an
ellipsis, and its menu is outside of the window until it is called."""


@pytest.fixture
def versions(pseudo: PseudoSite, shared: Path) -> Iterator[Site]:
    """Serve the site of an edition in the synthetic languages."""
    with serving(pseudo.directory) as address:
        yield Site(pseudo.directory, address)


@pytest.mark.parametrize("language", PSEUDO)
def test_nothing_is_too_wide_for_a_telephone(versions: Site, browser: Browser, language: str) -> None:
    """One page of each kind, the list of editions among them: it scrolls down only, and shows all that it says."""
    clipped = []
    with looking(browser, versions) as look:
        look.page.set_viewport_size(NARROW)
        for address in versions.samples(language):
            look.open(f"{language}/{address}")
            look.check_width()
            clipped += [f"{address}: {element}" for element in look.page.evaluate(CLIPPED)]
        assert look.faults == []
    assert clipped == []
