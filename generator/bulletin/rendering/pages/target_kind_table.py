"""The table of targets that one record sets for many organizations: how many of them have which status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.tables import group_by
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.messages import _
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.target_lists import asked_for, status_count
from bulletin.rendering.pages.target_tables import lead_columns
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.views import ColumnHeader, Table

_SHOWN = tuple(status for status in TargetStatus if status is not TargetStatus.SUPERSEDED)


class _Row(NamedTuple):
    """A target, or a milestone, of the organizations of a kind."""

    first: TargetFigure
    """That of the first organization."""
    kind: str
    statuses: Mapping[TargetStatus, int]


def kind_table(page: PageContext, targets: Iterable[TargetFigure]) -> Table | None:
    """Targets for each organization of a kind, a row for each period; None without any.

    :param targets: those in force.
    """
    table = TableBuilder(page, "by-kind", page.words.say(_("Targets for many organizations, by status")))
    shown: tuple[Column[_Row] | None, ...] = (
        columns.text(table, _("Set for"), lambda row: page.words.counted(row.kind, sum(row.statuses.values()))),
        *lead_columns(table, lambda row: row.first, of_one_organization=True),
        columns.text(table, _("Asked for"), lambda row: asked_for(page, row.first)),
        *(_count_column(page, status) for status in _SHOWN),
    )
    return table.build(shown, _rows(page, targets))


def _rows(page: PageContext, targets: Iterable[TargetFigure]) -> Iterator[_Row]:
    together = group_by(targets, lambda target: (target.id, target.organization_kind, target.key.period))
    for (_id, kind, _period), group in together.items():
        if kind is not None:
            yield _Row(group[0], kind, Counter(progress_for(page, target).status for target in group))


def _count_column(page: PageContext, status: TargetStatus) -> Column[_Row]:
    header = ColumnHeader(page.words.capitalized(page.words.target_status(status)), numeric=True)
    return Column(header, lambda row: status_count(page, status, row.statuses[status], row.first))
