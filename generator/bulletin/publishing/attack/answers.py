"""The answers of the API as far as the attack reads them.

They are declared once more, rather than taken from :mod:`bulletin.rendering.export`, which says what fields mean:
answers of earlier programs lack fields, and those of later ones have more. Measures, breakdowns and units are used as
they are read, see :mod:`bulletin.publishing.attack.structure`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from bulletin.analysis.tables import FigureOrigin
from bulletin.model.values import Absence, Qualifier
from bulletin.publishing.attack.structure import PeriodEntry, PublishedBreakdown, PublishedMeasure, PublishedUnit


@dataclass(frozen=True)
class NumberEntry:
    """A number, digit by digit."""

    digits: str


@dataclass(frozen=True)
class ValueEntry:
    """A value, or why there is none."""

    digits: str | None = None
    qualifier: Qualifier | None = None
    upper: NumberEntry | None = None
    absence: Absence | None = None


@dataclass(frozen=True)
class ReferenceEntry:
    """Another figure; what is left out is as in the entry that refers to it."""

    organization: str | None = None
    measure: str | None = None
    population: str | None = None
    period: str | None = None
    breakdown: str | None = None
    category: str | None = None


@dataclass(frozen=True)
class OperandEntry(ReferenceEntry):
    """A figure or target of a claim."""

    value: ValueEntry = field(default_factory=ValueEntry)
    target: str | None = None


@dataclass(frozen=True)
class EarlierEntry:
    """Another report of a figure."""

    value: ValueEntry


@dataclass(frozen=True)
class CoverageEntry:
    """How many units reported."""

    reported: int
    expected: int | None = None


@dataclass(frozen=True)
class FigureEntry:
    """A figure."""

    organization: str
    measure: str
    population: str
    period: PeriodEntry
    value: ValueEntry
    reported: str
    sources: tuple[str, ...]
    origin: FigureOrigin
    each: str | None = None
    breakdown: str | None = None
    category: str | None = None
    numerator: NumberEntry | None = None
    denominator: NumberEntry | None = None
    coverage: CoverageEntry | None = None
    parts: tuple[ReferenceEntry, ...] = ()
    earlier: tuple[EarlierEntry, ...] = ()
    unordered: tuple[EarlierEntry, ...] = ()


@dataclass(frozen=True)
class PopulationEntry:
    """A population."""

    id: str
    part_of: str | None = None


@dataclass(frozen=True)
class SourceEntry:
    """A source."""

    id: str
    exempt: bool = False
    """Whether everybody knows already what it states."""


@dataclass(frozen=True)
class VocabularyEntry:
    """What the answer mentions."""

    breakdowns: tuple[PublishedBreakdown, ...] = ()
    populations: tuple[PopulationEntry, ...] = ()
    periods: tuple[PeriodEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()


@dataclass(frozen=True)
class ShareEntry:
    """The part of a measure that a share target is about."""

    breakdown: str
    category: str


@dataclass(frozen=True)
class WayEntry:
    """How far a figure is from its baseline and its target."""

    gone: NumberEntry | None = None
    to_go: NumberEntry | None = None


@dataclass(frozen=True)
class BaselineEntry:
    """What a target starts from."""

    value: ValueEntry


@dataclass(frozen=True)
class TargetEntry:
    """A target."""

    id: str
    organization: str
    measure: str
    population: str
    value: ValueEntry
    share: ShareEntry | None = None
    figure_period: str | None = None
    way: WayEntry | None = None
    baseline: BaselineEntry | None = None


@dataclass(frozen=True)
class ClaimEntry:
    """A stated value."""

    id: str
    organization: str
    measure: str
    population: str
    period: PeriodEntry
    form: str
    value: ValueEntry
    breakdown: str | None = None
    category: str | None = None
    numerator: OperandEntry | None = None
    denominator: OperandEntry | None = None


@dataclass(frozen=True)
class MeasureAnswer:
    """The answer about a measure."""

    measure: PublishedMeasure
    vocabulary: VocabularyEntry
    figures: tuple[FigureEntry, ...]
    targets: tuple[TargetEntry, ...] = ()
    claims: tuple[ClaimEntry, ...] = ()


@dataclass(frozen=True)
class OrganizationAnswer:
    """The answer about an organization."""

    organization: PublishedUnit
