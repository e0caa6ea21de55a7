"""What several files of the repository say is the same in all of them: version, licence, versions of Python."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from typing import Any

import pytest
import yaml
from bulletin import __version__
from bulletin.installation import DISTRIBUTION, tools

from tests.sites import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))


def test_the_version_is_in_one_place() -> None:
    """What is installed, and what a manifest calls the generator, have the version of the package."""
    assert "version" not in PROJECT
    assert metadata.version(DISTRIBUTION) == __version__
    assert tools()[DISTRIBUTION] == __version__


def test_the_newest_release_in_the_changelog_is_this_version() -> None:
    """The changelog has a dated section for each release, the newest first; it may begin with what is unreleased."""
    headings = re.findall(r"^## (.*)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    releases = headings[headings[0] == "Unreleased" :]
    assert [heading for heading in releases if not re.fullmatch(r"\d+\.\d+\.\d+ \(\d{4}-\d\d-\d\d\)", heading)] == []
    assert releases[0].partition(" ")[0] == __version__


def python_versions() -> list[str]:
    """The versions of Python that the metadata claim to be supported."""
    prefix = "Programming Language :: Python :: 3."
    return [f"3.{name.removeprefix(prefix)}" for name in PROJECT["classifiers"] if name.startswith(prefix)]


def test_every_supported_python_is_tested() -> None:
    """Both forges run the fast tests on each version of Python that the metadata name; the oldest is required."""
    github = yaml.safe_load((ROOT / ".github/workflows/tests.yml").read_text(encoding="utf-8"))
    gitlab = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert github["jobs"]["fast"]["strategy"]["matrix"]["python"] == python_versions()
    assert gitlab["fast"]["parallel"]["matrix"] == [{"PYTHON_VERSION": python_versions()}]
    assert PROJECT["requires-python"] == f">={python_versions()[0]}"


def test_the_licence_is_the_one_that_is_named() -> None:
    """The metadata, the README and the file agree."""
    assert PROJECT["license"] == "MIT"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License\n")
    assert "[MIT licence](LICENSE)" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_hooks_before_a_commit_call_targets_of_make() -> None:
    """No hook has a command, or a version of a tool, of its own."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    entries = [hook["entry"] for repository in hooks for hook in repository["hooks"]]
    (phony,) = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {entry.removeprefix("make ") for entry in entries} <= set(phony.split())


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_forms_ask_for_what_is_needed_to_act(form: Any) -> None:
    """Every form for an issue asks for something, and requires some of it."""
    fields = [
        field for field in yaml.safe_load(form.read_text(encoding="utf-8"))["body"] if field["type"] != "markdown"
    ]
    assert any(field.get("validations", {}).get("required") for field in fields)
