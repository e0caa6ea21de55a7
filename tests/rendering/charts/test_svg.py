"""The finished chart is fit for any page and as a file: well-formed, named, without styles, every text as text."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from xml.etree import ElementTree as ET

import pytest
from bulletin.rendering.charts import STYLESHEET, draw, svg_file
from bulletin.rendering.charts.drawing import NAME, NOTE, Layout, Paint
from bulletin.rendering.charts.specs import (
    Bar,
    ChangesSpec,
    Frame,
    MultiplesSpec,
    PeriodLine,
    Point,
    RankingSpec,
    Scale,
    Spec,
    StackedSpec,
    TargetMark,
    TileMapSpec,
)
from bulletin.rendering.charts.svg import path
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rendering.charts.specimens import (
    COMPOSITION,
    LEGEND,
    LINES,
    PERIODS,
    SPECS,
    SVG,
    bars_of,
    parsed,
    specs,
    texts_of,
)

ELEMENTS = {"div", "svg", "title", "defs", "g", "pattern", "path", "text"}
PAINTED = {"class", "fill", "stroke-width", "stroke-dasharray", "stroke-linecap"}
ATTRIBUTES = {
    "div": set(),
    "svg": {"viewBox", "class", "aria-hidden"},
    "title": set(),
    "defs": set(),
    "g": PAINTED | {"font-size", "font-weight", "text-anchor"},
    "pattern": {"id", "patternUnits", "x", "y", "width", "height"},
    "path": {"d", *PAINTED},
    "text": {"x", "y", "class", "font-size", "font-weight", "text-anchor"},
}
"""All that a chart is made of: nothing that runs, nothing that loads, nothing that a strict policy forbids."""
CITATION = "Bản tin giả để thử, số 1."
each_specimen = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.frame.id)


@settings(max_examples=25)
@given(specs)
def test_charts_are_made_of_few_things(spec: Spec) -> None:
    """Any spec gives well-formed XML of known elements and attributes: no style, no link, no script."""
    for element in parsed(draw(spec)).iter():
        name = element.tag.removeprefix(SVG)
        assert name in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES[name]


@each_specimen
def test_there_is_a_picture_for_each_layout(spec: Spec) -> None:
    """Each layout has a picture of its width, which assistive technology leaves to the text alternative around it."""
    pictures = list(parsed(draw(spec)))
    assert [picture.get("class") for picture in pictures] == [f"bulletin-chart {layout.css_class}" for layout in Layout]
    assert [float((picture.get("viewBox") or "").split()[2]) - 4 for picture in pictures] == [
        each.width for each in Layout
    ]
    assert all(picture.get("aria-hidden") == "true" for picture in pictures)


@each_specimen
def test_files_are_named_and_described(spec: Spec) -> None:
    """A file is an image for assistive technology, named by its headline and described by the alternative."""
    svg = ET.fromstring(svg_file(spec, CITATION))
    by_id = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert [by_id[name] for name in (svg.get("aria-labelledby") or "").split()] == [
        spec.frame.headline,
        spec.frame.alternative,
    ]


@each_specimen
def test_files_have_everything_around_the_chart_in_them(spec: Spec) -> None:
    """Headline, unit, source and citation are in the picture, and nothing of it is beyond its edges."""
    svg = svg_file(spec, CITATION)
    written = " ".join(texts_of(svg))
    for text in (spec.frame.headline, spec.frame.unit, spec.frame.source, CITATION, *_everything_said(spec)):
        assert text in written


def test_ids_are_unique_on_a_page() -> None:
    """Charts of one page share no id, even when one shows the same as another under another name."""
    twin = replace(PERIODS, frame=replace(PERIODS.frame, id="twin"))
    page = "".join(map(draw, (*SPECS, twin)))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) >= 4 * len(Layout)
    assert all(reference in ids for reference in re.findall(r"url\(#([^)]+)\)", page))


def _everything_said(spec: Spec) -> list[str]:
    """Give all texts of a spec that are to be read in the picture."""
    if isinstance(spec, TileMapSpec):
        return [*(f"{state.symbol} {state.name}" for state in spec.states), *(tile.name for tile in spec.tiles)]
    if isinstance(spec, ChangesSpec):
        said = [reading.short for row in spec.rows for reading in row.said or ()]
        return [*spec.periods, *said, *(text for row in spec.rows for text in (row.label, row.change, row.omitted))]
    if isinstance(spec, MultiplesSpec):
        return [next(bar.value_label for bar in panel.bars[::-1] if bar.value is not None) for panel in spec.panels]
    if isinstance(spec, StackedSpec):
        first = [said.short for said in spec.rows[0].said[:1] if said]
        return [*spec.parts, *(row.absence for row in spec.rows), spec.rows[0].label, *first]
    said = [LEGEND.value]
    for bar in bars_of(spec) if spec not in LINES else ():
        said += [bar.label, bar.value_label, bar.percent_label, bar.target.label if bar.target else ""]
        said += [LEGEND.inferred if bar.target.inferred else LEGEND.target] if bar.target else []
    said += [getattr(spec, "whole_label", ""), getattr(spec, "excess_label", "")]
    groups = getattr(spec, "groups", ())
    return said + ([group.label for group in groups] if len(groups) > 1 else [])


@each_specimen
def test_every_text_is_there_as_text(spec: Spec) -> None:
    """Whatever the caller put into words is in the picture in letters, on one line or on several."""
    written = " ".join(texts_of(draw(spec)))
    for text in _everything_said(spec):
        assert text in written


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=a()>',
    "</text></svg><b>",
    "{{ 7 * 7 }} {% raw %}",
    "$\\frac{1}{2}$ $_a",
    "&amp; &#60; &",
    "]]> <!-- --> <![CDATA[",
    "漢字 😀 한국어 עברית",
    "| * _ ` --8<--",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_are_literal(text: str) -> None:
    """Text that means something elsewhere is shown as typed, wherever it is, and nothing warns of its letters."""
    frame = Frame(id="hostile", headline=text, unit=text, source=text, alternative=text)
    target = TargetMark(position=1, label=text, inferred=False)
    spec = RankingSpec(frame=frame, legend=LEGEND, bars=(Bar(label=text, value=1, value_label=text, target=target),))
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        svg = draw(spec)
    assert not heard
    assert texts_of(svg).count(text) == len(["label", "value", "target"]) * len(Layout)
    assert {element.tag.removeprefix(SVG) for element in parsed(svg).iter()} <= ELEMENTS
    assert texts_of(svg_file(spec, text)).count(text) == len(["headline", "unit", "source", "citation", *"lvt"])


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=[]), max_size=20))
def test_any_characters_give_wellformed_charts(text: str) -> None:
    """Whatever character a label holds, the chart parses as XML and is encodable."""
    frame = Frame(id="any", headline=text, unit=text, source=text, alternative=text)
    svg = draw(RankingSpec(frame=frame, legend=LEGEND, bars=(Bar(label=text, value=1, value_label=text),)))
    assert len(parsed(svg)) == len(Layout)
    assert ET.fromstring(svg_file(RankingSpec(frame=frame, legend=LEGEND, bars=()), text)).tag == f"{SVG}svg"


def test_vietnamese_has_all_its_letters() -> None:
    """Every letter of Vietnamese has a width in the font that room is measured by."""
    from bulletin.rendering.charts.drawing import _font

    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ"
    for bold in (False, True):
        assert all(_font(bold=bold).get_char_index(ord(letter)) for letter in letters + letters.upper())


@each_specimen
def test_files_have_the_colours_of_their_classes(spec: Spec) -> None:
    """Without a style sheet, every mark of a file has the colour of its class; on a page, the sheet colours it."""
    painted = [each for each in ET.fromstring(svg_file(spec, CITATION)).iter() if each.get("class")]
    assert painted
    for element in painted:
        (paint,) = [paint for paint in Paint if paint.css_class == element.get("class")]
        assert element.get(paint.channel) == paint.colour
    page = [each for each in parsed(draw(spec)).iter() if each.get("class") in {paint.css_class for paint in Paint}]
    assert {each.get("class") for each in page} <= {each.get("class") for each in painted}
    assert all((each.get("fill") or "url(").startswith("url(") for each in page)


@each_specimen
def test_neighbours_of_a_kind_are_one_group(spec: Spec) -> None:
    """What a group says of its elements is not said again by the next one: pages are short."""
    for picture in parsed(draw(spec)):
        shared = [{k: v for k, v in each.attrib.items() if k not in ("d", "x", "y")} for each in picture]
        assert all(group != following for group, following in pairwise(shared))


def test_points_have_their_values_as_titles() -> None:
    """A browser shows the period and the value of a point that is pointed at."""
    titles = [title.text for title in parsed(draw(LINES[0])).iter(f"{SVG}title")]
    assert titles == [f"{bar.label}: {bar.value_label}" for bar in bars_of(LINES[0])]


def test_bars_and_ticks_are_drawn_where_they_were_laid_out() -> None:
    """Paths have the places of the layout, from the top left corner down."""
    narrow = parsed(draw(COMPOSITION))[0]
    (bars,) = [path.get("d") or "" for path in narrow.iter(f"{SVG}path") if path.get("class") == Paint.BAR.css_class]
    corners = [[float(number) for number in re.findall(r"[\d.]+", piece)] for piece in bars.split("M")[1:]]
    (_, strip, women, men) = [(piece[0], piece[2]) for piece in corners]
    assert (women[1] - women[0]) / (strip[1] - strip[0]) == pytest.approx(15 / 18, abs=1e-3)
    assert (men[1] - men[0]) / (women[1] - women[0]) == pytest.approx(3 / 15, abs=2e-3)
    tops = [piece[1] for piece in corners]
    assert tops == sorted(tops)


@given(st.lists(st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=2, max_size=6))
def test_short_paths_lead_to_the_same_places(places: list[tuple[int, int]]) -> None:
    """What is left out of a path is what goes without saying: whoever reads it comes through the same places."""
    short = path(places)
    assert len(short) <= len(f"M{'L'.join(f'{x} {y}' for x, y in places)}")
    assert list(_places(short.removeprefix("M"))) == [place for place, _ in groupby(places)]


@pytest.mark.parametrize(("place", "written"), [(1.04, "1"), (-0.04, "0"), (0.25, "0.2"), (10.0, "10"), (-2.5, "-2.5")])
def test_places_are_written_to_a_tenth(place: float, written: str) -> None:
    """Shorter than that would be seen; zero has no sign."""
    assert path([(place, place)]) == f"M{written} {written}"


def _places(piece: str) -> Iterator[tuple[int, int]]:
    """The places of a piece of a path, each once, by what the letters of SVG mean."""
    x = y = 0
    for letter, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", f"M{piece}"):
        said = list(map(int, numbers.split()))
        if letter == "H":
            (x,) = said
        elif letter == "V":
            (y,) = said
        for place in zip(said[::2], said[1::2], strict=True) if letter in "ML" else [(x, y)] if letter in "HV" else []:
            x, y = place
            yield place


def test_points_are_read_in_time_s_order() -> None:
    """Whatever the names of their periods are, and as they are in the picture for phones, which has no titles."""
    names = ("January", "February", "March", "April", "May")
    points = tuple(
        Point(bar=Bar(label=name, value=n, value_label=str(n)), at=2020.5 + n) for n, name in enumerate(names)
    )
    group = PeriodLine(label="", points=points, scale=Scale(numbers=(0, 5), labels=("0", "5")))
    titles = [each.text or "" for each in parsed(draw(replace(LINES[0], groups=(group,)))).iter(f"{SVG}title")]
    assert [title.split(":")[0] for title in titles] == [*names]


def test_the_style_sheet_has_the_usual_sizes_of_letters() -> None:
    """Those that pictures within pages leave out."""
    sizes = re.findall(r"font-size: ([0-9.]+)px", STYLESHEET.read_text(encoding="utf-8"))
    assert list(map(float, sizes)) == [NOTE.size, NAME.size]
