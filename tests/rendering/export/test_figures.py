"""Answers say what the other files of the site say: no figure is lost, doubled or altered on the way."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from bulletin.model.periods import parse_period
from bulletin.rendering.export.csv_files import figures_csv
from bulletin.rendering.export.rows import digits_of

from tests.rendering.export.reading import Answers, sample

KEY = ("organization", "measure", "population", "breakdown", "category", "unit", "status")


def in_csv(given: Answers) -> Iterator[tuple[str, ...]]:
    """The rows of ``downloads/figures.csv``."""
    text = figures_csv(given.release).content.decode("utf-8-sig")
    for row in csv.DictReader(io.StringIO(text)):
        named = (row["period"], row["start"], row["end"], row["value"], row["qualifier"], row["flag"], row["source"])
        yield *(row[column] for column in KEY), *named


def in_answer(figure: dict[str, Any], vocabulary: dict[str, Any]) -> tuple[str, ...]:
    """A figure of an answer as a row of that file would say it: there, a partial total is a bound or incomplete."""
    (period,) = (each for each in vocabulary["periods"] if each["text"] == figure["period"])
    value = figure["value"]
    ends = [digits_of(end) for end in (value, value.get("upper", {})) if "number" in end]
    coverage = figure.get("coverage", {})
    partial = bool(coverage) and coverage["reported"] < coverage.get("expected", math.inf)
    bound = "at-least" if coverage.get("is_lower_bound") else "incomplete"
    said = bound if partial else value.get("qualifier") or value["absence"]
    flags, sources = " ".join(figure["flags"]), " ".join(figure["sources"])
    named = (period["text"], period["start"], period["end"], "..".join(ends), said, flags, sources)
    return *(figure.get(column, "") for column in KEY), *named


@pytest.mark.parametrize("folder", ["organizations", "measures"])
def test_every_figure_is_in_one_answer(given: Answers, folder: str) -> None:
    """The answers about organizations hold each figure of the CSV once, with its value; so do those about measures."""
    answers = given.about(folder).values()
    figures = [in_answer(figure, answer["vocabulary"]) for answer in answers for figure in answer["figures"]]
    assert figures
    assert Counter(figures) == Counter(in_csv(given))


def test_an_answer_holds_only_what_it_is_about(given: Answers) -> None:
    """Figures, targets and claims are with the organization and the measure that they name."""
    for folder, field in (("organizations", "organization"), ("measures", "measure")):
        for name, answer in given.about(folder).items():
            said = [*answer["figures"], *answer["targets"], *answer["claims"]]
            assert {item[field] for item in said} <= {name}


def test_targets_and_claims_are_in_one_answer_of_each_kind(given: Answers) -> None:
    """None is lost, none is doubled."""
    tables = given.release.tables
    targets = Counter((target.id, target.key.period.text) for target in tables.targets)
    for folder in ("organizations", "measures"):
        answers = given.about(folder).values()
        assert Counter((t["id"], t["period"]) for answer in answers for t in answer["targets"]) == targets
        assert Counter(c["id"] for answer in answers for c in answer["claims"]) == Counter(given.release.claims.keys())


def test_one_figure_is_the_same_in_both_answers(given: Answers) -> None:
    """Whichever answer a program reads, it reads the same."""
    by_organization, by_measure = (
        [figure for answer in given.about(folder).values() for figure in answer["figures"]]
        for folder in ("organizations", "measures")
    )
    assert sorted(by_organization, key=str) == sorted(by_measure, key=str)


def test_a_number_is_its_digits(given: Answers) -> None:
    """``number`` is the double next to ``digits``, which are left out where it has them; whole ones have no point."""
    for answer in given.all:
        said = [*answer.get("figures", []), *answer.get("targets", []), *answer["claims"]]
        for value in (item["value"] for item in said):
            for end in (value, value.get("upper", {})):
                if "number" in end:
                    assert end["number"] == float(digits_of(end))
                    assert isinstance(end["number"], int) == (float(digits_of(end)).is_integer())
                    assert end.get("digits") != str(end["number"])


def test_the_tree_can_be_traversed(given: Answers) -> None:
    """Parent, ancestors and children of the answers agree with each other."""
    units = {name: answer["organization"] for name, answer in given.about("organizations").items()}
    for name, unit in units.items():
        parent = unit.get("parent")
        assert unit["ancestors"] == ([*units[parent]["ancestors"], parent] if parent else [])
        assert unit["children"] == [child for child in units if units[child].get("parent") == name]


def test_a_report_is_dated_as_far_as_it_is_known(given: Answers) -> None:
    """A source of which only the year is known reported in that year; no last day of a year is made up."""
    catalogue = given.release.catalogue
    days = {(figure.key.organization, figure.sources, figure.reported) for figure in given.release.tables.figures}
    for name, answer in given.about("organizations").items():
        for figure in answer["figures"]:
            reported, sources = parse_period(figure["reported"]), tuple(figure["sources"])
            assert (name, sources, reported.end) in days
            published = {catalogue.sources[source].published for source in sources}
            assert reported.is_instant or reported in published
            assert all(reported == date for date in published if date.end == reported.end)


def test_reports_of_a_year_in_the_sample_have_no_day() -> None:
    """The article of which only 2020 is known reported in 2020, all others on their days."""
    figures = [figure for answer in sample().about("organizations").values() for figure in answer["figures"]]
    found = {figure["reported"] for figure in figures}
    assert found == {"2019-09-05", "2019-11-28", "2020", "2022-09-28", "2023-04-07"}
