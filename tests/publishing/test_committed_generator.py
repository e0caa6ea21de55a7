"""A commit is built by its own generator, whatever its package was called and whatever is installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from bulletin.errors import RejectedError
from bulletin.publishing.rebuild import CommittedGenerator, generator_of

pytestmark = pytest.mark.slow

PYPROJECT = """
[project]
name = "Synthetic_Generator"
{version}
dependencies = ["synthetic-tool>=1"]
[project.scripts]
bulletin = "{package}.cli:main"
[project.entry-points."mkdocs.plugins"]
synthetic = "{package}.plugin:Plugin"
"""
PROBE = """
from importlib import metadata
found = metadata.distribution("synthetic-generator")
print(found.version, *found.requires)
print(*(point.value for point in metadata.entry_points(group="mkdocs.plugins") if point.name == "synthetic"))
print(*(point.value for point in metadata.entry_points(group="mkdocs.plugins") if point.name == "bulletin"))
"""


def make_generator(project: Path, package: str, *, inside: bool, version: str) -> CommittedGenerator:
    """Write a generator into a project, in the folder ``generator`` or as that folder; give how it is run."""
    source = project / "generator" if inside else project
    (source / package).mkdir(parents=True)
    (project / "generator").mkdir(exist_ok=True)
    (source / package / "__init__.py").write_text('__version__ = "7.2"\n')
    (source / package / "cli.py").write_text("def main(prog_name): print('synthetic', prog_name)\n")
    (project / "pyproject.toml").write_text(PYPROJECT.format(package=package, version=version))
    (project / "metadata").mkdir()
    return generator_of(project, project / "metadata")


def run(generator: CommittedGenerator, program: str) -> str:
    """Run Python code in a process that finds the generator."""
    path = os.pathsep.join(map(str, generator.paths))
    command = [sys.executable, "-c", program]
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(("package", "inside"), [("bulletin", True), ("generator", False), ("other", True)])
def test_the_commits_own_program_runs(tmp_path: Path, package: str, *, inside: bool) -> None:
    """Its source root comes first on the path, so that neither its package nor its command is that of this program."""
    generator = make_generator(tmp_path, package, inside=inside, version='version = "0.3"')
    assert run(generator, generator.program) == "synthetic bulletin\n"


@pytest.mark.parametrize(("version", "expected"), [('version = "0.3"', "0.3"), ('dynamic = ["version"]', "7.2")])
def test_metadata_is_that_of_the_commit(tmp_path: Path, version: str, expected: str) -> None:
    """Version, requirements and plugins are the commit's; the plugin of the installed distribution is hidden."""
    generator = make_generator(tmp_path, "bulletin", inside=True, version=version)
    assert run(generator, PROBE).splitlines() == [f"{expected} synthetic-tool>=1", "bulletin.plugin:Plugin", ""]


def test_project_without_a_generator_is_built_by_the_installed_one(tmp_path: Path) -> None:
    """Nothing is put onto the path for a project that brings records only."""
    generator = generator_of(tmp_path, tmp_path / "metadata")
    assert (generator.paths, generator.command.value) == ((), "bulletin.cli:main")


@pytest.mark.parametrize(
    "text",
    [
        "[project",
        "project = 3\n",
        "[project]\nscripts = 3\n",
        '[project.scripts]\nbulletin = "no function"\n',
        '[project]\ndependencies = "click"\n',
        "\udcff",
    ],
)
def test_a_project_file_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    """What is wrong with the pyproject.toml of a commit is a sentence, and nothing of the commit is run."""
    (tmp_path / "generator").mkdir()
    (tmp_path / "pyproject.toml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(RejectedError, match="toml at the commit cannot be read") as caught:
        generator_of(tmp_path, tmp_path / "metadata")
    assert "\n" not in str(caught.value)
