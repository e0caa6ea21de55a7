"""Releases without places: no file, no line and no address of records, which depend on those that are withheld.

The line of a record depends on how many are above it in its file, the name of a file on who else is in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from bulletin.analysis.audiences import KINDS
from bulletin.analysis.figures import Figure
from bulletin.analysis.referenced_codes import changed
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.places import NOWHERE
from bulletin.model.records import MarkedRecord, Record

R = TypeVar("R", bound=Record)


def catalogue_without_places(catalogue: Catalogue) -> Catalogue:
    """The catalogue, whose records are nowhere and have no marks, and can be edited nowhere."""
    kept: dict[str, Any] = {name: records_without_places(getattr(catalogue, name)) for name in KINDS}
    policy = catalogue.disclosure and _nowhere(catalogue.disclosure)
    bulletin = _nowhere(changed(catalogue.bulletin, records_url=None))
    return replace(catalogue, bulletin=bulletin, disclosure=policy, **kept)


def records_without_places(records: Mapping[str, R]) -> dict[str, R]:
    """The records, which are nowhere and have no marks."""
    return {name: _nowhere(record) for name, record in records.items()}


def _nowhere(record: R) -> R:
    is_marked = isinstance(record, MarkedRecord) and record.audience is not None
    copy = record.model_copy(update={"audience": None} if is_marked else None)
    copy.placed(NOWHERE)
    return copy


def tables_without_places(tables: Tables) -> Tables:
    """The tables, whose figures and targets come from nowhere."""
    return Tables(
        tuple(map(_figure_without_place, tables.figures)),
        tuple(replace(target, place=NOWHERE) for target in tables.targets),
    )


def _figure_without_place(figure: Figure) -> Figure:
    earlier, unordered = (tuple(map(_figure_without_place, reports)) for reports in (figure.earlier, figure.unordered))
    return replace(figure, place=NOWHERE, earlier=earlier, unordered=unordered)
