"""What a composition says of parts that exceed their whole or overlap, and of shares that are rounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from bulletin.localization.messages import _, translate
from bulletin.model.records import Breakdown, Observation
from bulletin.model.text import Language
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import tables_of
from bulletin.rendering.labels import Labels
from bulletin.rendering.views import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rendering.sample_bulletin import sample_release
from tests.rendering.samples import page_context, sample
from tests.rendering.tables import cell_of, job_of, table_of
from tests.sites import EN, LANGUAGES

_PARTS_OVERLAP_BUT_ADD_UP = _(
    "The categories of this breakdown may overlap, so that they are not added up in general; here, those that are "
    "stated add to exactly the total."
)
_PARTS_EXCEED = _("The categories add to {sum}, which is {excess} more than the total of {whole}.")


_ROUNDED = _("The shares are rounded one by one; as they are shown, they add to {sum}.")


def compositions(organization: str, language: Language) -> list[Table]:
    """The composition tables of an organization's page."""
    job = job_of(PageContext.of(sample_release(), language, charts=False), f"organizations/{organization}.md")
    return [table for table in tables_of(job.context) if table.id.startswith("composition-")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_of_parts_that_exceed_their_whole_say_so_beside_them(language: Language) -> None:
    """Nobody meets 25.30%, 8.92% and 74.70% without being stated that they are 108.92% together."""
    words = translate(_PARTS_EXCEED, language, sum="904", whole="830", excess="74")
    (table,) = (table for table in compositions("hiep-thanh", language) if words in [note.text for note in table.notes])
    number = [note.text for note in table.notes].index(words) + 1
    parts = [row for row in table.rows if row.depth]
    assert [cell_of(table, row, _("Share")).notes for row in parts] == 3 * [(number,)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_that_may_overlap_but_add_up_say_both(language: Language) -> None:
    """7, 14 and 1 are the 22 members, which a claim states too: the page does not say that they cannot be added."""
    notes = [note.text for table in compositions("binh-thanh", language) for note in table.notes]
    assert any(note.endswith(translate(_PARTS_OVERLAP_BUT_ADD_UP, language)) for note in notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_that_overlap_and_do_not_add_up_are_not_said_to(language: Language) -> None:
    """263 and 17 lie within each other among 1,944."""
    for table in compositions("binh-thanh", language):
        texts = {cell.number for row in table.rows for cell in row.cells}
        said = translate(_PARTS_OVERLAP_BUT_ADD_UP, language) in [note.text for note in table.notes]
        assert not (said and "263" in texts)


def split(*parts: int, whole: int | None = None) -> Table:
    """SYNTHETIC: trees of one year by species, as many as these parts make."""
    return split_in({2018: parts}, whole)


def split_in(years: Mapping[int, Sequence[int | None]], whole: int | None = None) -> Table:
    """The table of :func:`split_page`."""
    return table_of(split_page(years, whole), "organizations/song-dai.md", "composition-1")


def split_page(years: Mapping[int, Sequence[int | None]], whole: int | None = None) -> PageContext:
    """SYNTHETIC: trees of some years by species; None where a species has no figure."""
    corpus = sample()
    categories = [
        {"id": f"s{n}", "name": {"vi": f"Loài {n}", "en": f"Species {n}"}}
        for n in range(max(len(parts) for parts in years.values()))
    ]
    species = Breakdown.model_validate({**_SPECIES, "categories": categories})
    figures = tuple(
        Observation.model_validate(
            {
                "organization": "song-dai",
                "measure": "trees",
                "period": year,
                "source": "tap-chi",
                "by": {"species": {f"s{n}": part for n, part in enumerate(parts) if part is not None}},
                "value": sum(part or 0 for part in parts) if whole is None else whole,
            }
        )
        for year, parts in years.items()
    )
    catalogue = replace(corpus.catalogue, breakdowns={"species": species})
    made = replace(corpus, catalogue=catalogue, observations=figures, targets={}, claims={})
    return page_context(EN, made)


def test_shares_of_earlier_periods_are_beside_those_of_the_latest() -> None:
    """Also of a category that has no figure any more; notes on them name their period."""
    table = split_in({2018: (3, 1, None), 2017: (1, 1, 1), 2016: (4, None, 4)})
    before = [translate(_("Share, {period}"), EN, period=year) for year in ("2017", "2016")]
    titles = [column.title for column in table.columns]
    assert [title for title in titles if title in before] == before
    rows = [
        [cell_of(table, row, header).text for header in (Labels.category, _("Share"))]
        + [row.cells[titles.index(title)].text for title in before]
        for row in table.rows
    ]
    assert rows == [
        ["Total", "", "", ""],
        ["Species 0", "75%", "33.33%", "50%"],
        ["Species 1", "25%", "33.33%", ""],
        ["Species 2", "", "33.33%", "50%"],
    ]
    assert rounding(table) == []
    assert f"2017: {translate(_ROUNDED, EN, sum='99.99%')}" in [note.text for note in table.notes]


_SPECIES = {"id": "species", "name": {"vi": "Loài cây", "en": "Species"}}


def rounding(table: Table) -> list[str]:
    """What the table says of rounded shares."""
    return [note.text for note in table.notes if note.text.startswith("The shares are rounded")]


def test_shares_that_do_not_add_to_100_as_rounded_say_what_they_add_to() -> None:
    assert rounding(split(1, 1, 1)) == [translate(_ROUNDED, EN, sum="99.99%")]
    assert rounding(split(1, 1, 2)) == []
    assert rounding(split(1, 1, 1, whole=4)) == []


@given(st.lists(st.integers(1, 500), min_size=1, max_size=7))
@settings(max_examples=25, deadline=None)
def test_the_rounding_is_said_exactly_where_the_shares_on_the_page_do_not_add_up(parts: list[int]) -> None:
    table = split(*parts)
    shown = [cell_of(table, row, _("Share")).text for row in table.rows if row.depth]
    total = sum((Decimal(text.removesuffix("%")) for text in shown), Decimal(0))
    assert rounding(table) == ([] if total == 100 else [translate(_ROUNDED, EN, sum=f"{total}%")])
