"""Identifiers of records, made from names in any script: lower-case ASCII letters, digits and single hyphens."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

import yaml

LONGEST = 30
"""Characters of an identifier, so that one that is made of two of them and a year is valid."""
LONGEST_ID = 80
"""Characters that an identifier of a record can have."""
_TABLE = Path(__file__).parent / "romanization.toml"
_LATIN = re.compile(r"LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (?:SHARP )?([A-Z]{1,2})\b")
"""How Unicode names letters that have no decomposition, such as LATIN SMALL LETTER D WITH STROKE."""
_OTHERS = re.compile(r"[^a-z0-9]+")


def record_id(name: str) -> str:
    """The identifier for a name that records of an import have, in full; empty where none can be made of it."""
    digits = _OTHERS.sub("-", name).strip("-")
    return identifier(name, digits if not any(map(str.isalpha, digits)) else "", LONGEST_ID)


def identifier(name: str, fallback: str, longest: int = LONGEST) -> str:
    """The identifier for a name: its letters without marks, those of some other scripts romanized.

    :param fallback: what it is where the name has no letter that can be written so, or is no text in YAML: ``true``.
    """
    plain = "".join(map(_ascii, name.casefold()))
    found = _OTHERS.sub("-", plain).strip("-")
    if len(found) > longest:
        found = found[: longest + 1].rpartition("-")[0] or found[:longest]
    return found if any(map(str.isalpha, found)) and isinstance(yaml.safe_load(found), str) else fallback


@cache
def _romanization() -> dict[str, str]:
    tables = tomllib.loads(_TABLE.read_text(encoding="utf-8"))
    return {letter: roman for table in tables.values() for letter, roman in table.items()}


def _ascii(letter: str) -> str:
    """A letter in ASCII; a space where that is not known, and nothing for a mark."""
    if letter.isascii():
        return letter
    if (roman := _romanization().get(letter)) is not None:
        return roman
    base = unicodedata.normalize("NFKD", letter)
    if base != letter:
        return "".join(map(_ascii, base))
    if unicodedata.category(letter).startswith("M"):
        return ""
    named = _LATIN.match(unicodedata.name(letter, ""))
    return named[1].lower() if named else " "
