"""What an edition is made from: the commit, the records, and the versions of the tools."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from generator.publishing.git import GitError, commit_of, git
from generator.publishing.manifest import hashes

DISTRIBUTION = "bulletin-generator"
"""The name under which this program is installed."""
INPUTS = ("records", "docs", ":(glob)mkdocs*.yml", "generator")
"""What a site depends on; ``generator`` where a project brings its own."""
IGNORED_COUNT = INPUTS[:3]
"""Where a file counts even if git is told to ignore it: it would be published, and be in no commit."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_EXTRA = re.compile(r"\bextra\s*==")


@dataclass(frozen=True)
class Origin:
    """What an edition is made from."""

    commit: str | None
    """HEAD of the project's repository; None where there is none, or where the project differs from it."""
    records: Mapping[str, str]
    """The hash of every file in ``records/``, by its path in the project."""
    tools: Mapping[str, str]
    """Versions of Python, of the generator and of everything that it depends on."""


def origin_of(project: Path) -> Origin:
    """Look what a project's editions are made from."""
    records = {f"records/{path}": value for path, value in hashes(project / "records").items()}
    return Origin(None if changed(project) else commit_of(project, "HEAD"), records, tools())


def changed(project: Path) -> tuple[str, ...]:
    """What git says of files that are not in the commit as they stand, a line each; nothing outside of a repository."""
    try:
        tracked = git(project, "status", "--porcelain", "-z", "--untracked-files=all", "--", *INPUTS)
        ignored = git(project, "status", "--porcelain", "-z", "--ignored=matching", "--", *IGNORED_COUNT)
    except GitError:
        return ()
    lines = {line.decode(errors="replace") for line in (tracked + ignored).split(b"\0") if line}
    return tuple(sorted(line for line in lines if "__pycache__" not in line))


@cache
def tools() -> Mapping[str, str]:
    """Versions of Python, of the generator and of everything that it depends on, by their names."""
    found = {"python": platform.python_version()}
    waiting = [DISTRIBUTION]
    while waiting:
        name = _plain(waiting.pop())
        if name not in found and (version := _version(name)) is not None:
            found[name] = version
            waiting.extend(_required(name))
    return dict(sorted(found.items()))


def _plain(name: str) -> str:
    """A distribution's name as all its spellings are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _required(name: str) -> Iterator[str]:
    """What a distribution asks for but in its extras; of what it asks for on other systems, whatever is there."""
    for line in metadata.requires(name) or ():
        asked, _, marker = line.partition(";")
        if (match := _NAME.match(asked)) and not _EXTRA.search(marker):
            yield match[0]
