"""The requirements of a new project: the generator and all that it is installed with, at their exact versions."""

from __future__ import annotations

import json
from importlib import metadata
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from bulletin import __version__
from bulletin.publishing.origin import tools

GENERATOR = "bulletin-generator"
_PYTHON = "python"


class Pins(NamedTuple):
    """Lines of ``requirements.txt``."""

    generator: str
    others: tuple[str, ...]
    """All that the generator is installed with, by name."""
    file: str | None
    """The name of the file that the generator was installed from, where no package index may have it."""


def installed() -> Pins:
    """The versions that are installed here."""
    others = (f"{name}=={version}" for name, version in tools().items() if name not in {GENERATOR, _PYTHON})
    line, file = _generator(_origin())
    return Pins(line, tuple(others), file)


def _origin() -> dict[str, object]:
    """Where the generator was installed from (PEP 610); empty where a package index had it."""
    try:
        recorded = json.loads(metadata.distribution(GENERATOR).read_text("direct_url.json") or "{}")
    except (metadata.PackageNotFoundError, ValueError):
        return {}
    return recorded if isinstance(recorded, dict) else {}


def _generator(origin: dict[str, object]) -> tuple[str, str | None]:
    """The line of the generator, and the file it was installed from.

    One from a repository or an address is named by that and by its commit or hash.
    """
    pinned, url = f"{GENERATOR}=={__version__}", str(origin.get("url", ""))
    match origin:
        case {"vcs_info": {"vcs": str(system), "commit_id": str(commit)}}:
            return f"{GENERATOR} @ {system}+{url}@{commit}", None
        case {"archive_info": {"hashes": {"sha256": str(digest)}}} if url.startswith("https:"):
            return f"{GENERATOR} @ {url}#sha256={digest}", None
        case {"archive_info": dict()}:
            return pinned, PurePosixPath(unquote(urlsplit(url).path)).name
    return pinned, None
