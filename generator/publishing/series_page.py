"""The page of all editions in one language: dates, main figures, corrections, and the release calendar."""

from __future__ import annotations

from dataclasses import dataclass

from generator.publishing.feeds import ATOM, JSON
from generator.publishing.issues import Corrected, Issue, Published, Series
from generator.publishing.markup import fill
from generator.publishing.naming import known, title_of
from generator.rendering.editions import EditionView
from generator.rendering.files import Asset
from generator.rendering.links import EDITIONS, LATEST
from generator.site.entrance import NAMES


@dataclass(frozen=True)
class EditionRow:
    """An edition as it stands."""

    title: str
    href: str
    view: EditionView
    is_newest: bool
    cut_off: str
    """It and the other dates say so where no day is known."""
    released: str
    next_release: str
    corrections: tuple[Corrected, ...]


def series_page(published: Published, series: Series) -> Asset:
    """The page ``editions/`` of a language."""
    content = fill(
        "editions.html",
        series.language,
        top="../../",
        series=series,
        rows=[_row(series, issue) for issue in series.current],
        languages=[(one.language, NAMES[one.language], one.address) for one in published.series],
        paths={"atom": ATOM, "json": JSON, "latest": LATEST, "here": EDITIONS},
    )
    return Asset(f"{series.language}/{EDITIONS}/index.html", content)


def _row(series: Series, issue: Issue) -> EditionRow:
    view = issue.edition
    return EditionRow(
        title=title_of(issue),
        href=f"../{issue.version}/",
        view=view,
        is_newest=issue is series.newest,
        cut_off=known(issue, issue.manifest.cut_off, view.cut_off),
        released=known(issue, issue.released, view.released),
        next_release=known(issue, issue.manifest.next_release, view.next_release),
        corrections=tuple(series.corrections(issue)),
    )
