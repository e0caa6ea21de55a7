"""Cell suppression of many tables, and of large ones; ``make disclosure`` runs this, since it takes half an hour.

Figures that are worth noting are printed: ``make disclosure`` shows them.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from random import Random
from time import process_time

import pytest
from bulletin.disclosure.cell_suppression import Suppression, suppress_cells
from bulletin.disclosure.intervals import intervals
from bulletin.disclosure.linked_tables import LinkedTables

from tests.disclosure import glpk
from tests.disclosure.random_tables import Tables, counts_of, flat, grouped, random_tables

pytestmark = [pytest.mark.disclosure, pytest.mark.slow]

BATCHES = 20
TABLES = 500


@pytest.mark.parametrize("batch", range(BATCHES))
def test_five_hundred_tables(batch: int) -> None:
    """Another engine finds no hidden cell that is known exactly, and no sensitive one that is known too closely."""
    hidden = 0
    for seed in range(batch, TABLES, BATCHES):
        tables = random_tables(seed, cells=20 + seed % 5 * 15)
        suppression = suppress_cells(tables)
        assert set(glpk.narrow(tables, suppression.hidden)) <= suppression.unprotected.keys()
        hidden += len(suppression.hidden)
    _note(f"tables {batch} mod {BATCHES}: {hidden} hidden cells, none known too closely")


@pytest.mark.parametrize("batch", range(BATCHES))
def test_weights_beside_the_least_weights(batch: int) -> None:
    """Another engine finds by how much less could be hidden: never a fifth."""
    worst = 1.0
    for seed in range(batch, 200, BATCHES):
        tables = replace(random_tables(seed, cells=12), counts={})  # what more of them asks for is not in the programs
        suppression = suppress_cells(tables)
        if not suppression.unprotected and (least := glpk.least_weight(tables)):
            worst = max(worst, _weight(tables, suppression) / least)
    _note(f"tables {batch} mod {BATCHES}: at most {worst:.3f} times the least weight")
    assert worst <= 1.25


def _note(text: str) -> None:
    """Have it among what ``pytest -rP`` shows of a test."""
    sys.stdout.write(f"{text}\n")


def _weight(tables: LinkedTables, suppression: Suppression) -> int:
    return sum(tables.weights[cell] or 0 for cell in suppression.hidden - tables.hidden)


SCALES = {"1300": (5, 11, 4, 5), "20000": (15, 40, 6, 120), "80000": (60, 50, 5, 600)}
"""By the number of cells: districts, units of each, years of four quarters, and the seconds that there are."""


@pytest.mark.parametrize("scale", SCALES)
def test_scale(scale: str) -> None:
    """Units in districts by quarters in years: protected and audited in time, by one thread."""
    districts, units, years, seconds = SCALES[scale]
    random = Random(1)
    hierarchies = [grouped([units] * districts), grouped([4] * years, "time")]
    tables = Tables()
    tables.add("people", hierarchies, counts_of(random, hierarchies))
    _protect_and_audit(tables.linked(), seconds)


@pytest.mark.parametrize("sizes", [(10, 10, 10), (12, 9, 9)])
def test_three_dimensions_without_hierarchies(sizes: tuple[int, ...]) -> None:
    """Every cell is in three sums of ten others, so that none is far from any other."""
    random = Random(1)
    hierarchies = [flat(size) for size in sizes]
    tables = Tables()
    tables.add("people", hierarchies, counts_of(random, hierarchies))
    _protect_and_audit(tables.linked(), 90)


def _protect_and_audit(linked: LinkedTables, seconds: float) -> None:
    begin = process_time()
    suppression = suppress_cells(linked)
    middle = process_time()
    known = intervals(linked, suppression.hidden, suppression.hidden)
    end = process_time()
    more = len(suppression.hidden) - len(linked.hidden)
    _note(f"{len(linked.values)} cells: {len(linked.hidden)} are sensitive, {more} are hidden besides")
    _note(f"protected in {middle - begin:.1f} s and audited in {end - middle:.1f} s of one core")
    assert not suppression.unprotected
    assert all(knowledge.interval.lower != knowledge.interval.upper for knowledge in known.values())
    for cell, protection in linked.protected.items():
        lower, upper = known[cell].interval
        assert lower is None or lower <= protection.lower
        assert upper is None or upper >= protection.upper
    assert end - begin < seconds
