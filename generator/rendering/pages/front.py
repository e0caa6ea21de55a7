"""The front page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.rendering import links
from generator.rendering.jobs import Context, PageJob
from generator.rendering.pages.figures import figures_table
from generator.rendering.pages.scope import Scope
from generator.rendering.text.messages import Labels, Phrases
from generator.rendering.views import Link, Table
from generator.statistics.tables import Key


@dataclass(frozen=True)
class FrontContext(Context):
    """What a reader learns in ten seconds."""

    template = "front"

    notices: tuple[str, ...]
    """What the publisher says on top."""
    points: tuple[str, ...]
    """The main points, a sentence each."""
    headlines: Table | None
    """The headline figures."""
    reporting: str
    """How many organizations have figures."""
    ways: tuple[Link, ...]
    """The ways into the bulletin."""


def front_job(scope: Scope) -> PageJob:
    """The front page."""
    bulletin = scope.catalogue.bulletin
    tables = scope.release.tables
    keys = (Key(h.organization, h.measure, h.period, h.population) for h in bulletin.headlines)
    figures = [tables.by_key[key] for key in keys if key in tables.by_key]
    points = tuple(
        scope.say(
            Phrases.figure,
            measure=scope.measure(figure.key.measure),
            organization=scope.organization(figure.key.organization),
            period=scope.period_inside(figure.key.period),
            value=scope.amount(figure.value, figure.key.measure),
        )
        for figure in figures
    )
    reported = len(tables.by_organization)
    return PageJob(
        path=links.HOME,
        title=scope.text(bulletin.title),
        description=scope.text(bulletin.description),
        trail=(),
        context=FrontContext(
            tuple(scope.text(notice) for notice in bulletin.notices),
            points,
            figures_table(scope, "headlines", scope.say(Labels.headline_figures), figures),
            Phrases.reporting.in_(scope.language, reported, count=scope.count(reported)),
            (scope.to(links.ORGANIZATIONS, Labels.organizations), scope.to(links.MEASURES, Labels.measures)),
        ),
        language=scope.language,
        edit=bulletin.place,
    )
