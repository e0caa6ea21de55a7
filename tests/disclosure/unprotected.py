"""Figures that cannot be hidden, for tests that a release is refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from bulletin.disclosure.unprotected import Computable, UnprotectedError


@contextmanager
def refused(expected: str) -> Iterator[None]:
    """Expect a release to be refused, as readers could compute this figure: ``a, joined, 2019: 3–3``."""
    with pytest.raises(UnprotectedError) as error:
        yield
    assert any(expected in described(found) for found in error.value.figures)
    assert not any(found.key.organization in str(error.value).split() for found in error.value.figures)


def described(found: Computable) -> str:
    """A figure that readers could compute, and between what."""
    key, (lower, upper) = found.key, found.interval
    part = f", {key.breakdown}: {key.category}" if key.breakdown else ""
    return f"{key.organization}, {key.measure}, {key.period.text}{part}: {lower}–{upper}"
