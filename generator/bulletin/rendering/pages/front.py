"""The front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.analysis.tables import Figure
from bulletin.localization.formats import day_text
from bulletin.rendering import links
from bulletin.rendering.corrections import CorrectionView
from bulletin.rendering.editions import EditionView, edition_view
from bulletin.rendering.headlines import headline_figures, headline_period
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.pages.charts import ranking_chart
from bulletin.rendering.pages.coverage import reported_table
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.front_tables import (
    Placed,
    changes_sentence,
    changes_table,
    corrected_table,
    derived_table,
    new_table,
    ranking_table,
    redefinitions,
    standings,
)
from bulletin.rendering.scope import Scope
from bulletin.rendering.sentences import figure_sentence, leader_sentence, measure_text, target_formula
from bulletin.rendering.target_cells import progress_of
from bulletin.rendering.text.messages import Editions, Labels, Phrases
from bulletin.rendering.views import Exhibit, Fact, Formula, Link, Table

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
class CorrectionNotice:
    """What was put right in an edition."""

    title: str
    """That it is a correction, and of when."""
    what: str
    """What was wrong."""
    reason: str
    """How the mistake came about."""


@dataclass(frozen=True)
class FrontContext(Context):
    """What a reader learns in ten seconds, and the ways on."""

    template = "front"

    notices: tuple[str, ...]
    """What the publisher says on top."""
    corrections: tuple[CorrectionNotice, ...]
    """What was put right in this edition."""
    corrected: Table | None
    """The wrong figures, and what stands now; None where there are none."""
    derived_title: str
    """What the table of totals is called; it is folded away."""
    derived: Table | None
    """The totals that were computed from the wrong figures; None where there are none."""
    edition: tuple[Fact, ...]
    """What it is an edition of, and its dates; nothing in a draft."""
    note: str
    """How the dates are known; empty where there is nothing to say."""
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
    reported: Table | None
    """How many of the expected reports have come; None in a draft, and where none are expected."""
    since: tuple[str, ...]
    """How much changed since the edition before, or that there is none, and what is defined otherwise."""
    changes: Table | None
    """What is not merely new; None where nothing is."""
    new: Table | None
    """How much is new, by organization; None where nothing is."""
    ways: tuple[Link, ...]
    """The other pages of the bulletin."""


def front_job(scope: Scope) -> PageJob:
    """The front page."""
    bulletin, edition, changes = scope.catalogue.bulletin, edition_view(scope), scope.release.changes
    figures = headline_figures(scope)
    placed = standings(scope)
    points = _points(scope, figures, placed)
    ranking = ranking_table(scope, placed)
    return PageJob(
        path=links.HOME,
        title=edition.name if edition else scope.text(bulletin.title),
        description=points[0] if points else scope.text(bulletin.description),
        trail=(),
        context=FrontContext(
            notices=edition.notices if edition else tuple(map(scope.text, bulletin.notices)),
            corrections=tuple(map(_correction, edition.corrections)) if edition else (),
            corrected=corrected_table(scope),
            derived_title=scope.say(Editions.derived),
            derived=derived_table(scope),
            edition=tuple(_edition(scope, edition)) if edition else (),
            note=edition.note if edition else "",
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
            reported=reported_table(scope) if edition else None,
            since=tuple(_since(scope)) if edition else (),
            changes=changes_table(scope, changes) if changes else None,
            new=new_table(scope, changes) if changes else None,
            ways=tuple(_ways(scope)),
        ),
        language=scope.language,
        edit=scope.catalogue.editions[edition.id].place if edition else bulletin.place,
    )


def _correction(correction: CorrectionView) -> CorrectionNotice:
    return CorrectionNotice(correction.title, correction.what, correction.reason)


def _edition(scope: Scope, edition: EditionView) -> Iterator[Fact]:
    yield Fact(scope.say(Editions.period), edition.period)
    yield Fact(scope.say(Editions.cut_off), edition.cut_off)
    yield Fact(scope.say(Editions.released), edition.released)
    if edition.corrected:
        yield Fact(scope.say(Editions.corrected_on), edition.corrected)
    yield Fact(scope.say(Editions.next_release), edition.next_release)
    if edition.status:
        yield Fact(scope.say(Editions.status), edition.status)
    yield _contact(scope)


def _since(scope: Scope) -> Iterator[str]:
    """What changed in sentences: how much, and which measures are defined otherwise."""
    changes = scope.release.changes
    if changes is None:
        yield scope.say(Editions.first)
        return
    (*_, before, _) = scope.catalogue.series
    told = changes_sentence(scope, changes)
    yield scope.say(Editions.changed_since, title=scope.text(before.title), changes=told)
    yield from redefinitions(scope, changes)


def _headline(scope: Scope, figure: Figure) -> HeadlineView:
    held = progress_of(scope, figure)
    return HeadlineView(
        organization=scope.to_organization(figure.key.organization),
        measure=scope.to_measure(figure.key.measure)._replace(text=measure_text(scope, figure.key)),
        period=headline_period(scope, figure),
        value=scope.to_figure(figure, scope.amount(figure.value, figure.key.measure)),
        target=target_formula(scope, held),
    )


def _points(scope: Scope, figures: Sequence[Figure], placed: Sequence[Placed]) -> tuple[str, ...]:
    """A sentence for each of the first figures, and who stands highest: in an edition, only by a headline figure."""
    leaders = [each.progress for each in placed if each.place is not None][:1]
    told = [held for held in leaders if scope.release.edition is None or held.figure in figures]
    leader = (f"{leader_sentence(scope, held)}." for held in told)
    return (*(figure_sentence(scope, figure) for figure in figures[:POINTS]), *leader)


def _facts(scope: Scope) -> Iterator[Fact]:
    bulletin, figures = scope.catalogue.bulletin, scope.release.tables.figures
    if figures:
        first = min(figure.key.period.start for figure in figures)  # its day may only be that on which a year begins
        last = max(min(figure.key.period.end, figure.reported) for figure in figures)
        yield Fact(scope.say(Labels.covers), f"{first.year} – {day_text(last, scope.language)}")
    if figures and scope.release.edition is None:  # an edition says its cut-off
        latest = max(figure.reported for figure in figures)
        yield Fact(scope.say(Labels.updated), day_text(latest, scope.language))
    reported, known = len(scope.release.tables.by_organization), len(scope.catalogue.organizations)
    counts = {"count": scope.count(reported), "known": scope.count(known)}
    yield Fact(scope.say(Labels.reporting), scope.say(Phrases.of_known, **counts))
    yield Fact(scope.say(Labels.editor), scope.text(bulletin.publisher))
    yield from () if scope.release.edition else (_contact(scope),)


def _contact(scope: Scope) -> Fact:
    contact = scope.catalogue.bulletin.contact
    name, email = scope.text(contact.name), contact.email
    return Fact(scope.say(Labels.contact), name, (Link(f"{name} ({email})", f"mailto:{email}"),) if email else ())


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
