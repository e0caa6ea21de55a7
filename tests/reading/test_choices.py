"""What is offered instead of a word that is none of those that are allowed there. Synthetic records."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import hints, reading_of, reported, visits

FEW = (
    "The ids that there are: all, students. If it is a new one, add a record “pupils” to "
    "records/vocabulary/populations first."
)


@pytest.mark.parametrize(
    ("more", "place", "hint"),
    [
        (
            "  each: month\n",
            "choice-unknown 5:9",
            "Only year can stand here; where that is not meant, delete the field.",
        ),
        ("  status: estimate\n", "choice-unknown 5:11", "Did you mean “estimated”?"),
        ("  status: final\n", "choice-unknown 5:11", "Write one of: estimated, preliminary, official."),
        ("  population: pupils\n", "reference-unknown 5:15", FEW),
    ],
)
def test_few_choices_are_said(more: str, place: str, hint: str, tmp_path: Path) -> None:
    reading = reading_of(tmp_path, visits__more=visits(more=more))
    assert reported(reading) == [place]
    assert hints(reading) == [hint]


def test_many_choices_are_not(tmp_path: Path) -> None:
    """More than twelve known ids would bury the hint."""
    entry = "- id: kind-{0}\n  vi: loại\n  en: {{one: kind, other: kinds}}\n"
    kinds = (GOOD / "records" / "vocabulary" / "organization-kinds.yml").read_text(encoding="utf-8")
    more = "".join(map(entry.format, range(12)))
    south = "id: south\nname: {vi: Nam, en: South}\nkind: archive\n"
    files = {"vocabulary__organization-kinds": kinds + more, "organizations__south": south}
    (hint,) = hints(reading_of(tmp_path, **files))
    assert hint == "Check the id, or add a record “archive” to records/vocabulary/organization-kinds."
