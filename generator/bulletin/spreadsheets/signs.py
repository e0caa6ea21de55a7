"""Signs in the cells of values: in place of numbers, behind numbers, and between their digits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from bulletin.model.records import Status
from bulletin.model.records.sheets import FILL_IN
from bulletin.model.values import Absence
from bulletin.spreadsheets.layout import MARKED

SIGNS: Mapping[str, Absence] = {
    **dict.fromkeys(
        ("…", "...", "..", ":", "n/a", "N/A", "na", "n.a.", "NA", "nd", "n.d.", "ND", "#N/A"), Absence.NOT_AVAILABLE
    ),
    **dict.fromkeys(("-", "–", "—", "−", ".", "x", "X"), Absence.NOT_APPLICABLE),
    **dict.fromkeys(("c", "C", "(c)", "[c]", "conf."), Absence.SUPPRESSED),
}
"""What offices usually put in place of a number, and what they mostly mean by it."""
STATUSES: Mapping[str, Status | None] = {
    **dict.fromkeys(("p", "P", "pr", "prel", "prov"), Status.PRELIMINARY),
    **dict.fromkeys(("e", "E", "est"), Status.ESTIMATED),
    **dict.fromkeys(("r", "R", "rev", "f", "F")),
}
"""What is usually meant by letters behind a number; a revised figure is seen from the records themselves."""
_NBSP = re.compile("[\u00a0\u202f]")
_BOTH = {
    re.compile(r"-?\d{1,3}(?:\.\d{3})+,\d+|-?\d{1,3}(?:\.\d{3}){2,}"): {"decimal": ",", "grouping": "."},
    re.compile(r"-?\d{1,3}(?:,\d{3})+\.\d+|-?\d{1,3}(?:,\d{3}){2,}"): {"grouping": ","},
    re.compile(r"-?\d{1,3}(?: \d{3})+,\d+"): {"decimal": ",", "grouping": "space"},
    re.compile(r"-?\d{1,3}(?: \d{3})+(?:\.\d+)?"): {"grouping": "space"},
    re.compile(r"-?(?:0|\d{4,}|\d+(?=,\d{1,2}$)|\d+(?=,\d{4,}$)),\d+"): {"decimal": ","},
}
"""Ways of writing numbers that leave no doubt, and how they are declared."""
MAY_BE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}")


def in_place_of_numbers(texts: Iterable[str]) -> dict[str, Any]:
    """Signs among the texts of columns of values, with what they probably say."""
    return {text: SIGNS[text].value for text in texts if text in SIGNS}


def behind_numbers(texts: Iterable[str], footnotes: Mapping[str, str], languages: tuple[str, ...]) -> dict[str, Any]:
    """Marks behind numbers, with what they probably say: by convention, else as the footnote below the table says."""
    found: dict[str, Any] = {}
    for text in texts:
        if match := MARKED.fullmatch(text):
            mark = match["mark"].strip("() ")
            found[mark] = _meaning(mark, footnotes.get(mark), languages)
    return found


def _meaning(mark: str, footnote: str | None, languages: tuple[str, ...]) -> dict[str, Any]:
    if (status := STATUSES.get(mark)) is not None:
        return {"status": status.value}
    return {} if footnote is None or mark in STATUSES else {"note": _note(footnote, languages)}


def _note(text: str, languages: tuple[str, ...]) -> Any:
    return text if len(languages) == 1 else {tag: text if tag == languages[0] else FILL_IN for tag in languages}


def between_digits(texts: Iterable[str]) -> dict[str, str]:
    """How numbers that are text are written, where that is certain; to be filled in where ``1,234`` may be either."""
    declared: dict[str, str] = {}
    doubtful: set[str] = set()
    for typed in texts:
        match = MARKED.fullmatch(typed)
        text = _NBSP.sub(" ", match["number"] if match else typed).removesuffix("%").rstrip()
        for pattern, signs in _BOTH.items():
            if pattern.fullmatch(text):
                declared |= signs
                break
        else:
            if either := MAY_BE_THOUSANDS.fullmatch(text):
                doubtful.add(either[1])
    known = {declared.get("decimal", "."), declared.get("grouping")} if declared else set()
    if doubtful - known or (doubtful and not declared):
        declared["decimal"] = FILL_IN
    return declared
