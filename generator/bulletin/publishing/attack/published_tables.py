"""What a version of an edition publishes for programs: its figures, and the structure that equations follow from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from bulletin.analysis.figures import FigureOrigin
from bulletin.disclosure.linked_tables import Rational
from bulletin.model.values import Absence
from bulletin.publishing.attack.structure import PublishedBreakdown, PublishedMeasure, PublishedUnit


class Aspect(StrEnum):
    """Which of the numbers of a figure is meant."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class CellKey(NamedTuple):
    """The dimensions of a published number; periods by their days, so that two notations of them are the same."""

    organization: str
    measure: str
    population: str
    start: date
    end: date
    each: bool = False
    """Whether the value is that of every year of the period."""
    breakdown: str | None = None
    category: str | None = None
    aspect: Aspect = Aspect.VALUE

    @property
    def whole(self) -> CellKey:
        """The key of the total that this one is a category of."""
        return self._replace(breakdown=None, category=None)

    @property
    def is_instant(self) -> bool:
        """Whether it is about a day."""
        return self.start == self.end

    @property
    def text(self) -> str:
        """The key as reports name it."""
        days = self.start.isoformat() if self.is_instant else f"{self.start}/{self.end}"
        parts = (self.organization, self.measure, days, self.population, self.breakdown, self.category)
        aspect = None if self.aspect is Aspect.VALUE else self.aspect.value
        return " ".join(part for part in (*parts, aspect) if part)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is said of a number."""

    absence: Absence | None
    """Why there is no number."""
    lower: Rational | None = None
    upper: Rational | None = None
    """Between which limits it is; the same for an exact number, None for no limit."""
    decimals: int = 0
    """Of the digits that are shown."""
    number: Rational | None = None
    """As it is shown: the middle of the limits where it is rounded."""

    @property
    def is_hidden(self) -> bool:
        """Whether it is confidential."""
        return self.absence is Absence.SUPPRESSED

    @property
    def exact(self) -> Rational | None:
        """The number, where it is known exactly."""
        return self.lower if self.lower == self.upper else None


@dataclass(frozen=True)
class PublishedFigure:
    """A figure of one version."""

    key: CellKey
    period: str
    """The notation of its period."""
    value: Shown
    numerator: Rational | None
    denominator: Rational | None
    reported: str
    sources: tuple[str, ...]
    origin: FigureOrigin
    parts: tuple[CellKey, ...]
    """What it was computed from."""
    units: tuple[int, int | None] | None
    """How many units of how many reported; None where that is not said."""
    earlier: tuple[Shown, ...]
    """What else was reported of it."""

    @property
    def is_partial(self) -> bool:
        """Whether units are missing in it."""
        return self.units is not None and self.units[0] != self.units[1]


@dataclass(frozen=True)
class PublishedTarget:
    """A target beside a figure, with the numbers that are computed of both."""

    id: str
    figure: CellKey | None
    """The figure that it is compared with."""
    value: Shown
    unrounded: Rational | None
    """The value before it was rounded, of which percentages are; None where it was not."""
    gone: Rational | None
    """The figure less the baseline."""
    to_go: Rational | None
    """The target less the figure."""
    baseline: Shown | None
    decimals: int


@dataclass(frozen=True)
class PublishedClaim:
    """A stated value that other figures imply."""

    id: str
    key: CellKey
    form: str
    value: Shown
    numerator: CellKey | None
    denominator: CellKey | None
    denominator_value: Shown | None


@dataclass(frozen=True)
class PublishedTables:
    """Everything that a version publishes for programs."""

    version: str
    """Its folder's name, such as 2023-Q1.1; empty for a draft."""
    folders: tuple[Path, ...]
    """One of each language."""
    figures: dict[CellKey, PublishedFigure]
    measures: dict[str, PublishedMeasure]
    breakdowns: dict[str, PublishedBreakdown]
    populations: dict[str, str | None]
    """The population that holds each, by id."""
    units: dict[str, PublishedUnit]
    targets: list[PublishedTarget] = field(default_factory=list)
    claims: list[PublishedClaim] = field(default_factory=list)
    exempt: set[str] = field(default_factory=set)
    """The sources of which everybody knows already what they state."""
    lengths: set[int] = field(default_factory=set)
    """Of all periods that are named, in days; those of targets, too."""

    @cached_property
    def hidden(self) -> frozenset[CellKey]:
        """The keys of the figures that are hidden."""
        return frozenset(key for key, figure in self.figures.items() if figure.value.is_hidden)
