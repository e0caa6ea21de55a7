"""The attack on pages: numbers beside a hidden figure in tables, marks of it in charts, and sentences that state it.

A row, a chart or a sentence of a hidden figure may have names, dates and published numbers in it. A number that none of
these explains is a finding, whatever it means: it was computed of the hidden figure, or is that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

from bulletin.disclosure.linked_tables import Interval
from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE
from bulletin.model.records import EVERYTHING
from bulletin.publishing.attack.charts import end_of_scale, marks_without_number
from bulletin.publishing.attack.columns import Columns, TableCell
from bulletin.publishing.attack.explanations import Explanations
from bulletin.publishing.attack.findings import Bounded, Finding, FindingKind
from bulletin.publishing.attack.html_elements import Element
from bulletin.publishing.attack.html_pages import HtmlPage, read_page
from bulletin.publishing.attack.named import Names, anchor_of, names_of
from bulletin.publishing.attack.other_files import other_texts
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.readings import Readings
from bulletin.publishing.attack.sentences import Sentences
from bulletin.publishing.attack.shown_numbers import Number, plain_number, signed_number
from bulletin.publishing.attack.sorting import sorted_beside
from bulletin.publishing.attack.table_files import page_tables

_ANCHOR = re.compile(r"""(?:#|id=["'])([^"'\s>]+)""")


def search_pages(
    versions: Sequence[PublishedTables], folders: Collection[Path], bounded: Iterable[Bounded]
) -> Iterator[Finding]:
    """Search the pages of all versions, in all their languages.

    :param folders: those that are searched.
    :param bounded: the intervals of hidden numbers.
    :raises OSError: when a page cannot be read.
    """
    known: defaultdict[str, dict[CellKey, Interval]] = defaultdict(dict)
    for each in bounded:
        known[each.version][each.cell] = each.interval
    names = [each.version for each in versions]
    for version in versions:
        for folder in (each for each in version.folders if version.hidden and each in folders):
            language = next((part for part in reversed(folder.parts) if part in LANGUAGES), SOURCE_LANGUAGE)
            search = _Search(version, folder, names_of(version, language, names), known[version.version])
            yield from _without_repeats(list(search.findings(language)))


def _without_repeats(findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings without those numbers of which another one says what they are computed from."""
    computed = {(each.cell, each.place, each.found) for each in findings if each.kind is FindingKind.COMPUTED}
    for each in dict.fromkeys(findings):
        if each.kind is not FindingKind.BESIDE or (each.cell, each.place, each.found) not in computed:
            yield each


def _links(element: Element) -> Iterator[str]:
    """The addresses that an element links to, but for those of what a number was computed from."""
    for child in element.children:
        if isinstance(child, Element) and "bulletin-detail" not in child.attributes.get("class", ""):
            if child.tag == "a":
                yield child.attributes.get("href", "")
            yield from _links(child)


def _is_of_reports(page: HtmlPage, text: str) -> bool:
    """Whether a cell says how many reports there are."""
    return page.counts_reports and "/" in text


class _Search:
    """The search of one version in one language."""

    def __init__(self, version: PublishedTables, folder: Path, names: Names, known: Mapping[CellKey, Interval]) -> None:
        self._version = version
        self._folder = folder
        self._names = names
        self._keys_of: dict[Element, tuple[CellKey, ...]] = {}
        self._readings = Readings(version)
        self._columns = Columns(version, self._readings)
        self._anchors = {anchor_of(version, key) for key in self._involved()}
        self._explanations = Explanations(version)
        self._sentences = Sentences(version, names, self._readings, known)

    def _involved(self) -> Iterator[CellKey]:
        """The hidden figures, and those beside which a number might say one."""
        for key in self._version.figures:
            if any(self._readings.hidden(reading) is not None for reading in self._readings.of(key)):
                yield key

    def findings(self, language: str) -> Iterator[Finding]:
        """Everything that is found on the front page, on pages with a hidden figure, in the search and in feeds."""
        for path in sorted(self._folder.rglob("*.html")):
            is_front = path.parent == self._folder
            text = path.read_text(encoding="utf-8")
            if is_front or not self._anchors.isdisjoint(_ANCHOR.findall(text)):
                page = read_page(self._folder, path, language)
                self._keys_of.clear()
                yield from self._in_tables(page)
                yield from self._sentences.findings(page)
        yield from self._columns.findings()
        for page in other_texts(self._folder, language):
            yield from self._sentences.findings(page)

    # --- tables and the charts beside them

    def _in_tables(self, page: HtmlPage) -> Iterator[Finding]:
        for block in page.root.all("table"):
            rows = [(row, self._keys(page, row)) for row in block.all("tr")]
            headings = [" ".join(each.text.split()) for part in block.all("thead") for each in part.all("th", "td")]
            for row, keys in rows:
                self._read_row(page, headings, row, self._subject(page, row, keys))
                if not self._version.hidden.isdisjoint(keys):
                    yield from self._beside(page, row, keys)
            for key, found in sorted_beside(rows, self._version, self._names):
                yield self._finding(FindingKind.ORDER, key, page, found)
        yield from self._in_csv(page)
        yield from self._in_charts(page)

    def _subject(self, page: HtmlPage, row: Element, keys: Sequence[CellKey]) -> CellKey | None:
        """The figure that the whole row is about: of its own anchor, or the only one that it links to."""
        own = self._names.keys.get((page.organization or "", row.attributes.get("id", "")))
        return own or (keys[0] if len(keys) == 1 else None)

    def _read_row(self, page: HtmlPage, headings: Sequence[str], row: Element, subject: CellKey | None) -> None:
        cells = list(row.all("th", "td"))
        if subject is None or len(cells) != len(headings) or page.counts_reports:
            return
        for heading, cell in zip(headings, cells, strict=True):
            number = self._number(page, cell) if cell.tag == "td" else None
            if number is not None:
                text = " ".join(cell.numbers_text.split())
                self._columns.add(heading, TableCell(subject, number, page.place, text))

    def _number(self, page: HtmlPage, cell: Element) -> Number | None:
        text = self._names.every.sub(" ", page.without_dates(" ".join(cell.numbers_text.split())))
        return signed_number(text, page.language)

    def _in_csv(self, page: HtmlPage) -> Iterator[Finding]:
        """The CSV of the tables of the page."""
        for table in page_tables(self._folder, page) if not page.counts_reports else ():
            body = [row for part in table.block.all("tbody") for row in part.all("tr")]
            shown = {place: (row, self._keys(page, row)) for place, row in enumerate(body)}
            file = f"{page.language}/{table.path.relative_to(self._folder).as_posix()}"
            for place, row in enumerate(table.rows):
                element, keys = shown.get(place, (None, ()))
                keys = keys or self._named(page, row)
                only = keys[0] if len(keys) == 1 else None
                subject = self._subject(page, element, keys) if element is not None else only
                hidden = next((key for key in keys if key in self._version.hidden), None)
                for heading, text in zip(table.headings, row, strict=False):
                    number = plain_number(text) if text not in self._names.without_figures else None
                    if subject is not None and number is not None:
                        self._columns.add(f"{heading} (CSV)", TableCell(subject, number, file, text))
                    if hidden and number and not self._explanations.of(keys).explains(number, " ".join(row)):
                        yield Finding(FindingKind.BESIDE, hidden, self._version.version, place=file, found=text)

    def _named(self, page: HtmlPage, row: Sequence[str]) -> tuple[CellKey, ...]:
        """The whole figures that a row of a file is about, by the names in it."""
        cells = {cell.casefold() for cell in row}
        units, measures, periods = self._names.ids_of(row)
        units |= {page.organization} if page.organization else set()
        measures |= {page.measure} if page.measure else set()
        about = product(sorted(units), sorted(measures), sorted(periods))
        found = [key for each in about for key in self._names.wholes.get(each, ())]
        populations = {name for name, text in self._names.populations.items() if text.casefold() in cells}
        return tuple(key for key in found if key.population in (populations or {EVERYTHING})) or tuple(found)

    def _keys(self, page: HtmlPage, row: Element) -> tuple[CellKey, ...]:
        """The keys of the figures that a row is about: of its anchors, and of what it links to but for details."""
        if row not in self._keys_of:
            self._keys_of[row] = self._found_keys(page, row)
        return self._keys_of[row]

    def _found_keys(self, page: HtmlPage, row: Element) -> tuple[CellKey, ...]:
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
            text = " ".join(cell.numbers_text.split())
            if not _is_of_reports(page, text) and not self._is_explained(page, (*keys, *linked), text):
                own = [key for key in (*self._keys(page, cell), *keys) if key in self._version.hidden]
                yield self._finding(FindingKind.BESIDE, own[0], page, text)

    def _in_charts(self, page: HtmlPage) -> Iterator[Finding]:
        hidden = self._hidden_rows(page)
        for figure in page.root.all("figure"):
            targets = [link.attributes.get("href", "") for link in figure.all("a")]
            rows = [row for name, row in hidden if f"#{name}" in targets]
            for label, key, keys in rows:
                for chart in figure.all("svg"):
                    if largest := end_of_scale(page, chart):
                        yield self._finding(FindingKind.SCALE, key, page, largest)
                    for name, value in marks_without_number(page, chart):
                        if not name or name.casefold() in label.casefold() or label.casefold() in name.casefold():
                            yield self._finding(FindingKind.MARK, key, page, value)
                described = (each.attributes.get("aria-label", "") for each in figure.all("div"))
                for said in (*described, *(each.text for each in figure.all("desc", "title"))):
                    found = re.search(rf"(?:^|[:;])\s*({re.escape(label)}\s*:\s*[^;]*\d[^;]*)", said, re.IGNORECASE)
                    if found and key.category is None and not self._is_explained(page, keys, found[1]):
                        yield self._finding(FindingKind.SENTENCE, key, page, found[1])

    def _is_explained(self, page: HtmlPage, keys: Sequence[CellKey], text: str) -> bool:
        """Whether all numbers of a text are those of published figures among these, or computed of them."""
        explanation = self._explanations.of(keys)
        rest = self._names.every.sub(" ", page.without_dates(text))
        return all(explanation.explains(number, text) for number in page.numbers(rest))

    def _hidden_rows(self, page: HtmlPage) -> list[tuple[str, tuple[str, CellKey, tuple[CellKey, ...]]]]:
        """The rows of hidden figures: the id of the table, the heading of the row, the key, and all keys of the row."""
        found = []
        for block in page.root.all("div"):
            name = block.attributes.get("id", "")
            for row in block.all("tr") if name.startswith("table-") else ():
                heading = next((" ".join(each.text.split()) for each in row.all("th")), "")
                keys = self._keys(page, row)
                found += [(name, (heading, key, keys)) for key in keys if key in self._version.hidden]
        return found

    def _finding(self, kind: FindingKind, key: CellKey, page: HtmlPage, found: str) -> Finding:
        return Finding(kind, key, self._version.version, place=page.place, found=found)
