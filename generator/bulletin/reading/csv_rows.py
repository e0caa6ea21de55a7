"""The rows of a CSV file of records: what they hold, and which of them belong to one record."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Sequence
from copy import deepcopy
from decimal import Decimal
from operator import itemgetter
from typing import Any, Final

from bulletin.model.records import VALUE, CsvDescription, Observation, Record
from bulletin.model.values import Absence
from bulletin.problems import ProblemKind, kinds
from bulletin.reading.csv_documents import BY, GROUPS, CsvDocument, cells_at
from bulletin.reading.csv_headings import Languages, typed_at
from bulletin.reading.documents import NO_DETAILS, REFUSED, Data, Details, Entry, Path, to_nfc
from bulletin.reading.json_schema import type_at
from bulletin.reading.yaml_parser import parse

_DIMENSIONS: Final = frozenset(
    {"organization", "measure", "period", "each", "population", "reported", "source", "status"}
)
"""Fields of an observation by which rows belong to one record."""
_ABSENCES: Final = frozenset(absence.value for absence in Absence)
_DIGIT = re.compile(r"\d")
_TRUTH: Final = {"true": True, "false": False}


class Rows:
    """Makes records of the rows below the headings."""

    def __init__(
        self, document: CsvDocument, declared: CsvDescription, model: type[Record], languages: Languages
    ) -> None:
        self._document = document
        self.problems = []
        self._cells = _Cells(document, declared)
        self._constants = _mapping(typed_at(document.description, "constants"))
        self._is_flat = not any(isinstance(constant, (dict, list)) for constant in self._constants.values())
        is_figure = model is Observation
        columns = document.columns
        values = [(column, path) for column, path in columns.fields if column in columns.periods or path == (VALUE,)]
        self._values = values if is_figure else []
        """The columns of values of observations; all others hold fields of the row."""
