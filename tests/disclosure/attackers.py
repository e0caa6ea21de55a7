"""An attacker who knows all that was released, and how counts add up; it shares no equation with what protects them.

Everybody counted was counted in one unit at the bottom of the tree, in one quarter and in one category. So the attacker
has a number for each of these, the *atoms*, knows that it is whole and not negative, and adds up any figure of
them. Whoever revises an atom is taken to say so: an unchanged one is the same number in all editions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from bulletin.analysis.figures import Figure
from bulletin.disclosure.intervals import intervals
from bulletin.disclosure.linked_tables import Equation, Interval, LinkedTables
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, observation_key
from bulletin.model.records import Correction
from bulletin.model.values import Absence, Quantity

from tests.analysis.builders import period

Atom = tuple[str, str, str]
"""A unit at the bottom, a quarter, a category."""
Counts = Mapping[Atom, int]
"""How many were counted, as one edition knows."""
Asked = tuple[str, ObservationKey]
"""A hidden figure of an edition."""


class Attacker:
    """What is known after some editions."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._values: list[int] = []
        self._least: list[int] = []
        self._hidden: set[int] = set()
        self._equations: list[Equation] = []
        self._atoms: dict[tuple[Atom, int], int] = {}
        self.asked: dict[Asked, int] = {}
        """The cell of each hidden figure of each edition."""
        self.positive: dict[Asked, int] = {}
        """Of how many atoms that are not zero each of them is made: it is that much at least, as no zero is hidden."""

    def read(self, edition: str, counts: Counts, figures: Sequence[Figure]) -> None:
        """Take note of all figures of an edition, of which ``counts`` holds the truth."""
        for figure in figures:
            is_hidden = figure.value is Absence.SUPPRESSED
            if not (is_hidden or isinstance(figure.value, Quantity)):
                continue
            atoms = [atom for atom in counts if self._counts(figure.key, atom)]
            cell = self._add(sum(counts[atom] for atom in atoms))
            assert is_hidden or figure.value == Quantity(Decimal(self._values[cell])), (
                figure.key
            )  # the attacker adds up rightly
            self._equate(cell, atoms, counts)
            if is_hidden:
                self._hidden.add(cell)
                self._least[cell] = 1
                self.asked[edition, figure.key] = cell
                self.positive[edition, figure.key] = sum(1 for atom in atoms if counts[atom])

    def read_wrong(self, counts: Counts, correction: Correction) -> None:
        """Take note of the wrong values that a correction names, as ``counts`` were when they were published."""
        for figure in correction.figures:
            if isinstance(figure.was, Quantity):
                atoms = [atom for atom in counts if self._counts(observation_key(figure), atom)]
                cell = self._add(sum(counts[atom] for atom in atoms))
                assert figure.was == Quantity(Decimal(self._values[cell])), figure
                self._equate(cell, atoms, counts)

    def _equate(self, cell: int, atoms: Iterable[Atom], counts: Counts) -> None:
        self._equations.append(Equation(((cell, -1), *((self._atom(atom, counts[atom]), 1) for atom in atoms))))

    def _counts(self, key: ObservationKey, atom: Atom) -> bool:
        unit, quarter, category = atom
        is_within = key.organization in {unit, *self._above(unit)} and key.period.contains(period(quarter))
        return is_within and key.category in {None, category}

    def _above(self, unit: str) -> Iterator[str]:
        parent = self._catalogue.organizations[unit].parent
        if parent is not None:
            yield parent
            yield from self._above(parent)

    def _atom(self, atom: Atom, count: int) -> int:
        """The cell of an atom with a value; what it is revised to is another."""
        if (atom, count) not in self._atoms:
            self._atoms[atom, count] = cell = self._add(count)
            self._hidden.add(cell)
        return self._atoms[atom, count]

    def _add(self, value: int) -> int:
        self._values.append(value)
        self._least.append(0)
        return len(self._values) - 1

    def known(self) -> dict[Asked, tuple[int, Interval]]:
        """The truth of every hidden figure of each edition, and the interval that the attacker finds of it."""
        size = len(self._values)
        tables = LinkedTables(
            values=tuple(self._values),
            bounds=tuple((least, None) for least in self._least),
            integral=(True,) * size,
            equations=tuple(self._equations),
            weights=(1,) * size,
            hidden=frozenset(self._hidden),
            protected={},
        )
        found = intervals(tables, self._hidden, self.asked.values())
        return {asked: (self._values[cell], found[cell].interval) for asked, cell in self.asked.items()}
