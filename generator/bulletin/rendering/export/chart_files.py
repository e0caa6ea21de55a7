"""Charts as files, for readers to keep: with their title, unit, source, and how to cite them, in them."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.localization.messages import _
from bulletin.rendering.charts import svg_file
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Asset, PageJob, charted_tables_of
from bulletin.rendering.links import chart_file


def chart_files(job: PageJob, page: PageContext) -> Iterator[Asset]:
    """The charts of a page, in order.

    :param page: the context of any page.
    """
    draft = page.words.say(_("This is a draft. Do not cite it."))
    for table, chart in charted_tables_of(job.context):
        file = svg_file(chart.spec, table.citation or draft)
        yield Asset(chart_file(job.path, chart.table), file.encode())
