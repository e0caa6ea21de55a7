"""Tables say all that there is to say of a figure, and no more than is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from bulletin.model.text import Language
from bulletin.rendering import Page, tables
from bulletin.rendering.context import PageContext
from bulletin.rendering.downloads.tables import tables_of
from bulletin.rendering.pages import figure_tables
from bulletin.rendering.pages.decisions import DecisionsContext
from bulletin.rendering.pages.organization import OrganizationContext
from bulletin.rendering.pages.sources import SourceContext
from bulletin.rendering.tables import TableBuilder
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Cell, Row, Table

from tests.rendering.reading_html import Parsed, single_spaced
from tests.rendering.real import real_files, real_page, real_release
from tests.rendering.samples import page, page_context
from tests.sites import EN, LANGUAGES, VI

ABOVE_A_CAPTION = re.compile(
    r"<h2[^>]*>((?:(?!</h2>).)*)</h2>((?:(?!<h2|<caption).)*)<caption[^>]*>(.*?)</caption>", re.DOTALL
)
"""A heading, what stands between, and the caption of the first table below."""


def table(path: str, table_id: str, language: Language = VI) -> Table:
    """One table of the synthetic bulletin."""
    (job,) = (job for job in page_jobs(page_context(language)) if job.path == path)
    return next(one for one in tables_of(job.context) if one.id == table_id)


def row(of: Table, *texts: str) -> Row:
    """The row whose cells hold all these texts."""
    return next(one for one in of.rows if set(texts) <= {text for cell in one.cells for text in said(cell)})


def said(cell: Cell) -> list[str]:
    """The text of a cell and of its links."""
    return [cell.text, *(link.text for link in cell.links)]


def test_a_partial_total_says_at_least_and_of_how_many() -> None:
    """The sum of two of three units is at least so much, and a note says how many reported."""
    added = table("organizations/club.md", "added-up")
    cell = row(added, "Năm 2018", "ít nhất 63").cells[2]
    assert cell.text == "ít nhất 63"
    assert cell.number == ""
    assert added.notes[cell.notes[0] - 1].text == "Cộng từ các đơn vị trực thuộc: 2 trên 3 đơn vị đã báo cáo (66,67%)."
    english = table("organizations/club.md", "added-up", EN)
    assert "Added up over units: 2 of 3 units reported (66.67%)." in [note.text for note in english.notes]


def test_partial_totals_are_kept_apart_from_what_was_stated() -> None:
    """The figures by period are stated, or follow from such; sums over units stand in a table of their own."""
    (job,) = (job for job in page_jobs(page_context()) if job.path == "organizations/club.md")
    assert {one.id for one in tables_of(job.context)} == {"units", "added-up"}


def test_a_revised_figure_keeps_what_was_reported_before() -> None:
    """The newer number stands in the table with its flag, the older one in a note with its source."""
    periods = table("organizations/song-dai.md", "by-period")
    cell = row(periods, "Quý I/2019").cells[1]
    assert (cell.text, cell.flags) == ("2.241", ("r",))
    assert "Số đã công bố trước: 2.200\u00a0cây (15/1/2020)." in [periods.notes[note - 1].text for note in cell.notes]
    assert "[r] số đã điều chỉnh" in periods.legend
    assert "không có [e] hay [p]: nguồn không gọi là ước tính hay sơ bộ" in periods.legend


def test_an_absence_gives_its_reason() -> None:
    """A figure that was not reported is neither a blank nor zero."""
    cell = row(table("organizations/doi-xanh.md", "by-period"), "Quý IV/2019").cells[1]
    assert (cell.text, cell.number, cell.flags) == ("chưa báo cáo", "", ("x",))


def test_parts_that_exceed_the_whole_are_shown_with_a_remark() -> None:
    """A contradiction is told, not mended."""
    composition = table("organizations/song-dai.md", "composition-1")
    total = row(composition, "Tổng số", "Năm 2018")
    assert "Các nhóm cộng lại là 44, vượt tổng số 40 là 4." in [
        composition.notes[note - 1].text for note in total.cells[0].notes
    ]
    part = row(composition, "Sồi", "44")
    assert part.cells[3].text == "110%"
    assert part.cells[3].detail == "44/40"


def test_a_share_is_held_against_its_target() -> None:
    """The part's share, what it was computed from, the target share and how they compare stand in one row."""
    part = row(table("organizations/doi-xanh.md", "composition-1"), "Sồi", "15")
    texts = [cell.text for cell in part.cells]
    assert texts[2:6] == ["15", "65,22%", "40%", "đạt"]
    assert part.cells[3].bar is not None
    assert (part.cells[3].bar.length, part.cells[3].bar.tick) == (65, 40)


def test_a_total_leads_its_parts() -> None:
    """Parts are indented below the row that they are parts of."""
    depths = [one.depth for one in table("organizations/doi-xanh.md", "composition-1").rows]
    assert depths == [0, 1, 1]


def test_the_latest_period_comes_first() -> None:
    """Within one population, later periods stand above earlier ones."""
    periods = table("organizations/doi-xanh.md", "by-period")
    everybody = [said(one.cells[0])[1] for one in periods.rows if one.cells[0].detail == ""]
    assert len(everybody) < len(periods.rows)
    assert everybody.index("Quý IV/2019") < everybody.index("Năm 2018") < everybody.index("Năm 2017")


def test_a_change_on_the_year_before() -> None:
    """The difference has a sign, and counts from the figure of the same period a year before."""
    periods = table("organizations/doi-xanh.md", "by-period")
    place = [column.title for column in periods.columns].index("So với cùng kỳ năm trước")
    assert row(periods, "Năm 2018", "23").cells[place].text == "+4"


def test_a_figure_about_a_part_of_the_whole_says_so() -> None:
    """The population stands below the name of what was counted, unless it is everybody."""
    (narrow,) = (one for one in table("organizations/doi-xanh.md", "by-period").rows if one.cells[0].detail)
    assert (said(narrow.cells[0])[1], narrow.cells[0].detail, narrow.cells[1].text) == ("Năm 2018", "trên đồi", "5")


def test_columns_that_say_nothing_are_left_out() -> None:
    """A table without targets has no column for them."""
    titles = [column.title for column in table("measures/survival.md", "latest").columns]
    assert titles == ["Tổ chức", "Kỳ", "Số liệu", "Nguồn"]


def test_the_unit_stands_in_the_caption_of_a_table_with_one() -> None:
    """A reader knows what is counted without looking at each row."""
    assert table("organizations/doi-xanh.md", "by-period").caption == "Cây đã trồng (đơn vị tính: cây)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_caption_repeats_the_heading_right_above_it(language: Language) -> None:
    """What a heading has said is read out as the table's name, and shown once; a unit stays in sight."""
    unseen = 0
    for one in (file for file in real_files(language) if isinstance(file, Page)):
        for heading, between, caption in ABOVE_A_CAPTION.findall(one.html):
            if not re.sub(r"<[^>]+>|\s", "", between):
                name = single_spaced(Parsed(caption).text)
                shown = single_spaced(Parsed(re.sub(r'<span class="bulletin-unseen">.*?</span>', "", caption)).text)
                unseen += shown != name
                assert name
                assert shown.partition(" (")[0] != single_spaced(Parsed(heading).text), one.path
    assert unseen > 20


def test_a_source_does_not_name_itself_in_each_row() -> None:
    """All that its page shows is from this source; downloads and pages elsewhere name it."""
    checked = 0
    for job in page_jobs(PageContext.of(real_release(), VI, charts=False)):
        if isinstance(job.context, SourceContext):
            for one in tables_of(job.context):
                checked += 1
                assert not one.sources
                assert "Nguồn" not in [column.title for column in one.columns]
    assert checked > 5


def test_a_row_of_several_sources_names_them_all_on_the_page_of_each() -> None:
    """A column that is there tells everything."""
    built = TableBuilder(page_context().at("sources/tap-chi.md"), "t", "")
    assert built.sources(("tap-chi",)) == Cell()
    assert len(built.sources(("tap-chi", "tap-chi")).links) == 2


def test_a_table_that_is_too_long_for_a_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows as many rows as it can bear, says how many there are, and leads to all of them."""
    for module in (tables, figure_tables):
        monkeypatch.setattr(module, "ROWS_SHOWN", 2)
    history = table("measures/trees.md", "history")
    assert len(history.rows) == 2
    assert history.more is not None
    assert history.more.href == "../../downloads/figures.csv"
    tree = table("organizations/index.md", "tree")
    assert len(tree.rows) == 4
    assert tree.shown == 2
    assert tree.more is not None
    assert tree.more.href == tree.csv
    assert "2 trên 4" in tree.more.text


@pytest.mark.parametrize(
    ("path", "sign"),
    [
        ("organizations/doi-xanh.md", lambda parsed: parsed.all("svg")),
        ("index.md", lambda parsed: parsed.all("figure") == []),
    ],
)
def test_bars_are_drawn_without_charts_too(path: str, sign: Callable[[Parsed], object]) -> None:
    """Small bars belong to tables; only charts are left out when none are wanted."""
    assert sign(Parsed(page(path).html))


def test_numbers_are_in_cells_that_are_aligned() -> None:
    """What is a number in the download stands in a column of numbers."""
    for job in page_jobs(page_context()):
        for one in tables_of(job.context):
            for record in one.rows:
                for column, cell in zip(one.columns, record.cells, strict=True):
                    assert column.numeric or not cell.number, (job.path, one.id, column.title)


def test_rows_and_columns_fit() -> None:
    """Every row has a cell for every column, and every note is there."""
    for job in page_jobs(page_context()):
        for one in tables_of(job.context):
            assert {len(record.cells) for record in one.rows} == {len(one.columns)}
            notes = {note for record in one.rows for cell in record.cells for note in cell.notes}
            assert notes == set(range(1, len(one.notes) + 1)), (job.path, one.id)


def test_every_figure_leads_to_its_source() -> None:
    """A row with a figure has a link to the page of the source it was taken from."""
    for path in ("index.md", "organizations/doi-xanh.md", "periods/2018.md", "measures/trees.md", "targets.md"):
        (job,) = (job for job in page_jobs(page_context()) if job.path == path)
        rows = [(one.id, row) for one in tables_of(job.context) if one.id != "summary" for row in one.rows]
        assert rows, path
        for table, record in rows:
            assert any("sources/" in link.href for link in record.cells[-1].links), (path, table)


def test_decisions_come_by_date_with_an_anchor_each() -> None:
    """A target can lead to the decision that set it."""
    (job,) = (job for job in page_jobs(page_context()) if job.path == "decisions.md")
    assert isinstance(job.context, DecisionsContext)
    assert [decision.id for decision in job.context.decisions] == ["ke-hoach"]
    assert 'id="ke-hoach"' in page("decisions.md").html


@pytest.mark.parametrize(("number", "words"), [(1, "1 club"), (15, "15 clubs"), (1500, "1,500 clubs")])
def test_units_that_are_only_counted_are_told_in_the_right_number(number: int, words: str) -> None:
    """English has two forms for a kind of organization, Vietnamese one."""
    assert page_context(EN).words.kinds("club", number) == words
    assert page_context().words.kinds("club", 15) == "15 câu lạc bộ"


def real_tables(language: Language) -> Iterator[Table]:
    """Every table of the bulletin of this repository."""
    for job in page_jobs(PageContext.of(real_release(), language, charts=False)):
        yield from tables_of(job.context)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exact_number_is_plain_digits_in_the_download(language: Language) -> None:
    """No column of a CSV mixes 106.25 with 58,08%: what reads as a number alone is one."""
    alone = re.compile(r"[+−]?[0-9][0-9.,]*%?")
    for one in real_tables(language):
        for record in one.rows:
            for column, cell in zip(one.columns, record.cells, strict=True):
                assert cell.number or not column.numeric or not alone.fullmatch(cell.text), (one.id, cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_percentage_stays_one_without_its_sign(language: Language) -> None:
    """Where a percentage stands in plain digits, the head of its column says so, or the unit in its row."""
    seen = 0
    for one in real_tables(language):
        for record in one.rows:
            for column, cell in zip(one.columns, record.cells, strict=True):
                if cell.number and cell.text.endswith("%"):
                    assert "%" in (column.unit, *(other.text for other in record.cells)), (one.id, cell)
                    seen += 1
    assert seen


@pytest.mark.parametrize("path", ["organizations/hiep-thanh.md", "organizations/binh-thanh.md", "targets.md"])
def test_targets_of_several_units_have_a_column_for_them(path: str) -> None:
    """“At most 7” of what is said in its row, where the caption cannot say it for all."""
    (job,) = (one for one in page_jobs(PageContext.of(real_release(), VI, charts=False)) if one.path == path)
    targets = next(one for one in tables_of(job.context) if one.id == "targets")
    place = [column.title for column in targets.columns].index("Đơn vị tính")
    assert all(record.cells[place].text for record in targets.rows)
    assert "đơn vị tính" not in targets.caption


def test_a_share_target_is_compared_with_the_share() -> None:
    """The share is the figure, with its workings below; of a share target there is no percentage."""
    targets = table("organizations/doi-xanh.md", "targets")
    titles = [column.title for column in targets.columns]
    share = dict(zip(titles, row(targets, "Cây đã trồng: tỷ trọng sồi").cells, strict=True))
    assert (share["Chỉ tiêu"].text, share["Số liệu"].text, share["Số liệu"].number) == ("40%", "65,22%", "65.22")
    assert (share["Số liệu"].detail, share["Đơn vị tính"].text) == ("15/23", "%")
    assert (share["Tỷ lệ đạt"], share["Tình trạng"].text) == (Cell(), "đạt")


def test_units_without_figures_are_a_list() -> None:
    """Where no unit below has a figure, a reader finds links in the order of names, and no table of empty cells."""
    jobs = page_jobs(PageContext.of(real_release(), VI, charts=False))
    (context,) = (job.context for job in jobs if job.path == "organizations/le-chan.md")
    assert isinstance(context, OrganizationContext)
    assert context.units is None
    assert [link.text for link in context.unit_links] == ["Phường Dư Hàng Kênh", "Phường Hồ Nam"]
    links = Parsed(real_page("organizations/le-chan.md").html).all("a")
    assert ("../../organizations/ho-nam/", "Phường Hồ Nam") in [(link.attributes["href"], link.text) for link in links]


def test_units_are_compared_as_soon_as_one_has_a_figure() -> None:
    """The others stand in the same table, as units without a figure; figures of several periods rank nobody."""
    compared = table("organizations/club.md", "units")
    assert len(compared.rows) == 3
    assert len({one.cells[2].links for one in compared.rows}) == 3
    assert [one.cells[0].links[0].text for one in compared.rows] == [
        "Chi nhánh Đồi Xanh",
        "Chi nhánh Sông Dài",
        "Chi nhánh Rừng Thông",
    ]
    assert row(compared, "Chi nhánh Rừng Thông", "không có số liệu")
