"""Charts do not lie: lengths are in proportion, ticks are at targets, order is kept, nothing runs over anything."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

import pytest
from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts import lay_out
from bulletin.rendering.charts.drawing import (
    Anchor,
    Box,
    Curve,
    Dot,
    Drawing,
    Label,
    Layout,
    Line,
    Mark,
    Paint,
    Rectangle,
    moved,
)
from bulletin.rendering.charts.rows import draw_row, fit, prepared
from bulletin.rendering.charts.specs import ChangesSpec, CompositionSpec, PeriodsSpec, RankingSpec, Reading, Spec
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.rendering.charts.specimens import (
    COMPOSITION,
    EXCESS,
    LINES,
    QUARTERS,
    RANKING,
    bars_of,
    changes,
    lines,
    rankings,
    specs,
)

layouts = st.sampled_from(Layout)
NARROW = Layout.NARROW


def drawn(spec: Spec, layout: Layout = NARROW) -> Drawing:
    """Lay out a spec."""
    return lay_out(spec, layout)


def extent(mark: Mark) -> Box:
    """Give the sides of a mark."""
    match mark:
        case Rectangle():
            return Box(mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
        case Line():
            (left, right), (top, bottom) = sorted((mark.x1, mark.x2)), sorted((mark.y1, mark.y2))
            return Box(left, top, right, bottom)
        case Curve():
            xs, ys = zip(*mark.points, strict=True)
            return Box(min(xs), min(ys), max(xs), max(ys))
        case Dot():
            half = mark.diameter / 2
            return Box(mark.x - half, mark.y - half, mark.x + half, mark.y + half)
        case Label():
            return mark.box


@given(specs, layouts)
def test_nothing_leaves_the_picture(spec: Spec, layout: Layout) -> None:
    """Every mark and every text, even in a wide font, is inside of the picture."""
    drawing = drawn(spec, layout)
    for mark in drawing.marks:
        left, top, right, bottom = extent(mark)
        assert -1e-6 <= left <= right <= layout.width + 1e-6, mark
        assert -1e-6 <= top <= bottom <= drawing.height + 1e-6, mark


@given(specs, layouts)
def test_texts_do_not_run_into_each_other(spec: Spec, layout: Layout) -> None:
    """No two texts share a place, even in a wide font."""
    texts = [mark for mark in drawn(spec, layout).marks if isinstance(mark, Label) and mark.text]
    for number, text in enumerate(texts):
        for other in texts[number + 1 :]:
            assert not text.box.overlaps(other.box), (text, other)


@given(lines(), layouts)
def test_texts_keep_clear_of_lines(spec: Spec, layout: Layout) -> None:
    """No value is written across a line, a point or a target of the chart."""
    marks = drawn(spec, layout).marks
    points = [extent(mark) for mark in marks if isinstance(mark, Dot) and mark.title]
    values = [mark for mark in marks if isinstance(mark, Label) and mark.text and mark.style.bold]
    assert not any(label.box.overlaps(point) for label in values for point in points)


@given(lines(), layouts)
def test_points_are_where_their_values_are(spec: PeriodsSpec, layout: Layout) -> None:
    """Each value has a point with its name and number, in time's order, as high as it is large; no other has one."""
    group = spec.groups[0]
    shown = [bar for bar in group.bars if bar.value is not None]
    points = [mark for mark in drawn(spec, layout).marks if isinstance(mark, Dot) and mark.title]
    assert [point.title for point in points] == [xml_text(f"{bar.label}: {bar.value_label}") for bar in shown]
    assert all(earlier.x < later.x for earlier, later in pairwise(points))
    by_value = sorted(zip(shown, points, strict=True), key=lambda each: each[0].value or 0.0)
    for (low, lower), (high, upper) in pairwise(by_value):
        assert lower.y >= upper.y - 1e-6
        assert low.value != high.value or lower.y == upper.y


@pytest.mark.parametrize("layout", Layout)
def test_lines_do_not_bridge_gaps(layout: Layout) -> None:
    """A line ends at a missing value and at a break, and each value of the specimen is on at most one of them."""
    way = next(spec for spec in LINES if spec.frame.id == "way")
    runs = [mark.points for mark in drawn(way, layout).marks if isinstance(mark, Curve) and mark.paint is Paint.LINE]
    assert [len(run) for run in runs] == [2, 4]
    assert sum(isinstance(mark, Dot) and bool(mark.title) for mark in drawn(way, layout).marks) == 7


def test_the_way_to_a_target_begins_at_its_baseline() -> None:
    """The dashed line leads from the point of the baseline's year to the target's mark."""
    way = next(spec for spec in LINES if spec.frame.id == "way")
    marks = drawn(way).marks
    (path,) = [mark for mark in marks if isinstance(mark, Curve) and mark.paint is Paint.TARGET]
    ticks = [mark for mark in marks if isinstance(mark, Line) and mark.paint is Paint.TARGET and not mark.dashed]
    (baseline,) = [mark for mark in marks if isinstance(mark, Dot) and mark.title.startswith("Năm 2011")]
    assert path.dashed
    assert path.points[0] == (baseline.x, baseline.y)
    assert any(((tick.x1 + tick.x2) / 2, tick.y1) == pytest.approx(path.points[-1]) for tick in ticks)


@given(rankings)
def test_lengths_are_proportional(spec: RankingSpec) -> None:
    """A bar is as long as its value on the scale that all rows share, and begins at zero."""
    rows = [prepared(bar) for bar in spec.bars]
    grid = fit(rows, NARROW)
    unit = grid.at(1) - grid.at(0)
    for row in rows:
        marks, _ = draw_row(row, grid, 0)
        bars = [mark for mark in marks if isinstance(mark, Rectangle) and mark.paint is Paint.BAR]
        if row.bar.value is None:
            assert not bars
            continue
        (bar,) = bars
        assert bar.x == pytest.approx(grid.at(0), abs=1e-6)
        assert bar.width == pytest.approx(row.bar.value * unit, abs=1e-6)


@given(rankings)
def test_ticks_are_at_targets(spec: RankingSpec) -> None:
    """The tick of a target is where a bar of that length would end; it is dashed when the target was inferred."""
    rows = [prepared(bar) for bar in spec.bars]
    grid = fit(rows, NARROW)
    for row in rows:
        marks, _ = draw_row(row, grid, 0)
        ticks = [mark for mark in marks if isinstance(mark, Line) and mark.paint is Paint.TARGET]
        assert len(ticks) == (row.bar.target is not None)
        for tick in ticks:
            assert row.bar.target
            assert tick.x1 == tick.x2 == grid.at(row.bar.target.position)
            assert tick.dashed is row.bar.target.inferred


@given(rankings)
def test_values_keep_clear_of_ticks(spec: RankingSpec) -> None:
    """No value is written across the tick of its target."""
    rows = [prepared(bar) for bar in spec.bars]
    grid = fit(rows, NARROW)
    for row in rows:
        if row.bar.target is None or (row.is_absent and not grid.names_beside):
            continue
        x, anchor = grid.value_place(row)
        left = x if anchor is Anchor.START else x - row.value_width
        tick = grid.at(row.bar.target.position)
        assert tick <= left or left + row.value_width <= tick


@given(specs)
def test_order_is_kept(spec: Spec) -> None:
    """Rows are in the order of the spec, each below the end of the one before."""
    rows = [prepared(bar) for bar in bars_of(spec)]
    grid, y, tops = fit(rows, NARROW), 0.0, [0.0]
    for row in rows:
        marks, y = draw_row(row, grid, y)
        tops.append(y)
        assert any(isinstance(mark, Label) for mark in marks)
    assert all(first < second for first, second in pairwise(tops))


@pytest.mark.parametrize("spec", [RANKING, COMPOSITION, EXCESS, QUARTERS], ids=lambda spec: spec.frame.id)
def test_names_are_in_the_order_of_the_spec(spec: Spec) -> None:
    """From the top of the finished picture down, the first words of the names come in the order of the bars."""
    lines = [mark.text for mark in drawn(spec).marks if isinstance(mark, Label)]
    starts = [bar.label.split()[0] for bar in bars_of(spec)]
    places: list[int] = []
    for start in starts:
        after = places[-1] + 1 if places else 0
        places.append(next(n for n, line in enumerate(lines) if n >= after and line.startswith(start)))
    assert places == sorted(places)


def test_absences_are_gaps_with_a_reason() -> None:
    """A missing figure has no bar, not even of no length, but a dashed line and the reason in words."""
    (absent,) = [prepared(bar) for bar in RANKING.bars if bar.value is None]
    marks, _ = draw_row(absent, fit([prepared(bar) for bar in RANKING.bars], NARROW), 0)
    assert not [mark for mark in marks if isinstance(mark, Rectangle)]
    assert [mark for mark in marks if isinstance(mark, Line) and mark.paint is Paint.RULE and mark.dashed]
    assert absent.value in [mark.text for mark in marks if isinstance(mark, Label)]


def test_zero_is_not_an_absence() -> None:
    """Zero has a bar of no length and a number, and no dashed line."""
    (zero,) = [prepared(bar) for bar in RANKING.bars if bar.value == 0]
    marks, _ = draw_row(zero, fit([prepared(bar) for bar in RANKING.bars], NARROW), 0)
    assert [mark.width for mark in marks if isinstance(mark, Rectangle)] == [0]
    assert not [mark for mark in marks if isinstance(mark, Line) and mark.dashed]


def _strip(spec: CompositionSpec) -> list[Rectangle]:
    """Give the rectangles of the topmost bar, without the sample of the legend."""
    rectangles = [mark for mark in drawn(spec).marks if isinstance(mark, Rectangle)][1:]
    return [mark for mark in rectangles if mark.y == rectangles[0].y]


def test_what_is_not_stated_is_hatched() -> None:
    """The parts and the hatched rest together are the whole."""
    parts, rest = _strip(COMPOSITION)
    assert (parts.paint, rest.paint) == (Paint.BAR, Paint.OTHER)
    assert parts.width / (parts.width + rest.width) == pytest.approx(18 / 23)
    assert rest.x == pytest.approx(parts.x + parts.width)


def test_other_parts_are_not_said_to_be_unstated() -> None:
    """Without a remainder, only a line leads from the parts to the end of the whole."""
    some = CompositionSpec(
        frame=COMPOSITION.frame, legend=COMPOSITION.legend, whole=23, whole_label="23", parts=COMPOSITION.parts
    )
    (parts,) = _strip(some)
    (line,) = [mark for mark in drawn(some).marks if isinstance(mark, Line) and mark.y1 == mark.y2]
    assert line.x1 == pytest.approx(parts.x + parts.width)
    assert not line.dashed


def test_parts_beyond_the_whole_are_beyond_it() -> None:
    """Parts that exceed the whole are neither scaled down nor cut off: the excess is hatched behind the whole's end."""
    whole, excess = _strip(EXCESS)
    assert (whole.paint, excess.paint) == (Paint.BAR, Paint.OTHER)
    assert excess.width / whole.width == pytest.approx(74 / 830)
    ends = [mark.x1 for mark in drawn(EXCESS).marks if isinstance(mark, Line) and mark.paint is Paint.RULE]
    assert any(end == pytest.approx(whole.x + whole.width) for end in ends)


def test_parts_that_fill_the_whole_leave_no_rest() -> None:
    """Where the parts add up, nothing is hatched; the joints are at the running totals."""
    spec = CompositionSpec(
        frame=COMPOSITION.frame, legend=COMPOSITION.legend, whole=18, whole_label="18", parts=COMPOSITION.parts
    )
    (parts,) = _strip(spec)
    (joint, *_) = [mark.x1 for mark in drawn(spec).marks if isinstance(mark, Line) and mark.paint is Paint.PAPER]
    assert joint == pytest.approx(parts.x + parts.width * 15 / 18)


def test_long_charts_of_short_names_are_short() -> None:
    """With many rows and short names, names are beside the bars, and the scale is still of use."""
    rows = [prepared(bar) for bar in bars_of(QUARTERS)]
    grid = fit(rows, NARROW)
    assert grid.names_beside
    assert grid.right - grid.left >= 100
    assert not fit(rows[:4], NARROW).names_beside


@given(rankings)
def test_scales_stay_of_use(spec: RankingSpec) -> None:
    """However long the figures, a fifth of the picture is left for the bars."""
    assume(spec.bars)
    grid = fit([prepared(bar) for bar in spec.bars], NARROW)
    assert grid.right - grid.left > NARROW.width / 5


@given(changes(), layouts, st.sampled_from(["", "1.234.567.890.123,12"]))
def test_changes_have_a_scale_of_use(spec: ChangesSpec, layout: Layout, long: str) -> None:
    """However long names and figures are, points are distinct: a fifth of the picture lies between the two ends."""
    reading = Reading(short=long, whole="x")
    rows = [replace(row, said=row.said and (reading, reading), change=long or row.change) for row in spec.rows]
    spec = replace(spec, rows=tuple(rows)) if long else spec
    axis = next(mark for mark in drawn(spec, layout).marks[::-1] if isinstance(mark, Line) and mark.y1 == mark.y2)
    assert axis.x2 - axis.x1 >= layout.width / 5


class Shown(NamedTuple):
    """The middle of the mark of a value, its height and what it says."""

    x: float
    y: float
    height: float
    title: str


def _middle(mark: Dot | Rectangle) -> Shown:
    if isinstance(mark, Dot):
        return Shown(round(mark.x, 3), round(mark.y, 3), mark.diameter, mark.title)
    x, y = mark.x + mark.width / 2, mark.y + mark.height / 2
    return Shown(round(x, 3), round(y, 3), mark.height, mark.title)


@given(changes(), layouts)
def test_changes_are_between_their_two_values(spec: ChangesSpec, layout: Layout) -> None:
    """The earlier has a bar in its place of the scale, the later a point, neither is hollow, and a line is between."""
    marks = drawn(spec, layout).marks
    assert Paint.HOLLOW not in {mark.paint for mark in marks if isinstance(mark, Dot)}
    points = [_middle(mark) for mark in marks if isinstance(mark, Dot | Rectangle) and mark.title]
    compared = [row for row in spec.rows if row.ends and all(xml_text(reading.whole) for reading in row.said or ())]
    assume(len(compared) == sum(row.ends is not None for row in spec.rows))
    pairs = list(zip(points[::2], points[1::2], strict=True))
    assert all(earlier.height > later.height for earlier, later in pairs)  # seen where the two are in one place
    assert [(earlier.title, later.title) for earlier, later in pairs] == [
        tuple(xml_text(reading.whole) for reading in row.said or ()) for row in compared
    ]
    by_value = sorted(
        (end, dot.x)
        for row, pair in zip(compared, pairs, strict=True)
        for end, dot in zip(row.ends or (), pair, strict=True)
    )
    assert all(x <= other + 1e-6 for (_, x), (_, other) in pairwise(by_value))
    lines = [mark.points for mark in marks if isinstance(mark, Curve)]
    ends = [tuple(round(number, 3) for point in line for number in point) for line in lines]
    apart = [(before.x, before.y, after.x, after.y) for before, after in pairs if before.x != after.x]
    assert [end for end in ends if end[0] != end[2]] == apart  # nobody sees a line that is shorter than the rounding


@given(specs, layouts)
def test_moved_marks_are_the_same_elsewhere(spec: Spec, layout: Layout) -> None:
    """All that differs is where they are, by as much on either side."""
    for mark in drawn(spec, layout).marks:
        there = moved(mark, 16, 8)
        assert extent(there) == pytest.approx(
            [side + by for side, by in zip(extent(mark), (16, 8, 16, 8), strict=True)]
        )
        places = {
            name: getattr(mark, name) for name in ("x", "y", "x1", "y1", "x2", "y2", "points") if hasattr(mark, name)
        }
        assert replace(there, **places) == mark
