"""Linked tables to protect, made at random: of some dimensions, each with a hierarchy, or linked with others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from random import Random

from bulletin.disclosure.linked_tables import Equation, LinkedTables, Protection

Hierarchy = Mapping[str, Sequence[str]]
"""Parts of each whole."""
THRESHOLD = 5
"""Counts from 1 below this one are sensitive."""
SMALL = Protection(1, THRESHOLD - 1)
"""What readers must hold possible of each."""


def flat(count: int, whole: str = "all") -> Hierarchy:
    """A whole with so many parts."""
    return {whole: [f"{whole}.{number}" for number in range(count)]}


def grouped(sizes: Sequence[int], whole: str = "all") -> Hierarchy:
    """A whole whose parts have parts of these numbers."""
    groups = flat(len(sizes), whole)
    return {**groups, **{group: flat(size, group)[group] for group, size in zip(groups[whole], sizes, strict=True)}}


def leaves(hierarchy: Hierarchy) -> list[str]:
    """What has no parts."""
    return [part for parts in hierarchy.values() for part in parts if part not in hierarchy]


class Tables:
    """Cells by their names, with the equations between them."""

    def __init__(self) -> None:
        self.values: dict[tuple[object, ...], int] = {}
        self.equations: dict[tuple[tuple[int, int], ...], None] = {}
        self.positions: dict[tuple[object, ...], int] = {}

    def add(self, table: str, hierarchies: Sequence[Hierarchy], counts: Mapping[tuple[str, ...], int]) -> None:
        """Add a table of these leaves, with all their sums."""
        below = [_leaves_below(hierarchy) for hierarchy in hierarchies]
        for name in product(*map(list, below)):
            under = [names[member] for names, member in zip(below, name, strict=True)]
            self._add_cell((table, *name), sum(counts[leaf] for leaf in product(*under)))
        for dimension, hierarchy in enumerate(hierarchies):
            others = [list(names) for place, names in enumerate(below) if place != dimension]
            for whole, parts in hierarchy.items():
                for rest in product(*others):
                    terms = [(table, *rest[:dimension], member, *rest[dimension:]) for member in (whole, *parts)]
                    self.equate(terms[0], terms[1:])

    def equate(self, whole: tuple[object, ...], parts: Sequence[tuple[object, ...]]) -> None:
        """Add an equation: the whole is the sum of its parts."""
        signs = [(self.positions[whole], -1), *((self.positions[part], 1) for part in parts)]
        self.equations[tuple(signs)] = None

    def _add_cell(self, name: tuple[object, ...], value: int) -> None:
        self.positions[name] = len(self.values)
        self.values[name] = value

    def linked(self, sensitive: Mapping[int, Protection] | None = None, *, least: int = 0) -> LinkedTables:
        """The tables for suppression; without other word, small counts are sensitive."""
        values = tuple(self.values.values())
        protected = small_counts(values) if sensitive is None else sensitive
        counts = dict.fromkeys((cell for cell, value in enumerate(values) if value), SMALL) if sensitive is None else {}
        return LinkedTables(
            values,
            tuple((min(least, value), None) for value in values),
            (True,) * len(values),
            tuple(Equation(terms) for terms in self.equations),
            tuple(value + 1 for value in values),
            frozenset(protected),
            protected,
            counts=counts,
        )


def small_counts(values: Sequence[int]) -> dict[int, Protection]:
    """The protection of counts below the threshold."""
    return {cell: SMALL for cell, value in enumerate(values) if 0 < value < THRESHOLD}


def counts_of(random: Random, hierarchies: Sequence[Hierarchy], *, small: float = 0.15) -> dict[tuple[str, ...], int]:
    """Counts at random, a part of them small."""
    return {leaf: _count(random, small) for leaf in product(*map(leaves, hierarchies))}


def _count(random: Random, small: float) -> int:
    if random.random() < small:
        return random.randint(0, THRESHOLD - 1)
    return random.randint(THRESHOLD, 10 ** random.randint(1, 3))


def _leaves_below(hierarchy: Hierarchy) -> dict[str, list[str]]:
    """The leaves below every member of a hierarchy, itself included."""
    members = dict.fromkeys(member for whole, parts in hierarchy.items() for member in (whole, *parts))
    return {member: list(_below(hierarchy, member)) for member in members}


def _below(hierarchy: Hierarchy, member: str) -> Iterator[str]:
    if member not in hierarchy:
        yield member
    for part in hierarchy.get(member, ()):
        yield from _below(hierarchy, part)


def random_tables(seed: int, *, cells: int = 60) -> LinkedTables:
    """Tables of one to three dimensions, flat or with hierarchies; every third with one more linked by a margin."""
    random = Random(seed)
    dimensions = random.randint(1, 3)
    hierarchies = [_random_hierarchy(random, round(cells ** (1 / dimensions))) for _ in range(dimensions)]
    tables = Tables()
    counts = counts_of(random, hierarchies)
    tables.add("first", hierarchies, counts)
    if seed % 3 == 0:
        _link(random, tables, hierarchies[0], counts)
    return tables.linked(least=random.choice([0, 0, 1]))


def _random_hierarchy(random: Random, size: int) -> Hierarchy:
    if size < 4 or random.random() < 0.5:
        return flat(max(2, size - 1))
    groups = random.randint(2, max(2, size // 3))
    return grouped([random.randint(2, max(2, size // groups)) for _ in range(groups)])


def _link(random: Random, tables: Tables, hierarchy: Hierarchy, counts: Mapping[tuple[str, ...], int]) -> None:
    """Add a table that divides the first dimension otherwise; wholes of both are the same figures."""
    totals = {leaf: sum(count for name, count in counts.items() if name[0] == leaf) for leaf in leaves(hierarchy)}
    divided: dict[tuple[str, ...], int] = {}
    for leaf, total in totals.items():
        part = random.randint(0, total)
        divided |= {(leaf, "sort.0"): part, (leaf, "sort.1"): total - part}
    tables.add("second", [hierarchy, flat(2, "sort")], divided)
    rest = ["all"] * (len(next(iter(counts))) - 1)
    for member in dict.fromkeys(member for whole, parts in hierarchy.items() for member in (whole, *parts)):
        tables.equate(("second", member, "sort"), [("first", member, *rest)])
