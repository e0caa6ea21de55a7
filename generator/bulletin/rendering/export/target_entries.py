"""Entries of the API: targets, with what leads to them and how far figures have come, typed as their JSON."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from bulletin.analysis.growth_assessment import GrowthCategory, GrowthReason
from bulletin.analysis.target_status import StatusReason, TargetStatus
from bulletin.model.records import Basis, Id, TargetPath
from bulletin.model.records.parts import CategoryId
from bulletin.model.text import Text
from bulletin.rendering.export.entries import (
    AcknowledgmentEntry,
    BreakdownId,
    DecisionId,
    KindId,
    MeasureId,
    NumberEntry,
    OrganizationId,
    PeriodText,
    PopulationId,
    SourceId,
    UnitId,
    ValueEntry,
    entry,
)


@entry
class ShareEntry(TypedDict):
    """The part of a measure that a share target is about."""

    breakdown: BreakdownId
    category: CategoryId
    """One of the breakdown's."""


@entry
class BaselineEntry(TypedDict):
    """What a target starts from."""

    period: PeriodText
    value: ValueEntry
    """In the target's unit; absent where its figure is not known exactly, or is suppressed."""
    source: SourceId | None
    """Where the value was read; left out where it is that of the figure of its period."""


@entry
class WayEntry(TypedDict):
    """How far the figure has come from the target's baseline, and how far it is to go, in the target's unit."""

    expected: NumberEntry | None
    """What was to be expected by the end of the figure's period, on the path; left out where it is not known."""
    gone: NumberEntry | None
    """The figure less the baseline; left out where the target has none."""
    to_go: NumberEntry
    """The value of the target less the figure; of a range, the end that is nearest to the figure."""
    needed_a_year: NumberEntry | None
    """By how much it has to change a year from then on; left out where it is there, or less than a year is left."""


@entry
class GrowthEntry(TypedDict):
    """How the method of Statistics Canada and Open SDG assesses a target: by compound annual growth, in percent."""

    category: GrowthCategory
    """What the method calls progress; the page on methods has its thresholds."""
    reason: GrowthReason | None
    """For not-available only: why the method says nothing."""
    observed: NumberEntry | None
    """The rate from the baseline to the newest figure that can be compared with it."""
    required: NumberEntry | None
    """The rate from the baseline that reaches the target on time."""
    ratio: NumberEntry | None
    """The observed in percent of the required one; negative where the series goes the other way."""
    until: PeriodText | None
    """The period of the newest figure that can be compared; left out where there is none."""
    overtaken: Literal[True] | None
    """Given where there is a later figure that is not shown."""


@entry
class RollupEntry(TypedDict):
    """The targets of the units on one level below, for the same measure, period and population."""

    level: int
    """1 for the units directly below, 2 for those below them; a unit with none below it is on further levels too."""
    organizations: tuple[OrganizationId, ...]
    """Those that have a target with a number."""
    without: tuple[OrganizationId, ...]
    """The others, which have no target or none that is a number."""
    expected: int | None
    """How many units the level has; left out where that is not known."""
    total: NumberEntry | None
    """What their targets add to; left out where targets do not add up over units, as those of shares."""
    difference: NumberEntry | None
    """The total less the target of the unit above."""


@entry
class TargetEntry(TypedDict):
    """A value to reach in one period.

    One for every year is listed for each year in which figures exist, one with milestones for each of these.
    """

    id: Id
    """Of the target as it was set; shared by its years, its milestones and the organizations it was set for."""
    organization: OrganizationId
    measure: MeasureId
    population: PopulationId
    period: PeriodText
    each: Literal["year"] | None
    """Given where the value is to be reached in every year of the period anew."""
    yearly: bool
    """Whether it was set for every year of a longer period."""
    share: ShareEntry | None
    """For a share target: which part of the measure is to have that share of the whole."""
    value: ValueEntry
    """In the unit; for a share target in percent. Qualified where the target is a bound."""
    unrounded: NumberEntry | None
    """Given where the value is a change that was rounded to the whole number that asks for the same: the number before
    that, from which the way, the growth and percentages of the target are computed."""
    baseline: BaselineEntry | None
    change: NumberEntry | None
    """Where it was set as a change on the baseline: that, in percent; the value is computed from it."""
    path: TargetPath | None
    """How it is to be approached from its baseline, or from milestone to milestone."""
    milestone: Literal[True] | None
    """Given for a milestone on the way to the target."""
    kind: KindId | None
    """The kind of organization for each of which it was set; left out where it was set for one organization."""
    unit: UnitId | None
    """Left out for a share target."""
    basis: Basis
    """Whether the source states the target, or it was inferred from a claim."""
    claim: Id | None
    """For an inferred target: the claim it was inferred from."""
    decision: DecisionId | None
    """The decision that set it, where it is known."""
    source: SourceId
    superseded_by: Id | None
    """The target that took its place."""
    unassessed: Text | None
    """Why figures are shown beside it but never compared with it."""
    standing: TargetStatus
    """Its status by the figure that says most of it; the page on methods has the rule."""
    reason: StatusReason | None
    """For not-assessable only: why nothing can be said yet."""
    by_then: TargetStatus | None
    """Where the period is over and its figure is missing: how it stood at the end of the figure there is."""
    figure_period: PeriodText | None
    """The period of the figure that it was compared with; left out where there is none."""
    overtaken: Literal[True] | None
    """Given where the target's period has a later figure that is not shown."""
    way: WayEntry | None
    """Left out without a baseline, where a number of it is not known exactly, and for a count to date."""
    growth: GrowthEntry | None
    """Left out without a baseline, and where no verdict is given on the target."""
    below: tuple[RollupEntry, ...]
    """A level each, from the nearest down, of those on which units have targets."""
    acknowledged: tuple[AcknowledgmentEntry, ...]
    note: Text | None
