"""The JSON Schema of the files for programs."""

from __future__ import annotations

from typing import Any

from generator.model.records import Basis, Direction, MeasureKind, Rule, Status
from generator.model.values import Absence, Qualifier
from generator.statistics.tables import Flag, Origin

Json = dict[str, Any]
_ID: Json = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}


def _object(required: Json, optional: Json | None = None) -> Json:
    return {
        "type": "object",
        "properties": required | (optional or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _list(item: Json) -> Json:
    return {"type": "array", "items": item}


def _one_of(*values: object) -> Json:
    return {"enum": [str(value) for value in values]}


_ABOUT: Json = {
    "organization": _ID,
    "measure": _ID,
    "period": _ref("period"),
    "population": _ID | {"description": "What part of the whole it is about; all for everything."},
}
_PART: Json = {
    "each": _one_of("year") | {"description": "Given where the value is that of every year of the period."},
    "breakdown": _ID | {"description": "With category: a part of the figure without them."},
    "category": _ID,
}
_DEFINITIONS: Json = {
    "text": _object({"vi": {"type": "string"}, "en": {"type": "string"}}),
    "period": _object(
        {
            "text": {"type": "string", "description": "Notation: 2018, 2023-Q1, term-2015-2020/2019-11."},
            "start": {"type": "string", "format": "date", "description": "First day."},
            "end": {"type": "string", "format": "date", "description": "Last day; the same for a stock."},
        }
    ),
    "value": {
        "oneOf": [
            _object(
                {
                    "number": {
                        "type": "number",
                        "description": "For a range the lower end. Percentages are in percent.",
                    },
                    "qualifier": _one_of(*Qualifier),
                },
                {"upper": {"type": "number", "description": "The upper end of a range."}},
            ),
            _object({"absence": _one_of(*Absence) | {"description": "Why there is no number."}}),
        ]
    },
    "coverage": _object(
        {"reported": {"type": "integer", "description": "Units or periods that it was computed from."}},
        {"expected": {"type": "integer", "description": "Those that could have reported; left out where unknown."}},
    ),
    "figure": _object(
        _ABOUT
        | {
            "value": _ref("value"),
            "status": _one_of(*Status),
            "origin": _one_of(*Origin),
            "reported": {"type": "string", "format": "date"},
            "sources": _list(_ID),
        },
        _PART
        | {
            "flags": _list(_one_of(*Flag)),
            "coverage": _ref("coverage"),
            "note": _ref("text"),
            "acknowledged": _list(_ref("text")) | {"description": "Why an odd figure stands as it is."},
            "earlier": _list(_ref("figure")) | {"description": "What had been reported before, oldest first."},
        },
    ),
    "target": _object(
        {"id": _ID} | _ABOUT | {"value": _ref("value"), "basis": _one_of(*Basis), "sources": _list(_ID)},
        _PART
        | {
            "share": {"const": True, "description": "The value is the part's share of the whole, in percent."},
            "claim": _ID,
            "decision": _ID,
            "superseded_by": _ID,
            "note": _ref("text"),
        },
    ),
    "organization": _object(
        {
            "id": _ID,
            "name": _ref("text"),
            "kind": _ID,
            "figures": _list(_ref("figure")),
            "targets": _list(_ref("target")),
        },
        {"parent": _ID, "units": _list(_ID) | {"description": "The units directly below."}},
    ),
    "measure": _object(
        {
            "id": _ID,
            "name": _ref("text"),
            "definition": _ref("text"),
            "unit": _ID,
            "kind": _one_of(*MeasureKind),
            "good": _one_of(*Direction),
            "over_time": _one_of(*Rule),
            "over_tree": _one_of(*Rule),
            "figures": _list(_ref("figure")),
            "targets": _list(_ref("target")),
        }
    ),
}

SCHEMA: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Figures of the bulletin",
    "description": "A file of api/organizations/ or api/measures/. What is not known or does not apply is left out.",
    "oneOf": [_ref("organization"), _ref("measure")],
    "$defs": _DEFINITIONS,
}
"""Describes every file of the API."""
