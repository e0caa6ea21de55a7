"""Comparing two states of a bulletin: every difference once, with its reason. All records are synthetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise

import pytest
from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import Comparison, ValueChange, compare
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure, FigureOrigin, Number, TargetFigure, reported_value, value_key
from bulletin.analysis.quantities import of_the_same_units
from bulletin.analysis.tables import Tables
from bulletin.analysis.vintages import as_of_edition
from bulletin.disclosure import release
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.keys import ValueKey
from bulletin.model.records import Claim, Correction, Measure, Observation, Organization, Rule, Target
from bulletin.model.values import Absence, exact_number
from bulletin.validation import validate_records
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, corpus, observed, organization, target, words
from tests.sites import SAMPLE

UNITS = ("a", "b", "c")
YEARS = (2018, 2019)
values = st.one_of(
    st.integers(0, 50),
    st.sampled_from(["not-available", "suppressed", {"about": 7}, {"more-than": 3}]),
)
stated = st.dictionaries(st.tuples(st.sampled_from(("top", *UNITS)), st.sampled_from(YEARS)), values, max_size=8)
aims = st.dictionaries(st.sampled_from(UNITS), st.integers(1, 50), max_size=3)


@dataclass(frozen=True)
class State:
    """Records and what they compile to."""

    catalogue: Catalogue
    tables: Tables
    claims: Mapping[str, Claim] = field(default_factory=dict)


def state(*records: Observation | Target, of: Iterable[Organization] = FLAT, **catalogue: object) -> State:
    """The state that records make; ``catalogue`` holds what differs in it."""
    made = corpus(*records, organizations=of)
    whole = Corpus(replace(made.catalogue, **catalogue), made.targets, {}, made.observations)  # type: ignore[arg-type]
    return State(whole.catalogue, compile_tables(whole))


def made_of(figures: dict[tuple[str, int], object], targets: dict[str, int]) -> State:
    """The state of some stated values and targets."""
    observations = (observed(unit, year, value) for (unit, year), value in figures.items())
    return state(*observations, *(target(unit, 2019, value, name=f"aim-{unit}") for unit, value in targets.items()))


states = st.builds(made_of, stated, aims)


def shown(side: State) -> dict[ValueKey, object]:
    """What a side shows, by key; what it suppresses it does not show."""
    numbers: list[Number] = [*side.tables.figures, *side.tables.targets]
    return {value_key(number): reported_value(number) for number in numbers if number.value is not Absence.SUPPRESSED}


def only(comparison: Comparison, unit: str, year: int = 2018) -> ValueChange:
    """The change of the figure of a unit."""
    found = [
        change
        for change in comparison.changes
        if (change.key.organization, change.key.period.text) == (unit, str(year))
    ]
    assert len(found) == 1
    return found[0]


# --- laws


@given(states)
def test_nothing_differs_from_itself(side: State) -> None:
    comparison = compare(side, side)
    assert (comparison.changes, comparison.redefined, comparison.counts) == ((), (), {})


@given(states, states)
def test_every_difference_is_listed_exactly_once(before: State, after: State) -> None:
    """And nothing else is listed."""
    was, now = shown(before), shown(after)
    differing = [key for key in {**was, **now} if was.get(key) != now.get(key)]
    found = [value_key(change.number) for change in compare(before, after).changes]
    assert sorted(found, key=str) == sorted(differing, key=str)


@given(states, states)
def test_swapping_the_sides_swaps_new_and_withdrawn(before: State, after: State) -> None:
    there, back = compare(before, after), compare(after, before)
    for new, gone in ((there, back), (back, there)):
        kinds = (ChangeKind.WITHDRAWN, ChangeKind.NOT_COMPUTED)
        assert {value_key(c.number) for c in new.of(ChangeKind.NEW)} == {
            value_key(c.number) for kind in kinds for c in gone.of(kind)
        }


@given(states, states)
def test_only_what_was_computed_is_computed_no_more(before: State, after: State) -> None:
    """And only what somebody stated was withdrawn, unless it is suppressed now."""
    comparison = compare(before, after)
    for change in comparison.of(ChangeKind.NOT_COMPUTED):
        assert isinstance(change.before, Figure)
        assert change.before.origin is not FigureOrigin.REPORTED
    for change in comparison.of(ChangeKind.WITHDRAWN):
        is_stated = not isinstance(change.before, Figure) or change.before.origin is FigureOrigin.REPORTED
        assert is_stated or change.after is not None


@given(states, states)
def test_what_is_suppressed_now_is_not_shown_again(before: State, after: State) -> None:
    """The value that was published before is not shown beside it."""
    hidden = {value_key(figure) for figure in after.tables.figures if figure.value is Absence.SUPPRESSED}
    for change in compare(before, after).changes:
        assert value_key(change.number) not in hidden or (change.kind, change.before) == (ChangeKind.WITHDRAWN, None)


@given(states, states)
def test_how_large_a_change_is_follows_from_two_exact_numbers_of_the_same_units(before: State, after: State) -> None:
    """Of a bound, a total of other units or nothing it cannot be said."""
    for change in compare(before, after).changes:
        if change.relative is not None:
            assert change.before is not None
            assert change.after is not None
            was, now = (exact_number(side.value) for side in (change.before, change.after))
            assert was
            assert now is not None
            assert change.relative == now / was - 1
            sides = [side for side in (change.before, change.after) if isinstance(side, Figure)]
            assert len(sides) < 2 or of_the_same_units(*sides)


def test_bounds_are_not_set_off_against_each_other() -> None:
    """Nor a total against the same one with a unit more."""
    bounds = [state(observed("a", 2018, {"at-least": number})) for number in (3, 5)]
    assert only(compare(*bounds), "a").relative is None
    before = [observed("a", 2018, 3), observed("b", 2018, 4)]
    total = only(compare(state(*before), state(*before, observed("c", 2018, 5))), "top")
    assert total.relative is None


@given(stated, st.dictionaries(st.tuples(st.sampled_from(UNITS), st.sampled_from(YEARS)), st.integers(0, 50)))
def test_later_reports_only_add_and_revise(
    first: dict[tuple[str, int], object], later: dict[tuple[str, int], int]
) -> None:
    """A state with reports that came later differs from the one without in nothing that needs another reason."""
    exact = {key: value for key, value in first.items() if value != "suppressed"}
    old = [observed(unit, year, value) for (unit, year), value in exact.items()]
    new = [observed(unit, year, value, source="later-letter") for (unit, year), value in later.items()]
    kinds = compare(state(*old), state(*old, *new)).counts
    assert kinds.keys() <= {ChangeKind.NEW, ChangeKind.REVISED}


# --- kinds


def test_a_later_report_revises() -> None:
    before = state(observed("a", 2018, 5))
    after = state(observed("a", 2018, 5), observed("a", 2018, 7, source="later-letter", note=words("recount")))
    change = only(compare(before, after), "a")
    assert change.kind is ChangeKind.REVISED
    assert change.reason.sources == ("later-letter",)
    assert change.reason.note is not None
    assert "recount" in change.reason.note.localized("en")


def test_the_same_value_said_again_is_no_change() -> None:
    """Nor is a value that only became final."""
    before = state(observed("a", 2018, 5, status="preliminary"))
    after = state(observed("a", 2018, 5, status="preliminary"), observed("a", 2018, 5, source="later-letter"))
    assert compare(before, after).changes == ()


def test_a_value_changed_in_place_is_unexplained() -> None:
    """So is the total that it is a part of, and one whose part was taken out."""
    full = [observed(unit, 2018, 5) for unit in UNITS]
    comparison = compare(state(*full), state(observed("a", 2018, 6), *full[1:]))
    assert {change.key.organization: change.kind for change in comparison.changes} == {
        "a": ChangeKind.UNEXPLAINED,
        "top": ChangeKind.UNEXPLAINED,
    }
    fewer = compare(state(*full), state(*full[1:]))
    assert only(fewer, "a").kind is ChangeKind.WITHDRAWN
    assert only(fewer, "top").kind is ChangeKind.UNEXPLAINED


def test_a_total_that_is_computed_no_more_says_why() -> None:
    """Of two years one became a bound: the sum of both is gone, and the report of the bound is the reason."""
    years = [observed("a", 2018, 5), observed("a", 2019, 5)]
    before = state(*years, target("a", "2018/2019", 9))
    after = state(*years, observed("a", 2019, {"more-than": 4}, source="later-letter"), target("a", "2018/2019", 9))
    (gone,) = compare(before, after).of(ChangeKind.NOT_COMPUTED)
    assert (gone.key.period.text, gone.reason.sources) == ("2018/2019", ("later-letter",))


def years_of(units: Iterable[str], *years: int) -> list[Observation]:
    """What units report of some years."""
    return [observed(unit, year, 5) for unit in units for year in years]


def computed(side: State) -> set[tuple[str, str]]:
    """Organization and period of every figure that is computed over several years."""
    return {
        (figure.key.organization, figure.key.period.text)
        for figure in side.tables.figures
        if figure.origin is not FigureOrigin.REPORTED and figure.key.period.days > 366
    }


@pytest.mark.parametrize("units", [("a",), UNITS])
def test_a_sum_to_date_that_goes_on_was_not_withdrawn(units: tuple[str, ...]) -> None:
    """Of all years so far, of one unit or of all of them: it is there no more, as the sum of one more year is."""
    aims = [target(unit, "2018/2020", 99, name=f"aim-{unit}") for unit in ("top", *units)]
    before, after = (state(*years_of(units, *years), *aims) for years in ((2018, 2019), (2018, 2019, 2020)))
    over = {unit for unit, _period in computed(before)}
    assert {period for _unit, period in computed(before)} == {"2018/2019"}
    assert computed(after) == {(unit, "2018/2020") for unit in over}
    assert set(units) <= over
    assert compare(before, after).counts.keys() == {ChangeKind.NEW}


def test_a_sum_to_date_whose_parts_are_gone_is_listed() -> None:
    """Even where a longer one is computed from other figures, since what it said may not hold any more."""
    aim = target("a", "2018/2020", 99)
    before = state(*years_of("a", 2018, 2019), aim)
    halves = [observed("a", f"2018-H{half}", 2) for half in (1, 2)]
    after = state(*halves, *years_of("a", 2019, 2020), aim)
    longer = [figure.key.period.text for figure in after.tables.figures if figure.key.period.days > 366]
    kinds = {change.key.period.text: change.kind for change in compare(before, after).changes}
    assert longer == ["2018/2020"]
    assert kinds["2018"] is not ChangeKind.NEW
    fewer = state(*years_of("a", 2019, 2020), aim)
    assert compare(before, fewer).counts[ChangeKind.NOT_COMPUTED] == 1


def test_digits_that_programs_round_are_no_change_where_a_later_report_has_them() -> None:
    """Nor is the total of it. In place they are one, which nothing explains."""
    first, again = (Decimal(f"33.33333333333333{rest}") for rest in ("1", "2"))
    others = [observed(unit, 2018, 5) for unit in ("b", "c")]
    before = state(observed("a", 2018, first), *others)
    after = state(observed("a", 2018, first), observed("a", 2018, again, source="later-letter"), *others)
    assert compare(before, after).changes == ()
    in_place = compare(before, state(observed("a", 2018, again), *others))
    assert in_place.counts == {ChangeKind.UNEXPLAINED: 2}


def test_a_statement_in_the_place_of_a_later_report_is_unexplained() -> None:
    """A newer source revises only what it leaves standing behind it."""
    comparison = compare(state(observed("a", 2018, 5)), state(observed("a", 2018, 7, source="later-letter")))
    assert only(comparison, "a").kind is ChangeKind.UNEXPLAINED


def correction(name: str = "slip", **figure: object) -> dict[str, Correction]:
    """A correction of a figure of the unit ``a``, unless ``figure`` says otherwise."""
    named = {"organization": "a", "measure": "joined", "period": 2018, "was": 5, **figure}
    record = {"id": name, "date": "2020-07-01", "editions": ["2020"], "what": words("slip"), "reason": words("typing")}
    return {name: Correction.model_validate({**record, "figures": [named]})}


def test_a_correction_explains_a_figure_and_its_totals() -> None:
    full = [observed(unit, 2018, 5) for unit in UNITS]
    mended = [observed("a", 2018, 6), *full[1:]]
    comparison = compare(state(*full), state(*mended, corrections=correction()))
    assert comparison.counts == {ChangeKind.CORRECTED: 2}
    assert {change.reason.corrections for change in comparison.changes} == {("slip",)}


def test_a_correction_known_before_explains_nothing() -> None:
    before = state(observed("a", 2018, 5), corrections=correction())
    after = state(observed("a", 2018, 6), corrections=correction())
    assert only(compare(before, after), "a").kind is ChangeKind.UNEXPLAINED


def test_a_correction_explains_no_other_figure() -> None:
    before = state(observed("a", 2018, 5), observed("b", 2018, 5))
    after = state(observed("a", 2018, 6), observed("b", 2018, 6), corrections=correction())
    kinds = {change.key.organization: change.kind for change in compare(before, after).changes}
    assert kinds == {"a": ChangeKind.CORRECTED, "b": ChangeKind.UNEXPLAINED, "top": ChangeKind.UNEXPLAINED}


@pytest.mark.parametrize("is_target", [False, True])
def test_a_correction_explains_a_target_or_the_figure_that_is_to_reach_it(is_target: bool) -> None:
    """They share their keys: the line that names the target is about that, and any other about the figure."""
    named = correction(target=target("a", 2018, 5).id) if is_target else correction()
    before = state(observed("a", 2018, 5), target("a", 2018, 5))
    after = state(observed("a", 2018, 6), target("a", 2018, 6), corrections=named)
    corrected = [change.number for change in compare(before, after).of(ChangeKind.CORRECTED)]
    assert [isinstance(number, TargetFigure) for number in corrected] == [is_target]


def test_a_target_reported_anew_is_revised() -> None:
    before, after = state(target("a", 2018, 5)), state(target("a", 2018, 6, source="later-letter"))
    change = only(compare(before, after), "a")
    assert (change.kind, change.reason.sources) == (ChangeKind.REVISED, ("later-letter",))


def test_a_target_changes_with_the_figure_of_its_baseline() -> None:
    """The source that reports the figure anew is why; the record of the target says what it said."""
    goal = target("a", 2020, None, change=-50, baseline={"period": 2018})
    first = observed("a", 2018, 100)
    changes = compare(state(goal, first), state(goal, first, observed("a", 2018, 120, source="later-letter", line=1)))
    asked = [change for change in changes.changes if isinstance(change.number, TargetFigure)]
    assert [(change.kind, change.reason.sources) for change in asked] == [(ChangeKind.REVISED, ("later-letter",))]


def test_a_target_asked_for_otherwise_changes_in_place() -> None:
    asked = [target("a", 2020, None, change=change, baseline={"period": 2018}) for change in (-50, -40)]
    before, after = (state(goal, observed("a", 2018, 100)) for goal in asked)
    assert compare(before, after).counts == {ChangeKind.UNEXPLAINED: 1}


def test_a_target_for_every_year_is_listed_once() -> None:
    """Whichever years it has come to."""
    before = state(target("a", "2018/2022", 5, each="year"), observed("b", 2018, 1, reported="2018-06-30"))
    after = state(target("a", "2018/2022", 5, each="year"), observed("b", 2018, 1, reported="2020-06-30"))
    assert compare(before, after).changes == ()
    changed = state(target("a", "2018/2022", 6, each="year"), observed("b", 2018, 1, reported="2020-06-30"))
    assert compare(before, changed).counts == {ChangeKind.UNEXPLAINED: 1}


def test_a_total_is_restated_when_a_unit_moves() -> None:
    """The units that moved are named; a unit the records only learnt of makes no restatement."""
    tree = (organization("top", kind="city"), organization("else", kind="city"), *FLAT[1:])
    moved = (*tree[:-1], organization("c", "else"))
    figures = [observed(unit, 2018, 5) for unit in UNITS]
    change = only(compare(state(*figures, of=tree), state(*figures, of=moved)), "top")
    assert (change.kind, change.reason.organizations) == (ChangeKind.RESTATED, ("c",))
    learnt = compare(state(*figures[:2], of=tree[:-1]), state(*figures, of=tree))
    assert only(learnt, "top").kind is ChangeKind.REVISED


def test_a_total_gains_the_report_of_one_more_unit() -> None:
    """It is revised by that unit's source, and says "at least" until all have reported."""
    figures = [observed(unit, 2018, 5) for unit in UNITS[:2]]
    after = state(*figures, observed("c", 2018, 0, source="later-letter"))
    change = only(compare(state(*figures), after), "top")
    assert (change.kind, change.reason.sources) == (ChangeKind.REVISED, ("later-letter",))


def test_a_measure_that_means_something_else_is_listed_once() -> None:
    """Its values that changed in place are redefined; so are totals by another rule."""
    figures = [observed(unit, year, 5) for unit in UNITS for year in YEARS]
    before = state(*figures)
    measures = dict(before.catalogue.measures)
    measures["joined"] = Measure.model_validate(
        measures["joined"].model_dump() | {"definition": words("anew"), "over_time": Rule.LAST}
    )
    after = state(observed("a", 2018, 9), *figures[1:], measures=measures)
    comparison = compare(before, after)
    (redefined,) = comparison.redefined
    assert (redefined.after.id, redefined.aspects) == ("joined", ("definition", "over_time"))
    assert comparison.counts == {ChangeKind.REDEFINED: len(comparison.changes)}
    assert only(comparison, "a").kind is ChangeKind.REDEFINED


# --- the records of the sample


def test_each_edition_of_the_sample_only_adds_to_the_one_before() -> None:
    """What a later edition knows more is new or a newer report."""
    everything = validate_records(SAMPLE).corpus
    assert everything is not None
    known = [as_of_edition(everything, edition) for edition in everything.catalogue.editions_in_order]
    releases = [release(corpus, compile_tables(corpus)) for corpus in known]
    assert len(releases) > 1
    for before, after in pairwise(releases):
        comparison = compare(before, after)
        assert comparison.counts.keys() <= {ChangeKind.NEW, ChangeKind.REVISED}
        assert comparison.redefined == ()
        assert comparison.counts[ChangeKind.NEW] > 0
