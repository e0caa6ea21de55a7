"""The map of units by the status of a target, where their records give them a tile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bulletin.analysis.tables import TargetFigure, group_by
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.messages import _
from bulletin.rendering.charts.specs import Frame, Tile, TileMapSpec, TileState
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.charts import chart
from bulletin.rendering.phrases.figures import measure_name
from bulletin.rendering.target_cells import progress_for
from bulletin.rendering.views import Chart

_STATES = (
    (TargetStatus.ACHIEVED, "✓"),
    (TargetStatus.AHEAD, "▲"),
    (TargetStatus.ON_PACE, "●"),
    (TargetStatus.BEHIND, "▼"),
    (TargetStatus.MISSED, "✗"),
    (TargetStatus.NOT_ASSESSABLE, "–"),
)
"""In the order in which they are dark and light in turn; the symbols are those of the board's tables."""
_FEWEST = 3
"""Tiles that make a map."""
_LETTERS = 4
"""Of the name in a tile, at most."""


def status_map(page: PageContext, targets: Iterable[TargetFigure], table: str) -> Chart | None:
    """The units of one kind that have a tile, by the status of their target; None for fewer than three.

    :param targets: one of each unit, all of one kind and period.
    """
    units = page.catalogue.organizations
    having = [target for target in targets if units[target.key.organization].tile]
    # Tiles are places among the units of a kind: the map is that of the kind with the most of them.
    placed = max(group_by(having, lambda target: units[target.key.organization].kind).values(), key=len, default=())
    if not page.charts or len(placed) < _FEWEST:
        return None
    statuses = [progress_for(page, target).status for target in placed]
    order = [status for status, _ in _STATES]
    tiles = tuple(_tile(page, target, order.index(status)) for target, status in zip(placed, statuses, strict=True))
    key = placed[0].key
    frame = Frame(
        id=f"chart-{table}",
        headline=page.marked(
            page.words.say(
                _("{measure} {period}: units by status of their targets"),
                measure=measure_name(page.words, key),
                period=page.words.period_inside(key.period),
            )
        ),
        unit=page.words.say(_("A tile for each unit, roughly where it is")),
        source="",
        alternative=_alternative(page, placed, statuses),
    )
    states = tuple(TileState(name=page.words.target_status(status), symbol=symbol) for status, symbol in _STATES)
    return chart(page, TileMapSpec(frame=frame, states=states, tiles=tiles), table)


def _tile(page: PageContext, target: TargetFigure, state: int) -> Tile:
    record = page.catalogue.organizations[target.key.organization]
    if record.tile is None:
        raise ValueError(f"{record.id} has no tile")
    name, status = page.words.organization(record.id), page.words.target_status(_STATES[state][0])
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
        for status, _symbol in _STATES
        if status in units
    )
    return page.words.say(_("By status: {rows}."), rows=page.words.semicolons(found))
