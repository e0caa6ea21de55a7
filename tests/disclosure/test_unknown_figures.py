"""No figure that its record suppresses, or that is withheld, follows from those released. SYNTHETIC figures only.

Some of these laws look for differences of released figures, others have another engine (GLPK) compute the least and the
greatest value of every hidden figure, from the smallest cells that there are.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import is_suppressed
from bulletin.disclosure import PolicyHistory, Release, release
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Observation
from bulletin.model.values import Absence, Quantity
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.builders import DEEP, corpus, observed
from tests.analysis.crossings import CATEGORIES, cell, crossed_corpus, stated
from tests.disclosure.hiding import Hiding
from tests.disclosure.test_policy import BELOW, PARTS, QUARTERS, WARDS, Cell, Counts, Reader, cells_in
from tests.disclosure.unprotected import refused

SEX, AGE, TRADE = CATEGORIES["sex"], CATEGORIES["age"], CATEGORIES["trade"]
TWO = "sex-and-age"
THREE = "sex-and-age-and-trade"
Numbers = dict[tuple[str, str, str], int]


def records(numbers: Numbers, margins: set[str]) -> list[Observation]:
    """One observation whose breakdowns are those named, all of them right."""

    def total(**fixed: str) -> int:
        return sum(n for (s, a, t), n in numbers.items() if {"sex": s, "age": a, "trade": t}.items() >= fixed.items())

    by: dict[str, object] = {THREE: {s: {a: {t: numbers[s, a, t] for t in TRADE} for a in AGE} for s in SEX}}
    by[TWO] = {s: {a: total(sex=s, age=a) for a in AGE} for s in SEX}
    by["age-and-trade"] = {a: {t: total(age=a, trade=t) for t in TRADE} for a in AGE}
    by |= {name: {c: total(**{name: c}) for c in CATEGORIES[name]} for name in CATEGORIES}
    kept = {name: split for name, split in by.items() if name in margins}
    return [stated(total() if "whole" in margins else "not-available", kept)]


def terms(breakdown: str | None) -> list[dict[str, str]]:
    """What every category of a breakdown says of sex, age and trade; one of everything for the whole."""
    names: dict[str | None, list[str]] = {
        None: [],
        TWO: ["sex", "age"],
        THREE: ["sex", "age", "trade"],
        "age-and-trade": ["age", "trade"],
    }
    dimensions = names.get(breakdown, [breakdown or ""])
    return [dict(zip(dimensions, each, strict=True)) for each in product(*(CATEGORIES[name] for name in dimensions))]


def key_of(breakdown: str | None, term: dict[str, str]) -> ObservationKey:
    """The key of a category."""
    return cell(breakdown, ".".join(term.values()) if term else None)


def disclosed(released: Release, hidden: set[ObservationKey]) -> list[ObservationKey]:
    """The hidden figures that are one released figure less others: a sum of a breakdown in which they alone lack."""
    known = {f.key for f in released.tables.figures if isinstance(f.value, Quantity)}
    found = []
    every = (None, *CATEGORIES, TWO, "age-and-trade", THREE)
    for whole, by in product(every, every):
        for term in terms(whole):
            parts = [part for part in terms(by) if part.items() >= term.items()]
            if not parts or not set(parts[0]) > set(term):
                continue
            sum_of = [key_of(whole, term), *(key_of(by, part) for part in parts)]
            lacking = [key for key in sum_of if key not in known]
            found += [key for key in lacking if len(lacking) == 1 and key in hidden]
    return found


every_number = st.fixed_dictionaries({each: st.integers(0, 30) for each in product(SEX, AGE, TRADE)})
margins = st.sets(st.sampled_from([*CATEGORIES, TWO, "age-and-trade", "whole"])).map(lambda names: names | {THREE})


@given(numbers=every_number, stating=margins, data=st.data())
def test_no_hidden_category_is_a_difference_of_released_ones(
    numbers: Numbers, stating: set[str], data: st.DataObject
) -> None:
    """Whatever a policy hides, and whichever margins are stated: no sum of a breakdown lacks just one of them."""
    corpus = crossed_corpus(*records(numbers, stating))
    tables = compile_tables(corpus)
    stated_keys = [figure.key for figure in tables.figures if isinstance(figure.value, Quantity)]
    hidden = data.draw(st.sets(st.sampled_from(stated_keys), min_size=1, max_size=6))
    released = release(corpus, tables, history=Hiding(hidden))
    shown = {figure.key: figure.value for figure in released.tables.figures}
    assert all(shown[key] is Absence.SUPPRESSED for key in hidden)
    assert disclosed(released, hidden) == []


@given(numbers=every_number)
def test_what_hides_nothing_hides_nothing_more(numbers: Numbers) -> None:
    """Without anything hidden, tables are released as they are."""
    corpus = crossed_corpus(*records(numbers, {THREE, TWO, "sex", "age", "whole"}))
    tables = compile_tables(corpus)
    released: object = release(corpus, tables).tables
    assert released is tables


ROWS = {"women": {"young": 1, "middle": 20, "old": 30}, "men": {"young": 40, "middle": 50, "old": 60}}
MARGINS = {"sex": {"women": 51, "men": 150}, "age": {"young": 41, "middle": 70, "old": 90}}


def shown(by: dict[str, object], hidden: set[ObservationKey] | None = None, **other: dict[str, bool]) -> set[str]:
    """The categories that are suppressed; ``all`` for the whole."""
    corpus = crossed_corpus(stated(201, by), **other)
    released = release(corpus, compile_tables(corpus), history=Hiding(hidden or ()))
    return {f.key.category or "all" for f in released.tables.figures if f.value is Absence.SUPPRESSED}


YOUNG_WOMEN = {cell(TWO, "women.young")}


def test_a_rectangle_of_cells_is_hidden_where_both_margins_are_released() -> None:
    """One cell more in its row, one in its column, and the one that is in both of these."""
    assert shown({TWO: ROWS, **MARGINS}, hidden=YOUNG_WOMEN) in (
        {"women.young", f"women.{other}", "men.young", f"men.{other}"} for other in ("middle", "old")
    )


def test_a_cell_that_its_own_record_suppresses_is_protected_too() -> None:
    """An editor who types ``suppressed`` need not think of the margins."""
    rows = {**ROWS, "women": {**ROWS["women"], "young": "suppressed"}}
    assert len(shown({TWO: rows, **MARGINS})) == 4


def test_a_margin_that_nobody_states_is_worked_out_first() -> None:
    """Women follow from everybody and men, and then the only hidden woman from the other women."""
    hidden = shown({TWO: ROWS, "sex": {"men": 150}}, hidden={*YOUNG_WOMEN, cell(TWO, "men.old")})
    assert {"women.young", "men.old"} < hidden


@pytest.mark.parametrize(
    ("by", "other"),
    [
        ({TWO: ROWS}, {"sex": {"exhaustive": False}, "age": {"exhaustive": False}}),
        ({TWO: ROWS, **MARGINS}, {"sex": {"exhaustive": False}, "age": {"overlapping": True}}),
        ({TWO: {"women": ROWS["women"]}}, {}),
        ({TWO: {**ROWS, "men": {"young": 40, "middle": {"about": 50}}}}, {}),
    ],
)
def test_nothing_more_is_hidden_where_nothing_follows(by: dict[str, object], other: dict[str, dict[str, bool]]) -> None:
    """Nobody can subtract where categories overlap or leave somebody out, or where another one is not known."""
    assert shown(by, hidden=YOUNG_WOMEN, **other) == {"women.young"}


def test_of_a_breakdown_that_is_not_crossed_another_category_is_hidden() -> None:
    """Women are everybody less the men."""
    assert shown({"sex": MARGINS["sex"]}, hidden={cell("sex", "women")}) == {"women", "men"}


# --- whatever is stated: units in a tree, quarters in a year, categories of a whole


def recorded(counts: Counts, suppressed: set[Cell], stating: set[str]) -> Corpus:
    """What wards report by quarter and category, some of it suppressed; others state totals, which are right."""
    records: list[Observation] = []
    for ward, quarter in product(WARDS, QUARTERS):
        parts = {part: counts[ward, quarter, part] for part in PARTS}
        hidden = {part for part in PARTS if (ward, quarter, part) in suppressed}
        total = "suppressed" if hidden and "wholes" not in stating else sum(parts.values())
        by = {part: "suppressed" if part in hidden else number for part, number in parts.items()}
        records.append(observed(ward, quarter, total, by={"account": by}))
    for unit in stating & BELOW.keys():
        for quarter in QUARTERS:
            cells = product(BELOW[unit], [quarter], PARTS)
            records.append(observed(unit, quarter, sum(counts[cell] for cell in cells)))
    if "years" in stating:
        for ward in WARDS:
            cells = product([ward], QUARTERS, PARTS)
            records.append(observed(ward, 2019, sum(counts[cell] for cell in cells)))
    return corpus(*records, organizations=DEEP)


many_counts = st.fixed_dictionaries({cell: st.integers(0, 9) for cell in product(WARDS, QUARTERS, PARTS)})
some_cells = st.sets(st.sampled_from([*product(WARDS, QUARTERS, PARTS)]), min_size=1, max_size=3)
stated_besides = st.sets(st.sampled_from(["wholes", "years", "x", "y", "top"]))


@given(many_counts, some_cells, stated_besides)
@settings(max_examples=10, deadline=None)
def test_no_figure_that_its_record_suppresses_is_known_exactly(
    counts: Counts, suppressed: set[Cell], stating: set[str]
) -> None:
    """Nor is any that is hidden for it, whatever is stated besides, by whoever adds up all that is released."""
    made = recorded(counts, suppressed, stating)
    through = release(made, compile_tables(made))
    reader = Reader([through], least=0)
    hidden = {f.key for f in through.tables.figures if is_suppressed(f) and f.key.breakdown in {None, "account"}}
    assert hidden
    every = through.tables.by_key
    assert [key for key in hidden if len({*reader.interval_of(cells_in(every[key], through))}) == 1] == []


def editions(*figures: dict[str, object]) -> Iterator[set[str]]:
    """What each of some editions hides: units of 2019, of which all are below the top."""
    history = PolicyHistory()
    for said in figures:
        made = corpus(*(observed(unit, 2019, value) for unit, value in said.items()))
        through = release(made, compile_tables(made), history=history)
        yield {f.key.organization for f in through.tables.figures if is_suppressed(f)}


def test_a_unit_is_hidden_with_another_where_their_total_is_stated() -> None:
    (hidden,) = editions({"a": "suppressed", "b": 8, "c": 9, "top": 25})
    assert "a" in hidden
    assert len(hidden) == 2


def test_what_an_edition_has_shown_before_its_record_suppressed_it_is_known() -> None:
    """So nothing else is hidden for it."""
    first, second = editions({"a": 8, "b": 8, "c": 9, "top": 25}, {"a": "suppressed", "b": 8, "c": 9, "top": 25})
    assert (first, second) == (set(), {"a"})


def test_what_earlier_editions_show_is_minded_of_measures_of_which_nothing_was_suppressed() -> None:
    """The total and two of three units are known: the third cannot be suppressed any more."""
    with refused("c, joined, 2019: 9–9"):
        list(editions({"a": 8, "b": 8, "top": 25}, {"a": 8, "b": 8, "c": "suppressed", "top": 25}))


def test_what_an_edition_shows_that_an_earlier_one_suppressed_needs_no_protection() -> None:
    said: dict[str, object] = {"a": 8, "b": 8, "c": 9, "top": 25}
    first, second = editions(said | {"a": "suppressed"}, said)
    assert "a" in first
    assert "a" not in second


def test_whoever_sees_everything_sees_what_is_hidden_for_a_suppressed_figure() -> None:
    made = corpus(*(observed(u, 2019, n) for u, n in {"a": "suppressed", "b": 8, "c": 9, "top": 25}.items()))
    through = release(made, compile_tables(made), audience="internal")
    assert [f.key.organization for f in through.tables.figures if is_suppressed(f)] == ["a"]


def test_an_amount_that_is_suppressed_is_not_known_exactly() -> None:
    said: dict[str, object] = {"a": "suppressed", "b": 80, "c": 90, "top": 250}
    made = corpus(*(observed(unit, 2019, number, measure="land") for unit, number in said.items()))
    hidden = {f.key.organization for f in release(made, compile_tables(made)).tables.figures if is_suppressed(f)}
    assert "a" in hidden
    assert len(hidden) == 2
