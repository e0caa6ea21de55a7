"""The bulletin of this repository's records."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import Release, release
from bulletin.model.text import Language
from bulletin.rendering import Page, SiteFile, render
from bulletin.validation import validate_records

from tests.sites import VI

ROOT = Path(__file__).resolve().parents[2]


@cache
def real_release() -> Release:
    """The released figures of this repository."""
    corpus = validate_records(ROOT).corpus
    assert corpus is not None
    return release(corpus, compile_tables(corpus))


@cache
def real_files(language: Language) -> tuple[SiteFile, ...]:
    """All files of the bulletin, without charts."""
    return tuple(render(real_release(), language, charts=False))


def real_page(path: str, language: Language = VI) -> Page:
    """One page of the bulletin."""
    return next(file for file in real_files(language) if isinstance(file, Page) and file.path == path)
