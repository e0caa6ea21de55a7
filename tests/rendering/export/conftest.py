"""Answers to test: about the real records, and about synthetic ones."""

from __future__ import annotations

import pytest

from tests.rendering.export.reading import Answers, real, synthetic


@pytest.fixture(params=[real, synthetic], ids=["real", "synthetic"])
def given(request: pytest.FixtureRequest) -> Answers:
    """Give the answers about a release."""
    answers: Answers = request.param()
    return answers
