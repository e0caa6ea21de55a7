"""Nothing that is said of claims discloses a hidden figure or target. SYNTHETIC figures only."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import Verdict
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.tables import Tables
from bulletin.disclosure import Release, release
from bulletin.model.corpus import Corpus
from bulletin.model.records import Claim
from bulletin.model.values import Absence
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.api import Answers
from bulletin.rendering.export.csv_files import claims_csv
from bulletin.rendering.links import CLAIMS_JSON
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.builders import CONTEXT, corpus, observed, target
from tests.disclosure.hiding import Hiding
from tests.rendering.tables import job_of
from tests.sites import LANGUAGES

WHERE = {"source": "letter", "organization": "a", "measure": "joined", "period": 2018}
CLAIMS = tuple(
    Claim.model_validate(WHERE | {"id": f"claim-{number}"} | record, context=CONTEXT)
    for number, record in enumerate(
        (
            {"form": "percent-of-target", "value": Decimal("143.75")},
            {"form": "percent-of-target", "value": Decimal("143.75"), "target": "goal"},
            {"form": "share", "breakdown": "sex", "category": "women", "value": Decimal("93.75")},
            {"form": "total", "breakdown": "nominator", "value": 830},
            {"form": "total", "parts": [{"organization": "b"}, {"period": 2017}], "value": 30},
            {"form": "multiple", "of": {"period": 2017}, "value": Decimal("1.23")},
            {"form": "difference", "of": {"organization": "b"}, "value": 7},
            {"form": "share", "of": {"population": "firms"}, "value": Decimal("102.26")},
            {"form": "share", "of": {"measure": "members"}, "value": Decimal("92.04")},
        )
    )
)
"""Claims of every form, some of which a hidden number would make true."""
HIDDEN = ("whole", "women", "union", "firms", "other organization", "year before")


def made(hidden: str, value: int) -> Corpus:
    """A corpus in which one number is ``value``."""

    def number(name: str, usual: int) -> int:
        return value if name == hidden else usual

    parts = {
        "sex": {"women": number("women", 15)},
        "nominator": {"youth": 210, "union": number("union", 74), "owner": 620},
    }
    records = (
        observed("a", 2018, number("whole", 23), by=parts),
        observed("a", 2018, number("firms", 16), population="firms"),
        observed("a", 2017, number("year before", 19)),
        observed("b", 2018, number("other organization", 16)),
        target("a", 2018, "suppressed" if hidden == "target" else 16),
    )
    return replace(corpus(*records), claims={claim.id: claim for claim in CLAIMS})


def hiding(hidden: str, tables: Tables) -> Hiding:
    """What hides one number."""
    place = {
        "whole": ("a", "2018", "all", None),
        "women": ("a", "2018", "all", "women"),
        "union": ("a", "2018", "all", "union"),
        "firms": ("a", "2018", "firms", None),
        "other organization": ("b", "2018", "all", None),
        "year before": ("a", "2017", "all", None),
    }.get(hidden)

    return Hiding(
        figure.key
        for figure in tables.figures
        if (figure.key.organization, figure.key.period.text, figure.key.population, figure.key.category) == place
    )


def shown(hidden: str, value: int, *, policy: bool = True) -> Release:
    """What is released, and what is hidden of it."""
    records = made(hidden, value)
    tables = compile_tables(records)
    return release(records, tables, history=hiding(hidden, tables)) if policy else release(records, tables)


def disclosed(released: Release) -> tuple[object, ...]:
    """Everything that is said of claims: in the CSV, in the JSON and on the page."""
    checked = PageContext.of(released, LANGUAGES[0]).checked
    answers = {file.path: file.content for file in Answers(released, checked).others()}
    pages = tuple(job_of(PageContext.of(released, language), links.QUALITY).context for language in LANGUAGES)
    return claims_csv(released, checked.claims).content, answers[CLAIMS_JSON], pages


@given(hidden=st.sampled_from(HIDDEN), value=st.integers(0, 1_000))
def test_whatever_a_hidden_number_is_the_same_is_said_of_claims(hidden: str, value: int) -> None:
    """Verdicts, arithmetic, readings and what would make a claim true follow from released figures only."""
    assert disclosed(shown(hidden, value)) == disclosed(shown(hidden, 424_242))


@pytest.mark.parametrize("hidden", HIDDEN)
def test_the_law_would_notice_a_leak(hidden: str) -> None:
    """Without the policy each of the numbers is disclosed."""
    assert disclosed(shown(hidden, 5, policy=False)) != disclosed(shown(hidden, 424_242, policy=False))


@pytest.mark.parametrize(
    ("hidden", "withheld"),
    [("target", {"claim-0", "claim-1"}), ("union", {"claim-3"}), ("firms", {"claim-7"}), ("women", {"claim-2"})],
)
def test_a_withheld_claim_has_no_verdict_but_that_it_cannot_be_computed(hidden: str, withheld: set[str]) -> None:
    """A target that a claim does not name, but is compared with, withholds it as well."""
    released = shown(hidden, 7)
    found = checked(released.catalogue, released.tables, released.claims)
    silent = {name for name, claim in found.items() if claim.claim.value is Absence.SUPPRESSED}
    assert silent == withheld
    assert {found[name].verdict for name in silent} == {Verdict.CANNOT_BE_COMPUTED}


def test_a_withheld_claim_does_not_disclose_the_hidden_total_as_the_sum_of_its_parts() -> None:
    """210 and 74 and 620 are 904: neither the sum nor a calculation is left of a claim about it."""
    released = shown("whole", 904)
    found = checked(released.catalogue, released.tables, released.claims)
    silent = [claim for claim in found.values() if claim.claim.value is Absence.SUPPRESSED]
    assert "claim-3" in {claim.claim.id for claim in silent}
    assert all((claim.calculation.outcome, claim.calculation.numbers, claim.fits) == (None, (), ()) for claim in silent)
    assert "904" not in repr(disclosed(released))
    assert "904" in repr(disclosed(shown("whole", 904, policy=False)))
