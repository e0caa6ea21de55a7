"""The page of an organization, with its tables: running totals over a term, and the units below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.composition import Composition
from bulletin.analysis.progress import Progress
from bulletin.analysis.quantities import quantity_of, quotient
from bulletin.analysis.tables import Figure, FigureOrigin, TargetFigure
from bulletin.analysis.targets import prevailing, target_type_of
from bulletin.analysis.time_series import CumulativeTotal, running_totals
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey, SeriesKey
from bulletin.model.periods import whole_term
from bulletin.model.records import EVERYTHING, Organization, Term
from bulletin.model.values import Absence, Quantity
from bulletin.rendering import columns, figure_cells, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import composition_chart, periods_chart
from bulletin.rendering.pages.claim_tables import claims_table
from bulletin.rendering.pages.compositions import composition_table, latest_compositions
from bulletin.rendering.pages.figure_tables import Lead, Parts, figures_table, latest_first, parts_of
from bulletin.rendering.pages.reorganizations import ending_of, history_of, restated_table
from bulletin.rendering.pages.target_rollup_table import rollup_table
from bulletin.rendering.pages.target_tables import outlook_table, targets_table
from bulletin.rendering.pages.targets import target_findings
from bulletin.rendering.phrases.sentences import points_of
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import BY_PERCENT, bar, percent_of_target, progress_of
from bulletin.rendering.text import exact_digits
from bulletin.rendering.views import Cell, ChartedTable, Fact, Formula, Link, Table

_RESTATED_SAYS = _(
    "Figures from before reorganizations, worked out for the units of today. What was reported stays as it was."
)
_NO_FIGURE = _("no figure")
_WHOLE = Fraction(100)
_WORTH_A_TABLE = 2
"""Steps that say more than the figures by period do; fewer do so only beside a target."""


@dataclass(frozen=True)
class OrganizationContext(Context):
    """Everything about one organization."""

    template = "organization"

    ending: Formula | None
    """That others took over from it, and who; None while it is there."""
    facts: tuple[Fact, ...]
    """What kind of organization it is, and its place in the tree."""
    history_title: str
    """Heading of its history."""
    history: tuple[Formula, ...]
    """What became of it, a sentence each, the earliest first."""
    points: tuple[str, ...]
    """The main points, a sentence each."""
    nothing: str
    """What to say where there is neither figure nor target; empty where there is."""
    main_title: str
    """Name of the main measure."""
    main: ChartedTable | None
    """The main measure by period; None without figures."""
    compositions: tuple[ChartedTable, ...]
    """The compositions of all measures, the chart showing the latest of each."""
    terms: tuple[Table, ...]
    """What the main measure adds up to over each term, against the time that has passed."""
    targets: Table | None
    """Every target of the organization with its status; None where there are none."""
    target_findings: tuple[str, ...]
    """Its targets that do not go together, a sentence each."""
    outlook: Table | None
    """What the rest of the targets' periods takes, and projections; None where nothing is under way."""
    rollup: Table | None
    """Its targets against those of the units below it; None where there are not both."""
    restated_title: str
    """Heading of the table of restated figures."""
    restated_says: str
    """What the table of restated figures is."""
    restated: Table | None
    """Its series from before reorganizations as reported and under the structure of today; None without any."""
    others: Table | None
    """The other measures; None where there are none."""
    alone: Table | None
    """The figures of categories of which there is no whole; None where there are none."""
    units: Table | None
    """The units below, each with its latest figure of the main measure; None where none of them has a figure of it."""
    unit_links: tuple[Link, ...]
    """The units below by name, where none of them has a figure of the main measure; empty where one has."""
    added_up: Table | None
    """What the figures of the units below add up to; None where nothing was added."""
    claims: Table | None
    """Percentages and comparisons that sources state; None where there are none."""
    sources: tuple[Link, ...]
    """Where the figures come from."""
    decisions: tuple[Link, ...]
    """The decisions that set its targets."""
    downloads: tuple[Link, ...]
    """Its figures for spreadsheets and programs."""


def organization_job(page: PageContext, organization: str) -> PageJob:
    """The page of ``organization``."""
    record = page.catalogue.organizations[organization]
    page = page.at(links.organization_page(organization))
    context = _context(page, record)
    name = page.words.organization(organization)
    kind = page.words.kind_of(organization)
    return PageJob(
        path=page.path,
        title=name,
        description=context.points[0] if context.points else f"{page.words.named(name, page.words.lowered(kind))}.",
        trail=(
            page.links.to(links.ORGANIZATIONS, Labels.organizations),
            *(page.links.to_organization(above) for above in page.catalogue.ancestors(organization)),
        ),
        context=context,
        language=page.language,
        edit=record.place,
        search_text=" ".join((f"{kind}.", *_also_known_as(page, record), *context.points)),
    )


def _also_known_as(page: PageContext, record: Organization) -> Iterator[str]:
    """What readers may look for an organization by besides its name, a sentence each."""
    former = (event.name for event in record.events)
    names = filter(None, (record.short, *record.aliases, *former))
    yield from (f"{name}." for name in dict.fromkeys(map(page.words.text, names)))
    yield from (f"{page.words.named(scheme, code)}." for scheme, code in record.codes.items())


def _context(page: PageContext, record: Organization) -> OrganizationContext:
    figures = page.tables.by_organization.get(record.id, ())
    targets = page.tables.targets_by_organization.get(record.id, ())
    in_force = [target for target in targets if target.superseded_by is None]
    claims = page.checked.claims_by_organization.get(record.id, ())
    whole = [figure for figure in figures if figure.key.breakdown is None]
    parts, alone = parts_of(figures)
    stated = [figure for figure in whole if figure.origin is not FigureOrigin.HIERARCHICAL_SUM]
    main = [figure for figure in stated if figure.key.measure == page.main_measure]
    added = [figure for figure in whole if figure.origin is FigureOrigin.HIERARCHICAL_SUM]
    splits = latest_compositions(page, stated)
    units = units_table(page, record.id)
    compositions = (_composition(page, f"composition-{n}", group) for n, group in enumerate(splits, 1))
    return OrganizationContext(
        ending=ending_of(page, record),
        facts=tuple(_facts(page, record)),
        history_title=page.words.say(_("History")),
        history=history_of(page, record),
        points=points_of(page, record.id),
        nothing=""
        if figures or targets
        else page.words.say(_("There is no figure and no target of this organization yet.")),
        main_title=page.words.measure(page.main_measure),
        main=_main(page, main, parts),
        compositions=tuple(composition for composition in compositions if composition is not None),
        terms=term_tables(page, record.id),
        targets=targets_table(page, "targets", page.words.say(Labels.targets), targets, of_one_organization=True),
        target_findings=target_findings(page, record.id),
        outlook=outlook_table(page, in_force, of_one_organization=True),
        rollup=rollup_table(page, in_force, of_one_organization=True),
        restated_title=page.words.say(_("Restated to today's structure")),
        restated_says=page.words.say(_RESTATED_SAYS),
        restated=restated_table(page, record.id),
        others=_others(page, stated, parts),
        alone=_alone(page, alone),
        units=units,
        unit_links=() if units else unit_links(page, record.id),
        added_up=_added_up(page, added, parts),
        claims=claims_table(page, "claims", page.words.say(_("Stated figures")), claims, of_one_organization=True),
        sources=tuple(page.links.to_source_in_full(source) for source in _sources(figures)),
        decisions=_decisions(page, targets),
        downloads=(
            Link(page.words.say(_("Figures for programs (JSON)")), page.links.href(links.organization_json(record.id))),
            Link(page.words.say(Labels.all_figures_csv), page.links.href(links.FIGURES_CSV)),
        ),
    )


def _main(page: PageContext, figures: Sequence[Figure], parts: Parts) -> ChartedTable | None:
    name = page.words.measure(page.main_measure)
    table = figures_table(page, "by-period", name, latest_first(figures), (Lead.PERIOD,), changes=True, parts=parts)
    return ChartedTable(table, periods_chart(page, _of_everyone(figures), table.id)) if table else None


def _alone(page: PageContext, figures: Sequence[Figure]) -> Table | None:
    leads = (Lead.CATEGORY, Lead.MEASURE, Lead.PERIOD)
    return figures_table(page, "alone", page.words.say(_("Figures of categories alone")), figures, leads, parts={})


def _added_up(page: PageContext, figures: Sequence[Figure], parts: Parts) -> Table | None:
    caption, leads = page.words.say(_("Added up over the units below")), (Lead.MEASURE, Lead.PERIOD)
    return figures_table(page, "added-up", caption, latest_first(figures), leads, parts=parts)


def _decisions(page: PageContext, targets: Sequence[TargetFigure]) -> tuple[Link, ...]:
    ids = dict.fromkeys(target.decision for target in targets if target.decision)
    return tuple(map(page.links.to_decision, ids))


def _composition(page: PageContext, table_id: str, splits: Sequence[Composition]) -> ChartedTable | None:
    table = composition_table(page, table_id, splits)
    return ChartedTable(table, composition_chart(page, splits[0], table.id)) if table else None


def _of_everyone(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one population: the widest that there are figures of."""
    widest = next((figure.key.population for figure in figures), EVERYTHING)
    return [figure for figure in figures if figure.key.population == widest]


def _others(page: PageContext, figures: Sequence[Figure], parts: Parts) -> Table | None:
    others = [figure for figure in figures if figure.key.measure != page.main_measure]
    leads = (Lead.MEASURE, Lead.PERIOD)
    return figures_table(page, "others", page.words.say(_("Other measures")), latest_first(others), leads, parts=parts)


def _sources(figures: Sequence[Figure]) -> dict[str, None]:
    return dict.fromkeys(source for figure in figures for source in figure.sources)


def _facts(page: PageContext, record: Organization) -> Iterator[Fact]:
    yield Fact(page.words.say(_("Kind")), page.words.kind_of(record.id))
    if record.short:
        yield Fact(page.words.say(_("Short name")), page.words.text(record.short))
    if record.aliases:
        yield Fact(page.words.say(_("Other names")), page.words.semicolons(map(page.words.text, record.aliases)))
    if record.codes:
        codes = (page.words.named(scheme, code) for scheme, code in record.codes.items())
        yield Fact(page.words.say(_("Official codes")), page.words.semicolons(codes))
    if record.parent:
        yield Fact(page.words.say(_("Part of")), links=(page.links.to_organization(record.parent),))
    if record.opened:
        yield Fact(page.words.say(_("Founded")), page.words.date(record.opened))
    if record.closed:
        yield Fact(page.words.say(_("Closed")), page.words.date(record.closed))
    if record.suspended:
        gaps = map(page.words.period_name, sorted(record.suspended))
        # Translators: when an organization was closed for a while
        yield Fact(page.words.say(_("Suspended")), page.words.semicolons(gaps))
    for units in record.subordinates:
        yield Fact(page.words.say(_("Units below")), page.words.counted(units.kind, units.count))
    if record.note:
        yield Fact(page.words.say(Labels.note), page.words.text(record.note))


# --- running totals over a term


class RunningTotal(NamedTuple):
    """A step of a running total, in percent of the target for the term, where that is above zero."""

    step: CumulativeTotal
    percent: Quantity | None


def term_tables(page: PageContext, organization: str) -> tuple[Table, ...]:
    """The running totals of the main measure over each term, against the elapsed time."""
    tables = (_term_table(page, organization, term) for term in page.catalogue.terms.values())
    return tuple(table for table in tables if table is not None)


def _term_table(page: PageContext, organization: str, term: Term) -> Table | None:
    whole = whole_term(term.id, term.period)
    series = SeriesKey(organization, page.main_measure, EVERYTHING)
    steps = running_totals(page.catalogue, page.tables, series, whole)
    target = prevailing(page.tables.targets_by_key.get(ObservationKey(organization, page.main_measure, whole), ()))
    if len(steps) < _WORTH_A_TABLE and target is None:
        return None
    rows = [RunningTotal(step, _percent(page, step, target)) for step in steps]
    scale = max([_WHOLE, *(row.percent.fraction for row in rows if row.percent)])
    caption = page.words.say(
        _("{measure} over the {term}"),
        measure=page.words.measure(page.main_measure),
        term=page.words.period_name(whole),
    )
    table = TableBuilder(page, f"over-{term.id}", caption, unit=page.words.unit_of(page.main_measure))
    shown: tuple[Column[RunningTotal], ...] = (
        columns.text(
            table, _("To the end of"), lambda row: day_text(row.step.figures[-1].key.period.end, page.language)
        ),
        columns.column(table, Labels.value, lambda row: _total(table, row.step), numeric=True, unit=table.unit),
        columns.target_column(table, lambda _: columns.target_cell(table, target) if target else figure_cells.EMPTY),
        columns.percent_column(table, Labels.progress, lambda row: _attained(page, row, target, scale)),
        columns.elapsed(table, lambda row: (row.step.elapsed, whole)),
        columns.sources(table, lambda row: (source for figure in row.step.figures for source in figure.sources)),
    )
    return table.build(shown, rows)


def _total(table: TableBuilder, step: CumulativeTotal) -> Cell:
    if len(step.figures) == 1:
        return table.figure(step.figures[0])
    page = table.page
    parts = page.words.semicolons(page.words.period_name(figure.key.period) for figure in step.figures)
    flags = table.flags(flag for figure in step.figures for flag in figure.flags)
    note = table.note(page.words.say(_("Added up from the figures of: {parts}."), parts=parts))
    total = page.words.outcome(step.total)
    cell = Cell(total, number=exact_digits(step.total), flags=flags, notes=(note,))
    return figure_cells.with_formula(cell, figure_cells.sum_formula(page, step.figures, total))


def _total_text(page: PageContext, step: CumulativeTotal) -> str:
    return figure_cells.number_text(page, step.figures[0]) if len(step.figures) == 1 else page.words.outcome(step.total)


def _percent(page: PageContext, step: CumulativeTotal, target: TargetFigure | None) -> Quantity | None:
    wanted = quantity_of(target) if target is not None else None
    if target is None or not isinstance(wanted, Quantity) or wanted.number <= 0:
        return None
    if target_type_of(page.catalogue, target) not in BY_PERCENT:
        return None
    ratio = quotient(step.total, wanted)
    return ratio.times(100) if ratio is not None else None


def _attained(page: PageContext, row: RunningTotal, target: TargetFigure | None, scale: Fraction) -> Cell:
    if row.percent is None or target is None:
        return figure_cells.EMPTY
    length = bar(row.percent.fraction, scale, _WHOLE)
    cell = Cell(page.words.outcome(row.percent, "%"), number=exact_digits(row.percent), bar=length)
    before = f"{_total_text(page, row.step)}/"
    return figure_cells.with_formula(
        cell, Formula((page.links.to_target(target, figure_cells.number_text(page, target)),), before=before)
    )


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
    table = TableBuilder(page, "units", caption, unit=page.words.unit_of(page.main_measure))
    shown: tuple[Column[UnitRow], ...] = (
        columns.column(table, Labels.organization, lambda row: figure_cells.linked(to_unit(page, row.unit))),
        columns.kind(table, lambda row: row.unit),
        columns.figure_period(table, lambda row: row.figure, missing=lambda _: page.words.say(_NO_FIGURE)),
        columns.value(table, lambda row: row.figure),
        columns.target(table, lambda row: row.progress),
        columns.progress(table, lambda row: row.progress, rows),
        columns.sources(table, lambda row: row.figure.sources if row.figure else ()),
    )
    return table.build(shown, rows)


def _unit_row(page: PageContext, unit: str) -> UnitRow:
    figure = latest_figure(page, unit)
    return UnitRow(unit, figure, progress_of(page, figure) if figure is not None else None)


def unit_links(page: PageContext, organization: str) -> tuple[Link, ...]:
    """The units directly below, by name."""
    links = (to_unit(page, unit) for unit in page.catalogue.children[organization])
    return tuple(sorted(links, key=lambda link: page.words.sort_key(link.text)))


def to_unit(page: PageContext, unit: str) -> Link:
    """A link to a unit among others, with its last day where it is closed."""
    link, closed = page.links.to_organization(unit), page.catalogue.organizations[unit].closed
    if closed is None:
        return link
    return Link(
        page.words.say(_("{unit} (until {day})"), unit=link.text, day=page.words.date(closed)), link.href, link.title
    )


def latest_figure(page: PageContext, organization: str) -> Figure | None:
    """The latest figure of the main measure that is not added up over units; see ``Period.recency``."""
    series = SeriesKey(organization, page.main_measure, EVERYTHING)
    figures = page.tables.by_series.get(series, ())
    known = [
        figure
        for figure in figures
        if figure.origin is not FigureOrigin.HIERARCHICAL_SUM and not isinstance(figure.value, Absence)
    ]
    return max(known, key=lambda figure: figure.key.period.recency, default=None)


def _order(page: PageContext, row: UnitRow, *, ranked: bool) -> tuple[object, ...]:
    """Figures of several periods are not ranked."""
    percent = percent_of_target(row.progress) if ranked else None
    name = page.words.sort_key(page.words.organization(row.unit))
    return row.figure is None, percent is None, -percent.fraction if percent else 0, name
