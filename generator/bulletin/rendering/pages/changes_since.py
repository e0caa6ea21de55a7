"""The page of all that changed since the edition before: in sentences first, then in tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.localization.messages import _
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.pages.changes import (
    by_measure_table,
    by_reason_table,
    by_size_table,
    changes_table,
    new_table,
)
from bulletin.rendering.phrases.change_points import change_points, redefinitions, since_sentence
from bulletin.rendering.views import Table

TITLE = _("Changes", "since the last edition")


@dataclass(frozen=True)
class ChangesContext(Context):
    """All that changed since the edition before."""

    template = "changes"

    points: tuple[str, ...]
    """How much changed since which edition, of which measure and why, and what moved most."""
    redefined: tuple[str, ...]
    """What is defined otherwise, a sentence each."""
    by_measure: Table | None
    """How much changed of each measure; None where nothing did."""
    by_reason: Table | None
    """How much changed by which sources; None where there are only new figures."""
    by_size: Table | None
    """How large the changes are; None where there are only new figures."""
    changes: Table | None
    """What is not merely new; None where nothing is."""
    new: Table | None
    """How much is new, and what, by organization; None where nothing is."""


def has_changes(page: PageContext) -> bool:
    """Whether anything changed, which nothing did in the first edition or a draft."""
    changes = page.release.changes
    return changes is not None and bool(changes.changes or changes.redefined)


def changes_job(page: PageContext) -> PageJob | None:
    """The page of changes; None where nothing changed."""
    page, changes = page.at(links.CHANGES), page.release.changes
    if changes is None or not has_changes(page):
        return None
    points = change_points(page, changes)
    return PageJob(
        path=page.path,
        title=page.words.say(TITLE),
        description=points[0],
        trail=(),
        context=ChangesContext(
            points=points,
            redefined=redefinitions(page, changes),
            by_measure=by_measure_table(page, changes),
            by_reason=by_reason_table(page, changes),
            by_size=by_size_table(page, changes),
            changes=changes_table(page, changes),
            new=new_table(page, changes),
        ),
        language=page.language,
    )


def changed_since(page: PageContext) -> Iterator[str]:
    """What changed, for the front page: how much, and which measures are defined otherwise."""
    changes = page.release.changes
    if changes is None:
        yield page.words.say(_("This is the first edition: there is none to compare with."))
        return
    yield since_sentence(page, changes)
    yield from redefinitions(page, changes)
