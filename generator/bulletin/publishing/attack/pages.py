"""The attack on pages: numbers beside a hidden figure in tables, marks of it in charts, and sentences that state it.

A row, a chart or a sentence of a hidden figure may have names, dates and published numbers in it. A number that none of
these explains is a finding, whatever it means: it was computed of the hidden figure, or is that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE
from bulletin.publishing.attack.charts import marks_without_number
from bulletin.publishing.attack.csv_tables import csv_of_table, unexplained_rows
from bulletin.publishing.attack.findings import Finding, FindingKind
from bulletin.publishing.attack.html_pages import Element, HtmlPage, blocks_of, read_page
from bulletin.publishing.attack.named import Names, anchor_of, names_of
from bulletin.publishing.attack.published_tables import CellKey, PublishedTables
from bulletin.publishing.attack.sorting import sorted_beside

_ANCHOR = re.compile(r"""(?:#|id=["'])([^"'\s>]+)""")
_ELAPSED = re.compile(r"(\d+)\s*/\s*(\d+)")
_PERCENT = 100
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
        self._targets = {Fraction(each.value.exact) for each in version.targets if each.value.exact is not None}
        self._days = {(key.end - key.start).days + 1 for key in version.figures}
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
                hidden = [key for key in keys if key in self._version.hidden]
                if hidden:
                    yield from self._beside(page, row, keys, hidden)
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
            keys = {place: self._keys(page, row) for place, row in enumerate(body)}
            hidden = {p: key for p, own in keys.items() for key in own if key in self._version.hidden}
            explained = self._explained(key for place in hidden for key in keys[place])
            for place, found in unexplained_rows(path, hidden, explained, self._days) if hidden else ():
                place_of_file = f"{page.language}/{path.relative_to(self._folder).as_posix()}"
                key = hidden.get(place) or next(iter(hidden.values()))
                yield Finding(FindingKind.BESIDE, key, self._version.version, place=place_of_file, found=found)

    def _keys(self, page: HtmlPage, row: Element) -> tuple[CellKey, ...]:
        """The keys of the figures that a row is about: of its own anchor, and of what it links to."""
        anchors = [page.anchor(link.attributes.get("href", "")) for link in row.all("a")]
        if page.organization:
            ids = (each.attributes.get("id", "") for each in (row, *row.all("td", "th")))
            anchors += [(page.organization, name) for name in ids if name]
        known = (self._names.keys.get(each) for each in anchors if each is not None)
        return tuple(dict.fromkeys(key for key in known if key is not None))

    def _beside(
        self, page: HtmlPage, row: Element, keys: Sequence[CellKey], hidden: Sequence[CellKey]
    ) -> Iterator[Finding]:
        explained = self._explained(keys)
        for cell in row.all("td", "th"):
            text = " ".join(cell.numbers_text.split())
            if cell.tag == "td" and (found := self._unexplained(page, text, explained)):
                own = next((key for key in hidden if key in self._keys(page, cell)), hidden[0])
                yield self._finding(FindingKind.BESIDE, own, page, found)

    def _explained(self, keys: Iterable[CellKey]) -> set[Fraction]:
        """Published numbers of these figures: of their own, not of others of the same measure."""
        values = [self._version.figures[key].value for key in keys]
        numbers = {number for each in values for number in (each.number, each.upper) if number is not None}
        return {Fraction(number) for number in numbers} | self._targets

    def _unexplained(self, page: HtmlPage, text: str, explained: set[Fraction]) -> str:
        """The text of a cell with numbers that are neither published nor shares of days; empty where it has none."""
        pairs = [(int(part), int(whole)) for part, whole in _ELAPSED.findall(text)]
        if pairs and (page.path.startswith(_COVERAGE) or all(whole in self._days for _, whole in pairs)):
            return ""  # how many units reported, or how much of a period has passed
        return text if any(number not in explained for number, _ in page.numbers(text)) else ""

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
                    found = re.search(rf"{re.escape(label)}\s*:\s*([^;]*\d[^;]*)", said, re.IGNORECASE)
                    if found:
                        yield self._finding(FindingKind.SENTENCE, key, page, found[0])

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
        blocks = [block for block in dict.fromkeys(blocks_of(page)) if page.numbers(block)]
        for key in sorted(self._version.hidden, key=lambda key: key.text):
            if key.category is not None or (page.organization and page.organization != key.organization):
                continue
            about = [self._names.measures.get(key.measure, ""), self._names.periods.get(self._period(key), "")]
            if not page.organization:
                about.append(self._names.organizations.get(key.organization, ""))
            wanted = [name.casefold() for name in about]
            for block in blocks if all(wanted) else ():
                is_about = all(name in block.casefold() for name in wanted)
                if is_about and (found := self._said(page, block, key)):
                    yield self._finding(FindingKind.SENTENCE, key, page, found)

    def _period(self, key: CellKey) -> str:
        return self._version.figures[key].period

    def _said(self, page: HtmlPage, block: str, key: CellKey) -> str:
        """What a sentence states beyond names, published numbers of the same measure, targets and days."""
        rest = self._names.pattern.sub(" ", block)
        known = self._numbers[key.organization, key.measure] | self._targets | self._counts
        years = {Fraction(year) for each in self._version.figures for year in (each.start.year, each.end.year)}
        elapsed = {Fraction(int(number)) for pair in _ELAPSED.findall(rest) for number in pair}
        shares = [
            Fraction(_PERCENT * int(part), int(whole))
            for part, whole in _ELAPSED.findall(rest)
            if int(whole) in self._days
        ]
        unexplained = [
            number
            for number, decimals in page.numbers(rest)
            if number not in known | years | (elapsed if shares else set())
            and not any(abs(number - share) <= Fraction(1, 2 * 10**decimals) for share in shares)
        ]
        return block if unexplained else ""

    def _finding(self, kind: FindingKind, key: CellKey, page: HtmlPage, found: str) -> Finding:
        place = f"{page.language}/{page.path}"
        return Finding(kind, key, self._version.version, place=place, found=found)
