"""Intervals of estimates: beside the value, in charts and files, and against targets. SYNTHETIC figures."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from bulletin.analysis.compilation import compile_tables
from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import Tables
from bulletin.disclosure import release
from bulletin.model.corpus import Corpus
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Measure, Observation, Rule, Target
from bulletin.model.values import Interval
from bulletin.rendering.charts import lay_out
from bulletin.rendering.charts.drawing import Layout, Line, Paint
from bulletin.rendering.charts.specs import PeriodsSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.export.csv_files import figure_columns, figures_csv
from bulletin.rendering.export.encoding import figure_entry
from bulletin.rendering.pages.series_chart import periods_chart
from bulletin.rendering.phrases.figures import interval_text
from bulletin.rendering.status_cells import interval_holds_target, status_cell, status_text
from bulletin.rendering.target_cells import progress_for
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.hiding import Hiding
from tests.rendering.samples import page_context, period, released, sample
from tests.rendering.tables import table_of
from tests.sites import EN

NARROW = {"lower": 90, "upper": Decimal("112.5")}


def observed(organization: str, notation: str | int, value: Any, interval: Any = None, **more: Any) -> Observation:
    record = {"organization": organization, "measure": "trees", "period": notation, "value": value}
    return Observation.model_validate({"source": "tap-chi", **record, "interval": interval, **more})


def corpus_of(*observations: Observation, targets: tuple[Target, ...] = (), **measure: Any) -> Corpus:
    corpus = sample()
    trees = corpus.catalogue.measures["trees"].model_copy(update={"whole_numbers": False, **measure})
    catalogue = replace(corpus.catalogue, measures={**corpus.catalogue.measures, "trees": trees})
    by_id = {target.id: target for target in targets}
    return replace(corpus, catalogue=catalogue, observations=observations, claims={}, targets=by_id)


def figure_of(tables: Tables, organization: str, notation: str | int) -> Figure:
    return tables.by_key[ObservationKey(organization, "trees", period(notation))]


def test_an_interval_stays_with_its_figure_at_the_level_of_the_measure_or_its_own() -> None:
    corpus = corpus_of(
        observed("doi-xanh", 2018, 100, NARROW),
        observed("song-dai", 2018, 100, {**NARROW, "level": 80}),
        interval_level=Decimal(90),
    )
    tables = compile_tables(corpus)
    assert figure_of(tables, "doi-xanh", 2018).interval == Interval(Decimal(90), Decimal("112.5"), Decimal(90))
    assert figure_of(tables, "song-dai", 2018).interval == Interval(Decimal(90), Decimal("112.5"), Decimal(80))
    assert Measure.model_fields["interval_level"].default == 95


def test_what_is_added_up_of_estimates_has_no_interval_and_says_so() -> None:
    units = ("doi-xanh", "song-dai", "rung-thong")
    page = page_context(EN, corpus_of(*(observed(unit, 2018, 100, NARROW) for unit in units)))
    assert figure_of(page.tables, "club", 2018).interval is None
    notes = table_of(page, "organizations/club.md", "added-up").notes
    assert any("Computed from estimates that have intervals" in note.text for note in notes)


def test_the_last_of_several_periods_keeps_its_interval() -> None:
    quarters = [observed("doi-xanh", f"2018-Q{number}", 100 + number, NARROW) for number in (1, 2, 3, 4)]
    tables = compile_tables(corpus_of(*quarters, over_time=Rule.LAST))
    assert figure_of(tables, "doi-xanh", 2018).interval is not None
    added = compile_tables(corpus_of(*quarters))
    assert figure_of(added, "doi-xanh", 2018).interval is None


def test_pages_have_the_interval_below_the_value_and_its_level_in_the_legend() -> None:
    page = page_context(EN, corpus_of(observed("doi-xanh", 2018, 100, NARROW)))
    table = table_of(page, "organizations/doi-xanh.md", "by-period")
    assert "90\u00a0–\u00a0112.5" in [cell.detail for row in table.rows for cell in row.cells]
    assert any("level of 95%" in line for line in table.legend)


@pytest.mark.parametrize(
    ("decimals", "shown"),
    [(None, "90.4\u00a0–\u00a0112.2"), (0, "90\u00a0–\u00a0113"), (2, "90.40\u00a0–\u00a0112.20")],
)
def test_ends_are_rounded_away_from_each_other(decimals: int | None, shown: str) -> None:
    interval = {"lower": Decimal("90.4"), "upper": Decimal("112.2"), "level": 95}
    page = page_context(EN, corpus_of(observed("doi-xanh", 2018, 100, interval), decimals=decimals))
    assert interval_text(page.words, figure_of(page.tables, "doi-xanh", 2018)) == shown


def test_another_level_than_the_usual_one_is_said_beside_the_interval() -> None:
    page = page_context(EN, corpus_of(observed("doi-xanh", 2018, 100, {**NARROW, "level": 80})))
    assert interval_text(page.words, figure_of(page.tables, "doi-xanh", 2018)) == "90\u00a0–\u00a0112.5; level 80%"


def test_an_earlier_report_is_noted_with_its_interval() -> None:
    corpus = corpus_of(
        observed("doi-xanh", 2018, 90, {"lower": 80, "upper": 95}),
        observed("doi-xanh", 2018, 100, NARROW, reported="2021-01-01"),
    )
    notes = table_of(page_context(EN, corpus), "organizations/doi-xanh.md", "by-period").notes
    assert any("(80\u00a0–\u00a095)" in note.text for note in notes)


def test_another_interval_alone_revises_nothing() -> None:
    corpus = corpus_of(
        observed("doi-xanh", 2018, 100, {"lower": 80, "upper": 120}),
        observed("doi-xanh", 2018, 100, NARROW, reported="2021-01-01"),
    )
    figure = figure_of(compile_tables(corpus), "doi-xanh", 2018)
    assert figure.flags == ()
    assert figure.interval is not None
    assert figure.interval.lower == 90


def test_files_have_the_ends_and_the_level() -> None:
    corpus = corpus_of(observed("doi-xanh", 2018, 100, NARROW), observed("song-dai", 2018, 7))
    content = figures_csv(released(corpus)).content.decode("utf-8-sig")
    rows = {row["organization"]: row for row in csv.DictReader(io.StringIO(content))}
    names = ("value_lower", "value_upper", "interval_level")
    assert [rows["doi-xanh"][name] for name in names] == ["90", "112.5", "95"]
    assert [rows["song-dai"][name] for name in names] == ["", "", ""]
    entry = figure_entry(corpus.catalogue, figure_of(compile_tables(corpus), "doi-xanh", 2018))
    assert entry["interval"] == {
        "lower": {"number": 90, "digits": None},
        "upper": {"number": 112.5, "digits": None},
        "level": 95,
    }


def test_without_intervals_files_have_no_columns_of_them() -> None:
    assert "value_lower" not in figure_columns(released(corpus_of(observed("doi-xanh", 2018, 100))))


def test_a_suppressed_figure_keeps_no_interval() -> None:
    corpus = corpus_of(observed("doi-xanh", 2018, 100, NARROW))

    tables = compile_tables(corpus)
    shown = release(corpus, tables, history=Hiding(tables.by_key))
    assert [figure.interval for figure in shown.tables.figures] == [None]


def whiskers(spec: PeriodsSpec) -> list[Line]:
    """The lines of whiskers in the narrow picture of a chart."""
    marks = lay_out(spec, Layout.NARROW).marks
    return [mark for mark in marks if isinstance(mark, Line) and mark.paint is Paint.WHISKER]


def test_a_chart_has_whiskers_and_says_them() -> None:
    page = page_context(EN, corpus_of(observed("doi-xanh", 2018, 100, NARROW)), charts=True)
    chart = periods_chart(page, page.tables.figures, "by-period")
    assert chart is not None
    assert isinstance(chart.spec, PeriodsSpec)
    assert "100 (90\u00a0–\u00a0112.5)" in chart.spec.frame.alternative
    assert len(whiskers(chart.spec)) == 4  # the line, a cap at each end, and the sample in the legend
    without = page_context(EN, corpus_of(observed("doi-xanh", 2018, 100)), charts=True)
    plain = periods_chart(without, without.tables.figures, "by-period")
    assert plain is not None
    assert isinstance(plain.spec, PeriodsSpec)
    assert not whiskers(plain.spec)


def judged(page: PageContext, value: int) -> bool:
    (target,) = page.tables.targets
    progress = progress_for(page, target)
    says = "includes the target" in status_text(page, progress)
    assert says == any("includes the target" in note for note in status_cell(page, progress).notes)
    assert says == interval_holds_target(progress)
    return says


@given(st.integers(50, 150))
def test_a_target_within_the_interval_is_said_to_be_open(value: int) -> None:
    about = {"organization": "doi-xanh", "measure": "trees", "source": "tap-chi"}
    target = Target.model_validate({"id": "t", "period": 2018, "value": value, **about})
    page = page_context(EN, corpus_of(observed("doi-xanh", 2018, 100, NARROW), targets=(target,)))
    assert judged(page, value) == (Fraction(90) <= value <= Fraction(225, 2))
