"""In what two mappings differ, in lines for messages: what was asked for, hashes of records, versions of libraries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{28,}\b")
"""A hash, by whose first digits people distinguish what has it."""


def differences(there: Mapping[str, object], here: Mapping[str, object]) -> Iterator[str]:
    """The names under which two mappings, and those in them, have different values, each with both values.

    A hash is shown by its first digits, and a dash where one of them has no value.
    """
    for name in sorted({*there, *here}):
        values = there.get(name), here.get(name)
        if all(isinstance(value, Mapping) for value in values):
            yield from differences(*values)  # type: ignore[arg-type]  # mypy does not see that
        elif values[0] != values[1]:
            yield f"{name}: {_value(values[0])} ≠ {_value(values[1])}"


def _value(value: object) -> str:
    return "–" if value is None else _HASH.sub(r"\1", str(value))
