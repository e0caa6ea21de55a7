"""What the pages say of every target of the records, and why: pinned, so that no change of the rule goes unseen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.localization.messages import Message, _, translate
from bulletin.model.records import Observation, Pace, Target
from bulletin.model.text import Language
from bulletin.model.values import Quantity
from bulletin.rendering import Asset, Page, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.rows import entries_of
from bulletin.rendering.labels import Labels
from bulletin.rendering.localizer import TARGET_STATUSES
from bulletin.rendering.pages.targets import TargetsContext
from bulletin.rendering.phrases.sentences import progress_sentence
from bulletin.rendering.status_cells import status_text, within_band
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.views import Table

from tests.rendering.reading_html import Parsed
from tests.rendering.sample_bulletin import sample_files, sample_page, sample_release
from tests.rendering.samples import page_context, sample
from tests.rendering.tables import cell_of, column_of, job_of, notes_of, table_of
from tests.sites import EN, LANGUAGES, ROOT, VI

OTHER_YEARS = ("2016", "2017", "2020")
"""Years of Hiệp Thành's term without any figure."""
WHOLE = (TargetStatus.NOT_ASSESSABLE, StatusReason.WHOLE_MISSING)
NOTHING = (TargetStatus.NOT_ASSESSABLE, StatusReason.NO_FIGURE)
NO_VERDICT = (TargetStatus.NOT_ASSESSABLE, StatusReason.UNASSESSED)
ACHIEVED, MISSED, AHEAD, ON_PACE = (
    (status, None) for status in (TargetStatus.ACHIEVED, TargetStatus.MISSED, TargetStatus.AHEAD, TargetStatus.ON_PACE)
)

SAMPLED = {
    # 22 of 20, 5 of 5: whole years.
    ("binh-thanh-admissions-non-state-2018", "2018"): ACHIEVED,
    ("binh-thanh-cells-2018", "2018"): ACHIEVED,
    # 6 of 20 and 2 of 5 by September; the year has passed, and its figures never came: behind until then, not missed.
    ("binh-thanh-admissions-non-state-2019", "2019"): WHOLE,
    ("binh-thanh-cells-2019", "2019"): WHOLE,
    # 1,115 of 1,100 thirteen months before the end of the term: no later figure can be less.
    ("binh-thanh-admissions-term-2015-2020", "term-2015-2020"): ACHIEVED,
    ("binh-thanh-background-check-days", "2019-05/2019-11-28"): NOTHING,
    ("binh-thanh-file-return-days", "2019-05/2019-11-28"): NOTHING,
    # 2,241 of 9,810 at 90 of 365 days: 92.6 % of the 2,418.9 due. 167 of 111.9 due; 29 of 17.0 due.
    ("ha-noi-admissions-2023", "2023"): ON_PACE,
    ("ha-noi-admissions-non-state-2023", "2023"): AHEAD,
    ("ha-noi-organizations-founded-2023", "2023"): AHEAD,
    # 75 a year beside 18 and 16: the records give no verdict, and neither does the machine.
    **{("hiep-thanh-admissions-yearly", str(year)): NO_VERDICT for year in range(2015, 2021)},
    # 7 of 18 and 14 of 23 are under 70 %; of 2019 the category is not known, of other years nothing.
    ("hiep-thanh-youth-union-share", "2015"): MISSED,
    ("hiep-thanh-youth-union-share", "2018"): MISSED,
    ("hiep-thanh-youth-union-share", "2019"): NOTHING,
    # 15 of 18 and 15 of 23 are over 40 %.
    ("hiep-thanh-women-share", "2015"): ACHIEVED,
    ("hiep-thanh-women-share", "2018"): ACHIEVED,
    ("hiep-thanh-women-share", "2019"): NOTHING,
    **{(f"hiep-thanh-{who}-share", year): NOTHING for who in ("youth-union", "women") for year in OTHER_YEARS},
    **{("hiep-thanh-worker-share", str(year)): NOTHING for year in range(2015, 2021)},
    # 18 of 18, 23 of 16; 17 of 16 after seven months.
    ("hiep-thanh-admissions-2015", "2015"): ACHIEVED,
    ("hiep-thanh-admissions-2018", "2018"): ACHIEVED,
    ("hiep-thanh-admissions-2019", "2019"): ACHIEVED,
    # 0.36 % of a whole year, under 0.5 %.
    ("tp-ho-chi-minh-weak-organizations", "2018"): ACHIEVED,
    **{("tp-ho-chi-minh-weak-organizations", year): NOTHING for year in ("2016", "2017", "2019", "2020")},
}


def real_scope(language: Language = VI) -> PageContext:
    """The page_context of the sample bulletin."""
    return PageContext.of(sample_release(), language, charts=False)


def test_how_every_target_of_the_records_is_shown() -> None:
    of = real_scope()
    found = {}
    for target in of.release.tables.targets:
        assessed = progress_for(of, target).assessment
        found[target.id, target.key.period.text] = (assessed.status, assessed.reason)
    assert found == SAMPLED
    assert len({name for name, _ in found}) == 18


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        (
            "ha-noi-admissions-2023",
            VI,
            (
                "đã qua 24,66% thời gian (90/365 ngày); đúng tiến độ: thấp hơn chút ít so với mức cần có đến lúc ấy, "
                "trong khoảng chênh cho phép"
            ),
        ),
        (
            "ha-noi-admissions-2023",
            EN,
            (
                "24.66% of the time elapsed (90/365 days); on pace: slightly below what was to be expected by then, "
                "within the margin"
            ),
        ),
        (
            "binh-thanh-admissions-non-state-2019",
            VI,
            (
                "đã qua 74,79% thời gian (273/365 ngày); không đánh giá được: không có số liệu của cả kỳ; "
                "tính đến kỳ có số liệu: chậm tiến độ, so với thời gian đã qua"
            ),
        ),
        ("binh-thanh-admissions-term-2015-2020", VI, "đạt"),
    ],
)
def test_what_sentences_say_of_a_target(name: str, language: Language, words: str) -> None:
    of = real_scope(language)
    (target,) = (target for target in of.release.tables.targets if target.id == name)
    assert status_text(of, progress_for(of, target)) == words


@pytest.mark.parametrize("path", ["index.md", "targets.md", "organizations/binh-thanh.md", "decisions.md"])
def test_no_share_of_a_term_is_stated_of_which_only_the_years_are_known(path: str) -> None:
    """Six years of days would be 2,192; the sources know of none of them."""
    text = Parsed(sample_page(path).html).text
    assert "81,89" not in text
    assert "2.192" not in text
    if path != "decisions.md":
        assert "1.115" in text


def test_the_elapsed_cell_of_such_a_term_says_that_its_days_are_not_known() -> None:
    table = context().targets
    assert table is not None
    displayed = "không tính, vì chưa rõ ngày đầu và ngày cuối của nhiệm kỳ"
    assert sum(cell.text == displayed for row in table.rows for cell in row.cells) == 1


# --- the page of targets ----------------------------------------------------------------------------------------------


def context(of: PageContext | None = None) -> TargetsContext:
    """What the page of targets shows."""
    made = job_of(of or real_scope(), links.TARGETS).context
    assert isinstance(made, TargetsContext)
    return made


def cells(table: Table | None) -> list[list[str]]:
    """The texts of a table."""
    assert table is not None
    return [[cell.text or ", ".join(link.text for link in cell.links) for cell in row.cells] for row in table.rows]


def test_the_counts_by_status_add_to_the_comparisons() -> None:
    """Reasons are parts of what cannot be assessed, and every comparison is counted once."""
    summary = context().summary
    assert summary is not None
    names = [cell.text for cell in column_of(summary, Labels.status)]
    counts = [int(cell.number) for cell in column_of(summary, Labels.count)]
    assert sum(count for row, count in zip(summary.rows, counts, strict=True) if not row.depth) == len(SAMPLED)
    not_assessable = translate(TARGET_STATUSES[TargetStatus.NOT_ASSESSABLE], VI).lower()
    open_ones = next(count for name, count in zip(names, counts, strict=True) if name.lower() == not_assessable)
    assert sum(count for row, count in zip(summary.rows, counts, strict=True) if row.depth) == open_ones


def test_what_is_needed_and_projected_is_apart_from_figures() -> None:
    """7,569 in nine months are 841 a month; a projection is called one, and no file of figures knows it."""
    shown = context()
    assert shown.outlook is not None
    (row,) = (row for row in shown.outlook.rows if cell_of(shown.outlook, row, _("Missing")).text.startswith("7.569"))
    assert re.findall(r"[\d.]+", cell_of(shown.outlook, row, _("Needed in the rest")).text) == ["841", "2023"]
    assert cell_of(shown.outlook, row, _("Projection for the whole period")).text.startswith("9.089\u00a0")
    bases = {
        translate(basis, VI)
        for basis in (
            _("projection: if the rest goes on evenly"),
            _("projection: if the rest goes as in earlier years"),
        )
    }
    assert {cell.detail for cell in column_of(shown.outlook, _("Projection for the whole period"))} <= bases
    assert shown.targets is not None
    assert "9.089" not in str(shown.targets)
    (csv,) = (f for f in sample_files(VI) if isinstance(f, Asset) and f.path == "downloads/figures.csv")
    assert ",9089," not in csv.content.decode()


@pytest.mark.parametrize("path", ["targets.md", "organizations/hiep-thanh.md"])
def test_a_yearly_target_of_75_beside_16_and_18_is_a_finding(path: str) -> None:
    """It is stated with all its numbers, on the page of targets and on that of the organization."""
    items = [item.text for item in Parsed(sample_page(path).html).all("li")]
    (displayed,) = (text for text in items if "chênh nhau xa" in text)
    assert re.findall(r"(\d+) \([^)]*?(suy ra)?\)", displayed) == [
        ("75", ""),
        ("18", "suy ra"),
        ("16", "suy ra"),
        ("16", ""),
    ]


@pytest.mark.parametrize("path", ["index.md", "organizations/hiep-thanh.md"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (VI, "(chỉ tiêu suy ra); đạt; cùng kỳ còn một chỉ tiêu khác, không đánh giá được"),
        (EN, "(an inferred target); achieved; another target for the same period takes no verdict"),
    ],
)
def test_who_reads_of_an_inferred_target_learns_of_the_other_one(path: str, language: Language, words: str) -> None:
    """The 16 of 2018 is beside 75 for every year, on which no verdict is given."""
    assert words in " ".join(Parsed(sample_page(path, language).html).text.split())


@pytest.mark.parametrize(("other", "displayed"), [(801, True), (800, False), (200, False), (199, True)])
def test_a_sentence_says_of_a_target_far_apart(other: int, displayed: bool) -> None:
    """More than twice as high or as low, by the rule in force."""
    usual = {"organization": "song-dai"}
    of = with_targets({**usual, "id": "one", "value": 400}, {**usual, "id": "other", "value": other})
    target, _ = of.release.tables.targets
    progress = progress_for(of, target)
    assert progress.figure is not None
    assert ("chênh xa" in progress_sentence(of, progress.figure, progress)) is displayed


def test_every_heading_is_one() -> None:
    """What the templates put before a heading never swallows it."""
    assert [file.path for file in sample_files(VI) if isinstance(file, Page) and "## " in file.html] == []


def test_no_other_organization_has_a_finding() -> None:
    assert len(context().findings) == 1


def test_programs_read_the_same_statuses() -> None:
    """The answers about organizations say each target's status and why, and no projection."""
    found = {}
    for file in sample_files(VI):
        if isinstance(file, Asset) and file.path.startswith("api/organizations/"):
            answer = json.loads(file.content)
            assert "projection" not in str(answer)
            for target in entries_of(answer, "targets"):
                found[target["id"], target["period"]] = (target["standing"], target.get("reason"))
    assert found == SAMPLED


# --- on synthetic records ---------------------------------------------------------------------------------------------


def with_targets(*records: Mapping[str, object]) -> PageContext:
    """The synthetic bulletin with other targets, of trees in 2019."""
    made = sample()
    usual = {"measure": "trees", "period": 2019, "source": "tap-chi"}
    targets = [Target.model_validate({**usual, **record}) for record in records]
    return page_context(corpus=replace(made, targets={target.id: target for target in targets}))


def test_a_superseded_target_says_what_took_its_place() -> None:
    of = with_targets(
        {"id": "old", "organization": "song-dai", "value": 9000, "superseded-by": "new"},
        {"id": "new", "organization": "song-dai", "value": 9810},
    )
    table = context(of).superseded
    assert table is not None
    (row,) = table.rows
    assert [cell.detail for cell in row.cells if cell.text == "đã được thay thế"] == [
        "thay bằng 9.810\u00a0cây (năm 2019)"
    ]


def test_targets_of_the_units_below_are_beside_that_of_the_unit_above() -> None:
    of = with_targets(
        {"id": "club", "organization": "club", "value": 1000},
        *({"id": unit, "organization": unit, "value": 300} for unit in ("doi-xanh", "rung-thong", "song-dai")),
    )
    shown = context(of)
    (row,) = cells(shown.rollup)
    assert row[3:] == ["1.000", "900", "−100", "3/3"]
    (displayed,) = shown.findings
    assert "3 đơn vị trực thuộc cộng lại là 900, ít hơn chỉ tiêu 1.000\u00a0cây" in displayed


@pytest.mark.parametrize(
    ("bound", "status", "detail"),
    [
        ({"at-most": 12}, "đúng tiến độ", "trong giới hạn"),
        ({"at-most": 9}, "chậm tiến độ", "vượt giới hạn"),
        ({"at-least": 9}, "đúng tiến độ", "tính đến kỳ có số liệu"),
        ({"at-least": 11}, "chậm tiến độ", "tính đến kỳ có số liệu"),
    ],
)
def test_a_share_that_can_still_turn_says_on_which_side_of_its_bound_it_is(
    bound: dict[str, int], status: str, detail: str
) -> None:
    made = sample()
    usual = {"organization": "rung-thong", "measure": "survival", "source": "tap-chi"}
    figure = Observation.model_validate({**usual, "period": "2019-H1", "value": 10, "reported": "2019-07-02"})
    goal = Target.model_validate({**usual, "id": "goal", "period": 2019, "value": bound})
    of = page_context(corpus=replace(made, observations=(figure,), targets={"goal": goal}))
    table = context(of).targets
    assert table is not None
    (found,) = (cell for cell in table.rows[0].cells if cell.text == status)
    assert found.detail == detail


def test_without_both_ends_there_is_no_table_of_units_below() -> None:
    assert context().rollup is None


@pytest.mark.parametrize(
    ("broken", "detail"),
    [
        (False, "so với nhịp của các kỳ trước (năm 2014 và năm 2015)"),
        (True, "so với thời gian đã qua"),
    ],
)
def test_the_measure_of_pace_is_stated_and_why(broken: bool, detail: str) -> None:
    """Earlier years are the measure, and a note says with what numbers; after a break time is, and a note says why."""
    made = sample()
    usual = {"organization": "rung-thong", "measure": "trees", "source": "tap-chi", "reported": "2016-04-01"}
    figures = {"2014-Q1": 10, "2014": 100, "2015-Q1": 50, "2015": 100, "2016-Q1": 21}
    records = [{**usual, "period": when, "value": number} for when, number in figures.items()]
    records[-1] |= {"break-in-series": {"vi": "Đếm cách khác.", "en": "Counted anew."}} if broken else {}
    goal = {"id": "goal", "organization": "rung-thong", "measure": "trees", "period": 2016, "value": 100}
    of = page_context(
        corpus=replace(
            made,
            observations=tuple(map(Observation.model_validate, records)),
            targets={"goal": Target.model_validate({**goal, "source": "tap-chi"})},
        )
    )
    table = context(of).targets
    assert table is not None
    (status,) = (cell for cell in table.rows[0].cells if cell.text == "chậm tiến độ")
    assert status.detail == detail
    displayed = "Cùng thời điểm của các kỳ trước (năm 2014 và năm 2015) đã có 60 trên tổng số 200, tức 30%."
    assert (displayed in str(table.notes)) is not broken
    why = "Nhịp được so theo thời gian đã qua, vì chuỗi số liệu bị gián đoạn trong hoặc sau các kỳ trước"
    assert (why in str(table.notes)) is broken


def test_pages_have_one_word_for_what_is_provisional() -> None:
    """The records' word for it is in the columns of files only."""
    for file in sample_files(EN):
        if isinstance(file, Page) and file.path != "downloads.md":
            assert "preliminary" not in file.html, file.path


def test_the_docs_say_the_defaults() -> None:
    """An editor reads the numbers that hold unless the bulletin sets others."""
    text = (ROOT / "docs/nhap-so-lieu.md").read_text(encoding="utf-8")
    for name, number in Pace().model_dump(by_alias=True).items():
        assert re.search(rf"\b{name}: {number}\b", text), name


def test_every_status_has_words_of_its_own() -> None:
    """No two statuses are stated alike in either language, and none by colour."""
    for language in LANGUAGES:
        assert len({translate(words, language) for words in TARGET_STATUSES.values()}) == len(TargetStatus)


@pytest.mark.parametrize(("newest", "words"), [("2019-12-31", "chưa có số liệu"), ("2020-01-01", "không có số liệu")])
def test_a_figure_is_only_said_to_be_still_missing_while_its_period_goes_on(newest: str, words: str) -> None:
    """Of a period that the newest report goes beyond there is no figure, and not "no figure yet"."""
    made = sample()
    other = {"organization": "song-dai", "measure": "trees", "period": "2018-Q1", "value": 4, "reported": newest}
    goal = {"id": "goal", "organization": "rung-thong", "measure": "trees", "period": 2019, "value": 100}
    of = page_context(
        corpus=replace(
            made,
            observations=(Observation.model_validate({**other, "source": "tap-chi"}),),
            targets={"goal": Target.model_validate({**goal, "source": "tap-chi"})},
        )
    )
    table = context(of).targets
    assert table is not None
    cells_of = table.rows[0].cells
    assert [cell.text for cell in cells_of if "số liệu" in cell.text] == [words]
    assert [cell.detail for cell in cells_of if cell.text == "không đánh giá được"] == [words]


@pytest.mark.parametrize(
    ("path", "table_id", "header"),
    [
        ("index.md", "headlines", Labels.status),
        ("organizations/ha-noi.md", "targets", Labels.status),
        ("organizations/ha-noi.md", "outlook", _("Projection for the whole period")),
        ("targets.md", "outlook", _("Projection for the whole period")),
    ],
)
def test_on_pace_beside_a_projected_shortfall_is_explained_where_either_is(
    path: str, table_id: str, header: Message
) -> None:
    """22.84% of the target after 24.66% of the time: on pace, and 9,089 of 9,810 as projected."""
    table = table_of(real_scope(EN), path, table_id)
    noted = [notes_of(table, cell) for cell in column_of(table, header)]
    (found,) = [text for texts in noted for text in texts if "2,419" in text]
    assert found == (
        "Less than the 2,419 to be expected by then, but by no more than 10%. That counts as on pace, although the "
        "target is not reached at this rate."
    )


def test_what_is_less_than_expected_looks_less() -> None:
    """2,419 of 2,419.15 to be expected by then: the sentence that says so has the digits that it takes."""
    of = real_scope(EN)
    (target,) = (target for target in of.release.tables.targets if target.id == "ha-noi-admissions-2023")
    progress = progress_for(of, target)
    assert progress.figure is not None
    figure = replace(progress.figure, value=Quantity(Decimal(2419)))
    close = replace(progress, figure=figure, target=replace(target, value=Quantity(Decimal(9811))))
    (said,) = within_band(of, close)
    assert said.startswith("Less than the 2,419.2 to be expected by then")
