"""How numbers are written: with what decimals begin, and what separates thousands."""

from __future__ import annotations

import re
from typing import Final

GROUPS: Final = {"space": " \u00a0\u202f", ".": ".", ",": ",", "'": "'\u2019"}
"""The characters that separate thousands, by what a description declares."""


class NumberNotation:
    """The notation of the numbers of a file, as its description declares it."""

    def __init__(self, decimal: str, grouping: str | None) -> None:
        self._decimal = decimal
        self._groups = GROUPS[grouping] if grouping else ""
        whole = "0|[1-9][0-9]{0,39}"
        if self._groups:
            whole += rf"|[1-9][0-9]{{0,2}}(?:[{re.escape(self._groups)}][0-9]{{3}})+"
        self._pattern = re.compile(rf"-?(?:{whole})(?:{re.escape(decimal)}[0-9]{{1,40}})?")

    def plain(self, text: str) -> str | None:
        """A number as records write it, with a point before its decimals alone; None for other text."""
        if self._pattern.fullmatch(text) is None:
            return None
        for group in self._groups:
            text = text.replace(group, "")
        return text.replace(self._decimal, ".")
