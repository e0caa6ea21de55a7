"""The figures of all versions of a site, read from the files for programs.

Answers of earlier programs lack fields, and those of later ones have more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from bulletin.analysis.figures import FigureOrigin
from bulletin.disclosure.linked_tables import Rational
from bulletin.errors import BulletinError
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line
from bulletin.model.values import Absence, Qualifier
from bulletin.publishing.attack.published_tables import (
    CellKey,
    PublishedClaim,
    PublishedFigure,
    PublishedTables,
    PublishedTarget,
    Shown,
)
from bulletin.publishing.attack.structure import PeriodEntry, PublishedBreakdown, PublishedMeasure, PublishedUnit
from bulletin.rendering.export.rows import digits_of, entries_of, period_of

Entry = Mapping[str, Any]
"""An object of JSON."""


class UnreadableSiteError(BulletinError):
    """A folder holds no published figures, or files that are not as the program writes them."""


_MEASURE = TypeAdapter(PublishedMeasure)
_BREAKDOWN = TypeAdapter(PublishedBreakdown)
_PERIOD = TypeAdapter(PeriodEntry)
_UNIT = TypeAdapter(PublishedUnit)
_UNREADABLE = _("{path}: This is no file for programs as the bulletin writes it: {error}")


def read_json(path: Path) -> dict[str, Any]:
    """What a file for programs says.

    :raises OSError: when it cannot be read.
    """
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


def published_tables(folders: tuple[Path, ...], version: str) -> PublishedTables:
    """What a version publishes, from the folder of its first language: answers are the same in every language.

    :param folders: of one version, at least one.
    :param version: the name of these folders; empty for a draft.
    :raises UnreadableSiteError: when a file is not as the program writes it.
    :raises OSError: when a file cannot be read.
    """
    tables = PublishedTables(version, folders, {}, {}, {}, {}, {})
    for path in sorted((folders[0] / "api" / "measures").glob("*.json")):
        with _reading(path):
            _add(tables, read_json(path))
    for path in sorted((folders[0] / "api" / "organizations").glob("*.json")):
        with _reading(path):
            unit = _UNIT.validate_python(read_json(path)["organization"])
            tables.units[unit.id] = unit
    return tables


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Refuse a file that is not as the program writes it."""
    try:
        yield
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UnreadableSiteError(_UNREADABLE, path=path, error=one_line(str(error))) from None


def _listed(answer: Entry, kind: str) -> Sequence[Entry]:
    """What an answer says of the codes of a kind that are in it."""
    found: Sequence[Entry] = answer["vocabulary"].get(kind, ())
    return found


def _add(tables: PublishedTables, answer: Entry) -> None:
    """Add what an answer says of a measure."""
    days = {entry["text"]: _PERIOD.validate_python(entry) for entry in _listed(answer, "periods")}
    tables.lengths.update((period.end - period.start).days + 1 for period in days.values())
    measure = _MEASURE.validate_python(answer["measure"])
    tables.measures[measure.id] = measure
    for entry in _listed(answer, "breakdowns"):
        tables.breakdowns[entry["id"]] = _BREAKDOWN.validate_python(entry)
    tables.populations.update((entry["id"], entry.get("part_of")) for entry in _listed(answer, "populations"))
    tables.exempt.update(entry["id"] for entry in _listed(answer, "sources") if entry.get("exempt"))
    for entry in entries_of(answer, "figures"):
        figure = _rounded(_figure(entry, days), measure.rule.rounding_base)
        tables.figures[figure.key] = figure
    tables.targets.extend(_target(entry, days) for entry in entries_of(answer, "targets"))
    tables.claims.extend(_claim(entry, days) for entry in entries_of(answer, "claims"))


def _figure(entry: Entry, days: Mapping[str, PeriodEntry]) -> PublishedFigure:
    key, value, coverage = _key(entry, days), _shown(entry["value"]), entry.get("coverage")
    units = (coverage["reported"], coverage.get("expected")) if coverage else None
    if units is not None and units[0] != units[1] and value.lower is not None:
        value = replace(value, upper=value.lower)  # at least so many in all, and exactly so many of those that reported
    return PublishedFigure(
        key=key,
        period=period_of(entry),
        value=value,
        numerator=_number(entry.get("numerator")),
        denominator=_number(entry.get("denominator")),
        reported=entry["reported"],
        sources=tuple(entry["sources"]),
        origin=FigureOrigin(entry["origin"]),
        parts=tuple(_referred(part, key, days) for part in entry.get("parts", ())),
        units=units,
        earlier=tuple(_shown(other["value"]) for name in ("earlier", "unordered") for other in entry.get(name, ())),
    )


def _key(entry: Entry, days: Mapping[str, PeriodEntry]) -> CellKey:
    period, is_each = days[period_of(entry)], entry.get("each") is not None
    return _of_whole(entry, period)._replace(
        each=is_each, breakdown=entry.get("breakdown"), category=entry.get("category")
    )


def _of_whole(entry: Entry, period: PeriodEntry) -> CellKey:
    return CellKey(entry["organization"], entry["measure"], entry["population"], period.start, period.end)


def _referred(reference: Entry, own: CellKey, days: Mapping[str, PeriodEntry]) -> CellKey:
    """The key of what is referred to; what is left out is as in the entry that refers to it."""
    names = ("organization", "measure", "population", "breakdown", "category")
    key = own._replace(**{name: reference[name] for name in names if reference.get(name)})
    period = days.get(reference.get("period", ""))
    return key._replace(start=period.start, end=period.end) if period else key


def _number(entry: Entry | None) -> Fraction | None:
    return Fraction(digits_of(entry)) if entry else None


def _decimals(entry: Entry) -> int:
    return len(digits_of(entry).partition(".")[2])


def _shown(value: Entry) -> Shown:
    """What is said of a number: its limits by how it is qualified."""
    number = _number(value) if digits_of(value) else None
    if number is None:
        return Shown(Absence(value.get("absence", Absence.NOT_AVAILABLE)))
    limits: Mapping[Qualifier, tuple[Rational | None, Rational | None]] = {
        Qualifier.EXACT: (number, number),
        Qualifier.BETWEEN: (number, _number(value.get("upper"))),
        Qualifier.AT_LEAST: (number, None),
        Qualifier.MORE_THAN: (number, None),
        Qualifier.AT_MOST: (None, number),
        Qualifier.UNDER: (None, number),
    }
    lower, upper = limits.get(Qualifier(value.get("qualifier", Qualifier.EXACT)), (None, None))
    return Shown(None, lower, upper, _decimals(value), number)


def _rounded(figure: PublishedFigure, base: int | None) -> PublishedFigure:
    """The figure as readers know it where figures are shown as multiples of a base: half of that either way."""
    number = figure.value.exact
    if base is None or number is None or number % base:
        return figure
    half = Fraction(base, 2)
    return replace(figure, value=replace(figure.value, lower=number - half, upper=number + half))


def _target(entry: Entry, days: Mapping[str, PeriodEntry]) -> PublishedTarget:
    period = days.get(entry.get("figure_period", ""))
    way, baseline = entry.get("way", {}), entry.get("baseline")
    numbers = [way[name] for name in ("gone", "to_go") if way.get(name)]
    return PublishedTarget(
        id=entry["id"],
        figure=_of_whole(entry, period) if period and not entry.get("share") else None,
        value=_shown(entry["value"]),
        unrounded=_number(entry.get("unrounded")),
        gone=_number(way.get("gone")),
        to_go=_number(way.get("to_go")),
        baseline=_shown(baseline["value"]) if baseline else None,
        decimals=max(map(_decimals, numbers), default=0),
    )


def _claim(entry: Entry, days: Mapping[str, PeriodEntry]) -> PublishedClaim:
    key = _key(entry, days)
    above, below = (entry.get(name) for name in ("numerator", "denominator"))
    figures = [_referred(each, key.whole, days) if each and not each.get("target") else None for each in (above, below)]
    return PublishedClaim(
        id=entry["id"],
        key=key,
        form=entry["form"],
        value=_shown(entry["value"]),
        numerator=figures[0],
        denominator=figures[1],
        denominator_value=_shown(below["value"]) if below else None,
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
