"""Garbage collection is as it was after what is made without it, or with less of it."""

from __future__ import annotations

import gc

import pytest
from bulletin.memory import collecting_rarely, keeping_everything


def test_the_collector_is_as_before() -> None:
    """Also where a block fails."""
    before = gc.get_threshold(), gc.isenabled()
    with pytest.raises(ZeroDivisionError):
        _fail()
    assert (gc.get_threshold(), gc.isenabled()) == before


@collecting_rarely()
@keeping_everything()
def _fail() -> None:
    assert gc.get_threshold()[0] > 10_000
    assert not gc.isenabled()
    raise ZeroDivisionError
