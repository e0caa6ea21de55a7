"""Tables fold columns or are cards where they would be wider than their column, and show all of it without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.pages.looking import A4, NARROW, WIDE, looking
from tests.sites import Site

ROW = "organizations/binh-thanh/#admissions_term-2015-2020--2019-11"
"""Where the row of a figure is, the first of its table."""
HIDDEN = """
[...document.querySelectorAll('.bulletin-grid')].flatMap(table =>
  [...table.querySelectorAll('tbody td')].filter(cell => cell.textContent.trim() && table.checkVisibility())
    .filter(cell => !cell.checkVisibility()).map(cell => `${table.closest('.bulletin-table').id}: ${cell.textContent}`))
"""


def test_folded_columns_are_shown_without_scripts(site: Site, browser: Browser) -> None:
    """Each table that folds a column has a checkbox that shows all of them; one that folds none has none to be seen."""
    folds = 0
    with looking(browser, site, script=False) as look:
        for address in site.samples("en"):
            look.open(f"en/{address}")
            look.page.set_viewport_size(NARROW)
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


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desk"])
def test_a_row_that_is_led_to_is_seen_with_its_heads(site: Site, browser: Browser, size: ViewportSize) -> None:
    """Below the header are the name of its table, and the row with a line around it that crosses none of its text."""
    with looking(browser, site) as look:
        look.page.set_viewport_size(size)
        look.open("en/methods/")  # so that the next address is a page of its own
        look.open(f"en/{ROW}")
        row = look.page.locator("tr:target")
        header, caption, around = (
            part.bounding_box() for part in (look.page.locator(".md-header"), row.locator("xpath=../../caption"), row)
        )
        assert header is not None
        assert caption is not None
        assert around is not None
        assert caption["y"] >= header["y"] + header["height"]
        assert around["y"] + around["height"] <= size["height"]
        assert row.evaluate("row => getComputedStyle(row).outlineStyle") == "solid"
        assert row.locator("th").evaluate("head => getComputedStyle(head).position") == "static"
        for text in row.locator("th > *, td > *").all():
            box = text.bounding_box()
            if box is not None:
                assert box["x"] >= around["x"] + 2
                assert box["x"] + box["width"] <= around["x"] + around["width"] - 2


def test_cells_of_cards_have_the_headings_of_their_columns(site: Site, browser: Browser) -> None:
    """Rows that are cards say before each cell what it is, in the words of the heading that is not seen then."""
    labels = 0
    with looking(browser, site) as look:
        look.page.set_viewport_size(NARROW)
        for address in site.samples("vi"):
            look.open(f"vi/{address}")
            for table in look.page.locator(".bulletin-grid[class*=cards-]").all():
                titles = table.locator("thead th").all_text_contents()
                for row in table.locator("tbody tr").all()[:3]:
                    of_cells = row.locator("td").evaluate_all(
                        "cells => cells.map(cell => cell.textContent.trim() && cell.dataset.label)"
                    )
                    assert all(label in ("", title) for label, title in zip(of_cells, titles[1:], strict=True)), address
                    labels += len(of_cells)
    assert labels


def test_a_sheet_of_paper_holds_tables(site: Site, browser: Browser) -> None:
    """Rows that are cards on a phone are rows on A4: with its margins and letters, it holds as much as a tablet."""
    with looking(browser, site) as look:
        look.turn(A4, "print")
        look.open("en/target-board/")
        rows = look.page.locator(".bulletin-grid[class*=cards-48] tbody tr, .bulletin-grid[class*=cards-66] tbody tr")
        assert rows.count()
        assert set(rows.evaluate_all("rows => rows.map(row => getComputedStyle(row).display)")) == {"table-row"}
        look.check_layout("print")
        assert look.faults == []
