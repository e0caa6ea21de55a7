"""What holds for all figures: an import of what was written gives them back, and a second import adds nothing."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from bulletin.model.values import Quantity
from bulletin.spreadsheets.changes import Outcome
from bulletin.spreadsheets.importing import Import
from bulletin.validation import validate
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spreadsheets.imports import compared, csv_file, union, workbook

UNITS = ("north", "south", "east")
KEYS = st.tuples(st.sampled_from(UNITS), st.integers(2000, 2019))
FIGURES = st.dictionaries(KEYS, st.decimals(0, 99, places=2), min_size=1, max_size=8)
"""Shares of libraries and years of which the records know nothing."""
MAPPING = """\
columns: {Library: organization, Year: period, Share: value}
constants: {measure: share, source: report-2022}
"""


@settings(max_examples=8)
@given(FIGURES, st.sampled_from([".xlsx", ".csv"]))
def test_what_was_written_is_read_back(figures: dict[tuple[str, int], object], ending: str) -> None:
    """All figures and no others are in the records after an import, and the same file adds nothing more."""
    with tempfile.TemporaryDirectory() as folder:
        project = union(Path(folder))
        file = project / f"figures{ending}"
        rows: list[list[Any]] = [["Library", "Year", "Share"], *([*key, value] for key, value in figures.items())]
        (csv_file if ending == ".csv" else workbook)(file, rows)
        (project / f"{file.name}.mapping.yml").write_text(MAPPING, encoding="utf-8")
        work = Import(project, file, None, "en")
        work.write(work.compared())
        accepted = validate(project, alone=True).accepted
        assert accepted is not None
        found = {
            (figure.key.organization, figure.key.period.start.year): figure.value.number
            for figure in accepted.tables.figures
            if figure.key.measure == "share" and isinstance(figure.value, Quantity)
        }
        assert found == figures
        assert set(compared(project, file).counts) == {Outcome.UNCHANGED}
