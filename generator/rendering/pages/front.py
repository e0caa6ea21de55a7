"""The front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.disclosure.door import Released
from generator.rendering import links
from generator.rendering.exhibits.charts import ranking_chart
from generator.rendering.exhibits.figure_tables import Lead, figures_table
from generator.rendering.exhibits.progress_cells import held_against
from generator.rendering.exhibits.ranking_tables import Placed, ranking_table, standings
from generator.rendering.jobs import Context, PageJob
from generator.rendering.scope import Scope
from generator.rendering.sentences import figure_sentence, leader_sentence, measure_text, target_formula
from generator.rendering.text.messages import Labels, Phrases
from generator.rendering.text.periods import day_text
from generator.rendering.views import Exhibit, Fact, Formula, Link, Table
from generator.statistics.tables import Figure, Key

POINTS = 4
"""Headline figures that are told in sentences, at most."""


@dataclass(frozen=True)
class HeadlineView:
    """A headline figure."""

    organization: Link
    measure: Link
    """With the population where that is not everybody."""
    period: str
    value: Link
    """With its unit; leads to where the figure is at home."""
    target: Formula | None
    """How it stands against its target, to which its number leads; None where there is none."""


@dataclass(frozen=True)
class FrontContext(Context):
    """What a reader learns in ten seconds, and the ways on."""

    template = "front"

    notices: tuple[str, ...]
    """What the publisher says on top."""
    description: str
    """What the bulletin is about."""
    facts: tuple[Fact, ...]
    """The period that its figures cover, how many organizations have figures, who publishes it."""
    points: tuple[str, ...]
    """The main points, a sentence each."""
    headlines: tuple[HeadlineView, ...]
    """The headline figures."""
    headline_table: Table | None
    """The same, with their targets and sources; None where there are no such figures."""
    ranking: Exhibit | None
    """How far organizations have come; None where there are no targets."""
    ranking_note: str
    """What is compared with what."""
    ways: tuple[Link, ...]
    """The other pages of the bulletin."""


def front_job(scope: Scope) -> PageJob:
    """The front page."""
    bulletin = scope.catalogue.bulletin
    figures = _headline_figures(scope)
    placed = standings(scope)
    points = _points(scope, figures, placed)
    ranking = ranking_table(scope, placed)
    return PageJob(
        path=links.HOME,
        title=scope.text(bulletin.title),
        description=points[0] if points else scope.text(bulletin.description),
        trail=(),
        context=FrontContext(
            notices=tuple(scope.text(notice) for notice in bulletin.notices),
            description=scope.text(bulletin.description),
            facts=tuple(_facts(scope)),
            points=points,
            headlines=tuple(_headline(scope, figure) for figure in figures),
            headline_table=figures_table(
                scope,
                "headlines",
                scope.say(Labels.headline_figures),
                figures,
                (Lead.ORGANIZATION, Lead.MEASURE, Lead.PERIOD),
            ),
            ranking=Exhibit(ranking, ranking_chart(scope, placed, "ranking")) if ranking else None,
            ranking_note=scope.say(Phrases.ranking_note),
            ways=tuple(_ways(scope)),
        ),
        language=scope.language,
        edit=bulletin.place,
    )


def _headline_figures(scope: Scope) -> list[Figure[Released]]:
    by_key = scope.release.tables.by_key
    keys = (
        Key(one.organization, one.measure, one.period, one.population) for one in scope.catalogue.bulletin.headlines
    )
    return [by_key[key] for key in keys if key in by_key]


def _headline(scope: Scope, figure: Figure[Released]) -> HeadlineView:
    held = held_against(scope, figure)
    return HeadlineView(
        organization=scope.to_organization(figure.key.organization),
        measure=scope.to_measure(figure.key.measure)._replace(text=measure_text(scope, figure.key)),
        period=scope.period_name(figure.key.period),
        value=scope.to_figure(figure, scope.amount(figure.value, figure.key.measure)),
        target=target_formula(scope, held),
    )


def _points(scope: Scope, figures: Sequence[Figure[Released]], placed: Sequence[Placed]) -> tuple[str, ...]:
    compared = [one for one in placed if one.place is not None]
    leader = [f"{leader_sentence(scope, compared[0].held)}."] if compared else []
    return (*(figure_sentence(scope, figure) for figure in figures[:POINTS]), *leader)


def _facts(scope: Scope) -> Iterator[Fact]:
    bulletin, figures = scope.catalogue.bulletin, scope.release.tables.figures
    if figures:
        first = min(figure.key.period.start for figure in figures)
        last = max(min(figure.key.period.end, figure.reported) for figure in figures)
        days = f"{day_text(first, scope.language)} – {day_text(last, scope.language)}"
        yield Fact(scope.say(Labels.covers), days)
        latest = max(figure.reported for figure in figures)
        yield Fact(scope.say(Labels.updated), day_text(latest, scope.language))
    reported, known = len(scope.release.tables.by_organization), len(scope.catalogue.organizations)
    counts = {"count": scope.count(reported), "known": scope.count(known)}
    yield Fact(scope.say(Labels.reporting), scope.say(Phrases.of_known, **counts))
    yield Fact(scope.say(Labels.editor), scope.text(bulletin.publisher))
    name, email = scope.text(bulletin.contact.name), bulletin.contact.email
    yield Fact(scope.say(Labels.contact), name, (Link(f"{name} ({email})", f"mailto:{email}"),) if email else ())


def _ways(scope: Scope) -> Iterator[Link]:
    yield scope.to(links.ORGANIZATIONS, Labels.organizations)
    yield scope.to(links.PERIODS, Labels.periods)
    yield scope.to(links.MEASURES, Labels.measures)
    yield scope.to(links.TARGETS, Labels.targets)
    yield scope.to(links.DECISIONS, Labels.decisions)
    yield scope.to(links.SOURCES, Labels.sources)
    yield scope.to(links.QUALITY, Labels.quality)
    yield scope.to(links.METHODS, Labels.methods)
    yield scope.to(links.DOWNLOADS, Labels.downloads)
