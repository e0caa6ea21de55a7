"""What a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bulletin.problems import ProblemKind
from bulletin.reading.record_store import Finding, RecordStore


@dataclass(frozen=True)
class Check:
    """A look over all records."""

    reports: tuple[ProblemKind, ...]
    """Everything it can find."""
    run: Callable[[RecordStore], Iterator[Finding]]
    """Finds it."""


def check(*reports: ProblemKind) -> Callable[[Callable[[RecordStore], Iterator[Finding]]], Check]:
    """Declare a function to be a check that can report these kinds."""
    return lambda run: Check(reports, run)
