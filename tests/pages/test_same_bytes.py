"""The same records give the same bytes, wherever and by whomever the site is built."""

from __future__ import annotations

import os
from pathlib import Path

from tests.sites import Site, build, sample_project

ELSEWHERE = {
    "TZ": "Pacific/Chatham",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONHASHSEED": "4711",
}


def test_two_builds_are_identical(site: Site, tmp_path: Path) -> None:
    """Another directory, time zone, locale and hash seed change no byte and no name of a file."""
    project = sample_project(tmp_path / "somewhere" / "else")
    there = Path(build(project, project / "site", {**os.environ, **ELSEWHERE}))
    assert _files(there) == _files(site.directory)
    assert [name for name in _files(there) if (there / name).read_bytes() != (site.directory / name).read_bytes()] == []


def _files(directory: Path) -> list[str]:
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())
