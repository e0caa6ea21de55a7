"""Where on its organization's page a figure or a target is at home: the row that tells everything about it.

Ids have single hyphens only, and no name in them is empty: underscores and double hyphens tell their parts apart.
"""

from __future__ import annotations

from bulletin.analysis.tables import ObservationKey, TargetFigure
from bulletin.model.records import EVERYTHING


def figure_anchor(key: ObservationKey) -> str:
    """The anchor of a figure: ``visits_2018_students_age_child``.

    Measure and period come first; then the population, unless it is everybody, and the breakdown with its category: so
    that three names have a population, four a breakdown, five both. The period says that a value holds for each year.
    """
    names = [key.measure, f"{key.period.slug}--each" if key.each else key.period.slug]
    if key.population != EVERYTHING:
        names.append(key.population)
    if key.breakdown is not None and key.category is not None:
        names += key.breakdown, key.category
    return "_".join(names)


def target_anchor(target: TargetFigure) -> str:
    """The anchor of a target: ``visits-2018_target``; with the year for one of several years.

    No period is called "target", so that no figure has this anchor.
    """
    return f"{target.id}_target_{target.key.period.slug}" if target.yearly else f"{target.id}_target"
