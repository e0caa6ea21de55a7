"""The commit that a manifest names is what the edition was built from, byte for byte, and one that others can find."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from bulletin.cli import main
from bulletin.errors import RejectedError
from bulletin.localization.messages import Message
from bulletin.publishing.git import SubmoduleError
from bulletin.publishing.origin import (
    LINE_ENDS,
    NO_REPOSITORY,
    NOT_STORED,
    UNCOMMITTED,
    UNREACHED,
    changed,
    origin_of,
    why_no_commit,
)
from click.testing import CliRunner

from tests.publishing.built_projects import commit, edition, git, make_project

pytestmark = pytest.mark.slow

RECORD = "records/bulletin.yml"
CACHE = "records/visits/__pycache__"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project all of whose files are committed."""
    return make_project(tmp_path / "project", 1)


def reason(project: Path) -> Message | None:
    """Why nothing can be published from there."""
    refusal = why_no_commit(project)
    assert (origin_of(project).commit is None) == (refusal is not None)
    return refusal.reason if isinstance(refusal, RejectedError) and isinstance(refusal.reason, Message) else None


def add(project: Path, path: str) -> None:
    (project / path).parent.mkdir(parents=True, exist_ok=True)
    (project / path).write_text("# Synthetic.\n")


def edit_hidden_from_git(flag: str) -> Callable[[Path], None]:
    """Change a record file that git is configured not to look at."""

    def edit(project: Path) -> None:
        git(project, "update-index", flag, RECORD)
        with (project / RECORD).open("a") as file:
            file.write("# Synthetic: more.\n")
        assert git(project, "status", "--porcelain") == ""

    return edit


def replace_by_link(project: Path) -> None:
    (project / RECORD).rename(project / "kept.yml")
    (project / RECORD).symlink_to(project / "kept.yml")


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a file called like Python's folder": (lambda at: add(at, f"{CACHE}.yml"), f"{CACHE}.yml"),
    "a folder called so among the records": (lambda at: add(at, f"{CACHE}/a.yml"), f"{CACHE}/a.yml"),
    "skipped by git": (edit_hidden_from_git("--skip-worktree"), RECORD),
    "assumed unchanged": (edit_hidden_from_git("--assume-unchanged"), RECORD),
    "gone": (lambda at: (at / RECORD).unlink(), RECORD),
    "a link": (replace_by_link, RECORD),
    "another settings file": (lambda at: add(at, "mkdocs.fr.yml"), "mkdocs.fr.yml"),
    "a name that forges lines": (lambda at: add(at, "records/visits/a\nb.yml"), "records/visits/a\nb.yml"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_every_other_byte_is_noticed(project: Path, name: str) -> None:
    """Whatever git is configured to do with a file, it is changed when its bytes are not those of HEAD."""
    change, path = CHANGES[name]
    change(project)
    assert changed(project) == (path,)
    assert reason(project) is UNCOMMITTED
    refusal = why_no_commit(project)
    assert refusal is not None
    assert str(refusal.details["files"]).splitlines() == [f"  {path}".replace("\n", " ")]


def test_what_nobody_builds_from_does_not_count(project: Path) -> None:
    """Notes beside, and what Python keeps beside its modules."""
    add(project, "generator/__init__.py")
    commit(project, "Synthetic generator")
    add(project, "note.txt")
    add(project, "generator/__pycache__/x.pyc")
    assert (changed(project), reason(project)) == ((), None)
    assert origin_of(project).commit == git(project, "rev-parse", "HEAD").strip()


@pytest.mark.parametrize("ends", ["autocrlf", "eol"])
def test_other_line_ends_are_reported_as_such(project: Path, ends: str) -> None:
    """A work tree whose lines end otherwise than the commit's is refused, and the reason says why."""
    if ends == "autocrlf":
        git(project, "config", "core.autocrlf", "true")
    else:
        (project / ".gitattributes").write_text("*.yml text eol=crlf\n")
        commit(project, "Synthetic attributes")
    (project / RECORD).unlink()
    git(project, "checkout", "--", RECORD)
    assert b"\r\n" in (project / RECORD).read_bytes()
    assert git(project, "status", "--porcelain") == ""
    assert (changed(project), reason(project)) == ((RECORD,), LINE_ENDS)


def test_commit_has_to_be_on_a_branch_or_a_tag(project: Path) -> None:
    """A commit that nothing leads to is lost some day, and `rebuild` would not run it; a branch of origin's will do."""
    git(project, "checkout", "--quiet", "--detach")
    assert reason(project) is None
    add(project, f"records/visits/{edition(9)}.yml")
    commit(project, "Synthetic, on no branch")
    head = git(project, "rev-parse", "HEAD").strip()
    git(project, "update-ref", "refs/pull/1/head", head)
    assert reason(project) is UNREACHED
    git(project, "remote", "add", "origin", "nowhere")
    git(project, "update-ref", "refs/remotes/origin/main", head)
    assert reason(project) is None


def test_without_a_repository_or_a_commit(project: Path, tmp_path: Path) -> None:
    """Each is reported for what it is."""
    git(project, "checkout", "--quiet", "--orphan", "empty")
    assert reason(project) is UNCOMMITTED
    (project / ".git").rename(tmp_path / "away")
    assert reason(project) is NO_REPOSITORY


def test_project_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Paths are those in the project, and what lies elsewhere in the repository is nobody's business."""
    project = make_project(tmp_path / "all" / "project", 1)
    (project / ".git").rename(tmp_path / "all" / ".git")
    commit(tmp_path / "all", "Synthetic: all of it")
    (tmp_path / "all" / "records").mkdir()
    assert changed(project) == ()
    os.truncate(project / RECORD, 1)
    assert changed(project) == (RECORD,)


UNREAD: dict[str, tuple[str, ...]] = {
    "left by a file manager": ("records/.DS_Store", "docs/vi/.DS_Store", "records/Thumbs.db", "docs/vi/Thumbs.db"),
    "backups of editors": ("records/visits/all.yml~", "records/#all.yml#", "records/.all.yml.swp", "docs/vi/a.md~"),
    "what is no record": ("records/notes.txt", "records/visits/old.tsv", "records/.hidden/a.yml"),
    "hidden pages": ("docs/vi/.pages.md", "docs/.cache/x"),
    "named by .gitignore": ("docs/vi/draft.md", "docs/vi/pictures/a.png"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_no_program_reads_is_no_change(project: Path, name: str) -> None:
    """It is in no edition, so that an edition can be built again without it; the manifest has the hash of none."""
    (project / ".gitignore").write_text("draft.md\npictures/\n")
    commit(project, "Synthetic: ignored")
    before = origin_of(project)
    for path in UNREAD[name]:
        add(project, path)
    assert (changed(project), reason(project)) == ((), None)
    assert origin_of(project) == before


@pytest.mark.parametrize("path", ["records/visits/mine.yml", "records/visits/mine.yaml", "docs/vi/page.md"])
def test_what_somebody_expects_in_an_edition_counts(project: Path, path: str) -> None:
    """A record that git ignores is read all the same; a page that is in no commit was forgotten."""
    (project / ".gitignore").write_text("mine.*\n")
    commit(project, "Synthetic: ignored")
    add(project, path)
    assert (changed(project) == (path,)) == (not path.endswith(".yaml"))


def test_a_file_that_was_only_added_counts(project: Path) -> None:
    """What git is about to commit is in no commit yet, ignored or not."""
    (project / ".gitignore").write_text("*.png\n")
    commit(project, "Synthetic: ignored")
    add(project, "docs/vi/a.png")
    git(project, "add", "--force", "docs/vi/a.png")
    assert changed(project) == ("docs/vi/a.png",)


def test_pointers_are_no_files(project: Path) -> None:
    """A picture that git keeps elsewhere (Git LFS) is not in the commit, and the reason says so."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n"
    (project / "docs/vi/a.png").write_text(pointer)
    commit(project, "Synthetic: a pointer")
    (project / "docs/vi/a.png").write_text("Synthetic.")
    assert reason(project) is NOT_STORED
    (project / "docs/vi/a.png").write_text(pointer)  # as in a clone without Git LFS, where nothing differs
    assert reason(project) is NOT_STORED


@pytest.mark.parametrize("where", ["records", "records/visits", "docs/vi/more"])
def test_submodules_are_refused_as_such(project: Path, tmp_path: Path, where: str) -> None:
    """Files in a repository of their own are in no commit of the project's: every command says so at once."""
    (tmp_path / "data").mkdir()
    if (project / where).exists():
        (tmp_path / "data").rmdir()
        (project / where).rename(tmp_path / "data")
    (tmp_path / "data" / "more.md").touch()
    git(tmp_path / "data", "init", "--quiet")
    commit(tmp_path / "data", "Synthetic data")
    allowed = ("-c", "protocol.file.allow=always")
    git(project, "add", "--all")
    git(project, *allowed, "submodule", "add", "--quiet", str(tmp_path / "data"), where)
    commit(project, "Synthetic submodule")
    with pytest.raises(SubmoduleError, match=f"not supported: {where}"):
        raise why_no_commit(project) or AssertionError
    commands = (("check",), ("publish", "--to", str(tmp_path / "site"), "--address", "https://bulletin.example/"))
    differing = (("diff", "HEAD", "HEAD"),) if where.startswith("records") else ()
    for command in (*commands, *differing):
        done = CliRunner().invoke(main, [*command, "--project", str(project), "--language", "en"])
        assert (done.exit_code, f"not supported: {where}" in done.stderr) == (1, True), done.output
    assert not (tmp_path / "site").exists()


def test_what_the_configuration_names_counts_too(project: Path) -> None:
    """Templates and hooks in folders of their own: somebody who changes them expects that in the edition."""
    add(project, "theme/overrides/main.html")
    add(project, "hook.py")
    add(project, "note.txt")
    commit(project, "Synthetic theme")
    for path in ("theme/overrides/main.html", "theme/overrides/more.html", "hook.py", "note.txt"):
        (project / path).write_text("Synthetic: otherwise.\n")
    add(project, "theme/overrides/.DS_Store")
    assert changed(project) == ()
    expected = ("hook.py", "theme/overrides/main.html", "theme/overrides/more.html")
    assert changed(project, ("theme/overrides", "hook.py")) == expected


@pytest.mark.parametrize("where", ["theme", "theme/overrides", "theme/overrides/images"])
def test_a_submodule_of_templates_is_refused(project: Path, tmp_path: Path, where: str) -> None:
    """Whatever the configuration names is in it, or is it, or holds it; a clone would have an empty folder there."""
    data = tmp_path / "data"
    data.mkdir()
    git(data, "init", "--quiet")
    add(data, "main.html")
    commit(data, "Synthetic templates")
    git(project, "-c", "protocol.file.allow=always", "submodule", "add", "--quiet", str(data), where)
    commit(project, "Synthetic submodule")
    assert isinstance(why_no_commit(project, ("theme/overrides",)), SubmoduleError)
    assert why_no_commit(project) is None
