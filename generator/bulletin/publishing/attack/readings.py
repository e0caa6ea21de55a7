"""What a number beside a figure can mean: its value, a share of its whole, a change, how much of a target it is.

Each meaning is an equation between the figure and another number: ``figure = factor × other + constant``, where both
follow from the number that is shown. So it bounds a hidden one of the two by the published one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import ceil, floor

from bulletin.disclosure.linked_tables import Interval
from bulletin.model.periods import instant
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables, Shown
from bulletin.publishing.attack.relations import Relation, RelationKind
from bulletin.publishing.attack.shown_numbers import Number

_HUNDRED = 100
_FEBRUARY = 2
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reading:
    """One meaning that a number beside a figure can have."""

    kind: RelationKind
    figure: CellKey
    other: CellKey | None = None
    """What the figure is compared with."""
    target: str = ""
    """The target that it is compared with, by its id."""
    amount: Fraction = Fraction()
    """That of the target."""

    def relation(self, version: str) -> Relation:
        """The equation in words."""
        return Relation(self.kind, version, self.figure, (self.other,) if self.other else (), self.target)

    def equation(self, shown: Fraction) -> tuple[Fraction, Fraction]:
        """The factor and the constant of ``figure = factor × other + constant`` that a shown number says."""
        match self.kind:
            case RelationKind.SHARE:
                return shown / _HUNDRED, Fraction()
            case RelationKind.CHANGE:
                return Fraction(1), shown
            case RelationKind.GROWTH:
                return 1 + shown / _HUNDRED, Fraction()
            case RelationKind.TARGET:
                return Fraction(), self.amount - shown
            case RelationKind.PERCENT_OF_TARGET:
                return Fraction(), shown * self.amount / _HUNDRED
            case _:
                return Fraction(), shown


class Readings:
    """What numbers beside the figures of a version can mean."""

    def __init__(self, version: PublishedTables) -> None:
        self._version = version
        self._targets: dict[CellKey, list[tuple[str, Fraction, Fraction]]] = {}
        for target in version.targets:
            if target.figure is not None and target.value.number is not None:
                amounts = Fraction(target.value.number), Fraction(target.unrounded or target.value.number)
                self._targets.setdefault(target.figure, []).append((target.id, *amounts))
        self.of = cache(self._of)
        """The readings of a number beside a figure."""

    def _of(self, key: CellKey) -> tuple[Reading, ...]:
        return tuple(self._found(key))

    def _found(self, key: CellKey) -> Iterator[Reading]:
        yield Reading(RelationKind.VALUE, key)
        if key.category is not None and key.whole in self._version.figures:
            yield Reading(RelationKind.SHARE, key, key.whole)
        before = _year_before(key)
        if before in self._version.figures:
            yield Reading(RelationKind.CHANGE, key, before)
            yield Reading(RelationKind.GROWTH, key, before)
        for target, amount, asked in self._targets.get(key, ()):
            yield Reading(RelationKind.TARGET, key, None, target, amount)
            yield Reading(RelationKind.PERCENT_OF_TARGET, key, None, target, asked)

    def hidden(self, reading: Reading) -> CellKey | None:
        """The hidden figure of which a reading says something."""
        pair = (reading.figure, reading.other)
        return next((key for key in pair if key is not None and self._shown(key).is_hidden), None)

    def fits(self, reading: Reading, number: Number) -> bool | None:
        """Whether published figures have this meaning; None where one of them is not published."""
        figure = self._shown(reading.figure).exact
        other = self._shown(reading.other).exact if reading.other else Fraction()
        if figure is None or other is None:
            return None
        ends = sorted(factor * other + constant for factor, constant in map(reading.equation, number.limits))
        return ends[0] <= figure <= ends[1]

    def learned(self, reading: Reading, number: Number) -> Interval:
        """What a number says of the hidden figure of a reading; limits are None where the other is hidden, too."""
        figure, equations = self._shown(reading.figure), [reading.equation(each) for each in number.limits]
        other = self._shown(reading.other).exact if reading.other else Fraction()
        if figure.is_hidden:
            ends = [factor * other + constant for factor, constant in equations if other is not None]
        else:
            value = figure.exact
            ends = [(value - constant) / factor for factor, constant in equations if value is not None and factor]
        if len(ends) < len(equations):
            return Interval(None, None)
        is_whole = self._version.measures[reading.figure.measure].kind.traits.is_counted
        return Interval(ceil(min(ends)), floor(max(ends))) if is_whole else Interval(min(ends), max(ends))

    def _shown(self, key: CellKey) -> Shown:
        return self._version.figures[key].value


def _year_before(key: CellKey) -> CellKey:
    """The same figure of the same days of the year before; of a day at the end of a month, of that day then."""
    if key.start == key.end and (before := instant(key.end).year_before()) is not None:
        return key._replace(start=before.start, end=before.end)
    return key._replace(start=_moved(key.start), end=_moved(key.end + _DAY) - _DAY)


def _moved(day: date) -> date:
    """The day a year before; days on which periods begin are there in every year, but for a single 29 February."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == _FEBRUARY else day.day)
