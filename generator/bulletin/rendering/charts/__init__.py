"""Charts: from a spec of plain numbers and finished words to one ``<svg>`` element for the inside of a page.

:func:`draw` is a pure function of a small picklable value: the same spec gives the same text in any process. The page
needs the style sheet at :data:`STYLESHEET` once; it colours the charts in the light, in the dark and in print, and
lets them take the width of a column up to a bound. Without it a chart is drawn in its colours for white paper.

The picture holds its headline, unit, legend and source itself. Importing this package does not import matplotlib;
drawing does.
"""

from __future__ import annotations

from pathlib import Path
from typing import assert_never

from bulletin.rendering.charts.specs import CompositionSpec, PeriodsSpec, RankingSpec, Spec

STYLESHEET = Path(__file__).with_name("chart.css")
"""The style sheet that a site serves with its pages."""


def draw(spec: Spec) -> str:
    """Draw a chart.

    :return: an ``<svg>`` element with ``role="img"``, named by the headline and described by the text alternative; its
        ids begin with the id of the chart, and it has neither styles nor scripts.
    """
    from bulletin.rendering.charts import layout
    from bulletin.rendering.charts.svg import save

    match spec:
        case RankingSpec():
            drawing = layout.ranking(spec)
        case PeriodsSpec():
            drawing = layout.periods(spec)
        case CompositionSpec():
            drawing = layout.composition(spec)
        case _:
            assert_never(spec)
    return save(drawing, spec.frame)


def fonts() -> Path:
    """The folder of the fonts that matplotlib brings, in which charts are measured: they are there on every machine."""
    import matplotlib as mpl

    return Path(mpl.get_data_path()) / "fonts" / "ttf"
