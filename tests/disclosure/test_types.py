"""mypy refuses figures that nobody released: what rendering takes cannot be made but by going through the door."""

from __future__ import annotations

from pathlib import Path

from mypy import api

SNIPPET = """
from generator.disclosure import Policy, Release, Released, release
from generator.model.corpus import Corpus
from generator.statistics import Progress, Ratio, compile_tables, progress_towards
from generator.statistics.tables import Figure, Tables, Unreleased


def page(tables: Tables[Released]) -> None: ...
def bar(figure: Figure[Released]) -> None: ...
def percentage(ratio: Ratio[Released]) -> None: ...


def right(corpus: Corpus, policy: Policy) -> None:
    through = release(corpus, compile_tables(corpus), policy)
    page(through.tables)
    bar(through.tables.figures[0])
    held = progress_towards(through.catalogue, through.tables, through.tables.targets[0])
    if held.ratio is not None:
        percentage(held.ratio)


def wrong(corpus: Corpus) -> None:
    tables = compile_tables(corpus)
    page(tables)  # refused
    bar(tables.figures[0])  # refused
    held = progress_towards(corpus.catalogue, tables, tables.targets[0])
    if held.ratio is not None:
        percentage(held.ratio)  # refused
    Release(corpus.catalogue, tables, corpus.claims)  # refused
    release(corpus, release(corpus, tables).tables)  # refused
"""


def test_unreleased_figures_are_refused_wherever_released_ones_are_wanted(tmp_path: Path) -> None:
    """Exactly the lines marked as refused are errors of type."""
    snippet = tmp_path / "snippet.py"
    snippet.write_text(SNIPPET, encoding="utf-8")
    told, trouble, _ = api.run(["--strict", "--no-error-summary", str(snippet)])
    lines = SNIPPET.splitlines()
    expected = {number for number, line in enumerate(lines, 1) if line.endswith("# refused")}
    errors = [line.removeprefix(str(snippet)).split(":", 2)[1:] for line in told.splitlines() if ": error:" in line]
    assert {int(number) for number, _ in errors} == expected, told + trouble
    assert all("arg-type" in message for _, message in errors), told
