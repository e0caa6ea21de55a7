"""``downloads/claims.csv``: what sources state, what their figures give, and whether the two agree."""

from __future__ import annotations

from generator.disclosure.door import Release, Released
from generator.model.text import Language
from generator.model.values import Absence
from generator.rendering.claim_words import Checked, explained
from generator.rendering.downloads.spreadsheets import csv_bytes
from generator.rendering.files import Asset
from generator.rendering.links import CLAIMS_CSV
from generator.rendering.text.numbers import machine_amount, machine_text
from generator.statistics.claims import Operand, checked
from generator.statistics.tables import TargetFigure

CLAIM_COLUMNS = (
    "id",
    "source",
    "organization",
    "measure",
    "population",
    "period",
    "breakdown",
    "category",
    "form",
    "stated",
    "qualifier",
    "computed",
    "verdict",
    "base",
    *(f"explanation_{language.value}" for language in Language),
)


def claims_csv(release: Release) -> Asset:
    """Every claim with its verdict, by ids; the same in every language."""
    found = checked(release.catalogue, release.tables, release.claims).values()
    return Asset(CLAIMS_CSV, csv_bytes(CLAIM_COLUMNS, (_row(release, one) for one in found)))


def _row(release: Release, one: Checked) -> tuple[str, ...]:
    claim, outcome = one.claim, one.workings.outcome
    text = explained(release.catalogue, one)
    return (
        claim.id,
        claim.source,
        claim.organization,
        claim.measure,
        claim.population,
        claim.period.text,
        claim.breakdown or "",
        claim.category or "",
        claim.form.value,
        machine_text(claim.value),
        claim.value.value if isinstance(claim.value, Absence) else claim.value.qualifier.value,
        machine_amount(outcome) if outcome is not None else "",
        one.verdict.value,
        _base(one.base),
        *(text.in_(language) for language in Language),
    )


def _base(operand: Operand[Released] | None) -> str:
    """The id of a target; what names a figure, part by part."""
    if operand is None:
        return ""
    if isinstance(operand, TargetFigure):
        return operand.id
    key = operand.key
    parts = (key.organization, key.measure, key.population, key.period.text, key.breakdown, key.category)
    return " ".join(part for part in parts if part)
