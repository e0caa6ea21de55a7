"""What a file says once it is unpacked and decoded: every layer of it as text, with the way there.

Nothing in a file is trusted: what it unpacks to is bounded in size, in depth and in number, and what goes beyond that
is reported rather than left out.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from bulletin.publishing.leak_scan.text_decoding import binary_parts, decoded_base64, unescaped, without_tags

DEEPEST = 12
"""Layers within each other that are looked into."""
LARGEST = 256 * 1024 * 1024
"""Bytes and characters that all layers of a file may have together, beyond :data:`TIMES` its own size."""
TIMES = 40
"""How many times its own size a file may have in all layers together in any case."""
MOST_MEMBERS = 10_000
"""Files in an archive."""

_GZIP, _ZIP, _PNG, _PDF = b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"%PDF-"
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_EMBEDDED = re.compile(rb"\x1f\x8b\x08|PK\x03\x04|\x89PNG\r\n|\xff\xfe|\xfe\xff")
"""What containers, and texts in UTF-16, begin with, within other bytes."""
_MOST_EMBEDDED = 50
"""So many of them are looked into in one layer."""
_ENCRYPTED = 1
"""The flag of encrypted members of an archive."""
_GUESSED = ("base64",), ("percent",), ("embedded",)
"""Layers whose parts may be no containers although they begin like such."""
_STREAM = re.compile(rb"stream\r?\n")


class Decoded(NamedTuple):
    """A layer of a file."""

    text: str
    layers: tuple[str, ...]
    """How it was reached, from the outside in: ``("gzip", "base64")``; empty for the file as it is."""


class Undecodable(NamedTuple):
    """A layer that is not looked into: too large, too deep, encrypted or damaged."""

    layers: tuple[str, ...]


class _UndecodableError(Exception):
    """A layer cannot be unpacked."""

    def __init__(self, *, is_certain: bool = False) -> None:
        """Say why.

        :param is_certain: whether it is too large or encrypted, rather than damaged, or no container at all.
        """
        self.is_certain = is_certain


@dataclass
class _Budget:
    """How much may still be unpacked."""

    left: int

    def spend(self, amount: int) -> None:
        self.left -= amount
        if self.left < 0:
            raise _UndecodableError(is_certain=True)


def decoded(content: bytes, *, largest: int = LARGEST) -> Iterator[Decoded | Undecodable]:
    """Every layer of a file as text, the outer ones first; the same text is not given twice.

    :param largest: what all layers may have together beyond so many times the size of the file.
    """
    budget = _Budget(largest + TIMES * len(content))
    waiting: deque[tuple[bytes | str, tuple[str, ...]]] = deque([(content, ())])
    seen = set[tuple[type, int]]()
    while waiting:
        layer, way = waiting.popleft()
        if (key := (type(layer), hash(layer))) in seen:  # equal bytes and texts may have the same hash
            continue
        seen.add(key)
        if isinstance(layer, str):
            yield Decoded(layer, way)
        if len(way) > DEEPEST:
            yield Undecodable(way)
            return
        within = _within_text(layer) if isinstance(layer, str) else _within_bytes(layer, budget)
        try:
            for name, inner in within:
                budget.spend(len(inner))
                waiting.append((inner, (*way, name) if name else way))
        except _UndecodableError as error:
            if error.is_certain or way[-1:] not in _GUESSED:
                yield Undecodable(way)
            if budget.left < 0:
                return


def _within_text(text: str) -> Iterator[tuple[str, bytes | str]]:
    """What a text says once more of it is decoded."""
    if "<" in text and (seen := without_tags(text)) is not None:
        yield "text", seen
    if (plain := unescaped(text)) is not None:
        yield "escapes", plain
    for part in binary_parts(text):
        yield "percent", part
    parts, blobs = decoded_base64(text)
    if parts:
        yield "base64", parts
    yield from (("base64", blob) for blob in blobs)


def _within_bytes(content: bytes, budget: _Budget) -> Iterator[tuple[str, bytes | str]]:
    """The texts of bytes, and the parts of containers."""
    yield from (("", text) for text in _texts(content))
    if content.startswith(_GZIP):
        yield from _gunzipped(content, budget)
    elif content.startswith(_ZIP):
        yield from _members(content, budget)
    elif content.startswith(_PNG):
        yield from _chunks(content, budget)
    elif content.startswith(_PDF):
        yield from _streams(content, budget)
    starts = (match.start() for match in _EMBEDDED.finditer(content, 1))
    yield from (("embedded", content[start:]) for start in islice(starts, _MOST_EMBEDDED))


def _texts(content: bytes) -> Iterator[str]:
    """Bytes as UTF-8, leaving out what is none; and as UTF-16 where they may be that."""
    is_marked = content.startswith(_BYTE_ORDER_MARKS)
    if not is_marked:
        yield content.decode("utf-8", "ignore")
    if is_marked or 8 * content.count(0) > len(content):
        for encoding in ("utf-16-le", "utf-16-be"):
            yield content.decode(encoding, "ignore")


class _Inflated(NamedTuple):
    """What compressed bytes hold."""

    content: bytes
    rest: bytes
    """What follows them."""
    is_whole: bool
    """Whether they have their end."""


def _inflated(content: bytes, budget: _Budget, window: int) -> _Inflated:
    """What compressed bytes hold; never more than the budget has left."""
    inflater = zlib.decompressobj(window)
    try:
        found = inflater.decompress(content, max(1, budget.left))
    except zlib.error:
        raise _UndecodableError from None
    if inflater.unconsumed_tail:
        budget.left = -1
        raise _UndecodableError(is_certain=True)
    return _Inflated(found, inflater.unused_data, inflater.eof)


def _gunzipped(content: bytes, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    """The members of a gzip file one behind the other, and what follows the last."""
    found, is_whole = b"", True
    while is_whole and content.startswith(_GZIP):
        yield "gzip", _gzip_name(content)
        inner, content, is_whole = _inflated(content, budget, zlib.MAX_WBITS | 16)
        budget.spend(len(inner))
        found += inner
    yield "gzip", found
    if not is_whole:
        raise _UndecodableError
    yield "gzip", content


def _gzip_name(content: bytes) -> bytes:
    """The name and the comment that the head of a gzip file has; they are not compressed."""
    has_names = len(content) > 10 and content[3] & 0b11000
    return content[10:].partition(b"\0\0")[0][:1000] if has_names else b""


def _members(content: bytes, budget: _Budget) -> Iterator[tuple[str, bytes | str]]:
    """The files in an archive, workbooks and text documents included: their names, and what they hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            if len(listed) > MOST_MEMBERS or any(info.flag_bits & _ENCRYPTED for info in listed):
                raise _UndecodableError(is_certain=True)
            yield "zip", "\n".join([*(info.filename for info in listed), archive.comment.decode("utf-8", "ignore")])
            for info in listed:
                with archive.open(info) as member:
                    inner = member.read(budget.left + 1)
                yield f"zip:{info.filename}", inner
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, struct.error):
        raise _UndecodableError from None


def _chunks(content: bytes, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    """The compressed texts of a picture in PNG, and what follows its end; its other texts are there as they are."""
    at = len(_PNG)
    while at + 8 <= len(content):
        size, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        data = content[at + 8 : at + 8 + size]
        at += 12 + size
        if kind in {b"zTXt", b"iTXt", b"iCCP"}:
            key, _, rest = data.partition(b"\0")
            start = rest.find(b"\x78")  # the first byte of zlib's format
            if start >= 0 and rest[:1] in {b"\0", b"\1"}:
                yield f"png:{kind.decode()}", key + b": " + _inflated_or_plain(rest[start:], budget)
        if kind == b"IEND":
            break
    if content[at:]:
        yield "png:end", content[at:]


def _streams(content: bytes, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    """The compressed streams of a PDF file."""
    for match in _STREAM.finditer(content):
        start = match.end()
        if content[start : start + 1] == b"\x78":
            yield "pdf", _inflated_or_plain(content[start : content.find(b"endstream", start)], budget)


def _inflated_or_plain(content: bytes, budget: _Budget) -> bytes:
    """What compressed bytes hold; the bytes themselves where they are not compressed."""
    try:
        return _inflated(content, budget, zlib.MAX_WBITS).content
    except _UndecodableError:
        if budget.left < 0:
            raise
        return content
