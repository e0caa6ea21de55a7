"""Hints that say what was probably meant: the nearest known word, or the notation of records for a period.

Numbers are in :mod:`bulletin.reading.number_hints`.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from pydantic_core import PydanticCustomError

from bulletin.localization.formats import codes, words
from bulletin.localization.languages import nearest_language
from bulletin.localization.messages import _
from bulletin.model.licences import LICENCES, spdx_id
from bulletin.model.periods import EARLIEST, LATEST, parse_period, reporting_year
from bulletin.problems import Hint

_CANDIDATES = 12
"""So many words that share the most pairs of letters are compared in full; it keeps thousands of ids quick."""
_LONGEST = 200
"""A longer word is a mistyped something else."""
_ALIKE = 0.8
"""Less alike, and the word is rather a new one."""
_STROKED_D = "\N{LATIN SMALL LETTER D WITH STROKE}"
"""A letter of its own in Unicode, not a letter with a mark."""
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")
_NOT_IN_WORDS = re.compile(r"[\W_]+")


def to_id(text: str) -> str:
    """A text as an id: ``North Library`` becomes ``north-library``. Empty where no letter or digit is left."""
    return _NOT_IN_IDS.sub("-", _without_marks(text)).strip("-")


def to_word(text: str) -> str:
    """The same, but letters of every alphabet stay, so that words can be compared that no id could be made of."""
    return _NOT_IN_WORDS.sub("-", _without_marks(text)).strip("-")


def _without_marks(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).replace(_STROKED_D, "d")


class Nearest:
    """Finds the nearest of some known words."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(known)

    def to(self, word: str) -> str | None:
        """The known word most like ``word``; None where none is much alike."""
        if len(word) > _LONGEST:
            return None
        wanted = to_id(word) or word
        shared = Counter(known for pair in _pairs(wanted) for known in self._by_pair.get(pair, ()))
        likely = [known for known, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_CANDIDATES]]
        found = difflib.get_close_matches(wanted, [known for known in likely if _may_be(wanted, known)], 1, _ALIKE)
        return found[0] if found else None

    @cached_property
    def _by_pair(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = defaultdict(list)
        for known in self._known:
            for pair in _pairs(known):
                words[pair].append(known)
        return words


def _may_be(word: str, known: str) -> bool:
    """Whether a word can be a slip of a known one, not the name of something else: ``quan-1`` is not ``quan-10``."""
    if re.findall("[0-9]", word) != re.findall("[0-9]", known):
        return False
    words, others = word.split("-"), known.split("-")
    if len(words) == len(others):
        return all(map(differ_by_a_letter, words, others))
    return word.replace("-", "") == known.replace("-", "") or differ_by_a_letter(
        word.partition("-")[0], known.partition("-")[0]
    )


def differ_by_a_letter(word: str, other: str) -> bool:
    """Whether two words differ by a letter at most, or by two that changed places."""
    matched = 0
    while matched < min(len(word), len(other)) and word[matched] == other[matched]:
        matched += 1
    a, b = word[matched:], other[matched:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def _pairs(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[i : i + 2] for i in range(len(padded) - 1)}


# --- what was typed in another notation than that of records ----------------------------------------------------------

LONGEST_SLIP = 100
"""Longer text is no number or period in another notation; matching it would only cost time."""


def write(better: str) -> Hint:
    """The hint to write ``better``."""
    return Hint(_("Write {better}."), {"better": better})


def colour_hint(given: str) -> Hint | None:
    """The colour that is probably meant: without its sign, or with one digit in place of two equal ones."""
    digits = given.strip().removeprefix("#")
    if not re.fullmatch("[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}", digits):
        return None
    return write(f'"#{digits if len(digits) == 6 else "".join(2 * digit for digit in digits)}"')


def licence_hint(given: str) -> Hint | None:
    """The licence that is probably meant: with hyphens for spaces, with the usual version, or a mistyped usual one."""
    if given.startswith("http://"):
        return write(given.replace("http:", "https:", 1))
    typed = "-".join(given.split())[:_LONGEST]
    meant = next(filter(None, (spdx_id(typed + version) for version in _VERSIONS)), None)
    usual = {to_id(name): name for name in ("CC-BY-4.0", "CC-BY-SA-4.0", *LICENCES)}
    meant = meant or usual.get(Nearest(usual).to(typed) or "")
    return did_you_mean(meant) if meant else None


_VERSIONS = ("", ".0", "-4.0", "-3.0", "-2.0", "-1.0")
"""What the id of a licence may lack, the newest version that licences have first."""


def did_you_mean(better: str) -> Hint:
    """The hint that ``better`` was meant."""
    return Hint(_("Did you mean “{better}”?"), {"better": better})


def language_meant(given: str, known: Collection[str], typed: Collection[str]) -> str | None:
    """The language of a bulletin that was probably meant by a tag that is none of its own; None where that is open.

    :param known: the languages of the bulletin.
    :param typed: the tags beside it, one of which cannot have been meant.
    """
    meant = nearest_language(given)
    return meant if meant in known and meant not in typed else None


# --- periods in other notations ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Slip:
    """A way of typing a period that records do not know, and what to type instead."""

    pattern: re.Pattern[str]
    better: Callable[[re.Match[str]], str]


def _slip(pattern: str, better: Callable[[re.Match[str]], str]) -> _Slip:
    return _Slip(re.compile(pattern, re.IGNORECASE), better)


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_LAST_MONTH = 12


def _first_months(match: re.Match[str]) -> str:
    """So many months from the beginning of a year."""
    months, year = int(match[1]), match[2]
    if months == _LAST_MONTH:
        return year
    return f"{year}-01" if months == 1 else f"{year}-01/{year}-{months:02}"


def _month(year: str, month: str) -> str:
    return f"{year}-{int(month):02}"


_YEAR = r"([0-9]{4})"
_MONTH = r"(0?[1-9]|1[0-2])"


@cache
def _periods(languages: tuple[str, ...]) -> tuple[_Slip, ...]:
    """The ways of typing a period in other notations, with the words of some languages."""
    day, month, year = (f"(?:{words(unit, languages)})" for unit in ("day", "month", "year"))
    quarter, half = (f"(?:{words(unit, languages)})" for unit in ("quarter", "half"))
    th, end = f"(?:{words('ordinal', languages)})?", rf"(?:\s*{year}\.?)?"
    months = codes("months", languages)
    names = "|".join(map(re.escape, sorted(months, key=len, reverse=True))) or "(?!)"
    of = rf"\s*(?:[/,.-]|{year})?\s*(?:{year}\s*)?"
    return (
        _slip(
            rf"(?:{day}\s*)?([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]{_YEAR}",
            lambda m: f"{_month(m[3], m[2])}-{int(m[1]):02}",
        ),
        _slip(
            rf"{day}\s*([0-9]{{1,2}})\s*{month}\s*{_MONTH}{of}{_YEAR}",
            lambda m: f"{_month(m[3], m[2])}-{int(m[1]):02}",
        ),
        _slip(rf"{_YEAR}-{_MONTH}\s*/\s*{_MONTH}", lambda m: f"{_month(m[1], m[2])}/{_month(m[1], m[3])}"),
        _slip(rf"{_YEAR}[/.-]([0-9]{{1,2}})[/.-]([0-9]{{1,2}})", lambda m: f"{_month(m[1], m[2])}-{int(m[3]):02}"),
        _slip(rf"(?:{month}\s*)?{_MONTH}[/.-]{_YEAR}", lambda m: _month(m[2], m[1])),
        _slip(rf"{month}\s*{_MONTH}{of}{_YEAR}", lambda m: _month(m[2], m[1])),
        _slip(
            rf"{_MONTH}\s*{month}\s*(?:\(?(?:{words('beginning', languages)})(?:\s*{year})?\)?)?{of}{_YEAR}",
            _first_months,
        ),
        _slip(rf"{_YEAR}-([0-9])", lambda m: _month(m[1], m[2])),
        _slip(
            rf"{_YEAR}-{_MONTH}\s*[/–-]\s*{_YEAR}-{_MONTH}",
            lambda m: f"{_month(m[1], m[2])}/{_month(m[3], m[4])}",
        ),
        _slip(
            rf"(?:{quarter}\s*([1-4]|iv|i{{1,3}})|([1-4]|iv|i{{1,3}}){th}\s*{quarter}){of}{_YEAR}{end}",
            lambda m: f"{m[3]}-Q{_ROMAN.get((m[1] or m[2]).lower(), m[1] or m[2])}",
        ),
        _slip(rf"(?:{half}\s*([12])|([12]){th}\s*{half}){of}{_YEAR}{end}", lambda m: f"{m[3]}-H{m[1] or m[2]}"),
        _slip(rf"h\s*([12])\s*[/,. -]*\s*{_YEAR}", lambda m: f"{m[2]}-H{m[1]}"),
        _slip(rf"{_YEAR}\s*[/,. -]*\s*([qh])\s*([1-4])", lambda m: f"{m[1]}-{m[2].upper()}{m[3]}"),
        _slip(rf"(?:{words('term', languages)})\s*{_YEAR}\s*[-–]\s*{_YEAR}", lambda m: f"term-{m[1]}-{m[2]}"),
        _slip(rf"{_YEAR}\s*[-–]\s*{_YEAR}", lambda m: f"{m[1]}/{m[2]}"),
        _slip(rf"{year}\s*{_YEAR}|{_YEAR}\s*{year}\.?", lambda m: m[1] or m[2]),
        _slip(
            rf"(?:(?:{day}\s*)?([0-9]{{1,2}}){th}\s+)?({names})\s+{_YEAR}{end}",
            lambda m: _month(m[3], months[m[2].lower()]) + (f"-{int(m[1]):02}" if m[1] else ""),
        ),
        _slip(
            rf"({names})\s+([0-9]{{1,2}}){th},?\s+{_YEAR}",
            lambda m: f"{_month(m[3], months[m[1].lower()])}-{int(m[2]):02}",
        ),
    )


def _is_period(text: str) -> bool:
    """Whether a hint leads to a period; whether there is such a term is checked once it is typed."""
    if text.startswith("term-"):
        return True
    try:
        parse_period(text)
    except PydanticCustomError:
        return False
    return True


def period_hint(given: str, languages: tuple[str, ...]) -> Hint | None:
    """What to write for a period in another notation than that of records, or what is impossible in it.

    :param languages: those of the bulletin, whose words may be typed.
    :return: None where it is ambiguous.
    """
    typed = " ".join(given.split()) if len(given) <= LONGEST_SLIP else ""
    if (match := _two_years(languages).fullmatch(typed)) and int(match[2]) % 100 == (int(match[1]) + 1) % 100:
        return other_year_hint(int(match[1]))
    for slip in _periods(languages):
        if (match := slip.pattern.fullmatch(typed)) and (better := slip.better(match)) != typed:
            return write(better) if _is_period(better) else _impossible(better)
    return _impossible(typed)


@cache
def _two_years(languages: tuple[str, ...]) -> re.Pattern[str]:
    named = words("reporting_year", languages)
    return re.compile(rf"(?:(?:{named})\s*)?{_YEAR}\s*[/–-]\s*((?:[0-9]{{2}})?[0-9]{{2}})", re.IGNORECASE)


_SEPTEMBER = 9


def other_year_hint(first: int) -> Hint:
    """What to write for two years in a row: they may be meant as both, or as a year that lies in both of them.

    :param first: the first of the two.
    """
    return Hint(
        _(
            "For a school or fiscal year write its first and last month, such as {months}; or declare in bulletin.yml "
            "in which month such years begin (years-begin: {month}), and write {year}. For two calendar years: {both}."
        ),
        {
            "months": reporting_year(first, _SEPTEMBER).text,
            "month": str(_SEPTEMBER),
            "year": f"{first}/{(first + 1) % 100:02}",
            "both": f"{first}-01/{first + 1}-12",
        },
    )


_ONE_PERIOD = re.compile(rf"{_YEAR}(?:-([0-9]{{1,2}})(?:-([0-9]{{1,2}}))?|-([QH])([0-9]))?")


def _impossible(period: str) -> Hint | None:
    """What a year, a month or the calendar does not have, of a period that is well written otherwise."""
    matches = map(_ONE_PERIOD.fullmatch, period.split("/"))
    return next((hint for match in matches if match and (hint := _beyond_the_calendar(match))), None)


def _beyond_the_calendar(match: re.Match[str]) -> Hint | None:
    year, month, day, part, number = match.groups()
    if not EARLIEST <= int(year) <= LATEST:
        return Hint(_("Years run from {first} to {last}."), {"first": str(EARLIEST), "last": str(LATEST)})
    if month and not 1 <= int(month) <= _LAST_MONTH:
        return Hint(_("The month comes second, from 01 to 12."))
    if day and not 1 <= int(day) <= (days := monthrange(int(year), int(month))[1]):
        return Hint(_("{month} has {days} days."), {"month": f"{year}-{int(month):02}", "days": str(days)})
    if part and number not in _PARTS[part]:
        known = ", ".join(f"{year}-{part}{number}" for number in _PARTS[part])
        return Hint(_("A year has only {known}."), {"known": known})
    return None


_PARTS = {"Q": "1234", "H": "12"}
"""The quarters and the half-years of a year."""
