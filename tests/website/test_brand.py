"""The colour and the logo of a bulletin reach every page and feed of its site, in SYNTHETIC projects."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from bulletin.publishing.manifest import from_json, read_manifest, to_json
from bulletin.publishing.versions import derive
from playwright.sync_api import Browser

from tests.browser import serving
from tests.contracts.bad_projects import GOOD
from tests.pages.test_accessibility import violations
from tests.sites import ROOT, build

pytestmark = pytest.mark.slow

COLOUR = "#7a1f1f"
LOGO = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#f2c14e"/></svg>\n'
ATOM = "{http://www.w3.org/2005/Atom}"


class Head(HTMLParser):
    """The colour that a page gives the browser, its icon, and the pictures it shows."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.colours: list[str] = []
        self.icons: list[str] = []
        self.pictures: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name") == "theme-color":
            self.colours.append(given["content"])
        elif tag == "link" and given.get("rel") == "icon":
            self.icons.append(given["href"])
        elif tag == "img":
            self.pictures.append(given["src"])


def project(directory: Path, *fields: str) -> Path:
    """Make a project of synthetic records, with a page that has moved, and a logo."""
    shutil.copytree(GOOD, directory)
    shutil.copy(ROOT / "mkdocs.yml", directory)
    (directory / "docs").mkdir()
    (directory / "docs/logo.svg").write_bytes(LOGO)
    with (directory / "records/bulletin.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"\n{field}" for field in ("", *fields))
    organizations = directory / "records/organizations/libraries.yml"
    text = organizations.read_text(encoding="utf-8")
    organizations.write_text(
        text.replace("- id: north\n", "- id: north\n  former-ids: [north-old]\n"), encoding="utf-8"
    )
    return directory


@pytest.fixture(scope="module", params=[True, False], ids=["draft", "editions"])
def branded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a branded site, as a draft and of all editions."""
    where = tmp_path_factory.mktemp("branded")
    made = project(where / "project", f'colour: "{COLOUR}"', "logo: docs/logo.svg")
    return Path(build(made, where / "site", draft=request.param))


def target(site: Path, page: Path, address: str) -> Path:
    """Give the file that an address on a page leads to, where the site is at the top of its host."""
    path = urlsplit(urljoin(f"http://site.test/{page.relative_to(site).as_posix()}", address)).path
    return site / path.lstrip("/")


def test_every_page_has_the_colour_and_the_logo(branded: Path) -> None:
    """Front pages, lists, pages that have moved, landing pages, lists of editions and those of wrong addresses."""
    pages = sorted(branded.rglob("*.html"))
    moved = [page for page in pages if "north-old" in page.parts]
    assert moved
    for page in pages:
        head = Head(page)
        assert head.colours == [COLOUR], page
        # the 404 page of a draft is shown under any address, and knows none
        if page.name == "404.html" and not (branded / "assets").is_dir():
            continue
        (icon,) = head.icons
        assert target(branded, page, icon).read_bytes() == LOGO, page
        assert target(branded, page, head.pictures[0]).read_bytes() == LOGO, page


def test_styles_of_all_pages_have_the_colour(branded: Path) -> None:
    """Pages of editions have it from a style of their own, those above from the style that they share."""
    for page in sorted(branded.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
        shown = "".join(target(branded, page, style).read_text(encoding="utf-8") for style in styles)
        assert COLOUR in text + shown, page


def test_pages_above_the_editions_have_no_style_of_their_own(branded: Path) -> None:
    """They work under the strictest content security policy, branded too."""
    above = [*branded.glob("*.html"), *branded.glob("*/index.html"), *branded.glob("*/editions/index.html")]
    for page in above if (branded / "assets").is_dir() else ():
        assert not re.search(r"<style|style=|<script", page.read_text(encoding="utf-8")), page


def test_feeds_name_the_logo(branded: Path) -> None:
    """Readers of feeds show it beside the bulletin's title."""
    for feed in sorted(branded.glob("*/feed.xml")):
        found = ET.parse(feed).getroot()
        (icon,), (logo,) = ([found.findtext(ATOM + name)] for name in ("icon", "logo"))
        assert icon == logo == json.loads((feed.parent / "feed.json").read_bytes())["icon"]
        assert (branded / urlsplit(str(icon)).path.lstrip("/")).read_bytes() == LOGO


def test_old_manifests_without_a_brand_are_read_and_derived(branded: Path, tmp_path: Path) -> None:
    """Editions of before there were brands derive as they did; new ones are read by whoever ignores what is new."""
    if not (branded / "assets").is_dir():
        return
    site = tmp_path / "site"
    shutil.copytree(branded, site)
    for path in sorted(site.glob("*/2*/manifest.json")):
        content = json.loads(path.read_bytes())
        assert content.pop("brand") == {"colour": COLOUR, "logo": "assets/images/logo.svg"}
        path.write_text(json.dumps(content), encoding="utf-8")
        assert read_manifest(path.parent).brand is None
        assert b'"brand"' not in to_json(from_json(path.read_bytes()))
    derive(site)
    assert sorted(path.name for path in (site / "assets").iterdir()) == ["bulletin.svg", "series.css"]
    assert COLOUR not in (site / "assets/series.css").read_text() + (site / "index.html").read_text()


def test_without_a_brand_nothing_is_of_it(tmp_path: Path) -> None:
    """A bulletin that states neither has the icon and the colours of all bulletins."""
    site = Path(build(project(tmp_path / "project"), tmp_path / "site", draft=False))
    assert not [path for path in site.rglob("*") if path.name in {"brand.css", "logo.svg"}]
    for page in site.rglob("*.html"):
        head = Head(page)
        assert (head.colours, head.pictures) == ([], []), page


@pytest.mark.parametrize(("theme", "shown"), [("  logo: own.svg\n  favicon: own.svg\n", "own.svg"), ("", "logo.svg")])
def test_options_of_the_theme_come_first(tmp_path: Path, theme: str, shown: str) -> None:
    """A logo that mkdocs.yml sets is that of the pages of editions; the pages above have the bulletin's own."""
    made = project(tmp_path / "project", "logo: docs/logo.svg")
    for language in ("vi", "en"):
        (made / "docs" / language).mkdir()
        (made / "docs" / language / "own.svg").write_bytes(LOGO)
    text = (made / "mkdocs.yml").read_text(encoding="utf-8")
    (made / "mkdocs.yml").write_text(text.replace("  name: material\n", f"  name: material\n{theme}"), encoding="utf-8")
    head = Head(Path(build(made, tmp_path / "site")) / "vi/index.html")
    assert {path.rpartition("/")[2] for path in (*head.icons, *head.pictures)} == {shown}


def test_axe_finds_nothing_in_a_colour_that_is_hard_to_read_on(tmp_path: Path, browser: Browser) -> None:
    """Headers and footers of a grey that only black can be read on, and that hardly, have no other text."""
    site = Path(build(project(tmp_path / "project", 'colour: "#777777"'), tmp_path / "site", draft=False))
    with serving(site) as address:
        for scheme in ("light", "dark"):
            with browser.new_page(color_scheme=scheme) as page:
                for path in ("vi/latest/", "vi/editions/", "404.html", "vi/latest/404.html"):
                    page.goto(f"{address}/{path}")
                    assert violations(page) == [], path
