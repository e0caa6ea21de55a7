"""Hints that go by what was typed: the right notation for the number or period that somebody had in mind."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.model.text import Text
from generator.model.values import Absence, Qualifier
from generator.reading.nearest import Nearest, to_id

LONGEST_SLIP = 100
"""Longer text is no number or period in another notation; matching it would only cost time."""


@dataclass(frozen=True)
class _Slip:
    """A way of typing that records do not know, and what to type instead."""

    pattern: re.Pattern[str]
    better: Callable[[re.Match[str]], str]


def _slip(pattern: str, better: Callable[[re.Match[str]], str]) -> _Slip:
    return _Slip(re.compile(pattern, re.IGNORECASE), better)


def _digits(match: re.Match[str]) -> str:
    return re.sub(r"[^0-9]", "", match[1])


def _plain(number: str) -> str:
    """A number as records write it, from the ways in which people do."""
    if re.fullmatch(r"\d{1,3}([., ]\d{3})+", number):
        return re.sub(r"[^0-9]", "", number)
    return number.replace(",", ".")


def _qualified(qualifier: str) -> Callable[[re.Match[str]], str]:
    return lambda match: f"{{{qualifier}: {_plain(match[1])}}}"


_SAID = r"(\d[\d.,]*)\s*%?"
_NUMBERS = (
    _slip(r"(\d{1,3}(?:[., ]\d{3})+)", _digits),
    _slip(r"(\d+),(\d+)", lambda match: f"{match[1]}.{match[2]}"),
    _slip(r"\+(\d[\d.]*)", lambda match: match[1]),
    _slip(rf"(?:>=|≥|at least|ít nhất|từ)\s*{_SAID}(?:\s*trở lên)?", _qualified("at-least")),
    _slip(rf"(?:<=|≤|at most|up to|nhiều nhất|tối đa)\s*{_SAID}", _qualified("at-most")),
    _slip(rf"(?:>|over|more than|hơn|trên)\s*{_SAID}", _qualified("more-than")),
    _slip(rf"(?:<|under|below|less than|dưới)\s*{_SAID}", _qualified("under")),
    _slip(rf"(?:~|≈|about|around|khoảng|gần|nearly)\s*{_SAID}", _qualified("about")),
    _slip(rf"{_SAID}\+", _qualified("at-least")),
    _slip(
        rf"{_SAID}\s*(?:-|–|to|đến)\s*{_SAID}",
        lambda match: f"{{between: [{_plain(match[1])}, {_plain(match[2])}]}}",
    ),
    _slip(r"(\d[\d.,]*)\s*[^\d\s.,].*", lambda match: _plain(match[1])),
)
_ABSENCES = {
    "n-a": Absence.NOT_APPLICABLE,
    "none": Absence.NOT_AVAILABLE,
    "khong-co": Absence.NOT_AVAILABLE,
    "khong-ap-dung": Absence.NOT_APPLICABLE,
    "chua-co": Absence.NOT_YET_REPORTED,
    "chua-bao-cao": Absence.NOT_YET_REPORTED,
    "khong-cong-bo": Absence.SUPPRESSED,
    "mat": Absence.SUPPRESSED,
}
_ABSENCE_NAMES = Nearest(absence.value for absence in Absence)

_QUALIFIERS = {
    word: qualifier
    for qualifier, words in {
        Qualifier.MORE_THAN: "over above more greater-than hon tren",
        Qualifier.AT_LEAST: "from least min minimum not-less-than it-nhat",
        Qualifier.UNDER: "below less less-than duoi",
        Qualifier.AT_MOST: "up-to most max maximum not-more-than nhieu-nhat toi-da",
        Qualifier.ABOUT: "around approximately nearly almost khoang gan",
        Qualifier.BETWEEN: "range from-to tu-den",
    }.items()
    for word in words.split()
}
_QUALIFIER_NAMES = Nearest(qualifier.value for qualifier in Qualifier if qualifier is not Qualifier.EXACT)

_PERIODS = (
    _slip(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", lambda m: f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"),
    _slip(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})", lambda m: f"{m[1]}-{int(m[2]):02}-{int(m[3]):02}"),
    _slip(r"(?:tháng\s*)?(\d{1,2})[/.-](\d{4})", lambda m: f"{m[2]}-{int(m[1]):02}"),
    _slip(r"(\d{4})-(\d)", lambda m: f"{m[1]}-0{m[2]}"),
    _slip(r"(?:quý|q)\s*([1-4])\s*[/,. -]*\s*(?:năm\s*)?(\d{4})", lambda m: f"{m[2]}-Q{m[1]}"),
    _slip(r"(?:h)\s*([12])\s*[/,. -]*\s*(\d{4})", lambda m: f"{m[2]}-H{m[1]}"),
    _slip(r"(\d{4})\s*[/,. -]*\s*([qh])\s*([1-4])", lambda m: f"{m[1]}-{m[2].upper()}{m[3]}"),
    _slip(r"(\d{4})\s*[-–]\s*(\d{4})", lambda m: f"{m[1]}/{m[2]}"),
    _slip(r"(?:năm|year)\s*(\d{4})", lambda m: m[1]),
)


def _better(slips: tuple[_Slip, ...], given: str) -> str | None:
    if len(given) > LONGEST_SLIP:
        return None
    typed = " ".join(given.split())
    for slip in slips:
        if match := slip.pattern.fullmatch(typed):
            return slip.better(match)
    return None


def write(better: str) -> Text:
    """The hint to write ``better``."""
    literal = _literal(better)
    return Text(vi=f"Viết {literal}.", en=f"Write {literal}.")


def did_you_mean(better: str) -> Text:
    """The hint that ``better`` was meant."""
    literal = _literal(better)
    return Text(vi=f"Có phải là “{literal}” không?", en=f"Did you mean “{literal}”?")


def _literal(words: str) -> str:
    """Words that a hint, which is a format string, shows as they are."""
    return words.replace("{", "{{").replace("}", "}}")


def number_hint(given: str) -> Text | None:
    """What to write for a number in another notation than that of records; None where nobody can tell."""
    decimal = re.fullmatch(r"(\d{1,3}),(\d{3})", given)
    if decimal:
        whole, point = f"{decimal[1]}{decimal[2]}", f"{decimal[1]}.{decimal[2]}"
        return Text(
            vi=f"Nghìn thì viết liền: {whole}. Phần thập phân thì viết sau dấu chấm: {point}.",
            en=f"Thousands have no separator: {whole}. Decimals stand behind a point: {point}.",
        )
    if better := _better(_NUMBERS, given) or _ABSENCES.get(to_id(given)) or _ABSENCE_NAMES.to(given):
        return write(better)
    return None


def qualifier_hint(given: str) -> Text | None:
    """The qualifier that somebody had in mind; None where nobody can tell."""
    better = _QUALIFIERS.get(to_id(given)) or _QUALIFIER_NAMES.to(given)
    return did_you_mean(better) if better else None


def period_hint(given: str) -> Text | None:
    """What to write for a period in another notation than that of records; None where nobody can tell."""
    better = _better(_PERIODS, given)
    return write(better) if better else None
