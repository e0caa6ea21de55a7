"""What is not known to be listed in full is never counted as reported in full. SYNTHETIC organizations only."""

from __future__ import annotations

import pytest
from bulletin.analysis.aggregation import expected_units

from tests.analysis.builders import catalogue, organization, period


@pytest.mark.parametrize("unlisted", [False, True])
@pytest.mark.parametrize("declared", [None, {"ward": 5}])
def test_nothing_is_expected_of_an_organization_with_unlisted_units(
    declared: dict[str, int] | None, *, unlisted: bool
) -> None:
    """With unlisted units the number that could report is unknown, whatever is declared; without them it is known."""
    top = organization("top", kind="city", declared=declared, unlisted_units=unlisted)
    held = catalogue((top, organization("a", "top"), organization("b", "top")))
    known = 5 if declared else 2
    assert expected_units(held, "top", period(2018)) == (None if unlisted else known)
