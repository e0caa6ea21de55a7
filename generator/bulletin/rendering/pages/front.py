"""The front page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bulletin.analysis.progress import Progress
from bulletin.analysis.tables import Figure
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.changes import (
    by_measure_table,
    corrected_table,
    derived_table,
    fits_front_page,
    foremost_table,
    new_table,
)
from bulletin.rendering.pages.changes_since import changed_since
from bulletin.rendering.pages.coverage import reported_table
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.ranking import leader_of, ranked_organizations, ranking, ranking_note
from bulletin.rendering.phrases.corrections import CorrectionView
from bulletin.rendering.phrases.editions import EditionView, edition_view, headline_figures, headline_period
from bulletin.rendering.phrases.figures import coverage_remark, measure_name, value_with_unit
from bulletin.rendering.phrases.sentences import figure_sentence, leader_sentence, target_formula
from bulletin.rendering.target_cells import progress_of
from bulletin.rendering.views import ChartedTable, Fact, Formula, Link, Table

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
    rankings: tuple[ChartedTable, ...]
    """How far organizations have come, by each main measure that there are targets of."""
    ranking_note: str
    """What is compared with what."""
    reported: Table | None
    """How many of the expected reports have come; None in a draft, and where none are expected."""
    since: tuple[str, ...]
    """How much changed since the edition before, or that there is none, and what is defined otherwise."""
    by_measure: Table | None
    """How much changed of each measure, where the page of changes has what changed; else None."""
    changes: Table | None
    """What is not merely new, the most important of it where it is much; None where nothing is."""
    new: Table | None
    """How much is new, by organization; None where nothing is, or the page of changes has it."""
    ways: tuple[Link, ...]
    """The other pages of the bulletin."""


def front_job(page: PageContext, ways: tuple[Link, ...] = ()) -> PageJob:
    """The front page.

    :param ways: links to the other pages.
    """
    bulletin, edition, changes = page.catalogue.bulletin, edition_view(page), page.release.changes
    is_all_shown = changes is None or fits_front_page(changes)
    figures = headline_figures(page)
    ranked = [ranked_organizations(page, measure) for measure in page.main_measures]
    points = _points(page, figures, filter(None, map(leader_of, ranked)))
    return PageJob(
        path=links.HOME,
        title=edition.name if edition else page.words.text(bulletin.title),
        description=points[0] if points else page.words.text(bulletin.description),
        trail=(),
        context=FrontContext(
            notices=_notices(page, edition),
            corrections=edition.corrections if edition else (),
            corrected=corrected_table(page),
            derived_title=page.words.say(Labels.derived),
            derived=derived_table(page),
            edition=tuple(_edition(page, edition)) if edition else (),
            note=edition.note if edition else "",
            description=page.words.text(bulletin.description),
            facts=tuple(_facts(page)),
            points=points,
            headlines=tuple(headline_view(page, figure) for figure in figures),
            headline_table=figures_table(
                page,
                "headlines",
                page.words.say(_("Headline figures")),
                figures,
                (Lead.ORGANIZATION, Lead.MEASURE, Lead.PERIOD),
            ),
            rankings=tuple(table for each in ranked if (table := ranking(page, each)) is not None),
            ranking_note=ranking_note(page, chain.from_iterable(ranked)),
            reported=reported_table(page) if edition else None,
            since=tuple(changed_since(page)) if edition else (),
            by_measure=by_measure_table(page, changes) if changes and not is_all_shown else None,
            changes=foremost_table(page, changes) if changes else None,
            new=new_table(page, changes) if changes and is_all_shown else None,
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


def headline_view(page: PageContext, figure: Figure) -> HeadlineView:
    """A figure as a headline, with its attainment of its target."""
    progress = progress_of(page, figure)
    return HeadlineView(
        organization=page.links.to_organization(figure.key.organization),
        measure=page.links.to_measure(figure.key.measure)._replace(text=measure_name(page.words, figure.key)),
        period=headline_period(page, figure),
        value=page.links.to_figure(figure, value_with_unit(page.words, figure)),
        coverage=coverage_remark(page.words, figure),
        target=target_formula(page, progress),
    )


def _notices(page: PageContext, edition: EditionView | None) -> tuple[str, ...]:
    """Those of the bulletin, then those of the edition; one that is in both once."""
    of_bulletin = map(page.words.text, page.catalogue.bulletin.notices)
    return tuple(dict.fromkeys((*of_bulletin, *(edition.notices if edition else ()))))


def _points(page: PageContext, figures: Sequence[Figure], leaders: Iterable[Progress]) -> tuple[str, ...]:
    """A sentence for each of the first figures, and who ranks first: in an edition, only by a headline figure."""
    named = [leader for leader in leaders if page.release.edition is None or leader.figure in figures]
    points = [figure_sentence(page, figure) for figure in figures[:POINTS]]
    return (*points, *(f"{leader_sentence(page, leader)}." for leader in named))


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
