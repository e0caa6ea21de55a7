"""What a file says is found however it is packed and encoded, and no file makes the scan run out of memory."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from base64 import b64encode
from fractions import Fraction

import pytest
from bulletin.publishing.leak_scan import Confidential, LeakKind, LeakScan, ScannedFile, Secret
from bulletin.publishing.leak_scan.decoding import Decoded, Undecodable, decoded
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.publishing.encoders import ENCODERS, zipped

WORDS = "Tổ Hải âu số chín"


def leaks_in(content: bytes, *values: str | Fraction, path: str = "notes.txt") -> list[LeakKind]:
    """Give what is found of secrets in a file."""
    secrets = tuple(
        Secret(LeakKind.TEXT if isinstance(value, str) else LeakKind.NUMBER, value, "name") for value in values
    )
    scan = LeakScan(Confidential(secrets, languages=("vi", "en", "fr", "es", "ru", "ar")))
    return [leak.kind for leak in scan.leaks([ScannedFile(path, content)])]


@pytest.mark.parametrize("name", ENCODERS)
def test_text_is_found_in_every_encoding(name: str) -> None:
    """Each encoding alone, with other text around it where it is one of texts."""
    encoded = ENCODERS[name](WORDS.encode())
    assert leaks_in(encoded, WORDS) == [LeakKind.TEXT]
    if encoded.isascii():
        assert leaks_in(b"<p>Before: " + encoded + b" behind it</p>", WORDS) == [LeakKind.TEXT]


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(categories=["L", "N"]), min_size=6, max_size=30),
    st.lists(st.sampled_from(list(ENCODERS)), max_size=3),
)
@example("hhhhhhhhh", ["base64"])
@example("Bí mật 12", ["gzip", "percent", "entities"])
def test_text_is_found_in_every_composition_of_encodings(text: str, names: list[str]) -> None:
    """Whatever three encodings are within each other, in any order."""
    content = f"kín {text} kín".encode()
    for name in names:
        content = ENCODERS[name](content)
    assert LeakKind.TEXT in leaks_in(content, f"kín {text} kín")


@pytest.mark.parametrize(
    "content",
    [
        WORDS.upper(),
        WORDS.replace(" ", "\u00a0"),
        WORDS.replace(" ", "\n   "),
        WORDS.replace("H", "\u200bH\u00ad"),
        "To Hai au so chin",
        "Tổ <b>H</b>ải <span class='x'>âu</span> số chín",
        "Tổ Hải âu &lt;!-- --&gt;".replace("&lt;!-- --&gt;", "<!-- x --> số chín"),
    ],
)
def test_text_is_found_however_it_is_typed(content: str) -> None:
    """Case, kinds of spaces, invisible signs, missing accents and tags within words make no difference."""
    assert leaks_in(content.encode(), WORDS) == [LeakKind.TEXT]


@pytest.mark.parametrize(
    "content",
    [
        "1234567",
        "1.234.567",
        "1,234,567",
        "1 234 567",
        "1\u202f234\u202f567",
        "x,1234567,y",
        "−1.234.567",
        "1234567.0",
        "'1234567'",
    ],
)
def test_number_is_found_in_every_notation(content: str) -> None:
    """Plain, and in groups as any language of the bulletin has them."""
    assert leaks_in(content.encode(), Fraction(1234567)) == [LeakKind.NUMBER]


@pytest.mark.parametrize(
    "content",
    ["12345678", "91234567", "1.234.567.890", "1234567.5", "0.1234567", "a1234567", "1234567f0", "9.1.234.567"],
)
def test_part_of_a_longer_number_is_another_number(content: str) -> None:
    """Digits beside a number make it another, and letters make it no number."""
    assert leaks_in(content.encode(), Fraction(1234567)) == []


def test_decimals_are_found_with_either_sign() -> None:
    """A number with decimals has a point or a comma before them."""
    for content in ("12,345.678", "12.345,678", "12345.678", "12345,678", "12 345,678"):
        assert leaks_in(content.encode(), Fraction("12345.678")) == [LeakKind.NUMBER]


def test_excerpt_of_a_long_text_is_found() -> None:
    """A description that was cut off is found by any eighty characters of it."""
    note = " ".join(f"từ thứ {number} của ghi chú" for number in range(40))
    for start in range(0, len(note) - 80, 7):
        assert leaks_in(note[start : start + 80].encode(), note) == [LeakKind.TEXT]


def test_short_texts_are_found_as_ids_only() -> None:
    """A short id is found where it can be nothing else; a short word is not looked for."""
    scan = LeakScan(Confidential((Secret(LeakKind.TEXT, "den", "id"), Secret(LeakKind.TEXT, "mật", "name.vi"))))
    found = scan.leaks(
        ScannedFile("x.txt", text.encode()) for text in ("den", "mật", '{"id": "den"}', "/den/index.html")
    )
    assert [leak.field for leak in found] == ["id", "id"]
    assert scan.too_short == ("name.vi: “mật”",)


# --- what is not looked into ------------------------------------------------------------------------------------------


def bomb(size: int, depth: int = 1) -> bytes:
    """Pack zeros, and the archive once more."""
    content = bytes(size)
    for _ in range(depth):
        content = zipped(content)
    return content


def nested(depth: int) -> bytes:
    """Pack an archive into another, so often."""
    content = b"x"
    for _ in range(depth):
        content = gzip.compress(content)
    return content


def encrypted() -> bytes:
    """Give an archive whose member is marked as encrypted."""
    content = bytearray(zipped(b"x"))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def many_members() -> bytes:
    """Give an archive of more files than are looked into."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(10_001):
            archive.writestr(str(number), b"")
    return buffer.getvalue()


LIMIT = 1 << 20
BOMBS = {
    "gzip": gzip.compress(bytes(100 * LIMIT)),
    "zip": bomb(100 * LIMIT),
    "zip in zip": bomb(100 * LIMIT, 2),
    "picture": b"\x89PNG\r\n\x1a\n"
    + len(packed := b"C\0\0" + zlib.compress(bytes(100 * LIMIT))).to_bytes(4, "big")
    + b"zTXt"
    + packed,
    "base64": b64encode(gzip.compress(bytes(100 * LIMIT))),
    "depth": nested(20),
    "encrypted": encrypted(),
    "damaged": gzip.compress(b"x" * 1000)[:20],
    "members": many_members(),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_cannot_be_looked_into_is_reported(name: str) -> None:
    """Nothing is unpacked beyond the limits, and what is not looked into is not left unsaid."""
    layers = list(decoded(BOMBS[name], largest=LIMIT))
    assert any(isinstance(layer, Undecodable) for layer in layers)
    assert sum(len(layer.text) for layer in layers if isinstance(layer, Decoded)) <= 50 * LIMIT


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"\xff\xfe"]),
)
def test_any_bytes_are_decoded(content: bytes, magic: bytes) -> None:
    """No file makes the scan fail."""
    assert list(decoded(magic + content))
