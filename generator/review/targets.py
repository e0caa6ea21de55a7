"""Targets that were inferred from a stated percentage: the number is one that the percentage allows."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.records import Target
from generator.model.values import Quantity
from generator.problems import quality as kinds
from generator.reading.ledger import Finding
from generator.review.evidence import Evidence, check
from generator.statistics.inference import inference_of


@check(kinds.TARGET_NOT_IMPLIED, kinds.TARGET_ONE_OF_SEVERAL)
def inferences(evidence: Evidence) -> Iterator[Finding]:
    """An inferred target is the whole number that its claim implies, or at least one of them."""
    for filed in evidence.ledger.of(Target):
        value, claim = filed.record.value, evidence.corpus.claims.get(filed.record.claim or "")
        inference = inference_of(evidence.tables, claim) if claim is not None else None
        if inference is None or not isinstance(value, Quantity):
            continue
        details = {
            "given": value.number,
            "figure": inference.figure.value.number if isinstance(inference.figure.value, Quantity) else "",
            "percent": inference.percent.number,
            "implied": _listed(inference.wholes),
        }
        if value.fraction not in inference.wholes:
            yield filed.find(kinds.TARGET_NOT_IMPLIED, ("value",), details)
        elif len(inference.wholes) > 1:
            yield filed.find(kinds.TARGET_ONE_OF_SEVERAL, ("value",), details)


def _listed(wholes: range) -> str:
    """One number, or the first and the last of several."""
    return " – ".join(dict.fromkeys(str(end) for end in (*wholes[:1], *wholes[-1:]))) or "∅"
