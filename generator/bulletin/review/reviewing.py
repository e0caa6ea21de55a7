"""Reading, compiling and looking: the records of a project, and everything that is wrong or odd about them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bulletin.analysis import compile_tables
from bulletin.analysis.tables import CompiledTables
from bulletin.model.corpus import Corpus
from bulletin.problems import Problem, Severity
from bulletin.reading import Progress, Reading, in_order, read
from bulletin.reading.checks.acknowledgments import settle
from bulletin.review.additivity import additivity
from bulletin.review.claims import claims
from bulletin.review.coverage import expectations
from bulletin.review.editions import corrections
from bulletin.review.evidence import Check, Evidence
from bulletin.review.outliers import implausible
from bulletin.review.revisions import finality
from bulletin.review.targets import agreement, inferences

CHECKS: tuple[Check, ...] = (
    claims,
    inferences,
    agreement,
    expectations,
    additivity,
    implausible,
    finality,
    corrections,
)
"""All of them; their order does not matter."""


@dataclass(frozen=True)
class Review:
    """What came of looking at the records."""

    problems: tuple[Problem, ...]
    """Everything wrong or odd, by file, line, column and code."""
    accepted: tuple[Corpus, CompiledTables] | None
    """The records and what they compile to; None if any problem is an error."""


def review(project: Path, progress: Progress | None = None) -> Review:
    """Look at all records of a project.

    :param project: the folder that holds ``records/``.
    :raises OSError: where the machine fails; whatever is wrong with the records is a problem.
    """
    reading = read(project, progress)
    if reading.corpus is None:
        return Review(reading.problems, None)
    tables = compile_tables(reading.corpus)
    problems = in_order((*reading.problems, *_found(reading, Evidence(reading.store, reading.corpus, tables))))
    failed = any(problem.kind.severity is Severity.ERROR for problem in problems)
    return Review(problems, None if failed else (reading.corpus, tables))


def _found(reading: Reading, evidence: Evidence) -> list[Problem]:
    findings = [finding for each in CHECKS for finding in each.run(evidence)]
    return settle(reading.store, findings, [kind for each in CHECKS for kind in each.reports])
