"""Means over time, from which readers compute what is hidden of a quarter. SYNTHETIC figures only.

The reader of these tests solves programs of his own (GLPK), of the quarters of each ward.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random

import pytest
from bulletin.analysis.figures import is_suppressed
from bulletin.disclosure import Release
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation
from bulletin.model.values import Quantity

from tests.analysis.builders import FLAT, corpus, observed, period
from tests.analysis.formulas import measuring
from tests.disclosure.glpk import Model
from tests.disclosure.test_policy import released, ruled

WARDS = ("a", "b", "c")
QUARTERS = ("2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4")
THRESHOLD = 5
Counts = dict[tuple[str, str], int]


def averaged(records: Iterable[Observation], **more: str) -> Corpus:
    """A corpus of how many staff there are on average, who must not be fewer than the threshold."""
    made = corpus(*records, organizations=FLAT)
    stock = {"kind": "stock", "good": "more", "over-time": "mean", "unit": "person"}
    return measuring(ruled(made, measures=["made"], threshold=THRESHOLD), **stock | more)


def of_counts(counts: Counts) -> list[Observation]:
    return [observed(ward, quarter, count, measure="made") for (ward, quarter), count in counts.items()]


def known(found: Release) -> dict[tuple[str, str], tuple[float, float | None]]:
    """Between what a reader knows every hidden figure of a quarter to be, by all figures of wards."""
    model = Model()
    figures = {(f.key.organization, f.key.period.text): f for f in found.tables.figures if f.key.measure == "made"}
    columns = {key: model.column(1, None) for key in figures if key[1] in QUARTERS and key[0] in WARDS}
    for (ward, when), figure in figures.items():
        if isinstance(figure.value, Quantity):
            parts = [q for q in QUARTERS if (ward, q) in columns and period(when).contains(period(q))]
            number, half = float(figure.value.fraction), 0.5 * 0.1**figure.value.decimals
            half = half if when not in QUARTERS else 0.0
            terms = {columns[ward, quarter]: 1 / len(parts) for quarter in parts}
            model.rows.append((terms, number - half, number + half))
    limits = {}
    for key, column in columns.items():
        if is_suppressed(figures[key]):
            least, greatest = model.least({column: 1.0}), model.least({column: -1.0})
            assert least is not None
            limits[key] = least, None if greatest is None else -greatest
    return limits


@pytest.mark.parametrize("seed", range(6))
def test_no_quarter_follows_from_the_mean_of_its_year(seed: int) -> None:
    random = Random(seed)
    counts = {(ward, quarter): random.choice((2, 3, 7, 20)) for ward in WARDS for quarter in QUARTERS}
    limits = known(released(averaged(of_counts(counts))))
    assert {key for key, count in counts.items() if count < THRESHOLD} <= limits.keys()
    for key, (least, greatest) in limits.items():
        assert least != greatest, (key, counts[key])
        if counts[key] < THRESHOLD:
            assert least <= 1, key
            assert greatest is None or greatest >= THRESHOLD - 1, key


def hidden(made: Corpus) -> set[tuple[str, str]]:
    return {(f.key.organization, f.key.period.text) for f in released(made).tables.figures if is_suppressed(f)}


def test_a_mean_is_published_where_two_of_its_quarters_are_hidden() -> None:
    counts = dict(zip((("a", quarter) for quarter in QUARTERS), (3, 20, 30, 47), strict=True))
    found = hidden(averaged(of_counts(counts)))
    assert ("a", "2019-Q1") in found
    assert ("a", "2019") not in found
    assert len(found) > 1


def test_a_stated_mean_discloses_no_quarter_either() -> None:
    counts = dict(zip((("a", quarter) for quarter in QUARTERS), (3, 20, 20, 20), strict=True))
    stated = observed("a", 2019, Decimal("15.75"), measure="made")
    assert known(released(averaged([*of_counts(counts), stated])))["a", "2019-Q1"][0] <= 1


def test_a_mean_below_one_is_of_few() -> None:
    counts = dict(zip((("a", quarter) for quarter in QUARTERS), (0, 0, 0, 2), strict=True))
    assert ("a", "2019") in hidden(averaged(of_counts(counts)))


def test_a_mean_of_shares_discloses_no_numerator() -> None:
    """The share of the first quarter is of three, and its denominator is no secret."""
    shares = dict(zip(QUARTERS, (3, 20, 30, 50), strict=True))
    records = [
        observed("a", quarter, Decimal(number), measure="made", numerator=number, denominator=100)
        for quarter, number in shares.items()
    ]
    year = observed("a", 2019, Decimal("25.75"), measure="made", numerator=103, denominator=400)
    found = hidden(averaged([*records, year], kind="share", unit="percent"))
    assert ("a", "2019-Q1") in found
    assert len(found) > 1
    assert len(hidden(averaged(records, kind="share", unit="percent"))) > 1
