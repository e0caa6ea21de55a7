"""Corrections held against what the corrected edition says now. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.validation import validate

from tests.reading.projects import good_project, visits

UNITS = "".join(
    f"- {{id: {unit}, name: {{vi: Thư viện {unit}, en: Library {unit}}}, kind: library, parent: central}}\n"
    for unit in ("east", "west")
)
CORRECTION = """# Synthetic.
id: slip
date: 2020-03-01
editions: [2019]
what: {{vi: Sai, en: Wrong}}
reason: {{vi: Gõ sai, en: A slip}}
figures:
  - {{organization: central, measure: visits, period: 2018, was: {was}}}
"""


@pytest.mark.parametrize(("was", "is_told"), [("{at-least: 30}", True), ("30", False), ("{at-least: 31}", False)])
def test_a_partial_total_is_held_against_what_readers_were_told(tmp_path: Path, was: str, is_told: bool) -> None:
    """A total of some units is published as at least so much: a correction of just that changes nothing."""
    project = good_project(
        tmp_path,
        organizations__more=UNITS,
        visits__more=visits("10", organization="east") + visits("20", organization="west"),
        corrections__slip=CORRECTION.format(was=was),
    )
    codes = [problem.code for problem in validate(project).problems]
    assert codes == (["correction-changes-nothing"] if is_told else [])
