"""Former addresses lead on, in both engines, and nothing else names them. All pages here are SYNTHETIC."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from bulletin.rendering.files import Redirect
from bulletin.website.build import write_files
from bulletin.website.pages import as_asset, as_page

from tests.rendering.reading_html import Parsed
from tests.sites import VI
from tests.website import projects

OLD = Redirect("organizations/old.md", "organizations/le-chan.md", projects.HOSTILE, "SYNTHETIC: found elsewhere", VI)


class TargetStatus(Parsed):
    """A whole page, which has a declaration."""

    def handle_decl(self, decl: str) -> None:
        """Every page of HTML begins so."""
        assert decl == "doctype html"


def test_a_redirect_leads_on_by_itself_and_by_a_link() -> None:
    """It refreshes to the page, links to it, names the page for search engines is meant, and runs nothing."""
    asset = as_asset(OLD, "https://example.org/vi/latest/")
    page = TargetStatus(asset.content.decode())
    assert asset.path == "organizations/old/index.html"
    (link,) = page.all("a")
    at = "https://example.org/vi/latest/organizations/old/"
    assert urljoin(at, link.attributes["href"] or "") == "https://example.org/vi/latest/organizations/le-chan/"
    assert link.text == projects.HOSTILE
    metas = {
        element.attributes.get("http-equiv"): element.attributes["content"]
        for element in page.all("meta")
        if "content" in element.attributes
    }
    assert metas["refresh"] == f"0; url={link.attributes['href']}"
    links = {element.attributes["rel"]: element.attributes["href"] for element in page.all("link")}
    assert links["canonical"] == "https://example.org/vi/latest/organizations/le-chan/"
    assert page.all("script") == []
    assert page.all("html")[0].attributes["lang"] == "vi"


def test_without_an_address_the_canonical_page_is_relative() -> None:
    """A site that does not know where it is published still says which page is meant."""
    page = TargetStatus(as_asset(OLD).content.decode())
    links = {element.attributes["rel"]: element.attributes["href"] for element in page.all("link")}
    assert links["canonical"] == "../../organizations/le-chan/"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a synthetic site with a redirect."""
    project = projects.project(tmp_path_factory.mktemp("redirects"))
    return projects.build(project, VI, projects.publication(VI, OLD))


def test_mkdocs_publishes_the_redirect_as_it_is(built: Path) -> None:
    """It is at the former address."""
    page = (built / "organizations/old/index.html").read_text(encoding="utf-8")
    assert "SYNTHETIC: found elsewhere" in page
    assert 'http-equiv="refresh"' in page


def test_nothing_else_names_a_redirect(built: Path) -> None:
    """Neither navigation nor lists, search or the map of the site know of it."""
    files = [path for path in built.rglob("*") if path.is_file() and path.suffix in {".html", ".json", ".xml", ".js"}]
    named = [path.relative_to(built).as_posix() for path in files if "organizations/old" in path.read_text("utf-8")]
    assert named == []
    assert (built / "sitemap.xml").is_file()


def test_the_tree_of_markdown_has_a_page_with_a_link(tmp_path: Path) -> None:
    """Other engines publish it at the former address; names are data there too."""
    write_files(tmp_path, [OLD])
    text = (tmp_path / "organizations/old.md").read_text(encoding="utf-8")
    assert 'href="../../organizations/le-chan/"' in text
    assert "<script" not in as_page(OLD).markdown
