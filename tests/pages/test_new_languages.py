"""Pages keep their layout in languages of long words, and in those that are written from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser import serving
from tests.pages.looking import LOOKS, NARROW, WIDE, looking
from tests.pages.pseudo import PSEUDO, RIGHT_TO_LEFT, PseudoSite
from tests.sites import Site

DIRECTIONS = """
[...document.querySelectorAll('main p, main li, main td, main th, main h1')]
  .map(element => getComputedStyle(element).direction)
"""
SIGNS = """
[...document.querySelectorAll('td')].flatMap(cell => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), found = [];
  while (texts.nextNode()) for (const sign of texts.currentNode.data.matchAll(/[-+\u2212](?=\\d)/g)) {
    const range = document.createRange(), [from, to] = [sign.index, sign.index + 1];
    if (from && /\\w/.test(texts.currentNode.data[from - 1])) continue;
    range.setStart(texts.currentNode, from), range.setEnd(texts.currentNode, to);
    const left = range.getBoundingClientRect().left;
    range.setStart(texts.currentNode, to), range.setEnd(texts.currentNode, to + 1);
    found.push(left < range.getBoundingClientRect().left);
  }
  return found;
})
"""
"""Of each number with a sign, whether the sign is to the left of its first digit."""
ALIGNED = """
[...document.querySelectorAll('.bulletin-grid:not([class*=cards-0]) td')].filter(cell => {
  const place = Math.min([...cell.parentElement.children].indexOf(cell) + 1, 16);
  return cell.closest('table').classList.contains(`number-${place}`);
}).map(cell => getComputedStyle(cell).textAlign)
"""
FIRST = """
heads => heads.every(head =>
  head.getBoundingClientRect().right > head.parentElement.lastElementChild.getBoundingClientRect().right)
"""
LABELS = """
[...document.querySelectorAll('svg.bulletin-chart')].filter(chart => chart.checkVisibility()).flatMap(chart => {
  const view = chart.viewBox.baseVal;
  return [...chart.querySelectorAll('text')].map(text => {
    const box = text.getBBox(), right = box.x + box.width, at = text.x.baseVal[0].value;
    const ends = {start: box.x, middle: box.x + box.width / 2, end: right};
    if (box.x < view.x - 1 || right > view.x + view.width + 1) return `outside: ${text.textContent}`;
    const off = ends[getComputedStyle(text).textAnchor] - at;
    return Math.abs(off) < 2 ? 'well' : `${off} from where it was drawn: ${text.textContent}`;
  });
})
"""
"""How each label of a chart is placed."""


@pytest.fixture
def versions(pseudo: PseudoSite, shared: Path) -> Iterator[Site]:
    """Serve the site of an edition in the synthetic languages."""
    with serving(pseudo.directory) as address:
        yield Site(pseudo.directory, address)


@pytest.mark.parametrize("language", PSEUDO)
def test_nothing_is_too_wide_or_cut_off(versions: Site, browser: Browser, language: str) -> None:
    """One page of each kind, the list of editions among them: it scrolls down only, and shows all that it says."""
    with looking(browser, versions) as look:
        for address in addresses(versions, language):
            look.open(address)
            for size, state in LOOKS if language == RIGHT_TO_LEFT.tag else LOOKS[:1]:
                look.turn(size, state)
                look.check_layout(state)
        assert look.faults == []


def addresses(site: Site, language: str) -> list[str]:
    """The list of editions, and of the pages of the edition one of each kind."""
    (edition,) = (path.name for path in (site.directory / language).glob("2*"))
    found = [f"{language}/{edition}/{address}" for address in site.samples(f"{language}/{edition}")]
    assert len(found) > 10
    return [f"{language}/editions/", *found]


def test_pages_run_from_right_to_left(versions: Site, browser: Browser) -> None:
    """Text on pages of every kind runs in the direction of the language, and arrows point where it goes."""
    with looking(browser, versions) as look:
        for address in addresses(versions, RIGHT_TO_LEFT.tag):
            look.open(address)
            assert set(look.page.evaluate(DIRECTIONS)) == {"rtl"}, address
            assert "→" not in look.page.content(), address
        look.open("404.html")
        other = look.page.locator(f"div[lang={RIGHT_TO_LEFT.tag}]")
        assert other.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_numbers_are_read_from_left_to_right(versions: Site, browser: Browser) -> None:
    """A sign is before its number, digits are below digits, and the first column, which stays, is on the right."""
    signs = []
    with looking(browser, versions) as look:
        for address in addresses(versions, RIGHT_TO_LEFT.tag):
            look.open(address)
            signs += look.page.evaluate(SIGNS)
            assert set(look.page.evaluate(ALIGNED)) <= {"right"}, address
            assert look.page.locator(".bulletin-grid:not([class*=cards-0]) tbody th").evaluate_all(FIRST), address
    assert signs
    assert all(signs)


@pytest.mark.parametrize("language", PSEUDO)
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_labels_of_charts_are_beside_what_they_name(
    versions: Site, browser: Browser, size: ViewportSize, language: str
) -> None:
    """Each begins or ends where the chart was drawn for it, and none is outside of the chart."""
    labels = []
    with looking(browser, versions) as look:
        look.page.set_viewport_size(size)
        for address in addresses(versions, language):
            look.open(address)
            labels += look.page.evaluate(LABELS)
    assert len(labels) > 20
    assert set(labels) == {"well"}
