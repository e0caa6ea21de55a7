"""Pages and files say how targets grow, where trends lead, and what units below have as targets. SYNTHETIC only."""

from __future__ import annotations

from typing import Any

import pytest
from bulletin.localization.messages import _
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation, Target
from bulletin.model.text import Language
from bulletin.rendering.export.rows import digits_of
from bulletin.rendering.files import tables_of
from bulletin.rendering.pages.methods import MethodsContext
from bulletin.rendering.pages.organization import OrganizationContext

from tests.analysis.builders import DEEP, corpus, observed, organization, target
from tests.rendering.export.reading import answers
from tests.rendering.samples import page_context, released
from tests.rendering.tables import cell_of, job_of, table_of
from tests.sites import EN, VI

PAGES = ("targets.md", "organizations/a.md")
YEARS = {2015: 1000, 2016: 950, 2017: 920, 2018: 860, 2019: 810}


def halved(value: object = None, **more: Any) -> Target:
    """Half of the accidents of 2015 by 2023, or another value."""
    usual = {"measure": "accidents", "change": -50 if value is None else None, "baseline": {"period": 2015}}
    return target("a", 2023, value, **{**usual, **more})


def accidents(*goals: Target) -> Corpus:
    """Accidents of a ward in five years, with targets."""
    figures = [observed("a", year, n, measure="accidents", line=year) for year, n in YEARS.items()]
    return corpus(*(goals or (halved(),)), *figures)


def corpus_with(*more: Observation) -> Corpus:
    """The same with further figures."""
    figures = [observed("a", year, n, measure="accidents", line=year) for year, n in YEARS.items()]
    return corpus(halved(), *figures, *more)


@pytest.mark.parametrize("path", PAGES)
def test_the_table_says_until_when_a_closed_unit_was_there(path: str) -> None:
    units = (organization("top", kind="city"), organization("a", "top", closed="2020-06-30"))
    figures = [observed("a", year, n, measure="accidents", line=year) for year, n in YEARS.items()]
    table = table_of(page_context(EN, corpus(halved(), *figures, organizations=units)), path, "trend")
    (row,) = table.rows
    assert cell_of(table, row, _("If the trend goes on")).text == "none: the organization was there until 30 June 2020"
    assert cell_of(table, row, _("Growth a year so far")).text == "−5.13%"
    status = cell_of(table, row, _("Status"))
    assert status.text == "not assessable"
    reason, compared = (
        "the organization is not there at the end of the period",
        "against the 750 to be expected by then",
    )
    assert status.detail == f"{reason}; as far as figures go: behind, {compared}"


@pytest.mark.parametrize("path", PAGES)
def test_growth_and_trend_are_beside_the_status(path: str) -> None:
    """810 of 1,000 after four years; half is asked for after eight, and the trend leads to 626."""
    table = table_of(page_context(EN, accidents()), path, "trend")
    (row,) = table.rows
    shown = {
        header: cell_of(table, row, message)
        for header, message in {
            "status": _("Status"),
            "observed": _("Growth a year so far"),
            "required": _("Growth a year for the target"),
            "category": _("Assessment by Open SDG's method"),
            "trend": _("If the trend goes on"),
            "interval": _("Prediction interval"),
            "then": _("The target then"),
        }.items()
    }
    assert {name: (cell.text, cell.detail) for name, cell in shown.items()} == {
        "status": ("behind", "against the 750 to be expected by then"),
        "observed": ("−5.13%", "since 2015"),
        "required": ("−8.30%", ""),
        "category": ("progress, but acceleration needed", "61.83% of the growth rate for the target"),
        "trend": ("626", "the trend of 5 figures, 2015 to 2019"),
        "interval": ("570 to 682", "95%"),
        "then": ("not reached", ""),
    }
    assert shown["observed"].number == "-5.13"
    assert shown["trend"].notes


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            EN,
            "if the trend from 2015 to 2019 goes on, it would be 626 synthetic in 2023",
        ),
        (VI, "nếu xu hướng từ năm 2015 đến năm 2019 tiếp tục"),
    ],
)
def test_the_page_of_an_organization_says_where_a_trend_leads(language: Language, sentence: str) -> None:
    context = job_of(page_context(language, accidents()), "organizations/a.md").context
    assert isinstance(context, OrganizationContext)
    (said,) = context.trends
    assert sentence.casefold() in said.replace("\u00a0", " ").casefold()


@pytest.mark.parametrize(("value", "then"), [(570, "not reached"), (571, "open: the interval holds the target")])
def test_trends_are_judged_before_their_interval_is_rounded(value: int, then: str) -> None:
    """It begins at 570.5, which is shown as 570: a target of at most 570 is below all of it."""
    table = table_of(page_context(EN, accidents(halved(value, baseline={"period": 2015}))), "targets.md", "trend")
    (row,) = table.rows
    assert cell_of(table, row, _("The target then")).text == then
    assert cell_of(table, row, _("Prediction interval")).text == "570 to 682"


def test_many_trends_are_left_to_the_table() -> None:
    goals = [halved(name=f"goal-{number}") for number in range(6)]
    job = job_of(page_context(EN, accidents(*goals)), "organizations/a.md")
    assert isinstance(job.context, OrganizationContext)
    assert job.context.trends == ()
    assert job.context.trend is not None
    assert len(job.context.trend.rows) == 6


def test_a_target_that_cannot_be_assessed_says_why() -> None:
    table = table_of(page_context(EN, accidents(halved(0))), "targets.md", "trend")
    cell = cell_of(table, table.rows[0], _("Assessment by Open SDG's method"))
    assert (cell.text, cell.detail) == ("not assessed", "no growth rate leads to zero")


@pytest.mark.parametrize(
    ("until", "status", "said"),
    [
        (2018, "not assessable", "the figure (31 December 2018) is as the target asks"),
        (2019, "not assessable", "the figure (31 December 2019) is as the target asks"),
        (2020, "achieved", "target achieved"),
    ],
)
def test_a_target_is_not_called_achieved_beside_another_status(until: int, status: str, said: str) -> None:
    """Of a number of what there is, only that of the last day is what the target asks for."""
    days = [f"{year}-12-31" for year in range(2016, until + 1)]
    counted = [observed("a", day, 4 + number, measure="members") for number, day in enumerate(days)]
    goal = target("a", "2020-12-31", 6, baseline={"period": days[0]}, measure="members")
    small = target("a", "2020-12-31", None, change=25, baseline={"period": days[0]}, measure="members")
    goal = goal if until == 2020 else small
    for path in PAGES:
        table = table_of(page_context(EN, corpus(goal, *counted)), path, "trend")
        (row,) = table.rows
        found = [cell_of(table, row, head).text for head in (_("Status"), _("Assessment by Open SDG's method"))]
        assert [each.replace("\u00a0", " ") for each in found] == [status, said]


def test_without_baselines_neither_pages_nor_methods_speak_of_growth() -> None:
    plain = corpus(target("a", 2023, 500, measure="accidents"), observed("a", 2019, 810, measure="accidents"))
    page = page_context(EN, plain)
    assert not any(table.id == "trend" for path in PAGES for table in tables_of(job_of(page, path).context))
    methods = job_of(page, "methods.md").context
    assert isinstance(methods, MethodsContext)
    assert (methods.growth, methods.has_rollups) == ((), False)


def test_the_methods_page_has_the_thresholds() -> None:
    page = page_context(EN, accidents())
    context = job_of(page, "methods.md").context
    assert isinstance(context, MethodsContext)
    assert len(context.growth) == 5
    rows = [[cell.text for cell in row.cells] for row in table_of(page, "methods.md", "growth").rows]
    assert rows == [
        ["on track", "95% or more", "1.5% or more"],
        ["progress, but acceleration needed", "60% or more", "0.5% or more"],
        ["limited progress", "0% or more", "0% or more"],
        ["deterioration", "less than 0%", "less than 0%"],
    ]


def test_programs_get_growth_in_percent() -> None:
    made = answers(released(accidents()))
    (goal,) = made.about("organizations")["a"]["targets"]
    growth = goal["growth"]
    assert growth.pop("until") == "2019"
    assert {name: digits_of(value) for name, value in growth.items() if name != "category"} == {
        "observed": "-5.13",
        "required": "-8.30",
        "ratio": "61.83",
    }
    assert (growth["category"], goal["below"]) == ("moderate-progress", [])
    for answer in made.as_written:
        made.validator.validate(answer)


# --- targets of units below


def goals(**values: object) -> list[Target]:
    """A target of 2019 for each of some units."""
    return [target(unit, 2019, value, name=unit) for unit, value in values.items()]


LEVELS = corpus(*goals(top=100, x=60, y=50, x1=20, x2=30, y1=10), organizations=DEEP)


@pytest.mark.parametrize("path", ["targets.md", "organizations/top.md"])
def test_every_level_has_its_sum_its_gap_and_who_has_none(path: str) -> None:
    table = table_of(page_context(EN, LEVELS), path, "cascade")
    headers = (
        _("Sum of their targets"),
        _("Difference"),
        _("Units with a target"),
        _("Units without a comparable target"),
    )
    found = [[cell_of(table, row, header) for header in headers] for row in table.rows[:2]]
    assert [[cell.text for cell in row] for row in found] == [
        ["110", "+10", "2/2", ""],
        ["60", "−40", "3/4", "y2 (synthetic)"],
    ]
    assert [row[1].detail for row in found] == ["+10%", "−40%"]


def test_targets_that_do_not_add_have_a_lowest_and_a_highest() -> None:
    shares = [target(u, 2019, n, name=u, measure="rating") for u, n in [("top", 50), ("a", 40), ("b", 70)]]
    table = table_of(page_context(EN, corpus(*shares)), "targets.md", "cascade")
    (row,) = table.rows
    ends = cell_of(table, row, _("Lowest and highest of their targets"))
    assert [link.text for link in ends.links] == ["40", "70"]
    assert not any(column.title == "Sum of their targets" for column in table.columns)


def test_programs_get_every_level() -> None:
    made = answers(released(LEVELS))
    (goal,) = (goal for goal in made.about("organizations")["top"]["targets"] if goal["id"] == "top")
    first, second = goal["below"]
    assert (first["organizations"], first["total"]["number"], first["difference"]["number"]) == (["x", "y"], 110, 10)
    assert (second["level"], second["without"], second["expected"]) == (2, ["y2"], 4)


def test_growth_and_trends_say_that_later_figures_are_not_shown() -> None:
    """What is shown of 2019 is not the newest there is, where 2020 is hidden."""
    made = corpus_with(observed("a", 2020, "suppressed", measure="accidents", line=1))
    page = page_context(EN, made)
    table = table_of(page, "targets.md", "trend")
    (row,) = table.rows
    details = {name: cell_of(table, row, _(name)).detail for name in ("Growth a year so far", "If the trend goes on")}
    assert details == {
        "Growth a year so far": "since 2015, until 2019; later figures are not shown",
        "If the trend goes on": "the trend of 5 figures, 2015 to 2019; later figures are not shown",
    }
    context = job_of(page, "organizations/a.md").context
    assert isinstance(context, OrganizationContext)
    assert any(point.endswith("Later figures are not shown.") for point in context.trends)
    (goal,) = answers(released(made)).about("organizations")["a"]["targets"]
    assert (goal["growth"]["until"], goal["growth"]["overtaken"]) == ("2019", True)


def test_a_status_says_that_later_figures_are_not_shown() -> None:
    """Where a quarter is hidden, nothing is added up over it, and the status is by the first quarter."""
    quarters = [observed("a", "2019-Q1", 50), observed("a", "2019-Q2", "suppressed", line=1)]
    page = page_context(EN, corpus(target("a", 2019, 400), *quarters))
    table = table_of(page, "targets.md", "targets")
    (row,) = table.rows
    assert cell_of(table, row, _("Status")).detail.endswith("later figures are not shown")
    shown = page_context(EN, corpus(target("a", 2019, 400), quarters[0]))
    table = table_of(shown, "targets.md", "targets")
    assert "not shown" not in cell_of(table, table.rows[0], _("Status")).detail
