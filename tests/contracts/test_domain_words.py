"""The code is about statistics: what a bulletin is about is in its records only."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from bulletin.validation import validate_records

from tests.sites import ROOT, SAMPLE

FILES = [path for kind in ("*.py", "*.jinja") for path in sorted((ROOT / "generator").rglob(kind))]
GENERAL = {"members", "cells"}
"""Measures that are named by words of the language or of tables."""

SUBJECT = {"đảng viên", "kết nạp", "admissions"}
"""Words of what the records are about, which may be written in names of measures in other forms."""


@cache
def names() -> set[str]:
    """The organizations, sources and measures of the records, by ids and by the proper part of Vietnamese names."""
    corpus = validate_records(SAMPLE).corpus
    assert corpus is not None
    catalogue = corpus.catalogue
    ids = {*catalogue.organizations, *catalogue.sources, *catalogue.measures} - GENERAL
    proper = {
        " ".join(organization.name.localized("vi").split()[-2:]) for organization in catalogue.organizations.values()
    }
    return ids | proper | SUBJECT


@cache
def pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(names())))
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])")


def test_there_are_names_and_files_to_look_at() -> None:
    assert {"hai-phong", "admissions", "Hải Phòng"} <= names()
    assert len(FILES) > 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_code_names_nothing_of_the_records(path: Path) -> None:
    """Neither words, nor examples in them, nor comments."""
    assert not pattern().findall(path.read_text(encoding="utf-8"))
