"""Rows of tables as HTML, with the links and formulas in them.

A site has millions of cells. Written here, each takes a third of the time that a template takes; see
``templates/blocks.html.jinja`` for what the classes mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from bulletin.localization.messages import _
from bulletin.model.text import Language
from bulletin.rendering.encoders import html_text as html
from bulletin.rendering.replaced_words import HeadingWords, say
from bulletin.rendering.views import CategoryValue, Cell, CellBar, Formula, Link, Table, TableRow

_COMMA, _COLON = _(", ", "separator"), _(": ", "separator")
_NOTE = _("Note")
_INFERRED = _("inferred")


class HtmlWriter:
    """Writes HTML of one language; all text is encoded, and what is given is finished."""

    def __init__(self, language: Language, words: HeadingWords) -> None:
        """Look up the words that it needs."""
        self._comma, self._colon, self._note, self._inferred = (
            html(say(message, language, words)) for message in (_COMMA, _COLON, _NOTE, _INFERRED)
        )

    def link(self, link: Link) -> Markup:
        """A link, named by the whole of what it leads to."""
        return Markup(self._link(link))  # noqa: S704 - its parts are encoded

    def formula(self, formula: Formula) -> Markup:
        """A formula, whose operands are links."""
        return Markup(self._formula(formula))  # noqa: S704 - its parts are encoded

    def rows(self, table: Table) -> Markup:
        """The rows that a page shows of a table."""
        labels = [f' data-label="{html(column.title)}"' for column in table.columns] if table.layout.has_cards else []
        rows = [self._row(table.id, row, labels) for row in table.rows]
        return Markup("\n".join(rows))  # noqa: S704 - their parts are encoded

    def _row(self, table: str, row: TableRow, labels: Sequence[str]) -> str:
        """A row, whose first cell is its heading.

        :param labels: attributes that name the column of each cell on a card; empty where rows never are cards.
        """
        head, *others = row.cells
        depth = f' class="bulletin-depth-{row.depth}"' if row.depth else ""
        cells = [
            f"<td{_attributes(cell, label)}>{self._cell(table, cell)}</td>"
            for cell, label in zip(others, labels[1:] or [""] * len(others), strict=True)
        ]
        return f'<tr{_id(row.anchor)}><th scope="row"{depth}>{self._cell(table, head)}</th>{"".join(cells)}</tr>'

    def _cell(self, table: str, cell: Cell) -> str:
        """What is in a cell."""
        shown = self._shown(table, cell)
        return f"{shown}{''.join(self._remarks(table, cell))}" if cell.has_remarks else shown

    def _shown(self, table: str, cell: Cell) -> str:
        """What a cell says: of sources their numbers, else links, a formula, categories, or its text."""
        if cell.sources:
            numbers = " ".join([f'<a href="#{html(table)}-source-{number}">[{number}]</a>' for number in cell.sources])
            return self._comma.join([numbers, *map(self._link, cell.links[len(cell.sources) :])])
        if cell.links:
            return self._comma.join(map(self._link, cell.links))
        if cell.arithmetic:
            return f'<span class="bulletin-arithmetic">{self._formula(cell.arithmetic)}</span>'
        return "".join([self._category(table, part) for part in cell.categories]) or html(cell.text)

    def _category(self, table: str, part: CategoryValue) -> str:
        value = self._formula(part.formula) if part.formula else html(part.text)
        remarks = _flags(part.flags) + self._notes(table, part.notes)
        record = f' <span class="bulletin-record">{_record(part.record)}</span>' if part.record else ""
        named = f"{html(part.name)}{self._colon}{value}{remarks}{record}"
        return f'<span class="bulletin-category" id="{html(part.anchor)}">{named}</span>'

    def _remarks(self, table: str, cell: Cell) -> Iterator[str]:
        """What is behind and below what a cell says."""
        yield _flags(cell.flags)
        if cell.inferred:
            yield f' <span class="bulletin-inferred">({self._inferred})</span>'
        yield self._notes(table, cell.notes)
        if cell.detail:
            detail = self._formula(cell.formula) if cell.formula else html(cell.detail)
            yield f'<br><span class="bulletin-detail">({detail})</span>'
        if cell.record:
            yield f'<span class="bulletin-record">{_record(cell.record)}</span>'
        if cell.line:
            yield _LINE.format(html(cell.line))
        if cell.bar is not None:
            yield _bar(cell.bar)

    def _notes(self, table: str, notes: Sequence[int]) -> str:
        """The numbers of notes, which lead to them."""
        return "".join(
            [
                f'&#8239;<sup class="bulletin-note-mark"><a href="#{html(table)}-note-{number}" '
                f'aria-label="{self._note} {number}">{number}</a></sup>'
                for number in notes
            ]
        )

    def _formula(self, formula: Formula) -> str:
        operands = html(formula.sign).join(map(self._link, formula.operands))
        return f"{html(formula.before)}{operands}{html(formula.after)}"

    def _link(self, link: Link) -> str:
        text = html(link.text)
        title = f' aria-label="{text}{self._colon}{html(link.title)}"' if link.title else ""
        return f'<a href="{html(link.href)}"{title}>{text}</a>'


def _attributes(cell: Cell, label: str) -> str:
    """The attributes of a cell.

    :param label: names its column on a card, where it shows anything.
    """
    shade = f' class="bulletin-shade-{html(cell.shade)}"' if cell.shade else ""
    return f"{_id(cell.anchor)}{shade}{label if label and cell.has_content else ''}"


def _id(anchor: str) -> str:
    return f' id="{html(anchor)}"' if anchor else ""


def _flags(flags: Sequence[str]) -> str:
    return "".join([f' <span class="bulletin-flag">[{html(flag)}]</span>' for flag in flags])


def _record(record: Link) -> str:
    """The place in the records: a link where they are on the web."""
    text = html(record.text)
    if record.href:
        return f'<a href="{html(record.href)}">{text}</a>'
    return f'<span title="{html(record.title)}">{text}</span>'


_LINE = ' <svg class="bulletin-line" viewBox="0 0 60 16" width="60" height="16" aria-hidden="true"><path d="{}"/></svg>'
"""A sparkline by its path."""


def _bar(bar: CellBar) -> str:
    tick = f'<rect class="bulletin-bar-tick" x="{bar.tick}" y="0" width="1" height="10"/>'
    return (
        ' <svg class="bulletin-bar" viewBox="0 0 100 10" width="100" height="10" aria-hidden="true" focusable="false">'
        f'<rect class="bulletin-bar-length" x="0" y="2" width="{bar.length}" height="6"/>'
        f"{tick if bar.tick is not None else ''}</svg>"
    )
