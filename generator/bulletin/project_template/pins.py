"""The requirements of a new project: the generator and all that it is installed with, at their exact versions."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from bulletin import __version__
from bulletin.installation import DISTRIBUTION, PYTHON, installed_from, tools


class Pins(NamedTuple):
    """Lines of ``requirements.txt``."""

    generator: str
    others: tuple[str, ...]
    """All that the generator is installed with, by name."""
    file: str | None
    """The name of the file that the generator was installed from, where no package index may have it."""
    is_of_folder: bool
    """Whether it was installed from a folder, such as a clone, whose version no package index may have either."""


def installed() -> Pins:
    """The versions that are installed here."""
    others = (f"{name}=={version}" for name, version in tools().items() if name not in {DISTRIBUTION, PYTHON})
    origin = installed_from()
    line, file = _generator(origin)
    return Pins(line, tuple(others), file, "dir_info" in origin)


def _generator(origin: dict[str, object]) -> tuple[str, str | None]:
    """The line of the generator, and the file it was installed from.

    One from a repository or an address is named by that and by its commit or hash.
    """
    pinned, url = f"{DISTRIBUTION}=={__version__}", str(origin.get("url", ""))
    match origin:
        case {"vcs_info": {"vcs": str(system), "commit_id": str(commit)}}:
            return f"{DISTRIBUTION} @ {system}+{url}@{commit}", None
        case {"archive_info": {"hashes": {"sha256": str(digest)}}} if url.startswith("https:"):
            return f"{DISTRIBUTION} @ {url}#sha256={digest}", None
        case {"archive_info": dict()}:
            return pinned, PurePosixPath(unquote(urlsplit(url).path)).name
    return pinned, None
