"""Everything that can be wrong with records, as values: each has a stable code, a severity, words and a hint.

A fault in the data is a :class:`Problem`; a fault of the program or the machine is an exception. The kinds stand in one
module for each room in which they are found; :mod:`bulletin.problems.registry` lists them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bulletin.model.places import Place
from bulletin.model.plain_text import visible
from bulletin.model.text import Language, Text


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    WARNING = "warning"
    """Odd, but possible."""


@dataclass(frozen=True)
class ProblemKind:
    """A kind of problem. Messages and hints are format strings over the problem's :attr:`Problem.details`."""

    code: str
    """Stable and unique: ``reference-unknown``."""
    severity: Severity
    message: Text
    """What is wrong, in one sentence for an editor."""
    hint: Text
    """What to type instead."""
    explanation: Text
    """Why it matters and how it comes about; what ``bulletin explain`` prints."""
    acknowledgeable: bool = False
    """Whether a record may accept it, with a reason, under ``acknowledged``."""
    words: Mapping[str, Text] = field(default_factory=dict, compare=False)
    """What people call a detail that is typed as a word of its own."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one place."""

    kind: ProblemKind
    place: Place
    details: Mapping[str, str] = field(default_factory=dict)
    """What the message and the hint name."""
    line_text: str = ""
    """The offending line, for the excerpt; empty where the file cannot be read."""
    hint: Text | None = None
    """A better hint than the kind's, such as the nearest known id."""

    @property
    def code(self) -> str:
        """The kind's code."""
        return self.kind.code

    def message_in(self, language: Language) -> str:
        """What is wrong."""
        return self._filled(self.kind.message, language)

    def hint_in(self, language: Language) -> str:
        """What to type instead."""
        return self._filled(self.hint or self.kind.hint, language)

    def _filled(self, text: Text, language: Language) -> str:
        """Words with the details in them, in one line: nothing that was typed obeys or forges anything."""
        words = {typed: text.localized(language) for typed, text in self.kind.words.items()}
        details = {name: words.get(detail, detail) for name, detail in self.details.items()}
        return visible(text.localized(language).format(**details))
