"""What a version of an edition publishes for programs: its figures, and the structure that equations follow from.

Only the answers of the API are read. An answer of an earlier program may lack fields of later ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import TypeAdapter, ValidationError

from bulletin.analysis.tables import FigureOrigin
from bulletin.disclosure.linked_tables import Rational
from bulletin.errors import BulletinError
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line
from bulletin.model.records import MeasureKind, Operation, Rule
from bulletin.model.values import Absence, Qualifier
from bulletin.publishing.attack.answers import (
    BreakdownEntry,
    ClaimEntry,
    DisclosureEntry,
    FigureEntry,
    MeasureAnswer,
    MeasureEntry,
    OrganizationAnswer,
    OrganizationEntry,
    PeriodEntry,
    ReferenceEntry,
    TargetEntry,
    ValueEntry,
    WayEntry,
)


class UnreadableSiteError(BulletinError):
    """A folder holds no published figures, or files that are not as the program writes them."""


class Aspect(StrEnum):
    """Which of the numbers of a figure is meant."""

    VALUE = "value"
    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


class CellKey(NamedTuple):
    """The dimensions of a published number; periods by their days, so that two notations of them are the same."""

    organization: str
    measure: str
    population: str
    start: date
    end: date
    each: bool = False
    """Whether the value is that of every year of the period."""
    breakdown: str | None = None
    category: str | None = None
    aspect: Aspect = Aspect.VALUE

    @property
    def whole(self) -> CellKey:
        """The key of the total that this one is a category of."""
        return self._replace(breakdown=None, category=None)

    @property
    def is_instant(self) -> bool:
        """Whether it is about a day."""
        return self.start == self.end

    @property
    def text(self) -> str:
        """The key as reports name it."""
        days = self.start.isoformat() if self.is_instant else f"{self.start}/{self.end}"
        parts = (self.organization, self.measure, days, self.population, self.breakdown, self.category)
        aspect = None if self.aspect is Aspect.VALUE else self.aspect.value
        return " ".join(part for part in (*parts, aspect) if part)


@dataclass(frozen=True, slots=True)
class Shown:
    """What is said of a number."""

    absence: Absence | None
    """Why there is no number."""
    lower: Rational | None = None
    upper: Rational | None = None
    """Between which limits it is; the same for an exact number, None for no limit."""
    decimals: int = 0
    """Of the digits that are shown."""
    number: Rational | None = None
    """As it is shown: the middle of the limits where it is rounded."""

    @property
    def is_hidden(self) -> bool:
        """Whether it is confidential."""
        return self.absence is Absence.SUPPRESSED

    @property
    def exact(self) -> Rational | None:
        """The number, where it is known exactly."""
        return self.lower if self.lower == self.upper else None


@dataclass(frozen=True)
class PublishedFigure:
    """A figure of one version."""

    key: CellKey
    period: str
    """The notation of its period."""
    value: Shown
    numerator: Rational | None
    denominator: Rational | None
    reported: str
    sources: tuple[str, ...]
    origin: FigureOrigin
    parts: tuple[CellKey, ...]
    """What it was computed from."""
    units: tuple[int, int | None] | None
    """How many units of how many reported; None where that is not said."""
    earlier: tuple[Shown, ...]
    """What else was reported of it."""

    @property
    def is_partial(self) -> bool:
        """Whether units are missing in it."""
        return self.units is not None and self.units[0] != self.units[1]


@dataclass(frozen=True)
class PublishedMeasure:
    """A measure with what readers know of its figures."""

    kind: MeasureKind
    over_time: Rule
    over_tree: Rule
    can_be_negative: bool
    factor: int
    """What a quotient is multiplied by."""
    operation: Operation | None
    """Of a derived measure."""
    threshold: int | None = None
    """Below which counts are hidden; None where there is no such rule."""
    hides_zero: bool = False
    """Whether zero may be hidden, too."""

    @property
    def least(self) -> Rational | None:
        """The least that readers hold possible of a hidden figure."""
        if self.can_be_negative:
            return None
        return 1 if self.threshold is not None and not self.hides_zero and self.kind.traits.is_counted else 0

    @property
    def adds_up(self) -> bool:
        """Whether categories make up the whole."""
        return self.kind.traits.adds_up


@dataclass(frozen=True)
class PublishedBreakdown:
    """A breakdown with its categories."""

    categories: tuple[str, ...]
    overlapping: bool
    exhaustive: bool | None
    """None where an earlier program did not say."""
    crosses: tuple[str, ...]


@dataclass(frozen=True)
class PublishedUnit:
    """An organization and its place in the tree."""

    children: tuple[str, ...]
    has_unlisted: bool
    """Whether units are below it that are neither listed nor counted."""
    declared: int
    """How many units are said to be below it."""
    opened: date | None
    closed: date | None


@dataclass(frozen=True)
class PublishedTarget:
    """A target beside a figure, with the numbers that are computed of both."""

    id: str
    figure: CellKey | None
    """The figure that it is compared with."""
    value: Shown
    gone: Rational | None
    """The figure less the baseline."""
    to_go: Rational | None
    """The target less the figure."""
    baseline: Shown | None
    decimals: int


@dataclass(frozen=True)
class PublishedClaim:
    """A stated value that other figures imply."""

    id: str
    key: CellKey
    form: str
    value: Shown
    numerator: CellKey | None
    denominator: CellKey | None
    denominator_value: Shown | None


@dataclass(frozen=True)
class PublishedTables:
    """Everything that a version publishes for programs."""

    version: str
    """Its folder's name, such as 2023-Q1.1; empty for a draft."""
    folders: tuple[Path, ...]
    """One of each language."""
    figures: Mapping[CellKey, PublishedFigure]
    measures: Mapping[str, PublishedMeasure]
    breakdowns: Mapping[str, PublishedBreakdown]
    populations: Mapping[str, str | None]
    """The population that holds each, by id."""
    units: Mapping[str, PublishedUnit]
    targets: tuple[PublishedTarget, ...] = ()
    claims: tuple[PublishedClaim, ...] = ()

    @cached_property
    def hidden(self) -> frozenset[CellKey]:
        """The keys of the figures that are hidden."""
        return frozenset(key for key, figure in self.figures.items() if figure.value.is_hidden)


_Answer = TypeVar("_Answer")
_MEASURE_ANSWER = TypeAdapter(MeasureAnswer)
_ORGANIZATION_ANSWER = TypeAdapter(OrganizationAnswer)
_UNREADABLE = _("{path}: This is no file for programs as the bulletin writes it: {error}")


def published_tables(folders: tuple[Path, ...], version: str = "") -> PublishedTables:
    """What a version publishes, from the folder of its first language: answers are the same in every language.

    :param folders: of one version, at least one.
    :param version: the name of these folders; empty for a draft.
    :raises UnreadableSiteError: when a file is not as the program writes it.
    :raises OSError: when a file cannot be read.
    """
    api = folders[0] / "api"
    answers = [_read(_MEASURE_ANSWER, path) for path in sorted((api / "measures").glob("*.json"))]
    units = [_read(_ORGANIZATION_ANSWER, path).organization for path in sorted((api / "organizations").glob("*.json"))]
    days = {period.text: period for answer in answers for period in answer.vocabulary.periods}
    figures = [
        _rounded(_figure(entry, days), answer.measure.disclosure) for answer in answers for entry in answer.figures
    ]
    return PublishedTables(
        version=version,
        folders=folders,
        figures={figure.key: figure for figure in figures},
        measures={answer.measure.id: _measure(answer.measure) for answer in answers},
        breakdowns={each.id: _breakdown(each) for answer in answers for each in answer.vocabulary.breakdowns},
        populations={each.id: each.part_of for answer in answers for each in answer.vocabulary.populations},
        units={unit.id: _unit(unit) for unit in units},
        targets=tuple(_target(entry, days) for answer in answers for entry in answer.targets),
        claims=tuple(_claim(entry, days) for answer in answers for entry in answer.claims),
    )


def _read(adapter: TypeAdapter[_Answer], path: Path) -> _Answer:
    try:
        return adapter.validate_json(path.read_bytes())
    except ValidationError as error:
        raise UnreadableSiteError(_UNREADABLE, path=path, error=one_line(str(error))) from None


def _figure(entry: FigureEntry, days: Mapping[str, PeriodEntry]) -> PublishedFigure:
    key = _key(entry, entry.period)._replace(each=entry.each is not None)
    coverage, value = entry.coverage, _shown(entry.value)
    if coverage is not None and coverage.reported != coverage.expected and value.lower is not None:
        value = replace(value, upper=value.lower)  # at least so many in all, and exactly so many of those that reported
    return PublishedFigure(
        key=key,
        period=entry.period.text,
        value=value,
        numerator=Fraction(entry.numerator.digits) if entry.numerator else None,
        denominator=Fraction(entry.denominator.digits) if entry.denominator else None,
        reported=entry.reported,
        sources=entry.sources,
        origin=entry.origin,
        parts=tuple(_referred(part, key, days) for part in entry.parts),
        units=(coverage.reported, coverage.expected) if coverage else None,
        earlier=tuple(_shown(other.value) for other in (*entry.earlier, *entry.unordered)),
    )


def _key(entry: FigureEntry | ClaimEntry, period: PeriodEntry) -> CellKey:
    about = entry.organization, entry.measure, entry.population, period.start, period.end
    return CellKey(*about, breakdown=entry.breakdown, category=entry.category)


def _referred(reference: ReferenceEntry, own: CellKey, days: Mapping[str, PeriodEntry]) -> CellKey:
    """The key of what is referred to; what is left out is as in the entry that refers to it."""
    period = days.get(reference.period) if reference.period else None
    return own._replace(
        organization=reference.organization or own.organization,
        measure=reference.measure or own.measure,
        population=reference.population or own.population,
        start=period.start if period else own.start,
        end=period.end if period else own.end,
        breakdown=reference.breakdown or own.breakdown,
        category=reference.category or own.category,
    )


def _shown(value: ValueEntry) -> Shown:
    """What is said of a number: its limits by how it is qualified."""
    if value.digits is None:
        return Shown(value.absence or Absence.NOT_AVAILABLE)
    number, decimals = Fraction(value.digits), len(value.digits.partition(".")[2])
    lower, upper = {
        Qualifier.EXACT: (number, number),
        Qualifier.BETWEEN: (number, Fraction(value.upper.digits) if value.upper else None),
        Qualifier.AT_LEAST: (number, None),
        Qualifier.MORE_THAN: (number, None),
        Qualifier.AT_MOST: (None, number),
        Qualifier.UNDER: (None, number),
    }.get(value.qualifier or Qualifier.EXACT, (None, None))
    return Shown(None, lower, upper, decimals, number)


def _rounded(figure: PublishedFigure, rule: DisclosureEntry | None) -> PublishedFigure:
    """The figure as readers know it where figures are shown as multiples of a base: half of that either way."""
    base, number = (rule.rounding_base if rule else None), figure.value.exact
    if base is None or number is None or number % base:
        return figure
    half = Fraction(base, 2)
    return replace(figure, value=replace(figure.value, lower=number - half, upper=number + half))


def _measure(entry: MeasureEntry) -> PublishedMeasure:
    return PublishedMeasure(
        kind=entry.kind,
        over_time=entry.over_time,
        over_tree=entry.over_tree,
        can_be_negative=entry.can_be_negative,
        factor=entry.per or (100 if entry.kind.traits.is_part_of_hundred else 1),
        operation=entry.formula.operation if entry.formula else None,
        threshold=entry.disclosure.threshold if entry.disclosure else None,
        hides_zero=entry.disclosure.zero_discloses if entry.disclosure else False,
    )


def _breakdown(entry: BreakdownEntry) -> PublishedBreakdown:
    categories = tuple(category.id for category in entry.categories)
    crosses = entry.crossing.of if entry.crossing else ()
    return PublishedBreakdown(categories, entry.overlapping, entry.exhaustive, crosses)


def _unit(entry: OrganizationEntry) -> PublishedUnit:
    return PublishedUnit(
        children=entry.children,
        has_unlisted=entry.unlisted_units,
        declared=sum(units.count for units in entry.subordinates),
        opened=entry.opened.start if entry.opened else None,
        closed=entry.closed.end if entry.closed else None,
    )


def _target(entry: TargetEntry, days: Mapping[str, PeriodEntry]) -> PublishedTarget:
    period = days.get(entry.figure_period) if entry.figure_period else None
    about = entry.organization, entry.measure, entry.population
    way = entry.way or WayEntry()
    numbers = [number.digits for number in (way.gone, way.to_go) if number]
    return PublishedTarget(
        id=entry.id,
        figure=CellKey(*about, period.start, period.end) if period and not entry.share else None,
        value=_shown(entry.value),
        gone=Fraction(way.gone.digits) if way.gone else None,
        to_go=Fraction(way.to_go.digits) if way.to_go else None,
        baseline=_shown(entry.baseline.value) if entry.baseline else None,
        decimals=max((len(digits.partition(".")[2]) for digits in numbers), default=0),
    )


def _claim(entry: ClaimEntry, days: Mapping[str, PeriodEntry]) -> PublishedClaim:
    key = _key(entry, entry.period)
    above, below = entry.numerator, entry.denominator
    return PublishedClaim(
        id=entry.id,
        key=key,
        form=entry.form,
        value=_shown(entry.value),
        numerator=_referred(above, key.whole, days) if above and not above.target else None,
        denominator=_referred(below, key.whole, days) if below and not below.target else None,
        denominator_value=_shown(below.value) if below else None,
    )


def versions_of(site: Path) -> tuple[PublishedTables, ...]:
    """What every version in a site publishes, in the order of their names; also of a draft, or of one version alone.

    :raises UnreadableSiteError: when there is none, or a file is not as the program writes it.
    :raises OSError: when a file cannot be read.
    """
    folders: dict[tuple[str, ...], list[Path]] = {}
    for folder in sorted(_folders(site)):
        folders.setdefault(folder.relative_to(site).parts[1:], []).append(folder)
    if not folders:
        raise UnreadableSiteError(_("{path}: There are no published figures in this folder."), path=site)
    return tuple(published_tables(tuple(group), "/".join(name)) for name, group in sorted(folders.items()))


def _folders(site: Path) -> Iterator[Path]:
    """The folders below a site, or it, that hold the figures of a version; the newest one is also in ``latest``."""
    candidates: Iterable[Path] = (site, *site.glob("*"), *site.glob("*/*"))
    for folder in candidates:
        if (folder / "api" / "measures").is_dir() and folder.name != "latest":
            yield folder
