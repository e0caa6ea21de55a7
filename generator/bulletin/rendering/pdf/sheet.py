"""The sheet of a unit: what a page of A4 has room for, at a glance."""

from __future__ import annotations

from itertools import islice

from bulletin.localization.messages import _
from bulletin.rendering.charts.drawing import Layout
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.front import headline_view
from bulletin.rendering.pages.measure import latest_by_series
from bulletin.rendering.pages.organization import OrganizationContext, organization_job
from bulletin.rendering.pdf.blocks import Shown
from bulletin.rendering.pdf.encoding import Data, Encoder

_CARDS = 3
"""Most figures that are set large."""
_CHARTS = 2
"""Most charts, side by side."""


def unit_sheet(page: PageContext, unit: str, encoder: Encoder) -> Data:
    """What the sheet of a unit shows: its main figures, main points and charts, and the latest figure of each measure.

    The template shortens it until it fits a page: smaller letters, then fewer rows and charts.

    :param page: the context of the unit's page.
    """
    job = organization_job(page, unit)
    context = job.context
    if not isinstance(context, OrganizationContext):
        raise TypeError("the page of an organization")
    latest = latest_by_series(page.tables.by_organization.get(unit, ()))
    latest.sort(key=lambda figure: page.measures.index(figure.key.measure))
    caption = page.words.say(_("Latest figures"))
    table = figures_table(page, "latest", caption, latest, (Lead.MEASURE, Lead.PERIOD), changes=True)
    charts = islice(filter(None, (each.chart for each in (*context.main, *context.by_measure))), _CHARTS)
    cards = [headline_view(page, figure) for figure in latest[:_CARDS]]
    return {
        "kind": "sheet",
        "title": job.title,
        "ending": encoder.block(Shown("notice_line", (context.ending,))) if context.ending else None,
        "facts": encoder.block(Shown("facts_list", (context.facts,))),
        "headlines": encoder.headlines(cards, of_one_organization=True),
        "points": [[point] for point in context.points],
        "nothing": context.nothing,
        "charts": [encoder.chart(chart, Layout.NARROW) for chart in charts],
        "table": encoder.table(table) if table else None,
        "more": encoder.on_the_web(page.words.say(_("All figures, with their records and sources"))),
    }
