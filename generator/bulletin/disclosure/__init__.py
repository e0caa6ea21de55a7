"""Tables → released tables: the only door to anything an audience may see."""

from bulletin.disclosure.door import NOTHING_HIDDEN, Policy, Release, ReleasedTables, release

__all__ = ["NOTHING_HIDDEN", "Policy", "Release", "ReleasedTables", "release"]
