"""Reproducible rebuild of a published edition from the commit that its manifest names, compared byte for byte.

The generator that a commit contains is run, and is not installed for that. Its source root goes onto ``PYTHONPATH``,
and before it a folder with the metadata that an installation would have written (``*.dist-info``), made from the
commit's ``pyproject.toml``: MkDocs finds the plugin, and the manifest finds versions, through it.
``importlib.metadata`` takes the first distribution of a name that is on the path, so that whatever is installed under
the same name is hidden.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints, TypeAdapter

from bulletin.errors import RejectedError
from bulletin.installation import DISTRIBUTION, PYTHON, installed_version
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line
from bulletin.publishing.changes.published_versions import write_values
from bulletin.publishing.git import (
    check_out,
    commit_of,
    contents,
    files_of,
    git,
    inherited,
    is_shallow,
    references_to,
)
from bulletin.publishing.manifest import Generator, Manifest, from_json, manifests, read_manifest, to_json
from bulletin.publishing.record_folders import further_checked_out
from bulletin.publishing.recorded_generator import OtherGenerator
from bulletin.publishing.stores import PublicationStore, published_folders
from bulletin.publishing.version_names import NAME, edition_of, revision_of
from bulletin.reading.files import RECORDS, further_folders

COMMAND = "bulletin"
"""The command's name among the scripts of a distribution."""
_FOLDER = "generator"
_INSTALLED = EntryPoint(COMMAND, "bulletin.cli:main", "console_scripts")
_VERSION = re.compile(r"""^__version__\s*(?::[^=]*)?=\s*["']([^"']+)["']""", re.MULTILINE)
UNKNOWN_COMMIT = _("No branch or tag here leads to the commit {commit} that {version} names.")
SHALLOW = _(
    "No branch or tag here leads to the commit {commit} that {version} names. The repository was cloned without its "
    "whole history; fetch the rest: git fetch --unshallow. In CI, set fetch-depth: 0 (GitHub) or GIT_DEPTH: 0 (GitLab)."
)
OTHER_RECORDS = _(
    "The records at the commit {commit} are not those that {version} was made from, so nothing of it is run."
)
NO_COMMIT = _(
    "The manifest of {version} names no commit, as its readers may not read the records. Name the commit that it was "
    "published from: --commit COMMIT"
)
UNKNOWN_REVISION = _("There is no commit “{given}” here.")
FAILED = _("{version} could not be built again:\n{output}")
NO_GENERATOR = _("{file} at the commit cannot be read, so its generator cannot be run: {error}")
TOOLS_MISSING = _(
    "{version} could not be built again: it was made with tools that are not installed here ({tools}).\n{output}"
)


@dataclass(frozen=True)
class Rebuilt:
    """The result of rebuilding a version of an edition in all languages, compared with the published files."""

    version: str
    commit: str
    files: tuple[str, ...]
    """Those that differ or are on one side only, by their paths in the site; none when every byte is the same.

    A manifest that differs in its tools only is the same.
    """
    tools: tuple[str, ...]
    """Tools of other versions: ``jinja2 3.1.5 → 3.1.6``; and the generator where its files are others."""


@dataclass(frozen=True)
class CheckedOutVersion:
    """A published version, and the project as it is at the commit of that version."""

    store: PublicationStore
    """Where it is published."""
    manifests: Mapping[str, Manifest]
    """Its manifests by folder, the first language of the site first."""
    commit: str
    """The commit that it is built again from."""
    project: Path
    generator: CommittedGenerator
    folder: Path
    """For what is built; it is gone afterwards."""
    more: tuple[Path, ...] = ()
    """The folders of further records as they are at their commits."""

    @property
    def manifest(self) -> Manifest:
        """That of the first language."""
        return next(iter(self.manifests.values()))

    @property
    def other_generator(self) -> OtherGenerator | None:
        """The generator that is recorded; None where it runs: it is installed here, or the commit brings its own."""
        return None if self.generator.paths else OtherGenerator.of(self.manifest, self.project, self.commit)

    def rebuild(self) -> Rebuilt:
        """Build the version again, and compare every byte.

        :raises RejectedError: when it cannot be built.
        """
        built = _built(self)
        files = tuple(_differing(self.store, built, self.manifests))
        return Rebuilt(self.manifest.version, self.commit, files, tuple(_other_tools(self.manifest, built)))


@contextmanager
def checked_out(  # noqa: PLR0913, PLR0917 - what is built again, from where
    project: Path,
    edition: str,
    store: PublicationStore,
    remote: str = "origin",
    revision: str | None = None,
    more: Sequence[Path] = (),
) -> Iterator[CheckedOutVersion]:
    """Check out the commit of a published edition, to build it again with that commit's own generator if it has one.

    The work tree is left alone: all is done in a clone that is gone afterwards.

    :param edition: a version; or its id, for its newest one where none is called so.
    :param store: where it is published.
    :param revision: of the commit that it was published from; None where its manifest names that.
    :param remote: of the project's repository; its branches, too, are trusted to lead to commits that may be run.
    :param more: folders of further records, whose repositories have the commits that the manifest names.
    :raises RejectedError: when it is not published there, or its commits cannot be had.
    :raises ManifestError: when a manifest cannot be read.
    :raises GitError: when git fails.
    """
    manifests = _manifests(store, edition)
    commit = _trusted(project, next(iter(manifests.values())), remote, revision)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        folder = Path(name)
        clone = check_out(project, commit, folder)
        metadata = folder / "metadata"
        metadata.mkdir()
        further = further_checked_out(next(iter(manifests.values())), further_folders(project, more), folder)
        yield CheckedOutVersion(store, manifests, commit, clone, generator_of(clone, metadata), folder, further)


def _manifests(store: PublicationStore, edition: str) -> dict[str, Manifest]:
    """The manifests of a version, by folder, the first language of the site first."""
    found = published_folders(store)
    version = _version(edition, {folder.version for folder in found})
    read = manifests(store, [folder for folder in found if folder.version == version])
    by_language = sorted(read.items(), key=lambda item: item[1].languages.index(item[1].language))
    return {folder.path: manifest for folder, manifest in by_language}


def _version(given: str, published: AbstractSet[str]) -> str:
    """The version that is meant: the one of that very name, else the newest one of the edition."""
    if not published:
        raise RejectedError(_("No edition is published there."))
    if given in published:
        return given
    versions = [version for version in published if edition_of(version) == given]
    if not versions:
        unknown = _("The edition {edition} is not published there; these are: {known}.")
        raise RejectedError(unknown, edition=one_line(given), known=", ".join(sorted(published)))
    return max(versions, key=revision_of)


def _trusted(project: Path, manifest: Manifest, remote: str, revision: str | None) -> str:
    """The commit of a version, when a branch or tag leads to it and its records are the same: its code will run."""
    commit = _meant(project, manifest, revision)
    is_known = commit_of(project, commit) == commit
    if not is_known or all(_holds_site(project, name) for name in references_to(project, commit, remote)):
        reason = SHALLOW if is_shallow(project) else UNKNOWN_COMMIT
        raise RejectedError(reason, version=manifest.version, commit=commit)
    if not _is_withheld(manifest) and not _has_records(project, manifest, commit):
        raise RejectedError(OTHER_RECORDS, version=manifest.version, commit=commit)
    return commit


def _meant(project: Path, manifest: Manifest, revision: str | None) -> str:
    """The commit that is named, by its full name, else that of the manifest.

    A manifest without records leaves both out for what it would disclose; comparing every byte then has to do.
    """
    if revision is not None:
        if (named := commit_of(project, revision)) is None:
            raise RejectedError(UNKNOWN_REVISION, given=one_line(revision))
        return named
    if manifest.commit is None:
        nothing = NO_COMMIT if _is_withheld(manifest) else _("{version} names no commit to be built again from.")
        raise RejectedError(nothing, version=manifest.version)
    return manifest.commit


def _is_withheld(manifest: Manifest) -> bool:
    """Whether a manifest says neither of which commit nor of which records a version is."""
    return manifest.commit is None and not manifest.records


def _holds_site(project: Path, reference: str) -> bool:
    """Whether a branch or tag is that of a published site: it is what is verified, and vouches for no program."""
    return bool(git(project, "ls-tree", "--full-tree", reference, "--", NAME))


def _has_records(project: Path, manifest: Manifest, commit: str) -> bool:
    """Whether a commit holds every record file of the manifest, to the byte."""
    recorded = {path: hashed for path, hashed in manifest.records.items() if path.startswith(f"{RECORDS}/")}
    blobs = [blob for blob in files_of(project, commit, RECORDS) if blob.path in recorded]
    found = {path: hashlib.sha256(content).hexdigest() for path, content in contents(project, blobs).items()}
    return bool(found) and found == recorded


def _built(version: CheckedOutVersion) -> Path:
    """Build the edition by the commit's own generator, in a process of its own; give the site's folder."""
    project, manifest, site = version.project, version.manifest, version.folder / "site"
    languages = [found.language for found in version.manifests.values()]
    for language in languages:
        (project / "docs" / language).mkdir(parents=True, exist_ok=True)  # old generators need what git does not keep
    chosen = [word for language in languages for word in ("--language", language)]
    about = ["--edition", manifest.edition.id, "--site-dir", str(site)]
    about += ["--address", manifest.address]  # the generators of old commits do not know it as --site-url
    about += ["--audience", manifest.audience_id] if manifest.audience_id else []
    about += [word for path in version.more for word in ("--records", str(path))]
    if before := manifest.published_before:  # as they were then, whatever was published since
        write_values(version.store, before, published := version.folder / "published")
        about += ["--published", str(published)]
    path = os.pathsep.join([*map(str, version.generator.paths), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(  # noqa: S603 - the project's own program, at a commit of its own
        [sys.executable, "-c", version.generator.program, "build", *about, *chosen],
        cwd=project,
        env={**inherited(), "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        output = "\n".join(map(one_line, done.stderr.decode(errors="replace").strip().splitlines()))
        missing = ", ".join(_missing_tools(manifest))
        reason = TOOLS_MISSING if missing else FAILED
        raise RejectedError(reason, version=manifest.version, output=output, tools=missing)
    return site


def _missing_tools(manifest: Manifest) -> Iterator[str]:
    """The tools of a manifest that are not installed, with the versions that it names."""
    for name, version in manifest.tools.items():
        if name != PYTHON and installed_version(name) is None:
            yield one_line(f"{name} {version}")


def _differing(store: PublicationStore, built: Path, manifests: Mapping[str, Manifest]) -> Iterator[str]:
    """The files that are not the same. Of manifests, what they say of tools is left out: it is reported by itself.

    Themes are compared as they were published: what was renewed since is another matter, which verification knows of.
    """
    for folder, manifest in manifests.items():
        if (built / folder / NAME).is_file():
            yield from _different_keys(manifest.theme or {}, read_manifest(built / folder).theme or {})
        published = [path for path in store.paths() if path.startswith(f"{folder}/")]
        rebuilt = {path.relative_to(built).as_posix() for path in (built / folder).rglob("*") if path.is_file()}
        yield from sorted(rebuilt ^ set(published))
        for path, content in store.read(path for path in published if path in rebuilt).items():
            again = (built / path).read_bytes()
            if again != content and (path != f"{folder}/{NAME}" or not _is_same_but_tools(content, again)):
                yield path


def _different_keys(was: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    yield from (path for path in sorted(was.keys() | now.keys()) if was.get(path) != now.get(path))


def _is_same_but_tools(was: bytes, now: bytes) -> bool:
    """Whether two manifests say the same of everything but the programs that made the files.

    Nor of the commits of further records: these were taken out of them, so that what was built does not know them.
    """

    def essence(content: bytes) -> bytes:
        return to_json(replace(from_json(content), generator=None, tools={}, further_commits=None, theme=None))

    return essence(was) == essence(now)


def _other_tools(was: Manifest, built: Path) -> Iterator[str]:
    """The tools whose versions differ, and the generator where only its hashes do."""
    folder = built / was.language / was.version
    if not folder.is_dir():
        return
    now = read_manifest(folder)
    for name in sorted(was.tools.keys() | now.tools.keys()):
        if was.tools.get(name) != now.tools.get(name):
            yield f"{name} {was.tools.get(name, '–')} → {now.tools.get(name, '–')}"
        elif name == DISTRIBUTION and was.generator != now.generator:
            yield f"{name} {_with_hashes(was.generator)} → {_with_hashes(now.generator)}"


def _with_hashes(generator: Generator | None) -> str:
    """The version of a generator, with what distinguishes it from others of that version."""
    if generator is None:
        return "–"
    return " ".join((generator.version, *(f"{name}={found}" for name, found in sorted(generator.hashes.items()))))


# --- the generator of a commit ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CommittedGenerator:
    """The generator that a commit contains, as it is run."""

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
    :raises RejectedError: when its ``pyproject.toml`` cannot be read.
    """
    declared = _declared(project / "pyproject.toml")
    if not (project / _FOLDER).is_dir() or COMMAND not in declared.scripts:
        return CommittedGenerator(_INSTALLED, ())
    command = EntryPoint(COMMAND, declared.scripts[COMMAND], "console_scripts")
    package = command.module.partition(".")[0]
    source = project / _FOLDER if (project / _FOLDER / package).is_dir() else project  # formerly, the folder was it
    _write_metadata(metadata, declared, _generator_version(declared, source / package))
    return CommittedGenerator(command, (metadata, source))


Reference = Annotated[str, StringConstraints(pattern=r"^[\w.]+\s*:\s*[\w.]+$")]
"""A module and what is meant in it: ``bulletin.cli:main``."""


@dataclass(frozen=True)
class _Declared:
    """What a ``pyproject.toml`` declares of its project, as far as a run depends on it."""

    name: str = DISTRIBUTION
    version: str | None = None
    scripts: Mapping[str, Reference] = field(default_factory=dict)
    dependencies: tuple[str, ...] = ()
    entry_points: Annotated[Mapping[str, Mapping[str, str]], Field(alias="entry-points")] = field(default_factory=dict)


_DECLARED = TypeAdapter(_Declared)


def _declared(file: Path) -> _Declared:
    try:
        content = tomllib.loads(file.read_bytes().decode()) if file.is_file() else {}
        return _DECLARED.validate_python(content.get("project", {}))
    except ValueError as error:  # those of TOML, UTF-8 and pydantic are such
        raise RejectedError(NO_GENERATOR, file=file.name, error=one_line(str(error))) from None


def _generator_version(declared: _Declared, package: Path) -> str:
    """The version that is declared, or where it is dynamic, that of the package."""
    module = package / "__init__.py"
    found = _VERSION.search(module.read_text(encoding="utf-8", errors="replace")) if module.is_file() else None
    return declared.version or (found[1] if found else "0")


def _write_metadata(folder: Path, declared: _Declared, version: str) -> None:
    """Write the metadata of the distribution; an installed one of another name is hidden by an empty one."""
    _write_distribution(folder, DISTRIBUTION, version, (), "")
    entry_points = "\n".join(_entry_point_lines(declared))
    _write_distribution(folder, declared.name, version, declared.dependencies, entry_points)


def _write_distribution(folder: Path, name: str, version: str, dependencies: Iterable[str], entry_points: str) -> None:
    information = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    information.mkdir(exist_ok=True)
    head = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines = [*head, *(f"Requires-Dist: {requirement}" for requirement in dependencies)]
    (information / "METADATA").write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
    (information / "entry_points.txt").write_text(entry_points, encoding="utf-8", newline="\n")


def _entry_point_lines(declared: _Declared) -> Iterator[str]:
    groups = {"console_scripts": declared.scripts, **declared.entry_points}
    for group, entries in groups.items():
        yield f"[{group}]"
        yield from (f"{name} = {value}" for name, value in entries.items())
