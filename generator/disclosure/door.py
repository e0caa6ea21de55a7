"""The door: what stands behind it was released to an audience; no page, chart or download goes around it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from generator.model.corpus import Catalogue, Corpus
from generator.model.records import Claim
from generator.statistics.tables import Tables, Unreleased


class Released:
    """Marks figures that a policy lets an audience see."""


Policy = Callable[[Tables[Unreleased]], Tables[Unreleased]]
"""Takes all figures at once, since hiding one may take hiding others, and gives the same with some suppressed."""


def NOTHING_HIDDEN(tables: Tables[Unreleased]) -> Tables[Unreleased]:  # noqa: N802 - a policy is chosen like a constant
    """The policy that shows every figure."""
    return tables


@dataclass(frozen=True)
class Release:
    """All that an audience may see."""

    catalogue: Catalogue
    tables: Tables[Released]
    claims: Mapping[str, Claim]
    """What sources state, by id."""


def release(corpus: Corpus, tables: Tables[Unreleased], policy: Policy = NOTHING_HIDDEN) -> Release:
    """Apply ``policy``, and only then call the figures released."""
    return Release(corpus.catalogue, cast("Tables[Released]", policy(tables)), corpus.claims)
