"""Reading a repository: what was committed is read byte for byte, and nothing that is typed becomes an option."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from bulletin.publishing.git import Blob, GitError, _inside, commit_of, contents, files_of, revisions, write_out
from bulletin.publishing.git import git as run

from tests.publishing.published_sites import committed, git

pytestmark = pytest.mark.slow


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository whose project is a folder in it, with attributes that would change what an archive holds."""
    project = tmp_path / "project"
    (project / "records" / "tổ chức").mkdir(parents=True)
    (project / "records" / "tổ chức" / "a b.yml").write_bytes(b"# Synthetic.\r\nx: $Format:%H$\r\n")
    (project / "records" / "hidden.yml").write_bytes(b"# Synthetic, hidden.\n")
    (project / "records" / "link.yml").symlink_to("hidden.yml")
    (project / "other.txt").write_text("Synthetic.\n", encoding="utf-8")
    attributes = "hidden.yml export-ignore\n*.yml export-subst text eol=crlf\n"
    (project / "records" / ".gitattributes").write_text(attributes, encoding="utf-8")
    committed(tmp_path)
    return tmp_path


def test_files_are_written_as_they_were_committed(repository: Path, tmp_path: Path) -> None:
    """Relative to the project, whatever attributes say; links are links, and nothing else is written."""
    project, target = repository / "project", tmp_path / "out"
    commit = commit_of(project, "HEAD")
    assert commit is not None
    write_out(project, commit, "records", target)
    written = {path.relative_to(target).as_posix() for path in target.rglob("*") if not path.is_dir()}
    blobs = files_of(project, commit, "records")
    assert written == {blob.path for blob in blobs}
    assert (target / "records/link.yml").readlink() == Path("hidden.yml")
    for blob in blobs:
        committed_bytes = git(repository, "cat-file", "blob", blob.hash)
        assert (target / blob.path).is_symlink() or (target / blob.path).read_text().strip() == committed_bytes
    assert len(files_of(project, commit)) == len(blobs) + 1


def test_the_work_tree_and_the_index_are_left_alone(repository: Path, tmp_path: Path) -> None:
    """Whatever lies there unfinished still does."""
    (repository / "project" / "other.txt").write_text("Unfinished.\n", encoding="utf-8")
    before = git(repository, "status", "--porcelain")
    commit = commit_of(repository, "HEAD")
    assert commit is not None
    write_out(repository, commit, "project/records", tmp_path / "out")
    assert git(repository, "status", "--porcelain") == before + "\n?? out/"


def test_failures_of_git_are_translated(tmp_path: Path) -> None:
    """What git says is kept as it is, in a sentence of the user's language."""
    with pytest.raises(GitError, match=r"^git failed: fatal: not a git repository") as caught:
        run(tmp_path, "rev-parse", "HEAD")
    assert caught.value.text("vi").startswith("git báo lỗi: fatal: not a git repository")


@pytest.mark.parametrize("typed", ["--help", "--git-dir=/", "-n1", "", "HEAD:project", "no-such", "HEAD..HEAD", "@{u}"])
def test_what_is_no_commit_is_none(repository: Path, typed: str) -> None:
    """Options, ranges, files and nonsense."""
    assert commit_of(repository, typed) is None


def test_a_folder_without_a_repository_has_no_revisions(tmp_path: Path) -> None:
    assert (commit_of(tmp_path, "HEAD"), revisions(tmp_path)) == (None, ())


def test_hooks_do_not_lead_elsewhere(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git names a repository to its hooks, which need not be that of the folder."""
    commit = commit_of(repository, "main")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    assert commit_of(repository, "main") == commit is not None


def test_branches_and_tags_are_known(repository: Path) -> None:
    git(repository, "tag", "v1")
    assert revisions(repository) == ("main", "v1")


@pytest.mark.parametrize("path", ["../out", "/out", "records/../../out"])
def test_no_file_is_written_elsewhere(path: str) -> None:
    """A commit can be made by hand to hold such paths."""
    with pytest.raises(GitError):
        _inside(path)


def _tree(repository: Path, *entries: tuple[str, str, str, str]) -> str:
    """Make a tree as no command of git's would: its entries are written as they are given."""
    raw = b"".join(f"{mode} {name}".encode() + b"\0" + bytes.fromhex(made) for mode, _, made, name in entries)
    command = ["git", "hash-object", "-w", "-t", "tree", "--literally", "--stdin"]
    done = subprocess.run(command, cwd=repository, input=raw, capture_output=True, check=True)
    return done.stdout.decode().strip()


def _blob(repository: Path, content: str) -> str:
    command = ["git", "hash-object", "-w", "--stdin"]
    done = subprocess.run(command, cwd=repository, input=content, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("mode", ["100644", "120000"])
@pytest.mark.parametrize("first", ["link", "folder"])
def test_nothing_is_written_through_a_link(repository: Path, tmp_path: Path, first: str, mode: str) -> None:
    """A link and a folder of one name, in either order, let no file and no link be written where the link leads."""
    (tmp_path / "outside").mkdir()
    link = ("120000", "blob", _blob(repository, str(tmp_path / "outside")), "a")
    below = _tree(repository, (mode, "blob", _blob(repository, "mine"), "x"))
    entries = [link, ("40000", "tree", below, "a")]
    commit = git(
        repository, "commit-tree", _tree(repository, *(entries if first == "link" else entries[::-1])), "-m", "-"
    )
    with pytest.raises(GitError, match="a: "):
        write_out(repository, commit, ".", tmp_path / "out")
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_path_that_occurs_twice_is_refused(repository: Path, tmp_path: Path) -> None:
    """Of two files of one name none is taken for the other."""
    entries = [("100644", "blob", _blob(repository, text), "a") for text in ("one", "two")]
    commit = git(repository, "commit-tree", _tree(repository, *entries), "-m", "-")
    with pytest.raises(GitError):
        write_out(repository, commit, ".", tmp_path / "out")


def test_settings_of_git_in_the_environment_reach_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job gives its token through the environment, which whatever git asks for it has to see."""
    given = {"GIT_ASKPASS": "/synthetic/askpass.sh", "PUBLISH_USER": "synthetic", "PUBLISH_TOKEN": "synthetic-token"}
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    seen = run(tmp_path, "-c", "alias.seen=!env", "seen").decode().splitlines()
    assert {f"{name}={value}" for name, value in given.items()} <= set(seen)
    assert "GIT_TERMINAL_PROMPT=0" in seen


def test_what_is_gone_is_an_error(repository: Path) -> None:
    """Never a file of other bytes."""
    with pytest.raises(GitError, match="gone"):
        contents(repository, [Blob("100644", "0" * 40, "gone.yml")])
