"""Where a text belongs, an address may be typed in its place, once for all languages. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.validation import validate

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, reading_of, reported

BULLETIN = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
LINE = BULLETIN.count("\n") + 2
"""The line of the first policy."""


@pytest.mark.parametrize(
    ("policies", "vi", "en"),
    [
        ("revisions: https://example.org/a", "https://example.org/a", "https://example.org/a"),
        ("revisions: {vi: https://example.org/vi, en: As typed.}", "https://example.org/vi", "As typed."),
    ],
)
def test_an_address_is_that_of_each_language(tmp_path: Path, policies: str, vi: str, en: str) -> None:
    """Or only of one, where the other has a text."""
    accepted = validate(good_project(tmp_path, bulletin=f"{BULLETIN}policies:\n  {policies}\n")).accepted
    assert accepted is not None
    policy = accepted.corpus.catalogue.bulletin.policies
    assert policy is not None
    assert policy.revisions is not None
    assert policy.revisions.root == {"vi": vi, "en": en}


@pytest.mark.parametrize(
    ("policies", "problem"),
    [
        ("revisions: {vi: Một bản}", f"field-missing {LINE}:14"),
        ("revisions: [a]", f"fields-expected {LINE}:14"),
        ("revision: https://example.org/a", f"field-unknown {LINE}:3"),
        ("revisions: {vi: Một bản, en: One, fr: Un}", f"language-undeclared {LINE}:37"),
    ],
)
def test_what_is_neither_is_one_problem(tmp_path: Path, policies: str, problem: str) -> None:
    """At its place, as for any other text."""
    assert reported(reading_of(tmp_path, bulletin=f"{BULLETIN}policies:\n  {policies}\n")) == [problem]
