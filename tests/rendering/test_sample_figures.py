"""The figures of the articles, on the pages that this repository's records make."""

from __future__ import annotations

import re

import pytest
from bulletin.model.records import Basis
from bulletin.model.text import Language
from bulletin.rendering import Asset, Page
from bulletin.rendering.charts.specs import CompositionSpec, RankingSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.organization import OrganizationContext
from bulletin.rendering.pages.targets import _intro
from bulletin.rendering.tree import page_jobs

from tests.rendering.reading_html import Parsed
from tests.rendering.sample_bulletin import sample_files, sample_page, sample_release
from tests.sites import EN, LANGUAGES, VI


def rows(page: Page) -> list[str]:
    """The text of each row of each table, cells apart by bars, without the marks of notes."""
    html = re.sub(r"<sup.*?</sup>", "", page.html)
    return [" ".join(row.text.split()) for row in Parsed(re.sub(r"(?=</t[dh]>)", " | ", html)).all("tr")]


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        (
            "organizations/binh-thanh.md",
            ("1.115", "101,36%", "| 1.115 |", "1.115/1.100", "1.100 (suy ra)", "nhiệm kỳ 2015"),
        ),
        ("organizations/binh-thanh.md", ("| 22 |", "110%", "22/20", "20 (suy ra)")),
        ("organizations/ha-noi.md", ("Quý I/2023 | 2.241 | 9.810", "9.810", "22,84%", "2.241/9.810", "năm 2023")),
        ("organizations/hiep-thanh.md", ("Năm 2018 | 23 | 16 (suy ra)", "143,75%", "23/16")),
        ("organizations/hiep-thanh.md", ("Nữ | Năm 2018 | 15 | 65,22%", "15/23", "40%", "đạt")),
        ("periods/2023-q1.md", ("Thành phố Hà Nội", "2.241", "9.810")),
        ("measures/admissions.md", ("Phường Hiệp Thành", "23", "16 (suy ra)")),
        ("targets.md", ("Phường Hiệp Thành", "Năm 2018", "16 (suy ra)", "23", "143,75%")),
        ("index.md", ("Quận Bình Thạnh", "1.115", "1.100 (suy ra)")),
    ],
)
def test_a_row_shows_the_figure_and_its_target(path: str, parts: tuple[str, ...]) -> None:
    """One row holds the figure, what it is compared with, the percentage and what that was computed from."""
    assert [row for row in rows(sample_page(path)) if all(part in row for part in parts)], parts


def test_how_a_target_was_inferred_is_under_the_table() -> None:
    """An inferred target leads to a note that says how."""
    page = Parsed(sample_page("organizations/binh-thanh.md").html)
    marks = [element for element in page.all("span") if element.attributes.get("class") == "bulletin-inferred"]
    assert marks
    assert any("101,36%" in item.text and "1.100" in item.text for item in page.all("li"))


def test_oddities_are_stated_beside_the_figure() -> None:
    """The groups of a ward that add to more than its total are shown as stated, with the likely reading."""
    page = Parsed(sample_page("organizations/hiep-thanh.md").html)
    notes = " ".join(item.text for item in page.all("li"))
    assert "904" in notes
    assert "Các nhóm cộng lại là 904, vượt tổng số 830 là 74." in notes


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        (VI, "Quận Lê Chân, đảng viên: tỷ trọng hoàn thành tốt nhiệm vụ trở lên * (năm 2021; khu vực"),
        (EN, "Lê Chân District, members: tasks accomplished well or better * (2021; non-state"),
        (VI, "Phường Hiệp Thành, đảng viên mới kết nạp: tỷ trọng nữ * (năm 2018)"),
    ],
)
def test_what_a_stated_figure_is_about_is_a_phrase(language: Language, phrase: str) -> None:
    """Whose it is and what, and below it the period, whether that has a page or not."""
    subject, below = phrase.split(" * ")
    assert [row for row in rows(sample_page("quality.md", language)) if subject in row and below in row]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (VI, "18 chỉ tiêu, trong đó 7 chỉ tiêu được suy ra * tất cả 42 lượt so sánh."),
        (EN, "18 targets, 7 of them inferred * makes 42 comparisons in all."),
    ],
)
def test_targets_are_counted_as_records_and_comparisons_as_rows(language: Language, words: str) -> None:
    """A target for every year is one target, compared with several years."""
    page = sample_page("targets.md", language)
    beginning, end = words.split(" * ")
    assert page.description.startswith(beginning)
    assert page.description.endswith(end)


def test_parts_within_each_other_are_not_laid_end_to_end() -> None:
    """17 of 263 of 1,944 enterprises are three bars by themselves: the two parts add to nothing."""
    jobs = page_jobs(PageContext.of(sample_release(), VI))
    contexts = (job.context for job in jobs if job.path == "organizations/binh-thanh.md")
    compositions = [figure for of in contexts if isinstance(of, OrganizationContext) for figure in of.compositions]
    charts = [figure.chart.spec for figure in compositions if figure.chart]
    ranked = [[bar.value_label for bar in spec.bars] for spec in charts if isinstance(spec, RankingSpec)]
    assert ["1.944", "263", "17"] in ranked
    assert not [spec for spec in charts if isinstance(spec, CompositionSpec)]


def test_no_verdict_is_given_where_the_records_say_so() -> None:
    """A target that its own source contradicts is shown with the reason, and without a percentage."""
    found = [
        row for row in rows(sample_page("organizations/hiep-thanh.md")) if "| Năm 2018 |" in row and "| 75 |" in row
    ]
    assert found
    assert all("không đánh giá" in row and "%" not in row.replace("100%", "") for row in found)
    notes = " ".join(item.text for item in Parsed(sample_page("organizations/hiep-thanh.md").html).all("li"))
    assert "không đánh giá" in notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_organization_measure_source_and_period_has_its_page(language: Language) -> None:
    """Whoever looks for one finds it, and its figures for programs."""
    paths = {file.path for file in sample_files(language)}
    for name in ("binh-thanh", "ha-noi", "hiep-thanh", "le-chan", "tp-ho-chi-minh"):
        assert {f"organizations/{name}.md", f"api/organizations/{name}.json"} <= paths
    assert {"index.md", "targets.md", "decisions.md", "methods.md", "downloads.md", "downloads/figures.csv"} <= paths
    assert {"measures/admissions.md", "api/measures/admissions.json", "api/schema.json", "periods/2023-q1.md"} <= paths
    assert {f"{folder}/index.md" for folder in ("organizations", "measures", "periods", "sources")} <= paths


def test_the_tidy_table_has_every_figure_of_the_articles() -> None:
    """The figure a reader knows from an article is a row of figures.csv."""
    (csv,) = (f for f in sample_files(VI) if isinstance(f, Asset) and f.path == "downloads/figures.csv")
    lines = csv.content.decode("utf-8-sig").split("\r\n")
    start = "binh-thanh,admissions,all,term-2015-2020/2019-11,2015-01-01,2019-11-30,,,1115,exact,member,official,"
    assert [line for line in lines if line.startswith(start)]
    assert [line for line in lines if line.startswith("ha-noi,admissions,all,2023-Q1,2023-01-01,2023-03-31,,,2241,")]


def test_no_target_that_was_inferred_is_not_mentioned() -> None:
    """“None of them inferred” would be of use to nobody."""
    page = PageContext.of(sample_release(), VI)
    stated = [target for target in page.tables.targets if target.basis is Basis.STATED]
    assert " suy ra " not in _intro(page, stated)
    assert " suy ra " in _intro(page, page.tables.targets)
