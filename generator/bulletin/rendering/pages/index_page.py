"""A list of pages."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.localization.messages import Message
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.views import Link, Table

DEPTHS = 5
"""How many levels of the tree are distinguished by indentation."""


@dataclass(frozen=True)
class IndexContext(Context):
    """A list of pages."""

    template = "index"

    intro: str
    """How many there are."""
    also: tuple[Link, ...]
    """Pages that answer questions about all of them."""
    entries: Table | None
    """The pages, with the little that helps to choose; None where there are none."""


def index_job(  # noqa: PLR0913 - what such a page has besides its list, each with its default
    page: PageContext,
    title: Message,
    description: str,
    entries: Table | None,
    *,
    also: tuple[Link, ...] = (),
    note: str = "",
) -> PageJob:
    """The page that lists others.

    :param description: one sentence.
    :param also: pages that answer questions about all of them.
    :param note: what else is to be known of the list.
    """
    intro = f"{description} {note}" if note else description
    return PageJob(
        path=page.path,
        title=page.words.say(title),
        description=description,
        trail=(),
        context=IndexContext(intro=intro, also=also, entries=entries),
        language=page.language,
    )
