"""A section without entries has no page, no place in the navigation, and no link to it. Records are SYNTHETIC."""

from __future__ import annotations

import posixpath
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from bulletin.model.corpus import Corpus
from bulletin.rendering import Page, links, render
from bulletin.rendering.context import PageContext
from bulletin.rendering.links import served
from bulletin.rendering.sections import QUESTIONS, SECTIONS
from bulletin.rendering.tree import steps
from bulletin.website.pipeline import release_of

from tests.contracts.bad_projects import GOOD
from tests.rendering.pages.test_audit import drafted, marked
from tests.rendering.pages.test_many_changes import UNITS, many, second
from tests.rendering.reading_html import Parsed
from tests.rendering.samples import page_context, sample
from tests.sites import EN, LANGUAGES


def without(project: Path, *folders: str) -> Path:
    """Make the synthetic records without some of their kinds, and without the editions that have them."""
    shutil.copytree(GOOD, project)
    for folder in ("editions", *folders):
        shutil.rmtree(project / "records" / folder)
    return project


def plain(project: Path) -> Path:
    """Make records in which nothing adds up to anything, and nothing is stated of anything."""
    without(project, "claims", "decisions", "targets")
    for file, line in (("visits/libraries.yml", "  by:"), ("organizations/libraries.yml", "  parent:")):
        path = project / "records" / file
        kept = [
            each for each in path.read_text(encoding="utf-8").splitlines(keepends=True) if not each.startswith(line)
        ]
        path.write_text("".join(kept), encoding="utf-8")
    return project


def pages(project: Path, language: str) -> dict[str, Page]:
    """Give the pages by their source path."""
    files = render(release_of(project), language, charts=False)
    return {file.path: file for file in files if isinstance(file, Page)}


def dead_links(made: dict[str, Page]) -> Iterator[tuple[str, str]]:
    """Give the links to sections that are not there."""
    missing = {served(path).rstrip("/") for path in (*SECTIONS, *QUESTIONS) if path not in made}
    for path, page in made.items():
        for link in Parsed(page.html).all("a"):
            href = (link.attributes["href"] or "").partition("#")[0]
            if posixpath.normpath(posixpath.join(served(path), href)) in missing:
                yield path, href


@pytest.mark.parametrize(
    ("make", "missing"),
    [
        (without, set()),
        (lambda path: without(path, "claims", "targets"), {"targets.md"}),
        (lambda path: without(path, "claims", "targets", "decisions"), {"targets.md", "decisions.md"}),
        (plain, {"targets.md", "decisions.md", "quality.md"}),
    ],
    ids=["all", "no targets", "no decisions", "nothing compared"],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_sections_have_no_page(tmp_path: Path, make: object, missing: set[str], language: str) -> None:
    """The front page leads to those that are there, and no page to one that is not."""
    assert callable(make)
    project = make(tmp_path / "project")
    made = pages(project, language)
    assert {path for path in SECTIONS if path not in made} == missing | {
        links.POLICIES,
        links.CHANGES,
        links.DISCLOSURE,
    }
    ways = {link.attributes["href"] for link in Parsed(made["index.md"].html).all("a")}
    assert {served(path) for path in (*SECTIONS, *QUESTIONS) if path in made} <= ways
    assert list(dead_links(made)) == []


def with_policies(path: Path) -> Path:
    """Make records that state a policy."""
    with (without(path) / "records" / "bulletin.yml").open("a", encoding="utf-8") as file:
        file.write("policies: {revisions: https://example.org/revisions}\n")
    return path


def of_records(make: Callable[[Path], Path]) -> Callable[[Path], PageContext]:
    """Make the front page of a draft of the records."""
    return lambda path: PageContext.of(release_of(make(path)), EN, charts=False)


def nothing_at_all(_path: Path) -> PageContext:
    """Make a bulletin of units and measures without a figure."""
    made = sample()
    catalogue = replace(made.catalogue, sources={}, decisions={})
    return page_context(EN, Corpus(catalogue=catalogue, targets={}, claims={}, observations=()))


CASES: Mapping[str, Callable[[Path], PageContext]] = {
    "all kinds": of_records(without),
    "no decisions": of_records(lambda path: without(path, "claims", "targets", "decisions")),
    "nothing compared": of_records(plain),
    "policies": of_records(with_policies),
    "revised": lambda _: second(many(2)),
    "not revised": lambda _: second(tuple((("5", "5"),) for _unit in UNITS)),
    "audit": lambda _: PageContext.of(drafted(marked(threshold=9), "internal"), EN, charts=False),
    "nothing": nothing_at_all,
}
ALWAYS = {links.ORGANIZATIONS, links.MEASURES, links.METHODS, links.DOWNLOADS}
"""The sections of which there is no bulletin without."""


def test_sections_are_known_without_making_them(tmp_path: Path) -> None:
    """Whether a section has content, and its title, are those of the page; each is there and missing in some case."""
    there, missing = set[str](), set[str]()
    for name, case in CASES.items():
        page = case(tmp_path / name)
        for path, section in SECTIONS.items():
            job = section.job(page)
            assert section.has_content(page) == (job is not None), (name, path)
            assert job is None or (job.path, job.title) == (path, page.words.say(section.title)), (name, path)
            (missing if job is None else there).add(path)
    assert there == set(SECTIONS)
    assert missing == set(SECTIONS) - ALWAYS


def test_each_step_has_a_name_of_its_own(tmp_path: Path) -> None:
    """By which is known what it made in an earlier build."""
    names = [step.name for step in steps(PageContext.of(release_of(without(tmp_path / "project")), EN))]
    assert len(set(names)) == len(names)
