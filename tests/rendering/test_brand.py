"""Whatever colour a bulletin has, its pages can be read in the light and in the dark."""

from __future__ import annotations

import re

import pytest
from bulletin.model.colours import READABLE, contrast
from bulletin.rendering.brand import Brand, Scheme
from hypothesis import example, given
from hypothesis import strategies as st

from tests.sites import ROOT

COLOURS = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
STYLE = ROOT / "generator/bulletin/website/theme/assets/stylesheets/bulletin.css"


def papers() -> dict[str, tuple[str, ...]]:
    """Give what text is read on in each scheme, as the style of pages says: the page, and what is set off from it."""
    paper, tint = (re.findall(rf"--bulletin-{name}: (#\w+);", STYLE.read_text()) for name in ("paper", "tint"))
    return dict(zip(("light", "dark"), zip(paper, tint, strict=True), strict=True))


def test_contrast_is_that_of_wcag() -> None:
    """Values that WCAG and its tools give."""
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#7a1f1f", "#7a1f1f") == 1


@given(COLOURS)
@example("#ffffff")
@example("#000000")
@example("#757575")
@example("#777777")
@example("#ff0000")
def test_every_colour_gives_readable_pages(colour: str) -> None:
    """Text on headers, and links and bars on pages, have a contrast of 4.5 at least in both schemes."""
    brand, grounds = Brand(colour), papers()
    for scheme, behind in ((brand.light, grounds["light"]), (brand.dark, grounds["dark"])):
        assert contrast(scheme.on_head, scheme.head) >= READABLE
        assert min(contrast(scheme.link, ground) for ground in behind) >= READABLE


@given(COLOURS)
def test_the_colour_stays_itself_where_it_can(colour: str) -> None:
    """The header has the very colour in the light; a link too, where that is readable."""
    light = Brand(colour).light
    assert light.head == colour
    if min(contrast(colour, ground) for ground in papers()["light"]) >= READABLE:
        assert light.link == colour


def test_a_logo_alone_changes_no_colour() -> None:
    """The header behind a logo is that of bulletins without a colour."""
    assert Brand(logo="assets/images/logo.svg").light == Scheme("#17365a", "#ffffff", "#17365a")
    assert "--md-primary-fg-color: #17365a;" in STYLE.read_text()
