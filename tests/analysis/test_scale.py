"""Twice the records take about twice the work, whatever the shape of the tree. SYNTHETIC corpora only.

Work is counted in calls, not seconds, so that a busy machine cannot fail the test.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest
from bulletin.analysis.additivity import sums
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.coverage import coverage_of
from bulletin.analysis.outliers import examined
from bulletin.analysis.progress import progress_towards
from bulletin.analysis.ranking import rankings
from bulletin.analysis.time_series import change_on_year_before
from bulletin.disclosure import release
from bulletin.model.corpus import Corpus
from bulletin.model.records import Expectation, Organization

from tests.analysis.builders import CONTEXT, compositions, corpus, observed, organization, target

QUARTERLY = Expectation.model_validate(
    {"id": "quarterly", "measure": "joined", "every": "quarter", "since": 2018, "due-days": 20}, context=CONTEXT
)
TARGETED = Expectation.model_validate(
    {"id": "targeted", "measure": "joined", "every": "year", "since": 2018, "of": "targeted"}, context=CONTEXT
)
QUARTERS = [f"{year}-Q{quarter}" for year in (2018, 2019) for quarter in (1, 2, 3, 4)]
PeriodType = Callable[[int], list[Organization]]


def flat(units: int) -> list[Organization]:
    """All units directly below one."""
    return [organization("top", kind="city"), *(organization(f"u{n}", "top") for n in range(1, units))]


def chain(units: int) -> list[Organization]:
    """Each unit below the one before."""
    return [
        organization("top", kind="city"),
        *(organization(f"u{n}", f"u{n - 1}" if n > 1 else "top") for n in range(1, units)),
    ]


def apart(units: int) -> list[Organization]:
    """No unit below another."""
    return [organization(f"u{n}") for n in range(units)]


def synthetic(units: list[Organization]) -> Corpus:
    """Every unit without units below it reports eight quarters by sex and has a target."""
    above = {unit.parent for unit in units}
    leaves = [unit.id for unit in units if unit.id not in above]
    records = [observed(unit, when, 5, by={"sex": {"women": 2, "men": 3}}) for unit in leaves for when in QUARTERS]
    return corpus(*records, *(target(unit.id, 2019, 9, name=unit.id) for unit in units), organizations=units)


def calls(work: Callable[[], object]) -> int:
    """How many calls the work takes, of functions of Python's and of C's."""
    count = 0

    def see(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def compute_everything(made: Corpus) -> None:
    """What a site needs of the statistics: the tables, and for each figure and target what is computed of it."""
    through = release(made, compile_tables(made))
    for goal in through.tables.targets:
        _ = progress_towards(through.catalogue, through.tables, goal).status
    for figure in through.tables.figures:
        change_on_year_before(through.catalogue, through.tables, figure)
        if figure.key.breakdown is None:
            compositions(through.catalogue, through.tables, figure)
    rankings(through.catalogue, through.tables, "joined")
    for _ in (*sums(through.catalogue, through.tables), *examined(through.catalogue, through.tables).outliers):
        pass
    for entry in (QUARTERLY, TARGETED):
        matrix = coverage_of(through.catalogue, through.tables, entry, through.tables.latest_report or date.max)
        _ = matrix.total if matrix is not None else None


@pytest.mark.parametrize("shape", [flat, chain, apart])
def test_work_grows_with_the_number_of_organizations_and_no_faster(shape: PeriodType) -> None:
    few, many = synthetic(shape(20)), synthetic(shape(40))
    compute_everything(synthetic(shape(3)))
    assert calls(lambda: compute_everything(many)) < 2.2 * calls(lambda: compute_everything(few))
