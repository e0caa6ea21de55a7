"""Has mike deploy editions onto a branch: a program of its own, since mike works in the folder that it is run in.

It reads the deployments from standard input, as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from mike import commands

from bulletin.errors import BulletinError


@dataclass(frozen=True)
class Deployment:
    """A version of an edition in one language, built, that is to come onto a branch."""

    branch: str
    language: str
    version: str
    title: str
    folder: str
    """Where it was built."""
    newest: bool
    """Whether ``latest`` leads to it."""


class DeployingError(BulletinError):
    """mike failed; the text is what it said."""


def have_mike_deploy(repository: Path, deployments: list[Deployment]) -> None:
    """Run this program in a repository.

    :raises DeployingError: when it fails.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-P", "-m", __name__],
        cwd=repository,
        env={**environment, "LC_ALL": "C"},
        input=json.dumps([asdict(one) for one in deployments]).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise DeployingError(done.stderr.decode(errors="replace").strip())


def deploy(one: Deployment) -> None:
    """Have mike deploy a version: its files, the copy of it that is the latest, and its entry in the list."""
    with commands.deploy(
        {"site_dir": one.folder},
        one.version,
        one.title,
        ["latest"] if one.newest else [],
        update_aliases=True,
        alias_type=commands.AliasType.copy,
        branch=one.branch,
        message=f"Publish {one.language}/{one.version}",
        allow_empty=True,
        deploy_prefix=one.language,
    ):
        pass  # it is built


if __name__ == "__main__":
    for deployment in json.load(sys.stdin):
        deploy(Deployment(**deployment))
