"""SYNTHETIC claims, and the verdicts on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import CheckedClaim, Verdict
from bulletin.model.records import Claim, Observation, Target
from hypothesis import strategies as st

from tests.analysis.builders import CONTEXT, catalogue, observed, tables

Checked = CheckedClaim

Records = list[Observation | Target]

AGREEING = (Verdict.AGREES, Verdict.AGREES_COARSER)
counts = st.integers(1, 2_000)


def claim(form: str, value: object, name: str = "claim", **more: object) -> Claim:
    """A synthetic claim about ``a`` in 2018; a number with decimals is given as text."""
    usual = {"id": name, "source": "letter", "organization": "a", "measure": "joined", "period": 2018, "form": form}
    stated = Decimal(value) if isinstance(value, str) and value[0].isdigit() else value
    return Claim.model_validate(usual | {"value": stated} | more, context=CONTEXT)


def women(value: object, name: str = "claim") -> Claim:
    """The share of women among those who joined."""
    return claim("share", value, name, breakdown="sex", category="women")


def found(records: Iterable[Observation | Target], *claims: Claim) -> Mapping[str, Checked]:
    """The verdicts on claims."""
    return checked(catalogue(), tables(*records), {claim.id: claim for claim in claims})


def verdict(records: Iterable[Observation | Target], claim: Claim) -> Checked:
    """The verdict on a claim."""
    return found(records, claim)[claim.id]


def split(whole: int, **parts: int) -> Observation:
    """Who joined ``a`` in 2018, by sex."""
    return observed("a", 2018, whole, by={"sex": parts})
