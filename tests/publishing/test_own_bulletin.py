"""What a bulletin says of itself is on each page and in each file of it. Synthetic records."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import feedparser
import pytest
from bulletin.model.licences import Licence
from bulletin.publishing.build import BuildSettings, build_editions
from bulletin.publishing.manifest import NAME, from_json
from bulletin.publishing.origin import origin_of
from bulletin.publishing.versions import derive
from bulletin.website.pipeline import releases_of

from tests.publishing.built_projects import ADDRESS, commit, git
from tests.reading.projects import good_project
from tests.sites import LANGUAGES, configured

pytestmark = pytest.mark.slow
OWN = "licence: CC-BY-4.0\n"
"""What is added to ``bulletin.yml``."""
LICENCE = {"id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/", "name": "CC BY 4.0"}


def built(directory: Path, own: str = "") -> Path:
    """Build the site of all editions of a project, one of which is a corrected one; give its directory."""
    project, site = good_project(directory / "project"), directory / "site"
    with (project / "records/bulletin.yml").open("a", encoding="utf-8") as file:
        file.write(own)
    configured(project)
    git(project, "init", "--quiet", "--initial-branch=main")
    commit(project, "Synthetic records")
    settings = BuildSettings(project, LANGUAGES, ADDRESS, origin_of(project), charts=False)
    build_editions(settings, releases_of(project), site)
    derive(site)
    return site


@pytest.fixture(scope="session")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bulletin that says everything of itself."""
    return built(tmp_path_factory.mktemp("own"), OWN)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the bulletin that says nothing of itself but what it has to."""
    return built(tmp_path_factory.mktemp("plain"))


def versions(site: Path) -> list[Path]:
    """The folders of all versions, ``latest/`` among them."""
    return sorted(path.parent for path in site.glob("*/*/manifest.json"))


def pages(version: Path) -> Iterator[tuple[str, str]]:
    """The address of each page of a version below its own, and its HTML; without redirects."""
    for file in sorted(version.rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        if "http-equiv" not in text:
            yield file.relative_to(version).as_posix().removesuffix("index.html"), text


# --- licence


def test_every_page_answer_and_manifest_states_the_licence(own: Path) -> None:
    """In each version and language: in the footer, for machines, and in each answer of the API."""
    assert len(versions(own)) >= 4
    for version in versions(own):
        for page, text in pages(version):
            assert f'<link rel="license" href="{LICENCE["url"]}">' in text, page
            assert f'<a rel="license" href="{LICENCE["url"]}">CC BY 4.0</a>' in text, page
        answers = [path for path in (version / "api").rglob("*.json") if path.name != "schema.json"]
        assert answers
        assert [path for path in answers if json.loads(path.read_bytes())["licence"] != LICENCE] == []
        manifest = (version / NAME).read_bytes()
        assert json.loads(manifest)["bulletin"]["licence"] == LICENCE
        assert from_json(manifest).bulletin.licence == Licence(**LICENCE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_feeds_and_the_list_of_editions_state_the_licence(own: Path, language: str) -> None:
    """Of each edition, since a later one may have another."""
    atom = feedparser.parse((own / language / "feed.xml").read_bytes())
    assert atom.entries
    for entry in atom.entries:
        assert entry.rights == "CC BY 4.0"
        assert [link.href for link in entry.links if link.rel == "license"] == [LICENCE["url"]]
    items = json.loads((own / language / "feed.json").read_bytes())["items"]
    assert [item["_licence"] for item in items] == [LICENCE] * len(items)
    listed = (own / language / "editions/index.html").read_text(encoding="utf-8")
    assert listed.count(f'rel="license" href="{LICENCE["url"]}"') == listed.count("<article")


def test_without_a_licence_nothing_is_stated_but_that_there_is_none(plain: Path) -> None:
    """No page and no file claims one; the page of downloads says that none is stated."""
    for path in plain.rglob("*"):
        if path.suffix in {".html", ".xml", ".json"} and path.name not in {"manifest.json", "schema.json"}:
            text = path.read_text(encoding="utf-8")
            assert '"license"' not in text, path
            assert 'licence":' not in text, path
    assert "states no licence" in (plain / "en/latest/downloads/index.html").read_text(encoding="utf-8")
