"""What is installed here: the generator with the hashes of its files, and the versions of all that it depends on."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import bulletin
from bulletin.operating_system import is_regular, sha256

DISTRIBUTION = "bulletin-generator"
"""The name under which this program is installed."""
PYTHON = "python"
"""The name of Python among the tools of a manifest."""
FILES, ARCHIVE = "files", "archive"
"""The hashes of a generator: of the files of its package, and of the archive that it was installed from."""
PACKAGE = Path(bulletin.__file__).parent
"""The folder of the program that runs."""
_DIRECT_URL = "direct_url.json"
"""The file in which an installer records where a distribution came from (PEP 610)."""
_BYTECODE = "__pycache__"


@cache
def generator_hashes() -> Mapping[str, str]:
    """The hashes of the generator that runs."""
    archive = _archive_hash()
    return {FILES: package_hash(PACKAGE)} | ({ARCHIVE: archive} if archive else {})


def package_hash(package: Path) -> str:
    """The SHA-256 of what ``sha256sum`` prints of the files of a package, sorted by path.

    It is the same for a wheel, whatever unpacked it, and for the commit that the wheel was built from: bytecode and
    hidden files are left out, and what installers write is in another folder. Checked by hand, where the package is::

        find bulletin -type f -not -path '*/.*' -not -name '*.pyc' | LC_ALL=C sort | xargs sha256sum | sha256sum
    """
    named = {path.relative_to(package.parent).as_posix(): path for path in _program_files(package)}
    lines = (f"{sha256(path)}  {name}\n" for name, path in sorted(named.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _program_files(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and path.name != _BYTECODE:
            yield from _program_files(path)
        elif is_regular(path) and path.suffix != ".pyc":
            yield path


def _archive_hash() -> str | None:
    """The SHA-256 of the wheel or sdist that was installed; None where the installer recorded none."""
    match installed_from():
        case {"archive_info": {"hashes": {"sha256": str(found)}}} if re.fullmatch("[0-9a-f]{64}", found):
            return found
    return None


def installed_from() -> dict[str, object]:
    """What the installer recorded of the place that the generator came from (PEP 610); empty where an index had it."""
    try:
        recorded = json.loads(metadata.distribution(DISTRIBUTION).read_text(_DIRECT_URL) or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return {}
    return recorded if isinstance(recorded, dict) else {}


@cache
def tools() -> Mapping[str, str]:
    """Versions of Python, of the generator and of everything that it depends on, by their names."""
    found = {PYTHON: platform.python_version(), DISTRIBUTION: bulletin.__version__}
    waiting = list(_required(DISTRIBUTION)) if installed_version(DISTRIBUTION) else []
    while waiting:
        name = canonicalize_name(waiting.pop())
        if name not in found and (version := installed_version(name)) is not None:
            found[name] = version
            waiting.extend(_required(name))
    return dict(sorted(found.items()))


@cache
def program() -> Mapping[str, str]:
    """What makes pages here: the versions of all tools, the generator's with the hash of its files.

    It is found once: of files that are replaced while a process runs, that process has the former ones in memory.
    """
    return {**tools(), DISTRIBUTION: f"{bulletin.__version__} ({generator_hashes()[FILES]})"}


def installed_version(name: str) -> str | None:
    """The version of an installed distribution; None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _required(name: str) -> Iterator[str]:
    """The names of the distributions that one requires without extras, on other systems too."""
    for requirement in map(Requirement, metadata.requires(name) or ()):
        if "extra" not in str(requirement.marker or ""):
            yield requirement.name
