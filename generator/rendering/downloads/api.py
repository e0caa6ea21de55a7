"""One JSON for each organization and each measure, described by ``api/schema.json``. The same in every language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from generator.disclosure.door import Release, Released
from generator.model.periods import Period
from generator.model.text import Text
from generator.model.values import Absence, Value
from generator.rendering.downloads.schema import SCHEMA
from generator.rendering.files import Asset
from generator.rendering.links import API_SCHEMA, measure_json, organization_json
from generator.rendering.shelf import Shelf
from generator.statistics.tables import Figure, Key, TargetFigure

Json = dict[str, Any]


def api_files(release: Release, shelf: Shelf) -> Iterator[Asset]:
    """All files of the API."""
    yield _asset(API_SCHEMA, SCHEMA, indent=2)
    for organization in release.catalogue.organizations:
        yield _asset(organization_json(organization), _organization(release, shelf, organization))
    for measure in release.catalogue.measures:
        yield _asset(measure_json(measure), _measure(release, shelf, measure))


def _asset(path: str, content: Json, indent: int | None = None) -> Asset:
    separators = (",", ":") if indent is None else None
    text = json.dumps(content, ensure_ascii=False, indent=indent, separators=separators, allow_nan=False)
    return Asset(path, f"{text}\n".encode())


def _organization(release: Release, shelf: Shelf, organization: str) -> Json:
    record = release.catalogue.organizations[organization]
    figures = release.tables.by_organization.get(record.id, ())
    return _given(
        id=record.id,
        name=_text(record.name),
        kind=record.kind,
        parent=record.parent,
        units=list(release.catalogue.children[organization]) or None,
        figures=[_figure(one) for one in figures],
        targets=[_target(one) for one in shelf.targets_by_organization.get(record.id, ())],
    )


def _measure(release: Release, shelf: Shelf, measure: str) -> Json:
    record = release.catalogue.measures[measure]
    figures = release.tables.by_measure.get(record.id, ())
    return _given(
        id=record.id,
        name=_text(record.name),
        definition=_text(record.definition),
        unit=record.unit,
        kind=record.kind.value,
        good=record.good.value,
        over_time=record.over_time.value,
        over_tree=record.over_tree.value,
        figures=[_figure(one) for one in figures],
        targets=[_target(one) for one in shelf.targets_by_measure.get(record.id, ())],
    )


def _figure(figure: Figure[Released]) -> Json:
    coverage = figure.coverage
    return _given(
        **_key(figure.key),
        value=_value(figure.value),
        status=figure.status.value,
        flags=[flag.value for flag in figure.flags] or None,
        origin=figure.origin.value,
        coverage=_given(reported=coverage.reported, expected=coverage.expected) if coverage else None,
        reported=figure.reported.isoformat(),
        sources=list(figure.sources),
        note=_text(figure.note) if figure.note else None,
        acknowledged=[_text(reason) for _, reason in figure.acknowledged] or None,
        earlier=[_figure(before) for before in figure.earlier] or None,
    )


def _target(target: TargetFigure[Released]) -> Json:
    return _given(
        id=target.id,
        **_key(target.key),
        value=_value(target.value),
        share=target.share is not None or None,
        basis=target.basis.value,
        claim=target.claim,
        decision=target.decision,
        superseded_by=target.superseded_by,
        sources=[target.source],
        note=_text(target.note) if target.note else None,
    )


def _key(key: Key) -> Json:
    return {
        "organization": key.organization,
        "measure": key.measure,
        "period": _period(key.period),
        "population": key.population,
        "each": "year" if key.each else None,
        "breakdown": key.breakdown,
        "category": key.category,
    }


def _period(period: Period) -> Json:
    return {"text": period.text, "start": period.start.isoformat(), "end": period.end.isoformat()}


def _value(value: Value) -> Json:
    if isinstance(value, Absence):
        return {"absence": value.value}
    upper = _number(value.upper) if value.upper is not None else None
    return _given(number=_number(value.number), upper=upper, qualifier=value.qualifier.value)


def _number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _text(text: Text) -> Json:
    return {"vi": text.vi, "en": text.en}


def _given(**fields: object) -> Json:
    """What there is to say: a name that is left out says that there is nothing."""
    return {name: value for name, value in fields.items() if value is not None}
