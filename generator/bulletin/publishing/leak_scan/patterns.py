"""The forms in which each secret is looked for, and what may be beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from typing import NamedTuple

from bulletin.localization.formats import decimal_text
from bulletin.model.folding import LEAST_LETTERS, folded, letters_in, without_accents
from bulletin.model.text import Language
from bulletin.publishing.leak_scan.secrets import Secret, is_distinctive, plain_decimal

_LEAST_ANYWHERE = 12
"""Letters and digits of a text from which on it is found even within another word."""
_WINDOW, _STEP = 48, 24
"""Characters of the excerpts by which a long text is looked for, and how far apart these begin."""
_GROUPS = (",", ".", " ", "'", "’")
"""Between groups of digits, besides what a language has."""
_FRAMES = ('"{}"', "'{}'", "/{}/", "/{}.", '#{}"', ",{},")
"""What surrounds an id in JSON, addresses and CSV, which distinguishes a short one from a word."""
_LEAST_ID = 2


class Edge(Enum):
    """What may be beside a pattern for it to be what is looked for."""

    ANYTHING = auto()
    NO_LETTER = auto()
    """Neither a letter nor a digit."""
    NO_DIGIT = auto()
    """Nothing by which a number would be part of a longer one."""


class Pattern(NamedTuple):
    """A form of a secret."""

    text: str
    """Folded."""
    edge: Edge


def patterns_of(secret: Secret, languages: Sequence[Language]) -> Iterator[Pattern]:
    """The forms of a secret; none where it is so short that it would be found by mere chance.

    :param languages: those in whose notation numbers may be published.
    """
    if isinstance(secret.value, Fraction):
        yield from _notations(secret.value, languages) if is_distinctive(secret.value) else ()
        return
    plain = folded(secret.value)
    letters = letters_in(plain)
    if letters < LEAST_LETTERS:
        framed = _FRAMES if secret.is_id and len(plain) >= _LEAST_ID else ()
        yield from (Pattern(frame.format(plain), Edge.ANYTHING) for frame in framed)
        return
    edge = Edge.NO_LETTER if letters < _LEAST_ANYWHERE else Edge.ANYTHING
    for part in _excerpts(plain):
        yield Pattern(part, edge)
        if (bare := without_accents(part)) != part:
            yield Pattern(bare, edge)


def _excerpts(text: str) -> Iterator[str]:
    """The text; of a long one overlapping parts, so that one is found of which a part was cut off."""
    if len(text) <= _WINDOW + _STEP:
        yield text
        return
    starts = [*range(0, len(text) - _WINDOW, _STEP), len(text) - _WINDOW]
    yield from (text[start : start + _WINDOW].strip() for start in starts)


def _notations(number: Fraction, languages: Sequence[Language]) -> Iterator[Pattern]:
    """The ways in which a number is written: plain, with a decimal comma, and in groups."""
    plain = plain_decimal(number)
    if plain is None:
        return
    whole, _point, part = plain.partition(".")
    grouped = {sign: f"{int(whole):,}".replace(",", sign) for sign in _GROUPS}
    written = {plain, plain.replace(".", ",")}
    written |= {folded(decimal_text(Decimal(plain), language)) for language in languages}
    for sign, digits in grouped.items():
        written |= {f"{digits}{point}{part}" for point in ".," if point != sign} if part else {digits}
    yield from (Pattern(text, Edge.NO_DIGIT) for text in sorted(written))


def fits(pattern: Pattern, before: str, after: str) -> bool:
    """Whether what is beside an occurrence lets it be what is looked for.

    :param before: the two characters before it.
    :param after: the characters behind it, a few.
    """
    if pattern.edge is Edge.ANYTHING:
        return True
    if before[-1:].isalnum() or after[:1].isalnum():
        return False
    return pattern.edge is Edge.NO_LETTER or not _goes_on(pattern.text, before, after)


def _goes_on(number: str, before: str, after: str) -> bool:
    """Whether a number is only a part of a longer one: digits with a point or its own sign of groups between them."""
    inner = {character for character in number if not character.isdigit()} | {"."}
    if before[-1:] in inner and before[-2:-1].isdigit():
        return True
    return after[:1] in inner and after[1:2].isdigit() and not _is_zeros(after)


def _is_zeros(after: str) -> bool:
    """Whether decimals follow that are all zero: ``1234567.0``."""
    digits = after[1:].partition(" ")[0].rstrip("\"'<>,;)]}|")
    return after[0] == "." and not digits.strip("0")
