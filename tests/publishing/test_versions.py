"""The files above the editions is a function of their manifests, and leads only to what is there."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bulletin.publishing.manifest import ManifestError, hashes
from bulletin.publishing.version_names import NAME
from bulletin.publishing.versions import derive
from bulletin.publishing.versions.feeds import sitemap_files
from bulletin.publishing.versions.published import published_in
from bulletin.website.sitemap import split_sitemap
from hypothesis import given
from hypothesis import strategies as st
from mike.versions import Versions

from tests.pages.hostile import HOSTILE
from tests.pages.test_links import broken
from tests.publishing.sample_versions import (
    ADDRESS,
    CORRECTED,
    MIDDLE,
    NEW,
    OLD,
    SAMPLE_VERSIONS,
    SampleVersion,
    write_versions,
)
from tests.sites import EN, VI, Site

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"

years = st.lists(st.integers(2000, 2040), min_size=1, max_size=5, unique=True)
revisions = st.integers(0, 3)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Put the synthetic editions on the place, and derive the files above them."""
    derive(write_versions(tmp_path, SAMPLE_VERSIONS))
    return tmp_path


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def at(site: Path, address: str) -> Path:
    """File that an address leads to, where the site is at its own address."""
    assert address.startswith(ADDRESS)
    path = site / address.removeprefix(ADDRESS).partition("#")[0]
    return path / "index.html" if path.is_dir() else path


# --- the same again


def test_deriving_twice_is_deriving_once(site: Path) -> None:
    """Not a byte is another the second time, nor after one edition more has come and gone."""
    once = hashes(site)
    derive(site)
    assert hashes(site) == once


@pytest.mark.slow
def test_order_of_publishing_does_not_matter(tmp_path: Path) -> None:
    """The same editions give the same files, whichever was there first and whatever was derived in between."""
    found = []
    for number, order in enumerate(itertools.permutations(SAMPLE_VERSIONS)):
        directory = tmp_path / str(number)
        for version in order:
            derive(write_versions(directory, [version]))
        found.append(hashes(directory))
    assert all(site == found[0] for site in found)


def test_editions_and_what_is_shared_with_another_site_stay_as_they_are(tmp_path: Path) -> None:
    """A file of the public site that is linked into the staging folder is never written through."""
    public = write_versions(tmp_path / "public", [OLD, MIDDLE])
    derive(public)
    before = hashes(public)
    staging = tmp_path / "staging"
    for path in before:
        (staging / path).parent.mkdir(parents=True, exist_ok=True)
        (staging / path).hardlink_to(public / path)
    derive(write_versions(staging, [NEW, CORRECTED]))
    assert hashes(public) == before
    kept = {path: value for path, value in before.items() if path.split("/")[1:2] in (["2020"], ["2022-09"])}
    assert kept.items() <= hashes(staging).items()


def test_every_derived_file_is_in_the_manifest(site: Path) -> None:
    """The manifest above all has the hash of each derived file but itself, and of each edition's manifest."""
    manifest = json.loads(read(site / NAME))
    versions = {f"{language}/{version.version}" for language in ("vi", "en") for version in SAMPLE_VERSIONS}
    found = hashes(site)
    derived = {path: value for path, value in found.items() if "/".join(path.split("/")[:2]) not in versions}
    assert manifest["files"] == {path: value for path, value in derived.items() if path != NAME}
    assert manifest["editions"] == {version: found[f"{version}/{NAME}"] for version in versions}
    assert manifest["address"] == ADDRESS


# --- published versions -----------------------------------------------------------------------------------------------


def test_folders_without_editions_are_refused(tmp_path: Path) -> None:
    """There is nothing to derive from nothing."""
    with pytest.raises(ManifestError):
        derive(tmp_path)


def test_moved_folders_are_refused(tmp_path: Path) -> None:
    """A manifest speaks only for the folder that it was written for."""
    write_versions(tmp_path, [NEW])
    (tmp_path / "vi" / NEW.version).rename(tmp_path / "vi" / "2024-Q1")
    with pytest.raises(ManifestError, match="2023-Q1"):
        derive(tmp_path)


def test_what_was_derived_by_hand_or_long_ago_goes(site: Path) -> None:
    """No stub stays that nothing leads to any more, and no part of a sitemap."""
    (site / "sitemap-7.xml").write_text("Synthetic", encoding="utf-8")
    (site / "vi/latest/old.html").write_text("Synthetic", encoding="utf-8")
    derive(site)
    assert not (site / "sitemap-7.xml").exists()
    assert not (site / "vi/latest/old.html").exists()


# --- versions.json


@given(years, revisions)
def test_versions_are_listed_newest_first_as_mike_reads_them(
    tmp_path_factory: pytest.TempPathFactory, known: list[int], corrections: int
) -> None:
    """Newest cut-off first; one is the latest; all but the newest version of an edition are hidden and say so."""
    directory = tmp_path_factory.mktemp("series")
    samples = [SampleVersion(str(year), date(year, 12, 31)) for year in known]
    first, days = samples[0], [date(2041, month, 1) for month in range(1, corrections + 1)]
    samples += [first.corrected(*days[:revision]) for revision in range(1, corrections + 1)]
    derive(write_versions(directory, samples, [VI]))
    versions = json.loads(read(directory / "vi/versions.json"))
    ids = [entry["version"].partition(".")[0] for entry in versions]
    assert ids == sorted(ids, reverse=True)
    assert [entry["aliases"] for entry in versions] == [["latest"], *([[]] * (len(versions) - 1))]
    current = f"{first.id}.{corrections}" if corrections else first.id
    hidden = {entry["version"]: entry["properties"] for entry in versions if "properties" in entry}
    assert hidden.keys() == {sample.version for sample in samples if sample.id == first.id} - {current}
    assert all(value == {"hidden": True, "superseded-by": current} for value in hidden.values())
    assert Versions.loads(read(directory / "vi/versions.json")).find("latest") == (versions[0]["version"], "latest")


def test_corrected_editions_say_so_in_the_menu(site: Path) -> None:
    """In each language, the corrected version's title distinguishes it from the superseded one's."""
    for language, word in (("vi", "đã đính chính"), ("en", "corrected")):
        titles = {
            version["version"]: version["title"] for version in json.loads(read(site / language / "versions.json"))
        }
        assert titles["2023-Q1.1"] == f"Synthetic 2023-Q1 ({word})"
        assert titles["2023-Q1"] == "Synthetic 2023-Q1"


@pytest.mark.parametrize("text", HOSTILE)
def test_titles_in_the_menu_add_nothing_to_it(tmp_path: Path, text: str) -> None:
    """The theme puts them into its page as HTML: read so, they are the text that was typed, and no element."""
    derive(write_versions(tmp_path, [SampleVersion("2023", text=text)], [VI]))
    (version,) = json.loads(read(tmp_path / "vi/versions.json"))
    parser = _Parser()
    parser.feed(version["title"])
    parser.close()
    assert parser.tags == []
    assert "".join(parser.text) == f"{text} 2023"


class _Parser(HTMLParser):
    """What a browser makes of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(f"{tag} {attrs}")

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(tag)

    def handle_comment(self, data: str) -> None:
        self.tags.append(data)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


# --- latest/


def test_latest_is_the_newest_version(site: Path) -> None:
    """All of the newest version is in latest/ with the same bytes; what else does is a way to an old page."""
    newest, latest = hashes(site / "vi" / CORRECTED.version), hashes(site / "vi/latest")
    assert newest.items() <= latest.items()
    assert latest.keys() - newest.keys() == {"measures/index.html", "measures/gone/index.html"}


def test_pages_that_are_gone_lead_to_the_newest_edition_that_has_them(site: Path) -> None:
    """They say so, are not to be found by search engines, and name the page that they lead to."""
    for page, version in (("measures/", "2022-09"), ("measures/gone/", "2020")):
        stub = read(site / "vi/latest" / page / "index.html")
        up = "../" * (page.count("/") + 1)
        assert f'<a href="{up}{version}/{page}">Synthetic {version}</a>' in stub
        assert '<meta name="robots" content="noindex">' in stub
        assert f'<link rel="canonical" href="{ADDRESS}vi/{version}/{page}">' in stub
        assert "Không có trong số mới nhất" in stub


def test_pages_that_are_gone_rather_lead_to_a_current_version(tmp_path: Path) -> None:
    """A superseded version has the page too, and would be the newer one."""
    superseded = replace(NEW, pages=(*NEW.pages, "measures/"))
    derive(write_versions(tmp_path, [MIDDLE, superseded, CORRECTED]))
    assert 'href="../../2022-09/measures/"' in read(tmp_path / "vi/latest/measures/index.html")


# --- the sitemap


def _locations(path: Path) -> Iterator[tuple[str, dict[str, str], str | None]]:
    for url in ET.parse(path).getroot().iter(f"{SITEMAP}url"):
        alternates = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(LINK)}
        yield url.findtext(f"{SITEMAP}loc", ""), alternates, url.findtext(f"{SITEMAP}lastmod")


def test_sitemap_holds_addresses_that_stay(site: Path) -> None:
    """The list of editions and the listed pages of latest/, in every language, each naming all of its languages."""
    found = list(_locations(site / "sitemap.xml"))
    pages = ("editions/", "latest/", "latest/organizations/north/")
    assert [address for address, _, _ in found] == [
        f"{ADDRESS}{language}/{page}" for language in ("vi", "en") for page in pages
    ]
    for address, alternates, day in found:
        page = address.removeprefix(ADDRESS).partition("/")[2]
        assert alternates == {language: f"{ADDRESS}{language}/{page}" for language in ("vi", "en")}
        assert day == "2023-05-02"  # the day of the correction
        assert at(site, address).is_file()


def test_sitemap_claims_no_day_that_is_not_known(tmp_path: Path) -> None:
    """Of a release in a year nobody can say on which day its pages changed."""
    derive(write_versions(tmp_path, [OLD]))
    assert {day for _, _, day in _locations(tmp_path / "sitemap.xml")} == {None}


def test_long_sitemaps_are_cut(site: Path) -> None:
    """Parts that together hold each address once, none longer than allowed, and a list of them."""
    published = published_in(site)
    whole = [address for address, _, _ in _locations(site / "sitemap.xml")]
    first, *parts = sitemap_files(published, limit=4)
    listed = [location.text for location in ET.fromstring(first.content).iter(f"{SITEMAP}loc")]
    assert listed == [ADDRESS + part.path for part in parts] == [f"{ADDRESS}sitemap-1.xml", f"{ADDRESS}sitemap-2.xml"]
    addresses = [[location.text for location in ET.fromstring(part.content).iter(f"{SITEMAP}loc")] for part in parts]
    assert [address for part in addresses for address in part] == whole
    assert max(map(len, addresses)) == 4


def test_sitemap_of_a_version_may_be_in_parts(site: Path) -> None:
    """The pages that it lists are those of all its parts."""
    before = published_in(site)
    for versions in before.languages:
        newest = versions.newest
        split_sitemap(site / newest.language / newest.name, newest.address, limit=1)
        assert len(list((site / newest.language / newest.name).glob("sitemap-*.xml"))) == len(newest.listed) > 1
    assert [each.newest.listed for each in published_in(site).languages] == [
        each.newest.listed for each in before.languages
    ]


# --- ways in


def test_every_derived_page_leads_to_what_is_there(site: Path) -> None:
    """Links, pictures and styles; the page for wrong addresses is looked at where it is shown."""
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 20
    assert [fault for page in pages for fault in broken(Site(site, ""), page)] == []


def test_entrances_lead_to_the_newest_edition(site: Path) -> None:
    """The top's to that of the first language, a language's to its own; both in plain links as well."""
    assert '<meta http-equiv="refresh" content="0; url=vi/latest/">' in read(site / "index.html")
    assert '<a href="en/latest/" hreflang="en" lang="en">' in read(site / "index.html")
    assert '<meta http-equiv="refresh" content="0; url=latest/">' in read(site / "en/index.html")


def test_the_entrance_leads_to_the_bulletins_first_language(tmp_path: Path) -> None:
    """As the newest edition has it."""
    derive(write_versions(tmp_path, [OLD, NEW], [EN, VI]))
    assert 'content="0; url=en/latest/"' in read(tmp_path / "index.html")


@pytest.mark.parametrize("top", ["/", "/stats/", "/a/b/"])
def test_page_for_wrong_addresses_works_below_any_address(tmp_path: Path, top: str) -> None:
    """It is shown under addresses of any depth, so that all it names begins at the host's top."""
    derive(write_versions(tmp_path, [NEW], address=f"https://bulletin.example{top}"))
    page = read(tmp_path / "404.html")
    for link in (f'href="{top}vi/latest/"', f'href="{top}en/latest/"', f'href="{top}assets/series.css"'):
        assert link in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(("address", "there"), [("https://a.example/", True), ("https://a.example/b/", False)])
def test_robots_file_names_the_sitemap(tmp_path: Path, address: str, there: bool) -> None:
    """Where they look: at the top of a host, and nowhere else."""
    derive(write_versions(tmp_path, [NEW], address=address))
    assert (tmp_path / "robots.txt").is_file() is there
    if there:
        assert f"Sitemap: {address}sitemap.xml\n" in read(tmp_path / "robots.txt")


def test_languages_that_lack_a_page_are_not_named(tmp_path: Path) -> None:
    """A page that is in one language only has no other to name."""
    write_versions(tmp_path, [NEW], [VI])
    derive(write_versions(tmp_path, [replace(NEW, pages=("",))], [EN]))
    alternates = {address: set(others) for address, others, _ in _locations(tmp_path / "sitemap.xml")}
    assert alternates[f"{ADDRESS}vi/latest/organizations/north/"] == {"vi"}
    assert alternates[f"{ADDRESS}vi/latest/"] == {"vi", "en"}


@pytest.mark.parametrize("page", ["index.html", "vi/index.html", "404.html"])
def test_the_only_language_is_not_named(tmp_path: Path, page: str) -> None:
    """Where there is nothing to choose from, the link to the newest edition is called as the bulletin is."""
    derive(write_versions(tmp_path, [NEW], [VI]))
    assert "Tiếng Việt" not in read(tmp_path / page)
    derive(write_versions(tmp_path, [NEW], [EN]))
    assert "Tiếng Việt: " in read(tmp_path / page)
