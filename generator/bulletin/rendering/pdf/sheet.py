"""The sheet of a unit: what a page of A4 has room for, at a glance."""

from __future__ import annotations

from functools import partial
from itertools import islice

from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import _
from bulletin.rendering.charts.drawing import Layout
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.front import headline_view
from bulletin.rendering.pages.measure import latest_by_series
from bulletin.rendering.pages.organization import facts_of, nothing_of
from bulletin.rendering.pages.reorganizations import ending_of
from bulletin.rendering.pages.series_chart import periods_chart
from bulletin.rendering.pdf.blocks import Shown
from bulletin.rendering.pdf.encoding import Data, Encoder
from bulletin.rendering.phrases.sentences import points_of
from bulletin.rendering.views import Chart

_CARDS = 3
"""Most figures that are set large."""
_CHARTS = 2
"""Most charts, side by side."""


def unit_sheet(page: PageContext, unit: str, encoder: Encoder) -> Data:
    """What the sheet of a unit shows: its main figures, main points and charts, and the latest figure of each measure.

    The template shortens it until it fits a page: smaller letters, then fewer rows and charts.

    :param page: the context of the unit's page.
    """
    record = page.catalogue.organizations[unit]
    ending = ending_of(page, record)
    latest = latest_by_series(page.tables.by_organization.get(unit, ()))
    latest.sort(key=lambda figure: page.measures.index(figure.key.measure))
    caption = page.words.say(_("Latest figures"))
    table = figures_table(page, "latest", caption, latest, (Lead.MEASURE, Lead.PERIOD), changes=True)
    charts = list(islice(filter(None, map(partial(_chart, page), latest)), _CHARTS))
    layout = Layout.WIDE if len(charts) == 1 else Layout.NARROW
    cards = [headline_view(page, figure) for figure in latest[:_CARDS]]
    return {
        "kind": "sheet",
        "title": page.words.organization(unit),
        "ending": encoder.block(Shown("notice_line", (ending,))) if ending else None,
        "facts": encoder.block(Shown("facts_list", (tuple(facts_of(page, record)),))),
        "headlines": encoder.headlines(cards, of_one_organization=True),
        "points": [[point] for point in points_of(page, unit)],
        "nothing": nothing_of(page, unit),
        "charts": [encoder.chart(chart, layout) for chart in charts],
        "table": encoder.table(table) if table else None,
        "more": encoder.on_the_web(page.words.say(_("All figures, with their records and sources"))),
    }


def _chart(page: PageContext, figure: Figure) -> Chart | None:
    """How the series of a figure went, by the kind of periods that it has most of; None for a figure alone."""
    series = page.tables.by_series.get(figure.key.series, ())
    alike = max(group_by(series, lambda each: each.key.period.type).values(), key=len)
    drawn = alike if len(alike) > 1 else series
    return periods_chart(page, drawn, f"sheet-{figure.key.measure}") if len(drawn) > 1 else None
