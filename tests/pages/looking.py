"""Opens pages of a site in a browser, and notes everything a reader would not want."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Response, ViewportSize

from tests.sites import Site

WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=360, height=740)
A4 = ViewportSize(width=718, height=1047)
"""A sheet within the margins that browsers give it."""
Scheme = Literal["light", "dark"]
VIEWS: tuple[tuple[ViewportSize, Scheme], ...] = (
    (WIDE, "light"),
    (NARROW, "light"),
    (NARROW, "dark"),
    (WIDE, "dark"),
)
"""How pages are looked at of which few are of a kind."""
SIZES = tuple(ViewportSize(width=width, height=900) for width in (360, 768, 1280, 1920))
State = Literal["light", "dark", "forced colours", "print"]
STATES: tuple[State, ...] = ("light", "dark", "forced colours", "print")
LOOKS = tuple((size, state) for size, state in product(SIZES, STATES) if state != "print" or size["width"] > 360)
"""How a page of each kind is looked at. No paper is as narrow as a phone."""
SLACK = 1
"""Pixels that rounding may add to a width."""

STILL = """
const still = new CSSStyleSheet();
still.replaceSync('*, ::before, ::after {transition: none !important; animation: none !important}');
document.adoptedStyleSheets = [still];
"""
"""Makes pages change at once, so that none is judged on its way from one look to the next."""

OVERFLOW = "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - window.innerWidth"
UNNAMED = """
[...document.querySelectorAll('img, svg[role=img], [role=img], figure svg, canvas')]
  .filter(e => !e.closest('[aria-hidden=true]'))
  .filter(e => !(e.getAttribute('alt') || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')
                 || e.querySelector('title')))
  .map(e => e.outerHTML.slice(0, 120))
"""
CLIPPED = """
[...document.querySelectorAll('body *')].filter(element => {
  if (!element.clientWidth || element.clientWidth <= 1 || element.clientHeight <= 1) return false;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const isCut = ['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
  if (!isCut && box.right <= innerWidth + 1 && box.left >= -1) return false;
  if (style.visibility === 'hidden' || !element.checkVisibility()) return false;
  if (element.closest('svg, [aria-hidden=true], .md-search, .md-sidebar, .md-header__title')) return false;
  if (isCut) return true;
  for (let parent = element.parentElement; parent; parent = parent.parentElement)
    if (['auto', 'scroll'].includes(getComputedStyle(parent).overflowX)) return false;
  return true;
}).map(element => `cut off: ${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 40)}`)
"""
"""What is cut off, or lies outside of the window without being scrolled to. The theme means two things to be so: titles
in the header end in an ellipsis, and the menu is outside of the window until it is called."""
TABLES = f"""
[...document.querySelectorAll('.bulletin-scroll')].filter(e => e.checkVisibility()).flatMap(e => {{
  const by = Math.max(e.scrollWidth - e.clientWidth,
    ...[...e.children].map(table => table.getBoundingClientRect().width - e.clientWidth));
  return by > {SLACK} ? [`table ${{e.parentElement.id}} wider than its column by ${{by}} px`] : [];
}})
"""
ESSENTIAL = """
[...document.querySelectorAll('.bulletin-grid')].filter(table => table.checkVisibility()).flatMap(table => {
  const folded = [...table.classList].filter(name => name.startsWith('fold-')).map(name => Number(name.split('-')[2]));
  const chosen = table.closest('.bulletin-table');
  return [...table.querySelectorAll('tbody tr')].flatMap(row => [...row.children].filter((cell, place) => {
    if (folded.includes(Math.min(place + 1, 16)) || !cell.textContent.trim()) return false;
    const box = cell.getBoundingClientRect();
    return !box.width || box.left < -1 || box.right > innerWidth + 1;
  })).map(cell => `hidden in table ${chosen.id}: ${cell.textContent}`);
})
"""
"""Cells of columns that are never folded which cannot be seen without scrolling to the side."""
CUT_OFF = """
[...document.querySelectorAll('.bulletin-chart')].flatMap(chart => {
  if (!chart.checkVisibility()) return []
  const view = chart.viewBox.baseVal
  return [...chart.querySelectorAll('text, path:not(pattern path)')].filter(mark => {
    const box = mark.getBBox()
    return box.x < view.x || box.y < view.y
      || box.x + box.width > view.x + view.width || box.y + box.height > view.y + view.height
  }).map(mark => `cut off in a chart: ${mark.textContent || mark.getAttribute('d')}`)
})
"""
OVERLAPPING = """
[...document.querySelectorAll('.bulletin-chart')].flatMap(chart => {
  if (!chart.checkVisibility()) return []
  const lines = [...chart.querySelectorAll('text')].map(text => {
    const box = text.getBBox()
    return {words: text.textContent, base: text.getAttribute('y'), left: box.x, right: box.x + box.width}
  })
  return lines.flatMap((one, index) => lines.slice(index + 1)
    .filter(other => Math.abs(other.base - one.base) < 8 && one.left < other.right && other.left < one.right)
    .map(other => `overlapping in a chart: ${one.words} / ${other.words}`))
})
"""
LAYOUT = f"[{', '.join(f'...{check.strip()}' for check in (CLIPPED, TABLES, ESSENTIAL, CUT_OFF, OVERLAPPING))}]"
"""All that can be wrong with how a page is laid out."""
ON_PAPER = """
[...document.querySelectorAll('.md-header, .md-tabs, .md-sidebar, .md-search, .md-top, .bulletin-tools, .bulletin-all,'
  + ' .bulletin-contents')]
  .filter(e => e.checkVisibility()).map(e => `printed: ${e.className}`).concat(
[...document.querySelectorAll('details > :not(summary)')]
  .filter(e => !e.closest('.bulletin-cite, .bulletin-contents, .bulletin-tools'))
  .filter(e => !e.checkVisibility({contentVisibilityAuto: true}))
  .map(e => `not printed: ${e.textContent.trim().slice(0, 60)}`))
"""
"""What is of no use on paper, and what cannot be unfolded there."""


@dataclass
class Look:
    """A page that is open, and what was wrong since."""

    page: Page
    site: Site
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._fault(f"script error: {error}"))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.on("response", self._response)

    def open(self, address: str) -> None:
        """Go to an address below the site's."""
        self.page.goto(f"{self.site.address}/{address}", wait_until="load")

    def check_width(self) -> None:
        """Note whether the page is wider than the window."""
        overflow = self.page.evaluate(OVERFLOW)
        if overflow > SLACK:
            width = self.page.evaluate("window.innerWidth")
            self._fault(f"{overflow} px wider than a window of {width} px")

    def turn(self, size: ViewportSize, state: State) -> None:
        """Give the window a size, and the page the media of a state."""
        self.page.set_viewport_size(size)
        self.page.emulate_media(
            media="print" if state == "print" else "screen",
            color_scheme="dark" if state == "dark" else "light",
            forced_colors="active" if state == "forced colours" else "none",
        )

    def check_layout(self, state: State = "light") -> None:
        """Note what is too wide, cut off, hidden or drawn over; and on paper, what is of no use there."""
        self.check_width()
        for fault in self.page.evaluate(LAYOUT) + (self.page.evaluate(ON_PAPER) if state == "print" else []):
            self._fault(f"{state}, {self.page.viewport_size}: {fault}")

    def check_texts_of_images(self) -> None:
        """Note images and charts without a text for screen readers."""
        for image in self.page.evaluate(UNNAMED):
            self._fault(f"no text alternative: {image}")

    def _fault(self, what: str) -> None:
        self.faults.append(f"{self.page.url}: {what}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self._fault(f"console {message.type}: {message.text}")

    def _dialog(self, dialog: Dialog) -> None:
        self._fault(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.site.address}/", "data:", "blob:")):
            self._fault(f"asks another server: {request.url}")

    def _response(self, response: Response) -> None:
        if not response.ok and response.status != 304:
            self._fault(f"{response.status} for {response.url}")


@contextmanager
def looking(browser: Browser, site: Site, *, scheme: Scheme = "light", script: bool = True) -> Iterator[Look]:
    """Open a window without a past."""
    with browser.new_context(viewport=WIDE, color_scheme=scheme, java_script_enabled=script) as context:
        context.add_init_script(STILL)
        yield Look(context.new_page(), site)
