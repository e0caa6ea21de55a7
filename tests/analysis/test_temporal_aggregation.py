"""Consecutive periods make a longer one, by the measure's rule; nothing else is ever added over time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations

import pytest
from bulletin.analysis.figures import Coverage, Figure, FigureOrigin, Flag
from bulletin.analysis.tables import Tables
from bulletin.analysis.targets import figure_for
from bulletin.model.text import Text
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import figure, observed, period, tables, target

QUARTERS = [f"2019-Q{quarter}" for quarter in (1, 2, 3, 4)]


def computed(compiled: Tables, unit: str = "a") -> dict[str, Decimal]:
    """What was computed over time for a unit, by period."""
    return {
        f.key.period.text: f.value.decimal
        for f in compiled.by_organization[unit]
        if f.origin is FigureOrigin.TEMPORAL_SUM and isinstance(f.value, Quantity)
    }


def counted(values: Mapping[str, object], **more: object) -> dict[str, Decimal]:
    """What is computed of a unit's values by period."""
    return computed(tables(*(observed("a", when, value, line=0, **more) for when, value in values.items())))


def test_quarters_make_halves_and_the_year() -> None:
    assert counted(dict(zip(QUARTERS, (1, 2, 3, 4), strict=True))) == {"2019-H1": 3, "2019-H2": 7, "2019": 10}


def test_months_make_halves_and_the_year() -> None:
    assert counted({f"2019-{month:02}": 1 for month in range(1, 13)}) == {"2019-H1": 6, "2019-H2": 6, "2019": 12}


def test_years_make_the_term() -> None:
    assert counted({str(year): 10 for year in range(2015, 2021)}) == {"term-2015-2020": 60}


def test_a_year_or_term_that_is_not_over_gets_a_figure_to_date() -> None:
    assert counted({"2019-Q1": 1, "2019-Q2": 2, "2019-Q3": 4}) == {"2019-H1": 3, "2019-01/2019-09": 7}
    assert counted({"2015": 1, "2016": 2, "2017-H1": 4}) == {"term-2015-2020/2017-06": 7}


def test_the_year_is_never_added_to_nine_months_of_it() -> None:
    assert counted({"2019": 30, "2019-01/2019-09": 20, "2018": 10}) == {}


def test_overlapping_periods_are_never_added() -> None:
    assert counted({"2019-01/2019-09": 20, "2019-Q3": 5, "2019-Q4": 6}) == {"2019": 26, "2019-H2": 11}


def test_periods_with_a_gap_between_them_are_never_added() -> None:
    assert counted({"2019-Q1": 1, "2019-Q3": 2}) == {}


def test_days_are_added_like_months() -> None:
    assert counted({"2019-H1": 76, "2019-07-01/2019-09-06": 83}) == {"2019/2019-09-06": 159}


def test_instants_are_never_added() -> None:
    assert counted({"2019-06-30": 1, "2019-12-31": 2}, measure="members") == {}


def test_values_for_each_year_are_never_added() -> None:
    compiled = tables(observed("a", 2015, 10), *(observed("a", year, 10, each="year") for year in (2016, 2017)))
    assert computed(compiled) == {}


def test_qualified_and_absent_values_are_never_added() -> None:
    stated: dict[str, object] = dict.fromkeys(QUARTERS, 1)
    for value in ({"more-than": 1}, {"about": 1}, {"between": [1, 2]}, "not-available", "suppressed"):
        assert counted(stated | {"2019-Q4": value}) == {"2019-H1": 2, "2019-01/2019-09": 3}


def test_a_stated_total_survives_even_where_its_parts_add_to_something_else() -> None:
    records = [observed("a", quarter, 1) for quarter in QUARTERS]
    for stated in (30, {"about": 30}, "suppressed"):
        total = figure(tables(*records, observed("a", 2019, stated)), "a", 2019)
        assert total is not None
        assert (total.origin, total.value) == (FigureOrigin.REPORTED, observed("a", 2019, stated).value)


def test_what_is_known_to_date_is_not_computed_again() -> None:
    assert counted({"2019-Q1": 1, "2019-Q2": 2, "2019-H1": {"about": 5}}) == {}


@given(
    st.sampled_from([("2019-Q2", 4, 3), ("2019-H1", 1, 6), ("2019-H2", 7, 6), ("2019", 1, 12)]),
    st.lists(st.integers(0, 9), min_size=2, max_size=12),
)
def test_the_months_of_a_target_up_to_the_newest_are_a_figure_to_date(
    asked: tuple[str, int, int], numbers: list[int]
) -> None:
    whole, first, length = asked
    months = [observed("a", f"2019-{month:02}", n) for month, n in enumerate(numbers[:length], first)]
    goal = target("a", whole, 100)
    made = tables(*months, goal)
    found = figure_for(made, made.targets[0])
    assert found is not None
    assert found.value == Quantity(Decimal(sum(numbers[:length])))
    assert found.key.period.end == months[-1].period.end
    assert found.key.period.start == period(whole).start


def test_without_a_target_a_part_of_a_half_is_computed_only_as_a_part_of_its_year() -> None:
    assert counted({"2019-01": 1, "2019-02": 2}) == {"2019-01/2019-02": 3}
    assert counted({"2019-07": 1, "2019-08": 2}) == {}


def test_a_value_for_each_year_is_no_total_of_its_years() -> None:
    years = [observed("a", year, 10) for year in (2016, 2017, 2018)]
    each = observed("a", "2016/2018", {"about": 10}, each="year")
    assert computed(tables(*years, each, target("a", "2016/2018", 25))) == {"2016/2018": 30}


def test_a_target_makes_its_period_matter() -> None:
    quarters = [observed("a", quarter, 1) for quarter in ("2019-Q2", "2019-Q3")]
    compiled = tables(*quarters, observed("b", "2019-Q2", 1), target("a", "2019-04/2019-09", 5))
    assert computed(compiled) == {"2019-04/2019-09": 2}
    assert "2019-04/2019-09" not in computed(tables(*quarters))


def test_a_mean_is_over_periods_of_one_shape_and_has_two_more_digits() -> None:
    thirds = dict(zip(QUARTERS, (1, 1, 2, 2), strict=True))
    assert counted(thirds, measure="weak") == {"2019-H1": 1, "2019-H2": 2, "2019": Decimal("1.5")}
    assert counted({"2019-01": 1, "2019-02": 1, "2019-03": 2}, measure="weak") == {"2019-Q1": Decimal("1.33")}
    assert "2019" not in counted({"2019-H1": 1, "2019-Q3": 1, "2019-Q4": 1}, measure="weak")


def test_the_last_of_consecutive_periods_stands_for_the_whole() -> None:
    assert counted({"2019-H1": 50, "2019-H2": 60}, measure="rating") == {"2019": 60}


def test_a_measure_without_a_rule_is_never_combined() -> None:
    assert counted({"2019-H1": 5, "2019-H2": 6}, measure="days") == {}


def test_a_breakdown_is_added_category_by_category() -> None:
    halves = [observed("a", half, 5, by={"sex": {"women": 2}}) for half in ("2019-H1", "2019-H2")]
    women = figure(tables(*halves), "a", 2019, breakdown="sex", category="women")
    assert women is not None
    assert (women.value, women.coverage) == (Quantity(Decimal(4)), Coverage(2, 2))


def test_a_total_is_as_final_as_the_least_final_part_and_names_all_sources() -> None:
    parts = [
        observed("a", "2019-H1", 5, source="later-letter"),
        observed("a", "2019-H2", 5, status="estimated", break_in_series={"vi": "x", "en": "x"}),
    ]
    total = figure(tables(*parts), "a", 2019)
    assert total is not None
    assert (total.status, total.flags) == ("estimated", (Flag.ESTIMATED, Flag.BREAK))
    assert total.breaks == (Text(vi="x", en="x"),)
    assert set(total.sources) == {"letter", "later-letter"}
    assert total.reported.isoformat() == "2020-06-30"
    assert [part.period.text for part in total.parts] == ["2019-H1", "2019-H2"]


periods = st.sampled_from([*QUARTERS, "2019-H1", "2019-H2", "2019", "2019-01/2019-09", "2018", "2020", "2019-02"])


@given(st.dictionaries(periods, st.integers(0, 9)))
def test_a_total_is_the_sum_of_disjoint_parts_that_fill_its_period(values: dict[str, int]) -> None:
    compiled = tables(*(observed("a", when, value) for when, value in values.items()))
    for total in compiled.figures:
        if total.origin is not FigureOrigin.TEMPORAL_SUM:
            continue
        parts: list[Figure] = [compiled.by_key[key] for key in total.parts]
        assert not any(part.key.period.overlaps(other.key.period) for part, other in combinations(parts, 2))
        assert sum(part.key.period.days for part in parts) == total.key.period.days
        assert isinstance(total.value, Quantity)
        assert total.value.number == sum(values[part.key.period.text] for part in parts)
        assert total.coverage == Coverage(len(parts), len(parts))
        assert total.key.period.text not in values


@pytest.mark.parametrize("whole", ["2019-Q1", "2019-05", "2018/2019"])
def test_only_halves_years_terms_and_target_periods_are_computed(whole: str) -> None:
    days = {f"2019-{month:02}": 1 for month in range(1, 13)} | {"2018": 5}
    assert whole not in counted(days)
