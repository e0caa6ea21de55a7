"""The pages that rank organizations by their figures: the list of them, and all entries of the long ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bulletin.analysis.figures import Figure, value_as_bound
from bulletin.analysis.value_ranking import RankedFigure, ValueRanking
from bulletin.localization.messages import Message, _, n_
from bulletin.model.values import Qualifier, Quantity
from bulletin.rendering import columns, figure_cells, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import linked
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.index_page import index_job
from bulletin.rendering.pages.value_ranking_tables import (
    is_long,
    ranking_note,
    ranking_tables,
    rankings_of,
    to_ranking,
)
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.views import Cell, ChartedTable, Link, Priority

_TITLE = _("Rankings")
_INTRO = _("Who has most and who has fewest of what is counted, and whose figures changed most.")
_TITLE_OF = _("{measure}: ranking")
_HIDDEN = n_(
    "{count} other figure is not shown, and may be greater or smaller.",
    "{count} other figures are not shown, and may be greater or smaller.",
)
_INEXACT = n_(
    "Only figures that are known exactly are compared, which {count} other is not.",
    "Only figures that are known exactly are compared, which {count} others are not.",
)
_MISSING = n_(
    "{count} other has no figure of this period, and may be greater or smaller.",
    "{count} others have no figure of this period, and may be greater or smaller.",
)
_MISSING_CHANGE = n_(
    "{count} other has no figure of one or both periods, and may have risen or fallen more.",
    "{count} others have no figure of one or both periods, and may have risen or fallen more.",
)
_IN_PARTS = n_(
    "{count} other has figures of categories alone for this period, and may be greater or smaller.",
    "{count} others have figures of categories alone for this period, and may be greater or smaller.",
)
_IN_PARTS_CHANGE = n_(
    "{count} other has figures of categories alone for one or both periods, and may have risen or fallen more.",
    "{count} others have figures of categories alone for one or both periods, and may have risen or fallen more.",
)
_OPEN = (_HIDDEN, _INEXACT, _MISSING, _IN_PARTS)
_OPEN_CHANGES = (_HIDDEN, _INEXACT, _MISSING_CHANGE, _IN_PARTS_CHANGE)
"""What is said of how many are open, in the order of :class:`~bulletin.analysis.value_ranking.Open`."""
_NAMED = 3
"""How many that share an end are named; more are counted."""


@dataclass(frozen=True)
class RankingContext(Context):
    """All entries of the rankings of a measure."""

    template = "ranking"

    note: str
    """What is compared with what."""
    rankings: tuple[ChartedTable, ...]
    """The organizations of each kind, by value."""


def rankings_job(page: PageContext) -> PageJob | None:
    """The list of rankings: both ends of each; None without any."""
    page = page.at(links.RANKINGS)
    rankings = [ranking for measure in page.measures for ranking in rankings_of(page, measure)]
    table = TableBuilder(page, "rankings", page.words.say(_TITLE))
    shown: tuple[Column[ValueRanking], ...] = (
        columns.column(table, Labels.measure, lambda row: linked(to_ranking(page, row))),
        columns.text(table, _("Kind"), lambda row: page.words.text(page.catalogue.kinds[row.kind].name)),
        columns.column(
            table,
            Labels.period,
            lambda row: figure_cells.period_cell(page, row.period),
            priority=Priority.CONTEXT,
        ),
        _end(table, _("Greatest"), _greatest, _value),
        _end(table, _("Smallest"), _smallest, _value),
        _end(table, _("Rose most"), _rising, _change),
        _end(table, _("Fell most"), _falling, _change),
    )
    entries = table.build(shown, rankings)
    if entries is None:
        return None
    return index_job(page, _TITLE, rankings_intro(page), entries, note=ranking_note(page, rankings))


def rankings_intro(page: PageContext) -> str:
    """What the list is of."""
    return page.words.say(_INTRO)


def to_rankings(page: PageContext) -> tuple[Link, ...]:
    """A link to the list; nothing where there is none."""
    are_any = any(rankings_of(page, measure) for measure in page.catalogue.measures)
    return (page.links.to(links.RANKINGS, _TITLE),) if are_any else ()


def ranking_jobs(page: PageContext) -> Iterator[PageJob]:
    """The pages of the rankings that other pages show the ends of."""
    for measure in page.catalogue.measures:
        if any(map(is_long, rankings_of(page, measure))):
            yield ranking_job(page, measure)


def ranking_job(page: PageContext, measure: str) -> PageJob:
    """The page of all rankings of a measure."""
    page = page.at(links.ranking_page(measure))
    name, note = page.words.measure(measure), ranking_note(page, rankings_of(page, measure))
    return PageJob(
        path=page.path,
        title=page.words.say(_TITLE_OF, measure=name),
        description=note,
        trail=(page.links.to(links.RANKINGS, _TITLE), page.links.to_measure(measure)),
        context=RankingContext(note=note, rankings=ranking_tables(page, measure, in_full=True)),
        language=page.language,
    )


# --- both ends of a ranking


Ends = Callable[[ValueRanking], Sequence[RankedFigure]]


def _greatest(ranking: ValueRanking) -> Sequence[RankedFigure]:
    """The greatest; nothing where one of those that are not known exactly is greater for sure."""
    found = ranking.numbered[:1]
    least = [value.fraction for value in _bounds(ranking) if value.qualifier in _AT_LEAST]
    return () if found and least and max(least) > (found[0].number or 0) else found


def _smallest(ranking: ValueRanking) -> Sequence[RankedFigure]:
    """The smallest; nothing where one of those that are not known exactly is smaller for sure."""
    found = ranking.numbered[-1:]
    most = [value.fraction for value in _bounds(ranking) if value.qualifier in _AT_MOST]
    return () if found and most and min(most) < (found[0].number or 0) else found


_AT_LEAST = frozenset({Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.BETWEEN})
_AT_MOST = frozenset({Qualifier.UNDER, Qualifier.AT_MOST})


def _bounds(ranking: ValueRanking) -> Iterator[Quantity]:
    """What is known of the figures that have no number."""
    values = (value_as_bound(entry.figure) for entry in ranking.entries if entry.number is None)
    return (value for value in values if isinstance(value, Quantity))


def _rising(ranking: ValueRanking) -> Sequence[RankedFigure]:
    return [entry for entry in ranking.changed[:1] if (entry.difference or 0) > 0]


def _falling(ranking: ValueRanking) -> Sequence[RankedFigure]:
    return [entry for entry in ranking.changed[-1:] if (entry.difference or 0) < 0]


def _end(
    table: TableBuilder, header: Message, of: Ends, say: Callable[[PageContext, ValueRanking, RankedFigure], str]
) -> Column[ValueRanking]:
    """The organizations at one end of a ranking; so many where more share it than can be named."""
    page = table.page

    def cell(row: ValueRanking) -> Cell:
        by_change = say is _change
        counts = zip(_OPEN_CHANGES, row.open_changes, strict=True) if by_change else zip(_OPEN, row.open, strict=True)
        for entry in of(row):
            sharing, detail = _sharing(row, entry, by_change=by_change), say(page, row, entry)
            notes = tuple(table.note(page.words.say(message, count=count)) for message, count in counts if count)
            if len(sharing) > _NAMED:
                return Cell(page.words.counted(row.kind, len(sharing)), detail=detail, notes=notes)
            named = (page.links.to_figure(each, page.words.organization(each.key.organization)) for each in sharing)
            return Cell(links=tuple(named), detail=detail, notes=notes)
        return figure_cells.EMPTY

    return columns.column(table, header, cell, detail=Labels.value)


def _sharing(ranking: ValueRanking, entry: RankedFigure, *, by_change: bool) -> list[Figure]:
    """The figures that share the place of an entry."""
    if by_change:
        return [each.figure for each in ranking.entries if each.difference == entry.difference]
    return [each.figure for each in ranking.entries if each.number == entry.number]


def _value(page: PageContext, ranking: ValueRanking, entry: RankedFigure) -> str:
    return page.words.amount(entry.figure.value, ranking.measure)


def _change(page: PageContext, ranking: ValueRanking, entry: RankedFigure) -> str:
    since = page.words.period_after(ranking.since) if ranking.since else ""
    signed = page.words.signed(Quantity(entry.difference or Fraction(0)), ranking.measure)
    # Translators: how much a figure changed since an earlier period: "+120 since 2015"
    return page.words.say(
        _("{difference} since {period}"), difference=page.words.difference(signed, ranking.measure), period=since
    )
