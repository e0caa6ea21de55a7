"""The map of tiles says of each unit what the target board says of it. FICTIONAL figures, made-up places."""

from __future__ import annotations

from dataclasses import replace

from bulletin.disclosure import Series
from bulletin.model.records.organizations import Tile
from bulletin.rendering.charts.specs import TileMapSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.target_board import BoardContext, board_job
from bulletin.website.pipeline import accepted, seen_by

from tests.examples.union import UNION


def board(*, tiles: bool) -> tuple[PageContext, BoardContext]:
    """The target board of the union, whose units have tiles or not."""
    made = Series(seen_by(accepted(UNION), None).vintages).editions()[-1]
    places = {name: Tile(column=1 + n % 10, row=1 + n // 10) for n, name in enumerate(made.catalogue.organizations)}
    placed = {
        name: record.model_copy(update={"tile": places[name] if tiles else None})
        for name, record in made.catalogue.organizations.items()
    }
    made = replace(made, catalogue=replace(made.catalogue, organizations=placed))
    page = PageContext.of(made, made.catalogue.bulletin.languages[0])
    job = board_job(page)
    assert job is not None
    assert isinstance(job.context, BoardContext)
    return page, job.context


def test_each_tile_has_the_status_that_the_board_has() -> None:
    """Each unit once, at its place, in the state and with the symbol of its status."""
    page, context = board(tiles=True)
    assert context.totals is not None
    assert context.totals.chart is not None
    spec = context.totals.chart.spec
    assert isinstance(spec, TileMapSpec)
    shown = {
        (row.cells[0].links[0].text, link.text)
        for table in context.boards
        for row in table.rows
        for cell in row.cells[1:]
        for link in cell.links
    }
    titles = [tuple(tile.title.split(": ")) for tile in spec.tiles]
    assert len(set(titles)) == len(titles) >= 3
    if context.parts is None:
        assert set(titles) <= shown
    assert all(spec.states[tile.state].name == title[-1] for tile, title in zip(spec.tiles, titles, strict=True))
    organizations = page.catalogue.organizations.values()
    assert (
        len({each.kind for each in organizations if page.words.organization(each.id) in {title[0] for title in titles}})
        == 1
    )
    places = {record.tile for record in page.catalogue.organizations.values()}
    assert {Tile(column=tile.column, row=tile.row) for tile in spec.tiles} <= places
    assert all(title[0] in spec.frame.alternative for title in titles)


def test_without_tiles_there_is_no_map() -> None:
    _page, context = board(tiles=False)
    assert context.totals is not None
    assert context.totals.chart is None
