"""Drawing up a table: cells from figures, notes numbered as they come, columns that stay empty left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bulletin.analysis.tables import Figure, Flag, Origin, TargetFigure
from bulletin.model.periods import Period
from bulletin.model.values import Quantity, Value
from bulletin.rendering import links
from bulletin.rendering.break_words import break_text
from bulletin.rendering.claim_words import Checked, arithmetic, stated_text
from bulletin.rendering.corrections import remark_on
from bulletin.rendering.scope import Scope, once, once_a_depth
from bulletin.rendering.text.messages import CLAIM_FORMS, FLAGS, Claims, Labels, Message, Paces, Phrases
from bulletin.rendering.text.number_formats import machine_text, percent_text
from bulletin.rendering.views import Cell, Column, Formula, Link, Note, Row, Table

EMPTY = Cell()
_NUMERIC = frozenset(
    {
        *(Labels.value, Labels.target, Labels.target_share, Labels.progress, Labels.share, Labels.elapsed),
        *(Labels.change, Labels.rank, Labels.count, Labels.figures, Labels.stated_value, Claims.computed),
    }
)
"""Columns of numbers."""
_IN_UNIT = frozenset({Labels.value, Labels.target, Labels.change, Labels.stated_value, Claims.computed})
"""Columns of numbers in the unit of the measure."""
_IN_PERCENT = frozenset({Labels.progress, Labels.share, Labels.target_share, Labels.elapsed})
_DETAILS = {
    Labels.organization: Labels.population,
    Labels.measure: Labels.population,
    Labels.target: Labels.target_period,
    Labels.progress: Labels.workings,
    Labels.share: Labels.workings,
    Labels.elapsed: Labels.workings,
    Claims.computed: Labels.workings,
    Paces.missing: Labels.workings,
    Paces.sum_below: Labels.workings,
}
"""What stands below the cells of a column."""
_WIDE = (Labels.definition, Labels.set_by, Labels.note, Labels.meaning, Labels.categories, Claims.explanation)
"""Columns of sentences or titles."""
ROWS_SHOWN = 1_000
"""Rows of a table that a page can bear."""


def number_of(value: Value) -> str:
    """The plain digits of an exact number; nothing for a qualified one, which digits alone would misstate."""
    return machine_text(value) if isinstance(value, Quantity) and value.is_exact else ""


def shared_unit(units: Iterable[str]) -> str:
    """The unit that all rows of a table share; nothing where they differ."""
    different = set(units)
    return different.pop() if len(different) == 1 else ""


class Remarked(NamedTuple):
    """A cell without its notes, which each table numbers for itself."""

    cell: Cell
    remarks: tuple[str, ...] = ()


class TableDraft:
    """A table while its rows are being added."""

    def __init__(
        self, scope: Scope, table_id: str, caption: str, columns: Iterable[Message | Column], *, unit: str = ""
    ) -> None:
        """Begin a table.

        :param unit: what its figures count, for the caption; empty where rows differ in it, or it has none.
        """
        self.unit = unit
        self._scope = scope
        self._id = table_id
        self._title = caption
        self._caption = scope.say(Phrases.caption_with_unit, caption=caption, unit=unit) if unit else caption
        self._columns = tuple(column(scope, one, unit) if isinstance(one, Message) else one for one in columns)
        self._rows: list[Row] = []
        self._notes: dict[Note, int] = {}
        self._flags: dict[Flag, None] = {}
        self._sources: dict[str, None] = {}
        self._source_cells: dict[tuple[str, ...], Cell] = {}

    def add(self, *cells: Cell, depth: int = 0, anchor: str = "") -> None:
        """Add a row.

        :param anchor: where others find it, if what it is about is at home here.
        """
        self._rows.append(Row(cells, depth, anchor))

    def figure(self, figure: Figure | None, *, at_home: bool = False) -> Cell:
        """The cell of a figure's value, with its flags and all that is to be said about it.

        :param at_home: whether the row is the one that tells where the figure comes from; other cells lead to it.
        """
        if figure is None:
            return EMPTY
        self._flags |= dict.fromkeys(figure.flags)
        cell = self.noted((_figure if at_home else _linked_figure)(self._scope, figure))
        doubts = self.doubts(figure)
        return cell._replace(notes=(*cell.notes, *doubts)) if doubts else cell

    def doubts(self, figure: Figure) -> tuple[int, ...]:
        """The notes on what sources state that contradicts a figure."""
        doubted = self._scope.shelf.doubts
        if not doubted or figure.key not in doubted:  # most sites have none, and looking a key up takes its time
            return ()
        return tuple([self.note(*doubt(self._scope, one)) for one in doubted[figure.key]])

    def flags(self, flags: Iterable[Flag]) -> tuple[str, ...]:
        """The letters of flags, each once; what they mean goes into the legend."""
        listed = dict.fromkeys(flags)
        self._flags |= listed
        return letters(listed)

    def sources(self, sources: Iterable[str]) -> Cell:
        """The cell of the sources that a row was taken from."""
        listed = tuple(sources)
        if listed not in self._source_cells:
            self._source_cells[listed] = self._sourced(listed)
        return self._source_cells[listed]

    def _sourced(self, sources: tuple[str, ...]) -> Cell:
        """Nothing on the page of the only source, whose title says it of every row."""
        if [links.source_page(source) for source in sources] == [self._scope.page]:
            return EMPTY
        self._sources |= dict.fromkeys(sources)
        return Cell(links=tuple(self._scope.to_source(source) for source in sources))

    def noted(self, remarked: Remarked) -> Cell:
        """A cell with its remarks as notes."""
        cell, texts = remarked
        return cell._replace(notes=tuple([self.note(text) for text in texts])) if texts else cell

    def note(self, text: str, link: Link | None = None) -> int:
        """The number of a note; equal notes share one."""
        return self._notes.setdefault(Note(text, link), len(self._notes) + 1)

    def finish(self, more: Link | None = None, *, in_full: bool = False) -> Table | None:
        """The table, without the columns that nothing stands in; None without rows.

        :param more: where to find the rows that were not added; the page shows no more than it can bear in any case.
        :param in_full: shows all rows all the same, since other pages lead to them.
        """
        if not self._rows:
            return None
        csv = self._scope.href(links.table_csv(self._scope.page, self._id))
        shown = None if in_full or len(self._rows) <= ROWS_SHOWN else ROWS_SHOWN
        if shown:
            counts = {"shown": self._scope.count(shown), "total": self._scope.count(len(self._rows))}
            more = Link(self._scope.say(Phrases.more_rows, **counts), csv)
        kept = [n for n, _ in enumerate(self._columns) if any(_says_something(row.cells[n]) for row in self._rows)]
        return Table(
            id=self._id,
            caption=self._caption,
            title=self._title,
            columns=tuple(self._columns[n] for n in kept),
            rows=tuple(Row(tuple(row.cells[n] for n in kept), row.depth, row.anchor) for row in self._rows),
            csv=csv,
            notes=tuple(self._notes),
            legend=tuple(f"[{flag.value}] {self._scope.say(FLAGS[flag])}" for flag in Flag if flag in self._flags),
            sources=tuple(self._scope.to_source_in_full(source) for source in self._sources),
            shown=shown,
            more=more,
        )


def _says_something(cell: Cell) -> bool:
    return bool(cell.text or cell.links or cell.categories)


def with_formula(cell: Cell, formula: Formula) -> Cell:
    """A cell with what its number was computed from."""
    return cell._replace(detail=formula.text, formula=formula)


def linked(target: Link, detail: str = "") -> Cell:
    """A cell that is a link."""
    return Cell(links=(target,), detail=detail)


def period_cell(scope: Scope, period: Period, *, each: bool = False) -> Cell:
    """A cell that names a period, and leads to its page where it has one.

    :param each: whether the row is about every year of the period.
    """
    detail = scope.say(Labels.every_year) if each else ""
    if period.text not in scope.shelf.periods:
        return Cell(scope.period(period), detail=detail)
    return Cell(links=(scope.to_period(period),), detail=detail)


def column(scope: Scope, title: Message, unit: str) -> Column:
    """The column that a title of the catalogue stands for, in a table of one unit or of none."""
    detail = _DETAILS.get(title)
    return Column(
        scope.say(title),
        numeric=title in _NUMERIC,
        detail=scope.say(detail) if detail else "",
        wide=title in _WIDE,
        unit=unit if title in _IN_UNIT else "%" if title in _IN_PERCENT else "",
    )


def doubt(scope: Scope, checked: Checked) -> Note:
    """That what a source states of a figure contradicts it, and where the two are compared."""
    claim = checked.claim
    text = scope.say(
        Claims.doubt,
        form=scope.say(CLAIM_FORMS[claim.form]),
        stated=stated_text(scope, claim),
        arithmetic=arithmetic(scope, checked.workings),
    )
    return Note(text, Link(scope.say(Claims.to_check), scope.href(links.QUALITY, links.claim_anchor(claim.id))))


@once
def figure_text(scope: Scope, figure: Figure) -> str:
    """The value of a figure."""
    return scope.figure(figure)


def number_text(scope: Scope, number: Figure | TargetFigure) -> str:
    """The value of a figure or a target."""
    if not isinstance(number, TargetFigure):
        return figure_text(scope, number)
    return scope.percentage(number.value) if number.share else scope.value(number.value, number.key.measure)


@once
def _figure(scope: Scope, figure: Figure) -> Remarked:
    number = number_of(figure.value) if figure.is_complete else ""
    cell = Cell(figure_text(scope, figure), number=number, flags=letters(dict.fromkeys(figure.flags)))
    return Remarked(cell, tuple(remarks_on(scope, figure)))


@once_a_depth
def _linked_figure(scope: Scope, figure: Figure) -> Remarked:
    cell, texts = _figure(scope, figure)
    return Remarked(cell._replace(links=(scope.to_figure(figure, cell.text),)), texts)


def letters(flags: Iterable[Flag]) -> tuple[str, ...]:
    """Flags as they are shown."""
    return tuple([flag.value for flag in flags])


def remarks_on(scope: Scope, figure: Figure, *, coverage: bool = True) -> Iterator[str]:
    """All that a reader must be told of a figure besides its flags.

    :param coverage: whether of how much it was computed is among that.
    """
    if coverage and figure.coverage is not None:
        yield coverage_text(scope, figure)
    if figure.note:
        yield scope.text(figure.note)
    yield from (break_text(scope, one) for one in figure.breaks)
    yield from (scope.text(reason) for _, reason in figure.acknowledged)
    yield from (remark_on(scope, one) for one in scope.shelf.put_right_in(figure))
    for before in figure.earlier:
        sources = ", ".join(scope.to_source(source).text for source in before.sources)
        record = f"; {scope.to_record(before.place).title}" if before.place.file else ""
        value = scope.amount(before.value, before.key.measure)
        yield scope.say(Phrases.reported_before, value=value, source=f"{sources}{record}")


def coverage_text(scope: Scope, figure: Figure) -> str:
    """How a computed figure was made, and of how much."""
    coverage = figure.coverage
    if coverage is None:
        raise ValueError(f"not computed: {figure.key}")
    reported = scope.count(coverage.reported)
    if figure.origin is Origin.SUM_OVER_TIME:
        return Phrases.periods_combined.in_(scope.language, coverage.reported, count=reported)
    if coverage.expected is None or coverage.share is None:
        return Phrases.units_reported.in_(scope.language, coverage.reported, count=reported)
    counts = {"count": reported, "expected": scope.count(coverage.expected)}
    percent = percent_text(coverage.share, scope.language)
    return Phrases.units_reported_of.in_(scope.language, coverage.expected, **counts, percent=percent)
