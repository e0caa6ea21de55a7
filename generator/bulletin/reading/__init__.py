"""Record files → records by kind, and what is wrong with each: YAML with positions, then the schema."""

from bulletin.reading.reader import (
    ParsedRecords,
    Progress,
    audiences_of,
    csv_documents,
    in_order,
    languages_in,
    languages_of,
    logo_of,
    read,
)

__all__ = [
    "ParsedRecords",
    "Progress",
    "audiences_of",
    "csv_documents",
    "in_order",
    "languages_in",
    "languages_of",
    "logo_of",
    "read",
]
