"""Remarks that the record of a measure switches off or tunes. SYNTHETIC corpora only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from bulletin.analysis.additivity import sums
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.outliers import examined
from bulletin.analysis.target_consistency import far_apart, off_term
from bulletin.analysis.target_rollups import rollups_off
from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation, Target
from bulletin.problems import kinds
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization, target, tuned

WARDS = tuple(organization(f"w{number}", "top") for number in range(7))
UNITS = (organization("top", kind="city"), *WARDS)
USUAL = (90, 95, 100, 105, 110, 100)
TERM = "term-2015-2020"


def odd(measure: str) -> list[Observation | Target]:
    """Figures and targets of a measure that are remarked on in each way that compiled figures and targets are."""
    past = [observed("w0", 2000 + n, value, measure=measure) for n, value in enumerate((*USUAL, 1000))]
    peers = [observed(unit.id, 2018, n, measure=measure) for unit, n in zip(WARDS[1:], (*USUAL[1:], 1000), strict=True)]
    stated = [observed("w0", 2018, 100, measure=measure), observed("top", 2018, 5, measure=measure)]
    quarters = [observed("w1", f"2017-Q{n}", 30, measure=measure) for n in (1, 2, 3, 4)]
    whole = observed("w1", 2017, 100, measure=measure, by={"account": {"income": 50, "expenses": 51}})
    goals = [
        target("w2", year, value, name=f"{measure}-{year}", measure=measure) for year, value in ((2018, 10), (2019, 90))
    ]
    term = target("w2", TERM, 50, name=f"{measure}-term", measure=measure)
    above = target("top", 2018, 500, name=f"{measure}-top", measure=measure)
    below = [
        target(unit.id, 2018, 7, name=f"{measure}-{unit.id}", measure=measure) for unit in WARDS if unit.id != "w2"
    ]
    return [*past, *peers, *stated, *quarters, whole, *goals, term, above, *below]


def remarks(made: Corpus) -> Iterator[tuple[str, str, str, str]]:
    """Code, measure, organization and period of all that is remarked on, on pages as in messages."""
    catalogue, tables = made.catalogue, compile_tables(made)
    found = [(o.beside.remark, o.figure.key) for o in examined(catalogue, tables).outliers]
    found += [(s.relation.remark, s.whole.key) for s in sums(catalogue, tables) if not s.is_within_tolerance]
    found += [(kinds.TARGETS_FAR_APART.code, f.highest.key) for f in far_apart(catalogue, tables)]
    found += [(kinds.TARGETS_OFF_TERM.code, f.term.key) for f in off_term(catalogue, tables)]
    found += [(r.remark, r.above.key) for r in rollups_off(catalogue, tables)]
    return ((code, key.measure, key.organization, key.period.text) for code, key in found)


BOTH = corpus(*odd("joined"), *odd("members"), organizations=UNITS)
CODES = sorted({code for code, *_ in remarks(BOTH)})


def test_the_figures_have_every_remark_on_compiled_figures_that_a_page_shows() -> None:
    assert len(CODES) == 8


@given(st.sets(st.sampled_from(CODES)))
def test_switched_off_are_exactly_these_remarks_of_this_measure(codes: set[str]) -> None:
    """All others stay, of this measure and of the other, with the same places."""
    off = tuned(BOTH, "joined", *({"code": code, "off": True} for code in sorted(codes)))
    assert set(remarks(off)) == {each for each in remarks(BOTH) if each[0] not in codes or each[1] != "joined"}


@pytest.mark.parametrize("code", CODES)
def test_a_remark_is_switched_off_for_one_organization_or_source_alone(code: str) -> None:
    of_joined = [each for each in remarks(BOTH) if each[:2] == (code, "joined")]
    unit = of_joined[0][2]
    off = tuned(BOTH, "joined", {"code": code, "off": True, "organizations": [unit]})
    assert set(remarks(BOTH)) - set(remarks(off)) == {each for each in of_joined if each[2] == unit}
    elsewhere = tuned(BOTH, "joined", {"code": code, "off": True, "sources": ["second-letter"]})
    assert set(remarks(elsewhere)) == set(remarks(BOTH))
    from_here = tuned(BOTH, "joined", {"code": code, "off": True, "sources": ["letter"]})
    assert set(remarks(BOTH)) - set(remarks(from_here)) == set(of_joined)


@pytest.mark.parametrize("code", [code for code in CODES if kinds.BY_CODE[code].has_ratio])
def test_a_ratio_says_from_where_on_a_remark_is_made(code: str) -> None:
    def of_joined(ratio: int) -> set[tuple[str, ...]]:
        made = tuned(BOTH, "joined", {"code": code, "ratio": ratio})
        return {each for each in remarks(made) if each[:2] == (code, "joined")}

    before = {each for each in remarks(BOTH) if each[:2] == (code, "joined")}
    assert of_joined(2) >= before == of_joined(4 if "value" in code else 2)
    assert of_joined(1000) == set()


def test_the_first_that_applies_counts() -> None:
    two: Sequence[dict[str, Any]] = (
        {"code": "value-unlike-own-past", "ratio": 11, "organizations": ["w0"]},
        {"code": "value-unlike-own-past", "off": True},
    )
    figures = [observed(unit, 2000 + n, value) for unit in ("w0", "w1") for n, value in enumerate((*USUAL, 1200))]
    made = corpus(*figures, organizations=UNITS)
    assert {unit for _, _, unit, _ in remarks(tuned(made, "joined", *two))} == {"w0"}
    assert {unit for _, _, unit, _ in remarks(made)} == {"w0", "w1", "top"} - {"top"}
