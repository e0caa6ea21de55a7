"""The page of downloads."""

from __future__ import annotations

from dataclasses import dataclass

from generator.rendering import links
from generator.rendering.downloads.figures import COLUMNS
from generator.rendering.jobs import Context, PageJob
from generator.rendering.pages.drafts import TableDraft
from generator.rendering.pages.scope import Scope
from generator.rendering.text.messages import Columns, Labels, Methods
from generator.rendering.views import Cell, Link, Table


@dataclass(frozen=True)
class DownloadsContext(Context):
    """The files that hold all figures, and how to read them."""

    template = "downloads"

    figures_csv: Link
    """The tidy table of every figure."""
    columns: Table | None
    """What its columns hold."""
    api_schema: Link
    """The JSON Schema of the files for programs."""
    measures: tuple[Link, ...]
    """The JSON of each measure."""


def downloads_job(scope: Scope) -> PageJob:
    """The page of downloads."""
    scope = scope.at(links.DOWNLOADS)
    draft = TableDraft(scope, "columns", scope.say(Labels.columns), (Labels.column, Labels.meaning))
    for name in COLUMNS:
        draft.add(Cell(name), Cell(scope.say(getattr(Columns, name))))
    return PageJob(
        path=scope.page,
        title=scope.say(Labels.downloads),
        description=scope.say(Methods.downloads_intro),
        trail=(),
        context=DownloadsContext(
            figures_csv=Link(scope.say(Labels.all_figures_csv), scope.href(links.FIGURES_CSV)),
            columns=draft.finish(),
            api_schema=Link(scope.say(Labels.json_schema), scope.href(links.API_SCHEMA)),
            measures=tuple(
                Link(scope.measure(measure), scope.href(links.measure_json(measure)))
                for measure in scope.catalogue.measures
            ),
        ),
        language=scope.language,
    )
