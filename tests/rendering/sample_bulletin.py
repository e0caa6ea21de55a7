"""The sample bulletin as pages and figures."""

from __future__ import annotations

from functools import cache

from bulletin.analysis.compilation import compile_tables
from bulletin.disclosure import Release, release
from bulletin.model.text import Language
from bulletin.rendering import Page, SiteFile, render
from bulletin.validation import validate_records

from tests.sites import SAMPLE, VI


@cache
def sample_release() -> Release:
    """The released figures of the sample."""
    corpus = validate_records(SAMPLE).corpus
    assert corpus is not None
    return release(corpus, compile_tables(corpus))


@cache
def sample_files(language: Language) -> tuple[SiteFile, ...]:
    """All files of the bulletin, without charts."""
    return tuple(render(sample_release(), language, charts=False))


def sample_page(path: str, language: Language = VI) -> Page:
    """One page of the bulletin."""
    return next(file for file in sample_files(language) if isinstance(file, Page) and file.path == path)
