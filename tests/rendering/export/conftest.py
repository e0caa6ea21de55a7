"""Answers to test: about the sample bulletin, and about synthetic records."""

from __future__ import annotations

import pytest

from tests.rendering.export.reading import Answers, sample, synthetic


@pytest.fixture(params=[sample, synthetic], ids=["sample", "synthetic"])
def given(request: pytest.FixtureRequest) -> Answers:
    """Give the answers about a release."""
    answers: Answers = request.param()
    return answers
