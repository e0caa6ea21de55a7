"""Disclosure control: compiled tables → a release, by primary and secondary suppression."""

from bulletin.analysis.audiences import corpus_for
from bulletin.disclosure.policy import PolicyHistory
from bulletin.disclosure.release import Release, ReleasedTables, release
from bulletin.disclosure.series import Series, with_changes

__all__ = [
    "PolicyHistory",
    "Release",
    "ReleasedTables",
    "Series",
    "corpus_for",
    "release",
    "with_changes",
]
