"""Whether a hidden number stays as uncertain as the policy of the site wants it to, as far as readers can see.

Readers know the rules, which the page of methods prints, and what units contribute at the least; they do not know which
figures are sensitive and which are hidden to protect others. So a number is too narrow where no value in its
interval would be as uncertain as the rules want it to be if it were that. The rules and their protection levels are
those of Hundepool et al., *Statistical Disclosure Control* (2012), chapter 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.figures import FigureOrigin
from bulletin.disclosure.linked_tables import Interval, Rational
from bulletin.disclosure.sensitivity import SAFETY_RANGE
from bulletin.publishing.attack.published_tables import Aspect, CellKey, PublishedFigure, PublishedTables
from bulletin.publishing.attack.structure import DisclosureEntry, PublishedMeasure

_PERCENT = Fraction(1, 100)


@dataclass(frozen=True)
class Contributions:
    """What units at the bottom of the tree contribute to an amount."""

    count: int
    """How many there are at the most."""
    least: tuple[Rational, ...]
    """How much each contributes at the least, the largest first; nothing is said of those that are not listed."""


class Protection:
    """What the policy demands of the hidden numbers of a version."""

    def __init__(self, version: PublishedTables, known: Mapping[CellKey, Interval]) -> None:
        """Take what is known of hidden numbers.

        :param known: their intervals.
        """
        self._version = version
        self._known = known
        self._contributions: dict[CellKey, Contributions] = {}

    def is_too_narrow(self, key: CellKey, interval: Interval) -> bool:
        """Whether the interval of a hidden number is narrower than the policy allows, whatever its value is."""
        figure = self._version.figures.get(key._replace(aspect=Aspect.VALUE))
        measure = self._version.measures.get(key.measure)
        if figure is None or measure is None or self._is_exempt(figure):
            return False
        if measure.rule.threshold is not None:
            return _counts(measure, key.aspect) and _is_below_threshold(interval, measure)
        if key.aspect is not Aspect.VALUE:
            return False
        return _is_narrow_amount(interval, measure.rule, self._of(figure))

    def _is_exempt(self, figure: PublishedFigure) -> bool:
        return bool(figure.sources) and self._version.exempt.issuperset(figure.sources)

    def _of(self, figure: PublishedFigure) -> Contributions:
        """The contributions to an amount; what units below it leave of it, or might, is one more."""
        if figure.key not in self._contributions:
            self._contributions[figure.key] = self._found(figure)
        return self._contributions[figure.key]

    def _found(self, figure: PublishedFigure) -> Contributions:
        if figure.origin is FigureOrigin.HIERARCHICAL_SUM:
            parts, rest = figure.parts, 0
        else:
            unit = self._version.units.get(figure.key.organization)
            parts, rest = tuple(figure.key._replace(organization=name) for name in (unit.children if unit else ())), 1
        below = [self._version.figures[part] for part in parts if part in self._version.figures]
        of_parts = [self._of(part) for part in below if self._least(part.key) != 0 or part.value.is_hidden]
        least = sorted((each for part in of_parts for each in part.least), reverse=True)
        if not of_parts:
            return Contributions(1, (self._least(figure.key),))
        return Contributions(sum(part.count for part in of_parts) + rest, tuple(least))

    def _least(self, key: CellKey) -> Rational:
        """The least that is known of an amount, which is none below zero."""
        shown = self._version.figures[key].value
        lower = self._known[key].lower if key in self._known else shown.lower
        return max(lower or 0, 0)


def _counts(measure: PublishedMeasure, aspect: Aspect) -> bool:
    """Whether a number is what a threshold is for: a count, or the numerator of a rate or a share."""
    return aspect is (Aspect.NUMERATOR if measure.kind.traits.is_ratio else Aspect.VALUE)


def _is_below_threshold(interval: Interval, measure: PublishedMeasure) -> bool:
    """Of a count below the threshold, every count below it has to stay possible."""
    lower, upper, threshold = *interval, measure.rule.threshold
    if threshold is None or lower is None or upper is None or upper >= threshold:
        return False
    return lower > measure.least_count or upper < threshold - 1


def _is_narrow_amount(interval: Interval, rule: DisclosureEntry, contributions: Contributions) -> bool:
    """An amount may be at most so much less and at least so much more than it is as its contributions demand."""
    lower, upper = interval
    if lower is None or upper is None or upper <= 0:
        return False
    if upper < _least_upper(rule, contributions):
        return True
    level = _level(rule, contributions.count)
    return level > 0 and lower > 0 and (level >= 1 or Fraction(lower) / (1 - level) > Fraction(upper) / (1 + level))


def _least_upper(rule: DisclosureEntry, contributions: Contributions) -> Fraction:
    """What must be possible of an amount by what its largest contributions are at the least."""
    limits, least = [Fraction()], contributions.least
    if rule.dominance is not None and rule.dominance.percent:
        limits.append(Fraction(sum(least[: rule.dominance.largest])) / (Fraction(rule.dominance.percent) * _PERCENT))
    if rule.p_percent is not None and least:
        limits.append(sum(least[:2], Fraction()) + Fraction(rule.p_percent) * _PERCENT * least[0])
    return max(limits)


def _level(rule: DisclosureEntry, count: int) -> Fraction:
    """The upper protection level of an amount of so few contributions, in terms of the amount."""
    levels = [Fraction()]
    if rule.contributors is not None and count < rule.contributors:
        levels.append(SAFETY_RANGE)
    if rule.dominance is not None and rule.dominance.percent and count <= rule.dominance.largest:
        levels.append(100 / Fraction(rule.dominance.percent) - 1)
    if rule.p_percent is not None and count <= 2:  # the largest of two is at least half of both
        levels.append(Fraction(rule.p_percent) * _PERCENT / count)
    return max(levels)
