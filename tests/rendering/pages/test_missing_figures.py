"""Nobody is named as the first or the last where a figure that is missing might be beyond. SYNTHETIC figures only."""

from __future__ import annotations

from typing import Any

import pytest
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import tables_of
from bulletin.rendering.links import measure_page
from bulletin.rendering.pages.rankings import rankings_job
from bulletin.rendering.pages.value_ranking_tables import ranking_note, ranking_tables, rankings_of
from bulletin.rendering.views import Cell, Table

from tests.analysis.builders import corpus, observed, organization
from tests.rendering.samples import released
from tests.sites import EN

NOW = {"a": 9, "b": 5, "c": 3}


def page_of(now: dict[str, Any], closed: str | None = None, first: int = 2018, **by: Any) -> PageContext:
    """Figures of 2019 by unit; of 2018 all have one, each another change.

    :param by: what the last unit has of 2019 without a whole.
    :param first: the first year of which the last unit has a figure.
    """
    units = sorted({*NOW, "d"})
    tree = [organization(unit, "top", closed=closed if unit == "d" else None) for unit in units]
    before = [observed(unit, 2018, number) for unit, number in zip(units, (4, 4, 6, 1), strict=True)]
    before = [each for each in before if each.organization != "d" or first == 2018]
    records = [*before, *(observed(unit, 2019, value) for unit, value in now.items())]
    records += [observed("d", 2019, None, by={name: {of: n}}) for name, (of, n) in by.items()]
    return PageContext.of(
        released(corpus(*records, organizations=[organization("top", kind="city"), *tree])), EN, charts=True
    )


def list_of(page: PageContext) -> Table:
    """The list of rankings."""
    job = rankings_job(page)
    assert job is not None
    (table,) = tables_of(job.context)
    return table


def ends_of(page: PageContext) -> dict[str, Cell]:
    """The cells of the list of rankings that name somebody, by their headings."""
    table = list_of(page)
    titles = (column.title for column in table.columns)
    return {title: cell for title, cell in zip(titles, table.rows[0].cells, strict=True) if title in ENDS}


ENDS = ("Greatest", "Smallest", "Rose most", "Fell most")


def headline(page: PageContext) -> str:
    """What the chart of changes says on top."""
    (made,) = ranking_tables(page.at(measure_page("joined")), "joined")
    assert made.chart is not None
    return made.chart.spec.frame.headline


@pytest.mark.parametrize(("now", "closed"), [(NOW | {"d": 7}, None), (NOW, "2018-12-31")])
def test_where_all_have_figures_both_ends_are_named(now: dict[str, Any], closed: str | None) -> None:
    """Units that are closed are not missing."""
    page = page_of(now, closed)
    (ranking,) = rankings_of(page, "joined")
    assert ranking.open.missing == 0
    assert [bool(cell.notes) for cell in ends_of(page).values()] == [False] * 4
    assert "rose most" in headline(page)


def test_where_one_is_missing_it_is_said() -> None:
    """Beside whoever is named in the list, in the note, and by a headline that names nobody."""
    page = page_of(NOW)
    (ranking,) = rankings_of(page, "joined")
    assert ranking.open.missing == 1
    assert [bool(cell.notes) for cell in ends_of(page).values()] == [True] * 4
    assert "without a figure of the period" in ranking_note(page, [ranking])
    assert "most" not in headline(page)


def test_of_whom_categories_alone_are_known_it_is_said() -> None:
    """No heading names anybody, and no note says that there is no figure."""
    page = page_of(NOW, sex=("women", 50))
    assert [bool(cell.notes) for cell in ends_of(page).values()] == [True] * 4
    assert "most" not in headline(page)
    of_period, of_changes = [note.text for note in list_of(page).notes]
    assert of_period == "1 other has figures of categories alone for this period, and may be greater or smaller."
    assert of_changes.startswith("1 other has figures of categories alone for one or both periods, and may have risen")


def test_who_has_no_figure_of_the_earlier_period_may_have_changed_most() -> None:
    """Beside who rose and who fell most, but not beside who is greatest."""
    page = page_of(NOW | {"d": 7}, first=2019)
    (ranking,) = rankings_of(page, "joined")
    assert (ranking.open, ranking.open_changes) == ((0, 0, 0, 0), (0, 0, 1, 0))
    assert [bool(cell.notes) for cell in ends_of(page).values()] == [False, False, True, True]
    assert "most" not in headline(page)


def test_where_all_are_below_zero_both_ends_are_named() -> None:
    """A measure may count what is lost."""
    ends = ends_of(page_of({unit: -number for unit, number in (NOW | {"d": 7}).items()}))
    assert [ends["Greatest"].links[0].text, ends["Smallest"].links[0].text] == ["c (synthetic)", "a (synthetic)"]


@pytest.mark.parametrize(
    ("bound", "named"),
    [
        ({"more-than": 9}, [True, True]),
        ({"more-than": 10}, [False, True]),
        ({"at-least": 4}, [True, True]),
        ({"under": 3}, [True, True]),
        ({"at-most": 2}, [True, False]),
        ({"between": [10, 12]}, [False, True]),
    ],
)
def test_nobody_is_the_greatest_where_another_is_greater_for_sure(bound: dict[str, Any], named: list[bool]) -> None:
    """Nor the smallest; a bound that leaves it open is noted."""
    ends = ends_of(page_of(NOW | {"d": bound}))
    assert [name in ends for name in ("Greatest", "Smallest")] == named
    assert all(cell.notes for cell in ends.values())
    table = list_of(page_of(NOW | {"d": bound}))
    assert [note.text for note in table.notes if "may be" in note.text] == []
