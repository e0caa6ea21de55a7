"""What sources state about figures that are not shown: a percentage of a hidden figure, or its share, gives it away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.records import Claim, FigureRef
from generator.model.values import Absence
from generator.statistics.tables import Key, Tables, Unreleased


@dataclass(frozen=True)
class _Unsaid:
    """What no claim may tell of."""

    figures: frozenset[Key]
    """Without ``each``, which claims do not know."""
    categories: frozenset[tuple[Key, str | None]]
    """The whole figure and the breakdown of each category that is among the figures."""
    targets: frozenset[str]


def without_telling(claims: Mapping[str, Claim], shown: Tables[Unreleased]) -> dict[str, Claim]:
    """The claims, without the values of those that have to do with a figure or a target that ``shown`` suppresses.

    A claim has to do with the figure it is about, those it compares that with or adds up, and its target.
    """
    figures = frozenset(f.key._replace(each=False) for f in shown.figures if f.value is Absence.SUPPRESSED)
    unsaid = _Unsaid(
        figures,
        frozenset((key.whole, key.breakdown) for key in figures if key.breakdown is not None),
        frozenset(target.id for target in shown.targets if target.value is Absence.SUPPRESSED),
    )
    return {name: _withheld(claim) if _tells(claim, unsaid) else claim for name, claim in claims.items()}


def _tells(claim: Claim, unsaid: _Unsaid) -> bool:
    if claim.target in unsaid.targets or not unsaid.figures.isdisjoint(_figures_of(claim)):
        return True
    return claim.category is None and (_about(claim).whole, claim.breakdown) in unsaid.categories


def _figures_of(claim: Claim) -> Iterator[Key]:
    about = _about(claim)
    yield about
    if claim.category is not None and claim.of is None:
        yield about.whole
    for other in (claim.of, *claim.parts):
        if other is not None:
            yield _referred(about, other)


def _about(claim: Claim) -> Key:
    breakdown = claim.breakdown if claim.category is not None else None
    key = Key(claim.organization, claim.measure, claim.period, claim.population)
    return key._replace(breakdown=breakdown, category=claim.category)


def _referred(about: Key, other: FigureRef) -> Key:
    """Another figure: what is left out is as in the claim."""
    return Key(
        other.organization or about.organization,
        other.measure or about.measure,
        other.period or about.period,
        other.population or about.population,
        breakdown=other.breakdown or about.breakdown,
        category=other.category or about.category,
    )


def _withheld(claim: Claim) -> Claim:
    """The claim without its value and the words about it, which might tell it."""
    return claim.model_copy(update={"value": Absence.SUPPRESSED, "acknowledged": None, "note": None})
