"""A site that is there, and would be the same again, is not built again; whatever differs, it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from bulletin.website import last_build
from bulletin.website.build_cache import BuildCache
from bulletin.website.last_build import LastBuild
from bulletin.website.resources import Account, Built

from tests.sites import LANGUAGES

WARNINGS = 3
HOOK = "hooks: [hook.py]\n"


class Builds:
    """Counts how often a site was built."""

    def __init__(self, project: Path, cache: Path, site: Path, asked: object = "asked") -> None:
        self.last = LastBuild(BuildCache(cache), project, site, LANGUAGES, (), asked)
        self._site = site
        self.count = 0

    def __call__(self) -> bool:
        """Whether the site was built, when it was asked for."""
        before = self.count
        built = self.last.unless_unchanged(self._make)
        assert built.warnings == WARNINGS
        assert built.account.is_unchanged is (self.count == before)
        return self.count > before

    def _make(self) -> Built:
        self.count += 1
        self._site.mkdir(exist_ok=True)
        (self._site / "index.html").write_text(f"{self.count}")
        return Built(WARNINGS, Account())


@pytest.fixture
def builds(project: Path, tmp_path: Path) -> Builds:
    """A project that was built once."""
    made = Builds(project, tmp_path / "cache", tmp_path / "site")
    assert made()
    return made


def test_nothing_is_done_twice(builds: Builds) -> None:
    """The warnings are counted all the same."""
    assert not builds()
    assert not builds()


EDITS: dict[str, Callable[[Path], object]] = {
    "a record": lambda project: append(next(project.glob("records/observations/*.yml"))),
    "a new record": lambda project: (project / "records" / "new.yml").write_text("[]\n"),
    "the configuration": lambda project: append(project / "mkdocs.yml"),
    "a page written by hand": lambda project: write_page(project / "docs" / "vi" / "new.md"),
    "a record that is gone": lambda project: next(project.glob("records/claims/*.yml")).unlink(),
}


def write_page(path: Path) -> None:
    """Add a page."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("# SYNTHETIC\n")


def append(path: Path) -> None:
    """Add a comment."""
    path.write_text(f"{path.read_text()}# SYNTHETIC\n")


@pytest.mark.parametrize("edited", EDITS)
def test_an_edit_of_anything_builds(builds: Builds, project: Path, edited: str) -> None:
    """Once."""
    EDITS[edited](project)
    assert builds()
    assert not builds()


def test_a_site_that_was_changed_or_removed_is_built(builds: Builds, tmp_path: Path) -> None:
    """By hand, or by whatever else."""
    page = tmp_path / "site" / "index.html"
    page.write_text("changed by hand")
    assert builds()
    os.utime(page, (1, 1))
    assert builds()
    page.unlink()
    assert builds()
    (tmp_path / "site" / "more.html").write_text("")
    assert builds()
    assert not builds()


def test_another_request_builds(builds: Builds, project: Path, tmp_path: Path) -> None:
    """Another site, other languages, another audience."""
    assert Builds(project, tmp_path / "cache", tmp_path / "site", "something else")()
    assert Builds(project, tmp_path / "cache", tmp_path / "other")()


def test_another_program_builds(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or another version of a library."""
    monkeypatch.setattr(last_build, "tools", lambda: {"python": "3.99"})
    assert builds()


def test_a_variable_of_the_environment_builds(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the configuration names it."""
    config = project / "mkdocs.yml"
    config.write_text(f"{config.read_text()}\nextra: {{note: !ENV [A_NOTE, none]}}\n")
    builds = Builds(project, tmp_path / "cache", tmp_path / "site")
    assert builds()
    assert not builds()
    monkeypatch.setenv("A_NOTE", "another")
    assert builds()


@pytest.mark.parametrize("more", [HOOK, "markdown_extensions: [pymdownx.snippets]\n"])
def test_where_anything_may_be_read_every_build_is_made(project: Path, tmp_path: Path, more: str) -> None:
    """A hook can read what it likes, and an extension that includes files, too."""
    (project / "hook.py").write_text("")
    config = project / "mkdocs.yml"
    config.write_text(f"{config.read_text()}\n{more}")
    builds = Builds(project, tmp_path / "cache", tmp_path / "site")
    assert [builds(), builds()] == [True, True]


def test_what_is_edited_while_a_site_is_built_is_not_missed(project: Path, tmp_path: Path) -> None:
    """The next build makes it."""
    builds = Builds(project, tmp_path / "cache", tmp_path / "site")
    make = builds._make

    def edited_meanwhile() -> Built:
        append(next(project.glob("records/observations/*.yml")))
        return make()

    builds.last.unless_unchanged(edited_meanwhile)
    assert builds()
    assert not builds()


def test_a_project_that_cannot_be_read_is_left_to_the_build(tmp_path: Path) -> None:
    """Which says what is wrong."""
    builds = Builds(tmp_path / "nowhere", tmp_path / "cache", tmp_path / "site")
    assert [builds(), builds()] == [True, True]
