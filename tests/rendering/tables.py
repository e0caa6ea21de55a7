"""Looks tables up as tests need them: of one page, by the message of a column's header, by what a row shows."""

from __future__ import annotations

from collections.abc import Callable

from bulletin.localization.messages import Message, translate
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import PageJob, tables_of
from bulletin.rendering.pages.front import front_job
from bulletin.rendering.pages.measure import measure_job
from bulletin.rendering.pages.organization import organization_job
from bulletin.rendering.pages.period import period_job
from bulletin.rendering.pages.sources import source_job
from bulletin.rendering.sections import LISTS
from bulletin.rendering.views import Cell, Table, TableRow

from tests.sites import LANGUAGES

BY_ID: dict[str, Callable[[PageContext, str], PageJob]] = {
    "organizations": organization_job,
    "measures": measure_job,
    "sources": source_job,
}


def job_of(page: PageContext, path: str) -> PageJob:
    """One page, without building the others."""
    if path in LISTS:
        job = LISTS[path](page)
        assert job is not None
        return job
    folder, _, name = path.removesuffix(".md").partition("/")
    if not name:
        return front_job(page)
    if folder == "periods":
        return period_job(page, next(period for period in page.tables.periods.values() if period.slug == name))
    return BY_ID[folder](page, name)


def table_of(page: PageContext, path: str, table_id: str) -> Table:
    """One table of one page."""
    return next(table for table in tables_of(job_of(page, path).context) if table.id == table_id)


def place_of(table: Table, header: Message) -> int:
    """The position of the column with a header."""
    return [column.title for column in table.columns].index(
        next(
            column.title for column in table.columns if column.title in {translate(header, each) for each in LANGUAGES}
        )
    )


def cell_of(table: Table, row: TableRow, header: Message) -> Cell:
    """The cell of a row in the column with a header."""
    return row.cells[place_of(table, header)]


def column_of(table: Table, header: Message) -> list[Cell]:
    """All cells of the column with a header."""
    return [cell_of(table, row, header) for row in table.rows]


def row_of(table: Table, *texts: str) -> TableRow:
    """The row whose cells show all these texts."""
    return next(row for row in table.rows if set(texts) <= {text for cell in row.cells for text in texts_of(cell)})


def texts_of(cell: Cell) -> list[str]:
    """The text of a cell and of its links."""
    return [cell.text, *(link.text for link in cell.links)]


def notes_of(table: Table, cell: Cell) -> list[str]:
    """The texts of a cell's notes."""
    return [table.notes[note - 1].text for note in cell.notes]
