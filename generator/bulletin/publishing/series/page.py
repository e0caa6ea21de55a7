"""The page of all editions in one language: dates, main figures, corrections, and the release calendar."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.localization.languages import own_name
from bulletin.publishing.series.feeds import ATOM, JSON
from bulletin.publishing.series.markup import fill
from bulletin.publishing.series.volumes import Corrected, Published, Series, Volume
from bulletin.rendering.editions import EditionView
from bulletin.rendering.files import Asset
from bulletin.rendering.links import EDITIONS, LATEST


@dataclass(frozen=True)
class EditionRow:
    """An edition as it stands."""

    href: str
    view: EditionView
    is_newest: bool
    corrections: tuple[Corrected, ...]


def series_page(published: Published, series: Series) -> Asset:
    """The page ``editions/`` of a language."""
    content = fill(
        "editions.html",
        series.language,
        top="../../",
        series=series,
        rows=[_row(series, volume) for volume in series.current],
        languages=[(one.language, own_name(one.language), one.address) for one in published.series],
        paths={"atom": ATOM, "json": JSON, "latest": LATEST, "here": EDITIONS},
    )
    return Asset(f"{series.language}/{EDITIONS}/index.html", content)


def _row(series: Series, volume: Volume) -> EditionRow:
    return EditionRow(
        href=f"../{volume.version}/",
        view=volume.edition,
        is_newest=volume is series.newest,
        corrections=tuple(series.corrections(volume)),
    )
