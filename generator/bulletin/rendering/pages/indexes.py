"""The lists of organizations, measures, periods and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from bulletin.analysis.figures import Figure
from bulletin.localization.messages import Message, _, n_
from bulletin.model.periods import Period
from bulletin.model.records import Measure, Source
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import linked
from bulletin.rendering.files import PageJob
from bulletin.rendering.labels import KINDS, Labels
from bulletin.rendering.pages.comparisons import to_comparisons
from bulletin.rendering.pages.index_page import DEPTHS, index_job
from bulletin.rendering.pages.rankings import to_rankings
from bulletin.rendering.pages.units import latest_figure, to_unit
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, ColumnHeader, Link, Priority, Table

_ORGANIZATIONS_INTRO = n_(
    "{count} organization, in the order of the tree.", "{count} organizations, in the order of the tree."
)
_PERIODS_INTRO = n_(
    "Figures for {count} period.",
    "Figures for {count} periods, the latest first. Periods may overlap, so that they are not added up.",
)


_ALSO: Mapping[str, Callable[[PageContext], tuple[Link, ...]]] = {
    links.ORGANIZATIONS: to_comparisons,
    links.MEASURES: to_rankings,
}
"""The pages that answer questions about all that a list has."""


class TreeRow(NamedTuple):
    """An organization in the tree, with its depth and its latest figure of each main measure."""

    organization: str
    depth: int
    figures: tuple[Figure | None, ...]
    """In the order of the main measures."""


def organizations_job(page: PageContext) -> PageJob:
    """The list of organizations: the tree, with the latest figure of each."""
    page = page.at(links.ORGANIZATIONS)
    table = TableBuilder(page, "tree", page.words.say(_("Tree of organizations")))
    shown: tuple[Column[TreeRow], ...] = (
        columns.column(table, Labels.organization, lambda row: linked(to_unit(page, row.organization))),
        columns.kind(table, lambda row: row.organization),
        *(_code(page, scheme) for scheme in page.catalogue.code_lists),
        *chain.from_iterable(_main_measure(table, n, measure) for n, measure in enumerate(page.main_measures)),
    )
    entries = table.build(shown, _tree(page, page.catalogue.roots, 0), depth=lambda row: min(row.depth, DEPTHS))
    return _job(page, Labels.organizations, _ORGANIZATIONS_INTRO, len(page.catalogue.organizations), entries)


def _main_measure(table: TableBuilder, position: int, measure: str) -> tuple[Column[TreeRow], Column[TreeRow]]:
    """The columns of a main measure: the period of the latest figure, and its value.

    :param position: of the measure among the main ones; of several, each column says which one it is about.
    """
    page, name = table.page, table.page.words.measure(measure)
    period: Column[TreeRow] = columns.figure_period(table, lambda row: row.figures[position])
    if len(page.main_measures) > 1:
        title = page.words.named(name, page.words.lowered(period.header.title))
        period = replace(period, header=replace(period.header, title=title))
    header = ColumnHeader(name, numeric=True, unit=page.words.unit_of(measure))
    return period, Column(header, lambda row: table.figure(row.figures[position]))


def _code(page: PageContext, scheme: str) -> Column[TreeRow]:
    # Translators: head of a column: the code of an organization in an official list, of which the name is given
    header = ColumnHeader(page.words.say(_("Code ({scheme})"), scheme=scheme), priority=Priority.CONTEXT)
    return Column(header, lambda row: Cell(page.catalogue.organizations[row.organization].codes.get(scheme, "")))


def _tree(page: PageContext, organizations: Iterable[str], depth: int) -> Iterator[TreeRow]:
    """The organizations and all below them, siblings by name."""
    for organization in sorted(
        organizations, key=lambda sibling: page.words.sort_key(page.words.organization(sibling))
    ):
        figures = tuple(latest_figure(page, organization, measure) for measure in page.main_measures)
        yield TreeRow(organization, depth, figures)
        yield from _tree(page, page.catalogue.children[organization], depth + 1)


def periods_job(page: PageContext) -> PageJob | None:
    """The list of periods; None without any."""
    page = page.at(links.PERIODS)
    table = TableBuilder(page, "periods", page.words.say(Labels.periods))
    shown: tuple[Column[Period], ...] = (
        columns.column(table, Labels.period, lambda row: linked(page.links.to_period(row))),
        columns.count(table, _("Figures"), lambda row: _wholes(page.tables.by_period.get(row.text, ()))),
    )
    periods = sorted(page.tables.periods.values(), key=lambda period: period.extent, reverse=True)
    return _job(page, Labels.periods, _PERIODS_INTRO, len(periods), table.build(shown, periods)) if periods else None


def _wholes(figures: Iterable[Figure]) -> int:
    """The number of whole figures."""
    return sum(figure.key.breakdown is None for figure in figures)


def measures_job(page: PageContext) -> PageJob:
    """The list of measures."""
    page = page.at(links.MEASURES)
    table = TableBuilder(page, "measures", page.words.say(Labels.measures))
    shown: tuple[Column[Measure], ...] = (
        columns.column(table, Labels.measure, lambda row: linked(page.links.to_measure(row.id))),
        columns.text(table, _("Definition"), lambda row: page.words.text(row.definition), wide=True),
        columns.text(table, Labels.unit, lambda row: page.words.unit_of(row.id)),
        columns.text(table, _("Kind of measure"), lambda row: page.words.say(KINDS[row.kind])).of(Priority.CONTEXT),
        columns.count(table, _("Figures"), lambda row: _wholes(page.tables.by_measure.get(row.id, ()))),
    )
    measures = page.catalogue.measures.values()
    return _job(
        page, Labels.measures, n_("{count} measure.", "{count} measures."), len(measures), table.build(shown, measures)
    )


def sources_job(page: PageContext) -> PageJob | None:
    """The list of sources; None without any."""
    page = page.at(links.SOURCES)
    table = TableBuilder(page, "sources", page.words.say(Labels.sources))
    shown: tuple[Column[Source], ...] = (
        columns.column(table, Labels.source, lambda row: linked(_to_source(page, row))),
        columns.text(table, _("Publisher"), lambda row: page.words.text(row.publisher) if row.publisher else ""),
        columns.text(table, _("Published"), lambda row: page.words.date(row.published)),
        columns.count(table, _("Figures"), lambda row: len(page.tables.by_source.get(row.id, ()))),
    )
    sources = sorted(page.catalogue.sources.values(), key=lambda source: source.published, reverse=True)
    if not sources:
        return None
    return _job(
        page,
        Labels.sources,
        n_("{count} source.", "{count} sources, the latest first."),
        len(sources),
        table.build(shown, sources),
    )


def _to_source(page: PageContext, source: Source) -> Link:
    return Link(page.words.source_title(source.id), page.links.href(links.source_page(source.id)))


def _job(page: PageContext, title: Message, intro: Message, number: int, entries: Table | None) -> PageJob:
    also = _ALSO.get(page.path)
    return index_job(page, title, page.words.say(intro, count=number), entries, also=also(page) if also else ())
