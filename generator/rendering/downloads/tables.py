"""The CSV of each table that a page shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from generator.rendering.downloads.spreadsheets import csv_bytes
from generator.rendering.files import Asset
from generator.rendering.jobs import Context, PageJob
from generator.rendering.links import table_csv
from generator.rendering.views import Cell, Table


def tables_csv(job: PageJob) -> Iterator[Asset]:
    """The CSV of each table of a page, in order."""
    for table in tables_of(job.context):
        rows = ([_text(cell) for cell in row.cells] for row in table.rows)
        yield Asset(table_csv(job.path, table.id), csv_bytes([column.title for column in table.columns], rows))


def tables_of(context: Context) -> Iterator[Table]:
    """The tables that a context holds, whether in a field of its own or in a list of them."""
    for field in fields(context):
        value = getattr(context, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Table):
                yield part


def _text(cell: Cell) -> str:
    if cell.machine is not None:
        return cell.machine
    return "; ".join(link.text for link in cell.links) or cell.text
