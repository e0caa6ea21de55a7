"""PDF files of the sample, each typeset once."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from bulletin.disclosure import Release
from bulletin.rendering.context import PageContext
from bulletin.rendering.pdf.document import one_unit, whole_bulletin
from bulletin.rendering.pdf.typesetting import typeset
from bulletin.website.pipeline import releases_of

from tests.sites import SAMPLE, VI

ADDRESS = "https://bulletin.example/"


@cache
def edition() -> Release:
    """The last edition of the sample."""
    return releases_of(SAMPLE)[-1]


def context(language: str = VI) -> PageContext:
    """The front page of the sample in a language."""
    return PageContext.of(edition(), language, address=ADDRESS)


@cache
def whole(language: str = VI) -> bytes:
    """The whole bulletin, typeset in a process that ends: typst remembers 300 MB of it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        return apart.submit(typeset, whole_bulletin(context(language))).result()


@cache
def sheet(language: str = VI) -> bytes:
    """The sheet of a unit with many figures."""
    return typeset(one_unit(context(language), largest()))


@cache
def largest() -> str:
    """The unit that has the most figures."""
    by_unit = edition().tables.by_organization
    return max(by_unit, key=lambda unit: len(by_unit[unit]))
