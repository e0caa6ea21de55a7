"""Figures and targets: values with everything that a reader may ask about them.

:mod:`bulletin.analysis.compilation` makes them of records, and :mod:`bulletin.analysis.tables` has all that there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from bulletin.model.keys import ObservationKey, ValueKey
from bulletin.model.periods import Period, instant
from bulletin.model.places import Place
from bulletin.model.records import Basis, ShareOf, Status, TargetPath
from bulletin.model.reorganizations import ReorganizationEvent
from bulletin.model.text import Text
from bulletin.model.unchanging import unchanging
from bulletin.model.values import Absence, Interval, Qualifier, Quantity, Value, are_same


class Flag(StrEnum):
    """The statistical convention for what a reader must know of a figure; shown in square brackets."""

    PROVISIONAL = "p"
    REVISED = "r"
    ESTIMATED = "e"
    BREAK = "b"
    CONFIDENTIAL = "c"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"


_ORDER = {flag: order for order, flag in enumerate(Flag)}


def sorted_flags(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Each flag once, in the order of the convention."""
    return tuple(sorted(set(flags), key=_ORDER.__getitem__))


FLAG_OF_ABSENCE = {
    Absence.SUPPRESSED: Flag.CONFIDENTIAL,
    Absence.NOT_AVAILABLE: Flag.NOT_AVAILABLE,
    Absence.NOT_YET_REPORTED: Flag.NOT_AVAILABLE,
    Absence.NOT_APPLICABLE: Flag.NOT_APPLICABLE,
}
"""The one flag of a figure without a value, by the reason for that."""

FINALITY = {Status.ESTIMATED: 0, Status.PRELIMINARY: 1, Status.OFFICIAL: 2}
"""How final a status is; a figure made of several is as final as the least final of them."""


class FigureOrigin(StrEnum):
    """Where a figure comes from."""

    REPORTED = "reported"
    """Stated by a source."""
    HIERARCHICAL_SUM = "sum-over-tree"
    """Added up from the units directly below."""
    TEMPORAL_SUM = "sum-over-time"
    """Combined from consecutive periods by the measure's rule over time: their sum, mean or ratio, or the last."""
    DERIVED = "derived"
    """Computed from figures of other measures, by the formula of its own."""


@unchanging
class Coverage:
    """How much of what makes a figure was reported: one that was computed, or a stated total that lacks units."""

    reported: int
    """Units, or periods, that reported in full."""
    expected: int | None
    """Those that could have; of a stated total those that did or had reported before. None where the records do not
    say."""
    is_lower_bound: bool = True
    """Whether what is missing can only add to the number: not for measures that can be negative."""
    missing: tuple[ObservationKey, ...] = ()
    """Of a stated total: what each unit that it lacks, however far below, reported last; and the value of the period
    where a unit's is itself *at least* so much."""
    is_negligible: bool = False
    """Of a stated total: whether what is missing had been so little that it counts as complete."""
    in_part: int = 0
    """Of a sum over the tree: units besides that reported a part, as they are partial totals or lack some of the
    period."""
    units: frozenset[tuple[str, ...]] = frozenset()
    """Of such a sum, and of what is derived from partial totals: the ids of all units that reported, however far below,
    each with the notations of the periods that it reported, where these are not all of the time."""

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing, or as good as nothing."""
        return self.is_negligible or (self.expected is not None and self.reported >= self.expected)

    @property
    def share(self) -> Fraction | None:
        """The share that reported; None where the records do not say."""
        return Fraction(self.reported, self.expected) if self.expected else None


class FirstReport(NamedTuple):
    """When a figure was first reported, and by whom."""

    dated: Period
    """The day, or the month or the year where no more is known."""
    sources: tuple[str, ...]
    """Ids of the sources."""


@unchanging
class Figure:
    """One value, with everything a reader may ask about it."""

    key: ObservationKey
    value: Value
    status: Status
    flags: tuple[Flag, ...]
    origin: FigureOrigin
    reported: date
    """When it was reported; for a computed figure, when the latest of its parts was."""
    sources: tuple[str, ...]
    """Ids of the sources; of all parts, for a computed figure."""
    place: Place
    """The record; for a computed figure, that of its first part."""
    coverage: Coverage | None = None
    """For computed figures, and for stated totals that lack units (:mod:`bulletin.analysis.stated_totals`)."""
    parts: tuple[ObservationKey, ...] = ()
    """For computed figures: what was added; for derived ones the operands, in the order of the formula."""
    earlier: tuple[Figure, ...] = ()
    """What had been reported before and was revised by this one, oldest first."""
    interval: Interval | None = None
    """Between which ends the true value lies, where its source says so. What is added up of estimates has none."""
    note: Text | None = None
    breaks: tuple[Text | ReorganizationEvent, ...] = ()
    """Why it cannot be compared with the figures before it, where it is flagged so, as a source states it or as what
    became of organizations; those of all parts."""
    acknowledged: tuple[tuple[str, Text], ...] = ()
    """Problem code and reason, where an oddity of the figure was accepted in the records."""
    report_period: Period | None = None
    """For a reported figure: what is known of the day of its report, which may be the month or the year only."""
    unordered: tuple[Figure, ...] = ()
    """Other reports of it of which the records do not say whether they came before or after this one and those in
    ``earlier``, as only the month or the year of one of them is known."""
    numerator: Decimal | None = None
    """Of a rate or a share that was reported with it, or adds up from such: what is counted."""
    denominator: Decimal | None = None
    """Given together with ``numerator``: of how many the value is."""
    first: FirstReport | None = None
    """The first report of a number, of a figure without its other reports: disclosure control takes these away."""

    @property
    def first_report(self) -> FirstReport:
        """The first report of a number, else this one; later revisions do not make it late."""
        if self.first is not None:
            return self.first
        numbers = (report for report in (*self.other_reports, self) if isinstance(report.value, Quantity))
        first = min(numbers, key=lambda report: report.reported, default=self)
        return FirstReport(first.dated, first.sources)

    @property
    def dated(self) -> Period:
        """The day of the report, or the month or the year where no more is known."""
        return self.report_period or instant(self.reported)

    @property
    def other_reports(self) -> tuple[Figure, ...]:
        """All other reports of it, whether known to be earlier or not."""
        return (*self.earlier, *self.unordered)

    @property
    def rival_reports(self) -> tuple[Figure, ...]:
        """Reports of another value that may have come after this one: which of them is the current one is not known."""
        return tuple(
            other
            for other in self.unordered
            if not are_same(other.value, self.value) and not self.dated.is_after(other.dated)
        )

    @property
    def is_complete(self) -> bool:
        """Whether it says all of what its key promises: no part of it is known to be missing."""
        return self.coverage is None or self.coverage.is_complete

    @property
    def is_estimate(self) -> bool:
        """Whether it is estimated rather than counted or measured, so that its size does not say how certain it is."""
        return self.interval is not None or Flag.ESTIMATED in self.flags

    @property
    def is_open(self) -> bool:
        """Whether parts are missing that may be negative, so that the number says nothing of the whole."""
        return self.coverage is not None and not (self.coverage.is_complete or self.coverage.is_lower_bound)


@dataclass(frozen=True, slots=True)
class TargetBaseline:
    """What a target starts from."""

    period: Period
    value: Value
    """In the target's unit. An absence where the figure has no number that a target could be computed from, as it is
    absent, qualified or a partial total."""
    source: str | None = None
    """Where it was read, if the target's record states it."""
    figures: tuple[ObservationKey, ...] = ()
    """Else what it is computed from: the figure of its period; for a share target also that of the whole."""
    is_estimate: bool = False
    """Whether that figure is estimated."""


class PathPoint(NamedTuple):
    """A point of the way to a target: its baseline, a milestone, or the target itself."""

    period: Period
    value: Value
    """In the target's unit; without a number where none is known, or it is suppressed."""


@dataclass(frozen=True)
class TargetFigure:
    """A target of one organization and one period.

    A target set for every year of a term makes one for each year in which figures exist, one with milestones one for
    each of these besides its own, and one for a kind of organization as many for each of them.
    """

    id: str
    """Id of the target's record; shared by its years, its milestones, and the organizations it was set for."""
    key: ObservationKey
    """Of the figure that is to reach it; for a share target, with the breakdown and the category."""
    value: Value
    """In the measure's unit; for a share target in percent. Of a change on a baseline that is counted, the whole number
    that asks for the same."""
    share: ShareOf | None
    basis: Basis
    claim: str | None
    decision: str | None
    source: str
    superseded_by: str | None
    place: Place
    note: Text | None = None
    baseline: TargetBaseline | None = None
    """What it starts from; None where its record names nothing."""
    change: Decimal | None = None
    """Where it was set as a change on the baseline, in percent of that: the value is computed; None where it was
    stated."""
    path: TargetPath = TargetPath.LINEAR
    """How it is to be approached."""
    course: tuple[PathPoint, ...] = ()
    """The way from the baseline over the milestones to the target of the record, in order of time; shared by all target
    figures of an organization that one record makes. Empty where there is neither baseline nor milestone."""
    is_milestone: bool = False
    """Whether it is a milestone on the way, rather than the target itself."""
    organization_kind: str | None = None
    """The kind of organization for each of which its record sets it; None where it names one organization."""
    years: Period | None = None
    """The longer period for each of whose years it was set; None for a target of one period."""
    years_begin: int = 1
    """The month in which years of the bulletin begin besides those of the calendar; 1 where there are none."""
    is_accumulated: bool = True
    """Whether its figures add up from its first day on; else each is by itself what the target is about: a stock, a
    share, a duration."""
    is_assessed: bool = True
    """Whether a verdict is given on it; else figures are shown beside it but never compared with it."""
    unassessed: Text | None = None
    """Why no verdict is given, where that may be shown."""
    reorganized: tuple[ReorganizationEvent, ...] = ()
    """What changed what its organization covers within its period, or since it was set; then no verdict is given."""
    acknowledged: tuple[tuple[str, Text], ...] = ()
    """Problem code and reason, where an oddity of the target was accepted in the records."""
    unrounded: Quantity | None = None
    """The value with all its digits, where it is shown as a whole number that asks for the same; else None."""

    @property
    def asked(self) -> Value:
        """What it asks for before any rounding, by which ways, rates and percentages are computed.

        35 % less than 13 is at most 8.45: no more than 8 where whole things are counted, but 8.25 % a year in five
        years, rather than the 9.25 % that lead to 8.
        """
        return self.value if self.unrounded is None or isinstance(self.value, Absence) else self.unrounded

    @property
    def is_stated(self) -> bool:
        """Whether its number was set as such, with the digits that it has, rather than computed from a baseline."""
        return self.change is None

    @property
    def yearly(self) -> bool:
        """Whether it was set for every year of a longer period."""
        return self.years is not None


Number = Figure | TargetFigure
"""What has a value: a figure or a target."""


def value_key(number: Number) -> ValueKey:
    """The key by which vintages are compared. A target for every year of a longer period has one for all its years."""
    key = ValueKey.of_observation(number.key)
    if isinstance(number, Figure):
        return key
    return key._replace(target=number.id, period=(number.years or number.key.period).text, annual=number.yearly)


def reported_value(number: Number) -> Value:
    """The value by which vintages are compared and editions published: a computed partial total is *at least* so much.

    That distinguishes it from a complete total. A stated one is as its source states it: that units are missing in it
    may come to light later, without anybody having said anything else. A quotient without a last digit is rounded to
    as many as a published value has.
    """
    is_stated = isinstance(number, TargetFigure) or number.origin is FigureOrigin.REPORTED
    value = number.value if is_stated else value_as_bound(number)
    if isinstance(value, Absence) or isinstance(value.number, Decimal):
        return value
    return Quantity(_digits(value.number), value.qualifier, None if value.upper is None else _digits(value.upper))


_PUBLISHED = Context(prec=15, rounding=ROUND_HALF_UP)
"""As many digits as any program holds of a number."""


def _digits(number: Decimal | Fraction) -> Decimal:
    return number if isinstance(number, Decimal) else _PUBLISHED.divide(Decimal(number.numerator), number.denominator)


def value_as_bound(number: Number) -> Value:
    """What the value says of the whole: any partial total is *at least* so much.

    Readers do not see it so where what is missing may be negative.
    """
    value = number.value
    if isinstance(number, TargetFigure) or number.is_complete or isinstance(value, Absence):
        return value
    return Quantity(value.number, Qualifier.AT_LEAST)


def is_suppressed(number: Number | None) -> bool:
    """Whether a value is there that is suppressed."""
    return number is not None and number.value is Absence.SUPPRESSED


def has_number(figure: Figure) -> bool:
    """Whether a figure has a number, be it shown or suppressed: that there is such a figure is no secret."""
    return isinstance(figure.value, Quantity) or is_suppressed(figure)
