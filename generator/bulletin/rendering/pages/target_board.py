"""The target board: units against targets, with the status of each, and how many have which status.

Each thing that targets are set for has a table of its own, whose columns are their periods: these have short headings,
so that many targets fit. Many units are split by what they are directly below, with the totals first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.tables import group_by
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.messages import _
from bulletin.model.keys import SeriesKey
from bulletin.model.periods import Period
from bulletin.rendering import columns, figure_cells, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.index_page import DEPTHS
from bulletin.rendering.pages.status_chart import status_bars, status_map
from bulletin.rendering.pages.target_lists import status_count
from bulletin.rendering.pages.target_tables import lead_columns, subject_text
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.views import Cell, ChartedTable, ColumnHeader, Link, Table

MOST_TOGETHER = 40
"""Organizations that the board has on one page; more are split."""
_PERIODS_BESIDE = 6
"""Periods that a table has; more make further tables."""
TITLE = _("Target board")
_TITLE_OF = _("{organization}: target board of the units below")
_INTRO = _("Every target in force of every unit: which are achieved, and which not. A status leads to its target.")
STATUSES = tuple(status for status in TargetStatus if status is not TargetStatus.SUPERSEDED)
"""Those that targets in force can have."""


@dataclass(frozen=True)
class BoardContext(Context):
    """Units against targets."""

    template = "target-board"

    intro: str
    """What it shows."""
    totals: ChartedTable | None
    """How many units have which status, of each target; with a map of the target that most units have."""
    parts: Table | None
    """The parts of the board, with their statuses; None where it is not split."""
    boards: tuple[Table, ...]
    """The status of each unit and target, of what each target is set for."""


def board_job(page: PageContext) -> PageJob | None:
    """The board: all of it, or its totals with the parts that it is split into. None for fewer than two units."""
    page, targets = page.at(links.BOARD), _in_force(page)
    units = {target.key.organization for target in targets}
    if len(units) <= 1:
        return None
    parts = _parts(page)
    alone = [target for target in targets if _parent(page, target) is None] if parts else targets
    return _job(page, page.words.say(TITLE), (), _context(page, targets, alone, parts))


def board_jobs(page: PageContext) -> Iterator[PageJob]:
    """The parts of a board that is split."""
    for parent, targets in _parts(page).items():
        there = page.at(links.board_page(parent))
        title = page.words.say(_TITLE_OF, organization=page.words.organization(parent))
        trail = (there.links.to(links.BOARD, TITLE), there.links.to_organization(parent))
        yield _job(there, title, trail, _context(there, targets, targets, {}))


def board_intro(page: PageContext) -> str:
    """What the board shows."""
    return page.words.say(_INTRO)


def to_board(page: PageContext) -> tuple[Link, ...]:
    """A link to the board; nothing where there is none."""
    units = {target.key.organization for target in _in_force(page)}
    return (page.links.to(links.BOARD, TITLE),) if len(units) > 1 else ()


def _job(page: PageContext, title: str, trail: tuple[Link, ...], context: BoardContext) -> PageJob:
    return PageJob(
        path=page.path,
        title=title,
        description=page.words.named(title, context.intro) if trail else context.intro,
        trail=trail,
        context=context,
        language=page.language,
    )


def _context(
    page: PageContext,
    counted: Sequence[TargetFigure],
    listed: Sequence[TargetFigure],
    parts: Mapping[str, Sequence[TargetFigure]],
) -> BoardContext:
    """What a page of the board shows.

    :param counted: the targets in its totals.
    :param listed: those of which it has the statuses.
    """
    return BoardContext(
        intro=board_intro(page),
        totals=_totals(page, counted),
        parts=_parts_table(page, parts),
        boards=tuple(_boards(page, listed)),
    )


def _in_force(page: PageContext) -> list[TargetFigure]:
    return [target for target in page.tables.targets if target.superseded_by is None]


def _parent(page: PageContext, target: TargetFigure) -> str | None:
    return page.catalogue.organizations[target.key.organization].parent


def _parts(page: PageContext) -> dict[str, tuple[TargetFigure, ...]]:
    """The targets of the units below each parent, as the tree is read; empty where the board is on one page."""
    targets = _in_force(page)
    if len({target.key.organization for target in targets}) <= MOST_TOGETHER:
        return {}
    found = group_by(targets, lambda target: _parent(page, target))
    return {parent: found[parent] for parent in page.catalogue.tree_order if parent in found}


# --- how many have which status


class _Counted(NamedTuple):
    """Targets of one kind or of one part, by status."""

    about: TargetFigure
    """The first of them."""
    statuses: Mapping[TargetStatus, int]
    of_record: TargetFigure | None
    """The first of them where one record sets them all, so that there is a list of just them."""
    parent: str = ""
    """The unit above them, of a part."""


def _totals(page: PageContext, targets: Sequence[TargetFigure]) -> ChartedTable | None:
    table = TableBuilder(page, "totals", page.words.say(_("Units by status of their targets")))
    groups = group_by(targets, lambda target: (_subject(target), target.key.period))
    in_order = [groups[group] for group in sorted(groups, key=lambda group: _order(page, *group))]
    rows = [_counted(page, group) for group in in_order]
    shown: tuple[Column[_Counted] | None, ...] = (
        *lead_columns(table, lambda row: row.about, of_one_organization=True),
        *_count_columns(page, rows),
    )
    built = table.build(shown, rows)
    largest = max(groups.items(), key=lambda group: (len(group[1]), group[0][1].recency))[1] if groups else ()
    if built is None:
        return None
    labelled = ((subject_text(page, target, with_period=True), target) for group in in_order for target in group)
    chart = status_map(page, largest, built.id) or status_bars(page, labelled, built.id)
    return ChartedTable(built, chart)


def _parts_table(page: PageContext, parts: Mapping[str, Sequence[TargetFigure]]) -> Table | None:
    table = TableBuilder(page, "parts", page.words.say(_("The board by the unit above")))
    rows = [_counted(page, targets, parent) for parent, targets in parts.items()]
    shown = (
        columns.column(table, Labels.organization, lambda row: figure_cells.linked(_to_part(page, row.parent))),
        *_count_columns(page, rows),
    )
    return table.build(shown, rows)


def _to_part(page: PageContext, parent: str) -> Link:
    return Link(page.words.organization(parent), page.links.href(links.board_page(parent)))


def _counted(page: PageContext, targets: Sequence[TargetFigure], parent: str = "") -> _Counted:
    statuses = Counter(progress_for(page, target).status for target in targets)
    is_one_record = targets[0].organization_kind is not None and len({target.id for target in targets}) == 1
    return _Counted(targets[0], statuses, targets[0] if is_one_record else None, parent)


def _count_columns(page: PageContext, rows: Sequence[_Counted]) -> Iterator[Column[_Counted]]:
    """A column for each status that any has."""
    for status in STATUSES:
        if any(row.statuses.get(status) for row in rows):
            yield _count_column(page, status)


def _count_column(page: PageContext, status: TargetStatus) -> Column[_Counted]:
    header = ColumnHeader(page.words.capitalized(page.words.target_status(status)), numeric=True)

    def cell(row: _Counted) -> Cell:
        """With a link to whose they are; those of a part are on its page."""
        count = row.statuses.get(status, 0)
        return figure_cells.count_cell(page, count) if row.parent else status_count(page, status, count, row.of_record)

    return Column(header, cell)


# --- the status of each unit


def _subject(target: TargetFigure) -> tuple[SeriesKey, bool]:
    """What a target is set for, whoever it is set for; whether it is a share."""
    return target.key.series.of(""), target.share is not None


def _order(page: PageContext, subject: tuple[SeriesKey, bool], period: Period) -> tuple[object, ...]:
    series, is_share = subject
    place = page.measures.index(series.measure)
    return place, series.population, series.breakdown or "", series.category or "", is_share, period


def _boards(page: PageContext, targets: Iterable[TargetFigure]) -> Iterator[Table]:
    """The tables of what targets are set for, in the order of the measures."""
    subjects = group_by(targets, _subject)
    for number, subject in enumerate(sorted(subjects, key=lambda each: _order(page, each, _first(subjects[each])))):
        periods = sorted({target.key.period for target in subjects[subject]})
        for first in range(0, len(periods), _PERIODS_BESIDE):
            part = periods[first : first + _PERIODS_BESIDE]
            name = f"board-{number + 1}" + (f"-{first // _PERIODS_BESIDE + 1}" if first else "")
            board = _board(page, name, part, subjects[subject])
            yield from [board] if board else []


def _first(targets: Iterable[TargetFigure]) -> Period:
    return min(target.key.period for target in targets)


def _board(page: PageContext, name: str, periods: Sequence[Period], targets: Sequence[TargetFigure]) -> Table | None:
    """Units as rows, in the order of the tree, and periods as columns."""
    of_unit = group_by(
        (target for target in targets if target.key.period in periods), lambda target: target.key.organization
    )
    title = subject_text(page, targets[0])
    if len(periods) < len({target.key.period for target in targets}):
        first, last = page.words.period_name(periods[0]), page.words.period_name(periods[-1])
        title = page.words.commas((title, page.words.interval(first, last)))
    table = TableBuilder(page, name, title)
    shown = (
        columns.organization_id(table, lambda row: row),
        *(_status_column(page, period, of_unit) for period in periods),
    )
    tree = page.catalogue.tree_order
    units = sorted(of_unit, key=lambda unit: tree[unit][1])
    top = min(tree[unit][0] for unit in units)
    return table.build(shown, units, depth=lambda unit: min(tree[unit][0] - top, DEPTHS), in_full=True)


def _status_column(page: PageContext, period: Period, of_unit: Mapping[str, Sequence[TargetFigure]]) -> Column[str]:
    def cell(unit: str) -> Cell:
        return _status(page, [target for target in of_unit[unit] if target.key.period == period])

    return Column(ColumnHeader(page.words.period(period)), cell)


def _status(page: PageContext, targets: Sequence[TargetFigure]) -> Cell:
    """The status of a unit's targets of one kind and period: more than one where several were set."""
    statuses = [progress_for(page, target).status for target in targets]
    to_targets = tuple(
        page.links.to_target(target, page.words.target_status(status), _title(page, target))
        for target, status in zip(targets, statuses, strict=True)
    )
    return Cell(links=to_targets, shade=f"{statuses[0]}" if len(set(statuses)) == 1 else "")


def _title(page: PageContext, target: TargetFigure) -> str:
    return page.words.commas((page.words.organization(target.key.organization), page.words.period(target.key.period)))
