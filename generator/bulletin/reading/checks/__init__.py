"""What can only be seen across records. Each check declares what it can report."""

from __future__ import annotations

from bulletin.model.records import Observation
from bulletin.problems import Problem, Severity
from bulletin.problems.figures import HEADLINE_WITHOUT_FIGURE
from bulletin.reading.checks.acknowledgments import acknowledgments, settle
from bulletin.reading.checks.breakdowns import breakdowns
from bulletin.reading.checks.check import Check
from bulletin.reading.checks.claims import claims
from bulletin.reading.checks.cycles import cycles
from bulletin.reading.checks.editions import corrections, editions, organizations_known
from bulletin.reading.checks.events import allocations, days, events
from bulletin.reading.checks.figures import periods, values
from bulletin.reading.checks.headlines import headlines, headlines_known, headlines_once
from bulletin.reading.checks.identity import ids, repeated_items
from bulletin.reading.checks.organizations import levels, lifetimes
from bulletin.reading.checks.parts import parts, populations
from bulletin.reading.checks.references import references
from bulletin.reading.checks.reports import contradictions, early_reports, repetitions
from bulletin.reading.checks.sources import sources
from bulletin.reading.checks.targets import targets
from bulletin.reading.record_store import RecordStore

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


def check(store: RecordStore) -> list[Problem]:
    """Run every check; what a record has acknowledged, with a reason, is left out."""
    findings = [finding for each in CHECKS for finding in each.run(store)]
    looked_for = (kind for each in CHECKS for kind in each.reports)
    return _without_followers(store, settle(store, findings, looked_for))


def _without_followers(store: RecordStore, problems: list[Problem]) -> list[Problem]:
    """Leave out headlines without a figure while something is wrong with figures: theirs may be mistyped."""
    files = {entry.document.file for entry in store.typed(Observation)}
    wrong = any(problem.kind.severity is Severity.ERROR and problem.place.file in files for problem in problems)
    return [one for one in problems if one.kind is not HEADLINE_WITHOUT_FIGURE] if wrong else problems
