"""Which figure says most of how a target stands, and which targets a figure says something of."""

from __future__ import annotations

from fractions import Fraction

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.progress import Progress, progress_by, progress_towards
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.targets import figure_for, prevailing, targets_for
from bulletin.model.records import Observation, Target
from bulletin.model.values import Absence, Quantity

from tests.analysis.builders import corpus, figure, observed, tables, target, words


def held(*records: Observation | Target) -> Progress:
    """Progress towards the first target."""
    made = corpus(*records)
    compiled = compile_tables(made)
    return progress_towards(made.catalogue, compiled, compiled.targets[0])


def chosen(*records: Observation | Target) -> str | None:
    """Period of the figure held against the first target."""
    found = held(*records).figure
    return None if found is None else found.key.period.text


def test_the_targets_own_period_goes_before_any_other() -> None:
    assert chosen(target("a", 2019, 9), observed("a", "2019-01/2019-09", 6), observed("a", 2019, 7)) == "2019"


def test_else_the_figure_to_date_that_reaches_furthest_stated_or_summed() -> None:
    goal = target("a", 2019, 9)
    assert chosen(goal, observed("a", "2019-Q1", 1), observed("a", "2019-H1", 2)) == "2019-H1"
    assert chosen(goal, observed("a", "2019-Q1", 1), observed("a", "2019-Q2", 2)) == "2019-H1"
    quarters = [observed("a", f"2019-Q{quarter}", 1) for quarter in (1, 2, 3)]
    assert chosen(goal, *quarters, observed("a", "2019-H1", 2)) == "2019-01/2019-09"
    assert chosen(goal, *quarters, observed("a", "2019-Q4", 1)) == "2019"


def test_a_figure_that_begins_later_or_goes_on_longer_says_nothing_of_the_target() -> None:
    others = [observed("a", when, 5) for when in ("2019-Q2", "2018/2019", "2018", "2019/2020")]
    assert chosen(target("a", 2019, 9), *others) is None
    assert held(target("a", 2019, 9), *others).status is TargetStatus.NOT_ASSESSABLE


def test_a_stock_is_its_latest_count_within_the_period() -> None:
    counts = [
        observed("a", when, 5, measure="members") for when in ("2018-12-31", "2019-06-30", "2019-09-05", "2020-01-01")
    ]
    assert chosen(target("a", 2019, 9, measure="members"), *counts) == "2019-09-05"


def test_a_value_for_each_year_stands_for_the_year() -> None:
    each = observed("a", "2016/2018", 9, each="year")
    assert chosen(target("a", 2017, 9), each, observed("a", "2017-Q1", 1)) == "2016/2018"
    assert chosen(target("a", 2017, 9), each, observed("a", 2017, 8)) == "2017"
    assert chosen(target("a", 2019, 9), each) is None
    assert held(target("a", 2017, 9), each).elapsed == 1


def test_a_value_goes_before_an_absence_but_what_is_suppressed_is_not_passed_over() -> None:
    quarter = observed("a", "2019-Q1", 1)
    assert chosen(target("a", 2019, 9), quarter, observed("a", 2019, "not-yet-reported")) == "2019-Q1"
    hidden = held(target("a", 2019, 9), quarter, observed("a", 2019, "suppressed"))
    assert (hidden.attained, hidden.status) == (Absence.SUPPRESSED, TargetStatus.NOT_ASSESSABLE)
    assert hidden.ratio is not None
    assert hidden.ratio.percent is Absence.SUPPRESSED


def test_a_complete_figure_goes_before_a_partial_total() -> None:
    parts = [observed("b", 2019, 4), observed("c", 2019, 5)]
    assert chosen(target("top", 2019, 9), *parts, observed("top", "2019-Q1", 3)) == "2019-Q1"
    assert chosen(target("top", 2019, 9), *parts) == "2019"


def test_a_yearly_target_without_figures_has_no_progress() -> None:
    goal = target("a", "term-2015-2020", 75, each="year")
    assert held(goal, observed("a", "term-2015-2020/2019-11", 300)).figure is None


def test_a_figure_knows_the_targets_it_is_held_against() -> None:
    goals = [
        target("a", "term-2015-2020", 99, name="term"),
        target("a", 2015, 9, name="year"),
        target("a", 2016, 9, name="later"),
    ]
    made = corpus(*goals, observed("a", "2015-Q1", 1), observed("a", 2015, 5))
    compiled = compile_tables(made)
    quarter = figure(compiled, "a", "2015-Q1")
    assert quarter is not None
    found = targets_for(compiled, quarter)
    assert [t.id for t in found] == ["year", "term"]
    by_quarter = progress_by(made.catalogue, compiled, found[0], quarter)
    assert by_quarter.ratio is not None
    assert by_quarter.ratio.value == Quantity(Fraction(1, 9))
    best = figure_for(compiled, found[0])
    assert best is not None
    assert best.key.period.text == "2015"


def test_the_prevailing_target_is_current_and_set_for_the_very_period() -> None:
    goals = [
        target("a", 2018, 75, name="every-year", each="year"),
        target("a", 2018, 15, name="old", superseded_by="new"),
        target("a", 2018, 16, name="new", basis="inferred"),
    ]
    found = prevailing(tables(*goals, observed("a", 2018, 23)).targets)
    assert found is not None
    assert found.id == "new"
    assert prevailing([]) is None


def test_a_target_on_which_no_verdict_is_given_never_prevails() -> None:
    """Not even where it is the only one; nor is a figure held against it."""
    doubtful = target("a", 2018, 75, name="doubtful", unassessed=words("contradicts"))
    compiled = tables(doubtful, target("a", 2018, 16, name="old", superseded_by="x"), observed("a", 2018, 23))
    found = prevailing(compiled.targets)
    assert found is not None
    assert found.id == "old"
    assert prevailing(tables(doubtful).targets) is None
    current = figure(compiled, "a", "2018")
    assert current is not None
    assert [t.id for t in targets_for(compiled, current)] == ["old"]
