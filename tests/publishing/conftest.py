"""What tests of publishing share: SYNTHETIC editions, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.publishing.stores import FolderTarget

from tests.publishing.built_projects import BuiltProject, copy_of, edition, make_built_project, publish_quickly


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> BuiltProject:
    """Build three editions of a synthetic project. Nobody changes it."""
    return make_built_project(tmp_path_factory.mktemp("sample"), 3)


@pytest.fixture
def sample(built: BuiltProject, tmp_path: Path) -> BuiltProject:
    """Give a project of one's own, whose editions are built."""
    return copy_of(built, tmp_path)


@pytest.fixture
def site(sample: BuiltProject, tmp_path: Path) -> Path:
    """Give a site with two published editions."""
    target = FolderTarget(tmp_path / "site")
    publish_quickly(sample, target, edition(1), edition(2))
    return tmp_path / "site"


@pytest.fixture
def ready(sample: BuiltProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project whose editions are built at once."""
    monkeypatch.setattr("bulletin.publishing.publish.build_editions", sample.take)
    return sample.project
