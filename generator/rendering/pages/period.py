"""The page of a period."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.periods import Period
from generator.rendering import links
from generator.rendering.jobs import Context, PageJob
from generator.rendering.pages.figures import figures_table
from generator.rendering.pages.scope import Scope
from generator.rendering.text.messages import Labels
from generator.rendering.views import Table


@dataclass(frozen=True)
class PeriodContext(Context):
    """Everything reported for one period."""

    template = "period"

    figures: Table | None
    """All figures of the period; None where there are none."""


def period_job(scope: Scope, period: Period) -> PageJob:
    """The page of ``period``."""
    scope = scope.at(links.period_page(period.slug))
    name = scope.period(period)
    figures = [figure for figure in scope.release.tables.figures if figure.key.period == period]
    return PageJob(
        path=scope.page,
        title=name,
        description=name,
        trail=(scope.to(links.PERIODS, Labels.periods),),
        context=PeriodContext(figures_table(scope, "figures", name, figures)),
        language=scope.language,
        search_text=period.text,
    )
