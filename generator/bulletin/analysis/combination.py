"""Combination: one figure of several, with what is known of all of them, and of how many units that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from bulletin.analysis.figures import FINALITY, FLAG_OF_ABSENCE, Coverage, Figure, FigureOrigin, sorted_flags
from bulletin.analysis.quantities import exact_sum, ratio_value, units_reported
from bulletin.analysis.tables import group_by
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import Measure, Rule
from bulletin.model.values import Absence, Quantity, Value


def combined(
    key: ObservationKey, value: Value, origin: FigureOrigin, parts: Sequence[Figure], coverage: Coverage | None
) -> Figure:
    """The figure that ``parts`` make: no more final, no earlier known and no less flagged than any of them.

    One without a value is flagged by the reason for that alone, and one with a value by no such reason of a part: a
    rate of nothing in nothing adds nothing.
    """
    statuses, flags = set(map(_STATUS, parts)), set(chain.from_iterable(map(_FLAGS, parts)))
    if isinstance(value, Absence):
        flags = {FLAG_OF_ABSENCE[value]}
    elif flags:
        flags.difference_update(FLAG_OF_ABSENCE.values())
    return Figure(
        key=key,
        value=value,
        status=min(statuses, key=FINALITY.__getitem__) if len(statuses) > 1 else parts[0].status,
        flags=sorted_flags(flags) if flags else (),
        origin=origin,
        reported=max(map(_REPORTED, parts)),
        sources=tuple(dict.fromkeys(chain.from_iterable(map(_SOURCES, parts)))),
        place=parts[0].place,
        coverage=coverage,
        parts=tuple(map(_KEY, parts)),
        breaks=tuple(dict.fromkeys(chain.from_iterable(map(_BREAKS, parts)))),
    )


_STATUS, _FLAGS, _REPORTED, _SOURCES, _KEY, _BREAKS = map(
    attrgetter, ("status", "flags", "reported", "sources", "key", "breaks")
)
"""What is asked of the parts of hundreds of thousands of figures."""


def ratio_figure(
    key: ObservationKey,
    origin: FigureOrigin,
    parts: Sequence[Figure],
    coverage: Coverage,
    factor: int,
) -> Figure:
    """The figure that rates or shares make by their parts: numerators over denominators, never the mean of values."""
    numerator = exact_sum(part.numerator for part in parts if part.numerator is not None)
    denominator = exact_sum(part.denominator for part in parts if part.denominator is not None)
    figure = combined(key, ratio_value(numerator, denominator, factor), origin, parts, coverage)
    return replace(figure, numerator=numerator, denominator=denominator)


# --- units below → the unit above ------------------------------------------------------------------------------------


def expected_units(catalogue: Catalogue, organization: str, period: Period) -> int | None:
    """How many units directly below an organization could report for a period.

    Of each kind, those in the records that existed in the period and were there on at least one day of it, or the
    declared number of that kind where it is larger. None where a kind is declared of which the records hold no unit
    below: whether those are directly below is not known; and where there are units below that are neither in the
    records nor declared.
    """
    if catalogue.organizations[organization].unlisted_units:
        return None
    below = catalogue.below(organization, period)
    kinds = {catalogue.organizations[unit].kind for unit in catalogue.ever_below(organization)}
    declared = {units.kind: units.count for units in catalogue.organizations[organization].subordinates}
    if not declared.keys() <= kinds:
        return None
    existing = Counter(catalogue.organizations[unit].kind for unit in below if catalogue.exists(unit, period))
    return sum(max(existing[kind], declared.get(kind, 0)) for kind in kinds)


def hierarchical_total(
    organization: str,
    measure: Measure,
    parts: Sequence[Figure],
    expected: int | None,
    lacking_time: Collection[str] = (),
) -> Figure:
    """The sum of one figure of each of several units below, as the figure of ``organization``.

    A part may be a partial total. Then so is the sum: it is of all units that reported, however far below, and its
    coverage counts the units directly below that are in it in full, and those that are in it in part.

    What is missing can only add to it where no figure of the measure is negative.

    :param parts: of one population, period and category; each may be a part of a total. Behind the first, a
        unit may have several that follow each other within the period instead, and fill what it was there of it.
    :param expected: how many units could have reported.
    :param lacking_time: the units whose figures fill some of the period only.
    """
    key = parts[0].key.of(organization)
    is_ratio = measure.over_tree is Rule.RATIO
    is_bound = not (is_ratio or measure.may_be_negative)
    coverage = _coverage(parts, expected, lacking_time, is_lower_bound=is_bound)
    if is_ratio:
        return ratio_figure(key, FigureOrigin.HIERARCHICAL_SUM, parts, coverage, measure.factor)
    numbers = [part.value.decimal for part in parts if isinstance(part.value, Quantity)]
    return combined(key, Quantity(exact_sum(numbers)), FigureOrigin.HIERARCHICAL_SUM, parts, coverage)


def _coverage(
    parts: Sequence[Figure], expected: int | None, lacking_time: Collection[str], *, is_lower_bound: bool
) -> Coverage:
    """How many units reported in full, and how many a part; with what is known to be missing in these."""
    lacking = [part for part in parts if part.coverage is not None and not part.coverage.is_complete]
    in_part = {part.key.organization for part in lacking}.union(lacking_time)
    if not in_part:  # as nearly always
        return Coverage(len({part.key.organization for part in parts}), expected, is_lower_bound)
    units = group_by(parts, lambda part: part.key.organization)
    reported: set[tuple[str, ...]] = {(unit,) for unit in units if unit not in in_part}
    for unit in in_part:
        periods = [part.key.period.text for part in units[unit]] if unit in lacking_time else []
        below = chain.from_iterable(units_reported(part) for part in units[unit])
        reported |= {(each, *notations, *periods) for each, *notations in below} or {(unit, *periods)}
    missing = chain.from_iterable(part.coverage.missing for part in lacking if part.coverage is not None)
    return Coverage(
        len(units) - len(in_part),
        expected,
        is_lower_bound,
        missing=tuple(missing),
        in_part=len(in_part),
        units=frozenset(reported),
    )
