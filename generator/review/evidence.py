"""What the checks of this room look at, and what such a check is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.model.corpus import Corpus
from generator.problems import ProblemKind
from generator.reading.ledger import Finding, Ledger
from generator.statistics.tables import Tables, Unreleased


@dataclass(frozen=True)
class Evidence:
    """Records without an error, and all that follows from them."""

    ledger: Ledger
    """The records as they were typed, to put a problem in its place."""
    corpus: Corpus
    tables: Tables[Unreleased]


@dataclass(frozen=True)
class Check:
    """A look at the figures."""

    reports: tuple[ProblemKind, ...]
    """Everything it can find."""
    run: Callable[[Evidence], Iterator[Finding]]
    """Finds it."""


def check(*reports: ProblemKind) -> Callable[[Callable[[Evidence], Iterator[Finding]]], Check]:
    """Declare a function to be a check that can report these kinds."""
    return lambda run: Check(reports, run)
