"""The front page: what happened, in sentences that no hidden figure orders, and headlines that say how old they are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.messages import _, translate
from bulletin.model.corpus import Corpus
from bulletin.model.records import Headline
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import render_page, tables_of
from bulletin.rendering.pages.front import FrontContext, front_job
from bulletin.rendering.pages.ranking import foremost_ranking
from bulletin.rendering.phrases.edition_points import POINTS, largest_change, missed_targets
from bulletin.rendering.phrases.editions import headline_figures
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.phrases.sentences import points_of
from bulletin.rendering.target_cells import progress_for
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization, target
from tests.rendering.phrases.test_editions import editions
from tests.rendering.reading_html import Parsed
from tests.rendering.sample_bulletin import sample_release
from tests.rendering.samples import page_context, period
from tests.rendering.tables import job_of
from tests.rendering.test_suppressed_figures import released
from tests.sites import EN, LANGUAGES

MISSED = _("Missed: {what}")
OLDER = tuple(_(text) for text in ("latest: {period}", "earlier: {period}"))
LARGEST = "in percent the largest change of the headline figures."
ASKED = "(at most 500 synthetic in 2020)."
NUMBERS = {"a": {2010: 1000, 2016: 750, 2017: 600}, "b": {2010: 1000, 2016: 960, 2017: 940}}


def wards(*hidden: str) -> Corpus:
    """Accidents of two wards, each to halve those of 2010 by 2020; the headline figures are those of 2017."""
    figures = [
        observed(unit, year, "suppressed" if unit in hidden and year == 2017 else number, measure="accidents")
        for unit, of in NUMBERS.items()
        for year, number in of.items()
    ]
    goal: dict[str, Any] = {"organization": None, "organization-kind": "ward", "measure": "accidents", "change": -50}
    made = corpus(target("a", 2020, None, baseline={"period": 2010}, **goal), *figures)
    headlines = [Headline(organization=unit, measure="accidents", period=period(2017)) for unit in NUMBERS]
    bulletin = made.catalogue.bulletin.model_copy(update={"headlines": headlines, "main_measure": ("accidents",)})
    return replace(made, catalogue=replace(made.catalogue, bulletin=bulletin))


def front(page: PageContext) -> FrontContext:
    context = front_job(page).context
    assert isinstance(context, FrontContext)
    return context


def test_three_sentences_say_what_the_cards_do_not() -> None:
    """What changed most, who is first and last by how much, and what is behind."""
    points = front(page_context(EN, wards())).points
    assert [point.replace(" (synthetic)", "").replace("\u00a0", " ").split(": ", 1) for point in points] == [
        ["a, accidents in 2017", "600 synthetic, down 150 on the same period a year before, " + LARGEST],
        ["Accidents, targets for 2020", "a has come furthest (−40% since 2010), b least (−6%)."],
        ["Behind", "b, accidents in 2017: 940 synthetic, −6% since 2010, against a target of −50% " + ASKED],
    ]


def test_a_share_that_was_missed_is_in_the_table_alone() -> None:
    """No figure is compared with it in a sentence: that of the category is no percentage."""
    for made in (sample_release(), *editions()):
        page = PageContext.of(made, made.catalogue.bulletin.languages[0], charts=False)
        shares = [target for target in missed_targets(page) if target.share is not None]
        figures = [progress_for(page, target).figure for target in shares]
        texts = {f"{value_in_cell(page.words, figure)}, " for figure in figures if figure}
        said = [point for point in front(page).points if point.startswith(translate(MISSED, page.language, what=""))]
        assert not any(text in point for text in texts for point in said)


def test_a_headline_says_what_it_is_on_its_way_to() -> None:
    """The change since the baseline, beside the one that is asked for; and so does the page of its organization."""
    page = page_context(EN, wards())
    texts = [view.target.text for view in front(page).headlines if view.target]
    assert texts[1].startswith("−6% since 2010, against a target of −50% (at most 500\u00a0synthetic in 2020); behind")
    assert "940\u00a0synthetic, −6% since 2010, against a target of −50%" in points_of(page, "b")[0]


@pytest.mark.parametrize("hidden", ["a", "b"])
def test_nothing_hidden_orders_a_sentence(hidden: str) -> None:
    """Where one of the figures that would be compared is not shown, nobody is first, last or largest."""
    page = page_context(EN, wards(hidden))
    change, is_largest = largest_change(page, headline_figures(page))
    assert change is not None
    assert change.figure.key.organization != hidden
    assert not is_largest
    assert foremost_ranking(page, "accidents") is None
    assert not any(" first " in point or "largest" in point for point in front(page).points)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_screen_has_the_sentences_before_the_cards(language: str) -> None:
    """And at most three of them, whatever the bulletin."""
    for made in (*editions(), sample_release()):
        context = front(page := PageContext.of(made, language, charts=False))
        html = render_page(front_job(page)).html
        assert 0 < len(context.points) <= POINTS
        assert html.index("<li>") < html.index('class="bulletin-headlines"')


@pytest.mark.parametrize("name", ["union", "sample", "first", "second"])
def test_no_headline_is_older_than_its_edition_without_saying_so(name: str) -> None:
    """Its period is called the latest or an earlier one just where it ends before that of the edition begins."""
    known = {"sample": sample_release(), "first": editions()[0], "second": editions()[1]}
    for made in released("union") if name == "union" else (known[name],):
        language = made.catalogue.bulletin.languages[0]
        page = PageContext.of(made, language, charts=False)
        figures = headline_figures(page)
        periods = [made.catalogue.editions[made.edition].period] if made.edition else [f.key.period for f in figures]
        reported = max(period.start for period in periods)
        for figure, view in zip(figures, front(page).headlines, strict=True):
            words = [translate(message, language, period="").strip() for message in OLDER]
            assert any(map(view.period.startswith, words)) == (figure.key.period.end < reported), view.period


def test_each_count_of_targets_leads_to_just_those() -> None:
    """The list that the number links to has so many names, and names the row by its anchor."""
    page = page_context(EN, wards())
    rows = {row.anchor: row for table in tables_of(job_of(page, "targets.md").context) for row in table.rows}
    by_kind = front(page).by_kind
    assert by_kind is not None
    counts = [cell for row in by_kind.rows for cell in row.cells if cell.number and cell.links]
    assert sum(int(cell.number) for cell in counts) == 3
    for cell in counts:
        address, _hash, anchor = cell.links[0].href.partition("#")
        assert address == "targets/"
        assert len(rows[anchor].cells[-1].links) == int(cell.number)


@pytest.mark.parametrize(("units", "is_listed"), [("a", False), ("ab", True)])
@pytest.mark.parametrize("share", [None, {"breakdown": "sex", "category": "women"}], ids=["number", "share"])
def test_a_missed_target_is_said_once(units: str, *, is_listed: bool, share: dict[str, str] | None) -> None:
    """By a sentence and the way to the list where it is the only one, else by a table; a share has no sentence."""
    figures = [observed(unit, 2017, 100, by={"sex": {"women": 20}}) for unit in units]
    goal = 50 if share else 500
    made = corpus(*(target(unit, 2017, goal, name=f"by-{unit}", share=share) for unit in units), *figures)
    context = front(page_context(EN, made))
    assert (context.missed is not None) is (is_listed or share is not None)
    assert len(context.rankings) == (is_listed and share is None)
    assert [link.href for link in context.target_lists] == ([] if context.missed else ["targets/#status-missed"])
    assert (translate(MISSED, EN, what="") in " ".join(context.points)) is (share is None)


@given(st.lists(st.sampled_from([None, 5, 500]), min_size=2, max_size=2))
def test_no_sentence_says_what_another_one_says(goals: list[int | None]) -> None:
    """Also where the headline figures are those that missed their targets, or those of a year before are unknown.

    And each is said of its own unit, though the name of one ends in that of the other.
    """
    units = "ab", "b"
    figures = [observed(unit, 2017, 100) for unit in units]
    aims = [target(unit, 2017, goal, name=f"by-{unit}") for unit, goal in zip(units, goals, strict=True) if goal]
    made = corpus(*figures, *aims, organizations=(organization("top", kind="city"), *map(organization, units)))
    headlines = [Headline(organization=unit, measure="joined", period=period(2017)) for unit in units]
    bulletin = made.catalogue.bulletin.model_copy(update={"headlines": headlines})
    points = front(page_context(EN, replace(made, catalogue=replace(made.catalogue, bulletin=bulletin)))).points
    said = [point.removeprefix(translate(MISSED, EN, what="")) for point in points]
    assert len({*said}) == len(said) >= 2


@pytest.mark.parametrize("goals", [{2016: 500}, {2017: 500}, {2016: 500, 2017: 500}, {2016: 2000, 2017: 2000}])
def test_targets_that_are_not_listed_are_counted(goals: dict[int, int]) -> None:
    """Each reached one, and each that was missed before the newest that were; the link leads to all of its status."""
    figures = [observed("a", year, number, measure="accidents") for year, number in NUMBERS["a"].items()]
    made = corpus(
        *(target("a", year, most, name=f"by-{year}", measure="accidents") for year, most in goals.items()), *figures
    )
    page = page_context(EN, made)
    context = front(page)
    statuses = Counter(progress_for(page, each).status for each in page.tables.targets)
    achieved, missed = statuses[TargetStatus.ACHIEVED], statuses[TargetStatus.MISSED]
    assert achieved + missed == len(goals)
    listed = len(context.missed.rows) if context.missed else 0
    expected = [
        f"targets/#status-{name}" for name, is_led in (("achieved", achieved), ("missed", missed > listed)) if is_led
    ]
    assert [link.href for link in context.target_lists] == expected
    assert all(str(len(goals)) in link.text for link in context.target_lists)
    html = render_page(front_job(page)).html
    assert all(link.text in html for link in context.target_lists)


def test_each_status_leads_to_the_first_list_of_it() -> None:
    html = render_page(job_of(page_context(EN, wards()), "targets.md")).html
    page = Parsed(html)
    anchors = {element.attributes.get("id") for tag in ("tr", "td") for element in page.all(tag)}
    led = [(a.attributes.get("href") or "").partition("#")[2] for a in page.all("a")]
    led = [anchor for anchor in led if anchor.startswith("status-")]
    assert led
    assert set(led) <= anchors
