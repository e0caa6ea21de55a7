"""Reading CSV files of records: rows → the same data that YAML has, with the place of every cell.

A file is read by what the description beside it declares; nothing is guessed. Each row is a record; but of
observations, rows that differ by categories only are one record, and a row with columns of periods is one of each.
"""

from __future__ import annotations

from itertools import islice

from bulletin.model.records import CsvDescription
from bulletin.problems import Problem
from bulletin.reading.csv_documents import Crossings, CsvDocument
from bulletin.reading.csv_headings import Headings
from bulletin.reading.csv_proposals import RecordFields
from bulletin.reading.csv_rows import Rows
from bulletin.reading.documents import MOST_PROBLEMS
from bulletin.reading.yaml_parser import places_of, refused_character, refused_in


def parse_csv(
    document: CsvDocument, declared: CsvDescription, fields: RecordFields, crossings: Crossings
) -> list[Problem]:
    """Read the records of a CSV file.

    :param document: gets the records; without data, which stay as they are where nothing could be made of the file.
    :param declared: what the description beside the file declares.
    :param fields: those of its records.
    :param crossings: the breakdowns that cross others.
    :returns: everything wrong with the way the file is written.
    """
    refused = refused_in(document.text) - ({"\t"} if declared.delimiter == "tab" else set())
    if refused:
        places = islice(places_of(refused, document.text), MOST_PROBLEMS)
        return [refused_character(document, at) for at in places]
    headings = Headings(document, declared, fields)
    problems = list(headings.problems())
    if not problems:
        document.columns = headings.columns(crossings)
        rows = Rows(document, declared, fields.model, fields.languages)
        is_read = rows.read()
        problems = rows.problems
        if is_read and (document.typed or not problems):
            document.data = document.typed
    return problems
