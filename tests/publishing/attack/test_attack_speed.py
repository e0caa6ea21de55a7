"""How long an attack takes. SYNTHETIC tables; a long proof, see ``make disclosure``."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import product
from time import monotonic

import pytest
from bulletin.analysis.figures import FigureOrigin
from bulletin.model.records import MeasureKind, Rule
from bulletin.model.values import Absence
from bulletin.publishing.attack.attack import bounded
from bulletin.publishing.attack.published_tables import CellKey, PublishedFigure, PublishedTables, Shown
from bulletin.publishing.attack.structure import PublishedBreakdown, PublishedMeasure, PublishedUnit

QUARTERS = tuple((date(2020, month, 1), date(2020, month + 2, 30)) for month in (1, 4, 7, 10))
YEAR = (date(2020, 1, 1), date(2020, 12, 30))
BRANCHES = [(f"p{region}", f"p{region}c{branch}") for region in range(60) for branch in range(11)]
SEXES = ("women", "men")
HIDDEN, SECONDS = 2_000, 120.0


@cache
def value(unit: str, span: tuple[date, date], sex: str | None) -> int:
    """A made-up count of a branch, or what those of a region and of all regions add up to."""
    spans, sexes = (QUARTERS if span == YEAR else (span,)), ((sex,) if sex else SEXES)
    branches = [name for region, name in BRANCHES if unit in {"top", region, name}]
    return sum(hash_of(*each) for each in product(branches, spans, sexes))


def hash_of(branch: str, span: tuple[date, date], sex: str) -> int:
    """A small number that is the same in every run."""
    return (sum(map(ord, branch + sex)) * 7 + span[0].month * 13) % 17


def large_tables() -> PublishedTables:
    """Branches of regions by quarter and sex, with their totals: four branches of each region hide half a year."""
    regions = list(dict.fromkeys(region for region, _ in BRANCHES))
    below = {"top": tuple(regions), **{r: tuple(n for region, n in BRANCHES if region == r) for r in regions}}
    names = ["top", *regions, *(name for _, name in BRANCHES)]
    figures, hidden = {}, 0
    for measure, unit, span, sex in product(("x", "y"), names, (*QUARTERS, YEAR), (None, *SEXES)):
        number = value(unit, span, sex)
        key = CellKey(unit, measure, "all", *span, breakdown="sex" if sex else None, category=sex)
        is_small = sex is not None and unit.endswith(("c0", "c1", "c2", "c3", "c4")) and span in QUARTERS[:2]
        shown = Shown(Absence.SUPPRESSED) if is_small and hidden < HIDDEN else Shown(None, number, number)
        hidden += shown.is_hidden
        figures[key] = PublishedFigure(
            key, "2020", shown, None, None, "2020", (), FigureOrigin.REPORTED, (), None, ()
        )  # fmt: skip
    measures = {name: PublishedMeasure(name, MeasureKind.FLOW, Rule.SUM, Rule.SUM) for name in ("x", "y")}
    units = {name: PublishedUnit(name, below.get(name, ())) for name in names}
    split = {"sex": PublishedBreakdown("sex", SEXES, exhaustive=True)}
    return PublishedTables("", (), figures, measures, split, {"all": None}, units)


@pytest.mark.disclosure
def test_twenty_thousand_cells_take_two_minutes() -> None:
    """2,000 hidden cells among 20,000, linked over units, periods and categories, are bounded in 120 seconds."""
    tables = large_tables()
    begun = monotonic()
    found, _findings = bounded((tables,), 60.0)
    assert monotonic() - begun < SECONDS
    assert len(tables.figures) > 20_000
    assert len(found) == len(tables.hidden) == HIDDEN
