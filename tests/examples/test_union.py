"""The fictional union in ``examples/union``: another subject, another language, marked as fictional throughout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bulletin.disclosure import Series
from bulletin.model.corpus import Corpus
from bulletin.model.records import EventKind
from bulletin.validation import Validation, validate_records

from tests.examples.union import UNION, records_of, texts_in
from tests.sites import SAMPLE

FILES = sorted(path for path in UNION.rglob("*") if path.is_file())
FICTIONAL = re.compile(r"fictici[ao]s?|fictional", re.IGNORECASE)
GENERAL = {"members", "cells"}
"""Ids of the first bulletin that are words of the language."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(UNION)))
def test_every_file_says_that_it_is_fictional(path: Path) -> None:
    """In its first two lines, whichever of them is not for editors only: nobody meets a figure without knowing."""
    beginning = "\n".join(path.read_text(encoding="utf-8").splitlines()[:2])
    assert FICTIONAL.search(beginning)


def test_it_checks_clean(validation: Validation) -> None:
    assert [problem.kind.code for problem in validation.problems] == []


def test_sources_and_decisions_say_that_they_are_fictional(corpus: Corpus) -> None:
    """Each source does in its title, which pages show; so do the editions."""
    sources = [source.title for source in corpus.catalogue.sources.values()]
    editions = [edition.title for edition in corpus.catalogue.editions.values()]
    assert [title for title in (*sources, *editions) if not FICTIONAL.search(str(title))] == []


def test_it_has_what_a_second_bulletin_proves(corpus: Corpus) -> None:
    """A tree of three levels with a merger, editions with a correction and a revision, crossings, money, derived."""
    catalogue = corpus.catalogue
    events = [event.what for organization in catalogue.organizations.values() for event in organization.events]
    assert 25 <= len(catalogue.organizations) <= 40
    assert set(events) == {EventKind.MERGED}
    assert len(catalogue.editions) == 3
    assert len(catalogue.corrections) == 1
    assert {measure.kind.value for measure in catalogue.measures.values()} >= {
        "flow",
        "stock",
        "money",
        "share",
        "rate",
    }
    assert any(breakdown.crosses for breakdown in catalogue.breakdowns.values())


def test_it_knows_nothing_of_the_first_bulletin(corpus: Corpus) -> None:
    """Neither an id of a measure, a breakdown or a unit, nor the language."""
    first = validate_records(SAMPLE).corpus
    assert first is not None
    ids = {*first.catalogue.measures, *first.catalogue.organizations, *first.catalogue.sources} - GENERAL
    assert ids.isdisjoint({*corpus.catalogue.measures, *corpus.catalogue.organizations, *corpus.catalogue.sources})
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(ids)))})(?![\w-])")
    assert [path for path in FILES if words.search(path.read_text(encoding="utf-8"))] == []


def canaries(corpus: Corpus) -> set[str]:
    """The texts that are in internal records alone: ids, names, notes, titles, numbers of decisions; names of files."""
    records = records_of(corpus)
    internal, public = (
        {text for record in records if bool(record.audience) is marked for text in texts_in(record)}
        for marked in (True, False)
    )
    files, others = (
        {record.place.file.rpartition("/")[2] for record in records if bool(record.audience) is marked}
        for marked in (True, False)
    )
    return {text for text in internal - public if len(text) > 4 and not text[0].isdigit()} | (files - others)


def test_internal_records_are_of_every_kind(corpus: Corpus) -> None:
    """An organization, a measure, sources, a decision, a target, a claim, and figures with notes."""
    marked = {type(record).__name__ for record in records_of(corpus) if record.audience == "internal"}
    assert marked == {"Organization", "Measure", "Source", "Decision", "Target", "Claim", "Observation"}
    assert {"varadero-gris", "Varadero Gris", "tesoreria-2025", "CE-R1/2025", "reservadas.yml"} < canaries(corpus)


@pytest.mark.slow
def test_the_public_site_holds_nothing_of_internal_records(corpus: Corpus, public_site: Path) -> None:
    """No file has a text of theirs in it or in its name, however capitals are written."""
    sought = {text.casefold() for text in canaries(corpus)} - {"internal"}
    files = [path for path in public_site.rglob("*") if path.is_file()]
    assert len(files) > 1000
    named = [path for path in files if any(text in path.name.casefold() for text in sought)]
    read = ((path, path.read_text(encoding="utf-8", errors="ignore").casefold()) for path in files)
    assert named == []
    assert [(path, text) for path, content in read for text in sought if text in content] == []


@pytest.mark.slow
def test_readers_are_left_what_the_policy_asks_for(validation: Validation) -> None:
    """In every edition, given all those before it: the interval of each sensitive figure covers its protection."""
    assert validation.accepted is not None
    for edition in Series(validation.accepted.vintages, "internal").editions():
        assert edition.audit is not None
        hidden = edition.audit.figures.values()
        assert all(each.interval is not None and each.protection is not None for each in hidden if each.is_sensitive)
        for each in hidden:
            lower, upper = each.interval or (None, None)
            assert each.interval is None or lower != upper or lower is None
            if each.protection is not None:
                assert lower is None or lower <= each.protection.lower
                assert upper is None or upper >= each.protection.upper
