"""The page of a measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bulletin.analysis.figures import Figure, FigureOrigin
from bulletin.analysis.revisions import MeanRevision, Revision, mean_revisions, revisions_of
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import Message, _, n_
from bulletin.model.keys import SeriesKey
from bulletin.model.records import Direction, Measure
from bulletin.model.values import Quantity
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import KINDS, Labels
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.history_table import history_table
from bulletin.rendering.pages.ranking import ranked_organizations, ranking, ranking_note
from bulletin.rendering.pages.series_chart import multiples_chart, periods_chart
from bulletin.rendering.pages.target_tables import targets_table
from bulletin.rendering.pages.value_ranking_tables import ranking_note as value_note
from bulletin.rendering.pages.value_ranking_tables import ranking_tables, rankings_of
from bulletin.rendering.phrases.formulas import (
    formula_in_words,
    formula_of_measure,
    hierarchical_rule,
    temporal_rule,
)
from bulletin.rendering.phrases.sentences import figure_sentence
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import points_unit
from bulletin.rendering.views import Cell, Chart, ChartedTable, Fact, Link, Priority, Table

DIRECTIONS = {
    Direction.MORE: _("More is better"),
    Direction.LESS: _("Less is better"),
    Direction.NONE: _("Neither is better"),
}

# Translators: {level} is a kind of organization, which may be followed by a population: "district", "school, students"
_MEAN = n_("Mean revision of {count} figure ({level})", "Mean revision of {count} figures ({level})")
_MEAN_ABSOLUTE = n_(
    "Mean absolute revision of {count} figure ({level})", "Mean absolute revision of {count} figures ({level})"
)


@dataclass(frozen=True)
class MeasureContext(Context):
    """Everything about one measure."""

    template = "measure"

    definition: str
    """What is counted."""
    facts: tuple[Fact, ...]
    """Its unit and its rules."""
    nothing: str
    """What to say where there is no figure; empty where there is."""
    ranking: ChartedTable | None
    """How far organizations have come towards their targets; None where there are none."""
    ranking_note: str
    """What is compared with what."""
    by_value: tuple[ChartedTable, ...]
    """The organizations of each kind by their latest figures and by how these changed: both ends of long lists."""
    by_value_note: str
    """What is compared with what."""
    latest: Table | None
    """The latest figure of each organization; None where there are none."""
    history: ChartedTable | None
    """The whole figures of all periods; None where that is what ``latest`` shows already."""
    revisions: Table | None
    """The figures that a later report gave another value; None where there are none."""
    targets: Table | None
    """The targets of the measure; None where there are none."""
    downloads: tuple[Link, ...]
    """Its figures for spreadsheets and programs."""


def measure_job(page: PageContext, measure: str) -> PageJob:
    """The page of ``measure``."""
    record = page.catalogue.measures[measure]
    page = page.at(links.measure_page(measure))
    figures = page.tables.by_measure.get(measure, ())
    latest, ranked = latest_by_series(figures), ranked_organizations(page, measure)
    name = page.words.measure(measure)
    return PageJob(
        path=page.path,
        title=name,
        description=figure_sentence(page, latest[0]) if len(latest) == 1 else page.words.text(record.definition),
        trail=(page.links.to(links.MEASURES, Labels.measures),),
        context=MeasureContext(
            definition=page.words.text(record.definition),
            facts=tuple(_facts(page, record)),
            nothing="" if figures else page.words.say(_("There is no figure of this measure yet.")),
            ranking=ranking(page, ranked),
            ranking_note=ranking_note(page, ranked),
            by_value=ranking_tables(page, measure),
            by_value_note=value_note(page, rankings_of(page, measure)),
            latest=figures_table(
                page,
                "latest",
                page.words.say(_("{measure}: the latest figure of each organization"), measure=name),
                latest,
                (Lead.ORGANIZATION, Lead.PERIOD),
            ),
            history=_history(page, name, figures),
            revisions=revisions_table(page, "revisions", figures),
            targets=targets_table(
                page, "targets", page.words.say(Labels.targets), page.tables.targets_by_measure.get(measure, ())
            ),
            downloads=(
                Link(page.words.say(_("Figures for programs (JSON)")), page.links.href(links.measure_json(measure))),
                Link(page.words.say(Labels.all_figures_csv), page.links.href(links.FIGURES_CSV)),
            ),
        ),
        language=page.language,
        edit=record.place,
        search_text=page.words.text(record.definition),
    )


def latest_by_series(figures: Sequence[Figure]) -> list[Figure]:
    """The latest whole figure of each organization and population; see ``Period.recency``."""
    latest: dict[SeriesKey, Figure] = {}
    for figure in figures:
        series = figure.key.series
        if figure.key.breakdown is None and (series not in latest or _recency(latest[series]) <= _recency(figure)):
            latest[series] = figure
    return list(latest.values())


def _recency(figure: Figure) -> tuple[object, ...]:
    """A figure that was stated, or follows from such, goes before a partial total."""
    period = figure.key.period
    return figure.is_complete or figure.origin is not FigureOrigin.HIERARCHICAL_SUM, *period.recency


def _history(page: PageContext, name: str, figures: Sequence[Figure]) -> ChartedTable | None:
    """All whole figures, and how those of the organizations went that are part of no other; None for one of each."""
    whole = [figure for figure in figures if figure.key.breakdown is None]
    if len(whole) == len(latest_by_series(whole)):
        return None
    caption = page.words.say(_("{title}: all periods"), title=name)
    table = history_table(page, "history", caption, whole)
    return ChartedTable(table, _whole_chart(page, whole, table.id)) if table else None


def _whole_chart(page: PageContext, figures: Sequence[Figure], table: str) -> Chart | None:
    organizations = page.catalogue.organizations
    of_wholes = (each for each in figures if not organizations[each.key.organization].parent)
    series = [list(of_one) for of_one in group_by(of_wholes, lambda figure: figure.key.series).values()]
    return periods_chart(page, series[0], table) if len(series) == 1 else multiples_chart(page, series, table)


def _facts(page: PageContext, record: Measure) -> Iterator[Fact]:
    yield Fact(page.words.say(Labels.unit), page.words.unit_of(record.id))
    yield Fact(page.words.say(_("Kind of measure")), page.words.say(KINDS[record.kind]))
    yield Fact(page.words.say(_("Direction")), page.words.say(DIRECTIONS[record.good]))
    yield from (Fact(page.words.say(label), text) for label, text in _computing(page.words, record))
    if record.breakdowns:
        names = (page.words.text(page.catalogue.breakdowns[breakdown].name) for breakdown in record.breakdowns)
        yield Fact(page.words.say(_("Breakdowns")), page.words.semicolons(names))


def _computing(words: Localizer, record: Measure) -> Iterator[tuple[Message, str]]:
    """How figures of a derived measure are computed, or how those of another one combine."""
    if record.formula is not None:
        yield Labels.formula, formula_of_measure(words, record)
        yield _("Formula in words"), formula_in_words(words, record, record.formula)
    else:
        yield _("Over time"), temporal_rule(words, record)
        yield _("Over the tree"), hierarchical_rule(words, record)


# --- revisions


def revisions_table(page: PageContext, table_id: str, figures: Iterable[Figure]) -> Table | None:
    """The figures of one measure that were revised, three vintages of each, and mean revisions; None without any."""
    revised = revisions_of(figures)
    if not revised:
        return None
    measure = revised[0].latest.key.measure
    unit = page.words.unit_of(measure)
    table = TableBuilder(
        page, table_id, page.words.say(_("{measure}: revised figures"), measure=page.words.measure(measure)), unit=unit
    )
    summaries = [row for mean in mean_revisions(page.catalogue, revised) for row in _summaries(table, mean, measure)]
    names, means = [name for name, _mean in summaries], [mean for _name, mean in summaries]
    shown: tuple[Column[Revision] | None, ...] = (
        columns.organization(table, lambda row: row.latest.key, population=True).with_totals(names),
        columns.category(table, lambda row: row.latest.key),
        columns.period(table, lambda row: row.latest.key),
        columns.report(table, _("First value"), lambda row: (row.first, row.latest), unit).of(Priority.COMPARISON),
        columns.report(table, _("Second value"), lambda row: (row.second, row.latest), unit).of(Priority.CONTEXT),
        columns.report(table, _("Latest value"), lambda row: (row.latest, row.latest), unit),
        columns.signed(
            table,
            _("Revision, first to latest"),
            lambda row: row.difference,
            measure,
        ).with_totals(means),
        None
        if page.words.is_percentage(measure)
        else columns.column(
            table,
            _("Revision relative to the first value"),
            lambda row: columns.signed_percent(table, _relative(row)),
            numeric=True,
            unit="%",
        ),
        columns.sources(table, lambda row: (source for report in row.reports for source in report.sources)),
    )
    return table.build(shown, revised, subject=lambda row: row.latest.key)


def _relative(revision: Revision) -> Quantity | None:
    return revision.relative and revision.relative.times(100)


def _summaries(table: TableBuilder, mean: MeanRevision, measure: str) -> Iterator[tuple[Cell, Cell]]:
    """The summary rows of a level: the mean and the mean absolute revision, each with its name."""
    page, absolute = table.page, Quantity(mean.absolute)
    kind = page.words.lowered(page.words.text(page.catalogue.kinds[mean.kind].name))
    level = page.words.commas((kind, page.words.narrowed(mean.population)))
    yield (
        Cell(page.words.say(_MEAN, count=mean.count, level=level)),
        columns.signed_cell(table, Quantity(mean.mean), measure),
    )
    number, points = page.words.number(absolute, measure), points_unit(page, measure)
    yield (
        Cell(page.words.say(_MEAN_ABSOLUTE, count=mean.count, level=level)),
        Cell(number, number=page.words.digits(absolute, measure), detail=points),
    )
