"""How the sides of a comparison may be named. All records are synthetic."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bulletin.publishing.changes.diff import Diff, Sides

from tests.publishing.test_diff import diff, project

__all__ = ["project"]


@pytest.mark.parametrize("name", ["records", "recs2"])
def test_a_folder_of_records_is_what_its_project_is(name: str, project: Path, tmp_path: Path) -> None:
    """Whatever it is called, and whether it is named itself or by its project."""
    folder = tmp_path / "copy" / name
    shutil.copytree(project / "records", folder)
    sides = Sides(project)
    assert not Diff.of(("a", sides.release_of(str(project))), ("b", sides.release_of(str(folder)))).comparison.changes


def test_a_published_version_leads_to_the_records_it_came_from(project: Path) -> None:
    """Versions stand in the site; a number that is no version's is told as anything else that is not there."""
    result = diff(project, "2019", "2019.1", "--language", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "COMMIT:2019, with the commit in that version's manifest.json" in result.stderr
    assert "COMMIT" not in diff(project, "2019", "2018.1").stderr
