"""Complementary suppression: what has to be hidden besides, lest hidden categories be computed from those released.

The categories of an exhaustive breakdown add up to their whole; the cells of a crossing add up besides, row by row and
column by column, to the categories that are crossed. Whoever knows all but one term of such an equation knows the last
one too, and may then use it in the next equation. So a term more is hidden wherever that leads to a hidden figure,
until it does so nowhere: see Willenborg and de Waal, *Elements of Statistical Disclosure Control* (2001), chapter 6.

Several equations solved together, bounds, and sums over units and periods that sources state are not looked at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.marginals import Marginal, marginals
from bulletin.analysis.tables import Figure, group_by
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records.parts import crossed_categories
from bulletin.model.values import Absence, exact_number

_Term = tuple[str | None, str | None]
"""Breakdown and category of a term of an equation; two times None for the whole."""
_Equation = tuple[_Term, ...]
"""A sum and what it is the sum of: any one of them follows from the others."""


def complementary(
    catalogue: Catalogue, figures: Iterable[Figure], hidden: frozenset[ObservationKey]
) -> frozenset[ObservationKey]:
    """The figures that have to be hidden besides some that are: categories before wholes, small ones before large.

    :param hidden: the keys of the figures that are hidden, whoever hides them.
    """
    wholes = {key.whole for key in hidden}
    groups = group_by((figure for figure in figures if figure.key.whole in wholes), lambda figure: figure.key.whole)
    equations = {
        measure.id: tuple(_equations(marginals(catalogue.breakdowns, measure.breakdowns)))
        for measure in catalogue.measures.values()
        if measure.kind.traits.adds_up
    }
    return frozenset(
        whole.narrow(*term)
        for whole, group in groups.items()
        for term in _Group(equations.get(whole.measure, ()), group, hidden).protecting()
    )


def _equations(of_measure: Iterable[Marginal]) -> Iterator[_Equation]:
    """Every sum that is known to be one: of categories that do not overlap, and of which everything is in one."""
    for marginal in of_measure:
        if marginal.exhaustive and not marginal.overlapping:
            for margin, parts in marginal.parts.items():
                yield ((marginal.margin, margin), *((marginal.breakdown, part) for part in parts))


class _Exposure(NamedTuple):
    """A hidden term that follows from the others of an equation."""

    term: _Term
    equation: _Equation
    derived: Mapping[_Term, _Equation]
    """Terms that are no released figures but follow from them, each with the equation that it follows from."""


class _Group:
    """The figures of one whole and its categories."""

    def __init__(
        self, equations: tuple[_Equation, ...], figures: Collection[Figure], hidden: frozenset[ObservationKey]
    ) -> None:
        self._equations = equations
        self._equations_of: defaultdict[_Term, list[_Equation]] = defaultdict(list)
        for equation in equations:
            for term in equation:
                self._equations_of[term].append(equation)
        by_term: dict[_Term, Figure] = {(figure.key.breakdown, figure.key.category): figure for figure in figures}
        self._hidden = {term for term, figure in by_term.items() if figure.key in hidden}
        self._released = {
            term: number
            for term, figure in by_term.items()
            if term not in self._hidden and (number := exact_number(figure.value)) is not None
        }
        self._nothing = {term for term, figure in by_term.items() if figure.value is Absence.NOT_APPLICABLE}

    def protecting(self) -> Iterator[_Term]:
        """The terms that have to be hidden besides, until no hidden one follows from what is left."""
        while (exposure := self._exposure()) is not None:
            candidates = [*self._candidates(exposure.equation, exposure.derived)]
            if not candidates:
                return
            chosen = max(candidates, key=self._fitness)
            self._hidden.add(chosen)
            del self._released[chosen]
            yield chosen

    def _exposure(self) -> _Exposure | None:
        """The first hidden term that follows, if need be by way of others."""
        known = {*self._released, *self._nothing}
        derived: dict[_Term, _Equation] = {}
        pending = list(self._equations)
        while pending:
            waiting: list[_Equation] = []
            for equation in pending:
                unknown = [term for term in equation if term not in known]
                if len(unknown) == 1 and unknown[0] in self._hidden:
                    return _Exposure(unknown[0], equation, derived)
                if len(unknown) == 1:
                    known.add(unknown[0])
                    derived[unknown[0]] = equation
                elif unknown:
                    waiting.append(equation)
            if len(waiting) == len(pending):
                return None
            pending = waiting
        return None

    def _candidates(self, equation: _Equation, derived: Mapping[_Term, _Equation]) -> Iterator[_Term]:
        """The released terms that an equation is made of, directly or by way of those that follow from others."""
        for term in equation:
            if term in self._released:
                yield term
            elif term in derived and derived[term] != equation:
                yield from self._candidates(derived[term], {key: of for key, of in derived.items() if key != term})

    def _fitness(self, term: _Term) -> tuple[bool, int, int, bool, Fraction]:
        """Sorts what is best hidden last: it also protects others, is a cell rather than a margin, and is small."""
        lone = sum(map(self._is_open, self._equations_of[term]))
        dimensions = len(crossed_categories(term[1])) if term[1] is not None else 0
        number = self._released[term]
        return (dimensions > 0, lone, dimensions, number != 0, -number)

    def _is_open(self, equation: _Equation) -> bool:
        """Whether exactly one term of an equation is hidden."""
        return sum(term in self._hidden for term in equation) == 1
