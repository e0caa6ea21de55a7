"""The vocabulary of the code: standard terms of statistics and of static sites, which colleagues search for.

Read are identifiers, names of modules and of tests, docstrings and comments; neither what readers see, nor data.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.sites import ROOT

FOLDERS = ("generator", "tests", "benchmarks")


class Word(NamedTuple):
    """A word that the code does without, by the regular expressions that find it."""

    instead: str
    """The standard terms."""
    anywhere: str = ""
    """Finds it in prose, and in identifiers split into their words: ``keep what is out``."""
    identifier: str = ""
    """Matches a whole identifier, split into its words, of a word that is plain English in prose."""
    allowed: frozenset[str] = frozenset()
    """Folders in which it has its ordinary meaning."""


LAYOUT = frozenset({"rendering", "problems"})
"""Packages that lay text out in columns of a terminal or in charts."""
PUBLISHED = frozenset({"rendering/export"})
"""Where names are those of fields of the published JSON files."""

WORDS: Mapping[str, Word] = {
    "one": Word("name the thing: figure, row, check", identifier="one", allowed=PUBLISHED),
    "house": Word("code base, package", r"houses?"),
    "room": Word("package, module; folder; space", r"rooms?", allowed=LAYOUT),
    "door": Word("entry point, interface", r"doors?"),
    "shelf": Word("index, store", r"shel(?:f|ves)"),
    "ledger": Word("store, report", r"ledgers?"),
    "told": Word("stated, reported, shown; distinguished", r"told"),
    "tell": Word("state, report, show; distinguish", r"tell(?:s|ing)?"),
    "forerunner": Word("predecessor", r"forerunners?"),
    "cascade": Word("target roll-up", r"cascades?"),
    "exhibit": Word("table, chart", r"exhibits?"),
    "masthead": Word("page header", r"mastheads?"),
    "happening": Word("reorganization event", r"happenings?"),
    "walk": Word("data flow; traverse", r"walk(?:s|ed|ing)|the walk", r"walk .+|.+ walk"),
    "lack": Word("missing-value reason", identifier=r"lack"),
    "causes": Word("comparability reasons", identifier=r"(?:.+ )?causes?"),
    "over time": Word("temporal aggregation", identifier=r".+ over time"),
    "over tree": Word("hierarchical aggregation", identifier=r".+ over tree"),
    "known to": Word("vintage, as of", identifier=r"known to|known by|as known"),
    "standing": Word("target status", identifier=r"(?:.+ )?standings?(?: .+)?", allowed=PUBLISHED),
    "stands": Word("is, is in, is shown", r"stands?(?! for| in for| alone)"),
    "at home": Word("in its own row", r"at home|leads? home|leading home"),
    "held": Word("compared; candidates, progress", identifier=r"(?:un)?held"),
    "held against": Word("compared with", r"h[eo]ld(?:s|ing)? (?:\w+ )?against"),
    "puts right": Word("corrects", r"put(?:s|ting)? (?:\w+ )?right"),
    "comes out": Word("is published, is released", r"c[oa]m(?:e|es|ing) out"),
    "is out": Word("is published; published versions", r"(?:is|are|was|were|versions|nothing|not) out(?! of)"),
}


class Use(NamedTuple):
    """A word in the code."""

    word: str
    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: “{self.word}” in “{self.text}”. Write: {WORDS[self.word].instead}"


def uses_in(path: Path) -> Iterator[Use]:
    file = path.relative_to(ROOT)
    source = path.read_text(encoding="utf-8")
    for line, text, is_identifier in texts(path.stem, source):
        for word in words_in(text, file, is_identifier=is_identifier):
            yield Use(word, f"{file}:{line}", text[:80])


def words_in(text: str, file: Path, *, is_identifier: bool) -> Iterator[str]:
    """The words of the table that a file may not use, in prose or in an identifier split into its words."""
    for name in found_in(text, is_identifier=is_identifier):
        if not any(f"/{folder}/" in f"/{file.as_posix()}" for folder in WORDS[name].allowed):
            yield name


ANYWHERE = re.compile("|".join(rf"\b(?:{word.anywhere})\b" for word in WORDS.values() if word.anywhere))


@cache
def found_in(text: str, *, is_identifier: bool) -> tuple[str, ...]:
    """The words of the table in prose, or in an identifier split into its words."""
    if not is_identifier and not ANYWHERE.search(text):
        return ()  # as nearly all prose, which is long
    return tuple(
        name
        for name, word in WORDS.items()
        if (word.anywhere and re.search(rf"\b(?:{word.anywhere})\b", text))
        or (is_identifier and word.identifier and re.fullmatch(word.identifier, text))
    )


def texts(module: str, source: str) -> Iterator[tuple[int, str, bool]]:
    """Identifiers in words, docstrings and comments, each with its line and whether it is an identifier."""
    yield 1, in_words(module), True
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        kind, text = token.type, token.string
        if kind == tokenize.NAME:
            yield token.start[0], in_words(text), True
        elif kind == tokenize.COMMENT or (kind == tokenize.STRING and before in BEGINNING):
            yield token.start[0], " ".join(text.casefold().split()), False
        if kind not in BETWEEN:
            before = kind


BEGINNING = frozenset({tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT})
"""What comes before a statement; one that is a text is a docstring."""
BETWEEN = frozenset({tokenize.COMMENT, tokenize.NL})


@cache
def in_words(identifier: str) -> str:
    """An identifier split into its words: ``keepWhat_is_OUT`` is ``keep what is out``."""
    return " ".join(re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", identifier)).casefold()


def test_code_uses_standard_terms() -> None:
    paths = (path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py")) if path != Path(__file__))
    found = [str(use) for path in paths for use in uses_in(path)]
    assert not found, "\n".join(["words of our own:", *found])


ANALYSIS = Path("generator/bulletin/analysis/tables.py")


def test_words_are_found_in_identifiers_docstrings_and_comments() -> None:
    source = 'def keep_what_is_out(one):  # held against\n    """It is told."""\n    return "told"\n'
    found = [
        (line, word)
        for line, text, is_identifier in texts("totals_over_time", source)
        for word in words_in(text, ANALYSIS, is_identifier=is_identifier)
    ]
    assert found == [(1, "over time"), (1, "is out"), (1, "one"), (1, "held against"), (2, "told")]


def test_words_in_their_ordinary_meaning_are_let_pass() -> None:
    assert list(words_in("room for text", Path("generator/bulletin/rendering/tables.py"), is_identifier=False)) == []
    assert list(words_in("one of them stands for others, over time", ANALYSIS, is_identifier=False)) == []
    assert list(words_in("walk", ANALYSIS, is_identifier=True)) == []
