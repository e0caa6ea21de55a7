"""Numbers as pages and files have them: digits with what they leave open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from bulletin.localization.formats import formats_of
from bulletin.model.values import half_unit

_PLAIN = re.compile(r"-?\d+(\.\d+)?")
_DIGITS = r"\d+(?:GROUP\d{2,3})*(?:DECIMAL\d+)?"
_SPACES = "\u00a0\u202f\u2009"


@dataclass(frozen=True)
class Number:
    """A number as it is shown."""

    value: Fraction
    """With its sign where that is shown; of a change it may be left to words."""
    decimals: int

    @property
    def limits(self) -> tuple[Fraction, Fraction]:
        """Between which numbers the exact one is."""
        half = half_unit(self.decimals)
        return self.value - half, self.value + half

    @property
    def negative(self) -> Number:
        """The same below zero."""
        return Number(-self.value, self.decimals)


def plain_number(cell: str) -> Number | None:
    """The number that the cell of a CSV file is."""
    return Number(Fraction(cell), len(cell.partition(".")[2])) if _PLAIN.fullmatch(cell) else None


def numbers_in(text: str, language: str) -> list[Number]:
    """The numbers in a text, in the notation of a language, without signs."""
    formats = formats_of(language)
    group = f"[{re.escape(formats.group)}{_SPACES}]"
    pattern = _DIGITS.replace("GROUP", group).replace("DECIMAL", re.escape(formats.decimal))
    found = []
    for match in re.finditer(pattern, text):
        whole, _, decimals = re.sub(group, "", match[0]).partition(formats.decimal)
        digits = f"{int(whole)}.{_plain(decimals)}" if decimals else str(int(whole))
        found.append(Number(Fraction(digits), len(decimals)))
    return found


def _plain(digits: str) -> str:
    return "".join(str(int(digit)) for digit in digits)


def signed_number(text: str, language: str) -> Number | None:
    """The first number in a text, below zero behind a minus."""
    found = next(iter(numbers_in(text, language)), None)
    before = re.match(r"\D*", text)
    is_below_zero = before is not None and before[0].rstrip()[-1:] in {"-", "−"}
    return found.negative if found and is_below_zero else found
