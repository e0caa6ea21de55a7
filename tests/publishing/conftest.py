"""What tests of publishing share: SYNTHETIC editions, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.publishing.targets import folder_target

from tests.publishing.workshop import Workshop, copy_of, edition, make_workshop, publish_quickly


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """Build three editions of a synthetic project. Nobody changes it."""
    return make_workshop(tmp_path_factory.mktemp("workshop"), 3)


@pytest.fixture
def workshop(built: Workshop, tmp_path: Path) -> Workshop:
    """Give a project of one's own, whose editions are built."""
    return copy_of(built, tmp_path)


@pytest.fixture
def site(workshop: Workshop, tmp_path: Path) -> Path:
    """Give a site with two editions out."""
    with folder_target(tmp_path / "site") as target:
        publish_quickly(workshop, target, edition(1), edition(2))
    return tmp_path / "site"


@pytest.fixture
def ready(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project whose editions are built at once."""
    monkeypatch.setattr("bulletin.publishing.publish.build_editions", workshop.take)
    return workshop.project
