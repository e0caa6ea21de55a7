"""The structure that equations follow from: measures with the rules of the policy, breakdowns, and the tree.

Answers of earlier programs lack fields, and those of later ones have more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Annotated

from pydantic import AliasPath, BeforeValidator, Field

from bulletin.model.records import MeasureKind, Operation, Rule


@dataclass(frozen=True)
class PeriodEntry:
    """A period with its days."""

    text: str
    start: date
    end: date


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
    operation: Annotated[Operation | None, Field(validation_alias=AliasPath("formula", "operation"))] = None
    """Of a derived measure."""
    rule: Annotated[DisclosureEntry, Field(validation_alias="disclosure")] = DisclosureEntry()
    """By which its figures are hidden; an empty one where that is only as far as it takes to protect others."""

    @property
    def factor(self) -> int:
        """What a quotient is multiplied by."""
        return self.per or (100 if self.kind.traits.is_part_of_hundred else 1)

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
class PublishedBreakdown:
    """A breakdown with its categories."""

    id: str
    categories: Annotated[tuple[str, ...], BeforeValidator(partial(map, itemgetter("id")))]
    overlapping: bool = False
    exhaustive: bool | None = None
    """None where an earlier program did not say."""
    crosses: Annotated[tuple[str, ...], Field(validation_alias=AliasPath("crossing", "of"))] = ()
    """The breakdowns that it crosses, if any."""


def _counted(groups: Iterable[Mapping[str, int]]) -> int:
    return sum(group["count"] for group in groups)


@dataclass(frozen=True)
class PublishedUnit:
    """An organization and its place in the tree."""

    id: str
    children: tuple[str, ...] = ()
    declared: Annotated[int, Field(validation_alias="subordinates"), BeforeValidator(_counted)] = 0
    """How many units are said to be below it."""
    unlisted_units: bool = False
    """Whether units are below it that are neither listed nor counted."""
    opened: PeriodEntry | None = None
    closed: PeriodEntry | None = None
    name: Mapping[str, str] = field(default_factory=dict)
    """By language."""

    def existed(self, start: date, end: date) -> bool:
        """Whether it existed on any day from one to another."""
        return not (
            (self.opened is not None and self.opened.start > end)
            or (self.closed is not None and self.closed.end < start)
        )
