"""A logo is a picture and nothing else: it brings no program and asks for nothing from elsewhere."""

from __future__ import annotations

import shutil
import struct
import zlib
from pathlib import Path

import pytest
from bulletin.validation import validate

from tests.contracts.bad_projects import GOOD

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SAFE = {
    "gradient": '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use xlink:href="#g"/>',
    "quoted": "<rect style=\"fill:url('#g')\"/>",
    "embedded": '<image href="data:image/png;base64,iVBORw0KGgo="/>',
    "style": "<style>.a{fill:#7a1f1f}@media (prefers-color-scheme: dark){.a{fill:#fff}}</style>",
    "names of programs": '<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label="Layer"/>',
}
UNSAFE = {
    "script": "<script>alert(1)</script>",
    "script of another namespace": '<x:script xmlns:x="http://www.w3.org/1999/xhtml">alert(1)</x:script>',
    "capitals": "<SCRIPT>alert(1)</SCRIPT>",
    "event": '<rect onload="alert(1)"/>',
    "link": '<a href="#g"><rect/></a>',
    "page": "<foreignObject/>",
    "image": '<image href="https://example.org/x.png"/>',
    "old image": '<image xlink:href="//example.org/x.png"/>',
    "file": '<use href="other.svg#a"/>',
    "page as data": '<use href="data:image/svg+xml,%3Csvg/%3E"/>',
    "fill": '<rect fill="url(https://example.org/x.svg#a)"/>',
    "style": '<rect style="fill: url( &quot;http://example.org/&quot; )"/>',
    "font": "<style>@font-face{src:url(https://example.org/f.woff)}</style>",
    "import": "<style>@IMPORT 'https://example.org/x.css';</style>",
    "hidden import": r"<style>@\69mport 'https://example.org/x.css';</style>",
    "animation": '<set attributeName="href" to="https://example.org/"/>',
    "base": '<g xml:base="https://example.org/"/>',
}
WHOLE = {
    "entity": f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {NS}>&a;</svg>',
    "style sheet": f'<?xml-stylesheet href="https://example.org/x.css"?><svg {NS}/>',
}
DRAWN = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
        chunk(b"IDAT", zlib.compress(b"\0\x7a\x1f\x1f")),
        chunk(b"IEND", b""),
    )
)


def codes(project: Path, content: bytes, name: str = "logo.svg") -> list[str]:
    """Give the codes of what is wrong with synthetic records whose logo has this content."""
    shutil.copytree(GOOD, project, dirs_exist_ok=True)
    with (project / "records/bulletin.yml").open("a") as file:
        file.write(f"\nlogo: docs/{name}\n")
    (project / "docs").mkdir()
    (project / "docs" / name).write_bytes(content)
    return [problem.code for problem in validate(project).problems]


def svg(inside: str) -> bytes:
    return f"<svg {NS} viewBox='0 0 8 8'>{inside}</svg>".encode()


@pytest.mark.parametrize("inside", SAFE.values(), ids=SAFE)
def test_drawings_are_taken(tmp_path: Path, inside: str) -> None:
    """What drawing programs write is a logo."""
    assert codes(tmp_path, DRAWN.encode() + svg(inside)) == []


@pytest.mark.parametrize("inside", UNSAFE.values(), ids=UNSAFE)
def test_what_leads_elsewhere_or_runs_is_refused(tmp_path: Path, inside: str) -> None:
    """Neither programs nor addresses get onto the site, however they are written."""
    assert codes(tmp_path, svg(inside)) == ["logo-unsafe"]


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE)
def test_what_comes_before_the_drawing_counts(tmp_path: Path, text: str) -> None:
    """Entities and style sheets are declared in front of the drawing."""
    assert codes(tmp_path, text.encode()) == ["logo-unsafe"]


def test_png_is_taken_whole(tmp_path: Path) -> None:
    """A PNG is a logo; half of one is none, and neither is one that is called SVG."""
    assert codes(tmp_path / "a", PNG, "logo.png") == []
    assert codes(tmp_path / "b", PNG[:-20], "logo.png") == ["logo-not-a-picture"]
    assert codes(tmp_path / "c", PNG) == ["logo-not-a-picture"]


@pytest.mark.parametrize("text", ["", "Synthetic.", "<html/>", f"<svg {NS}>", "<svg/>", "<svg xmlns='urn:x'/>"])
def test_what_is_no_drawing_is_refused(tmp_path: Path, text: str) -> None:
    """Neither text nor XML of another kind is shown as a broken picture."""
    assert codes(tmp_path, text.encode()) == ["logo-not-a-picture"]


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A logo that is a link, or is behind one, is not there: it may lead out of the project."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/logo.svg").write_bytes(svg(""))
    assert codes(tmp_path / "a", b"", "other.svg") == ["logo-not-a-picture"]
    project = tmp_path / "a"
    text = (project / "records/bulletin.yml").read_text()
    for path, link in (("docs/logo.svg", "outside/logo.svg"), ("docs/folder/logo.svg", "outside")):
        (project / path.removesuffix("/logo.svg" if "folder" in path else "")).symlink_to(tmp_path / link)
        (project / "records/bulletin.yml").write_text(text.replace("docs/other.svg", path))
        assert [problem.code for problem in validate(project).problems] == ["logo-missing"]
