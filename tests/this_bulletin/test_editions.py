"""Editions that this repository published are rebuilt from its history, by the generator of their commit."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bulletin.publishing.rebuild import generator_of
from bulletin.publishing.stores import FolderStore

from tests.publishing.built_projects import ADDRESS, git, rebuild
from tests.sites import ROOT

pytestmark = pytest.mark.slow

FORMER_LAYOUT = "9b832fe0c31f43a994bbc114d2f5275f2b66c909"
"""A commit in which the package was called ``generator`` and lay at the top of the repository."""
EDITION = "2019-09"


def test_edition_of_the_former_package_is_rebuilt(tmp_path: Path) -> None:
    """An edition that was published when the package was called otherwise is rebuilt to the same bytes."""
    project, metadata = tmp_path / "project", tmp_path / "metadata"
    git(tmp_path, "clone", "--quiet", "--shared", str(ROOT), str(project))
    if subprocess.run(["git", "checkout", "-q", "-B", "former", FORMER_LAYOUT], cwd=project, check=False).returncode:
        pytest.skip("a shallow clone does not have the commit")
    metadata.mkdir()
    generator = generator_of(project, metadata)
    path = os.pathsep.join(map(str, generator.paths))
    about = ["publish", EDITION, "--to", str(tmp_path / "site"), "--address", ADDRESS]
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", generator.program, *about], cwd=project, env=environment, check=True)
    result = rebuild(project, EDITION, FolderStore(tmp_path / "site"))
    assert (result.commit, result.files) == (FORMER_LAYOUT, ())
