"""Which figure is held against a target, and which targets a figure is held against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bulletin.analysis.tables import Figure, Origin, Tables, TargetFigure
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period, Shape
from bulletin.model.values import Absence


def figure_for(tables: Tables, target: TargetFigure) -> Figure | None:
    """The figure that says most of how a target stands; None where there is none.

    It is the figure of the target's own period or, until there is one, the figure *to date* that reaches furthest: one
    that begins with the target's period and ends within it (2,241 in the first quarter, of 9,810 in the year), be it
    stated or the sum of consecutive periods. For a stock it is the latest count within the period. A complete figure
    goes before a partial total, a value before an absence, and a stated figure before a computed one.
    """
    figures = tables.by_series.get(target.key.series, ())
    held = [figure for figure in figures if is_held_against(figure.key, target)]
    return max(held, key=lambda figure: _worth(figure, target.key.period), default=None)


def targets_for(tables: Tables, figure: Figure) -> tuple[TargetFigure, ...]:
    """The targets that a figure is held against, of its own period first, then of the shorter period first.

    Those on which no verdict is given are not among them.
    """
    targets = tables.targets_by_series.get(figure.key.series, ())
    held = [target for target in targets if target.is_assessed and is_held_against(figure.key, target)]
    return tuple(sorted(held, key=lambda target: target.key.period.days))


def target_for(tables: Tables, figure: Figure) -> TargetFigure | None:
    """The target that a figure is mainly held against: of the shortest period, the prevailing one."""
    targets = targets_for(tables, figure)
    return prevailing(target for target in targets if target.key.period == targets[0].key.period)


def is_held_against(key: ObservationKey, target: TargetFigure) -> bool:
    """Whether a figure with this key, of the target's series, says something of how the target stands."""
    period, whole = key.period, target.key.period
    if target.key.annual:
        return False
    if key.annual:
        return whole.shape is Shape.YEAR and period.contains(whole)
    if period.is_instant:
        return whole.contains(period)
    return period.start == whole.start and whole.contains(period)


def prevailing(targets: Iterable[TargetFigure]) -> TargetFigure | None:
    """The target that counts where several were set for one key; never one on which no verdict is given.

    One that was not superseded goes before one that was, and one set for that very period before one set for every year
    of a longer one; of equals, the first.
    """
    assessed = (target for target in targets if target.is_assessed)
    return min(assessed, key=lambda target: (target.superseded_by is not None, target.yearly), default=None)


def _worth(figure: Figure, whole: Period) -> tuple[bool, bool, date, bool, bool]:
    is_missing = isinstance(figure.value, Absence) and figure.value is not Absence.SUPPRESSED
    end = whole.end if figure.key.annual else figure.key.period.end
    return not is_missing, figure.is_complete, end, not figure.key.annual, figure.origin is Origin.REPORTED
