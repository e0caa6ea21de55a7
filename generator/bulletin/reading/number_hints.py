"""Hints that say how records write the number that was probably meant.

A number such as ``1,115`` or ``~1.115`` has two readings, which differ by a thousand times: its comma or point parts
thousands, or it begins the decimals. Both are named then, never one of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from bulletin.localization.formats import codes, words
from bulletin.localization.messages import Message, _
from bulletin.model.values import Absence, Qualifier
from bulletin.problems import Hint
from bulletin.reading.files import POLICY
from bulletin.reading.hints import LONGEST_SLIP, Nearest, did_you_mean, to_word, write

Reading = Callable[[str], str]
"""Gives a number with separators of thousands or a comma as records write it."""

_WHOLE = r"(?:0|[1-9][0-9]*)"
_DECIMALS = {",": r"\.[0-9]+", ".": ",[0-9]+", " ": "[.,][0-9]+", "_": "[.,][0-9]+", "'": "[.,][0-9]+"}
"""How decimals are typed behind thousands that are parted by a sign."""
_PARTED = {sign: rf"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})+" for sign in _DECIMALS}
"""A number whose thousands are parted by a sign."""
_THOUSANDS = rf"-?(?:{'|'.join(_PARTED.values())})"
_GROUPED = "|".join(f"{parted}(?:{_DECIMALS[sign]})?" for sign, parted in _PARTED.items())
_NUMBER = rf"(-?(?:{_GROUPED}|{_WHOLE}(?:[.,][0-9]+)?))"
_EITHER = re.compile(r"-?[1-9][0-9]{0,2}[.,][0-9]{3}")
"""A number whose sign may part thousands or begin decimals."""
_UNGROUPED = re.compile(rf"-?{_WHOLE}(?:[.,][0-9]+)?")
_WELL_WRITTEN = re.compile(rf"-?{_WHOLE}(?:\.[0-9]+)?|\{{[a-z-]+: .*\}}")
"""A number, or a qualified one, as records write it without quotes."""


def _as_decimals(number: str) -> str:
    """The number, a single comma or point taken for the beginning of its decimals."""
    return number.replace(",", ".") if _UNGROUPED.fullmatch(number) else _as_thousands(number)


def _as_thousands(number: str) -> str:
    """The number, a single comma or point taken for a separator of thousands where three digits follow."""
    if _UNGROUPED.fullmatch(number) and not _EITHER.fullmatch(number):
        return number.replace(",", ".")
    signs = re.findall(r"[^0-9-]", number)
    whole, mark, decimals = number.rpartition(signs[-1]) if signs[-1] != signs[0] else (number, "", "")
    return re.sub(r"[^0-9-]", "", whole) + (f".{decimals}" if mark else "")


# --- numbers in other notations, with or without words ----------------------------------------------------------------


@dataclass(frozen=True)
class _Slip:
    """A way of typing a number that records do not know, and what to type instead."""

    pattern: re.Pattern[str]
    better: Callable[[re.Match[str], Reading], str | None]
    """None where no number may be suggested."""


def _slip(pattern: str, better: Callable[[re.Match[str], Reading], str | None]) -> _Slip:
    return _Slip(re.compile(pattern, re.IGNORECASE), better)


_WORDS = r"[^\W\d_]{2,}(?:\s+[^\W\d_]{2,})*"


def _qualified(qualifier: str) -> Callable[[re.Match[str], Reading], str]:
    return lambda match, read: f"{{{qualifier}: {read(match[1])}}}"


def _range(lower: str, upper: str) -> str | None:
    """A range of two numbers, the smaller first; None where they are the wrong way round, as in a date."""
    return f"{{between: [{lower}, {upper}]}}" if Decimal(lower) < Decimal(upper) else None


def _whole(number: Decimal) -> str | None:
    return str(int(number)) if number == int(number) else None


@dataclass(frozen=True)
class _Notation:
    """How people type numbers, with the words of some languages."""

    languages: tuple[str, ...]

    def _words(self, name: str) -> str:
        return words(name, self.languages)

    @cached_property
    def _times(self) -> dict[str, Decimal]:
        return {word: Decimal(times) for word, times in codes("multipliers", self.languages).items()}

    @cached_property
    def _multipliers(self) -> str:
        return "|".join(map(re.escape, self._times)) or "(?!)"

    @cached_property
    def _changing(self) -> str:
        """Words behind a number that change it, so that cutting them off would lead to another number."""
        return rf"\b(?:{self._multipliers}|{self._words('changing')}|[oil]+)\b"

    def _multiplied(self, match: re.Match[str], read: Reading) -> str | None:
        return None if _EITHER.fullmatch(match[1]) else _whole(Decimal(read(match[1])) * self._times[match[2].lower()])

    def _without_unit(self, match: re.Match[str], read: Reading) -> str | None:
        return None if match[2] and re.search(self._changing, match[2], re.IGNORECASE) else read(match[1])

    @cached_property
    def numbers(self) -> tuple[_Slip, ...]:
        """Numbers in other notations than that of records."""
        words = self._words
        said = rf"{_NUMBER}(?:\s*%|(?!.*{self._changing})\s+{_WORDS})?"  # with its unit, as a qualifier is said of it
        return (
            _slip(rf"\+?{_NUMBER}", lambda match, read: read(match[1])),
            _slip(rf"(?:>=|≥|{words('at_least')})\s*{said}(?:\s*(?:{words('or_more')}))?", _qualified("at-least")),
            _slip(rf"{said}\s*(?:{words('or_more')})", _qualified("at-least")),
            _slip(rf"(?:<=|≤|{words('at_most')})\s*{said}", _qualified("at-most")),
            _slip(rf"{said}\s*(?:{words('or_less')})", _qualified("at-most")),
            _slip(rf"(?:>|{words('more_than')})\s*{said}", _qualified("more-than")),
            _slip(rf"(?:<|{words('under')})\s*{said}", _qualified("under")),
            _slip(rf"(?:~|≈|{words('about')})\s*{said}", _qualified("about")),
            _slip(rf"{said}\+", _qualified("at-least")),
            _slip(rf"{_NUMBER}(?:\s*\[[a-z]{{1,2}}\])+", lambda match, read: read(match[1])),  # as pages show flags
            _slip(
                rf"(?:(?:{words('range_from')})\s+)?{said}\s*(?:-|–|{words('range_to')})\s*{said}",
                lambda match, read: _range(read(match[1]), read(match[2])),
            ),
            _slip(rf"{_NUMBER}\s*({self._multipliers})(?:\s+(?:{words('people')}))?", self._multiplied),
            _slip(rf"{_NUMBER}\s*(?:%|(?<=[0-9])\s({_WORDS}))", self._without_unit),
        )

    @cached_property
    def wholes(self) -> tuple[_Slip, ...]:
        """Whole numbers in other notations."""
        return (
            _slip(rf"\+?({_WHOLE}|{_THOUSANDS})", lambda match, _read: _as_thousands(match[1])),
            _slip(rf"({_WHOLE})\s*(?:%|{self._words('percent')})", lambda match, _read: match[1]),
            _slip(rf"({_WHOLE})\s+({_WORDS})", self._without_unit),
        )

    @cached_property
    def absences(self) -> dict[str, Absence]:
        """Words for why there is no number."""
        return {to_word(word): Absence(code) for word, code in codes("absences", self.languages).items()}

    @cached_property
    def qualifiers(self) -> dict[str, Qualifier]:
        """Words for qualifiers."""
        return {to_word(word): Qualifier(code) for word, code in codes("qualifiers", self.languages).items()}


@cache
def _notation(languages: tuple[str, ...]) -> _Notation:
    return _Notation(languages)


_CONFIDENTIAL = "c"
"""The letter that pages and offices put in place of a number that is not shown: ``[c]``, ``(c)``."""
_SUPPRESSED = _(
    "Pages show [c] where a number is not shown. If the source does not state it, write suppressed; if you know it, "
    "type the number, and the policy in {policy} hides it."
)


def says_suppressed(given: str) -> bool:
    """Whether the sign for a suppressed number was typed in place of it; a list in YAML may look so as well."""
    return to_word(given[:LONGEST_SLIP]) == _CONFIDENTIAL


_ABSENCE_NAMES = Nearest(absence.value for absence in Absence)
_QUALIFIER_NAMES = Nearest(qualifier.value for qualifier in Qualifier if qualifier is not Qualifier.EXACT)


def _readings(slips: Iterable[_Slip], typed: str) -> list[str]:
    """What to type for a number, once for each reading that makes it another one; the one in thousands first."""
    for slip in slips:
        if match := slip.pattern.fullmatch(typed):
            read = (slip.better(match, reading) for reading in (_as_thousands, _as_decimals))
            if found := [better for better in dict.fromkeys(read) if better not in {None, typed}]:
                return [better for better in found if better is not None]
    return []


# --- signs and digits that look like those of the keyboard ------------------------------------------------------------

_LIKE_ASCII = str.maketrans("\u2212\uff0d\ufe63\uff0b\u066b\u066c\uff0c\uff0e\u2019", "---+.,,.'")
"""Minus signs and other marks of numbers, as pages and other keyboards have them."""
_LEADING_DASH = re.compile(r"[-\u2010-\u2014]\s*(?=[0-9])")


def _in_ascii(given: str) -> str:
    """What was typed, with the digits, the minus and the marks of the keyboard, and single spaces."""
    digits = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in given.translate(_LIKE_ASCII))
    typed = " ".join("".join(digits).split())
    dash = _LEADING_DASH.match(typed)
    return f"-{typed[dash.end() :]}" if dash else typed


_WITHOUT_QUOTES = _("Write it without quotes: {better}.")
_HYPHEN = _("Type the minus as a hyphen: {better}.")
_DIGITS = _("Type the digits and signs of the keyboard: {better}.")


def _well_written(given: str, typed: str) -> Hint:
    """The hint for a number that is text only for its quotes, or for its digits and signs."""
    message: Message = _WITHOUT_QUOTES
    if given.strip() != typed:
        message = _HYPHEN if typed.startswith("-") and given.strip()[1:].lstrip() == typed[1:] else _DIGITS
    return Hint(message, {"better": typed})


# --- what to type -----------------------------------------------------------------------------------------------------


def number_hint(given: str, languages: tuple[str, ...]) -> Hint | None:
    """What to write for a number in another notation than that of records; None where it is ambiguous.

    :param languages: those of the bulletin, whose words may be typed.
    """
    if len(given) > LONGEST_SLIP:
        return None
    if says_suppressed(given):
        return Hint(_SUPPRESSED, {"policy": POLICY})
    typed = _in_ascii(given)
    if _WELL_WRITTEN.fullmatch(typed):
        return _well_written(given, typed)
    if found := _readings(_notation(languages).numbers, typed):
        return _either(found)
    absence = _notation(languages).absences.get(to_word(given)) or _ABSENCE_NAMES.to(given)
    return write(absence) if absence else None


def _either(readings: Sequence[str]) -> Hint:
    """The hint to write what was meant, which one or two readings make of it."""
    if len(readings) == 1:
        return write(readings[0])
    return Hint(
        _("Thousands have no separator: {whole}. Decimals stand behind a point: {point}."),
        {"whole": readings[0], "point": readings[1]},
    )


def whole_number_hint(given: str, languages: tuple[str, ...]) -> Hint | None:
    """What to write where a whole number belongs; None where it is ambiguous."""
    if len(given) > LONGEST_SLIP:
        return None
    typed = _in_ascii(given)
    if re.fullmatch(f"-?{_WHOLE}", typed):
        return _well_written(given, typed)
    if found := _readings(_notation(languages).wholes, typed):
        return write(found[0])
    decimal = re.fullmatch(r"([0-9]{1,20})[.,]([0-9]{1,20})", typed)
    if decimal is None:
        return None
    return _without_decimals(Decimal(f"{decimal[1]}.{decimal[2]}"))


def _without_decimals(number: Decimal) -> Hint:
    """The hint for a number with decimals where a whole one belongs."""
    if number < 1 and (percent := _whole(number * 100)):
        return Hint(_("Write a whole number. A rate is given in percent: {percent}."), {"percent": percent})
    below = int(number)
    if number == below:
        return write(str(below))
    return Hint(
        _("Write a whole number, without decimals: {below} or {above}."),
        {"below": str(below), "above": str(below + 1)},
    )


def range_hint(given: str) -> Hint | None:
    """The range of the two numbers that were typed, the smaller first; None where they are not two.

    :param given: the list as typed. A comma that a space follows parts its items, any other may be one of a number.
    """
    items = re.split(r",\s+|,$", given.strip("[] \n"))
    pieces = items if len(items) == len(_ENDS) else re.split(r",\s*", given.strip("[] \n"))
    if not all(re.fullmatch(_NUMBER, piece) for piece in pieces):
        return None
    if len(pieces) != len(_ENDS):
        return _torn_range(pieces)
    found = [_in_order(*map(read, pieces)) for read in (_as_thousands, _as_decimals)]
    return _either(list(dict.fromkeys(found)))


_ENDS = ("lower", "upper")
"""The numbers of a range."""


def _in_order(first: str, second: str) -> str:
    """The range of two numbers, or the one number that both are."""
    return _range(*sorted((first, second), key=Decimal)) or first


def _torn_range(numbers: Sequence[str]) -> Hint:
    """The range that commas in decimals tore into three or four numbers, where there is only one."""
    ways = {3: ((2, 1), (1, 2)), 4: ((2, 2),)}.get(len(numbers), ())
    pairs = [(",".join(numbers[:first]), ",".join(numbers[-second:])) for first, second in ways]
    whole = all(number.isdecimal() for number in numbers) and not any(_EITHER.fullmatch(n) for p in pairs for n in p)
    ranges = [_range(*map(_as_decimals, pair)) for pair in pairs] if whole else []
    found = [better for better in ranges if better is not None]
    if len(found) == 1:
        return write(found[0])
    return Hint(_("Write two numbers, decimals behind a point: {{between: [10.5, 12]}}."))


def qualifier_hint(given: str, languages: tuple[str, ...]) -> Hint | None:
    """The qualifier that somebody had in mind; None where it is ambiguous."""
    better = _notation(languages).qualifiers.get(to_word(given)) or _QUALIFIER_NAMES.to(given)
    return did_you_mean(better) if better else None
