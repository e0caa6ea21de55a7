"""Tables that only the page of an organization has: running totals over a term, units below, restated series."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.progress import Progress
from bulletin.analysis.quantities import quotient, round_half_up, stated_quantity
from bulletin.analysis.restatement import Allocation, ComparabilityBreak, Restated, restated
from bulletin.analysis.tables import Figure, Origin, TargetFigure
from bulletin.analysis.targets import prevailing
from bulletin.analysis.time_series import Step, running_totals
from bulletin.localization.collation import collation_key
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.periods import Period, Shape
from bulletin.model.records import EVERYTHING, Term
from bulletin.model.values import Absence, Quantity
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import (
    EMPTY,
    OPERANDS_SHOWN,
    figure_text,
    linked,
    number_text,
    period_cell,
    sum_formula,
    with_formula,
)
from bulletin.rendering.labels import Labels
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import bar, percent_of_target, progress_of
from bulletin.rendering.text import digits, exact_digits, fraction_text
from bulletin.rendering.views import Cell, Formula, Link, Table

GAPS = {
    ComparabilityBreak.STRADDLES: _("Not restated: the change came within this period."),
    ComparabilityBreak.NO_ALLOCATION: _("Not restated: no source says how much each successor took over."),
    ComparabilityBreak.INCOMPLETE: _("Not restated: a full and exact figure of a unit is missing."),
    ComparabilityBreak.DISAGREES: _("Not restated: the stated total and the units below it then do not agree."),
    ComparabilityBreak.ENTANGLED: _(
        "Not restated: several changes came upon each other; what each unit covered then is not known."
    ),
}
"""Why a figure is not restated."""
_FIGURE_OF = _("that of")


_WHOLE = Fraction(100)
_WORTH_A_TABLE = 2
"""Steps that say more than the figures by period do; fewer do so only beside a target."""
_DIGITS = 6
"""Decimals that a share is written with: as many as sources state."""


# --- running totals over a term


class RunningTotal(NamedTuple):
    """A step of a running total, in percent of the target for the term."""

    step: Step
    percent: Quantity | None


def term_tables(page: PageContext, organization: str) -> tuple[Table, ...]:
    """The running totals of the main measure over each term, against the elapsed time."""
    tables = (_term_table(page, organization, term) for term in page.catalogue.terms.values())
    return tuple(table for table in tables if table is not None)


def _term_table(page: PageContext, organization: str, term: Term) -> Table | None:
    whole = Period(term.period.start, term.period.end, Shape.TERM, term.id, term.id)
    series = SeriesKey(organization, page.main_measure, EVERYTHING)
    steps = running_totals(page.catalogue, page.release.tables, series, whole)
    target = prevailing(
        page.release.tables.targets_by_key.get(ObservationKey(organization, page.main_measure, whole), ())
    )
    if len(steps) < _WORTH_A_TABLE and target is None:
        return None
    rows = [RunningTotal(step, _percent(step, target)) for step in steps]
    scale = max([_WHOLE, *(row.percent.fraction for row in rows if row.percent)])
    caption = page.words.say(
        _("{measure} over the {term}"),
        measure=page.words.measure(page.main_measure),
        term=page.words.period_name(whole),
    )
    table = TableBuilder(page, f"over-{term.id}", caption, unit=page.words.unit(page.main_measure))
    shown: tuple[Column[RunningTotal], ...] = (
        columns.text(
            table, _("To the end of"), lambda row: day_text(row.step.figures[-1].key.period.end, page.language)
        ),
        columns.column(table, Labels.value, lambda row: _total(table, row.step), numeric=True, unit=table.unit),
        columns.target_column(table, lambda _: columns.target_cell(table, target) if target else EMPTY),
        columns.percent_column(table, Labels.progress, lambda row: _attained(page, row, target, scale)),
        columns.elapsed(table, lambda row: (row.step.elapsed, whole)),
        columns.sources(table, lambda row: (source for figure in row.step.figures for source in figure.sources)),
    )
    return table.build(shown, rows)


def _total(table: TableBuilder, step: Step) -> Cell:
    if len(step.figures) == 1:
        return table.figure(step.figures[0])
    page = table.page
    parts = "; ".join(page.words.period_name(figure.key.period) for figure in step.figures)
    flags = table.flags(flag for figure in step.figures for flag in figure.flags)
    note = table.note(page.words.say(_("Added up from the figures of: {parts}."), parts=parts))
    total = page.words.outcome(step.total)
    cell = Cell(total, number=exact_digits(step.total), flags=flags, notes=(note,))
    return with_formula(cell, sum_formula(page, step.figures, total))


def _total_text(page: PageContext, step: Step) -> str:
    return figure_text(page, step.figures[0]) if len(step.figures) == 1 else page.words.outcome(step.total)


def _percent(step: Step, target: TargetFigure | None) -> Quantity | None:
    if target is None or not isinstance(target.value, Quantity):
        return None
    ratio = quotient(step.total, target.value)
    return ratio.times(100) if ratio is not None else None


def _attained(page: PageContext, row: RunningTotal, target: TargetFigure | None, scale: Fraction) -> Cell:
    if row.percent is None or target is None:
        return EMPTY
    length = bar(row.percent.fraction, scale, _WHOLE)
    cell = Cell(page.words.outcome(row.percent, "%"), number=exact_digits(row.percent), bar=length)
    before = f"{_total_text(page, row.step)}/"
    return with_formula(cell, Formula((page.links.to_target(target, number_text(page, target)),), before=before))


# --- units below


class UnitRow(NamedTuple):
    """A unit, its latest figure of the main measure, and its progress."""

    unit: str
    figure: Figure | None
    progress: Progress | None


def units_table(page: PageContext, organization: str) -> Table | None:
    """The units directly below by name or, where all figures are of one period, by progress.

    Those without figures come last. None where no unit has a figure: a table would say nothing of any.
    """
    rows = [_unit_row(page, unit) for unit in page.catalogue.children[organization]]
    periods = {row.figure.key.period for row in rows if row.figure}
    if not periods:
        return None
    rows.sort(key=lambda row: _order(page, row, ranked=len(periods) == 1))
    caption = page.words.say(
        _("Units below, the latest figure of each: {measure}"),
        measure=page.words.lowered(page.words.measure(page.main_measure)),
    )
    table = TableBuilder(page, "units", caption, unit=page.words.unit(page.main_measure))
    shown: tuple[Column[UnitRow], ...] = (
        columns.column(
            table, Labels.organization, lambda row: linked(to_unit(page, row.unit)), detail=Labels.population
        ),
        columns.kind(table, lambda row: row.unit),
        columns.column(table, Labels.period, lambda row: _period(page, row.figure)),
        columns.value(table, lambda row: row.figure),
        columns.target(table, lambda row: row.progress),
        columns.progress(table, lambda row: row.progress, rows),
        columns.sources(table, lambda row: row.figure.sources if row.figure else ()),
    )
    return table.build(shown, rows)


def _unit_row(page: PageContext, unit: str) -> UnitRow:
    figure = latest_figure(page, unit)
    return UnitRow(unit, figure, progress_of(page, figure) if figure is not None else None)


def _period(page: PageContext, figure: Figure | None) -> Cell:
    if figure is None:
        return Cell(page.words.say(_("no figure")))
    return period_cell(page, figure.key.period, annual=figure.key.annual)


def unit_links(page: PageContext, organization: str) -> tuple[Link, ...]:
    """The units directly below, by name."""
    links = (to_unit(page, unit) for unit in page.catalogue.children[organization])
    return tuple(sorted(links, key=lambda link: collation_key(link.text)))


def to_unit(page: PageContext, unit: str) -> Link:
    """A link to a unit among others, with its last day where it is closed."""
    link, closed = page.links.to_organization(unit), page.catalogue.organizations[unit].closed
    if closed is None:
        return link
    return Link(
        page.words.say(_("{unit} (until {day})"), unit=link.text, day=page.words.date(closed)), link.href, link.title
    )


def latest_figure(page: PageContext, organization: str) -> Figure | None:
    """The latest figure of the main measure that is not added up over units; of one day, that of the longest period."""
    series = SeriesKey(organization, page.main_measure, EVERYTHING)
    figures = page.release.tables.by_series.get(series, ())
    known = [
        figure
        for figure in figures
        if figure.origin is not Origin.SUM_OVER_TREE and not isinstance(figure.value, Absence)
    ]
    return max(known, key=lambda figure: figure.key.period.recency, default=None)


def _order(page: PageContext, row: UnitRow, *, ranked: bool) -> tuple[object, ...]:
    """Figures of several periods are not ranked."""
    percent = percent_of_target(row.progress) if ranked else None
    name = collation_key(page.words.organization(row.unit))
    return row.figure is None, percent is None, -percent.fraction if percent else 0, name


# --- series restated for the present structure


def restated_table(page: PageContext, organization: str) -> Table | None:
    """Series from before reorganizations, as reported and restated for the present structure; None without any."""
    entries = sorted(
        restated(page.catalogue, page.release.tables, organization),
        key=lambda entry: _restated_order(page, entry.key),
    )
    table = TableBuilder(page, "restated", page.words.say(_("Restated to today's structure")))
    shown: tuple[Column[Restated] | None, ...] = (
        columns.column(table, Labels.measure, lambda row: _measure(page, row.key), detail=Labels.population),
        columns.plain_period(table, lambda row: row.key.period),
        columns.value(table, lambda row: row.reported, _("As reported then")),
        columns.column(
            table,
            _("Restated to today's structure"),
            lambda row: _restated(table, row),
            numeric=True,
            detail=Labels.workings,
        ),
        columns.unit(table, lambda row: page.words.unit(row.key.measure)),
        columns.sources(table, lambda row: (source for taken in row.taken for source in taken.figure.sources)),
    )
    return table.build(shown, entries)


def _restated_order(page: PageContext, key: ObservationKey) -> tuple[object, ...]:
    """By measure and population as in the records, the latest first; categories below their whole."""
    measures, populations = (list(ids) for ids in (page.catalogue.measures, page.catalogue.populations))
    population = populations.index(key.population) if key.population in populations else -1
    period = key.period
    parts = (key.breakdown or "", key.category or "")
    return measures.index(key.measure), population, -period.end.toordinal(), -period.days, period.text, *parts


def _measure(page: PageContext, key: ObservationKey) -> Cell:
    category = page.words.category_of(key)
    details = (category, page.words.narrowed(key.population))
    return linked(page.links.to_measure(key.measure), "; ".join(filter(None, details)))


def _restated(table: TableBuilder, entry: Restated) -> Cell:
    """What was restated, with the figures it was made of; or that it was not, and why.

    It has as many decimals as those figures, since there is no part of a person; the formula has the exact number.
    """
    page = table.page
    if entry.gap is not None:
        return Cell(page.words.say(_("not restated")), notes=(table.note(page.words.say(GAPS[entry.gap])),))
    number = entry.number
    if number is None:
        return EMPTY
    symbol = page.catalogue.units[page.catalogue.measures[entry.key.measure].unit].symbol
    shares = (_in_full(page, source) for source in entry.allocated)
    notes = tuple(table.note(page.words.say(_("Shares according to")), share) for share in shares)
    shown = Fraction(round_half_up(number, max(stated_quantity(taken.figure).decimals for taken in entry.taken)))
    text = page.words.outcome(Quantity(shown), symbol)
    cell = Cell(text, number=digits(shown), flags=table.flags(entry.flags), notes=notes)
    return with_formula(cell, _formula(page, entry, number, shown, text))


def _formula(page: PageContext, entry: Restated, number: Fraction, shown: Fraction, text: str) -> Formula:
    """How a number came about; one that was taken over as it was has the name of the unit only."""
    if len(entry.taken) == 1 and entry.taken[0].share == 1:
        figure = entry.taken[0].figure
        link = page.links.to_figure(figure, page.words.organization(figure.key.organization))
        return Formula((link,), before=f"{page.words.say(_FIGURE_OF)} ")
    count = len(entry.taken)
    more = (
        page.words.say(_(" + … ({count} numbers in all)"), count=page.words.count(count))
        if count > OPERANDS_SHOWN
        else ""
    )
    exact = fraction_text(number, page.language, _DIGITS)
    sign = "=" if (number * 10**_DIGITS).denominator == 1 else "≈"
    result = f"{sign} {text}" if number == shown else f"{sign} {exact} ≈ {text}"
    return Formula(tuple(_operand(page, taken) for taken in entry.taken[:OPERANDS_SHOWN]), f"{more} {result}")


def _in_full(page: PageContext, source: str) -> Link:
    link = page.links.to_source(source)
    return Link(f"{link.title} ({link.text})", link.href)


def _operand(page: PageContext, taken: Allocation) -> Link:
    value = figure_text(page, taken.figure)
    if taken.share != 1:
        percent = f"{fraction_text(taken.share * 100, page.language, _DIGITS)}%"
        value = page.words.say(_("{value} × {percent}"), value=value, percent=percent)
    return page.links.to_figure(taken.figure, value, page.words.organization(taken.figure.key.organization))
