"""Every kind of problem by its code."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from generator.problems import ProblemKind, fields, figures, files, yaml


def _kinds_of(module: ModuleType) -> list[ProblemKind]:
    return [value for value in vars(module).values() if isinstance(value, ProblemKind)]


KINDS: Mapping[str, ProblemKind] = {
    kind.code: kind for module in (files, yaml, fields, figures) for kind in _kinds_of(module)
}
"""In the order in which reading comes upon them."""
