"""Maps without borders: a square for each unit, at its column and row, with a symbol and a colour for its state."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import drawing
from bulletin.rendering.charts.drawing import Anchor, Label, Layout, Line, Paint, Rectangle
from bulletin.rendering.charts.rows import SPACE
from bulletin.rendering.charts.sheet import Entry, Sheet
from bulletin.rendering.charts.specs import Tile, TileMapSpec, TileState
from bulletin.rendering.charts.stacked import INSIDE

_LARGEST = 46.0
"""Side of a tile where there is space."""
_GAP = 2.0
"""Between tiles."""


def tile_map(spec: TileMapSpec, layout: Layout) -> drawing.Drawing:
    """All tiles on one grid, whose left column and top row are those of the outermost units."""
    sheet = Sheet(layout, (Entry(f"{state.symbol} {state.name}", state.paint) for state in spec.states))
    columns, rows = [tile.column for tile in spec.tiles], [tile.row for tile in spec.tiles]
    left, top = min(columns), min(rows)
    side = min(_LARGEST, layout.width / (max(columns) - left + 1))
    for tile in spec.tiles:
        state = spec.states[tile.state]
        sheet.add(*_square(tile, state, (tile.column - left) * side, sheet.y + (tile.row - top) * side, side - _GAP))
    sheet.y += (max(rows) - top + 1) * side + SPACE
    return sheet.finished()


def _square(tile: Tile, state: TileState, x: float, y: float, side: float) -> Iterator[drawing.Mark]:
    """A tile with its name above its symbol; of these, what there is space for."""
    style = INSIDE[tile.state % 2]
    yield Rectangle(x, y, side, side, state.paint, xml_text(tile.title))
    for x1, y1, x2, y2 in ((x, y, x + side, y), (x, y + side, x + side, y + side)):
        yield Line(x1, y1, x2, y2, Paint.RULE)
    for edge in (x, x + side):
        yield Line(edge, y, edge, y + side, Paint.RULE)
    lines = [text for text in (xml_text(tile.name), xml_text(state.symbol)) if drawing.width(text, style) <= side]
    if len(lines) * style.size * drawing.LEADING > side:
        lines = lines[-1:]
    if style.size * drawing.LEADING > side:
        return
    height = style.size * drawing.LEADING
    first = y + side / 2 - height * len(lines) / 2 + style.size
    for number, text in enumerate(lines):
        yield Label(x + side / 2, first + number * height, text, style, Anchor.MIDDLE)
