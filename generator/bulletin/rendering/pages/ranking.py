"""Organizations against their targets of a measure, by rank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bulletin.analysis.figures import is_suppressed
from bulletin.analysis.progress import Progress
from bulletin.analysis.ranking import Ranking, rankings
from bulletin.localization.messages import _, n_
from bulletin.model.periods import Period
from bulletin.model.records import Measure
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext, memoized
from bulletin.rendering.figure_cells import EMPTY
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.ranking_chart import ranking_chart
from bulletin.rendering.table_parts import ROWS_SHOWN, is_long
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import no_figure_text, percent_of_target
from bulletin.rendering.views import Cell, ChartedTable, Link, Table

RANKING_NOTE = _(
    "Each organization is compared with its own latest target, by its progress; places are given only among "
    "organizations of one kind and one period."
)
HIDDEN_NOTE = _(
    "Where the figure or the target of one of them is suppressed, none of that kind and period has a place: the one "
    "that is not shown may be the first."
)


_MORE = _(
    "The first and the last of each kind are shown here, {shown} of {total} organizations; the page of the measure has "
    "them all."
)
_MORE_IN_PARTS = _(
    "The first and the last of each kind are shown here, {shown} of {total} organizations; the page of the measure has "
    "the first {first} and leads to all of them."
)
_TIED = n_("{count} more is tied with one of them.", "{count} more are tied with some of them.")
MOST_ON_FRONT = 5
"""First, and last, organizations of a kind in a ranking on the front page, which is read in a minute."""


@dataclass(frozen=True)
class RankedOrganization:
    """An organization with its progress and its rank."""

    progress: Progress
    rank: int | None
    """Among those of its kind and period; None where there is nothing to compare it with, or one of them is hidden."""
    among: int
    """How many are compared."""
    is_open: bool
    """Whether others may be before it, as it is not known how far they have come."""


@memoized
def _rankings(page: PageContext, measure: Measure) -> tuple[Ranking, ...]:
    return rankings(page.catalogue, page.tables, measure.id)


def ranked_organizations(page: PageContext, measure: str) -> tuple[RankedOrganization, ...]:
    """Every organization by its latest target of a measure: those with a rank first, then as high as in the tree."""
    latest: dict[str, RankedOrganization] = {}
    dated = [each for each in _rankings(page, page.catalogue.measures[measure]) if each.until]
    for ranking in sorted(dated, key=_newest, reverse=True):
        for placed in _placed(ranking):
            latest.setdefault(placed.progress.target.key.organization, placed)
    return tuple(sorted(latest.values(), key=lambda placed: _order(page, placed)))


def _newest(ranking: Ranking) -> tuple[date, bool, bool]:
    """Sort key of the latest ranking: by the day its figures reach; of one day, that of targets up to a year."""
    until = ranking.until.end if ranking.until else date.min
    return until, not ranking.period.is_long, not (ranking.until and ranking.until.is_long)


def _placed(ranking: Ranking) -> Iterator[RankedOrganization]:
    compared = _among(ranking)
    for entry in ranking.entries:
        yield RankedOrganization(
            entry.progress, entry.place if compared > 1 else None, compared, ranking.open.unknown > 0
        )


def _order(page: PageContext, placed: RankedOrganization) -> tuple[object, ...]:
    """Order by rank where there is one: elsewhere the order of names ranks nobody."""
    organization = placed.progress.target.key.organization
    return (
        placed.rank is None,
        _depth(page, organization),
        page.words.kind_of(organization),
        placed.rank or 0,
        page.words.sort_key(page.words.organization(organization)),
    )


def foremost_ranking(page: PageContext, measure: str) -> Ranking | None:
    """The ranking that says most of a measure: of the latest figures, that of the units highest in the tree.

    None where nobody has a place: there is nothing to compare, or one of those compared is not shown.
    """
    placed = [each for each in _rankings(page, page.catalogue.measures[measure]) if _among(each) > 1]
    return max(placed, key=lambda ranking: (_newest(ranking), -_depth(page, _organization(ranking))), default=None)


def _among(ranking: Ranking) -> int:
    """How many have a place."""
    return sum(entry.place is not None for entry in ranking.entries)


def _organization(ranking: Ranking) -> str:
    return ranking.entries[0].progress.target.key.organization


def _depth(page: PageContext, organization: str) -> int:
    """How many organizations are above one."""
    return page.catalogue.tree_order[organization][0]


def leader_of(page: PageContext, ranked: Iterable[RankedOrganization]) -> Progress | None:
    """The progress of the organization that ranks first; None where none does for sure, or several share that place."""
    firsts = [each for each in ranked if each.rank == 1 and not each.is_open]
    leader = next((each for each in firsts if percent_of_target(each.progress)), None)
    if leader is None or sum(_place(page, each) == _place(page, leader) for each in firsts) > 1:
        return None
    return leader.progress


def ranking_note(page: PageContext, ranked: Iterable[RankedOrganization]) -> str:
    """What is compared with what; and why there are no places, where something is suppressed."""
    hidden = (is_suppressed(each.progress.figure) or is_suppressed(each.progress.target) for each in ranked)
    notes = (RANKING_NOTE, HIDDEN_NOTE) if any(hidden) else (RANKING_NOTE,)
    return " ".join(map(page.words.say, notes))


def ranking(page: PageContext, ranked: Sequence[RankedOrganization]) -> ChartedTable | None:
    """The table and the chart of organizations against their targets of one measure; None where there are none."""
    table = ranking_table(page, ranked)
    if table is None:
        return None
    return ChartedTable(table, ranking_chart(page, [row.progress for row in ranked], leader_of(page, ranked), table.id))


def ranking_table(page: PageContext, ranked: Sequence[RankedOrganization]) -> Table | None:
    """Organizations by rank, with the target of each of one measure; on the front page the first of them."""
    if not ranked:
        return None
    measure = ranked[0].progress.target.key.measure
    listed = ranked if page.path == links.measure_page(measure) else _first_and_last(page, ranked)
    caption = page.words.say(Labels.ranking_by, measure=page.words.lowered(page.words.measure(measure)))
    table = TableBuilder(page, page.of_measure("ranking", measure), caption, unit=page.words.unit_of(measure))
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
        columns.progress(table, lambda row: row.progress if row.progress.figure else None, ranked),
        columns.elapsed(table, lambda row: (row.progress.elapsed, row.progress.target.key.period)),
        columns.status(table, lambda row: row.progress),
        columns.sources(table, lambda row: _sources(row.progress)),
    )
    more = Link(_how_many(page, ranked, listed), page.links.href(links.measure_page(measure)))
    return table.build(shown, listed, more=more if len(listed) < len(ranked) else None)


def _how_many(page: PageContext, ranked: Sequence[RankedOrganization], listed: Sequence[RankedOrganization]) -> str:
    """How many of all are shown, what the page of the measure has, and how many are left out amid a tie."""
    counts = {"shown": len(listed), "total": len(ranked), "first": ROWS_SHOWN}
    more = _MORE_IN_PARTS if is_long(ranked) else _MORE
    said = page.words.say(more, **{name: page.words.count(count) for name, count in counts.items()})
    places = Counter(_place(page, placed) for placed in ranked if placed.rank is not None)
    shown = Counter(_place(page, placed) for placed in listed if placed.rank is not None)
    tied = sum(places[place] - count for place, count in shown.items())
    return " ".join((said, page.words.say(_TIED, count=tied))) if tied else said


def _place(page: PageContext, placed: RankedOrganization) -> tuple[str, Period, bool, int | None]:
    """What organizations that share a place have in common."""
    progress, rank = placed.progress, placed.rank
    key = progress.target.key
    return page.catalogue.organizations[key.organization].kind, key.period, progress.target_type.is_ceiling, rank


def _first_and_last(page: PageContext, ranked: Sequence[RankedOrganization]) -> list[RankedOrganization]:
    """The first and the last of each kind; those without a place among the first, as nobody is the last of them."""

    def group(placed: RankedOrganization) -> tuple[bool, str]:
        return placed.rank is None, page.words.kind_of(placed.progress.target.key.organization)

    shown: list[RankedOrganization] = []
    for (is_unplaced, _kind), members in groupby(ranked, group):
        of_kind = [*members]
        last = [] if is_unplaced else of_kind[MOST_ON_FRONT:][-MOST_ON_FRONT:]
        shown += of_kind[:MOST_ON_FRONT] + last
    return shown


def _rank(page: PageContext, placed: RankedOrganization) -> Cell:
    if placed.rank is None:
        return EMPTY
    return Cell(f"{page.words.count(placed.rank)}/{page.words.count(placed.among)}")


def _sources(progress: Progress) -> tuple[str, ...]:
    return progress.figure.sources if progress.figure else (progress.target.source,)
