"""Opens pages of a site in a browser, and notes everything a reader would not want."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, Response, ViewportSize

from tests.sites import Site

WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=360, height=740)
Scheme = Literal["light", "dark"]
VIEWS: tuple[tuple[ViewportSize, Scheme], ...] = (
    (WIDE, "light"),
    (NARROW, "light"),
    (NARROW, "dark"),
    (WIDE, "dark"),
)
"""How every page is looked at."""
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
