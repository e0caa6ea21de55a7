"""What sources state about figures that are not shown: a percentage of a hidden figure, or its share, gives it away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bulletin.analysis.claims.keys import keys_of
from bulletin.analysis.tables import Tables
from bulletin.model.keys import ObservationKey, SeriesKey, observation_key
from bulletin.model.periods import between
from bulletin.model.records import Claim, ClaimForm
from bulletin.model.values import Absence


@dataclass(frozen=True)
class _Unsaid:
    """What no claim may tell of."""

    figures: frozenset[ObservationKey]
    """See :func:`_by_days`."""
    categories: frozenset[tuple[ObservationKey, str | None]]
    """The whole figure and the breakdown of each category that is among the figures."""
    targets: frozenset[str]
    aims: frozenset[SeriesKey]
    """The series of those targets."""


def without_telling(claims: Mapping[str, Claim], shown: Tables) -> dict[str, Claim]:
    """The claims, without the values of those that have to do with a figure or a target that ``shown`` suppresses.

    A claim has to do with the figure it is about, those it compares that with or adds up, and its target: the one it
    names or, where it names none, any that its figure could be held against.
    """
    figures = frozenset(_by_days(f.key) for f in shown.figures if f.value is Absence.SUPPRESSED)
    targets = [target for target in shown.targets if target.value is Absence.SUPPRESSED]
    unsaid = _Unsaid(
        figures,
        frozenset((key.whole, key.breakdown) for key in figures if key.breakdown is not None),
        frozenset(target.id for target in targets),
        frozenset(target.key.series for target in targets),
    )
    return {name: _withheld(claim) if _tells(claim, unsaid) else claim for name, claim in claims.items()}


def _tells(claim: Claim, unsaid: _Unsaid) -> bool:
    key = observation_key(claim)
    if claim.target in unsaid.targets or not unsaid.figures.isdisjoint(map(_by_days, keys_of(claim))):
        return True
    if (
        claim.form is ClaimForm.PERCENT_OF_TARGET
        and claim.target is None
        and observation_key(claim).series in unsaid.aims
    ):
        return True
    return claim.category is None and (_by_days(key), claim.breakdown) in unsaid.categories


def _by_days(key: ObservationKey) -> ObservationKey:
    """The key without ``annual``, which claims do not know, and with its period by its days.

    A source may have named the same days otherwise: without the term that they are a part of.
    """
    return key._replace(annual=False, period=between(key.period.start, key.period.end))


def _withheld(claim: Claim) -> Claim:
    """The claim without its value and the words about it, which might tell it."""
    return claim.model_copy(update={"value": Absence.SUPPRESSED, "acknowledged": None, "note": None})
