"""What a composition says of parts that exceed their whole or overlap. This repository's records."""

from __future__ import annotations

import pytest
from bulletin.localization.messages import _, translate
from bulletin.model.text import Language
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import tables_of
from bulletin.rendering.views import Table

from tests.rendering.real import real_release
from tests.rendering.tables import cell_of, job_of
from tests.sites import LANGUAGES

_PARTS_OVERLAP_BUT_ADD_UP = _(
    "The categories of this breakdown may overlap, so that they are not added up in general; here, those that are "
    "stated add to exactly the total."
)
_PARTS_EXCEED = _("The categories add to {sum}, which is {excess} more than the total of {whole}.")


def compositions(organization: str, language: Language) -> list[Table]:
    """The composition tables of an organization's page."""
    job = job_of(PageContext.of(real_release(), language, charts=False), f"organizations/{organization}.md")
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
    assert translate(_PARTS_OVERLAP_BUT_ADD_UP, language) in notes


@pytest.mark.parametrize("language", LANGUAGES)
def test_parts_that_overlap_and_do_not_add_up_are_not_said_to(language: Language) -> None:
    """263 and 17 lie within each other among 1,944."""
    for table in compositions("binh-thanh", language):
        texts = {cell.number for row in table.rows for cell in row.cells}
        said = translate(_PARTS_OVERLAP_BUT_ADD_UP, language) in [note.text for note in table.notes]
        assert not (said and "263" in texts)
