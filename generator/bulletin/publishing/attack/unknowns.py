"""The numbers of all versions as forms: a published number is known, a hidden one is unknown.

A number that was reported on the same day by the same sources is the same in every version; so a figure that one
version hides and another publishes is known in both.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from bulletin.disclosure.linked_tables import Interval, Rational
from bulletin.publishing.attack.corrections import Corrected
from bulletin.publishing.attack.published_tables import (
    Aspect,
    CellKey,
    PublishedFigure,
    PublishedTables,
    Shown,
)
from bulletin.publishing.attack.relations import Form, System
from bulletin.publishing.attack.structure import PublishedMeasure

Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class HiddenCell:
    """A number that a version hides."""

    key: CellKey
    version: str
    unknown: int | None
    """Its position in the system; None where another version publishes it."""
    published: Interval | None = None
    """What another version says it is."""
    elsewhere: str = ""
    """The version that publishes it."""


class Unknowns:
    """The forms of all numbers, and which of them are hidden."""

    def __init__(
        self, versions: Iterable[PublishedTables], corrected: Container[Corrected] = (), *, linked: bool = True
    ) -> None:
        """Give every hidden number an unknown.

        :param corrected: the figures that are another number in one version than in another with the same report.
        :param linked: whether a number is the same in all versions that have the same report of it.
        """
        self.system = System()
        self.versions = tuple(versions)
        self._linked = linked
        self._corrected = corrected
        self._whole = _counted(self.versions)
        self._known = dict(self._published())
        self._forms: dict[Identity, Form] = {}
        self._found: dict[tuple[str, CellKey], Form | None] = {}

    def form(self, version: PublishedTables, key: CellKey) -> Form | None:
        """A number as a form; None where the version does not have it."""
        place = version.version, key
        if place not in self._found:
            self._found[place] = self._form(version, key)
        return self._found[place]

    def is_counted(self, measure: str) -> bool:
        """Whether figures of a measure are whole numbers, as far as readers can see."""
        return measure in self._whole

    def hidden(self) -> Iterator[HiddenCell]:
        """Every hidden number of every version, with the numerators and denominators that equations are about."""
        for version in self.versions:
            for key, figure in version.figures.items():
                if figure.value.is_hidden:
                    yield self._hidden(version, figure, key)
                    for aspect in (Aspect.NUMERATOR, Aspect.DENOMINATOR):
                        form = self._found.get((version.version, key._replace(aspect=aspect)))
                        if form is not None and form.terms:
                            yield HiddenCell(key._replace(aspect=aspect), version.version, next(iter(form.terms)))

    def _hidden(self, version: PublishedTables, figure: PublishedFigure, key: CellKey) -> HiddenCell:
        form = self.form(version, key)
        if form is not None and form.terms:
            return HiddenCell(key, version.version, next(iter(form.terms)))
        known, elsewhere = self._known[self._identity(version, figure, key)]
        return HiddenCell(key, version.version, None, Interval(known, known), elsewhere)

    def _published(self) -> Iterator[tuple[Identity, tuple[Rational, str]]]:
        for version in self.versions:
            for key, figure in version.figures.items():
                number = figure.value.exact
                if number is not None:
                    yield self._identity(version, figure, key), (number, version.version)

    def _form(self, version: PublishedTables, key: CellKey) -> Form | None:
        figure = version.figures.get(key._replace(aspect=Aspect.VALUE))
        if figure is None:
            return None
        shown = _aspect(figure, key.aspect)
        if shown is None or (shown.absence is not None and not shown.is_hidden):
            return None
        if shown.exact is not None:
            return Form(shown.exact, {})
        identity = self._identity(version, figure, key)
        if identity in self._known and key.aspect is Aspect.VALUE:
            return Form(self._known[identity][0], {})
        if identity not in self._forms:
            self._forms[identity] = self._new(version.measures[key.measure], key, shown)
        return self._forms[identity]

    def _new(self, measure: PublishedMeasure, key: CellKey, shown: Shown) -> Form:
        least = {Aspect.VALUE: measure.least, Aspect.NUMERATOR: measure.least_count}.get(key.aspect, 0)
        lower = shown.lower if shown.lower is not None else least
        return self.system.unknown(
            lower, shown.upper, is_whole=key.measure in self._whole or key.aspect != Aspect.VALUE
        )

    def _identity(self, version: PublishedTables, figure: PublishedFigure, key: CellKey) -> Identity:
        if not self._linked or (key.organization, key.measure, figure.period) in self._corrected:
            return key, version.version
        return key, figure.reported, figure.sources, figure.units, figure.parts


def _aspect(figure: PublishedFigure, aspect: Aspect) -> Shown | None:
    if aspect is Aspect.VALUE:
        return figure.value
    number = figure.numerator if aspect is Aspect.NUMERATOR else figure.denominator
    if number is not None:
        return Shown(None, number, number)
    return Shown(figure.value.absence) if figure.value.is_hidden else None


def _counted(versions: Iterable[PublishedTables]) -> frozenset[str]:
    """The measures whose figures are whole numbers, as far as readers can see."""
    counted: dict[str, bool] = {}
    for version in versions:
        for name, measure in version.measures.items():
            counted[name] = counted.get(name, True) and measure.kind.traits.is_counted
        for key, figure in version.figures.items():
            if figure.value.exact is not None and Fraction(figure.value.exact).denominator != 1:
                counted[key.measure] = False
    return frozenset(name for name, is_whole in counted.items() if is_whole)
