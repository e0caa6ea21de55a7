"""What explains a number beside a hidden figure: that it is published, or computed of what is published alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product

from bulletin.model.values import half_unit
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.shown_numbers import Number

_PAIR = re.compile(r"(\d+)\s*/\s*(\d+)")
_HUNDRED = 100


@dataclass(frozen=True)
class Explanation:
    """The numbers that may be in a row."""

    numbers: frozenset[Fraction]
    """Those that are published, and differences between these."""
    quotients: tuple[Fraction, ...]
    """Published numbers, their shares and their changes in percent, which are shown rounded."""
    days: frozenset[int]
    """The lengths of periods, of which a share may have passed."""

    def explains(self, shown: Number, text: str) -> bool:
        """Whether a number may be in a text: also as a part of days, or as how many percent of them it is."""
        number, pairs = (
            shown.value,
            [(int(part), int(whole)) for part, whole in _PAIR.findall(text) if int(whole) in self.days],
        )
        if number in self.numbers or any(number in pair for pair in pairs):
            return True
        quotients = (*self.quotients, *(Fraction(_HUNDRED * part, whole) for part, whole in pairs))
        return any(abs(abs(number) - abs(quotient)) <= half_unit(shown.decimals) for quotient in quotients)


class Explanations:
    """What a version explains."""

    def __init__(self, version: PublishedTables) -> None:
        self._version = version
        self._known: dict[tuple[CellKey, ...], Explanation] = {}

    @cached_property
    def targets(self) -> frozenset[Fraction]:
        """The numbers of all targets."""
        return frozenset(Fraction(each.value.number) for each in self._version.targets if each.value.number is not None)

    @cached_property
    def days(self) -> frozenset[int]:
        """The lengths of all periods."""
        return frozenset(self._version.lengths)

    @cached_property
    def _of_wholes(self) -> Mapping[CellKey, list[CellKey]]:
        """The categories of each whole that are published."""
        found: dict[CellKey, list[CellKey]] = {}
        for key in self._version.figures:
            if key.breakdown is not None:
                found.setdefault(key.whole, []).append(key)
        return found

    @cached_property
    def _of_series(self) -> Mapping[CellKey, list[Fraction]]:
        """The published numbers of each series, by its key at the first day there is."""
        found: dict[CellKey, list[Fraction]] = {}
        for key in self._version.figures:
            found.setdefault(_series(key), []).extend(self._numbers((key,)))
        return found

    def categories(self, key: CellKey) -> list[CellKey]:
        """The categories of a whole."""
        return self._of_wholes.get(key, [])

    def of(self, keys: Iterable[CellKey]) -> Explanation:
        """What may be in a row that is about these figures, some of which are hidden."""
        subjects = tuple(keys)
        if subjects not in self._known:
            self._known[subjects] = self._explanation(subjects)
        return self._known[subjects]

    def _explanation(self, subjects: tuple[CellKey, ...]) -> Explanation:
        beside = [each for key in subjects for each in (key, *self.categories(key.whole))]
        shown = set(self._beside(beside))
        differences, quotients = set[Fraction](), set[Fraction]()
        for key in subjects:
            own = set(self._numbers((key,)))
            others = {*self._of_series[_series(key)], *self._numbers((key.whole,)), *self.targets}
            quotients |= own  # of derived measures and rates, as they are rounded where they are shown
            for first, second in product(own, others):
                differences |= {first - second, second - first}
                quotients |= {_HUNDRED * first / second, _HUNDRED * (first / second - 1)} if second else set()
        return Explanation(frozenset(shown | differences | self.targets), tuple(quotients), self.days)

    def _beside(self, keys: Iterable[CellKey]) -> Iterator[Fraction]:
        """The published numbers of figures and of their parts, and how many of the parts are hidden."""
        for key in keys:
            parts = self._version.figures[key].parts if key in self._version.figures else ()
            yield from self._numbers((key, *parts))
            yield Fraction(len(self._version.hidden.intersection(parts)))

    def _numbers(self, keys: Iterable[CellKey]) -> Iterator[Fraction]:
        for key in keys:
            figure = self._version.figures.get(key)
            for number in (figure.value.number, figure.value.upper) if figure else ():
                if number is not None:
                    yield Fraction(number)


def _series(key: CellKey) -> CellKey:
    return key._replace(start=key.start.min, end=key.end.min)
