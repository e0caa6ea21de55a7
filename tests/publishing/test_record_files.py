"""A manifest names the files of the records that its edition knows, and says nothing of those to come."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bulletin.analysis.vintages import Vintages, as_of_edition
from bulletin.disclosure import Series
from bulletin.model.corpus import Corpus
from bulletin.validation import validate

from tests.publishing.built_projects import BuiltProject, edition
from tests.sites import SAMPLE


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Read the records of the sample bulletin."""
    validation = validate(SAMPLE)
    assert validation.accepted is not None
    return validation.accepted.corpus


def places(known: Corpus) -> Iterator[str]:
    """The files of all that an edition knows but corrections, each of which is in a file with its edition."""
    catalogue = known.catalogue
    everything = (
        catalogue.units, catalogue.measures, catalogue.breakdowns, catalogue.kinds, catalogue.populations,
        catalogue.organizations, catalogue.sources, catalogue.decisions, catalogue.editions,
        known.targets, known.claims,
    )  # fmt: skip
    yield catalogue.bulletin.place.file
    yield from (record.place.file for records in everything for record in records.values())
    yield from (observation.place.file for observation in known.observations)


def test_editions_name_the_files_of_what_they_know(corpus: Corpus) -> None:
    """Each edition of the sample: no file more, and none less."""
    releases = Series(Vintages(corpus)).editions()
    assert len(releases) > 1
    for release in releases:
        known = as_of_edition(corpus, corpus.catalogue.editions[release.edition or ""])
        assert release.record_files == sorted(set(places(known)))


def test_the_first_edition_names_nothing_of_the_last(corpus: Corpus) -> None:
    """Files of editions and sources that came later are not named, and there are such files."""
    first, last = Series(Vintages(corpus)).editions()[0], Series(Vintages(corpus)).editions()[-1]
    later = set(last.record_files) - set(first.record_files)
    assert {file.split("/")[1] for file in later} >= {"editions", "sources"}
    assert f"records/editions/{last.edition}.yml" in later


def test_corrections_of_later_editions_are_not_named(sample: BuiltProject) -> None:
    """A correction is named by the editions from the one that it corrects, and by none before."""
    folder = sample.project / "records" / "corrections"
    folder.mkdir()
    (folder / "second.yml").write_text(
        "# Synthetic.\n"
        f"id: second\neditions: [{edition(2)}]\ndate: 2020-05-01\n"
        "what: {vi: Chữ, en: Words}\nreason: {vi: Nhầm, en: Mistake}\n"
    )
    validation = validate(sample.project)
    assert validation.accepted is not None, validation.problems
    named = [
        "records/corrections/second.yml" in release.record_files
        for release in Series(validation.accepted.vintages).editions()
    ]
    assert named == [False, True, True]
