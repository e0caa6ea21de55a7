"""Primary suppression: which figures are sensitive by the policy, and how uncertain each of them has to stay.

The rules and their protection levels are those of Hundepool et al., *Statistical Disclosure Control* (2012), chapter 4:
a minimum frequency for counts, (n,k) dominance and p% for amounts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor

from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.tables import Tables
from bulletin.disclosure.linked_tables import Protection, Rational
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import DisclosurePolicy, DisclosureRule, Measure
from bulletin.model.values import Quantity, Value

SAFETY_RANGE = Fraction(1, 10)
"""How uncertain an amount of too few contributions has to stay where no other rule says so: 10 % of it either way."""


class HiddenReason(StrEnum):
    """Why a figure is hidden."""

    THRESHOLD = "threshold"
    """It counts too few."""
    DOMINANCE = "dominance"
    """Few contributions make most of it."""
    P_PERCENT = "p-percent"
    """Whoever makes the second largest contribution could estimate the largest too closely."""
    CONTRIBUTORS = "contributors"
    """Too few contribute to it."""
    COMPLEMENTARY = "complementary"
    """A sensitive one could be computed from it."""
    DERIVED = "derived"
    """It is computed from a hidden one."""
    ROUNDED = "rounded"
    """The public sees it rounded."""
    AUDIENCE = "audience"
    """It is of a record that only later audiences see, or is computed from one."""
    PART = "part"
    """A part of it is: the public sees another value."""
    RECORD = "record"
    """Its own record suppresses it, or it would disclose one that is suppressed so."""


SENSITIVE = frozenset(
    {HiddenReason.THRESHOLD, HiddenReason.DOMINANCE, HiddenReason.P_PERCENT, HiddenReason.CONTRIBUTORS}
)
"""The reasons for which a figure is sensitive by the policy (primary suppression)."""


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A sensitive figure."""

    reason: HiddenReason
    """Of several, the rule that asks for the most protection."""
    protection: Protection
    """What readers must still hold possible of it; of a rate or a share, of its numerator."""


def sensitive_figures(
    catalogue: Catalogue, policy: DisclosurePolicy, tables: Tables
) -> dict[ObservationKey, Sensitive]:
    """The figures that are sensitive, but for exempt ones."""
    contributions = _Contributions(catalogue, tables)
    found: dict[ObservationKey, Sensitive] = {}
    for figure in tables.figures:
        rule = policy.rule_of(figure.key.measure)
        if rule is None or not isinstance(figure.value, Quantity) or is_exempt(policy, figure):
            continue
        measure = catalogue.measures[figure.key.measure]
        sensitive = _by_threshold(rule, figure) or _by_contributions(rule, figure, measure, contributions.of)
        if sensitive is not None:
            found[figure.key] = sensitive
    return found


def is_exempt(policy: DisclosurePolicy, figure: Figure) -> bool:
    """Whether everybody knows a figure, since each of its sources is exempt."""
    return bool(figure.sources) and policy.exempt_sources.issuperset(figure.sources)


def _by_threshold(rule: DisclosureRule, figure: Figure) -> Sensitive | None:
    """Whether a count is too small: of a rate or a share, its numerator."""
    value, few = counted_value(figure), few_of(rule)
    if few is None or not isinstance(value, Quantity):
        return None
    if not 0 <= value.fraction < few.upper + 1 or (few.lower and not value.fraction):  # means may be below one
        return None
    return Sensitive(HiddenReason.THRESHOLD, few)


def few_of(rule: DisclosureRule) -> Protection | None:
    """Between what a count is sensitive by the threshold of a rule, all of which readers must hold possible."""
    return None if rule.threshold is None else Protection(0 if rule.zero_discloses else 1, rule.threshold - 1)


def counted_value(figure: Figure) -> Value:
    """What a figure counts: of a rate or a share, its numerator, which adds up as counts do."""
    if figure.numerator is None or not isinstance(figure.value, Quantity):
        return figure.value
    return Quantity(figure.numerator)


def _by_contributions(
    rule: DisclosureRule, figure: Figure, measure: Measure, of: Callable[[Figure], list[Fraction]]
) -> Sensitive | None:
    """Whether few contributions make most of an amount, or all of it."""
    if rule.dominance is None and rule.p_percent is None and rule.contributors is None:
        return None
    if not isinstance(figure.value, Quantity) or figure.value.fraction <= 0:
        return None
    amount, shares = figure.value.fraction, sorted(of(figure), reverse=True)
    levels = dict(_levels(rule, amount, shares))
    if not levels:
        return None
    reason = max(levels, key=levels.__getitem__)
    return Sensitive(reason, _around(amount, levels[reason], whole=measure.is_counted))


def _levels(rule: DisclosureRule, amount: Fraction, largest: list[Fraction]) -> Iterator[tuple[HiddenReason, Fraction]]:
    """The upper protection level by each rule by which an amount is sensitive (Hundepool et al., table 4.3).

    :param largest: the contributions, the largest first.
    """
    if rule.dominance is not None:
        share, few = Fraction(rule.dominance.percent) / 100, sum(largest[: rule.dominance.largest], Fraction())
        if few > share * amount:
            yield HiddenReason.DOMINANCE, few / share - amount if share else amount
    if rule.p_percent is not None:
        share, rest = Fraction(rule.p_percent) / 100, amount - sum(largest[:2], Fraction())
        if rest < share * largest[0]:
            yield HiddenReason.P_PERCENT, share * largest[0] - rest
    if rule.contributors is not None and len(largest) < rule.contributors:
        yield HiddenReason.CONTRIBUTORS, amount * SAFETY_RANGE


def _around(amount: Fraction, level: Fraction, *, whole: bool) -> Protection:
    """So much either way, not below zero; in whole numbers at least one."""
    lower: Rational = max(Fraction(0), amount - level)
    upper: Rational = amount + level
    if whole:
        lower, upper = max(0, min(floor(lower), floor(amount) - 1)), max(ceil(upper), ceil(amount) + 1)
    return Protection(lower, upper)


class _Contributions:
    """What the units at the bottom of the tree contribute to figures."""

    def __init__(self, catalogue: Catalogue, tables: Tables) -> None:
        self._catalogue = catalogue
        self._by_key = tables.by_key
        self._known: dict[ObservationKey, list[Fraction]] = {}

    def of(self, figure: Figure) -> list[Fraction]:
        """The contributions to a figure, none of which is zero; those that nobody reported as one."""
        if figure.key not in self._known:
            self._known[figure.key] = self._found(figure)
        return self._known[figure.key]

    def _found(self, figure: Figure) -> list[Fraction]:
        amount = figure.value.fraction if isinstance(figure.value, Quantity) else Fraction()
        below = [part for part in self._parts(figure) if isinstance(part.value, Quantity)]
        found = [each for part in below for each in self.of(part) if each > 0]
        rest = amount - sum(found, Fraction())
        return [*found, rest] if rest > 0 else found

    def _parts(self, figure: Figure) -> Iterator[Figure]:
        """The figures of the units directly below."""
        if figure.origin is FigureOrigin.HIERARCHICAL_SUM:
            yield from (self._by_key[key] for key in figure.parts if key in self._by_key)
            return
        key = figure.key
        for unit in self._catalogue.below(key.organization, key.period):
            if (part := self._by_key.get(key.of(unit))) is not None:
                yield part
