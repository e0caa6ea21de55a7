"""Reproducible rebuild of a published edition from the commit that its manifest names, compared byte for byte."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from bulletin.model.plain_text import one_line
from bulletin.publishing.committed_generator import generator_of
from bulletin.publishing.git import commit_of, contents, files_of, git, inherited, is_reached
from bulletin.publishing.manifest import Manifest, edition_of, read_manifest, revision_of
from bulletin.publishing.origin import PYTHON, installed_version
from bulletin.publishing.refusal import RefusedError
from bulletin.publishing.stores import PublicationStore, manifests, published_folders
from bulletin.publishing.targets import own_repository
from bulletin.publishing.words import Rebuilding

_AS_COMMITTED = ("core.autocrlf=false", "core.eol=lf", "core.fsmonitor=false")
"""Settings by which git checks files out as they were committed."""


@dataclass(frozen=True)
class Rebuilt:
    """A version of an edition in all languages, beside what was built again."""

    version: str
    commit: str
    files: tuple[str, ...]
    """Those that differ, or stand on one side only, by their paths in the site; none when every byte is the same."""
    tools: tuple[str, ...]
    """Tools of other versions: ``jinja2 3.1.5 → 3.1.6``."""


def rebuild(project: Path, edition: str, out: PublicationStore, remote: str = "origin") -> Rebuilt:
    """Build an edition again from its commit, with that commit's own generator where it has one.

    The work tree is left alone: all is done in a clone that is gone afterwards.

    :param edition: a version; or its id, for its newest one where none is called so.
    :param out: where it is published.
    :param remote: of the project's repository; its branches, too, are trusted to lead to commits that may be run.
    :raises RefusedError: when it is not published there, or its commit cannot be had or built.
    :raises ManifestError: when a manifest cannot be read.
    :raises GitError: when git fails.
    """
    manifests = _manifests(out, edition)
    first = next(iter(manifests.values()))
    commit = _trusted(project, first, remote)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        room = Path(name)
        built = _built(
            _clone(project, commit, room), first, [manifest.language for manifest in manifests.values()], room
        )
        files = tuple(_differing(out, built, manifests))
        return Rebuilt(first.version, commit, files, tuple(_other_tools(first, built)))


def _manifests(out: PublicationStore, edition: str) -> dict[str, Manifest]:
    """Those of a version, by folder, the language of the site's entrance first."""
    found = published_folders(out)
    version = _version(edition, {place.version for place in found})
    read = manifests(out, [place for place in found if place.version == version])
    by_language = sorted(read.items(), key=lambda item: item[1].languages.index(item[1].language))
    return {place.folder: manifest for place, manifest in by_language}


def _version(given: str, out: AbstractSet[str]) -> str:
    """The version that is meant: the one of that very name, else the newest one of the edition."""
    if not out:
        raise RefusedError(Rebuilding.nothing_out)
    if given in out:
        return given
    versions = [version for version in out if edition_of(version) == given]
    if not versions:
        raise RefusedError(Rebuilding.not_out, edition=one_line(given), known=", ".join(sorted(out)))
    return max(versions, key=revision_of)


def _trusted(project: Path, manifest: Manifest, remote: str) -> str:
    """The commit, which is one that this repository itself leads to, with the same records: it is going to be run."""
    if manifest.commit is None:
        raise RefusedError(Rebuilding.no_commit, version=manifest.version)
    known = commit_of(project, manifest.commit) == manifest.commit
    if not known or not is_reached(project, manifest.commit, remote):
        raise RefusedError(Rebuilding.unknown_commit, version=manifest.version, commit=manifest.commit)
    if not _has_records(project, manifest):
        raise RefusedError(Rebuilding.other_records, version=manifest.version, commit=manifest.commit)
    return manifest.commit


def _has_records(project: Path, manifest: Manifest) -> bool:
    """Whether the commit holds every record file of the manifest, to the byte."""
    blobs = [blob for blob in files_of(project, manifest.commit or "", "records") if blob.path in manifest.records]
    found = {path: hashlib.sha256(content).hexdigest() for path, content in contents(project, blobs).items()}
    return bool(found) and found == manifest.records


def _clone(project: Path, commit: str, room: Path) -> Path:
    """The project as it was, in a clone that shares what the repository holds."""
    below = os.fsdecode(git(project, "rev-parse", "--show-prefix")).strip()
    clone = room / "clone"
    nothing = [f"core.{name}={os.devnull}" for name in ("hooksPath", "attributesFile")]
    plainly = [word for setting in (*nothing, *_AS_COMMITTED) for word in ("-c", setting)]
    source = str(own_repository(project))
    git(room, *plainly, "clone", "--quiet", "--shared", "--no-checkout", "--template=", "--", source, str(clone))
    git(clone, *plainly, "checkout", "--quiet", "--detach", commit)
    return clone / below


def _built(project: Path, manifest: Manifest, languages: Sequence[str], room: Path) -> Path:
    """Build the edition by the commit's own generator, in a process of its own; give the site's folder."""
    site, metadata = room / "site", room / "metadata"
    metadata.mkdir()
    generator = generator_of(project, metadata)
    chosen = [word for language in languages for word in ("--language", language)]
    about = ["--edition", manifest.edition.id, "--address", manifest.address, "--site-dir", str(site)]
    path = os.pathsep.join([*map(str, generator.paths), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(  # noqa: S603 - the project's own program, at a commit of its own
        [sys.executable, "-c", generator.program, "build", *about, *chosen],
        cwd=project,
        env={**inherited(), "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        told = "\n".join(map(one_line, done.stderr.decode(errors="replace").strip().splitlines()))
        missing = ", ".join(_missing_tools(manifest))
        reason = Rebuilding.tools_missing if missing else Rebuilding.failed
        raise RefusedError(reason, version=manifest.version, told=told, tools=missing)
    return site


def _missing_tools(manifest: Manifest) -> Iterator[str]:
    """The tools of a manifest that are not installed, with the versions that it names."""
    for name, version in manifest.tools.items():
        if name != PYTHON and installed_version(name) is None:
            yield one_line(f"{name} {version}")


def _differing(out: PublicationStore, built: Path, manifests: dict[str, Manifest]) -> Iterator[str]:
    for folder in manifests:
        was = [path for path in out.paths() if path.startswith(f"{folder}/")]
        now = {path.relative_to(built).as_posix() for path in (built / folder).rglob("*") if path.is_file()}
        yield from sorted(now ^ set(was))
        for path, content in out.read(path for path in was if path in now).items():
            if (built / path).read_bytes() != content:
                yield path


def _other_tools(was: Manifest, built: Path) -> Iterator[str]:
    folder = built / was.language / was.version
    now = read_manifest(folder).tools if folder.is_dir() else {}
    for name in sorted(was.tools.keys() | now.keys()):
        if was.tools.get(name) != now.get(name):
            yield f"{name} {was.tools.get(name, '–')} → {now.get(name, '–')}"
