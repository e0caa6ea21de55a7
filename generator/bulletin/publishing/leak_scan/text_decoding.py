"""Texts within texts: escapes, percent-encoding, base64, and words that tags part."""

from __future__ import annotations

import html
import re
from binascii import a2b_base64
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

_ESCAPE = re.compile(
    r"[&%\\](?:"
    r"(?<=&)(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
    r"|(?<=%)[0-9a-fA-F]{2}(?:%[0-9a-fA-F]{2})*"
    r"|(?<=\\)(?:u[0-9a-fA-F]{4}(?:\\u[0-9a-fA-F]{4})*|u\{[0-9a-fA-F]{1,6}\}|x[0-9a-fA-F]{2}|[\"'/\\bfnrt]))"
)
"""An entity of HTML or XML, a run of percent-encoded bytes, an escape of JSON or JavaScript."""
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
_ENDS_OF_MAGIC = re.compile(
    r"(?:%1F%8B|PK%03%04|%89PNG|%25PDF|%FF%FE|%FE%FF)(?:%[0-9A-F]{2}|[A-Za-z0-9_.~!*'()/+-])*", re.IGNORECASE
)
"""Percent-encoded bytes that begin like a container, or like UTF-16."""
_RUN = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{12,}+")
"""What may be base64, of either alphabet; without its padding."""
_NEXT_LINE = re.compile(r"\r?\n([A-Za-z0-9+/_-]+)")
_LINE = 60
"""Characters of a line of base64 from which on the next line may go on with it."""
_OTHERS = re.compile(r"[a-z/_-]+|[0-9a-f]{40}|[0-9a-f]{64}")
"""Addresses, names of classes and hashes, which base64 never looks like."""
_MAGIC = (b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"%PDF", b"\xff\xfe", b"\xfe\xff")
_INLINE = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|time|tspan|u|var|wbr"
    "|r|t|rPr|text:span|text:a"
)
_INLINE_TAG = re.compile(rf"<(?:/?(?:{_INLINE})(?:\s[^<>]*)?/?>|!--.*?-->)", re.DOTALL)
"""A tag within a word: of HTML, of SVG, of workbooks."""
_TAG = re.compile(r"<(?:/?[A-Za-z][^<>]*>|!--.*?-->|[!?][^<>]*>)", re.DOTALL)
_BETWEEN = "\n|\n"
"""In the place of a tag that ends a text, so that no text goes on behind it."""


def unescaped(text: str) -> str | None:
    """The text with its entities, percent-encoded characters and escapes decoded once; None where it has none."""
    if "&" not in text and "%" not in text and "\\" not in text:
        return None
    plain, count = _ESCAPE.subn(_decoded_escape, text)
    return plain if count and plain != text else None


def _decoded_escape(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] == "&":
        return html.unescape(found)
    if found[0] == "%":
        return unquote_to_bytes(found).decode("utf-8", "ignore") or found
    if found[1] in "ux":
        return _decoded_code(found)
    return _PLAIN.get(found[1], found[1])


def _decoded_code(escape: str) -> str:
    """The characters of escapes by their codes, those beyond the basic plane as pairs."""
    if escape[1] == "x":
        return chr(int(f"0{escape[1:]}", 0))
    if escape[2] == "{":
        code = int(escape[3:-1], 16)
        return chr(code) if code <= 0x10FFFF else escape
    return bytes.fromhex(escape.replace("\\u", "")).decode("utf-16-be", "ignore")


def binary_parts(text: str) -> list[bytes]:
    """Percent-encoded containers in a text."""
    return [unquote_to_bytes(match[0]) for match in _ENDS_OF_MAGIC.finditer(text)] if "%" in text else []


def decoded_base64(text: str) -> tuple[str, list[bytes]]:
    """What is in a text as base64: the texts, one a line, and the containers and texts in UTF-16.

    Since a run of these characters may begin before the encoded text does, as in an address, it is decoded from each of
    its first four characters on.
    """
    texts: list[str] = []
    containers: list[bytes] = []
    for run in _runs(text):
        for content in _decoded_runs(run):
            if content.startswith(_MAGIC):
                containers.append(content)
            else:
                texts.append(content.decode("utf-8", "ignore"))
    return "\n".join(texts), containers


def _runs(text: str) -> Iterator[str]:
    """What may be base64, in one piece where it is in several lines."""
    end = 0
    for match in _RUN.finditer(text):
        run = match[0]
        if match.start() < end or _OTHERS.fullmatch(run):
            continue
        end, width = match.end(), len(run)
        while width >= _LINE and (line := _NEXT_LINE.match(text, end)) is not None:
            end, width = line.end(), len(line[1])
            run += line[1]
        yield run


def _decoded_runs(run: str) -> list[bytes]:
    plain = run.replace("-", "+").replace("_", "/")
    found = []
    for start in range(4):
        part = plain[start:]
        rest = len(part) % 4
        whole = part[:-1] if rest == 1 else part + "=" * (-rest % 4)
        found.append(a2b_base64(whole))
    return found


def without_tags(text: str) -> str | None:
    """What readers see of HTML, SVG or XML; words that tags part are in one piece. None where there are no tags."""
    plain, count = _TAG.subn(_BETWEEN, _INLINE_TAG.sub("", text))
    return plain if count or len(plain) != len(text) else None
