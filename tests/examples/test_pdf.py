"""PDF files of the fictional union: the public one has nothing internal, the internal one says whom it is for."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from bulletin.publishing.leak_scan import LeakScan, ScannedFile, confidential_in
from bulletin.rendering.context import PageContext
from bulletin.rendering.pdf.document import Document, one_unit, whole_bulletin
from bulletin.website.pipeline import releases_of

from tests.examples.test_non_interference import without_internal_records
from tests.examples.union import UNION

pytestmark = pytest.mark.slow
AUDIENCE = "internal"


@cache
def front(project: Path, audience: str | None = None) -> PageContext:
    """The front page of the last edition."""
    return PageContext.of(releases_of(project, audience=audience)[-1], "es", address="https://union.example/")


def everything_in(document: Document) -> bytes:
    """All text and all numbers that are typeset or attached."""
    return f"{json.dumps(document.data, ensure_ascii=False)}\n{document.figures}".encode()


def test_a_public_file_has_no_leak() -> None:
    scan, page = LeakScan(confidential_in(UNION)), front(UNION)
    documents = [whole_bulletin(page), *(one_unit(page, unit) for unit in page.catalogue.organizations)]
    leaks = scan.leaks(ScannedFile("document.json", everything_in(each)) for each in documents)
    assert [leak.text("en", reveal=True) for leak in leaks] == []


@pytest.mark.disclosure
def test_a_public_file_is_the_same_without_internal_records(tmp_path: Path) -> None:
    public = front(without_internal_records(tmp_path / "public"))
    assert everything_in(whole_bulletin(public)) == everything_in(whole_bulletin(front(UNION)))


def test_an_internal_file_says_whom_it_is_for() -> None:
    """On the first page, at the top of the others, in the title, and in the name of the attached file."""
    page = front(UNION, AUDIENCE)
    assert page.audience is not None
    data = whole_bulletin(page).data
    assert data["audience"] == page.audience.line("es")
    assert data["title"].startswith(f"[{page.audience.name}]")
    assert data["attached"]["name"] == "internal-figures.csv"
