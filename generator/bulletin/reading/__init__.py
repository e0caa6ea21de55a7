"""Record files → a corpus, or everything that is wrong with them: YAML with positions, schema, whole-corpus checks."""

from bulletin.reading.reader import Progress, Reading, in_order, languages_of, read

__all__ = ["Progress", "Reading", "in_order", "languages_of", "read"]
