"""The disclosure audit as CSV: every figure that the public does not see, by ids. It is in no file for the public."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.figures import Figure
from bulletin.disclosure.audit import HiddenFigure
from bulletin.disclosure.linked_tables import Rational
from bulletin.disclosure.release import Release
from bulletin.disclosure.sensitivity import HiddenReason
from bulletin.model.corpus import Catalogue
from bulletin.model.records import DisclosureRule
from bulletin.rendering.export.csv_files import audience_column, csv_bytes
from bulletin.rendering.files import Asset
from bulletin.rendering.links import DISCLOSURE_CSV
from bulletin.rendering.text import digits, value_digits

UNLIMITED = "unlimited"
"""Where an interval has no end."""


class _Hidden(NamedTuple):
    """A row."""

    figure: Figure
    audit: HiddenFigure


def disclosure_csv(release: Release) -> Iterator[Asset]:
    """Every figure that the public does not see, one a row; no file where nothing may be withheld from it."""
    if release.audit is None:
        return
    columns, by_key = disclosure_columns(release.catalogue), release.tables.by_key
    hidden = [_Hidden(by_key[key], audit) for key, audit in release.audit.figures.items()]
    rows = ([cell(row) for cell in columns.values()] for row in hidden)
    yield Asset(DISCLOSURE_CSV, csv_bytes(columns, rows, release.version, audience=audience_column(release)))


def disclosure_columns(catalogue: Catalogue) -> Mapping[str, Callable[[_Hidden], str]]:
    """The columns in their order: the name of each, and its cell for a figure."""
    measures, policy = catalogue.measures, catalogue.disclosure
    return {
        "organization": lambda row: row.figure.key.organization,
        "measure": lambda row: row.figure.key.measure,
        "population": lambda row: row.figure.key.population,
        "period": lambda row: row.figure.key.period.text,
        "each": lambda row: "year" if row.figure.key.annual else "",
        "breakdown": lambda row: row.figure.key.breakdown or "",
        "category": lambda row: row.figure.key.category or "",
        "value": lambda row: value_digits(row.figure.value, measures[row.figure.key.measure].computed_decimals),
        "ratio_numerator": lambda row: "" if row.figure.numerator is None else digits(row.figure.numerator),
        "public_value": lambda row: "" if row.audit.public_value is None else value_digits(row.audit.public_value),
        "reason": lambda row: row.audit.reason.value,
        "rule": lambda row: rule_text(policy.rule_of(row.figure.key.measure) if policy else None, row.audit.reason),
        "protected_lower": lambda row: _end(row.audit.protection, 0),
        "protected_upper": lambda row: _end(row.audit.protection, 1),
        "known_lower": lambda row: _end(row.audit.interval, 0),
        "known_upper": lambda row: _end(row.audit.interval, 1),
    }


def rule_text(rule: DisclosureRule | None, reason: HiddenReason) -> str:
    """The part of a rule for which a figure is hidden, as it is typed; empty for other reasons."""
    if rule is None:
        return ""
    if reason is HiddenReason.DOMINANCE and rule.dominance is not None:
        return f"dominance: {{largest: {rule.dominance.largest}, percent: {rule.dominance.percent}}}"
    parts = {
        HiddenReason.THRESHOLD: ("threshold", rule.threshold),
        HiddenReason.P_PERCENT: ("p-percent", rule.p_percent),
        HiddenReason.CONTRIBUTORS: ("contributors", rule.contributors),
        HiddenReason.ROUNDED: ("rounding-base", rule.rounding_base),
    }
    name, number = parts.get(reason, ("", None))
    return "" if number is None else f"{name}: {number}"


def _end(ends: tuple[Rational | None, Rational | None] | None, place: int) -> str:
    if ends is None:
        return ""
    end = ends[place]
    return UNLIMITED if end is None else digits(Fraction(end))
