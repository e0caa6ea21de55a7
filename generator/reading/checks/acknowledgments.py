"""Oddities that a record accepts, with a reason: they are no problem, as long as they are there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.records import Observation
from generator.problems import Problem
from generator.problems import figures as kinds
from generator.problems.registry import KINDS
from generator.reading.hints import did_you_mean
from generator.reading.ledger import Filed, Finding, Ledger
from generator.reading.nearest import Nearest

ACKNOWLEDGEABLE = tuple(sorted(kind.code for kind in KINDS if kind.acknowledgeable))
"""Codes of what may be right after all."""
_NEAREST = Nearest(ACKNOWLEDGEABLE)


def settle(ledger: Ledger, findings: list[Finding]) -> list[Problem]:
    """The problems that are left once acknowledgments are taken into account, and what is wrong with those."""
    acknowledged = {(id(filed.record), code) for filed in ledger.of(Observation) for code in filed.record.acknowledged}
    if not acknowledged:
        return [finding.problem for finding in findings]
    found = {(id(finding.record), finding.problem.code) for finding in findings}
    open_ones = [f.problem for f in findings if (id(f.record), f.problem.code) not in acknowledged or not _may(f)]
    for filed in ledger.of(Observation):
        open_ones += [finding.problem for finding in _needless(filed, found, complete=ledger.is_faultless())]
    return open_ones


def _may(finding: Finding) -> bool:
    return finding.problem.kind.acknowledgeable


def _needless(filed: Filed[Observation], found: set[tuple[int, str]], *, complete: bool) -> Iterator[Finding]:
    """Acknowledgments of nothing; while records are missing, what is acknowledged may only be out of sight."""
    for code in filed.record.acknowledged:
        at = ("acknowledged", code)
        if code not in ACKNOWLEDGEABLE:
            meant = _NEAREST.to(code)
            hint = did_you_mean(meant) if meant else None
            known = ", ".join(ACKNOWLEDGEABLE)
            yield filed.find(kinds.ACKNOWLEDGMENT_UNKNOWN, at, {"given": code, "known": known}, key=True, hint=hint)
        elif complete and (id(filed.record), code) not in found:
            yield filed.find(kinds.ACKNOWLEDGMENT_NEEDLESS, at, {"given": code}, key=True)
