"""Which targets have which status: the lists behind the counts of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.tables import group_by
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.messages import _
from bulletin.rendering import columns, figure_cells, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.status_chart import status_bars
from bulletin.rendering.pages.target_tables import measure_cell, period_of_target, subject_text
from bulletin.rendering.status_cells import in_unit_of
from bulletin.rendering.table_parts import is_long
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import asked_change, progress_for
from bulletin.rendering.views import Cell, ChartedTable, Link


class _List(NamedTuple):
    """The targets that have a status: of one that is set for a kind of organizations, or of one measure."""

    status: TargetStatus
    targets: tuple[TargetFigure, ...]
    is_first: bool
    """Whether it is the first of its status."""

    @property
    def first(self) -> TargetFigure:
        """One of them, for what they have in common."""
        return self.targets[0]


def status_count(page: PageContext, status: TargetStatus, count: int, target: TargetFigure | None = None) -> Cell:
    """How many targets have a status, with a link to the list of them.

    :param target: counts those set by its record for its period; else it is all that have the status.
    """
    cell = figure_cells.count_cell(page, count)
    if not count or status is TargetStatus.SUPERSEDED:
        return cell
    anchor = _anchor_of_status(status) if target is None else _anchor(target, status)
    return cell._replace(links=(Link(cell.text, page.links.href(links.TARGETS, anchor)),))


def to_status(page: PageContext, status: TargetStatus, text: str) -> Link:
    """A link to the list of all targets that have a status, of which there are some."""
    return Link(text, page.links.href(links.TARGETS, _anchor_of_status(status)))


def _anchor_of_status(status: TargetStatus) -> str:
    return f"status-{status.value}"


def _anchor(target: TargetFigure, status: TargetStatus) -> str:
    return f"targets-{status.value}-{target.id}-{target.key.period.slug}"


def lists_table(page: PageContext, targets: Sequence[TargetFigure]) -> ChartedTable | None:
    """The organizations of each status, each linked to its target, by status, and how many they are; None without any.

    :param targets: those in force.
    """
    table = TableBuilder(page, "by-status", page.words.say(_("Who has which status")))
    shown: tuple[Column[_List], ...] = (
        columns.column(table, Labels.measure, lambda row: measure_cell(page, row.first), detail=Labels.population),
        columns.column(table, Labels.status, lambda row: _status(page, row)),
        columns.column(table, _("Target's period"), lambda row: _period(page, row)),
        columns.text(table, _("Asked for"), lambda row: asked_for(page, row.first) if _is_of_kind(row) else ""),
        columns.count(table, Labels.count, lambda row: len(row.targets)),
        columns.column(table, Labels.organizations, lambda row: _organizations(page, row), wide=True),
    )
    rows = _lists(page, targets)
    built = table.build(shown, rows, anchor=lambda row: _anchor(row.first, row.status), in_full=True)
    return ChartedTable(built, status_bars(page, _labelled(page, targets), built.id)) if built else None


def _labelled(page: PageContext, targets: Sequence[TargetFigure]) -> Iterator[tuple[str, TargetFigure]]:
    """Targets with what they are set for, as they are listed, measure by measure."""
    in_order = sorted(targets, key=lambda each: (page.measures.index(each.key.measure), each.key.period))
    return ((subject_text(page, each, with_period=each.organization_kind is not None), each) for each in in_order)


def asked_for(page: PageContext, target: TargetFigure) -> str:
    """The change on the baseline or the value that is to be reached."""
    return asked_change(page, target) or in_unit_of(page, target, target.value)


def _lists(page: PageContext, targets: Iterable[TargetFigure]) -> Iterator[_List]:
    of_status = group_by(targets, lambda target: progress_for(page, target).status)
    for status in filter(of_status.__contains__, TargetStatus):
        groups = group_by(of_status[status], _group)
        for place, group in enumerate(groups.values()):
            yield _List(status, group, place == 0)


def _group(target: TargetFigure) -> tuple[str, ...]:
    """What is listed together: targets of one record for one period, and else those of one measure."""
    about = target.key.measure, target.key.population, target.key.category or ""
    return (*about, target.id, target.key.period.text) if target.organization_kind else about


def _is_of_kind(row: _List) -> bool:
    return row.first.organization_kind is not None


def _status(page: PageContext, row: _List) -> Cell:
    name = page.words.capitalized(page.words.target_status(row.status))
    return Cell(name, anchor=_anchor_of_status(row.status) if row.is_first else "")


def _period(page: PageContext, row: _List) -> Cell:
    return period_of_target(page, row.first) if _is_of_kind(row) else figure_cells.EMPTY


def _organizations(page: PageContext, row: _List) -> Cell:
    """By name; with the periods of targets that are not all for one. Of too many, the table of targets has all."""
    if is_long(row.targets):
        table = page.words.say(_("Targets", "in force"))
        return Cell(table, (Link(table, page.links.href(links.TARGETS, "table-targets")),))

    def named(target: TargetFigure) -> str:
        name = page.words.organization(target.key.organization)
        if _is_of_kind(row):
            return name
        return page.words.say(
            _("{organization} ({period})"), organization=name, period=page.words.period_name(target.key.period)
        )

    listed = sorted(
        row.targets, key=lambda target: page.words.sort_key(page.words.organization(target.key.organization))
    )
    shown = tuple(page.links.to_target(target, named(target)) for target in listed)
    return Cell(page.words.semicolons(link.text for link in shown), shown)
