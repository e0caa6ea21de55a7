"""The page of all that changed since the edition before, where the front page cannot show it all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.localization.messages import _
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.pages.changes import (
    by_measure_table,
    by_size_table,
    changes_sentence,
    changes_table,
    fits_front_page,
    new_table,
    redefinitions,
)
from bulletin.rendering.views import Table


@dataclass(frozen=True)
class ChangesContext(Context):
    """All that changed since the edition before."""

    template = "changes"

    since: tuple[str, ...]
    """How much changed, and what is defined otherwise."""
    by_measure: Table | None
    """How much changed of each measure; None where nothing did."""
    by_size: Table | None
    """How large the changes are; None where there are only new figures."""
    changes: Table | None
    """What is not merely new; None where nothing is."""
    new: Table | None
    """How much is new, by organization; None where nothing is."""


def changes_job(page: PageContext) -> PageJob | None:
    """The page of changes; None where the front page shows them all, and for the first edition or a draft."""
    page, changes = page.at(links.CHANGES), page.release.changes
    if changes is None or fits_front_page(changes):
        return None
    since = tuple(changed_since(page))
    return PageJob(
        path=page.path,
        title=page.words.say(_("Changes", "since the last edition")),
        description=since[0],
        trail=(),
        context=ChangesContext(
            since=since,
            by_measure=by_measure_table(page, changes),
            by_size=by_size_table(page, changes),
            changes=changes_table(page, changes),
            new=new_table(page, changes),
        ),
        language=page.language,
    )


def changed_since(page: PageContext) -> Iterator[str]:
    """What changed in sentences: how much, and which measures are defined otherwise."""
    changes = page.release.changes
    if changes is None:
        yield page.words.say(_("This is the first edition: there is none to compare with."))
        return
    before = tuple(page.catalogue.editions_in_order)[-2]
    counted = changes_sentence(page, changes)
    yield page.words.say(_("Since the {title}: {changes}"), title=page.words.text(before.title), changes=counted)
    yield from redefinitions(page, changes)
