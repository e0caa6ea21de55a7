"""A stated total that lacks units says so wherever it is shown. SYNTHETIC corpora only."""

from __future__ import annotations

import csv
import io
import json

import pytest
from bulletin.analysis.stated_totals import LACKS_UNITS
from bulletin.localization.messages import _
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation
from bulletin.model.text import Language, Text
from bulletin.rendering.export.csv_files import figures_csv
from bulletin.rendering.export.encoding import figure_entry
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.front import FrontContext
from bulletin.rendering.pages.organization import OrganizationContext
from bulletin.rendering.pages.series_chart import periods_chart
from bulletin.rendering.phrases.figures import coverage_text

from tests.analysis.builders import corpus, figure, observed, words
from tests.rendering.samples import page_context, released
from tests.rendering.tables import cell_of, job_of, notes_of, row_of, table_of
from tests.sites import EN, VI

NOTE = {
    EN: "The total as stated is the sum of the units that reported: 2 of 3 units in full (66.67%). "
    "Missing, though they reported before: c (synthetic).",
    VI: "Tổng theo nguồn chỉ cộng các đơn vị đã báo cáo: 2/3 đơn vị báo cáo đủ (66,67%). "
    "Còn thiếu những đơn vị từng báo cáo: c (giả lập).",
}
REMARK = {EN: "2 of 3 units reported in full", VI: "2/3 đơn vị báo cáo đủ"}
AT_LEAST = {EN: "at least 113", VI: "ít nhất 113"}
FULL = {"a": 50, "b": 60, "c": 70, "top": 180}
BEFORE = [observed(unit, year, value) for year in (2017, 2018) for unit, value in FULL.items()]
AFTER = [observed(unit, 2019, value) for unit, value in {"a": 51, "b": 62, "top": 113}.items()]


def made(*more: Observation) -> Corpus:
    """Three units of which one is missing in the second year, and the totals that a source states."""
    return corpus(*BEFORE, *AFTER, *more)


@pytest.mark.parametrize("language", [EN, VI])
def test_tables_say_at_least_and_who_is_missing(language: Language) -> None:
    """And compare it with nothing."""
    page = page_context(language, made())
    history = table_of(page, "measures/joined.md", "history")
    (beside,) = [cell for cell in row_of(history, AT_LEAST[language]).cells if cell.text == AT_LEAST[language]]
    table = table_of(page, "organizations/top.md", "by-period")
    cell = cell_of(table, row_of(table, AT_LEAST[language]), Labels.value)
    assert (beside.number, cell.text, cell.number) == ("", AT_LEAST[language], "")
    assert beside.links[0].href.endswith(cell.links[0].href)
    assert NOTE[language] in notes_of(table, cell)
    change = cell_of(table, row_of(table, AT_LEAST[language]), _("Change on a year before"))
    assert change.number == ""


@pytest.mark.parametrize("language", [EN, VI])
def test_sentences_and_headlines_say_how_many_reported(language: Language) -> None:
    page = page_context(language, made())
    front, unit = job_of(page, "index.md").context, job_of(page, "organizations/top.md").context
    assert isinstance(front, FrontContext)
    assert isinstance(unit, OrganizationContext)
    (headline,) = [view for view in front.headlines if view.coverage]
    assert headline.coverage == REMARK[language]
    assert AT_LEAST[language] in headline.value.text
    assert any(AT_LEAST[language] in point and NOTE[language] in point for point in front.points)
    (point,) = unit.points
    assert AT_LEAST[language] in point
    assert REMARK[language] in point
    assert "67" not in point  # 180 less 113


@pytest.mark.parametrize("language", [EN, VI])
def test_charts_say_at_least(language: Language) -> None:
    page = page_context(language, made(), charts=True).at("organizations/top.md")
    figures = [figure for figure in page.tables.by_organization["top"] if figure.key.period.text in ("2018", "2019")]
    chart = periods_chart(page, figures, "by-period")
    assert chart is not None
    assert AT_LEAST[language] in chart.spec.frame.alternative
    assert REMARK[language] in chart.spec.frame.headline


def test_files_say_what_is_missing() -> None:
    release = released(made())
    rows = list(csv.DictReader(io.StringIO(figures_csv(release).content.decode("utf-8-sig"))))
    (row,) = [row for row in rows if (row["organization"], row["period"]) == ("top", "2019")]
    assert (row["value"], row["qualifier"], row["note_en"]) == ("113", "at-least", NOTE[EN])
    figure = next(figure for figure in release.tables.figures if figure.coverage and not figure.is_complete)
    entry = json.loads(json.dumps(figure_entry(release.catalogue, figure), default=str))
    coverage = {"reported": 2, "in_part": None, "expected": 3, "is_lower_bound": True, "is_negligible": False}
    assert entry["coverage"] == coverage


def test_a_total_that_lacks_next_to_nothing_is_complete_and_says_so() -> None:
    """The unit that is missing had 1 of 111 the year before."""
    before = [observed(unit, 2018, value) for unit, value in {"a": 50, "b": 60, "c": 1, "top": 111}.items()]
    page = page_context(EN, corpus(*before, *AFTER))
    table = table_of(page, "organizations/top.md", "by-period")
    cell = cell_of(table, row_of(table, "113"), Labels.value)
    said = (
        "The total as stated is the sum of the units that reported; missing is 1 unit that reported before: "
        "c (synthetic). What it reported last comes to no more than 1% of the total, which therefore counts as "
        "complete."
    )
    assert said in notes_of(table, cell)
    assert cell.number == "113"
    assert cell_of(table, row_of(table, "113"), _("Change on a year before")).number == "2"
    rows = csv.DictReader(io.StringIO(figures_csv(page.release).content.decode("utf-8-sig")))
    (row,) = [row for row in rows if (row["organization"], row["period"]) == ("top", "2019")]
    assert (row["value"], row["qualifier"], row["note_en"]) == ("113", "exact", said)


def test_a_reason_why_nothing_is_missing_takes_it_all_away() -> None:
    total = AFTER[-1].model_copy(update={"acknowledged": {LACKS_UNITS: Text.model_validate(words("c had none"))}})
    total.placed(AFTER[-1].place)
    page = page_context(EN, corpus(*BEFORE, *AFTER[:-1], total))
    table = table_of(page, "organizations/top.md", "by-period")
    cell = cell_of(table, row_of(table, "113"), Labels.value)
    assert notes_of(table, cell) == ["c had none (synthetic)"]


def test_who_is_missing_in_a_category_and_in_the_whole_is_named_once() -> None:
    women = {2018: {"a": 40, "b": 50, "c": 60, "top": 150}, 2019: {"a": 41, "b": 52, "top": 93}}
    wholes = {2018: FULL, 2019: {"a": 51, "b": 62, "top": 113}}
    records = [
        observed(unit, year, wholes[year][unit], by={"sex": {"women": number}})
        for year, numbers in women.items()
        for unit, number in numbers.items()
    ]
    page = page_context(EN, corpus(*records))
    found = figure(page.tables, "top", 2019, breakdown="sex", category="women")
    assert found is not None
    assert coverage_text(page.words, found) == NOTE[EN]
