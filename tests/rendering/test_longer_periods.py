"""Periods longer than a year: a plan or a term never takes the place of the year it ends with. SYNTHETIC records."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from bulletin.model.text import Language
from bulletin.rendering import links
from bulletin.rendering.charts.specs import PeriodBars, PeriodsSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.api import Answers
from bulletin.rendering.pages.measure import latest_by_series
from bulletin.rendering.pages.ranking import ranked_organizations
from bulletin.rendering.pages.series_chart import periods_chart
from bulletin.rendering.pages.units import latest_figure
from bulletin.rendering.phrases.sentences import points_of

from tests.analysis.builders import corpus, observed, target
from tests.rendering.samples import page_context
from tests.sites import EN, LANGUAGES, VI

YEARS = {2016: 6885, 2017: 7121, 2018: 5835, 2019: 6434, 2020: 7451}
PLAN = target("a", "2016/2020", 40000, name="plan")


def plan_of_five_years(language: Language = EN, *more: object) -> PageContext:
    """A unit that reported each year of a plan, and nothing else."""
    records = [observed("a", year, value, reported=year + 1) for year, value in YEARS.items()]
    return page_context(language, corpus(PLAN, *records, *more), charts=True)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_main_points_begin_with_the_year_and_not_with_the_plan(language: Language) -> None:
    first, second = points_of(plan_of_five_years(language), "a")
    assert ("2020" in first, "2016" in first, "2016" in second) == (True, False, True)


def test_the_plan_is_not_the_latest_figure_of_a_unit() -> None:
    page = plan_of_five_years()
    latest = latest_figure(page, "a", page.main_measures[0])
    assert latest is not None
    assert latest.key.period.text == "2020"
    assert [each.key.period.text for each in latest_by_series(page.tables.figures)] == ["2020"]


def test_a_unit_is_ranked_by_the_target_of_the_year_rather_than_of_the_plan() -> None:
    page = plan_of_five_years(EN, target("a", 2020, 7000, name="year"))
    assert [placed.progress.target.id for placed in ranked_organizations(page, page.main_measures[0])] == ["year"]


def test_a_chart_shows_years_as_large_as_without_the_plan() -> None:
    """The plan's bar is on a scale of its own, which its heading says."""
    page = plan_of_five_years()
    figures = page.tables.by_organization["a"]
    of_all = periods_chart(page, figures, "table")
    of_years = periods_chart(page, [each for each in figures if not each.key.period.is_long], "table")
    assert of_all is not None
    assert of_years is not None
    assert isinstance(of_all.spec, PeriodsSpec)
    assert isinstance(of_years.spec, PeriodsSpec)
    assert [(group.label, isinstance(group, PeriodBars) and group.has_own_scale) for group in of_all.spec.groups] == [
        ("By year", False),
        ("Over several years (on a scale of its own)", True),
    ]
    assert "2020" in of_all.spec.frame.headline
    assert of_all.spec.groups[0] == of_years.spec.groups[0]


def test_a_chart_of_plans_alone_has_one_scale() -> None:
    page = page_context(EN, corpus(observed("a", "2012/2015", 9), observed("a", "2016/2019", 8)), charts=True)
    chart = periods_chart(page, page.tables.figures, "table")
    assert chart is not None
    assert isinstance(chart.spec, PeriodsSpec)
    assert [isinstance(group, PeriodBars) and group.has_own_scale for group in chart.spec.groups] == [False]


def test_only_the_plans_own_figure_has_its_target_in_a_chart() -> None:
    page = plan_of_five_years()
    chart = periods_chart(page, page.tables.by_organization["a"], "table")
    assert chart is not None
    assert isinstance(chart.spec, PeriodsSpec)
    marked = [bar.label for group in chart.spec.groups for bar in group.bars if bar.target is not None]
    assert marked == ["2016–2020"]


# --- years that begin in another month than January


@pytest.mark.parametrize(
    ("language", "name", "inside"), [(EN, "2018/19", "in 2018/19"), (VI, "Năm 2018/19", "trong năm 2018/19")]
)
def test_a_school_year_is_called_so_on_pages_and_by_its_days_in_files(
    language: Language, name: str, inside: str
) -> None:
    """Its address and the notation in files for programs are the same with and without the declaration."""
    made = corpus(observed("a", "2018-09/2019-08", 40), observed("a", 2018, 50), observed("a", "2018-Q4", 9))
    bulletin = made.catalogue.bulletin.model_copy(update={"years_begin": 9})
    page = page_context(language, replace(made, catalogue=replace(made.catalogue, bulletin=bulletin)))
    school_year = page.tables.periods["2018-09/2019-08"]
    assert (page.words.period(school_year), page.words.period_inside(school_year)) == (name, inside)
    assert links.period_page(school_year.slug).endswith("2018-09--2019-08.md")
    assert list(page.tables.periods) == ["2018", "2018-09/2019-08", "2018-Q4"]
    answer = Answers(page.release, page.checked).of_organization("a")
    (named,) = (each for each in json.loads(answer.content)["vocabulary"]["periods"] if "/" in each["text"])
    days = {"text": "2018-09/2019-08", "start": "2018-09-01", "end": "2019-08-31", "shape": "reporting-year"}
    assert named == {**days, "name": named["name"]}
