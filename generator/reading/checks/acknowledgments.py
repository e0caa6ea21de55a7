"""Oddities that a record accepts, with a reason: they are no problem, as long as they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.records import Observation, Target
from generator.problems import Problem, ProblemKind
from generator.problems import figures as kinds
from generator.problems.registry import KINDS
from generator.reading.checks.check import check
from generator.reading.hints import did_you_mean
from generator.reading.ledger import Filed, Finding, Ledger
from generator.reading.nearest import Nearest

ACKNOWLEDGEABLE = tuple(sorted(kind.code for kind in KINDS if kind.acknowledgeable))
"""Codes of what may be right after all."""
_NEAREST = Nearest(ACKNOWLEDGEABLE)


Acknowledging = Filed[Observation] | Filed[Target]
"""Records that may accept an oddity."""


def _acknowledging(ledger: Ledger) -> Iterator[Acknowledging]:
    yield from ledger.of(Observation)
    yield from ledger.of(Target)


@check(kinds.ACKNOWLEDGMENT_UNKNOWN)
def acknowledgments(ledger: Ledger) -> Iterator[Finding]:
    """Only what may be right after all can be acknowledged."""
    for filed in _acknowledging(ledger):
        for code in filed.record.acknowledged:
            if code not in ACKNOWLEDGEABLE:
                meant = _NEAREST.to(code)
                details = {"given": code, "known": ", ".join(ACKNOWLEDGEABLE)}
                hint = did_you_mean(meant) if meant else None
                at = ("acknowledged", code)
                yield filed.find(kinds.ACKNOWLEDGMENT_UNKNOWN, at, details, key=True, hint=hint)


def settle(ledger: Ledger, findings: list[Finding], looked_for: Iterable[ProblemKind]) -> list[Problem]:
    """The problems that are left once acknowledgments are taken into account, and acknowledgments of nothing.

    :param looked_for: all that could have been found.
    """
    acknowledged = {(id(filed.record), code) for filed in _acknowledging(ledger) for code in filed.record.acknowledged}
    if not acknowledged:
        return [finding.problem for finding in findings]
    found = {(id(finding.record), finding.problem.code) for finding in findings}
    open_ones = [f.problem for f in findings if (id(f.record), f.problem.code) not in acknowledged or not _may(f)]
    if ledger.is_faultless():  # while records are missing, what is acknowledged may only be out of sight
        codes = {kind.code for kind in looked_for if kind.acknowledgeable}
        needless = (_needless(filed, codes, found) for filed in _acknowledging(ledger))
        open_ones += [finding.problem for findings in needless for finding in findings]
    return open_ones


def _may(finding: Finding) -> bool:
    return finding.problem.kind.acknowledgeable


def _needless(filed: Acknowledging, codes: set[str], found: set[tuple[int, str]]) -> Iterator[Finding]:
    for code in filed.record.acknowledged:
        if code in codes and (id(filed.record), code) not in found:
            yield filed.find(kinds.ACKNOWLEDGMENT_NEEDLESS, ("acknowledged", code), {"given": code}, key=True)
