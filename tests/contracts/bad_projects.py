"""Projects whose records are wrong in one way each. All of their records are synthetic."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.model.text import Language
from generator.problems import Problem
from generator.problems.report import as_text
from generator.reading import files, yaml_events

HERE = Path(__file__).parent
GOOD = HERE / "good_records"
BAD = HERE / "bad_records"
CODES = sorted(path.name for path in BAD.iterdir() if path.is_dir())
"""The problems that have a folder."""

Prepare = Callable[[Path, pytest.MonkeyPatch], object]
"""Makes a project wrong in a way that no repository can hold, or no superuser would notice."""


def _refuse_to_open(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_open = os.open

    def refuse(path: Path, *arguments: Any) -> int:
        if Path(path) == records / "visits" / "bad.yml":
            raise PermissionError(path)
        return really_open(path, *arguments)

    monkeypatch.setattr("generator.reading.files.os.open", refuse)


def _remove(records: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(records)


def _enlarge(records: Path, _: pytest.MonkeyPatch) -> None:
    with (records / "visits" / "bad.yml").open("wb") as file:
        file.truncate(files.LARGEST + 1)


def _lower_the_limit(records: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_events, "MOST_NODES", 300)
    (records / "visits" / "bad.yml").write_text(f"# Synthetic.\n[{', '.join(['1'] * 400)}]\n", encoding="utf-8")


PREPARATIONS: Mapping[str, Prepare] = {
    "records-missing": _remove,
    "bulletin-missing": lambda records, _: (records / "bulletin.yml").unlink(),
    "file-symlink": lambda records, _: (records / "visits" / "linked.yml").symlink_to("libraries.yml"),
    "file-unreadable": _refuse_to_open,
    "file-too-large": _enlarge,
    "file-name-clash": lambda records, _: shutil.copyfile(
        records / "visits" / "libraries.yml", records / "visits" / "Libraries.yml"
    ),
    "yaml-too-many": _lower_the_limit,
}


def bad_project(code: str, directory: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a project that has the problem ``code`` and no other."""
    shutil.copytree(GOOD, directory, dirs_exist_ok=True)
    shutil.copytree(BAD / code, directory, dirs_exist_ok=True)
    if code in PREPARATIONS:
        PREPARATIONS[code](directory / "records", monkeypatch)
    return directory


def told(problems: tuple[Problem, ...]) -> str:
    """What an editor reads of problems, in both languages."""
    return "\n\n".join(as_text(problems, language) for language in Language) + "\n"
