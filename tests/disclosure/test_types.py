"""mypy refuses tables that nobody released: what rendering takes is made by ``disclosure`` alone.

What types do not say, of single figures, follows from the imports: see ``tests/contracts/test_layers.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

SNIPPET = """
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.tables import CompiledTables, Tables
from bulletin.disclosure import Release, ReleasedTables, release
from bulletin.model.corpus import Corpus
from bulletin.rendering.tree import render


def page(tables: ReleasedTables) -> None: ...
def summary(tables: Tables) -> None: ...


def right(corpus: Corpus) -> None:
    compiled = compile_tables(corpus)
    released = release(corpus, compiled)
    page(released.tables)
    summary(released.tables)
    summary(compiled)
    render(released, "en")


def wrong(corpus: Corpus) -> None:
    compiled = compile_tables(corpus)
    page(compiled)  # refused
    page(Tables(compiled.figures, compiled.targets))  # refused
    render(compiled, "en")  # refused
    Release(corpus.catalogue, compiled, corpus.claims, "public")  # refused
    release(corpus, release(corpus, compiled).tables)  # refused
    release(corpus, Tables(compiled.figures, compiled.targets))  # refused
"""


@pytest.mark.slow
def test_unreleased_tables_are_refused_wherever_released_ones_are_wanted(tmp_path: Path) -> None:
    """Exactly the lines marked as refused are errors of type."""
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")
    reported, trouble, _ = api.run(["--strict", "--no-error-summary", str(snippet)])
    lines = SNIPPET.splitlines()
    expected = {number for number, line in enumerate(lines, 1) if line.endswith("# refused")}
    errors = [line.removeprefix(str(snippet)).split(":", 2)[1:] for line in reported.splitlines() if ": error:" in line]
    assert {int(number) for number, _ in errors} == expected, reported + trouble
    assert all("arg-type" in message for _, message in errors), reported
