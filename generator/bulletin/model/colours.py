"""Colours as a record holds them, ``#rrggbb``, and their contrast.

Contrast and relative luminance are those of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

from __future__ import annotations

from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Annotated

from pydantic import StringConstraints

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]
"""A colour of sRGB: red, green and blue, two hexadecimal digits each."""

READABLE = 4.5
"""The contrast of text of usual size to what is behind it (WCAG AA)."""
WHITE, BLACK = "#ffffff", "#000000"
_STEPS = 64
"""In how many steps a colour is made lighter or darker."""


def contrast(colour: str, other: str) -> float:
    """The contrast ratio of two colours: 1 where they are equally bright, 21 for black and white."""
    brighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def text_on(colour: str) -> str:
    """White or black, whichever is distinct enough from a colour; white where both are.

    One of them always is: the product of the two contrasts is 21, so that the greater is at least 4.58.
    """
    return WHITE if contrast(WHITE, colour) >= READABLE else BLACK


def readable(colour: str, extreme: str, behind: Iterable[str], least: float = READABLE) -> str:
    """The colour, as little lighter or darker as makes it distinct enough from everything that is behind it.

    Hue and saturation stay, as far as the lightness allows (HLS).

    :param extreme: white to make it lighter, or black to make it darker; distinct enough itself.
    """
    grounds = tuple(behind)
    shades = (_shade(colour, extreme, step / _STEPS) for step in range(_STEPS))
    return next((shade for shade in shades if min(contrast(shade, ground) for ground in grounds) >= least), extreme)


def _shade(colour: str, extreme: str, way: float) -> str:
    """The colour on its way to white or black: 0 is the colour itself, 1 would be the other."""
    if not way:
        return colour
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(colour)))
    lightness += ((extreme == WHITE) - lightness) * way
    return "#" + "".join(f"{round(255 * channel):02x}" for channel in hls_to_rgb(hue, lightness, saturation))


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour[1:])
    return red, green, blue


def _luminance(colour: str) -> float:
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
