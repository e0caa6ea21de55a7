"""What readers know to hold between published numbers, as linear forms over the numbers that they do not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from bulletin.disclosure.linked_tables import Equation, LinkedTables, Rational
from bulletin.localization.messages import _, translate
from bulletin.publishing.attack.published_tables import CellKey


class RelationKind(StrEnum):
    """From what readers know that an equation holds."""

    COMPUTED = "computed"
    TREE = "tree"
    TIME = "time"
    CATEGORIES = "categories"
    CROSSING = "crossing"
    POPULATION = "population"
    QUOTIENT = "quotient"
    TARGET = "target"
    CLAIM = "claim"
    VALUE = "value"
    SHARE = "share"
    CHANGE = "change"
    GROWTH = "growth"
    PERCENT_OF_TARGET = "percent-of-target"

    @property
    def is_assumed(self) -> bool:
        """Whether what sources state might not fit it."""
        return self not in {RelationKind.COMPUTED, RelationKind.QUOTIENT, RelationKind.TARGET}


class Relation(NamedTuple):
    """An equation between cells, or how one bounds another, by what it follows from."""

    kind: RelationKind
    version: str
    """Of the version whose numbers are in it."""
    whole: CellKey
    parts: tuple[CellKey, ...]
    place: str = ""
    """The page or file where it is read; empty for the API."""


_RELATIONS = {
    RelationKind.COMPUTED: _("{whole} is computed of {parts}"),
    RelationKind.TREE: _("{whole} is the sum of units: {parts}"),
    RelationKind.TIME: _("{whole} is the sum of periods: {parts}"),
    RelationKind.CATEGORIES: _("{whole} is the sum of categories: {parts}"),
    RelationKind.CROSSING: _("{whole} is the sum of cells: {parts}"),
    RelationKind.POPULATION: _("{whole} has in it {parts}"),
    RelationKind.QUOTIENT: _("{whole} is a quotient of {parts}"),
    RelationKind.TARGET: _("target {place}: how far {whole} is from it"),
    RelationKind.CLAIM: _("claim {place}: {parts}"),
    RelationKind.VALUE: _("the number is {whole}"),
    RelationKind.SHARE: _("the number is {whole} in percent of {parts}"),
    RelationKind.CHANGE: _("the number is {whole} less {parts}"),
    RelationKind.GROWTH: _("the number is the change of {whole} on {parts} in percent"),
    RelationKind.PERCENT_OF_TARGET: _("the number is {whole} in percent of target {place}"),
}
_SHOWN = 6
"""Parts of an equation that a report names."""


def relation_text(relation: Relation, language: str) -> str:
    """An equation in words: which cells it is between."""
    parts = ", ".join(_parts(relation))
    whole = relation.whole.text
    return translate(_RELATIONS[relation.kind], language, whole=whole, parts=parts, place=relation.place)


def _parts(relation: Relation) -> Iterator[str]:
    yield from (part.text for part in relation.parts[:_SHOWN])
    if len(relation.parts) > _SHOWN:
        yield f"… ({len(relation.parts)})"


class Form(NamedTuple):
    """A linear form: a known number, and unknowns with their coefficients."""

    constant: Rational
    terms: Mapping[int, Rational]

    def times(self, factor: Rational) -> Form:
        """The form, multiplied."""
        return Form(self.constant * factor, {unknown: number * factor for unknown, number in self.terms.items()})


def total(forms: Iterable[Form]) -> Form:
    """The sum of forms."""
    constant: Rational = 0
    terms: dict[int, Rational] = {}
    for form in forms:
        constant += form.constant
        for unknown, number in form.terms.items():
            terms[unknown] = terms.get(unknown, 0) + number
    return Form(constant, {unknown: number for unknown, number in terms.items() if number})


def less(first: Form, second: Form) -> Form:
    """The first form less the second."""
    return total((first, second.times(-1)))


class Bounds(NamedTuple):
    """What readers know of an unknown number without any equation."""

    lower: Rational | None
    upper: Rational | None
    is_whole: bool


class PublishedEquations(NamedTuple):
    """All unknown numbers and the equations between them, as linked tables, whose last cell is the number one."""

    tables: LinkedTables
    relations: tuple[Relation, ...]
    """What each equation follows from, in their order."""


@dataclass
class System:
    """Unknown numbers and all that readers know of them; equations without an unknown number are left out."""

    bounds: list[Bounds] = field(default_factory=list)
    _equations: dict[tuple[object, ...], tuple[Form, Rational, Relation]] = field(default_factory=dict)

    def unknown(self, lower: Rational | None, upper: Rational | None = None, *, is_whole: bool = False) -> Form:
        """A new unknown number."""
        self.bounds.append(Bounds(lower, upper, is_whole))
        return Form(0, {len(self.bounds) - 1: 1})

    def equate(self, first: Form, second: Form, relation: Relation, tolerance: Rational = 0) -> None:
        """Two forms are equal, or differ by no more than the tolerance."""
        difference = less(first, second)
        if difference.terms:
            self._equations.setdefault(_identity(difference, tolerance), (difference, tolerance, relation))

    def bound(self, smaller: Form, larger: Form, relation: Relation) -> None:
        """A form is no larger than another."""
        difference = less(larger, smaller)
        identity = ("at least", *_identity(difference, 0))
        if difference.terms and identity not in self._equations:
            remainder = self.unknown(0)
            self._equations[identity] = less(difference, remainder), 0, relation

    def equations(self, *, without_assumptions: bool = False) -> PublishedEquations:
        """All that is known, or only what does not depend on whether statements of sources fit together."""
        chosen = [each for each in self._equations.values() if not (without_assumptions and each[2].kind.is_assumed)]
        unity = len(self.bounds)
        tables = LinkedTables(
            values=(*([None] * unity), 1),
            bounds=(*((bound.lower, bound.upper) for bound in self.bounds), (1, 1)),
            integral=(*(bound.is_whole for bound in self.bounds), True),
            equations=tuple(_equation(form, tolerance, unity) for form, tolerance, _ in chosen),
            weights=(None,) * (unity + 1),
            hidden=frozenset(range(unity)),
            protected={},
        )
        return PublishedEquations(tables, tuple(relation for _, _, relation in chosen))


def _identity(form: Form, tolerance: Rational) -> tuple[object, ...]:
    """The same for equations that say the same: divided by their first coefficient."""
    terms = sorted(form.terms.items())
    first = Fraction(terms[0][1]) if terms else Fraction(1)
    return form.constant / first, abs(tolerance / first), *((unknown, number / first) for unknown, number in terms)


def _equation(form: Form, tolerance: Rational, unity: int) -> Equation:
    constant = ((unity, form.constant),) if form.constant else ()
    return Equation((*constant, *sorted(form.terms.items())), tolerance)
