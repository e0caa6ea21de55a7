"""A site that is not for the public says so on every page, on every printed sheet and in every file: the union's."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import once
from tests.examples.union import UNION
from tests.pages.looking import NARROW, WIDE, Scheme
from tests.pages.test_accessibility import violations
from tests.sites import build

pytestmark = pytest.mark.slow

MARK, LINE = "[Comité Ejecutivo]", "Comité Ejecutivo: no es para el público"
WITHOUT_A_PLACE = {"schema.json", "sitemap.xml", "search_index.json", ".bulletin-site", ".nojekyll", "robots.txt"}
"""Files without a figure: a description, lists of addresses and titles, markers."""
PAGES = (
    *("es/latest/", "es/latest/organizations/", "es/latest/disclosure/", "es/latest/downloads/"),
    *("es/editions/", "es/latest/404.html"),
)


@pytest.fixture(scope="module")
def internal_site(shared: Path) -> Path:
    """The site of all editions of the union for its committee, built once for all workers."""
    folder = shared / "union-internal"
    return Path(once(shared, "union-internal-built", lambda: build(UNION, folder, draft=False, audience="internal")))


@pytest.fixture(scope="module")
def public_site(shared: Path) -> Path:
    """The same for the public."""
    return Path(once(shared, "union-built", lambda: build(UNION, shared / "union", draft=False)))


def files_of(site: Path) -> list[Path]:
    """The files of a site, but for those of the theme, which are the same for everybody."""
    of_theme = {"assets", "theme"}
    return [path for path in sorted(site.rglob("*")) if path.is_file() and of_theme.isdisjoint(path.parts)]


def test_every_page_begins_with_its_audience(internal_site: Path) -> None:
    """Titles begin with its name; a line above all else says that it is not public, and no search engine lists it."""
    pages = [path for path in files_of(internal_site) if path.suffix == ".html"]
    assert len(pages) > 100
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert f"<title>{MARK}" in text, path
        body = text.partition("<body")[2]
        assert LINE in body.partition("<header")[0].partition("<h1")[0], path
        assert '<meta name="robots" content="noindex">' in text, path
        assert text.count('name="robots"') == 1, path


def test_every_file_names_its_audience(internal_site: Path) -> None:
    """Tables in each row, other files once; those that are saved by their names, too."""
    for path in files_of(internal_site):
        if path.name in WITHOUT_A_PLACE:
            continue
        content = path.read_bytes().decode("utf-8-sig")
        if path.suffix == ".csv":
            rows = content.splitlines()
            assert path.name.startswith("internal-"), path
            assert all(row.startswith(("Comité Ejecutivo,", "internal,")) for row in rows[1:] if _begins(row)), path
        else:
            assert "Comité Ejecutivo" in content or json.loads(content)["audience"] == "internal", path
    saved = [path for path in internal_site.rglob("downloads/**/*") if path.is_file() and path.suffix != ".html"]
    assert {path.name for path in saved if not path.name.startswith("internal-")} == {"csv-metadata.json"}


def _begins(row: str) -> bool:
    """Whether a line begins a row; a quoted cell may have several lines."""
    return row.startswith(("Comité", "internal"))


def test_search_engines_are_kept_out(internal_site: Path) -> None:
    assert (internal_site / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    assert not (internal_site / "sitemap.xml").exists()


def test_nothing_of_it_is_in_the_public_site(public_site: Path) -> None:
    """Neither the banner nor a column, a name of a file or the style of the line."""
    for path in files_of(public_site):
        text = path.read_bytes().decode("utf-8-sig")
        assert MARK not in text, path
        assert LINE not in text, path
        assert "bulletin-audience" not in text, path
        assert not path.name.startswith("internal-"), path
        assert "disclosure.csv" not in text, path
    assert not list(public_site.rglob("disclosure"))


def test_every_edition_has_its_audit(internal_site: Path) -> None:
    """Its front page leads there, and the page to the file."""
    fronts = sorted(internal_site.glob("es/*/disclosure/index.html"))
    assert len(fronts) == 3 + len(("latest",))
    for audit in fronts:
        assert 'href="disclosure/"' in (audit.parent.parent / "index.html").read_text(encoding="utf-8")
        assert '"../downloads/internal-disclosure.csv"' in unescape(audit.read_text(encoding="utf-8"))
        assert (audit.parent.parent / "downloads/internal-disclosure.csv").stat().st_size > 100_000


def test_manifests_of_those_who_may_not_read_the_records_name_neither_files_nor_commit(
    public_site: Path, internal_site: Path
) -> None:
    for site, is_public in ((public_site, True), (internal_site, False)):
        manifest = json.loads((site / "es/2025-Q2/manifest.json").read_bytes())
        assert (manifest["records"] == {}) == is_public
        assert not (is_public and manifest["commit"])
        assert ("audience" in manifest) == (not is_public)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_line_is_seen_and_read(internal_site: Path, browser: Browser, size: dict[str, int], scheme: Scheme) -> None:
    """On a phone and on a wide screen, light and dark, with styles and without; axe finds nothing."""
    for page in PAGES:
        opened = browser.new_page(viewport=size, color_scheme=scheme)  # type: ignore[arg-type]  # the same fields
        opened.goto(f"{internal_site.as_uri()}/{page if page.endswith('html') else f'{page}index.html'}")
        line = opened.get_by_text(LINE, exact=True).first
        box = line.bounding_box()
        assert box is not None
        assert 0 <= box["x"] < box["x"] + 100 <= size["width"], page
        assert box["y"] < 120, page
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth"), page
        if not page.endswith("html"):
            assert violations(opened) == []
        opened.close()


def test_the_line_is_on_every_printed_sheet(internal_site: Path, browser: Browser) -> None:
    """At the edge of the paper, where it covers nothing."""
    page = browser.new_page(viewport={"width": 794, "height": 1123})
    page.goto((internal_site / "es/latest/organizations/costa-norte/index.html").as_uri())
    page.emulate_media(media="print")
    line = page.locator(".bulletin-audience")
    assert line.evaluate("element => getComputedStyle(element).position") == "fixed"
    box, article = line.bounding_box(), page.locator("article").bounding_box()
    assert box is not None
    assert article is not None
    assert box["x"] + box["width"] <= article["x"]
    assert box["height"] == 1123
    page.close()
