"""What columns of tables mean, as readers infer it from their rows, and what that says of hidden figures.

Of a column in which every number beside published figures is their share of a whole, the number beside a hidden figure
is that as well; and one beside a published figure says the whole where that is hidden. So no words of any language are
needed to read a table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bulletin.publishing.attack.findings import Finding, FindingKind
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.readings import Reading, Readings
from bulletin.publishing.attack.relations import RelationKind
from bulletin.publishing.attack.shown_numbers import Number

_LEAST = 2
"""Different numbers that it takes to infer what a column means."""
_SAMPLE = 400
"""Numbers of a column that are enough to infer it."""
_EXCEPTIONS = 20
"""One number of so many may be something else: a remark, a number of another row."""


@dataclass(frozen=True)
class TableCell:
    """A number in a row about a figure."""

    key: CellKey
    number: Number
    place: str
    """The page or file."""
    text: str


@dataclass
class _Evidence:
    """The numbers of a column that fit a meaning, and how many do not."""

    fitting: set[Number] = field(default_factory=set)
    others: int = 0

    @property
    def is_enough(self) -> bool:
        """Whether the column has this meaning."""
        return len(self.fitting) >= _LEAST and self.others * _EXCEPTIONS <= len(self.fitting)


class Columns:
    """The columns of all tables of a version in one language, by their headings."""

    def __init__(self, version: PublishedTables, readings: Readings) -> None:
        self._version = version
        self._readings = readings
        self._cells: dict[str, list[TableCell]] = {}

    def add(self, heading: str, cell: TableCell) -> None:
        """Add a number below a heading."""
        self._cells.setdefault(heading, []).append(cell)

    def findings(self) -> Iterator[Finding]:
        """What the columns say of hidden figures."""
        for cells in self._cells.values():
            kinds = self._kinds(cells)
            for cell in cells:
                found = [reading for reading in self._readings.of(cell.key) if reading.kind in kinds]
                yield from self._said(cell, found)

    def _kinds(self, cells: list[TableCell]) -> frozenset[RelationKind]:
        evidence: dict[RelationKind, _Evidence] = {}
        for cell in cells[:: 1 + len(cells) // _SAMPLE]:
            fits: dict[RelationKind, bool] = {}
            for reading in self._readings.of(cell.key):
                if (is_fitting := self._readings.fits(reading, cell.number)) is not None:
                    fits[reading.kind] = fits.get(reading.kind, False) or is_fitting
            for kind, is_fitting in fits.items():
                known = evidence.setdefault(kind, _Evidence())
                known.fitting |= {cell.number} if is_fitting else set()
                known.others += not is_fitting
        return frozenset(kind for kind, known in evidence.items() if known.is_enough)

    def _said(self, cell: TableCell, readings: list[Reading]) -> Iterator[Finding]:
        for reading in readings:
            key = self._readings.hidden(reading)
            if key is not None:
                interval = self._readings.learned(reading, cell.number)
                relations = (reading.relation(self._version.version),)
                yield Finding(
                    FindingKind.COMPUTED, key, self._version.version, interval, relations, cell.place, cell.text
                )
                return
