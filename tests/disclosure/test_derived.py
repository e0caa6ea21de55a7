"""Nothing that a policy hides can be read off a derived figure. SYNTHETIC figures, formulas and policies only."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure, FigureOrigin, Flag
from bulletin.disclosure import release
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Observation
from bulletin.model.values import Absence, Quantity
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.builders import DEEP, corpus, observed, period, words
from tests.analysis.formulas import deriving
from tests.disclosure.test_release import released, whole, women

WOMEN = {"measure": "joined", "breakdown": "sex", "category": "women"}
FORMULAS: dict[str, dict[str, Any]] = {
    "share-of-women": {"ratio": [WOMEN, "joined"]},
    "per-member": {"ratio": ["joined", "members"]},
    "lost": {"difference": ["joined", "accidents"]},
    "all": {"sum": ["joined", "accidents"]},
    "of-parent": {"share-of-parent": "joined"},
    "two-quarters": {"moving-sum": "joined", "periods": 2},
    "faster": {"growth": "joined"},
    "faster-per-member": {"growth": "per-member"},
    "faster-lost": {"growth": "lost"},
}
QUARTERS = ("2018-Q1", "2018-Q2", "2019-Q1", "2019-Q2")
VALUES = (0, 1, 99, 101, 10**6)


def recorded(hidden: ObservationKey, value: object) -> Corpus:
    """A corpus in which one value is ``value`` and every other is always the same; with a measure of each formula."""
    records: list[Observation] = []
    for unit in ("x1", "x2", "y1"):
        for when in QUARTERS:
            records.append(observed(unit, when, 100, by={"sex": {"women": 10, "men": 20}}))
            records.append(observed(unit, when, 7, measure="accidents"))
            records.append(observed(unit, f"{when[:4]}-0{2 if when[-1] == '1' else 5}-15", 400, measure="members"))
    typed = [record for record in records if (record.organization, record.measure, record.period) == hidden[:3]]
    for record in typed:
        records.remove(record)
        by = {"sex": {"women": value if hidden.category else 10, "men": 20}} if record.by else {}
        number = record.value if hidden.category else value
        records.append(observed(record.organization, record.period.text, number, measure=record.measure, by=by))
    made = corpus(*records, organizations=DEEP)
    for name, formula in FORMULAS.items():
        made = deriving(made, formula, name=name, kind="flow" if "sum" in repr(formula) else "share")
    return made


HIDDEN = (
    *(whole(unit, when) for unit in ("x1", "y1") for when in QUARTERS),
    *(women("x1", when) for when in QUARTERS),
    ObservationKey("x1", "members", period("2019-02-15")),
    ObservationKey("x1", "accidents", period("2019-Q1")),
)


@cache
def shown(hidden: ObservationKey, value: object) -> tuple[Figure, ...]:
    """All figures when the value is hidden."""
    return released(recorded(hidden, value), hidden).tables.figures


@settings(max_examples=25)
@given(st.sampled_from(HIDDEN), st.sampled_from(VALUES))
def test_whatever_a_hidden_figure_is_every_derived_figure_is_the_same(hidden: ObservationKey, value: object) -> None:
    """Neither its number, nor that there is one, nor its flags, sources or coverage depend on what is hidden."""
    assert shown(hidden, value) == shown(hidden, 100)


@settings(max_examples=25)
@given(st.sampled_from(HIDDEN))
def test_what_is_derived_from_a_hidden_figure_is_hidden_and_nothing_else(hidden: ObservationKey) -> None:
    figures = {figure.key: figure for figure in shown(hidden, 100)}
    derived = [figure for figure in figures.values() if figure.origin is FigureOrigin.DERIVED]
    for figure in derived:
        is_hidden = any(figures[part].value is Absence.SUPPRESSED for part in figure.parts)
        assert (figure.value is Absence.SUPPRESSED) == is_hidden
        assert (figure.flags == (Flag.CONFIDENTIAL,)) == is_hidden
    assert Absence.SUPPRESSED in [figure.value for figure in derived]


def test_the_law_would_notice_a_leak() -> None:
    """Before the release, each formula distinguishes two values of what it takes."""
    hidden = whole("x1", "2019-Q1")
    first, other = (compile_tables(recorded(hidden, value)).by_key for value in (100, 101))
    assert {key.measure for key in first if first[key].value != other[key].value} == {"joined", *FORMULAS}


def test_a_policy_may_hide_a_derived_figure_alone() -> None:
    hidden = ObservationKey("x1", "per-member", period("2019-Q1"))
    figures = released(recorded(whole("x1", "2019-Q1"), 100), hidden).tables.by_key
    assert figures[hidden].value is Absence.SUPPRESSED
    assert figures[hidden._replace(measure="faster-per-member")].value is Absence.SUPPRESSED
    assert isinstance(figures[whole("x1", "2019-Q1")].value, Quantity)
    assert isinstance(figures[hidden._replace(period=period("2019-Q2"))].value, Quantity)


@pytest.mark.parametrize("note", [None, words("424242")])
def test_what_its_own_record_suppresses_is_disclosed_by_nothing_that_is_derived_from_it(note: object) -> None:
    first = observed("a", 2019, 424242, note=note, break_in_series=note)
    later = observed("a", 2019, "suppressed", line=1, source="later-letter")
    made = deriving(corpus(first, later, observed("a", 2018, 5)), {"growth": "joined"})
    through = release(made, compile_tables(made))
    assert [figure.value for figure in through.tables.by_measure["made"]] == [Absence.SUPPRESSED]
    assert "424242" not in repr(through.tables)


def test_hiding_nothing_computes_nothing_anew() -> None:
    made = recorded(whole("x1", "2019-Q1"), 100)
    tables: object = compile_tables(made)
    assert released(made).tables == tables
