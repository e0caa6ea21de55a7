"""Which figures a claim is about: the one place that knows."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis.tables import ObservationKey
from bulletin.model.records import Claim, FigureRef


def about(claim: Claim) -> ObservationKey:
    """The key of the figure that a claim is about. Claims do not know ``each``."""
    breakdown = claim.breakdown if claim.category is not None else None
    key = ObservationKey(claim.organization, claim.measure, claim.period, claim.population)
    return key._replace(breakdown=breakdown, category=claim.category)


def compared_with(claim: Claim) -> ObservationKey:
    """The key of the figure that a share, a multiple or a difference is taken over or from."""
    return about(claim).whole if claim.of is None else referred(claim, claim.of)


def referred(claim: Claim, other: FigureRef) -> ObservationKey:
    """The key of another figure that a claim names: what is left out is as in the claim."""
    key = about(claim)
    return ObservationKey(
        other.organization or key.organization,
        other.measure or key.measure,
        other.period or key.period,
        other.population or key.population,
        breakdown=other.breakdown or key.breakdown,
        category=other.category or key.category,
    )


def keys_of(claim: Claim) -> Iterator[ObservationKey]:
    """The keys of every figure that a claim names, but for the categories of a total by breakdown."""
    yield about(claim)
    if claim.category is not None or claim.of is not None:
        yield compared_with(claim)
    for part in claim.parts:
        yield referred(claim, part)
