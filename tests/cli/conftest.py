"""SYNTHETIC projects for the tests of the command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.projects import good_project, visits


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Give a project in which nothing is wrong."""
    return good_project(tmp_path)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Give a project with a wrong record."""
    return good_project(tmp_path, visits__bad=visits("1,115"))
