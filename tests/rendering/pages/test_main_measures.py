"""Several main measures, and what every measure gets on pages. SYNTHETIC figures of the sample."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation, Target
from bulletin.model.records.bulletin import MainMeasures
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import tables_of
from bulletin.rendering.pages import ranking
from bulletin.rendering.pages.front import FrontContext, front_job
from bulletin.rendering.pages.indexes import organizations_job
from bulletin.rendering.pages.measure import MeasureContext, measure_job
from bulletin.rendering.pages.organization import OrganizationContext, organization_job
from bulletin.rendering.pages.period import PeriodContext, period_job
from bulletin.rendering.phrases.sentences import points_of
from bulletin.rendering.views import Table
from pydantic import TypeAdapter

from tests.rendering.samples import page_context, period, sample
from tests.sites import EN

BRANCHES = ("doi-xanh", "song-dai")
YEARS = (2021, 2022)


def corpus(*main: str) -> Corpus:
    """The sample with survival rates of two years and targets for them, and with these main measures."""
    said = sample()
    of_branch = {"measure": "survival", "source": "tap-chi"}
    observations = [
        Observation.model_validate({**of_branch, "organization": branch, "period": year, "value": 50 + number})
        for number, branch in enumerate(BRANCHES)
        for year in YEARS
    ]
    targets = {
        f"survival-{branch}": Target.model_validate(
            {**of_branch, "id": f"survival-{branch}", "organization": branch, "period": 2022, "value": 60}
        )
        for branch in BRANCHES
    }
    bulletin = said.catalogue.bulletin.model_copy(update={"main_measure": main})
    kept = [figure for figure in said.observations if figure.measure != "survival"]
    return replace(
        said,
        catalogue=replace(said.catalogue, bulletin=bulletin),
        observations=(*kept, *observations),
        targets={**said.targets, **targets},
    )


def page(*main: str) -> PageContext:
    return replace(page_context(EN, corpus(*main)), charts=True)


def organization(of: PageContext, branch: str) -> OrganizationContext:
    context = organization_job(of, branch).context
    assert isinstance(context, OrganizationContext)
    return context


def columns_of(table: Table) -> list[str]:
    return [column.title for column in table.columns]


@pytest.mark.parametrize("typed", ["trees", ["trees"], ["trees", "survival"]])
def test_one_or_several_are_typed(typed: str | list[str]) -> None:
    """An id by itself is a list of one."""
    read = TypeAdapter(MainMeasures).validate_python(typed)
    assert read == tuple([typed] if isinstance(typed, str) else typed)


@pytest.mark.parametrize("main", [("trees",), ("survival",), ("trees", "survival"), ("survival", "trees")])
@pytest.mark.parametrize("branch", BRANCHES)
def test_every_figure_has_one_row_whatever_is_main(main: tuple[str, ...], branch: str) -> None:
    """The rows that figures are linked to are the same, each once, in whichever table."""
    of = page(*main)
    anchors = [row.anchor for table in tables_of(organization(of, branch)) for row in table.rows if row.anchor]
    assert len(anchors) == len(set(anchors))
    figures = [figure for figure in of.tables.by_organization[branch] if figure.key.breakdown is None]
    assert {of.links.anchor(figure) for figure in figures} <= set(anchors)
    ids = [table.id for table in tables_of(organization(of, branch))]
    assert len(ids) == len(set(ids))


def test_measures_come_in_the_order_of_the_main_ones() -> None:
    """The main ones before the targets, as the bulletin lists them; the others after these."""
    both, single = organization(page("survival", "trees"), "doi-xanh"), organization(page("trees"), "doi-xanh")
    assert [each.table.id for each in both.main] == ["by-period", "by-period-trees"]
    assert both.by_measure == ()
    assert ([each.table.id for each in single.main], [each.table.id for each in single.by_measure]) == (
        ["by-period"],
        ["by-period-survival"],
    )


def test_another_measure_has_what_the_main_one_has() -> None:
    """A chart, changes on the year before, units below, a ranking on its own page."""
    of = page("trees")
    (measure,) = organization(of, "doi-xanh").by_measure
    assert measure.chart is not None
    assert "Change on a year before" in columns_of(measure.table)
    (units,) = organization(of, "club").units_by_measure
    assert units.table.id == "units-survival"
    context = measure_job(of, "survival").context
    assert isinstance(context, MeasureContext)
    assert context.ranking is not None
    assert context.ranking.chart is not None
    assert [row.cells[0].links[0].text for row in context.ranking.table.rows] == [
        "Long River branch",
        "Chi nhánh Đồi Xanh",
    ]


def test_a_single_figure_is_in_the_table_of_others() -> None:
    """A chart of one bar says nothing; a main measure has its section all the same."""
    few = corpus("trees")
    few = replace(
        few, observations=tuple(o for o in few.observations if o.measure != "survival" or o.period == period(2022))
    )
    context = organization(page_context(EN, few), "doi-xanh")
    assert context.by_measure == ()
    assert context.others is not None
    assert [row.cells[0].links[0].text for row in context.others.rows] == ["Survival rate"]


def test_the_front_page_ranks_by_each_main_measure() -> None:
    """And names who is first by each."""
    context = front_job(page("trees", "survival")).context
    assert isinstance(context, FrontContext)
    assert [each.table.id for each in context.rankings] == ["ranking", "ranking-survival"]
    assert any("Long River branch" in point and " has come furthest " in point for point in context.points)


def test_a_period_has_a_table_for_each_measure_that_several_report() -> None:
    """The main ones first; of the others those of several organizations."""
    context = period_job(page("trees"), period(2022)).context
    assert isinstance(context, PeriodContext)
    assert [each.table.id for each in context.measures] == ["main-survival"]
    assert context.others is None


def test_the_tree_names_each_main_measure() -> None:
    """With several, a period is said to be of which measure."""
    (table,) = tables_of(organizations_job(page("trees", "survival")).context)
    assert columns_of(table)[2:] == ["Trees planted: period", "Trees planted", "Survival rate: period", "Survival rate"]
    (alone,) = tables_of(organizations_job(page("trees")).context)
    assert columns_of(alone)[2:] == ["Period", "Trees planted"]


def test_main_points_are_shared_by_main_measures() -> None:
    """Each has a sentence at least; an organization without figures of them has those of other measures."""
    both = points_of(page("trees", "survival"), "doi-xanh")
    assert [point.split(" ")[0] for point in both] == ["Trees", "Trees", "Survival", "Survival"]
    without = replace(
        corpus("trees"), observations=tuple(o for o in corpus().observations if o.measure == "survival"), targets={}
    )
    assert points_of(page_context(EN, without), "doi-xanh") == (
        "Survival rate in 2022: 50%, unchanged on the same period a year before.",
    )


def test_the_front_page_shows_the_first_and_the_last_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of the measure has them all."""
    monkeypatch.setattr(ranking, "MOST_ON_FRONT", 1)
    of = page("survival")
    first, *others = ranking.ranked_organizations(of, "survival")
    ranked = [replace(first, rank=rank, among=4) for rank in (1, 2, 3)] + [replace(others[-1], rank=4, among=4)]
    shown, everything = (ranking.ranking_table(at, ranked) for at in (of, of.at("measures/survival.md")))
    assert shown is not None
    assert everything is not None
    assert [row.cells[1].text for row in shown.rows] == ["1/4", "4/4"]
    assert shown.more is not None
    assert shown.more.href.startswith("measures/survival/")
    assert "2 of 4" in shown.more.text
    assert (len(everything.rows), everything.more) == (4, None)
