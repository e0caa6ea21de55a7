"""Why a value changed from one state of a bulletin to another: by a correction, a later report, its parts or the tree.

A change of a stated value has a reason where a correction names it, or a later report revised it. A computed value
changed because its parts did, or because the tree did; the gravest of the reasons is its own. What became of a
suppressed part is not said, but that there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bulletin.analysis.figures import Figure, FigureOrigin, Number, TargetFigure, is_suppressed, reported_value
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey, SeriesKey, ValueKey, value_key_of_correction
from bulletin.model.periods import Period
from bulletin.model.records import Correction
from bulletin.model.text import Text


class ChangeKind(StrEnum):
    """What sort of change it is, the one that most needs a look first."""

    UNEXPLAINED = "unexplained"
    """Changed in place, and nothing says why."""
    CORRECTED = "corrected"
    """A correction names it, or a part that it was computed from."""
    WITHDRAWN = "withdrawn"
    """Stated no more, or no more shown."""
    NOT_COMPUTED = "not-computed"
    """Computed before, and no more."""
    REDEFINED = "redefined"
    """Changed in place, along with what its measure means."""
    RESTATED = "restated"
    """Computed, and the units it is computed from are elsewhere in the tree."""
    REVISED = "revised"
    """Reported anew; the older report is kept with it."""
    NOT_SHOWN = "not-shown"
    """Computed, and no figure that is shown says why: one that it is computed from is suppressed."""
    NEW = "new"
    """Not there before, or not shown."""


SEVERITY = {kind: rank for rank, kind in enumerate(ChangeKind)}
"""The rank of each kind; the gravest is 0."""


@dataclass(frozen=True)
class ChangeReason:
    """Why a value changed."""

    sources: tuple[str, ...] = ()
    """Ids of the sources that report it anew; of a computed value, those of its parts."""
    corrections: tuple[str, ...] = ()
    """Ids of the corrections that name it, or a part of it."""
    organizations: tuple[str, ...] = ()
    """Ids of the units that came, went or are elsewhere in the tree."""
    note: Text | None = None
    """What the record of the newer value says of it."""


NO_REASON = ChangeReason()


@dataclass(frozen=True)
class ComparedSide:
    """One side of the comparison, with its numbers by their keys."""

    catalogue: Catalogue
    numbers: Mapping[ValueKey, Number]


KindAndReason = tuple[ChangeKind, ChangeReason]


class ChangeReasons:
    """Finds the cause of a change. Parts of computed figures are looked up along the way, each once."""

    def __init__(self, before: ComparedSide, after: ComparedSide, redefined: frozenset[str]) -> None:
        self._before = before
        self._after = after
        self._redefined = redefined
        self._found: dict[ValueKey, KindAndReason] = {}
        self._continued: dict[ValueKey, bool] = {}
        self._corrected = _corrected(_learnt(before.catalogue, after.catalogue))
        self._with_history = _with_history(after.catalogue)

    def of(self, key: ValueKey) -> KindAndReason:
        """The cause of a value that differs."""
        if key not in self._found:
            self._found[key] = self._kind_and_reason(key)
        return self._found[key]

    def _kind_and_reason(self, key: ValueKey) -> KindAndReason:
        before, after = self._before.numbers.get(key), self._after.numbers.get(key)
        if (corrections := self._corrected.get(key.unspecific, ())) and not is_suppressed(after):
            return ChangeKind.CORRECTED, ChangeReason(corrections=tuple(corrections))
        if after is None:
            return ChangeKind.NOT_COMPUTED if _is_computed(before) else ChangeKind.WITHDRAWN, self._of_gone(before)
        if before is None or is_suppressed(before) or is_suppressed(after):
            kind = ChangeKind.WITHDRAWN if is_suppressed(after) else ChangeKind.NEW
            return kind, ChangeReason(_sources(after))
        if isinstance(before, Figure) and isinstance(after, Figure):
            return self._of_figures(before, after)
        return self._of_targets(before, after)

    def _of_targets(self, before: Number, after: Number) -> KindAndReason:
        """Why a target has another value: its record is of another source, or the figure that it is a change on is."""
        if _sources(before) != _sources(after):
            return _revised(after)
        is_same = isinstance(before, TargetFigure) and isinstance(after, TargetFigure) and before.change == after.change
        baseline = after.baseline if is_same and isinstance(after, TargetFigure) and after.change is not None else None
        reasons = [*self._of_parts(baseline.figures)] if baseline is not None else []
        return _gravest(reasons) if reasons else self._in_place(after)

    def _of_figures(self, before: Figure, after: Figure) -> KindAndReason:
        if after.origin is FigureOrigin.REPORTED:
            is_later = after.reported > before.reported or not set(after.sources) <= set(self._before.catalogue.sources)
            was_reported = before.origin is not FigureOrigin.REPORTED or any(
                report.value == before.value for report in after.earlier
            )
            return _revised(after) if is_later and was_reported else self._in_place(after)
        if before.origin is FigureOrigin.REPORTED:
            return self._in_place(after)
        return self._of_totals(before, after)

    def _in_place(self, after: Number) -> KindAndReason:
        is_redefined = after.key.measure in self._redefined
        return ChangeKind.REDEFINED if is_redefined else ChangeKind.UNEXPLAINED, NO_REASON

    def _of_gone(self, before: Number | None) -> ChangeReason:
        """Why a value is not computed any more; a stated one says nothing of why it was taken out."""
        if not isinstance(before, Figure) or not _is_computed(before):
            return NO_REASON
        return _together(reason for _, reason in (*self._of_tree(before), *self._of_parts(before.parts)))

    def is_continued(self, key: ValueKey) -> bool:
        """Whether a computed value is only no more there as one of its series reaches further, from the same figures.

        So it is with the sum of all years so far once there is one more year.
        """
        if key not in self._continued:
            before = self._before.numbers.get(key)
            self._continued[key] = (
                key not in self._after.numbers
                and isinstance(before, Figure)
                and _is_computed(before)
                and any(
                    period != before.key.period and period.contains(before.key.period)
                    for period in self._computed_periods.get(before.key.series, ())
                )
                and all(self._is_kept(ValueKey.of_observation(part)) for part in before.parts)
            )
        return self._continued[key]

    def _is_kept(self, key: ValueKey) -> bool:
        return key in self._after.numbers or self.is_continued(key)

    @cached_property
    def _computed_periods(self) -> dict[SeriesKey, list[Period]]:
        """The periods of which the newer side computes a figure, by series."""
        periods: dict[SeriesKey, list[Period]] = {}
        for number in self._after.numbers.values():
            if _is_computed(number):
                periods.setdefault(number.key.series, []).append(number.key.period)
        return periods

    def _of_totals(self, before: Figure, after: Figure) -> KindAndReason:
        reasons = [*self._of_tree(after), *self._of_parts((*before.parts, *after.parts))]
        return _gravest(reasons) if reasons else self._in_place(after)

    def _of_tree(self, total: Figure) -> Iterator[KindAndReason]:
        moved = tuple(self._moved(total.key.organization, total.key.period))
        if moved and total.origin is FigureOrigin.HIERARCHICAL_SUM:
            yield ChangeKind.RESTATED, ChangeReason(organizations=moved)

    def _moved(self, organization: str, period: Period) -> Iterator[str]:
        """The units that were directly below in the period on one side only, but for those merely learnt of since."""
        older, newer = self._before.catalogue, self._after.catalogue
        below = _below(older, organization, period) ^ _below(newer, organization, period)
        return (unit for unit in sorted(below) if unit in older.organizations or unit in self._with_history)

    def _of_parts(self, parts: Iterable[ObservationKey]) -> Iterator[KindAndReason]:
        """The causes of all parts that differ, as they count for what was computed from them."""
        for key in dict.fromkeys(map(ValueKey.of_observation, parts)):
            older, newer = self._before.numbers.get(key), self._after.numbers.get(key)
            if is_suppressed(older) or is_suppressed(newer):
                yield ChangeKind.NOT_SHOWN, NO_REASON
            elif (older and reported_value(older)) != (newer and reported_value(newer)) and not self.is_continued(key):
                kind, reason = self.of(key)
                yield _OF_PARTS.get(kind, kind), reason


_OF_PARTS = {
    ChangeKind.NEW: ChangeKind.REVISED,
    ChangeKind.WITHDRAWN: ChangeKind.UNEXPLAINED,
    ChangeKind.NOT_COMPUTED: ChangeKind.UNEXPLAINED,
}
"""What a part's change is to the total: with a new part it is revised; why one was withdrawn nobody says."""


def _is_computed(number: Number | None) -> bool:
    """Whether it is a figure that was computed rather than stated."""
    return isinstance(number, Figure) and number.origin is not FigureOrigin.REPORTED


def _sources(number: Number) -> tuple[str, ...]:
    return (number.source,) if isinstance(number, TargetFigure) else number.sources


def _revised(after: Number) -> KindAndReason:
    return ChangeKind.REVISED, ChangeReason(_sources(after), note=after.note)


def _gravest(reasons: Iterable[KindAndReason]) -> KindAndReason:
    """The gravest of several causes, with all reasons for it."""
    listed = tuple(reasons)
    kind = min((kind for kind, _ in listed), key=SEVERITY.__getitem__)
    return kind, _together(reason for found, reason in listed if found is kind)


def _together(reasons: Iterable[ChangeReason]) -> ChangeReason:
    """The reasons of several parts in one, without the notes, each of which is about one part."""
    listed = tuple(reasons)
    return ChangeReason(
        tuple(dict.fromkeys(name for reason in listed for name in reason.sources)),
        tuple(dict.fromkeys(name for reason in listed for name in reason.corrections)),
        tuple(dict.fromkeys(name for reason in listed for name in reason.organizations)),
    )


def _below(catalogue: Catalogue, organization: str, period: Period) -> frozenset[str]:
    """The units directly below an organization in a period; none below one that is not known."""
    below = catalogue.below(organization, period) if organization in catalogue.organizations else ()
    return frozenset(unit for unit in below if catalogue.exists(unit, period))


def _with_history(catalogue: Catalogue) -> frozenset[str]:
    """The units of whose coming the records have a date or an event, rather than only that they are there."""
    units = catalogue.organizations.values()
    opened = (unit.id for unit in units if unit.opened is not None)
    took_part = ((unit.id, *event.organizations) for unit in units for event in unit.events)
    return frozenset(opened).union(*took_part)


def _learnt(before: Catalogue, after: Catalogue) -> Iterator[Correction]:
    """The corrections that only the newer side knows."""
    return (correction for name, correction in after.corrections.items() if name not in before.corrections)


def _corrected(corrections: Iterable[Correction]) -> Mapping[ValueKey, dict[str, None]]:
    """The ids of the corrections that name a figure or a target, each once."""
    found: dict[ValueKey, dict[str, None]] = {}
    for correction in corrections:
        for figure in correction.figures:
            found.setdefault(value_key_of_correction(figure), {})[correction.id] = None
    return found
