"""The page of a measure lists the figures that a later report changed, and nothing of those that are hidden."""

from __future__ import annotations

from dataclasses import replace

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.revisions import LEAST_REVISED
from bulletin.disclosure import release
from bulletin.localization.messages import _
from bulletin.model.records import Observation
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.measure import revisions_table
from bulletin.rendering.views import Table

from tests.disclosure.hiding import Hiding
from tests.rendering.samples import TERMS, sample
from tests.rendering.tables import cell_of
from tests.sites import EN


def revised(count: int, *, hidden: bool = False) -> Table | None:
    """The revision table of the sample's main measure, with so many revised years in it besides one quarter."""
    corpus = sample()
    more = [
        Observation.model_validate(
            {"organization": "rung-thong", "measure": "trees", "period": 2000 + year, "source": "tap-chi", **report},
            context={"terms": TERMS},
        )
        for year in range(count)
        for report in ({"value": 100}, {"value": 100 + 2 * year + 1, "reported": "2020-05-01"})
    ]
    corpus = replace(corpus, observations=(*corpus.observations, *more))
    tables = compile_tables(corpus)
    released = release(corpus, tables, history=Hiding(tables.by_key if hidden else ()))
    page = PageContext.of(released, EN, charts=False).at("measures/trees.md")
    return revisions_table(page, "revisions", page.tables.by_measure["trees"])


def test_a_revised_figure_is_listed_with_its_reports_and_their_days() -> None:
    """First, second and latest value, each with its day, and what lies between the first and the latest."""
    table = revised(0)
    assert table is not None
    (row,) = table.rows
    for header, text, day in (
        (_("First value"), "2,200", "1 May 2019"),
        (_("Second value"), "2,241", "15 January 2020"),
        (_("Latest value"), "2,241", "15 January 2020"),
        (_("Revision, first to latest"), "+41", ""),
        (_("Revision relative to the first value"), "+1.86%", ""),
    ):
        cell = cell_of(table, row, header)
        assert (cell.text, cell.detail) == (text, day)


def summary(count: int) -> list[str]:
    """The revisions in the rows below those of so many figures."""
    table = revised(count - 1)
    assert table is not None
    return [cell_of(table, row, _("Revision, first to latest")).text for row in table.rows[count:]]


def test_summaries_are_below_enough_figures() -> None:
    """Below five figures the mean and the mean absolute revision, of 41, 1, 3, 5 and 7; below four nothing."""
    assert summary(LEAST_REVISED - 1) == []
    assert summary(LEAST_REVISED) == ["+11.4", "11.4"]


def test_nothing_is_stated_of_hidden_figures() -> None:
    """What was reported of them before is gone with them."""
    assert revised(6, hidden=True) is None
