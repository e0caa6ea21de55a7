"""Non-interference, on the example: its public site is the same, byte by byte, without its internal records.

The proofs that draw internal records and hidden figures by lot are in ``tests/disclosure``.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.examples.union import UNION
from tests.sites import build, contents_of, differing

MARK = "audience: internal"


def without_internal_records(directory: Path) -> Path:
    """Make a copy of the example that has only what everybody may see."""
    project = shutil.copytree(UNION, directory)
    for path in sorted((project / "records").rglob("*.yml")):
        text = path.read_text(encoding="utf-8")
        heading, *items = re.split(r"^(?=- )", text, flags=re.MULTILINE)
        public = [item for item in items if MARK not in item]
        if MARK in text and path.name != "bulletin.yml" and not public:
            path.with_suffix(".csv").unlink(missing_ok=True)
            path.unlink()
        elif public != items:
            path.write_text("".join((heading, *public)), encoding="utf-8")
    return project


def test_the_copy_lacks_every_internal_record(tmp_path: Path) -> None:
    project = without_internal_records(tmp_path / "public")
    texts = {path.name: path.read_text(encoding="utf-8") for path in (project / "records").rglob("*") if path.is_file()}
    assert [name for name, text in texts.items() if MARK in text] == ["bulletin.yml"]
    assert {"reservadas.yml", "caja-de-resistencia.csv", "varadero-gris.yml"}.isdisjoint(texts)
    assert "id: caja-de-resistencia" not in texts["measures.yml"]


@pytest.mark.disclosure
@pytest.mark.slow
def test_the_public_site_is_the_same_without_internal_records(public_site: Path, tmp_path: Path) -> None:
    project = without_internal_records(tmp_path / "public")
    site = Path(build(project, tmp_path / "site", draft=False))
    assert differing(contents_of(site), contents_of(public_site)) == set()
