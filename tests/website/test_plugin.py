"""The plugin publishes the pages of a bulletin through MkDocs, as rendered, and writes nowhere else."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bulletin.rendering.files import Asset, Page, SiteFile
from bulletin.rendering.links import DISCLOSURE, HOME, part_page, served
from bulletin.rendering.sections import SECTIONS
from bulletin.rendering.tree import Step
from bulletin.website import templating
from bulletin.website.configuration import CONFIG, configuration, plugin_of
from bulletin.website.pipeline import mkdocs_warnings
from bulletin.website.search_index import SEARCH_INDEX
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from tests.sites import LANGUAGES, VI, Site, contents_of
from tests.website import projects

BOTH = LANGUAGES


class Document(HTMLParser):
    """What a page holds, as a browser would see it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]

    def all(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [a for t, a in self.elements if t == tag and all(a.get(name) == value for name, value in wanted.items())]


def document(site: Site, path: str) -> Document:
    return Document((site.directory / path).read_text(encoding="utf-8"))


def pages(site: Site) -> list[str]:
    return sorted(path.relative_to(site.directory).as_posix() for path in site.directory.rglob("*.html"))


def test_every_article_is_published_as_rendered(synthetic: Site) -> None:
    """The HTML that rendering made is on the page unchanged."""
    for language in BOTH:
        for file in projects.files(language):
            if isinstance(file, Asset):
                assert (synthetic.directory / language / file.path).read_bytes() == file.content
            elif isinstance(file, Page):
                address = re.sub(r"(index)?\.md$", "", file.path)
                html = (synthetic.directory / language / address / "index.html").read_text(encoding="utf-8")
                assert file.html in html


def test_links_and_assets_exist(synthetic: Site) -> None:
    """Every relative address on every page is that of a file of the site, under whatever base it is published."""
    for path in pages(synthetic):
        for address in document(synthetic, path).values("href") + document(synthetic, path).values("src"):
            parts = urlsplit(urljoin(f"http://site.test/where/{path}", address))
            if parts.netloc != "site.test" or path.endswith("404.html"):
                continue
            target = synthetic.directory / unquote(parts.path).removeprefix("/where/")
            assert (target / "index.html" if target.is_dir() else target).exists(), f"{path}: {address}"


def test_nothing_is_requested_from_elsewhere(synthetic: Site) -> None:
    """No page or style names a file of another host; only links that a reader follows lead there."""
    for path in pages(synthetic):
        elements = document(synthetic, path).elements
        requested = [a.get("src") or a.get("href") or "" for tag, a in elements if tag != "a"]
        assert not [address for address in requested if urlsplit(address).netloc], path
    for style in synthetic.directory.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", style.read_text(encoding="utf-8")), style


def test_language_switch_keeps_the_page(synthetic: Site) -> None:
    """The link to the other language leads to the same page, on each page and without JavaScript."""
    for language, other in (BOTH, BOTH[::-1]):
        for path in pages(synthetic):
            if not path.startswith(f"{language}/") or path.endswith("404.html"):
                continue
            (link,) = document(synthetic, path).all("a", hreflang=other)
            there = urlsplit(urljoin(f"http://site.test/{path}", link["href"])).path
            assert there.strip("/") + "/index.html" == path.replace(f"{language}/", f"{other}/", 1)


def test_details_are_left_out_of_the_navigation(synthetic: Site) -> None:
    """The navigation leads to the lists, and the lists to what they list."""
    home = document(synthetic, "vi/index.html")
    assert home.all("a", href="organizations/")
    assert not [address for address in home.values("href") if "binh-thanh" in address]


def test_list_is_marked_where_its_pages_are_shown(synthetic: Site) -> None:
    """On the page of an organization, the navigation shows that the reader is among the organizations."""
    active = document(synthetic, "vi/organizations/le-chan/index.html").all(
        "li", **{"class": "md-tabs__item md-tabs__item--active"}
    )
    assert len(active) == 1


def test_edit_link_leads_to_the_record(synthetic: Site) -> None:
    """A page that is about a record leads to where the record is edited."""
    (link,) = document(synthetic, "vi/organizations/le-chan/index.html").all("a", rel="edit")
    assert link["href"] == "https://example.org/edit/records/organizations/le-chan.yml"
    assert not document(synthetic, "vi/methods/index.html").all("a", rel="edit")


def test_hostile_names_add_nothing(synthetic: Site) -> None:
    """A page of a hostile name has the elements of any other page, and shows the name as typed."""
    hostile = document(synthetic, "vi/organizations/hostile/index.html")
    harmless = document(synthetic, "vi/organizations/le-chan/index.html")
    kinds = [[tag for tag, _ in page.elements if tag not in {"p", "a", "svg", "path"}] for page in (hostile, harmless)]
    assert kinds[0] == kinds[1]
    assert hostile.all("meta", name="description")[0]["content"] == projects.HOSTILE
    assert not hostile.values("onerror")


@pytest.mark.parametrize("address", ["", "site_url: https://example.org/bulletin/vi/\n"], ids=["", "with an address"])
def test_framed_pages_are_what_the_theme_lays_out(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that was filled into a frame is byte for byte the page that the theme would have laid out."""
    project = projects.project(tmp_path)
    (project / "mkdocs.yml").write_text(address + (project / "mkdocs.yml").read_text())
    published = projects.publication(VI, projects.hostile_page())
    laid_out: list[str] = []
    in_full = templating.LayoutCache._in_full

    def counting(self: templating.LayoutCache, page: MkDocsPage, context: TemplateContext) -> str:
        laid_out.append(page.url)
        return in_full(self, page, context)

    monkeypatch.setattr(templating.LayoutCache, "_in_full", counting)
    full_page, tried = contents_of(projects.build(project, VI, published)), len(laid_out)
    monkeypatch.setattr(templating, "_PAGES_TRIED", 1_000)
    assert full_page == contents_of(projects.build(project, VI, published))
    assert tried < len(laid_out) - tried, "most pages were filled in"


def test_template_that_shows_more_is_not_framed(tmp_path: Path) -> None:
    """Where a template shows of each page what the frame has no gap for, every page is laid out in full."""
    project = projects.project(tmp_path)
    (project / "theme").mkdir()
    (project / "theme" / "main.html").write_text(
        "{% extends 'base.html' %}{% block extrahead %}<meta name=file content={{ page.file.src_uri }}>{% endblock %}"
    )
    configured = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(configured.replace("  name: material", "  name: material\n  custom_dir: theme"))
    directory = projects.build(project, VI, projects.publication(VI))
    for name in projects.ORGANIZATIONS:
        (shown,) = Document((directory / "organizations" / name / "index.html").read_text()).all("meta", name="file")
        assert shown["content"] == f"organizations/{name}.md"


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    """The same pages give the same bytes, in every file of the site, wherever the project lies."""
    built = []
    for name in ("one", "another"):
        (tmp_path / name).mkdir()
        project = projects.project(tmp_path / name)
        built.append(contents_of(projects.build(project, VI, projects.publication(VI))))
    assert built[0] == built[1]


def navigation(page: Path) -> list[str]:
    """The pages that the tabs of a page in a folder of its own lead to, from the root of the site."""
    (tabs,) = re.findall(r'<nav class="md-tabs".*?</nav>', page.read_text(), re.DOTALL)
    return [urljoin(f"/{page.parent.name}/", href).rstrip("/") for href in re.findall(r'href="([^"]*)"', tabs)]


def test_parts_of_tables_are_neither_in_the_navigation_nor_in_the_search(tmp_path: Path) -> None:
    """Both lead to the page of the table."""
    project = projects.project(tmp_path)
    parts = [projects.page(part_page(path, "table", 1), "Synthetic part") for path in ("changes.md", "measures/one.md")]
    directory = projects.build(project, VI, projects.publication(VI, *parts))
    index = json.loads((directory / SEARCH_INDEX).read_text(encoding="utf-8"))
    found = {served(path) for path in ("changes.md", "measures/index.md")}
    located = {entry["location"] for entry in index["docs"]}
    assert found <= located
    for part in parts:
        assert (directory / served(part.path) / "index.html").is_file()
        assert served(part.path) not in located
        assert f"/{served(part.path)}".rstrip("/") not in navigation(directory / "methods/index.html")


def test_the_navigation_has_all_sections_unless_a_bulletin_configures_its_own(tmp_path: Path) -> None:
    """A new section needs no line in any configuration; a bulletin may leave some out."""
    project = projects.project(tmp_path)
    built = projects.build(project, VI, projects.publication(VI)) / "methods/index.html"
    of_public = (path for path in (HOME, *SECTIONS) if path != DISCLOSURE)
    assert navigation(built) == [f"/{served(path)}".rstrip("/") for path in of_public]
    config = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(f"{config}\nnav: [index.md, methods.md]\n")
    built = projects.build(project, VI, projects.publication(VI)) / "methods/index.html"
    assert navigation(built) == ["", "/methods"]


def test_hand_written_pages_are_published_beside(tmp_path: Path) -> None:
    """A page written by hand is converted, may link to a rendered one, and is found."""
    project = projects.project(tmp_path)
    (project / "docs/vi/about.md").write_text("# Giới thiệu\n\n[Lê Chân](organizations/le-chan.md#figures)\n")
    directory = projects.build(project, VI, projects.publication(VI))
    assert '<a href="../organizations/le-chan/#figures">' in (directory / "about/index.html").read_text()
    assert "/about" in navigation(directory / "methods/index.html")
    index = json.loads((directory / "search/search_index.json").read_text())
    assert {"about/", "organizations/le-chan/"} <= {entry["location"] for entry in index["docs"]}


def test_nothing_is_written_into_the_pages_written_by_hand(tmp_path: Path) -> None:
    """Generated pages exist for MkDocs only; a preview would otherwise build for ever."""
    project = projects.project(tmp_path)
    projects.build(project, VI, projects.publication(VI))
    assert {path.name for path in (project / "docs").rglob("*.*")} == {".gitkeep"}


def test_files_are_written_as_they_come(tmp_path: Path) -> None:
    """When the next one is made, the last one is on the disk already, so that nobody holds all of them."""
    project = projects.project(tmp_path)
    published = projects.publication(VI)
    site = project / "site" / "vi"

    def made() -> Iterator[SiteFile]:
        for file in published.files:
            yield file
            name = file.path if isinstance(file, Asset) else Path(served(file.path), "index.html")
            content = file.content if isinstance(file, Asset) else file.html.encode()  # type: ignore[union-attr]
            assert (site / name).read_bytes() == content

    assert projects.build(project, VI, dataclasses.replace(published, steps=(Step("all", made),))) == site


HOOK = """
def on_files(files, config):
    for path in ("organizations/le-chan.md", "downloads/figures.csv"):
        files.remove(files.get_file_from_path(path))

def on_post_page(output, page, config):
    return "" if page.file.src_uri == "organizations/binh-thanh.md" else output
"""


def test_what_a_hook_leaves_out_is_not_published(tmp_path: Path) -> None:
    """Neither a page nor a file, though both are on the disk when the hook is asked."""
    project = projects.project(tmp_path)
    (project / "leave_out.py").write_text(HOOK)
    with (project / "mkdocs.yml").open("a") as config:
        config.write("\nhooks: [leave_out.py]\n")
    site = projects.build(project, VI, projects.publication(VI))
    left_out = ("organizations/le-chan/index.html", "downloads/figures.csv", "organizations/binh-thanh/index.html")
    assert [path for path in left_out if (site / path).exists()] == []
    assert (site / "organizations/index.html").is_file()


def test_addresses_are_folders_whatever_is_configured(tmp_path: Path) -> None:
    """Links of rendered pages lead to them."""
    project = projects.project(tmp_path)
    with (project / "mkdocs.yml").open("a") as config:
        config.write("\nuse_directory_urls: false\n")
    assert (projects.build(project, VI, projects.publication(VI)) / "methods/index.html").is_file()


def failure(project: Path, *extra: SiteFile) -> str:
    config = configuration(project / CONFIG, VI, project / "site" / "vi")
    plugin_of(config).publication = projects.publication(VI, *extra)
    with mkdocs_warnings() as messages, pytest.raises(Abort):
        build_with_mkdocs(config)
    return "\n".join(messages)


def test_symlinks_are_refused(tmp_path: Path) -> None:
    """No link leads out of the pages written by hand; the last site stays."""
    project = projects.project(tmp_path)
    (project / "secret.md").write_text("# Secret\n")
    (project / "docs/vi/open.md").symlink_to(project / "secret.md")
    (project / "site/vi").mkdir(parents=True)
    (project / "site/vi/index.html").write_text("last")
    assert str(project / "docs/vi/open.md") in failure(project)
    assert (project / "site/vi/index.html").read_text() == "last"


@pytest.mark.parametrize("linked", ["theme/secret.md", "theme"])
def test_links_of_a_theme_are_refused(tmp_path: Path, linked: str) -> None:
    """MkDocs publishes the files of a theme of one's own as well."""
    project, secret = tmp_path / "project", tmp_path / "secret"
    project.mkdir()
    projects.project(project)
    secret.mkdir()
    (secret / "secret.md").write_text("# Secret\n")
    (project / linked).parent.mkdir(exist_ok=True)
    (project / linked).symlink_to(secret if linked == "theme" else secret / "secret.md")
    config = project / "mkdocs.yml"
    config.write_text(config.read_text().replace("name: material", "name: material\n  custom_dir: theme"))
    assert str(project / linked) in failure(project)


@pytest.mark.parametrize(
    "path",
    ["targets.md", "organizations/le-chan.md", "organizations/le-chan/index.md", "organizations/le-chan/index.html"],
)
def test_hand_written_page_cannot_hide_a_rendered_one(tmp_path: Path, path: str) -> None:
    """A page written by hand in the place of a rendered one stops the build instead of taking its place."""
    project = projects.project(tmp_path)
    written = project / "docs/vi" / path
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_text("# All targets were reached\n")
    assert f"docs/vi/{path}" in failure(project)


@pytest.mark.parametrize("link", ["docs", "docs/vi"])
def test_linked_folder_of_pages_is_refused(tmp_path: Path, link: str) -> None:
    """The folder of the pages written by hand, and the way to it, are no links either."""
    project, secret = tmp_path / "project", tmp_path / "secret"
    project.mkdir()
    projects.project(project)
    (project / link).rename(secret)
    (project / link).symlink_to(secret)
    assert str(project / link) in failure(project)


def test_project_may_be_reached_through_a_link(tmp_path: Path) -> None:
    """How the user reaches the project is no way out of it."""
    (tmp_path / "project").mkdir()
    projects.project(tmp_path / "project")
    (tmp_path / "link").symlink_to(tmp_path / "project")
    directory = projects.build(tmp_path / "link", VI, projects.publication(VI))
    assert (directory / "index.html").is_file()


def test_two_of_our_files_with_one_path_are_named(tmp_path: Path) -> None:
    """Should rendering make two files of one path, the build stops and says which."""
    said = failure(projects.project(tmp_path), Asset("downloads/figures.csv", b"another"))
    assert "downloads/figures.csv" in said
    assert "None" not in said


@pytest.mark.parametrize("path", ["index.html", "404.html", "organizations/le-chan/index.html"])
def test_only_languages_of_the_bulletin_are_led_to(tmp_path: Path, path: str) -> None:
    """A bulletin in one language leads to no other, wherever on the site."""
    published = dataclasses.replace(projects.publication(VI), languages=(VI,))
    directory = projects.build(projects.project(tmp_path), VI, published)
    assert not Document((directory / path).read_text(encoding="utf-8")).all("a", hreflang="en")


def test_configuring_does_no_work(tmp_path: Path) -> None:
    """Programs that only want to know the configuration, such as every mike command, need no records."""
    project = projects.project(tmp_path)
    config = configuration(project / CONFIG, VI, project / "site")
    config.plugins.on_config(config)
    assert plugin_of(config).publication is None


def test_title_comes_from_the_records(synthetic: Site) -> None:
    """The bulletin is called what its records call it."""
    assert "SYNTHETIC" in (synthetic.directory / "vi/index.html").read_text(encoding="utf-8")


def test_site_map_of_a_draft_names_nothing(tmp_path: Path) -> None:
    """A draft has no canonical page, whatever address is configured: nothing leads search engines to it."""
    project = projects.project(tmp_path)
    configured = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(re.sub("(?m)^site_url: .*", "site_url: https://example.org/vi/", configured))
    site_map = (projects.build(project, VI, projects.publication(VI)) / "sitemap.xml").read_text()
    assert "<url>" not in site_map


def test_folder_of_another_name_is_refused(tmp_path: Path) -> None:
    """Records in a folder of another name would be looked for beside it; the message says so instead."""
    project = projects.project(tmp_path)
    (project / "data").mkdir()
    configured = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(configured.replace("  - bulletin\n", "  - bulletin: {records: data}\n"))
    with mkdocs_warnings() as messages, pytest.raises(Abort):
        build_with_mkdocs(load_config(str(project / "mkdocs.yml")))
    assert "a folder named records" in "\n".join(messages)


def test_a_configured_navigation_may_name_sections_that_have_no_page(tmp_path: Path) -> None:
    """An edition of before there were decisions has no such page; the navigation that names it still holds."""
    project = projects.project(tmp_path)
    config = (project / "mkdocs.yml").read_text()
    (project / "mkdocs.yml").write_text(f"{config}\nnav: [index.md, {{Văn bản: [decisions.md]}}, methods.md]\n")
    published = projects.publication(VI)
    files = tuple(file for file in published.files if file.path != "decisions.md")
    kept = dataclasses.replace(published, steps=(Step("all", partial(iter, files)),))
    built = projects.build(project, VI, kept) / "methods/index.html"
    assert navigation(built) == ["", "/methods"]
