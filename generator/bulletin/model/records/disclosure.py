"""The policy of disclosure control: which figures say too much of single persons or firms.

The rules are those of official statistics: see Hundepool et al., *Statistical Disclosure Control* (2012), chapter 4.
"""

from __future__ import annotations

from datetime import date
from operator import eq
from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from bulletin.model.periods import AnyPeriod
from bulletin.model.records.parts import Id, Part, Record
from bulletin.model.text import Text
from bulletin.model.values import ExactNumber

_PartOfTotal = Annotated[ExactNumber, Field(ge=1, le=99, json_schema_extra={"minimum": 1, "maximum": 99})]
_Closeness = Annotated[ExactNumber, Field(ge=1, le=100, json_schema_extra={"minimum": 1, "maximum": 100})]


class Dominance(Part):
    """The (n,k) rule: a total is sensitive where its few largest contributions make most of it."""

    largest: Annotated[StrictInt, Field(ge=1, le=10)]
    """How many of the largest contributions are looked at: n."""
    percent: _PartOfTotal
    """They may be so much of the total, and no more: k."""


class DisclosureRule(Part):
    """What is sensitive of some measures."""

    measures: Annotated[tuple[Id, ...], Field(min_length=1)]
    """The measures that the rule is for. A measure has one rule at the most."""
    threshold: Annotated[StrictInt, Field(ge=2, le=1000)] | None = None
    """For counts of people or firms: a count from 1 to below this is sensitive. Of a rate or a share, its numerator
    is."""
    zero_discloses: StrictBool = False
    """Whether zero is sensitive, too. Otherwise readers know that no hidden count is zero."""
    dominance: Dominance | None = None
    """For amounts, whose contributions are the figures of the units at the bottom of the tree."""
    p_percent: _Closeness | None = None
    """For amounts, the p% rule: a total is sensitive where the second largest contributor could estimate the largest
    contribution to within so many percent of it."""
    contributors: Annotated[StrictInt, Field(ge=2, le=100)] | None = None
    """For amounts: a total of fewer contributions is sensitive."""
    rounding_base: Annotated[StrictInt, Field(ge=2, le=1000)] | None = None
    """Counts are shown rounded to the nearest multiple of this."""
    since: AnyPeriod | None = None
    """The rule is for editions whose cut-off is on this day or later, and for what is not in an edition yet. So it may
    replace another rule of its measures, which is above it; left out: for all editions."""
    reason: Text
    """Why; shown on the page of methods."""


class Exemption(Part):
    """Figures that everybody knows already, as they are published elsewhere."""

    source: Id
    """A figure all of whose sources are exempt is never hidden."""
    reason: Text
    """Where it is published; shown on the page of methods."""


class DisclosurePolicy(Record):
    """What is hidden from audiences that do not see everything, so that no figure says too much of anybody.

    Of a figure that is sensitive readers see that there is one, ``[c]``; of other figures as many are hidden besides as
    it takes that none can be computed from what is published.
    """

    reason: Text
    """Why anything is hidden at all; shown on the page of methods."""
    rules: Annotated[tuple[DisclosureRule, ...], Field(min_length=1)]
    """What is sensitive. Figures of other measures are not, but may have to be hidden besides."""
    exempt: tuple[Exemption, ...] = ()
    """Sources whose figures are never hidden."""

    def rule_of(self, measure: str) -> DisclosureRule | None:
        """The rule of a measure, the last one where one replaces another; None without one."""
        return next((rule for rule in reversed(self.rules) if measure in rule.measures), None)

    def in_force(self, day: date | None) -> DisclosurePolicy:
        """The policy with the rules that hold on a day, each with the measures for which no other has replaced it.

        :param day: None for what is not in an edition yet, for which all rules hold.
        """
        rules = [rule for rule in self.rules if day is None or rule.since is None or rule.since.start <= day]
        latest = {measure: position for position, rule in enumerate(rules) for measure in rule.measures}
        kept = [tuple(m for m in rule.measures if latest[m] == position) for position, rule in enumerate(rules)]
        if len(rules) == len(self.rules) and all(map(eq, kept, (rule.measures for rule in rules))):
            return self
        changed = (rule.model_copy(update={"measures": its}) for rule, its in zip(rules, kept, strict=True) if its)
        policy = self.model_copy(update={"rules": tuple(changed)})
        policy.placed(self.place)
        return policy

    @property
    def exempt_sources(self) -> frozenset[str]:
        """The ids of the sources whose figures are never hidden."""
        return frozenset(exemption.source for exemption in self.exempt)
