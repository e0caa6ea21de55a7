"""What is wrong with records, as one block of text for a terminal that shows MkDocs' log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.text import Language
from generator.problems import Problem


def as_text(problems: Iterable[Problem], language: Language) -> str:
    """Every problem with its place, its code and what to type instead."""
    return "\n".join(line for problem in problems for line in _lines(problem, language))


def _lines(problem: Problem, language: Language) -> Iterator[str]:
    yield f"{problem.place}: {problem.kind.severity.value} {problem.code}: {problem.message_in(language)}"
    yield f"    {problem.hint_in(language)}"
