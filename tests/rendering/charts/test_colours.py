"""Charts are legible in the light, in the dark and on paper, and never by colour alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest
from bulletin.rendering.charts import STYLESHEET
from bulletin.rendering.charts.drawing import PARTS, Paint
from bulletin.rendering.pages.status_chart import STATES

SHEET = STYLESHEET.read_text(encoding="utf-8")
LIGHT, DARK = "#ffffff", "#1e2129"
"""The page's background in the two schemes of Material for MkDocs."""
TEXTS = (Paint.INK, Paint.MUTED)
MARKS = (Paint.BAR, Paint.LINE, Paint.TARGET, Paint.OTHER, Paint.RULE)


def variables(selector: str) -> dict[str, str]:
    """Give the colours that a rule of the style sheet sets, by name."""
    body = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", SHEET)
    assert body
    return dict(re.findall(r"--bulletin-chart-(\w+):\s*([^;]+);", body[1]))


def luminance(colour: str) -> float:
    """Give the relative luminance of WCAG 2.2."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, other: str) -> float:
    """Give the contrast ratio of WCAG 2.2."""
    brighter, darker = sorted((luminance(colour), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


STATUSES = tuple(state.paint for state in STATES)
SAME_IN_THE_DARK = (*PARTS, *STATUSES, Paint.ON_DARK, Paint.ON_LIGHT)
DICHROMACIES = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What is seen of linear RGB, by Machado, Oliveira and Fernandes (2009), at the full severity."""


def linear(colour: str) -> list[float]:
    """Give the linear channels of a colour."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def seen_luminance(colour: str, matrix: Sequence[Sequence[float]]) -> float:
    """Give the relative luminance of a colour as it is seen."""
    channels = linear(colour)
    seen = [min(max(sum(a * b for a, b in zip(row, channels, strict=True)), 0), 1) for row in matrix]
    return 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2]


@pytest.mark.parametrize("matrix", DICHROMACIES.values(), ids=list(DICHROMACIES))
@pytest.mark.parametrize("paints", [PARTS, STATUSES], ids=["parts", "statuses"])
def test_parts_side_by_side_differ_without_colours(paints: Sequence[Paint], matrix: Sequence[Sequence[float]]) -> None:
    """Neighbours have a contrast of at least 3, whatever colours a reader sees; so has the text inside, of 4.5."""
    seen = [seen_luminance(paint.colour, matrix) for paint in paints]
    for darker, brighter in pairwise(seen):
        low, high = sorted((darker, brighter))
        assert (high + 0.05) / (low + 0.05) >= 3
    for number, paint in enumerate(paints):
        inside = (Paint.ON_DARK, Paint.ON_LIGHT)[number % 2]
        assert contrast(paint.colour, inside.colour) >= 4.5


SCHEMES = pytest.mark.parametrize(
    ("colours", "page"),
    [(variables(":root"), LIGHT), (variables('[data-md-color-scheme="slate"]'), DARK)],
    ids=["light", "dark"],
)


@SCHEMES
def test_contrast_is_enough(colours: dict[str, str], page: str) -> None:
    """Text is distinct from the page by 4.5, marks by 3; so does the text inside of bars from these."""
    assert all(contrast(colours[paint.name.lower()], page) >= 4.5 for paint in TEXTS)
    assert all(contrast(colours[paint.name.lower()], page) >= 3 for paint in MARKS)
    assert contrast(colours["bar"], page) >= 4.5, "a value inside of a bar has the colour of the page"


@SCHEMES
def test_bars_and_ticks_differ_by_more_than_hue(colours: dict[str, str], page: str) -> None:
    """A tick has paper around it, which both it and the bar are distinct from: it is seen without seeing colours."""
    assert min(contrast(colours[name], page) for name in ("bar", "target")) >= 3


def test_fallbacks_are_the_light_colours() -> None:
    """A chart without the style sheet looks as with it on white paper."""
    for name, colour in variables(":root").items():
        assert colour == Paint[name.upper()].colour


def test_style_sheet_paints_every_class() -> None:
    """Each purpose has a rule that sets the property it is painted by, from a variable, and none is left over."""
    rules = dict(re.findall(r"\.(bulletin-chart-[\w-]+) \{ (.*?) \}", SHEET))
    assert set(rules) == {paint.css_class for paint in Paint}
    for paint in Paint:
        colour = re.escape(paint.colour) if paint in SAME_IN_THE_DARK else r"var\(--bulletin-chart-\w+\)"
        nothing_inside = "fill: none; " if paint.channel == "stroke" and paint is not Paint.OTHER else ""
        assert re.fullmatch(rf"{nothing_inside}{paint.channel}: {colour};", rules[paint.css_class])


def test_colours_are_of_one_purpose() -> None:
    """No colour stands for two purposes, or else its class could not be stated."""
    assert len({paint.colour for paint in Paint}) == len(Paint)


def test_dark_sets_what_light_sets() -> None:
    """No colour of the light is left standing in the dark, and the dark is not printed."""
    assert set(variables('[data-md-color-scheme="slate"]')) == set(variables(":root"))
    assert SHEET.index("@media screen") < SHEET.index("slate")
