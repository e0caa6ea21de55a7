"""Blocks and views as plain data for the one typst template, which lays them out.

Text goes into the data as it is and is never markup there, so there is nothing to escape. All words are finished here;
the template has none of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from bulletin.localization.messages import _
from bulletin.rendering.charts import picture
from bulletin.rendering.charts.drawing import Layout
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.pages.front import HeadlineView
from bulletin.rendering.pdf.blocks import Block, Bullets, Heading, Paragraph, Shown
from bulletin.rendering.phrases.corrections import CorrectionView
from bulletin.rendering.views import Cell, Chart, Fact, Formula, Link, Table, TableRow

_COMMA, _SEMICOLON = _(", ", "separator"), _("; ", "separator")

Data = dict[str, Any]
"""An object of JSON."""
Line = list[str | Data]
"""A line of text: strings, and links as objects."""
_SCHEMES = frozenset({"http", "https", "mailto"})
"""Where links may lead out of the file."""


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
            case Paragraph(text):
                return {"kind": "paragraph", "line": [text]}
            case Bullets(items):
                return {"kind": "list", "items": [[item] for item in items]}
            case Shown(macro, views):
                return self._shown(macro, views)

    def _shown(self, macro: str, views: tuple[object, ...]) -> Data | None:  # noqa: PLR0911 - a form for each macro
        match macro, *views:
            case ("table" | "folded", Table() as table, *_title):
                return self.table(table)
            case ("chart", Chart() as chart):
                return self.chart(chart)
            case ("facts_list", tuple() as facts, *_kind):
                return {"kind": "facts", "facts": [self._fact(fact) for fact in facts]}
            case ("headline_list", tuple() as headlines):
                return {"kind": "headlines", "headlines": [self._headline(each) for each in headlines]}
            case ("notice", str() as text):
                return {"kind": "notice", "lines": [[text]]}
            case ("notice_line", Formula() as line):
                return {"kind": "notice", "lines": [self._formula(line)]}
            case ("correction", CorrectionView() as view):
                return {"kind": "notice", "lines": list(self._correction(view))}
            case ("lines", tuple() as lines):
                return {"kind": "list", "items": [self._formula(line) for line in lines]}
            case ("breadcrumb" | "cite" | "chart", *_):
                return None
        raise TypeError(f"no form on paper: {macro}")

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

    def table(self, table: Table) -> Data:
        """A table with all that is below it on a page, but for files to download."""
        rows = table.rows
        if table.shown is not None:
            rows = rows[: table.shown] + rows[len(rows) - table.summaries :]
        return {
            "kind": "table",
            "caption": table.caption,
            "columns": [{"title": c.title, "numeric": c.numeric, "wide": c.wide} for c in table.columns],
            "rows": [self._row(row) for row in rows],
            "summaries": table.summaries,
            "notes": [self._note(note.text, note.link) for note in table.notes],
            "below": list(self._below(table)),
        }

    def on_the_web(self, text: str) -> Line:
        """A line that leads to the page on the web; empty where that has no address."""
        url = self.to.edition and f"{self.to.edition}{self.to.page}"
        return [self.words.named(text, ""), {"text": url, "to": url}] if url else []

    def _below(self, table: Table) -> Iterator[Line]:
        say = self.words.say
        if table.legend:
            yield [f"{self.words.named(say(_('Symbols')), self.words.semicolons(table.legend))}."]
        if table.sources:
            yield [self.words.named(say(_("Source")), ""), *self._links(table.sources, say(_SEMICOLON)), "."]
        if table.more:
            yield [self._link(table.more)]

    def _row(self, row: TableRow) -> Data:
        return {"depth": row.depth, "cells": [self._cell(cell) for cell in row.cells]}

    def _cell(self, cell: Cell) -> str | Data:
        """A plain string where the cell is nothing but text, as most are."""
        if not (cell.links or cell.arithmetic or cell.categories or cell.has_remarks):
            return cell.text
        detail = self._formula(cell.formula) if cell.formula else [cell.detail] if cell.detail else []
        return {
            "lines": list(self._lines(cell)),
            "marks": self._marks(cell.flags, inferred=cell.inferred),
            "notes": cell.notes,
            "detail": ["(", *detail, ")"] if detail else [],
            "bar": cell.bar and {"length": cell.bar.length, "tick": cell.bar.tick},
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

    def _headline(self, view: HeadlineView) -> Data:
        comma = self.words.say(_COMMA)
        return {
            "label": [self.words.named(view.organization.text, ""), view.measure.text, comma, view.period],
            "value": view.value.text,
            "coverage": view.coverage,
            "target": self._formula(view.target) if view.target else [],
        }

    def _correction(self, view: CorrectionView) -> Iterator[Line]:
        yield [view.title]
        yield [view.what]
        yield [self.words.named(self.words.say(_("Reason")), view.reason)]

    def _formula(self, formula: Formula) -> Line:
        return [formula.before, *self._links(formula.operands, formula.sign), formula.after]

    def _links(self, links: Sequence[Link], separator: str) -> Line:
        line: Line = []
        for link in links:
            line += [separator] if line else []
            line.append(self._link(link))
        return line

    def _link(self, link: Link) -> str | Data:
        to = self.to.of(link.href) if link.href else ""
        return {"text": link.text, "to": to} if to else link.text
