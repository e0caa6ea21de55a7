"""The shell steps that the forges run, run here against repositories made for it. All records are synthetic."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from take_records import Entry

from tests.contracts.forges import job
from tests.reading.projects import good_project, visits
from tests.sites import ROOT

pytestmark = pytest.mark.slow

BULLETIN = Path(sys.executable).with_name("bulletin")
MAKEFILE = f"""\
install:
\tmkdir -p .venv/bin && ln -s {BULLETIN} .venv/bin/bulletin
site:
\tmkdir site && echo base > site/made-by
"""
"""What stands for the base branch's own: it installs in no time."""
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "LC_ALL": "C.UTF-8",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "synthetic@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}
FORGES = ("proposal.yml:records", ".gitlab-ci.yml:records")


def git(folder: Path, *words: str) -> str:
    """Run git, and give what it says."""
    done = subprocess.run(("git", *words), cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.strip()


@dataclass(frozen=True)
class Run:
    """What came of a job."""

    folder: Path
    """Where it ran."""
    code: int
    """How it ended; 0 is well."""
    output: str
    """All that it said."""


@dataclass(frozen=True)
class Repository:
    """The repository that people copy, in small, and a proposal to it."""

    folder: Path
    """With the base branch checked out as ``main``."""

    def propose(self, change: Callable[[Path], None]) -> None:
        """Commit a change as a proposal, and merge it as GitHub does on trial."""
        git(self.folder, "checkout", "--quiet", "-b", "proposal")
        change(self.folder)
        git(self.folder, "add", "--all", "--force")
        git(self.folder, "commit", "--quiet", "--message", "synthetic proposal")
        git(self.folder, "checkout", "--quiet", "-b", "merge", "main")
        git(self.folder, "merge", "--quiet", "--no-ff", "--message", "on trial", "proposal")

    def run(self, name: str, place: Path) -> Run:
        """Run the shell steps of a job as its forge would, until one fails."""
        base, head, merge = (git(self.folder, "rev-parse", branch) for branch in ("main", "proposal", "merge"))
        if name.startswith("proposal.yml"):
            git(place.parent, "clone", "--quiet", "--branch", "merge", str(self.folder), str(place))
            variables = {"GITHUB_SHA": merge, "GITHUB_STEP_SUMMARY": str(place.parent / "summary.md")}
        else:
            git(place.parent, "clone", "--quiet", "--no-checkout", str(self.folder), str(place))
            variables = {"CI_COMMIT_SHA": head, "CI_MERGE_REQUEST_DIFF_BASE_SHA": base}
        return steps(job(name).commands, place, variables)


def steps(commands: tuple[str, ...], folder: Path, variables: Mapping[str, str]) -> Run:
    """Run shell steps, until one fails."""
    output = ""
    for command in commands:
        done = subprocess.run(
            ("bash", "-e", "-c", command),
            cwd=folder,
            env={**ENVIRONMENT, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        output += done.stdout
        if done.returncode:
            return Run(folder, done.returncode, output)
    return Run(folder, 0, output)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """The repository before anything is proposed."""
    folder = good_project(tmp_path / "repository")
    shutil.copytree(ROOT / ".ci", folder / ".ci", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "Makefile").write_text(MAKEFILE, encoding="utf-8")
    (folder / ".gitignore").write_text(".venv/\n/site/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "synthetic base")
    return Repository(folder)


def a_bad_record(folder: Path) -> None:
    """Report a figure that is no whole number, of a measure that counts."""
    (folder / "records/visits/proposed.yml").write_text(visits("1.5", "2016"), encoding="utf-8")


def a_good_record(folder: Path) -> None:
    """Report a figure of a year that had none."""
    (folder / "records/visits/proposed.yml").write_text(visits("98765", "2016"), encoding="utf-8")


def hostile_code(folder: Path) -> None:
    """Change whatever might be run, so that it leaves a canary beside the repository; and a record, badly."""
    a_bad_record(folder)
    cry = 'touch "$(dirname "$PWD")/canary"'
    targets = "".join(f"{target}:\n\t{cry.replace('$', '$$')}\n" for target in ("install", "site", "check", "test"))
    (folder / "Makefile").write_text(targets, encoding="utf-8")
    (folder / "GNUmakefile").write_text(targets, encoding="utf-8")
    for name in (".ci/take_records.py", ".ci/subprocess.py", "sitecustomize.py", "generator/__init__.py", "click.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("import pathlib; pathlib.Path.cwd().parent.joinpath('canary').touch()\n")
    for name in (".venv/bin/bulletin", "python3", "git", "records/post-checkout"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"#!/bin/sh\n{cry}\n")
        (folder / name).chmod(0o755)
    (folder / ".gitattributes").write_text("*.yml export-ignore filter=lfs\n")


@pytest.mark.parametrize("forge", FORGES)
def test_a_bad_record_is_annotated(repository: Repository, tmp_path: Path, forge: str) -> None:
    """The report says in which line of the proposal the fault is, and the job fails."""
    repository.propose(a_bad_record)
    run = repository.run(forge, tmp_path / "run")
    assert run.code == 1
    assert annotated(run, forge) == [("records/visits/proposed.yml", 3, "count-not-whole")]


def annotated(run: Run, forge: str) -> list[tuple[str, int, str]]:
    """What a forge shows in a proposal: file, line, code."""
    if forge.startswith(".gitlab"):
        issues = json.loads((run.folder / "gl-code-quality-report.json").read_text(encoding="utf-8"))
        return [
            (issue["location"]["path"], issue["location"]["lines"]["begin"], issue["check_name"]) for issue in issues
        ]
    lines = re.findall(r"^::(?:error|warning) (.*?)::", run.output, re.MULTILINE)
    commands = [dict(item.split("=") for item in line.split(",")) for line in lines]
    return [(command["file"], int(command["line"]), command["title"]) for command in commands]


@pytest.mark.parametrize("forge", FORGES)
def test_nothing_of_a_proposal_runs(repository: Repository, tmp_path: Path, forge: str) -> None:
    """Whatever a proposal changes beside its records, they are checked, and its programs never run."""
    repository.propose(hostile_code)
    run = repository.run(forge, tmp_path / "run")
    assert ("records/visits/proposed.yml", 3, "count-not-whole") in annotated(run, forge)
    assert not (tmp_path / "canary").exists()
    assert (run.folder / "Makefile").read_text(encoding="utf-8") == MAKEFILE
    assert not (run.folder / "records/post-checkout").stat().st_mode & stat.S_IXUSR


def test_the_canary_can_sing(repository: Repository, tmp_path: Path) -> None:
    """Running the proposal's own code would be noticed: its ``make`` and its ``python3 .ci/…`` leave the canary."""
    repository.propose(hostile_code)
    for command in ("make install", "python3 -I .ci/take_records.py HEAD", ".venv/bin/bulletin"):
        assert steps((command,), repository.folder, {}).code == 0
        (tmp_path / "canary").unlink()


@pytest.mark.parametrize("forge", FORGES)
def test_symbolic_links_are_refused(repository: Repository, tmp_path: Path, forge: str) -> None:
    """A link among the records ends the job before anything is read, and says its name, not what it leads to."""
    secret = tmp_path / "secret.yml"
    secret.write_text("- id: very-secret\n", encoding="utf-8")
    repository.propose(lambda folder: (folder / "records/observations/link.yml").symlink_to(secret))
    run = repository.run(forge, tmp_path / "run")
    assert run.code == 1
    assert "records/observations/link.yml" in run.output
    assert "very-secret" not in run.output
    assert not (run.folder / "records/observations/link.yml").is_symlink()
    assert not (run.folder / ".venv").exists()


def the_folder_as_a_link(folder: Path) -> None:
    """Put a link to somewhere else in the place of all records."""
    shutil.rmtree(folder / "records")
    (folder / "records").symlink_to("/etc")


def a_submodule(folder: Path) -> None:
    """Add another repository to the records."""
    other = folder / "records/other"
    other.mkdir()
    git(other, "init", "--quiet")
    git(other, "commit", "--quiet", "--allow-empty", "--message", "synthetic")


@pytest.mark.parametrize("change", [the_folder_as_a_link, a_submodule])
@pytest.mark.parametrize("forge", FORGES)
def test_only_plain_files_are_records(
    repository: Repository, tmp_path: Path, forge: str, change: Callable[[Path], None]
) -> None:
    """Whatever else is where records should be is refused, and the records that were there are still there."""
    repository.propose(change)
    run = repository.run(forge, tmp_path / "run")
    assert run.code == 1
    assert "records/ chỉ được có tệp thường" in run.output
    assert git(run.folder, "status", "--porcelain", "--", "records") == ""
    assert not (run.folder / ".venv").exists()


@pytest.mark.parametrize(
    ("path", "mode", "plain"),
    [
        ("records/a.yml", "100644", True),
        ("records/a..b/…/.gitx.yml", "100755", True),
        ("records/../Makefile", "100644", False),
        ("records/.git/hooks/post-checkout", "100644", False),
        ("records/.GIT/config", "100644", False),
        ("records/a.yml", "120000", False),
        ("records/a", "160000", False),
    ],
)
def test_odd_paths_are_no_records(path: str, mode: str, plain: bool) -> None:
    """Paths that git itself would not check out, and all that is no file, never become one."""
    assert Entry(path, mode, "0" * 40).is_plain == plain


def test_records_arrive_byte_by_byte(repository: Repository, tmp_path: Path) -> None:
    """New, changed, binary, oddly named and removed files are as in the proposal, whatever its attributes say."""

    def change(folder: Path) -> None:
        (folder / "records/.gitattributes").write_text("* text eol=crlf ident export-subst\n")
        (folder / "records/bytes.yml").write_bytes(b"# $Id$ $Format:%H$\r\n\x00\xff blob 7\nno line end")
        (folder / "records/empty.yml").write_bytes(b"")
        (folder / "records/Thư mục").mkdir()
        (folder / 'records/Thư mục/tab\tquote"line\nend.yml').write_bytes(b"\n")
        next((folder / "records/observations").glob("*.yml")).unlink()

    repository.propose(change)
    place = tmp_path / "run"
    git(tmp_path, "clone", "--quiet", "--no-local", str(repository.folder), str(place))
    proposed = git(place, "rev-parse", "origin/proposal")
    assert steps((f"python3 -I {ROOT / '.ci/take_records.py'} {proposed}",), place, {}).code == 0
    listed = git(place, "ls-tree", "-r", "-z", proposed, "records").split("\0")
    committed = {line.partition("\t")[2]: line.split()[2] for line in listed if line}
    files = [path for path in (place / "records").rglob("*") if path.is_file()]
    taken = {f"{path.relative_to(place)}": git(place, "hash-object", "--no-filters", str(path)) for path in files}
    assert taken == committed


@pytest.mark.parametrize("forge", FORGES)
def test_a_good_proposal_is_built_and_compared(repository: Repository, tmp_path: Path, forge: str) -> None:
    """All steps go well; the site is built by the base branch, and the comparison reports the new figure."""
    repository.propose(a_good_record)
    run = repository.run(forge, tmp_path / "run")
    assert run.code == 0, run.output
    assert (run.folder / "site/made-by").read_text() == "base\n"
    comparison = (run.folder / "comparison.md").read_text(encoding="utf-8")
    assert re.search(r"98.?765", comparison)
    summary = run.folder.parent / "summary.md"
    assert forge.startswith(".gitlab") or summary.read_text(encoding="utf-8") == comparison


# --- publishing


@pytest.fixture
def publisher(tmp_path: Path) -> Path:
    """A folder in which ``bulletin`` only notes how it was called, and with which token."""
    folder = tmp_path / "publisher"
    (folder / ".venv/bin").mkdir(parents=True)
    command = folder / ".venv/bin/bulletin"
    command.write_text(
        "#!/bin/sh\n"
        'printf "%s\\n" "$@" "$SITE_URL" > called\n'
        'printf "%s\\n" "$MOVED_FROM" "$PUBLISH_USER" "$PUBLISH_TOKEN" > given\n'
    )
    command.chmod(0o755)
    (folder / "Makefile").write_text("check:\n")
    git(folder, "init", "--quiet")
    return folder


GITHUB = {
    "SITE_URL": "",
    "PUBLISH_TOKEN": "synthetic-token",
    "GITHUB_SERVER_URL": "https://forge.example",
    "GITHUB_REPOSITORY": "ward/bulletin",
    "GITHUB_REPOSITORY_OWNER": "ward",
}


@pytest.mark.parametrize(
    ("given", "address"),
    [("", "https://ward.github.io/bulletin/"), ("https://bulletin.example/", "https://bulletin.example/")],
)
def test_github_says_where_the_site_is(publisher: Path, given: str, address: str) -> None:
    """The address is that of the forge's pages, or the one that the repository's settings name."""
    run = steps(job("publish.yml:publish").commands, publisher, {**GITHUB, "SITE_URL": given})
    assert run.code == 0, run.output
    called = (publisher / "called").read_text().split()
    remote = "https://forge.example/ward/bulletin.git"
    assert called == ["publish", "--branch", "gh-pages", "--remote", remote, address]


def test_the_token_reaches_the_command_and_nothing_else(publisher: Path) -> None:
    """With the address that the site had before; no command line and no file of the repository holds the token."""
    was = "https://former.example/"
    run = steps(job("publish.yml:publish").commands, publisher, {**GITHUB, "MOVED_FROM": was})
    assert (publisher / "given").read_text().split() == [was, "synthetic-token"]
    (publisher / "given").unlink()
    files = [path.read_bytes() for path in publisher.rglob("*") if path.is_file()]
    assert not any(b"synthetic-token" in content for content in files)
    assert "synthetic-token" not in run.output


@pytest.mark.parametrize(("own", "sent"), [("", "job-token"), ("own-token", "own-token")])
def test_gitlab_publishes_with_its_job_or_with_a_token_of_its_own(publisher: Path, own: str, sent: str) -> None:
    """The job's token is used, unless the project's settings name another."""
    published = publisher.parent / "published"
    published.mkdir()
    git(published, "init", "--quiet", "--initial-branch", "gh-pages")
    (published / "index.html").write_text("synthetic\n")
    git(published, "add", "--all")
    git(published, "commit", "--quiet", "--message", "synthetic")
    git(publisher, "remote", "add", "origin", str(published))
    variables = {"CI_PROJECT_URL": "https://forge.example/ward/bulletin", "CI_JOB_TOKEN": "job-token"}
    address = {"SITE_URL": "https://ward.forge.example/"}
    run = steps(job(".gitlab-ci.yml:pages").commands, publisher, {**variables, **address, "PUBLISH_TOKEN": own})
    assert run.code == 0, run.output
    assert (publisher / "given").read_text().split() == ["gitlab-ci-token", sent]
    assert (publisher / "public/index.html").read_text() == "synthetic\n"
