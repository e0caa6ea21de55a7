"""Kinds of measures, and what follows from each: declared here once, so that no other module compares kinds."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Points(StrEnum):
    """What differences between figures are counted in, where that is not the measure's unit."""

    NONE = "none"
    """They are in the unit."""
    PERCENTAGE = "percentage"
    """Percentage points."""
    INDEX = "index"
    """Points of an index, beside which the change in percent is said, as that does not depend on its base."""


class KindTraits(NamedTuple):
    """What is true of all measures of a kind, unless the record of a measure declares otherwise."""

    adds_up: bool = False
    """Whether parts make up the whole; else each part has a figure of its own, as each has a share or a duration."""
    is_of_span: bool = False
    """Whether a figure belongs to a span of time, never to an instant."""
    is_of_day: bool = False
    """Whether a figure is what there is on a day."""
    accumulates: bool = False
    """Whether a figure comes together over its period, whatever the measure's rule over time is."""
    is_counted: bool = False
    """Whether figures are whole numbers."""
    may_be_negative: bool = False
    """Whether a figure may be below zero."""
    is_part_of_hundred: bool = False
    """Whether a figure lies between 0 and 100, as long as none may be below zero."""
    points: Points = Points.NONE
    """What differences are counted in."""
    is_ratio: bool = False
    """Whether a figure is one number over another, so that figures combine by these two."""


class MeasureKind(StrEnum):
    """What sort of quantity a measure is; a flow, a duration and money belong to a span of time, a stock to a day."""

    FLOW = "flow"
    STOCK = "stock"
    SHARE = "share"
    DURATION = "duration"
    MONEY = "money"
    RATE = "rate"
    INDEX = "index"

    @property
    def traits(self) -> KindTraits:
        """What is true of all measures of the kind."""
        return _TRAITS[self]


_TRAITS = {
    MeasureKind.FLOW: KindTraits(adds_up=True, is_of_span=True, accumulates=True, is_counted=True),
    MeasureKind.STOCK: KindTraits(adds_up=True, is_of_day=True, is_counted=True),
    MeasureKind.SHARE: KindTraits(is_part_of_hundred=True, points=Points.PERCENTAGE, is_ratio=True),
    MeasureKind.DURATION: KindTraits(is_of_span=True),
    MeasureKind.MONEY: KindTraits(adds_up=True, is_of_span=True, may_be_negative=True),
    MeasureKind.RATE: KindTraits(is_ratio=True),
    MeasureKind.INDEX: KindTraits(points=Points.INDEX),
}
