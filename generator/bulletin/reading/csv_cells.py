"""The cells of a CSV file of records: numbers with the signs that are declared, truth values, text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from bulletin.model.records import CsvDescription
from bulletin.model.values import Absence
from bulletin.reading.csv_documents import SIGN, CsvDocument
from bulletin.reading.csv_headings import typed_at
from bulletin.reading.documents import Data, to_nfc
from bulletin.reading.number_hints import says_suppressed
from bulletin.reading.number_notation import NumberNotation
from bulletin.reading.yaml_parser import parse

_ABSENCES: Final = frozenset(absence.value for absence in Absence)
_TRUTH: Final = {"true": True, "false": False}
_DIGIT: Final = re.compile(r"\d")


class Cells:
    """Reads cells by what the description declares; what is not written so stays text, which validation refuses."""

    def __init__(self, declared: CsvDescription, document: CsvDocument) -> None:
        self._notation = NumberNotation(declared.decimal, declared.grouping)
        missing = typed_at(document.description, "missing")
        self._signs = missing if isinstance(missing, dict) else {}
        self._is_composed = unicodedata.is_normalized("NFC", document.text)
        self._texts: dict[str, str] = {}
        """A single copy of texts that occur often."""

    def reader(self, kind: str) -> Callable[[str], Data]:
        """What reads the cells of a field.

        :param kind: what belongs there, as JSON Schema names it.
        """
        readers: dict[str, Callable[[str], Data]] = {
            "number": self.number,
            "integer": self._integer,
            "boolean": lambda cell: _TRUTH.get(cell, cell),
        }
        return readers.get(kind, self._text)

    def number(self, cell: str) -> Data:
        """A number, what a sign in its place says, or a qualified number as it is typed in YAML."""
        if (plain := self._notation.plain(cell)) is not None:
            return Decimal(plain) if "." in plain else int(plain)
        if cell in self._signs:
            return self._signs[cell]
        if cell.startswith("{"):
            document, problems = parse("", cell)
            return cell if problems else document.data
        return self._text(cell)

    def may_be_value(self, cell: str) -> bool:
        """Whether a cell of values can be one, if perhaps in another notation."""
        is_sign = SIGN.fullmatch(cell) or says_suppressed(cell) or cell in self._signs or cell in _ABSENCES
        return bool(_DIGIT.search(cell) or is_sign)

    def _integer(self, cell: str) -> Data:
        plain = self._notation.plain(cell)
        return int(plain) if plain is not None and "." not in plain else self._text(cell)

    def _text(self, cell: str) -> str:
        return self._texts.get(cell) or self._texts.setdefault(cell, cell if self._is_composed else to_nfc(cell))
