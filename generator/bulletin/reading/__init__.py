"""Record files → records by kind, and what is wrong with each: YAML with positions, then the schema."""

from bulletin.reading.reader import Progress, Reading, in_order, languages_of, read

__all__ = ["Progress", "Reading", "in_order", "languages_of", "read"]
