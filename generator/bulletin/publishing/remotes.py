"""What git has been told in a project: its repository, its remotes and the way to them, and who is at work."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bulletin.publishing.git import GitError, git

NOBODY = ("Bulletin", "bulletin@localhost")
"""Who publishes where git has not been told who is at work."""
_CREDENTIALS = ("credential.", "http.", "url.", "core.sshcommand", "ssh.", "protocol.")
"""Settings of a project's repository that the way to its remote may depend on, such as the token that CI puts there."""


def own_repository(project: Path) -> Path:
    """The repository that a project stands in.

    :raises GitError: where there is none.
    """
    answer = git(project, "rev-parse", "--path-format=absolute", "--git-common-dir")
    return Path(os.fsdecode(answer).strip())


def address(project: Path, remote: str) -> str:
    """Where a remote is: as it is called in the project's repository, else as it is given. Folders are absolute."""
    try:
        known = git(project, "remote", "get-url", "--push", "--end-of-options", remote).decode().strip()
    except GitError:
        known = ""
    if known:
        return str((project / known).resolve()) if (project / known).is_dir() else _plain(known)
    return str(Path(remote).resolve()) if Path(remote).is_dir() else _plain(remote)


def _plain(address: str) -> str:
    """The folder of a ``file:`` address, and any other as it is."""
    parts = urlsplit(address)
    return unquote(parts.path) if parts.scheme == "file" else address


def network(project: Path) -> Mapping[str, str]:
    """Settings of the project's own repository that its remotes are reached by, as an environment for git."""
    try:
        listed = git(project, "config", "--list", "--local", "--includes", "-z").decode(errors="replace")
    except GitError:
        return {}
    pairs = [setting.partition("\n")[::2] for setting in listed.split("\0") if setting.startswith(_CREDENTIALS)]
    inherited = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    settings = {"GIT_CONFIG_COUNT": str(inherited + len(pairs))}
    for number, (name, value) in enumerate(pairs, inherited):
        settings |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return settings


def author(project: Path) -> Mapping[str, str]:
    """Who publishes: as git has been told, else nobody in particular."""
    return {
        f"user.{name}": _setting(project, f"user.{name}") or default
        for name, default in zip(("name", "email"), NOBODY, strict=True)
    }


def _setting(project: Path, name: str) -> str:
    try:
        return git(project, "config", "--get", name).decode(errors="replace").strip()
    except GitError:
        return ""
