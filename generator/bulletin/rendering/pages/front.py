"""The front page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bulletin.analysis.progress import Progress
from bulletin.analysis.ranking import Ranking, rankings
from bulletin.analysis.tables import Figure
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.changes import (
    changes_sentence,
    changes_table,
    corrected_table,
    derived_table,
    new_table,
    redefinitions,
)
from bulletin.rendering.pages.charts import ranking_chart
from bulletin.rendering.pages.coverage import reported_table
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.phrases.corrections import CorrectionView
from bulletin.rendering.phrases.editions import EditionView, edition_view, headline_figures, headline_period
from bulletin.rendering.phrases.figures import coverage_remark, measure_name, value_with_unit
from bulletin.rendering.phrases.sentences import figure_sentence, leader_sentence, target_formula
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import no_figure_text, percent_of_target, progress_of
from bulletin.rendering.views import Cell, ChartedTable, Fact, Formula, Link, Table

_RANKING_NOTE = _(
    "Each organization is compared with its own latest target; places are given only among organizations of one "
    "kind and one period."
)


POINTS = 4
"""Most headline figures that have a sentence."""


@dataclass(frozen=True)
class HeadlineView:
    """A headline figure."""

    organization: Link
    measure: Link
    """With the population where that is not everybody."""
    period: str
    value: Link
    """With its unit; linked to the figure's canonical row."""
    coverage: str
    """Of a partial total, how many units reported; else empty."""
    target: Formula | None
    """Its attainment of the target, to which its number leads; None where there is none."""


@dataclass(frozen=True)
class FrontContext(Context):
    """What a reader learns in ten seconds, and the ways on."""

    template = "front"

    notices: tuple[str, ...]
    """What the publisher says on top."""
    corrections: tuple[CorrectionView, ...]
    """The corrections in this edition."""
    corrected: Table | None
    """The wrong figures, and the present ones; None where there are none."""
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
    ranking: ChartedTable | None
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


def front_job(page: PageContext, ways: tuple[Link, ...] = ()) -> PageJob:
    """The front page.

    :param ways: links to the other pages.
    """
    bulletin, edition, changes = page.catalogue.bulletin, edition_view(page), page.release.changes
    figures = headline_figures(page)
    placed = ranked_organizations(page)
    leader = next((each.progress for each in placed if each.rank == 1 and percent_of_target(each.progress)), None)
    points = _points(page, figures, leader)
    return PageJob(
        path=links.HOME,
        title=edition.name if edition else page.words.text(bulletin.title),
        description=points[0] if points else page.words.text(bulletin.description),
        trail=(),
        context=FrontContext(
            notices=edition.notices if edition else tuple(map(page.words.text, bulletin.notices)),
            corrections=edition.corrections if edition else (),
            corrected=corrected_table(page),
            derived_title=page.words.say(Labels.derived),
            derived=derived_table(page),
            edition=tuple(_edition(page, edition)) if edition else (),
            note=edition.note if edition else "",
            description=page.words.text(bulletin.description),
            facts=tuple(_facts(page)),
            points=points,
            headlines=tuple(_headline(page, figure) for figure in figures),
            headline_table=figures_table(
                page,
                "headlines",
                page.words.say(_("Headline figures")),
                figures,
                (Lead.ORGANIZATION, Lead.MEASURE, Lead.PERIOD),
            ),
            ranking=_ranking(page, placed, leader),
            ranking_note=page.words.say(_RANKING_NOTE),
            reported=reported_table(page) if edition else None,
            since=tuple(_since(page)) if edition else (),
            changes=changes_table(page, changes) if changes else None,
            new=new_table(page, changes) if changes else None,
            ways=ways,
        ),
        language=page.language,
        edit=page.catalogue.editions[edition.id].place if edition else bulletin.place,
    )


def _edition(page: PageContext, edition: EditionView) -> Iterator[Fact]:
    # Translators: which period an edition is about
    yield Fact(page.words.say(_("Period", "of an edition")), edition.period)
    yield Fact(page.words.say(Labels.cut_off), edition.cut_off)
    yield Fact(page.words.say(_("Released")), edition.released)
    if edition.corrected:
        yield Fact(page.words.say(Labels.corrected_on), edition.corrected)
    yield Fact(page.words.say(_("Next release")), edition.next_release)
    if edition.status:
        yield Fact(page.words.say(_("Status of the figures")), edition.status)
    yield _contact(page)


def _since(page: PageContext) -> Iterator[str]:
    """What changed in sentences: how much, and which measures are defined otherwise."""
    changes = page.release.changes
    if changes is None:
        yield page.words.say(_("This is the first edition: there is none to compare with."))
        return
    before = tuple(page.catalogue.editions_in_order)[-2]
    counted = changes_sentence(page, changes)
    yield page.words.say(_("Since the {title}: {changes}"), title=page.words.text(before.title), changes=counted)
    yield from redefinitions(page, changes)


def _headline(page: PageContext, figure: Figure) -> HeadlineView:
    progress = progress_of(page, figure)
    return HeadlineView(
        organization=page.links.to_organization(figure.key.organization),
        measure=page.links.to_measure(figure.key.measure)._replace(text=measure_name(page.words, figure.key)),
        period=headline_period(page, figure),
        value=page.links.to_figure(figure, value_with_unit(page.words, figure)),
        coverage=coverage_remark(page.words, figure),
        target=target_formula(page, progress),
    )


def _points(page: PageContext, figures: Sequence[Figure], leader: Progress | None) -> tuple[str, ...]:
    """A sentence for each of the first figures, and who ranks first: in an edition, only by a headline figure."""
    points = [figure_sentence(page, figure) for figure in figures[:POINTS]]
    if leader is not None and (page.release.edition is None or leader.figure in figures):
        points.append(f"{leader_sentence(page, leader)}.")
    return tuple(points)


def _facts(page: PageContext) -> Iterator[Fact]:
    bulletin, figures = page.catalogue.bulletin, page.tables.figures
    if figures:
        first = min(figure.key.period.start for figure in figures)  # its day may only be that on which a year begins
        last = max(min(figure.key.period.end, figure.reported) for figure in figures)
        yield Fact(
            page.words.say(_("Period covered")), page.words.interval(str(first.year), day_text(last, page.language))
        )
    if figures and page.release.edition is None:  # an edition says its cut-off
        latest = max(figure.reported for figure in figures)
        yield Fact(page.words.say(_("Latest figure of")), day_text(latest, page.language))
    reported, known = len(page.tables.by_organization), len(page.catalogue.organizations)
    counts = {"count": page.words.count(reported), "known": page.words.count(known)}
    yield Fact(
        page.words.say(_("Organizations with figures")),
        page.words.say(_("{count} of {known} in the bulletin"), **counts),
    )
    yield Fact(page.words.say(_("Published by")), page.words.text(bulletin.publisher))
    if licence := bulletin.licence:
        yield Fact(page.words.say(_("Licence of the figures")), licence.name, (Link(licence.name, licence.url),))
    yield from () if page.release.edition else (_contact(page),)


def _contact(page: PageContext) -> Fact:
    contact = page.catalogue.bulletin.contact
    name, email = page.words.text(contact.name), contact.email
    return Fact(page.words.say(_("Contact")), name, (Link(f"{name} ({email})", f"mailto:{email}"),) if email else ())


# --- the ranking of organizations against their targets


@dataclass(frozen=True)
class RankedOrganization:
    """An organization with its progress and its rank."""

    progress: Progress
    rank: int | None
    """Among those of its kind and period; None where there is nothing to compare it with."""
    among: int
    """How many are compared."""


def ranked_organizations(page: PageContext) -> tuple[RankedOrganization, ...]:
    """Every organization by its latest target of the main measure: first those with a rank, then by name."""
    latest: dict[str, RankedOrganization] = {}
    dated = [each for each in rankings(page.catalogue, page.tables, page.main_measure) if each.until]
    for ranking in sorted(dated, key=_newest, reverse=True):
        for placed in _placed(ranking):
            latest.setdefault(placed.progress.target.key.organization, placed)
    return tuple(sorted(latest.values(), key=lambda placed: _order(page, placed)))


def _newest(ranking: Ranking) -> tuple[date, bool, bool]:
    """Sort key of the latest ranking: by the day its figures reach; of one day, that of targets up to a year."""
    until = ranking.until.end if ranking.until else date.min
    return until, not ranking.period.is_long, not (ranking.until and ranking.until.is_long)


def _placed(ranking: Ranking) -> Iterator[RankedOrganization]:
    compared = sum(entry.place is not None for entry in ranking.entries)
    for entry in ranking.entries:
        yield RankedOrganization(entry.progress, entry.place if compared > 1 else None, compared)


def _order(page: PageContext, placed: RankedOrganization) -> tuple[object, ...]:
    """Order by rank where there is one: elsewhere the order of names ranks nobody."""
    organization = placed.progress.target.key.organization
    return (
        placed.rank is None,
        page.words.kind_of(organization),
        placed.rank or 0,
        page.words.sort_key(page.words.organization(organization)),
    )


def _ranking(page: PageContext, placed: tuple[RankedOrganization, ...], leader: Progress | None) -> ChartedTable | None:
    table = ranking_table(page, placed)
    return (
        ChartedTable(table, ranking_chart(page, [row.progress for row in placed], leader, table.id)) if table else None
    )


def ranking_table(page: PageContext, placed: tuple[RankedOrganization, ...]) -> Table | None:
    """Organizations by rank, with the target of each."""
    caption = page.words.say(Labels.ranking_by, measure=page.words.lowered(page.words.measure(page.main_measure)))
    table = TableBuilder(page, "ranking", caption, unit=page.words.unit_of(page.main_measure))
    shown: tuple[Column[RankedOrganization], ...] = (
        columns.organization(table, lambda row: row.progress.target.key),
        # Translators: head of a column: 1/3 is the first of three
        columns.column(table, _("Rank"), lambda row: _rank(page, row), numeric=True),
        columns.kind(table, lambda row: row.progress.target.key.organization),
        columns.figure_period(
            table, lambda row: row.progress.figure, missing=lambda row: no_figure_text(page, row.progress)
        ),
        columns.value(table, lambda row: row.progress.figure),
        columns.target(table, lambda row: row.progress),
        columns.progress(table, lambda row: row.progress if row.progress.figure else None, placed),
        columns.elapsed(table, lambda row: (row.progress.elapsed, row.progress.target.key.period)),
        columns.status(table, lambda row: row.progress),
        columns.sources(table, lambda row: _sources(row.progress)),
    )
    return table.build(shown, placed)


def _rank(page: PageContext, placed: RankedOrganization) -> Cell:
    if placed.rank is None:
        return EMPTY
    return Cell(f"{page.words.count(placed.rank)}/{page.words.count(placed.among)}")


def _sources(progress: Progress) -> tuple[str, ...]:
    return progress.figure.sources if progress.figure else (progress.target.source,)
