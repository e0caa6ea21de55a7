"""The generator that a commit itself contains: where its source is, what it runs, and the metadata it is found by.

A commit is not installed in order to be run. Its source root goes onto ``PYTHONPATH``, and before it a folder with the
metadata that an installation would have written (``*.dist-info``), made from the commit's ``pyproject.toml``: MkDocs
finds the plugin, and the manifest finds versions, through it. ``importlib.metadata`` takes the first distribution of a
name that is on the path, so that whatever is installed under the same name is hidden.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from bulletin.publishing.origin import DISTRIBUTION

COMMAND = "bulletin"
"""The command's name among the scripts of a distribution."""
_FOLDER = "generator"
_INSTALLED = EntryPoint(COMMAND, "bulletin.cli:main", "console_scripts")
_VERSION = re.compile(r"""^__version__\s*(?::[^=]*)?=\s*["']([^"']+)["']""", re.MULTILINE)


@dataclass(frozen=True)
class CommittedGenerator:
    """A program to build with, at the state of a commit."""

    command: EntryPoint
    """What ``bulletin`` runs: ``bulletin.cli:main``, and in old commits ``generator.cli:main``."""
    paths: tuple[Path, ...]
    """Folders for the beginning of ``PYTHONPATH``; none where the project has no generator of its own."""

    @property
    def program(self) -> str:
        """Python code that runs the command."""
        module, function = self.command.module, self.command.attr
        return f"from {module} import {function} as command; command(prog_name={COMMAND!r})"


def generator_of(project: Path, metadata: Path) -> CommittedGenerator:
    """The generator of a project that was checked out.

    :param metadata: an empty folder, in which the metadata is written.
    """
    file = project / "pyproject.toml"
    declared = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {}) if file.is_file() else {}
    if not (project / _FOLDER).is_dir() or COMMAND not in declared.get("scripts", {}):
        return CommittedGenerator(_INSTALLED, ())
    command = EntryPoint(COMMAND, declared["scripts"][COMMAND], "console_scripts")
    package = command.module.partition(".")[0]
    source = project / _FOLDER if (project / _FOLDER / package).is_dir() else project  # formerly, the folder was it
    _write_metadata(metadata, declared, _version(declared, source / package))
    return CommittedGenerator(command, (metadata, source))


def _version(declared: Mapping[str, Any], package: Path) -> str:
    """The version that is declared, or where it is dynamic, that of the package."""
    module = package / "__init__.py"
    found = _VERSION.search(module.read_text(encoding="utf-8")) if module.is_file() else None
    return str(declared.get("version") or (found[1] if found else "0"))


def _write_metadata(folder: Path, declared: Mapping[str, Any], version: str) -> None:
    """Write the metadata of the distribution; an installed one that is called otherwise is hidden by an empty one."""
    _write_distribution(folder, DISTRIBUTION, version, (), "")
    entry_points = "\n".join(_entry_point_lines(declared))
    _write_distribution(folder, declared["name"], version, declared.get("dependencies", ()), entry_points)


def _write_distribution(folder: Path, name: str, version: str, dependencies: Iterable[str], entry_points: str) -> None:
    information = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    information.mkdir(exist_ok=True)
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines = [*head, *(f"Requires-Dist: {requirement}" for requirement in dependencies)]
    (information / "METADATA").write_text("\n".join([*lines, ""]), encoding="utf-8")
    (information / "entry_points.txt").write_text(entry_points, encoding="utf-8")


def _entry_point_lines(declared: Mapping[str, Any]) -> Iterator[str]:
    groups = {"console_scripts": declared["scripts"], **declared.get("entry-points", {})}
    for group, entries in groups.items():
        yield f"[{group}]"
        yield from (f"{name} = {value}" for name, value in entries.items())
