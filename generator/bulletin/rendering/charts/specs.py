"""What a chart is drawn from: small frozen values that pickle, with every number already put into words by the caller.

Floats serve the geometry only: where a bar ends, where a tick is. Whatever a reader reads is a string formatted for
the language of the page. Nothing here imports matplotlib.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*", re.ASCII)


def _check_finite(*numbers: float | None) -> None:
    if not all(number is None or math.isfinite(number) for number in numbers):
        raise ValueError(f"a chart needs finite numbers: {numbers}")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What is around every chart."""

    id: str
    """Names the chart; unique on its page. ASCII letters, digits, hyphens and underscores, a letter first."""
    headline: str
    """What the chart shows, as a sentence: drawn above it and spoken as its name."""
    unit: str
    """What is counted, drawn under the headline: ``Unit: visits``."""
    source: str
    """Where the figures come from, drawn at the foot: ``Source: 15 January 2020 – Annual report``."""
    alternative: str
    """The text alternative: what the figures say, for a reader who does not see them. It differs from the headline."""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError(f"not an id for a chart: {self.id!r}")


@dataclass(frozen=True, kw_only=True)
class Legend:
    """The names of the marks. A name is drawn only when the chart has its mark."""

    value: str
    """Of the bars: ``Visits``."""
    target: str
    """Of the solid ticks, targets that a document states: ``Target``."""
    interval: str = ""
    """Of the whiskers: ``Interval (95%)``."""
    inferred: str
    """Of the dashed ticks, targets worked out from a stated percentage: ``Inferred target``."""


@dataclass(frozen=True, kw_only=True)
class TargetMark:
    """A value to reach: a tick across the bar."""

    position: float
    """In the unit of the bar's :attr:`Bar.value`."""
    label: str
    """The target in words or digits: ``target 1,100``."""
    inferred: bool = False
    """Whether it was worked out rather than stated; drawn dashed."""

    def __post_init__(self) -> None:
        _check_finite(self.position)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row of a chart: a named value and, perhaps, its target."""

    label: str
    """Of the organization, the period or the category, flags included: ``First nine months of 2019 [p]``."""
    value: float | None
    """Length of the bar; None where there is no figure, so that the row keeps its place and shows a gap. For a range,
    its lower end; 0 for a value known only to be under some number."""
    value_label: str
    """The value as read, with its qualifier and flags: ``1,234``, ``more than 150``, ``not yet reported``."""
    upper: float | None = None
    """The upper end of a range or of a value known to be under some number; hatched from ``value`` on."""
    interval: tuple[float, float] | None = None
    """Between which ends the true value lies, for an estimate; drawn as whiskers."""
    target: TargetMark | None = None
    """What the value is to reach, if anything."""
    interval_label: str = ""
    """The interval as read: ``1,100 – 1,300``; for the text alternative."""
    percent_label: str = ""
    """Share of the target or of the whole: ``102,83%``. Empty where there is none."""

    def __post_init__(self) -> None:
        _check_finite(self.value, self.upper, *(self.interval or ()))
        if self.upper is not None and (self.value is None or self.upper < self.value):
            raise ValueError(f"a range ends below its start: {self.value} to {self.upper}")


@dataclass(frozen=True, kw_only=True)
class RankingSpec:
    """Bars each for itself: organizations against their targets, a whole above parts that overlap.

    To rank by progress, let values be percentages and targets 100.
    """

    frame: Frame
    legend: Legend
    bars: tuple[Bar, ...]
    """In the order of the ranks or of the categories, first on top."""


@dataclass(frozen=True, kw_only=True)
class PeriodGroup:
    """Periods of one type and length, which may be compared with each other."""

    label: str
    """What they have in common: ``By year``; for quarters perhaps the year, so that their own labels are short. Drawn
    when the chart has more than one group."""
    bars: tuple[Bar, ...]
    """In time's order, earliest on top."""
    has_own_scale: bool = False
    """Whether its bars are as long as they are among each other only. Its label then says so."""


@dataclass(frozen=True, kw_only=True)
class PeriodsSpec:
    """A measure of one organization by period. Groups share one scale, but for those of longer periods.

    Periods are never joined by a line.
    """

    frame: Frame
    legend: Legend
    groups: tuple[PeriodGroup, ...]


@dataclass(frozen=True, kw_only=True)
class CompositionSpec:
    """The parts of a whole, by one breakdown."""

    frame: Frame
    legend: Legend
    whole: float
    """In the unit of the parts' values; 100 where they are percentages. Greater than 0."""
    whole_label: str
    """``Total: 830``"""
    parts: tuple[Bar, ...]
    """In the order of the breakdown's categories. A part's target is at its share of the whole."""
    remainder: Bar | None = None
    """What no part accounts for, hatched: ``not stated``. None when the parts fill the whole or exceed it; or when they
    are only some of the parts, and a line leads on to the whole."""
    excess_label: str = ""
    """Said where the parts exceed the whole: ``The categories add to 904, which is 74 more than the total of 830``."""

    def __post_init__(self) -> None:
        _check_finite(self.whole)
        if self.whole <= 0:
            raise ValueError(f"a whole without anything has no parts: {self.whole}")


Spec = RankingSpec | PeriodsSpec | CompositionSpec
"""Whatever :func:`bulletin.rendering.charts.draw` draws."""
