"""What a stated percentage implies about the whole number that it was taken over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from bulletin.analysis.claims.fitting import whole_number, wholes_that_fit
from bulletin.analysis.claims.keys import as_known
from bulletin.analysis.claims.stated import stands_for
from bulletin.analysis.tables import Figure, Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import observation_key
from bulletin.model.records import Claim, ClaimForm
from bulletin.model.values import Quantity


@dataclass(frozen=True)
class Inference:
    """The targets of which a figure can be the percentage that a source states."""

    figure: Figure
    """The figure that the percentage is about, as its source knew it."""
    percent: Quantity
    """As stated."""
    wholes: range
    """Every whole number that gives the percentage; empty where none does."""


def inference_of(catalogue: Catalogue, tables: Tables, claim: Claim) -> Inference | None:
    """What a stated percentage of a target implies about it; None where it is none, or its figure is no exact count."""
    current = tables.by_key.get(observation_key(claim).whole)
    if claim.form is not ClaimForm.PERCENT_OF_TARGET or current is None or not current.is_complete:
        return None
    figure = as_known(catalogue, current, claim)
    if not _is_positive(figure.value) or not _is_positive(claim.value):
        return None
    if (count := whole_number(figure)) is None:
        return None
    wholes = wholes_that_fit(claim.form, stands_for(claim.value), 1, count)
    return None if wholes is None else Inference(figure, claim.value, wholes)


def _is_positive(value: object) -> TypeGuard[Quantity]:
    return isinstance(value, Quantity) and value.is_exact and value.number > 0
