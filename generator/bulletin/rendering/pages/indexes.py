"""The lists of organizations, measures, periods and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bulletin.analysis.tables import Figure
from bulletin.model.periods import Period
from bulletin.model.records import Measure, Source
from bulletin.rendering import columns, links
from bulletin.rendering.figure_cells import EMPTY, linked, period_cell
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.pages.organization_tables import latest_figure, to_unit
from bulletin.rendering.scope import Scope
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text.collation import collation_key
from bulletin.rendering.text.messages import KINDS, Counted, Labels, Message, Phrases
from bulletin.rendering.views import Cell, ColumnHeader, Link, Table

DEPTHS = 5
"""How many levels of the tree are told apart by indentation."""


@dataclass(frozen=True)
class IndexContext(Context):
    """A list of pages."""

    template = "index"

    intro: str
    """How many there are."""
    entries: Table | None
    """The pages, with the little that helps to choose; None where there are none."""


def index_jobs(scope: Scope) -> Iterator[PageJob]:
    """The index pages."""
    yield _organizations(scope.at(links.ORGANIZATIONS))
    yield _periods(scope.at(links.PERIODS))
    yield _measures(scope.at(links.MEASURES))
    yield _sources(scope.at(links.SOURCES))


class TreeRow(NamedTuple):
    """An organization in the tree, with its depth and its latest figure of the main measure."""

    organization: str
    depth: int
    figure: Figure | None


def _organizations(scope: Scope) -> PageJob:
    table = TableBuilder(scope, "tree", scope.say(Labels.tree))
    main = ColumnHeader(scope.measure(scope.main_measure), numeric=True, unit=scope.unit(scope.main_measure))
    shown: tuple[Column[TreeRow], ...] = (
        columns.column(
            table, Labels.organization, lambda row: linked(to_unit(scope, row.organization)), detail=Labels.population
        ),
        columns.kind(table, lambda row: row.organization),
        columns.column(table, Labels.period, lambda row: _period(scope, row.figure)),
        Column(main, lambda row: table.figure(row.figure)),
    )
    entries = table.build(shown, _tree(scope, scope.catalogue.roots, 0), depth=lambda row: min(row.depth, DEPTHS))
    return _job(scope, Labels.organizations, Phrases.organizations_intro, len(scope.catalogue.organizations), entries)


def _tree(scope: Scope, organizations: Iterable[str], depth: int) -> Iterator[TreeRow]:
    """The organizations and all below them, siblings by name."""
    for organization in sorted(organizations, key=lambda sibling: collation_key(scope.organization(sibling))):
        yield TreeRow(organization, depth, latest_figure(scope, organization))
        yield from _tree(scope, scope.catalogue.children[organization], depth + 1)


def _period(scope: Scope, figure: Figure | None) -> Cell:
    return period_cell(scope, figure.key.period, each=figure.key.each) if figure else EMPTY


def _periods(scope: Scope) -> PageJob:
    table = TableBuilder(scope, "periods", scope.say(Labels.periods))
    shown: tuple[Column[Period], ...] = (
        columns.column(table, Labels.period, lambda row: linked(scope.to_period(row))),
        columns.count(table, Labels.figures, lambda row: _wholes(scope.shelf.figures_by_period.get(row.text, ()))),
    )
    periods = sorted(scope.shelf.periods.values(), key=lambda period: (period.end, period.days), reverse=True)
    return _job(scope, Labels.periods, Phrases.periods_intro, len(periods), table.build(shown, periods))


def _wholes(figures: Iterable[Figure]) -> int:
    """The number of whole figures."""
    return sum(figure.key.breakdown is None for figure in figures)


def _measures(scope: Scope) -> PageJob:
    table = TableBuilder(scope, "measures", scope.say(Labels.measures))
    shown: tuple[Column[Measure], ...] = (
        columns.column(table, Labels.measure, lambda row: linked(scope.to_measure(row.id)), detail=Labels.population),
        columns.text(table, Labels.definition, lambda row: scope.text(row.definition), wide=True),
        columns.text(table, Labels.unit, lambda row: scope.unit(row.id)),
        columns.text(table, Labels.measure_kind, lambda row: scope.say(KINDS[row.kind])),
        columns.count(table, Labels.figures, lambda row: _wholes(scope.release.tables.by_measure.get(row.id, ()))),
    )
    measures = scope.catalogue.measures.values()
    return _job(scope, Labels.measures, Phrases.measures_intro, len(measures), table.build(shown, measures))


def _sources(scope: Scope) -> PageJob:
    table = TableBuilder(scope, "sources", scope.say(Labels.sources))
    shown: tuple[Column[Source], ...] = (
        columns.column(table, Labels.source, lambda row: linked(_to_source(scope, row))),
        columns.text(table, Labels.publisher, lambda row: scope.text(row.publisher) if row.publisher else ""),
        columns.text(table, Labels.published, lambda row: scope.date(row.published)),
        columns.count(table, Labels.figures, lambda row: len(scope.shelf.figures_by_source.get(row.id, ()))),
    )
    sources = sorted(scope.catalogue.sources.values(), key=lambda source: source.published, reverse=True)
    return _job(scope, Labels.sources, Phrases.sources_intro, len(sources), table.build(shown, sources))


def _to_source(scope: Scope, source: Source) -> Link:
    return Link(scope.text(source.title), scope.href(links.source_page(source.id)))


def _job(scope: Scope, title: Message, intro: Counted, number: int, entries: Table | None) -> PageJob:
    words = intro.in_(scope.language, number, count=scope.count(number))
    return PageJob(
        path=scope.page,
        title=scope.say(title),
        description=words,
        trail=(),
        context=IndexContext(intro=words, entries=entries),
        language=scope.language,
    )
