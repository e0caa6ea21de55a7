"""Coverage, sums and values out of the ordinary as readers see them. Synthetic records of a library."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bulletin.analysis import outliers as rule
from bulletin.analysis.coverage import ReportingStatus
from bulletin.disclosure import PolicyHistory, release
from bulletin.localization.messages import _, translate
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import parse_period
from bulletin.model.text import Language
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import render_page
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.coverage import REPORTING_STATUS_MEANINGS, REPORTING_STATUSES
from bulletin.rendering.pages.methods import methods_job
from bulletin.rendering.pages.quality import QualityContext
from bulletin.rendering.views import Cell, Table
from bulletin.validation import validate

from tests.contracts.bad_projects import BAD, GOOD
from tests.disclosure.hiding import Hiding
from tests.reading.projects import good_project, visits
from tests.rendering.export.one_table import table_bytes
from tests.rendering.sample_bulletin import sample_release
from tests.rendering.tables import cell_of, column_of, job_of, notes_of, texts_of
from tests.sites import EN, LANGUAGES, VI

CALENDAR = """calendar-note: {vi: Lịch bịa để thử., en: A calendar made up for tests.}
calendar:
  - id: quarterly
    measure: visits
    every: quarter
    since: 2018
    until: 2018
    due-days: 30
    note: {vi: Quy định mẫu., en: The sample rule.}
"""
FIGURES = "".join(
    (
        visits("30", "2018-Q1", more="  reported: 2018-04-20\n"),
        visits("30", "2018-Q2", more="  reported: 2018-08-20\n"),
        visits("9", "2018-07", more="  reported: 2018-08-20\n"),
        visits("not-available", "2018-Q4"),
    )
)


def scope_of(directory: Path, language: Language, hiding: PolicyHistory | None = None, **files: str) -> PageContext:
    """The good records with some files besides, released."""
    accepted = validate(good_project(directory, **files)).accepted
    assert accepted is not None
    released = release(accepted.corpus, accepted.tables, history=hiding)
    return PageContext.of(released, language, charts=False)


def quality(page_context: PageContext) -> QualityContext:
    """What the page on data quality shows."""
    context = job_of(page_context, links.QUALITY).context
    assert isinstance(context, QualityContext)
    return context


def matrix(directory: Path, language: Language = EN, hiding: PolicyHistory | None = None) -> Table:
    """The one matrix of the synthetic calendar."""
    bulletin = (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8") + CALENDAR
    (table,) = quality(scope_of(directory, language, hiding, bulletin=bulletin, visits__more=FIGURES)).coverage
    return table


QUARTERS = ("Q1 2018", "Q2 2018", "Q3 2018", "Q4 2018")


def cells_by_title(table: Table) -> list[dict[str, Cell]]:
    """The cells of each row, by the titles of their columns."""
    titles = [column.title for column in table.columns]
    return [dict(zip(titles, row.cells, strict=True)) for row in table.rows]


def counted(table: Table) -> list[str]:
    """The counts of a table that has a count in each row."""
    return [cell.text for cell in column_of(table, Labels.count)]


def test_a_matrix_says_in_words_what_came_and_counts_it(tmp_path: Path) -> None:
    table = matrix(tmp_path)
    everybody, library = cells_by_title(table)
    assert [column.title for column in table.columns if column.title in QUARTERS] == [*reversed(QUARTERS)]
    shares = [everybody[title] for title in ("Share reported", *QUARTERS)]
    assert [(cell.text, cell.detail) for cell in shares] == [
        ("50%", "2/4"),
        ("100%", "1/1"),
        ("100%", "1/1"),
        ("0%", "0/1"),
        ("0%", "0/1"),
    ]
    assert library["Share reported"].text == "50%"
    assert [library[title].text for title in QUARTERS] == ["full", "late", "part", "not available"]
    assert library["Q3 2018"].detail == "July 2018"
    assert [note.text for note in table.notes] == ["The sample rule.", "Due 30 days after the end of the period."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_matrix_reads_without_colour(language: Language, tmp_path: Path) -> None:
    """Cells of different tints hold different words, and the legend explains each word that is not a reason itself."""
    table = matrix(tmp_path, language)
    shades = {cell.text: cell.shade for row in table.rows for cell in row.cells if cell.shade not in {"", "share"}}
    assert len(set(shades.values())) == len(shades) == 4
    assert all(any(texts_of(cell)) for row in table.rows for cell in row.cells)
    explained = {entry.split(":")[0] for entry in table.legend}
    assert explained == {text for text, shade in shades.items() if shade != "absent"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_outcomes_have_the_same_word_or_meaning(language: Language) -> None:
    for catalogue in (REPORTING_STATUSES, REPORTING_STATUS_MEANINGS):
        said = [translate(message, language) for message in catalogue.values()]
        assert len(set(said)) == len(said)


def test_who_has_not_reported_is_listed_for_each_period_that_was_due(tmp_path: Path) -> None:
    """The newest first; the shares in the matrix lead to the rows, which have as many names as reports are missing."""
    bulletin = (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8") + CALENDAR
    context = quality(
        scope_of(tmp_path, EN, bulletin=bulletin, visits__more=visits("30", "2018-Q1") + visits("9", "2018-Q4"))
    )
    assert context.not_reported is not None
    everybody, library = cells_by_title(context.coverage[0])
    missing = [quarter for quarter in reversed(QUARTERS) if library[quarter].text == "none"]
    assert [row.cells[1].text for row in context.not_reported.rows] == missing != []
    for row in context.not_reported.rows:
        assert [link.text for link in row.cells[3].links] == [link.text for link in library["Organization"].links]
        assert everybody[row.cells[1].text].links[0].href == f"../quality/#{row.anchor}"


def test_a_matrix_has_its_csv(tmp_path: Path) -> None:
    """Its rows are all there, with the workings of the share and the extent of a part."""
    lines = table_bytes(matrix(tmp_path), EN).decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("Organization,Share reported (%),Share reported (workings),Q4 2018,")
    assert "part" in lines[2]
    assert "July 2018" in lines[2]


def test_a_hidden_figure_is_a_report_that_came_and_nothing_is_said_of_it(tmp_path: Path) -> None:
    hidden = {ObservationKey("central", "visits", parse_period("2018-Q1"))}
    table = matrix(tmp_path, hiding=Hiding(hidden))
    _, library = cells_by_title(table)
    assert library["Q1 2018"].text == "full"


def test_the_page_says_what_the_calendar_rests_on(tmp_path: Path) -> None:
    bulletin = (GOOD / "records" / "bulletin.yml").read_text(encoding="utf-8") + CALENDAR
    with_one = quality(scope_of(tmp_path / "one", EN, bulletin=bulletin, visits__more=FIGURES))
    assert with_one.coverage_intro[1:] == ("A calendar made up for tests.",)
    without = quality(scope_of(tmp_path / "none", EN))
    assert without.coverage_intro == ("The records hold no reporting calendar.",)
    assert without.coverage == ()


EXTENTS = {"complete": _("All parts there"), "incomplete": _("Parts missing, perhaps")}
RESULTS = {
    "equal": _("Equal"),
    "within": _("Within the tolerance"),
    "beyond": _("Beyond the tolerance"),
    "open": _("Parts missing, not exceeding"),
}
COUNTED = {"checked": _("Checked"), **EXTENTS, **RESULTS}
NO_SUMS = dict.fromkeys(COUNTED, 0)


def counts_of(summary: Table) -> list[dict[str, int]]:
    """How many sums each row of the summary counts, by what they are counted for."""
    return [
        {name: int(cell_of(summary, row, header).number) for name, header in COUNTED.items()} for row in summary.rows
    ]


def bad(code: str, file: str = "visits/bad") -> str:
    """A file of the records that have a problem."""
    return (BAD / code / "records" / f"{file}.yml").read_text(encoding="utf-8")


def test_a_sum_that_differs_is_shown_with_its_arithmetic(tmp_path: Path) -> None:
    page_context = scope_of(tmp_path, EN, visits__bad=bad("periods-do-not-add-up"))
    summary, differing = quality(page_context).additivity
    assert {**NO_SUMS, "checked": 1, "complete": 1, "beyond": 1} in counts_of(summary)
    cells = {cell.text: cell.detail for cell in differing.rows[0].cells}
    assert {"120", "121", "+1", "0"} <= cells.keys()
    assert cells["shorter periods against the longer one"] == "30 + 30 + 30 + 31"
    assert cells["beyond the tolerance"] == "no explanation yet"


def test_a_sum_that_agrees_is_counted_and_not_listed(tmp_path: Path) -> None:
    agreeing = bad("periods-do-not-add-up").replace("value: 31", "value: 30")
    (summary, *differing) = quality(scope_of(tmp_path, EN, visits__bad=agreeing)).additivity
    assert not differing
    assert {**NO_SUMS, "checked": 1, "complete": 1, "equal": 1} in counts_of(summary)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sum_is_counted_once_by_its_extent_and_once_by_its_result(language: Language) -> None:
    """Sums that lack parts are counted too, and never among those that are equal; the last row has all."""
    summary, *_ = quality(PageContext.of(sample_release(), language, charts=False)).additivity
    *groups, total = counts_of(summary)
    for row in (*groups, total):
        assert row["checked"] == sum(row[name] for name in EXTENTS) == sum(row[name] for name in RESULTS)
        assert row["open"] <= row["incomplete"]
    assert total == {name: sum(row[name] for row in groups) for name in COUNTED}
    assert total["incomplete"] > 0


def test_a_value_out_of_the_ordinary_is_listed_with_its_numbers_and_its_reason(tmp_path: Path) -> None:
    reason = "  acknowledged: {value-unlike-own-past: {vi: Ngày hội sách, en: A book fair}}\n"
    text = bad("value-unlike-own-past")
    for name, records, detail, notes in (
        ("open", text, "no explanation yet", []),
        ("settled", text + reason, "", ["A book fair"]),
    ):
        reach, table = quality(scope_of(tmp_path / name, EN, visits__bad=records)).outliers
        assert counted(reach) == ["10", "2", "1"]
        (row,) = table.rows
        for header, shown in (
            (Labels.value, "11,300"),
            (_("Compared with"), "6 earlier periods of its own"),
            (_("Median"), "1,100"),
            (_("Times the median"), "10.27"),
            (_("Robust z-score"), "24.2"),
        ):
            assert cell_of(table, row, header).text == shown
        value = cell_of(table, row, Labels.value)
        assert (value.detail, notes_of(table, value)) == (detail, notes)


def test_where_values_have_no_comparators_the_page_says_so(tmp_path: Path) -> None:
    context = quality(scope_of(tmp_path, EN))
    assert counted(*context.outliers) == ["3", "0", "0"]
    assert context.outliers_intro.startswith("Nothing can be said yet")


def test_it_is_said_of_how_many_values_none_is_out_of_the_ordinary(tmp_path: Path) -> None:
    """Nothing found is a finding only about what could be compared."""
    usual = bad("value-unlike-own-past").replace("11300", "1130")
    context = quality(scope_of(tmp_path, EN, visits__bad=usual))
    assert counted(*context.outliers) == ["10", "2", "0"]
    assert re.match(
        r"2 of 10 values that may be looked at were compared; .* None of them is far", context.outliers_intro
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_could_be_compared_nothing_is_said_to_be_usual(language: Language) -> None:
    """The records of this repository hold too few comparators for any value."""
    intro = quality(PageContext.of(sample_release(), language, charts=False)).outliers_intro
    assert ("không số nào có đủ số để so sánh" if language == VI else "none has enough comparators") in intro


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_methods_name_every_threshold(language: Language) -> None:
    """The page says the numbers that the rule uses, as the language writes them."""
    markdown = render_page(methods_job(PageContext.of(sample_release(), language, charts=False))).markdown
    section = markdown.partition("{#outliers}")[2].partition("{#")[0].replace("&#46;", ".")
    displayed = {number.replace(",", ".").rstrip(".") for number in re.findall(r"(?<![&#\d])\d+[.,]?\d*", section)}
    thresholds = (rule.FACTOR, rule.SCORE, rule.CONSISTENCY, rule.FEWEST, rule.LEAST_COUNT, rule.LATEST)
    assert {str(number) for number in thresholds} <= displayed


def test_the_methods_say_what_is_left_out_and_in_which_order_readings_are_looked_for() -> None:
    """Which values are not examined, which sums are only looked at for exceeding, and the three steps of readings."""
    displayed = render_page(methods_job(PageContext.of(sample_release(), EN, charts=False))).markdown
    for left_out in ("categories", "terms", "periods of odd length", "what is known roughly", "the bulletin computed"):
        assert left_out in displayed.partition("{#outliers}")[2]
    assert "not recorded as exhaustive" in displayed
    steps = [
        displayed.find(step) for step in ("the same measure and population", "in other populations", "other measures")
    ]
    assert -1 not in steps
    assert steps == sorted(steps)


# --- the records of this repository -----------------------------------------------------------------------------------


def test_the_membership_that_its_parts_exceed_is_found_and_nothing_else_of_the_kind() -> None:
    """One ward's groups of members add to 74 more than its members, for which its record gives a reason."""
    context = quality(PageContext.of(sample_release(), EN, charts=False))
    (_summary, differing) = context.additivity
    (row,) = differing.rows
    total, added, difference = (
        cell_of(differing, row, header) for header in (_("Total as stated"), _("Sum of the parts"), _("Difference"))
    )
    assert (total.text, added.text, difference.text) == ("830", "904", "+74")
    assert added.detail == "3 parts, perhaps not all"
    assert cell_of(differing, row, _("What is compared")).detail == "place of party activity: 210 + 74 + 620"
    assert len(differing.notes) == 1
    assert counted(*context.outliers) == ["27", "0", "0"]


def test_nobody_is_accused_by_a_calendar_that_nobody_published() -> None:
    """The page says whose expectation it is, and no report is called late, since no source names a day."""
    context = quality(PageContext.of(sample_release(), EN, charts=False))
    assert "the bulletin's own expectation" in context.coverage_intro[1]
    said = {cell.text for table in context.coverage for row in table.rows for cell in row.cells}
    assert {"full", "part", "none"} <= said
    assert translate(REPORTING_STATUSES[ReportingStatus.LATE], EN) not in said
