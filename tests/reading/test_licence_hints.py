"""Whoever types a licence as it is spoken of learns its id. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import hints, reading_of, reported


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("CC BY 4.0", "Did you mean “CC-BY-4.0”?"),
        ("cc-by-4", "Did you mean “CC-BY-4.0”?"),
        ("CC-BYY-4.0", "Did you mean “CC-BY-4.0”?"),
        ("ODbL", "Did you mean “ODbL-1.0”?"),
        ("http://example.org/terms", "Write https://example.org/terms."),
        (
            "free for all",
            "Write its SPDX id, such as CC-BY-4.0, CC0-1.0 or ODbL-1.0; or the https address of its text.",
        ),
    ],
)
def test_the_licence_that_was_meant(tmp_path: Path, typed: str, hint: str) -> None:
    """It is one problem, at what was typed."""
    bulletin = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
    reading = reading_of(tmp_path, bulletin=f"{bulletin}licence: {typed}\n")
    line = bulletin.count("\n") + 1
    assert (reported(reading), hints(reading)) == ([f"licence-unknown {line}:10"], [hint])
