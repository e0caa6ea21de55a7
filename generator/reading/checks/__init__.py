"""What can only be seen across records. Each check declares what it can report."""

from __future__ import annotations

from generator.problems import Problem
from generator.reading.checks.acknowledgments import settle
from generator.reading.checks.breakdowns import breakdowns
from generator.reading.checks.bulletin import headlines, sources
from generator.reading.checks.check import Check
from generator.reading.checks.claims import claims
from generator.reading.checks.cycles import cycles
from generator.reading.checks.figures import periods, values
from generator.reading.checks.identity import ids, repeated_items
from generator.reading.checks.organizations import levels, lifetimes
from generator.reading.checks.parts import parts, populations
from generator.reading.checks.references import references
from generator.reading.checks.reports import contradictions, early_reports, repetitions
from generator.reading.checks.targets import targets
from generator.reading.ledger import Ledger

CHECKS: tuple[Check, ...] = (
    ids,
    repeated_items,
    references,
    breakdowns,
    cycles,
    lifetimes,
    levels,
    periods,
    values,
    early_reports,
    parts,
    populations,
    contradictions,
    repetitions,
    targets,
    claims,
    headlines,
    sources,
)
"""All of them; their order does not matter."""


def check(ledger: Ledger) -> list[Problem]:
    """Run every check; what a record has acknowledged, with a reason, is left out."""
    return settle(ledger, [finding for each in CHECKS for finding in each.run(ledger)])
