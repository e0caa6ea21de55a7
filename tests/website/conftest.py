"""SYNTHETIC sites for the tests of this area."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import serving
from tests.sites import LANGUAGES, Site, sample_project
from tests.website import projects


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build a synthetic bulletin in both languages, with a page of a hostile name, and serve it."""
    project = projects.project(tmp_path_factory.mktemp("synthetic"))
    for language in LANGUAGES:
        published = projects.publication(language, projects.hostile_page(), title=f"SYNTHETIC {projects.HOSTILE}")
        projects.build(project, language, published)
    with serving(project / "site") as address:
        yield Site(project / "site", address)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the sample."""
    return sample_project(tmp_path / "project")
