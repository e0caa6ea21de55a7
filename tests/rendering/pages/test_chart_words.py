"""What charts say in words: on which scale, of what they are, and what they leave out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from bulletin.localization.messages import _, translate
from bulletin.model.text import Language
from bulletin.rendering.charts.specs import Bar, StackedSpec
from bulletin.rendering.pages.charts import row_text, scale_of, unit_line
from bulletin.rendering.pages.composition_chart import composition_chart
from bulletin.rendering.pages.compositions import latest_compositions
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.pages.test_compositions import split_page
from tests.rendering.samples import page_context
from tests.sites import EN, LANGUAGES


@given(st.lists(st.floats(1e6, 8e9), min_size=2, max_size=9))
def test_the_numbers_of_a_scale_are_distinct(values: list[float]) -> None:
    """Also where they are close to each other: 2.76 and 2.78 million."""
    scale = scale_of(page_context(EN), values)
    assert len(set(scale.labels)) == len(scale.numbers)
    in_words = {"thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
    for number, label in zip(scale.numbers, scale.labels, strict=True):
        digits, _space, word = label.partition(" ")
        assert float(Decimal(digits) * in_words.get(word, 1)) == pytest.approx(number)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scale_without_0_says_so(language: Language) -> None:
    page = page_context(language)
    apart, whole = (scale_of(page, values) for values in ((960.0, 1000.0), (40.0, 1000.0)))
    assert unit_line(page, "x", [whole]) == translate(_("Unit: {unit}"), language, unit="x")
    said = translate(_("Unit: {unit}; the scale does not begin at zero"), language, unit="x")
    assert unit_line(page, "x", [whole, apart]) == said


def test_a_text_alternative_says_how_many_are_left_out() -> None:
    """So that nobody takes the middle of a long ranking for what comes next."""
    bar = Bar(label="Middle", value=1, value_label="1", omitted="… 99 more")
    assert row_text(page_context(EN), bar) == "… 99 more; Middle: 1"


def test_a_category_without_a_figure_is_not_said_to_be_none() -> None:
    """Whoever did not report how many are of unknown age did not report that there are none."""
    page = split_page({2018: (3, None), 2017: (1, 1)}, whole=4)
    whole = [figure for figure in page.tables.by_organization["song-dai"] if figure.key.breakdown is None]
    (splits,) = latest_compositions(page, whole)
    chart = composition_chart(replace(page, charts=True), splits, "t")
    assert chart is not None
    assert isinstance(chart.spec, StackedSpec)
    now, before = chart.spec.rows
    assert [said.short if said else None for said in now.said] == ["75%", None, "25%"]
    assert [said.short if said else None for said in before.said] == ["25%", "25%", "50%"]
    assert "2018, Species 1" not in chart.spec.frame.alternative
