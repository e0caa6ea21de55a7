"""A site that is there, and would be the same again, is not built again; whatever differs, it is."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from bulletin.model.text import Language
from bulletin.website import last_build
from bulletin.website.build_cache import BuildCache
from bulletin.website.last_build import LastBuild
from bulletin.website.resources import Account, Built
from bulletin.website.staging import listing

from tests.sites import LANGUAGES

WARNINGS = 3
HOOK = "hooks: [hook.py]\n"


class Builds:
    """Counts how often a site was built."""

    def __init__(  # noqa: PLR0917 - what a site is made from and for
        self,
        project: Path,
        cache: Path,
        site: Path,
        asked: object = "asked",
        languages: Sequence[Language] = LANGUAGES,
        more: Sequence[Path] = (),
    ) -> None:
        self.last = LastBuild(BuildCache(cache), project, site, languages, more, asked)
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
        return Built(WARNINGS, Account(), listing(self._site))


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
    """Another site, other languages or these in another order, further records or these in another order."""
    assert not builds()
    cache, site = tmp_path / "cache", tmp_path / "site"
    further = [tmp_path / "more" / name for name in "ab"]
    for folder in further:
        folder.mkdir(parents=True)
    assert Builds(project, cache, site, "something else")()
    assert Builds(project, cache, tmp_path / "other")()
    for languages in (LANGUAGES[:1], LANGUAGES[1:], LANGUAGES[::-1]):
        assert Builds(project, cache, site, languages=languages)()
    for more in (further, further[::-1]):
        assert Builds(project, cache, site, more=more)()


def test_another_program_builds(builds: Builds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or another version of a library."""
    monkeypatch.setattr(last_build, "program", lambda: {"python": "3.99"})
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


IN_A_LANGUAGE = "plugins:\n  - bulletin: {by_language: {en: {markdown_extensions: [pymdownx.snippets]}}}\n"


@pytest.mark.parametrize("more", [HOOK, "markdown_extensions: [pymdownx.snippets]\n", IN_A_LANGUAGE])
def test_where_anything_may_be_read_every_build_is_made(project: Path, tmp_path: Path, more: str) -> None:
    """A hook can read what it likes, and an extension that includes files, too."""
    (project / "hook.py").write_text("")
    config = project / "mkdocs.yml"
    others = config.read_text()
    config.write_text(f"{others.partition('plugins:')[0] if more is IN_A_LANGUAGE else others}\n{more}")
    builds = Builds(project, tmp_path / "cache", tmp_path / "site")
    assert [builds(), builds()] == [True, True]


def test_where_a_link_leads_elsewhere_every_build_is_made(project: Path, tmp_path: Path) -> None:
    """What is there may change."""
    (project / "records" / "link.yml").symlink_to(tmp_path / "elsewhere.yml")
    builds = Builds(project, tmp_path / "cache", tmp_path / "site")
    assert [builds(), builds()] == [True, True]


def test_hidden_files_are_not_looked_at(builds: Builds, project: Path) -> None:
    """Such as those of editors: nobody reads them."""
    (project / "records" / ".swap").mkdir()
    (project / "records" / ".swap" / "a.yml").write_text("")
    (project / "records" / ".a.yml.swp").write_text("")
    assert not builds()


def test_a_hidden_file_that_is_published_or_included_builds(project: Path, tmp_path: Path) -> None:
    """Templates and settings may name files that nothing else takes up."""
    config = project / "mkdocs.yml"
    theme = config.read_text().replace("name: material", "name: material\n  custom_dir: theme")
    config.write_text(f"{theme}\nexclude_docs: |\n  !.well-known\n")
    for hidden in (project / "theme" / ".parts" / "a.html", project / "docs" / "vi" / ".well-known" / "a.txt"):
        hidden.parent.mkdir(parents=True)
        hidden.write_text("before")
        builds = Builds(project, tmp_path / "cache", tmp_path / "site")
        assert builds()
        assert not builds()
        hidden.write_text("after")
        assert builds()


def test_what_was_not_written_by_this_program_is_no_last_build(builds: Builds) -> None:
    """Whatever it says."""
    for known in (b"", b"[]", b'{"site": "another"}', b"\xff"):
        builds.last.cache.remember(builds.last._name, known)
        assert builds()


def test_what_is_edited_while_a_site_is_built_is_not_missed(project: Path, tmp_path: Path) -> None:
    """The next build makes it, also where the edit was taken back meanwhile."""
    builds = Builds(project, tmp_path / "cache", tmp_path / "site")
    make = builds._make

    def edited_meanwhile() -> Built:
        append(next(project.glob("records/observations/*.yml")))
        return make()

    record = next(project.glob("records/observations/*.yml"))
    before = record.read_text()
    builds.last.unless_unchanged(edited_meanwhile)
    record.write_text(before)
    assert builds()
    assert not builds()


def test_a_project_that_cannot_be_read_is_left_to_the_build(tmp_path: Path) -> None:
    """Which says what is wrong."""
    builds = Builds(tmp_path / "nowhere", tmp_path / "cache", tmp_path / "site")
    assert [builds(), builds()] == [True, True]
