"""Only what people of this repository put on a branch or a tag of it is run, with the records that were published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bulletin.cli import main
from bulletin.errors import RejectedError
from bulletin.publishing.git import GitError, inherited
from bulletin.publishing.rebuild import FAILED, OTHER_RECORDS, TOOLS_MISSING, UNKNOWN_COMMIT, _version
from bulletin.publishing.stores import FolderStore
from bulletin.publishing.version_names import NAME
from click.testing import CliRunner

from tests.publishing.built_projects import BuiltProject, edition, git, rebuild

pytestmark = pytest.mark.slow


def name_commit(site: Path, commit: str, **fields: object) -> None:
    """Let a published manifest name another commit, and have other fields besides."""
    path = site / "vi" / edition(1) / NAME
    manifest = json.loads(path.read_bytes())
    path.unlink()
    path.write_text(json.dumps({**manifest, "commit": commit, **fields}))


def strangers_commit(project: Path) -> str:
    """Make a commit on no branch that holds the same records and a generator of its own, which must never run."""
    tree = git(project, "rev-parse", "HEAD^{tree}").strip()
    (project / "generator").mkdir()
    (project / "generator" / "__init__.py").write_text(f"open({str(project / 'ran')!r}, 'w')\n")
    pyproject = '[project]\nname = "synthetic"\nversion = "1"\n[project.scripts]\nbulletin = "generator.cli:main"\n'
    (project / "pyproject.toml").write_text(pyproject)
    git(project, "add", "generator", "pyproject.toml")
    made = git(project, "write-tree").strip()
    git(project, "read-tree", tree)
    (project / "pyproject.toml").unlink()
    (project / "generator" / "__init__.py").unlink()
    (project / "generator").rmdir()
    return git(project, "commit-tree", made, "-p", "HEAD", "-m", "Synthetic stranger").strip()


@pytest.mark.parametrize(
    "ref", ["refs/pull/7/head", "refs/stash", "refs/notes/x", "refs/remotes/stranger/main", "refs/bisect/bad"]
)
def test_what_was_only_fetched_is_not_run(sample: BuiltProject, site: Path, ref: str) -> None:
    """A commit that a proposal, a stash, a note or a branch of somebody else's remote leads to is refused by name."""
    commit = strangers_commit(sample.project)
    git(sample.project, "remote", "add", "stranger", "nowhere")
    git(sample.project, "update-ref", ref, commit)
    name_commit(site, commit)
    with pytest.raises(RejectedError) as caught:
        rebuild(sample.project, edition(1), FolderStore(site))
    assert caught.value.reason is UNKNOWN_COMMIT
    assert not (sample.project / "ran").exists()


def test_a_published_site_vouches_for_no_program(sample: BuiltProject, site: Path) -> None:
    """Whoever could write to the published branch can lead it to any commit; that branch is what is verified."""
    commit = strangers_commit(sample.project)
    blob = git(sample.project, "hash-object", "-w", str(site / NAME)).strip()
    git(sample.project, "update-index", "--add", "--cacheinfo", f"100644,{blob},{NAME}")
    tree = git(sample.project, "write-tree").strip()
    git(sample.project, "read-tree", "HEAD")
    tip = git(sample.project, "commit-tree", tree, "-p", commit, "-m", "Synthetic site").strip()
    for branch in ("refs/heads/gh-pages", "refs/remotes/origin/pages"):
        git(sample.project, "update-ref", branch, tip)
    git(sample.project, "remote", "add", "origin", "nowhere")
    name_commit(site, commit)
    with pytest.raises(RejectedError) as caught:
        rebuild(sample.project, edition(1), FolderStore(site))
    assert caught.value.reason is UNKNOWN_COMMIT
    assert not (sample.project / "ran").exists()


@pytest.mark.parametrize(
    ("ref", "remote"),
    [
        ("refs/heads/other", "origin"),
        ("refs/tags/v1", "origin"),
        ("refs/remotes/origin/old", "origin"),
        ("refs/remotes/mine/main", "mine"),
    ],
)
def test_what_branches_and_tags_lead_to_is_run(sample: BuiltProject, site: Path, ref: str, remote: str) -> None:
    """A branch or a tag of the repository, or a branch of the remote that is meant: the commit's own generator runs."""
    commit = strangers_commit(sample.project)
    git(sample.project, "remote", "add", remote, "nowhere")
    git(sample.project, "update-ref", ref, commit)
    name_commit(site, commit)
    with pytest.raises(RejectedError) as caught:
        rebuild(sample.project, edition(1), FolderStore(site), remote)
    assert caught.value.reason is FAILED
    assert (sample.project / "ran").exists()


def test_a_failed_rebuild_names_the_tools_that_are_not_installed(sample: BuiltProject, site: Path) -> None:
    """A later version of the generator may do without a tool that an edition was made with; nothing else is named."""
    commit = strangers_commit(sample.project)
    git(sample.project, "update-ref", "refs/heads/other", commit)
    name_commit(site, commit, tools={"python": "3.11.0", "click": "0.1", "synthetic-tool": "1.0\nforged"})
    with pytest.raises(RejectedError) as caught:
        rebuild(sample.project, edition(1), FolderStore(site))
    assert caught.value.reason is TOOLS_MISSING
    assert "(synthetic-tool 1.0" in str(caught.value)
    assert "1.0\nforged" not in str(caught.value)


def test_versions_go_by_their_names(sample: BuiltProject, site: Path, tmp_path: Path) -> None:
    """A name means the version of that name, corrected since or not; else the newest version of the edition."""
    assert _version("2019", {"2019", "2019.1"}) == "2019"
    assert _version("2019", {"2019.9", "2019.10", "2019-Q1.11"}) == "2019.10"
    assert _version("2019.1", {"2019", "2019.1", "2019.2"}) == "2019.1"
    with pytest.raises(RejectedError, match=f"these are: {edition(1)}, {edition(2)}"):
        rebuild(sample.project, "2019.3", FolderStore(site))
    with pytest.raises(RejectedError, match="No edition is published there"):
        rebuild(sample.project, "2019", FolderStore(tmp_path / "nowhere"))


def test_rebuild_says_its_own_options(sample: BuiltProject) -> None:
    """Without a place, it names the option that it has."""
    done = CliRunner().invoke(main, ["rebuild", edition(1), "--project", str(sample.project)])
    assert (done.exit_code, "--from DIR" in done.stderr, "--to" in done.stderr) == (2, True, False)


@pytest.mark.parametrize(
    "records", [{"records/bulletin.yml": "0" * 64}, {"records/none.yml": "0" * 64}, {"../x": "0" * 64}]
)
def test_commit_with_other_records_is_not_run(sample: BuiltProject, site: Path, records: dict[str, str]) -> None:
    """Where a record file of the manifest is missing or otherwise at the commit, nothing of it is run."""
    commit = strangers_commit(sample.project)
    git(sample.project, "branch", "other", commit)
    name_commit(site, commit, records=records)
    with pytest.raises(RejectedError) as caught:
        rebuild(sample.project, edition(1), FolderStore(site))
    assert caught.value.reason is OTHER_RECORDS
    assert not (sample.project / "ran").exists()


def test_replaced_commit_is_not_run(sample: BuiltProject, site: Path) -> None:
    """What replaces a commit in this repository alone is not taken for it."""
    commit = strangers_commit(sample.project)
    git(sample.project, "replace", "HEAD", commit)
    try:
        rebuild(sample.project, edition(1), FolderStore(site))
    except (RejectedError, GitError) as error:
        pytest.fail(str(error))
    assert not (sample.project / "ran").exists()


def test_environment_leads_git_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would lead to other objects, refs or names is kept from git; the way to a remote is not."""
    astray = (
        "DIR",
        "NAMESPACE",
        "LITERAL_PATHSPECS",
        "GLOB_PATHSPECS",
        "REPLACE_REF_BASE",
        "ALTERNATE_OBJECT_DIRECTORIES",
    )
    needed = ("ASKPASS", "SSH_COMMAND", "CONFIG_COUNT", "AUTHOR_NAME", "COMMITTER_EMAIL", "SSL_CAINFO", "TRACE")
    for name in (*astray, *needed):
        monkeypatch.setenv(f"GIT_{name}", "synthetic")
    kept = {name.removeprefix("GIT_") for name, value in inherited().items() if value == "synthetic"}
    assert kept == set(needed)
