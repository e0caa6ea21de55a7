"""The table of figures that most pages have: its leading columns differ, the others are the same everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.progress import Progress
from bulletin.localization.messages import _, n_
from bulletin.model.keys import ObservationKey
from bulletin.model.places import NOWHERE
from bulletin.rendering import columns, figure_cells
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.links import FIGURES_CSV
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_shown
from bulletin.rendering.views import CategoryValue, Cell, Link, Table

_CROSSED_FIGURES = n_(
    "{count} figure of crossed breakdowns is left out here; it is in the CSV of all figures.",
    "{count} figures of crossed breakdowns are left out here; they are in the CSV of all figures.",
)
_WITHOUT_SYMBOL = _("neither [e] nor [p]: its source calls it neither estimated nor provisional")


Parts = Mapping[ObservationKey, Sequence[Figure]]
"""The figures of categories (parts), by the key of their whole figure."""


class Lead(Enum):
    """A leading column: a dimension that the rows of a table differ in."""

    ORGANIZATION = "organization"
    CATEGORY = "category"
    MEASURE = "measure"
    PERIOD = "period"


class FigureRow(NamedTuple):
    """A row: a figure, and its progress towards its target, if it has one."""

    figure: Figure
    progress: Progress | None


def figures_table(  # noqa: PLR0913 - a table is what it is called, what is in it and how it is laid out
    page: PageContext,
    table_id: str,
    caption: str,
    figures: Sequence[Figure],
    leads: Sequence[Lead],
    *,
    changes: bool = False,
    parts: Parts | None = None,
) -> Table | None:
    """Figures, one a row, each with its target.

    Cells of crossings are left out: cross tables show them.

    :param changes: adds the change on the same period a year before.
    :param parts: makes the rows canonical: each has its anchor, its record or formula (provenance), and the categories
        of its figure.
    """
    canonical = parts is not None
    crossed = sum(figure.key.is_crossed for figure in figures)
    figures = [figure for figure in figures if not figure.key.is_crossed] if crossed else figures
    rows = [_row(page, figure) for figure in figures]
    measures = {row.figure.key.measure for row in rows}
    unit = figure_cells.shared_unit(map(page.words.unit_of, measures))
    of_changes = figure_cells.shared_unit(map(page.words.difference_unit, measures))
    table = TableBuilder(page, table_id, caption, unit=unit)
    shown: tuple[Column[FigureRow] | None, ...] = (
        *(_lead(table, lead, leads) for lead in leads),
        None if canonical else columns.category(table, lambda row: row.figure.key),
        _canonical_value(table) if canonical else columns.value(table, lambda row: row.figure),
        columns.unit(table, lambda row: page.words.unit_of(row.figure.key.measure)),
        columns.target(table, lambda row: row.progress),
        columns.progress(table, lambda row: row.progress, rows),
        columns.status(table, lambda row: row.progress, with_elapsed=True),
        columns.change(table, lambda row: row.figure, of_changes) if changes else None,
        _categories(table, parts) if parts is not None else None,
        _entered(table) if canonical else columns.sources(table, lambda row: row.figure.sources),
    )
    if not canonical:
        left_out = page.words.say(_CROSSED_FIGURES, count=crossed) if crossed else ""
        more = Link(left_out, page.links.href(FIGURES_CSV)) if crossed else None
        return table.build(shown, rows, more=more, subject=lambda row: row.figure.key)
    finished = table.build(shown, rows, anchor=lambda row: page.links.anchor(row.figure), in_full=True)
    return finished and replace(finished, legend=(*finished.legend, page.words.say(_WITHOUT_SYMBOL)))


def latest_first(figures: Sequence[Figure]) -> list[Figure]:
    """Figures of an organization by measure and population as in the records, the latest first, longer ones first."""
    by_period = sorted(figures, key=lambda figure: figure.key.period.extent, reverse=True)
    order: dict[tuple[str, str], int] = {}
    for figure in figures:
        order.setdefault((figure.key.measure, figure.key.population), len(order))
    return sorted(by_period, key=lambda figure: order[figure.key.measure, figure.key.population])


def parts_of(figures: Iterable[Figure]) -> tuple[dict[ObservationKey, list[Figure]], list[Figure]]:
    """The parts of each whole figure; and the parts without a whole figure.

    :param figures: of one organization, in the order of the tables: parts follow their whole.
    """
    parts: dict[ObservationKey, list[Figure]] = {}
    alone: list[Figure] = []
    for _key, group in groupby(figures, _whole):
        first, *others = group
        if first.key.breakdown is not None:
            alone += first, *others
        elif others:
            parts[first.key] = others
    return parts, alone


def _whole(figure: Figure) -> tuple[str, str, str, bool]:
    """What a figure and its parts have in common."""
    key = figure.key
    return key.measure, key.population, key.period.text, key.annual


def _row(page: PageContext, figure: Figure) -> FigureRow:
    progress = progress_shown(page, figure) if figure.key.breakdown is None else None
    return FigureRow(figure, progress if progress is not None and progress.figure is not None else None)


# --- leading columns


def _lead(table: TableBuilder, lead: Lead, leads: Sequence[Lead]) -> Column[FigureRow]:
    """A leading column. The population is below the measure or, without that column, below the first one."""
    page = table.page
    bears_population = lead is (Lead.MEASURE if Lead.MEASURE in leads else leads[0])

    def cell(row: FigureRow) -> Cell:
        key = row.figure.key
        shown = _dimension(page, key, lead)
        if not bears_population:
            return shown
        population = page.words.narrowed(key.population)
        return shown._replace(detail=page.words.semicolons((shown.detail, population))) if population else shown

    header = {
        Lead.ORGANIZATION: Labels.organization,
        Lead.CATEGORY: Labels.category,
        Lead.MEASURE: Labels.measure,
        Lead.PERIOD: Labels.period,
    }[lead]
    detail = Labels.population if lead in (Lead.ORGANIZATION, Lead.MEASURE) else None
    return columns.column(table, header, cell, detail=detail)


def _dimension(page: PageContext, key: ObservationKey, lead: Lead) -> Cell:
    if lead is Lead.ORGANIZATION:
        return figure_cells.linked(page.links.to_organization(key.organization))
    if lead is Lead.MEASURE:
        return figure_cells.linked(page.links.to_measure(key.measure))
    if lead is Lead.CATEGORY:
        return Cell(page.words.category_of(key))
    return figure_cells.period_cell(page, key.period, annual=key.annual)


# --- provenance, in canonical rows


def _canonical_value(table: TableBuilder) -> Column[FigureRow]:
    """The value, which links to its own row for readers who cite it, with the formula that it was computed by."""

    def cell(row: FigureRow) -> Cell:
        shown, formula = table.figure(row.figure, canonical=True), figure_cells.formula_of(table.page, row.figure)
        shown = shown._replace(links=(Link(shown.text, f"#{table.page.links.anchor(row.figure)}"),))
        return figure_cells.with_formula(shown, formula) if formula else shown

    return columns.column(table, Labels.value, cell, numeric=True, unit=table.unit)


def _categories(table: TableBuilder, parts: Parts) -> Column[FigureRow]:
    """The categories of a figure: this is their canonical row, too."""

    def cell(row: FigureRow) -> Cell:
        found = [_category(table, row.figure, part) for part in parts.get(row.figure.key, ())]
        return Cell(categories=tuple(found)) if found else figure_cells.EMPTY

    return columns.column(table, _("Of which"), cell)


def _category(table: TableBuilder, whole: Figure, part: Figure) -> CategoryValue:
    """A part, with the notes that its whole has not already."""
    page, key = table.page, part.key
    has_own_record = part.origin is FigureOrigin.REPORTED and part.place != whole.place
    return CategoryValue(
        anchor=page.links.anchor(part),
        name=page.words.category_of(key),
        text=value_in_cell(page.words, part),
        flags=table.flags(part.flags) if part.flags else (),
        notes=part_notes(table, part, whole),
        formula=figure_cells.formula_of(page, part, linked=whole.origin is not part.origin),
        record=page.links.to_record(part.place) if has_own_record else None,
    )


def part_notes(table: TableBuilder, part: Figure, whole: Figure | None) -> tuple[int, ...]:
    """The notes on a part, but for those that its whole has already."""
    page = table.page
    if whole is not None and not _differs(part, whole) and not page.checked.corrections_of_figure(part):
        return table.doubts(part)
    notes = figure_cells.notes_on(page, part, coverage=whole is None or part.coverage != whole.coverage)
    return (*[table.note(text) for text in notes], *table.doubts(part))


def _differs(part: Figure, whole: Figure) -> bool:
    return bool(part.other_reports) or part.breaks != whole.breaks or part.coverage != whole.coverage


def _entered(table: TableBuilder) -> Column[FigureRow]:
    """The sources of a figure, with its place in the records."""

    def cell(row: FigureRow) -> Cell:
        return entered(table.page, row.figure, table.sources(row.figure.sources))

    return columns.source(table, cell)


def entered(page: PageContext, figure: Figure, sources: Cell) -> Cell:
    """The cell of a figure's sources, with its place in the records unless it is hidden; computed figures have none.

    It has the day of the report too, where that is another than the source's.
    """
    if figure.origin is not FigureOrigin.REPORTED:
        return sources
    if figure.place != NOWHERE:
        sources = sources._replace(record=page.links.to_record(figure.place))
    period = figure.report_period
    if period is None or period == page.catalogue.sources[figure.sources[0]].published:
        return sources
    phrase = _("reported on {day}") if period.is_instant else _("reported in {period}")
    said = page.words.say(phrase, day=page.words.date(period), period=page.words.period_name(period))
    return sources._replace(detail=said)
