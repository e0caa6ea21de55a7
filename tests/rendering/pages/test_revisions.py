"""The page of a measure lists the figures that a later report changed, and nothing of those that are hidden."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bulletin.analysis import compile_tables
from bulletin.analysis.revisions import LEAST_REVISED
from bulletin.disclosure import release
from bulletin.model.records import Observation
from bulletin.model.values import Absence
from bulletin.rendering.context import PageContext
from bulletin.rendering.downloads.tables import tables_of
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Row, Table

from tests.rendering.samples import TERMS, sample
from tests.sites import VI


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
    suppressed = replace(tables, figures=tuple(replace(one, value=Absence.SUPPRESSED) for one in tables.figures))
    released = release(corpus, tables, (lambda _: suppressed) if hidden else (lambda same: same))
    jobs = page_jobs(PageContext.of(released, VI, charts=False))
    found = [table for job in jobs if job.path == "measures/trees.md" for table in tables_of(job.context)]
    return next((table for table in found if table.id == "revisions"), None)


def texts(row: Row) -> list[str]:
    """The text of each cell."""
    return [cell.text or ", ".join(link.text for link in cell.links) for cell in row.cells]


def test_a_revised_figure_is_listed_with_its_reports_and_their_days() -> None:
    """First, second and latest value, each with its day, and what lies between the first and the latest."""
    table = revised(0)
    assert table is not None
    (row,) = table.rows
    assert texts(row)[:-1] == ["Chi nhánh Sông Dài", "Quý I/2019", "2.200", "2.241", "2.241", "+41", "+1,86%"]
    assert [cell.detail for cell in row.cells[2:5]] == ["1/5/2019", "15/1/2020", "15/1/2020"]


@pytest.mark.parametrize("count", [LEAST_REVISED - 2, LEAST_REVISED - 1])
def test_the_mean_stands_below_enough_figures(count: int) -> None:
    """Not below four; below five the mean of all of them."""
    table = revised(count)
    assert table is not None
    means = [texts(row) for row in table.rows if texts(row)[0].startswith("Mức điều chỉnh")]
    assert len(means) == (2 if count + 1 >= LEAST_REVISED else 0)
    assert all("11,4" in "".join(row) for row in means)  # (41 + 1 + 3 + 5 + 7) / 5


def test_nothing_is_told_of_hidden_figures() -> None:
    """What was reported of them before is gone with them."""
    assert revised(6, hidden=True) is None
