"""Whoever may not read the files of records sees neither their names nor their lines. SYNTHETIC figures only."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.website.build import write_markdown
from bulletin.website.pipeline import release_of

from tests.disclosure.test_audiences import BULLETIN, MARKED, TEXT, observed
from tests.reading.projects import good_project
from tests.sites import EN

URL = "records-url: https://git.example.org/records\n"
REPORTS = "".join(
    observed(period="2018-12-31", value=value, reported=day)
    for value, day in (("17", "2020-01-15"), ("18", "2020-01-16"))
)
"""Two reports of one figure, the later one another day than its source."""
MARKED_RECORD = f"- {{id: letter, title: {TEXT}, published: 2020-01-10, audience: partners}}\n"


def project_at(directory: Path, more: str = "", **marked: str) -> Path:
    return good_project(directory, bulletin=BULLETIN + URL + more, observations__x=REPORTS, **marked)


def marked_project(directory: Path) -> Path:
    """A project with records for partners and for the staff."""
    files = {"sources__x": MARKED_RECORD, "observations__y": observed(source="letter", period="2017-12-31")}
    return project_at(directory, visits__marked=MARKED, **files)


def tree_of(project: Path, target: Path, audience: str | None = None) -> str:
    """All pages and files in one text."""
    write_markdown(project, target, [EN], charts=False, audience=audience)
    files = (path for path in sorted(target.rglob("*")) if path.is_file())
    return "\n".join(f"{path.relative_to(target)}\n{path.read_bytes().decode(errors='replace')}" for path in files)


@pytest.mark.parametrize("audience", ["public", "partners"])
def test_nothing_that_is_hidden_from_an_audience_says_where_records_are(audience: str, tmp_path: Path) -> None:
    tree = tree_of(marked_project(tmp_path / "project"), tmp_path / "tree", audience)
    others = ("internal", "Staff", *(("partners", "Partners") if audience == "public" else ()))
    assert [word for word in (".yml", "git.example.org", *others) if word in tree] == []
    assert "reported on 16 January 2020" in tree


@pytest.mark.parametrize(
    ("more", "audience"),
    [("", "internal"), ("records-audience: public\n", None), ("records-audience: partners\n", "partners")],
)
def test_whoever_may_read_the_files_sees_them_named_and_linked(more: str, audience: str | None, tmp_path: Path) -> None:
    tree = tree_of(project_at(tmp_path / "project", more), tmp_path / "tree", audience)
    assert "https://git.example.org/records/records/visits/libraries.yml#L" in tree


def test_a_release_without_places_names_no_file_and_no_mark(tmp_path: Path) -> None:
    released = release_of(marked_project(tmp_path), audience="partners")
    assert released.record_files == []
    assert {source.audience for source in released.catalogue.sources.values()} == {None}
