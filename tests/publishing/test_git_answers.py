"""Git that does not answer is never taken for "no repository" or "nothing is published": every command says so."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bulletin.cli import main
from bulletin.publishing.git import GitError, check_out, commit_of, has_repository, revisions, tip_of
from bulletin.publishing.stores import default_store
from click.testing import CliRunner, Result

from tests.publishing.built_projects import ADDRESS, BuiltProject, commit, edition, git
from tests.publishing.test_publish_branch import to_branch

pytestmark = pytest.mark.slow

OF_OTHERS = """#!/bin/sh
# Synthetic: a git to which every repository belongs to another user.
GIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {git} "$@"
"""

DECLARED_SAFE = """#!/bin/sh
# Synthetic: a git to which one repository belongs to another user, whoever reads it.
case "$*" in *{project}*) export GIT_TEST_ASSUME_DIFFERENT_OWNER=1 ;; esac
exec {git} "$@"
"""

Hinder = Callable[[Path, pytest.MonkeyPatch], None]


def _of_another_user(project: Path, patch: pytest.MonkeyPatch) -> None:
    _install(OF_OTHERS, project, patch)


def _install(program: str, project: Path, patch: pytest.MonkeyPatch) -> None:
    """Let another program be git."""
    found, folder = shutil.which("git"), project.parent / "programs"
    folder.mkdir()
    (folder / "git").write_text(program.format(git=found, project=project))
    (folder / "git").chmod(0o755)
    patch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def _without_git(_project: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PATH", "")


def _without_head(project: Path, _patch: pytest.MonkeyPatch) -> None:
    (project / ".git" / "HEAD").unlink()


def _led_nowhere(project: Path, _patch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(project / ".git")
    (project / ".git").write_text("gitdir: /nowhere\n")


SILENT: dict[str, tuple[Hinder, str]] = {
    "of another user": (_of_another_user, "safe.directory"),
    "no git": (_without_git, "git is not installed here"),
    "no HEAD": (_without_head, "not a git repository"),
    "a repository elsewhere": (_led_nowhere, "/nowhere"),
}


@pytest.fixture
def published(sample: BuiltProject) -> Path:
    """Give a project with a published edition on its branch ``gh-pages``, a value of which is changed by now."""
    to_branch(sample, edition(1))
    git(sample.project, "branch", "--move", "pages", "gh-pages")
    visits = next(path for path in (sample.project / "records/visits").glob("*.yml") if "value: " in path.read_text())
    visits.write_text(visits.read_text().replace("value: ", "value: 9", 1))
    commit(sample.project, "Synthetic change")
    return sample.project


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments), "--language", "en"], prog_name="bulletin")


def test_a_changed_value_is_found_where_git_answers(published: Path) -> None:
    assert "published-value" in run("check", "--project", published).stdout


@pytest.mark.parametrize("name", SILENT)
def test_every_command_says_what_git_said(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """None ends with 0, or takes the project for one that nobody keeps in git; the records are checked all the same."""
    hinder, said = SILENT[name]
    hinder(published, monkeypatch)
    commands = (
        ("check",),
        ("check", "--format", "github"),
        ("check", "--published", "gh-pages"),
        ("publish", "--to", tmp_path / "site", "--address", ADDRESS),
        ("publish", "--branch", "gh-pages", "--address", ADDRESS),
        ("rebuild", edition(1), "--branch", "gh-pages"),
        ("diff", "HEAD", "main"),
    )
    for command in commands:
        done = run(*command, "--project", published)
        assert done.exit_code == 3, (command, done.output)
        assert said in done.stderr, command
        assert "no problems" not in done.output
    assert not (tmp_path / "site").exists()


def test_a_repository_that_was_declared_safe_is_published_from(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a container, by those who followed git's advice for the project's folder and for no other."""
    settings = tmp_path / "settings"
    settings.write_text(f'[safe]\n\tdirectory = {published}\n[protocol "file"]\n\tallow = never\n')
    git(published, "branch", "--delete", "--force", "gh-pages")
    _install(DECLARED_SAFE, published, monkeypatch)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    about = ("--project", published, edition(1))
    done = run("publish", *about, "--to", tmp_path / "site", "--address", ADDRESS)
    assert (done.exit_code, done.stdout) == (0, f"{edition(1)}: published\n"), done.output
    rebuilt = run("rebuild", *about, "--from", tmp_path / "site")
    assert (rebuilt.exit_code, "same bytes" in rebuilt.stdout) == (0, True), rebuilt.output


BROKEN = {"cut off": "", "nonsense": "nonsense\n", "of a commit that is gone": f"{'1' * 40}\n"}


@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_branch_is_not_an_empty_one(published: Path, tmp_path: Path, name: str) -> None:
    """A power cut may leave a branch without its commit: something was published there, nobody can say what."""
    (published / ".git" / "refs" / "heads" / "gh-pages").write_text(BROKEN[name])
    with pytest.raises(GitError, match="gh-pages: This branch is damaged"):
        default_store(published)
    checked = run("check", "--project", published)
    assert (checked.exit_code, "could not be looked at" in checked.stderr) == (3, True)
    assert run("publish", "--branch", "gh-pages", "--address", ADDRESS, "--project", published).exit_code == 3


def test_a_branch_below_a_name_is_another(published: Path) -> None:
    """``gh-pages/preview`` says nothing of ``gh-pages``."""
    git(published, "branch", "--move", "gh-pages", "gh-pages/preview")
    assert tip_of(published, "refs/heads/gh-pages") is None
    assert default_store(published) is None


def test_where_there_is_no_repository_there_is_no_need_for_git(
    sample: BuiltProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A project that is in no repository is checked on a machine without git, too."""
    shutil.rmtree(sample.project / ".git")
    monkeypatch.setenv("PATH", "")
    assert not has_repository(sample.project)
    assert (commit_of(sample.project, "HEAD"), revisions(sample.project)) == (None, ())
    assert run("check", "--project", sample.project).exit_code == 0


@pytest.mark.parametrize("where", ["remote", "own"])
def test_bare_repositories_may_be_forbidden(
    sample: BuiltProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """A user who lets git read no bare repository that it happens to find (safe.bareRepository) can publish."""
    settings = tmp_path / "settings"
    settings.write_text("[safe]\n\tbareRepository = explicit\n[init]\n\tdefaultBranch = pages\n")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    for number in (1, 2):
        to_branch(sample, edition(number), remote=tmp_path / "remote.git" if where == "remote" else None)
    repository = tmp_path / "remote.git" if where == "remote" else sample.project
    assert (
        git(
            repository,
            "--git-dir",
            str(repository / (".git" if where == "own" else ".")),
            "rev-list",
            "--count",
            "pages",
        )
        == "2\n"
    )


def test_a_commit_that_is_not_all_there_is_not_built(tmp_path: Path) -> None:
    """Git checks out what it has of a damaged repository, and ends well: pages would be missing from an edition."""
    git(tmp_path, "init", "--quiet", "project")
    project = tmp_path / "project"
    (project / "page.md").write_text("Synthetic.\n")
    (project / "other.md").write_text("Synthetic, too.\n")
    commit(project, "Synthetic pages")
    name = git(project, "rev-parse", "HEAD:page.md").strip()
    (project / ".git" / "objects" / name[:2] / name[2:]).unlink()
    with pytest.raises(GitError, match=f"page.md: The repository lacks the object {name}.*git fetch --refetch"):
        check_out(project, git(project, "rev-parse", "HEAD").strip(), tmp_path / "built")


def test_a_clone_without_its_history_says_how_to_fetch_it(sample: BuiltProject, site: Path, tmp_path: Path) -> None:
    """Jobs of forges clone the last commit alone unless they are set otherwise."""
    git(sample.project, "commit", "--quiet", "--allow-empty", "--message", "Synthetic: later")
    git(tmp_path, "clone", "--quiet", "--depth=1", sample.project.as_uri(), "shallow")
    run = CliRunner()
    for arguments, code in ((["rebuild", edition(1), "--from", str(site)], 1), (["diff", "HEAD~1", "HEAD"], 2)):
        done = run.invoke(main, [*arguments, "--project", str(tmp_path / "shallow"), "--language", "en"])
        assert (done.exit_code, "git fetch --unshallow" in done.stderr) == (code, True), done.stderr
    complete = run.invoke(main, ["diff", "HEAD~9", "HEAD", "--project", str(sample.project), "--language", "en"])
    assert (complete.exit_code, "unshallow" in complete.stderr) == (2, False)
