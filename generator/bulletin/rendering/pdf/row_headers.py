"""Row headers of tables in a tagged PDF, which typst cannot mark: the first cell of each row of a body is one.

A screen reader then says of a number which row it is in, as it does which column.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object

_WITHOUT_TABLES = frozenset({"/P", "/H1", "/H2", "/H3", "/H4", "/L", "/TOC", "/Figure", "/Caption", "/THead", "/TR"})
"""Kinds of elements that no table is in, which are not looked into."""


def with_row_headers(file: bytes) -> bytes:
    """The same PDF, in which the first cell of each row of the body of a table is a header with the scope of its row.

    It is written as it was, object for object, so that the same file gives the same bytes.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(file)) as pdf:
        for row in _body_rows(pdf.Root.StructTreeRoot.K):
            _head(row)
        result = io.BytesIO()
        pdf.save(
            result,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            fix_metadata_version=False,
        )
    return result.getvalue()


def _body_rows(element: object) -> Iterator[Dictionary]:
    """The rows of the bodies of all tables below an element of the structure."""
    from pikepdf import Array, Dictionary

    waiting = [element]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Array):
            waiting.extend(reversed(list(found)))
        elif isinstance(found, Dictionary) and "/S" in found:
            if found.S == "/TR" and found.P.S == "/TBody":
                yield found
            elif "/K" in found and str(found.S) not in _WITHOUT_TABLES:
                waiting.append(found.K)


def _head(row: Dictionary) -> None:
    """Let the first cell of a row be the header of the row; and every cell have its headers by their scopes alone.

    A list of headers, as typst gives each cell, would have to name the new ones too.
    """
    from pikepdf import Name

    for number, cell in enumerate(_listed(row.K)):
        for attributes in _listed(cell.A) if "/A" in cell else ():
            if attributes.O == "/Table":
                del attributes.Headers
                if number == 0:
                    attributes.Scope = Name.Row
        if number == 0:
            cell.S = Name.TH


def _listed(element: Object) -> list[Object]:
    """The items of an array; anything else alone."""
    from pikepdf import Array

    return list(element) if isinstance(element, Array) else [element]
