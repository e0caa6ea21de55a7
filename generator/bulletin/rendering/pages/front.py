"""The front page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bulletin.analysis.figures import Figure, TargetFigure
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _, n_
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.changes import corrected_table, derived_table, headline_changes_table
from bulletin.rendering.pages.changes_since import changed_since, has_changes
from bulletin.rendering.pages.coverage import reported_table
from bulletin.rendering.pages.figure_tables import Lead, figures_table, latest_first
from bulletin.rendering.pages.ranking import foremost_ranking, ranked_organizations, ranking, ranking_note
from bulletin.rendering.pages.series_chart import periods_chart
from bulletin.rendering.pages.target_kind_table import kind_table
from bulletin.rendering.pages.target_lists import to_status
from bulletin.rendering.pages.target_tables import targets_table
from bulletin.rendering.phrases.corrections import CorrectionView
from bulletin.rendering.phrases.edition_points import edition_points, missed_targets
from bulletin.rendering.phrases.editions import EditionView, edition_view, headline_figures, headline_period
from bulletin.rendering.phrases.figures import coverage_remark, measure_name, value_with_unit
from bulletin.rendering.phrases.sentences import target_formula
from bulletin.rendering.target_cells import progress_for, progress_shown
from bulletin.rendering.views import ChartedTable, Fact, Formula, Link, Table

MISSED = 10
"""Most targets on the front page of those that were missed."""
_ALL = {
    TargetStatus.ACHIEVED: n_("{count} achieved target", "The {count} achieved targets"),
    TargetStatus.MISSED: n_("{count} missed target", "The {count} missed targets"),
}
_WORTH_A_CHART = 3
"""Periods of a series that show how it went."""


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
    """What happened, a sentence each."""
    series: ChartedTable | None
    """How the first headline figure went that has a series; its table is folded away. None without any."""
    headlines: tuple[HeadlineView, ...]
    """The headline figures."""
    headline_table: Table | None
    """The same, with their targets and sources; None where there are no such figures."""
    by_kind: Table | None
    """How many organizations have which status, of targets for each of a kind; None without any."""
    missed: Table | None
    """The targets of the newest period that were missed, the foremost of them; None where none was, or the only one is
    among ``points``."""
    target_lists: tuple[Link, ...]
    """The lists of all targets that were reached and that were missed, as far as they are not here."""
    rankings: tuple[ChartedTable, ...]
    """How far organizations have come, by each main measure of which several have targets."""
    ranking_note: str
    """What is compared with what."""
    reported: Table | None
    """How many of the expected reports have come; None in a draft, and where none are expected."""
    since: tuple[str, ...]
    """How much changed since the edition before, or that there is none, and what is defined otherwise."""
    changes: Table | None
    """What changed of the headline figures; None where nothing did."""
    all_changes: Link | None
    """The page of all that changed; None where nothing did."""
    questions: tuple[Fact, ...]
    """Pages that answer questions about all of it, each with the question."""
    ways: tuple[Link, ...]
    """The other pages of the bulletin."""


def front_job(page: PageContext, ways: tuple[Link, ...] = (), questions: tuple[Fact, ...] = ()) -> PageJob:
    """The front page.

    :param ways: links to the other pages.
    :param questions: links to those that answer questions about all of it, with what these are.
    """
    bulletin, edition, changes = page.catalogue.bulletin, edition_view(page), page.release.changes
    figures, in_force = headline_figures(page), [each for each in page.tables.targets if not each.superseded_by]
    ranked = [ranked_organizations(page, measure) for measure in page.main_measures]
    points = edition_points(
        page, figures, filter(None, (foremost_ranking(page, measure) for measure in page.main_measures))
    )
    missed = _missed(page)
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
            series=_series(page, figures),
            headlines=tuple(headline_view(page, figure) for figure in figures),
            headline_table=figures_table(
                page,
                "headlines",
                page.words.say(_("Headline figures")),
                figures,
                (Lead.ORGANIZATION, Lead.MEASURE, Lead.PERIOD),
                changes=True,
            ),
            by_kind=kind_table(page, in_force),
            missed=targets_table(page, "missed", page.words.say(_("Targets missed last")), missed),
            target_lists=tuple(_target_lists(page, in_force, len(missed))),
            rankings=tuple(table for each in ranked if len(each) > 1 and (table := ranking(page, each)) is not None),
            ranking_note=ranking_note(page, chain.from_iterable(ranked)),
            reported=reported_table(page) if edition else None,
            since=tuple(said for said in changed_since(page) if said not in points) if edition else (),
            changes=headline_changes_table(page, changes) if changes else None,
            all_changes=_all_changes(page),
            questions=questions,
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
    progress = progress_shown(page, figure)
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


def _series(page: PageContext, figures: Sequence[Figure]) -> ChartedTable | None:
    """The series of the first headline figure that has several periods, with its chart."""
    for figure in figures:
        series = latest_first(page.tables.by_series.get(figure.key.series, ()))
        if len({each.key.period for each in series}) < _WORTH_A_CHART:
            continue
        key = figure.key
        title = page.words.named(page.words.organization(key.organization), measure_name(page.words, key))
        table = figures_table(page, "series", title, series, (Lead.PERIOD,), changes=True)
        if table is not None:
            return ChartedTable(table, periods_chart(page, series, table.id, with_organization=True))
    return None


def _missed(page: PageContext) -> Sequence[TargetFigure]:
    """The missed targets that are listed: none where there is a single one, which a sentence on top says already."""
    found = missed_targets(page)[:MISSED]
    return () if len(found) == 1 and found[0].share is None else found


def _target_lists(page: PageContext, targets: Iterable[TargetFigure], missed: int) -> Iterator[Link]:
    """The lists that have more of their status than this page.

    :param missed: how many missed targets are listed here.
    """
    counts = Counter(progress_for(page, target).status for target in targets)
    for status, words in _ALL.items():
        if counts[status] > (missed if status is TargetStatus.MISSED else 0):
            yield to_status(page, status, page.words.say(words, count=counts[status]))


def _all_changes(page: PageContext) -> Link | None:
    """The way to the page of changes."""
    if not has_changes(page):
        return None
    return Link(page.words.say(_("All changes, by measure and by reason")), page.links.href(links.CHANGES))


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
