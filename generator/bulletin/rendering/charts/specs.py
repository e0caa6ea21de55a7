"""What a chart is drawn from: small frozen values that pickle, with every number already put into words by the caller.

Floats serve the geometry only: where a bar ends, where a tick is. Whatever a reader reads is a string formatted for
the language of the page. Nothing here imports matplotlib.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from bulletin.rendering.charts.drawing import PARTS, Paint

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
    """What the chart shows, as a sentence: above it, and the name of its figure."""
    unit: str
    """What is counted, under the headline: ``Unit: visits``."""
    source: str
    """Where the figures come from, at the foot: ``Source: 15 January 2020 – Annual report``."""
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
    path: str = ""
    """Of the dashed line from a baseline to a target: ``Path to the target``."""
    preliminary: str = ""
    """Of the hollow points of a line: ``Provisional or estimated``."""
    series_break: str = ""
    """Of the upright lines at which a line is interrupted: ``Break in the series``."""


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
    is_emphasized: bool = False
    """Whether the page is about it, of rows that are compared."""
    omitted: str = ""
    """What of a long ranking is left out before it: ``… 12 more``."""

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
    strip: tuple[float, ...] = ()
    """The values of all, also of those that have no row, but for what looks the same as another: ticks on one
    line above the rows. Empty where all have a row."""
    strip_label: str = ""
    """What the strip is: ``All 217: 0 to 2,382,714``."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """The numbers at which the axis of a line is labelled; the axis goes from the first to the last."""

    numbers: tuple[float, ...]
    """From the lowest up, two at least; see :func:`bulletin.rendering.charts.scale.ticks`."""
    labels: tuple[str, ...]
    """How each is read."""

    def __post_init__(self) -> None:
        _check_finite(*self.numbers)
        if len(self.numbers) != len(self.labels) or len(self.numbers) < 2:
            raise ValueError(f"not a scale: {self.numbers} labelled {self.labels}")


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value of a line, in its place in time."""

    bar: Bar
    """The value, as a bar would show it."""
    at: float
    """The middle of its period, in years: 2018.5 for 2018."""
    tick: str = ""
    """What an axis of time says there, the shortest name of its period: ``2018``; empty for the months between
    those that begin a year."""
    symbol: str = ""
    """The flag of a missing value, shown in the place of a point: ``[c]``."""
    is_preliminary: bool = False
    """Whether the value is not final: provisional or estimated."""
    follows: bool = True
    """Whether its period begins where that of the point before ends, so that a line may lead to it."""
    starts_anew: bool = False
    """Whether the series breaks before it, which no line crosses."""

    def __post_init__(self) -> None:
        _check_finite(self.at)


@dataclass(frozen=True, kw_only=True)
class PeriodBars:
    """A few periods of one type and length, which may be compared with each other, a bar for each."""

    label: str
    """What they have in common: ``By year``; for quarters perhaps the year, so that their own labels are short. Drawn
    when the chart has more than one group."""
    bars: tuple[Bar, ...]
    """In time's order, earliest on top."""
    has_own_scale: bool = False
    """Whether its bars are as long as they are among each other only. Its label then says so."""


@dataclass(frozen=True, kw_only=True)
class PeriodLine:
    """Periods of one type and length, one after the other, as a line."""

    label: str
    """As that of bars."""
    points: tuple[Point, ...]
    """In time's order, at least one."""
    scale: Scale
    """The axis of the values."""
    paths: tuple[tuple[tuple[float, float], ...], ...] = ()
    """The ways from baselines to targets: places in time and values. The first of each is the baseline."""

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The values of its points."""
        return tuple(point.bar for point in self.points)


@dataclass(frozen=True, kw_only=True)
class PeriodsSpec:
    """How a measure of one organization went: by period, against its targets.

    Groups of bars share one scale, but for those of longer periods; a line has its own.
    """

    frame: Frame
    legend: Legend
    groups: tuple[PeriodBars | PeriodLine, ...]


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


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How a value is read."""

    short: str
    """Inside of its mark or beside it, where there is space: ``40%``."""
    whole: str
    """Where it is pointed at: ``2018, women: 40%``."""


@dataclass(frozen=True, kw_only=True)
class StackedRow:
    """What something is made of, in a period perhaps."""

    label: str
    """Of the period, flags included, or of what it is."""
    shares: tuple[float, ...]
    """Of each part of the chart, in their order; empty where one of them is not known."""
    said: tuple[Reading | None, ...] = ()
    """How each share is read; None of a part that has no figure in the period, which is none of the whole."""
    absence: str = ""
    """Why there are no shares."""

    def __post_init__(self) -> None:
        _check_finite(*self.shares)
        if len(self.shares) != len(self.said) or any(share < 0 for share in self.shares):
            raise ValueError(f"not the shares of a whole: {self.shares}")
        if self.shares and not sum(self.shares) > 0:
            raise ValueError("a whole without anything has no parts")


@dataclass(frozen=True, kw_only=True)
class StackedSpec:
    """What something is made of, period by period or beside others of its kind: the shares of its parts."""

    frame: Frame
    parts: tuple[str, ...]
    """Their names, six at the most."""
    rows: tuple[StackedRow, ...]
    """In time's order, the latest on top."""
    paints: tuple[Paint, ...] = PARTS
    """Of the parts, dark and light in turn."""

    def __post_init__(self) -> None:
        if not 0 < len(self.parts) <= MOST_PARTS:
            raise ValueError(f"not as many parts as can be kept apart: {len(self.parts)}")
        if any(row.shares and len(row.shares) != len(self.parts) for row in self.rows):
            raise ValueError("a row has a share for each part")


MOST_PARTS = 6
"""Parts that a reader can keep apart."""


@dataclass(frozen=True, kw_only=True)
class Panel:
    """How a measure went in a unit."""

    name: str
    points: tuple[Point, ...]
    """In time's order."""

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The values of its points."""
        return tuple(point.bar for point in self.points)


@dataclass(frozen=True, kw_only=True)
class MultiplesSpec:
    """How a measure went in several units, each by itself, all on one scale of values and of time."""

    frame: Frame
    panels: tuple[Panel, ...]
    scale: Scale
    first: float
    last: float
    """The places in time at the two ends of each panel."""
    ends: tuple[str, str]
    """What they are called: ``2011``, ``2023``."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """The values of a unit in two periods."""

    label: str
    """Of the unit, flags included."""
    ends: tuple[float, float] | None
    """The earlier and the later value; None where they are not compared."""
    said: tuple[Reading, Reading] | None = None
    """How the two are read."""
    change: str
    """What lies between them, as read: ``+120``; why they are not compared, where they are not."""
    omitted: str = ""
    """As that of a bar."""

    def __post_init__(self) -> None:
        _check_finite(*(self.ends or ()))
        if (self.ends is None) != (self.said is None):
            raise ValueError("values are shown where they are read")

    @property
    def outward(self) -> tuple[tuple[float, Reading], ...]:
        """The two values with how they are read, the smaller one first; empty where they are not compared."""
        return tuple(sorted(zip(self.ends or (), self.said or (), strict=True), key=lambda pair: pair[0]))


@dataclass(frozen=True, kw_only=True)
class ChangesSpec:
    """How two periods differ: the values of each unit in both, on one scale."""

    frame: Frame
    periods: tuple[str, str]
    """The earlier and the later one: ``2015``, ``2023``."""
    rows: tuple[Changed, ...]
    """The greatest rise on top, those that are not compared below."""
    scale: Scale


@dataclass(frozen=True, kw_only=True)
class Tile:
    """A unit in a map of tiles."""

    name: str
    """As short as its tile: ``IND``."""
    column: int
    row: int
    """Its place, both from 1."""
    state: int
    """Its place among the states of the map, from 0."""
    title: str
    """What it says where it is pointed at: ``India: behind``."""


@dataclass(frozen=True, kw_only=True)
class TileState:
    """A state that units of a map may be in."""

    name: str
    symbol: str
    """Shown in each tile in this state, so that its colour need not be seen."""
    paint: Paint
    """Dark of every other state, from the first on."""


@dataclass(frozen=True, kw_only=True)
class TileMapSpec:
    """Where units are that are in one state or another: a square of equal size for each, roughly where it is."""

    frame: Frame
    states: tuple[TileState, ...]
    """In their order, six at the most."""
    tiles: tuple[Tile, ...]
    """One at least."""

    def __post_init__(self) -> None:
        if not self.tiles or not 0 < len(self.states) <= MOST_PARTS:
            raise ValueError(f"not a map: {len(self.tiles)} tiles in {len(self.states)} states")


Spec = RankingSpec | PeriodsSpec | CompositionSpec | StackedSpec | MultiplesSpec | ChangesSpec | TileMapSpec
"""Whatever :func:`bulletin.rendering.charts.draw` draws."""
