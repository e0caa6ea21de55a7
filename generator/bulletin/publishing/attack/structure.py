"""The structure that equations follow from: measures with the rules of the policy, breakdowns, and the tree.

Answers of earlier programs lack fields, and those of later ones have more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bulletin.model.records import MeasureKind, Operation, Rule


@dataclass(frozen=True)
class PeriodEntry:
    """A period with its days."""

    text: str
    start: date
    end: date


@dataclass(frozen=True)
class FormulaEntry:
    """How a derived measure is computed."""

    operation: Operation


@dataclass(frozen=True)
class DominanceEntry:
    """How much the largest contributions may make."""

    largest: int
    percent: Decimal


@dataclass(frozen=True)
class DisclosureEntry:
    """The rule by which figures of a measure are hidden."""

    threshold: int | None = None
    zero_discloses: bool = False
    dominance: DominanceEntry | None = None
    p_percent: Decimal | None = None
    contributors: int | None = None
    rounding_base: int | None = None


@dataclass(frozen=True)
class PublishedMeasure:
    """A measure with what readers know of its figures."""

    id: str
    kind: MeasureKind
    over_time: Rule
    over_tree: Rule
    can_be_negative: bool = False
    per: int | None = None
    formula: FormulaEntry | None = None
    disclosure: DisclosureEntry | None = None
    """None where figures are hidden only as far as it takes to protect others."""

    @property
    def rule(self) -> DisclosureEntry:
        """The rule by which its figures are hidden, which may be none."""
        return self.disclosure or DisclosureEntry()

    @property
    def factor(self) -> int:
        """What a quotient is multiplied by."""
        return self.per or (100 if self.kind.traits.is_part_of_hundred else 1)

    @property
    def operation(self) -> Operation | None:
        """Of a derived measure."""
        return self.formula.operation if self.formula else None

    @property
    def least_count(self) -> int:
        """The least that readers hold possible of a hidden count."""
        return 0 if self.rule.threshold is None or self.rule.zero_discloses else 1

    @property
    def least(self) -> int | None:
        """The least that readers hold possible of a hidden figure."""
        if self.can_be_negative:
            return None
        return self.least_count if self.kind.traits.is_counted else 0

    @property
    def adds_up(self) -> bool:
        """Whether categories make up the whole."""
        return self.kind.traits.adds_up


@dataclass(frozen=True)
class CategoryEntry:
    """A category."""

    id: str


@dataclass(frozen=True)
class CrossingEntry:
    """What a crossing crosses."""

    of: tuple[str, ...]


@dataclass(frozen=True)
class PublishedBreakdown:
    """A breakdown with its categories."""

    id: str
    categories: tuple[CategoryEntry, ...]
    overlapping: bool = False
    exhaustive: bool | None = None
    """None where an earlier program did not say."""
    crossing: CrossingEntry | None = None

    @property
    def category_ids(self) -> tuple[str, ...]:
        """Its categories."""
        return tuple(category.id for category in self.categories)

    @property
    def crosses(self) -> tuple[str, ...]:
        """The breakdowns that it crosses, if any."""
        return self.crossing.of if self.crossing else ()


@dataclass(frozen=True)
class SubordinatesEntry:
    """Units below that are known by number."""

    count: int


@dataclass(frozen=True)
class PublishedUnit:
    """An organization and its place in the tree."""

    id: str
    children: tuple[str, ...] = ()
    subordinates: tuple[SubordinatesEntry, ...] = ()
    unlisted_units: bool = False
    """Whether units are below it that are neither listed nor counted."""
    opened: PeriodEntry | None = None
    closed: PeriodEntry | None = None

    @property
    def declared(self) -> int:
        """How many units are said to be below it."""
        return sum(units.count for units in self.subordinates)

    def existed(self, start: date, end: date) -> bool:
        """Whether it existed on any day from one to another."""
        return not (
            (self.opened is not None and self.opened.start > end)
            or (self.closed is not None and self.closed.end < start)
        )
