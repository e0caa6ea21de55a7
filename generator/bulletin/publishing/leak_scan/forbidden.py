"""What no published file may have, whatever is in the records: types, names, paths of a machine, and who made it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from bulletin.model.folding import folded
from bulletin.publishing.leak_scan.leaks import LeakKind
from bulletin.publishing.stores import is_own
from bulletin.website.staging import MARKER

TYPES = frozenset({
    ".html", ".css", ".js", ".json", ".geojson", ".csv", ".tsv", ".xml", ".txt", ".bib", ".ics", ".webmanifest",
    ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".woff", ".woff2", ".ttf", ".otf",
    ".pdf", ".xlsx", ".ods", ".docx", ".odt", ".gz", ".zip",
})  # fmt: skip
"""The types of files that a bulletin publishes, or that its pages written by hand link to."""
_VISIBLE = frozenset({MARKER, ".nojekyll"})
"""Hidden files that belong to a site."""
_SOURCE_MAP = ".map"
_OF_THEME = re.compile(r"[^/]+/[^/]+/assets/(?:javascripts|stylesheets)/(?:[\w-]+/)*[\w.-]+\.min\.(?:js|css)\.map")
"""Where the theme, whose source is public, has source maps of its own."""


def wrong_name(path: str) -> LeakKind | None:
    """What is wrong with a file by its name: hidden, a source map, or of a type that is not published.

    :param path: below the top of the site.
    """
    name = PurePosixPath(path).name
    if is_own(path) or name in _VISIBLE:
        return None
    if any(part.startswith(".") for part in PurePosixPath(path).parts):
        return LeakKind.HIDDEN_FILE
    if name.endswith(_SOURCE_MAP):
        return None if _OF_THEME.fullmatch(path) else LeakKind.SOURCE_MAP
    return None if PurePosixPath(path).suffix.lower() in TYPES else LeakKind.FILE_TYPE


class Passage(NamedTuple):
    """A part of a text that does not belong there."""

    kind: LeakKind
    excerpt: str


# --- paths of machines ------------------------------------------------------------------------------------------------

_TOPS = ("home", "Users", "builds", "github", "private", "var", "tmp", "opt")
"""Where systems have the folders of people and of temporary files, and forges those of their jobs."""
_FOLDER = re.compile(
    r"(?<![\w./~-])/(?:(?:home|Users|builds|tmp)/[\w.-]+|github/workspace|private/var|var/folders|opt/hostedtoolcache)"
    r"/[\w./-]*"
    r"|\b[A-Za-z]:\\{1,2}(?:Users|a|hostedtoolcache)\\{1,2}[\w.\\-]*"
    r"|\bfile:///[\w./%-]+"
)
_SIGNS = (*(f"/{top}/" for top in _TOPS), ":\\", "file:///")
"""Without any of which there is no such folder in a text."""


def machine_paths(text: str, own: Sequence[str]) -> Iterator[Passage]:
    """The paths of the building machine in a text.

    :param own: its folders that are known, such as that of the project.
    """
    found = [path for path in own if path in text]
    if any(sign in text for sign in _SIGNS):
        found += [match[0] for match in _FOLDER.finditer(text)]
    return (Passage(LeakKind.MACHINE_PATH, path) for path in dict.fromkeys(found))


# --- who made a file --------------------------------------------------------------------------------------------------

_ELEMENTS = re.compile(
    r"<(dc:creator|cp:lastModifiedBy|meta:initial-creator|meta:printed-by|Company|Manager|xmp:Author|pdf:Author)"
    r"(?:\s[^<>]*)?>(.*?)</\1\s*>",
    re.DOTALL,
)
"""Metadata of office documents, of SVG and of XMP."""
_OF_PNG = re.compile(r"(?:tEXt|iTXt|zTXt)(?:Author|Creator|Artist|Copyright)\0+([^\0]{1,200})")
_UNPACKED_PNG = re.compile(r"\A(?:Author|Creator|Artist|Copyright): (.+)", re.DOTALL)
_OF_PDF = re.compile(r"/(?:Author|Creator)\s*(?:\(((?:\\.|[^()\\])*)\)|<([0-9A-Fa-f\s]*)>)")
_PROGRAMS = re.compile(r"(?:matplotlib|typst|bulletin|xlsxwriter)\b.*", re.IGNORECASE | re.DOTALL)
"""Programs that name themselves as what created a file."""
_TAG = re.compile(r"<[^<>]*>")
_EXIF = "Exif\0\0"
_HEAD = 65_536
"""Characters at the beginning of a picture in which its metadata are."""


def creators(text: str, public: str) -> Iterator[Passage]:
    """Who made a file or a part of it, as its metadata say; nothing where readers know that name in any case.

    :param public: what readers know, folded.
    """
    for value in _named(text):
        name = " ".join(_TAG.sub(" ", value).strip("\0 \n").split())
        if name and not _PROGRAMS.fullmatch(name) and folded(name) not in public:
            yield Passage(LeakKind.CREATOR, name[:100])
    if _EXIF in text[:_HEAD]:
        yield Passage(LeakKind.CREATOR, "Exif")


def _named(text: str) -> Iterator[str]:
    if "<" in text:
        yield from (match[2] for match in _ELEMENTS.finditer(text))
    if "PNG\r\n" in text[:8]:
        yield from (match[1] for match in _OF_PNG.finditer(text))
    if "%PDF-" in text[:8]:
        for match in _OF_PDF.finditer(text):
            yield match[1] or _unhexed(match[2] or "")
    if (unpacked := _UNPACKED_PNG.match(text)) is not None:
        yield unpacked[1]


def _unhexed(digits: str) -> str:
    """A text of a PDF file that is written in hexadecimal digits."""
    content = bytes.fromhex("".join(digits.split())[: len(digits) // 2 * 2])
    return content.decode("utf-16" if content.startswith(b"\xfe\xff") else "latin-1", "ignore")
