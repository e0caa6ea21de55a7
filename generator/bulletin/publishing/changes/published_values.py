"""The published values of editions: ``values.json``, in which a build writes them, and reading them back.

Later runs compare records with them. Every figure and target is listed by its key, with its digits and qualifier,
exactly as it was released; besides, what the measures mean and which values corrections call wrong. Readers of the site
have other files. Editions of version 0.1.0 have no such file: their values are read from the files for readers.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from operator import itemgetter
from typing import Any, Final, Literal

from pydantic import TypeAdapter

from bulletin.analysis.comparison import ASPECTS
from bulletin.analysis.figures import Number, reported_value
from bulletin.analysis.tables import group_by
from bulletin.disclosure import Release
from bulletin.disclosure.publications import published_key
from bulletin.model.keys import ValueKey
from bulletin.model.records import Measure
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.rendering.export.rows import digits_of, entries_of, period_of, rows_json
from bulletin.rendering.links import FIGURES_CSV

VALUES: Final = "values.json"
"""The file's name in the folder of an edition."""
SCHEMA: Final = 2
"""The version of the format. It goes up when a reader of the old one would misunderstand the new one. In the first one,
each value was an object of its own."""

Aspect = str | Mapping[str, str]
"""What is said of a measure: as it is typed, or in each language."""
Meaning = Mapping[str, Aspect]
"""Each of :data:`ASPECTS` of a measure, as it is typed."""


@dataclass(frozen=True)
class PublishedValues:
    """The published values of an edition, as data."""

    values: Mapping[ValueKey, Value]
    """Figures and targets. A target for every year of a term has a key for each of its years."""
    measures: Mapping[str, Meaning]
    """The meaning of its measures, by id."""
    wrong: Mapping[str, tuple[Value, ...]] | None
    """The values that each correction calls wrong, by id, in the order of its figures; None where that is unknown."""
    formulas: Mapping[str, str] = field(default_factory=dict)
    """How the figures of derived measures were computed, and what rates are of, by id, as :func:`formula_of` has it."""


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
        return _quantity(self.digits, self.qualifier, self.upper)


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

    schema: Literal[1, 2]
    values: tuple[_Row, ...]
    measures: dict[str, dict[str, str | dict[str, str]]]
    corrections: dict[str, tuple[_Value, ...]]
    formulas: dict[str, str] = field(default_factory=dict)
    audience: str | None = None
    """Whom they are for; left out for the public."""


_FILE = TypeAdapter(_File)
_MEANINGS = TypeAdapter(dict[str, dict[str, str | dict[str, str]]])
_DIGITS = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)
"""A number as it is published: plain digits, and no more of them than a record may have."""


def values_file(release: Release) -> bytes:
    """The content of ``values.json``: the same release gives the same bytes."""
    numbers: Iterable[Number] = chain(release.tables.figures, release.tables.targets)
    head: dict[str, object] = {
        "schema": SCHEMA,
        "measures": dict(_meanings(release)),
        "corrections": dict(_wrong_values(release)),
    }
    if not release.is_public:
        head["audience"] = release.audience
    measures = release.catalogue.measures.values()
    if formulas := {measure.id: formula for measure in measures if (formula := formula_of(measure))}:
        head["formulas"] = formulas
    by_series = group_by(map(_row, numbers), itemgetter("organization", "measure"))
    tables = b",\n".join(rows_json(rows) for rows in by_series.values())
    return b'%b,"values":[%b]}\n' % (_json(head)[:-1].encode(), tables)


def read_values_file(content: bytes) -> PublishedValues:
    """Read ``values.json``.

    :raises ValueError: when the content is invalid, or of a schema that this program does not support.
    """
    try:
        answer = json.loads(content)
        read = _FILE.validate_python({**answer, "values": entries_of(answer, "values")})
        wrong = {name: tuple(value.value for value in values) for name, values in read.corrections.items()}
        return PublishedValues(_by_key(read.values), _meanings_of(read.measures), wrong, read.formulas)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:  # pydantic's is a ValueError
        raise ValueError(f"{VALUES}: {error}") from None


def formula_of(measure: Measure) -> str:
    """What figures of a measure are computed by, as it is typed; empty where that is neither a formula nor a base."""
    said = [measure.formula.notation] if measure.formula is not None else []
    if measure.per is not None:
        said.append(f"per: {measure.per}")
    if measure.base is not None:
        said.append(f"base: {measure.base.text}")
    return "; ".join(said)


def _by_key(rows: Sequence[_Row]) -> dict[ValueKey, Value]:
    values = {row.key: row.value for row in rows}
    if len(values) < len(rows):
        raise ValueError("a value that is listed twice")
    return values


def value_fields(value: Value) -> dict[str, str | None]:
    """A value in JSON: its digits, qualifier and upper bound, or the reason of its absence."""
    if isinstance(value, Absence):
        return {"absence": value.value}
    upper = None if value.upper is None else f"{value.upper:f}"
    return {"digits": f"{value.decimal:f}", "qualifier": value.qualifier.value, "upper": upper}


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
    """The values that corrections of the edition call wrong, but for those that disclosure suppresses."""
    for correction in release.catalogue.corrections_of(release.edition) if release.edition else ():
        fields = (value_fields(figure.was) for figure in correction.figures)
        yield correction.id, [{name: field for name, field in value.items() if field is not None} for value in fields]


def _quantity(digits: str, qualifier: Qualifier, upper: str | None) -> Quantity:
    """A number as it was published; a range, and nothing else, has an upper bound."""
    if (upper is not None) != (qualifier is Qualifier.BETWEEN):
        raise ValueError(f"{qualifier.value}: with one number too many, or too few")
    return Quantity(_decimal(digits), qualifier, None if upper is None else _decimal(upper))


def _decimal(digits: str) -> Decimal:
    if not _DIGITS.fullmatch(digits):
        raise ValueError(f"{digits[:40]}: no number")
    return Decimal(digits)


def _meanings_of(measures: Any) -> Mapping[str, Meaning]:
    """The meanings of measures, by id; every one has the same aspects."""
    read = _MEANINGS.validate_python(measures)
    for name, meaning in read.items():
        if meaning.keys() != set(ASPECTS):
            raise ValueError(f"{name}: a measure has {', '.join(ASPECTS)}")
    return read


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# --- editions without values.json -------------------------------------------------------------------------------------


FORMER_FILE = re.compile(rf"{re.escape(FIGURES_CSV)}|api/measures/[^/]+\.json")
"""The files that hold the values of such an edition."""


def values_of_files(files: Mapping[str, bytes]) -> PublishedValues:
    """The values of an edition from its files for readers, by name.

    :raises ValueError: when a file does not hold what it should.
    """
    values: dict[ValueKey, Value] = {}
    measures: dict[str, dict[str, Any]] = {}
    for name, content in files.items():
        try:
            if name == FIGURES_CSV:
                values.update(_figures(content))
            else:
                answer = json.loads(content)
                values.update(_targets(answer))
                measures[answer["measure"]["id"]] = {aspect: answer["measure"][aspect] for aspect in ASPECTS}
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, csv.Error) as error:
            raise ValueError(f"{name}: {error!r}") from None
    return PublishedValues(values, _meanings_of(measures), None)


def _figures(content: bytes) -> Iterator[tuple[ValueKey, Value]]:
    """The rows of ``downloads/figures.csv``."""
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        about = (row["organization"], row["measure"], row["period"], row["population"], row["each"] == "year")
        lower, _, upper = row["value"].removeprefix("'").partition("..")
        yield (
            ValueKey(*about, row["breakdown"] or None, row["category"] or None),
            _former_value(row["qualifier"], lower, upper),
        )


def _targets(answer: Any) -> Iterator[tuple[ValueKey, Value]]:
    """The targets of one of the files in ``api/measures/``."""
    for entry in entries_of(answer, "targets"):
        about = (entry["organization"], entry["measure"], period_of(entry), entry["population"])
        share, value = entry.get("share") or {}, entry["value"]
        key = ValueKey(*about, entry.get("each") == "year", share.get("breakdown"), share.get("category"), entry["id"])
        upper = digits_of(value.get("upper") or {})
        yield key, _former_value(value.get("absence") or value["qualifier"], digits_of(value), upper)


def _former_value(qualifier: str, lower: str, upper: str) -> Value:
    """A value from its digits and how they bound it, or why there are none."""
    if qualifier in set(Absence):
        return Absence(qualifier)
    return _quantity(lower, Qualifier(qualifier), upper or None)
