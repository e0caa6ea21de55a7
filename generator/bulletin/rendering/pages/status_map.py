"""The map of units by the status of a target, where their records give them a tile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bulletin.analysis.tables import TargetFigure, group_by
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.messages import _
from bulletin.rendering.charts.specs import Tile, TileMapSpec, TileState
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.charts import ChartBuilder
from bulletin.rendering.phrases.figures import measure_name
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.views import Chart

STATES = (
    (TargetStatus.ACHIEVED, "✓"),
    (TargetStatus.AHEAD, "▲"),
    (TargetStatus.ON_PACE, "●"),
    (TargetStatus.BEHIND, "▼"),
    (TargetStatus.MISSED, "✗"),
    (TargetStatus.NOT_ASSESSABLE, "–"),
)
"""In the order in which they are dark and light in turn; the style sheet gives the board's tables the same symbols."""
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
    order = [status for status, _ in STATES]
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
    states = tuple(TileState(name=page.words.target_status(status), symbol=symbol) for status, symbol in STATES)
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
    name, status = page.words.organization(record.id), page.words.target_status(STATES[state][0])
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
            page.words.target_status(status),
            page.words.commas(page.words.organization(target.key.organization) for target, _status in units[status]),
        )
        for status, _symbol in STATES
        if status in units
    )
    return page.words.say(_("By status: {rows}."), rows=page.words.semicolons(found))
