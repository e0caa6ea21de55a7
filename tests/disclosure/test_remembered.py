"""What has not changed is not protected again while the program runs. SYNTHETIC figures only."""

from __future__ import annotations

import pytest
from bulletin.disclosure import cell_suppression
from bulletin.disclosure.components import Component
from bulletin.model.corpus import Corpus

from tests.analysis.builders import corpus, observed
from tests.disclosure.test_policy import hidden, released, ruled


def test_a_changed_record_has_only_what_it_is_linked_with_protected_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is when records are edited while the bulletin is served: other measures and years are remembered."""
    protected: list[int] = []
    protect = cell_suppression.protect

    def counting(component: Component) -> cell_suppression.Protected:
        protected.append(len(component.cells))
        return protect(component)

    def edited(count: int) -> Corpus:
        made = [
            observed(unit, year, count if (unit, year, measure) == ("a", 2019, "joined") else 20 + position, by=by)
            for position, unit in enumerate(("a", "b", "c"))
            for year in (2017, 2019)
            for measure, by in (("joined", {"account": {"income": 3}}), ("accidents", {}))
        ]
        return ruled(corpus(*made), measures=["joined"], threshold=5)

    monkeypatch.setattr(cell_suppression, "_remembered", {})
    monkeypatch.setattr(cell_suppression, "protect", counting)
    first = hidden(released(edited(40)))
    every = len(protected)
    assert every > 1
    assert hidden(released(edited(40))) == first
    assert len(protected) == every
    released(edited(41))
    assert len(protected) == every + 3, "as if counts were alike, by what readers know of them, and as they are"
