"""The fictional union in ``examples/union``: another subject in another language, and marked as fictional throughout."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bulletin.model.corpus import Corpus
from bulletin.model.records import EventKind
from bulletin.validation import Validation, validate, validate_records

from tests.sites import ROOT, SAMPLE

UNION = ROOT / "examples" / "union"
FILES = sorted(path for path in UNION.rglob("*") if path.is_file())
FICTIONAL = re.compile(r"fictici[ao]s?|fictional", re.IGNORECASE)
GENERAL = {"members", "cells"}
"""Ids of the first bulletin that are words of the language."""


@pytest.fixture(scope="module")
def validation() -> Validation:
    """All records of the example, validated."""
    return validate(UNION)


@pytest.fixture(scope="module")
def corpus(validation: Validation) -> Corpus:
    """What they make, without an error."""
    assert validation.accepted is not None, validation.problems
    return validation.accepted.corpus


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(UNION)))
def test_every_file_says_that_it_is_fictional(path: Path) -> None:
    """In its first two lines, whichever of them is not for editors only: nobody meets a figure without knowing."""
    beginning = "\n".join(path.read_text(encoding="utf-8").splitlines()[:2])
    assert FICTIONAL.search(beginning)


def test_it_checks_clean(validation: Validation) -> None:
    assert [problem.kind.code for problem in validation.problems] == []


def test_sources_and_decisions_say_that_they_are_fictional(corpus: Corpus) -> None:
    """Each source does in its title, which pages show; so do the editions."""
    titles = [record.title for record in (*corpus.catalogue.sources.values(), *corpus.catalogue.editions.values())]
    assert [title for title in titles if not FICTIONAL.search(str(title))] == []


def test_it_has_what_a_second_bulletin_proves(corpus: Corpus) -> None:
    """A tree of three levels with a merger, editions with a correction and a revision, crossings, money, derived."""
    catalogue = corpus.catalogue
    events = [event.what for organization in catalogue.organizations.values() for event in organization.events]
    assert 25 <= len(catalogue.organizations) <= 40
    assert set(events) == {EventKind.MERGED}
    assert len(catalogue.editions) == 3
    assert len(catalogue.corrections) == 1
    assert {measure.kind.value for measure in catalogue.measures.values()} >= {"flow", "stock", "money", "share", "rate"}
    assert any(breakdown.crosses for breakdown in catalogue.breakdowns.values())


def test_it_knows_nothing_of_the_first_bulletin(corpus: Corpus) -> None:
    """Neither an id of a measure, a breakdown or a unit, nor the language."""
    first = validate_records(SAMPLE).corpus
    assert first is not None
    ids = {*first.catalogue.measures, *first.catalogue.organizations, *first.catalogue.sources} - GENERAL
    assert ids.isdisjoint({*corpus.catalogue.measures, *corpus.catalogue.organizations, *corpus.catalogue.sources})
    words = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(ids)))})(?![\w-])")
    assert [path for path in FILES if words.search(path.read_text(encoding="utf-8"))] == []
