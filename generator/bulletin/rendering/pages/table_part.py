"""The pages of the parts of tables that are too long for one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from bulletin.localization.messages import _
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob, tables_of
from bulletin.rendering.table_parts import rows_alone
from bulletin.rendering.views import Link, Table, TablePart

_INTRO = _("Page {number} of {total}: {shown} of {rows} rows of a table on the page “{title}”.")
_WHOLE_CSV = _("Download the whole table with the others of its page (CSV)")


@dataclass(frozen=True)
class TablePartContext(Context):
    """Some rows of a table, and where the others are."""

    template = "table-part"

    intro: str
    """Which of how many rows these are, and of which page."""
    shown: Table
    """These rows."""
    pages: tuple[Link, ...]
    """All pages of the table, in order."""


def part_jobs(page: PageContext, job: PageJob) -> Iterator[PageJob]:
    """The pages of the parts of the tables of a page.

    :param page: the context of that page, from which all links lead to the same places.
    :param job: that page.
    """
    for table in tables_of(job.context):
        for number, part in enumerate(table.parts, 1):
            yield _job(page, job, table, number, part)


def _job(page: PageContext, job: PageJob, table: Table, number: int, part: TablePart) -> PageJob:
    counts = {"number": number, "total": len(table.parts), "shown": len(part.rows)}
    intro = page.words.say(
        _INTRO,
        title=job.title,
        rows=page.words.count(len(table.rows) - table.summaries),
        **{name: page.words.count(count) for name, count in counts.items()},
    )
    title = page.words.named(table.title, part.link.text)
    return replace(
        job,
        path=links.part_page(job.path, table.id, number),
        title=title,
        description=f"{title}. {intro}",
        trail=(*job.trail, Link(job.title, page.links.href(job.path))),
        context=TablePartContext(
            intro,
            replace(rows_alone(table, part.rows), parts=(), more=None),
            tuple(each.link for each in table.parts),
        ),
        search_text="",
        download=page.links.to(links.tables_csv(job.path), _WHOLE_CSV),
    )
