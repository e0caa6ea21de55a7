"""PDF files as programs and assistive technology read them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import page as validator
import pikepdf
from pikepdf import Array, Dictionary, Stream
from pypdf import PdfReader

_LENGTH = "PDFA3A-STREAM-LENGTH-001"
"""A rule that the validator misreads where the last byte of a stream is a carriage return: with the line break that
must follow, it takes it for a line break of two bytes. qpdf measures all streams rightly."""


def text_of(file: bytes) -> str:
    """The text of all pages without white space, which is where lines are broken and letters set apart."""
    return bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages))


def bare(text: str) -> str:
    """A text without white space and without characters that show nothing."""
    return re.sub(r"[\s\u00ad\u200b-\u200f\u2060\u2066-\u2069]", "", text)


def pages_in(file: bytes) -> int:
    """How many pages it has."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return len(pdf.pages)


def failures(file: bytes) -> list[str]:
    """What a validator of PDF/UA-1 and of PDF/A-3a finds wrong, and what qpdf does."""
    found = [
        f"{failure.rule_id} {failure.message}"
        for profile in ("ua1", "3a")
        for failure in validator.validate_pdf_bytes(file, profile=profile).failures
        if failure.rule_id != _LENGTH
    ]
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return [*found, *pdf.check_pdf_syntax()]


def elements(pdf: pikepdf.Pdf, *kinds: str) -> Iterator[Any]:
    """The elements of the structure that are of some kinds, in the order in which they are read."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        found = waiting.pop()
        if isinstance(found, Array):
            waiting.extend(reversed(list(found)))
        elif isinstance(found, Dictionary) and "/S" in found:
            if str(found.S).removeprefix("/") in kinds:
                yield found
            if "/K" in found:
                waiting.append(found.K)


def scope(cell: Any) -> str | None:
    """Of what a cell of a table is the header: ``/Row``, ``/Column``; None where it is none."""
    if cell.S != "/TH":
        return None
    return next(str(each.Scope) for each in cell.A if "/Scope" in each)


def titles(outline: list[Any]) -> Iterator[str]:
    """The titles of an outline as pypdf has it, level by level."""
    for item in outline:
        yield from titles(item) if isinstance(item, list) else [item.title]


def missing_glyphs(file: bytes) -> list[str]:
    """The fonts of which a glyph is shown that stands for a missing one: number 0."""
    with pikepdf.open(io.BytesIO(file)) as pdf:
        return [
            f"{page.index} {name}"
            for page in pdf.pages
            for name, glyphs in _shown(page.obj.Resources, pikepdf.parse_content_stream(page)).items()
            if 0 in glyphs
        ]


def _shown(resources: Any, instructions: Any) -> dict[str, set[int]]:
    """The numbers of the glyphs that a content stream shows, by font; of forms in it too."""
    shown: dict[str, set[int]] = {}
    font = ""
    for operands, operator in instructions:
        match str(operator):
            case "Tf":
                font = str(operands[0])
            case "Tj" | "TJ":
                parts = operands[0] if isinstance(operands[0], Array) else operands
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        data = bytes(part)
                        glyphs = {int.from_bytes(data[n : n + 2], "big") for n in range(0, len(data), 2)}
                        shown.setdefault(font, set()).update(glyphs)
            case "Do":
                form = resources.XObject[str(operands[0])]
                if isinstance(form, Stream) and form.Subtype == "/Form":
                    inner = _shown(form.get("/Resources", resources), pikepdf.parse_content_stream(form))
                    for name, glyphs in inner.items():
                        shown.setdefault(f"form {name}", set()).update(glyphs)
    return shown
