"""Measured figures are shown with the decimals that their measure declares; files keep what was stated. SYNTHETIC."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.additivity import sums
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.composition import Addition, composition_of
from bulletin.analysis.progress import progress_towards
from bulletin.analysis.run_rate import run_rate
from bulletin.model.corpus import Corpus
from bulletin.model.records import Correction, Measure, Observation, Target
from bulletin.model.values import Absence, Qualifier, Quantity
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import figures_csv
from bulletin.rendering.export.encoding import value_entry
from bulletin.rendering.figure_cells import sum_formula
from bulletin.rendering.phrases.corrections import correction_view
from bulletin.rendering.phrases.figures import value_in_cell, value_with_unit
from bulletin.rendering.target_cells import change_cell
from bulletin.rendering.text import gap_text, rounded, value_text
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.samples import page_context, period, released, sample
from tests.rendering.tables import job_of, table_of
from tests.sites import EN

AREA = Measure.model_validate(
    {
        "id": "trees",
        "name": {"vi": "Diện tích", "en": "Area planted"},
        "definition": {"vi": "Diện tích giả.", "en": "Synthetic area."},
        "unit": "tree",
        "kind": "flow",
        "over-time": "sum",
        "over-tree": "sum",
        "breakdowns": ["species"],
        "decimals": 1,
    }
)
numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=7)
places = st.integers(0, 6)


def observed(organization: str, notation: str | int, value: Any, **more: Any) -> Observation:
    record = {"organization": organization, "measure": "trees", "period": notation, "value": value}
    return Observation.model_validate({"source": "tap-chi", **record, **more})


def measured(*observations: Observation, measure: Measure = AREA, targets: tuple[Target, ...] = ()) -> Corpus:
    corpus = sample()
    catalogue = replace(corpus.catalogue, measures={**corpus.catalogue.measures, "trees": measure})
    by_id = {target.id: target for target in targets}
    return replace(corpus, catalogue=catalogue, observations=observations, claims={}, targets=by_id)


def shown(page: PageContext, organization: str, notation: str | int) -> str:
    return value_in_cell(page.words, figure_of(page, organization, notation))


def figure_of(page: PageContext, organization: str, notation: str | int) -> Any:
    found = [f for f in page.tables.by_organization[organization] if f.key.period == period(notation)]
    return next(figure for figure in found if figure.key.breakdown is None)


@given(numbers, places)
def test_a_bound_stays_true_as_it_is_rounded(number: Decimal, decimals: int) -> None:
    assert rounded(number, Qualifier.AT_LEAST, decimals) <= number <= rounded(number, Qualifier.AT_MOST, decimals)
    assert abs(Fraction(rounded(number, Qualifier.EXACT, decimals)) - Fraction(number)) <= Fraction(1, 2 * 10**decimals)


@given(numbers, places)
def test_every_number_has_the_decimals_that_are_declared(number: Decimal, decimals: int) -> None:
    text = value_text(Quantity(number), EN, decimals=decimals)
    assert len(text.partition(".")[2]) == decimals


@given((numbers | st.fractions(-1, 1, max_denominator=10**7)).filter(bool), st.none() | places)
def test_a_difference_never_looks_like_none(number: Decimal | Fraction, decimals: int | None) -> None:
    assert any(digit in "123456789" for digit in gap_text(Quantity(number), EN, decimals=decimals))


def test_stated_and_computed_figures_are_shown_alike() -> None:
    page = page_context(
        EN,
        measured(
            observed("doi-xanh", 2018, 12),
            observed("song-dai", 2018, Decimal("7.25")),
            observed("rung-thong", 2018, Decimal("0.5")),
        ),
    )
    assert [shown(page, unit, 2018) for unit in ("doi-xanh", "song-dai", "rung-thong")] == ["12.0", "7.3", "0.5"]
    assert shown(page, "club", 2018) == "19.8"  # 19.75, computed from what was stated
    assert value_with_unit(page.words, figure_of(page, "doi-xanh", 2018)) == "12.0\u00a0trees"
    assert _formula(page, "club") == "12.0 + 0.5 + 7.3 = 19.8"


def _formula(page: PageContext, organization: str) -> str:
    (row,) = table_of(page, f"organizations/{organization}.md", "added-up").rows
    (formula,) = [cell.formula for cell in row.cells if cell.formula is not None]
    return formula.text


def test_a_sum_that_does_not_follow_from_what_is_shown_is_not_called_equal() -> None:
    figures = (observed(unit, 2018, Decimal("0.25")) for unit in ("doi-xanh", "song-dai", "rung-thong"))
    page = page_context(EN, measured(*figures))
    assert _formula(page, "club") == "0.3 + 0.3 + 0.3 ≈ 0.8"
    legend = table_of(page, "organizations/club.md", "added-up").legend
    assert any("rounded for display" in line for line in legend)


def test_a_sum_with_a_part_that_is_not_shown_is_called_equal() -> None:
    """It is exact, though it does not follow from what is shown; a rounded one is not."""
    figures = [observed(unit, 2018, 12) for unit in ("doi-xanh", "song-dai", "rung-thong")]
    page = page_context(EN, measured(*figures))
    first, *others = (page.tables.by_key[key] for key in figure_of(page, "club", 2018).parts)
    parts = [replace(first, value=Absence.SUPPRESSED), *others]
    assert sum_formula(page, parts, Quantity(Decimal(36))).text.endswith("= 36.0")
    assert sum_formula(page, parts, Quantity(Decimal("36.04"))).text.endswith("≈ 36.0")


def test_without_rounding_nothing_is_said_of_it() -> None:
    page = page_context(EN, measured(observed("doi-xanh", 2018, 12)))
    assert not any("rounded" in line for line in table_of(page, "organizations/doi-xanh.md", "by-period").legend)


def test_files_keep_what_was_stated() -> None:
    corpus = measured(observed("doi-xanh", 2018, Decimal("1615196.5")), measure=AREA.model_copy(update={"decimals": 0}))
    page = page_context(EN, corpus)
    figure = figure_of(page, "doi-xanh", 2018)
    assert value_in_cell(page.words, figure) == "1,615,197"
    assert b",1615196.5," in figures_csv(released(corpus)).content
    assert value_entry(figure.value)["number"] == 1615196.5  # type: ignore[typeddict-item]
    assert job_of(page, "organizations/doi-xanh.md").path


def test_a_change_that_rounds_to_nothing_is_shown_with_its_digits() -> None:
    page = page_context(
        EN, measured(observed("doi-xanh", 2017, Decimal("1.46")), observed("doi-xanh", 2018, Decimal("1.44")))
    )
    assert change_cell(page, figure_of(page, "doi-xanh", 2018)).cell.text == "−0.02"
    page = page_context(EN, measured(observed("doi-xanh", 2017, 1), observed("doi-xanh", 2018, 3)))
    assert change_cell(page, figure_of(page, "doi-xanh", 2018)).cell.text == "+2.0"


@pytest.mark.parametrize(
    ("first", "later", "shown"),
    [
        ("1.4604999999999", "1.5412345678901", "1.46\u00a0trees"),
        ("1.41000000000001", "1.40912345678901", "1.410\u00a0trees"),
        ("1.4", "1.41", "1.40\u00a0trees"),
        ("1.4", "1.404", "1.400\u00a0trees"),
        ("90.90909090909092", "97.3", "90.9\u00a0trees"),
        ("90.90909090909092", "90.90909090909091", "90.9\u00a0trees"),
    ],
)
def test_reports_have_no_more_digits_than_their_difference_takes(first: str, later: str, shown: str) -> None:
    """Beside the current figure, and in the table of revised figures."""
    page = page_context(
        EN,
        measured(
            observed("doi-xanh", 2018, Decimal(first)),
            observed("doi-xanh", 2018, Decimal(later), reported="2021-01-01"),
        ),
    )
    notes = table_of(page, "organizations/doi-xanh.md", "by-period").notes
    assert [note.text for note in notes if f"Reported before: {shown} (" in note.text]
    revised = job_of(page, "measures/trees.md").context.revisions  # type: ignore[attr-defined]
    is_revised = abs(Decimal(first) - Decimal(later)) > Decimal("1e-12")
    assert (revised is not None) == is_revised
    if revised is not None:
        row = [cell.text for cell in revised.rows[0].cells if cell.text]
        assert shown.partition("\u00a0")[0] in row
        assert first not in row or len(first) < 5


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("70.27686552488977", "70.31", ("70.28\u00a0trees", "70.31\u00a0trees")),
        ("12.345678", "15", ("12.3\u00a0trees", "15.0\u00a0trees")),
        ("12.3", "12.30000000000001", ("12.30000000000000\u00a0trees", "12.30000000000001\u00a0trees")),
    ],
)
def test_corrections_have_no_more_digits_than_their_difference_takes(
    was: str, now: str, shown: tuple[str, str]
) -> None:
    """However small it is: somebody says that it was wrong."""
    figure = {"organization": "doi-xanh", "measure": "trees", "period": 2018, "was": Decimal(was)}
    words = {"vi": "Giả", "en": "Synthetic"}
    slip = {"id": "slip", "date": "2020-02-01", "editions": ["2019"], "what": words, "reason": words}
    correction = Correction.model_validate({**slip, "figures": [figure]})
    corpus = measured(observed("doi-xanh", 2018, Decimal(now)))
    corpus = replace(corpus, catalogue=replace(corpus.catalogue, corrections={"slip": correction}))
    (text,) = correction_view(page_context(EN, corpus), correction).figures
    assert (text.was, text.now) == shown


def test_targets_are_shown_with_the_digits_that_were_stated() -> None:
    about = {"organization": "doi-xanh", "measure": "trees", "source": "tap-chi"}
    targets = tuple(
        Target.model_validate({"id": f"t-{year}", "period": year, "value": value, **about})
        for year, value in ((2018, Decimal("89.55")), (2019, 90))
    )
    page = page_context(EN, measured(observed("doi-xanh", 2018, 80), targets=targets))
    assert [value_in_cell(page.words, target) for target in page.tables.targets] == ["89.55", "90.0"]


def test_what_is_missing_is_as_fine_as_the_decimals() -> None:
    target = Target.model_validate(
        {"id": "t", "organization": "doi-xanh", "measure": "trees", "source": "tap-chi", "period": 2019, "value": 100}
    )
    figures = (observed("doi-xanh", "2019-01/2019-09", Decimal("70.04"), reported="2019-10-01"),)
    corpus = measured(*figures, targets=(target,))
    tables = compile_tables(corpus)
    rest = run_rate(progress_towards(corpus.catalogue, tables, tables.targets[0]))
    assert rest is not None
    assert rest.needed == 30
    assert rest.per_month == 10


@pytest.mark.parametrize(
    ("part", "addition"), [("9.97", Addition.WHOLE), ("9.9", Addition.LESS), ("10.1", Addition.MORE)]
)
def test_a_remainder_that_is_not_seen_is_none(part: str, addition: Addition) -> None:
    corpus = measured(observed("doi-xanh", 2018, 10, by={"species": {"oak": Decimal(part)}}))
    tables = compile_tables(corpus)
    whole = next(figure for figure in tables.figures if figure.key.breakdown is None)
    split = composition_of(corpus.catalogue, tables, whole, corpus.catalogue.breakdowns["species"])
    assert split.addition is addition


@pytest.mark.parametrize(("total", "agrees"), [("19.71", True), ("19.65", False)])
def test_sums_agree_as_far_as_anybody_sees(total: str, agrees: bool) -> None:
    parts = (("doi-xanh", "12"), ("song-dai", "7.25"), ("rung-thong", "0.5"), ("club", total))
    corpus = measured(*(observed(unit, 2018, Decimal(value)) for unit, value in parts))
    found = [each for each in sums(corpus.catalogue, compile_tables(corpus)) if each.whole.key.organization == "club"]
    assert [(each.is_within_tolerance, each.is_equal) for each in found] == [(agrees, agrees)]
    page = page_context(EN, corpus)
    differing = [table for table in job_of(page, "quality.md").context.additivity if "differences" in table.id]  # type: ignore[attr-defined]
    assert len(differing) == (not agrees)
    for table in differing:
        row = [cell.text or "; ".join(link.text for link in cell.links) for cell in table.rows[0].cells]
        assert row[4:8] == ["19.7", "19.8", "+0.1", "0.05"]
        assert [cell.number for cell in table.rows[0].cells if cell.number] == ["19.65", "19.75", "0.1", "0.05"]


def test_decimals_say_that_figures_need_not_be_whole() -> None:
    assert not AREA.is_counted
    assert AREA.model_copy(update={"decimals": 0}).is_counted
    assert AREA.model_copy(update={"whole_numbers": True}).is_counted
