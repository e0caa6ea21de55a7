"""Lists that end amid a tie say how many more are equal to those that they show. SYNTHETIC figures only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pytest
from bulletin.analysis.composition import composition_of
from bulletin.analysis.ranking import rankings
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Observation, Target
from bulletin.rendering import table_parts
from bulletin.rendering.charts.specs import RankingSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import tables_of
from bulletin.rendering.links import measure_page
from bulletin.rendering.pages.charts import BARS
from bulletin.rendering.pages.period import period_job
from bulletin.rendering.pages.ranking import MOST_ON_FRONT, leader_of, ranked_organizations, ranking, ranking_table
from bulletin.rendering.pages.value_ranking_tables import ENDS, ranking_tables
from bulletin.rendering.phrases.edition_points import first_and_last, largest_change
from bulletin.rendering.phrases.sentences import composition_headline
from bulletin.rendering.views import Table
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization, target
from tests.rendering.samples import period, released
from tests.sites import EN

MANY = st.lists(st.integers(0, 6), min_size=2 * ENDS + 1, max_size=40)


def page_of(values: Sequence[Any], before: int = 0, aim: int = 0) -> PageContext:
    """What units of one kind counted in 2019, all of them as many in 2018, and their targets."""
    units = [f"unit-{number:02}" for number in range(len(values))]
    tree = [organization("top", kind="city"), *(organization(unit, "top") for unit in units)]
    records = [observed(unit, 2019, value) for unit, value in zip(units, values, strict=True)]
    records += [observed(unit, 2018, before) for unit in units]
    aims = [target(unit, 2019, aim, name=f"aim-{unit}") for unit in units if aim]
    return PageContext.of(released(corpus(*records, *aims, organizations=tree)), EN, charts=True)


def tied(table: Table) -> list[int]:
    """How many more are said to be tied with the first and with the last that are shown."""
    said = table.more.text if table.more else ""
    found = [re.search(rf"(\d+) more (?:is|are) tied with the {end}", said) for end in ("last", "first")]
    return [int(each[1]) if each else 0 for each in found]


@given(MANY)
def test_both_ends_of_a_ranking_say_how_many_more_are_equal(values: list[int]) -> None:
    """By value and by change, which are in the same order here; where both ends are equal, once."""
    ordered = sorted(values, reverse=True)
    left_out, (first, last) = ordered[ENDS:-ENDS], (ordered[ENDS - 1], ordered[-ENDS])
    expected = [left_out.count(first), left_out.count(last) if last != first else 0]
    page = page_of(values, before=9)
    tables = [made.table for made in ranking_tables(page.at(measure_page("joined")), "joined")]
    assert [table.id for table in tables] == ["ends-ward-joined", "by-change-ward-joined"]
    for table in tables:
        assert len(table.rows) == 2 * ENDS
        assert tied(table) == expected


def test_a_ranking_says_what_its_page_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them, or the first ones where that page is in parts itself."""
    page = page_of(range(30)).at(measure_page("joined"))

    def said() -> str:
        table = ranking_tables(page, "joined")[0].table
        return table.more.text if table.more else ""

    assert said().endswith("The page of this ranking has all 30.")
    monkeypatch.setattr(table_parts, "ROWS_OF_PAGE", 29)
    assert said().endswith("The page of this ranking has the first 100 and leads to all 30.")


def test_the_ranking_of_a_period_leads_to_the_figures_of_this_period() -> None:
    """The page of rankings has those of the latest period only."""
    job = period_job(page_of(range(30), before=9), period(2018))
    tables = {table.id: table for table in tables_of(job.context)}
    ends = tables["ends-ward-joined"]
    assert ends.more is not None
    assert ends.more.text.startswith("The first 10 and the last 10 of the 30 that are compared are shown here. All 30 ")
    units = {row.cells[0].links[0].text for row in tables[ends.more.href.rpartition("#table-")[2]].rows}
    assert len(units) == 30 + 1  # with the total
    assert {row.cells[0].links[0].text for row in ends.rows} < units


@given(st.lists(st.integers(1, 4), min_size=2 * MOST_ON_FRONT + 1, max_size=30))
def test_a_ranking_on_the_front_page_says_how_many_more_share_a_place(values: list[int]) -> None:
    ordered = sorted(values, reverse=True)
    shown = {*ordered[:MOST_ON_FRONT], *ordered[-MOST_ON_FRONT:]}
    expected = sum(value in shown for value in ordered[MOST_ON_FRONT:-MOST_ON_FRONT])
    page = page_of(values, aim=4)
    table = ranking_table(page, ranked_organizations(page, "joined"))
    assert table is not None
    assert table.more is not None
    found = re.search(r"(\d+) more (?:is|are) tied", table.more.text)
    assert (int(found[1]) if found else 0) == expected


@pytest.mark.parametrize("count", [BARS, BARS + 5])
def test_a_chart_of_progress_says_that_it_has_the_first_of_many(count: int) -> None:
    page = page_of(range(1, count + 1), aim=9).at(measure_page("joined"))
    made = ranking(page, ranked_organizations(page, "joined"))
    assert made is not None
    assert made.chart is not None
    assert isinstance(made.chart.spec, RankingSpec)
    is_cut = f"the first {BARS} of {count}" in made.chart.spec.frame.unit
    assert is_cut is (count > BARS)


@given(st.lists(st.integers(0, 3), min_size=2, max_size=30))
def test_a_chart_of_progress_names_who_is_first_where_nobody_else_is(values: list[int]) -> None:
    page = page_of(values, aim=2)
    first = [f"unit-{place:02}" for place, value in enumerate(values) if value == max(values)]
    leader = leader_of(page, ranked_organizations(page, "joined"))
    assert (leader and leader.target.key.organization) == (first[0] if len(first) == 1 else None)


def test_a_chart_of_progress_names_nobody_where_one_that_has_a_target_has_not_reported() -> None:
    page = page_of([1, 3, 2, "not-available"], aim=9)
    assert first_and_last(page, rankings(page.catalogue, page.tables, "joined")[0]) == ""
    assert leader_of(page, ranked_organizations(page, "joined")) is None


@given(st.lists(st.tuples(st.sampled_from(["ward", "office"]), st.sampled_from([2019, 2020])), min_size=3, max_size=8))
def test_a_chart_of_progress_says_among_whom_its_first_is_the_highest(groups: list[tuple[str, int]]) -> None:
    """Of one kind, with targets for one period: nobody of these has more, though others in the chart may have."""
    tree = [organization("top", kind="city")]
    records: list[Observation | Target] = []
    for number, (kind, year) in enumerate(groups, 1):
        tree.append(organization(f"unit-{number}", "top", kind=kind))
        records += [observed(f"unit-{number}", year, number), target(f"unit-{number}", year, 20, name=f"aim-{number}")]
    page = PageContext.of(released(corpus(*records, organizations=tree)), EN, charts=True)
    ranked = ranked_organizations(page, "joined")
    made, leader = ranking(page, ranked), leader_of(page, ranked)
    assert made is not None
    assert made.chart is not None
    assert (leader is None) == all(groups.count(each) < 2 for each in groups)
    if leader is not None:
        key = leader.target.key
        group = page.catalogue.organizations[key.organization].kind, key.period.start.year
        assert key.organization == f"unit-{max(n for n, each in enumerate(groups, 1) if each == group)}"
        assert made.chart.spec.frame.headline.startswith(f"Targets for {group[1]} (synthetic): {key.organization} ")


def test_nobody_has_come_furthest_of_those_with_unlike_targets() -> None:
    """SYNTHETIC: of targets that are not to be exceeded one, beside one that is to be reached."""
    goals: list[Any] = [{"at-most": 10}, {"at-most": 10}, {"at-least": 10}]
    tree = [organization("top", kind="city"), *(organization(unit, "top") for unit in "abc")]
    figures = [observed(unit, 2019, value) for unit, value in zip("abc", (5, 6, 7), strict=True)]
    aims = [target(unit, 2019, goal, name=f"aim-{unit}") for unit, goal in zip("abc", goals, strict=True)]
    for count in (2, 3):
        page = PageContext.of(released(corpus(*figures, *aims[:count], organizations=tree)), EN)
        found = [first_and_last(page, each) for each in rankings(page.catalogue, page.tables, "joined")]
        assert any(found) is (count == 2)


@pytest.mark.parametrize(
    ("now", "is_largest"), [((12, 30), True), ((12, 12), False), ((8, 12), False), ((11, 12, {"at-least": 99}), False)]
)
def test_the_largest_change_is_that_of_a_single_figure(now: tuple[Any, ...], is_largest: bool) -> None:
    page = page_of(now, before=10)
    figures = [figure for figure in page.tables.figures if figure.key.organization.startswith("unit")]
    assert largest_change(page, figures)[1] is is_largest


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"women": 3, "men": 3}, "women, men: 50% each of "),
        ({"women": 4, "men": 2}, "women: 66.67% of "),
        ({"women": 0, "men": 0}, "joined in 2019"),
    ],
)
def test_a_composition_is_headed_by_all_of_its_equal_parts(parts: dict[str, int], said: str) -> None:
    made = corpus(observed("a", 2019, sum(parts.values()), by={"sex": parts}))
    page = PageContext.of(released(made), EN)
    whole = page.tables.by_key[ObservationKey("a", "joined", period(2019))]
    split = composition_of(page.catalogue, page.tables, whole, page.catalogue.breakdowns["sex"])
    assert composition_headline(page, split).replace(" (synthetic)", "").startswith(said)
