"""What the forges run is safe in the hands of strangers, and calls only what there is."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from bulletin.cli import main

from tests.contracts.forges import PIPELINE, SCRIPTS, WORKFLOWS, calls, job, jobs
from tests.sites import ROOT

JOBS = {job.name: job for job in jobs()}
OPEN = {name: job for name, job in JOBS.items() if job.is_open_to_all}


def findings(place: Path) -> list[str]:
    """What the auditor of workflows has against those in a folder, matters of taste among it: names of its rules."""
    zizmor = Path(sys.executable).with_name("zizmor")
    options = ("--offline", "--persona=auditor", "--no-ignores", "--no-config", "--strict-collection", "--format=json")
    done = subprocess.run((zizmor, *options, place), capture_output=True, text=True, check=False)
    found = [finding["ident"] for finding in json.loads(done.stdout)]
    assert bool(found) == (done.returncode != 0), done.stderr
    return found


@pytest.mark.slow
def test_zizmor_finds_nothing() -> None:
    """The auditor of workflows has nothing to say against ours."""
    assert findings(ROOT / ".github") == []


@pytest.mark.slow
def test_zizmor_finds_what_is_careless(tmp_path: Path) -> None:
    """The same auditor, asked in the same way, does speak up."""
    careless = WORKFLOWS[0].read_text(encoding="utf-8").replace("  pull_request:", "  pull_request_target:")
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "careless.yml").write_text(careless, encoding="utf-8")
    assert "dangerous-triggers" in findings(tmp_path / ".github")


def test_both_forges_do_the_same() -> None:
    """Proposals are checked and tested, the main branch is published, and tags are packaged, on either."""
    assert [path.stem for path in WORKFLOWS] == ["proposal", "publish", "release", "tests"]
    assert {name.partition(":")[0] for name in JOBS} == {*(path.name for path in WORKFLOWS), PIPELINE.name}
    assert len(OPEN) == 9
    assert len(JOBS) == 14


@pytest.mark.parametrize("name", OPEN)
def test_who_proposes_gets_nothing_worth_taking(name: str) -> None:
    """No job that a proposal starts may write anything, or learns a secret."""
    job = OPEN[name]
    assert set(job.permissions.values()) <= {"read"}
    assert set(job.permissions) <= {"contents"}
    assert not re.search(r"secrets\.|secrets\[|github\.token|_TOKEN|environment:|id-token|cache", job.text)
    assert "persist-credentials: false" in job.text or name.startswith(PIPELINE.name)


@pytest.mark.parametrize("name", JOBS)
def test_nothing_runs_with_more_rights_than_the_proposal_has(name: str) -> None:
    """The two events that lend a stranger's proposal the rights of the repository start no job."""
    assert JOBS[name].on <= {"pull_request", "push", "schedule", "workflow_dispatch"}


def test_only_publishing_may_write() -> None:
    """One job may write to the repository, and only its contents; it runs on the main branch alone."""
    writing = [job for job in JOBS.values() if "write" in job.permissions.values()]
    assert [(job.name, job.permissions) for job in writing] == [
        ("publish.yml:publish", {"contents": "write"}),
        ("release.yml:upload", {"contents": "read", "id-token": "write"}),
    ]
    assert "if: github.ref == 'refs/heads/main'" in writing[0].text
    assert "cancel-in-progress: false" in writing[0].text
    pages = JOBS[".gitlab-ci.yml:pages"].text
    assert "- if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH" in pages
    assert "resource_group: publish" in pages


def test_a_release_is_uploaded_only_where_the_repository_says_so() -> None:
    """By a job that builds nothing: what was built and checked in another one, which has no right but to read."""
    upload, dist = job("release.yml:upload"), job("release.yml:dist")
    for setting in ("if: vars.UPLOAD_RELEASES == 'true'", "environment: release", "needs: dist"):
        assert setting in upload.text
    assert "--trusted-publishing always" in upload.commands[-1]
    assert not re.search(r"secrets\.|secrets\[|TOKEN|PASSWORD|make|hatchling", upload.text)
    assert dist.permissions == {"contents": "read"}
    assert dist.on == {"push"}
    (workflow,) = (path for path in WORKFLOWS if path.stem == "release")
    assert 'tags: ["v*"]' in workflow.read_text(encoding="utf-8")
    assert job(".gitlab-ci.yml:dist").commands == ('make dist TAG="$CI_COMMIT_TAG"',)
    assert dist.commands == ('make dist TAG="$GITHUB_REF_NAME"',)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_of_others_are_pinned(path: Path) -> None:
    """Each is named by the full hash of a commit, with the version that it is beside it."""
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses
    assert [line for line in uses if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_one_action_has_one_pin() -> None:
    """No workflow runs an older commit of an action than another does."""
    pins = {use for job in JOBS.values() for use in job.uses}
    assert len(pins) == len({use.partition("@")[0] for use in pins})


@pytest.mark.parametrize("name", ["proposal.yml:records", ".gitlab-ci.yml:records"])
def test_records_are_looked_at_by_the_code_of_the_base_branch(name: str) -> None:
    """First of all everything is of the base branch; of the proposal only its records are taken, by its one name."""
    lines = [line for command in job(name).commands for line in command.strip().split("\n")]
    proposal = re.compile(r"GITHUB_SHA|GITHUB_HEAD|CI_COMMIT|SOURCE_BRANCH|pull/|merge-requests/")
    assert re.fullmatch(r'git checkout --quiet --detach (HEAD\^1|"\$CI_MERGE_REQUEST_DIFF_BASE_SHA")', lines[0])
    assert lines[1] == "git clean -ffdqx"
    assert re.fullmatch(r'python3 -I \.ci/take_records\.py "\$(GITHUB_SHA|CI_COMMIT_SHA)"', lines[2])
    assert [line for line in lines[3:] if proposal.search(line)] == []
    assert "${{" not in "\n".join(lines)


@pytest.mark.parametrize("name", JOBS)
def test_no_text_of_others_becomes_a_command(name: str) -> None:
    """What the forge fills in reaches a shell only as a variable."""
    assert [command for command in JOBS[name].commands if "${{" in command] == []


def test_windows_checks_builds_publishes_and_verifies() -> None:
    """The commands that editors and publishers need are run on Windows, each ending the job where it fails."""
    windows = job("tests.yml:windows")
    assert "runs-on: windows-" in windows.text
    assert "shell: bash" in windows.text
    called = re.findall(r"^\.venv/Scripts/bulletin (\w+)", "\n".join(windows.commands), re.MULTILINE)
    assert called == ["check", "build", "publish", "verify"]


@pytest.mark.parametrize(("name", "options"), calls())
def test_every_command_that_is_called_exists(name: str, options: tuple[str, ...]) -> None:
    """Each subcommand and each option of ``bulletin`` named there is one."""
    assert name in main.commands
    known = {word for option in main.commands[name].params if isinstance(option, click.Option) for word in option.opts}
    assert set(options) <= known


def test_every_call_is_seen() -> None:
    """No call of ``bulletin`` escapes the test above."""
    assert {name for name, _ in calls()} == {"build", "check", "diff", "publish", "verify"}


def test_every_target_that_is_made_exists() -> None:
    """Each ``make`` there makes a target of the Makefile."""
    made = {
        target
        for job in JOBS.values()
        for text in job.commands
        for call in re.findall(r"\bmake ([a-z -]+)", text)
        for target in call.split()
    }
    (phony,) = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert (
        {"install", "check", "site", "test", "lint", "types", "fast", "messages-check", "regression", "dist"}
        == made
        <= set(phony.split())
    )


def test_nothing_is_tried_over_and_over() -> None:
    """The command counts its own three tries: nothing around it repeats it, or pushes past it."""
    texts = {job.name: job.text for job in JOBS.values()} | {path.name: path.read_text() for path in SCRIPTS}
    again = re.compile(r"\bretry\b|\b(while|until|for) .*;? *do\b|git push")
    assert [name for name, text in texts.items() if again.search(text)] == []
