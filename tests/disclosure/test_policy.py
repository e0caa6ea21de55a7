"""The policy of a bulletin hides sensitive figures, and whatever they could be computed from. SYNTHETIC figures only.

The reader of these tests solves integer programs of his own (GLPK), of the smallest cells that there are: one for each
ward, quarter and category. He knows every number of every edition, and which cells are not zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any

from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure, is_suppressed
from bulletin.disclosure import PolicyHistory, Release, release
from bulletin.model.corpus import Catalogue, Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import DisclosurePolicy, Observation
from bulletin.model.values import Absence, Qualifier, Quantity
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.builders import DEEP, corpus, observed, period, target, words
from tests.disclosure.glpk import Model
from tests.disclosure.unprotected import refused

WARDS = ("x1", "x2", "y1", "y2")
BELOW = {"top": WARDS, "x": WARDS[:2], "y": WARDS[2:], **{ward: (ward,) for ward in WARDS}}
QUARTERS = ("2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4")
PARTS = ("income", "expenses")
THRESHOLD = 5
Cell = tuple[str, str, str]
Counts = dict[Cell, int]


def ruled(made: Corpus, **rule: Any) -> Corpus:
    """The corpus with a policy of one rule, for the measure ``joined`` unless the rule says otherwise."""
    rule = {"measures": ["joined"], "reason": words("few")} | rule
    policy = DisclosurePolicy.model_validate({"reason": words("why"), "rules": [rule]})
    return replace(made, catalogue=replace(made.catalogue, disclosure=policy))


def of_counts(counts: Counts) -> Corpus:
    """What all wards report in all quarters, by category."""
    records: list[Observation] = []
    for ward, quarter in product(WARDS, QUARTERS):
        parts = {part: counts[ward, quarter, part] for part in PARTS}
        records.append(observed(ward, quarter, sum(parts.values()), by={"account": parts}))
    return ruled(corpus(*records, organizations=DEEP), threshold=THRESHOLD)


def released(made: Corpus, history: PolicyHistory | None = None, **more: Any) -> Release:
    return release(made, compile_tables(made), history=history, **more)


def hidden(found: Release) -> set[ObservationKey]:
    return {figure.key for figure in found.tables.figures if is_suppressed(figure)}


def cells_of(key: ObservationKey) -> list[Cell]:
    """The smallest cells that a figure is the sum of."""
    quarters = [quarter for quarter in QUARTERS if key.period.contains(period(quarter))]
    parts = PARTS if key.category is None else (key.category,)
    return [*product(BELOW[key.organization], quarters, parts)]


def cells_in(figure: Figure, edition: Release) -> list[Cell]:
    """The smallest cells that a figure was added up from: of a total that lacks units, those of its parts."""
    if figure.is_complete:
        return cells_of(figure.key)
    return [cell for part in figure.parts for cell in cells_in(edition.tables.by_key[part], edition)]


class Reader:
    """Whoever has read all editions."""

    def __init__(self, editions: Iterable[Release], zero: Iterable[Cell] = (), least: int = 1) -> None:
        none = set(zero)
        self.columns: dict[Cell, int] = {}
        self.model = Model()
        for cell in product(WARDS, QUARTERS, PARTS):
            self.columns[cell] = self.model.column(0 if cell in none else least, 0 if cell in none else None)
        for edition in editions:
            for figure in filter(self._is_about_counts, edition.tables.figures):
                if isinstance(figure.value, Quantity) and figure.value.qualifier is Qualifier.EXACT:
                    number = float(figure.value.fraction)
                    terms = [self.columns[cell] for cell in cells_in(figure, edition)]
                    self.model.rows.append((dict.fromkeys(terms, 1.0), number, number))

    def _is_about_counts(self, figure: Figure) -> bool:
        return figure.key.breakdown in {None, "account"} and bool(cells_of(figure.key))

    def interval(self, key: ObservationKey) -> tuple[float, float | None]:
        """Between what the reader knows a figure to be that lacks no units."""
        return self.interval_of(cells_of(key))

    def interval_of(self, cells: Iterable[Cell]) -> tuple[float, float | None]:
        """Between what the reader knows the sum of some cells to be."""
        terms = [self.columns[cell] for cell in cells]
        least, greatest = self.model.least(dict.fromkeys(terms, 1.0)), self.model.least(dict.fromkeys(terms, -1.0))
        assert least is not None
        return least, None if greatest is None else -greatest


def assert_protected(editions: list[Release], counts: Counts) -> None:
    """No sensitive figure is known more closely than by its threshold, and no hidden one exactly."""
    reader = Reader(editions, (cell for cell, count in counts.items() if not count))
    for key in set().union(*map(hidden, editions)):
        if key.breakdown not in {None, "account"}:
            continue
        cells = cells_of(key)
        value, least = sum(counts[cell] for cell in cells), sum(bool(counts[cell]) for cell in cells)
        lower, upper = reader.interval(key)
        assert lower != upper, (key, value)
        if 0 < value < THRESHOLD:
            assert lower <= max(least, 1), (key, value, lower, upper)
            assert upper is None or upper >= max(THRESHOLD - 1, least + 1), (key, value, lower, upper)


many_counts = st.fixed_dictionaries({cell: st.integers(0, 12) for cell in product(WARDS, QUARTERS, PARTS)})


@given(many_counts)
@settings(max_examples=8, deadline=None)
def test_readers_know_no_sensitive_figure_too_closely(counts: Counts) -> None:
    found = released(of_counts(counts))
    small = {f.key for f in compile_tables(of_counts(counts)).figures if isinstance(f.value, Quantity)}
    sensitive = {key for key in small if 0 < sum(counts[cell] for cell in cells_of(key)) < THRESHOLD}
    assert sensitive <= hidden(found)
    assert_protected([found], counts)


def test_a_count_below_the_threshold_is_hidden_with_another_part() -> None:
    made = ruled(corpus(observed("a", 2019, 20, by={"account": {"income": 3, "expenses": 17}})), threshold=5)
    found = released(made)
    key = ObservationKey("a", "joined", period(2019))
    assert hidden(found) == {key.narrow("account", "income"), key.narrow("account", "expenses")}
    assert released(made, audience="internal").tables.figures == compile_tables(made).figures


def test_zero_is_shown_unless_it_discloses() -> None:
    parts = {"income": 0, "expenses": 17}
    made = corpus(observed("a", 2019, 17, by={"account": parts}))
    assert not hidden(released(ruled(made, threshold=5)))
    assert hidden(released(ruled(made, threshold=5, **{"zero-discloses": True})))


def test_what_an_earlier_edition_shows_cannot_be_hidden() -> None:
    """The total is published, so that both of its wards are hidden, or the total of the year that is not."""
    history = PolicyHistory()
    first = ruled(
        corpus(*(observed(ward, "2019-Q1", count) for ward, count in (("a", 8), ("b", 9), ("c", 7)))), threshold=5
    )
    shown = released(first, history)
    assert not hidden(shown)
    records = [
        *first.observations,
        *(observed(ward, "2019-Q2", count) for ward, count in (("a", 3), ("b", 9), ("c", 7))),
    ]
    more = released(replace(first, observations=tuple(records)), history)
    assert ObservationKey("a", "joined", period("2019-Q2")) in hidden(more)
    assert not hidden(more) & {figure.key for figure in shown.tables.figures}


def test_a_stricter_rule_holds_for_what_no_earlier_edition_has_shown() -> None:
    """What was published by the rule of before stays; what is new is hidden by the new one."""
    wards = dict(zip("abc", (9, 4, 2), strict=True))
    rules: list[dict[str, Any]] = [{"threshold": 3}, {"threshold": 5, "since": "2019-06-01"}]
    first = replacing(corpus(*(observed(ward, "2019-Q1", count) for ward, count in wards.items())), rules)
    history = PolicyHistory()
    spring = replace(first, catalogue=in_force(first.catalogue, date(2019, 4, 30)))
    shown = {figure.key for figure in released(spring, history).tables.figures} - hidden(released(spring))
    assert ObservationKey("b", "joined", period("2019-Q1")) in shown
    assert ObservationKey("c", "joined", period("2019-Q1")) not in shown
    later = [*first.observations, *(observed(ward, "2019-Q2", count) for ward, count in wards.items())]
    found = hidden(released(replace(first, observations=tuple(later)), history))
    assert ObservationKey("b", "joined", period("2019-Q2")) in found
    assert not found & shown


def replacing(made: Corpus, rules: list[dict[str, Any]]) -> Corpus:
    """The corpus with a policy of several rules for the measure ``joined``, of which the last holds in the end."""
    typed = [{"measures": ["joined"], "reason": words("few")} | rule for rule in rules]
    policy = DisclosurePolicy.model_validate({"reason": words("why"), "rules": typed})
    return replace(made, catalogue=replace(made.catalogue, disclosure=policy))


def in_force(catalogue: Catalogue, day: date) -> Catalogue:
    """The catalogue with the rules of a day."""
    assert catalogue.disclosure is not None
    return replace(catalogue, disclosure=catalogue.disclosure.in_force(day))


def test_a_rule_is_replaced_by_the_next_one_from_its_day_on() -> None:
    """Of what is not in an edition yet, the last one holds; a rule that is replaced for all its measures is gone."""
    rules: list[dict[str, Any]] = [
        {"threshold": 3},
        {"measures": ["land"], "p-percent": 10},
        {"threshold": 5, "since": "2019-06"},
    ]
    policy = replacing(corpus(observed("a", 2019, 3)), rules).catalogue.disclosure
    assert policy is not None
    before, after = policy.in_force(date(2019, 5, 31)), policy.in_force(date(2019, 6, 1))
    assert [rule.threshold for rule in before.rules] == [3, None]
    assert [rule.threshold for rule in after.rules] == [None, 5]
    assert policy.in_force(None).rules == after.rules
    assert after.in_force(None) is after
    assert [rule and rule.threshold for rule in map(policy.rule_of, ("joined", "land", "dues"))] == [5, None, None]


def test_the_only_unknown_part_of_what_is_published_is_refused() -> None:
    """The edition before has shown the whole and the one category, before the other was reported."""
    history = PolicyHistory()
    first = ruled(corpus(observed("a", 2019, 20, by={"account": {"income": 17}})), threshold=5)
    released(first, history)
    both = observed("a", 2019, 20, by={"account": {"income": 17, "expenses": 3}})
    with refused("a, joined, 2019, account: expenses: 3–3"):
        released(replace(first, observations=(both,)), history)


def test_an_amount_that_one_unit_makes_most_of_is_hidden() -> None:
    rule = {"measures": ["land"], "dominance": {"largest": 1, "percent": 75}}
    amounts = [
        observed(ward, 2019, amount, measure="land") for ward, amount in zip(WARDS, (90, 5, 40, 45), strict=True)
    ]
    found = hidden(released(ruled(corpus(*amounts, organizations=DEEP), **rule)))
    assert ObservationKey("x", "land", period(2019)) in found  # 90 of 95
    assert {ObservationKey(ward, "land", period(2019)) for ward in WARDS} <= found  # each is all of its own
    assert ObservationKey("top", "land", period(2019)) not in found


def test_counts_are_rounded_to_the_base() -> None:
    made = ruled(corpus(observed("a", 2019, 13), observed("b", 2019, 12)), **{"rounding-base": 5})
    values = [figure.value for figure in released(made).tables.figures if figure.key.organization in {"a", "b"}]
    assert [(int(v.number), v.qualifier) for v in values if isinstance(v, Quantity)] == [
        (15, Qualifier.ABOUT),
        (10, Qualifier.ABOUT),
    ]


@given(count=st.integers(0, 99), change=st.integers(-99, 99), is_change=st.booleans())
def test_a_target_gives_no_baseline_away_that_is_rounded(count: int, change: int, *, is_change: bool) -> None:
    """Neither what it starts from, nor the way, nor a value that is a change on it."""
    asked: dict[str, Any] = {"change": change} if is_change else {}
    goal = target("a", 2024, None if is_change else 40, baseline={"period": 2019}, **asked)
    made = ruled(corpus(observed("a", 2019, count), observed("a", 2022, 50, line=1), goal), **{"rounding-base": 5})
    (shown,) = released(made).tables.targets
    assert shown.baseline is not None
    assert shown.baseline.value is Absence.SUPPRESSED
    assert {point.value for point in shown.course} == {Absence.SUPPRESSED}
    assert shown.asked is (Absence.SUPPRESSED if is_change else shown.value)
    assert isinstance(shown.value, Quantity) is not is_change


def test_what_is_computed_by_dividing_goes_with_its_operands() -> None:
    made = ruled(
        corpus(observed("a", 2019, 50, measure="weak", numerator=1, denominator=2)), measures=["weak"], threshold=5
    )
    (figure,) = [f for f in released(made).tables.figures if f.key.organization == "a"]
    assert is_suppressed(figure)
    assert figure.numerator is figure.denominator is None


def test_a_sum_that_lacks_units_is_not_all_of_its_whole() -> None:
    """One of two wards hides a category, so that the district has the whole of both and the category of the other."""
    known, unknown = {"income": 12, "expenses": 12}, {"income": "suppressed", "expenses": 12}
    wards = [observed("x1", 2019, 24, by={"account": known}), observed("x2", 2019, 24, by={"account": unknown})]
    found = hidden(released(corpus(*wards, organizations=DEEP)))
    district, *both = (ObservationKey(unit, "joined", period(2019)) for unit in ("x", "x1", "x2"))
    assert found == {ward.narrow("account", part) for ward in both for part in PARTS}  # rather than of the district
    assert district.narrow("account", "expenses") not in found
