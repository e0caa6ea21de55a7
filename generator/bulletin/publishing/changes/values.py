"""What is out: the newest version of each published edition with its values, read from a folder or a git branch.

Only what is needed here is read of a manifest, so that one of an older program serves as well.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bulletin.analysis.comparison import ASPECTS
from bulletin.analysis.slots import Slot
from bulletin.errors import BulletinError
from bulletin.model.records import Status
from bulletin.model.text import Language
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.publishing.manifest import Day, turn_of
from bulletin.publishing.outlets import Outlet, shelves
from bulletin.rendering.editions import EditionView
from bulletin.rendering.links import FIGURES_CSV

_MEASURE = re.compile(r"api/measures/[^/]+\.json")


class ValuesError(BulletinError):
    """What is published cannot be read; the text says which file, and why."""


@dataclass(frozen=True)
class Statement:
    """What the newest version of an edition says of itself, in one language."""

    version: str
    language: Language
    edition: EditionView
    period: str
    """As it is typed in records."""
    cut_off: Day
    released: Day
    next_release: Day | None
    status: Status | None


_STATEMENT = TypeAdapter(Statement)


@dataclass(frozen=True)
class EditionValues:
    """The newest version of an edition that is out."""

    id: str
    version: str
    """``2023-Q1``, and ``2023-Q1.1`` once corrected."""
    statements: tuple[Statement, ...]
    """In each language of that version, at least one."""
    values: Mapping[Slot, Value]
    """What it tells, figures and targets. A target for every year of a term stands in the slot of each of its years."""
    measures: Mapping[str, Mapping[str, str | Mapping[str, str]]]
    """What its measures mean, by id: each of :data:`ASPECTS`, as it is typed."""

    @property
    def corrections(self) -> tuple[str, ...]:
        """Ids of the corrections that are in it."""
        return tuple(one.id for one in self.statements[0].edition.corrections)


def edition_values(source: Outlet) -> tuple[EditionValues, ...]:
    """The newest version of each edition, by id. Figures are the same in every language, so that one's are read.

    :raises ValuesError: when a file does not hold what it should.
    """
    paths, found = source.paths(), shelves(source)
    manifests = source.read(shelf.manifest for shelf in found)
    newest: dict[str, list[tuple[str, Statement]]] = {}
    for shelf in sorted(found, key=lambda shelf: (-turn_of(shelf.version), shelf.folder)):
        said = _parsed(shelf.manifest, manifests[shelf.manifest])
        of_edition = newest.setdefault(said.edition.id, [])
        if not of_edition or of_edition[0][1].version == said.version:
            of_edition.append((shelf.folder, said))
    return tuple(_edition(source, paths, newest[name]) for name in sorted(newest))


def _parsed(path: str, content: bytes) -> Statement:
    """What a manifest says of its edition."""
    try:
        return _STATEMENT.validate_json(content)
    except ValidationError as error:
        raise ValuesError(f"{path}: {error}") from None


def _edition(source: Outlet, paths: Iterable[str], told: Sequence[tuple[str, Statement]]) -> EditionValues:
    folder, statements = told[0][0], tuple(said for _, said in told)
    below = {path.removeprefix(f"{folder}/"): path for path in paths if path.startswith(f"{folder}/")}
    wanted = [path for name, path in below.items() if name == FIGURES_CSV or _MEASURE.fullmatch(name)]
    values: dict[Slot, Value] = {}
    measures: dict[str, dict[str, Any]] = {}
    for path, content in source.read(wanted).items():
        try:
            if path.endswith(".csv"):
                values.update(_figures(content))
            else:
                answer = json.loads(content)
                values.update(_targets(answer))
                measures[answer["measure"]["id"]] = {aspect: answer["measure"][aspect] for aspect in ASPECTS}
        except (ValueError, LookupError, TypeError, InvalidOperation, csv.Error) as error:
            raise ValuesError(f"{path}: {error!r}") from None
    return EditionValues(statements[0].edition.id, statements[0].version, statements, values, measures)


def _figures(content: bytes) -> Iterator[tuple[Slot, Value]]:
    """The rows of ``downloads/figures.csv``."""
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True):
        about = (row["organization"], row["measure"], row["period"], row["population"], row["each"] == "year")
        lower, _, upper = row["value"].removeprefix("'").partition("..")
        yield Slot(*about, row["breakdown"] or None, row["category"] or None), _value(row["qualifier"], lower, upper)


def _targets(answer: Any) -> Iterator[tuple[Slot, Value]]:
    """The targets of one of the files in ``api/measures/``."""
    for entry in answer["targets"]:
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
