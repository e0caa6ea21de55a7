"""Breakdowns that a figure has in several periods are tables of periods by categories; others are beside the figure."""

from __future__ import annotations

from bulletin.localization.messages import translate
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import tables_of
from bulletin.rendering.labels import Labels
from bulletin.rendering.links import figure_anchor
from bulletin.rendering.pages.breakdown_tables import breakdown_tables
from bulletin.rendering.pages.figure_tables import latest_first, parts_of
from bulletin.rendering.pages.organization import organization_job
from bulletin.rendering.phrases.figures import value_in_cell

from tests.rendering.sample_bulletin import sample_release
from tests.sites import EN

UNIT = "organizations/hiep-thanh.md"


def test_a_table_has_periods_in_rows_and_categories_in_columns() -> None:
    """The newest period is first, the whole is beside its parts, and the cell of a part is its canonical place."""
    page = PageContext.of(sample_release(), EN, charts=False).at(UNIT)
    figures = page.tables.by_organization["hiep-thanh"]
    parts, _alone = parts_of(figures)
    wholes = latest_first([figure for figure in figures if figure.key.breakdown is None])
    admitted = [figure for figure in wholes if figure.key.measure == "admissions"]
    tables, rest = breakdown_tables(page, "by-period", admitted, parts)
    assert [table.id for table in tables] == ["by-period-by-1", "by-period-by-2"]
    for table in tables:
        assert [column.title for column in table.columns[:2]] == [
            translate(Labels.period, EN),
            translate(Labels.whole, EN),
        ]
        periods = [figure.key.period for figure in admitted if rest.get(figure.key, ()) != parts.get(figure.key, ())]
        assert [row.cells[0].links[0].text for row in table.rows] == [page.words.period(period) for period in periods]
    shown = {cell.anchor: cell.text for table in tables for row in table.rows for cell in row.cells if cell.anchor}
    split = [part for figure in admitted for part in parts.get(figure.key, ()) if part not in rest.get(figure.key, ())]
    assert shown == {figure_anchor(part.key): value_in_cell(page.words, part) for part in split}


def test_a_table_of_a_breakdown_has_its_csv_and_its_citation() -> None:
    """Tables beside a chart's are tables of their page like all others."""
    page = PageContext.of(sample_release(), EN, charts=False)
    ids = [table.id for table in tables_of(organization_job(page, "hiep-thanh").context)]
    assert "by-period-by-1" in ids
    assert len(set(ids)) == len(ids)
