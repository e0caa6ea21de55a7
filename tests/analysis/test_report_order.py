"""Reports of which only the month or the year is known: which of several is later, and what revises what."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from bulletin.analysis.additivity import sums
from bulletin.analysis.claims.calculation import as_of_claim
from bulletin.analysis.compilation import compile_tables, is_later
from bulletin.analysis.figures import Figure, Flag
from bulletin.analysis.progress import progress_towards
from bulletin.analysis.revisions import revisions_of
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.model.records import Claim, Observation
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import CONTEXT, as_of, catalogue, corpus, figure, observed, tables, target

DAYS = st.dates(date(2020, 1, 1), date(2021, 12, 31))
DATES = st.one_of(
    st.sampled_from(["2020", "2021"]), DAYS.map(lambda day: f"{day:%Y-%m}"), DAYS.map(lambda day: day.isoformat())
)
"""When something was reported: the year, the month or the day."""
REPORTS = st.dictionaries(DATES, st.integers(0, 9), min_size=1, max_size=5)
"""The value of each of several reports; two of the same date would be a contradiction."""


def count(number: int) -> Quantity:
    """An exact count."""
    return Quantity(Decimal(number))


def reported(*reports: tuple[str, object], **more: object) -> list[Observation]:
    """Reports of one figure."""
    return [observed("a", 2019, value, reported=day, line=line, **more) for line, (day, value) in enumerate(reports)]


def current(*reports: tuple[str, object], **more: object) -> Figure:
    """The figure that reports make."""
    found = figure(tables(*reported(*reports, **more)), "a", 2019)
    assert found is not None
    return found


@given(REPORTS)
def test_a_figure_only_revises_what_is_known_to_be_earlier(values: dict[str, int]) -> None:
    """No report is lost, none has two places, and [r] says that an earlier one had another value."""
    found = current(*values.items())
    assert all(is_later(found, before) for before in found.earlier)
    assert all(is_later(later, before) for before, later in zip(found.earlier, found.earlier[1:], strict=False))
    reports = [(report.dated.text, report.value) for report in (*found.other_reports, found)]
    assert sorted(reports, key=str) == sorted(((day, count(value)) for day, value in values.items()), key=str)
    others = [report for report in found.other_reports if is_later(found, report)]
    assert (Flag.REVISED in found.flags) == any(report.value != found.value for report in others)


@given(st.permutations([("2020", 1), ("2020-05", 2), ("2020-05-10", 3), ("2021", 4), ("2021-03-04", 5)]))
def test_the_order_of_the_records_does_not_matter(reports: list[tuple[str, int]]) -> None:
    def said(found: Figure) -> tuple[object, ...]:
        return found.value, *(
            [(report.dated.text, report.value) for report in reports] for reports in (found.earlier, found.unordered)
        )

    assert said(current(*reports)) == said(current(*sorted(reports)))


@given(REPORTS, DAYS, st.integers(0, 400))
def test_a_later_edition_shows_another_value_only_by_a_report_that_is_known_to_be_later(
    values: dict[str, int], day: date, days: int
) -> None:
    """What comes in without its day changes nothing that was published."""
    made = corpus(*reported(*values.items()))
    before, after = (
        figure(tables(*as_of(made, until).observations), "a", 2019) for until in (day, day + timedelta(days))
    )
    if before is not None:
        assert after is not None
        assert after.dated == before.dated or is_later(after, before)


@pytest.mark.parametrize("order", [1, -1])
def test_of_a_year_and_a_day_in_it_nobody_knows_which_is_later(order: int) -> None:
    """The one that is known to have been there first is shown, and the other beside it."""
    found = current(*[("2020", 100), ("2020-05-10", 110)][::order])
    assert (found.value, found.flags, found.earlier) == (count(110), (), ())
    assert [(other.dated.text, other.value) for other in found.unordered] == [("2020", count(100))]
    assert revisions_of([found]) == ()


def test_a_report_of_the_year_after_is_later() -> None:
    found = current(("2020", 100), ("2020-05-10", 110), ("2021", 120))
    assert (found.value, found.flags) == (count(120), (Flag.REVISED,))
    assert [before.value for before in found.earlier] == [count(110)]
    assert [other.value for other in found.unordered] == [count(100)]


def test_a_figure_whose_first_value_is_not_known_is_no_measure_of_revisions() -> None:
    """The report of which only the year is known may have been the first."""
    known, unsure = [("2020-05-10", 110), ("2021-01-05", 120)], ("2020", 100)
    assert len(revisions_of([current(*known)])) == 1
    assert revisions_of([current(*known, unsure)]) == ()
    assert len(revisions_of([current(*known, ("2020", 110))])) == 1


def test_what_may_be_meant_to_suppress_a_figure_does() -> None:
    found = current(("2020", "suppressed"), ("2020-05-10", 110))
    assert (found.value, [other.value for other in found.unordered]) == (Absence.SUPPRESSED, [count(110)])
    assert current(("2020", "suppressed"), ("2021-01-05", 110)).value == count(110)


def test_a_claim_is_about_what_its_own_source_reported_whenever_that_was() -> None:
    found = figure(
        tables(
            observed("a", 2019, 100, reported="2020", source="second-letter"),
            observed("a", 2019, 110, reported="2020-05-10"),
        ),
        "a",
        2019,
    )
    assert found is not None
    record = {"id": "c", "source": "second-letter", "organization": "a", "measure": "joined", "period": 2019}
    claim = Claim.model_validate({**record, "form": "total", "value": 100}, context=CONTEXT)
    assert as_of_claim(catalogue(), found, claim).value == count(100)


@pytest.mark.parametrize(
    ("day", "latest"), [("2020", "2020-01-01"), ("2019", "2019-03-31"), ("2019-05", "2019-05-01"), ("2019-05-10",) * 2]
)
def test_the_records_only_know_as_much_of_time_as_is_certain(day: str, latest: str) -> None:
    """A report came after what it reports, and not before the year in which it came."""
    found = tables(observed("a", "2019-Q1", 30, reported=day)).latest_report
    assert found == date.fromisoformat(latest)


def test_a_report_of_which_only_the_year_is_known_makes_no_period_over() -> None:
    """By December the first half of the year is over; but it may have come in April."""
    goal = target("a", "2019-H1", 60)
    made = [corpus(goal, observed("a", "2019-Q1", 28, reported=day)) for day in ("2019", "2019-12-31")]
    found = [progress_towards(of.catalogue, compiled := compile_tables(of), compiled.targets[0]) for of in made]
    assert [progress.status.value for progress in found] == ["on-pace", "not-assessable"]


@pytest.mark.parametrize(("wanted", "is_clear"), [(90, True), (105, False), (120, True)])
def test_a_verdict_is_one_that_all_reports_give_that_may_be_the_latest(wanted: int, *, is_clear: bool) -> None:
    """Of 100 and 110, whichever is later, both are above 90 and below 120; of 105 nobody knows."""
    reports = reported(("2020", 100), ("2020-05-10", 110))
    unsure, certain = (
        progress_towards(made.catalogue, compiled, compiled.targets[0])
        for made in (
            corpus(target("a", 2019, wanted), *reports),
            corpus(target("a", 2019, wanted), *reports, observed("a", 2019, 110, reported="2021-01-05")),
        )
        for compiled in (compile_tables(made),)
    )
    assert (unsure.assessment == certain.assessment) == is_clear
    assert (unsure.assessment.reason is StatusReason.UNCLEAR) == (not is_clear)
    assert certain.status in (TargetStatus.ACHIEVED, TargetStatus.MISSED)


def test_figures_of_which_two_reports_may_be_the_latest_are_not_added() -> None:
    """Of 6 and 5 the one that fits may be the latest; once another report has come, the sum is looked at."""
    made = [observed("top", 2018, 10), observed("b", 2018, 3), observed("c", 2018, 2)]
    unsure = [observed("a", 2018, 5, reported="2020", line=1), observed("a", 2018, 6, reported="2020-05-10", line=2)]
    certain = [*unsure, observed("a", 2018, 6, reported="2021-01-05", line=3)]
    found = [list(sums(catalogue(), tables(*made, *reports))) for reports in (unsure, certain)]
    assert [[added.difference for added in some] for some in found] == [[], [1]]
