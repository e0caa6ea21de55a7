"""``values.json``: the published values of an edition for later runs of this program, which compare records with them.

Every figure and target is listed by its key, with its digits and qualifier, exactly as it was released; besides, what
the measures mean and which values corrections call wrong. Readers of the site have other files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from bulletin.analysis.comparison import ASPECTS
from bulletin.analysis.tables import Figure, Number, reported_value
from bulletin.disclosure import Release
from bulletin.model.keys import ValueKey
from bulletin.model.values import Absence, Qualifier, Quantity, Value

VALUES: Final = "values.json"
"""The file's name in the folder of an edition."""
SCHEMA: Final = 1
"""The version of the format. It goes up when a reader of the old one would misunderstand the new one."""

Meaning = Mapping[str, str | Mapping[str, str]]
"""Each of :data:`ASPECTS` of a measure, as it is typed."""


@dataclass(frozen=True)
class PublishedValues:
    """What an edition published, as data."""

    values: Mapping[ValueKey, Value]
    """Figures and targets. A target for every year of a term has a key for each of its years."""
    measures: Mapping[str, Meaning]
    """What its measures mean, by id."""
    wrong: Mapping[str, tuple[Value, ...]] | None
    """The values that each correction calls wrong, by id, in the order of its figures; None where that is not known."""


@dataclass(frozen=True)
class _Value:
    """A value in JSON: digits and how they bound the true number, or why there is none."""

    digits: str | None = None
    qualifier: Qualifier | None = None
    upper: str | None = None
    absence: Absence | None = None

    @property
    def value(self) -> Value:
        if self.absence is not None:
            return self.absence
        if self.digits is None or self.qualifier is None:
            raise ValueError("a value without digits or qualifier")
        return Quantity(_decimal(self.digits), self.qualifier, None if self.upper is None else _decimal(self.upper))


@dataclass(frozen=True, kw_only=True)
class _Row(_Value):
    """A figure or target in JSON."""

    organization: str
    measure: str
    period: str
    population: str
    each: bool = False
    breakdown: str | None = None
    category: str | None = None
    target: str | None = None

    @property
    def key(self) -> ValueKey:
        about = (self.organization, self.measure, self.period, self.population, self.each)
        return ValueKey(*about, self.breakdown, self.category, self.target)


@dataclass(frozen=True)
class _File:
    """The whole file."""

    schema: Literal[1]
    values: tuple[_Row, ...]
    measures: dict[str, dict[str, str | dict[str, str]]]
    corrections: dict[str, tuple[_Value, ...]]


_FILE = TypeAdapter(_File)


def values_file(release: Release) -> bytes:
    """The content of ``values.json``: the same release gives the same bytes."""
    numbers: Iterable[Number] = chain(release.tables.figures, release.tables.targets)
    head = {"schema": SCHEMA, "measures": dict(_meanings(release)), "corrections": dict(_wrong_values(release))}
    rows = ",\n".join(_json(_row(number)) for number in numbers)
    return f'{_json(head)[:-1]},"values":[\n{rows}\n]}}\n'.encode()


def read_values_file(content: bytes) -> PublishedValues:
    """Read ``values.json``.

    :raises ValueError: when it is none, or one of a version that this program does not know.
    """
    try:
        read = _FILE.validate_json(content)
        wrong = {name: tuple(value.value for value in values) for name, values in read.corrections.items()}
        return PublishedValues({row.key: row.value for row in read.values}, read.measures, wrong)
    except ValueError as error:  # pydantic's ValidationError is one
        raise ValueError(f"{VALUES}: {error}") from None


def value_fields(value: Value) -> dict[str, str | None]:
    """A value in JSON: its digits, qualifier and upper bound, or the reason of its absence."""
    if isinstance(value, Absence):
        return {"absence": value.value}
    upper = None if value.upper is None else f"{value.upper:f}"
    return {"digits": f"{value.decimal:f}", "qualifier": value.qualifier.value, "upper": upper}


def published_key(number: Number) -> ValueKey:
    """The key by which a value is published: of a target for every year, that of each year."""
    return ValueKey.of_observation(number.key)._replace(target=None if isinstance(number, Figure) else number.id)


def _row(number: Number) -> dict[str, object]:
    dimensions = published_key(number)._asdict()
    dimensions["each"] = dimensions.pop("annual")
    fields = {**dimensions, **value_fields(reported_value(number))}
    return {name: field for name, field in fields.items() if field not in {None, False}}


def _meanings(release: Release) -> Iterator[tuple[str, Meaning]]:
    for name, measure in release.catalogue.measures.items():
        fields = measure.model_dump(mode="json")
        yield name, {aspect: fields[aspect] for aspect in ASPECTS}


def _wrong_values(release: Release) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The values that corrections of the edition call wrong, but for those that disclosure withholds."""
    for correction in release.catalogue.corrections_of(release.edition) if release.edition else ():
        fields = (value_fields(figure.was) for figure in correction.figures)
        yield correction.id, [{name: field for name, field in value.items() if field is not None} for value in fields]


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except ArithmeticError:
        raise ValueError(f"{digits}: no number") from None


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
