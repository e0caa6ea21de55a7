"""The tables of organizations by their figures of a measure, and by how these changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from bulletin.analysis.figures import Figure
from bulletin.analysis.time_series import Change
from bulletin.analysis.value_ranking import RankedFigure, ValueRanking, value_ranking, value_rankings
from bulletin.localization.messages import Message, _, n_
from bulletin.model.periods import Period
from bulletin.model.records import Measure
from bulletin.model.values import Quantity, exact_number
from bulletin.rendering import columns, figure_cells, links, table_parts
from bulletin.rendering.context import PageContext, memoized
from bulletin.rendering.pages.change_chart import changes_chart
from bulletin.rendering.pages.value_ranking_chart import compared, ranked_rows, values_chart
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.target_cells import not_compared
from bulletin.rendering.views import Cell, ChartedTable, ColumnHeader, Link, Priority, Table

ENDS = 10
"""How many of each end a page shows of a long ranking."""
_NOTE = _(
    "Units of one kind are ordered by their figures of one period, the greatest first. Equal figures share a place; "
    "those that are not known exactly have none."
)
_CHANGES = _(
    "A change is the difference between the two figures beside it; figures before and after a break in their series, "
    "or added up from other units, are not compared."
)
_HIDDEN = _("Where a figure is not shown, none has a place, as that one may be the first or the last.")
_MISSING = _(
    "Units without a figure of the period, or with figures of categories alone, are not compared; any of them may be "
    "the first or the last of all."
)
_INTERVALS = _("The order is that of the estimates: where their intervals overlap, the true order may be another one.")
_BY_VALUE = _("{measure}, {period}, by value ({kind})")
_BY_CHANGE = _("{measure}, by change from {since} to {period} ({kind})")
_ENDS = _("The first {shown} and the last {shown} of the {count} that are compared are shown here.")
_COMPARED = n_("{count} that is compared is shown here.", "All {count} that are compared are shown here.")
_ALL = _("The page of this ranking has all {total}.")
_ALL_IN_PARTS = _("The page of this ranking has the first {first} and leads to all {total}.")
_ALL_OF_PERIOD = _("All {total} are among the figures of this period.")
_TIED_WITH_FIRST = n_(
    "{count} more is tied with the last of the first {shown}.",
    "{count} more are tied with the last of the first {shown}.",
)
_TIED_WITH_LAST = n_(
    "{count} more is tied with the first of the last {shown}.",
    "{count} more are tied with the first of the last {shown}.",
)
# Translators: head of a column or a row: by how much figures changed since an earlier period
CHANGE_SINCE = _("Change since {period}")
# Translators: head of a column: the place of an organization among others by how much its figure rose
_CHANGE_RANK = _("Rank by change")


def rankings_of(page: PageContext, measure: str) -> tuple[ValueRanking, ...]:
    """The organizations ranked by their latest figures of a measure, by kind; made once for all pages."""
    return _rankings(page, page.catalogue.measures[measure])


@memoized
def _rankings(page: PageContext, measure: Measure) -> tuple[ValueRanking, ...]:
    return value_rankings(page.catalogue, page.tables, measure.id)


def is_long(ranking: ValueRanking) -> bool:
    """Whether pages show only its ends, and all of it is on a page of its own."""
    return len(ranking.entries) > 2 * ENDS


def to_ranking(page: PageContext, ranking: ValueRanking) -> Link:
    """A link to the table that has all of a ranking."""
    path = links.ranking_page if is_long(ranking) else links.measure_page
    return Link(page.words.measure(ranking.measure), page.links.href(path(ranking.measure), _anchor(ranking)))


def ranking_note(page: PageContext, rankings: Sequence[ValueRanking]) -> str:
    """What is compared with what, and what of it is left open; empty without rankings."""
    return " ".join(_notes(page, rankings)) if rankings else ""


def _notes(page: PageContext, rankings: Sequence[ValueRanking]) -> Iterator[str]:
    yield page.words.say(_NOTE)
    if any(ranking.since for ranking in rankings):
        yield page.words.say(_CHANGES)
    if any(entry.figure.interval for ranking in rankings for entry in ranking.entries):
        yield page.words.say(_INTERVALS)
    if any(ranking.open.hidden or ranking.open_changes.hidden for ranking in rankings):
        yield page.words.say(_HIDDEN)
    if any(ranking.open.missing or ranking.open.by_category for ranking in rankings):
        yield page.words.say(_MISSING)


def ranking_tables(page: PageContext, measure: str, *, in_full: bool = False) -> tuple[ChartedTable, ...]:
    """The rankings of a measure: all entries where they are few, else both ends by value and by change.

    :param in_full: all entries however many there are.
    """
    found: list[ChartedTable | None] = []
    for ranking in rankings_of(page, measure):
        if in_full or not is_long(ranking):
            table = _by_value(page, ranking, ranking.entries)
            changes = changes_chart(page, ranking, table.id, is_long=False) if table and not is_long(ranking) else None
            found.append(ChartedTable(table, changes) if table and changes else _charted(page, ranking, table))
        else:
            more = _to_all(page, ranking, [entry.number for entry in ranking.numbered])
            found.append(_charted(page, ranking, _by_value(page, ranking, _ends(ranking.numbered), "ends", more)))
            if ranking.since is not None and (by_change := _by_change(page, ranking, _ends(ranking.changed))):
                found.append(ChartedTable(by_change, changes_chart(page, ranking, by_change.id, is_long=True)))
    return tuple(each for each in found if each is not None)


def _charted(page: PageContext, ranking: ValueRanking, table: Table | None) -> ChartedTable | None:
    """A table with the chart of all that are ranked."""
    if table is None:
        return None
    figures = [entry.figure for entry in ranking.entries]
    ranked = ranked_rows(page, compared(page, figures, page.catalogue.organizations))
    return ChartedTable(table, values_chart(page, ranked, table.id))


def period_rankings(page: PageContext, measure: str, period: Period, table: str) -> tuple[ChartedTable, ...]:
    """Both ends of the organizations of each kind by their figures of a period, where these are many.

    :param table: id of the table on the same page that has all of them; rankings in full are of the latest period.
    """
    found = (value_ranking(page.catalogue, page.tables, measure, kind, period) for kind in page.catalogue.kinds)
    tables = (_ends_of_period(page, each, table) for each in found if each is not None and is_long(each))
    return tuple(filter(None, tables))


def _ends_of_period(page: PageContext, ranking: ValueRanking, all_of: str) -> ChartedTable | None:
    said = _where(page, ranking, [entry.number for entry in ranking.numbered], _ALL_OF_PERIOD)
    more = Link(said, page.links.href(page.path, f"table-{all_of}"))
    return _charted(page, ranking, _by_value(page, ranking, _ends(ranking.numbered), "ends", more))


def _ends(entries: Sequence[RankedFigure]) -> Sequence[RankedFigure]:
    """The first and the last of a list that is too long, each once."""
    return entries if len(entries) <= 2 * ENDS else (*entries[:ENDS], *entries[-ENDS:])


def _by_value(
    page: PageContext,
    ranking: ValueRanking,
    entries: Sequence[RankedFigure],
    name: str = "by-value",
    more: Link | None = None,
) -> Table | None:
    table = _builder(page, name, ranking, _BY_VALUE)
    shown = (
        columns.organization(table, lambda row: row.figure.key),
        _rank(table, _("Rank"), lambda row: row.place),
        _value(table, ranking),
        *_changes(table, ranking),
        _rank(table, _CHANGE_RANK, lambda row: row.change_place, Priority.CONTEXT),
        columns.sources(table, lambda row: row.figure.sources),
    )
    return table.build(shown, entries, more=more)


def _by_change(page: PageContext, ranking: ValueRanking, entries: Sequence[RankedFigure]) -> Table | None:
    table = _builder(page, "by-change", ranking, _BY_CHANGE)
    shown = (
        columns.organization(table, lambda row: row.figure.key),
        _rank(table, _CHANGE_RANK, lambda row: row.change_place),
        *_changes(table, ranking, Priority.ESSENTIAL),
        _value(table, ranking, Priority.CONTEXT),
        columns.sources(table, lambda row: row.figure.sources),
    )
    more = _to_all(page, ranking, [entry.difference for entry in ranking.changed])
    return table.build(shown, entries, more=more, in_full=True)


def _builder(page: PageContext, name: str, ranking: ValueRanking, caption: Message) -> TableBuilder:
    since = page.words.period_name(ranking.since) if ranking.since else ""
    title = page.words.say(
        caption,
        measure=page.words.measure(ranking.measure),
        period=page.words.period_name(ranking.period),
        since=since,
        kind=page.words.lowered(page.words.text(page.catalogue.kinds[ranking.kind].name)),
    )
    return TableBuilder(page, _table_id(name, ranking), title, unit=page.words.unit_of(ranking.measure))


def _table_id(name: str, ranking: ValueRanking) -> str:
    return f"{name}-{ranking.kind}-{ranking.measure}"


def _anchor(ranking: ValueRanking) -> str:
    return f"table-{_table_id('by-value', ranking)}"


def _to_all(page: PageContext, ranking: ValueRanking, ordered: Sequence[Fraction | None]) -> Link:
    """A link to all entries of a ranking of which both ends are shown, with what of them is where.

    :param ordered: what those are ordered by that are compared.
    """
    to_all, is_in_parts = to_ranking(page, ranking), table_parts.is_long(ranking.entries)
    return to_all._replace(text=_where(page, ranking, ordered, _ALL_IN_PARTS if is_in_parts else _ALL))


def _where(page: PageContext, ranking: ValueRanking, ordered: Sequence[Fraction | None], others: Message) -> str:
    """How many are shown, where all are, and how many of those left out are amid a tie."""
    count, say = page.words.count, page.words.say
    is_cut, total = len(ordered) > 2 * ENDS, count(len(ranking.entries))
    shown = say(_ENDS, shown=count(ENDS), count=count(len(ordered))) if is_cut else say(_COMPARED, count=len(ordered))
    said = say(others, total=total, first=count(table_parts.ROWS_SHOWN))
    return " ".join((shown, said, *(_ties(page, ordered) if is_cut else ())))


def _ties(page: PageContext, ordered: Sequence[Fraction | None]) -> Iterator[str]:
    """How many that are left out are equal to the last of the first and to the first of the last."""
    ends = {ordered[-ENDS]: _TIED_WITH_LAST, ordered[ENDS - 1]: _TIED_WITH_FIRST}
    left_out = ordered[ENDS:-ENDS]
    for end in reversed(ends):
        if count := left_out.count(end):
            yield page.words.say(ends[end], count=count, shown=page.words.count(ENDS))


# --- columns


def _rank(
    table: TableBuilder,
    header: Message,
    of: Callable[[RankedFigure], int | None],
    priority: Priority = Priority.ESSENTIAL,
) -> Column[RankedFigure]:
    def cell(row: RankedFigure) -> Cell:
        place = of(row)
        return figure_cells.EMPTY if place is None else figure_cells.count_cell(table.page, place)

    return columns.column(table, header, cell, numeric=True, priority=priority)


def _value(table: TableBuilder, ranking: ValueRanking, priority: Priority = Priority.ESSENTIAL) -> Column[RankedFigure]:
    """The figures of the period."""
    return _of_period(table, ranking.period, lambda row: row.figure, priority)


def _of_period(
    table: TableBuilder, period: Period, of: Callable[[RankedFigure], Figure | None], priority: Priority
) -> Column[RankedFigure]:
    """Figures of a period, by which the column is called."""
    header = ColumnHeader(table.page.words.period(period), numeric=True, unit=table.unit, priority=priority)
    return Column(header, lambda row: table.figure(of(row), notes=False))


def _changes(
    table: TableBuilder, ranking: ValueRanking, priority: Priority = Priority.COMPARISON
) -> Iterator[Column[RankedFigure]]:
    """The earlier figures, and the differences in the unit and in percent; nothing without an earlier period.

    :param priority: of the differences.
    """
    if ranking.since is None:
        return
    page, measure = table.page, ranking.measure
    yield _of_period(table, ranking.since, lambda row: row.change.before if row.change else None, Priority.CONTEXT)
    since = page.words.say(CHANGE_SINCE, period=page.words.period_after(ranking.since))
    unit = page.words.difference_unit(measure)
    header = ColumnHeader(since, numeric=True, unit=unit, priority=priority)
    yield Column(header, lambda row: change_cell(table, row.change, measure))
    if not page.words.is_percentage(measure):
        yield columns.percent_column(table, _("Change in percent"), lambda row: percent_cell(table, row.change))


def change_cell(table: TableBuilder, change: Change | None, measure: str) -> Cell:
    """What lies between two figures of a measure; a note says why they are not compared."""
    if change is None:
        return figure_cells.EMPTY
    if not isinstance(change.difference, Quantity):
        return table.noted(not_compared(table.page, change.difference))
    return columns.signed_cell(table, change.difference, measure)


def percent_cell(table: TableBuilder, change: Change | None) -> Cell:
    """A change in percent; empty where there is none to say, as of a figure that was zero."""
    percent = percent_change(change)
    return figure_cells.EMPTY if percent is None else columns.signed_percent(table, percent)


def percent_change(change: Change | None) -> Quantity | None:
    """The change in percent of the earlier figure, where the two are compared and that is above zero."""
    if change is None or not isinstance(change.difference, Quantity) or exact_number(change.difference) is None:
        return None
    before, relative = exact_number(change.before.value), change.relative
    return relative.times(100) if isinstance(relative, Quantity) and before is not None and before > 0 else None
