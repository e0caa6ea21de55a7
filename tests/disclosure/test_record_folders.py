"""Internal records in a folder of their own: the public one makes the same public site by itself. SYNTHETIC figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from bulletin.disclosure import Release
from bulletin.validation import validate
from bulletin.website.build import write_markdown
from bulletin.website.pipeline import release_of

from tests.disclosure.test_audiences import BULLETIN, MARK, SOURCE, observed
from tests.reading.projects import good_project, reported, visits
from tests.sites import EN, contents_of

OPEN = BULLETIN + "records-url: https://git.example.org/records\nrecords-audience: public\n"


def internal_folder(directory: Path, **files: str) -> Path:
    """A folder of internal records, named as that of a repository of its own."""
    folder = directory / "staff" / "records"
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def letter(directory: Path) -> Path:
    return internal_folder(
        directory,
        sources__letter=SOURCE,
        observations__letter=observed(source="letter", audience="internal"),
        visits__old=visits("8", "2017", more=MARK),
    )


def files_of(released: Release) -> set[str]:
    """The files that the figures come from."""
    return {figure.place.file for figure in released.tables.figures}


def tree_of(project: Path, target: Path, audience: str | None = None, *more: Path) -> dict[str, bytes]:
    write_markdown(project, target, [EN], charts=False, audience=audience, more=more)
    return contents_of(target)


@pytest.mark.slow
def test_the_public_folder_makes_the_public_site_by_itself(tmp_path: Path) -> None:
    """Its records are named and linked, as the public may read them; those of the other folder are nowhere."""
    project, internal = good_project(tmp_path / "open", bulletin=OPEN), letter(tmp_path)
    alone = tree_of(project, tmp_path / "alone")
    assert tree_of(project, tmp_path / "both", None, internal) == alone
    assert b"https://git.example.org/records/records/visits/libraries.yml#L" in b"".join(alone.values())


@pytest.mark.slow
def test_what_is_not_marked_in_another_folder_is_internal_all_the_same(tmp_path: Path) -> None:
    """A record that is kept apart and was forgotten to be marked is not published; one that says so is."""
    project = good_project(tmp_path / "open", bulletin=OPEN)
    unmarked = internal_folder(tmp_path, visits__old=visits("8", "2017"))
    assert tree_of(project, tmp_path / "both", None, unmarked) == tree_of(project, tmp_path / "alone")
    assert "staff/visits/old.yml" in files_of(release_of(project, audience="internal", more=[unmarked]))
    marked = internal_folder(tmp_path, visits__old=visits("8", "2017", more=MARK.replace("internal", "public")))
    accepted = validate(project, more=[marked]).accepted
    assert accepted is not None
    assert {o.audience for o in accepted.corpus.observations} == {None, "public"}


@pytest.mark.slow
def test_whoever_sees_internal_records_finds_their_files_and_no_link(tmp_path: Path) -> None:
    project, internal = good_project(tmp_path / "open", bulletin=OPEN), letter(tmp_path)
    everything = b"".join(tree_of(project, tmp_path / "tree", "internal", internal).values())
    assert b"staff/visits/old.yml:1" in everything
    assert b"https://git.example.org/records/staff" not in everything


def test_records_of_all_folders_belong_together(tmp_path: Path) -> None:
    """Also where the folder of the project is named among them."""
    project, internal = good_project(tmp_path / "open", bulletin=OPEN), letter(tmp_path)
    released = release_of(project, audience="internal", more=[project / "records", internal])
    assert {"staff/observations/letter.yml", "records/visits/libraries.yml"} <= files_of(released)
    assert release_of(project, more=[internal]) == release_of(project)


def test_marks_may_be_in_files_that_others_read_only(tmp_path: Path) -> None:
    project = good_project(tmp_path / "open", bulletin=OPEN, visits__old=visits("8", "2017", more=MARK))
    assert reported(validate(project)) == ["audience-in-open-records 5:13"]


def test_a_later_folder_only_adds(tmp_path: Path) -> None:
    project = good_project(tmp_path / "open", bulletin=OPEN)
    internal = internal_folder(
        tmp_path, bulletin=OPEN, sources__other="{id: report-2020, title: {vi: A, en: A}, published: 2020-01-15}\n"
    )
    problems = validate(project, more=[internal]).problems
    assert [(problem.code, problem.place.file) for problem in problems] == [
        ("file-in-several-folders", "staff/bulletin.yml"),
        ("id-repeated", "staff/sources/other.yml"),
    ]
    assert problems[0].details["other"] == "records/bulletin.yml"
    assert problems[1].details["first"].startswith("records/sources/report-2020.yml:")
