"""The logo: a picture that every page shows, and that brings no program and asks for nothing from elsewhere.

Pages show it as an image, where browsers run no script of it; but it can be opened by its own address, where they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from bulletin.model.records import Bulletin
from bulletin.problems import Problem, ProblemKind, kinds
from bulletin.reading.documents import Details
from bulletin.reading.files import LARGEST_PICTURE, read_picture
from bulletin.reading.record_store import RecordStore

_PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
_PNG_END = b"IEND\xaeB`\x82"
_SVG = "{http://www.w3.org/2000/svg}svg"
_REFUSED = frozenset(
    {"script", "foreignobject", "a", "iframe", "embed", "object", "audio", "video", "canvas", "handler", "listener"}
    | {"animate", "animatecolor", "animatemotion", "animatetransform", "set", "discard"}
)
"""Elements that run programs, lead elsewhere or change the picture, by their names in small letters."""
_HERE = re.compile(r"\s*(#|data:image/(png|jpeg|gif|webp)[;,])", re.IGNORECASE)
"""The beginning of an address within the file."""
_ELSEWHERE = re.compile(
    r"@import|\burl\(\s*+[\"']?+(?!#|data:image/(?:png|jpeg|gif|webp)[;,])|\\|javascript:", re.IGNORECASE
)
"""What of a style leads elsewhere, or hides such a thing by a backslash."""
_ENTITY = re.compile(rb"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)


def logo_problems(project: Path, store: RecordStore) -> Iterator[Problem]:
    """What is wrong with the logo of a project.

    :param project: the folder that holds ``records/``, and the logo at the path that the bulletin says.
    """
    for stored in store.of(Bulletin):
        if stored.record.logo and (fault := _fault(project, stored.record.logo)):
            kind, details = fault
            yield stored.entry.problem(kind, ("logo",), details)


def _fault(project: Path, file: str) -> tuple[ProblemKind, Details] | None:
    content = read_picture(project, file)
    if content is None:
        return kinds.LOGO_MISSING, {"given": file}
    if len(content) > LARGEST_PICTURE:
        return kinds.LOGO_TOO_LARGE, {"given": file, "limit": LARGEST_PICTURE}
    if file.endswith(".png"):
        is_png = content.startswith(_PNG) and content.rstrip(b"\0").endswith(_PNG_END)
        return None if is_png else (kinds.LOGO_NOT_A_PICTURE, {"given": file})
    return _fault_of_svg(content, file)


def _fault_of_svg(content: bytes, file: str) -> tuple[ProblemKind, Details] | None:
    if _ENTITY.search(content):
        return kinds.LOGO_UNSAFE, {"given": file, "found": "!ENTITY"}
    try:
        parser = ET.XMLParser(target=ET.TreeBuilder(insert_pis=True))  # noqa: S314 - without entities
        drawing = ET.fromstring(content, parser)  # noqa: S314 - the same
    except (ET.ParseError, ValueError, LookupError):
        return kinds.LOGO_NOT_A_PICTURE, {"given": file}
    if drawing.tag != _SVG:
        return kinds.LOGO_NOT_A_PICTURE, {"given": file}
    if b"<?xml-stylesheet" in content.lower():
        return kinds.LOGO_UNSAFE, {"given": file, "found": "?xml-stylesheet"}
    found = next((found for element in drawing.iter() for found in _unsafe(element)), None)
    return (kinds.LOGO_UNSAFE, {"given": file, "found": found}) if found else None


def _unsafe(element: ET.Element) -> Iterator[str]:
    """What of an element is not published, as the file names it."""
    if not isinstance(element.tag, str):  # an instruction for programs
        return
    name = _local(element.tag)
    if name.lower() in _REFUSED:
        yield name
    for attribute, value in element.attrib.items():
        address = _local(attribute).lower() in {"href", "src", "base"}
        if _local(attribute).lower().startswith("on"):
            yield _local(attribute)
        elif (address and not _HERE.match(value)) or _ELSEWHERE.search(value):
            yield f"{_local(attribute)}={value}"
    if name.lower() == "style" and _ELSEWHERE.search("".join(element.itertext())):
        yield "style"


def _local(name: str) -> str:
    return name.rpartition("}")[2]
