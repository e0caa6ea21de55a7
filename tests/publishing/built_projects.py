"""SYNTHETIC projects for the tests of publishing: a library that does not exist, in a repository of its own.

Editions are built once by MkDocs; whoever publishes takes them from there, so that a publication takes about a second
and what is tested is publishing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

from bulletin.disclosure import Release
from bulletin.publishing import publish as publishing
from bulletin.publishing.build import BuildSettings, build_editions
from bulletin.publishing.origin import origin_of
from bulletin.publishing.plan import Step, StepKind
from bulletin.publishing.publish import PublishRequest, publish
from bulletin.publishing.rebuild import Rebuilt, checked_out
from bulletin.publishing.stores import FolderTarget, PublicationStore, PublicationTarget
from bulletin.reading import languages_of
from bulletin.website.pipeline import releases_of
from bulletin.website.shared_theme import FOLDER as THEMES
from bulletin.website.staging import link_tree

from tests.reading.projects import good_project
from tests.sites import configured

ADDRESS = "https://bulletin.example/library/"
NOW = datetime(2024, 1, 1, 12, tzinfo=UTC)
EDITION = """# Synthetic: made up for tests.
id: {id}
title: {{vi: Số mẫu {number}, en: Sample edition {number}}}
period: 2019
cut-off: 2020-02-{number:02}
released: 2020-03-{number:02}
next-release: to-be-announced
headlines:
  - {{organization: central, measure: visits, period: 2019}}
  - {{organization: north, measure: visits, period: 2019}}
"""


def edition(number: int) -> str:
    """Name one of the editions, which are numbered from 1."""
    return f"2019-E{number}"


def git(folder: Path, *arguments: str) -> str:
    """Run git as a user without any settings."""
    nobody = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(folder)}
    who = {f"GIT_{role}_{what}": "synthetic" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    return subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **nobody, **who}, check=True, capture_output=True, text=True
    ).stdout


def make_project(directory: Path, editions: int, languages: str = "[vi]") -> Path:
    """Make a project with so many editions, all of whose files are committed."""
    good_project(directory)
    (directory / "records/editions/2019.yml").unlink()
    for number in range(1, editions + 1):
        text = EDITION.format(id=edition(number), number=number)
        (directory / f"records/editions/{edition(number)}.yml").write_text(text, encoding="utf-8")
    bulletin = directory / "records/bulletin.yml"
    bulletin.write_text(bulletin.read_text(encoding="utf-8").replace("[vi, en]", languages), encoding="utf-8")
    configured(directory)
    git(directory, "init", "--quiet", "--initial-branch=main")
    commit(directory, "Synthetic records")
    return directory


def commit(project: Path, message: str) -> None:
    """Commit everything."""
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", message)


@dataclass(frozen=True)
class BuiltProject:
    """A project, and its editions as MkDocs built them."""

    project: Path
    built: Path

    def take(self, _settings: BuildSettings, editions: Sequence[Release], directory: Path) -> None:
        """Put editions where they are wanted, as :func:`build_editions` would."""
        for language in languages_of(self.project):
            for release in editions:
                shutil.copytree(self.built / language / release.version, directory / language / release.version)
        shutil.copytree(self.built / THEMES, directory / THEMES)


def make_built_project(directory: Path, editions: int, languages: str = "[vi]") -> BuiltProject:
    """Make a project and build all of its editions."""
    project, built = make_project(directory / "project", editions, languages), directory / "built"
    settings = BuildSettings(project, languages_of(project), ADDRESS, origin_of(project), charts=False)
    build_editions(settings, releases_of(project), built)
    return BuiltProject(project, built)


def publish_quickly(
    sample: BuiltProject, target: PublicationTarget, *editions: str, dry_run: bool = False, renew_theme: str = ""
) -> tuple[Step, ...]:
    """Publish editions that were built before; none asks for all that are due."""
    request = PublishRequest(sample.project, editions, ADDRESS, dry_run, renew_theme=renew_theme)
    with patch.object(publishing, "build_editions", sample.take):
        return publish(request, target, NOW).steps


def copy_of(sample: BuiltProject, directory: Path) -> BuiltProject:
    """Make the same project once more, for a test that changes it."""
    shutil.copytree(sample.project, directory / "project", symlinks=True)
    link_tree(sample.built, directory / "built")
    return BuiltProject(directory / "project", directory / "built")


def published_versions(site: Path) -> set[str]:
    """Published versions, by their folders."""
    return {path.parent.relative_to(site).as_posix() for path in site.glob("*/2*/manifest.json")}


def to_folder(sample: BuiltProject, site: Path, *editions: str, dry_run: bool = False) -> list[StepKind]:
    target = FolderTarget(site)
    return [step.kind for step in publish_quickly(sample, target, *editions, dry_run=dry_run)]


def rebuild(project: Path, edition: str, store: PublicationStore, remote: str = "origin") -> Rebuilt:
    """Rebuild an edition as the command does, in a checkout of its commit."""
    with checked_out(project, edition, store, remote) as version:
        return version.rebuild()
