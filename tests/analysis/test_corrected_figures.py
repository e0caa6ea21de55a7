"""What a correction changes: every total that was computed from a wrong figure, and what it had been. SYNTHETIC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from bulletin.analysis.revisions import Affected, affected
from bulletin.analysis.tables import Tables
from bulletin.model.records import Correction
from bulletin.model.values import Absence, Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import CONTEXT, DEEP, catalogue, observed, tables, words

WARDS = ("x1", "x2", "y1", "y2")
QUARTERS = {"2018-Q1": "2018-03-31", "2018-Q2": "2018-06-30", "2018-Q3": "2018-09-30", "2018-Q4": "2018-12-31"}
"""With their last days."""
PLACES = [(ward, quarter) for ward in WARDS for quarter in QUARTERS]
Values = dict[tuple[str, str], int]
values = st.fixed_dictionaries({place: st.integers(0, 99) for place in PLACES})
places = st.sampled_from(PLACES)


def compiled(given_values: Values) -> Tables:
    records = [observed(ward, when, value) for (ward, when), value in given_values.items()]
    return tables(*records, organizations=DEEP)


def counted(given_values: Values) -> Tables:
    """Stocks, at the ends of the quarters."""
    records = [observed(w, QUARTERS[when], value, measure="members") for (w, when), value in given_values.items()]
    return tables(*records, organizations=DEEP)


def correction(*wrong: tuple[str, str | int, object], name: str = "one", measure: str = "joined") -> Correction:
    figures = [{"organization": w, "measure": measure, "period": when, "was": was} for w, when, was in wrong]
    record = {"id": name, "date": "2023-03-01", "editions": ["2022"], "what": words("what"), "reason": words("why")}
    return Correction.model_validate({**record, "figures": figures}, context=CONTEXT)


def found(current: Tables, *corrections: Correction) -> Sequence[Affected]:
    return affected(corrections, current, catalogue(DEEP).measures)


def derived(all_of_them: Sequence[Affected]) -> dict[Any, Any]:
    return {corrected.figure.key: corrected.was for corrected in all_of_them if corrected.is_derived}


@given(values, st.dictionaries(places, st.integers(0, 99), min_size=1, max_size=4))
def test_every_total_that_changed_is_found_with_what_it_was(now: Values, wrong: Values) -> None:
    """The figures compiled from what had been recorded before differ in just these, and had just these values."""
    before, current = compiled({**now, **wrong}), compiled(now)
    named = correction(*((ward, when, was) for (ward, when), was in wrong.items()))
    all_of_them = found(current, named)
    old = {key: figure.value for key, figure in before.by_key.items()}
    differing = {key: old[key] for key, figure in current.by_key.items() if old[key] != figure.value}
    changes = {corrected.figure.key: corrected.was for corrected in all_of_them}
    assert {key: was for key, was in changes.items() if was != current.by_key[key].value} == differing
    assert sum(not corrected.is_derived for corrected in all_of_them) == len(wrong)


@given(values, places, st.integers(0, 99))
def test_stocks_follow_the_last_day_only(now: Values, place: tuple[str, str], was: int) -> None:
    """What was counted on a day enters the totals of that day, and those that end with it."""
    before, current = counted({**now, place: was}), counted(now)
    all_of_them = found(current, correction((place[0], QUARTERS[place[1]], was), measure="members"))
    assert all(corrected.was == before.by_key[corrected.figure.key].value for corrected in all_of_them)
    differing = {key for key, figure in before.by_key.items() if figure.value != current.by_key[key].value}
    assert differing <= {corrected.figure.key for corrected in all_of_them}


def test_nothing_else_is_named() -> None:
    """A figure that no wrong one entered, and a total in which two mistakes evened out, are as they were."""
    now = dict.fromkeys(PLACES, 10)
    changes = derived(found(compiled(now), correction(("x1", "2018-Q2", 12), ("x2", "2018-Q2", 8))))
    assert {(key.organization, key.period.text) for key in changes} >= {("x1", "2018"), ("x2", "2018")}
    assert {key.organization for key in changes} == {"x1", "x2"}
    assert derived(found(compiled(now))) == {}


@pytest.mark.parametrize("was", [{"about": 12}, "not-available"])
def test_what_is_not_known_is_not_said(was: object) -> None:
    """Of a sum into which something else than a number had entered, it is said that it changed, not what it was."""
    changes = derived(found(compiled(dict.fromkeys(PLACES, 10)), correction(("x1", "2018-Q2", was))))
    assert changes
    assert set(changes.values()) == {None}


def test_what_two_corrections_changed_has_no_single_value_before() -> None:
    """The city's total followed both wards; the wards' own totals each followed one."""
    both = [correction(("x1", "2018-Q2", 12)), correction(("x2", "2018-Q2", 15), name="two")]
    changes = found(compiled(dict.fromkeys(PLACES, 10)), *both)
    assert {corrected.was for corrected in changes if corrected.figure.key.organization == "x"} == {None}
    assert {
        corrected.was for corrected in changes if corrected.figure.key.organization == "x1" and corrected.is_derived
    } != {None}
    direct = {corrected.figure.key.organization: corrected.was for corrected in changes if not corrected.is_derived}
    assert {name: was.number for name, was in direct.items() if isinstance(was, Quantity)} == {"x1": 12, "x2": 15}


def test_totals_of_other_measures_stay() -> None:
    """A correction of one measure does not reach another."""
    records = [*(observed(w, 2016, 10) for w in WARDS), observed("x1", "2016-12-31", 7, measure="members")]
    changes = found(tables(*records, organizations=DEEP), correction(("x1", 2016, 12)))
    assert {corrected.figure.key.measure for corrected in changes} == {"joined"}


def test_what_followed_from_a_hidden_part_is_hidden_rather_than_not_known() -> None:
    """Sums over time of a ward are hidden; so is what these, and the sums above them, were."""
    current = compiled(dict.fromkeys(PLACES, 10))
    hidden = {
        key for key, figure in current.by_key.items() if key.organization == "x1" and figure.parts and figure.coverage
    }
    assert hidden
    figures = (replace(f, value=Absence.SUPPRESSED) if f.key in hidden else f for f in current.figures)
    shown = derived(found(Tables(tuple(figures), ()), correction(("x1", "2018-Q1", 3))))
    assert {was for key, was in shown.items() if key in hidden} == {Absence.SUPPRESSED}
    assert None not in shown.values()
    assert derived(found(current, correction(("x1", "2018-Q1", 3)))).keys() == shown.keys()
