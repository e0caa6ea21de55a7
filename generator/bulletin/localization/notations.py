"""Words by which people type numbers and periods, in any language that the program speaks: ``notations.toml`` of each.

Records have a notation of their own; what is typed otherwise is recognized by these words, for a hint.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from bulletin.localization.languages import LANGUAGES, LOCALES


@cache
def _tables() -> tuple[Mapping[str, Any], ...]:
    paths = [LOCALES / language / "notations.toml" for language in LANGUAGES]
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths if path.exists())


def words(name: str) -> str:
    """The words of all languages as alternatives of a regular expression; one that never matches for none."""
    found = [word for table in _tables() for word in table.get(name, ())]
    return "|".join(map(re.escape, found)) or "(?!)"


def codes(name: str) -> dict[str, str]:
    """The words of all languages in a table, each with the code that it stands for."""
    return {word: code for table in _tables() for code, known in table.get(name, {}).items() for word in known}
