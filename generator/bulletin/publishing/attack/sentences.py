"""Sentences that state a hidden figure, or a number that was computed of one.

A number is about the figures that its own clause names: an organization, a measure and a period. Where the clause names
none of a kind, those of the clauses before it hold on, as for readers. What any of these explains is no finding.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise, product
from typing import NamedTuple

from bulletin.disclosure.linked_tables import Interval
from bulletin.publishing.attack.explanations import Explanation, Explanations
from bulletin.publishing.attack.findings import Finding, FindingKind
from bulletin.publishing.attack.html_pages import HtmlPage, blocks_of
from bulletin.publishing.attack.named import NamedIds, Names
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.readings import Readings
from bulletin.publishing.attack.shown_numbers import Number

_ORDINAL = re.compile(r"\d+\.?[^\W\d_]+|[^\W\d_]+\d+")
"""Numbers that are a part of a word: 3.er, 1st, Q2."""
_END = re.compile(r"[.;!?\u061b\u061f](?=\s)")
"""Where a clause ends: what is behind a point within a number goes on with it."""
_About = tuple[str, str, str]
"""An organization, a measure and the notation of a period."""


class _Clause(NamedTuple):
    text: str
    named: NamedIds
    """What it is about: what it names, or else what was named before it."""


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

    def findings(self, page: HtmlPage) -> Iterator[Finding]:
        """What the sentences of a page say of hidden figures that they name."""
        for block in dict.fromkeys(blocks_of(page)):
            for clause in self._clauses(block) if page.numbers(block) else ():
                keys = self._figures(page, clause)
                unexplained = self._unexplained(page, clause.text, keys) if keys else []
                for key in keys if unexplained else ():
                    yield from self._said(page, block, key, unexplained)

    def _clauses(self, block: str) -> Iterator[_Clause]:
        """The clauses of a text; a point within a name ends none."""
        names = list(self._names.pattern.finditer(block))
        inside = {place for name in names for place in range(*name.span())}
        ends = [found.end() for found in _END.finditer(block) if found.start() not in inside]
        before = self._names.ids_of(())
        for start, end in pairwise((0, *ends, len(block))):
            own = self._names.ids_of(name[0] for name in names if start <= name.start() < end)
            before = NamedIds(*(ids or earlier for ids, earlier in zip(own, before, strict=True)))
            yield _Clause(block[start:end], before)

    def _figures(self, page: HtmlPage, clause: _Clause) -> list[CellKey]:
        """The figures that a clause is about, those of the organization whose page it is, too."""
        units, measures, periods = clause.named
        units |= {page.organization} if page.organization else set()
        return [key for about in sorted(product(units, measures, periods)) for key in self._keys.get(about, ())]

    def _unexplained(self, page: HtmlPage, clause: str, keys: Collection[CellKey]) -> list[Number]:
        """The numbers of a clause but for names, years, published ones of these units, targets and days."""
        rest = self._names.every.sub(" ", _ORDINAL.sub(" ", page.without_dates(clause)))
        numbers = page.numbers(rest)
        known = {number for key in keys for number in self._numbers[key.organization, key.measure]}
        known = known.union(self._explanations.targets, *(self._units(key, numbers) for key in keys))
        explanation = Explanation(frozenset(self._years), tuple(known), self._explanations.days)
        found = (each for each in numbers if not explanation.explains(each, rest))
        return [number for number in found if not any(self._is_computed(key, number) for key in keys)]

    def _units(self, key: CellKey, numbers: Collection[Number]) -> set[Fraction]:
        """How many units reported of how many, and how many percent of them, where a sentence says both counts."""
        reported, expected = self._version.figures[key].units or (None, None)
        counts = {Fraction(count) for count in (reported, expected) if count is not None}
        if not counts <= {number.value for number in numbers} or len(numbers) < 2:
            return set()
        return counts | ({Fraction(100 * reported, expected)} if reported is not None and expected else set())

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
