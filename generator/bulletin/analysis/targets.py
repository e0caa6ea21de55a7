"""Targets: what each asks for, and which figure it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import chain

from bulletin.analysis.figures import Figure, FigureOrigin, TargetFigure
from bulletin.analysis.quantities import is_at_least, quantity_of
from bulletin.analysis.tables import Tables
from bulletin.analysis.target_paths import is_on_way
from bulletin.analysis.target_status import TargetType
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import holds_for
from bulletin.model.records import Direction
from bulletin.model.values import Absence, Qualifier, Quantity

# --- what a target asks for -------------------------------------------------------------------------------------------


_TARGET_TYPES = {
    Qualifier.MORE_THAN: TargetType.EXCEED,
    Qualifier.AT_LEAST: TargetType.REACH,
    Qualifier.UNDER: TargetType.STAY_BELOW,
    Qualifier.AT_MOST: TargetType.NOT_EXCEED,
    Qualifier.BETWEEN: TargetType.RANGE,
}


def target_type_of(catalogue: Catalogue, target: TargetFigure) -> TargetType:
    """What a target asks for: its qualifier says so or, without one, the direction in which its measure should go.

    "About" a number is taken as the number, and a share without a qualifier as one to reach.
    """
    qualifier = target.value.qualifier if isinstance(target.value, Quantity) else Qualifier.EXACT
    is_ceiling = target.share is None and catalogue.measures[target.key.measure].good is Direction.LESS
    return _TARGET_TYPES.get(qualifier, TargetType.NOT_EXCEED if is_ceiling else TargetType.REACH)


# --- which figure a target is compared with, and which targets a figure -----------------------------------------------


def figure_for(tables: Tables, target: TargetFigure) -> Figure | None:
    """The figure that says most of the status of a target; None where there is none.

    It is the figure of the target's own period or, until there is one, the newest that its period holds. Of what adds
    up that is the figure *to date* that reaches furthest: one that begins with the target's period and ends within it
    (2,241 in the first quarter, of 9,810 in the year), be it stated or the sum of consecutive periods. Of stocks,
    shares and durations it is the one that ends last, of those the longest. A complete figure goes before a partial
    total, unless what is there of the total is as much as the target already; a value goes before an absence, and a
    stated figure before a computed one. Where there is no value of its period yet, it is the newest figure on the way
    to it from a baseline; without a baseline, of stocks, shares and durations, the newest of all, as long as the
    records do not go beyond the target's period.
    """
    figures = tables.by_series.get(target.key.series, ())
    own = [figure for figure in figures if is_compared_with(figure.key, target)]
    is_open = target.baseline is not None or not tables.go_beyond(target.key.period)
    on_way = [figure for figure in figures if is_open and is_on_way(figure.key, target)]
    return max(chain(own, on_way), key=lambda figure: _worth(figure, target), default=None)


def targets_for(tables: Tables, figure: Figure) -> tuple[TargetFigure, ...]:
    """The targets that a figure is compared with, of its own period first, then of the shorter period first.

    Those are the targets of its own period and, of longer ones, the targets of whose status it says most: the first
    year of five is not compared with the target of all five once there is a figure that reaches further, or once the
    five years are over. Those on which no verdict is given are not among them.
    """
    return tuple(target for target in _comparable(tables, figure) if _is_report_on(tables, figure, target))


def _is_report_on(tables: Tables, figure: Figure, target: TargetFigure) -> bool:
    period, whole = figure.key.period, target.key.period
    if period == whole:
        return True
    is_late = whole.is_long and not period.is_long and tables.go_beyond(whole)
    newest = None if is_late else figure_for(tables, target)
    return newest is not None and newest.key == figure.key


def target_for(tables: Tables, figure: Figure) -> TargetFigure | None:
    """The target that a figure is mainly compared with: of the shortest period, the prevailing one."""
    return _of_shortest(targets_for(tables, figure))


def target_then(tables: Tables, figure: Figure) -> TargetFigure | None:
    """The target that a figure was mainly compared with when it was new, whatever has been reported since."""
    return _of_shortest(_comparable(tables, figure))


def _comparable(tables: Tables, figure: Figure) -> tuple[TargetFigure, ...]:
    targets = tables.targets_by_series.get(figure.key.series, ())
    found = [target for target in targets if target.is_assessed and is_compared_with(figure.key, target)]
    return tuple(sorted(found, key=lambda target: target.key.period.days))


def _of_shortest(targets: Sequence[TargetFigure]) -> TargetFigure | None:
    return prevailing(target for target in targets if target.key.period == targets[0].key.period)


def is_compared_with(key: ObservationKey, target: TargetFigure) -> bool:
    """Whether a figure with this key, of the target's series, says something of the status of the target."""
    period, whole = key.period, target.key.period
    if target.key.annual:
        return False
    if key.annual:
        return whole.is_year and holds_for(period, whole, target.years_begin)
    return whole.contains(period) and (period.start == whole.start or not target.is_accumulated)


def prevailing(targets: Iterable[TargetFigure]) -> TargetFigure | None:
    """The target that counts where several were set for one key; never one on which no verdict is given.

    One that was not superseded goes before one that was, and one set for that very period before one set for every year
    of a longer one; of equals, the first.
    """
    assessed = (target for target in targets if target.is_assessed)
    return min(assessed, key=lambda target: (target.superseded_by is not None, target.yearly), default=None)


def _worth(figure: Figure, target: TargetFigure) -> tuple[object, ...]:
    whole = target.key.period
    is_missing = isinstance(figure.value, Absence) and figure.value is not Absence.SUPPRESSED
    end, days = (whole.end, whole.days) if figure.key.annual else (figure.key.period.end, figure.key.period.days)
    is_stated, is_own = figure.origin is FigureOrigin.REPORTED, is_compared_with(figure.key, target)
    says_enough = figure.is_complete or _is_certainly_reached(figure, target)
    return not is_missing, is_own, says_enough, end, days, not figure.key.annual, is_stated


def _is_certainly_reached(figure: Figure, target: TargetFigure) -> bool:
    """Whether a figure, be it a partial total, is at least the number that was set; False where that is not known."""
    wanted, attained = target.asked, quantity_of(figure)
    if target.share is not None or not (isinstance(wanted, Quantity) and isinstance(attained, Quantity)):
        return False
    highest = wanted.fraction if wanted.upper is None else Fraction(wanted.upper)
    return bool(is_at_least(attained, highest))
