"""All records of a bulletin together, with the look-ups that every later package needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from itertools import chain

from bulletin.model.names import OrganizationNames
from bulletin.model.periods import Period
from bulletin.model.records import (
    Breakdown,
    Bulletin,
    Claim,
    Correction,
    Decision,
    DisclosurePolicy,
    Edition,
    Measure,
    Observation,
    Organization,
    OrganizationKind,
    Population,
    Record,
    Source,
    Target,
    Term,
    Unit,
)
from bulletin.model.reorganizations import History


@dataclass(frozen=True)
class Catalogue:
    """What figures are about: the vocabulary, the tree of organizations, the documents. It holds no figure.

    Every mapping is by id, in the order of the records.
    """

    bulletin: Bulletin
    units: Mapping[str, Unit]
    measures: Mapping[str, Measure]
    breakdowns: Mapping[str, Breakdown]
    kinds: Mapping[str, OrganizationKind]
    populations: Mapping[str, Population]
    organizations: Mapping[str, Organization]
    sources: Mapping[str, Source]
    decisions: Mapping[str, Decision]
    editions: Mapping[str, Edition] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    disclosure: DisclosurePolicy | None = None
    """What is hidden from audiences that do not see everything; None: nothing."""

    @property
    def records(self) -> Iterator[Record]:
        """All of its records, in the order of the fields."""
        for kind in (getattr(self, each.name) for each in fields(self)):
            if isinstance(kind, Mapping):
                yield from kind.values()
            elif kind is not None:
                yield kind

    def withholds_from(self, audience: str) -> bool:
        """Whether something may be withheld from an audience: it does not see everything.

        That is so wherever audiences or a policy of disclosure control are declared. It is the same whether or not any
        record is marked, so that nobody can see of what is published that there are such records.

        :param audience: the id of an audience of the bulletin.
        """
        is_declared = bool(self.bulletin.audiences) or self.disclosure is not None
        return is_declared and audience != self.bulletin.audience_ids[-1]

    def hides_files_from(self, audience: str) -> bool:
        """Whether an audience may not read the files of records, nor see their names or lines of them.

        :param audience: the id of an audience of the bulletin.
        """
        ids = self.bulletin.audience_ids
        readers = self.bulletin.records_audience or ids[-1]
        return self.withholds_from(audience) and ids.index(audience) < ids.index(readers)

    @cached_property
    def terms(self) -> dict[str, Term]:
        """The terms of office by id."""
        return {term.id: term for term in self.bulletin.terms}

    def knows_days(self, period: Period) -> bool:
        """Whether the first and the last day of a period are known: not where only the years of its term are."""
        return period.term is None or self.terms[period.term].dates_known

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The ids of the units directly below each organization, in the order of the records."""
        below: dict[str, list[str]] = {organization: [] for organization in self.organizations}
        for organization in self.organizations.values():
            if organization.parent is not None:
                below[organization.parent].append(organization.id)
        return {parent: tuple(ids) for parent, ids in below.items()}

    def set_for(self, target: Target) -> tuple[str, ...]:
        """The ids of the organizations that are to reach a target: the one it names, or all of the kind it names."""
        if target.organization is not None:
            return (target.organization,)
        units = self.organizations.values()
        return tuple(unit.id for unit in units if unit.kind == target.organization_kind)

    def operands_of(self, measure: str) -> frozenset[str]:
        """The measures from which one is derived, directly or through others; none for one that is reported."""
        formula = self.measures[measure].formula
        own = {operand.measure for operand in formula.operands} if formula is not None else set[str]()
        return frozenset(own).union(*map(self.operands_of, own))

    @cached_property
    def names(self) -> OrganizationNames:
        """What organizations are called."""
        return OrganizationNames(self.organizations, self.kinds)

    @cached_property
    def code_lists(self) -> tuple[str, ...]:
        """The official lists in which organizations have codes, in the order of the records."""
        return tuple(dict.fromkeys(name for unit in self.organizations.values() for name in unit.codes))

    @cached_property
    def history(self) -> History:
        """What became of the organizations."""
        return History(self.organizations)

    def ever_below(self, organization: str) -> tuple[str, ...]:
        """The ids of the units that are directly below an organization, then of those that once did."""
        return self.children[organization] + self.history.moved_away.get(organization, ())

    def below(self, organization: str, period: Period) -> tuple[str, ...]:
        """The ids of the units that were directly below an organization on at least one day of a period."""
        if organization not in self.history.touched_by_moves:
            return self.children[organization]
        units = self.ever_below(organization)
        return tuple(unit for unit in units if organization in self.history.parents(unit, period))

    def below_throughout(self, organization: str, period: Period) -> tuple[str, ...]:
        """The ids of the units that were directly below an organization on every day of a period."""
        units = self.below(organization, period)
        if organization not in self.history.touched_by_moves:
            return units
        return tuple(unit for unit in units if self.history.parents(unit, period) == (organization,))

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """The ids of the organizations that are below no other."""
        return tuple(o.id for o in self.organizations.values() if o.parent is None)

    @cached_property
    def tree_order(self) -> dict[str, tuple[int, int]]:
        """Of each organization, how many are above it, and its position as the tree is read from the top down."""
        order: dict[str, tuple[int, int]] = {}
        pending = [(root, 0) for root in reversed(self.roots)]
        while pending:
            organization, depth = pending.pop()
            order[organization] = (depth, len(order))
            pending += [(unit, depth + 1) for unit in reversed(self.children[organization])]
        return order

    def ancestors(self, organization: str) -> tuple[str, ...]:
        """The ids above an organization, from the root down to its parent."""
        return tuple(reversed(list(self._upwards(organization))))

    def _upwards(self, organization: str) -> Iterator[str]:
        parent = self.organizations[organization].parent
        while parent is not None:
            yield parent
            parent = self.organizations[parent].parent

    @cached_property
    def editions_in_order(self) -> tuple[Edition, ...]:
        """The editions, from the one that knew least to the one that knows most."""
        return tuple(sorted(self.editions.values(), key=lambda edition: (edition.cut_off.end, edition.id)))

    def corrections_of(self, edition: str) -> tuple[Correction, ...]:
        """The corrections of an edition, the oldest first."""
        named = [correction for correction in self.corrections.values() if edition in correction.editions]
        return tuple(sorted(named, key=lambda correction: correction.date.end))

    def version_of(self, edition: str) -> str:
        """The name of an edition's version as it is now: ``2023-Q1``, and ``2023-Q1.1`` once it has been corrected."""
        corrections = len(self.corrections_of(edition))
        return f"{edition}.{corrections}" if corrections else edition

    def exists(self, organization: str, period: Period) -> bool:
        """Whether the organization was there on at least one day of the period."""
        return self.organizations[organization].exists_in(period)

    def exists_throughout(self, organization: str, period: Period) -> bool:
        """Whether the organization was there on every day of the period."""
        return [*self.organizations[organization].days_in(period)] == [(period.start, period.end)]


@dataclass(frozen=True)
class Corpus:
    """Every valid record of a bulletin. Order is that of the files' names and of the lines within them."""

    catalogue: Catalogue
    targets: Mapping[str, Target]
    claims: Mapping[str, Claim]
    observations: tuple[Observation, ...]

    @property
    def records(self) -> Iterator[Record]:
        """All of its records, in the order of the fields."""
        yield from self.catalogue.records
        yield from chain(self.targets.values(), self.claims.values(), self.observations)

    def reported(self, observation: Observation) -> date:
        """The day by which an observation was reported.

        :raises KeyError: when its source is not in the catalogue, and it has no date of its own.
        """
        return self.report_period(observation).end

    def report_period(self, observation: Observation) -> Period:
        """What is known of the day on which an observation was reported: see :func:`report_period`.

        :raises KeyError: when its source is not in the catalogue, and it has no date of its own.
        """
        period = report_period(observation, self.catalogue.sources)
        if period is None:
            raise KeyError(observation.source)
        return period


def report_period(observation: Observation, sources: Mapping[str, Source]) -> Period | None:
    """What is known of the day on which an observation was reported: that day, or the month or the year.

    It is its own, else that of its source; None where that is not known.

    :param sources: those that are known, by id.
    """
    if observation.reported is not None:
        return observation.reported
    source = sources.get(observation.source)
    return source.published if source else None


def report_date(observation: Observation, sources: Mapping[str, Source]) -> date | None:
    """The day by which an observation was reported at the latest; None where that is not known.

    :param sources: those that are known, by id.
    """
    period = report_period(observation, sources)
    return period.end if period is not None else None
