"""Organizations in the order of their figures, and of how these changed since an earlier period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.tables import Figure, Tables, group_by, has_number, is_suppressed
from bulletin.analysis.time_series import Change, change_between
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period
from bulletin.model.values import Quantity, exact_number

_MOST = 2
"""Of a period as many organizations must have figures as one in so many of those that have most."""


@dataclass(frozen=True, slots=True)
class RankedFigure:
    """A figure that is shown, with its places."""

    figure: Figure
    place: int | None
    """1 for the greatest number; equal ones share a place, and the next one is left out: 1, 2, 2, 4. None where the
    number is not known exactly: of a qualified one, and of a partial total."""
    change: Change | None
    """On the figure of the earlier period; None where there is none."""
    change_place: int | None
    """The same of the changes, 1 for the greatest rise; None where the two figures are not compared."""


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
    """By place, those without one last; of equals, in the order of the records. Suppressed figures are left out: any
    place among the others would say something of them."""
    hidden: int
    """How many are left out."""

    @property
    def placed(self) -> tuple[RankedFigure, ...]:
        """Those that have a place."""
        return tuple(entry for entry in self.entries if entry.place is not None)

    @property
    def changed(self) -> tuple[RankedFigure, ...]:
        """Those whose changes have a place, the greatest rise first."""
        return tuple(sorted((entry for entry in self.entries if entry.change_place), key=lambda e: e.change_place or 0))


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
    """The organizations of a kind ranked by their figures of a period; None where fewer than two have a place."""
    organizations = _by_kind(catalogue).get(kind, ())
    figures = list(_figures(tables, organizations, measure, period))
    shown = [figure for figure in figures if not is_suppressed(figure)]
    if sum(_number(figure) is not None for figure in shown) < 2:
        return None
    since = since_when(catalogue, tables, shown)
    changes = [None if since is None else change_since(catalogue, tables, figure, since) for figure in shown]
    places, change_places = _places(map(_number, shown)), _places(map(_difference, changes))
    entries = [
        RankedFigure(figure, places.get(_number(figure)), change, change_places.get(_difference(change)))
        for figure, change in zip(shown, changes, strict=True)
    ]
    by_place = sorted(entries, key=lambda entry: entry.place or len(shown) + 1)
    return ValueRanking(measure, kind, period, since, tuple(by_place), len(figures) - len(shown))


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
    keys = (SeriesKey(organization, measure).at(period) for organization in organizations)
    return (tables.by_key[key] for key in keys if key in tables.by_key and has_number(tables.by_key[key]))


def _number(figure: Figure) -> Fraction | None:
    return exact_number(figure.value) if figure.is_complete else None


def _difference(change: Change | None) -> Fraction | None:
    return exact_number(change.difference) if change and isinstance(change.difference, Quantity) else None


def _places(numbers: Iterable[Fraction | None]) -> dict[Fraction | None, int]:
    """The place of each number: one more than how many are greater."""
    places: dict[Fraction | None, int] = {}
    for place, number in enumerate(sorted((each for each in numbers if each is not None), reverse=True), 1):
        places.setdefault(number, place)
    return places


# --- the period that changes are counted from


def change_since(catalogue: Catalogue, tables: Tables, figure: Figure, since: Period) -> Change | None:
    """The change since a period; None without a number then, and of what is not known exactly itself."""
    before = tables.by_key.get(figure.key._replace(period=since))
    if before is None or not has_number(before) or _number(figure) is None:
        return None
    return change_between(catalogue, tables, before, figure)


def since_when(catalogue: Catalogue, tables: Tables, figures: Sequence[Figure]) -> Period | None:
    """The period from which changes of figures of one measure and one period, at least one, are counted.

    That is the baseline of their targets, else the first period with which half of them can be compared; None without
    such a period.
    """

    def compared(since: Period) -> int:
        changes = (change_since(catalogue, tables, figure, since) for figure in figures)
        return sum(_difference(change) is not None for change in changes)

    def is_earlier(since: Period) -> bool:
        return since.end < period.start and since.is_comparable_with(period)

    period = figures[0].key.period
    baselines = Counter(filter(is_earlier, _baselines(tables, figures)))
    for baseline, _count in baselines.most_common():
        if compared(baseline):
            return baseline
    known = {other.key.period for figure in figures for other in tables.by_series[figure.key.series]}
    earlier = sorted(filter(is_earlier, known))
    return next((since for since in earlier if compared(since) * _MOST >= len(figures)), None)


def _baselines(tables: Tables, figures: Iterable[Figure]) -> Iterator[Period]:
    for figure in figures:
        for target in tables.targets_by_series.get(figure.key.series, ()):
            if target.baseline is not None and target.superseded_by is None:
                yield target.baseline.period
