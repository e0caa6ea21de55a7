"""Fictional projects, made by ``bulletin init`` without a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from bulletin.cli import main
from click.testing import CliRunner, Result

from tests.reading.projects import good_project, visits

Init = Callable[..., Result]
Make = Callable[..., Path]


@pytest.fixture
def init() -> Init:
    """Give a function that runs the command."""

    def run(directory: Path | str, *options: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, ["init", str(directory), *options], input=typed)

    return run


@pytest.fixture
def make(tmp_path: Path, init: Init) -> Make:
    """Give a function that makes a project which can be made."""

    def made(*options: str) -> Path:
        project = tmp_path / "new"
        result = init(project, *options)
        assert result.exit_code == 0, result.output
        return project

    return made


@pytest.fixture
def bad_bulletin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a bulletin with a wrong record."""
    return good_project(tmp_path_factory.mktemp("bad"), visits__bad=visits("1,115"))
