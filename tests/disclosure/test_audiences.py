"""What is marked for an audience is seen by no audience before it. SYNTHETIC figures only."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.website.pipeline import UnknownAudienceError, release_of

from tests.reading.projects import good_project, visits

MARKED = visits("7", "2016") + visits("8", "2017", more="  audience: internal\n")


def values_of(project: Path, audience: str | None) -> dict[str, str]:
    released = release_of(project, audience=audience)
    visited = (figure for figure in released.tables.figures if figure.key.measure == "visits")
    return {figure.key.period.text: str(figure.value) for figure in visited}


def test_the_public_sees_no_marked_record(tmp_path: Path) -> None:
    project = good_project(tmp_path, visits__marked=MARKED)
    seen = values_of(project, None)
    assert "2016" in seen
    assert "2017" not in seen
    assert values_of(project, "public") == seen


def test_the_last_audience_sees_everything(tmp_path: Path) -> None:
    project = good_project(tmp_path, visits__marked=MARKED)
    assert {"2016", "2017"} <= values_of(project, "internal").keys()
    assert release_of(project, audience="internal").audience == "internal"


def test_an_audience_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownAudienceError):
        release_of(good_project(tmp_path), audience="press")
