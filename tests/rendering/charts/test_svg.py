"""The finished chart is an element fit for any page: well-formed, named, without styles, with every text as text."""

from __future__ import annotations

import re
import warnings
from xml.etree import ElementTree as ET

import pytest
from bulletin.rendering.charts import draw
from bulletin.rendering.charts.drawing import Paint
from bulletin.rendering.charts.specs import Bar, Frame, RankingSpec, Spec, TargetMark
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rendering.charts.specimens import COMPOSITION, LEGEND, RANKING, SPECS, SVG, bars_of, specs, texts_of

ELEMENTS = {"svg", "title", "desc", "defs", "pattern", "path", "text"}
ATTRIBUTES = {
    "svg": {"width", "height", "viewBox", "class", "role", "aria-labelledby", "font-family"},
    "title": {"id"},
    "desc": {"id"},
    "defs": set(),
    "pattern": {"id", "patternUnits", "x", "y", "width", "height"},
    "path": {"d", "class", "fill", "stroke", "stroke-width", "stroke-dasharray"},
    "text": {"x", "y", "class", "fill", "font-size", "font-weight", "text-anchor"},
}
"""All that a chart is made of: nothing that runs, nothing that loads, nothing that a strict policy forbids."""
each_specimen = pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.frame.id)


@settings(max_examples=25)
@given(specs)
def test_charts_are_made_of_few_things(spec: Spec) -> None:
    """Any spec gives well-formed XML of known elements and attributes: no style, no link, no script, no group."""
    for element in ET.fromstring(draw(spec)).iter():
        name = element.tag.removeprefix(SVG)
        assert name in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES[name]


@each_specimen
def test_charts_are_named_and_described(spec: Spec) -> None:
    """An image for assistive technology, named by its headline and described by the alternative, by ids that exist."""
    svg = ET.fromstring(draw(spec))
    by_id = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert [by_id[name] for name in (svg.get("aria-labelledby") or "").split()] == [
        spec.frame.headline,
        spec.frame.alternative,
    ]


def test_ids_are_unique_on_a_page() -> None:
    """Charts of one page share no id, even when one shows the same as another under another name."""
    twin = RankingSpec(frame=Frame(**{**vars(RANKING.frame), "id": "twin"}), legend=LEGEND, bars=RANKING.bars)
    page = "".join(map(draw, (*SPECS, twin)))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 2 * len(SPECS)
    assert all(reference in ids for reference in re.findall(r"url\(#([^)]+)\)", page))


def _everything_said(spec: Spec) -> list[str]:
    """Give all texts of a spec that are to be read in the picture."""
    said = [spec.frame.headline, spec.frame.unit, spec.frame.source, LEGEND.value]
    for bar in bars_of(spec):
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
    assert texts_of(svg).count(text) == len(["headline", "unit", "label", "value", "target", "source"])
    assert {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()} <= ELEMENTS


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=[]), max_size=20))
def test_any_characters_give_wellformed_charts(text: str) -> None:
    """Whatever character a label holds, the chart parses as XML and is encodable."""
    frame = Frame(id="any", headline=text, unit=text, source=text, alternative=text)
    svg = draw(RankingSpec(frame=frame, legend=LEGEND, bars=(Bar(label=text, value=1, value_label=text),)))
    assert ET.fromstring(svg.encode()).tag == f"{SVG}svg"


def test_vietnamese_has_all_its_letters() -> None:
    """Every letter of Vietnamese has a width in the font that room is measured by."""
    from bulletin.rendering.charts.drawing import _font

    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ"
    for bold in (False, True):
        assert all(_font(bold=bold).get_char_index(ord(letter)) for letter in letters + letters.upper())


@each_specimen
def test_colours_come_with_their_class(spec: Spec) -> None:
    """Every shape and text has the class of its purpose, and the same purpose's colour for want of a style sheet."""
    for element in ET.fromstring(draw(spec)).iter():
        if element.tag not in (f"{SVG}path", f"{SVG}text"):
            continue
        (paint,) = [paint for paint in Paint if paint.css_class == element.get("class")]
        assert element.get(paint.channel) == paint.colour


def test_bars_and_ticks_are_drawn_where_they_were_laid_out() -> None:
    """What matplotlib writes has the places of the layout, from the top left corner down."""
    svg = ET.fromstring(draw(COMPOSITION))
    (bars,) = [path.get("d") or "" for path in svg.iter(f"{SVG}path") if path.get("class") == Paint.BAR.css_class]
    corners = [[float(number) for number in re.findall(r"[\d.]+", piece)] for piece in bars.split("M")[1:]]
    (_, strip, women, men) = [(piece[0], piece[2]) for piece in corners]
    assert (women[1] - women[0]) / (strip[1] - strip[0]) == pytest.approx(15 / 18, abs=1e-3)
    assert (men[1] - men[0]) / (women[1] - women[0]) == pytest.approx(3 / 15, abs=1e-3)
    tops = [piece[1] for piece in corners]
    assert tops == sorted(tops)
