"""Derived figures beside what is published of them: they change with their operands only. All records are synthetic."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bulletin.analysis.figures import FigureOrigin, reported_value
from bulletin.publishing.changes.published_values import values_file
from bulletin.publishing.changes.published_versions import PublishedSite
from bulletin.publishing.stores import FolderStore
from bulletin.validation import validate

from tests.contracts.bad_projects import GOOD
from tests.publishing.published_sites import publish
from tests.publishing.test_unchanged import correct, found, swap
from tests.reading.projects import good_project
from tests.rendering.derived import DERIVED, release_of

PROBLEM = "published-measure-changed"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project with derived measures, published as it is."""
    measures = (GOOD / "records/vocabulary/measures.yml").read_text(encoding="utf-8") + DERIVED
    made = good_project(tmp_path / "project", vocabulary__measures=measures)
    publish(made, tmp_path / "out")
    return made


def test_derived_figures_are_published_with_the_digits_that_programs_hold(project: Path) -> None:
    (edition,) = PublishedSite.of(FolderStore(project.parent / "out")).newest
    released = release_of(project)
    derived = [figure for figure in released.tables.figures if figure.origin is FigureOrigin.DERIVED]
    assert derived
    assert {reported_value(figure) for figure in derived} <= set(edition.values.values())
    assert edition.formulas["visit-rate"] == "ratio: [visits, members]; per: 100"
    assert found(project) == []


def test_an_edition_without_formulas_says_nothing_of_them() -> None:
    """So the file of a bulletin that derives nothing is what it was, and programs before formulas read it."""
    assert "formulas" not in json.loads(values_file(release_of(GOOD)))


def test_another_formula_is_another_measure(project: Path) -> None:
    swap(project, "ratio: [visits, members]", "ratio: [members, visits]", "vocabulary/measures.yml")
    assert PROBLEM in [code for code, _ in found(project)]
    swap(project, "ratio: [members, visits]", "ratio: [visits, members]", "vocabulary/measures.yml")
    swap(project, "per: 100", "per: 1000", "vocabulary/measures.yml")
    assert PROBLEM in [code for code, _ in found(project)]


def test_a_derived_figure_is_not_reported_besides_its_operand(project: Path) -> None:
    swap(project, "value: 450", "value: 451", "observations/libraries.yml")
    assert [code for code, _ in found(project)] == ["published-value-changed"]


def test_a_correction_of_the_operand_is_the_reason(project: Path) -> None:
    swap(project, "value: 450", "value: 451", "observations/libraries.yml")
    correct(project, "organization: central, measure: members, period: 2019-12-31, was: 450")
    assert validate(project).accepted is not None
    assert found(project) == []
