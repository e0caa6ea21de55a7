"""The files that GitHub and GitLab run, as data: their jobs, and what these do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.sites import ROOT

WORKFLOWS = tuple(sorted((ROOT / ".github/workflows").glob("*.yml")))
PIPELINE = ROOT / ".gitlab-ci.yml"
SCRIPTS = tuple(sorted((ROOT / ".ci").glob("*.sh")))
_NO_JOBS = {"workflow", "default", "variables", "stages", "include"}


@dataclass(frozen=True)
class Job:
    """A job of either forge."""

    name: str
    """File and name: ``proposal.yml:records``."""
    on: frozenset[str]
    """What starts it: ``pull_request`` (a merge request too), ``push``, …"""
    commands: tuple[str, ...]
    """Its shell steps, in their order."""
    text: str
    """All that is written about it, defaults of its file among them, comments not."""
    permissions: dict[str, str]
    """What its token may do; GitLab has no such thing."""
    uses: tuple[str, ...]
    """The actions of others that it runs."""

    @property
    def is_open_to_all(self) -> bool:
        """Whether a proposal, and so anyone, can start it."""
        return "pull_request" in self.on


def jobs(root: Path = ROOT) -> tuple[Job, ...]:
    """All jobs of both forges, of this repository or of the one at ``root``."""
    workflows = sorted((root / ".github/workflows").glob("*.yml"))
    return (*(job for path in workflows for job in _github(path)), *_gitlab(root / PIPELINE.name))


def job(name: str) -> Job:
    """The job of that name."""
    return next(job for job in jobs() if job.name == name)


def _github(path: Path) -> Iterator[Job]:
    workflow = _load(path)
    for name, declared in workflow.pop("jobs").items():
        steps = declared["steps"]
        yield Job(
            name=f"{path.name}:{name}",
            on=frozenset(workflow[True]),  # YAML 1.1 takes the key "on" for a truth value
            commands=tuple(step["run"] for step in steps if "run" in step),
            text=yaml.safe_dump([workflow, declared]),
            permissions=declared.get("permissions", workflow["permissions"]),
            uses=tuple(step["uses"] for step in steps if "uses" in step),
        )


def _gitlab(path: Path) -> Iterator[Job]:
    pipeline = _load(path)
    shared = {key: pipeline[key] for key in _NO_JOBS & set(pipeline)}
    for name, declared in pipeline.items():
        if name not in _NO_JOBS:
            proposed = any("merge_request_event" in rule["if"] for rule in declared["rules"])
            yield Job(
                name=f"{path.name}:{name}",
                on=frozenset({"pull_request" if proposed else "push"}),
                commands=tuple(declared["script"]),
                text=yaml.safe_dump([shared, declared]),
                permissions={},
                uses=(),
            )


def _load(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def calls() -> list[tuple[str, tuple[str, ...]]]:
    """How the command ``bulletin`` is called anywhere there: its subcommand and the options."""
    texts = [command for job in jobs() for command in job.commands]
    return calls_in(texts + [path.read_text(encoding="utf-8") for path in SCRIPTS])


def calls_in(texts: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """The same in shell steps."""
    found = (re.findall(r"(?:bin/|Scripts/|^|[ ;])bulletin (\w+)([^|>\n;]*)", text) for text in texts)
    return sorted({(name, tuple(re.findall(r"--[\w-]+", rest))) for several in found for name, rest in several})
