"""From any number a reader reaches in one step where it comes from: its record, or how it was computed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest
from bulletin.analysis.claims.verdicts import OtherBase, PartsAlone
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure, FigureOrigin, Number
from bulletin.disclosure import Release, release
from bulletin.localization.messages import Message, _, translate
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import parse_period
from bulletin.model.places import Place
from bulletin.model.records import Rule
from bulletin.model.text import Language
from bulletin.model.values import Quantity
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import OPERANDS_SHOWN, formula_of
from bulletin.rendering.files import tables_of
from bulletin.rendering.labels import Labels
from bulletin.rendering.links import (
    QUALITY,
    claim_anchor,
    figure_anchor,
    organization_page,
    record,
    served,
    target_anchor,
)
from bulletin.rendering.pages.claim_tables import explained_table
from bulletin.rendering.pages.figure_tables import entered
from bulletin.rendering.pages.front import FrontContext, front_job
from bulletin.rendering.pages.organization import OrganizationContext
from bulletin.rendering.table_parts import ROWS_OF_PAGE
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Cell, Link, Table, TableRow
from bulletin.validation import validate_records
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.hiding import Hiding
from tests.rendering.sample_bulletin import sample_release
from tests.rendering.samples import TERMS, page, page_context, period, released, sample
from tests.rendering.tables import cell_of
from tests.sites import EN, LANGUAGES, SAMPLE, VI

ids = st.sampled_from(["a", "b", "a-b", "each", "target", "2018", "all", "claim"])
periods = st.sampled_from(
    [
        *(parse_period(text) for text in ("2018", "2018-Q1", "2016/2018", "2019-09-05", "2019-01/2019-09")),
        parse_period("term-2015-2020", TERMS),
        parse_period("term-2015-2020/2019-11", TERMS),
    ]
)
parts = st.one_of(st.just((None, None)), st.tuples(ids, ids))
keys = st.builds(
    lambda measure, of, population, each, part: ObservationKey("here", measure, of, population, each, *part),
    *(ids, periods, ids, st.booleans(), parts),
)


@given(st.lists(keys, unique_by=lambda key: (key.period.text, key._replace(period=period(2018)))))
def test_no_two_figures_have_one_anchor(of_one_organization: list[ObservationKey]) -> None:
    """Whatever measures, populations and categories are called, an anchor names one figure, and no section."""
    anchors = [figure_anchor(key) for key in of_one_organization]
    assert len(set(anchors)) == len(anchors)
    assert all(re.fullmatch(r"[a-z0-9_-]+", anchor) and "_" in anchor for anchor in anchors)


@given(ids, keys)
def test_no_target_has_the_anchor_of_a_figure(target: str, key: ObservationKey) -> None:
    """Not even where a measure is called like a target."""
    model = next(iter(released().tables.targets))
    assert target_anchor(replace(model, id=target, key=key)) != figure_anchor(key._replace(measure=target))


@cache
def tables(release_name: str, language: Language) -> list[tuple[str, Table]]:
    """Every table of a bulletin, with the page it is on."""
    released_ = sample_release() if release_name == "sample" else released()
    jobs = page_jobs(PageContext.of(released_, language, charts=False))
    return [(job.path, table) for job in jobs for table in tables_of(job.context)]


def of(name: str) -> Release:
    """A bulletin by its name."""
    return sample_release() if name == "sample" else released()


def anchors_of(row: TableRow) -> Iterator[str]:
    """The anchors of a row, of its cells and of the categories in them."""
    yield row.anchor
    for cell in row.cells:
        yield cell.anchor
        yield from (part.anchor for part in cell.categories)


@pytest.mark.parametrize("name", ["sample", "synthetic"])
def test_every_figure_and_target_is_in_own_row_once(name: str) -> None:
    """On its organization's page, and nowhere else, is the one row or category that has its anchor."""
    homes = [
        (path, anchor)
        for path, table in tables(name, VI)
        for row in table.rows
        for anchor in anchors_of(row)
        if "_" in anchor
    ]
    expected = [(organization_page(f.key.organization), figure_anchor(f.key)) for f in of(name).tables.figures]
    expected += [(organization_page(t.key.organization), target_anchor(t)) for t in of(name).tables.targets]
    assert sorted(homes) == sorted(expected)


def leading_to_rows(cell: Cell) -> Iterator[Link]:
    """The links of a cell to rows where numbers are in its own row, those of its calculations included."""
    formulas = (cell.formula, cell.arithmetic, *(part.formula for part in cell.categories))
    links = (*cell.links, *(link for formula in formulas if formula for link in formula.operands))
    return (link for link in links if "#" in link.href)


@pytest.mark.parametrize("name", ["sample", "synthetic"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_leads_to_a_place_that_exists(name: str, language: Language) -> None:
    """A figure, a target or a change elsewhere, and each number of a calculation, leads to a row of that anchor."""
    homes = {
        f"/{served(path)}#{anchor}"
        for path, table in tables(name, language)
        for row in table.rows
        for anchor in (table.id, f"table-{table.id}", *anchors_of(row))  # its section, the table, a row of it
    }
    for path, table in tables(name, language):
        for link in (link for row in table.rows for cell in row.cells for link in leading_to_rows(cell)):
            address, _, anchor = link.href.partition("#")
            home = posixpath.join(posixpath.normpath(posixpath.join("/", served(path), address)), "")
            assert "decisions" in address or f"{home}#{anchor}" in homes, (path, table.id, link)


@pytest.mark.parametrize("name", ["sample", "synthetic"])
def test_numbers_elsewhere_are_links(name: str) -> None:
    """A figure or a target that is not in its own row in its row leads there, or is written out as a sum of such."""
    labels = (
        *(Labels.value, _("Target"), _("Target share"), _("Share"), _("As computed")),
        *(_("Total as stated"), _("What is compared"), _("Missing"), _("Sum of their targets"), _("Arithmetic")),
    )
    titles = {translate(label, EN) for label in labels}
    for path, table in tables(name, EN):
        for column in (place for place, header in enumerate(table.columns) if header.title in titles):
            for cell in (row.cells[column] for row in table.rows if not row.anchor):
                displayed = f"{cell.text} {cell.detail}" if column else cell.text
                assert any(leading_to_rows(cell)) or not re.search(r"\d", displayed), (path, table.id, cell)


@pytest.mark.parametrize("name", ["sample", "synthetic"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_both_numbers_of_a_percentage_lead_to_their_rows(name: str, language: Language) -> None:
    """What a percentage was computed from is in its row: as links, or where it is in its own row."""
    titles, found = {translate(Labels.progress, language), translate(_("Share"), language)}, 0
    for path, table in tables(name, language):
        for column in (place for place, header in enumerate(table.columns) if header.title in titles):
            for row in (row for row in table.rows if "/" in row.cells[column].detail):
                near = {link.text for cell in row.cells for link in leading_to_rows(cell)}
                near |= {cell.text for cell in row.cells} if row.anchor else set()
                found += 1
                assert set(row.cells[column].detail.split("/")) <= near, (path, table.id, row.cells[column])
    assert found


@pytest.mark.parametrize("name", ["sample", "synthetic"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calculation_with_links_says_what_it_says_without(name: str, language: Language) -> None:
    """What a page shows is what is in the download, and every number of it is a link that says the number."""
    calculations = 0
    for cell in (cell for _path, table in tables(name, language) for row in table.rows for cell in row.cells):
        for text, formula in ((cell.detail, cell.formula), (cell.text, cell.arithmetic)):
            if formula:
                calculations += 1
                assert formula.text == text
                assert all(link.text and link.text in text for link in formula.operands)
    assert calculations > 10


def test_what_came_of_a_report_leads_to_the_figure() -> None:
    """In the matrices of coverage each word on a report that there is leads to the row of its figure."""
    matrices = [table for _, table in tables("sample", EN) if table.id.startswith("coverage-")]
    shown = [cell for table in matrices for row in table.rows for cell in row.cells if cell.shade]
    shown = [cell for cell in shown if cell.shade != "share"]
    assert {cell.shade for cell in shown} >= {"reported", "partial", "missing"}
    for cell in shown:
        assert bool(cell.links) == (cell.shade in {"reported", "late", "partial", "absent"}), cell


def homes(page_context: PageContext, numbers: Iterable[Number]) -> list[str]:
    """The addresses of numbers, as seen from the page on data quality."""
    return [page_context.at(QUALITY).links.to_row(number, "").href for number in numbers]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_number_of_a_claim_leads_to_what_it_is(language: Language) -> None:
    """In the arithmetic of every claim, and in that of every reading: 15 of 23, perhaps of the target of 16."""
    here, readings = PageContext.of(sample_release(), language, charts=False), 0
    rows = {row.anchor: row for path, table in tables("sample", language) if path == QUALITY for row in table.rows}
    for checked in here.checked.claims:
        formulas = [cell.arithmetic for cell in rows[claim_anchor(checked.claim.id)].cells if cell.arithmetic]
        expected = [homes(here, checked.calculation.numbers)] if checked.calculation.outcome is not None else []
        if isinstance(checked.interpretation, OtherBase):
            expected.append(homes(here, checked.interpretation.calculation.numbers))
        elif isinstance(checked.interpretation, PartsAlone):
            expected.append(homes(here, checked.interpretation.parts))
        assert [[link.href for link in formula.operands] for formula in formulas] == expected
        readings += len(expected) > 1
    assert readings == 3


def test_a_claim_on_what_is_hidden_has_no_arithmetic() -> None:
    """Neither the number that is hidden nor the one that it would be taken over is there."""
    corpus = validate_records(SAMPLE).corpus
    assert corpus is not None
    key = ObservationKey("hiep-thanh", "admissions", period(2018))

    released_without = release(corpus, compile_tables(corpus), history=Hiding({key}))
    here = PageContext.of(released_without, VI, charts=False)
    about = [
        checked
        for checked in here.checked.claims
        if (checked.claim.organization, checked.claim.period) == (key[0], key.period)
    ]
    table = explained_table(here.at(QUALITY), "claims", "", about)
    assert table is not None
    assert len(table.rows) > 2
    assert not [cell for row in table.rows for cell in row.cells if cell.arithmetic or cell.formula]


def test_every_explanation_is_on_the_page_however_many_there_are() -> None:
    """Other pages lead to each of them, so that none is left to the download."""
    here = PageContext.of(sample_release(), VI, charts=False)
    (first, *_) = here.checked.claims
    table = explained_table(here.at(QUALITY), "claims", "", [first] * (ROWS_OF_PAGE + 1))
    assert table is not None
    assert (table.parts, table.more) == ((), None)
    assert all(row.anchor for row in table.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_target_of_a_headline_leads_to_its_row(language: Language) -> None:
    """Its number is a link, within the words that it stood in before."""
    context = front_job(PageContext.of(sample_release(), language, charts=False)).context
    assert isinstance(context, FrontContext)
    targets = [headline.target for headline in context.headlines if headline.target]
    assert len(targets) == 5
    for target in targets:
        (link,) = target.operands
        assert "_target" in link.href
        assert link.text
        assert target.before[0].isupper()
        assert "\ue000" not in target.text


def cell_at(path: str, anchor: str, header: Message, *, name: str = "synthetic") -> Cell:
    """The cell of a column in the row with an anchor."""
    shown = (table for where, table in tables(name, VI) if where == path)
    (found,) = ((table, row) for table in shown for row in table.rows if row.anchor == anchor)
    return cell_of(*found, header)


def test_the_home_of_a_figure_leads_to_its_record() -> None:
    """By a link where the records are on the web; its file and line are not named to the public unless they may be."""
    reported = next(figure for figure in released().tables.figures if figure.origin is FigureOrigin.REPORTED)
    shown = entered(page_context(), replace(reported, place=Place("records/a.yml", 3, 1)), Cell()).record
    assert shown is not None
    assert (shown.text, shown.href) == (translate(_("record"), VI), "https://example.org/edit/records/a.yml#L3")
    here = PageContext.of(sample_release(), VI, charts=False)
    place = Place("records/admissions/hiep-thanh.yml", 12, 1)
    assert here.links.to_record(place) is None
    named = replace(here.links, names_records=True).to_record(place)
    assert named == Link("admissions/hiep-thanh.yml:12", "", "records/admissions/hiep-thanh.yml:12")


def test_a_chart_cites_its_sources_by_their_titles() -> None:
    """A chart holds its source itself: it says what its figures were read in, and not only when that was printed."""
    catalogue, jobs = sample_release().catalogue, page_jobs(PageContext.of(sample_release(), VI))
    contexts = [job.context for job in jobs if isinstance(job.context, OrganizationContext)]
    cited = {
        composition.chart.spec.frame.source
        for context in contexts
        for composition in context.compositions
        if composition.chart
    }
    assert cited
    assert [
        text for text in cited if not any(source.title.localized("vi") in text for source in catalogue.sources.values())
    ] == []


def test_the_record_is_a_link_where_the_records_are_on_the_web() -> None:
    """It leads to the line; a record that is in no file has no address."""
    place = Place("records/admissions/a b.yml", 12, 3)
    assert record("https://example.org/edit/", place) == "https://example.org/edit/records/admissions/a%20b.yml#L12"
    assert record(None, place) == ""
    assert record("https://example.org/edit", Place("", 0, 0)) == ""


@pytest.mark.parametrize(
    ("day", "detail"),
    [("2020-01-15", ""), ("2021-02-03", "báo cáo ngày 3/2/2021"), ("2021-02", "báo cáo trong tháng 2/2021")],
)
def test_a_report_of_another_day_than_its_source_says_it(day: str, detail: str) -> None:
    """The day of the report is there where it is another than the source's, and only there."""
    figure = next(figure for figure in released().tables.figures if figure.origin is FigureOrigin.REPORTED)
    report = replace(figure, place=Place("records/a.yml", 3, 1), report_period=period(day))
    cell = entered(page_context(), report, Cell())
    assert (cell.record and cell.record.title, cell.detail) == ("records/a.yml:3", detail)


def added() -> Figure:
    """What two branches add up to: 23 and 40 trees."""
    return released().tables.by_key[ObservationKey("club", "trees", period(2018))]


def test_a_sum_is_written_out_with_a_link_to_each_part() -> None:
    """Both branches' numbers are there, and lead to the branches' pages."""
    formula = cell_at("organizations/club.md", "trees_2018", Labels.value).formula
    assert formula is not None
    assert formula.text == "23 + 40 = 63"
    assert [link.href.partition("#")[2] for link in formula.operands] == ["trees_2018", "trees_2018"]
    assert {link.href.split("/")[-2] for link in formula.operands} == {"doi-xanh", "song-dai"}
    assert "23</a> + <a" in page("organizations/club.md").html
    assert "40</a> = 63)" in page("organizations/club.md").html


def test_a_sum_of_many_ends_in_how_many() -> None:
    """Only the first numbers are written out; the sum stays that of all."""
    many = replace(added(), parts=added().parts * 10, value=Quantity(Decimal(630)))
    formula = formula_of(page_context(), many)
    assert formula is not None
    assert len(formula.operands) == OPERANDS_SHOWN
    assert formula.after == " + … (tất cả 20 số) = 630"


@pytest.mark.parametrize(
    ("rule", "text"), [(Rule.MEAN, "(23 + 40) / 2 ≈ 63"), (Rule.LAST, "số cuối kỳ: 40"), (Rule.SUM, "23 + 40 = 63")]
)
def test_a_formula_follows_the_rule_of_its_measure(rule: Rule, text: str) -> None:
    """A mean is divided, a last value only taken over; what a mean only nearly gives is not said to be equal."""
    here = page_context()
    measures = here.catalogue.measures
    ruled = {**measures, "trees": measures["trees"].model_copy(update={"over_time": rule})}
    here = replace(here, catalogue=replace(here.catalogue, measures=ruled))
    formula = formula_of(here, replace(added(), origin=FigureOrigin.TEMPORAL_SUM))
    assert formula is not None
    assert formula.text == text


def test_what_is_hidden_has_no_formula() -> None:
    """Nor has a sum that has a hidden part: its operands would say."""
    corpus = sample()
    hidden = ObservationKey("song-dai", "trees", period(2018))
    shown = release(corpus, compile_tables(corpus), history=Hiding({hidden}))
    here = PageContext.of(shown, VI)
    assert formula_of(here, shown.tables.by_key[added().key]) is None


def test_an_inferred_target_leads_to_the_claim_it_was_inferred_from() -> None:
    """In one step from the target's row to the stated percentage."""
    cell = cell_at("organizations/hiep-thanh.md", "hiep-thanh-admissions-2018_target", Labels.source, name="sample")
    (link,) = (link for link in cell.links if "quality" in link.href)
    assert link.text.startswith("suy từ tỷ lệ ")
