"""Revisions: what later reports made of figures, and what a correction of errors changed.

Mean revision and mean absolute revision are the usual measures of how reliable first figures are (OECD and Eurostat
guidelines on revisions): the one says whether they tend to be too low or too high, the other how far off they are. As
these guidelines have it, each is of one level: the world, its regions and its countries say the same thing three times
where each is the sum of the next, and a total of millions leaves nothing to see of the units in one mean with it.

A correction changes the figures that it names, and every total that was computed from them. A sum was wrong by as much
as its parts were together, and the last of several periods was as wrong as that one was. How far off anything else was
(a mean, a sum of which a part was no exact number) is not computed. Totals are followed through the parts that they
have now: one whose wrong part is gone altogether is not found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from bulletin.analysis.figures import Figure, FigureOrigin, is_suppressed, value_key
from bulletin.analysis.quantities import difference, exact_sum, of_the_same_units, quotient
from bulletin.analysis.tables import Tables, group_by, wholes_by_part
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, ValueKey, value_key_of_correction
from bulletin.model.records import EVERYTHING, Correction, Measure, Rule
from bulletin.model.values import Absence, Quantity, Value, are_same

LEAST_REVISED = 5
"""How many revised figures of a level it takes for their mean to say anything."""


@dataclass(frozen=True)
class Revision:
    """A figure that was reported more than once, with different values."""

    reports: tuple[Figure, ...]
    """All reports of it, the oldest first; two at least. The last one is the current figure."""

    @property
    def first(self) -> Figure:
        """The oldest report."""
        return self.reports[0]

    @property
    def second(self) -> Figure:
        """The report after the oldest; where there are two, the latest."""
        return self.reports[1]

    @property
    def latest(self) -> Figure:
        """The current figure."""
        return self.reports[-1]

    @property
    def difference(self) -> Quantity | None:
        """The latest value less the first, in the measure's unit; None where what is known of them leaves it open.

        So it does where a total of some units was revised to one of others.
        """
        first, latest = self.first.value, self.latest.value
        if not isinstance(first, Quantity) or not isinstance(latest, Quantity):
            return None
        return difference(latest, first) if of_the_same_units(self.latest, self.first) else None

    @property
    def relative(self) -> Quantity | None:
        """The difference over the first value; None also where that is zero, or either is not known exactly."""
        apart, first = self.difference, self.first.value
        if apart is None or not apart.is_exact or not isinstance(first, Quantity) or not first.is_exact:
            return None
        share = quotient(Quantity(abs(apart.fraction)), Quantity(abs(first.fraction)))
        return Quantity(share.fraction if apart.fraction >= 0 else -share.fraction) if share is not None else None


@dataclass(frozen=True)
class MeanRevision:
    """What the revisions of several figures of one level have in common, in the measure's unit."""

    kind: str
    """The kind of their organizations."""
    population: str
    count: int
    """How many revised figures it is the mean of."""
    mean: Fraction
    """Mean of latest less first: above zero where first figures tend to be too low."""
    absolute: Fraction
    """Mean of the same without its sign."""


def revisions_of(figures: Iterable[Figure]) -> tuple[Revision, ...]:
    """The figures that a later report gave another value, in their order.

    Nothing is left of what was reported of a figure before it was suppressed, so that none of those is among them. Nor
    are figures with a report of another value of which it is not known when it came: that may have been the first.
    """
    reported = (Revision((*figure.earlier, figure)) for figure in figures if figure.earlier and not _is_unsure(figure))
    return tuple(
        revision
        for revision in reported
        if any(not are_same(report.value, revision.latest.value) for report in revision.reports)
    )


def _is_unsure(figure: Figure) -> bool:
    known = (*figure.earlier, figure)
    return any(all(not are_same(report.value, other.value) for other in known) for report in figure.unordered)


def mean_revisions(catalogue: Catalogue, revisions: Iterable[Revision]) -> tuple[MeanRevision, ...]:
    """The means of the revisions whose difference is known exactly, of each kind of organization and each population.

    Categories are in none: they are parts of their whole, which is. There is no mean of fewer than
    :data:`LEAST_REVISED`. They come in the order of kinds in the vocabulary.
    """
    wholes = (revision for revision in revisions if revision.latest.key.category is None)
    by_level = group_by(wholes, lambda revision: _level(catalogue, revision.latest.key))
    means = (_mean(*level, by_level[level]) for level in sorted(by_level, key=partial(_order, catalogue)))
    return tuple(mean for mean in means if mean is not None)


def _level(catalogue: Catalogue, key: ObservationKey) -> tuple[str, str]:
    return catalogue.organizations[key.organization].kind, key.population


def _order(catalogue: Catalogue, level: tuple[str, str]) -> tuple[bool, str, int]:
    kind, population = level
    return population != EVERYTHING, population, list(catalogue.kinds).index(kind)


def _mean(kind: str, population: str, revisions: Iterable[Revision]) -> MeanRevision | None:
    known = [apart.fraction for revision in revisions if (apart := revision.difference) is not None and apart.is_exact]
    if len(known) < LEAST_REVISED:
        return None
    total, absolute = sum(known, Fraction(0)), sum(map(abs, known), Fraction(0))
    return MeanRevision(kind, population, len(known), total / len(known), absolute / len(known))


# --- figures that a correction changes --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Affected:
    """A figure that was wrong, as it is now."""

    correction: Correction
    figure: Figure
    was: Value | None
    """The value before the correction; suppressed where it follows from one that is; None where it is not known."""
    is_derived: bool
    """Whether it was computed from a wrong figure, rather than named by the correction itself."""


def named_by(correction: Correction, figures: Iterable[Figure]) -> Iterator[Figure]:
    """Those of some figures that a correction names, in their order."""
    names = {value_key_of_correction(figure) for figure in correction.figures}
    organizations = {name.organization for name in names}  # to compare the keys of all figures takes far longer
    for figure in figures:
        if figure.key.organization in organizations and value_key(figure).unspecific in names:
            yield figure


def affected(
    corrections: Sequence[Correction], tables: Tables, measures: Mapping[str, Measure]
) -> tuple[Affected, ...]:
    """All that each correction changed, in the order of the corrections and then of the tables.

    Of a total that more than one of them changed, nobody knows from this what was between them: its ``was`` is None.

    :param corrections: those of one edition.
    :param tables: of that edition as it is now.
    """
    wholes = wholes_by_part(tables.figures) if corrections else {}
    found = [change for correction in corrections for change in _Wrong(correction, tables, measures, wholes).all()]
    times = Counter(change.figure.key for change in found)
    return tuple(
        replace(change, was=None) if change.is_derived and times[change.figure.key] > 1 else change for change in found
    )


class _Wrong:
    """Every value as it was before one correction."""

    def __init__(
        self,
        correction: Correction,
        tables: Tables,
        measures: Mapping[str, Measure],
        wholes: Mapping[ObservationKey, Sequence[Figure]],
    ) -> None:
        """Say what is followed.

        :param tables: as they are now.
        :param wholes: the figures of the tables that were computed of each.
        """
        self._correction = correction
        self._tables = tables
        self._measures = measures
        self._wholes = wholes
        self._named: dict[ValueKey, Value] = {
            value_key_of_correction(figure): figure.was for figure in correction.figures
        }
        self._before: dict[ObservationKey, Value | None] = {}

    def all(self) -> Iterator[Affected]:
        """The figures that had another value before, or may have had one."""
        following = self._following()
        for figure in (each for each in self._tables.figures if id(each) in following):
            was, is_named = self._was(figure), self._name(figure) in self._named
            if is_named or was != figure.value or self._is_touched(figure):
                shown = Absence.SUPPRESSED if was is None and self._is_hidden(figure) else was
                yield Affected(self._correction, figure, shown, is_derived=not is_named)

    def _following(self) -> set[int]:
        """The identities of the figures that are named, and of all that were computed from these: a few of all."""
        pending = list(named_by(self._correction, self._tables.figures))
        found = set(map(id, pending))
        while pending:
            wholes = [whole for whole in self._wholes.get(pending.pop().key, ()) if id(whole) not in found]
            found.update(map(id, wholes))
            pending += wholes
        return found

    def _is_hidden(self, figure: Figure) -> bool:
        """Whether a value that is not known would be, were some figures not suppressed."""
        parts = (self._tables.by_key[key] for key in figure.parts)
        return is_suppressed(figure) or any(self._was(part) is None and self._is_hidden(part) for part in parts)

    def _is_touched(self, figure: Figure) -> bool:
        """Whether it is suppressed now as before, and was another one."""
        if not is_suppressed(figure):
            return False
        return self._name(figure) in self._named or any(self._is_touched(self._tables.by_key[k]) for k in figure.parts)

    @staticmethod
    def _name(figure: Figure) -> ValueKey:
        """As corrections name it: they do not say whether a value is that of every year."""
        return value_key(figure).unspecific

    def _was(self, figure: Figure) -> Value | None:
        key = figure.key
        if key not in self._before:
            named = self._named.get(self._name(figure))
            self._before[key] = self._computed(figure) if named is None else named
        return self._before[key]

    def _computed(self, figure: Figure) -> Value | None:
        """What it was computed as before; what was not computed was as it is."""
        rule = self._rule(figure)
        parts = [self._tables.by_key[key] for key in (figure.parts[-1:] if rule is Rule.LAST else figure.parts)]
        changed = [
            (was, part.value) for part in parts if (was := self._was(part)) != part.value or self._is_touched(part)
        ]
        if not changed:
            return figure.value
        if rule is Rule.LAST:
            return changed[0][0]
        return _without(figure.value, changed) if rule is Rule.SUM else None

    def _rule(self, figure: Figure) -> Rule:
        measure = self._measures[figure.key.measure]
        if figure.origin is FigureOrigin.DERIVED:
            return Rule.NONE
        return measure.over_time if figure.origin is FigureOrigin.TEMPORAL_SUM else measure.over_tree


def _without(total: Value, changed: Sequence[tuple[Value | None, Value]]) -> Value | None:
    """A sum before some of its parts changed; None where any of the numbers is not exact."""
    if not isinstance(total, Quantity) or not total.is_exact:
        return None
    numbers = [total.decimal]
    for was, now in changed:
        if not (isinstance(was, Quantity) and was.is_exact and isinstance(now, Quantity) and now.is_exact):
            return None
        numbers += was.decimal, -now.decimal
    return Quantity(exact_sum(numbers))
