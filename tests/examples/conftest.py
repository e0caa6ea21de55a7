"""The example and what its sites hold, for the tests of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.model.corpus import Corpus
from bulletin.validation import Validation, validate

from tests.browser import once
from tests.examples.union import UNION
from tests.sites import build


@pytest.fixture(scope="session")
def validation() -> Validation:
    """All records of the example, validated."""
    return validate(UNION)


@pytest.fixture(scope="session")
def corpus(validation: Validation) -> Corpus:
    """What they make, without an error."""
    assert validation.accepted is not None, validation.problems
    return validation.accepted.corpus


@pytest.fixture(scope="session")
def public_site(shared: Path) -> Path:
    """The site of all its editions as the public sees it, built once for all workers."""
    return Path(once(shared, "union-built", lambda: build(UNION, shared / "union", draft=False)))
