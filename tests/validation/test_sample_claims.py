"""What the machine makes of every claim in the sample bulletin."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import pytest
from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import Calculation, CheckedClaim, Joint, OtherBase, PartsAlone, Verdict
from bulletin.model.values import Quantity
from bulletin.validation import validate

from tests.sites import SAMPLE

VERDICTS = {
    Verdict.AGREES: {
        "binh-thanh-admissions-non-state-2018-total",
        "hiep-thanh-serving-share",
        "tp-ho-chi-minh-reviewed-2019-total",
    },
    Verdict.AGREES_COARSER: {
        "ha-noi-admissions-2023-percent",
        "ha-noi-admissions-non-state-2023-percent",
        "ha-noi-organizations-founded-2023-percent",
        "hiep-thanh-women-2015-share",
        "hiep-thanh-youth-union-2015-share",
        "tp-ho-chi-minh-removed-2019-share",
    },
    Verdict.CIRCULAR: {
        "binh-thanh-admissions-non-state-2018-percent",
        "binh-thanh-cells-2018-percent",
        "binh-thanh-admissions-non-state-2019-percent",
        "binh-thanh-cells-2019-percent",
        "binh-thanh-admissions-term-percent",
        "hiep-thanh-admissions-2015-percent",
        "hiep-thanh-admissions-2018-percent",
    },
    Verdict.ANOTHER_BASE: {"hiep-thanh-women-2018-share", "hiep-thanh-youth-union-2018-share"},
    Verdict.DISAGREES: {"ha-noi-app-eligible-share", "hiep-thanh-members-total"},
    Verdict.CANNOT_BE_COMPUTED: {
        "binh-thanh-survey-multiple-2017",
        "binh-thanh-survey-multiple-procedure",
        "binh-thanh-admissions-2019-difference",
        "ha-noi-to-strengthen-difference",
        "ha-noi-app-members-share",
        "hiep-thanh-cells-total",
        "le-chan-cells-trained-share",
        "le-chan-good-members-share",
        "tp-ho-chi-minh-excellent-organizations-2015-share",
        "tp-ho-chi-minh-weak-organizations-2015-share",
        "tp-ho-chi-minh-excellent-organizations-2018-share",
        "tp-ho-chi-minh-weak-organizations-2018-share",
        "tp-ho-chi-minh-excellent-members-share",
    },
}


@cache
def sample() -> dict[str, CheckedClaim]:
    """The claims of the sample, by id."""
    accepted = validate(SAMPLE).accepted
    assert accepted is not None
    return dict(checked(accepted.corpus.catalogue, accepted.tables, accepted.corpus.claims))


def numbers(calculation: Calculation) -> list[int]:
    """The operands of a calculation."""
    return [int(number.value.number) for number in calculation.numbers if isinstance(number.value, Quantity)]


@pytest.mark.parametrize("verdict", Verdict)
def test_every_claim_has_its_verdict(verdict: Verdict) -> None:
    """A claim that changes sides is noticed."""
    assert {name for name, result in sample().items() if result.verdict is verdict} == VERDICTS[verdict]


@pytest.mark.parametrize(("claim", "part"), [("women", 15), ("youth-union", 14)])
def test_shares_are_found_to_be_those_of_the_target(claim: str, part: int) -> None:
    """93.75 % and 87.5 % are 15 and 14 of the target of 16, not of the 23 admitted."""
    result = sample()[f"hiep-thanh-{claim}-2018-share"]
    assert numbers(result.calculation) == [part, 23]
    assert isinstance(result.interpretation, OtherBase)
    assert numbers(result.interpretation.calculation) == [part, 16]


def test_parts_are_found_to_be_counted_twice() -> None:
    """210 and 620 are the 830 members; with the 74 there are 74 too many."""
    result = sample()["hiep-thanh-members-total"]
    assert result.gap == Fraction(74)
    assert isinstance(result.interpretation, PartsAlone)
    parts = [int(part.value.number) for part in result.interpretation.parts if isinstance(part.value, Quantity)]
    others = [int(part.value.number) for part in result.interpretation.others if isinstance(part.value, Quantity)]
    assert (parts, others) == ([210, 620], [74])


def test_two_percentages_are_found_to_be_of_a_number_that_was_not_printed() -> None:
    """102.26 % of 425,588 and 92.04 % of 472,869 are both about 435,200."""
    readings = [sample()[f"ha-noi-app-{base}-share"].interpretation for base in ("eligible", "members")]
    assert readings[0] == readings[1]
    assert isinstance(readings[0], Joint)
    bases = [int(base.value.number) for base in readings[0].bases if isinstance(base.value, Quantity)]
    assert (bases, readings[0].wholes) == ([425_588, 472_869], range(435_205, 435_228))


@pytest.mark.parametrize(
    ("claim", "wholes"),
    [
        ("binh-thanh-survey-multiple-procedure", range(493, 505)),
        ("binh-thanh-admissions-2019-difference", range(76)),
        ("ha-noi-to-strengthen-difference", range(18, 19)),
        ("hiep-thanh-cells-total", range(6, 7)),
    ],
)
def test_a_missing_number_is_reported_as_far_as_it_is_implied(claim: str, wholes: range) -> None:
    """What no source prints may still be known."""
    assert [fit.wholes for fit in sample()[claim].fits] == [wholes]


@pytest.mark.parametrize("claim", ["hiep-thanh-cells-total", "binh-thanh-admissions-non-state-2018-total"])
def test_a_total_of_parts_that_the_source_does_not_call_all_says_so(claim: str) -> None:
    """That some categories make the whole is the recorder's reading; the claim's note says so in both languages."""
    note = sample()[claim].claim.note
    assert note is not None
    assert "không nói" in note.localized("vi")
    assert "not" in note.localized("en")
