"""Reading a git repository through the ``git`` command, without touching its work tree, its index or its settings.

Nothing that is handed over is taken for an option, no shell is asked, and git neither prompts nor speaks another
language than the one its answers are read in.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from bulletin.errors import BulletinError, RejectedError
from bulletin.localization.messages import _
from bulletin.model.plain_text import one_line

_KEPT = (
    "GIT_ASKPASS", "GIT_SSH", "GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_", "GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL",
    "GIT_CONFIG_", "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_TRACE", "GIT_EXEC_PATH",
)  # fmt: skip
"""Prefixes of variables that may reach git: how to reach remotes, settings, names of the committer, where git is.

Any other could lead to another repository than that of the folder, or change how its files and names are read.
"""
_SETTINGS = {
    "LC_ALL": "C",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
}
_CREDENTIALS = ("credential.", "http.", "url.", "core.sshcommand", "ssh.", "protocol.")
"""Settings of a project's repository that its remote may be reached by, such as the token that CI puts there."""
_TOKEN = "PUBLISH_TOKEN"  # noqa: S105 - its name
"""The variable that may hold a token for the host that is published to."""
_HELPER = """!f() { test "$1" = get &&
printf "username=%s\\npassword=%s\\n" "${PUBLISH_USER:-x-access-token}" "$PUBLISH_TOKEN"; }; f"""
"""A credential helper, which git runs in a shell; GitHub takes that user for any token."""
NOBODY = ("Bulletin", "bulletin@localhost")
"""The committer where git has no user name configured."""
_REGULAR = ("100644", "100755")
_LINK = "120000"
_SUBMODULE = "160000"
_REPOSITORY = ".git"
"""The folder of a work tree's repository, or the file that leads to it."""
_NO_CONVERSION = "* -text -ident -filter -working-tree-encoding\n"
"""Attributes of all files, over those of the commit, by which git changes no byte of them."""
_SHALLOW = "shallow"
"""The file in which a repository lists the commits whose history it lacks."""
_CHECKED_OUT = "checked-out"
"""The branch of a commit that is checked out to be built."""
_AS_COMMITTED = ("core.autocrlf=false", "core.eol=lf", "core.fsmonitor=false")
"""Settings by which git checks files out as they were committed."""
_FAILED = _("git failed: {output}")
_OF_OTHERS = _(
    "git does not read this repository, since its files belong to another user. If you trust them, allow it by the "
    "command that git names (safe.directory):\n{output}"
)


_LACKS = _(
    "{path}: The repository lacks the object {name}. If it was cloned in part, fetch the rest: git fetch --refetch "
    "--no-filter."
)


class GitError(BulletinError):
    """Git failed, or a commit cannot be used; the text says why."""


class GitFailedError(GitError):
    """Git ran, and ended with a failure; the text holds what it said."""

    def __init__(self, status: int, output: str) -> None:
        """Say what git said.

        :param status: its exit code.
        """
        self.status = status
        super().__init__(_OF_OTHERS if "safe.directory" in output else _FAILED, output=output)


class SubmoduleError(RejectedError):
    """Files that an edition is made from are in a git submodule, of which the project's commit holds nothing."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Say which.

        :param paths: of the submodules in the project.
        """
        reason = _(
            "Git submodules are not supported: {paths}. The project's commits do not hold the files there, so that "
            "editions could not be built again. Put the files themselves into the project's repository (git rm "
            "--cached, then git add)."
        )
        super().__init__(reason, paths=", ".join(map(one_line, paths)))


class Blob(NamedTuple):
    """A file of a commit."""

    mode: str
    hash: str
    path: str
    """Relative to the folder that was asked about, or to the top of the repository."""

    @property
    def is_plain(self) -> bool:
        """Whether it is a file, and no link."""
        return self.mode in _REGULAR


def inherited() -> dict[str, str]:
    """The environment without variables that would lead git to another repository or change how it reads files."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}


def git(
    folder: Path, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None, outlives: bool = False
) -> bytes:
    """Run git in a folder; give its output.

    :param settings: further environment variables.
    :param outlives: whether it goes on even if this program and its other processes are stopped.
    :raises GitFailedError: when it ends with anything but success.
    :raises GitError: when there is no git.
    """
    return _run(folder, *arguments, given=given, settings=settings, outlives=outlives).stdout


def _run(
    folder: Path, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None, outlives: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run git as :func:`git` does; give also what it said."""
    try:
        return subprocess.run(  # noqa: S603 - no shell; what comes from people is behind --end-of-options
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - whichever git the user has
            input=given,
            capture_output=True,
            check=True,
            env=inherited() | _SETTINGS | dict(settings or {}),
            start_new_session=outlives,
        )
    except FileNotFoundError:
        raise GitError(
            _("git is not installed here, or not in a folder of PATH. Install it: https://git-scm.com/")
        ) from None
    except OSError as error:
        raise GitError(_("git cannot be run: {error}"), error=str(error)) from None
    except subprocess.CalledProcessError as error:
        raise GitFailedError(error.returncode, error.stderr.decode(errors="replace").strip()) from None


def has_repository(folder: Path) -> bool:
    """Whether a folder is in a git repository.

    :raises GitError: when one is there, and git does not read it: it is broken, belongs to another user, or there is
        no git.
    """
    here = folder.resolve()
    if not any(os.path.lexists(above / _REPOSITORY) for above in (here, *here.parents)):
        return False
    git(folder, "rev-parse", "--git-dir")
    return True


def commit_of(folder: Path, revision: str) -> str | None:
    """The full name of the commit that a revision means; None where it means none, or there is no repository.

    :raises GitError: when there is a repository that git does not read.
    """
    try:
        found = git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except GitError:
        has_repository(folder)
        return None
    return found.decode().strip()


def tip_of(folder: Path, branch: str) -> str | None:
    """The commit of a branch; None where there is no such branch, or no repository.

    :param branch: its full name: ``refs/heads/gh-pages``.
    :raises GitError: when git does not read the repository, or the branch: it is broken, or its commit missing.
    """
    commit = commit_of(folder, branch)
    if commit is None and has_repository(folder):
        listed = _run(folder, "for-each-ref", "--format=%(refname)", branch)
        said = (listed.stdout + listed.stderr).decode(errors="replace").splitlines()
        if any(line.endswith(branch) for line in said):
            raise GitError(_("{branch}: This branch is damaged: git does not find its commit."), branch=branch)
    return commit


def own_repository(project: Path) -> Path:
    """The git repository of a project.

    :raises GitError: where there is none.
    """
    return Path(os.fsdecode(git(project, "rev-parse", "--path-format=absolute", "--git-common-dir")).strip())


def is_shallow(project: Path) -> bool:
    """Whether the repository of a project, if it has one, was cloned without its whole history."""
    return has_repository(project) and (own_repository(project) / _SHALLOW).is_file()


def remote_address(project: Path, remote: str) -> str:
    """The address of a remote of the project's repository, or one that is given as such. Folders are absolute."""
    known = _answer(project, "remote", "get-url", "--push", "--end-of-options", remote).strip()
    if known:
        return str((project / known).resolve()) if (project / known).is_dir() else _plain(known)
    return str(Path(remote).resolve()) if Path(remote).is_dir() else _plain(remote)


def _answer(project: Path, *arguments: str) -> str:
    """The output of git; empty where it fails."""
    try:
        return git(project, *arguments).decode(errors="replace")
    except GitFailedError:
        return ""


def _plain(address: str) -> str:
    """The folder of a ``file:`` address, and any other as it is."""
    from urllib.request import url2pathname  # takes long to load, with all of HTTP, and checks seldom need it

    parts = urlsplit(address)
    return url2pathname(parts.path) if parts.scheme == "file" else address


def remote_settings(project: Path, address: str | None = None) -> Mapping[str, str]:
    """Settings that a remote is reached by, as an environment for git: those of the project's repository, and a token.

    :param address: of the remote. Its host alone is given the token that the variable PUBLISH_TOKEN holds.
    """
    listed = _answer(project, "config", "--list", "--local", "--includes", "-z")
    pairs = [setting.partition("\n")[::2] for setting in listed.split("\0") if setting.startswith(_CREDENTIALS)]
    pairs += _token_settings(address or "")
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    settings = {"GIT_CONFIG_COUNT": str(first + len(pairs))}
    for number, (name, value) in enumerate(pairs, first):
        settings |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
    return settings


def _token_settings(address: str) -> list[tuple[str, str]]:
    """Settings by which git takes user and token from the environment, so that no command line and no file has them."""
    host = re.match(r"https?://(?:[^/@]*@)?([^/@]+)", address)
    if host is None or not os.environ.get(_TOKEN):
        return []
    name = f"credential.{urlsplit(address).scheme}://{host[1]}.helper"
    return [(name, ""), (name, _HELPER)]  # the empty one stands for those that are configured


def author(project: Path) -> Mapping[str, str]:
    """The settings of the committer: as configured in git, else a neutral name."""
    names = (f"user.{name}" for name in ("name", "email"))
    return {
        name: _answer(project, "config", "--get", name).strip() or default
        for name, default in zip(names, NOBODY, strict=True)
    }


def references_to(folder: Path, commit: str, remote: str = "origin") -> tuple[str, ...]:
    """The branches and tags of the repository that lead to a commit, and the branches that it knows of one remote.

    What was merely fetched is none of these: proposals of strangers, branches of other remotes.
    """
    places = ["refs/heads/", "refs/tags/"]
    if remote in git(folder, "remote").decode(errors="replace").splitlines():
        places.append(f"refs/remotes/{remote}/")
    return tuple(git(folder, "for-each-ref", "--format=%(refname)", "--contains", commit, *places).decode().split())


def revisions(folder: Path) -> tuple[str, ...]:
    """The names of the branches and tags, by name; none where there is no repository."""
    places = ("refs/heads", "refs/remotes", "refs/tags")
    if not has_repository(folder):
        return ()
    return tuple(_answer(folder, "for-each-ref", "--format=%(refname:short)", *places).split())


def files_of(folder: Path, commit: str, under: str | None = None) -> tuple[Blob, ...]:
    """The files of a commit below a path of the folder, by path; without a path, all of the repository.

    :param commit: its full name, as from :func:`commit_of`.
    """
    return tuple(blob for blob in _tree(folder, commit, under) if blob.mode != _SUBMODULE)


def refuse_submodules(project: Path, *paths: str) -> None:
    """Refuse a project that keeps some of its files in a git submodule.

    :param paths: of these files and folders in the project.
    :raises SubmoduleError: when one is, or is in, or holds a submodule.
    :raises GitError: when there is a repository that git does not read.
    """
    if has_repository(project):
        lines = git(project, "ls-files", "--stage", "-z").split(b"\0")
        listed = [os.fsdecode(line.partition(b"\t")[2]) for line in lines if line.startswith(_SUBMODULE.encode())]
        if found := [
            path for path in listed if any(_overlap(PurePosixPath(path), PurePosixPath(own)) for own in paths)
        ]:
            raise SubmoduleError(found)


def _overlap(first: PurePosixPath, second: PurePosixPath) -> bool:
    return first.is_relative_to(second) or second.is_relative_to(first)


def ignored(project: Path, paths: Iterable[str]) -> frozenset[str]:
    """Of files that are in no commit, those that git ignores (``.gitignore`` and the like).

    :raises GitError: when git fails.
    """
    given = b"".join(os.fsencode(path) + b"\0" for path in paths)
    try:
        found = git(project, "check-ignore", "-z", "--stdin", given=given) if given else b""
    except GitFailedError as error:
        if error.status != 1:  # with which it says that there is none
            raise
        found = b""
    return frozenset(map(os.fsdecode, filter(None, found.split(b"\0"))))


def _tree(folder: Path, commit: str, under: str | None) -> Iterator[Blob]:
    """All files of a commit below a path, with its submodules."""
    below = ("--full-tree", commit) if under is None else (commit, "--", under)
    for line in filter(None, git(folder, "ls-tree", "-r", "-z", *below).split(b"\0")):
        about, _, path = line.partition(b"\t")
        mode, _kind, name = about.decode().split()
        yield Blob(mode, name, os.fsdecode(path))


def contents(folder: Path, blobs: Iterable[Blob]) -> Mapping[str, bytes]:
    """The contents of files, by path; as they were committed, whatever filters and attributes say.

    :raises GitError: when the repository lacks one of them.
    """
    wanted = tuple(blobs)
    answer = git(folder, "cat-file", "--batch", given="".join(f"{blob.hash}\n" for blob in wanted).encode())
    found, start = {}, 0
    for blob in wanted:
        begin = answer.index(b"\n", start) + 1
        name, *kind_and_size = answer[start:begin].decode().split()  # "<name> blob <size>", or "<name> missing"
        if len(kind_and_size) != 2:
            raise GitError(_LACKS, path=blob.path, name=name)
        size = int(kind_and_size[1])
        found[blob.path] = answer[begin : begin + size]
        start = begin + size + 1
    return found


def write_out(folder: Path, commit: str, under: str, target: Path) -> None:
    """Write the files of a commit below a path into an empty folder. Links are written as such, and never followed.

    :raises SubmoduleError: when there is a submodule, whose files the commit does not hold.
    :raises GitError: when a file would be written outside of the folder, or a path is that of a file and a folder.
    """
    if submodules := [blob.path for blob in _tree(folder, commit, under) if blob.mode == _SUBMODULE]:
        raise SubmoduleError(submodules)
    blobs = _apart(files_of(folder, commit, under))
    found = contents(folder, blobs)
    for blob in sorted(blobs, key=lambda blob: blob.mode == _LINK):  # last, so that nothing is written through one
        path = target / _inside(blob.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        if blob.is_plain:
            path.write_bytes(found[blob.path])
        elif blob.mode == _LINK:
            path.symlink_to(os.fsdecode(found[blob.path]))


def check_out(project: Path, commit: str, folder: Path) -> Path:
    """The project at a commit, byte for byte, in a repository that borrows the objects of its own.

    :param folder: an empty folder; the repository is made in it.
    :return: the folder of the project in the repository.
    :raises GitError: when git fails.
    """
    below = os.fsdecode(git(project, "rev-parse", "--show-prefix")).strip()
    clone = folder / "git" / "clone"  # so far down that it may be removed
    init_borrowing(clone, project)
    nothing = [f"core.{name}={os.devnull}" for name in ("hooksPath", "attributesFile")]
    plainly = [word for setting in (*nothing, *_AS_COMMITTED) for word in ("-c", setting)]
    attributes = clone / _REPOSITORY / "info" / "attributes"
    attributes.parent.mkdir()
    attributes.write_text(_NO_CONVERSION)
    tags = git(project, "for-each-ref", "--format=create %(refname) %(objectname)", "refs/tags/")
    git(clone, *plainly, "update-ref", "--stdin", given=tags)
    git(clone, *plainly, "checkout", "--quiet", "-B", _CHECKED_OUT, commit)
    about, path, *_others = [*git(clone, *plainly, "diff-files", "--diff-filter=D", "-z").split(b"\0"), b""]
    if about:  # git leaves out files whose objects it lacks, and calls that a success
        name = about.split()[2].decode()
        raise GitError(_LACKS, path=os.fsdecode(path), name=name)
    return clone / below


def init_borrowing(repository: Path, project: Path) -> None:
    """Make a repository that finds in that of a project what it lacks.

    Git neither copies anything for that nor asks whose files these are, as it does of a repository to be cloned, even
    of one that the user has declared safe.

    :raises GitError: when git fails.
    """
    own = own_repository(project)
    kind = git(project, "rev-parse", "--show-object-format").decode().strip()
    git(project, "init", "--quiet", "--template=", f"--object-format={kind}", str(repository))
    information = repository / _REPOSITORY / "objects" / "info"
    information.mkdir(exist_ok=True)
    (information / "alternates").write_bytes(os.fsencode(own / "objects") + b"\n")
    if (own / _SHALLOW).is_file():
        shutil.copyfile(own / _SHALLOW, repository / _REPOSITORY / _SHALLOW)


def _apart(blobs: tuple[Blob, ...]) -> tuple[Blob, ...]:
    """The files, when no two have the same path and none is a folder of another: a tree made by hand can be such."""
    paths = {blob.path for blob in blobs}
    folders = {str(folder) for path in paths for folder in PurePosixPath(path).parents}
    if both := sorted(paths & folders):
        raise GitError(_("{path}: The commit has a file and a folder of this path."), path=both[0])
    if len(paths) < len(blobs):
        raise GitError(_("The commit has two files of the same path."))
    return blobs


def _inside(path: str) -> PurePosixPath:
    """The path, when it stays within its folder; git itself refuses to check out any other."""
    pure = PurePosixPath(path)
    if pure.is_absolute() or ".." in pure.parts:
        raise GitError(_("{path}: This path leads out of its folder."), path=path)
    return pure
