"""The attack on pages: numbers beside a hidden figure in tables, marks of it in charts, and sentences that state it.

A row, a chart or a sentence of a hidden figure may have names, dates and published numbers in it. A number that none of
these explains is a finding, whatever it means: it was computed of the hidden figure, or is that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product
from pathlib import Path

from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE
from bulletin.publishing.attack.charts import marks_without_number
from bulletin.publishing.attack.csv_tables import csv_of_table, rows_of, unexplained_cells
from bulletin.publishing.attack.explanations import Explanation, Explanations
from bulletin.publishing.attack.findings import Finding, FindingKind
from bulletin.publishing.attack.html_pages import Element, HtmlPage, blocks_of, read_page
from bulletin.publishing.attack.named import Names, anchor_of, names_of
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.sorting import sorted_beside

_ANCHOR = re.compile(r"""(?:#|id=["'])([^"'\s>]+)""")
_ORDINAL = re.compile(r"\d+\.?[^\W\d_]+|[^\W\d_]+\d+")
"""Numbers that are a part of a word: 3.er, 1st, Q2."""
_COVERAGE = "quality/"
"""The page whose tables count reports."""


def search_pages(versions: Iterable[PublishedTables]) -> Iterator[Finding]:
    """Search the pages of all versions, in all their languages.

    :raises OSError: when a page cannot be read.
    """
    for version in versions:
        if version.hidden:
            for folder in version.folders:
                language = next((part for part in reversed(folder.parts) if part in LANGUAGES), SOURCE_LANGUAGE)
                yield from _Search(version, folder, names_of(version, language)).findings(language)


def _links(element: Element) -> Iterator[str]:
    """The addresses that an element links to, but for those of what a number was computed from."""
    for child in element.children:
        if isinstance(child, Element) and "bulletin-detail" not in child.attributes.get("class", ""):
            if child.tag == "a":
                yield child.attributes.get("href", "")
            yield from _links(child)


def _is_of_reports(page: HtmlPage, text: str) -> bool:
    """Whether a cell says how many reports there are."""
    return page.path.startswith(_COVERAGE) and "/" in text


class _Search:
    """The search of one version in one language."""

    def __init__(self, version: PublishedTables, folder: Path, names: Names) -> None:
        self._version = version
        self._folder = folder
        self._names = names
        self._anchors = {anchor_of(version, key) for key in version.hidden}
        self._numbers: dict[tuple[str, str], set[Fraction]] = {}
        for key, figure in version.figures.items():
            known = self._numbers.setdefault((key.organization, key.measure), set())
            known.update([Fraction(figure.value.number)] if figure.value.number is not None else [])
        self._explanations = Explanations(version)
        self._counts = {Fraction(count) for figure in version.figures.values() for count in figure.units or () if count}

    def findings(self, language: str) -> Iterator[Finding]:
        """Everything that is found on pages with a hidden figure, and on the front page."""
        for path in sorted(self._folder.rglob("*.html")):
            is_front = path.parent == self._folder
            text = path.read_text(encoding="utf-8")
            if is_front or not self._anchors.isdisjoint(_ANCHOR.findall(text)):
                page = read_page(self._folder, path, language)
                yield from self._in_tables(page)
                yield from self._in_sentences(page)

    # --- tables and the charts beside them

    def _in_tables(self, page: HtmlPage) -> Iterator[Finding]:
        for block in page.root.all("table"):
            rows = [(row, self._keys(page, row)) for row in block.all("tr")]
            for row, keys in rows:
                if not self._version.hidden.isdisjoint(keys):
                    yield from self._beside(page, row, keys)
            for key, found in sorted_beside(rows, self._version, self._names):
                yield self._finding(FindingKind.ORDER, key, page, found)
        yield from self._in_csv(page)
        yield from self._in_charts(page)

    def _in_csv(self, page: HtmlPage) -> Iterator[Finding]:
        """The CSV of each table of the page, whose rows are those of the page, with more behind them."""
        for block in page.root.all("div") if not page.path.startswith(_COVERAGE) else ():
            name = block.attributes.get("id", "")
            path = csv_of_table(self._folder, page.path, name.removeprefix("table-"))
            if not name.startswith("table-") or not path.is_file():
                continue
            body = [row for part in block.all("tbody") for row in part.all("tr")]
            shown = {place: self._keys(page, row) for place, row in enumerate(body)}
            for place, row in enumerate(rows_of(path)):
                keys = shown.get(place) or self._named(page, row)
                if hidden := [key for key in keys if key in self._version.hidden]:
                    explanation = self._explanations.of(keys)
                    for found in unexplained_cells(row, explanation, self._names.names):
                        file = f"{page.language}/{path.relative_to(self._folder).as_posix()}"
                        yield Finding(FindingKind.BESIDE, hidden[0], self._version.version, place=file, found=found)

    def _named(self, page: HtmlPage, row: Sequence[str]) -> tuple[CellKey, ...]:
        """The whole figures that a row of a file is about, by the names in it."""
        cells = {cell.casefold() for cell in row}
        units = {name for name, text in self._names.organizations.items() if text.casefold() in cells}
        measures = {name for name, text in self._names.measures.items() if text.casefold() in cells}
        periods = {name for name, text in self._names.periods.items() if text.casefold() in cells}
        units |= {page.organization} if page.organization else set()
        measures |= {page.measure} if page.measure else set()
        wanted = product(sorted(units), sorted(measures), sorted(periods))
        found = (self._names.wholes.get(each) for each in wanted)
        return tuple(key for key in found if key is not None)

    def _keys(self, page: HtmlPage, row: Element) -> tuple[CellKey, ...]:
        """The keys of the figures that a row is about: of its anchors, and of what it links to but for details."""
        anchors = [page.anchor(href) for href in _links(row)]
        if page.organization:
            ids = (each.attributes.get("id", "") for each in (row, *row.all("td", "th", "span")))
            anchors += [(page.organization, name) for name in ids if name]
        known = (self._names.keys.get(each) for each in anchors if each is not None)
        return tuple(dict.fromkeys(key for key in known if key is not None))

    def _beside(self, page: HtmlPage, row: Element, keys: Sequence[CellKey]) -> Iterator[Finding]:
        for cell in row.all("td"):
            parts = (page.anchor(link.attributes.get("href", "")) for link in cell.all("a"))
            linked = [self._names.keys[each] for each in parts if each is not None and each in self._names.keys]
            explanation = self._explanations.of((*keys, *linked))
            text = " ".join(cell.numbers_text.split())
            rest = self._names.pattern.sub(" ", page.without_dates(text))
            numbers = page.numbers(rest) if not _is_of_reports(page, text) else []
            if any(not explanation.explains(number, decimals, text) for number, decimals in numbers):
                own = [key for key in (*self._keys(page, cell), *keys) if key in self._version.hidden]
                yield self._finding(FindingKind.BESIDE, own[0], page, text)

    def _in_charts(self, page: HtmlPage) -> Iterator[Finding]:
        hidden = self._hidden_rows(page)
        for figure in page.root.all("figure"):
            targets = [link.attributes.get("href", "") for link in figure.all("a")]
            rows = [row for name, row in hidden if f"#{name}" in targets]
            for label, key in rows:
                for chart in figure.all("svg"):
                    for name, value in marks_without_number(page, chart):
                        if not name or name.casefold() in label.casefold() or label.casefold() in name.casefold():
                            yield self._finding(FindingKind.MARK, key, page, value)
                    said = " ".join(each.text for each in chart.all("desc", "title"))
                    found = re.search(rf"(?:^|[:;])\s*({re.escape(label)}\s*:\s*[^;]*\d[^;]*)", said, re.IGNORECASE)
                    if found and key.category is None:
                        yield self._finding(FindingKind.SENTENCE, key, page, found[1])

    def _hidden_rows(self, page: HtmlPage) -> list[tuple[str, tuple[str, CellKey]]]:
        """The rows of hidden figures: the id of the table, the heading of the row and the key."""
        found = []
        for block in page.root.all("div"):
            name = block.attributes.get("id", "")
            for row in block.all("tr") if name.startswith("table-") else ():
                heading = next((" ".join(each.text.split()) for each in row.all("th")), "")
                found += [(name, (heading, key)) for key in self._keys(page, row) if key in self._version.hidden]
        return found

    # --- sentences

    def _in_sentences(self, page: HtmlPage) -> Iterator[Finding]:
        blocks = [
            (block, {name.casefold() for name in self._names.pattern.findall(block)})
            for block in dict.fromkeys(blocks_of(page))
            if page.numbers(block)
        ]
        for key in sorted(self._version.hidden, key=lambda key: key.text):
            if key.category is not None or (page.organization and page.organization != key.organization):
                continue
            about = {self._names.measures.get(key.measure, ""), self._names.periods.get(self._period(key), "")}
            about |= {self._names.organizations.get(key.organization, "")} if not page.organization else set()
            wanted = {name.casefold() for name in about}
            for block, named in blocks:
                if wanted <= named and (found := self._said(page, block, key)):
                    yield self._finding(FindingKind.SENTENCE, key, page, found)

    def _period(self, key: CellKey) -> str:
        return self._version.figures[key].period

    def _said(self, page: HtmlPage, block: str, key: CellKey) -> str:
        """What a sentence states beyond names, years, published numbers of the same measure, targets and days."""
        rest = self._names.pattern.sub(" ", _ORDINAL.sub(" ", page.without_dates(block)))
        known = self._numbers[key.organization, key.measure] | self._explanations.targets | self._counts
        years = {Fraction(year) for each in self._version.figures for year in (each.start.year, each.end.year)}
        explanation = Explanation(frozenset(years), tuple(known), self._explanations.days)
        numbers = page.numbers(rest)
        return "" if all(explanation.explains(number, decimals, rest) for number, decimals in numbers) else block

    def _finding(self, kind: FindingKind, key: CellKey, page: HtmlPage, found: str) -> Finding:
        place = f"{page.language}/{page.path}"
        return Finding(kind, key, self._version.version, place=place, found=found)
