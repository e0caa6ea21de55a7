"""The page of a measure."""

from __future__ import annotations

from dataclasses import dataclass

from generator.rendering import links
from generator.rendering.jobs import Context, PageJob
from generator.rendering.pages.figures import figures_table
from generator.rendering.pages.scope import Scope
from generator.rendering.text.folding import searchable
from generator.rendering.text.messages import Labels
from generator.rendering.views import Table


@dataclass(frozen=True)
class MeasureContext(Context):
    """Everything about one measure."""

    template = "measure"

    definition: str
    """What is counted."""
    figures: Table | None
    """All figures of the measure; None where there are none."""


def measure_job(scope: Scope, measure: str) -> PageJob:
    """The page of ``measure``."""
    record = scope.catalogue.measures[measure]
    scope = scope.at(links.measure_page(measure))
    name = scope.text(record.name)
    figures = scope.release.tables.by_measure.get(measure, ())
    return PageJob(
        path=scope.page,
        title=name,
        description=scope.text(record.definition),
        trail=(scope.to(links.MEASURES, Labels.measures),),
        context=MeasureContext(scope.text(record.definition), figures_table(scope, "figures", name, figures)),
        language=scope.language,
        edit=record.place,
        search_text=searchable(name),
    )
