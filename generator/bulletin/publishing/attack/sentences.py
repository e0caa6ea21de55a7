"""Sentences that state a hidden figure, or a number that was computed of one."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from itertools import product

from bulletin.disclosure.linked_tables import Interval
from bulletin.publishing.attack.explanations import Explanation, Explanations
from bulletin.publishing.attack.findings import Finding, FindingKind
from bulletin.publishing.attack.html_pages import HtmlPage, blocks_of
from bulletin.publishing.attack.named import Names
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.readings import Readings
from bulletin.publishing.attack.shown_numbers import Number

_ORDINAL = re.compile(r"\d+\.?[^\W\d_]+|[^\W\d_]+\d+")
"""Numbers that are a part of a word: 3.er, 1st, Q2."""
_About = tuple[str, str, str]
"""An organization, a measure and the notation of a period."""


class Sentences:
    """What sentences may say of the figures of a version."""

    def __init__(
        self, version: PublishedTables, names: Names, readings: Readings, known: Mapping[CellKey, Interval]
    ) -> None:
        """Take the names of figures, what numbers mean beside them, and the intervals of hidden ones."""
        self._version = version
        self._names = names
        self._readings = readings
        self._known = known
        self._explanations = Explanations(version)
        self._keys: dict[_About, list[CellKey]] = {}
        self._numbers: dict[tuple[str, str], set[Fraction]] = {}
        for key, figure in version.figures.items():
            numbers = self._numbers.setdefault((key.organization, key.measure), set())
            numbers.update([Fraction(figure.value.number)] if figure.value.number is not None else [])
            if key.category is None:
                self._keys.setdefault((key.organization, key.measure, figure.period), []).append(key)
        self._years = {Fraction(year) for key in version.figures for year in (key.start.year, key.end.year)}
        self._ids = [_by_name(each) for each in (names.organizations, names.measures, names.periods)]

    def findings(self, page: HtmlPage) -> Iterator[Finding]:
        """What the sentences of a page say of hidden figures that they name."""
        for block in dict.fromkeys(blocks_of(page)):
            for key in self._named(page, block) if page.numbers(block) else ():
                if unexplained := self._unexplained(page, block, key):
                    yield from self._said(page, block, key, unexplained)

    def _named(self, page: HtmlPage, block: str) -> Iterator[CellKey]:
        """The figures whose measure, period and organization a sentence names, or is beside."""
        words = {name.casefold() for name in self._names.pattern.findall(block)}
        units, measures, periods = ({each for word in words for each in ids.get(word, ())} for ids in self._ids)
        units = {page.organization} if page.organization else units
        for about in sorted(product(units, measures, periods)):
            yield from self._keys.get(about, ())

    def _unexplained(self, page: HtmlPage, block: str, key: CellKey) -> list[Number]:
        """The numbers of a sentence but for names, years, published ones of the same measure, targets and days."""
        rest = self._names.pattern.sub(" ", _ORDINAL.sub(" ", page.without_dates(block)))
        numbers = page.numbers(rest)
        known = self._numbers[key.organization, key.measure] | self._explanations.targets | self._units(key, numbers)
        explanation = Explanation(frozenset(self._years), tuple(known), self._explanations.days)
        found = (each for each in numbers if not explanation.explains(each, rest))
        return [number for number in found if not self._is_computed(key, number)]

    def _units(self, key: CellKey, numbers: Collection[Number]) -> set[Fraction]:
        """How many units reported of how many, where a sentence says both."""
        units = {Fraction(count) for count in self._version.figures[key].units or () if count is not None}
        return units if units <= {number.value for number in numbers} and len(numbers) > 1 else set()

    def _is_computed(self, key: CellKey, number: Number) -> bool:
        """Whether a number is computed of published ones: of the figure, or of its categories."""
        beside = (key, *self._explanations.categories(key))
        return any(self._readings.fits(reading, number) for each in beside for reading in self._readings.of(each))

    def _said(self, page: HtmlPage, block: str, key: CellKey, numbers: Collection[Number]) -> Iterator[Finding]:
        version = self._version.version
        if key in self._version.hidden:
            yield Finding(FindingKind.SENTENCE, key, version, place=page.place, found=block)
            return
        for reading, number in product(self._readings.of(key), numbers):
            hidden = self._readings.hidden(reading)
            for shown in (number, number.negative) if hidden is not None else ():
                interval = self._readings.learned(reading, shown)
                if hidden is not None and self._is_possible(hidden, interval):
                    relations = (reading.relation(version),)
                    yield Finding(FindingKind.COMPUTED, hidden, version, interval, relations, page.place, block)

    def _is_possible(self, hidden: CellKey, interval: Interval) -> bool:
        """Whether a hidden figure can be within an interval, by all that is known of it."""
        lower, upper = interval
        least, most = self._known.get(hidden, Interval(None, None))
        if lower is None or upper is None or lower > upper:
            return False
        return (least is None or upper >= least) and (most is None or lower <= most)


def _by_name(names: Mapping[str, str]) -> Mapping[str, list[str]]:
    """The ids that a name stands for, in small letters."""
    found: dict[str, list[str]] = {}
    for each, name in names.items():
        found.setdefault(name.casefold(), []).append(each)
    return found
