"""Records of the vocabulary that are proposed for what a workbook names and the records do not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from bulletin.localization.messages import _, translate
from bulletin.model.records.sheets import FILL_IN
from bulletin.model.text import forms_as_typed
from bulletin.project_template.identifiers import record_id
from bulletin.reading.yaml_parser import flow
from bulletin.spreadsheets.layout import text_of
from bulletin.spreadsheets.names import Vocabulary
from bulletin.spreadsheets.proposal import Proposal, is_total
from bulletin.spreadsheets.workbook import Content

_HEAD = _(
    "Proposed by bulletin import for what {file} names and the records do not know yet. Put something in place of each "
    "{fill_in}, and move each record into the file that is named above it."
)
_INTO = _("Into {file}:")


class VocabularyText:
    """Writes the records that are proposed."""

    def __init__(
        self, file: str, proposal: Proposal, vocabulary: Vocabulary, languages: Sequence[str], language: str
    ) -> None:
        self._file = file
        self._made = proposal
        self._vocabulary = vocabulary
        self._languages = languages
        self._language = language

    def text(self) -> str:
        """The text of the file; empty where the records know everything."""
        blocks = [*self._breakdowns(), *self._measures(), *self._kinds()]
        if not blocks:
            return ""
        head = translate(_HEAD, self._language, file=self._file, fill_in=FILL_IN)
        return "\n".join([f"# {head}\n", *blocks])

    def _block(self, file: str, records: Sequence[dict[str, Any]]) -> Iterator[str]:
        if records:
            into = translate(_INTO, self._language, file=f"records/vocabulary/{file}.yml")
            yield f"# {into}\n" + "".join(f"- {_lines(record)}\n" for record in records)

    def _text(self, words: str) -> Any:
        return (
            words
            if len(self._languages) == 1
            else {tag: words if n == 0 else FILL_IN for n, tag in enumerate(self._languages)}
        )

    def _measures(self) -> Iterator[str]:
        ids = {text: _id(text) for text in self._made.unknown.get("measure", ())}
        for column in self._made.columns:
            named = column.role.get("measure") if isinstance(column.role, dict) else None
            if named and named not in self._vocabulary.measures:
                ids.setdefault(column.parts[-1], named)
        breakdowns = [_id(name) for name in self._named_breakdowns()]
        used, decimals = self._breakdowns_used(), self._decimals()
        records = [
            {
                "id": named,
                "name": self._text(text),
                "definition": self._text(FILL_IN),
                "unit": FILL_IN,
                "kind": FILL_IN,
                **({"decimals": decimals[text]} if text in decimals else {}),
                **({"breakdowns": sorted(found)} if (found := used.get(text, breakdowns)) else {}),
            }
            for text, named in ids.items()
        ]
        yield from self._block("measures", records)

    def _named_breakdowns(self) -> dict[str, dict[str, str]]:
        """The breakdowns that the records do not know, by their names: the ids of their categories, by these' names."""
        found: dict[str, dict[str, str]] = {}
        for column in self._made.columns:
            named = column.role.get("breakdown") if isinstance(column.role, dict) else None
            if named and named not in self._vocabulary.breakdowns and "category" in column.role:
                found.setdefault(named, {})[column.parts[-1]] = column.role["category"]
            elif named and named not in self._vocabulary.breakdowns:
                texts = [text for text in column.texts if not is_total(text)]
                found.setdefault(column.heading, {}).update({text: _id(text) for text in texts})
        for _measure, breakdown, category in self._rows():
            if breakdown and category and self._vocabulary.fields["breakdown"].match(breakdown).id is None:
                found.setdefault(breakdown, {}).setdefault(category, _id(category))
        return found

    def _rows(self) -> Iterator[tuple[str, ...]]:
        """What each row has in the columns of measures, breakdowns and categories; nothing where one is missing."""
        columns = [self._made.of(name) for name in ("measure", "breakdown", "category")]
        for row in range(self._made.header[-1] + 1, self._made.sheet.height):
            yield tuple(text_of(self._made.sheet.content(row, column.index)) if column else "" for column in columns)

    def _breakdowns_used(self) -> dict[str, set[str]]:
        """The breakdowns of each measure in a sheet with a column of measures and one of breakdowns."""
        used: dict[str, set[str]] = {}
        if self._made.of("measure") and self._made.of("breakdown"):
            for measure, breakdown, _category in self._rows():
                known = self._vocabulary.fields["breakdown"].match(breakdown).id
                used.setdefault(measure, set()).update({known or _id(breakdown)} if breakdown else ())
        return used

    def _decimals(self) -> dict[str, int]:
        """Digits after the decimal point for the measures whose values have a fraction: two where these are small."""
        largest: dict[str, float] = {}
        fractions = set()
        for name, cell in self._values():
            number = _number(cell)
            largest[name] = max(largest.get(name, 0), abs(number))
            fractions |= {name} if not number.is_integer() else set()
        return {name: 2 if largest[name] < _SMALL else 1 for name in fractions}

    def _values(self) -> Iterator[tuple[str, Content]]:
        """The cells of values of each measure, by what it is called."""
        sheet, measure = self._made.sheet, self._made.of("measure")
        named = [column for column in self._made.columns if isinstance(column.role, dict) and "measure" in column.role]
        value = self._made.of("value")
        for row in range(self._made.header[-1] + 1, sheet.height):
            if measure and value:
                yield text_of(sheet.content(row, measure.index)), sheet.content(row, value.index)
            yield from ((column.parts[-1], sheet.content(row, column.index)) for column in named)

    def _breakdowns(self) -> Iterator[str]:
        records = [
            {
                "id": _id(name),
                "name": self._text(name),
                "categories": [{"id": category, "name": self._text(text)} for text, category in _in_order(categories)],
            }
            for name, categories in self._named_breakdowns().items()
        ]
        yield from self._block("breakdowns", records)

    def _kinds(self) -> Iterator[str]:
        texts = dict.fromkeys([*self._made.unknown.get("kind", ()), *self._made.ids.get("kind", {})])
        records = [{"id": _id(text), **self._forms(text)} for text in texts]
        yield from self._block("organization-kinds", records)

    def _forms(self, word: str) -> dict[str, Any]:
        """A word of what is counted, with the forms that each language needs, to be corrected."""
        if len(self._languages) == 1:
            return {"name": forms_as_typed(self._languages[0], word)}
        return {tag: forms_as_typed(tag, word if n == 0 else FILL_IN) for n, tag in enumerate(self._languages)}


_FRACTION = re.compile(r"(-?[0-9]+)[.,]([0-9]{1,2}|[0-9]{4,})")
"""A number with decimals as text; behind three digits the sign may be one of thousands."""
_SMALL = 10


def _number(cell: Content) -> float:
    """The number in a cell, as far as it is certain; 0 for others."""
    match = _FRACTION.fullmatch(cell) if isinstance(cell, str) else None
    if match:
        return float(f"{match[1]}.{match[2]}")
    return float(cell) if isinstance(cell, (int, float)) else 0.0


def _id(name: str) -> str:
    """The id that a name makes, to be filled in where it makes none."""
    return FILL_IN if name == FILL_IN else record_id(name) or FILL_IN


def _in_order(categories: dict[str, str]) -> list[tuple[str, str]]:
    """Categories in the order of the sheet; those with numbers, such as ages, by these."""
    if not any(any(map(str.isdigit, text)) for text in categories):
        return list(categories.items())
    return sorted(
        categories.items(), key=lambda item: [int(number) for number in re.findall("[0-9]+", item[0])] or [MANY]
    )


MANY = 10**6


def _lines(record: dict[str, Any]) -> str:
    """A record in block style, what is within its fields in one line each."""
    lines = []
    for name, value in record.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            lines.append(f"{name}:")
            lines += [f"  - {flow(item)}" for item in value]
        else:
            lines.append(flow({name: value})[1:-1])
    return "\n  ".join(lines)
