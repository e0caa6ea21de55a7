"""Differences between percentages are in percentage points wherever they are shown. SYNTHETIC figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from bulletin.localization.messages import _, translate
from bulletin.model.corpus import Corpus
from bulletin.model.records import Claim, Observation
from bulletin.model.text import Language
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.claim_tables import claims_table, explained_table
from bulletin.rendering.pages.measure import revisions_table
from bulletin.rendering.phrases.claims import explanation, stated_text
from bulletin.rendering.phrases.sentences import points_of
from bulletin.rendering.views import Table

from tests.rendering.export.one_table import table_bytes
from tests.rendering.samples import page_context, sample
from tests.rendering.tables import cell_of, row_of, table_of
from tests.sites import EN, LANGUAGES, VI

POINTS = {EN: "percentage points", VI: "điểm phần trăm"}
CHANGE = _("Change on a year before")


def shares(*reports: dict[str, Any], main: bool = False) -> Corpus:
    """The sample with more survival rates: 48% in 2017, 50.5% in 2018; perhaps as the main measure."""
    usual = {"organization": "song-dai", "measure": "survival", "source": "tap-chi"}
    more: tuple[dict[str, Any], ...] = (
        {"period": 2017, "value": 48},
        {"period": 2018, "value": Decimal("50.5")},
        *reports,
    )
    observations = [Observation.model_validate({**usual, **report}) for report in more]
    corpus = sample()
    kept = [figure for figure in corpus.observations if figure.measure != "survival"]
    corpus = replace(corpus, observations=(*kept, *observations))
    bulletin = corpus.catalogue.bulletin.model_copy(update={"main_measure": ("survival",)})
    return replace(corpus, catalogue=replace(corpus.catalogue, bulletin=bulletin)) if main else corpus


def context(language: Language, corpus: Corpus) -> PageContext:
    return page_context(language, corpus).at("measures/survival.md")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_on_the_year_before_is_in_points(language: Language) -> None:
    table = table_of(context(language, shares(main=True)), "organizations/song-dai.md", "by-period")
    changes = [cell_of(table, row, CHANGE) for row in table.rows]
    (cell,) = [each for each in changes if each.number == "2.5"]
    assert (cell.text, cell.detail) == ({EN: "+2.5", VI: "+2,5"}[language], POINTS[language])


def test_a_change_of_a_count_has_no_unit_of_its_own() -> None:
    table = table_of(page_context(EN), "organizations/doi-xanh.md", "by-period")
    cell = cell_of(table, row_of(table, "2018", "23"), CHANGE)
    assert (cell.text, cell.detail) == ("+4", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_says_points(language: Language) -> None:
    (sentence,) = points_of(context(language, shares(main=True)), "song-dai")
    assert {EN: "up 2.5 percentage points on", VI: "2,5 điểm phần trăm so"}[language] in sentence


def revisions(language: Language) -> Table:
    """Rates of six years, each revised."""
    reports: list[dict[str, Any]] = [
        {"period": year, "value": value, "reported": day}
        for year in range(2009, 2015)
        for value, day in ((40, "2015-01-01"), (Decimal("42.5"), "2016-01-01"))
    ]
    page = context(language, shares(*reports))
    table = revisions_table(page, "revisions", page.tables.by_measure["survival"])
    assert table is not None
    return table


@pytest.mark.parametrize("language", LANGUAGES)
def test_revisions_and_their_means_are_in_points_and_never_relative(language: Language) -> None:
    table = revisions(language)
    cells = [cell_of(table, row, _("Revision, first to latest")) for row in table.rows]
    assert {cell.detail for cell in cells} == {POINTS[language]}
    assert {cell.number for cell in cells} == {"2.5"}
    relative = translate(_("Revision relative to the first value"), language)
    assert relative not in [column.title for column in table.columns]


def test_files_say_points_in_their_headers() -> None:
    header, first, *_rest = table_bytes(revisions(EN), EN).decode("utf-8-sig").splitlines()
    assert "Latest value (%)" in header
    assert '"Revision, first to latest (percentage points)"' in header
    assert ",2.5,percentage points," in first


def claimed(form: str, value: object) -> Claim:
    """What the journal states of the rate of 2018, beside that of 2017."""
    record = {"id": "up", "source": "tap-chi", "organization": "song-dai", "measure": "survival", "period": 2018}
    return Claim.model_validate({**record, "form": form, "value": value, "of": {"period": 2017}})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stated_difference_of_rates_and_its_gap_are_in_points(language: Language) -> None:
    corpus = replace(shares(), claims={"up": claimed("difference", 4)})
    page = context(language, corpus)
    (checked,) = page.checked.claims
    assert stated_text(page.words, checked.claim) == f"4 {POINTS[language]}"
    assert f"{ {EN: '1.5', VI: '1,5'}[language] } {POINTS[language]}" in explanation(page.words, checked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stated_difference_of_rates_has_one_unit(language: Language) -> None:
    """Percentage points, not "percentage points %": in both tables, and in the head of columns in CSV."""
    page = context(language, replace(shares(), claims={"up": claimed("difference", 4)}))
    explained = explained_table(page, "explained", "", page.checked.claims)
    listed = claims_table(page, "claims", "", page.checked.claims)
    assert explained is not None
    assert listed is not None
    in_points = f"4 {POINTS[language]}"
    assert cell_of(explained, explained.rows[0], _("As stated", "by a source")).text == in_points
    assert cell_of(listed, listed.rows[0], _("As stated")).text == in_points
    (unit,) = {column.unit for column in listed.columns if column.unit}
    assert unit == POINTS[language]
