"""Organizations in the order of their figures, and of how these changed since an earlier period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.figures import Figure, has_number, is_suppressed
from bulletin.analysis.ranking import places_of
from bulletin.analysis.tables import Tables, group_by
from bulletin.analysis.time_series import Change, ComparabilityReason, change_between
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.periods import Period
from bulletin.model.values import Absence, Quantity, exact_number

_MOST = 2
"""Of a period as many organizations must have figures as one in so many of those that have most."""


class Open(NamedTuple):
    """How many may be greater or smaller than those that are compared, so that nobody is known to be first or last.

    Nobody is named so in a heading where there are any.
    """

    hidden: int
    """Those that are suppressed."""
    inexact: int
    """Those of which something else is known than an exact number."""
    missing: int
    """Those that were there, and of which nothing is known."""
    by_category: int = 0
    """Those of which figures of categories are known, and no whole."""


@dataclass(frozen=True, slots=True)
class RankedFigure:
    """A figure with its places."""

    figure: Figure
    number: Fraction | None
    """What it is ordered by; None where it is not shown, not known exactly, or a partial total."""
    place: int | None
    """1 for the greatest number; equal ones share a place, and the next one is left out: 1, 2, 2, 4. None without a
    number; for all, where a figure of one of them is suppressed, now or then, which may be anywhere."""
    change: Change | None
    """On the figure of the earlier period; None where there is none."""
    difference: Fraction | None
    """What changes are ordered by; None where the two figures are not compared."""
    change_place: int | None
    """The same of the change, 1 for the greatest rise."""


@dataclass(frozen=True, slots=True)
class ValueRanking:
    """The figures of organizations of one kind, of one measure and one period, for everyone."""

    measure: str
    kind: str
    """The kind of the organizations."""
    period: Period
    since: Period | None
    """The earlier period that changes are counted from; None where there is none to compare with."""
    entries: tuple[RankedFigure, ...]
    """The greatest number first, those without a number last; of equals, in the order of the records."""
    open: Open
    """How many figures may be greater or smaller than those that have a number."""
    open_changes: Open
    """How many changes may be greater or smaller than those that are known; missing are those of units that were there
    all through both periods."""

    @property
    def numbered(self) -> tuple[RankedFigure, ...]:
        """Those that have a number."""
        return tuple(entry for entry in self.entries if entry.number is not None)

    @property
    def changed(self) -> tuple[RankedFigure, ...]:
        """Those whose changes are known, the greatest rise first."""
        known = [(entry.difference, entry) for entry in self.entries if entry.difference is not None]
        return tuple(entry for _, entry in sorted(known, key=lambda pair: pair[0], reverse=True))


def value_rankings(catalogue: Catalogue, tables: Tables, measure: str) -> tuple[ValueRanking, ...]:
    """The organizations ranked by their latest figures of a measure, for each kind in the order of the vocabulary.

    Of each kind that is the latest period of which enough of them have figures (:func:`common_period`).
    """
    rankings = []
    for kind, organizations in _by_kind(catalogue).items():
        period = common_period(tables, organizations, measure)
        ranking = None if period is None else value_ranking(catalogue, tables, measure, kind, period)
        rankings += [ranking] if ranking else []
    return tuple(rankings)


def value_ranking(catalogue: Catalogue, tables: Tables, measure: str, kind: str, period: Period) -> ValueRanking | None:
    """The organizations of a kind ranked by their figures of a period; None where there are not two to compare."""
    organizations = _by_kind(catalogue).get(kind, ())
    figures = list(_figures(tables, organizations, measure, period))
    if sum(_number(figure) is not None or is_suppressed(figure) for figure in figures) <= 1:
        return None
    since = since_when(tables, figures)
    changes = [None if since is None else change_since(catalogue, tables, figure, since) for figure in figures]
    numbers, differences = list(map(_number, figures)), list(map(_difference, changes))
    hidden, hidden_changes = sum(map(is_suppressed, figures)), sum(map(_is_hidden, changes))
    places, change_places = (places_of(() if hidden or hidden_changes else each) for each in (numbers, differences))
    entries = [
        RankedFigure(figure, number, places.get(number), change, difference, change_places.get(difference))
        for figure, number, change, difference in zip(figures, numbers, changes, differences, strict=True)
    ]
    missing = [figures[0].key.of(each) for each in without_figure(catalogue, tables, organizations, figures)]
    unchanged = [figure for figure, change in zip(figures, changes, strict=True) if change is None]
    unknown = (*missing, *(figure.key for figure in unchanged if figure.is_complete))
    unknown_changes = [key for key in unknown if since and _may_have_changed(catalogue, tables, key, since)]
    by_category = sum(_is_by_category(tables, key, period) for key in missing)
    by_category_changes = sum(_is_by_category(tables, key, *filter(None, (period, since))) for key in unknown_changes)
    return ValueRanking(
        measure,
        kind,
        period,
        since,
        entries=tuple(sorted(entries, key=_order)),
        open=Open(hidden, numbers.count(None) - hidden, len(missing) - by_category, by_category),
        open_changes=Open(
            hidden_changes,
            sum(map(_is_inexact, entries)),
            len(unknown_changes) - by_category_changes,
            by_category_changes,
        ),
    )


def _is_inexact(entry: RankedFigure) -> bool:
    """Whether a change may be anything: of a partial total, or of figures that are not known exactly."""
    if entry.change is None:
        return not entry.figure.is_complete
    found, reasons = entry.change.difference, (ComparabilityReason.QUALIFIER, ComparabilityReason.COVERAGE)
    return entry.difference is None and (isinstance(found, Quantity) or found in reasons)


def _order(entry: RankedFigure) -> tuple[bool, Fraction]:
    return entry.number is None, -(entry.number or Fraction(0))


def common_period(tables: Tables, organizations: Iterable[str], measure: str) -> Period | None:
    """The latest period of which half as many organizations have figures as of the one of which most have.

    None where fewer than two have any of one period. That there is a figure, shown or suppressed, is no secret.
    """
    counts = Counter(
        figure.key.period
        for organization in organizations
        for figure in tables.by_series.get(SeriesKey(organization, measure), ())
        if has_number(figure) and not figure.key.annual
    )
    enough = [period for period, count in counts.items() if count > 1 and count * _MOST >= max(counts.values())]
    return max(enough, key=lambda period: period.recency, default=None)


def _by_kind(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    of_kind = group_by(catalogue.organizations, lambda organization: catalogue.organizations[organization].kind)
    return {kind: of_kind[kind] for kind in catalogue.kinds if kind in of_kind}


def _figures(tables: Tables, organizations: Iterable[str], measure: str, period: Period) -> Iterator[Figure]:
    """The figures that have a number, be it shown or suppressed."""
    found = (tables.by_key.get(SeriesKey(organization, measure).at(period)) for organization in organizations)
    return (figure for figure in found if figure is not None and has_number(figure))


def without_figure(
    catalogue: Catalogue, tables: Tables, organizations: Iterable[str], figures: Sequence[Figure]
) -> list[str]:
    """The organizations that were there in a period and are not among its figures, unless they count nothing of them.

    As totals expect a report of each unit, so does this of who never reported, and of who reported only parts.

    :param figures: of one measure and period, at least one.
    """
    first, known = figures[0].key, {figure.key.organization for figure in figures}
    others = (first.of(each) for each in organizations if each not in known)
    return [key.organization for key in others if _may_have(catalogue, tables, key, first.period)]


def _may_have_changed(catalogue: Catalogue, tables: Tables, key: ObservationKey, since: Period) -> bool:
    """Whether an organization may have had numbers of both periods, one of which is not known, that are compared."""
    is_there = all(catalogue.exists_throughout(key.organization, period) for period in (since, key.period))
    return is_there and _may_have(catalogue, tables, key, since)


def _may_have(catalogue: Catalogue, tables: Tables, key: ObservationKey, period: Period) -> bool:
    """Whether an organization, of which no number of a period is known, may have one: it was there, and counts such.

    It does not where that is not applicable to the period, or to a longer one that holds it.
    """
    figures = tables.by_series.get(key.series, ())
    is_none = any(each.value is Absence.NOT_APPLICABLE and each.key.period.contains(period) for each in figures)
    return not is_none and catalogue.exists(key.organization, period)


def _is_by_category(tables: Tables, key: ObservationKey, *periods: Period) -> bool:
    """Whether, of each of these periods of which an organization has no number, it has one of a category."""
    keys = [key._replace(period=period) for period in periods]
    return all(each in tables.only_by_category for each in keys if not tables.has_number_of(each))


def _number(figure: Figure) -> Fraction | None:
    return exact_number(figure.value) if figure.is_complete else None


def _difference(change: Change | None) -> Fraction | None:
    return exact_number(change.difference) if change and isinstance(change.difference, Quantity) else None


def _is_hidden(change: Change | None) -> bool:
    return change is not None and change.difference is ComparabilityReason.SUPPRESSED


# --- the period that changes are counted from


def change_since(catalogue: Catalogue, tables: Tables, figure: Figure, since: Period) -> Change | None:
    """The change since a period, or why there is none; None without a number then, and of a partial total."""
    before = tables.by_key.get(figure.key._replace(period=since))
    if before is None or not has_number(before) or not figure.is_complete:
        return None
    return change_between(catalogue, tables, before, figure)


def since_when(tables: Tables, figures: Sequence[Figure]) -> Period | None:
    """The period from which changes of figures of one measure and one period, at least one, are counted.

    That is the baseline of their targets, else the latest period a year or more before of which half of them have a
    figure before any break in their series: that of the year before, as a rule. Where there is none, as of a stock that
    was first counted in the same year, it is the first one; None without any.
    """
    baseline = baseline_of(tables, figures)
    if baseline is not None:
        return baseline
    period = figures[0].key.period
    known = {each for figure in figures for each in tables.periods_by_series[figure.key.series]}
    earlier = sorted((each for each in known if _is_earlier(each, period)), key=lambda each: (each.end, each.start))
    year_before = period.year_before()
    last = year_before.end if year_before is not None else period.end
    apart = [each for each in earlier if each.end <= last]
    candidates = (*reversed(apart), *earlier[len(apart) :])
    return next((since for since in candidates if _count_before(tables, figures, since) * _MOST >= len(figures)), None)


def baseline_of(tables: Tables, figures: Sequence[Figure]) -> Period | None:
    """The baseline that most targets of figures have, of which one has a figure; None without such a baseline."""
    period = figures[0].key.period
    baselines = Counter(each for each in _baselines(tables, figures) if _is_earlier(each, period))
    found = (baseline for baseline, _count in baselines.most_common() if _count_before(tables, figures, baseline))
    return next(found, None)


def _is_earlier(since: Period, period: Period) -> bool:
    return since.end < period.start and since.is_comparable_with(period)


def _count_before(tables: Tables, figures: Iterable[Figure], since: Period) -> int:
    """How many figures have one of an earlier period. That there is one, shown or suppressed, is no secret."""
    return sum(_has_before(tables, figure, since) for figure in figures)


def _has_before(tables: Tables, figure: Figure, since: Period) -> bool:
    """Whether a series has a figure of an earlier period, from which it goes on without a break."""
    is_there = tables.has_number_of(figure.key._replace(period=since))
    return is_there and not tables.is_broken(figure.key.series, since.start, figure.key.period.end)


def _baselines(tables: Tables, figures: Iterable[Figure]) -> Iterator[Period]:
    for figure in figures:
        for target in tables.targets_by_series.get(figure.key.series, ()):
            if target.baseline is not None and target.superseded_by is None:
                yield target.baseline.period
