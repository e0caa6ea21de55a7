"""Problems: everything that can be wrong with records, as values with a stable code, a severity, a message and a hint.

A fault in the data is a :class:`Problem`; a fault of the program or the machine is an exception. The kinds of problem
are declared by subject in :mod:`bulletin.problems.kinds`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial

from bulletin.localization.messages import Message, translate
from bulletin.model.places import Place
from bulletin.model.plain_text import visible
from bulletin.model.text import Language


class Severity(StrEnum):
    """Whether a problem stops the build."""

    ERROR = "error"
    WARNING = "warning"
    """Odd, but possible."""


@dataclass(frozen=True)
class ProblemKind:
    """A kind of problem. Message and hint are format strings over the problem's :attr:`Problem.details`."""

    code: str
    """Stable and unique: ``reference-unknown``."""
    message: Message
    """What is wrong, in one sentence for an editor."""
    hint: Message
    """What to type instead."""
    explanation: Message
    """Why it matters and how it comes about; what ``bulletin explain`` prints."""
    severity: Severity
    acknowledgeable: bool = False
    """Whether a record may accept it, with a reason, under ``acknowledged`` (a soft edit)."""
    remark: Message | None = None
    """What pages call it, where the record of a measure may switch it off or tune it under ``remarks``."""
    has_ratio: bool = False
    """Whether it compares by a ratio, which may be tuned there."""
    words: Mapping[str, Message] = field(default_factory=dict, compare=False)
    """The words for details that are codes."""


TEXT = "…"
"""A text of the records, as it is typed in a bulletin of one language."""


def text_as_typed(languages: Sequence[str]) -> str:
    """How a text of the records is typed in a bulletin of these languages: what messages name as ``{text}``."""
    return f"{{{', '.join(f'{language}: {TEXT}' for language in languages)}}}" if len(languages) > 1 else TEXT


error = partial(ProblemKind, severity=Severity.ERROR)
"""Declare a kind of problem that stops the build."""
warning = partial(ProblemKind, severity=Severity.WARNING)
"""Declare a kind of problem that is published all the same: odd, but possible."""


@dataclass(frozen=True)
class Hint:
    """A better hint than that of the kind of problem, such as the nearest known id."""

    message: Message
    """A format string over the problem's details and those below."""
    details: Mapping[str, str] = field(default_factory=dict)

    def localized(self, language: Language, details: Mapping[str, str] | None = None) -> str:
        """The hint in a language.

        :param details: those of the problem.
        """
        return translate(self.message, language, **{**(details or {}), **self.details})


@dataclass(frozen=True)
class Problem:
    """A problem at a place in the records."""

    kind: ProblemKind
    place: Place
    details: Mapping[str, str] = field(default_factory=dict)
    """What the message and the hint name."""
    line_text: str = ""
    """The offending line, for the excerpt; empty where the file cannot be read."""
    hint: Hint | None = None
    """A better hint than the kind's; None where there is none."""

    @property
    def code(self) -> str:
        """The kind's code."""
        return self.kind.code

    def message_in(self, language: Language) -> str:
        """The message in a language, in one line: control characters in details are made visible."""
        return visible(translate(self.kind.message, language, **self._named(language)))

    def hint_in(self, language: Language) -> str:
        """The hint in a language, in one line as well."""
        hint = self.hint or Hint(self.kind.hint)
        return visible(hint.localized(language, self._named(language)))

    def _named(self, language: Language) -> dict[str, str]:
        """The details; those that are codes in words."""
        text = self.details.get("text", TEXT)
        words = {code: translate(word, language, text=text) for code, word in self.kind.words.items()}
        return {"text": text} | {name: words.get(detail, detail) for name, detail in self.details.items()}


def with_text(problems: Iterable[Problem], languages: Sequence[Language]) -> Iterator[Problem]:
    """The problems; what they propose for a text is typed as in a bulletin of these languages."""
    text = text_as_typed(languages)
    return (replace(problem, details={"text": text, **problem.details}) for problem in problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any problem is an error, which stops the build."""
    return any(problem.kind.severity is Severity.ERROR for problem in problems)
