"""Disclosure control: compiled tables → a release, by primary and secondary suppression."""

from bulletin.analysis.audiences import corpus_for
from bulletin.disclosure.policy import PolicyHistory
from bulletin.disclosure.release import NOTHING_HIDDEN, Confidential, Policy, Release, ReleasedTables, release

__all__ = [
    "NOTHING_HIDDEN",
    "Confidential",
    "Policy",
    "PolicyHistory",
    "Release",
    "ReleasedTables",
    "corpus_for",
    "release",
]
