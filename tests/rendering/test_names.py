"""Units, measures, sources and decisions of one name are distinguished on pages and in files. SYNTHETIC records."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from posixpath import join, normpath

import pytest
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Breakdown, Decision, Measure, Observation, Organization, Source
from bulletin.model.text import Language
from bulletin.rendering import Asset, Page, SiteFile, render
from bulletin.rendering.context import PageContext
from bulletin.rendering.links import served
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.phrases.figures import figure_name

from tests.rendering import samples
from tests.rendering.reading_html import Parsed
from tests.rendering.samples import by_id, sample, text
from tests.rendering.tables import job_of
from tests.sites import EN, LANGUAGES, VI

FOLDERS = ("organizations/", "measures/", "sources/", "decisions/")


def homonyms() -> Corpus:
    """The synthetic bulletin, in which branches, measures, sources and decisions share a name."""
    corpus = sample()
    old = corpus.catalogue
    regions = by_id(
        Organization,
        {"id": "club", "name": text("Câu lạc bộ Cây", "Tree club"), "kind": "club"},
        {"id": "bac", "name": text("Miền Bắc", "North"), "kind": "club", "parent": "club"},
        {"id": "nam", "name": text("Miền Nam", "South"), "kind": "club", "parent": "club"},
    )
    branches = by_id(
        Organization,
        {"id": "doi-xanh", "name": text("Chi nhánh 1", "Branch 1"), "kind": "club", "parent": "bac"},
        {"id": "rung-thong", "name": text("Chi nhánh 2", "Branch 2"), "kind": "club", "parent": "nam"},
        {"id": "song-dai", "name": text("Chi  nhánh 1", "branch 1"), "kind": "club", "parent": "nam"},
    )
    measures = {
        name: Measure.model_validate(measure.model_dump(by_alias=True) | {"name": text("Cây", "Trees")})
        for name, measure in old.measures.items()
    }
    journal = {"title": text("Báo cáo", "Report"), "publisher": text("Ban kiểm thử", "The testers")}
    sources = by_id(
        Source,
        {"id": "tap-chi", "published": "2020-01-15", **journal},
        {"id": "ban-sao", "published": "2020-01-15", **journal},
        {"id": "muon", "published": "2020-02-15", **journal},
    )
    plan = {"number": "1-KH", "title": text("Kế hoạch", "Plan"), "source": "tap-chi"}
    decisions = by_id(
        Decision,
        {"id": "ke-hoach", "organization": "bac", **plan},
        {"id": "ke-hoach-nam", "organization": "nam", **plan},
    )
    more = [
        Observation.model_validate(
            {"organization": "rung-thong", "measure": "trees", "period": year, "value": 7, "source": source}
        )
        for year, source in ((2017, "ban-sao"), (2018, "muon"))
    ]
    catalogue = replace(old, organizations=regions | branches, measures=measures, sources=sources, decisions=decisions)
    return replace(corpus, catalogue=catalogue, observations=(*corpus.observations, *more))


@cache
def site(language: Language) -> tuple[SiteFile, ...]:
    """All its pages and files."""
    return tuple(render(samples.released(homonyms()), language, charts=True))


def pages(language: Language) -> list[Page]:
    return [file for file in site(language) if isinstance(file, Page)]


def links(language: Language) -> Iterator[tuple[str, str]]:
    """Every link from a page to another one about something: where it leads, and its text."""
    for page in pages(language):
        for link in Parsed(page.html).all("a"):
            target, _, anchor = (link.attributes.get("href") or "").partition("#")
            path = f"{normpath(join('/', served(page.path), target))}/".lstrip("/")
            if target and path.startswith(FOLDERS) and path not in FOLDERS[:3] and (not anchor or "decisions" in path):
                yield f"{path}#{anchor}", link.text.strip()


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_of_one_text_lead_to_one_page(language: Language) -> None:
    """On no page, and on no two, does a name stand for two units, measures, sources or decisions."""
    meant: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for target, called in links(language):
        meant[target.partition("/")[0], " ".join(called.casefold().split())].add(target)
    assert len(meant) > 15
    assert {name: targets for name, targets in meant.items() if len(targets) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_titles_of_their_own(language: Language) -> None:
    """The title is what the browser's tab, search results and search engines show."""
    titles = [page.title.casefold() for page in pages(language)]
    assert sorted(set(titles)) == sorted(titles)


def test_decisions_have_headings_of_their_own() -> None:
    """Bodies number their decisions by themselves: two of one number and title differ in who issued them."""
    page = next(page for page in pages(EN) if page.path == "decisions.md")
    headings = {heading.title for heading in page.headings}
    assert {"1-KH – Plan (North)", "1-KH – Plan (South)"} <= headings


def test_sentences_and_charts_name_what_is_above() -> None:
    """Two main points about two units of one name are not about the same to a reader."""
    front = next(page for page in pages(EN) if page.path == "index.md")
    for name in ("Branch 1 (North), trees (trees)", "branch 1 (South), trees (trees)"):
        assert any(name in item.text for item in Parsed(front.html).all("li"))


def test_tables_as_files_name_what_is_above() -> None:
    """A row of a CSV file says which unit it is about, without the page around it."""
    (targets,) = (file for file in site(EN) if isinstance(file, Asset) and file.path == "downloads/pages/targets.csv")
    rows = list(csv.DictReader(io.StringIO(targets.content.decode("utf-8-sig"))))
    assert {row["Organization"] for row in rows if row["Table"] == "Targets"} == {
        "Branch 1 (North)",
        "branch 1 (South)",
    }


def test_what_nothing_shares_is_as_it_was_typed() -> None:
    """The only unit of its name has nothing behind it."""
    assert {called for target, called in links(EN) if target == "organizations/rung-thong/#"} == {"Branch 2"}


def test_categories_of_one_name_have_their_breakdown_where_it_is_not_above() -> None:
    """Two breakdowns of a measure may each have a rest; where only one of them is shown, the name is enough."""
    corpus = sample()
    rest = {"id": "other", "name": text("Khác", "Other")}
    split = by_id(
        Breakdown,
        {"id": "species", "name": text("Loài cây", "Species"), "categories": [rest]},
        {"id": "site", "name": text("Nơi trồng", "Site"), "categories": [rest]},
    )
    trees = Measure.model_validate(
        corpus.catalogue.measures["trees"].model_dump(by_alias=True) | {"breakdowns": ["species", "site"]}
    )
    catalogue = replace(corpus.catalogue, breakdowns=split, measures={**corpus.catalogue.measures, "trees": trees})
    words = Localizer(catalogue, EN)
    whole = ObservationKey("doi-xanh", "trees", samples.period(2018))
    parts = [whole._replace(breakdown=name, category="other") for name in split]
    assert [words.category_of(part) for part in parts] == ["Other (Species)", "Other (Site)"]
    assert figure_name(words, parts[1], is_target=False) == "Chi nhánh Đồi Xanh, trees planted (other (Site)), 2018"
    assert {words.category(name, "other") for name in split} == {"Other"}


def known(**more: object) -> Corpus:
    """The synthetic bulletin, with more that is known of one branch."""
    corpus = sample()
    branch = {
        "id": "doi-xanh",
        "name": text("Chi nhánh Đồi Xanh", "Green Hill branch"),
        "kind": "club",
        "parent": "club",
    }
    organizations = {**corpus.catalogue.organizations, **by_id(Organization, branch | more)}
    return replace(corpus, catalogue=replace(corpus.catalogue, organizations=organizations))


KNOWN: Mapping[str, object] = {
    "short": text("ĐX", "GH"),
    "aliases": [text("Đồi Cũ", "Old Hill")],
    "codes": {"gso": "00001"},
    "events": [{"on": "2016-01-01", "what": "renamed", "name": text("Đồi Trọc", "Bare Hill")}],
}


@pytest.mark.parametrize(("language", "expected"), [(EN, ("GH", "Old Hill", "00001")), (VI, ("ĐX", "Đồi Cũ", "00001"))])
def test_other_names_and_codes_are_shown_and_found(language: Language, expected: tuple[str, ...]) -> None:
    """The page of a unit shows them, and search finds the page by each, and by a former name."""
    page = PageContext.of(samples.released(known(**KNOWN)), language)
    job = job_of(page, "organizations/doi-xanh.md")
    rendered = next(each for each in render(page.release, language, charts=False) if each.path == job.path)
    assert isinstance(rendered, Page)
    for name in expected:
        assert name in rendered.html
        assert name in job.search_text
    assert {EN: "Bare Hill", VI: "Đồi Trọc"}[language] in job.search_text


def test_codes_are_in_the_files_for_programs() -> None:
    """Whoever joins the figures to an official list finds its codes, zeros and all; else there is no column."""
    files = {file.path: file for file in render(samples.released(known(**KNOWN)), EN, charts=False)}
    figures, unit = (files[name] for name in ("downloads/figures.csv", "api/organizations/doi-xanh.json"))
    assert isinstance(figures, Asset)
    assert isinstance(unit, Asset)
    rows = list(csv.DictReader(io.StringIO(figures.content.decode("utf-8-sig"))))
    assert {row["code_gso"] for row in rows if row["organization"] == "doi-xanh"} == {"00001"}
    assert {row["code_gso"] for row in rows if row["organization"] != "doi-xanh"} == {""}
    entry = json.loads(unit.content)["organization"]
    assert (entry["codes"], entry["short"]["en"], entry["aliases"][0]["en"]) == ({"gso": "00001"}, "GH", "Old Hill")
    plain = next(file for file in samples.files(EN) if file.path == "downloads/figures.csv")
    assert isinstance(plain, Asset)
    assert b"code_" not in plain.content


def test_tree_has_a_column_of_each_list() -> None:
    """The list of organizations shows the codes, to read and as a file."""
    page = PageContext.of(samples.released(known(**KNOWN)), EN)
    rendered = next(each for each in render(page.release, EN, charts=False) if each.path == "organizations/index.md")
    assert isinstance(rendered, Page)
    assert "Code (gso)" in [cell.text for cell in Parsed(rendered.html).all("th")]
