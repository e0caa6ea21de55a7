"""The figures of all versions of a site, read from the files for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from bulletin.errors import BulletinError
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line
from bulletin.model.values import Absence, Qualifier
from bulletin.publishing.attack.answers import (
    ClaimEntry,
    FigureEntry,
    MeasureAnswer,
    OrganizationAnswer,
    ReferenceEntry,
    TargetEntry,
    ValueEntry,
    WayEntry,
)
from bulletin.publishing.attack.published_tables import (
    CellKey,
    PublishedClaim,
    PublishedFigure,
    PublishedTables,
    PublishedTarget,
    Shown,
)
from bulletin.publishing.attack.structure import PeriodEntry


class UnreadableSiteError(BulletinError):
    """A folder holds no published figures, or files that are not as the program writes them."""


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
        _rounded(_figure(entry, days), answer.measure.rule.rounding_base)
        for answer in answers
        for entry in answer.figures
    ]
    return PublishedTables(
        version=version,
        folders=folders,
        figures={figure.key: figure for figure in figures},
        measures={answer.measure.id: answer.measure for answer in answers},
        breakdowns={each.id: each for answer in answers for each in answer.vocabulary.breakdowns},
        populations={each.id: each.part_of for answer in answers for each in answer.vocabulary.populations},
        units={unit.id: unit for unit in units},
        targets=tuple(_target(entry, days) for answer in answers for entry in answer.targets),
        claims=tuple(_claim(entry, days) for answer in answers for entry in answer.claims),
        exempt=frozenset(each.id for answer in answers for each in answer.vocabulary.sources if each.exempt),
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


def _rounded(figure: PublishedFigure, base: int | None) -> PublishedFigure:
    """The figure as readers know it where figures are shown as multiples of a base: half of that either way."""
    number = figure.value.exact
    if base is None or number is None or number % base:
        return figure
    half = Fraction(base, 2)
    return replace(figure, value=replace(figure.value, lower=number - half, upper=number + half))


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
