"""What can only be seen across records. Each check declares what it can report."""

from __future__ import annotations

from generator.model.records import Observation
from generator.problems import Problem, Severity
from generator.problems.figures import HEADLINE_WITHOUT_FIGURE
from generator.reading.checks.acknowledgments import acknowledgments, settle
from generator.reading.checks.breakdowns import breakdowns
from generator.reading.checks.check import Check
from generator.reading.checks.claims import claims
from generator.reading.checks.cycles import cycles
from generator.reading.checks.editions import corrections, editions, organizations_known
from generator.reading.checks.events import allocations, days, events
from generator.reading.checks.figures import periods, values
from generator.reading.checks.headlines import headlines, headlines_known, headlines_once
from generator.reading.checks.identity import ids, repeated_items
from generator.reading.checks.organizations import levels, lifetimes
from generator.reading.checks.parts import parts, populations
from generator.reading.checks.references import references
from generator.reading.checks.reports import contradictions, early_reports, repetitions
from generator.reading.checks.sources import sources
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
    events,
    allocations,
    days,
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
    editions,
    headlines_known,
    headlines_once,
    corrections,
    organizations_known,
    acknowledgments,
)
"""All of them; their order does not matter."""


def check(ledger: Ledger) -> list[Problem]:
    """Run every check; what a record has acknowledged, with a reason, is left out."""
    findings = [finding for each in CHECKS for finding in each.run(ledger)]
    looked_for = (kind for each in CHECKS for kind in each.reports)
    return _without_followers(ledger, settle(ledger, findings, looked_for))


def _without_followers(ledger: Ledger, problems: list[Problem]) -> list[Problem]:
    """Leave out headlines without a figure while something is wrong with figures: theirs may be mistyped."""
    files = {entry.document.file for entry in ledger.typed(Observation)}
    wrong = any(problem.kind.severity is Severity.ERROR and problem.place.file in files for problem in problems)
    return [one for one in problems if one.kind is not HEADLINE_WITHOUT_FIGURE] if wrong else problems
