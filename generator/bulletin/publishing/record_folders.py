"""Further folders of records, such as internal ones in a repository of their own, and the commits that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bulletin.errors import RejectedError
from bulletin.localization.messages import _
from bulletin.model.plain_text import first_lines, one_line
from bulletin.operating_system import is_regular, sha256
from bulletin.publishing.git import GitError, commit_of, files_of, has_repository, references_to, write_out
from bulletin.publishing.manifest import Manifest
from bulletin.publishing.origin import Origin, files_below, is_as_committed
from bulletin.reading.files import RECORDS, further_folders, is_record_file

NO_REPOSITORY = _("{folder} is in no git repository, so nobody could rebuild the edition.")
UNCOMMITTED = _(
    "There are changes in {folder} that are in no commit, so nobody could rebuild the edition. Commit them first:\n"
    "{files}"
)
OTHER_FOLDERS = _(
    "{version} was made of other further folders of records than those that are given (--records DIR).\n"
    "Of: {wanted}\nGiven: {given}"
)
UNKNOWN_COMMIT = _("The repository of {folder} has no commit {commit}, which {version} names.")
OTHER_RECORDS = _(
    "The records of {folder} at the commit {commit} are not those that {version} was made from, so nothing of it is "
    "run."
)
UNREACHED = _(
    "No branch or tag leads to the commit {commit} that is checked out in {folder}, so nobody could rebuild the "
    "edition. Make a branch: git branch NAME."
)


def with_further(origin: Origin, project: Path, more: Sequence[Path]) -> Origin:
    """The provenance of editions that are made of these folders too."""
    folders = further_folders(project, more)
    try:
        commits = commits_of(folders)
    except GitError:  # a build needs no git; whoever publishes is given this error
        commits = {}
    return replace(origin, records={**origin.records, **hashes_of(folders)}, further_commits=commits)


def hashes_of(folders: Mapping[str, Path]) -> dict[str, str]:
    """The hash of every file of records in them, by its path, which begins with the name of its folder."""
    return {
        f"{name}/{file}": sha256(path)
        for name, folder in folders.items()
        for file, path in _records(folder)
        if is_regular(path)
    }


def commits_of(folders: Mapping[str, Path]) -> dict[str, str]:
    """The commits that hold the folders' records, by the name of the folder; of those that one holds.

    :raises GitError: when git does not read a repository.
    """
    return {
        name: commit
        for name, folder in folders.items()
        if why_not_committed(name, folder) is None and (commit := commit_of(folder, "HEAD"))
    }


def why_not_committed(name: str, folder: Path) -> RejectedError | None:
    """Why a folder's records could not be had again from the commit that is checked out; None where they can.

    :raises GitError: when git does not read the repository.
    """
    if not has_repository(folder):
        return RejectedError(NO_REPOSITORY, folder=name)
    commit = commit_of(folder, "HEAD") or ""
    blobs = {blob.path: blob for blob in files_of(folder, commit, ".") if _is_record(blob.path)} if commit else {}
    here = dict(_records(folder))
    changed = {path for path, blob in blobs.items() if not is_as_committed(blob, here.get(path))}
    if files := sorted(changed | (here.keys() - blobs.keys())):
        return RejectedError(UNCOMMITTED, folder=name, files=first_lines(files))
    return None if references_to(folder, commit) else RejectedError(UNREACHED, commit=commit, folder=name)


def further_checked_out(manifest: Manifest, folders: Mapping[str, Path], target: Path) -> tuple[Path, ...]:
    """The further folders of records of a published version, each as it is at its commit.

    :param folders: those that are given, by their names. Of a version whose audience may not read the files of records,
        each is taken at the commit that is checked out, since its manifest names none.
    :param target: an empty folder to check them out into.
    :raises RejectedError: when another one is given or wanted, or its repository lacks the commit or the records.
    :raises GitError: when git fails.
    """
    recorded = manifest.further_commits or {}
    if manifest.records and recorded.keys() != folders.keys():
        wanted = ", ".join(one_line(name) for name in recorded) or "–"
        raise RejectedError(OTHER_FOLDERS, version=manifest.version, wanted=wanted, given=", ".join(folders) or "–")
    found = []
    for name, folder in folders.items():
        commit = commit_of(folder, recorded.get(name, "HEAD"))
        if commit is None:
            raise RejectedError(
                UNKNOWN_COMMIT, version=manifest.version, folder=name, commit=recorded.get(name, "HEAD")
            )
        top = target / "further" / name
        top.mkdir(parents=True)
        write_out(folder, commit, ".", top)
        here = hashes_of({name: top})
        if any(here.get(file) != hashed for file, hashed in manifest.records.items() if file.startswith(f"{name}/")):
            raise RejectedError(OTHER_RECORDS, version=manifest.version, folder=name, commit=commit)
        found.append(top)
    return tuple(found)


def _records(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of records in a folder, and links, each with its path there."""
    for path in files_below(folder):
        file = path.relative_to(folder).as_posix()
        if _is_record(file):
            yield file, path


def _is_record(file: str) -> bool:
    return is_record_file(f"{RECORDS}/{file}")
