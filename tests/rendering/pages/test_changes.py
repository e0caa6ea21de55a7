"""What changed since another state of the bulletin: every number with both values and the reason. All is synthetic."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from bulletin.analysis import comparison
from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.comparison import Comparison, ValueChange, compare
from bulletin.analysis.figures import FigureOrigin
from bulletin.disclosure.release import Release
from bulletin.localization.messages import translate
from bulletin.model.corpus import Corpus
from bulletin.model.records import Correction, Observation, Organization
from bulletin.model.text import Language
from bulletin.model.values import Quantity
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import CHANGE_KINDS
from bulletin.rendering.pages.changes import changes_table, new_table
from bulletin.rendering.phrases.change_points import changes_sentence, redefinitions
from bulletin.rendering.phrases.changes import ASPECTS, CHANGES_COUNTED, ChangeWords
from bulletin.rendering.views import Cell, Table

from tests.rendering.samples import period, released, sample, text
from tests.sites import EN, LANGUAGES, VI

CORRECTION = Correction.model_validate(
    {
        "id": "slip",
        "date": "2020-02-01",
        "editions": ["2019"],
        "what": text("Đếm nhầm.", "Miscounted."),
        "reason": text("Gõ sai.", "A slip."),
        "figures": [{"organization": "doi-xanh", "measure": "trees", "period": 2017, "was": 19}],
    }
)


def with_value(corpus: Corpus, organization: str, when: str | int, value: object, **more: object) -> Corpus:
    """The corpus with another value in the place of one."""
    about = (organization, period(when))
    made = Observation.model_validate(
        {"organization": organization, "measure": "trees", "period": period(when), "value": value, "source": "tap-chi"}
        | more
    )
    kept = [
        made
        if (observation.organization, observation.period) == about and observation.population == "all"
        else observation
        for observation in corpus.observations
    ]
    return replace(corpus, observations=tuple(kept))


def without(corpus: Corpus, organization: str) -> Corpus:
    """The corpus without the figures of an organization."""
    kept = tuple(observation for observation in corpus.observations if observation.organization != organization)
    return replace(corpus, observations=kept)


def since(before: Corpus, after: Corpus, language: Language = VI) -> tuple[PageContext, Comparison]:
    """The page_context of the newer state, and what changed."""
    newer: Release = released(after)
    return PageContext.of(newer, language), compare(released(before), newer)


def displayed(table: Table | None) -> list[list[str]]:
    """What the cells of a table show."""
    assert table is not None
    return [[_said(cell) for cell in row.cells] for row in table.rows]


def _said(cell: Cell) -> str:
    return "; ".join(link.text for link in cell.links) or cell.text


def test_nothing_changed_is_said() -> None:
    """And there is no table of it."""
    page_context, none = since(sample(), sample())
    assert changes_sentence(page_context, none) == "Không có số liệu nào thay đổi."
    assert (changes_table(page_context, none), redefinitions(page_context, none)) == (None, ())


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (VI, "1 đính chính, 8 số liệu, chỉ tiêu mới."),
        (EN, "1 corrected, 8 new figures or targets."),
    ],
)
def test_changes_are_counted_in_one_sentence(language: Language, sentence: str) -> None:
    """The kind that most needs a look is first; each number is that of its rows."""
    before = without(sample(), "song-dai")
    after = with_value(sample(), "doi-xanh", 2017, 20)
    after = replace(after, catalogue=replace(after.catalogue, corrections={"slip": CORRECTION}))
    page_context, changes = since(before, after, language)
    assert changes_sentence(page_context, changes) == sentence
    counts = changes.counts
    assert sum(counts.values()) == len(changes.changes)
    assert len(displayed(changes_table(page_context, changes))) == len(changes.changes) - counts[ChangeKind.NEW]


def test_new_figures_of_few_units_are_all_named() -> None:
    """More than ten of one unit, each by a link; so that "which of the new figures" has an answer."""
    added = [figure(year) for year in range(1990, 2010)]
    page_context, changes = since(sample(), replace(sample(), observations=(*sample().observations, *added)), EN)
    table = new_table(page_context, changes)
    assert table is not None
    (which,) = (row.cells[2] for row in table.rows)
    new = {change.key._replace(breakdown=None, category=None) for change in changes.of(ChangeKind.NEW)}
    assert len(which.links) == len(new) >= len(added)
    assert which.detail == ""


def figure(year: int) -> Observation:
    """One of a year that the sample has none of."""
    about = {"organization": "doi-xanh", "measure": "trees", "period": period(year)}
    return Observation.model_validate(about | {"value": year, "source": "tap-chi"})


def test_a_row_has_both_values_and_the_reason() -> None:
    """The new value leads to where it is in its own row."""
    after = with_value(sample(), "doi-xanh", 2017, 20, status="preliminary")
    after = replace(after, catalogue=replace(after.catalogue, corrections={"slip": CORRECTION}))
    page_context, changes = since(sample(), after)
    table = changes_table(page_context, changes)
    assert table is not None
    row = next(row for row in displayed(table) if "Chi nhánh Đồi Xanh" in row)
    assert row[:1] == ["Đính chính"]
    assert row[-3:] == ["19", "20", "đính chính 1/2/2020: Đếm nhầm; nguyên nhân: Gõ sai"]
    (cell,) = (cell for row in table.rows for cell in row.cells if _said(cell) == "20" and cell.links)
    assert cell.links[0].href == "organizations/doi-xanh/#trees_2017"
    assert cell.flags == ("p",)
    assert table.legend


def test_values_that_look_alike_have_the_digits_in_which_they_differ() -> None:
    """What is computed is rounded, so that a small revision of its parts would not be seen in it."""
    third, more = (Quantity(Fraction(number, 3)) for number in (Fraction(1), Fraction(10003, 10000)))
    corpus = sample()
    figure = next(figure for figure in released(corpus).tables.figures if isinstance(figure.value, Quantity))
    before, after = (
        replace(figure, value=value, origin=FigureOrigin.DERIVED, coverage=None) for value in (third, more)
    )
    _page, changes = since(corpus, corpus, EN)
    words = ChangeWords(changes, EN)
    change = ValueChange(ChangeKind.UNEXPLAINED, before, after)
    assert words.bare(change) == ("0.3333", "0.3334")
    assert words.bare(replace(change, after=before)) == ("0.33", "0.33")


def test_what_was_withdrawn_is_named_by_the_older_side() -> None:
    """Even an organization that is not known any more, which no link leads to."""
    gone = Organization.model_validate({"id": "gone", "name": text("Chi nhánh cũ", "Old branch"), "kind": "club"})
    older = sample()
    older = replace(
        older,
        catalogue=replace(older.catalogue, organizations={**older.catalogue.organizations, "gone": gone}),
        observations=(
            *older.observations,
            Observation.model_validate(
                {"organization": "gone", "measure": "trees", "period": 2018, "value": 7, "source": "tap-chi"}
            ),
        ),
    )
    page_context, changes = since(older, sample())
    ((kind, name, *_, was),) = displayed(changes_table(page_context, changes))
    assert (kind, name, was) == ("Không còn công bố", "Chi nhánh cũ", "7")
    words = ChangeWords(changes, EN)
    assert words.what(changes.changes[0]) == "Old branch, trees planted, 2018"
    assert words.went(changes.changes[0]) == "7\xa0trees"


def test_a_value_that_is_suppressed_now_is_not_stated_again() -> None:
    """Neither in the table nor in words."""
    page_context, changes = since(sample(), with_value(sample(), "doi-xanh", 2017, "suppressed"))
    (change,) = [change for change in changes.of(ChangeKind.WITHDRAWN) if change.key.organization == "doi-xanh"]
    assert "19" not in ChangeWords(changes, EN).went(change)
    assert all("19" not in row for row in displayed(changes_table(page_context, changes)))


def test_a_measure_defined_otherwise_is_stated_with_both_meanings() -> None:
    after = sample()
    trees = after.catalogue.measures["trees"]
    changed = trees.model_copy(update={"unit": "percent", "definition": trees.name})
    measures = {**after.catalogue.measures, "trees": changed}
    page_context, changes = since(sample(), replace(after, catalogue=replace(after.catalogue, measures=measures)))
    assert redefinitions(page_context, changes) == (
        "Cây đã trồng, định nghĩa: “Số cây được trồng trong kỳ.” → “Cây đã trồng”.",
        "Cây đã trồng, đơn vị tính: “cây” → “%”.",
    )
    assert changes_sentence(page_context, changes) == "1 chỉ số đổi định nghĩa."


def test_every_kind_and_aspect_has_words() -> None:
    """In both languages, no two kinds the same."""
    assert CHANGE_KINDS.keys() == CHANGES_COUNTED.keys() == set(ChangeKind)
    assert tuple(ASPECTS) == (*comparison.ASPECTS, *comparison.OF_SOME)
    for language in LANGUAGES:
        assert len({translate(message, language) for message in CHANGE_KINDS.values()}) == len(ChangeKind)


def test_a_change_has_its_percentage_of_the_former_number() -> None:
    """Deaths of the world in 2015, as the World Health Organization knew them in two years: 0.98 % more."""
    corpus = sample()
    figure = next(figure for figure in released(corpus).tables.figures if figure.key.measure == "trees")
    before, after = (replace(figure, value=Quantity(Decimal(n)), coverage=None) for n in (1615197, 1630973))
    page, changes = since(corpus, corpus, EN)
    table = changes_table(page, replace(changes, changes=(ValueChange(ChangeKind.UNEXPLAINED, before, after),)))
    assert table is not None
    assert [cell.detail for cell in table.rows[0].cells if cell.detail] == ["+0.98%"]
