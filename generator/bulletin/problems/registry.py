"""Every kind of problem there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bulletin.problems import (
    ProblemKind,
    changes,
    claims,
    editions,
    fields,
    figures,
    files,
    organizations,
    quality,
    yaml,
)


def _all() -> Iterator[ProblemKind]:
    for module in (files, yaml, fields, figures, organizations, claims, editions, quality, changes):
        yield from (value for value in vars(module).values() if isinstance(value, ProblemKind))


KINDS: tuple[ProblemKind, ...] = tuple(_all())
"""In the order in which the rooms come upon them."""
BY_CODE: Mapping[str, ProblemKind] = {kind.code: kind for kind in KINDS}
"""The same by code."""
