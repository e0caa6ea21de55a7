"""Publishing to a branch, here and at a remote: one push, and nothing else of the repository is touched."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bulletin.publishing import stores
from bulletin.publishing.git import write_out
from bulletin.publishing.manifest import hashes
from bulletin.publishing.plan import StepKind
from bulletin.publishing.stores import BranchError, branch_target
from bulletin.publishing.verify import verify
from bulletin.website.staging import MARKER, MARKER_TEXT
from mike import commands

from tests.publishing.built_projects import (
    BuiltProject,
    edition,
    git,
    publish_quickly,
    published_versions,
    to_folder,
)

pytestmark = pytest.mark.slow

MIKE = str(Path(sys.executable).with_name("mike"))


def to_branch(sample: BuiltProject, *editions: str, remote: Path | str | None = None) -> list[StepKind]:
    with branch_target(sample.project, "pages", None if remote is None else str(remote)) as target:
        return [step.kind for step in publish_quickly(sample, target, *editions)]


def on_branch(repository: Path, directory: Path) -> Path:
    """Write out what is on the branch."""
    write_out(repository, git(repository, "rev-parse", "refs/heads/pages").strip(), ".", directory)
    return directory


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """Give a bare repository."""
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    return tmp_path / "remote.git"


def test_branch_holds_what_the_folder_holds(sample: BuiltProject, site: Path, remote: Path, tmp_path: Path) -> None:
    """The tree of the branch is the folder, byte for byte, after one commit a publication; mike reads its list."""
    for editions in ((edition(1), edition(2)), (edition(3),)):
        to_branch(sample, *editions, remote=remote)
        to_branch(sample, *editions)
    to_folder(sample, site)
    for number, repository in enumerate((remote, sample.project)):
        assert hashes(on_branch(repository, tmp_path / str(number))) == hashes(site)
        assert git(repository, "rev-list", "--count", "pages").strip() == "2"
    listed = subprocess.run(
        [MIKE, "list", "--deploy-prefix", "vi", "--branch", "pages"],
        cwd=sample.project, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert listed.stdout.splitlines() == [
        '"Số mẫu 3" (2019-E3) [latest]',
        '"Số mẫu 2" (2019-E2)',
        '"Số mẫu 1" (2019-E1)',
    ]


def test_nothing_of_the_users_is_touched(sample: BuiltProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work tree, index and other branches stay; hooks, filters and settings of the user's do not reach the bytes."""
    home = tmp_path / "home"
    (home / "hooks").mkdir(parents=True)
    for name in ("pre-commit", "commit-msg", "pre-push", "reference-transaction"):
        (home / "hooks" / name).write_text("#!/bin/sh\ncase $* in prepared*) exit 1;; esac\nexit 1\n")
        (home / "hooks" / name).chmod(0o755)
    (home / ".gitconfig").write_text(
        "[core]\n autocrlf = true\n attributesFile = ~/attributes\n"
        f"[commit]\n gpgSign = true\n[push]\n gpgSign = true\n[core]\n hooksPath = {home / 'hooks'}\n"
    )
    (home / "attributes").write_text("* text eol=crlf ident\n")
    for name, value in (("HOME", str(home)), ("GIT_DIR", str(home)), ("GIT_INDEX_FILE", str(home / "index"))):
        monkeypatch.setenv(name, value)
    (sample.project / "unfinished.txt").write_text("work\n")
    before = hashes(sample.project)
    to_branch(sample, edition(1))
    monkeypatch.undo()
    after = {path: value for path, value in hashes(sample.project).items() if ".git/" not in path}
    assert after == {path: value for path, value in before.items() if ".git/" not in path}
    assert git(sample.project, "status", "--porcelain") == "?? unfinished.txt\n"
    assert verify(on_branch(sample.project, tmp_path / "out")) == ()


REJECTING = """#!/bin/sh
# Synthetic: somebody else is always faster.
test -e "$GIT_DIR/tries" || printf x > "$GIT_DIR/tries"
tries=$(cat "$GIT_DIR/tries")
printf x >> "$GIT_DIR/tries"
test "${#tries}" -gt %d
"""


@pytest.mark.parametrize("times", [1, 2, 3])
def test_push_is_tried_three_times(
    sample: BuiltProject, remote: Path, tmp_path: Path, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A push that is rejected is tried again from what is published then; after the third the branch is as it was."""
    monkeypatch.setattr(stores, "WAIT", 0.0)
    to_branch(sample, edition(1), remote=remote)
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(REJECTING % times)
    hook.chmod(0o755)
    if times < stores.TRIES:
        to_branch(sample, edition(2), remote=remote)
    else:
        with pytest.raises(BranchError):
            to_branch(sample, edition(2), remote=remote)
    expected = {1, 2} if times < stores.TRIES else {1}
    assert published_versions(on_branch(remote, tmp_path / "out")) == {f"vi/{edition(number)}" for number in expected}


def test_faster_publisher_keeps_what_it_brought_out(
    sample: BuiltProject, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the branch has moved between looking and pushing, both publications are in the end."""
    monkeypatch.setattr(stores, "WAIT", 0.0)
    to_branch(sample, edition(1), remote=remote)
    tree, old = (git(remote, "rev-parse", f"pages{what}").strip() for what in ("^{tree}", ""))
    deliver = stores.BranchTarget._deliver

    def slowly(self: stores.BranchTarget, made: str) -> None:
        if git(remote, "rev-parse", "pages").strip() == old:
            git(
                remote, "update-ref", "refs/heads/pages", git(remote, "commit-tree", tree, "-p", old, "-m", "x").strip()
            )
        deliver(self, made)

    monkeypatch.setattr(stores.BranchTarget, "_deliver", slowly)
    to_branch(sample, edition(2), remote=remote)
    assert git(remote, "rev-list", "--count", "pages").strip() == "3"
    assert published_versions(on_branch(remote, tmp_path / "out")) == {f"vi/{edition(1)}", f"vi/{edition(2)}"}


def on_new_branch(repository: Path, files: dict[str, str], mode: str = "100644") -> str:
    """Let the branch hold these files; give its commit."""
    lines = []
    for path, content in files.items():
        stored = subprocess.run(
            ["git", "hash-object", "-w", "--stdin"], cwd=repository, input=content, capture_output=True, text=True,
            check=True,
        ).stdout.strip()  # fmt: skip
        lines.append(f"{mode} blob {stored}\t{path}\n")
    tree = subprocess.run(
        ["git", "mktree"], cwd=repository, input="".join(lines), capture_output=True, text=True, check=True
    ).stdout.strip()
    made = git(repository, "commit-tree", tree, "-m", "Synthetic").strip()
    git(repository, "update-ref", "refs/heads/pages", made)
    return made


@pytest.mark.parametrize(
    ("files", "mode"),
    [
        ({"README.md": "sources"}, "100644"),
        ({"CNAME": "bulletin.example", "index.html": "mine"}, "100644"),
        ({"CNAME": "/etc/passwd"}, "120000"),
        (
            {MARKER: MARKER_TEXT.decode()},
            "100644",
        ),
    ],
    ids=["sources", "a site of others", "a link", "a build"],
)
def test_branch_of_other_things_is_refused(
    sample: BuiltProject, remote: Path, files: dict[str, str], mode: str
) -> None:
    """A branch that holds anything else than a published site is left alone."""
    made = on_new_branch(remote, files, mode)
    with pytest.raises(BranchError, match="This branch holds something else"):
        to_branch(sample, edition(1), remote=remote)
    assert git(remote, "rev-parse", "pages").strip() == made


def test_branch_with_files_of_the_publishers_own_is_published_to(
    sample: BuiltProject, remote: Path, tmp_path: Path
) -> None:
    """A forge or a publisher may have put them there before anything was published; they stay, as plain files."""
    own = {"CNAME": "bulletin.example", "google1.html": "synthetic"}
    on_new_branch(remote, own, "100755")
    to_branch(sample, edition(1), remote=remote)
    to_branch(sample, edition(2), remote=remote)
    out = on_branch(remote, tmp_path / "out")
    assert verify(out) == ()
    assert {path: (out / path).read_text() for path in own} == own
    assert "100755" not in git(remote, "ls-tree", "-r", "pages")


def test_format_is_that_of_mike(
    sample: BuiltProject, site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What mike deploys of the same builds is the same to the byte: each version, ``latest/``, and the list of them."""
    to_folder(sample, site)
    repository = tmp_path / "repository"
    git(tmp_path, "init", "--quiet", str(repository))
    monkeypatch.chdir(repository)
    git(repository, "config", "user.name", "synthetic")
    git(repository, "config", "user.email", "synthetic")
    git(repository, "commit", "--quiet", "--allow-empty", "--message", "Synthetic")
    for number in (1, 2, 3):
        version, built = edition(number), {"site_dir": str(site / "vi" / edition(number))}
        with commands.deploy(
            built, version, f"Số mẫu {number}", ["latest"], update_aliases=True, alias_type=commands.AliasType.copy,
            branch="pages", deploy_prefix="vi",
        ):  # fmt: skip
            pass  # it is built
    mikes = on_branch(repository, tmp_path / "mikes")
    versions = [path / "vi" / "versions.json" for path in (mikes, site)]
    assert json.loads(versions[0].read_bytes()) == json.loads(versions[1].read_bytes())
    for name in (edition(1), edition(2), edition(3), "latest"):
        assert hashes(mikes / "vi" / name) == hashes(site / "vi" / name)


def test_branch_that_is_worked_on_is_refused(sample: BuiltProject) -> None:
    """The branch of a work tree is not pulled from under it, and no odd name reaches git as an option."""
    for name in ("main", "--upload-pack=x", "a..b", ""):
        with pytest.raises(BranchError), branch_target(sample.project, name):
            raise AssertionError(name)


def test_somebody_publishes_where_git_knows_nobody(
    sample: BuiltProject, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine that has never heard of anybody, as in CI, publishes under the bulletin's name."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)
    to_branch(sample, edition(1), remote=remote)
    found = git(remote, "log", "-1", "--format=%an <%ae> %cn <%ce>: %s", "pages").strip()
    assert found == "Bulletin <bulletin@localhost> Bulletin <bulletin@localhost>: Publish 2019-E1"


def test_remote_is_found_by_its_name(sample: BuiltProject, remote: Path) -> None:
    """A remote of the project's is known by its name, and a folder relative to the project is that folder."""
    git(sample.project, "remote", "add", "origin", os.path.relpath(remote, sample.project))
    to_branch(sample, edition(1), remote="origin")
    assert git(remote, "rev-list", "--count", "pages").strip() == "1"
