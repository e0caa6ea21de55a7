"""The headline figures, in which a bulletin says what matters most."""

from __future__ import annotations

from generator.disclosure.door import Released
from generator.rendering.scope import Scope
from generator.statistics.tables import Figure, Key


def headline_figures(scope: Scope) -> tuple[Figure[Released], ...]:
    """Those of the edition; of a draft, those of the bulletin. One that is not known yet is left out."""
    by_key, edition = scope.release.tables.by_key, scope.release.edition
    listed = scope.catalogue.editions[edition].headlines if edition else scope.catalogue.bulletin.headlines
    keys = (Key(one.organization, one.measure, one.period, one.population) for one in listed)
    return tuple(by_key[key] for key in keys if key in by_key)
