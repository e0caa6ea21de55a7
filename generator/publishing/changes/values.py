"""What is out: the newest version of each published edition with its values, read from a folder or a git branch.

Only what is needed here is read of a manifest, so that one of an older program serves as well.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from generator.model.values import Absence, Qualifier, Quantity, Value
from generator.publishing.manifest import turn_of
from generator.publishing.outlets import Outlet, shelves
from generator.rendering.links import FIGURES_CSV
from generator.statistics.slots import Slot

_TARGETS = re.compile(r"api/measures/[^/]+\.json")


class ValuesError(Exception):
    """What is published cannot be read; the text says which file, and why."""


@dataclass(frozen=True)
class EditionValues:
    """The newest version of an edition that is out."""

    id: str
    version: str
    """``2023-Q1``, and ``2023-Q1.1`` once corrected."""
    corrections: tuple[str, ...]
    """Ids of the corrections that are in it."""
    values: Mapping[Slot, Value]
    """What it tells, figures and targets. A target for every year of a term stands in the slot of each of its years."""


def edition_values(source: Outlet) -> tuple[EditionValues, ...]:
    """The newest version of each edition, by id. An edition says the same in every language, so that one is read.

    :raises ValuesError: when a file does not hold what it should.
    """
    paths, found = source.paths(), shelves(source)
    manifests = source.read(shelf.manifest for shelf in found)
    newest: dict[str, tuple[str, Any]] = {}
    for shelf in sorted(found, key=lambda shelf: (-turn_of(shelf.version), shelf.folder)):
        manifest = _parsed(shelf.manifest, manifests[shelf.manifest])
        newest.setdefault(str(manifest["id"]), (shelf.folder, manifest))
    return tuple(_edition(source, paths, *newest[name]) for name in sorted(newest))


def _parsed(path: str, content: bytes) -> Any:
    """What a manifest says of its edition."""
    try:
        manifest = json.loads(content)
        corrections = tuple(str(one["id"]) for one in manifest["edition"]["corrections"])
        return {"id": manifest["edition"]["id"], "version": manifest["version"], "corrections": corrections}
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ValuesError(f"{path}: {error!r}") from None


def _edition(source: Outlet, paths: Iterable[str], folder: str, manifest: Any) -> EditionValues:
    below = {path.removeprefix(f"{folder}/"): path for path in paths if path.startswith(f"{folder}/")}
    wanted = [path for name, path in below.items() if name == FIGURES_CSV or _TARGETS.fullmatch(name)]
    values: dict[Slot, Value] = {}
    for path, content in source.read(wanted).items():
        try:
            values.update(_figures(content) if path.endswith(".csv") else _targets(content))
        except (ValueError, LookupError, TypeError, InvalidOperation, RecursionError, csv.Error) as error:
            raise ValuesError(f"{path}: {error!r}") from None
    return EditionValues(manifest["id"], manifest["version"], manifest["corrections"], values)


def _figures(content: bytes) -> Iterator[tuple[Slot, Value]]:
    """The rows of ``downloads/figures.csv``."""
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        about = (row["organization"], row["measure"], row["period"], row["population"], row["each"] == "year")
        lower, _, upper = row["value"].removeprefix("'").partition("..")
        yield Slot(*about, row["breakdown"] or None, row["category"] or None), _value(row["qualifier"], lower, upper)


def _targets(content: bytes) -> Iterator[tuple[Slot, Value]]:
    """The targets of one of the files in ``api/measures/``."""
    for entry in json.loads(content)["targets"]:
        about = (entry["organization"], entry["measure"], entry["period"]["text"], entry["population"])
        share, value = entry.get("share") or {}, entry["value"]
        slot = Slot(*about, entry.get("each") == "year", share.get("breakdown"), share.get("category"), entry["id"])
        upper = (value.get("upper") or {}).get("digits", "")
        yield slot, _value(value.get("absence") or value["qualifier"], value.get("digits", ""), upper)


def _value(qualifier: str, lower: str, upper: str) -> Value:
    """A value from its digits and how they bound it, or why there are none."""
    if qualifier in set(Absence):
        return Absence(qualifier)
    return Quantity(Decimal(lower), Qualifier(qualifier), Decimal(upper) if upper else None)
