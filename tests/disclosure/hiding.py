"""Editions that hide figures of a test's choice, whatever their numbers are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bulletin.analysis.tables import Tables
from bulletin.disclosure import PolicyHistory
from bulletin.disclosure.policy import Hidden
from bulletin.disclosure.publications import PublishedVersion
from bulletin.disclosure.sensitivity import HiddenReason
from bulletin.disclosure.suppression import with_dependents
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.records import DisclosurePolicy


class Hiding(PolicyHistory):
    """Editions that hide these figures, what is computed from them, and what has to be hidden beside them."""

    def __init__(self, keys: Iterable[ObservationKey] = ()) -> None:
        """Hide nothing yet."""
        super().__init__()
        self._keys = frozenset(keys)

    def hidden(
        self,
        catalogue: Catalogue,
        tables: Tables,
        policy: DisclosurePolicy | None,
        unknown: frozenset[ObservationKey],
        published: PublishedVersion | None = None,
    ) -> Hidden:
        """What the next edition hides."""
        chosen = with_dependents(tables.figures, self._keys & tables.by_key.keys())
        found = super().hidden(catalogue, tables, policy, unknown | chosen, published)
        reasons = dict.fromkeys(chosen, HiddenReason.THRESHOLD)
        return replace(found, figures={**found.figures, **reasons})
