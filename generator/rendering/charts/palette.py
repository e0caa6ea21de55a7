"""The colours of charts by what they are for.

Each colour is used for one purpose only, so that in the finished SVG it tells the class of a mark; it stays there as
the fallback for a reader without the style sheet. ``chart.css`` holds the same colours, and those for the dark.
"""

from __future__ import annotations

from enum import Enum


class Paint(Enum):
    """A purpose: the property it paints and its colour on white paper."""

    INK = ("fill", "#1d2733")
    """Text that is read first."""
    MUTED = ("fill", "#55606c")
    """Text that is read second."""
    BAR = ("fill", "#2a6592")
    """Values."""
    TARGET = ("stroke", "#c0392b")
    """Ticks of targets."""
    OTHER = ("stroke", "#5f7285")
    """Hatching and outlines of what is not stated, not certain or too much."""
    RULE = ("stroke", "#8793a0")
    """Base lines."""
    PAPER = ("stroke", "#ffffff")
    """Gaps between parts that touch."""

    @property
    def channel(self) -> str:
        """The property painted: ``fill`` or ``stroke``."""
        return self.value[0]

    @property
    def colour(self) -> str:
        """The colour on white paper, as ``#rrggbb``."""
        return self.value[1]

    @property
    def css_class(self) -> str:
        """The class that ``chart.css`` paints."""
        return f"bulletin-chart-{self.name.lower()}"


BY_COLOUR = {paint.colour: paint for paint in Paint}
"""The purposes by their colour."""
