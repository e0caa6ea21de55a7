"""Figures that an audience does not see, and could compute from what it sees: a stated total gives one part away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.tables import CompiledTables
from bulletin.disclosure.cells import Cells, whole_and_parts
from bulletin.disclosure.equations import equate
from bulletin.disclosure.linked_tables import Equation, Rational
from bulletin.disclosure.release import Release
from bulletin.disclosure.sensitivity import counted_value
from bulletin.disclosure.unprotected import Sum
from bulletin.model.corpus import Catalogue
from bulletin.model.values import Quantity


def computable_withheld(
    catalogue: Catalogue, everything: CompiledTables, released: Release
) -> Iterator[tuple[Figure, Sum]]:
    """Every figure that is withheld and follows exactly from released ones, with the last sum that it follows from.

    Only what one equation after another gives is found, which is how readers subtract. Whatever is computed of a
    withheld figure is another number for the audience, so that only what records state counts; sums over units are
    unknown numbers that equations lead through, such as from categories to the units below.

    :param catalogue: of all records.
    :param everything: their tables.
    :param released: what the audience sees.
    """
    stated = {f.key: f for f in everything.figures if f.origin is FigureOrigin.REPORTED and _number(f) is not None}
    withheld = {key: figure for key, figure in stated.items() if key not in released.tables.by_key}
    measures = {key.measure for key in withheld}
    added = {f.key: f for f in everything.figures if f.origin is FigureOrigin.HIERARCHICAL_SUM and f.is_complete}
    looked_at = {key: figure for key, figure in (stated | added).items() if key.measure in measures}
    if not withheld:
        return
    cells = Cells()
    of_figures = {key: _cell(cells, catalogue, figure) for key, figure in looked_at.items()}
    equate(cells, catalogue, everything, of_figures)
    known: dict[int, Rational] = {
        cell: number
        for key, cell in of_figures.items()
        if key in stated
        and (shown := released.tables.by_key.get(key)) is not None
        and (number := _number(shown)) is not None
    }
    keys = {cell: key for key, cell in of_figures.items()}
    for cell, equation, number in _solved(cells.linked().equations, known):
        if (key := keys.get(cell)) in withheld and number == _number(withheld[key]):
            whole, parts = whole_and_parts(equation)
            yield withheld[key], Sum(keys.get(whole), tuple(map(keys.get, parts)))


def _number(figure: Figure) -> Rational | None:
    """The exact number of a figure; of a rate or a share, its numerator."""
    value = counted_value(figure)
    return value.fraction if isinstance(value, Quantity) and value.is_exact else None


def _cell(cells: Cells, catalogue: Catalogue, figure: Figure) -> int:
    measure = catalogue.measures[figure.key.measure]
    value = counted_value(figure)
    number = value if isinstance(value, Quantity) else None
    return cells.figure(figure.key, number, (None, None), None, whole=measure.is_counted or measure.keeps_parts)


def _solved(equations: Sequence[Equation], known: Mapping[int, Rational]) -> Iterator[tuple[int, Equation, Rational]]:
    """The cells that follow from those that are known, one after another, each with its equation and its number."""
    numbers, pending = dict(known), [equation for equation in equations if not equation.tolerance]
    is_any = True
    while is_any:
        is_any, left = False, []
        for equation in pending:
            unknown = [term for term in equation.terms if term[0] not in numbers]
            if len(unknown) > 1:
                left.append(equation)
            elif unknown:
                ((cell, coefficient),) = unknown
                rest = sum((numbers[other] * by for other, by in equation.terms if other != cell), Fraction(0))
                numbers[cell], is_any = Fraction(-rest) / Fraction(coefficient), True
                yield cell, equation, numbers[cell]
        pending = left
