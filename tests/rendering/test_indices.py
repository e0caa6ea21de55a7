"""Indices: named with their base, compared in points and in percent, never added. SYNTHETIC figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from bulletin.analysis.additivity import sums
from bulletin.analysis.comparison import compare
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.outliers import examined
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Measure, Observation
from bulletin.publishing.changes.published_values import formula_of, read_values_file, values_file
from bulletin.rendering.export.vocabulary import measure_entry
from bulletin.rendering.pages.measure import revisions_table
from bulletin.rendering.target_cells import change_cell

from tests.rendering.samples import page_context, period, released, sample
from tests.sites import EN

INDEX = Measure.model_validate(
    {
        "id": "trees",
        "name": {"vi": "Chỉ số giá cây", "en": "Price index of trees"},
        "definition": {"vi": "Giá cây giả.", "en": "Synthetic prices."},
        "unit": "tree",
        "kind": "index",
        "base": 2017,
        "over-time": "mean",
        "breakdowns": ["species"],
        "decimals": 1,
    }
)


def indexed(*values: tuple[str | int, Any], measure: Measure = INDEX, **more: Any) -> Corpus:
    corpus = sample()
    catalogue = replace(corpus.catalogue, measures={**corpus.catalogue.measures, "trees": measure})
    about = {"organization": "doi-xanh", "measure": "trees", "source": "tap-chi", **more}
    figures = tuple(Observation.model_validate({**about, "period": when, "value": value}) for when, value in values)
    return replace(corpus, catalogue=catalogue, observations=figures, claims={}, targets={})


def test_pages_name_the_base() -> None:
    page = page_context(EN, indexed((2017, 100), (2018, 104)))
    assert page.words.unit_of("trees") == "trees, 2017 = 100"


def test_a_change_is_in_points_and_in_percent() -> None:
    page = page_context(EN, indexed((2018, 120), (2019, 126)))
    cell = change_cell(page, page.tables.by_key[ObservationKey("doi-xanh", "trees", period(2019))]).cell
    assert (cell.text, cell.detail) == ("+6.0", "points; +5%")
    assert page.words.difference("6", "trees") == "6 points"


def test_revisions_are_in_points_and_in_percent() -> None:
    corpus = indexed((2018, 120))
    later = indexed((2018, 126), reported="2021-01-01").observations
    table = revisions_table(page_context(EN, replace(corpus, observations=(*corpus.observations, *later))), "r", ())
    assert table is None
    page = page_context(EN, replace(corpus, observations=(*corpus.observations, *later)))
    table = revisions_table(page, "r", page.tables.figures)
    assert table is not None
    assert {"+6.0", "+5%"} <= {cell.text for cell in table.rows[0].cells}


def test_nothing_of_an_index_is_added_or_looked_at_for_outliers() -> None:
    parts = {"species": {"oak": 99, "pine": 140}}
    corpus = indexed((2017, 100), (2018, 104), by=parts)
    tables = compile_tables(corpus)
    assert list(sums(corpus.catalogue, tables)) == []
    assert examined(corpus.catalogue, tables).eligible == 0
    assert not any(figure.key.organization == "club" for figure in tables.figures)


@pytest.mark.parametrize("negative", [None, True])
def test_an_index_is_below_zero_only_where_that_is_declared(negative: bool | None) -> None:
    assert INDEX.model_copy(update={"can_be_negative": negative}).may_be_negative is bool(negative)


def test_another_base_is_another_definition() -> None:
    rebased = INDEX.model_copy(update={"base": period(2018)})
    before, after = released(indexed((2018, 120))), released(indexed((2018, 100), measure=rebased))
    (redefined,) = compare(before, after).redefined
    assert redefined.aspects == ("base",)
    assert formula_of(rebased) == "base: 2018"
    assert read_values_file(values_file(after)).formulas == {"trees": "base: 2018"}
    assert measure_entry(rebased)["base"] == "2018"


def test_the_mean_of_quarters_is_the_index_of_the_year() -> None:
    quarters = [
        (f"2018-Q{number}", Decimal(value)) for number, value in zip((1, 2, 3, 4), (101, 102, 103, 106), strict=True)
    ]
    tables = compile_tables(indexed(*quarters))
    assert tables.by_key[ObservationKey("doi-xanh", "trees", period(2018))].value.fraction == 103  # type: ignore[union-attr]
