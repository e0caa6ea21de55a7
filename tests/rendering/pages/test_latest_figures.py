"""The latest figures of an organization: one row a measure, changes since one period, nothing of hidden figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from bulletin.analysis.figures import Flag
from bulletin.disclosure import ReleasedTables
from bulletin.model.records import Observation, Target
from bulletin.model.values import Absence
from bulletin.rendering.context import PageContext
from bulletin.rendering.links import organization_page
from bulletin.rendering.pages.latest_figures import latest_table
from bulletin.rendering.views import Cell, Table
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization, target
from tests.rendering.samples import released
from tests.sites import EN

UNIT = "a"
OTHER = "accidents"


def page_of(*records: Observation | Target, hidden: int | None = None) -> PageContext:
    """Figures of a unit, of which those of one year may be suppressed; SYNTHETIC."""
    made = released(corpus(*records))
    figures = tuple(
        replace(figure, value=Absence.SUPPRESSED, flags=(Flag.CONFIDENTIAL,))
        if figure.key.period.start.year == hidden
        else figure
        for figure in made.tables.figures
    )
    tables = ReleasedTables(replace(made.tables, figures=figures))
    return PageContext.of(replace(made, tables=tables), EN).at(organization_page(UNIT))


def latest(page: PageContext) -> Table:
    """The table, which is there."""
    table = latest_table(page, UNIT, {"joined"})
    assert table is not None
    return table


def column(table: Table, title: str) -> list[Cell]:
    """The cells of a column."""
    place = [header.title for header in table.columns].index(title)
    return [row.cells[place] for row in table.rows]


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=2))
def test_without_a_figure_of_the_year_before_changes_are_since_the_latest_earlier_year(values: list[int]) -> None:
    """Where no target has a baseline, in the unit and in percent of the earlier figure, as numbers in the CSV."""
    before, now = values
    page = page_of(observed(UNIT, 2015, before), observed(UNIT, 2019, now), observed(UNIT, 2019, 5, measure=OTHER))
    (change, none), (percent, nothing) = column(latest(page), "Change"), column(latest(page), "Change in percent")
    assert (int(change.number or change.text), change.detail) == (now - before, "since 2015")
    assert abs(Fraction(percent.number) - (Fraction(now, before) - 1) * 100) <= Fraction(1, 200)
    assert (none.text, nothing.text) == ("", "")


def test_days_are_compared_with_those_of_the_year_that_others_are_compared_with() -> None:
    """Of a stock there is a day of the year of the baseline."""
    days = [observed(UNIT, f"{year}-07-01", year, measure="members") for year in (2010, 2015, 2019)]
    goal = target(UNIT, 2020, None, change=-10, baseline={"period": 2015})
    page = page_of(*(observed(UNIT, year, 100) for year in (2010, 2015, 2019)), *days, goal)
    assert [cell.detail for cell in column(latest(page), "Change")] == ["since 2015", "since 1 July 2015"]


def test_each_figure_is_compared_with_that_of_a_year_before() -> None:
    """A stock with the same day, whatever was counted in between, and each row says since when."""
    days = [
        observed(UNIT, f"{year}-{day}", year, measure="members")
        for year in (2017, 2018, 2019)
        for day in ("03-31", "12-31")
    ]
    page = page_of(*(observed(UNIT, year, 100) for year in (2015, 2018, 2019)), *days)
    assert [cell.detail for cell in column(latest(page), "Change")] == ["since 2018", "since 31 December 2018"]


def test_nothing_has_changed_since_itself() -> None:
    """The latest figure of another measure may be of the very year that the first one is compared with."""
    goal = target(UNIT, 2020, None, change=-10, baseline={"period": 2015})
    page = page_of(*(observed(UNIT, year, 100) for year in (2015, 2019)), observed(UNIT, 2015, 7, measure=OTHER), goal)
    assert [cell.text for cell in column(latest(page), "Change")] == ["0", ""]


def test_measures_lead_to_their_sections() -> None:
    """Those without one of their own to the table of all others."""
    page = page_of(observed(UNIT, 2019, 1), observed(UNIT, 2019, 5, measure=OTHER))
    leads = [cell.links[0].href.rpartition("#")[2] for cell in column(latest(page), "Measure")]
    assert leads == ["by-period", "table-others"]


def test_all_changes_are_since_the_baseline_of_the_first_measures_target() -> None:
    """As far as there is a figure of it; else since the first there is."""
    page = page_of(
        *(observed(UNIT, year, 100 + year - 2010) for year in range(2010, 2020)),
        *(observed(UNIT, year, 50, measure=OTHER) for year in range(2012, 2020)),
        target(UNIT, 2020, None, change=-10, baseline={"period": 2015}),
    )
    assert [cell.detail for cell in column(latest(page), "Change")] == ["since 2015", "since 2015"]


@pytest.mark.parametrize("hidden", [2015, 2019])
def test_no_change_says_a_hidden_figure(hidden: int) -> None:
    """Neither the one before nor the one now."""
    records = [observed(UNIT, year, year, measure=measure) for year in (2015, 2019) for measure in ("joined", OTHER)]
    table = latest(page_of(*records, hidden=hidden))
    assert [cell.text for cell in column(table, "Change")] == ["not compared", "not compared"]


@pytest.mark.parametrize(
    ("opened", "value", "reason"),
    [
        ("2015-07-01", 5, "Not compared: the organization was not there all through both periods."),
        (None, {"at-least": 5}, "Not compared: the figures are not known exactly enough."),
    ],
)
def test_a_note_says_why_two_figures_are_not_compared(opened: str | None, value: object, reason: str) -> None:
    """Of a unit that came to be in between, that and nothing else."""
    records = [observed(UNIT, year, value, measure=each) for year in (2015, 2019) for each in ("joined", OTHER)]
    tree = [organization("top", kind="city"), organization(UNIT, "top", opened=opened)]
    table = latest(PageContext.of(released(corpus(*records, organizations=tree)), EN).at(organization_page(UNIT)))
    assert [cell.text for cell in column(table, "Change")] == ["not compared"] * 2
    assert [note.text for note in table.notes] == [reason]


def test_one_measure_needs_no_table() -> None:
    """The main points say as much."""
    assert latest_table(page_of(observed(UNIT, 2018, 1), observed(UNIT, 2019, 2)), UNIT, ()) is None
