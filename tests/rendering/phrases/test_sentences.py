"""Sentences say what the tables of their page say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from bulletin.analysis.composition import composition_of
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Bulletin, Observation
from bulletin.model.text import Language
from bulletin.model.values import parse_value
from bulletin.rendering import Page
from bulletin.rendering.phrases.editions import headline_figures
from bulletin.rendering.phrases.sentences import composition_headline, figure_sentence, points_of, progress_sentence
from bulletin.rendering.target_cells import progress_of

from tests.rendering.reading_html import Parsed
from tests.rendering.sample_bulletin import sample_files
from tests.rendering.samples import page_context, pages, period, sample
from tests.rendering.tables import job_of
from tests.sites import EN, LANGUAGES, VI

NUMBER = re.compile(r"[0-9][0-9.,]*%?")
YEARS = re.compile(r"(19|20)[0-9]{2}")


def numbers(text: str) -> set[str]:
    """The numbers in a text, without points at its end."""
    return {found.rstrip(".,") for found in NUMBER.findall(text)}


def points(page: Page) -> Iterator[str]:
    """The sentences under the heading of the main points."""
    section = re.search(r'<h2 id="main-points">.*?</h2>\n<ul>(.*?)</ul>', page.html, re.DOTALL)
    yield from (item.text for item in Parsed(section[1]).all("li")) if section else ()


def tabled(page: Page) -> set[str]:
    """Every number that is in a table of the page, or in its title, which names the period of a period's page."""
    cells = Parsed(re.sub(r"<sup.*?</sup>", "", page.html))
    return {number for tag in ("td", "th", "caption", "h1") for cell in cells.all(tag) for number in numbers(cell.text)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sample", [False, True], ids=["synthetic", "sample"])
def test_every_number_of_a_sentence_is_in_a_table(language: Language, sample: bool) -> None:
    """A reader finds each number of the main points, source and all, in a table of the same page."""
    files = sample_files(language) if sample else pages(language)
    displayed = 0
    for page in files:
        if isinstance(page, Page):
            for point in points(page):
                missing = numbers(point) - tabled(page)
                assert not missing, (page.path, point)
                displayed += 1
    assert displayed > 5


def test_a_figure_against_its_own_target() -> None:
    """The sentence has the measure, the period, the figure with its unit, the percentage and the target."""
    figure = page_context().release.tables.by_key[ObservationKey("doi-xanh", "trees", period(2018))]
    assert figure_sentence(page_context(), figure) == (
        "Chi nhánh Đồi Xanh, cây đã trồng trong năm 2018: 23, bằng 143,75% chỉ tiêu 16\u00a0cây; đạt."
    )
    assert figure_sentence(page_context(EN), figure) == (
        "Chi nhánh Đồi Xanh, trees planted in 2018: 23, equal to 143.75% of the target of 16\u00a0trees; achieved."
    )


def test_a_figure_to_date_names_the_period_of_its_target() -> None:
    """What a quarter is compared with is the year, and the sentence says so; an inferred target too."""
    tables = page_context().release.tables
    quarter = tables.by_key[ObservationKey("song-dai", "trees", period("2019-Q1"))]
    assert progress_sentence(page_context(), quarter, progress_of(page_context(), quarter)) == (
        "Cây đã trồng trong quý I/2019: 2.241, bằng 22,84% chỉ tiêu 9.810\u00a0cây trong năm 2019; đã qua 24,66% thời "
        "gian (90/365 ngày); không đánh giá được: không có số liệu của cả kỳ; tính đến kỳ có số liệu: đúng tiến độ, "
        "so với thời gian đã qua."
    )
    term = tables.by_key[ObservationKey("doi-xanh", "trees", period("term-2015-2020/2019-11"))]
    assert progress_sentence(page_context(), term, progress_of(page_context(), term)).endswith(
        "bằng 101,36% chỉ tiêu 1.100\u00a0cây trong nhiệm kỳ 2015–2020 (chỉ tiêu suy ra); "
        "đã qua 81,89% thời gian (1.795/2.192 ngày); đạt."
    )


def test_a_figure_of_every_year_is_not_stated_as_one_of_the_term() -> None:
    """A number that holds for each year of a term is stated as such."""
    (page,) = (f for f in sample_files(VI) if f.path == "organizations/tp-ho-chi-minh.md")
    assert isinstance(page, Page)
    assert "hằng năm trong nhiệm kỳ 2015-2020 (đến hết năm 2019): khoảng 10.000." in next(points(page))


def test_a_figure_without_a_target_is_alone() -> None:
    """Nothing is said of a target that there is not."""
    tables = page_context().release.tables
    survival = tables.by_key[ObservationKey("song-dai", "survival", period(2019))]
    assert figure_sentence(page_context(), survival) == "Chi nhánh Sông Dài, tỷ lệ cây sống trong năm 2019: 10 đến 12%."


def test_the_main_points_begin_with_the_latest() -> None:
    """A reader is stated first what is newest."""
    displayed = points_of(page_context(corpus=sample()), "doi-xanh")
    assert "nhiệm kỳ" in displayed[0]
    assert "năm 2018" in displayed[1]
    assert len(displayed) == len(set(displayed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_description_is_one_plain_sentence(language: Language) -> None:
    """Search engines and previews get plain text on one line, and every page its own or none of figures."""
    descriptions = [page.description for page in sample_files(language) if isinstance(page, Page)]
    assert len(descriptions) > 10
    for description in descriptions:
        assert description == description.strip()
        assert "\n" not in description
        assert "<" not in description
        assert description


def headline(organization: str, language: Language) -> str:
    """What is over the chart of how an organization's trees of 2018 divide."""
    of = page_context(language)
    whole = of.release.tables.by_key[ObservationKey(organization, "trees", period(2018))]
    species = of.catalogue.breakdowns["species"]
    return composition_headline(of, composition_of(of.catalogue, of.release.tables, whole, species))


def test_a_composition_is_headed_by_its_largest_part() -> None:
    """The part is said to be a share of the things that were counted."""
    assert headline("doi-xanh", VI) == "Sồi chiếm 65,22% số cây đã trồng trong năm 2018"
    assert headline("doi-xanh", EN) == "Oak: 65.22% of trees planted in 2018"


def test_parts_that_exceed_their_whole_are_headed_by_the_contradiction() -> None:
    """No share above 100 % is stated; what is stated has both numbers."""
    assert headline("song-dai", VI) == ("Cây đã trồng trong năm 2018: các nhóm cộng lại là 44, vượt tổng số 40")
    assert headline("song-dai", EN) == ("Trees planted in 2018: the categories add to 44, more than the total of 40")


@pytest.mark.parametrize(
    ("label", "value"),
    [("Cây đã trồng", "23"), ("Đã trồng", "23\u00a0cây"), ("Rừng cây", "23"), ("Câynon", "23\u00a0cây")],
)
def test_a_unit_is_said_once(label: str, value: str) -> None:
    """The unit follows a number unless the measure's name has it as a word."""
    named = page_context(corpus=sample(label=label))
    assert named.words.amount_named(parse_value(23), "trees") == value


@pytest.mark.parametrize(("known", "value"), [(2, "at least 2,264"), (3, "2,271")])
def test_computed_headline_says_what_was_added(known: int, value: str) -> None:
    """A total of the units below comes with how many of them reported; a partial one is at least so much."""
    corpus = sample()
    more = ["doi-xanh", "song-dai", "rung-thong"][:known]
    stated = [
        Observation.model_validate(
            {"organization": unit, "measure": "trees", "period": "2019-Q1", "value": number, "source": "tap-chi"}
        )
        for unit, number in zip(more, (23, 2241, 7), strict=False)
    ]
    headlines = [{"organization": unit, "measure": "trees", "period": "2019-Q1"} for unit in ("club", "song-dai")]
    bulletin = Bulletin.model_validate(
        corpus.catalogue.bulletin.model_dump(by_alias=True, exclude={"headlines", "terms"})
        | {"headlines": headlines, "terms": []}
    )
    catalogue = replace(corpus.catalogue, bulletin=bulletin)
    page = page_context(EN, Corpus(catalogue, {}, {}, tuple(stated)))
    total, _ = headline_figures(page)
    share = {2: "66.67%", 3: "100%"}[known]
    says = f"Added up over units: {known} of 3 units directly below reported ({share})."
    assert figure_sentence(page, total).startswith(f"Tree club, trees planted in Q1 2019: {value}. ")
    assert figure_sentence(page, total).endswith(says)
    shown = job_of(page, "index.md").context.headlines[0]  # type: ignore[attr-defined]
    assert shown.value.text == f"{value}\u00a0trees"
