"""Which figures a claim is about: the one place that knows."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis.tables import Figure
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.records import Claim, FigureRef


def compared_with(claim: Claim) -> ObservationKey:
    """The key of the figure that a share, a multiple or a difference is taken over or from."""
    return observation_key(claim).whole if claim.of is None else referred(claim, claim.of)


def referred(claim: Claim, other: FigureRef) -> ObservationKey:
    """The key of another figure that a claim names: what is left out is as in the claim."""
    dimensions = {name: value for name in ObservationKey._fields if (value := getattr(other, name, None))}
    return observation_key(claim)._replace(**dimensions)


def keys_of(claim: Claim) -> Iterator[ObservationKey]:
    """The keys of every figure that a claim names, but for the categories of a total by breakdown."""
    yield observation_key(claim)
    if claim.category is not None or claim.of is not None:
        yield compared_with(claim)
    for part in claim.parts:
        yield referred(claim, part)


def as_known(catalogue: Catalogue, figure: Figure, claim: Claim) -> Figure:
    """A figure as a claim's source knew it: what that source reported, else the latest report of its day or before.

    What a source states was computed from what was known then, whatever was reported later. Where the figure was only
    reported later, its first report stands for it.
    """
    reports = (*figure.earlier, figure)
    own = [report for report in reports if claim.source in report.sources]
    day = catalogue.sources[claim.source].published.end
    return (own or [report for report in reports if report.reported <= day] or reports[:1])[-1]
