"""What pages and files say where the data support no verdict: cases that people really had. All figures SYNTHETIC."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import release
from bulletin.localization.messages import translate
from bulletin.model.records import Observation, Organization, Target
from bulletin.model.text import Language
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import figures_csv
from bulletin.rendering.figure_cells import canonical_cell
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.compositions import composition_table
from bulletin.rendering.pages.running_totals import term_tables
from bulletin.rendering.pages.targets import TargetsContext, target_findings
from bulletin.rendering.phrases.sentences import figure_sentence
from bulletin.rendering.status_cells import status_cell, status_cell_with_elapsed, status_text
from bulletin.rendering.target_cells import change_on_baseline, progress_for
from bulletin.rendering.text import until_text
from bulletin.rendering.views import Cell, Table
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, compositions, corpus, figure, observed, organization, target
from tests.rendering.export.one_table import table_bytes
from tests.rendering.tables import column_of, job_of, notes_of
from tests.sites import EN, VI

balance = partial(observed, measure="balance")
goal = partial(target, measure="balance")


def page_of(
    *records: Observation | Target, language: Language = EN, organizations: tuple[Organization, ...] = FLAT
) -> PageContext:
    """A page of a synthetic bulletin."""
    made = corpus(*records, organizations=organizations)
    return PageContext.of(release(made, compile_tables(made)), language, charts=False)


def targets_of(page: PageContext) -> Table:
    """The table of all targets."""
    table = getattr(job_of(page, links.TARGETS).context, "targets", None)
    assert isinstance(table, Table)
    return table


def row_of_target(*records: Observation | Target, language: Language = EN) -> tuple[str, str, str, str]:
    """Status, figure, progress and what is below it, of the only target; a column without content is left out."""
    table = targets_of(page_of(*records, language=language))
    (row,) = table.rows
    cells = {column.title: cell for column, cell in zip(table.columns, row.cells, strict=True)}
    status, value, progress = (
        cells.get(translate(header, language), Cell()) for header in (Labels.status, Labels.value, Labels.progress)
    )
    return status.text, value.text or value.links[0].text, progress.text, progress.detail


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        # Two of three branches report; the third one lost 500 the year before.
        (
            [goal("top", 2019, 40), balance("a", 2019, 30), balance("b", 2019, 20), balance("c", 2018, -500)],
            ("not assessable", "50 (incomplete)", "", ""),
        ),
        # A net amount is ahead at half-year, and the year ends below its target.
        (
            [goal("a", 2019, 100), balance("a", "2019-H1", 120, reported="2019-07-20")],
            ("ahead", "120", "120%", "120/100"),
        ),
        (
            [goal("a", 2019, 100), balance("a", "2019-H1", 120, reported="2019-07-20"), balance("a", 2019, 80)],
            ("missed", "80", "80%", "80/100"),
        ),
        # Of zero and of losses there are no percentages.
        ([goal("a", 2019, -40), balance("a", 2019, -60)], ("missed", "−60", "no percentage", "−20 against the target")),
        ([goal("a", 2019, 0), balance("a", 2019, 15)], ("achieved", "15", "no percentage", "+15 against the target")),
        ([goal("a", 2019, 50), balance("a", 2019, -10)], ("missed", "−10", "no percentage", "−60 against the target")),
        ([target("a", 2019, 0), observed("a", 2019, 3)], ("achieved", "3", "no percentage", "+3 against the target")),
    ],
)
def test_no_verdict_and_no_percentage_that_the_data_do_not_support(
    records: list[Observation | Target], expected: tuple[str, str, str, str]
) -> None:
    assert row_of_target(*records) == expected


def test_the_same_in_vietnamese() -> None:
    some: list[Observation | Target] = [goal("top", 2019, 40), balance("a", 2019, 30), balance("b", 2019, 20)]
    assert row_of_target(*some, language=VI)[:2] == ("không đánh giá được", "50 (chưa đủ)")
    loss = row_of_target(goal("a", 2019, -40), balance("a", 2019, -60), language=VI)
    assert loss == ("không đạt", "−60", "không tính tỷ lệ", "−20 so với chỉ tiêu")


def test_the_file_of_a_table_has_a_reason_in_the_place_of_a_percentage() -> None:
    table = targets_of(page_of(goal("a", 2019, -40), balance("a", 2019, -60)))
    (row,) = csv.DictReader(io.StringIO(table_bytes(table, EN).decode("utf-8-sig")))
    progress = [text for name, text in row.items() if name.startswith("Progress")]
    assert progress == ["no percentage", "−20 against the target"]


@pytest.mark.parametrize(
    ("measure", "qualifier", "said"), [("balance", "incomplete", "50"), ("joined", "at-least", "50")]
)
def test_files_and_sentences_distinguish_an_incomplete_total_from_a_lower_bound(
    measure: str, qualifier: str, said: str
) -> None:
    page = page_of(*(observed(unit, 2019, value, measure=measure) for unit, value in (("a", 30), ("b", 20))))
    rows = csv.DictReader(io.StringIO(figures_csv(page.release).content.decode("utf-8-sig")))
    assert {row["organization"]: row["qualifier"] for row in rows}["top"] == qualifier
    total = figure(page.tables, "top", 2019, measure)
    assert total is not None
    sentence = figure_sentence(page, total)
    assert (f"at least {said}" in sentence) == (measure == "joined")
    assert ("(incomplete)" in sentence) == (measure == "balance")


def test_a_year_of_which_a_part_lies_in_the_term_has_no_row() -> None:
    """Forty of a hundred are no miss where three months of the year are meant."""
    each = target("a", "2017-10/2020-09", 100, each="year")
    page = page_of(each, *(observed("a", year, 40, reported="2021-02-01") for year in range(2017, 2021)))
    assert [goal.key.period.text for goal in page.tables.targets] == ["2018", "2019"]


CITY = (organization("top", kind="city"), *(organization(name, "top") for name in "ab"))


@pytest.mark.parametrize(
    ("language", "low", "words"),
    [(EN, 5, ""), (EN, 15, "add to 30, more than its own target of at most 20"), (VI, 15, "nhiều hơn chỉ tiêu")],
)
def test_ceilings_below_that_are_more_than_the_one_above_are_remarked_on(
    language: Language, low: int, words: str
) -> None:
    ceilings = [
        target(unit, 2019, {"at-most": value}, name=unit, measure="accidents")
        for unit, value in (("top", 20), ("a", low), ("b", low))
    ]
    found = target_findings(page_of(*ceilings, language=language, organizations=CITY))
    assert bool(found) == bool(words)
    assert all(words in sentence for sentence in found)


@pytest.mark.parametrize(("language", "words"), [(EN, "Also reported: 100"), (VI, "Cũng được công bố: 100")])
def test_a_report_without_its_day_is_shown_beside_the_figure(language: Language, words: str) -> None:
    """Neither is called a revision, and no day is given for the one of which the year is known."""
    reports = [observed("a", 2019, 100, reported="2020"), observed("a", 2019, 110, reported="2020-05-10", line=1)]
    page = page_of(*reports, language=language)
    shown = figure(page.tables, "a", 2019)
    assert shown is not None
    cell, notes = canonical_cell(page, shown)
    assert (cell.text, cell.flags) == ("110", ())
    assert [note.startswith(words) for note in notes] == [True]


def test_parts_that_balance_each_other_have_no_shares() -> None:
    record = balance("a", 2019, -70, by={"account": {"income": 30, "expenses": -100}})
    made = corpus(record)
    page = PageContext.of(release(made, compile_tables(made)), EN, charts=True)
    whole = figure(page.tables, "a", 2019, "balance")
    assert whole is not None
    (split,) = compositions(made.catalogue, page.tables, whole)
    table = composition_table(page, "parts", [split])
    assert table is not None
    assert [column.title for column in table.columns] == ["Category", "Period", "Figure"]


@pytest.mark.parametrize(
    ("goal_value", "percents"),
    [(100, ["20%", "50%"]), ({"at-least": 100}, ["20%", "50%"]), ({"at-most": 100}, []), (0, []), (-50, [])],
)
def test_running_totals_have_percentages_of_targets_to_reach_above_zero_only(
    goal_value: object, percents: list[str]
) -> None:
    """As in every other table: of a minimum the exact percentage, of a ceiling, of zero and of losses none."""
    term = goal("a", "term-2015-2020", goal_value)
    page = page_of(term, balance("a", 2015, 20), balance("a", 2016, 30))
    main = page.catalogue.bulletin.model_copy(update={"main_measure": ("balance",)})
    catalogue = replace(page.catalogue, bulletin=main)
    page = PageContext.of(replace(page.release, catalogue=catalogue), EN, charts=False)
    (table,) = (found for found in term_tables(page, "a") if found.id == "over-term-2015-2020")
    titles = [column.title for column in table.columns]
    place = titles.index("Progress") if "Progress" in titles else None
    assert [row.cells[place].text for row in table.rows if place is not None] == percents


@pytest.mark.parametrize(
    ("goal_of", "records", "names"),
    [
        ("2020", [("2018-Q1", 10), ("2018", 40), ("2019-Q1", 10), ("2019", 40), ("2020-Q1", 9)], "2018 and 2019"),
        (
            "2020-H2",
            [("2018-Q3", 10), ("2018-H2", 40), ("2019-Q3", 10), ("2019-H2", 40), ("2020-Q3", 9)],
            "second half of 2018 and second half of 2019",
        ),
        (
            "2020-04/2021-03",
            [("2018-Q2", 10), ("2018-04/2019-03", 40), ("2019-Q2", 10), ("2019-04/2020-03", 40), ("2020-Q2", 9)],
            "April 2018 – March 2019 and April 2019 – March 2020",
        ),
    ],
    ids=["year", "half", "fiscal-year"],
)
def test_the_course_of_earlier_periods_names_these(goal_of: str, records: list[tuple[str, int]], names: str) -> None:
    table = targets_of(page_of(target("a", goal_of, 40), *(observed("a", *record) for record in records)))
    notes = {note for row in table.rows for cell in row.cells for note in notes_of(table, cell)}
    assert f"By the same point of earlier periods ({names}), 20 of 80 in all had come: 25%." in notes
    (status,) = column_of(table, Labels.status)
    assert status.detail == f"against the course of earlier periods ({names})"


@pytest.mark.parametrize(
    ("goal_of", "months", "names"),
    [("2020", range(1, 13), "2018 and 2019"), ("2020-H2", range(7, 13), "second half of 2018 and second half of 2019")],
    ids=["year", "half"],
)
@pytest.mark.parametrize("measure", ["joined", "balance"])
@pytest.mark.parametrize("missing", [8, None])
def test_a_note_says_why_time_is_the_measure(
    goal_of: str, months: range, names: str, measure: str, missing: int | None
) -> None:
    """A month of an earlier period is missing, or parts of it say nothing; where neither is so, time is no measure."""
    now = observed("a", f"2020-{months[0]:02}/2020-09", 45, measure=measure, reported="2020-10-02")
    past = [
        observed("a", f"{year}-{month:02}", 10, measure=measure)
        for year in (2018, 2019)
        for month in months
        if (year, month) != (2019, missing)
    ]
    table = targets_of(page_of(target("a", goal_of, 100, measure=measure), *past, now))
    notes = {note for row in table.rows for cell in row.cells for note in notes_of(table, cell)}
    (status,) = column_of(table, Labels.status)
    said = " the time elapsed, as "
    reasons = [note.partition(said)[2] for note in notes if said in note]
    if measure == "balance":
        assert reasons == ["these figures may be negative."]
    elif missing:
        assert [reason.partition(names)[0] for reason in reasons] == ["a figure of earlier periods ("]
    else:
        assert not reasons
    assert ("the time elapsed" in status.detail) == bool(reasons)


@pytest.mark.parametrize(
    ("other", "is_later"),
    [
        ({"when": "2020-Q2", "reported": "2020-07-02"}, True),
        ({"when": "2020-04-15", "measure": "members", "reported": "2020-04-20"}, True),
        ({"when": "2020-Q1", "reported": "2020-09-30"}, False),
        ({"when": "2019", "reported": "2020-09-30"}, False),
        ({"when": "term-2020-2025", "reported": "2020-02-01"}, False),
        ({"when": "2020-Q2", "value": "suppressed", "reported": "2020-07-02"}, True),
        ({"when": "2020-Q2", "value": "not-yet-reported", "reported": "2020-07-02"}, False),
        ({"when": "2018/2030", "value": "not-applicable", "each": "year", "reported": "2020-07-02"}, False),
    ],
    ids=[
        "later",
        "other-measure",
        "later-report",
        "earlier",
        "term-that-goes-on",
        "suppressed",
        "not-yet-reported",
        "not-applicable",
    ],
)
@pytest.mark.parametrize(
    ("asked", "measure", "value", "said"),
    [
        (100, "joined", 24, "against the time elapsed"),
        (100, "joined", 2, "against the time elapsed"),
        ({"at-most": 10}, "rating", 9, "within the bound"),
        (8, "rating", 9, "as far as figures go"),
        (9, "members", 5, "what there is counts at the period's end"),
        (100, "joined", 101, ""),
    ],
    ids=["on-pace", "behind", "level", "level-to-reach", "stock", "achieved"],
)
def test_the_status_says_until_when_figures_are_where_others_are_of_later_days(  # noqa: PLR0917
    other: dict[str, Any], is_later: bool, asked: object, measure: str, value: int, said: str
) -> None:
    """What is newer only by its report, or without a number, is no later figure; what is settled stays so."""
    when = "2020-03-31" if measure == "members" else "2020-Q1"
    now = observed("a", when, value, measure=measure, reported="2020-04-02")
    page = page_of(target("a", 2020, asked, measure=measure), now, observed("b", **{"value": 7, **other}))
    (status,) = column_of(targets_of(page), Labels.status)
    until = "figures go to the end of March 2020" if is_later and said else ""
    is_doubled = bool(until) and said == "as far as figures go"
    assert status.detail == "; ".join(filter(None, ("" if is_doubled else said, until)))
    progress = progress_for(page, page.tables.targets[0])
    elapsed = status_cell_with_elapsed(page, progress).cell.detail.split("; ")
    assert elapsed[1:] == [part for part in status.detail.split("; ") if part not in {"against the time elapsed", ""}]


@pytest.mark.parametrize("unit", ["a", "top"])
@given(months=st.sets(st.integers(1, 11), min_size=1))
@settings(deadline=None)
def test_figures_after_a_gap_are_said_not_to_be_counted(unit: str, months: set[int]) -> None:
    """Of a unit whose figure of a month is missing, and of the higher unit, other units of which reported it."""
    months |= {1} if unit == "top" else set()
    others = itertools.product("bc" if unit == "top" else "", range(1, 12))
    reported = [*itertools.product("a", months), *others]
    figures = [observed(of, f"2020-{month:02}", 1, reported="2020-12-05", line=month) for of, month in reported]
    page = page_of(target(unit, 2020, 1000), *figures)
    cell = status_cell(page, progress_for(page, page.tables.targets[0])).cell
    until = next(month for month in range(13) if month + 1 not in months)
    if not until:
        assert cell.detail == "no figure of the beginning of the period"
    elif until < (11 if unit == "top" else max(months)):
        day = date(2020, until + 1, 1) - timedelta(days=1)
        said = f"figures are without a gap {until_text(day, EN)}; later ones are not counted"
        assert cell.detail.endswith(said)
    else:
        assert "figures" not in cell.detail


def test_figures_of_parts_of_a_year_are_not_comparable_with_a_baseline_of_a_year() -> None:
    goal_of = target("a", 2022, 200, baseline={"period": 2018})
    page = page_of(goal_of, *(observed("a", when, 60) for when in (2018, 2019, "2020-Q1", "2020-Q2")))
    cell = status_cell(page, progress_for(page, page.tables.targets[0])).cell
    assert cell.detail.endswith("; comparable figures go to the end of 2019")


@pytest.mark.parametrize(("measure", "asked"), [("joined", 100), ("joined", {"at-most": 100}), ("rating", 60)])
@pytest.mark.parametrize("there", [{"closed": "2020-09-30"}, {"suspended": ["2020-10/2021-03"]}])
@pytest.mark.parametrize("has_course", [True, False])
@given(value=st.integers(0, 100))
@settings(deadline=None)
def test_what_pace_was_compared_with_is_said_also_of_a_unit_that_is_not_there_at_the_end(
    measure: str, asked: object, there: dict[str, Any], has_course: bool, value: int
) -> None:
    """The same as of a unit that goes on, with the same notes."""
    past = [
        observed("a", f"{year}-Q{part}", 5 * part, measure=measure) for year in (2018, 2019) for part in range(1, 5)
    ]
    now = observed("a", "2020-01/2020-09", value, measure=measure, reported="2020-10-02")
    records = [target("a", 2020, asked, measure=measure), *(past if has_course else ()), now]
    units = [FLAT, tuple(organization("a", "top", **there) if unit.id == "a" else unit for unit in FLAT)]
    pages = [page_of(*records, organizations=of) for of in units]
    progresses = [progress_for(page, page.tables.targets[0]) for page in pages]
    open_, gone = (status_cell(page, progress) for page, progress in zip(pages, progresses, strict=True))
    assert gone.notes == open_.notes
    if not progresses[0].status.is_under_way:
        assert gone.cell == open_.cell
        return
    said = f"the organization is not there at the end of the period; as far as figures go: {open_.cell.text}"
    compared = open_.cell.detail if measure == "joined" else ""
    assert gone.cell.detail == ", ".join(filter(None, (said, compared)))
    assert status_text(pages[1], progresses[1]).endswith(gone.cell.detail)


@pytest.mark.parametrize(
    ("when", "number", "said"),
    [
        ("2020-Q1", 5, "figures of categories alone"),
        ("2020-Q2", 5, "figures of categories alone"),
        ("2020-Q2", "not-available", "no figure yet"),
        ("2019", 5, "no figure yet"),
    ],
)
def test_where_categories_alone_have_figures_the_target_says_so(when: str, number: object, said: str) -> None:
    page = page_of(target("a", 2020, 100), observed("a", when, None, by={"sex": {"women": number}}))
    assert status_cell(page, progress_for(page, page.tables.targets[0])).cell.detail == said


@pytest.mark.parametrize("measure", ["joined", "accidents"])
def test_pages_measure_no_part_of_a_year_against_a_baseline_of_a_whole_one(measure: str) -> None:
    asked: dict[str, Any] = {"measure": measure, "change": -25, "baseline": {"period": 2018}}
    goals = [target(unit, 2019, None, name=f"goal-{unit}", **asked) for unit in ("a", "b")]
    past = [observed(unit, 2018, 400, measure=measure) for unit in ("a", "b")]
    now = [observed(unit, "2019-Q1", n, measure=measure) for unit, n in (("a", 90), ("b", 60))]
    page = page_of(*goals, *past, *now)
    context = job_of(page, links.TARGETS).context
    assert isinstance(context, TargetsContext)
    assert context.way is None
    assert {change_on_baseline(progress_for(page, each)) for each in page.tables.targets} == {None}
    part = figure(page.tables, "a", "2019-Q1", measure=measure)
    assert part is not None
    assert "since 2018" not in figure_sentence(page, part)
