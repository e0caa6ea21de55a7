"""Organizations by value: in the order of released numbers, each with one in it once, hidden ones nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Flag
from bulletin.analysis.tables import Tables
from bulletin.analysis.time_series import ComparabilityReason
from bulletin.analysis.value_ranking import RankedFigure, ValueRanking, since_when, value_rankings
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import parse_period
from bulletin.model.records import Observation, Target
from bulletin.model.values import Absence, Quantity, exact_number
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import corpus, observed, organization, target, words

UNITS = tuple("abcdefgh")
TREE = (organization("top", kind="city"), *(organization(name, "top") for name in UNITS))


def made(*records: Observation | Target, hidden: frozenset[tuple[str, str]] = frozenset()) -> tuple[Catalogue, Tables]:
    """Tables of some figures, of which some are suppressed."""
    of = corpus(*records, organizations=TREE)
    tables = compile_tables(of)
    figures = tuple(
        replace(figure, value=Absence.SUPPRESSED, flags=(Flag.CONFIDENTIAL,))
        if (figure.key.organization, figure.key.period.text) in hidden
        else figure
        for figure in tables.figures
    )
    return of.catalogue, Tables(figures, tables.targets)


def ranked(*records: Observation | Target, hidden: frozenset[tuple[str, str]] = frozenset()) -> ValueRanking:
    """The ranking of the wards."""
    rankings = value_rankings(*made(*records, hidden=hidden), "joined")
    return next(ranking for ranking in rankings if ranking.kind == "ward")


def yearly(year: int, **values: Any) -> list[Observation]:
    """The figures of a year by unit."""
    return [observed(unit, str(year), value) for unit, value in values.items()]


def places(ranking: ValueRanking) -> list[tuple[str, int | None]]:
    """Units with their places, in order."""
    return [(entry.figure.key.organization, entry.place) for entry in ranking.entries]


def entry_of(ranking: ValueRanking, unit: str) -> RankedFigure:
    """The entry of a unit."""
    return next(entry for entry in ranking.entries if entry.figure.key.organization == unit)


counts = st.dictionaries(st.sampled_from(UNITS), st.integers(0, 5), min_size=3)
secrets = st.frozensets(st.sampled_from(UNITS), max_size=3)


@given(counts, counts, secrets)
def test_everyone_with_a_figure_is_in_it_once_and_greater_numbers_come_first(
    now: dict[str, int], before: dict[str, int], secret: frozenset[str]
) -> None:
    """With the places of numbers, unless one is hidden, which may be anywhere; hidden ones come last."""
    hidden = frozenset((unit, "2019") for unit in secret)
    catalogue, tables = made(*yearly(2018, **before), *yearly(2019, **now), hidden=hidden)
    for ranking in value_rankings(catalogue, tables, "joined"):
        units = [entry.figure.key.organization for entry in ranking.entries]
        of_period = {f.key.organization: f for f in tables.figures if f.key.period == ranking.period}
        assert sorted(units) == sorted(unit for unit in of_period if unit != "top")
        numbers = [exact_number(entry.figure.value) for entry in ranking.entries]
        known = [number for number in numbers if number is not None]
        assert numbers[: len(known)] == sorted(known, reverse=True)
        assert ranking.open == (len(numbers) - len(known), 0, ranking.open.missing, ranking.open.by_category)
        for entry, number in zip(ranking.entries, numbers, strict=True):
            is_placed = number is not None and not ranking.open.hidden and not ranking.open_changes.hidden
            expected = 1 + sum(other > (number or 0) for other in known) if is_placed else None
            assert (entry.number, entry.place) == (number, expected)


@given(counts, counts, counts, secrets)
def test_what_is_hidden_moves_nobody(
    now: dict[str, int], other: dict[str, int], before: dict[str, int], secret: frozenset[str]
) -> None:
    """With other numbers in the place of hidden ones, everything is the same."""
    changed = {unit: other.get(unit, 0) if unit in secret else number for unit, number in now.items()}
    hidden = frozenset((unit, "2019") for unit in (*secret, "top"))
    first, second = (
        value_rankings(*made(*yearly(2018, **before), *yearly(2019, **numbers), hidden=hidden), "joined")
        for numbers in (now, changed)
    )
    assert [(each.period, each.since, each.open, places(each)) for each in first] == [
        (each.period, each.since, each.open, places(each)) for each in second
    ]


@given(counts, counts)
def test_a_change_is_the_difference_of_the_two_figures_and_greater_rises_come_first(
    now: dict[str, int], before: dict[str, int]
) -> None:
    catalogue, tables = made(*yearly(2018, **before), *yearly(2019, **now))
    for ranking in value_rankings(catalogue, tables, "joined"):
        if ranking.since is None:
            assert not any(entry.change for entry in ranking.entries)
            continue
        for entry in ranking.changed:
            assert entry.change is not None
            assert isinstance(entry.change.difference, Quantity)
            was = tables.by_key[entry.figure.key._replace(period=ranking.since)]
            now_is, was_then = exact_number(entry.figure.value), exact_number(was.value)
            assert now_is is not None
            assert was_then is not None
            assert entry.change.difference.fraction == now_is - was_then
        differences = [entry.difference for entry in ranking.changed if entry.difference is not None]
        assert differences == sorted(differences, reverse=True)
        assert [entry.change_place for entry in ranking.changed] == [
            1 + sum(other > difference for other in differences) for difference in differences
        ]


def test_equal_figures_share_a_place_and_what_is_not_exact_has_none() -> None:
    ranking = ranked(*yearly(2019, a=5, b=9, c=5, d={"about": 7}, e=1))
    assert places(ranking) == [("b", 1), ("a", 2), ("c", 2), ("e", 4), ("d", None)]


def test_what_is_not_exact_is_counted() -> None:
    """A figure of which a bound is known, and the change of two of them."""
    ranking = ranked(*yearly(2018, a=5, b=9, c={"at-least": 3}), *yearly(2019, a=5, b=9, c={"at-least": 5}))
    others = len(UNITS) - 3
    assert (ranking.open, ranking.open_changes) == ((0, 1, others, 0), (0, 1, others, 0))
    everyone = dict.fromkeys(UNITS, 5)
    ranking = ranked(*yearly(2018, **everyone), *yearly(2019, **everyone))
    assert (ranking.open, ranking.open_changes) == ((0, 0, 0, 0), (0, 0, 0, 0))
    for bound in ({"at-least": 500}, {"about": 7}):
        ranking = ranked(*yearly(2018, a=5, b=9, c=3), *yearly(2019, a=6, b=9, c=bound))
        assert (ranking.open.inexact, ranking.open_changes.inexact) == (1, 1)


@given(counts, counts)
def test_who_has_no_figure_of_the_period_is_missing(now: dict[str, int], before: dict[str, int]) -> None:
    """Also who never reported, whom totals of the units count as missing, too."""
    catalogue, tables = made(*yearly(2018, **before), *yearly(2019, **now))
    for ranking in value_rankings(catalogue, tables, "joined"):
        of_period = now if ranking.period.text == "2019" else before
        assert ranking.open.missing == len({*UNITS} - {*of_period})
        assert ranking.open_changes.missing == (len({*UNITS} - ({*now} & {*before})) if ranking.since else 0)


@given(counts)
def test_as_many_are_missing_as_the_total_says(now: dict[str, int]) -> None:
    catalogue, tables = made(*yearly(2019, **now))
    coverage = tables.by_key[SeriesKey("top", "joined").at(parse_period("2019"))].coverage
    assert coverage is not None
    assert coverage.expected is not None
    (ranking,) = (each for each in value_rankings(catalogue, tables, "joined") if each.kind == "ward")
    assert ranking.open.missing == coverage.expected - coverage.reported


wholes = st.dictionaries(st.sampled_from(UNITS), st.sampled_from(["whole", 50, "not-available"]), min_size=3)
"""What units reported of a year: a whole, or of women alone."""


@given(wholes, wholes)
def test_who_reported_categories_and_no_whole_is_missing_and_counted_apart(
    before: dict[str, object], now: dict[str, object]
) -> None:
    """Of a change, where a period of which there is no whole has categories, and no such period has nothing."""
    records = [
        observed(unit, year, 5) if what == "whole" else observed(unit, year, None, by={"sex": {"women": what}})
        for year, of in ((2018, before), (2019, now))
        for unit, what in of.items()
    ]
    for ranking in value_rankings(*made(*records), "joined"):
        of = now if ranking.period.text == "2019" else before
        assert ranking.open.by_category == sum(what == 50 for what in of.values())
        assert ranking.open.missing + ranking.open.by_category == sum(of.get(unit) != "whole" for unit in UNITS)
        if ranking.since is not None:
            unknown = [{before.get(unit), now.get(unit)} - {"whole"} for unit in UNITS]
            assert ranking.open_changes.by_category == unknown.count({50})
            assert ranking.open_changes.missing == sum(map(bool, unknown)) - unknown.count({50})


@pytest.mark.parametrize(("value", "missing"), [("not-applicable", 0), ("not-available", 1)])
def test_who_counts_nothing_of_the_kind_is_not_missing(value: str, missing: int) -> None:
    """Where it does not apply there is no number that is not known."""
    everyone = dict.fromkeys(UNITS, 5)
    now: dict[str, Any] = everyone | {"c": value}
    ranking = ranked(*yearly(2018, **everyone), *yearly(2019, **now))
    assert (ranking.open.missing, ranking.open_changes.missing) == (missing, missing)


@pytest.mark.parametrize(
    ("record", "missing"),
    [
        ({"when": "2015/2030", "each": "year"}, (0, 0)),
        ({"when": "2015/2030"}, (0, 0)),
        ({"when": "2018"}, (1, 0)),
        ({"when": "2019-H1"}, (1, 1)),
    ],
)
def test_one_record_says_for_all_years_that_a_unit_counts_nothing_of_the_kind(
    record: dict[str, Any], missing: tuple[int, int]
) -> None:
    """What is not applicable to a period is not to what it holds."""
    others = dict.fromkeys(UNITS[:-1], 5)
    ranking = ranked(*yearly(2018, **others), *yearly(2019, **others), observed("h", value="not-applicable", **record))
    assert (ranking.open.missing, ranking.open_changes.missing) == missing


@given(st.dates(date(2017, 6, 1), date(2019, 12, 1)), st.sets(st.sampled_from([2018, 2019])))
def test_only_who_was_there_all_through_both_periods_may_have_changed_unknown_by_how_much(
    opened: date, years: set[int]
) -> None:
    tree = [organization("top", kind="city"), *(organization(name, "top") for name in "ab")]
    tree.append(organization("new", "top", opened=opened.isoformat()))
    records = [*yearly(2018, a=5, b=9), *yearly(2019, a=6, b=9)]
    records += [observed("new", year, 7) for year in years if opened.year <= year]
    of = corpus(*records, organizations=tree)
    (ranking,) = (each for each in value_rankings(of.catalogue, compile_tables(of), "joined") if each.kind == "ward")
    assert ranking.open.missing == (2019 not in years)
    assert ranking.open_changes.missing == (opened <= date(2018, 1, 1) and years != {2018, 2019})


def test_nobody_is_ranked_alone() -> None:
    catalogue, tables = made(*yearly(2019, a=5, b={"more-than": 3}))
    assert [ranking.kind for ranking in value_rankings(catalogue, tables, "joined")] == []


def test_the_latest_period_of_which_enough_have_figures_is_compared() -> None:
    """Two early reports of a new year say little of eight; four of them begin to."""
    before = yearly(2018, **dict.fromkeys(UNITS, 4))
    assert ranked(*before, *yearly(2019, a=1, b=2, c=3)).period.text == "2018"
    assert ranked(*before, *yearly(2019, a=1, b=2, c=3, d=4)).period.text == "2019"


YEARS = st.sets(st.integers(2010, 2018), max_size=5)


@given(YEARS, st.sampled_from(["2019", "2019-Q3", "2019-08", "2019-12-31", "2019-01/2019-09"]))
def test_changes_are_counted_from_the_latest_period_a_year_or_more_before(years: set[int], latest: str) -> None:
    """The year before where there is a figure of it: of a stock the same day, of a quarter the same quarter."""
    texts = [latest.replace("2019", str(year)) for year in sorted(years)]
    figures = [
        observed(unit, text, 5, measure="members" if latest.endswith("31") else "joined")
        for text in (*texts, latest)
        for unit in "ab"
    ]
    _catalogue, tables = made(*figures)
    found = [
        tables.by_key[figure.key]
        for figure in tables.figures
        if figure.key.period.text == latest and figure.key.organization in "ab"
    ]
    since = since_when(tables, found)
    assert (since and since.text) == (texts[-1] if texts else None)
    assert since is None or 2018 not in years or since == found[0].key.period.year_before()


def test_a_stock_is_compared_with_the_same_day_a_year_before() -> None:
    """Not with the end of the last quarter, nor with its first figure; where it has none of then, with that."""
    days = [f"{year}-{day}" for year in (2016, 2017, 2018, 2019) for day in ("03-31", "06-30", "12-31")]
    for first, since in ((0, "2018-12-31"), (8, "2018-12-31"), (9, "2019-03-31"), (10, "2019-06-30")):
        _catalogue, tables = made(*(observed("a", day, 9, measure="members") for day in days[first:]))
        found = since_when(tables, [tables.figures[-1]])
        assert found is not None
        assert found.text == since


def test_rows_of_a_ranking_are_compared_with_one_period() -> None:
    """Of which half of them have a figure; the others have no change."""
    days = ("2017-12-31", "2018-12-31", "2019-12-31")
    old = [observed(unit, day, 7, measure="members") for day in days for unit in "abc"]
    new = [observed(unit, day, 7, measure="members") for day in (days[0], days[2]) for unit in "de"]
    rankings = value_rankings(*made(*old, *new), "members")
    (ranking,) = (ranking for ranking in rankings if ranking.kind == "ward")
    assert ranking.since == parse_period("2018-12-31")
    for entry in ranking.entries:
        assert entry.change is None or entry.change.before.key.period == ranking.since
    assert [entry.figure.key.organization for entry in ranking.entries if entry.change is None] == ["d", "e"]


def test_changes_are_counted_from_the_baseline_of_targets() -> None:
    figures = [each for year in (2015, 2016, 2017, 2018) for each in yearly(year, a=year - 2000, b=10, c=3)]
    baseline = target("a", 2020, None, change=-50, baseline={"period": 2016})
    assert ranked(*figures).since.text == "2017"  # type: ignore[union-attr]
    assert ranked(*figures, baseline).since.text == "2016"  # type: ignore[union-attr]


def test_no_change_is_given_across_a_break() -> None:
    broken = observed("a", "2018", 7, break_in_series=words("counted otherwise"))
    ranking = ranked(*yearly(2017, a=3, b=3, c=3), broken, *yearly(2018, b=4, c=5))
    entry = entry_of(ranking, "a")
    assert entry.change is not None
    assert (entry.change.difference, entry.change_place) == (ComparabilityReason.BREAK, None)
    assert [each.figure.key.organization for each in ranking.changed] == ["c", "b"]


def test_a_hidden_figure_before_gives_no_change() -> None:
    ranking = ranked(*yearly(2017, a=3, b=3, c=3), *yearly(2018, a=1, b=4, c=5), hidden=frozenset({("a", "2017")}))
    entry = entry_of(ranking, "a")
    assert entry.change is not None
    assert entry.change.difference is ComparabilityReason.SUPPRESSED
    assert (ranking.open.hidden, ranking.open_changes.hidden) == (0, 1)
    assert [(each.place, each.change_place) for each in ranking.entries] == [(None, None)] * 3
    assert [each.figure.key.organization for each in ranking.changed] == ["c", "b"]
