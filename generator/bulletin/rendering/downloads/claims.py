"""``downloads/claims.csv``: what sources state, what their figures give, and whether the two agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bulletin.analysis.claims import Missing, MissingReason, Operand
from bulletin.analysis.tables import TargetFigure
from bulletin.disclosure.release import Release
from bulletin.model.corpus import Catalogue
from bulletin.model.places import NOWHERE
from bulletin.model.records import Claim
from bulletin.model.text import Language
from bulletin.model.values import Absence
from bulletin.rendering.claim_words import Checked, explained
from bulletin.rendering.downloads.spreadsheets import EDITION, csv_bytes, with_edition
from bulletin.rendering.files import Asset
from bulletin.rendering.links import CLAIMS_CSV
from bulletin.rendering.text.number_formats import machine_amount, machine_text

_COLUMNS = (
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
    "numerator",
    "numerator_value",
    "denominator",
    "denominator_value",
    "base",
    "base_value",
    "base_for",
)


def claim_columns(languages: Iterable[Language]) -> tuple[str, ...]:
    """The names of the columns, which hold an explanation in each language."""
    return (*_COLUMNS, *(f"explanation_{language}" for language in languages), "record")


def claims_csv(release: Release, claims: Iterable[Checked]) -> Asset:
    """Every claim with its verdict, by ids; the same in every language."""
    rows = (_row(release.catalogue, one) for one in claims)
    columns = claim_columns(release.catalogue.bulletin.languages)
    return Asset(CLAIMS_CSV, csv_bytes(*with_edition(EDITION, release.version, columns, rows)))


def _row(catalogue: Catalogue, one: Checked) -> tuple[str, ...]:
    claim, outcome = one.claim, one.workings.outcome
    text = explained(catalogue, one)
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
        *_operands(one),
        one.base_for.value if one.base_for else "",
        *text.root.values(),
        _record(claim),
    )


def _operands(one: Checked) -> Iterator[str]:
    """What the ratio is claimed to be of, above and below the line, and what makes it true instead of one of them."""
    for operand in (*(one.ratio or (None, None)), one.base):
        yield _named(operand)
        yield machine_text(operand.value) if operand is not None and not isinstance(operand, Missing) else ""


def _record(claim: Claim) -> str:
    """File and line; empty for a claim that was made by a program."""
    return claim.place.at_line if claim.place != NOWHERE else ""


def _named(operand: Operand | Missing | None) -> str:
    """The id of a target; what names a figure, whether or not there is one, part by part."""
    if operand is None:
        return ""
    if isinstance(operand, TargetFigure):
        return operand.id
    if isinstance(operand, Missing) and operand.lack not in (MissingReason.FIGURE, MissingReason.ABSENT):
        return ""
    key = operand.key
    parts = (key.organization, key.measure, key.population, key.period.text, key.breakdown, key.category)
    return " ".join(part for part in parts if part)
