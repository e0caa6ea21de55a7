"""Charts: from a spec of plain numbers and finished words to ``<svg>`` elements for the inside of a page.

A spec says what a chart answers, and that picks its form: how a measure went (``PeriodsSpec``), who is where
(``RankingSpec``), what something is made of (``CompositionSpec``) and was made of period by period (``StackedSpec``),
how it went in several units (``MultiplesSpec``), how two periods differ (``ChangesSpec``), and where units in one state
or another are (``TileMapSpec``).

:func:`draw` is a pure function of a small picklable value: the same spec gives the same text in any process. A chart is
laid out for each width of :class:`~bulletin.rendering.charts.drawing.Layout`; the style sheet at :data:`STYLESHEET`,
which a page needs once, shows one of them, and colours it in the light, in the dark and in print.

Headline, unit, source and text alternative are around the pictures of a page, and inside of the file that
:func:`svg_file` makes for readers to keep. Importing this package does not import
matplotlib, in whose font texts are measured; drawing does.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from bulletin.rendering.charts.specs import (
    ChangesSpec,
    CompositionSpec,
    MultiplesSpec,
    PeriodsSpec,
    RankingSpec,
    Spec,
    StackedSpec,
    TileMapSpec,
)

if TYPE_CHECKING:
    from bulletin.rendering.charts.drawing import Drawing, Layout

STYLESHEET = Path(__file__).with_name("chart.css")
"""The style sheet that a site serves with its pages."""


def draw(spec: Spec) -> str:
    """Draw a chart for the inside of a page.

    :return: an ``<svg>`` element for each layout, which assistive technology is not to see; ids begin with the id of
        the chart, and there are neither styles nor scripts. Marks have their titles where there is a pointer: in the
        wide layout.
    """
    from bulletin.rendering.charts.drawing import Layout
    from bulletin.rendering.charts.svg import Use, element

    pictures = []
    for layout in Layout:
        name = f"{spec.frame.id}-{layout.name.lower()}"
        use = Use(name, is_styled=True, has_titles=layout is Layout.WIDE)
        pictures.append(element(lay_out(spec, layout), use, f"bulletin-chart {layout.css_class}"))
    return "\n".join(pictures)


def svg_file(spec: Spec, citation: str) -> str:
    """Draw a chart as a document of its own, in its widest layout, with everything in it that a page has around it.

    :param citation: how to cite it, at the foot.
    """
    from bulletin.rendering.charts.drawing import Layout
    from bulletin.rendering.charts.sheet import framed
    from bulletin.rendering.charts.svg import Use, document

    drawing = framed(lay_out(spec, Layout.WIDE), spec.frame, citation)
    return document(drawing, Use(spec.frame.id), spec.frame)


_ON_A_PAGE = 64
"""Charts in one layout or another that a page may have; their files are made after it."""
_MEASURED = "DejaVu Sans"
"""The font in which charts are measured: another one might lack the symbol of a status, or letters beside it."""


def picture(spec: Spec, layout: Layout) -> str:
    """Draw a chart as a document of its own in one layout, for what has its headline, unit and source around it.

    Points have a length there, though nobody sees it.
    """
    from bulletin.rendering.charts.svg import Use, document

    return document(lay_out(spec, layout), Use(spec.frame.id, point="h0.01"), spec.frame, _MEASURED)


@lru_cache(maxsize=_ON_A_PAGE)
def lay_out(spec: Spec, layout: Layout) -> Drawing:
    """Where everything of a chart is: for its page, and soon after for its file."""
    from bulletin.rendering.charts import bars, dumbbells, multiples, stacked, tile_map, time_series

    match spec:
        case RankingSpec():
            drawing = bars.ranking(spec, layout)
        case PeriodsSpec():
            drawing = time_series.periods(spec, layout)
        case CompositionSpec():
            drawing = bars.composition(spec, layout)
        case StackedSpec():
            drawing = stacked.stacked(spec, layout)
        case MultiplesSpec():
            drawing = multiples.multiples(spec, layout)
        case ChangesSpec():
            drawing = dumbbells.changes(spec, layout)
        case TileMapSpec():
            drawing = tile_map.tile_map(spec, layout)
        case _:
            assert_never(spec)
    return drawing


def fonts() -> Path:
    """The folder of the fonts that matplotlib brings, in which charts are measured: they are there on every machine."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"
