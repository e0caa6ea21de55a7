"""Figures of the articles, as a reader finds them on the pages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.pages.looking import looking
from tests.sites import Site


def rows(browser: Browser, site: Site, address: str) -> list[str]:
    """Text of every row of every table of a page, with single spaces."""
    with looking(browser, site) as look:
        look.open(address)
        return [" ".join(row.split()) for row in look.page.locator("article tr").all_inner_texts()]


def row_with(found: list[str], *parts: str) -> list[str]:
    """Give the rows that hold all the parts."""
    return [row for row in found if all(part in row for part in parts)]


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("vi/organizations/binh-thanh/", ("1.115", "101,36", "%", "1.100", "suy ra")),
        ("en/organizations/binh-thanh/", ("1,115", "101.36", "%", "1,100", "inferred")),
        ("vi/organizations/ha-noi/", ("Quý I/2023", "2.241")),
        ("vi/organizations/ha-noi/", ("2.241", "9.810")),
        ("vi/periods/2023-q1/", ("2.241",)),
        ("vi/organizations/hiep-thanh/", ("2018", "23", "16")),
        ("en/organizations/hiep-thanh/", ("2018", "23", "16")),
    ],
)
def test_page_shows_the_figure(site: Site, browser: Browser, address: str, parts: tuple[str, ...]) -> None:
    """One row of a table on the page holds the figure and what it is compared with."""
    assert row_with(rows(browser, site, address), *parts)
