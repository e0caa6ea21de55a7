"""The colours of charts by what they are for.

Each colour is used for one purpose only, so that in the finished SVG it tells the class of a mark; it stays there as
the fallback for a reader without the style sheet. ``chart.css`` holds the same colours, and those for the dark.
"""

from __future__ import annotations

from enum import Enum


class Paint(Enum):
    """A purpose: the property it paints and its colour on white paper. Later ones lie over earlier ones."""

    BAR = ("fill", "#2a6592")
    """Values."""
    OTHER = ("stroke", "#5f7285")
    """Hatching and outlines of what is not stated, not certain or too much."""
    RULE = ("stroke", "#7d8996")
    """Base lines, the end of a whole, and gaps in a series."""
    PAPER = ("stroke", "#ffffff")
    """What keeps apart marks that touch: parts of a whole, a tick and the bar beneath it."""
    TARGET = ("stroke", "#b8430f")
    """Ticks of targets."""
    MUTED = ("fill", "#55606c")
    """Text that is read second."""
    INK = ("fill", "#1d2733")
    """Text that is read first."""
    INSIDE = ("fill", "#fefefe")
    """Text inside of a bar."""

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

    @property
    def layer(self) -> int:
        """Its place from below."""
        return list(Paint).index(self)


BY_COLOUR = {paint.colour: paint for paint in Paint}
"""The purposes by their colour."""
