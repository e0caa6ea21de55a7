"""Charts of statuses say what the tables of targets say. FICTIONAL figures, made-up places."""

from __future__ import annotations

import colorsys
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

from bulletin.analysis.tables import group_by
from bulletin.disclosure import Series
from bulletin.model.records.organizations import Tile
from bulletin.model.values import Quantity
from bulletin.rendering.charts.specs import StackedSpec, TileMapSpec
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.status_chart import STATES, status_bars, status_map
from bulletin.rendering.pages.target_board import BoardContext, board_job
from bulletin.rendering.pages.targets import TargetsContext, targets_job
from bulletin.rendering.target_cells import progress_for
from bulletin.website.pipeline import accepted, seen_by

from tests.examples.union import UNION
from tests.rendering.test_brand import STYLE


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


def test_a_tile_shows_one_status() -> None:
    """Units with several targets have a tile where all of these have the same status, and never two."""
    page, context = board(tiles=True)
    assert context.totals is not None
    assert context.totals.chart is not None
    spec = context.totals.chart.spec
    assert isinstance(spec, TileMapSpec)
    names = {tile.title.split(": ")[0] for tile in spec.tiles}
    places = [(tile.column, tile.row) for tile in spec.tiles]
    assert len(places) == len(set(places))
    in_force = [target for target in page.tables.targets if target.superseded_by is None]
    groups = group_by(in_force, lambda each: (each.key.series.of(""), each.share is None, each.key.period))
    _key, targets = max(groups.items(), key=lambda group: (len(group[1]), group[0][2].recency))
    shown = [each for each in targets if page.words.organization(each.key.organization) in names]
    first = shown[0]
    others = (replace(first, value=Quantity(Decimal(number))) for number in (1, 10**9))
    again = next(each for each in others if progress_for(page, each).status is not progress_for(page, first).status)
    both = status_map(page, [*targets, again], "totals")
    doubled = status_map(page, [*targets, first], "totals")
    name = page.words.organization(first.key.organization)
    assert doubled is not None
    assert both is not None
    assert doubled.spec == spec
    assert isinstance(both.spec, TileMapSpec)
    assert {tile.title.split(": ")[0] for tile in both.spec.tiles} == names - {name}


def test_symbols_are_those_of_the_tables() -> None:
    """The style sheet writes the same symbol before a status in the board's tables as a tile has."""
    rule = re.compile(r'bulletin-shade-([a-z-]+) > a::before \{ content: "(.) "')
    symbols = {state.status.value: state.symbol for state in STATES}
    assert symbols.items() <= dict(rule.findall(STYLE.read_text(encoding="utf-8"))).items()


GREY = 0.2
"""Saturation below which a colour is a grey."""


def hue(colour: str) -> float | None:
    """The hue of ``#rrggbb`` in turns of the colour wheel; None of a grey."""
    turn, _, saturation = colorsys.rgb_to_hls(*(int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)))
    return turn if saturation > GREY else None


def test_colours_are_those_of_the_tables() -> None:
    """In the light and in the dark, the tint of a status has the hue that bars and tiles have."""
    sheet = STYLE.read_text(encoding="utf-8")
    tints = {
        status: re.findall(rf"{variable}: (#\w+);", sheet)
        for selector, variable in re.findall(r"td(\S*?bulletin-shade-.*?) \{ background: var\((.*?)\)", sheet)
        for status in re.findall(r"bulletin-shade-([a-z-]+)", selector)
    }
    for state in STATES:
        assert len(tints[state.status.value]) == 2
        for tint in tints[state.status.value]:
            of_chart, of_table = hue(state.paint.colour), hue(tint)
            if of_chart is None or of_table is None:
                assert of_chart is of_table, (state, tint)
            else:
                assert abs(of_chart - of_table) < 1 / 15, (state, tint)


def test_without_tiles_there_is_no_map() -> None:
    _page, context = board(tiles=False)
    assert context.totals is not None
    assert context.totals.chart is not None
    assert isinstance(context.totals.chart.spec, StackedSpec)


def test_parts_are_as_many_as_targets_have_a_status() -> None:
    """On the board and on the page of targets, where a row is for what they are set for."""
    page, context = board(tiles=False)
    job = targets_job(page)
    assert job is not None
    assert isinstance(job.context, TargetsContext)
    in_force = [target for target in page.tables.targets if target.superseded_by is None]
    expected = Counter(progress_for(page, target).status for target in in_force)
    for charted in (context.totals, job.context.by_status):
        assert charted is not None
        assert charted.chart is not None
        spec = charted.chart.spec
        assert isinstance(spec, StackedSpec)
        found = {status: sum(row.shares[n] for row in spec.rows) for n, (status, *_) in enumerate(STATES)}
        assert {status: count for status, count in found.items() if count} == expected
        assert [reading and reading.short for row in spec.rows for reading in row.said] == [
            page.words.count(int(share)) for row in spec.rows for share in row.shares
        ]
        assert len({row.label for row in spec.rows}) == len(spec.rows)
        assert all(row.label in spec.frame.alternative for row in spec.rows)


def test_few_targets_have_no_chart() -> None:
    page, _context = board(tiles=False)
    target = page.tables.targets[0]
    assert status_bars(page, [("a", target), ("b", target)], "totals") is None
    assert status_bars(page, [("a", target), ("b", target), ("b", target)], "totals") is not None
