"""Values of editions that were published without ``values.json``, read from the files for readers.

Editions of version 0.1.0 hold their figures in ``downloads/figures.csv`` only, and their targets and the meaning of
measures in ``api/measures/``. They never change, so this reading is needed as long as one of them is current.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from bulletin.analysis.comparison import ASPECTS
from bulletin.model.keys import ValueKey
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.publishing.changes.values_file import PublishedValues
from bulletin.rendering.links import FIGURES_CSV

_MEASURE = re.compile(r"api/measures/[^/]+\.json")


def files_with_values(names: Iterable[str]) -> list[str]:
    """Which of an edition's files contain its values."""
    return [name for name in names if name == FIGURES_CSV or _MEASURE.fullmatch(name)]


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
        except (ValueError, LookupError, TypeError, InvalidOperation, csv.Error) as error:
            raise ValueError(f"{name}: {error!r}") from None
    return PublishedValues(values, measures, None)


def _figures(content: bytes) -> Iterator[tuple[ValueKey, Value]]:
    """The rows of ``downloads/figures.csv``."""
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        about = (row["organization"], row["measure"], row["period"], row["population"], row["each"] == "year")
        lower, _, upper = row["value"].removeprefix("'").partition("..")
        yield (
            ValueKey(*about, row["breakdown"] or None, row["category"] or None),
            _value(row["qualifier"], lower, upper),
        )


def _targets(answer: Any) -> Iterator[tuple[ValueKey, Value]]:
    """The targets of one of the files in ``api/measures/``."""
    for entry in answer["targets"]:
        about = (entry["organization"], entry["measure"], entry["period"]["text"], entry["population"])
        share, value = entry.get("share") or {}, entry["value"]
        slot = ValueKey(*about, entry.get("each") == "year", share.get("breakdown"), share.get("category"), entry["id"])
        upper = (value.get("upper") or {}).get("digits", "")
        yield slot, _value(value.get("absence") or value["qualifier"], value.get("digits", ""), upper)


def _value(qualifier: str, lower: str, upper: str) -> Value:
    """A value from its digits and how they bound it, or why there are none."""
    if qualifier in set(Absence):
        return Absence(qualifier)
    return Quantity(Decimal(lower), Qualifier(qualifier), Decimal(upper) if upper else None)
