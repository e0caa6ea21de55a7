"""Why series break, in words. All organizations here are SYNTHETIC."""

from __future__ import annotations

import pytest
from bulletin.analysis.target_status import StatusReason
from bulletin.model.records import EventKind
from bulletin.model.reorganizations import ReorganizationEvent
from bulletin.model.text import Text
from bulletin.rendering.labels import REASONS
from bulletin.rendering.phrases.figures import BREAKS, break_texts

from tests.analysis.builders import catalogue, organization


def event(what: str, *others: str) -> dict[str, object]:
    """A synthetic event."""
    return {"on": "2020-01-01", "what": what, "organizations": others}


UNITS = (
    organization("a", events=[event("merged", "b", "c")]),
    organization("b", events=[event("split", "b", "c")]),
    organization("c", "b", events=[event("moved", "a")]),
    organization("d", events=[event("split", "b", "c")]),
)
A, B, C, D = (f"{name} (giả lập)" for name in "abcd")


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("a", f"{A} sáp nhập vào {B}, {C}"),
        ("b", f"{C} tách ra khỏi {B}"),
        ("c", f"{C} chuyển từ {A} về {B}"),
        ("d", f"{D} chia tách thành {B}, {C}"),
    ],
)
def test_a_break_says_what_happened(unit: str, said: str) -> None:
    """With the names of all who took part; a unit that goes on is not split into itself."""
    known = catalogue(UNITS)
    reason = break_texts(known, ReorganizationEvent(unit, known.organizations[unit].events[0]))
    assert reason.localized("vi") == f"Phạm vi tổ chức thay đổi: {said}."
    assert reason.localized("en").startswith("What the organization covers changed: ")


def test_a_reason_that_a_source_says_stays_as_it_is() -> None:
    """In its own words."""
    displayed = Text(vi="Cách đếm khác (giả lập)", en="Counted otherwise (synthetic)")
    assert break_texts(catalogue(UNITS), displayed) is displayed


def test_every_event_and_every_reason_has_words() -> None:
    """Whatever changed what a unit covers can be stated."""
    assert set(BREAKS) == set(EventKind) - {EventKind.RENAMED}
    assert set(REASONS) == set(StatusReason)
