"""Tables have the width of their column on every screen: they fold columns or are cards, and never hide what counts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.pages.looking import SLACK, looking
from tests.sites import LANGUAGES, Site

SIZES = tuple(ViewportSize(width=width, height=900) for width in (360, 768, 1280, 1920))
TOO_WIDE = f"""
[...document.querySelectorAll('.bulletin-scroll')]
  .filter(e => e.scrollWidth - e.clientWidth > {SLACK})
  .map(e => `${{e.parentElement.id}} by ${{e.scrollWidth - e.clientWidth}} px`)
"""
OUTSIDE = """
[...document.querySelectorAll('.bulletin-grid tbody tr')].flatMap(row => {
  const folded = [...row.closest('table').classList].filter(name => name.startsWith('fold-'))
    .map(name => Number(name.split('-')[2]));
  return [...row.children].filter((cell, place) => {
    const box = cell.getBoundingClientRect(), folds = folded.includes(Math.min(place + 1, 16));
    if (folds || !cell.textContent.trim() || !row.checkVisibility()) return false;
    return !box.width || box.left < 0 || box.right > innerWidth + 1;
  }).map(cell => `${cell.closest('.bulletin-table').id}: ${cell.textContent}`);
})
"""
"""Cells of columns that are never folded which cannot be seen without scrolling to the side."""
HIDDEN = """
[...document.querySelectorAll('.bulletin-grid')].flatMap(table =>
  [...table.querySelectorAll('tbody td')].filter(cell => cell.textContent.trim() && table.checkVisibility())
    .filter(cell => !cell.checkVisibility()).map(cell => `${table.closest('.bulletin-table').id}: ${cell.textContent}`))
"""
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
def test_tables_are_as_wide_as_their_column(site: Site, browser: Browser, language: str) -> None:
    """No table goes on beyond its edge, and no cell of an essential column is hidden or outside of the window."""
    with looking(browser, site, script=True) as look:
        for address in site.samples(language):
            look.open(f"{language}/{address}")
            for size in SIZES:
                look.page.set_viewport_size(size)
                look.check_width()
                assert look.page.evaluate(TOO_WIDE) == [], (address, size)
                assert look.page.evaluate(OUTSIDE) == [], (address, size)
        assert look.faults == []


def test_folded_columns_are_shown_without_scripts(site: Site, browser: Browser) -> None:
    """Each table that folds a column has a checkbox that shows all of them; one that folds none has none to be seen."""
    folds = 0
    with looking(browser, site, script=False) as look:
        for address in site.samples("en"):
            look.open(f"en/{address}")
            look.page.set_viewport_size(SIZES[0])
            for table in look.page.locator(".bulletin-table").all():
                if not table.is_visible():
                    continue
                folded = table.locator("tbody td:not(:empty)").evaluate_all(
                    "cells => cells.filter(cell => !cell.checkVisibility()).length"
                )
                box = table.locator(".bulletin-all input")
                assert bool(folded) == (box.count() > 0 and box.is_visible()), (address, table.get_attribute("id"))
                folds += bool(folded)
                if folded:
                    box.check()
            assert look.page.evaluate(HIDDEN) == [], address
    assert folds


def test_cells_of_cards_have_the_headings_of_their_columns(site: Site, browser: Browser) -> None:
    """Rows that are cards say before each cell what it is, in the words of the heading that is not seen then."""
    labels = 0
    with looking(browser, site) as look:
        look.page.set_viewport_size(SIZES[0])
        for address in site.samples("vi"):
            look.open(f"vi/{address}")
            for table in look.page.locator(".bulletin-grid[class*=cards-]").all():
                titles = table.locator("thead th").all_text_contents()
                for row in table.locator("tbody tr").all()[:3]:
                    of_cells = row.locator("td").evaluate_all("cells => cells.map(cell => cell.dataset.label)")
                    assert of_cells == titles[1:], address
                    labels += len(of_cells)
    assert labels
