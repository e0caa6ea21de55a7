"""Published sites for tests, with no more in them than a check needs. Their records are synthetic."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bulletin.disclosure import Release, Series
from bulletin.publishing.changes.published_values import VALUES, values_file
from bulletin.publishing.manifest import Day
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import figures_csv
from bulletin.rendering.phrases.editions import edition_view
from bulletin.validation import validate
from bulletin.website.pipeline import seen_by
from pydantic_core import to_json

from tests.rendering.export.reading import files_of
from tests.sites import contents_of

WITH_VALUES_FILE = True
"""Whether editions are published with ``values.json``; those of version 0.1.0 were not."""


def publish(project: Path, directory: Path, *, language: str = "vi") -> Path:
    """Write what a check reads of every edition of a project, as a publisher would; give the folder."""
    validation = validate(project)
    assert validation.accepted is not None, validation.problems
    series = Series(seen_by(validation.accepted, None).vintages)
    for edition in validation.accepted.corpus.catalogue.editions:
        _write(series.edition(edition), directory / language)
    return directory


def _write(release: Release, top: Path) -> None:
    assert release.edition is not None
    record = release.catalogue.editions[release.edition]
    figures = figures_csv(release)
    files = {figures.path: figures.content, **files_of(release)}
    if WITH_VALUES_FILE:
        files[VALUES] = values_file(release)
    manifest = {
        "schema": 1,
        "version": release.version,
        "language": top.name,
        "edition": edition_view(PageContext.of(release, top.name, charts=False)),
        "cut_off": Day.of(record.cut_off),
        "released": Day.of(record.released),
        "next_release": Day.of(record.next_release) if record.next_release else None,
        "period": record.period.text,
        "status": record.status,
        "outputs": hashes_of(files),
    }
    for name, content in {"manifest.json": to_json(manifest), **files}.items():
        path = top / release.version / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def hashes_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """The hashes of files, as a manifest has them."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}


def vouch(folder: Path) -> None:
    """Let the manifest of a version say of its files what they are by now."""
    manifest = json.loads((folder / "manifest.json").read_bytes())
    files = contents_of(folder)
    del files["manifest.json"]
    manifest["outputs"] = hashes_of(files)
    (folder / "manifest.json").write_bytes(to_json(manifest))


def git(folder: Path, *arguments: str) -> str:
    """Run git for a test, as nobody in particular."""
    person = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *person, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def committed(folder: Path, message: str = "Synthetic") -> str:
    """Make a repository of a folder, if it is none yet, and commit all that is in it; give the commit."""
    if not (folder / ".git").is_dir():
        git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")
