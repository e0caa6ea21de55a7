"""Licences, under which figures may be used: an SPDX id, or the address of the licence's text.

SPDX (https://spdx.org/licenses/) names licences by ids such as ``CC-BY-4.0``; the library ``packaging`` knows them all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError, PydanticKnownError

from bulletin.model.values import AS_IT_IS

LICENCES: Mapping[str, tuple[str, str]] = {
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "DL-DE-BY-2.0": ("Datenlizenz Deutschland – Namensnennung 2.0", "https://www.govdata.de/dl-de/by-2-0"),
    "etalab-2.0": ("Licence Ouverte 2.0", "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    "NLOD-2.0": ("Norwegian Licence for Open Government Data (NLOD) 2.0", "https://data.norge.no/nlod/en/2.0"),
    "ODbL-1.0": ("Open Database License (ODbL) 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
    "OGL-Canada-2.0": (
        "Open Government Licence – Canada 2.0",
        "https://open.canada.ca/en/open-government-licence-canada",
    ),
    "OGL-UK-3.0": (
        "Open Government Licence 3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
    "PDDL-1.0": ("Public Domain Dedication and License 1.0", "https://opendatacommons.org/licenses/pddl/1-0/"),
}
"""Name and address of licences, besides those of Creative Commons, that statistics are often published under, by SPDX
id. Any other licence is called by its id, and found at SPDX."""
_ONE_ID = re.compile(r"(?!LicenseRef-)[A-Za-z0-9.-]+", re.IGNORECASE)
_ADDRESS = re.compile(r"https://[^\s<>\"'\\`{}|^]{1,500}")
_CREATIVE_COMMONS = re.compile(r"CC-(BY(?:-NC)?(?:-SA|-ND)?)-([0-9.]+)(?:-([A-Z]+))?")


@dataclass(frozen=True)
class Licence:
    """A licence."""

    id: str | None
    """Its SPDX id; None where only its address is known."""
    url: str
    """Where its text is."""
    name: str
    """What readers know it by; its address where nothing else is known."""


def spdx_id(typed: str) -> str | None:
    """The SPDX id of one licence as SPDX writes it, however its letters are typed; None where there is no such id."""
    if not _ONE_ID.fullmatch(typed):
        return None  # SPDX also has expressions: several licences, or one's own
    try:
        return canonicalize_license_expression(typed)
    except InvalidLicenseExpression:
        return None


def parse_licence(raw: object) -> Licence:
    """Read a licence from what a record holds.

    :raises PydanticCustomError: with the problem code ``licence-unknown`` as its type, for any other text.
    """
    if isinstance(raw, Licence):
        return raw
    if not isinstance(raw, str):
        raise PydanticKnownError("string_type")
    if _ADDRESS.fullmatch(raw):
        return Licence(None, raw, raw)
    if (known := spdx_id(raw)) is None:
        raise PydanticCustomError("licence-unknown", "{given} is no licence", {"given": raw})
    return _called(known)


def _called(known: str) -> Licence:
    if match := _CREATIVE_COMMONS.fullmatch(known):
        rights, version, port = match.groups()
        path = "/".join(filter(None, (rights.lower(), version, (port or "").lower())))
        name = " ".join(filter(None, ("CC", rights, version, port)))
        return Licence(known, f"https://creativecommons.org/licenses/{path}/", name)
    name, url = LICENCES.get(known, (known, f"https://spdx.org/licenses/{known}.html"))
    return Licence(known, url, name)


AnyLicence = Annotated[
    Licence,
    PlainValidator(parse_licence),
    AS_IT_IS,
    WithJsonSchema({"type": "string", "examples": ["CC-BY-4.0", *LICENCES]}),
]
"""A licence as it is typed in a record, validated."""
