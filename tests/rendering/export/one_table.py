"""A table by itself, as the file of its page has it."""

from __future__ import annotations

import csv
import io

from bulletin.model.text import Language
from bulletin.rendering.export.csv_files import tables_bytes
from bulletin.rendering.views import Table


def table_bytes(table: Table, language: Language, version: str = "") -> bytes:
    """The file of a page that has this table alone, without the column that names it."""
    text = tables_bytes([table], language, version).decode("utf-8-sig")
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(row[1:] for row in csv.reader(io.StringIO(text, newline="")))
    return out.getvalue().encode("utf-8-sig")
