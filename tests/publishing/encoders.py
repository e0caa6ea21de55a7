"""Ways in which a text gets into a published file: encodings, containers and metadata."""

from __future__ import annotations

import gzip
import html
import io
import json
import unicodedata
import zipfile
import zlib
from base64 import b64encode, encodebytes, urlsafe_b64encode
from collections.abc import Callable, Mapping
from urllib.parse import quote

Encoder = Callable[[bytes], bytes]


def of_text(encode: Callable[[str], str]) -> Encoder:
    """Make an encoder of one for texts; what is no text becomes base64 first."""

    def encoder(content: bytes) -> bytes:
        try:
            text = content.decode()
        except UnicodeDecodeError:
            text = b64encode(content).decode()
        return encode(text).encode()

    return encoder


def zipped(content: bytes, name: str = "notes.txt") -> bytes:
    """Give an archive with one file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def picture(kind: bytes, content: bytes) -> bytes:
    """Give a picture in PNG with one chunk of metadata."""
    chunk = len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunk + b"\0\0\0\0IEND\xaeB`\x82"


def in_code_units(text: str) -> str:
    """Escape every UTF-16 code unit of a text, as JSON allows it."""
    units = text.encode("utf-16-be").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


def in_rich_text(text: str) -> str:
    """Put each word of a text into a run of its own, as in the cell of a workbook."""
    runs = "".join(f'<r><t xml:space="preserve">{html.escape(word)} </t></r>' for word in text.split(" "))
    return f"<sst><si>{runs}</si></sst>"


def in_utf16(content: bytes) -> bytes:
    """Give a text in UTF-16; bytes that are no text stay as they are."""
    try:
        return content.decode().encode("utf-16")
    except UnicodeDecodeError:
        return content


ENCODERS: Mapping[str, Encoder] = {
    "gzip": gzip.compress,
    "zip": zipped,
    "workbook": lambda content: zipped(of_text(in_rich_text)(content), "xl/sharedStrings.xml"),
    "base64": b64encode,
    "base64 in addresses": urlsafe_b64encode,
    "base64 in lines": encodebytes,
    "data address": lambda content: b'<img src="data:image/png;base64,' + b64encode(content) + b'">',
    "entities": of_text(lambda text: "".join(f"&#{ord(sign)};" for sign in text)),
    "hexadecimal entities": of_text(lambda text: "".join(f"&#x{ord(sign):X};" for sign in text)),
    "named entities": of_text(lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace").decode()),
    "JSON": of_text(lambda text: json.dumps({"docs": [{"text": text}]})),
    "code units": of_text(in_code_units),
    "percent": lambda content: quote(content, safe="").encode(),
    "decomposed": of_text(lambda text: unicodedata.normalize("NFD", text)),
    "UTF-16": in_utf16,
    "picture": lambda content: picture(b"iTXt", b"Comment\0\0\0\0\0" + content),
    "packed picture": lambda content: picture(b"zTXt", b"Comment\0\0" + zlib.compress(content)),
    "drawing": of_text(lambda text: f"<svg><metadata><desc>{html.escape(text)}</desc></metadata></svg>"),
}
"""Encoders by their names."""
