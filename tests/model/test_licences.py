"""A licence is one that SPDX knows, or an address; for any other, the one that was probably meant is offered."""

from __future__ import annotations

import pytest
from bulletin.model.licences import LICENCES, Licence, parse_licence, spdx_id
from pydantic_core import PydanticCustomError


@pytest.mark.parametrize(
    ("typed", "url", "name"),
    [
        ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("cc-by-nc-sa-3.0-igo", "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/", "CC BY-NC-SA 3.0 IGO"),
        ("ODbL-1.0", "https://opendatacommons.org/licenses/odbl/1-0/", "Open Database License (ODbL) 1.0"),
        ("OGL-UK-1.0", "https://spdx.org/licenses/OGL-UK-1.0.html", "OGL-UK-1.0"),
    ],
)
def test_an_id_leads_to_the_licence_and_its_name(typed: str, url: str, name: str) -> None:
    """However its letters are typed, it is named as SPDX does, and called what readers call it."""
    licence = parse_licence(typed)
    assert (licence.url, licence.name) == (url, name)
    assert licence.id == spdx_id(typed)
    assert parse_licence(licence.id) == licence


def test_an_address_stands_for_itself() -> None:
    """Of a licence that SPDX does not list, only the address is known."""
    address = "https://example.org/terms?lang=fr"
    assert parse_licence(address) == Licence(None, address, address)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "CC BY 4.0", "MIT OR Apache-2.0", "LicenseRef-own", "http://example.org/", "https://", "https://a b"],
)
def test_anything_else_is_refused(typed: str) -> None:
    """A licence that a reader could not find, or several at once."""
    with pytest.raises(PydanticCustomError, match="no licence"):
        parse_licence(typed)


def test_the_licences_with_names_are_known_to_spdx() -> None:
    """Under the very ids that they are named by, each with an address."""
    assert [known for known in LICENCES if spdx_id(known) != known] == []
    assert all(url.startswith("https://") and name for name, url in LICENCES.values())
