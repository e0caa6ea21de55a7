"""A suppressed figure is wherever it would be if it were shown: as [c], never left out, in no other's place.

Every release has a twin in which suppressed figures have numbers. What the twin has a row or a bar for, the release has
one for as well. Figures are those of the fictional union in ``examples/union``, and SYNTHETIC ones.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from decimal import Decimal
from functools import cache

import pytest
from bulletin.analysis.figures import Figure, FigureOrigin, Flag, is_suppressed
from bulletin.disclosure import Release, ReleasedTables, Series
from bulletin.localization.messages import translate
from bulletin.model.records import Rule
from bulletin.model.values import Absence, Quantity
from bulletin.rendering import links
from bulletin.rendering.charts.specs import (
    Bar,
    ChangesSpec,
    MultiplesSpec,
    PeriodsSpec,
    RankingSpec,
    Spec,
    StackedSpec,
    TileMapSpec,
)
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import formula_of
from bulletin.rendering.files import PageJob, tables_of
from bulletin.rendering.labels import ABSENCES, Labels
from bulletin.rendering.pages.siblings import SIBLINGS
from bulletin.rendering.tree import page_jobs
from bulletin.rendering.views import ChartedTable
from bulletin.website.pipeline import accepted, seen_by

from tests.disclosure.hidden_values import drawn
from tests.disclosure.test_hidden_values import editions_of
from tests.examples.union import UNION

LEADS = (Labels.organization, Labels.measure, Labels.period, Labels.category)
"""The headers of columns that say what a row is about."""
FINDINGS = {"outlook", "trend", "missed", "by-status", "corrected", "corrected-totals"}
"""Tables of what is found only where numbers are shown: contradictions, corrections, verdicts."""
DRAWN_IN_PART = ("composition", "history")
"""Tables of which the chart shows some figures only: the parts of a whole, and the organizations that are part of no
other. Where these are suppressed, there is nothing to draw, or parts are drawn in another form."""
ENDS = ("ends-", "by-change-", SIBLINGS)
"""What tables begin with that have the first and the last of many by what is shown; others have all of them."""
_FLAG = re.compile(r" \[[a-z]\]")


@cache
def released(name: str) -> tuple[Release, ...]:
    """The editions of a bulletin as the public sees them."""
    return Series(seen_by(accepted(UNION), None).vintages).editions()[-1:] if name == "union" else editions_of(drawn(1))


def shown(made: Release) -> Release:
    """The twin of a release: suppressed figures have numbers."""
    figures = tuple(map(_shown, made.tables.figures))
    return replace(made, tables=ReleasedTables(replace(made.tables, figures=figures)), changes=None)


def _shown(figure: Figure) -> Figure:
    if not is_suppressed(figure):
        return figure
    flags = tuple(flag for flag in figure.flags if flag is not Flag.CONFIDENTIAL)
    return replace(figure, value=Quantity(Decimal(7)), flags=flags)


def jobs_of(made: Release) -> dict[str, PageJob]:
    """The pages by path, but for that of findings, and for what changed since the edition before."""
    page = PageContext.of(replace(made, changes=None), made.catalogue.bulletin.languages[0])
    return {job.path: job for job in page_jobs(page) if job.path != links.QUALITY}


def table_rows(job: PageJob) -> dict[str, Counter[tuple[str, ...]]]:
    """What the rows of each table of a page are about; cross tables have a row for what was not broken down."""
    leads = {translate(header, job.language) for header in LEADS}
    return {
        table.id: Counter(
            tuple(
                cell.text or ", ".join(link.text for link in cell.links)
                for cell, column in zip(row.cells, table.columns, strict=True)
                if column.title in leads
            )
            for row in table.rows
        )
        for table in tables_of(job.context)
        if table.id not in FINDINGS
        and not table.id.startswith(("crossed", *ENDS))
        and leads & {column.title for column in table.columns}
    }


def charted_of(job: PageJob) -> Iterator[ChartedTable]:
    """The tables of a page that may have a chart."""
    for field in fields(job.context):
        value = getattr(job.context, field.name)
        yield from (
            part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, ChartedTable)
        )


def bars_of(spec: Spec) -> tuple[Bar, ...]:
    """The rows of a chart."""
    if isinstance(spec, PeriodsSpec):
        return tuple(bar for group in spec.groups for bar in group.bars)
    if isinstance(spec, MultiplesSpec):
        return tuple(replace(bar, label=f"{panel.name}: {bar.label}") for panel in spec.panels for bar in panel.bars)
    if isinstance(spec, StackedSpec | ChangesSpec | TileMapSpec):
        return ()
    return spec.bars if isinstance(spec, RankingSpec) else spec.parts


def rows_of(spec: Spec) -> list[str]:
    """What the rows of a chart are about; of a long ranking, which has a row for some only, nothing."""
    if isinstance(spec, StackedSpec):
        return [row.label for row in spec.rows]
    if isinstance(spec, ChangesSpec):
        return [row.label for row in spec.rows]
    if isinstance(spec, TileMapSpec):
        return [tile.name for tile in spec.tiles]
    return [bar.label for bar in bars_of(spec)] if not (isinstance(spec, RankingSpec) and spec.strip) else []


def chart_rows(job: PageJob) -> dict[str, Counter[str]]:
    """What the rows of each chart of a page are about."""
    charts = (charted.chart for charted in charted_of(job) if charted.chart is not None)
    return {chart.table: Counter(_FLAG.sub("", label) for label in rows_of(chart.spec)) for chart in charts}


def shows_nothing(job: PageJob, table_id: str) -> bool:
    """Whether a table has no figure that is shown, so that there is nothing to draw."""
    table, value = next(t for t in tables_of(job.context) if t.id == table_id), translate(Labels.value, job.language)
    cells = (pair for row in table.rows for pair in zip(table.columns, row.cells, strict=True))
    return not any(cell.number for column, cell in cells if column.title == value)


@pytest.mark.parametrize("name", ["union", "synthetic"])
def test_what_is_suppressed_is_in_every_table_and_chart_that_it_would_be_in(name: str) -> None:
    """But in charts without anything to draw."""
    suppressed = 0
    for made in released(name):
        suppressed += sum(map(is_suppressed, made.tables.figures))
        jobs, twins = jobs_of(made), jobs_of(shown(made))
        assert jobs.keys() == twins.keys()
        for path, twin in twins.items():
            rows, charts = table_rows(jobs[path]), chart_rows(jobs[path])
            for table, expected in table_rows(twin).items():
                assert (path, table, expected - rows.get(table, Counter())) == (path, table, Counter())
            for chart, bars in chart_rows(twin).items():
                is_drawn_otherwise = chart.startswith(DRAWN_IN_PART) and not bars & charts.get(chart, Counter())
                if chart.startswith(ENDS):
                    continue
                if is_drawn_otherwise or (chart not in charts and shows_nothing(jobs[path], chart)):
                    continue
                missing = bars - charts.get(chart, Counter())
                assert (path, chart, missing) == (path, chart, Counter())
    assert suppressed > 0


@pytest.mark.parametrize("name", ["union", "synthetic"])
def test_a_row_of_a_chart_has_a_bar_or_says_that_it_is_suppressed(name: str) -> None:
    for made in released(name):
        word = translate(ABSENCES[Absence.SUPPRESSED], made.catalogue.bulletin.languages[0])
        for job in jobs_of(made).values():
            for charted in charted_of(job):
                for bar in bars_of(charted.chart.spec) if charted.chart else ():
                    hidden = f"[{Flag.CONFIDENTIAL.value}]" in bar.label
                    assert (bar.value is None) or not hidden
                    assert not hidden or bar.value_label == word


def test_a_sum_of_which_no_part_is_shown_says_how_many_there_are() -> None:
    """In few words, and with the same text where its operands would be links; one with shown parts lists them."""
    (made,) = released("union")
    page = PageContext.of(made, made.catalogue.bulletin.languages[0])
    by_key, said = made.tables.by_key, set()
    for figure in made.tables.figures:
        parts = [by_key[key] for key in figure.parts]
        if len(parts) < 2 or figure.origin is not FigureOrigin.TEMPORAL_SUM or is_suppressed(figure):
            continue
        formula = formula_of(page, figure)
        is_counted = formula is not None and "confidenciales =" in formula.text
        if page.catalogue.measures[figure.key.measure].over_time is Rule.SUM and all(map(is_suppressed, parts)):
            assert is_counted
            assert formula == formula_of(page, figure, linked=False)
            said.add(formula.text.partition(" = ")[0] if formula else "")
        else:
            assert not is_counted
    assert said
    assert all(text.endswith(" cifras confidenciales") for text in said)
