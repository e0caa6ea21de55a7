"""The CSV of each table that a page shows: all its rows, with what stands behind a figure in columns of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from bulletin.localization.messages import translate
from bulletin.model.text import Language
from bulletin.rendering.downloads.spreadsheets import csv_bytes, with_edition
from bulletin.rendering.files import Asset
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.links import table_csv
from bulletin.rendering.text.messages import Editions, Labels
from bulletin.rendering.views import Cell, ChartedTable, Link, Row, Table


def tables_csv(job: PageJob, version: str = "") -> Iterator[Asset]:
    """The CSV of each table of a page, in order.

    :param version: that of the edition; empty for a draft.
    """
    for table in tables_of(job.context):
        yield Asset(table_csv(job.path, table.id), table_bytes(table, job.language, version))


def tables_of(context: Context) -> Iterator[Table]:
    """The tables that a context holds, whether in a field of its own or among others, with a chart or without."""
    for field in fields(context):
        value = getattr(context, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Table | ChartedTable):
                yield part if isinstance(part, Table) else part.table


def table_bytes(table: Table, language: Language, version: str = "") -> bytes:
    """A table as CSV."""
    titles, columns = zip(*_columns(table, language), strict=True)
    title = translate(Editions.edition, language)
    return csv_bytes(*with_edition(title, version, titles, zip(*columns, strict=True)))


def _columns(table: Table, language: Language) -> Iterator[tuple[str, list[str]]]:
    """The title of each column of the file, and what stands in it, row by row."""
    for place, column in enumerate(table.columns):
        cells = [row.cells[place] for row in table.rows]
        title = f"{column.title} ({column.unit})" if column.unit else column.title
        yield title, [_text(cell) for cell in cells]
        if any(cell.detail for cell in cells):
            detail = column.detail or translate(Labels.detail, language)
            yield f"{column.title} ({detail.lower()})", [cell.detail for cell in cells]
        if any(cell.record for cell in cells):
            yield f"{column.title} ({translate(Labels.record, language)})", [_record(cell) for cell in cells]
        if any(cell.flags or cell.inferred for cell in cells):
            yield f"{column.title} ({translate(Labels.flag, language)})", [_flags(cell, language) for cell in cells]
    if table.notes:
        yield translate(Labels.table_notes, language), [_notes(table, row) for row in table.rows]


def _text(cell: Cell) -> str:
    if cell.categories:
        return "; ".join(f"{part.name}: {part.text}" for part in cell.categories)
    return cell.number or ("; ".join(map(_link, cell.links)) if cell.links else cell.text)


def _record(cell: Cell) -> str:
    return cell.record.title if cell.record else ""


def _flags(cell: Cell, language: Language) -> str:
    return " ".join([*cell.flags, *([translate(Labels.inferred, language)] if cell.inferred else [])])


def _link(link: Link) -> str:
    return f"{link.text} – {link.title}" if link.title else link.text


def _notes(table: Table, row: Row) -> str:
    notes = dict.fromkeys(note for cell in row.cells for note in cell.notes)
    return " ".join(table.notes[note - 1].text for note in notes)
