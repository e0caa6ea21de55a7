"""The audit says what the public does not see, why, and exactly what it can know of that. SYNTHETIC figures only."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.vintages import Vintages
from bulletin.disclosure import Release, Series
from bulletin.disclosure.audit import Audit, HiddenFigure, WithheldRecord
from bulletin.disclosure.linked_tables import Interval, Protection
from bulletin.disclosure.sensitivity import SENSITIVE, HiddenReason
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Observation, Organization
from bulletin.model.values import Absence
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.analysis.builders import FLAT, corpus, observed, period
from tests.disclosure.test_policy import PARTS, QUARTERS, WARDS, Counts, Reader, many_counts, of_counts, ruled
from tests.disclosure.test_series import bulletin, draft, hidden

INCOME, EXPENSES = (
    ObservationKey("a", "joined", period(2019)).narrow("account", name) for name in ("income", "expenses")
)


def internal(made: Corpus) -> Release:
    return draft(made, "internal")


def audit_of(made: Corpus) -> Audit:
    audit = internal(made).audit
    assert audit is not None
    return audit


def by(total: int, income: int, expenses: int, **more: Any) -> Observation:
    return observed("a", 2019, total, by={"account": {"income": income, "expenses": expenses}}, **more)


def test_what_is_left_of_a_sum() -> None:
    """Of two categories that make 20, readers know that each is one at least."""
    found = audit_of(ruled(corpus(by(20, 3, 17)), threshold=5)).figures
    assert found == {
        EXPENSES: HiddenFigure(HiddenReason.COMPLEMENTARY, Interval(1, 19)),
        INCOME: HiddenFigure(HiddenReason.THRESHOLD, Interval(1, 19), Protection(1, 4)),
    }


def test_intervals_are_those_of_all_editions_together() -> None:
    """The second edition alone would leave 1 to 26: in the first, the same category was part of 20."""
    first, second = by(20, 3, 17, source="letter"), by(27, 3, 24, source="later-letter")
    found = Series(Vintages(bulletin(first, second)), "internal").editions()
    left = [edition.audit.figures[INCOME].interval for edition in found if edition.audit is not None]
    assert left == [(1, 19), (1, 19)]
    assert audit_of(ruled(corpus(by(27, 3, 24)), threshold=5)).figures[INCOME].interval == (1, 26)


def test_the_intervals_are_those_of_trying_every_number() -> None:
    """Two wards by two categories, with both wards and their sums by category published, hide all four cells."""
    cells = {"a": (3, 17), "b": (9, 26)}
    records = [
        observed(ward, 2019, sum(parts), by={"account": dict(zip(("income", "expenses"), parts, strict=True))})
        for ward, parts in cells.items()
    ]
    found = audit_of(ruled(corpus(*records, organizations=FLAT[:3]), threshold=5)).figures
    hidden_cells = {(key.organization, key.category) for key in found if key.organization != "top"}
    assert hidden_cells == set(product(cells, ("income", "expenses")))
    fitting = [
        {("a", "income"): a, ("a", "expenses"): 20 - a, ("b", "income"): 12 - a, ("b", "expenses"): 23 + a}
        for a in range(1, 20)
        if 12 - a >= 1
    ]
    for key, each in found.items():
        numbers = [values[key.organization, str(key.category)] for values in fitting]
        assert each.interval == (min(numbers), max(numbers))


UNKNOWN = dict(
    zip(
        product(WARDS, QUARTERS, PARTS),
        (12, 2, 12, 12, 9, 10, 4, 5, 5, 3, 10, 1, 8, 4, 6, 10, 5, 2, 0, 6, 6, 2, 2, 7, 4, 5, 7, 7, 5, 12, 3, 8),
        strict=True,
    )
)
"""Of which the solver does not know, going on from the solution of another program, that a program has no minimum."""


@given(many_counts, st.integers(0, 6))
@example(UNKNOWN, 5)
@settings(max_examples=6, deadline=None)
def test_the_intervals_are_those_of_an_independent_engine(counts: Counts, first: int) -> None:
    """Exactly: every seventh, as that engine is slow. Every sensitive figure has what its protection asks for."""
    made = of_counts(counts)
    found = audit_of(made).figures
    public = draft(made)
    reader = Reader([public], (cell for cell, count in counts.items() if not count))
    assert {key for key, each in found.items() if each.reason is not HiddenReason.PART} == hidden(public)
    known = [(key, each, each.interval) for key, each in found.items() if each.interval is not None]
    for key, _each, interval in known[first::7]:
        assert interval == reader.interval(key)
    for _key, each, interval in known:
        if each.protection is not None:
            assert each.reason in SENSITIVE
            assert interval.lower is not None
            assert interval.lower <= each.protection.lower
            assert interval.upper is None or interval.upper >= each.protection.upper


def test_a_mark_covers_a_figure_and_what_includes_it() -> None:
    """The public sees another total, without the marked unit: the internal one discloses it."""
    marked = observed("b", 2019, 40, audience="internal")
    made = ruled(corpus(observed("a", 2019, 20), marked, observed("c", 2019, 30)), threshold=5)
    audit = audit_of(made)
    reasons = {key.organization: (each.reason, str(each.public_value)) for key, each in audit.figures.items()}
    assert reasons["b"] == (HiddenReason.AUDIENCE, "None")
    assert reasons["top"][0] is HiddenReason.PART
    assert audit.withheld == (WithheldRecord(Observation, "", None, "internal"),)


def test_a_record_is_withheld_for_the_one_that_it_depends_on() -> None:
    units = tuple(each.model_copy(update={"audience": "internal"}) if each.id == "b" else each for each in FLAT)
    made = ruled(corpus(observed("a", 2019, 20), observed("b", 2019, 40), organizations=units), threshold=5)
    assert audit_of(made).withheld == (
        WithheldRecord(Organization, "b", None, "internal"),
        WithheldRecord(Observation, "", (Organization, "b"), "internal"),
    )


def test_of_a_figure_that_nobody_may_see_the_audit_says_no_number() -> None:
    """Its own record suppresses it: not even readers who see everything find it, nor what would disclose it."""
    made = ruled(corpus(observed("a", 2019, 20, by={"account": {"income": "suppressed", "expenses": 17}})), threshold=5)
    found = internal(made)
    assert found.audit is not None
    assert found.tables.by_key[INCOME].value is Absence.SUPPRESSED
    assert found.audit.figures[INCOME].reason is HiddenReason.RECORD
    for key, each in found.audit.figures.items():
        assert each.public_value is None, key


def test_rounded_figures_are_in_the_audit() -> None:
    """Readers who see 15 in multiples of 5 know that it is 13 to 17."""
    made = ruled(corpus(observed("a", 2019, 13)), **{"rounding-base": 5})
    each = audit_of(made).figures[ObservationKey("a", "joined", period(2019))]
    assert (each.reason, each.interval) == (HiddenReason.ROUNDED, (13, 17))


AMOUNT_RULES: list[tuple[dict[str, object], HiddenReason]] = [
    ({"dominance": {"largest": 1, "percent": 75}}, HiddenReason.DOMINANCE),
    ({"p-percent": 10}, HiddenReason.P_PERCENT),
    ({"contributors": 4}, HiddenReason.CONTRIBUTORS),
]


@pytest.mark.parametrize(("rule", "reason"), AMOUNT_RULES)
def test_the_reason_names_the_rule(rule: dict[str, object], reason: HiddenReason) -> None:
    """90, 6 and 1 of 97."""
    amounts = [observed(ward, 2019, amount, measure="land") for ward, amount in zip("abc", (90, 6, 1), strict=True)]
    found = audit_of(ruled(corpus(*amounts), measures=["land"], **rule)).figures
    assert found[ObservationKey("top", "land", period(2019))].reason is reason


def test_whoever_does_not_see_everything_gets_no_audit() -> None:
    made = ruled(corpus(by(20, 3, 17)), threshold=5)
    assert draft(made).audit is None
    nothing = corpus(by(20, 3, 17))
    assert Series(Vintages(nothing), "internal").draft(compile_tables(nothing)).audit is None


def test_the_width_is_relative_to_what_the_public_would_see() -> None:
    made = ruled(corpus(by(20, 3, 17)), threshold=5)
    found = internal(made)
    assert found.audit is not None
    each, figure = found.audit.figures[INCOME], found.tables.by_key[INCOME]
    assert each.width(figure) == Fraction(18, 3)
    assert replace(each, interval=None).width(figure) is None
    assert replace(each, interval=Interval(1, None)).width(figure) is None
