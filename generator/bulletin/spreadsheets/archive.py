"""Workbooks as zip archives of XML, from anywhere: looked into for what a reader of values does not say.

One is refused by its declared and its actual sizes before it is read, and only a copy of the parts that were looked at
goes on to the reader.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from bulletin.problems import kinds
from bulletin.spreadsheets.office_document import office_document
from bulletin.spreadsheets.open_document import open_document
from bulletin.spreadsheets.sheet_facts import RefusedError, SheetFacts

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a workbook as it is on the disk."""
LARGEST_PART = 192 * 1024 * 1024
"""Bytes of one of its parts, unpacked."""
LARGEST_STYLES = 16 * 1024 * 1024
"""Bytes of its styles: some programs add a style with each paste, until they fill hundreds of megabytes."""
MOST_PARTS = 5_000
_CHUNK = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that Excel wrote before 2007, and those that it writes encrypted."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass
class Archive:
    """A workbook that was looked at."""

    content: io.BytesIO
    """Only the parts that were looked at, for the reader of values."""
    sheets: dict[str, SheetFacts]
    """By the sheets' names."""
    links: int = 0
    """How many other files its formulas take values from."""


def look_into(content: bytes) -> Archive:
    """Look into a workbook.

    :raises RefusedError: when it is none, is damaged, encrypted or too large.
    """
    if content.startswith(_OLE):
        raise RefusedError(kinds.WORKBOOK_ENCRYPTED if _ENCRYPTED in content else kinds.WORKBOOK_OLD)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _unpacked(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError):
        raise RefusedError(kinds.WORKBOOK_DAMAGED) from None
    try:
        sheets = open_document(parts) if "content.xml" in parts else office_document(parts)
    except (expat.ExpatError, KeyError, ValueError, IndexError):
        raise RefusedError(kinds.WORKBOOK_DAMAGED) from None
    links = sum(name.startswith("xl/externalLinks/") and name.endswith(".xml") for name in parts)
    return Archive(_repacked(parts), sheets, links)


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The XML of a workbook by the names of its parts."""
    listed = archive.infolist()
    if len(listed) > MOST_PARTS:
        raise RefusedError(kinds.WORKBOOK_TOO_LARGE, part="…", size=len(listed), limit=MOST_PARTS)
    if any(info.flag_bits & 1 for info in listed):
        raise RefusedError(kinds.WORKBOOK_ENCRYPTED)
    wanted = [info for info in listed if info.filename.endswith((".xml", ".rels")) or info.filename == "mimetype"]
    left = LARGEST_PART
    for info in wanted:
        left -= info.file_size
        if left < 0 or (info.filename.endswith("styles.xml") and info.file_size > LARGEST_STYLES):
            raise _too_large(info)
    return {info.filename: _part(archive, info) for info in wanted}


def _too_large(info: zipfile.ZipInfo) -> RefusedError:
    limit = LARGEST_STYLES if info.filename.endswith("styles.xml") else LARGEST_PART
    megabytes = 1024 * 1024
    return RefusedError(
        kinds.WORKBOOK_TOO_LARGE, part=info.filename, size=info.file_size // megabytes, limit=limit // megabytes
    )


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of a part, no more of them than are declared: a part that has more fails its checksum."""
    with archive.open(info) as opened:
        return b"".join(iter(lambda: opened.read(_CHUNK), b""))


def _repacked(parts: Mapping[str, bytes]) -> io.BytesIO:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    packed.seek(0)
    return packed
