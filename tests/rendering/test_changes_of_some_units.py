"""Partial totals are "at least" so many: a change of the units that reported both times is none of the whole."""

from __future__ import annotations

import pytest
from bulletin.analysis.time_series import change_on_year_before
from bulletin.model.keys import ObservationKey
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.edition_points import largest_change
from bulletin.rendering.phrases.sentences import changed_on_year_before
from bulletin.rendering.target_cells import OF_THE_SAME_UNITS, change_cell

from tests.analysis.builders import corpus, observed
from tests.rendering.samples import period, released
from tests.sites import EN


def page_of(units: str) -> PageContext:
    """The page context of what some of three units reported for two years, each a third more; SYNTHETIC."""
    records = [observed(unit, year, 3 + year - 2018) for unit in units for year in (2018, 2019)]
    return PageContext.of(released(corpus(*records)), EN)


@pytest.mark.parametrize(("units", "is_of_all"), [("abc", True), ("ab", False)])
def test_what_changed_in_some_units_is_said_to_be_of_these_and_heads_nothing(units: str, is_of_all: bool) -> None:
    page = page_of(units)
    total = page.tables.by_key[ObservationKey("top", "joined", period(2019))]
    shown = change_cell(page, total)
    assert shown.cell.text == f"+{len(units)}"
    assert (page.words.say(OF_THE_SAME_UNITS) in shown.notes) is not is_of_all
    change = change_on_year_before(page.catalogue, page.tables, total)
    assert bool(changed_on_year_before(page, change)) is is_of_all
    assert (largest_change(page, [total])[0] is not None) is is_of_all
