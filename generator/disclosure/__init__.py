"""Tables → released tables: the only door to anything an audience may see."""

from generator.disclosure.door import NOTHING_HIDDEN, Policy, Release, Released, release

__all__ = ["NOTHING_HIDDEN", "Policy", "Release", "Released", "release"]
