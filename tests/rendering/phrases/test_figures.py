"""What a figure is called in a sentence, and its value there. All figures here are SYNTHETIC."""

from __future__ import annotations

import pytest
from bulletin.analysis.figures import Number
from bulletin.model.keys import ObservationKey
from bulletin.model.text import Language
from bulletin.rendering.phrases.figures import figure_name, measure_name, value_in_cell, value_with_unit

from tests.rendering.samples import page_context, period
from tests.sites import EN, LANGUAGES, VI

TREES = ObservationKey("doi-xanh", "trees", period(2018))
every_language = pytest.mark.parametrize("language", LANGUAGES)


@every_language
def test_a_measure_that_nothing_narrows_has_its_bare_name(language: Language) -> None:
    """Everybody is no narrower population, and an empty category no category."""
    words = page_context(language).words
    assert measure_name(words, TREES, "") == words.measure("trees")


@every_language
def test_a_measure_is_followed_by_all_that_narrows_it(language: Language) -> None:
    """The population first, in small letters."""
    words = page_context(language).words
    narrowed = words.narrowed("hills")
    assert narrowed
    name = measure_name(words, TREES._replace(population="hills"), "x")
    assert name == f"{words.measure('trees')} ({narrowed}, x)"


def test_a_figure_is_named_by_organization_measure_and_period() -> None:
    """With the category where there is one; a target is called one."""
    part = TREES._replace(breakdown="species", category="oak")
    for language in (VI, EN):
        words = page_context(language).words
        begin, end = f"{words.organization('doi-xanh')}, ", f", {words.period_name(TREES.period)}"
        name = figure_name(words, part, is_target=False)
        assert name.startswith(begin)
        assert name.endswith(end)
        assert words.lowered(words.category("species", "oak")) in name
        assert len(figure_name(words, part, is_target=True)) > len(name)


@every_language
def test_values_of_sentences_have_a_unit_that_cells_leave_to_the_column(language: Language) -> None:
    """A partial total is no less than it says in both."""
    page = page_context(language)
    tables = page.tables
    numbers: list[Number] = [*tables.figures, *tables.targets]
    for number in numbers:
        assert value_with_unit(page.words, number).startswith(value_in_cell(page.words, number))
