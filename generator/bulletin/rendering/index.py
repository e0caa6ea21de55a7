"""The index of a release: figures, targets and claims by period, source, organization and others, made once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from operator import itemgetter

from bulletin.analysis.claims.checking import checked
from bulletin.analysis.claims.verdicts import CheckedClaim
from bulletin.analysis.revisions import Affected, affected
from bulletin.analysis.tables import Figure, Number, Origin, TargetFigure, group_by, value_key
from bulletin.disclosure.release import Release
from bulletin.model.keys import ObservationKey, ValueKey, observation_key
from bulletin.model.periods import Period


class ReleaseIndex:
    """The index of a release: its figures, targets and claims grouped as pages look for them."""

    def __init__(self, release: Release) -> None:
        self._release = release

    @cached_property
    def periods(self) -> dict[str, Period]:
        """Every period that has figures or targets, by its notation, in order of time."""
        tables = self._release.tables
        keys = (item.key for items in (tables.figures, tables.targets) for item in items)
        by_notation = {key.period.text: key.period for key in keys}
        return {period.text: period for period in sorted(by_notation.values())}

    @cached_property
    def figures_by_period(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each period, by its notation."""
        return group_by(self._release.tables.figures, lambda figure: figure.key.period.text)

    @cached_property
    def targets_by_period(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets of each period, by its notation."""
        return group_by(self._release.tables.targets, lambda target: target.key.period.text)

    @cached_property
    def targets_by_measure(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets of each measure."""
        return group_by(self._release.tables.targets, lambda target: target.key.measure)

    @cached_property
    def figures_by_source(self) -> dict[str, tuple[Figure, ...]]:
        """The figures that each source states."""
        stated = (figure for figure in self._release.tables.figures if figure.origin is Origin.REPORTED)
        pairs = group_by(((source, figure) for figure in stated for source in figure.sources), itemgetter(0))
        return {source: tuple(figure for _, figure in found) for source, found in pairs.items()}

    @cached_property
    def targets_by_organization(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets of each organization."""
        return group_by(self._release.tables.targets, lambda target: target.key.organization)

    @cached_property
    def targets_by_source(self) -> dict[str, tuple[TargetFigure, ...]]:
        """The targets that each source states or implies."""
        return group_by(self._release.tables.targets, lambda target: target.source)

    @cached_property
    def claims(self) -> tuple[CheckedClaim, ...]:
        """Every claim, checked against the released figures."""
        release = self._release
        return tuple(checked(release.catalogue, release.tables, release.claims).values())

    @cached_property
    def claims_by_organization(self) -> dict[str, tuple[CheckedClaim, ...]]:
        """The claims about each organization."""
        return group_by(self.claims, lambda checked: checked.claim.organization)

    @cached_property
    def claims_by_source(self) -> dict[str, tuple[CheckedClaim, ...]]:
        """The claims of each source."""
        return group_by(self.claims, lambda checked: checked.claim.source)

    @cached_property
    def corrected(self) -> tuple[Affected, ...]:
        """The figures that the edition's corrections change, and the totals computed from these; empty in a draft."""
        edition, catalogue = self._release.edition, self._release.catalogue
        corrections = catalogue.corrections_of(edition) if edition else ()
        return affected(corrections, self._release.tables, catalogue.measures)

    def corrections_of_figure(self, figure: Figure) -> Sequence[Affected]:
        """The corrections of a figure. Most sites have no corrections, and looking a key up takes its time."""
        return self._corrected_by_key.get(figure.key, ()) if self.corrected else ()

    @cached_property
    def _corrected_by_key(self) -> dict[ObservationKey, tuple[Affected, ...]]:
        return group_by(self.corrected, lambda affected: affected.figure.key)

    @cached_property
    def by_value_key(self) -> dict[ValueKey, Number]:
        """The figures and targets as corrections name them; a target for every year of a period under that period."""
        tables = self._release.tables
        numbers: tuple[Number, ...] = (*tables.targets, *tables.figures)
        return {value_key(number).unspecific: number for number in numbers}

    @cached_property
    def doubts(self) -> dict[ObservationKey, tuple[CheckedClaim, ...]]:
        """The claims that contradict the figures, by the figure that they are about."""
        doubting = (checked for checked in self.claims if checked.verdict.doubts)
        return group_by(doubting, lambda checked: observation_key(checked.claim))
