"""Blocks and views as plain data for the one typst template, which lays them out.

Text goes into the data as it is and is never markup there, so there is nothing to escape. All words are finished here;
the template has none of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from typing import Any
from urllib.parse import urljoin, urlsplit

from bulletin.localization.messages import _
from bulletin.rendering.charts import picture
from bulletin.rendering.charts.drawing import Layout
from bulletin.rendering.encoders import SPACE
from bulletin.rendering.labels import Labels
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.pages.front import HeadlineView
from bulletin.rendering.pdf.blocks import Block, Bullets, Heading, Paragraph, Parts, Shown
from bulletin.rendering.phrases.corrections import CorrectionView
from bulletin.rendering.table_parts import on_page
from bulletin.rendering.views import Cell, Chart, ColumnHeader, Fact, Formula, Link, Table, TableRow

_COMMA, _SEMICOLON = _(", ", "separator"), _("; ", "separator")

Data = dict[str, Any]
"""An object of JSON."""
Line = list[str | Data]
"""A line of text: strings, and links as objects."""
_SCHEMES = frozenset({"http", "https", "mailto"})
"""Where links may lead out of the file."""


def single_spaced(data: Any) -> Any:
    """The same data in which white space is one space wherever there is any, as it is on a page of HTML."""
    if isinstance(data, str):
        return SPACE.sub(" ", data)
    if isinstance(data, dict):
        return {key: single_spaced(value) for key, value in data.items()}
    return [single_spaced(value) for value in data] if isinstance(data, list | tuple) else data


@dataclass(frozen=True)
class Destinations:
    """Where links of a page lead to from within the file."""

    page: str
    """The address of the page below that of the edition: ``organizations/north/``."""
    labels: Mapping[str, str]
    """The labels of the pages that are in the file, by their addresses."""
    edition: str
    """The address of the edition on the web, with a slash at its end; empty where it has none."""

    def of(self, href: str) -> str:
        """A label with ``#`` before it, or an address on the web; empty where the link leads nowhere."""
        if urlsplit(href).scheme:
            return href if urlsplit(href).scheme in _SCHEMES else ""
        path, _hash, anchor = href.partition("#")
        target = urljoin(f"/{self.page}", path).removeprefix("/")
        if label := self.labels.get(target):
            return f"#{label}"
        return f"{self.edition}{target}{f'#{anchor}' if anchor else ''}" if self.edition else ""


_FIRST = _("{shown} of {total} rows are printed here; all of them are on the web")
ROWS = 1_000
"""Most rows that a table has on paper."""
_NOWHERE = Destinations("", {}, "")


@dataclass(frozen=True)
class Encoder:
    """Writes the blocks of a page as data."""

    words: Localizer
    to: Destinations
    below: int = 0
    """How many levels its headings are below those of a page."""

    def blocks(self, blocks: Iterable[Block]) -> list[Data]:
        """Blocks in their order, without those that show nothing on paper."""
        return [data for block in blocks if (data := self.block(block)) is not None]

    def block(self, block: Block) -> Data | None:
        """A block; None for what only leads through a site."""
        match block:
            case Heading(level, title):
                return {"kind": "heading", "level": level + self.below, "title": title}
            case Paragraph(line):
                return {"kind": "paragraph", "line": self._line(line)}
            case Bullets(items):
                return {"kind": "list", "items": [self._line(item) for item in items]}
            case Shown(macro, views):
                return self._shown(macro, views)

    def _shown(self, macro: str, views: tuple[object, ...]) -> Data | None:  # noqa: PLR0911 - a form for each macro
        """What a macro shows; most show one view, behind which there may be a heading or a class."""
        match macro, *views:
            case ("chart", None) | ("breadcrumb" | "cite" | "download_link", _):
                return None
            case ("table", Table() as table, str() as heading):
                return self.table(table, heading)
            case (_, Table() as table, *_):
                return self.table(table)
            case ("chart", Chart() as chart):
                return self.chart(chart)
            case ("headline_list", tuple() as headlines):
                return self.headlines(headlines)
            case ("facts_list", tuple() as facts, *_):
                return {"kind": "facts", "facts": [self._fact(fact) for fact in facts]}
            case ("lines", tuple() as lines):
                return {"kind": "list", "items": [self._formula(line) for line in lines]}
        return {"kind": "notice", "lines": list(self._notice(views[0]))}

    def _notice(self, view: object) -> Iterator[Line]:
        match view:
            case str():
                yield [view]
            case Formula():
                yield self._formula(view)
            case CorrectionView():
                yield [view.title]
                yield [view.what]
                yield [self.words.named(self.words.say(_("Reason")), view.reason)]
            case _:
                raise TypeError(f"no form on paper: {type(view).__name__}")

    def headlines(self, views: Iterable[HeadlineView], *, of_one_organization: bool = False) -> Data:
        """Figures that are set large.

        :param of_one_organization: whether all are of that which is named above them.
        """
        said = [self._headline(view, of_one_organization=of_one_organization) for view in views]
        return {"kind": "headlines", "headlines": said}

    def chart(self, chart: Chart, layout: Layout = Layout.WIDE) -> Data:
        """A chart, with its headline, unit and source, and its text alternative."""
        frame = chart.spec.frame
        return {
            "kind": "chart",
            "svg": picture(chart.spec, layout),
            "headline": frame.headline,
            "unit": frame.unit,
            "source": frame.source,
            "alternative": frame.alternative,
        }

    def table(self, table: Table, heading: str = "") -> Data:
        """A table with all that is below it on a page, but for files to download.

        :param heading: what is right above it; a caption that begins so goes on from there.
        """
        table, total = on_page(table, ROWS), len(table.rows)
        shown = [number for number, column in enumerate(table.columns) if not self._is_said_below(table, column)]
        columns = [table.columns[number] for number in shown]
        return {
            "kind": "table",
            "caption": (table.caption.removeprefix(table.title) if heading == table.title else table.caption).strip(),
            "columns": [{"title": column.title, "numeric": column.numeric} for column in columns],
            "rows": [self._row(row, shown) for row in table.rows],
            "summaries": table.summaries,
            "notes": [[number, self._note(note.text, note.link)] for number, note in enumerate(table.notes, 1)],
            "below": list(self._below(table, total)),
        }

    def _is_said_below(self, table: Table, column: ColumnHeader) -> bool:
        """Whether a column only has the sources that are below the table too, by their whole names."""
        return bool(table.sources) and column.title == self.words.say(Labels.source)

    def on_the_web(self, text: str) -> Line:
        """A line that leads to the page on the web; empty where that has no address."""
        url = self.to.edition and f"{self.to.edition}{self.to.page}"
        return [self.words.named(text, ""), {"text": url, "to": url}] if url else []

    def _below(self, table: Table, total: int) -> Iterator[Line]:
        """The legend and the sources of a table, and where the others are of all its rows."""
        say = self.words.say
        if table.legend:
            yield [f"{self.words.named(say(_('Symbols')), self.words.semicolons(table.legend))}."]
        if table.sources:
            yield [self.words.named(say(_("Source")), ""), *self._links(table.sources, say(_SEMICOLON)), "."]
        if len(table.rows) < total:
            shown, rows = (self.words.count(count - table.summaries) for count in (len(table.rows), total))
            said = say(_FIRST, shown=shown, total=rows)
            yield self.on_the_web(said) or [said]
        if table.more:
            yield [self._link(table.more)]

    def _row(self, row: TableRow, shown: Sequence[int]) -> Data:
        """A row, of which only the heading has links: thousands of others would triple a file, and lead nearby."""
        encoders = chain([self], repeat(replace(self, to=_NOWHERE)))
        cells = [encoder.cell(row.cells[number]) for encoder, number in zip(encoders, shown, strict=False)]
        return {"depth": int(row.depth), "cells": cells}

    def cell(self, cell: Cell) -> str | Data:
        """A plain string where the cell is nothing but text, as most are."""
        if not (cell.links or cell.arithmetic or cell.categories or cell.has_remarks or cell.shade):
            return cell.text
        detail = self._formula(cell.formula) if cell.formula else [cell.detail] if cell.detail else []
        return {
            "lines": list(self._lines(cell)),
            "marks": self._marks(cell.flags, inferred=cell.inferred),
            "notes": cell.notes,
            "detail": ["(", *detail, ")"] if detail else [],
            "bar": cell.bar and {"length": cell.bar.length, "tick": cell.bar.tick},
            "shade": cell.shade,
        }

    def _lines(self, cell: Cell) -> Iterator[Line]:
        if cell.links:
            yield self._links(cell.links, self.words.say(_COMMA))
        elif cell.arithmetic:
            yield self._formula(cell.arithmetic)
        elif not cell.categories:
            yield [cell.text]
        for part in cell.categories:
            value = self._formula(part.formula) if part.formula else [part.text]
            marks = self._marks(part.flags)
            raised: Line = [{"raised": part.notes}] if part.notes else []
            yield [self.words.named(part.name, ""), *value, marks, *raised]

    def _marks(self, flags: Iterable[str], *, inferred: bool = False) -> str:
        said = [f"[{flag}]" for flag in flags]
        said += [f"({self.words.say(_('inferred'))})"] if inferred else []
        return "".join(f"\N{NO-BREAK SPACE}{each}" for each in said)

    def _note(self, text: str, link: Link | None) -> Line:
        return [text, " ", self._link(link)] if link else [text]

    def _fact(self, fact: Fact) -> Data:
        line = self._links(fact.links, self.words.say(_COMMA)) if fact.links else [fact.text]
        return {"label": fact.label, "line": line}

    def _headline(self, view: HeadlineView, *, of_one_organization: bool) -> Data:
        named = "" if of_one_organization else self.words.named(view.organization.text, "")
        return {
            "label": [named, self.words.commas((view.measure.text, view.period))],
            "value": view.value.text,
            "coverage": view.coverage,
            "target": self._formula(view.target) if view.target else [],
        }

    def _formula(self, formula: Formula) -> Line:
        return [formula.before, *self._links(formula.operands, formula.sign), formula.after]

    def _links(self, links: Sequence[Link], separator: str) -> Line:
        line: Line = []
        for link in links:
            line += [separator] if line else []
            line.append(self._link(link))
        return line

    def _line(self, parts: Parts) -> Line:
        return [part if isinstance(part, str) else self._link(part) for part in parts]

    def _link(self, link: Link) -> str | Data:
        to = self.to.of(link.href) if link.href else ""
        return {"text": link.text, "to": to} if to else link.text
