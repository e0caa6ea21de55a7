"""Progress of a figure towards its target, and what the rest of the period has to bring or will bring."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction
from functools import cached_property

from bulletin.analysis.figures import Figure, TargetFigure, is_suppressed
from bulletin.analysis.quantities import Outcome, Ratio, difference, quantity_of
from bulletin.analysis.tables import Tables
from bulletin.analysis.target_paths import Way, expected_at, is_on_way, share_of_time, way_of
from bulletin.analysis.target_status import (
    Assessment,
    Goal,
    Nature,
    StatusReason,
    TargetComparison,
    TargetStatus,
    TargetType,
    WayComparison,
    assess,
    assess_on_way,
    is_mostly_chance,
    nature_of,
)
from bulletin.analysis.targets import figure_for, target_type_of
from bulletin.analysis.time_series import NoSeason, Season, elapsed, season_of
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period, instant
from bulletin.model.records import Pace
from bulletin.model.values import Absence, Quantity, exact_number


@dataclass(frozen=True)
class Progress:
    """The progress towards one target, by one figure."""

    target: TargetFigure
    target_type: TargetType
    figure: Figure | None
    """The figure compared with it; for a share target, that of the category. None where there is none."""
    whole: Figure | None
    """For a share target: the figure of all categories, for the same period. None where there is none."""
    nature: Nature
    """How the number goes through the period."""
    rules: Pace
    """From when on pace is spoken of, and how far from it is behind or ahead."""
    past: Season | NoSeason | None = None
    """For a count to date: how much of earlier years had come by then, or why that is no measure."""
    ended: StatusReason | None = None
    """Why no figure for the whole of the target's period is to come, where there is none; None where one may."""
    days_known: bool = True
    """Whether the first and the last day of the target's period are known."""
    is_counted: bool = True
    """Whether the measure counts people or things, be it by estimates."""
    step: Fraction | None = Fraction(1)
    """What amounts that are missing are rounded up to: as fine as the measure's figures. None where that is open."""
    is_overtaken: bool = False
    """Whether there is a later figure in the target's period that is not shown, so that it is not known how it goes."""

    @property
    def is_in_wholes(self) -> bool:
        """Whether numbers computed for it are shown as whole ones: those of what is counted, but no percentages."""
        return self.is_counted and self.target.share is None

    @cached_property
    def share(self) -> Ratio | None:
        """For a share target: the category over the whole; its percentage is what the target asks for."""
        if self.target.share is None or self.figure is None or self.whole is None:
            return None
        return Ratio(self.figure, self.whole)

    @cached_property
    def ratio(self) -> Ratio | None:
        """The figure over the target; None for a share target, which is no number of things, and without a verdict.

        None also of a target that is not above zero: half of minus ten is more than minus ten.
        """
        is_comparable = self.target.share is None and self.target.is_assessed and not self._is_not_positive
        return Ratio(self.figure, self.target) if self.figure is not None and is_comparable else None

    @property
    def _is_not_positive(self) -> bool:
        return isinstance(self.target.asked, Quantity) and self.target.asked.number <= 0

    @cached_property
    def difference(self) -> Quantity | None:
        """The figure less the target, in the measure's unit, where their ratio would say nothing; else None.

        That is where either is below zero, or the target is zero.
        """
        wanted, attained = quantity_of(self.target), self.attained
        if self.target.share is not None or not self.target.is_assessed:
            return None
        if not (isinstance(wanted, Quantity) and isinstance(attained, Quantity)):
            return None
        return difference(attained, wanted) if wanted.number <= 0 or attained.number < 0 else None

    @cached_property
    def attained(self) -> Outcome:
        """What is compared with the target's value, in the same unit: percent for a share target."""
        if self.target.share is not None:
            return self.share.percent if self.share is not None else None
        return quantity_of(self.figure) if self.figure is not None else None

    @property
    def is_on_way(self) -> bool:
        """Whether the figure is from before the target's period, and says how far it is to go."""
        return self.figure is not None and is_on_way(self.figure.key, self.target)

    @property
    def is_kept(self) -> bool:
        """Whether the baseline fulfils the target already, so that it only has to be kept."""
        baseline, goal = _baseline_of(self.target), self.goal
        return baseline is not None and goal is not None and bool(goal.is_fulfilled(Quantity(baseline)))

    @property
    def is_paced(self) -> bool:
        """Whether it is a count to date, of which the rest of the period has to bring the rest."""
        return self.nature.is_accumulated and not self.is_on_way

    @cached_property
    def way(self) -> Way | None:
        """How far the figure has come, and is to go; None where it, or the baseline, is not exact.

        None also for a count to date, as the baseline is one of a whole period and, of a target without a baseline, for
        a figure of its own period: the verdict on that says it all.
        """
        goal, attained = self.goal, self.attained
        if self.figure is None or goal is None or not self.target.is_assessed or (self.is_paced and self.is_to_date):
            return None
        if self.target.baseline is None and not self.is_on_way:
            return None
        return way_of(self.target, goal, self.figure.key.period, exact_number(attained) if attained else None)

    @property
    def goal(self) -> Goal | None:
        """What the target asks for; None where it has no number."""
        wanted = self.target.asked
        if not isinstance(wanted, Quantity):
            return None
        upper = wanted.fraction if wanted.upper is None else Fraction(wanted.upper)
        return Goal(self.target_type, wanted.fraction, upper)

    @property
    def is_to_date(self) -> bool:
        """Whether the figure says nothing of some of the target's period."""
        return self.figure is not None and not _is_whole(self.target, self.figure)

    @cached_property
    def elapsed(self) -> Fraction | None:
        """The share of the target's period, in days, that was over at the figure's end.

        None without a figure or with one from before the period, and before the end of a period whose first and last
        day are not known.
        """
        if self.figure is None or self.is_on_way:
            return None
        share = Fraction(1) if self.figure.key.annual else elapsed(self.target.key.period, self.figure.key.period)
        return share if self.days_known or share == 1 else None

    @property
    def season(self) -> Season | None:
        """The earlier years that the figure is compared with; None where time takes their place."""
        return self.past if isinstance(self.past, Season) else None

    @property
    def due(self) -> Fraction:
        """The share of a count that was to be expected by the figure's end: as in earlier years, else that of time."""
        return self.season.share if self.season is not None else self.elapsed or Fraction(0)

    @property
    def status(self) -> TargetStatus:
        """The status of the target."""
        return self.assessment.status

    @cached_property
    def assessment(self) -> Assessment:
        """The status of the target, or why there is none.

        Where it is not known which of several reports is the latest, it is what all of them give, or there is none.
        """
        found = self._assessment()
        is_unclear = any(other.assessment != found for other in self._by_rival_reports())
        return Assessment(TargetStatus.NOT_ASSESSABLE, StatusReason.UNCLEAR) if is_unclear else found

    def _by_rival_reports(self) -> Iterator[Progress]:
        """The progress by each other report that may be the latest: of the figure, or of the whole it is a share of."""
        for other in () if self.figure is None else self.figure.rival_reports:
            yield replace(self, figure=other)
        for other in () if self.whole is None else self.whole.rival_reports:
            yield replace(self, whole=other)

    def _assessment(self) -> Assessment:
        """The status by the figure as it is."""
        if self.target.superseded_by is not None:
            return Assessment(TargetStatus.SUPERSEDED)
        goal, attained = self.goal, self.attained
        if self.target.is_assessed and self._is_share_of_some:
            return Assessment(TargetStatus.NOT_ASSESSABLE, StatusReason.UNCLEAR)
        if goal is None or not isinstance(attained, Quantity) or not self.target.is_assessed:
            return Assessment(TargetStatus.NOT_ASSESSABLE, self._status_reason())
        if self._is_mostly_chance(goal, attained):
            return Assessment(TargetStatus.NOT_ASSESSABLE, StatusReason.SMALL_COUNTS)
        return self._on_way(goal, attained) if self.is_on_way else assess(self._comparison(goal, attained))

    def _is_mostly_chance(self, goal: Goal, attained: Quantity) -> bool:
        """Whether it is a change of so few things counted that nothing can be said of it; never one of estimates."""
        baseline = _baseline_of(self.target) if self.target.change is not None else None
        is_count = self.is_counted and self.nature in (Nature.COUNT, Nature.STOCK) and not self._is_estimated
        asked = expected_at(self.target, self.figure.key.period) if self.figure is not None and self.is_on_way else None
        asked = goal.low if asked is None else asked
        return is_count and baseline is not None and is_mostly_chance(attained, baseline, asked, self.rules)

    @property
    def _is_estimated(self) -> bool:
        """Whether the figure or the baseline is an estimate, which does not vary as a count of so many does."""
        baseline = self.target.baseline
        of_baseline = baseline is not None and baseline.is_estimate
        return of_baseline or (self.figure is not None and self.figure.is_estimate)

    def _on_way(self, goal: Goal, attained: Quantity) -> Assessment:
        """The status by a figure from before the target's period; without a baseline, it is only known to be there."""
        baseline = _baseline_of(self.target)
        if self.target.baseline is None:
            fulfilled = goal.is_fulfilled(attained)
            reason = StatusReason.UNCLEAR if fulfilled is None else StatusReason.NO_PATH
            found = Assessment(TargetStatus.ON_PACE) if fulfilled else Assessment(TargetStatus.NOT_ASSESSABLE, reason)
            return found.ended(self.ended)
        if self.figure is None or baseline is None:
            is_hidden = self.target.baseline.value is Absence.SUPPRESSED
            reason = StatusReason.SUPPRESSED if is_hidden else StatusReason.NO_BASELINE
            return Assessment(TargetStatus.NOT_ASSESSABLE, reason)
        period, is_count = self.figure.key.period, self.is_counted and self.nature is not Nature.LEVEL
        found = assess_on_way(
            WayComparison(
                goal=goal,
                attained=attained,
                baseline=baseline,
                expected=expected_at(self.target, period),
                elapsed=share_of_time(self.target.course[0].period, self.target.key.period, period),
                is_counted=is_count,
                rules=self.rules,
            )
        )
        return found.ended(self.ended)

    @property
    def _is_share_of_some(self) -> bool:
        """Whether it is a share within partial totals: what is missing of both may raise it or lower it."""
        both = (self.figure, self.whole) if self.share is not None else ()
        return bool(both) and not any(figure is None or figure.is_complete for figure in both)

    def _status_reason(self) -> StatusReason:
        """Why there is nothing to compare."""
        if not self.target.is_assessed:
            return StatusReason.REORGANIZED if self.target.reorganized else StatusReason.UNASSESSED
        if any(map(is_suppressed, (self.target, self.figure, self.whole))):
            return StatusReason.SUPPRESSED
        if isinstance(self.target.value, Absence):
            return self._why_no_target(self.target.value)
        if self.figure is None:
            return self.ended if self.ended is StatusReason.CLOSED else StatusReason.NO_FIGURE
        is_known = self.whole is not None if self.target.share is not None else True
        return StatusReason.UNCLEAR if self.attained is None and is_known else StatusReason.NO_VALUE

    def _why_no_target(self, absence: Absence) -> StatusReason:
        """Why the target has no number: it is not set, or cannot be computed from its baseline."""
        if self.target.change is None:
            return StatusReason.NO_TARGET
        is_nothing = absence is Absence.NOT_APPLICABLE and _baseline_of(self.target) is not None
        return StatusReason.BASELINE_NOT_POSITIVE if is_nothing else StatusReason.NO_BASELINE

    def _comparison(self, goal: Goal, attained: Quantity) -> TargetComparison:
        whole = quantity_of(self.whole) if self.whole is not None else None
        return TargetComparison(
            goal=goal,
            nature=self.nature,
            attained=attained,
            elapsed=self.elapsed,
            due=self.due,
            rules=self.rules,
            base=whole.fraction if isinstance(whole, Quantity) else None,
            is_of_a_part=self.is_to_date,
            ended=self.ended,
        )


def progress_towards(catalogue: Catalogue, tables: Tables, target: TargetFigure) -> Progress:
    """The progress towards a target by the figure that :func:`~bulletin.analysis.targets.figure_for` finds."""
    figure = figure_for(tables, target)
    found = progress_by(catalogue, tables, target, figure)
    if figure is None or is_suppressed(figure) or not tables.has_suppressed_after(figure, target.key.period.end):
        return found
    return replace(found, is_overtaken=True)


def progress_by(catalogue: Catalogue, tables: Tables, target: TargetFigure, figure: Figure | None) -> Progress:
    """The progress towards a target by one particular figure: on the page of a quarter, the figure of that quarter."""
    of_a_part, measure = target.share is not None, catalogue.measures[target.key.measure]
    nature = nature_of(measure, of_a_part=of_a_part)
    rules, target_type = catalogue.bulletin.pace, target_type_of(catalogue, target)
    if figure is None:
        return Progress(target, target_type, None, None, nature, rules, ended=_why_ended(catalogue, tables, target))
    whole = tables.by_key.get(figure.key.whole) if of_a_part else None
    days_known = catalogue.knows_days(target.key.period)
    progress = Progress(
        target,
        target_type,
        figure,
        whole,
        nature,
        rules,
        days_known=days_known,
        is_counted=measure.counts_things,
        step=measure.step,
    )
    if not progress.is_to_date:
        return progress
    is_paced = progress.is_paced
    past = season_of(catalogue, tables, figure.key, target.key.period, rules.seasons) if is_paced else None
    return replace(progress, past=past, ended=_why_ended(catalogue, tables, target))


def _baseline_of(target: TargetFigure) -> Fraction | None:
    return exact_number(target.baseline.value) if target.baseline is not None else None


def _why_ended(catalogue: Catalogue, tables: Tables, target: TargetFigure) -> StatusReason | None:
    """Why no figure for the whole of a target's period is to come; None where there is one, or one may.

    That the period is over is known from the records, which go beyond it; no clock is asked.
    """
    is_closed = closed_before(catalogue, target) is not None
    if not (is_closed or tables.go_beyond(target.key.period)):
        return None
    best = figure_for(tables, target)
    if best is not None and not isinstance(best.value, Absence) and _is_whole(target, best):
        return None
    return StatusReason.CLOSED if is_closed else StatusReason.WHOLE_MISSING


def closed_before(catalogue: Catalogue, target: TargetFigure) -> Period | None:
    """The day on which a target's organization was closed, where it is not there on the last day of the period.

    None where it is; where only the year of the day is known, that year.
    """
    organization, end = catalogue.organizations[target.key.organization], target.key.period.end
    if organization.closed is not None and organization.closed.end < end:
        return organization.closed
    gap = next((gap for gap in organization.suspended if gap.start <= end <= gap.end), None)
    return None if gap is None else instant(gap.start - timedelta(days=1))


def _is_whole(target: TargetFigure, figure: Figure) -> bool:
    """Whether a figure is that of all of a target's period, or of its last day, rather than of some of it."""
    key, whole = figure.key, target.key.period
    return key.annual or (key.period.end >= whole.end and (key.period.is_instant or key.period.start <= whole.start))
