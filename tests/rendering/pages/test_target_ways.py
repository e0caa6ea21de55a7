"""Pages say where every target starts from, and how far it has to go. SYNTHETIC corpora only."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from bulletin.localization.messages import _
from bulletin.model.corpus import Corpus
from bulletin.model.records import Target
from bulletin.model.text import Language
from bulletin.rendering.charts.specs import PeriodsSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.methods import methods_job
from bulletin.rendering.pages.series_chart import periods_chart
from bulletin.rendering.views import TableRow

from tests.analysis.builders import corpus, observed, target
from tests.rendering.samples import page_context
from tests.rendering.tables import cell_of, job_of, table_of
from tests.sites import EN, VI

PAGES = ("targets.md", "organizations/a.md")
_BASELINE, _PERIOD = _("Baseline"), _("Target's period")


def halved(path: str = "linear", **more: Any) -> Target:
    """Half of the accidents of 2010 by 2020, a fifth fewer by 2015; for each ward."""
    steps = {"baseline": {"period": 2010}, "milestones": [{"period": 2015, "change": -20}], "path": path}
    kind = {"organization": None, "organization-kind": "ward", "measure": "accidents", "change": -50}
    return target("a", 2020, None, **{**steps, **kind, **more})


def accidents(*goals: Target) -> Corpus:
    """Accidents of a ward in three years, with targets."""
    numbers = {2010: 1000, 2015: 850, 2017: 700}
    figures = [observed("a", year, n, measure="accidents", line=year) for year, n in numbers.items()]
    return corpus(*(goals or (halved(),)), *figures)


def way_row(page: PageContext, path: str, period: str) -> TableRow:
    """The row of the ward's target of a period in the table of ways."""
    table = table_of(page, path, "way")
    return next(row for row in table.rows if cell_of(table, row, _PERIOD).links[0].href.endswith(f"/{period}/"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("language", "baseline", "gone"),
    [(EN, "2010; target: −50%", "60% of the way"), (VI, "năm 2010; chỉ tiêu: −50%", "60% chặng đường")],
)
def test_a_way_has_its_baseline_and_what_is_left(path: str, language: Language, baseline: str, gone: str) -> None:
    """From 1,000 over 800 to 500; 700 after seven years, where 680 was due."""
    page = page_context(language, accidents())
    table, row = table_of(page, path, "way"), way_row(page, path, "2020")
    start, distance = cell_of(table, row, _BASELINE), cell_of(table, row, _("Distance gone"))
    assert (start.detail, distance.text, distance.detail) == (baseline, "−300", gone)
    assert start.links[0].href.endswith("#accidents_2010")
    headers = (_("Expected by then"), _("Still to go"), _("Needed a year"))
    assert [cell_of(table, row, header).text for header in headers] == ["680", "−200", "−67"]


def test_an_exponential_way_needs_a_percentage_a_year() -> None:
    page = page_context(EN, accidents(halved("exponential")))
    table, row = table_of(page, "targets.md", "way"), way_row(page, "targets.md", "2020")
    assert cell_of(table, row, _("Needed a year")).detail == "−10.61% a year"


def test_a_milestone_is_called_one_and_has_an_address_of_its_own() -> None:
    page = page_context(EN, accidents())
    table = table_of(page, "organizations/a.md", "targets")
    assert [cell_of(table, row, _PERIOD).detail for row in table.rows] == ["milestone", ""]
    assert [row.anchor for row in table.rows] == ["goal_target_2015", "goal_target"]


@pytest.mark.parametrize("path", PAGES)
def test_every_target_says_where_it_starts(path: str) -> None:
    table = table_of(page_context(EN, accidents()), path, "targets")
    assert {cell_of(table, row, _BASELINE).detail for row in table.rows if cell_of(table, row, _BASELINE).text} == {
        "2010; target: −20%",
        "2010; target: −50%",
    }


def test_a_stated_baseline_names_its_source() -> None:
    stated = target("a", 2020, 500, measure="accidents", baseline={"period": 2010, "value": 900})
    page = page_context(EN, accidents(stated))
    table = table_of(page, "targets.md", "targets")
    cell = cell_of(table, table.rows[0], _BASELINE)
    assert (cell.text, cell.number, cell.links) == ("900", "900", ())
    assert cell.detail == f"2010; {page.links.to_source('letter').text}"


def test_status_says_what_was_expected() -> None:
    table = table_of(page_context(EN, accidents()), "organizations/a.md", "targets")
    (row,) = [row for row in table.rows if row.anchor == "goal_target"]
    cell = cell_of(table, row, Labels.status)
    assert (cell.text, cell.detail) == ("on pace", "against the 680 to be expected by then")


def test_targets_for_a_kind_are_counted_by_status() -> None:
    """Three wards: one was on pace, of the others nothing is known of 2010."""
    table = table_of(page_context(EN, accidents()), "targets.md", "by-kind")
    rows = [[cell.text or cell.links[0].text for cell in row.cells] for row in table.rows]
    assert [row[3:] for row in rows] == [
        ["−20%", "0", "0", "0", "0", "1", "2"],
        ["−50%", "0", "0", "1", "0", "0", "2"],
    ]
    assert {row[0] for row in rows} == {"3 synthetic"}


def test_targets_for_single_organizations_are_not() -> None:
    page = page_context(EN, accidents(halved(organization="a", organization_kind=None)))
    assert job_of(page, "targets.md").context.by_kind is None  # type: ignore[attr-defined]


def test_a_chart_shows_what_is_still_to_be_reached() -> None:
    """The year of the target has a row without a bar, and its tick."""
    made = accidents()
    figures = page_context(EN, made).tables.by_organization["a"]
    chart = periods_chart(page_context(EN, made, charts=True), figures, "by-period")
    assert chart is not None
    assert isinstance(chart.spec, PeriodsSpec)
    (group,) = chart.spec.groups
    awaited = group.bars[-1]
    assert [bar.label for bar in group.bars] == ["2010", "2015", "2017", "2020"]
    assert (awaited.value, awaited.value_label) == (None, "no figure yet")
    assert awaited.target is not None
    assert awaited.target.position == 500


def test_targets_without_a_baseline_have_no_column_of_it() -> None:
    """Nor a table of ways, nor a paragraph on the page of methods."""
    page = page_context(EN, accidents(target("a", 2017, 500, measure="accidents")))
    assert "Baseline" not in [column.title for column in table_of(page, "targets.md", "targets").columns]
    assert job_of(page, "targets.md").context.way is None  # type: ignore[attr-defined]
    paragraphs = [len(methods_job(page_context(EN, made)).context.pace) for made in (accidents(), page_corpus())]  # type: ignore[attr-defined]
    assert paragraphs[0] - paragraphs[1] == len(("way", "change", "chance", "distance"))


def page_corpus() -> Corpus:
    """Without a baseline."""
    return accidents(target("a", 2017, 500, measure="accidents"))


def test_a_milestone_off_its_way_is_named_among_what_does_not_go_together() -> None:
    page = page_context(EN, accidents(halved(milestones=[{"period": 2015, "change": -80}])))
    findings = job_of(page, "organizations/a.md").context.target_findings  # type: ignore[attr-defined]
    (finding,) = findings
    assert finding.startswith(
        "a (synthetic), accidents (synthetic): the milestone of 2015 is 200, which is not between"
    )


def estimates(decimals: int | None, before: str, after: str) -> Corpus:
    """Estimates of accidents in 2010 and 2020, shown with so many decimals, that were to be halved."""
    goal = halved(milestones=[], organization="a", organization_kind=None)
    figures = [
        observed("a", year, Decimal(n), measure="accidents", line=year) for year, n in ((2010, before), (2020, after))
    ]
    made = corpus(goal, *figures)
    measure = made.catalogue.measures["accidents"].model_copy(update={"decimals": decimals, "whole_numbers": False})
    return replace(made, catalogue=replace(made.catalogue, measures={**made.catalogue.measures, "accidents": measure}))


@pytest.mark.parametrize(
    ("decimals", "shown"), [(None, "at most 616.65"), (0, "at most 617"), (1, "at most 616.7"), (2, "at most 616.65")]
)
def test_a_computed_target_has_the_decimals_of_its_measure(decimals: int | None, shown: str) -> None:
    """A number that was set has the digits that it was set with; one that is computed has none of its own."""
    table = table_of(page_context(EN, estimates(decimals, "1233.3", "700")), "targets.md", "targets")
    (row,) = table.rows
    cell = cell_of(table, row, _("Target"))
    assert (cell.text or cell.links[0].text) == shown


@pytest.mark.parametrize(
    ("after", "detail"),
    [
        ("616.64", ""),
        ("617.2", "before rounding 617.2 against 616.7"),
        ("616.66", "before rounding 616.66 against 616.65"),
    ],
)
def test_a_verdict_that_rounding_hides_has_more_digits(after: str, detail: str) -> None:
    """All of them would be shown as 617, against a target of at most 617."""
    page = page_context(EN, estimates(0, "1233.3", after))
    table = table_of(page, "organizations/a.md", "targets")
    cell = cell_of(table, table.rows[0], Labels.status)
    assert (cell.text, cell.detail) == ("missed" if detail else "achieved", detail)
    ways = table_of(page, "targets.md", "way")
    assert cell_of(ways, ways.rows[0], _("Still to go")).text not in ("0", "−0")


def test_what_is_needed_of_estimates_may_be_less_than_one() -> None:
    """0.26 fewer by 2020, three years from the newest figure."""
    made = estimates(0, "4", "2.26")
    earlier = replace(
        made, observations=(made.observations[0], observed("a", 2017, Decimal("2.26"), measure="accidents"))
    )
    ways = table_of(page_context(EN, earlier), "targets.md", "way")
    cells = [cell_of(ways, ways.rows[0], header).text for header in (_("Still to go"), _("Needed a year"))]
    assert cells == ["−0.26", "−0.09"]


def test_a_level_without_a_baseline_says_how_far_it_is_to_go() -> None:
    """Coverage of at least 90 % by 2025; nothing is known of where it began."""
    goal = target("a", 2025, {"at-least": 90}, measure="rating")
    page = page_context(EN, corpus(goal, observed("a", 2018, Decimal("74.6"), measure="rating")))
    table = table_of(page, "targets.md", "way")
    titles = {column.title for column in table.columns}
    assert titles.isdisjoint({"Baseline", "Distance gone", "Expected by then"})
    assert cell_of(table, table.rows[0], _("Still to go")).text == "+15.4 percentage points"
    targets = table_of(page, "targets.md", "targets")
    status = cell_of(targets, targets.rows[0], Labels.status)
    assert (status.text, status.detail) == ("not assessable", "what was to be expected by then is not known")
    assert "how far its newest figure is to go" in str(methods_job(page).context)
