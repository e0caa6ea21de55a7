"""Which reports were expected and what came of them. SYNTHETIC corpora only."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.coverage import (
    ComplianceTable,
    ReportingStatus,
    ResponseRate,
    coverage_of,
    expects_any,
    following,
)
from bulletin.disclosure import release
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period, parse_period
from bulletin.model.records import Expectation, Observation, Organization, Target
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.analysis.builders import CONTEXT, FLAT, corpus, observed, organization, period, target
from tests.disclosure.hiding import Hiding

LATE = date(2023, 1, 1)


def expecting(**more: Any) -> Expectation:
    """An entry of the calendar: whoever is there reports ``joined`` every year since 2018."""
    usual = {"id": "entry", "measure": "joined", "every": "year", "since": 2018}
    fields = usual | {name.replace("_", "-"): value for name, value in more.items()}
    return Expectation.model_validate(fields, context=CONTEXT)


def matrix(
    *records: Observation | Target,
    units: Sequence[Organization] = FLAT,
    until: date = LATE,
    last: str | None = None,
    **entry: Any,
) -> ComplianceTable | None:
    """The matrix of one entry, which is looked at up to a day; ``last`` is the entry's own end."""
    made = corpus(*records, organizations=units)
    entry |= {} if last is None else {"until": last}
    return coverage_of(made.catalogue, compile_tables(made), expecting(**entry), until)


def status_of(unit: str, when: str, *records: Observation | Target, **more: Any) -> ReportingStatus | None:
    """What came of one unit for one period; None where neither is in the matrix."""
    found = matrix(*records, **more)
    if found is None or unit not in [row.organization for row in found.rows]:
        return None
    (row,) = (row for row in found.rows if row.organization == unit)
    periods = [due.period.text for due in found.periods]
    return row.reports[periods.index(when)].status if when in periods else None


def test_the_most_days_that_a_report_may_take_are_counted_from_the_last_period_there_is() -> None:
    """No entry that the records accept leads past the end of the calendar; a longer time is a typing error."""
    assert matrix(observed("a", 2200, 4), since=2200, until=date(2200, 12, 31), due_days=3660) is not None
    with pytest.raises(ValidationError, match="3660"):
        expecting(due_days=3661)


def test_a_figure_of_the_whole_period_is_a_report_and_no_figure_is_none() -> None:
    records = [observed("a", 2018, 4), observed("b", 2019, 4)]
    assert status_of("a", "2018", *records) is ReportingStatus.REPORTED
    assert status_of("b", "2018", *records) is ReportingStatus.MISSING
    assert status_of("a", "2019", *records) is ReportingStatus.MISSING


@pytest.mark.parametrize("value", [0, {"more-than": 3}, {"about": 3}])
def test_zero_and_qualified_values_are_reports(value: object) -> None:
    assert status_of("a", "2018", observed("a", 2018, value)) is ReportingStatus.REPORTED


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("suppressed", ReportingStatus.REPORTED),
        ("not-available", ReportingStatus.ABSENT),
        ("not-applicable", ReportingStatus.ABSENT),
        ("not-yet-reported", ReportingStatus.MISSING),
    ],
)
def test_an_absence_has_its_reason_unless_it_was_not_yet_reported(value: str, expected: ReportingStatus) -> None:
    assert status_of("a", "2018", observed("a", 2018, value)) is expected


def test_a_figure_to_date_is_a_part_and_not_a_report() -> None:
    assert status_of("a", "2018", observed("a", "2018-01/2018-09", 4)) is ReportingStatus.PARTIAL
    assert status_of("a", "2018", observed("a", "2018-Q2", 4)) is ReportingStatus.PARTIAL
    assert status_of("a", "2019", observed("a", "2018-01/2018-09", 4)) is ReportingStatus.MISSING
    assert status_of("a", "2018", observed("a", "2018/2019", 4)) is ReportingStatus.MISSING


def test_the_part_that_reaches_furthest_is_given() -> None:
    found = matrix(observed("a", "2018-Q1", 4), observed("a", "2018-01/2018-09", 9), observed("a", "2018-08", 2))
    assert found is not None
    figure = next(row for row in found.rows if row.organization == "a").reports[0].figure
    assert figure is not None
    assert figure.key.period.text == "2018-01/2018-09"


def test_quarters_that_fill_the_year_report_it() -> None:
    quarters = [observed("a", f"2018-Q{quarter}", 1) for quarter in (1, 2, 3, 4)]
    assert status_of("a", "2018", *quarters) is ReportingStatus.REPORTED
    assert status_of("a", "2018", *quarters[:3]) is ReportingStatus.PARTIAL


def test_a_total_of_units_below_is_a_report_only_once_complete() -> None:
    records = [observed(unit, 2018, 3) for unit in ("a", "b", "c")]
    assert status_of("top", "2018", *records) is ReportingStatus.REPORTED
    assert status_of("top", "2018", *records[:2]) is ReportingStatus.PARTIAL


def test_a_value_of_every_year_reports_each_of_them() -> None:
    yearly = observed("a", "2018/2019", 4, each="year")
    assert [status_of("a", year, yearly) for year in ("2018", "2019", "2020")] == [
        *(ReportingStatus.REPORTED, ReportingStatus.REPORTED),
        ReportingStatus.MISSING,
    ]


def test_a_stock_is_reported_by_its_count_on_the_last_day() -> None:
    def stock(when: str) -> ReportingStatus | None:
        return status_of("a", "2018", observed("a", when, 4, measure="members"), measure="members")

    assert stock("2018-12-31") is ReportingStatus.REPORTED
    assert stock("2018-06-30") is ReportingStatus.PARTIAL
    assert stock("2019-01-01") is ReportingStatus.MISSING


def test_late_is_what_was_first_reported_after_the_day() -> None:
    def on(day: str, **more: Any) -> ReportingStatus | None:
        return status_of("a", "2018", observed("a", 2018, 4, reported=day), **more)

    assert on("2019-01-30", due_days=30) is ReportingStatus.REPORTED
    assert on("2019-01-31", due_days=30) is ReportingStatus.LATE
    assert on("2022-01-31") is ReportingStatus.REPORTED  # nobody is late where no day is set


@pytest.mark.parametrize(("month", "is_late"), [("2019", False), ("2019-01", False), ("2019-02", True)])
def test_late_is_only_what_is_known_to_have_come_too_late(month: str, is_late: bool) -> None:
    """A report of which only the month or the year is known may have come in time."""
    found = status_of("a", "2018", observed("a", 2018, 4, reported=month), due_days=30)
    assert (found is ReportingStatus.LATE) is is_late


def test_a_revision_makes_no_report_late_but_a_first_number_does() -> None:
    first = observed("a", 2018, 4, reported="2019-01-10")
    revised = observed("a", 2018, 5, reported="2020-06-30")
    assert status_of("a", "2018", first, revised, due_days=30) is ReportingStatus.REPORTED
    excuse = observed("a", 2018, "not-yet-reported", reported="2019-01-10")
    assert status_of("a", "2018", excuse, revised, due_days=30) is ReportingStatus.LATE


def test_what_a_backlog_brings_first_is_not_late() -> None:
    """It came, and counts as such; what another source had brought late before it stays late."""
    late = observed("a", 2018, 4, reported="2019-06-30")
    brought = observed("a", 2018, 4, source="collection")
    assert status_of("a", "2018", brought, due_days=30) is ReportingStatus.BACKLOG
    assert status_of("a", "2018", late, brought, due_days=30) is ReportingStatus.LATE
    in_time = observed("a", 2019, 4, source="collection")
    assert status_of("a", "2019", brought, in_time, due_days=300) is ReportingStatus.REPORTED
    found = matrix(*(observed("a", year, 4, source="collection") for year in (2018, 2019)), due_days=30)
    assert found is not None
    assert (found.total.late, found.total.backlog, found.total.received) == (0, 2, 2)


@given(st.lists(st.sampled_from(["letter", "collection"]), min_size=1, max_size=6), st.integers(0, 400))
def test_a_backlog_takes_from_the_late_reports_only(sources: list[str], days: int) -> None:
    """With or without it, as many reports came, and in time are the same."""
    reports = [observed("a", 2018 + n, 4, source=name, reported="2025-01-31") for n, name in enumerate(sources)]
    plain = [report.model_copy(update={"source": "letter"}) for report in reports]
    found, without = (
        matrix(*reports, until=date(2026, 1, 1), due_days=days),
        matrix(*plain, until=date(2026, 1, 1), due_days=days),
    )
    assert found is not None
    assert without is not None
    assert (found.total.received, found.total.reported) == (without.total.received, without.total.reported)
    assert found.total.late + found.total.backlog == without.total.late
    assert found.total.backlog <= sources.count("collection")


def test_nobody_is_expected_to_report_before_or_after_it_exists() -> None:
    units = [organization("a", opened=2019), organization("b", closed=2018), organization("c")]
    found = matrix(observed("c", 2018, 1), units=units, until=date(2020, 6, 1))
    assert found is not None
    expected = {
        row.organization: [
            due.period.text
            for due, report in zip(found.periods, row.reports, strict=True)
            if report.status is not ReportingStatus.NOT_EXPECTED
        ]
        for row in found.rows
    }
    assert expected == {"a": ["2019", "2020"], "b": ["2018"], "c": ["2018", "2019", "2020"]}


def test_the_calendar_says_who_by_kind_and_by_name() -> None:
    def who(**more: Any) -> list[str]:
        found = matrix(observed("a", 2018, 1), **more)
        return [row.organization for row in found.rows] if found else []

    assert who() == ["top", "a", "b", "c"]
    assert who(kinds=["city"]) == ["top"]
    assert who(organizations=["b"]) == ["b"]
    assert who(kinds=["city"], organizations=["b"]) == ["top", "b"]
    assert who(kinds=["country"]) == []


def test_whoever_has_a_target_of_the_period_is_expected_and_nobody_else() -> None:
    records: list[Observation | Target] = [
        target("a", 2018, 9),
        target("b", "term-2015-2020", 9, name="long"),
        observed("a", 2018, 4),
    ]
    assert status_of("a", "2018", *records, of="targeted") is ReportingStatus.REPORTED
    assert status_of("a", "2019", *records, of="targeted") is None
    assert status_of("b", "2018", *records, of="targeted") is None
    assert matrix(*records, of="targeted", population="firms") is None


def test_a_target_of_every_year_is_expected_for_each_of_them_with_or_without_figures() -> None:
    yearly = target("a", "2018/2020", 9, each="year")
    found = matrix(yearly, observed("a", 2019, 4), of="targeted")
    assert found is not None
    assert [due.period.text for due in found.periods] == ["2018", "2019", "2020"]
    assert [report.status for report in found.rows[0].reports] == [
        ReportingStatus.MISSING,
        ReportingStatus.REPORTED,
        ReportingStatus.MISSING,
    ]


def test_a_period_counts_once_its_report_had_been_due() -> None:
    def due(until: date, **more: Any) -> list[bool]:
        found = matrix(observed("a", 2018, 1), until=until, **more)
        return [period.is_due for period in found.periods] if found else []

    assert due(date(2019, 1, 1)) == [True, False]
    assert due(date(2018, 12, 31)) == [False]
    assert due(date(2019, 1, 14), due_days=15) == [False, False]
    assert due(date(2019, 1, 15), due_days=15) == [True, False]


def test_a_calendar_begins_and_ends_with_whole_periods() -> None:
    found = matrix(observed("a", 2018, 1), every="half-year", since="2018-02", last="2019-09")
    assert found is not None
    assert [due.period.text for due in found.periods] == ["2018-H2", "2019-H1"]


def test_totals_leave_out_what_had_not_been_due() -> None:
    found = matrix(observed("a", 2018, 1), until=date(2019, 1, 31), units=[organization("a")])
    assert found is not None
    assert found.total == ResponseRate(reported=1)
    assert [rate.expected for rate in found.response_rates] == [1, 1]


def test_without_any_figure_there_is_no_day_to_look_up_to() -> None:
    assert compile_tables(corpus()).latest_report is None


STATES = st.sampled_from([4, {"more-than": 3}, *(absence.value for absence in Absence), "part", None])


@given(st.lists(STATES, min_size=6, max_size=6), st.randoms(use_true_random=False), st.booleans())
def test_counts_add_up_to_what_was_expected_in_any_order(
    states: list[Any], shuffling: random.Random, has_day: bool
) -> None:
    """Each expected report is counted once; neither the order of the records nor that of organizations matters."""
    cells = [(unit, year) for unit in ("a", "b", "c") for year in (2018, 2019)]
    records = [
        observed(unit, f"{year}-Q1" if state == "part" else year, 4 if state == "part" else state, line=number)
        for number, ((unit, year), state) in enumerate(zip(cells, states, strict=True))
        if state is not None
    ]
    units = [organization(unit) for unit in ("a", "b", "c")]
    days: dict[str, Any] = {"due_days": 10} if has_day else {}
    found = matrix(*records, units=units, until=date(2020, 1, 31), **days)
    assert found is not None
    asked = [
        report for row in found.rows for report in row.reports if report.status is not ReportingStatus.NOT_EXPECTED
    ]
    assert sum(rate.expected for rate in found.response_rates) == len(asked)
    assert found.total.expected == sum(
        rate.expected for due, rate in zip(found.periods, found.response_rates, strict=True) if due.is_due
    )
    assert found.total.received == sum(ResponseRate.of(found.due_of(row)).received for row in found.rows)
    shuffling.shuffle(records)
    again = matrix(*records, units=units, until=date(2020, 1, 31), **days)
    assert again is not None
    assert again.response_rates == found.response_rates
    reordered = matrix(*records, units=units[::-1], until=date(2020, 1, 31), **days)
    assert reordered is not None
    assert reordered.total == found.total


HIDDEN = st.sets(st.tuples(st.sampled_from(["a", "b", "c", "top"]), st.sampled_from([2018, 2019])))


@given(st.lists(STATES, min_size=6, max_size=6), HIDDEN, st.booleans())
def test_whatever_is_suppressed_the_same_reports_have_come(
    states: list[Any], hidden: set[tuple[str, int]], is_revised: bool
) -> None:
    """Whether a report came, and when, is no secret: in time it is also where its revision came late."""
    cells = [(unit, year) for unit in ("a", "b", "c") for year in (2018, 2019)]
    records = [
        observed(unit, f"{year}-Q1" if state == "part" else year, 4 if state == "part" else state)
        for (unit, year), state in zip(cells, states, strict=True)
        if state is not None
    ]
    later = observed("a", 2018, 5, source="later-letter")
    made = corpus(*records, *([later] if is_revised else []))
    tables, entry = compile_tables(made), expecting(due_days=400)
    wanted = {ObservationKey(unit, "joined", period(year)) for unit, year in hidden}
    keys = {key for key in wanted & tables.by_key.keys() if isinstance(tables.by_key[key].value, Quantity)}

    shown = release(made, tables, history=Hiding(keys)).tables
    found, expected = (coverage_of(made.catalogue, each, entry, LATE) for each in (shown, tables))
    assert found is not None
    assert expected is not None
    assert found.response_rates == expected.response_rates
    assert found.total == expected.total


@given(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
def test_the_share_is_exact_and_counts_late_reports(reported: int, late: int, missing: int) -> None:
    rate = ResponseRate(reported=reported, late=late, missing=missing)
    expected = reported + late + missing
    assert rate.share == (Fraction(reported + late, expected) if expected else None)


@pytest.mark.parametrize("entry", [{}, {"since": 2030}, {"of": "targeted"}, {"kinds": ["country"]}, {"until": 2017}])
@pytest.mark.parametrize("records", [(), (target("a", 2019, 4),)])
def test_somebody_is_expected_to_report_just_if_there_is_a_matrix(
    records: tuple[Target, ...], entry: dict[str, Any]
) -> None:
    made = corpus(*records)
    arguments = made.catalogue, compile_tables(made), expecting(**entry), LATE
    assert expects_any(*arguments) == (coverage_of(*arguments) is not None)


def test_the_first_expected_report_ends_the_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether an entry comes to anything is known without the matrix of all organizations and periods."""
    asked: list[str] = []

    def exists(_: Catalogue, organization: str, __: Period) -> bool:
        asked.append(organization)
        return True

    monkeypatch.setattr(Catalogue, "exists", exists)
    made = corpus()
    assert expects_any(made.catalogue, compile_tables(made), expecting(every="month"), LATE)
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("period", "after"),
    [
        ("2023", "2024"),
        ("2023-Q4", "2024-Q1"),
        ("2023-H1", "2023-H2"),
        ("2023-12", "2024-01"),
        ("2023-09/2024-08", "2024-09/2025-08"),
        ("2022-12-31", "2023-12-31"),
        ("2023-02-28", "2024-02-29"),
        ("2024-02-10", "2025-02-10"),
    ],
)
def test_a_period_is_followed_by_one_of_its_length(period: str, after: str) -> None:
    """The count of a day is followed by that of the year after, the last day of a month by the last day."""
    assert following(parse_period(period)) == parse_period(after)


def test_what_is_not_of_whole_months_is_followed_by_nothing() -> None:
    assert following(parse_period("2023-01-05/2023-02-03")) is None
