"""What the forges run in a new project: safe in the hands of strangers, and nothing but the pinned generator."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from bulletin.cli import main
from click.testing import CliRunner

from tests.contracts.forges import Job, calls_in, jobs
from tests.contracts.test_ci_files import findings
from tests.project_template.conftest import Make
from tests.sites import ROOT

PROPOSED = ("proposal.yml:records", ".gitlab-ci.yml:records")
PUBLISHING = ("publish.yml:publish", ".gitlab-ci.yml:pages")
FOREIGN = re.compile(r"git (fetch --quiet origin|archive FETCH_HEAD)|mkdir public$|python -m pip install ")
"""What runs besides ``bulletin``."""


@pytest.fixture
def project(make: Make) -> Path:
    return make("--languages", "vi,en", "--title", "Bản tin: “#1”", "--title", "A & B")


@pytest.fixture
def found(project: Path) -> dict[str, Job]:
    """Give the jobs by their names."""
    return {job.name: job for job in jobs(project)}


def test_both_forges_check_and_publish(found: dict[str, Job]) -> None:
    assert set(found) == {*PROPOSED, *PUBLISHING}
    assert {name for name, job in found.items() if job.is_open_to_all} == set(PROPOSED)


@pytest.mark.slow
def test_zizmor_finds_nothing(project: Path) -> None:
    assert findings(project / ".github") == []


def test_who_proposes_gets_nothing_worth_taking(found: dict[str, Job]) -> None:
    """A proposal may install and run anything: its job may write nothing, and learns no secret."""
    for job in map(found.__getitem__, PROPOSED):
        assert job.permissions in ({"contents": "read"}, {})
        assert not re.search(r"secrets\.|secrets\[|github\.token|_TOKEN|environment:|id-token|cache", job.text)
    assert found[PROPOSED[0]].on == {"pull_request"}
    assert "persist-credentials: false" in found[PROPOSED[0]].text


def test_only_publishing_may_write(found: dict[str, Job]) -> None:
    """On the main branch alone, and not before the address of the site is set: an edition cannot be taken back."""
    github, gitlab = map(found.__getitem__, PUBLISHING)
    assert github.permissions == {"contents": "write"}
    assert "if: github.ref == 'refs/heads/main' && vars.SITE_URL != ''" in github.text
    assert "persist-credentials: false" in github.text
    assert "if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && $SITE_URL" in gitlab.text


def test_the_token_is_not_there_while_others_are_installed(project: Path) -> None:
    """Only the step that publishes has it."""
    text = (project / ".github/workflows/publish.yml").read_text(encoding="utf-8")
    before, _step, after = text.partition("- run: bulletin publish")
    assert ("github.token" in before, "github.token" in after) == (False, True)


def test_only_the_generator_is_run(found: dict[str, Job]) -> None:
    """It is installed from what is pinned, and called; no program is the project's own."""
    lines = [line for job in found.values() for command in job.commands for line in command.strip().split("\n")]
    others = [line for line in lines if not re.match(r"(PUBLISH_\w+=\S+ )*bulletin ", line)]
    assert [line for line in others if not FOREIGN.match(line)] == []
    assert {line for line in others if "pip" in line} == {"python -m pip install --requirement requirements.txt"}
    assert not any("${{" in line for line in lines)


def test_every_command_that_is_called_exists(found: dict[str, Job]) -> None:
    called = calls_in(command for job in found.values() for command in job.commands)
    assert {name for name, _options in called} == {"build", "check", "diff", "publish"}
    for name, options in called:
        known = {
            word for option in main.commands[name].params if isinstance(option, click.Option) for word in option.opts
        }
        assert set(options) <= known


def test_actions_are_those_of_this_repository(found: dict[str, Job]) -> None:
    """By the same commits, whose versions somebody looks after."""
    own = {use for job in jobs(ROOT) for use in job.uses}
    assert {use for job in found.values() for use in job.uses} <= own


@pytest.mark.parametrize(("former", "is_taken"), [("no address", True), ("", False)])
def test_the_former_address_comes_from_the_environment(project: Path, former: str, *, is_taken: bool) -> None:
    """As jobs give it, empty where there is none; one that is no address is refused."""
    arguments = ["publish", "--project", str(project), "--language", "en"]
    said = CliRunner().invoke(main, arguments, env={"MOVED_FROM": former}).stderr
    assert ("is no address of a site" in said) == is_taken
