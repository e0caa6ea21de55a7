"""Claims and their verdicts: laws, and for each verdict a case in which it must not be given. All SYNTHETIC."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from bulletin.analysis.claims.verdicts import (
    MissingReason,
    OtherBase,
    PartsAlone,
    RatioPart,
    Verdict,
)
from bulletin.model.records import Claim
from bulletin.model.values import Quantity
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import observed, target
from tests.analysis.claims import Checked, Records, claim, counts, found, split, verdict, women

# --- laws -----------------------------------------------------------------------------------------------------------


@given(part=st.integers(1, 50), rest=st.integers(0, 50), factor=st.integers(1, 20), stated=st.integers(1, 100))
def test_scaling_all_figures_keeps_the_verdict_on_a_ratio(part: int, rest: int, factor: int, stated: int) -> None:
    """A ratio says nothing of size."""
    small = verdict([split(part + rest, women=part)], women(stated))
    large = verdict([split((part + rest) * factor, women=part * factor)], women(stated))
    assert small.verdict is large.verdict
    assert small.calculation.outcome == large.calculation.outcome


MANY = (
    observed("a", 2018, 23, by={"sex": {"women": 15, "men": 8}, "nominator": {"youth": 14, "union": 9}}),
    observed("a", 2018, 40, measure="members", period="2018-12-31"),
    observed("a", 2017, 20),
    target("a", 2018, 16),
)
CLAIMS = (
    women("93.75", "other"),
    claim("percent-of-target", "143.75", "target"),
    claim("multiple", "1.2", "multiple", of={"period": 2017}),
    claim("total", 22, "total", breakdown="nominator"),
    claim("difference", 4, "difference", of={"period": 2016}),
)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_verdicts_do_not_depend_on_the_order_of_records(order: tuple[int, ...]) -> None:
    """Nor on that of claims."""
    usual = found(MANY, *CLAIMS)
    other = found([MANY[place] for place in order], *reversed(CLAIMS))
    assert {name: result.verdict for name, result in usual.items()} == {
        name: result.verdict for name, result in other.items()
    }
    assert {name: result.interpretation for name, result in usual.items()} == {
        name: other[name].interpretation for name in usual
    }


# --- each verdict, and a case in which it must not be given ---------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("65.22", Verdict.AGREES),
        ("65.217", Verdict.AGREES),
        ("65.2", Verdict.AGREES_COARSER),
        ("65", Verdict.AGREES_COARSER),
        ("65.21", Verdict.DISAGREES),
        ("65.218", Verdict.DISAGREES),
        ("65.3", Verdict.DISAGREES),
        ("66", Verdict.DISAGREES),
        ({"about": 70}, Verdict.DISAGREES),
        ({"about": 65}, Verdict.AGREES_COARSER),
        ({"more-than": 65}, Verdict.AGREES),
        ({"more-than": 66}, Verdict.DISAGREES),
        ({"between": [60, 70]}, Verdict.AGREES),
        ("not-available", Verdict.CANNOT_BE_COMPUTED),
    ],
)
def test_agreement_goes_by_the_digits_that_were_stated(stated: object, expected: Verdict) -> None:
    """15 of 23 are 65.217...: at two decimals it agrees, at fewer coarser, and one unit beside it disagrees."""
    assert verdict([split(23, women=15)], women(stated)).verdict is expected


def test_a_percentage_that_two_decimals_show_in_full_is_no_coarser_one() -> None:
    """25.30 stated as 25.3 was not rounded further."""
    assert verdict([split(830, women=210)], women("25.3")).verdict is Verdict.AGREES


@pytest.mark.parametrize(("number", "expected"), [(9_500, True), (10_499, True), (9_499, False), (10_500, False)])
def test_about_a_number_is_near_it(number: int, expected: bool) -> None:
    """About 10,000 is what rounds to it at two significant digits, not whatever has as many digits."""
    records: Records = [observed("a", 2018, number), observed("a", 2017, 0)]
    result = verdict(records, claim("difference", {"about": 10_000}, of={"period": 2017}))
    assert result.verdict is (Verdict.AGREES_COARSER if expected else Verdict.DISAGREES)


def test_a_count_is_not_rounded() -> None:
    """A total of counts agrees exactly or not at all."""
    records: Records = [split(904, women=210, men=694)]
    assert verdict(records, claim("total", 904, breakdown="sex")).verdict is Verdict.AGREES
    assert verdict(records, claim("total", 905, breakdown="sex")).verdict is Verdict.DISAGREES
    assert verdict(records, claim("total", 905, breakdown="sex")).gap == Fraction(-1)


def test_what_was_inferred_from_a_claim_does_not_confirm_it() -> None:
    """The claim that a target was inferred from agrees by construction; another claim of it is a confirmation."""
    records: Records = [observed("a", 2018, 22), target("a", 2018, 20, basis="inferred", claim="claim")]
    stated = claim("percent-of-target", 110, target="goal")
    assert verdict(records, stated).verdict is Verdict.CIRCULAR
    assert verdict(records, stated.model_copy(update={"id": "another"})).verdict is Verdict.AGREES
    assert verdict(records, claim("percent-of-target", 120, target="goal")).verdict is Verdict.DISAGREES


@given(later=counts)
def test_a_later_report_does_not_change_what_a_source_stated(later: int) -> None:
    """A claim is compared with the figures that its source knew; the source of a later report has claims of its own."""
    records: Records = [
        observed("a", 2018, 22),
        observed("a", 2018, later, source="later-letter"),
        target("a", 2018, 20),
    ]
    assert verdict(records, claim("percent-of-target", 110, target="goal")).verdict is Verdict.AGREES
    of_later = verdict(records, claim("percent-of-target", 110, target="goal", source="later-letter")).verdict
    assert (of_later is Verdict.AGREES) == (later == 22)


def test_another_base_is_found_among_the_targets() -> None:
    """93.75 % is 15 of the target of 16, not of the 23 who joined; an inferred target counts as well."""
    for basis in ({}, {"basis": "inferred", "claim": "x"}):
        result = verdict([split(23, women=15), target("a", 2018, 16, **basis)], women("93.75"))
        assert result.verdict is Verdict.ANOTHER_BASE
        assert isinstance(result.interpretation, OtherBase)
        assert (result.interpretation.position, result.interpretation.calculation.outcome) == (
            1,
            Quantity(Fraction(375, 4)),
        )
        assert result.base is result.interpretation.calculation.operands[1]


def test_what_is_above_the_line_may_be_another_too() -> None:
    """33.3 % of 24 are the 8 men: the source perhaps meant them."""
    result = verdict([split(24, women=15, men=8)], women("33.3"))
    assert isinstance(result.interpretation, OtherBase)
    assert result.interpretation.position == 0
    assert (result.base, result.base_for) == (result.interpretation.calculation.operands[0], RatioPart.ABOVE)


@pytest.mark.parametrize(
    ("records", "stated"),
    [
        pytest.param([split(23, women=15), target("a", 2018, 17)], "93.75", id="no number fits"),
        pytest.param([split(23, women=15), target("a", 2019, 16)], "93.75", id="a target of another period"),
        pytest.param([split(23, women=15), observed("a", 2019, 16)], "93.75", id="a figure of another period"),
        pytest.param([split(23, women=15), target("b", 2018, 16)], "93.75", id="another organization"),
        pytest.param([split(23, women=15), target("a", 2018, {"about": 16})], "93.75", id="not exact"),
        pytest.param([split(24, women=6), target("a", 2018, 12)], "50", id="too few digits to tell"),
        pytest.param(
            [observed("a", 2018, 23, by={"sex": {"women": 15}, "nominator": {"union": 16, "youth": 16}})],
            "93.75",
            id="two are equally near",
        ),
        pytest.param([split(23, women=15), observed("a", 2018, 16, measure="days")], "93.75", id="another unit"),
    ],
)
def test_no_other_base_is_given_by_chance(records: Records, stated: str) -> None:
    """It is one certain exact number of the same organization, period and unit, and the claim is stated closely."""
    result = verdict(records, women(stated))
    assert (result.verdict, result.interpretation) == (Verdict.DISAGREES, None)


def test_the_same_measure_goes_before_another() -> None:
    """A target of the measure is nearer than a figure of another measure that would fit as well."""
    records: Records = [split(23, women=15), target("a", 2018, 16), observed("a", 2018, 16, population="firms")]
    result = verdict(records, women("93.75"))
    assert isinstance(result.interpretation, OtherBase)
    assert result.interpretation.calculation.operands[1].key.population == "all"


def test_a_disagreement_names_what_would_make_it_true() -> None:
    """Both numbers, the other being right; exactly those that do."""
    result = verdict([split(23, women=15)], women("60.9"))
    assert result.verdict is Verdict.DISAGREES
    assert [(fit.position, list(fit.wholes)) for fit in result.fits] == [(0, [14]), (1, [])]


OF_TARGET = claim("percent-of-target", 110)


@pytest.mark.parametrize(
    ("records", "stated", "lacks"),
    [
        ([], women(50), [MissingReason.FIGURE, MissingReason.FIGURE]),
        ([observed("a", 2018, 23)], women(50), [MissingReason.FIGURE]),
        ([observed("a", 2018, 23)], OF_TARGET, [MissingReason.TARGET]),
        (
            [observed("a", 2018, "not-yet-reported")],
            claim("multiple", 2, of={"period": 2017}),
            [MissingReason.ABSENT, MissingReason.FIGURE],
        ),
        (
            [observed("a", 2018, {"more-than": 20}), target("a", 2018, 20)],
            claim("percent-of-target", 110),
            [MissingReason.INEXACT],
        ),
        ([observed("a", 2018, {"about": 20}), target("a", 2018, 20)], OF_TARGET, [MissingReason.INEXACT]),
        (
            [observed("a", 2018, 5), observed("a", 2017, 0)],
            claim("multiple", 2, of={"period": 2017}),
            [MissingReason.ZERO],
        ),
        (
            [observed("a", 2018, Decimal("2.5"), measure="land"), observed("a", 2017, 0, measure="land")],
            claim("multiple", 2, measure="land", of={"period": 2017}),
            [MissingReason.ZERO],
        ),
        (
            [observed("a", 2018, 5, measure="balance"), target("a", 2018, -20, measure="balance")],
            claim("percent-of-target", 110, measure="balance"),
            [MissingReason.NEGATIVE],
        ),
        ([observed("a", 2018, 5)], claim("difference", "suppressed", of={"period": 2017}), [MissingReason.STATED]),
    ],
)
def test_what_cannot_be_computed_says_what_is_missing(
    records: Records, stated: Claim, lacks: list[MissingReason]
) -> None:
    """Nothing that is missing or open is taken for a disagreement."""
    result = verdict(records, stated)
    assert result.verdict is Verdict.CANNOT_BE_COMPUTED
    assert [missing.reason for missing in result.missing] == lacks


@pytest.mark.parametrize(("stated", "expected"), [(90, Verdict.DISAGREES), ({"more-than": 100}, Verdict.AGREES)])
def test_a_qualified_figure_is_judged_where_all_it_may_be_agrees_or_none(stated: object, expected: Verdict) -> None:
    """More than 20 of a target of 20 is more than 100 %, and never 90 %."""
    records: Records = [observed("a", 2018, {"more-than": 20}), target("a", 2018, 20)]
    assert verdict(records, claim("percent-of-target", stated)).verdict is expected


def test_a_missing_number_is_given_as_far_as_the_claim_implies_it() -> None:
    """3.9 times an unknown number make 1,944: it was one from 493 to 504."""
    result = verdict([observed("a", 2018, 1944)], claim("multiple", "3.9", of={"period": 2017}))
    assert [(fit.position, fit.wholes) for fit in result.fits] == [(1, range(493, 505))]
    more = verdict([observed("a", 2018, 83)], claim("difference", {"more-than": 7}, of={"period": 2017}))
    assert [fit.wholes for fit in more.fits] == [range(76)]


# --- totals ---------------------------------------------------------------------------------------------------------


def nominated(whole: int, **parts: int) -> Checked:
    """The total of those who joined, by who nominated them."""
    records: Records = [observed("a", 2018, whole, by={"nominator": parts})]
    return verdict(records, claim("total", whole, breakdown="nominator"))


def test_parts_that_make_the_total_by_themselves_are_named() -> None:
    """210 and 620 are 830: the 74 are perhaps counted in them."""
    result = nominated(830, youth=210, union=74, owner=620)
    assert (result.verdict, result.gap) == (Verdict.DISAGREES, Fraction(74))
    assert isinstance(result.interpretation, PartsAlone)
    assert [part.key.category for part in result.interpretation.parts] == ["youth", "owner"]
    assert [part.key.category for part in result.interpretation.others] == ["union"]


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param({"youth": 5, "union": 5, "owner": 5}, id="two ways"),
        pytest.param({"youth": 10, "union": 3}, id="one part alone"),
        pytest.param({"youth": 7, "union": 2, "owner": 0}, id="none"),
    ],
)
def test_parts_are_not_named_where_there_is_no_one_way(parts: dict[str, int]) -> None:
    """A reading that is one of several, or a single part, is none."""
    result = nominated(10, **parts)
    assert (result.verdict, result.interpretation) == (Verdict.DISAGREES, None)
