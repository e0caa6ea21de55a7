"""A SYNTHETIC bulletin whose organizations were merged, split, moved and renamed; about nothing real."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from bulletin.model.corpus import Corpus
from bulletin.model.records import Observation, Organization

from tests.rendering.samples import sample, text

UNITS: tuple[dict[str, Any], ...] = (
    {
        "id": "hoi-an-yen",
        "name": text("Chi nhánh An Yên", "Calm branch"),
        "opened": "2019-01-01",
        "former-ids": ["an-yen-cu", "an-yen-cu-hon"],
        "events": [{"on": "2019-06", "what": "renamed", "name": text("Chi nhánh An Cũ", "Old Calm branch")}],
    },
    *(
        {
            "id": name,
            "name": text(f"Chi nhánh {name}"),
            "closed": "2018-12-31",
            "events": [{"on": "2019-01-01", "what": "merged", "organizations": ["hoi-an-yen"]}],
        }
        for name in ("dong", "tay")
    ),
    {
        "id": "nui",
        "name": text("Chi nhánh Núi", "Mountain branch"),
        "closed": "2018-12-31",
        "events": [
            {
                "on": "2019-01-01",
                "what": "split",
                "organizations": ["nui-cao", "nui-thap"],
                "allocations": [
                    {"shares": {"nui-cao": Decimal("37.5"), "nui-thap": Decimal("62.5")}, "source": "tap-chi"}
                ],
            }
        ],
    },
    *({"id": name, "name": text(name), "opened": "2019-01-01"} for name in ("nui-cao", "nui-thap")),
    {"id": "hoi", "name": text("Liên hội", "Union"), "parent": None},
    {
        "id": "bien",
        "name": text("Chi nhánh Biển", "Sea branch"),
        "parent": "hoi",
        "events": [{"on": "2019-01-01", "what": "moved", "organizations": ["club"]}],
    },
    {"id": "ho", "name": text("Chi nhánh Hồ", "Lake branch"), "parent": "hoi"},
)
STATED = (
    *(("dong", 2018, 30), ("tay", 2018, 12), ("hoi-an-yen", 2019, 50)),
    *(("nui", 2018, 9), ("nui-cao", 2019, 4), ("bien", 2018, 6), ("bien", 2019, 7), ("ho", 2018, 5), ("ho", 2019, 6)),
    *(("hoi", 2018, 5), ("hoi", 2019, 13), ("hoi", "2018-07/2019-06", 9)),
)


def reorganized() -> Corpus:
    """The synthetic bulletin of the club, with branches that were not always there."""
    corpus = sample()
    units = [Organization.model_validate({"kind": "club", "parent": "club", **unit}) for unit in UNITS]
    stated = [
        Observation.model_validate(
            {"organization": unit, "measure": "trees", "period": when, "value": value, "source": "tap-chi"}
        )
        for unit, when, value in STATED
    ]
    organizations = {**corpus.catalogue.organizations, **{unit.id: unit for unit in units}}
    return replace(
        corpus,
        catalogue=replace(corpus.catalogue, organizations=organizations),
        observations=(*corpus.observations, *stated),
    )
