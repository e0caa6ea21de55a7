"""What was ever published on a branch is scanned: files that are gone, their names, and messages. SYNTHETIC texts."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.cli import main
from bulletin.publishing.git import GitError
from bulletin.publishing.leak_scan import Confidential, LeakKind, LeakScan, Secret, published_history
from bulletin.publishing.stores import BranchError
from click.testing import CliRunner

from tests.publishing.published_sites import committed, git

pytestmark = pytest.mark.slow

BRANCH = "pages"
SEARCHED = LeakScan(Confidential((Secret(LeakKind.TEXT, "zelkova-branch", "id"),)))


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Give a repository whose branch has a leak in its past, and no more in what is published now."""
    folder = tmp_path / "repository"
    folder.mkdir()
    committed(folder, "Publish")
    git(folder, "checkout", "--quiet", "-b", BRANCH)
    (folder / "index.html").write_text("<p>zelkova-branch", encoding="utf-8")
    committed(folder, "Publish 2019")
    (folder / "index.html").write_text("<p>nothing", encoding="utf-8")
    (folder / "zelkova-branch.html").write_text("<p>nothing", encoding="utf-8")
    committed(folder, "Publish 2020")
    git(folder, "rm", "--quiet", "zelkova-branch.html")
    committed(folder, "Withdraw the page of the zelkova-branch")
    git(folder, "checkout", "--quiet", "main")
    return folder


def found(project: Path, remote: str | None = None) -> list[tuple[str, LeakKind]]:
    with published_history(project, BRANCH, remote) as history:
        return sorted((leak.masked_path.partition(" ")[0], leak.kind) for leak in SEARCHED.leaks(history.files()))


def test_whole_history_is_scanned(repository: Path) -> None:
    """A file that was changed, one that was removed, and the message that says so."""
    tip = git(repository, "rev-parse", BRANCH)[:12]
    expected = [("index.html", LeakKind.TEXT), (tip, LeakKind.TEXT), ("████████", LeakKind.TEXT)]
    assert found(repository) == sorted(expected)


def test_history_of_a_remote_is_scanned(repository: Path, tmp_path: Path) -> None:
    """All of it is fetched, whatever the project's own repository knows of it, which stays as it is."""
    other = tmp_path / "other"
    git(tmp_path, "clone", "--quiet", "--depth=1", "--branch=main", repository.as_uri(), str(other))
    assert found(other, "origin") == found(repository)
    assert "pages" not in git(other, "branch", "--all")


def test_history_that_is_not_here_is_no_clean_one(repository: Path, tmp_path: Path) -> None:
    """A part of the history is refused, as is a branch that is not there."""
    shallow = tmp_path / "shallow"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"--branch={BRANCH}", repository.as_uri(), str(shallow))
    with pytest.raises(GitError, match="unshallow"):
        found(shallow)
    with pytest.raises(BranchError, match="no such branch"), published_history(repository, "nowhere"):
        pass


def test_links_in_history_are_reported(repository: Path) -> None:
    """A symbolic link that was once published is reported, and not followed."""
    git(repository, "checkout", "--quiet", BRANCH)
    (repository / "link.html").symlink_to("index.html")
    committed(repository, "Publish a link")
    assert ("link.html", LeakKind.SPECIAL_FILE) in found(repository)


def test_command_scans_a_branch(repository: Path, tmp_path: Path) -> None:
    """The command names the version of the file; without records it finds what no site may have."""
    git(repository, "checkout", "--quiet", BRANCH)
    (repository / "x.yml").write_text("id: x", encoding="utf-8")
    committed(repository, "Publish records")
    blob = git(repository, "rev-parse", "HEAD:x.yml")[:12]
    arguments = ["scan", "--branch", BRANCH, "--remote", str(repository), "--project", str(repository)]
    result = CliRunner().invoke(main, [*arguments, "--language", "en"], prog_name="bulletin")
    assert (result.exit_code, result.stdout) == (1, f"x.yml ({blob}): a type of file that is not published\n")
