"""The CSV of each table that a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from generator.model.text import Language
from generator.rendering.downloads.spreadsheets import csv_bytes
from generator.rendering.files import Asset
from generator.rendering.jobs import Context, PageJob
from generator.rendering.links import table_csv
from generator.rendering.text.messages import Labels
from generator.rendering.views import Cell, Row, Table


def tables_csv(job: PageJob) -> Iterator[Asset]:
    """The CSV of each table of a page, in order."""
    for table in tables_of(job.context):
        yield Asset(table_csv(job.path, table.id), table_bytes(table, job.language))


def table_bytes(table: Table, language: Language) -> bytes:
    """A table as CSV: all its rows, with flags and notes in columns of their own."""
    by_column = zip(*(row.cells for row in table.rows), strict=True)
    flagged = [any(cell.flags or cell.inferred for cell in cells) for cells in by_column]
    header: list[str] = []
    for column, has_flags in zip(table.columns, flagged, strict=True):
        header += [column.title, f"{column.title} ({Labels.flag.in_(language)})"] if has_flags else [column.title]
    header += [Labels.table_notes.in_(language)] if table.notes else []
    return csv_bytes(header, (_row(table, row, flagged, language) for row in table.rows))


def _row(table: Table, row: Row, flagged: list[bool], language: Language) -> list[str]:
    texts: list[str] = []
    for cell, has_flags in zip(row.cells, flagged, strict=True):
        texts += [_text(cell), _flags(cell, language)] if has_flags else [_text(cell)]
    notes = dict.fromkeys(note for cell in row.cells for note in cell.notes)
    return [*texts, " ".join(table.notes[note - 1] for note in notes)] if table.notes else texts


def _flags(cell: Cell, language: Language) -> str:
    return " ".join([*cell.flags, *([Labels.inferred.in_(language)] if cell.inferred else [])])


def tables_of(context: Context) -> Iterator[Table]:
    """The tables that a context holds, whether in a field of its own or in a list of them."""
    for field in fields(context):
        value = getattr(context, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Table):
                yield part


def _text(cell: Cell) -> str:
    return cell.number or "; ".join(link.text for link in cell.links) or cell.text
