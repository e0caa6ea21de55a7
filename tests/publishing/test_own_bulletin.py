"""What a bulletin says of itself is on each page and in each file of it. Synthetic records."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import feedparser
import pytest
from bulletin.model.licences import Licence
from bulletin.publishing.build import BuildSettings, build_editions
from bulletin.publishing.manifest import from_json
from bulletin.publishing.origin import origin_of
from bulletin.publishing.version_names import NAME
from bulletin.publishing.versions import derive
from bulletin.website.pipeline import releases_of

from tests.publishing.built_projects import ADDRESS, commit, git
from tests.reading.projects import good_project
from tests.sites import LANGUAGES, configured

pytestmark = pytest.mark.slow
OWN = """licence: CC-BY-4.0
policies:
  revisions:
    vi: Điều chỉnh một lần.
    en: |
      Revised <b>once</b>, *never* [more](javascript:alert(1)).

      Mistakes are corrected
      at once.
  release-practice: https://example.org/practice?a=1&b=2
words:
  organizations: {vi: Các nước, en: "Countries <b> {of} 50%"}
  organization: {vi: Nước, en: Country}
  decisions: {vi: Luật, en: Laws}
  measures: {vi: Chỉ báo, en: Indicators}
  measure: {vi: Chỉ báo, en: Indicator}
  downloads: {vi: Dữ liệu, en: Data}
"""
"""What is added to ``bulletin.yml``."""
HOSTILE = r"""Büro "A & B", 50% {of} $_x^y~\z# <b>"""
"""A publisher's name that is markup in HTML, Markdown and LaTeX."""
CORRECTION = """# Synthetic: made up for tests.
id: miscount
date: 2020-03-01
editions: [2019]
what: {vi: Ghi chú sai, en: A note was wrong}
reason: {vi: Gõ sai, en: A slip}
"""
EARLIER = """# Synthetic: made up for tests.
id: 2019-first
title: {vi: Số trước, en: An earlier edition}
period: 2019
cut-off: 2020-01-31
released: 2020-02
next-release: to-be-announced
headlines:
  - {organization: central, measure: visits, period: 2019}
  - {organization: north, measure: visits, period: 2019}
"""
LICENCE = {"id": "CC-BY-4.0", "url": "https://creativecommons.org/licenses/by/4.0/", "name": "CC BY 4.0"}


def built(directory: Path, own: str = "") -> Path:
    """Build the site of all editions of a project, one of which is a corrected one; give its directory."""
    files = {"corrections__miscount": CORRECTION, "editions__2019-first": EARLIER}
    project, site = good_project(directory / "project", **files), directory / "site"
    bulletin = project / "records/bulletin.yml"
    text = bulletin.read_text(encoding="utf-8").replace("en: The sample library", f"en: '{HOSTILE}'")
    bulletin.write_text(f"{text}{own}", encoding="utf-8")
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


def test_the_metadata_of_csv_files_states_the_licence_and_describes_each_column(own: Path, plain: Path) -> None:
    """Where programs look for it (CSV on the Web); without a licence it has none."""
    for site, licence in ((own, {"@id": LICENCE["url"]}), (plain, None)):
        for version in versions(site):
            metadata = json.loads((version / "downloads/csv-metadata.json").read_bytes())
            assert metadata.get("dc:license") == licence
            assert metadata["dc:bibliographicCitation"].endswith("/")
            for table in metadata["tables"]:
                header = (version / "downloads" / table["url"]).read_text(encoding="utf-8-sig").splitlines()[0]
                columns = table["tableSchema"]["columns"]
                assert [column["titles"] for column in columns] == header.split(",")
                assert all(column["dc:description"] for column in columns)


def test_without_a_licence_nothing_is_stated_but_that_there_is_none(plain: Path) -> None:
    """No page and no file claims one; the page of downloads says that none is stated."""
    for path in plain.rglob("*"):
        if path.suffix in {".html", ".xml", ".json"} and path.name not in {"manifest.json", "schema.json"}:
            text = path.read_text(encoding="utf-8")
            assert '"license"' not in text, path
            assert 'licence":' not in text, path
    assert "states no licence" in (plain / "en/latest/downloads/index.html").read_text(encoding="utf-8")


# --- citation


def cited(text: str) -> tuple[str, list[str]]:
    """How a page says that it is to be cited, and how each of its tables."""
    (page,) = re.findall(r'<p class="bulletin-cite"[^>]*><strong>[^<]+</strong><br>([^<]+)</p>', text)
    tables = re.findall(r'<details class="bulletin-cite">\n<summary>[^<]+</summary>\n<p>([^<]+)</p>', text)
    return unescape(page), list(map(unescape, tables))


def test_the_citation_of_every_page_and_table_names_the_version_and_leads_to_it(plain: Path) -> None:
    """Its address is that of the version and not of ``latest/``; the page is there, and the table on it."""
    for version in versions(plain):
        name = json.loads((version / NAME).read_bytes())["version"]
        own = f"{version.parent.name}/{name}/"
        for page, text in pages(version):
            citation, tables = cited(text)
            assert citation.endswith(f" {ADDRESS}{own}{page}")
            assert (plain / own / page / "index.html").is_file()
            assert all(name in each for each in (citation, *tables))
            anchors = [each.rpartition(f" {ADDRESS}{own}{page}#")[2] for each in tables]
            assert anchors == re.findall(r'<div class="bulletin-table" id="([^"]+)"', text)


def test_after_a_correction_the_citation_names_the_corrected_version_and_its_day(plain: Path) -> None:
    """The publisher and the titles are as they were typed."""
    corrected, _tables = cited((plain / "en/2019.1/index.html").read_text(encoding="utf-8"))
    assert corrected.startswith(f"{HOSTILE}: Library bulletin: A sample edition, version 2019.1, ")
    assert "released 10 February 2020, corrected 1 March 2020." in corrected
    earlier, _tables = cited((plain / "en/2019-first/index.html").read_text(encoding="utf-8"))
    assert "version 2019-first, released February 2020." in earlier
    assert "corrected" not in earlier


def test_a_page_of_one_source_names_it(plain: Path) -> None:
    """So does each table with figures from it; a list of terms has none."""
    organization, tables = cited((plain / "en/2019.1/organizations/central/index.html").read_text(encoding="utf-8"))
    assert "Original source: 15 January 2020 – " in organization
    assert any("Original source: " in table for table in tables)
    methods, tables = cited((plain / "en/2019.1/methods/index.html").read_text(encoding="utf-8"))
    assert "Original" not in "".join((methods, *tables))


def test_the_bibtex_entry_of_a_version_is_valid_and_escaped(plain: Path) -> None:
    """Braces are balanced, so that a reference manager reads the whole entry."""
    for version in versions(plain):
        entry = (version / "downloads/citation.bib").read_text(encoding="utf-8")
        unescaped = re.sub(r"\\[{}]", "", entry)
        assert unescaped.count("{") == unescaped.count("}")
        name = json.loads((version / NAME).read_bytes())["version"]
        assert f"  version = {{{name}}},\n" in entry
        assert f"  url = {{{ADDRESS}{version.parent.name}/{name}/}},\n" in entry
    text = (plain / "en/2019.1/downloads/citation.bib").read_text(encoding="utf-8")
    escaped = r"""Büro "A \& B", 50\% \{of\} \$\_x\textasciicircum{}y\textasciitilde{}\textbackslash{}z\# <b>"""
    assert f"  author = {{{{{escaped}}}}},\n" in text
    assert "  date = {2020-03-01},\n" in text
    assert "date = " not in (plain / "en/2019-first/downloads/citation.bib").read_text(encoding="utf-8")


# --- policies


def test_policies_are_sections_of_a_page_that_the_navigation_and_the_methods_lead_to(own: Path) -> None:
    """Texts are shown as typed, a blank line parts paragraphs, addresses become links; only those given have one."""
    text = (own / "en/latest/policies/index.html").read_text(encoding="utf-8")
    article = text[text.index("<article") : text.index("</article>")]
    assert re.findall(r'<h2 id="([^"]+)"', article) == ["revisions", "release-practice"]
    shown = [unescape(paragraph) for paragraph in re.findall("<p>([^<]*)</p>", article)]
    assert shown == ["Revised <b>once</b>, *never* [more](javascript:alert(1)).", "Mistakes are corrected at once."]
    assert 'href="https://example.org/practice?a=1&b=2"' in unescape(article)
    methods = unescape((own / "en/latest/methods/index.html").read_text(encoding="utf-8"))
    assert 'href="../policies/#revisions"' in methods
    assert 'href="../policies/#release-practice"' in methods
    for page, html in pages(own / "en/latest"):
        assert page == "policies/" or re.search('<nav class="bulletin-sections".*?policies/', html, re.DOTALL), page
    assert f"{ADDRESS}en/latest/policies/" in (own / "sitemap.xml").read_text(encoding="utf-8")


def test_a_bulletin_without_policies_has_no_such_page(plain: Path) -> None:
    """And nothing leads to one."""
    assert list(plain.rglob("policies*")) == []
    assert [page for version in versions(plain) for page, html in pages(version) if "policies/" in html] == []


# --- words


REPLACED = {
    "en": re.compile(r"\b(?<!re)organi[sz]ations?\b|\bdecisions?\b", re.IGNORECASE),
    "vi": re.compile(r"(?<!sắp xếp )(?<!thay đổi )(?<!lịch sử )\btổ chức\b|\bvăn bản\b", re.IGNORECASE),
}
"""What is replaced in each language; in Vietnamese, reorganizations have the word for organizations in them."""


def readable(html: str) -> str:
    """The text of a page that readers read, and its title and description."""
    html = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL)
    described = " ".join(re.findall(r'<meta name="description" content="([^"]*)"', html))
    labels = " ".join(re.findall(r'aria-label="([^"]*)"', html))
    return unescape(f"{described} {labels} " + re.sub(r"<[^>]*>", " ", html))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_the_headings_that_are_replaced(own: Path, language: str) -> None:
    """Neither in navigation, headings, tables and sentences nor by search; but for ids, and on the page of methods."""
    for page, html in pages(own / language / "latest"):
        text = re.sub(r"\b(organizations|decisions)(\.yml|/\S*)", "", readable(html))
        found = REPLACED[language].findall(text)
        is_id = page == "downloads/" and set(found) == {"organization"}
        assert not found or is_id or page == "methods/", (page, found)
    index = json.loads((own / language / "latest/search/search_index.json").read_text(encoding="utf-8"))
    said = [entry["title"] + entry["text"] for entry in index["docs"] if not entry["location"].startswith("methods")]
    assert [text for text in said if REPLACED[language].search(text)] == []


def test_words_are_shown_as_typed_wherever_the_heading_was(own: Path) -> None:
    """In the navigation, as title and heading, in a heading with more words, and as a column; ids of CSV stay."""
    word = "Countries <b> {of} 50%"
    latest = own / "en/latest"
    listed = (latest / "organizations/index.html").read_text(encoding="utf-8")
    assert unescape(re.findall("<h1>(.*?)</h1>", listed)[0]) == word
    assert f"{word}: " in readable(listed)
    front = readable((latest / "index.html").read_text(encoding="utf-8"))
    assert f"{word} with figures" in front
    assert "Laws" in front
    assert '<th scope="col">Country</th>' in (latest / "measures/visits/index.html").read_text(encoding="utf-8")
    assert "id (Country)" in readable((latest / "downloads/index.html").read_text(encoding="utf-8"))
    assert (latest / "downloads/figures.csv").read_text(encoding="utf-8-sig").startswith("organization,measure,")
    methods = readable((latest / "methods/index.html").read_text(encoding="utf-8"))
    assert f"“Organizations” in the text below: {word}." in methods
