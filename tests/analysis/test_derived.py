"""Derived measures: what formulas make of the figures of others. SYNTHETIC, but for numbers called facts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from graphlib import CycleError
from typing import Any

import pytest
from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import compare
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.derived import derived_measures
from bulletin.analysis.figures import FigureOrigin, Flag
from bulletin.analysis.quantities import round_half_up
from bulletin.analysis.revisions import revisions_of
from bulletin.analysis.tables import Tables
from bulletin.disclosure import Release, release
from bulletin.model.records import Formula, Measure, Observation, Target
from bulletin.model.records.derivation import with_derived_breakdowns
from bulletin.model.values import Absence, Qualifier, Quantity, exact_number
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import DEEP, catalogue, corpus, figure, observed, target, words
from tests.analysis.formulas import deriving


def derived(*records: Observation | Target, formula: dict[str, Any], **more: Any) -> Tables:
    """The tables of flat records with the derived measure ``made``."""
    return compile_tables(deriving(corpus(*records), formula, **more))


def value(compiled: Tables, unit: str, when: str | int, **more: Any) -> object:
    """The value of the derived measure: a number, an absence, or None without a figure."""
    found = figure(compiled, unit, when, more.pop("measure", "made"), **more)
    return None if found is None else found.value.number if isinstance(found.value, Quantity) else found.value


def rounded(compiled: Tables, unit: str, when: str | int) -> str:
    """The number of the derived measure as pages show it."""
    found = value(compiled, unit, when)
    assert isinstance(found, Fraction)
    return f"{round_half_up(found, 2)}"


PER_MEMBER: dict[str, Any] = {"formula": {"ratio": ["joined", "members"]}, "kind": "rate", "per": 1000}


# --- facts: from the tables of the World Health Organization's tuberculosis reports -----------------------------------


def test_numbers_of_the_tuberculosis_reports() -> None:
    """Real numbers: of India in 2022, and of the 47 countries of the African Region in 2021 together."""
    split = {"sex": {"women": 892_159}, "nominator": {"youth": 1_090_528}}
    women = {"ratio": [{"measure": "joined", "breakdown": "sex", "category": "women"}, "joined"]}
    confirmed = {"ratio": [{"measure": "joined", "breakdown": "nominator", "category": "youth"}, "joined"]}
    india = observed("a", 2022, 2_255_641, by=split)
    assert rounded(derived(india, formula=women), "a", 2022) == "39.55"
    assert rounded(derived(india, formula=confirmed), "a", 2022) == "48.35"
    parts = [
        observed("a", 2021, 1_000_000, by={"nominator": {"youth": 600_000}}),
        observed("b", 2021, 400_000, by={"nominator": {"youth": 200_000}}),
        observed("c", 2021, 79_524, by={"nominator": {"youth": 48_824}}),
    ]
    region = derived(*parts, formula=confirmed)
    key = figure(region, "top", 2021, breakdown="nominator", category="youth")
    assert key is not None
    assert (exact_number(key.value), rounded(region, "top", 2021)) == (Fraction(848_824), "57.37")


def test_a_derived_figure_changes_with_the_revision_of_its_operand() -> None:
    """Real numbers: deaths of 2015 in the world, as two reports have them; per one of a made-up population."""
    reports = [observed("a", 2015, 1_615_197), observed("a", 2015, 1_630_973, line=2, source="later-letter")]
    people = observed("a", "2015-07-01", 1000, measure="members")
    (revision,) = revisions_of(derived(*reports, people, **PER_MEMBER).figures)
    assert revision.difference == Quantity(Fraction(15_776))
    assert revision.relative is not None
    assert f"{round_half_up(revision.relative.fraction * 100, 2)}" == "0.98"
    before, after = (value(derived(*known, people, **PER_MEMBER), "a", 2015) for known in (reports[:1], reports))
    assert (before, after) == (1_615_197, 1_630_973)
    assert figure(derived(*reports, people, **PER_MEMBER), "a", 2015, "made").flags == (Flag.REVISED,)  # type: ignore[union-attr]


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**9)), min_size=3, max_size=3))
def test_the_rate_of_a_region_is_its_cases_over_its_population(units: list[tuple[int, int]]) -> None:
    """Never the mean of the rates of its units."""
    records = [
        each
        for unit, (cases, people) in zip("abc", units, strict=True)
        for each in (observed(unit, 2019, cases), observed(unit, "2019-07-01", people, measure="members"))
    ]
    cases, people = (sum(numbers) for numbers in zip(*units, strict=True))
    assert value(derived(*records, **PER_MEMBER), "top", 2019) == Fraction(1000 * cases, people)


# --- which figures go together ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "taken"),
    [
        (("2019-01-01", "2019-07-01", "2019-12-31"), "2019-07-01"),
        (("2018-12-31", "2019-02-01"), "2019-02-01"),
        (("2019-12-31", "2020-01-01"), "2019-12-31"),
        (("2018-12-31", "2020-01-01"), None),
    ],
)
def test_a_count_of_a_day_is_that_nearest_to_the_middle_of_the_period(days: tuple[str, ...], taken: str | None) -> None:
    numbers = {day: 10**number for number, day in enumerate(days, 1)}
    stocks = [observed("a", day, number, measure="members", source="later-letter") for day, number in numbers.items()]
    made = derived(observed("a", 2019, 7), *stocks, **PER_MEMBER)
    assert value(made, "a", 2019) == (None if taken is None else Fraction(7000, numbers[taken]))


def test_categories_go_with_those_of_the_same_name_and_a_named_one_with_the_whole() -> None:
    by = {"sex": {"women": 4, "men": 6}}
    records = [observed("a", 2019, 10, by=by), observed("a", 2019, 40, measure="accidents", by={"sex": {"women": 8}})]
    made = derived(*records, formula={"ratio": ["joined", "accidents"]})
    assert value(made, "a", 2019) == 25
    assert value(made, "a", 2019, breakdown="sex", category="women") == 50
    assert value(made, "a", 2019, breakdown="sex", category="men") is None
    named = derived(
        *records, formula={"ratio": [{"measure": "joined", "breakdown": "sex", "category": "men"}, "accidents"]}
    )
    assert value(named, "a", 2019) == 15
    assert [f.key.category for f in named.by_measure["made"]] == [None]


def test_a_measure_has_the_breakdowns_that_all_of_its_operands_have() -> None:
    made = deriving(corpus(), {"difference": ["joined", "accidents"]}, kind="flow")
    assert made.catalogue.measures["made"].breakdowns == made.catalogue.measures["joined"].breakdowns
    of_category = {"difference": [{"measure": "joined", "breakdown": "sex", "category": "men"}, "accidents"]}
    assert deriving(corpus(), of_category, kind="flow").catalogue.measures["made"].breakdowns == ()


def test_differences_and_sums_are_of_figures_of_one_key() -> None:
    records = [observed("a", 2019, 5), observed("a", 2019, 7, measure="accidents"), observed("b", 2019, 1)]
    assert value(derived(*records, formula={"difference": ["joined", "accidents"]}, kind="flow"), "a", 2019) == -2
    added = derived(*records, formula={"sum": ["joined", "accidents"]}, kind="flow")
    assert (value(added, "a", 2019), value(added, "b", 2019)) == (12, None)


def test_a_share_of_the_unit_above_is_of_the_one_that_was_above_in_the_period() -> None:
    records = [observed(unit, 2019, number) for unit, number in (("x1", 10), ("x2", 30), ("y1", 20), ("y2", 20))]
    made = compile_tables(deriving(corpus(*records, organizations=DEEP), {"share-of-parent": "joined"}))
    assert [value(made, unit, 2019) for unit in ("x1", "x2", "x", "y", "top")] == [25, 75, 50, 50, None]


def test_a_moving_sum_takes_consecutive_periods_of_one_length() -> None:
    quarters = [observed("a", f"2018-Q{number}", number) for number in (1, 2, 3, 4)]
    more = [observed("a", "2019-Q1", 10), observed("a", "2019-Q3", 30)]
    made = derived(*quarters, *more, formula={"moving-sum": "joined", "periods": 4}, kind="flow")
    assert value(made, "a", "2018-Q4") == 10
    assert value(made, "a", "2019-Q1") == 19
    assert value(made, "a", "2019-Q3") is None
    assert value(made, "a", "2018-H2") is None


@pytest.mark.parametrize(
    ("before", "now", "grown"),
    [(1_615_197, 1_630_973, "0.98"), (50, 25, "-50.00"), (0, 5, None), (4, 0, "-100.00")],
)
def test_growth_is_in_percent_of_the_year_before(before: int, now: int, grown: str | None) -> None:
    made = derived(observed("a", 2018, before), observed("a", 2019, now), formula={"growth": "joined"})
    if grown is None:
        assert value(made, "a", 2019) is Absence.NOT_APPLICABLE
    else:
        assert rounded(made, "a", 2019) == grown


def test_there_is_no_growth_through_a_negative_base_or_a_break() -> None:
    money = [observed("a", 2018, -5, measure="balance"), observed("a", 2019, 5, measure="balance")]
    assert value(derived(*money, formula={"growth": "balance"}), "a", 2019) is Absence.NOT_APPLICABLE
    broken = [observed("a", 2018, 5), observed("a", 2019, 6, break_in_series=words("counted otherwise"))]
    assert value(derived(*broken, formula={"growth": "joined"}), "a", 2019) is Absence.NOT_APPLICABLE


def test_a_count_of_a_day_grows_on_the_same_day_of_the_year_before() -> None:
    days = ("2019-02-28", "2020-02-29")
    stocks = [
        observed("a", day, number, measure="members", source="later-letter")
        for day, number in zip(days, (5, 6), strict=True)
    ]
    assert value(derived(*stocks, formula={"growth": "members"}), "a", "2020-02-29") == 20


def test_a_measure_may_be_derived_from_a_derived_one_in_whatever_order_they_are_recorded() -> None:
    records = [observed("a", year, number) for year, number in ((2018, 5), (2019, 10))]
    records += [observed("a", f"{year}-07-01", 100, measure="members") for year in (2018, 2019)]
    made = deriving(deriving(corpus(*records), name="rate", **PER_MEMBER), {"growth": "rate"}, name="faster")
    turned = dict(reversed(list(made.catalogue.measures.items())))
    for measures in (made.catalogue.measures, turned):
        compiled = compile_tables(replace(made, catalogue=replace(made.catalogue, measures=measures)))
        assert value(compiled, "a", 2019, measure="faster") == 100


def test_measures_that_are_derived_from_each_other_have_no_order() -> None:
    made = deriving(deriving(corpus(), {"growth": "joined"}, name="other"), {"growth": "other"})
    turned = made.catalogue.measures["other"].model_copy(update={"formula": Formula.model_validate({"growth": "made"})})
    with pytest.raises(CycleError):
        list(derived_measures({**made.catalogue.measures, "other": turned}))


# --- what is carried on -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("joined", "members", "made"),
    [
        ("suppressed", "not-available", Absence.SUPPRESSED),
        ("not-available", "suppressed", Absence.SUPPRESSED),
        ("not-available", 5, Absence.NOT_AVAILABLE),
        (0, 0, Absence.NOT_APPLICABLE),
        (5, 0, Absence.NOT_APPLICABLE),
        ({"more-than": 5}, 10, Quantity(Fraction(500), Qualifier.MORE_THAN)),
        (5, {"more-than": 10}, Quantity(Fraction(500), Qualifier.UNDER)),
        ({"about": 5}, 10, Quantity(Fraction(500), Qualifier.ABOUT)),
        ({"more-than": 5}, {"more-than": 10}, None),
    ],
)
def test_absences_and_qualifiers_are_carried_on(joined: object, members: object, made: object) -> None:
    records = observed("a", 2019, joined), observed("a", "2019-07-01", members, measure="members")
    found = figure(derived(*records, **PER_MEMBER), "a", 2019, "made")
    assert (None if found is None else found.value) == made


def test_a_derived_figure_is_as_final_and_as_flagged_as_its_operands() -> None:
    records = [
        observed("a", 2019, 5, status="estimated", break_in_series=words("moved")),
        observed("a", "2019-07-01", 9, measure="members"),
        observed("a", "2019-07-01", 10, measure="members", source="later-letter", line=2),
    ]
    found = figure(derived(*records, **PER_MEMBER), "a", 2019, "made")
    assert found is not None
    assert (found.value, found.origin) == (Quantity(Fraction(500)), FigureOrigin.DERIVED)
    assert found.flags == (Flag.REVISED, Flag.ESTIMATED, Flag.BREAK)
    assert found.sources == ("letter", "later-letter")
    assert [key.measure for key in found.parts] == ["joined", "members"]


def test_partial_totals_go_together_only_where_they_are_of_the_same_units() -> None:
    records = [observed(unit, 2019, 5) for unit in ("a", "b")]
    stocks = [observed(unit, "2019-07-01", 10, measure="members") for unit in ("a", "b", "c")]
    assert value(derived(*records, *stocks, **PER_MEMBER), "top", 2019) is None
    found = figure(derived(*records, *stocks[:2], **PER_MEMBER), "top", 2019, "made")
    assert found is not None
    assert found.coverage is not None
    assert (found.value, found.is_open) == (Quantity(Fraction(500)), True)
    assert (found.coverage.reported, found.coverage.expected) == (2, 3)


def test_a_target_of_a_derived_measure_finds_its_figure() -> None:
    records = [observed("a", 2019, 5), observed("a", "2019-07-01", 10, measure="members")]
    made = derived(*records, target("a", 2019, 400, measure="made"), **PER_MEMBER)
    assert made.by_key[made.targets[0].key].value == Quantity(Fraction(500))


def test_operands_add_up_to_the_period_of_a_target_of_what_is_derived_from_them() -> None:
    years = [
        observed("a", year, number, measure=measure, source="later-letter")
        for year in (2017, 2018, 2019)
        for measure, number in (("joined", 5), ("accidents", 2))
    ]
    goal = target("a", "2017/2019", 9, measure="made")
    made = derived(*years, goal, formula={"difference": ["joined", "accidents"]}, kind="flow")
    assert made.by_key[made.targets[0].key].value == Quantity(Fraction(9))


@given(st.data())
def test_a_derived_figure_follows_from_the_current_figures_alone(data: st.DataObject) -> None:
    """Whatever was reported and added up, it is the quotient of two figures of the tables."""
    number = st.integers(0, 50) | st.sampled_from(["suppressed", "not-available"])
    records = [
        observed(unit, when, data.draw(number), measure=measure)
        for unit in ("a", "b", "c", "top")
        for when, measure in (("2019-H1", "joined"), ("2019-H2", "joined"), ("2019-07-01", "members"))
        if data.draw(st.booleans())
    ]
    made = derived(*records, **PER_MEMBER)
    for found in made.by_measure.get("made", ()):
        first, second = (made.by_key[key] for key in found.parts)
        numbers = exact_number(first.value), exact_number(second.value)
        if isinstance(found.value, Quantity):
            assert found.value.fraction * numbers[1] == 1000 * numbers[0]  # type: ignore[operator]
        else:
            assert found.value is Absence.NOT_APPLICABLE or None in numbers


def test_a_derived_figure_changed_because_its_operand_was_revised_or_its_formula_is_another() -> None:
    people = observed("a", "2019-07-01", 10, measure="members")
    first, later = observed("a", 2019, 5), observed("a", 2019, 6, line=2, source="later-letter")

    def side(*records: Observation, per: int = 1000) -> Release:
        made = deriving(corpus(*records, people), **{**PER_MEMBER, "per": per})
        return release(made, compile_tables(made))

    def changes(before: Release, after: Release) -> list[tuple[ChangeKind, tuple[str, ...]]]:
        found = compare(before, after).changes
        return [(change.kind, change.reason.sources) for change in found if change.key.measure == "made"]

    assert changes(side(first), side(first, later)) == [(ChangeKind.REVISED, ("later-letter",))]
    assert changes(side(first), side(first)) == []
    assert changes(side(first), side(first, per=100)) == [(ChangeKind.REDEFINED, ())]
    (redefined,) = compare(side(first), side(first, per=100)).redefined
    assert (redefined.after.id, redefined.aspects) == ("made", ("per",))


def test_long_chains_of_measures_take_no_time() -> None:
    """Each of many measures is computed from the two before it, and gets their breakdowns once."""
    first = {name: measure for name, measure in catalogue().measures.items() if name in ("joined", "land")}
    names = [*first, *(f"d{number}" for number in range(1_000))]
    chain = {
        name: Measure.model_validate(
            {
                "id": name,
                "kind": "flow",
                "name": words(name),
                "definition": words(name),
                "unit": "person",
                "formula": {"sum": names[number : number + 2]},
            }
        )
        for number, name in enumerate(names[2:])
    }
    recorded = dict(reversed({**first, **chain}.items()))
    found = with_derived_breakdowns(recorded)
    assert list(found) == list(recorded)
    assert all(measure.breakdowns == first["joined"].breakdowns for measure in found.values())
