"""Hints that say what was probably meant: the nearest known word, or the notation of records for a number or period."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pydantic_core import PydanticCustomError

from bulletin.localization.formats import codes, words
from bulletin.localization.messages import _
from bulletin.model.periods import parse_period
from bulletin.model.values import Absence, Qualifier
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


def to_id(text: str) -> str:
    """A text as an id: ``North Library`` becomes ``north-library``. Empty where no letter or digit is left."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return _NOT_IN_IDS.sub("-", bare.replace(_STROKED_D, "d")).strip("-")


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
    return word.replace("-", "") == known.replace("-", "") or _differ_by_a_letter(
        word.partition("-")[0], known.partition("-")[0]
    )


def _differ_by_a_letter(word: str, other: str) -> bool:
    """Whether two words differ by a letter at most, or by two that changed places."""
    matched = 0
    while matched < min(len(word), len(other)) and word[matched] == other[matched]:
        matched += 1
    a, b = word[matched:], other[matched:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])


def _pairs(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[i : i + 2] for i in range(len(padded) - 1)}


# --- numbers and periods in other notations ---------------------------------------------------------------------------

LONGEST_SLIP = 100
"""Longer text is no number or period in another notation; matching it would only cost time."""
_ENDS = 2
"""Numbers of a range."""


@dataclass(frozen=True)
class _Slip:
    """A way of typing that records do not know, and what to type instead."""

    pattern: re.Pattern[str]
    better: Callable[[re.Match[str]], str | None]
    """None where it is ambiguous after all."""


def _slip(pattern: str, better: Callable[[re.Match[str]], str | None]) -> _Slip:
    return _Slip(re.compile(pattern, re.IGNORECASE), better)


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"[^0-9]", "", match[1])


_GROUPED = r"[1-9][0-9]{0,2}(?:[., _][0-9]{3})+"
_NUMBER = rf"({_GROUPED}|(?:0|[1-9][0-9]*)(?:[.,][0-9]+)?)"
_SAID = rf"{_NUMBER}\s*%?"
_TIMES = {word: Decimal(times) for word, times in codes("multipliers").items()}
_WORDS = r"[^\W\d_]{2,}(?:\s+[^\W\d_]{2,})*"
_NO_UNIT = re.compile(
    rf"\b(?:{'|'.join(_TIMES)}|{words('changing')}|[oil]+)\b",
    re.IGNORECASE,
)
"""Words behind a number that change it, so that cutting them off would lead to another number."""


def _plain(number: str) -> str:
    """A number as records write it, from the ways in which people do."""
    if re.fullmatch(_GROUPED, number):
        return re.sub(r"[^0-9]", "", number)
    return number.replace(",", ".")


def _qualified(qualifier: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{{{qualifier}: {_plain(match[1])}}}"


def _range(lower: str, upper: str) -> str | None:
    """A range of two numbers, the smaller first; None where they are the wrong way round, as in a date."""
    return f"{{between: [{lower}, {upper}]}}" if Decimal(lower) < Decimal(upper) else None


def _multiplied(match: re.Match[str]) -> str | None:
    if re.fullmatch(r"[0-9]+[.,][0-9]{3}", match[1]):
        return None  # ambiguous: thousands or decimals
    return _whole(Decimal(_plain(match[1])) * _TIMES[match[2].lower()])


def _whole(number: Decimal) -> str | None:
    return str(int(number)) if number == int(number) else None


def _without_unit(match: re.Match[str]) -> str | None:
    return None if match[2] and _NO_UNIT.search(match[2]) else _plain(match[1])


_NUMBERS = (
    _slip(rf"({_GROUPED})", _digits),
    _slip(r"(0|[1-9][0-9]*),([0-9]+)", lambda match: f"{match[1]}.{match[2]}"),
    _slip(r"\+((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)", lambda match: match[1]),
    _slip(rf"(?:>=|≥|{words('at_least')})\s*{_SAID}(?:\s*(?:{words('or_more')}))?", _qualified("at-least")),
    _slip(rf"{_SAID}\s*(?:{words('or_more')})", _qualified("at-least")),
    _slip(rf"(?:<=|≤|{words('at_most')})\s*{_SAID}", _qualified("at-most")),
    _slip(rf"{_SAID}\s*(?:{words('or_less')})", _qualified("at-most")),
    _slip(rf"(?:>|{words('more_than')})\s*{_SAID}", _qualified("more-than")),
    _slip(rf"(?:<|{words('under')})\s*{_SAID}", _qualified("under")),
    _slip(rf"(?:~|≈|{words('about')})\s*{_SAID}", _qualified("about")),
    _slip(rf"{_SAID}\+", _qualified("at-least")),
    _slip(
        rf"(?:(?:{words('range_from')})\s+)?{_SAID}\s*(?:-|–|{words('range_to')})\s*{_SAID}",
        lambda match: _range(_plain(match[1]), _plain(match[2])),
    ),
    _slip(rf"{_NUMBER}\s*({'|'.join(_TIMES)})(?:\s+(?:{words('people')}))?", _multiplied),
    _slip(rf"{_NUMBER}\s*(?:%|(?<=[0-9])\s({_WORDS}))", _without_unit),
)
_ABSENCES = {word: Absence(code) for word, code in codes("absences").items()}
_ABSENCE_NAMES = Nearest(absence.value for absence in Absence)

_QUALIFIERS = {word: Qualifier(code) for word, code in codes("qualifiers").items()}
_QUALIFIER_NAMES = Nearest(qualifier.value for qualifier in Qualifier if qualifier is not Qualifier.EXACT)

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
_DAY_WORD, _MONTH_WORD, _YEAR_WORD = (f"(?:{words(unit)})" for unit in ("day", "month", "year"))
_OF = rf"\s*(?:[/,.-]|{_YEAR_WORD})?\s*(?:{_YEAR_WORD}\s*)?"
_PERIODS = (
    _slip(
        rf"(?:{_DAY_WORD}\s*)?([0-9]{{1,2}})[/.-]([0-9]{{1,2}})[/.-]{_YEAR}",
        lambda m: f"{_month(m[3], m[2])}-{int(m[1]):02}",
    ),
    _slip(
        rf"{_DAY_WORD}\s*([0-9]{{1,2}})\s*{_MONTH_WORD}\s*{_MONTH}{_OF}{_YEAR}",
        lambda m: f"{_month(m[3], m[2])}-{int(m[1]):02}",
    ),
    _slip(rf"{_YEAR}-{_MONTH}\s*/\s*{_MONTH}", lambda m: f"{_month(m[1], m[2])}/{_month(m[1], m[3])}"),
    _slip(rf"{_YEAR}[/.-]([0-9]{{1,2}})[/.-]([0-9]{{1,2}})", lambda m: f"{_month(m[1], m[2])}-{int(m[3]):02}"),
    _slip(rf"(?:{_MONTH_WORD}\s*)?{_MONTH}[/.-]{_YEAR}", lambda m: _month(m[2], m[1])),
    _slip(rf"{_MONTH_WORD}\s*{_MONTH}{_OF}{_YEAR}", lambda m: _month(m[2], m[1])),
    _slip(
        rf"{_MONTH}\s*{_MONTH_WORD}\s*(?:\(?(?:{words('beginning')})(?:\s*{_YEAR_WORD})?\)?)?{_OF}{_YEAR}",
        _first_months,
    ),
    _slip(rf"{_YEAR}-([0-9])", lambda m: _month(m[1], m[2])),
    _slip(
        rf"{_YEAR}-{_MONTH}\s*[/–-]\s*{_YEAR}-{_MONTH}",
        lambda m: f"{_month(m[1], m[2])}/{_month(m[3], m[4])}",
    ),
    _slip(
        rf"(?:{words('quarter')})\s*([1-4]|iv|i{{1,3}}){_OF}{_YEAR}",
        lambda m: f"{m[2]}-Q{_ROMAN.get(m[1].lower(), m[1])}",
    ),
    _slip(rf"h\s*([12])\s*[/,. -]*\s*{_YEAR}", lambda m: f"{m[2]}-H{m[1]}"),
    _slip(rf"{_YEAR}\s*[/,. -]*\s*([qh])\s*([1-4])", lambda m: f"{m[1]}-{m[2].upper()}{m[3]}"),
    _slip(rf"(?:{words('term')})\s*{_YEAR}\s*[-–]\s*{_YEAR}", lambda m: f"term-{m[1]}-{m[2]}"),
    _slip(rf"{_YEAR}\s*[-–]\s*{_YEAR}", lambda m: f"{m[1]}/{m[2]}"),
    _slip(rf"{_YEAR_WORD}\s*{_YEAR}", lambda m: m[1]),
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


def _better(slips: tuple[_Slip, ...], given: str) -> str | None:
    if len(given) > LONGEST_SLIP:
        return None
    typed = " ".join(given.split())
    for slip in slips:
        if (match := slip.pattern.fullmatch(typed)) and (better := slip.better(match)) not in {None, typed}:
            return better
    return None


def write(better: str) -> Hint:
    """The hint to write ``better``."""
    return Hint(_("Write {better}."), {"better": better})


def did_you_mean(better: str) -> Hint:
    """The hint that ``better`` was meant."""
    return Hint(_("Did you mean “{better}”?"), {"better": better})


def number_hint(given: str) -> Hint | None:
    """What to write for a number in another notation than that of records; None where it is ambiguous."""
    decimal = re.fullmatch(r"([1-9][0-9]{0,2}),([0-9]{3})", given)
    if decimal:
        whole, point = f"{decimal[1]}{decimal[2]}", f"{decimal[1]}.{decimal[2]}"
        return Hint(
            _("Thousands have no separator: {whole}. Decimals stand behind a point: {point}."),
            {"whole": whole, "point": point},
        )
    if better := _better(_NUMBERS, given) or _ABSENCES.get(to_id(given)) or _ABSENCE_NAMES.to(given):
        return write(better)
    return None


_WHOLES = (
    _slip(rf"({_GROUPED})", _digits),
    _slip(rf"(0|[1-9][0-9]*)\s*(?:%|{words('percent')})", lambda match: match[1]),
    _slip(rf"(0|[1-9][0-9]*)\s+({_WORDS})", _without_unit),
)


def whole_number_hint(given: str) -> Hint | None:
    """What to write where a whole number belongs; None where it is ambiguous."""
    if better := _better(_WHOLES, given):
        return write(better)
    decimal = re.fullmatch(r"([0-9]{1,20})[.,]([0-9]{1,20})", given)
    if decimal is None:
        return None
    number = Decimal(f"{decimal[1]}.{decimal[2]}")
    if number < 1 and (percent := _whole(number * 100)):
        return Hint(_("Write a whole number. A rate is given in percent: {percent}."), {"percent": percent})
    below = int(number)
    return Hint(
        _("Write a whole number, without decimals: {below} or {above}."),
        {"below": str(below), "above": str(below + 1)},
    )


def range_hint(given: str) -> Hint | None:
    """The range of the two numbers that were typed, the smaller first; None where they are not two."""
    numbers = re.findall(r"-?[0-9]+(?:\.[0-9]+)?", given)
    if len(numbers) > _ENDS:
        return _torn_range(numbers)
    if len(numbers) != _ENDS:
        return None
    better = _range(*sorted(numbers, key=Decimal))
    return write(better or numbers[0])


def _torn_range(numbers: list[str]) -> Hint:
    """The range that commas in decimals tore into three or four numbers, where there is only one."""
    ways = {3: ((2, 1), (1, 2)), 4: ((2, 2),)}.get(len(numbers), ())
    ranges = [_range(".".join(numbers[:first]), ".".join(numbers[-second:])) for first, second in ways]
    found = [better for better in ranges if better is not None]
    if len(found) == 1 and all(number.isdecimal() for number in numbers):
        return write(found[0])
    return Hint(_("Write two numbers, decimals behind a point: {{between: [10.5, 12]}}."))


def qualifier_hint(given: str) -> Hint | None:
    """The qualifier that somebody had in mind; None where it is ambiguous."""
    better = _QUALIFIERS.get(to_id(given)) or _QUALIFIER_NAMES.to(given)
    return did_you_mean(better) if better else None


def period_hint(given: str) -> Hint | None:
    """What to write for a period in another notation than that of records; None where it is ambiguous."""
    better = _better(_PERIODS, given)
    return write(better) if better and _is_period(better) else None
