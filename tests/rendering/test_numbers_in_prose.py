"""Every number in prose is in a table of the same page, so that no sentence says what no table does.

A table also says how many rows it has. The page of methods is about numbers in rules, not about figures. Numbers are
distinguished from years, names and texts of records by how they are made: whatever the bulletin writes as a number
passes through one function, which puts marks around it here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from decimal import Decimal

import pytest
from bulletin.disclosure import Release
from bulletin.localization import formats
from bulletin.model.text import Language
from bulletin.rendering import text
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob, tables_of
from bulletin.rendering.pages.front import HeadlineView
from bulletin.rendering.pages.methods import MethodsContext
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import Cell, ChartedTable, Table

from tests.rendering.sample_bulletin import sample_release
from tests.rendering.samples import released
from tests.sites import LANGUAGES, VI

MARKED = re.compile("\ue010([^\ue011]*)\ue011")
"""A number; characters of private use are refused in records."""
write = formats.decimal_text


@pytest.fixture
def marks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put marks around every number that the bulletin writes."""
    monkeypatch.setattr(text, "decimal_text", lambda *what: f"\ue010{write(*what)}\ue011")


def prose(job: PageJob) -> Iterator[str]:
    """The sentences of a page: its description, whatever text its context holds, and the headlines of its charts."""
    if isinstance(job.context, MethodsContext):
        return
    yield job.description
    yield from texts(job.context)
    for value in vars(job.context).values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, ChartedTable) and part.chart is not None:
                yield part.chart.spec.frame.headline
            if isinstance(part, HeadlineView):
                yield from (part.value.text, part.target.text if part.target else "")


def texts(context: Context) -> Iterator[str]:
    """The fields of a context that are text, or several of them."""
    for field in fields(context):
        value = getattr(context, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, str):
                yield part


def shown(table: Table) -> Iterator[str]:
    """The numbers in the cells of a table, and how many rows it has."""
    for row in table.rows:
        for cell in row.cells:
            yield from MARKED.findall(" ".join(words(cell)))
    for language in LANGUAGES:
        yield write(Decimal(len(table.rows)), language)


def words(cell: Cell) -> Iterator[str]:
    """All that a cell says."""
    yield cell.text
    yield cell.detail
    yield from (link.text for link in cell.links)
    yield from (part.text for part in cell.categories)


def unsupported(release: Release, language: Language) -> list[tuple[str, str, str]]:
    """The numbers in prose that no table of their page has: page, sentence, number."""
    found = []
    for job in page_jobs(PageContext.of(release, language)):
        known = {number for table in tables_of(job.context) for number in shown(table)}
        for sentence in prose(job):
            found += [(job.path, sentence, n) for n in MARKED.findall(sentence) if n not in known]
    return found


@pytest.mark.usefixtures("marks")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bulletin", [sample_release, released], ids=["sample", "synthetic"])
def test_every_number_in_prose_is_in_a_table_of_its_page(bulletin: Callable[[], Release], language: Language) -> None:
    """In sentences, headlines, descriptions and introductions, in both languages."""
    assert unsupported(bulletin(), language) == []


@pytest.mark.usefixtures("marks")
def test_numbers_are_found_in_prose() -> None:
    """The test above has something to look at: points, headlines and descriptions do hold marked numbers."""
    jobs = list(page_jobs(PageContext.of(sample_release(), VI)))
    displayed = [number for job in jobs for sentence in prose(job) for number in MARKED.findall(sentence)]
    assert {"1.115", "1.100", "101,36", "2.241"} <= set(displayed)
