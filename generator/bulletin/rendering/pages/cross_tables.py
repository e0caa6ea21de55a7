"""Cross tables: the cells of a crossing of breakdowns with their margins, and what the cells leave open of each.

One of the crossed breakdowns is in the columns, the one with the fewest categories; the others are in the rows, nested
in the order in which they are crossed. Here is the canonical place of the cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from bulletin.analysis.composition import Addition, Composition
from bulletin.analysis.cross_tabulation import CrossTabulation, Fixed
from bulletin.analysis.figures import Figure, Flag
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import _
from bulletin.model.values import Absence, Quantity
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY, canonical_cell, period_cell
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.compositions import addition_remarks, composition_title
from bulletin.rendering.pages.figure_tables import entered, part_notes
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import exact_digits
from bulletin.rendering.views import Cell, ColumnHeader, Table

_ADDED_UP = _("Added up from the cells: no source states it.")
_NOT_STATED = _("Not stated")
_EARLIER = _("{title}: earlier periods")
_OF_WHICH_GIVEN = _("Of {whole}, {number} are given by {breakdown}.")


def cross_tables(page: PageContext, figures: Iterable[Figure]) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """A table of the latest period of every crossing of an organization; and one of all its periods before, if any.

    :param figures: those of the organization, of which the cells of crossings are shown.
    """
    crossed = [figure for figure in figures if figure.key.is_crossed]
    groups = group_by(crossed, lambda figure: (figure.key.measure, figure.key.population, figure.key.breakdown))
    latest: list[Table] = []
    earlier: list[Table] = []
    for number, group in enumerate(groups.values(), 1):
        first, *others = _tabulations(page, group)
        table_id = f"crossed-{number}"
        latest += filter(None, [_CrossTable(page, table_id, [first], is_latest=True).build()])
        if others:
            earlier += filter(None, [_CrossTable(page, f"{table_id}-earlier", others, is_latest=False).build()])
    return tuple(latest), tuple(earlier)


def _tabulations(page: PageContext, cells: Sequence[Figure]) -> list[CrossTabulation]:
    """Those of one crossing, the latest period first, longer ones first."""
    wholes = sorted({cell.key.whole for cell in cells}, key=lambda key: (*key.period.extent, key.annual), reverse=True)
    crossing = page.catalogue.breakdowns[cells[0].key.breakdown or ""]
    return [CrossTabulation(page.catalogue, page.tables, whole, crossing) for whole in wholes]


class _Row(NamedTuple):
    """The total of a tabulation, the cells of some categories, or what all cells leave open."""

    of: CrossTabulation
    fixed: tuple[tuple[str, str], ...]
    """By the breakdowns that are in the rows."""
    is_rest: bool = False


class _CrossTable:
    """The table of one crossing in one period or several."""

    def __init__(
        self, page: PageContext, table_id: str, tabulations: Sequence[CrossTabulation], *, is_latest: bool
    ) -> None:
        self._page = page
        self._tabulations = tabulations
        self._is_latest = is_latest
        whole, self._crossing = tabulations[0].whole, tabulations[0].crossing
        self._categories = {name: self._used(name) for name in self._crossing.crosses}
        self._across = min(reversed(self._crossing.crosses), key=lambda name: len(self._categories[name]))
        self._down = [name for name in self._crossing.crosses if name != self._across]
        title = composition_title(page, whole, self._crossing.id)
        if is_latest:
            title = f"{title} – {page.words.period_name(whole.period)}"
        else:
            title = page.words.say(_EARLIER, title=title)
        self._table = TableBuilder(page, table_id, title, unit=page.words.unit_of(whole.measure))

    def build(self) -> Table | None:
        """The table, without columns that have nothing."""
        table, rows = self._table, [row for each in self._tabulations for row in self._rows(each, {})]
        sources = {row: self._sources(row) for row in rows if not row.is_rest}
        differ = len({cell for cell in sources.values() if cell != EMPTY}) > 1
        shown: tuple[Column[_Row] | None, ...] = (
            Column(ColumnHeader(self._dimensions), self._heading),
            None if self._is_latest else columns.column(table, Labels.period, self._period),
            self._values(self._page.words.say(Labels.whole), {}),
            *(
                self._values(self._page.words.category(self._across, category), {self._across: category})
                for category in self._categories[self._across]
            ),
            columns.column(table, _NOT_STATED, self._rest, numeric=True, unit=table.unit),
            columns.source(table, lambda row: sources.get(row, EMPTY)) if differ else None,
        )
        return table.build(shown, rows, depth=lambda row: len(row.fixed) or int(row.is_rest), in_full=True)

    def _used(self, breakdown: str) -> list[str]:
        """The categories of a crossed breakdown of which there is a cell in one of the periods."""
        used = set[str]().union(*(each.categories[breakdown] for each in self._tabulations))
        return [
            category.id for category in self._page.catalogue.breakdowns[breakdown].categories if category.id in used
        ]

    # --- rows

    @property
    def _dimensions(self) -> str:
        """The names of the breakdowns that are in the rows."""
        names = (self._page.catalogue.breakdowns[name].name for name in self._down)
        return self._page.words.commas(map(self._page.words.text, names))

    def _rows(self, of: CrossTabulation, fixed: Fixed) -> Iterator[_Row]:
        """The row of some categories, and below it those of its parts; what is left of the whole comes last."""
        yield _Row(of, tuple(fixed.items()))
        if len(fixed) < len(self._down):
            name = self._down[len(fixed)]
            for category in of.categories[name]:
                if of.has_cells(below := {**fixed, name: category}):
                    yield from self._rows(of, below)
        if not fixed and any(self._left(of, {self._across: category}) for category in of.categories[self._across]):
            yield _Row(of, (), is_rest=True)

    def _heading(self, row: _Row) -> Cell:
        if row.is_rest:
            return Cell(self._page.words.say(_NOT_STATED))
        if not row.fixed:
            return Cell(self._page.words.say(Labels.whole))
        return Cell(self._page.words.category(*row.fixed[-1]))

    def _period(self, row: _Row) -> Cell:
        whole = row.of.whole
        return period_cell(self._page, whole.period, annual=whole.annual)

    # --- cells

    def _values(self, title: str, across: Fixed) -> Column[_Row]:
        """The column of a category, or of the totals of the rows."""
        header = ColumnHeader(title, numeric=True, unit=self._table.unit)
        return Column(header, lambda row: self._left_cell(row.of, across) if row.is_rest else self._value(row, across))

    def _value(self, row: _Row, across: Fixed) -> Cell:
        fixed = {**dict(row.fixed), **across}
        found = row.of.at(fixed)
        if found.figure is not None and len(fixed) == len(self._crossing.crosses):
            return self._cell(found.figure)
        if found.figure is not None:
            shown = self._table.figure(found.figure)
            notes = map(self._table.note, self._remarks(found.split, fixed)) if found.split else ()
            return shown._replace(notes=(*shown.notes, *notes))
        if found.sum is Absence.SUPPRESSED:
            return Cell(self._page.words.outcome(found.sum), flags=self._table.flags((Flag.CONFIDENTIAL,)))
        if found.sum is not None:
            text = self._page.words.value(found.sum, row.of.whole.measure)
            note = self._table.note(self._page.words.say(_ADDED_UP))
            return Cell(text, number=exact_digits(found.sum), notes=(note,))
        return Cell(self._page.words.say(_NOT_STATED)) if len(fixed) < 2 else EMPTY

    def _cell(self, figure: Figure) -> Cell:
        """The cell of a figure of the crossing, which is its canonical place."""
        shown, _notes = canonical_cell(self._page, figure)
        whole = self._page.tables.by_key.get(figure.key.whole)
        notes, flags = part_notes(self._table, figure, whole), self._table.flags(figure.flags)
        return shown._replace(anchor=self._page.links.anchor(figure), notes=notes, flags=flags)

    def _remarks(self, split: Composition, fixed: Fixed) -> Iterator[str]:
        """What cells leave of the whole; that they are more than a margin, or are not added up."""
        if split.addition is Addition.MORE or (split.addition is Addition.OVERLAPPING and not fixed):
            yield addition_remarks(self._page, split)[0]
        if split.addition is Addition.LESS and not fixed and isinstance(split.remainder, Quantity):
            yield self._of_which(split, split.remainder)

    def _of_which(self, split: Composition, rest: Quantity) -> str:
        words, measure = self._page.words, split.whole.key.measure
        value = split.whole.value
        given = Quantity(value.fraction - rest.fraction) if isinstance(value, Quantity) else value
        by = words.lowered(words.text(self._crossing.name))
        return words.say(
            _OF_WHICH_GIVEN, whole=words.amount(value, measure), number=words.value(given, measure), breakdown=by
        )

    # --- what the cells leave open

    def _rest(self, row: _Row) -> Cell:
        return EMPTY if row.is_rest else self._left_cell(row.of, dict(row.fixed))

    def _left_cell(self, of: CrossTabulation, fixed: Fixed) -> Cell:
        left = self._left(of, fixed)
        if left is None:
            return EMPTY
        return Cell(self._page.words.value(left, of.whole.measure), number=exact_digits(left))

    def _left(self, of: CrossTabulation, fixed: Fixed) -> Quantity | None:
        """What the cells of a margin leave of it; None where that is nothing, or is not known."""
        split = of.at(fixed).split
        is_less = split is not None and split.addition is Addition.LESS
        return split.remainder if is_less and split and isinstance(split.remainder, Quantity) else None

    # --- where it comes from

    def _sources(self, row: _Row) -> Cell:
        """The sources of the cells of a row, with the record of those that are in another one than the whole."""
        down = dict(row.fixed)
        across = ({self._across: category} for category in self._categories[self._across])
        found = (row.of.at({**down, **fixed}).figure for fixed in ({}, *across))
        figures = [figure for figure in found if figure is not None]
        sources = self._table.sources(dict.fromkeys(source for figure in figures for source in figure.sources))
        whole = self._page.tables.by_key.get(row.of.whole)
        apart = [figure for figure in figures if whole is None or figure.place != whole.place]
        return entered(self._page, apart[0], sources) if apart else sources
