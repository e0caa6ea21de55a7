"""Measures, and what is reported of them: formulas, rates and their parts. All records are synthetic."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from bulletin.analysis.quantities import round_half_up
from bulletin.model.values import Quantity
from bulletin.validation import validate
from bulletin.validation.measures import agree
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.contracts.bad_projects import GOOD
from tests.reading.projects import good_project, hints, reading_of, reported

RATE = "- {{id: rate, name: {{vi: A, en: A}}, definition: {{vi: A, en: A}}, unit: person, {fields}}}\n"
MEASURES = (GOOD / "records/vocabulary/measures.yml").read_text(encoding="utf-8")


def found(directory: Path, *fields: str, observation: str = "") -> list[str]:
    """The codes of the problems of measures with these fields, and of an observation."""
    measures = MEASURES + "".join(
        RATE.format(fields=each).replace("id: rate", f"id: rate{number or ''}") for number, each in enumerate(fields)
    )
    more = {"observations__more": f"# Synthetic.\n{observation}"} if observation else {}
    validation = validate(good_project(directory, vocabulary__measures=measures, **more))
    return [problem.code for problem in validation.problems]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ("kind: rate, per: 1000, formula: {ratio: [visits, members]}", None),
        ("kind: share, formula: {ratio: [members, visits]}", None),
        ("kind: flow, formula: {ratio: [visits, members]}", "measure-field-unfit"),
        ("kind: share, per: 100, formula: {ratio: [visits, members]}", "measure-field-unfit"),
        ("kind: rate, formula: {ratio: [visits, members]}", "rate-without-base"),
        ("kind: rate, per: 1, over-tree: ratio, formula: {ratio: [visits, members]}", "measure-field-unfit"),
        ("kind: rate, per: 1, over-tree: ratio, over-time: ratio", None),
        ("kind: rate, per: 1, over-time: mean", "measure-field-unfit"),
        ("kind: rate, per: 1, over-time: last", None),
        ("kind: flow, over-tree: ratio", "measure-field-unfit"),
        ("kind: share, over-tree: ratio", None),
        ("kind: share, formula: {growth: visits}", None),
        ("kind: flow, formula: {growth: visits}", "measure-field-unfit"),
        ("kind: flow, formula: {moving-sum: visits, periods: 4}", None),
        ("kind: rate, per: 1000, formula: {moving-sum: visits, periods: 4}", "measure-field-unfit"),
        ("kind: rate, per: 1000, formula: {difference: [visits, members]}", "measure-field-unfit"),
        ("kind: flow, formula: {difference: [visits, members]}", "measure-field-unfit"),
        (
            "kind: share, formula: {sum: [visits, {measure: visits, breakdown: age, category: child}]}",
            "measure-field-unfit",
        ),
        ("kind: stock, formula: {moving-sum: members, periods: 4}", "measure-field-unfit"),
        ("kind: flow, formula: {moving-sum: visits}", "formula-unclear"),
        ("kind: flow, formula: {sum: [visits, members], difference: [visits, members]}", "formula-unclear"),
        ("kind: flow, formula: {}", "formula-unclear"),
        ("kind: flow, formula: {sum: [visits, vists]}", "reference-unknown"),
        ("kind: share, formula: {growth: {measure: visits, breakdown: age, category: chid}}", "category-unknown"),
        ("kind: share, formula: {growth: {measure: visits, breakdown: agee, category: child}}", "reference-unknown"),
        ("kind: share, formula: {ratio: [visits]}", "items-too-few"),
        ("kind: flow, formula: {moving-sum: visits, periods: 1}", "number-too-small"),
        ("kind: share, formula: {growth: rate}", "reference-cycle"),
    ],
)
def test_a_formula_goes_with_its_measure(fields: str, code: str | None, tmp_path: Path) -> None:
    assert found(tmp_path / "project", fields) == ([] if code is None else [code])


def test_a_longer_circle_of_formulas_is_found_once(tmp_path: Path) -> None:
    fields = (
        "kind: share, formula: {growth: rate1}",
        "kind: share, formula: {growth: rate2}",
        "kind: share, formula: {growth: rate}",
    )
    assert found(tmp_path / "project", *fields) == ["reference-cycle"]


def test_the_calendar_expects_nothing_of_a_derived_measure(tmp_path: Path) -> None:
    bulletin = (GOOD / "records/bulletin.yml").read_text(encoding="utf-8")
    bulletin += "calendar:\n  - {id: yearly, measure: rate, every: year, since: 2019}\n"
    measures = MEASURES + RATE.format(fields="kind: share, formula: {ratio: [visits, members]}")
    reading = reading_of(tmp_path / "project", vocabulary__measures=measures, bulletin=bulletin)
    assert reported(reading) == ["derived-measure-reported 16:27"]


def share(fields: str) -> str:
    """An observation of the share of the good records."""
    return f"- {{organization: central, measure: satisfied-share, period: 2019, source: report-2020, {fields}}}\n"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("numerator: 1, denominator: 3", []),
        ("value: 33, numerator: 1, denominator: 3", []),
        ("value: 33.3, numerator: 1, denominator: 3", []),
        ("value: 33.4, numerator: 1, denominator: 3", ["ratio-unlike-parts"]),
        ("value: {about: 30}, numerator: 1, denominator: 3", []),
        ("value: {at-least: 30}, numerator: 1, denominator: 3", []),
        ("value: {under: 30}, numerator: 1, denominator: 3", ["ratio-unlike-parts"]),
        ("value: 33.4, numerator: 1, denominator: 3, acknowledged: {ratio-unlike-parts: {vi: A, en: A}}", []),
        ("numerator: 0, denominator: 0", []),
        ("value: 5, numerator: 0, denominator: 0", ["ratio-unlike-parts"]),
        ("numerator: 4, denominator: 3", ["numerator-above-denominator"]),
        ("numerator: 4, denominator: 3, acknowledged: {numerator-above-denominator: {vi: A, en: A}}", []),
        ("numerator: -1, denominator: 3", ["value-negative"]),
        ("numerator: 1", ["field-missing"]),
        ("value: 5, denominator: 3", ["ratio-parts-unfit"]),
        ("value: suppressed, numerator: 1, denominator: 3", ["ratio-parts-unfit"]),
        ("numerator: {about: 1}, denominator: 3", ["value-not-a-number"]),
    ],
)
def test_what_a_share_is_made_of_fits_its_value(fields: str, codes: list[str], tmp_path: Path) -> None:
    assert found(tmp_path / "project", observation=share(fields)) == codes


def test_a_count_has_no_numerator(tmp_path: Path) -> None:
    members = "- {organization: central, measure: members, period: 2018-12-31, source: report-2020, value: 5, "
    parts = members + "numerator: 5, denominator: 1}\n"
    assert found(tmp_path / "project", observation=parts) == ["ratio-parts-unfit"]


def test_parts_that_contradict_each_other_are_found_as_values_are(tmp_path: Path) -> None:
    both = share("value: 50, numerator: 1, denominator: 2") + share("value: 50, numerator: 2, denominator: 4")
    assert found(tmp_path / "project", observation=both) == ["figures-contradict", "figures-contradict"]


def test_a_derived_share_above_the_whole_is_remarked_on_at_its_numerator(tmp_path: Path) -> None:
    """Visits are more than members; a rate per 1,000 may well be."""
    assert found(tmp_path / "rate", "kind: rate, per: 1000, formula: {ratio: [visits, members]}") == []
    project = tmp_path / "share"
    assert found(project, "kind: share, formula: {ratio: [members, visits]}") == []
    more = "- {organization: central, measure: members, period: 2020-12-31, value: 4, source: report-2020}\n"
    more += "- {organization: central, measure: visits, period: 2020, value: 5, source: report-2020}\n"
    fields = "kind: share, formula: {ratio: [visits, members]}"
    codes = found(tmp_path / "more", fields, observation=more)
    assert codes.count("numerator-above-denominator") == 2
    tuned = "{code: numerator-above-denominator, off: true, reason: {vi: A, en: A}}"
    assert "numerator-above-denominator" not in found(
        tmp_path / "off", f"{fields}, remarks: [{tuned}]", observation=more
    )


@settings(max_examples=100)
@given(st.integers(0, 500), st.integers(1, 500), st.integers(0, 3))
def test_a_value_that_was_rounded_half_up_always_agrees(numerator: int, denominator: int, decimals: int) -> None:
    """However many digits the source gives; one that is two of its last digits off never does."""
    made = Fraction(numerator, denominator) * 100
    stated = round_half_up(made, decimals)
    assert agree(Quantity(stated), Quantity(made))
    assert not agree(Quantity(stated + Decimal(2).scaleb(-decimals)), Quantity(made))


def test_hints_say_what_to_write(tmp_path: Path) -> None:
    measures = MEASURES + RATE.format(fields="kind: flow, over-time: sum, formula: {ratio: [visits, members]}")
    said = hints(reading_of(tmp_path / "project", vocabulary__measures=measures))
    assert said == ["Write kind: rate.", "Delete “over-time”."]
