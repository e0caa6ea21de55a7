"""SYNTHETIC sites for the tests of this area."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bulletin.website import inverted_index, search_index

from tests.browser import serving
from tests.sites import LANGUAGES, Site, sample_project
from tests.website import projects


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build a synthetic bulletin in both languages, with a page of a hostile name, and serve it."""
    with _serving(_built(tmp_path_factory.mktemp("synthetic"))) as site:
        yield site


@pytest.fixture(scope="session")
def split(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build and serve the same, as if it had so many pages that the index of its search is in many files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "SPLIT_FROM", 1)
        patch.setattr(inverted_index, "PAGES_EACH", 5)
        patch.setattr(inverted_index, "LARGEST", 400)
        directory = _built(tmp_path_factory.mktemp("split"))
    with _serving(directory) as site:
        yield site


def _built(folder: Path) -> Path:
    project = projects.project(folder)
    for language in LANGUAGES:
        published = projects.publication(language, projects.hostile_page(), title=f"SYNTHETIC {projects.HOSTILE}")
        projects.build(project, language, published)
    return project / "site"


@contextmanager
def _serving(directory: Path) -> Iterator[Site]:
    with serving(directory) as address:
        yield Site(directory, address)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a copy of the sample."""
    return sample_project(tmp_path / "project")
