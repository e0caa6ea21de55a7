"""What takes a third longer than before, beside the same yardstick, is found, and nothing else."""

from __future__ import annotations

import json

from benchmarks.measuring import Cost
from benchmarks.regression import BASELINE, best, slower
from benchmarks.rows import CHARTS, WHOLE, Row, of_median_ratio

YARDSTICK = Cost(2.0, 100)


def row(what: str, seconds: float | None, yardstick: Cost | None = YARDSTICK) -> Row:
    """A row of a city of 100."""
    return Row("100 × 20", what, None if seconds is None else Cost(seconds, 1), yardstick)


def test_the_best_of_several_runs_counts() -> None:
    """A row without a yardstick has no ratio; the yardstick itself is always 1."""
    rows = [row("a", 4), row("a", 3), row("b", None), row("c", 1, None), Row("100 × 20", "Hugo", YARDSTICK, YARDSTICK)]
    assert best(rows) == {"100 × 20: a": 1.5}


def test_only_what_takes_a_third_longer_is_found() -> None:
    """And a row that has no other to be compared with."""
    before = {"same": 1.0, "faster": 1.0, "slower": 1.0, "gone": 1.0}
    now = {"same": 1.33, "faster": 0.1, "slower": 1.34, "new": 1.0}
    assert slower(now, before) == [
        "gone: not in both runs",
        "new: not in both runs",
        "slower: 1.34 instead of 1.00 of the time of its yardstick",
    ]


def test_everything_is_recorded() -> None:
    """The stages, the whole of it, with charts and after an edit, and reading."""
    recorded = json.loads(BASELINE.read_text())
    stages = ("read", "compile", "render", "mkdocs build")
    again = ("nothing changed", "one record edited", "edit in a preview")
    builds = (WHOLE, CHARTS, *(f"{CHARTS}, {name}" for name in again))
    rows = {f"100 × 20: {name}" for name in (*(f"stage: {stage}" for stage in stages), *builds)}
    assert recorded.keys() == rows | {"YAML, small files, bulletin", "YAML, large files, bulletin"}


def test_the_row_of_several_runs_has_the_median_ratio() -> None:
    """Not the median of seconds, which other work on the machine moves; what was ended is the slowest."""
    rows = [row("a", 3, Cost(1, 1)), row("a", 4, Cost(4, 1)), row("a", None), row("a", 10, Cost(5, 1)), row("a", 1)]
    assert of_median_ratio(rows) == rows[3]
    assert of_median_ratio(rows[1:3]) == rows[2]
