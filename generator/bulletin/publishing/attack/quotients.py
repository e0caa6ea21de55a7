"""The equations of what is computed of figures besides sums: by formulas, of targets, and in what sources state.

A quotient that is published bounds its numerator by its denominator, whichever of the two is hidden: ``26.2 %`` says
that the part is between 26.15 and 26.25 of a hundred parts of the whole. So these equations are linear, too.
"""

from __future__ import annotations

from fractions import Fraction

from bulletin.disclosure.linked_tables import Rational
from bulletin.model.records import Operation
from bulletin.model.values import Absence, half_unit
from bulletin.publishing.attack.published_tables import (
    Aspect,
    CellKey,
    PublishedClaim,
    PublishedFigure,
    PublishedTables,
    PublishedTarget,
)
from bulletin.publishing.attack.relations import Form, Relation, RelationKind, System, total
from bulletin.publishing.attack.unknowns import Unknowns

_DECIMALS = 2
"""Digits that computed numbers have at least."""
_ADDING = {Operation.SUM, Operation.MOVING_SUM}
_QUOTIENTS = {Operation.RATIO, Operation.SHARE_OF_PARENT}
_FACTORS = {"percent-of-target": 100, "share": 100, "multiple": 1}
"""What the quotient is multiplied by that a source states, by the form of the claim."""


def equate_quotient(
    system: System, parts: tuple[Form, Form], shown: Rational, half: Fraction, relation: Relation
) -> None:
    """A published number is the first form over the second, rounded.

    :param shown: the number, in the same terms as the quotient.
    :param half: how far it may be from the quotient.
    """
    above, below = parts
    if not below.terms:
        system.equate(above, below.times(shown), relation, half * max(below.constant, -below.constant))
        return
    system.bound(above, below.times(shown + half), relation)
    system.bound(below.times(shown - half), above, relation)


def derive(unknowns: Unknowns) -> None:
    """Write every equation between figures and what was computed of them, of each version."""
    for version in unknowns.versions:
        quotients = _Quotients(unknowns, version)
        for figure in version.figures.values():
            quotients.of_figure(figure)
        for target in version.targets:
            quotients.of_target(target)
        for claim in version.claims:
            quotients.of_claim(claim)


class _Quotients:
    """The equations of one version."""

    def __init__(self, unknowns: Unknowns, version: PublishedTables) -> None:
        self._unknowns = unknowns
        self._version = version
        self._decimals = _decimals(version)

    def of_figure(self, figure: PublishedFigure) -> None:
        """A derived figure is what its formula makes of its parts, and a rate what it is of its numerator."""
        operation = self._version.measures[figure.key.measure].operation
        if operation is not None and figure.parts:
            self._of_formula(figure, operation)
        elif operation is None and self._version.measures[figure.key.measure].kind.traits.is_ratio:
            aspects = tuple(figure.key._replace(aspect=each) for each in (Aspect.NUMERATOR, Aspect.DENOMINATOR))
            self._of_ratio(figure, aspects)

    def _of_formula(self, figure: PublishedFigure, operation: Operation) -> None:
        forms = [self._form(part) for part in figure.parts]
        value = self._form(figure.key)
        known = [form for form in forms if form is not None]
        if value is None or len(known) < len(forms):
            return
        relation = Relation(RelationKind.COMPUTED, self._version.version, figure.key, figure.parts)
        if operation in _ADDING:
            self._unknowns.system.equate(value, total(known), relation)
        elif operation is Operation.DIFFERENCE:
            self._unknowns.system.equate(value, total((known[0], known[1].times(-1))), relation)
        elif operation in _QUOTIENTS:
            self._of_ratio(figure, figure.parts)
        elif operation is Operation.GROWTH:
            self._of_ratio(figure, figure.parts, less=100)

    def _of_ratio(self, figure: PublishedFigure, parts: tuple[CellKey, ...], less: int = 0) -> None:
        """The value is the first over the second, multiplied, and less a hundred where it is a change in percent."""
        above, below, value = self._form(parts[0]), self._form(parts[1]), self._form(figure.key)
        if above is None or below is None or value is None:
            return
        factor = 100 if less else self._version.measures[figure.key.measure].factor
        relation = Relation(RelationKind.QUOTIENT, self._version.version, figure.key, parts)
        half = half_unit(self._decimals.get(figure.key.measure, _DECIMALS))
        if not value.terms:
            shown = Fraction(value.constant + less) / factor
            equate_quotient(self._unknowns.system, (above, below), shown, half / factor, relation)
        elif not below.terms and below.constant:
            moved = total((value, Form(less, {})))
            self._unknowns.system.equate(moved.times(below.constant), above.times(factor), relation)

    def of_target(self, target: PublishedTarget) -> None:
        """What is still to go, and how far a figure has come, say the figure by its target."""
        form = self._form(target.figure) if target.figure else None
        if form is None or target.figure is None:
            return
        relation = Relation(RelationKind.TARGET, self._version.version, target.figure, (), target.id)
        half = half_unit(target.decimals) if target.decimals >= _DECIMALS else 0
        if target.to_go is not None and target.value.exact is not None:
            self._unknowns.system.equate(form, Form(target.value.exact - target.to_go, {}), relation, half)
        if target.gone is not None and target.baseline is not None and target.baseline.exact is not None:
            self._unknowns.system.equate(form, Form(target.baseline.exact + target.gone, {}), relation, half)

    def of_claim(self, claim: PublishedClaim) -> None:
        """A stated percentage bounds what it is of."""
        factor, shown = _FACTORS.get(claim.form), claim.value.exact
        if factor is None or shown is None:
            return
        above = self._form(claim.numerator or claim.key)
        below = self._below(claim)
        if above is not None and below is not None:
            parts = tuple(key for key in (claim.numerator or claim.key, claim.denominator) if key)
            relation = Relation(RelationKind.CLAIM, self._version.version, claim.key, parts, claim.id)
            half = half_unit(claim.value.decimals) / factor
            equate_quotient(self._unknowns.system, (above, below), Fraction(shown) / factor, half, relation)

    def _below(self, claim: PublishedClaim) -> Form | None:
        if claim.denominator is not None:
            return self._form(claim.denominator)
        if claim.denominator_value is not None and claim.denominator_value.exact is not None:
            return Form(claim.denominator_value.exact, {})
        return self._form(claim.key.whole) if claim.form == "share" and claim.key.category else None

    def _form(self, key: CellKey) -> Form | None:
        return self._unknowns.form(self._version, key)


def _decimals(version: PublishedTables) -> dict[str, int]:
    """The digits behind the point that computed numbers of each measure have at the most."""
    decimals: dict[str, int] = {}
    for key, figure in version.figures.items():
        if figure.value.absence is not Absence.SUPPRESSED:
            decimals[key.measure] = max(decimals.get(key.measure, _DECIMALS), figure.value.decimals)
    return decimals
