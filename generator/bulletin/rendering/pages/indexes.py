"""The lists of organizations, measures, periods and sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bulletin.rendering import links
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, linked, period_cell
from bulletin.rendering.exhibits.unit_tables import latest_figure, to_unit
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.collation import collation_key
from bulletin.rendering.text.messages import KINDS, Counted, Labels, Message, Phrases
from bulletin.rendering.views import Cell, Column, Link, Table

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


def _organizations(scope: Scope) -> PageJob:
    measure = scope.measure(scope.main_measure)
    columns = (
        Labels.organization,
        Labels.kind,
        Labels.period,
        Column(measure, numeric=True, unit=scope.unit(scope.main_measure)),
    )
    draft = TableDraft(scope, "tree", scope.say(Labels.tree), columns)
    for organization, depth in _tree(scope, scope.catalogue.roots, 0):
        kind = scope.catalogue.kinds[scope.catalogue.organizations[organization].kind]
        figure = latest_figure(scope, organization)
        draft.add(
            linked(to_unit(scope, organization)),
            Cell(scope.text(kind.name)),
            period_cell(scope, figure.key.period, each=figure.key.each) if figure else EMPTY,
            draft.figure(figure),
            depth=min(depth, DEPTHS),
        )
    return _job(scope, Labels.organizations, Phrases.organizations_intro, len(scope.catalogue.organizations), draft)


def _tree(scope: Scope, organizations: Iterable[str], depth: int) -> Iterator[tuple[str, int]]:
    """The organizations and all below them, siblings by name."""
    for organization in sorted(organizations, key=lambda one: collation_key(scope.organization(one))):
        yield organization, depth
        yield from _tree(scope, scope.catalogue.children[organization], depth + 1)


def _periods(scope: Scope) -> PageJob:
    columns = (Labels.period, Labels.figures)
    draft = TableDraft(scope, "periods", scope.say(Labels.periods), columns)
    for period in sorted(scope.shelf.periods.values(), key=lambda one: (one.end, one.days), reverse=True):
        figures = scope.shelf.figures_by_period.get(period.text, [])
        count = sum(figure.key.breakdown is None for figure in figures)
        draft.add(linked(scope.to_period(period)), _count(scope, count))
    return _job(scope, Labels.periods, Phrases.periods_intro, len(scope.shelf.periods), draft)


def _measures(scope: Scope) -> PageJob:
    columns = (
        Labels.measure,
        Labels.definition,
        Labels.unit,
        Labels.measure_kind,
        Labels.figures,
    )
    draft = TableDraft(scope, "measures", scope.say(Labels.measures), columns)
    for record in scope.catalogue.measures.values():
        figures = scope.release.tables.by_measure.get(record.id, ())
        draft.add(
            linked(scope.to_measure(record.id)),
            Cell(scope.text(record.definition)),
            Cell(scope.unit(record.id)),
            Cell(scope.say(KINDS[record.kind])),
            _count(scope, sum(figure.key.breakdown is None for figure in figures)),
        )
    return _job(scope, Labels.measures, Phrases.measures_intro, len(scope.catalogue.measures), draft)


def _sources(scope: Scope) -> PageJob:
    columns = (
        Labels.source,
        Labels.publisher,
        Labels.published,
        Labels.figures,
    )
    draft = TableDraft(scope, "sources", scope.say(Labels.sources), columns)
    for record in sorted(scope.catalogue.sources.values(), key=lambda one: one.published, reverse=True):
        title = scope.text(record.title)
        draft.add(
            linked(Link(title, scope.href(links.source_page(record.id)))),
            Cell(scope.text(record.publisher)) if record.publisher else EMPTY,
            Cell(scope.date(record.published)),
            _count(scope, len(scope.shelf.figures_by_source.get(record.id, []))),
        )
    return _job(scope, Labels.sources, Phrases.sources_intro, len(scope.catalogue.sources), draft)


def _count(scope: Scope, number: int) -> Cell:
    return Cell(scope.count(number), number=str(number))


def _job(scope: Scope, title: Message, intro: Counted, number: int, draft: TableDraft) -> PageJob:
    words = intro.in_(scope.language, number, count=scope.count(number))
    return PageJob(
        path=scope.page,
        title=scope.say(title),
        description=words,
        trail=(),
        context=IndexContext(intro=words, entries=draft.finish()),
        language=scope.language,
    )
