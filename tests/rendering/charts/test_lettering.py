"""Text finds its room: lines are no wider than they may be, and no letter is lost without a sign."""

from __future__ import annotations

import pytest
from bulletin.model.plain_text import xml_text
from bulletin.rendering.charts.drawing import HEADLINE, MARGIN, NAME, NOTE, VALUE, Style, clipped, width, wrap
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering.charts.specimens import words

styles = st.sampled_from([HEADLINE, NAME, VALUE, NOTE])
rooms = st.floats(40, 400)


@given(st.text(max_size=300) | words, styles, rooms)
def test_lines_fit_their_room(text: str, style: Style, room: float) -> None:
    """No line is wider than its room, whatever the script, and there are no more lines than allowed."""
    lines = wrap(xml_text(text), style, room)
    assert len(lines) <= 3
    assert all(width(line, style) <= room + 1e-6 for line in lines)


@given(words, styles, rooms)
def test_wrapping_keeps_every_letter(text: str, style: Style, room: float) -> None:
    """Lines put together are the text; only the places of spaces change."""
    lines = wrap(text, style, room, limit=1_000)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(words, styles, rooms)
def test_text_is_cut_off_with_a_sign(text: str, style: Style, room: float) -> None:
    """What does not fit ends in an ellipsis and begins as the text does; what fits is left alone."""
    cut = clipped(text, style, room)
    if width(text, style) <= room:
        assert cut == text
    else:
        assert cut.endswith("…")
        assert text.startswith(cut[:-1])


@pytest.mark.parametrize("style", [NAME, VALUE])
def test_widths_are_those_of_the_font(style: Style) -> None:
    """Our widths are what matplotlib measures for the same text, times the margin."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    text = "Đảng ủy Khối các cơ quan, doanh nghiệp và đơn vị sự nghiệp: 1.115"
    font = FontProperties(family=["DejaVu Sans"], weight="bold" if style.bold else "normal")
    measured = TextPath((0, 0), text, size=style.size, prop=font).get_extents().width
    assert width(text, style) == pytest.approx(measured * MARGIN, rel=0.02)
