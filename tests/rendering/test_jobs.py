"""A page is a pure function of a small value that can be sent to another process."""

from __future__ import annotations

import pickle

import pytest
from bulletin.analysis.claims import checking
from bulletin.analysis.claims.verdicts import CheckedClaim
from bulletin.analysis.tables import Tables
from bulletin.model.corpus import Catalogue
from bulletin.model.records import Claim
from bulletin.model.text import Language
from bulletin.rendering import render
from bulletin.rendering.files import PageJob, render_page
from bulletin.rendering.links import CLAIMS_CSV, CLAIMS_JSON
from bulletin.rendering.tree import page_jobs

from tests.rendering.samples import files, page_context, released
from tests.sites import LANGUAGES, VI


@pytest.mark.parametrize("charts", [False, True])
def test_a_job_survives_the_way_to_another_process(charts: bool) -> None:
    """What is unpickled is equal and makes the same page."""
    for job in page_jobs(page_context(charts=charts)):
        sent: PageJob = pickle.loads(pickle.dumps(job))
        assert sent == job
        assert render_page(sent) == render_page(job)


def test_jobs_are_small() -> None:
    """A job holds what its page shows, not the whole release."""
    assert max(len(pickle.dumps(job)) for job in page_jobs(page_context())) < 40_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_release_gives_the_same_files(language: Language) -> None:
    """Neither order nor content depends on anything but the records."""
    assert tuple(render(released(), language, charts=True)) == files(language, charts=True)


def test_both_languages_have_the_same_files() -> None:
    """A reader can switch the language on every page."""
    vietnamese, english = ([file.path for file in files(language)] for language in LANGUAGES)
    assert vietnamese == english
    assert len(set(vietnamese)) == len(vietnamese)


def test_without_charts_only_the_charts_are_missing() -> None:
    """Tables and their downloads are the same with charts and without."""
    with_charts = {file.path: file for file in files(VI, charts=True)}
    without = {file.path: file for file in files(VI)}
    assert all(path.startswith("downloads/charts/") for path in with_charts.keys() ^ without.keys())
    assert with_charts.keys() > without.keys()
    differing = {path for path, file in without.items() if with_charts[path] != file}
    assert differing
    assert all(path.endswith(".md") for path in differing)


def test_every_claim_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages, the download and the answers share the verdicts."""
    asked: list[str] = []
    check = checking._check

    def counted(catalogue: Catalogue, tables: Tables, claim: Claim) -> CheckedClaim:
        asked.append(claim.id)
        return check(catalogue, tables, claim)

    monkeypatch.setattr(checking, "_check", counted)
    paths = {file.path for file in render(released(), VI, charts=False)}
    assert {CLAIMS_CSV, CLAIMS_JSON} < paths
    assert asked
    assert sorted(asked) == sorted(released().claims)
