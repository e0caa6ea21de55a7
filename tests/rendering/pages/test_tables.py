"""Tables say all that there is to say of a figure, and no more than is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from bulletin.analysis.figures import Flag
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.messages import _, translate
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import parse_period
from bulletin.model.text import Language
from bulletin.model.values import Absence
from bulletin.rendering import Page, columns, links, table_parts
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import tables_bytes
from bulletin.rendering.files import render_page, tables_of
from bulletin.rendering.labels import ABSENCES, FLAGS, Labels
from bulletin.rendering.localizer import TARGET_STATUSES
from bulletin.rendering.markup import blocks
from bulletin.rendering.pages import history_table
from bulletin.rendering.pages.organization import OrganizationContext
from bulletin.rendering.pages.sources import DecisionsContext, SourceContext
from bulletin.rendering.pages.table_part import TablePartContext, part_jobs
from bulletin.rendering.tables import TableBuilder
from bulletin.rendering.text import INTERVAL
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Cell, CellBar, Table, TableRow
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.reading_html import Parsed, single_spaced
from tests.rendering.sample_bulletin import sample_files, sample_page, sample_release
from tests.rendering.samples import page, page_context
from tests.rendering.tables import cell_of, column_of, job_of, notes_of, row_of, table_of, texts_of
from tests.sites import EN, LANGUAGES, VI

_WITHOUT_SYMBOL = _("neither [e] nor [p]: its source calls it neither estimated nor provisional")
_PARTS_EXCEED = _("The categories add to {sum}, which is {excess} more than the total of {whole}.")


ABOVE_A_CAPTION = re.compile(
    r"<h2[^>]*>((?:(?!</h2>).)*)</h2>((?:(?!<h2|<caption).)*)<caption[^>]*>(.*?)</caption>", re.DOTALL
)
"""A heading, what is between, and the caption of the first table below."""


def table(path: str, table_id: str, language: Language = EN) -> Table:
    """One table of the synthetic bulletin."""
    return table_of(page_context(language), path, table_id)


@pytest.mark.parametrize(
    ("language", "shown", "note"),
    [
        (VI, "ít nhất 63", "Cộng từ các đơn vị trực thuộc trực tiếp: 2 trên 3 đơn vị đã báo cáo (66,67%)."),
        (EN, "at least 63", "Added up over units: 2 of 3 units directly below reported (66.67%)."),
    ],
)
def test_a_partial_total_says_at_least_and_of_how_many(language: Language, shown: str, note: str) -> None:
    """The sum of two of three units is at least so much, and a note says how many reported."""
    added = table("organizations/club.md", "added-up", language)
    cell = cell_of(added, row_of(added, shown), Labels.value)
    assert (cell.text, cell.number) == (shown, "")
    assert note in notes_of(added, cell)


def test_partial_totals_are_kept_apart_from_what_was_stated() -> None:
    """The figures by period are stated, or follow from such; sums over units are in a table of their own."""
    job = job_of(page_context(), "organizations/club.md")
    assert {table.id for table in tables_of(job.context)} == {"units", "units-survival", "added-up"}


def test_a_revised_figure_keeps_what_was_reported_before() -> None:
    """The newer number is in the table with its flag, the older one in a note with its source."""
    periods = table("organizations/song-dai.md", "by-period")
    cell = cell_of(periods, row_of(periods, "Q1 2019"), Labels.value)
    assert (cell.text, cell.flags) == ("2,241", ("r",))
    before = translate(
        _("Reported before: {value} ({source})."), EN, value="2,200\u00a0trees", source="15 January 2020"
    )
    assert before in notes_of(periods, cell)
    assert f"[r] {translate(FLAGS[Flag.REVISED], EN)}" in periods.legend
    assert translate(_WITHOUT_SYMBOL, EN) in periods.legend


def test_an_absence_gives_its_reason() -> None:
    """A figure that was not reported is neither a blank nor zero."""
    periods = table("organizations/doi-xanh.md", "by-period")
    cell = cell_of(periods, row_of(periods, "Q4 2019"), Labels.value)
    assert (cell.text, cell.number, cell.flags) == (translate(ABSENCES[Absence.NOT_YET_REPORTED], EN), "", ("x",))


def test_parts_that_exceed_the_whole_are_shown_with_a_remark() -> None:
    """A contradiction is stated, not mended."""
    composition = table("organizations/song-dai.md", "composition-1")
    total = row_of(composition, translate(Labels.whole, EN), "2018")
    remark = translate(_PARTS_EXCEED, EN, sum="44", whole="40", excess="4")
    assert remark in notes_of(composition, cell_of(composition, total, Labels.category))
    share = cell_of(composition, row_of(composition, "Oak", "44"), _("Share"))
    assert (share.text, share.detail) == ("110%", "44/40")


def test_a_share_is_compared_with_its_target() -> None:
    """The part's share, what it was computed from, the target share and the status are in one row."""
    composition = table("organizations/doi-xanh.md", "composition-1")
    part = row_of(composition, "Oak", "15")
    headers = (Labels.value, _("Share"), _("Target share"), Labels.status)
    assert [cell_of(composition, part, header).text for header in headers] == [
        "15",
        "65.22%",
        "40%",
        translate(TARGET_STATUSES[TargetStatus.ACHIEVED], EN),
    ]
    assert cell_of(composition, part, _("Share")).bar == CellBar(65, 40)


def test_a_total_leads_its_parts() -> None:
    """Parts are indented below the row that they are parts of."""
    depths = [row.depth for row in table("organizations/doi-xanh.md", "composition-1").rows]
    assert depths == [0, 1, 1]


def test_the_latest_period_comes_first() -> None:
    """Within one population, later periods are above earlier ones."""
    periods = column_of(table("organizations/doi-xanh.md", "by-period"), Labels.period)
    everybody = [texts_of(cell)[1] for cell in periods if cell.detail == ""]
    assert len(everybody) < len(periods)
    assert everybody.index("Q4 2019") < everybody.index("2018") < everybody.index("2017")


def test_a_change_on_the_year_before() -> None:
    """The difference has a sign, and counts from the figure of the same period a year before."""
    periods = table("organizations/doi-xanh.md", "by-period")
    assert cell_of(periods, row_of(periods, "2018", "23"), _("Change on a year before")).text == "+4"


def test_a_figure_about_a_part_of_the_whole_says_so() -> None:
    """The population is below the name of what was counted, unless it is everybody."""
    periods = table("organizations/doi-xanh.md", "by-period")
    (narrow,) = (row for row in periods.rows if cell_of(periods, row, Labels.period).detail)
    period = cell_of(periods, narrow, Labels.period)
    assert (texts_of(period)[1], period.detail) == ("2018", "on hills")
    assert cell_of(periods, narrow, Labels.value).text == "5"


def test_columns_that_say_nothing_are_left_out() -> None:
    """A table without targets has no column for them."""
    titles = [column.title for column in table("measures/survival.md", "latest").columns]
    assert titles == [translate(label, EN) for label in (Labels.organization, Labels.period, Labels.value)]


def test_the_unit_is_in_the_caption_of_a_table_with_one() -> None:
    """A reader knows what is counted without looking at each row."""
    caption = table("organizations/doi-xanh.md", "by-period").caption
    assert caption == translate(_("{caption} (unit: {unit})"), EN, caption="Trees planted", unit="trees")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_caption_repeats_the_heading_right_above_it(language: Language) -> None:
    """What a heading has said is read out as the table's name, and shown once; a unit stays in sight."""
    unseen = 0
    for shown_page in (file for file in sample_files(language) if isinstance(file, Page)):
        for heading, between, caption in ABOVE_A_CAPTION.findall(shown_page.html):
            if not re.sub(r"<label.*?</label>|<[^>]+>|\s", "", between):
                name = single_spaced(Parsed(caption).text)
                shown = single_spaced(Parsed(re.sub(r'<span class="bulletin-unseen">.*?</span>', "", caption)).text)
                unseen += shown != name
                assert name
                assert shown.partition(" (")[0] != single_spaced(Parsed(heading).text), shown_page.path
    assert unseen > 20


def test_a_source_does_not_name_itself_in_each_row() -> None:
    """All that its page shows is from this source; downloads and pages elsewhere name it."""
    checked = 0
    for job in page_jobs(PageContext.of(sample_release(), VI, charts=False)):
        if isinstance(job.context, SourceContext):
            for table in tables_of(job.context):
                checked += 1
                assert not table.sources
                assert translate(Labels.source, VI) not in [column.title for column in table.columns]
    assert checked > 5


FIGURE_TABLES = re.compile(r"latest|history|others|main(-.+)?|figures|headlines")
DIMENSIONS = (Labels.organization, Labels.measure, Labels.category, Labels.period)


@pytest.mark.parametrize("context", [page_context(EN), PageContext.of(sample_release(), EN, charts=False)])
def test_every_row_of_figures_says_what_it_is_about(context: PageContext) -> None:
    """No two rows of a table share their dimensions: a category is shown beside its unit and its measure."""
    titles = {translate(label, EN) for label in DIMENSIONS}
    checked = categories = 0
    for job in page_jobs(context):
        for each in tables_of(job.context):
            if not FIGURE_TABLES.fullmatch(each.id):
                continue
            places = [n for n, column in enumerate(each.columns) if column.title in titles]
            rows = [tuple(row.cells[n]._replace(number="") for n in places) for row in each.rows]
            assert len(rows) == len({repr(row) for row in rows}), (job.path, each.id)
            checked += 1
            categories += translate(Labels.category, EN) in [column.title for column in each.columns]
    assert checked > 10
    assert categories


def test_a_row_of_several_sources_names_them_all_on_the_page_of_each() -> None:
    """A column that is there says everything."""
    built = TableBuilder(page_context().at("sources/tap-chi.md"), "t", "")
    assert built.sources(("tap-chi",)) == Cell()
    assert len(built.sources(("tap-chi", "tap-chi")).links) == 2


def test_a_table_that_is_too_long_for_its_page_is_on_pages_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows the first rows, says how many there are, and leads to all of them, which are as deep in the site."""
    monkeypatch.setattr(table_parts, "ROWS_OF_PAGE", 2)
    monkeypatch.setattr(table_parts, "ROWS_SHOWN", 1)
    page = page_context()
    long = 0
    for job in page_jobs(page):
        parts = {part.path: part for part in part_jobs(page.at(job.path), job)}
        written_above = render_page(job).html
        for table in tables_of(job.context):
            if not table.parts:
                continue
            on_pages = [place for part in table.parts for place in part.rows]
            assert sorted(on_pages) == [*range(len(table.rows) - table.summaries)]
            assert all(len(part.rows) <= 2 for part in table.parts)
            assert len({part.link.text for part in table.parts}) == len(table.parts)
            assert len(table_parts.on_page(table).rows) == 1 + table.summaries
            is_written = f'id="table-{table.id}"' in written_above  # of some, pages show only how they began
            assert (table.parts_intro in written_above) == is_written
            long += is_written
            for number, part in enumerate(table.parts, 1):
                path = links.part_page(job.path, table.id, number)
                assert links.upwards(path) == links.upwards(job.path)
                assert links.relative(job.path, path) == part.link.href
                written = parts.pop(path)
                assert isinstance(written.context, TablePartContext)
                (rows,) = tables_of(written.context)
                assert [row.anchor for row in rows.rows] == [table.rows[place].anchor for place in part.rows]
                texts = [_noted(rows, row) for row in rows.rows]
                assert texts == [_noted(table, table.rows[place]) for place in part.rows]
                assert (f'href="{part.link.href}"' in written_above) == is_written
                assert f'href="{links.relative(path, job.path)}"' in render_page(written).html
        assert not parts
    assert long > 10


@given(st.data())
def test_parts_have_totals_first_and_then_units_by_name(data: st.DataObject) -> None:
    """Each is named after the first and the last unit that it has, so that readers find theirs."""
    page = page_context()
    units = [*page.catalogue.tree_order]
    subjects = data.draw(st.lists(st.sampled_from([None, *units]), min_size=1, max_size=12))
    rows = [TableRow((Cell("All"),)) for _subject in subjects]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_parts, "ROWS_OF_PAGE", 3)
        parts = [*table_parts.parts_of(page, "t", rows, subjects)]
    on_pages = [subjects[place] for part in parts for place in part.rows]
    assert sorted(map(str, on_pages)) == sorted(map(str, subjects))
    children = page.catalogue.children
    of_all = [subject is None for subject in on_pages]
    with_units = [subject is None or bool(children[subject]) for subject in on_pages]
    assert (of_all, with_units) == (sorted(of_all, reverse=True), sorted(with_units, reverse=True))
    names = [page.words.organization(subject) for subject in on_pages if subject and not children[subject]]
    assert names == sorted(names, key=page.words.sort_key)
    for part in parts:
        ends = (subjects[part.rows[0]], subjects[part.rows[-1]])
        first, last = ("All" if end is None else page.words.organization(end) for end in ends)
        assert part.link.text.startswith(first if first == last else translate(INTERVAL, EN, first=first, last=last))
    assert len({part.link.text for part in parts}) == len(parts)


def _noted(table: Table, row: TableRow) -> list[tuple[str, list[str]]]:
    """What the cells of a row show, with their notes."""
    return [(cell.text, [table.notes[note - 1].text for note in cell.notes]) for cell in row.cells]


@given(st.lists(st.integers(1, 9), max_size=20), st.integers(1, 8))
def test_the_rows_of_a_unit_are_on_one_page_where_it_can_hold_them(lengths: list[int], most: int) -> None:
    """Pages have all rows in their order, and are never longer than they may be."""
    rows = iter(range(sum(lengths)))
    groups = [[next(rows) for _row in range(length)] for length in lengths]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_parts, "ROWS_OF_PAGE", most)
        pages = [*table_parts.pages_of(groups)]
    assert [row for page in pages for row in page] == [*range(sum(lengths))]
    assert all(0 < len(page) <= most for page in pages)
    of_row = {row: number for number, page in enumerate(pages) for row in page}
    assert all(len({of_row[row] for row in group}) == 1 for group in groups if len(group) <= most and group)


KEYS = st.builds(
    ObservationKey,
    organization=st.sampled_from([*page_context().catalogue.organizations, "gone"]),
    measure=st.just("trees"),
    period=st.sampled_from([parse_period(text) for text in ("2017", "2018", "2019", "2019-Q1", "2019-06-30")]),
    breakdown=st.sampled_from([None, "sex"]),
    category=st.just("women"),
)


@given(st.lists(st.one_of(KEYS, st.none(), st.sampled_from([*page_context().catalogue.organizations])), max_size=30))
def test_what_a_table_that_is_too_long_shows_first(subjects: list[table_parts.Subject]) -> None:
    """Totals before their parts, the latest before earlier ones; what is equal stays as it was."""
    page = page_context()
    tree = page.catalogue.tree_order
    ordered = table_parts.by_precedence(page, subjects, lambda subject: subject)
    assert sorted(map(str, ordered)) == sorted(map(str, subjects))
    for first, second in pairwise(ordered):
        assert second is not None or first is None
        if isinstance(first, ObservationKey) and isinstance(second, ObservationKey):
            parts = [key.breakdown is not None for key in (first, second)]
            assert parts == sorted(parts)
            depths = [tree.get(key.organization, (len(tree), 0))[0] for key in (first, second)]
            if parts[0] == parts[1]:
                assert depths == sorted(depths)
            if parts[0] == parts[1] and depths[0] == depths[1]:
                assert first.period.recency >= second.period.recency
    assert table_parts.by_precedence(page, ordered, lambda subject: subject) == ordered


def test_the_tree_is_read_from_the_top_down() -> None:
    catalogue = page_context().catalogue
    order = catalogue.tree_order
    assert order.keys() == catalogue.organizations.keys()
    assert sorted(place for _, place in order.values()) == [*range(len(order))]
    for unit, (depth, place) in order.items():
        parent = catalogue.organizations[unit].parent
        assert depth == len(catalogue.ancestors(unit))
        assert parent is None or order[parent][1] < place


def test_summary_rows_are_always_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor do they count towards the limit: three rows and their total fit into three."""

    def built(limit: int) -> Table:
        monkeypatch.setattr(table_parts, "ROWS_OF_PAGE", limit)
        monkeypatch.setattr(table_parts, "ROWS_SHOWN", limit)
        table = TableBuilder(page_context().at("quality.md"), "t", "")
        summed = columns.text(table, _("Organization"), str).with_totals([Cell("all"), Cell("mean")])
        found = table.build([summed], ["a", "b", "c"])
        assert found is not None
        return found

    assert (built(3).parts, built(3).parts_intro) == ((), "")
    cut = built(2)
    assert (cut.summaries, [row.cells[0].text for row in cut.rows]) == (2, ["a", "b", "c", "all", "mean"])
    html = str(blocks(EN)["table"](table_parts.on_page(cut)))
    assert re.findall(r'<th scope="row">(.*?)</th>', html) == ["a", "b", "all", "mean"]
    assert cut.parts_intro in html


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
    """What is a number in the download is in a column of numbers."""
    for job in page_jobs(page_context()):
        for table in tables_of(job.context):
            for record in table.rows:
                for column, cell in zip(table.columns, record.cells, strict=True):
                    assert column.numeric or not cell.number, (job.path, table.id, column.title)


def test_rows_and_columns_fit() -> None:
    """Every row has a cell for every column, and every note is there."""
    for job in page_jobs(page_context()):
        for table in tables_of(job.context):
            assert {len(record.cells) for record in table.rows} == {len(table.columns)}
            notes = {note for record in table.rows for cell in record.cells for note in cell.notes}
            assert notes == set(range(1, len(table.notes) + 1)), (job.path, table.id)


COUNTS = {"summary", "by-kind", "by-status"}
"""Tables that count targets and name those that they count."""


def test_every_figure_leads_to_its_source() -> None:
    """A row with a figure has the source it was taken from; where that is the same in all rows, they share it below."""
    for path in ("index.md", "organizations/doi-xanh.md", "periods/2018.md", "measures/trees.md", "targets.md"):
        shown = [table for table in tables_of(job_of(page_context(), path).context) if table.id not in COUNTS]
        assert any(table.rows for table in shown), path
        for table in shown:
            assert all("sources/" in link.href for link in table.sources)
            for cell in table.row_sources or column_of(table, Labels.source):
                assert cell.sources, (path, table.id)
                named = cell.links[: len(cell.sources)]
                assert {link.href for link in named} <= {link.href for link in table.sources}, (path, table.id)


def test_a_source_of_very_many_figures_says_how_many_of_which(monkeypatch: pytest.MonkeyPatch) -> None:
    """By unit and measure, with the first and the last period; together they are all that it states."""
    monkeypatch.setattr(table_parts, "ROWS_OF_PAGE", 1)
    counted = 0
    for source, figures in page_context(EN).tables.by_source.items():
        if len(figures) < 2:
            continue
        found = table(f"sources/{source}.md", "figures")
        cells = [cell for row in found.rows for cell in row.cells[1:] if cell.number]
        assert sum(int(cell.number) for cell in cells) == len(figures)
        units = dict.fromkeys(page_context(EN).words.organization(figure.key.organization) for figure in figures)
        assert sorted(row.cells[0].links[0].text for row in found.rows) == sorted(units)
        periods = {page_context(EN).words.period(figure.key.period) for figure in figures}
        assert {end for cell in cells for end in cell.detail.split(" – ")} <= periods
        counted += 1
    assert counted


def test_a_measure_over_time_has_a_row_for_each_unit_and_a_column_for_each_period(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The latest period first; each figure in its row and column; of too many periods, a row for each figure."""
    page = page_context()
    for measure, figures in page.tables.by_measure.items():
        whole = [figure for figure in figures if figure.key.breakdown is None]
        found = next((t for t in tables_of(job_of(page, f"measures/{measure}.md").context) if t.id == "history"), None)
        if found is None:
            assert len({figure.key.series for figure in whole}) == len(whole)
            continue
        headings = [column.title for column in found.columns if column.numeric]
        periods = sorted({figure.key.period for figure in whole}, key=lambda period: period.recency, reverse=True)
        assert list(dict.fromkeys(title.split(", ")[0] for title in headings)) == list(map(page.words.period, periods))
        shown = [link.href.partition("#")[2] for row in found.rows for cell in row.cells for link in cell.links]
        assert sorted(filter(None, shown)) == sorted(page.links.anchor(figure) for figure in whole)
    monkeypatch.setattr(history_table, "MOST_PERIODS", 1)
    long = table("measures/trees.md", "history")
    trees = [figure for figure in page.tables.by_measure["trees"] if figure.key.breakdown is None]
    assert len(long.rows) == len(trees)


def test_sources_are_named_once_in_a_table() -> None:
    """Rows of one source have no column for it; else each refers to the list below by number, and files name it."""
    shared = table("measures/survival.md", "latest")
    assert [len(shared.sources), shared.has_source_numbers] == [1, False]
    header, *lines = tables_bytes([shared], EN).decode("utf-8-sig").splitlines()
    assert translate(Labels.source, EN) in header.split(",")
    assert len(lines) == len(shared.rows)
    for job in page_jobs(page_context()):
        html = render_page(job).html if any(each.has_source_numbers for each in tables_of(job.context)) else ""
        for each in tables_of(job.context):
            for number in {number for row in each.rows for cell in row.cells for number in cell.sources}:
                assert 0 < number <= len(each.sources)
                assert f'<a href="#{each.id}-source-{number}">[{number}]</a>' in html
                assert html.count(f'<li id="{each.id}-source-{number}">') == 1


def test_decisions_come_by_date_with_an_anchor_each() -> None:
    """A target can lead to the decision that set it."""
    job = job_of(page_context(), "decisions.md")
    assert isinstance(job.context, DecisionsContext)
    assert [decision.id for decision in job.context.decisions] == ["ke-hoach"]
    assert 'id="ke-hoach"' in page("decisions.md").html


@pytest.mark.parametrize(("number", "words"), [(1, "1 club"), (15, "15 clubs"), (1500, "1,500 clubs")])
def test_units_that_are_only_counted_are_stated_in_the_right_number(number: int, words: str) -> None:
    """English has two forms for a kind of organization, Vietnamese one."""
    assert page_context(EN).words.counted("club", number) == words
    assert page_context().words.counted("club", 15) == "15 câu lạc bộ"


def real_tables(language: Language) -> Iterator[Table]:
    """Every table of the bulletin of this repository."""
    for job in page_jobs(PageContext.of(sample_release(), language, charts=False)):
        yield from tables_of(job.context)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exact_number_is_plain_digits_in_the_download(language: Language) -> None:
    """No column of a CSV mixes 106.25 with 58,08%: what reads as a number alone is one."""
    alone = re.compile(r"[+−]?[0-9][0-9.,]*%?")
    for table in real_tables(language):
        for record in table.rows:
            for column, cell in zip(table.columns, record.cells, strict=True):
                assert cell.number or not column.numeric or not alone.fullmatch(cell.text), (table.id, cell)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_percentage_stays_one_without_its_sign(language: Language) -> None:
    """Where a percentage is in plain digits, the head of its column says so, or the unit in its row."""
    seen = 0
    for table in real_tables(language):
        for record in table.rows:
            for column, cell in zip(table.columns, record.cells, strict=True):
                if cell.number and cell.text.endswith("%"):
                    assert "%" in (column.unit, *(other.text for other in record.cells)), (table.id, cell)
                    seen += 1
    assert seen


@pytest.mark.parametrize("path", ["organizations/hiep-thanh.md", "organizations/binh-thanh.md", "targets.md"])
def test_targets_of_several_units_have_a_column_for_them(path: str) -> None:
    """“At most 7” of what is said in its row, where the caption cannot say it for all."""
    targets = table_of(PageContext.of(sample_release(), EN, charts=False), path, "targets")
    assert all(cell.text for cell in column_of(targets, Labels.unit))
    assert targets.caption == targets.title


def test_a_share_target_is_compared_with_the_share() -> None:
    """The share is the figure, with its workings below; of a share target there is no percentage."""
    targets = table("organizations/doi-xanh.md", "targets")
    share = row_of(targets, translate(_("{whole}: share of {part}"), EN, part="oak", whole="Trees planted"))
    target, value = (cell_of(targets, share, label) for label in (_("Target"), Labels.value))
    assert (target.text, value.text, value.number) == ("40%", "65.22%", "65.22")
    assert (value.detail, cell_of(targets, share, Labels.unit).text) == ("15/23", "%")
    assert cell_of(targets, share, Labels.progress) == Cell()
    assert cell_of(targets, share, Labels.status).text == translate(TARGET_STATUSES[TargetStatus.ACHIEVED], EN)


def test_units_without_figures_are_a_list() -> None:
    """Where no unit below has a figure, a reader finds links in the order of names, and no table of empty cells."""
    context = job_of(PageContext.of(sample_release(), VI, charts=False), "organizations/le-chan.md").context
    assert isinstance(context, OrganizationContext)
    assert context.units == ()
    assert [link.text for link in context.unit_links] == ["Phường Dư Hàng Kênh", "Phường Hồ Nam"]
    links = Parsed(sample_page("organizations/le-chan.md").html).all("a")
    assert ("../../organizations/ho-nam/", "Phường Hồ Nam") in [(link.attributes["href"], link.text) for link in links]


def test_units_are_compared_as_soon_as_one_has_a_figure() -> None:
    """The others are in the same table, as units without a figure; figures of several periods rank nobody."""
    compared = table("organizations/club.md", "units")
    assert len(compared.rows) == 3
    assert len({cell.links for cell in column_of(compared, Labels.period)}) == 3
    assert [cell.links[0].text for cell in column_of(compared, Labels.organization)] == [
        "Chi nhánh Đồi Xanh",
        "Long River branch",
        "Pine branch",
    ]
    assert row_of(compared, "Pine branch", translate(_("no figure"), EN))
