"""Charts of the statuses of targets: a map of units by their tiles, and how many targets have which status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bulletin.analysis.figures import TargetFigure
from bulletin.analysis.tables import group_by
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.messages import _
from bulletin.rendering.charts.drawing import Paint
from bulletin.rendering.charts.specs import Reading, StackedRow, StackedSpec, Tile, TileMapSpec, TileState
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import BARS, ChartBuilder
from bulletin.rendering.phrases.figures import measure_name
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.views import Chart


class State(NamedTuple):
    """What shows a status, wherever one is shown: on a map, in a bar, and by the style sheet in the board's tables."""

    status: TargetStatus
    symbol: str
    paint: Paint
    """Of the hue that the style sheet tints the cells of tables with."""


STATES = (
    State(TargetStatus.ACHIEVED, "✓", Paint.STATUS_ACHIEVED),
    State(TargetStatus.AHEAD, "▲", Paint.STATUS_AHEAD),
    State(TargetStatus.ON_PACE, "●", Paint.STATUS_ON_PACE),
    State(TargetStatus.BEHIND, "▼", Paint.STATUS_BEHIND),
    State(TargetStatus.MISSED, "✗", Paint.STATUS_MISSED),
    State(TargetStatus.NOT_ASSESSABLE, "–", Paint.STATUS_NOT_ASSESSABLE),
)
"""In the order in which they are dark and light in turn."""
_FEWEST = 3
"""Tiles that make a map."""
_LETTERS = 4
"""Of the name in a tile, at most."""


def status_map(page: PageContext, targets: Iterable[TargetFigure], table: str) -> Chart | None:
    """The units of one kind that have a tile, by the status of their target; None for fewer than three.

    :param targets: of one subject and period. A unit whose targets have various statuses has no tile, which shows one.
    """
    placed = _placed(page, targets)
    if not page.charts or len(placed) < _FEWEST:
        return None
    statuses = [progress_for(page, target).status for target in placed]
    order = [state.status for state in STATES]
    tiles = tuple(_tile(page, target, order.index(status)) for target, status in zip(placed, statuses, strict=True))
    key = placed[0].key
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        page.words.say(
            _("{measure} {period}: units by status of their targets"),
            measure=measure_name(page.words, key),
            period=page.words.period_inside(key.period),
        ),
        page.words.say(_("A tile for each unit, roughly where it is")),
        _alternative(page, placed, statuses),
    )
    states = tuple(
        TileState(name=page.words.target_status(each.status), symbol=each.symbol, paint=each.paint) for each in STATES
    )
    return builder.build(TileMapSpec(frame=frame, states=states, tiles=tiles))


def _placed(page: PageContext, targets: Iterable[TargetFigure]) -> tuple[TargetFigure, ...]:
    """A target of each unit of one kind: tiles are places among units of a kind, and most have those of this one."""
    units = page.catalogue.organizations
    of_unit = group_by(targets, lambda target: target.key.organization)
    alike = [
        group[0]
        for unit, group in of_unit.items()
        if units[unit].tile and len({progress_for(page, target).status for target in group}) == 1
    ]
    of_kind = group_by(alike, lambda target: units[target.key.organization].kind)
    return max(of_kind.values(), key=len, default=())


def _tile(page: PageContext, target: TargetFigure, state: int) -> Tile:
    record = page.catalogue.organizations[target.key.organization]
    if record.tile is None:
        raise ValueError(f"{record.id} has no tile")
    name, status = page.words.organization(record.id), page.words.target_status(STATES[state].status)
    short = page.words.text(record.short) if record.short else next(iter(record.codes.values()), record.id.upper())
    return Tile(
        name=short if len(short) <= _LETTERS else short[:_LETTERS],
        column=record.tile.column,
        row=record.tile.row,
        state=state,
        title=page.words.named(name, status),
    )


def _alternative(page: PageContext, targets: Sequence[TargetFigure], statuses: Sequence[TargetStatus]) -> str:
    """The units of each status."""
    units = group_by(zip(targets, statuses, strict=True), lambda pair: pair[1])
    found = (
        page.words.named(
            page.words.target_status(state.status),
            page.words.commas(page.words.organization(target.key.organization) for target, _ in units[state.status]),
        )
        for state in STATES
        if state.status in units
    )
    return page.words.say(_("By status: {rows}."), rows=page.words.semicolons(found))


# --- how many targets have which status

_BY_STATUS = _("Targets by status")
_MOST_OFTEN = _("Targets by status: most often {status}")
_TARGETS = 3
"""Targets that are worth a chart."""


def status_bars(page: PageContext, targets: Iterable[tuple[str, TargetFigure]], table: str) -> Chart | None:
    """How many targets have which status, a row for what they are set for; None for few targets or too many rows.

    :param targets: each with what it is set for, in the order of the rows.
    """
    counts: dict[str, Counter[TargetStatus]] = {}
    for label, target in targets:
        counts.setdefault(label, Counter())[progress_for(page, target).status] += 1
    together = sum(counts.values(), Counter[TargetStatus]())
    if not page.charts or together.total() < _TARGETS or len(counts) > BARS:
        return None
    (status, count), *others = together.most_common()
    is_first = all(number < count for _status, number in others)
    said = (page.words.named(label, _counted(page, of_label)) for label, of_label in counts.items())
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        page.words.say(_MOST_OFTEN if is_first else _BY_STATUS, status=page.words.target_status(status)),
        page.words.say(
            _("Unit: {unit}; each bar is all of its row"), unit=page.words.lowered(page.words.say(Labels.targets))
        ),
        page.words.say(_("By status: {rows}."), rows=page.words.semicolons(said)),
    )
    parts = tuple(f"{each.symbol} {page.words.target_status(each.status)}" for each in STATES)
    rows = tuple(_status_row(page, label, of_label) for label, of_label in counts.items())
    return builder.build(StackedSpec(frame=frame, parts=parts, rows=rows, paints=tuple(each.paint for each in STATES)))


def _counted(page: PageContext, counts: Mapping[TargetStatus, int]) -> str:
    known = [state.status for state in STATES if counts.get(state.status)]
    return page.words.commas(f"{page.words.target_status(each)} {page.words.count(counts[each])}" for each in known)


def _status_row(page: PageContext, label: str, counts: Mapping[TargetStatus, int]) -> StackedRow:
    numbers = [counts.get(state.status, 0) for state in STATES]
    names = (page.words.commas((label, page.words.target_status(state.status))) for state in STATES)
    said = (
        Reading(short=page.words.count(number), whole=page.words.named(name, page.words.count(number)))
        for number, name in zip(numbers, names, strict=True)
    )
    return StackedRow(label=label, shares=tuple(map(float, numbers)), said=tuple(said))
