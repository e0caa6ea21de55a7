"""Documents into PDF files: typst sets them, tagged for accessibility (PDF/UA-1) and for archives (PDF/A-3a).

The same document gives the same bytes on every machine: fonts are those that typst and matplotlib bring, no font of the
system is used, and the file is dated to the day of the version.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from importlib.util import find_spec
from pathlib import Path

from bulletin.errors import BulletinError
from bulletin.localization.messages import _
from bulletin.rendering.charts import fonts
from bulletin.rendering.pdf.document import Document
from bulletin.rendering.pdf.row_headers import with_row_headers

_TEMPLATE = Path(__file__).with_name("bulletin.typ")
_COMMAND = 'pip install "bulletin-generator[pdf]"'


class NoTypesettingError(BulletinError):
    """What typesets PDF files is not installed: it is an extra of the generator, as most who use it make none."""

    def __init__(self) -> None:
        super().__init__(_("PDF files need typst and pikepdf: {command}"), command=_COMMAND)


def require_typesetting() -> None:
    """Look for what typesets PDF files, before anything is made for them.

    :raises NoTypesettingError: where typst or pikepdf is not installed.
    """
    if not all(map(find_spec, ("typst", "pikepdf"))):
        raise NoTypesettingError


def typeset(document: Document) -> bytes:
    """The PDF file of a document."""
    import typst

    raw = typst.compile(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=[str(fonts())],
        ignore_system_fonts=True,
        sys_inputs={"document": json.dumps(document.data, ensure_ascii=False), "figures": document.figures},
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        timestamp=datetime.combine(document.day, time(), UTC),
    )
    if not isinstance(raw, bytes):
        raise TypeError("typst gives a PDF as bytes")
    return with_row_headers(raw)
