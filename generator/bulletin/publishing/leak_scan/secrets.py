"""What must not be in a published file: words, numbers and names of records that its readers may not see."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import Enum
from fractions import Fraction
from itertools import chain
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, RootModel

from bulletin.model.places import NOWHERE, Place
from bulletin.model.plain_text import one_line
from bulletin.model.records import Record
from bulletin.model.text import Language
from bulletin.model.values import Quantity
from bulletin.publishing.leak_scan.leaks import LeakKind

LEAST_DIGITS = 6
"""Digits of a number, without zeros at its ends, from which on it is not found in a site by mere chance."""
_COMMENT = re.compile(r"(?:^|\s)#\s*(.+)$", re.MULTILINE)
_PRECISION = 60
"""Digits of a decimal at most."""
_LEAST_LINE = 12
"""Characters of a line in a comment or in a commit's message that is looked for."""


@dataclass(frozen=True)
class Secret:
    """Something that is in the records, and that no published file may say."""

    kind: LeakKind
    value: str | Fraction
    """As typed; a number without its sign."""
    field: str = ""
    """The field of the record, as typed: ``note.en``. Empty where it is in none."""
    place: Place = NOWHERE
    """Where the record begins."""

    def __str__(self) -> str:
        """The field and the record that it is in, and what it is; for publishers only."""
        about = [self.field] if self.field else []
        about += [self.place.at_line] if self.place.file else []
        return one_line(": ".join([*about, f"“{self.value}”"]))

    @property
    def is_id(self) -> bool:
        """Whether it is a name for addresses and references."""
        return self.field.rpartition(".")[2] in {"id", "former-ids"}


@dataclass(frozen=True)
class Confidential:
    """All that must not be in a site, and what may be although it is confidential as well."""

    secrets: tuple[Secret, ...] = ()
    public: frozenset[str] = frozenset()
    """Texts that readers see in any case; what they say is no secret."""
    public_files: frozenset[bytes] = frozenset()
    """The hashes (SHA-256) of files that every site has, such as scripts of the theme; they are not looked into."""
    public_numbers: AbstractSet[Fraction] = frozenset()
    """Numbers that readers see in any case, without their signs."""
    languages: tuple[Language, ...] = ()
    """Those in whose notation numbers may be published."""
    records_address: str | None = None
    """Where the records can be edited, if readers may not see them."""
    machine_paths: tuple[str, ...] = ()
    """Folders of the machine that builds the site."""


def secrets_in(records: Iterable[Record]) -> Iterator[Secret]:
    """Every text and every number of records, whatever the depth; neither dates nor choices among a few."""
    for record in records:
        for path, value in _values(record, ""):
            kind = LeakKind.TEXT if isinstance(value, str) else LeakKind.NUMBER
            yield Secret(kind, value, path, record.place)


def texts_in(records: Iterable[Record]) -> Iterator[str]:
    """Every text of records."""
    return (value for record in records for _path, value in _values(record, "") if isinstance(value, str))


def numbers_in(records: Iterable[Record]) -> Iterator[Fraction]:
    """Every number of records, without its sign."""
    return (value for record in records for _path, value in _values(record, "") if isinstance(value, Fraction))


def _values(value: object, path: str) -> Iterator[tuple[str, str | Fraction]]:
    """The texts and the numbers in a value, with their paths as they are typed."""
    match value:
        case bool() | Enum():
            pass
        case str():
            yield path, value
        case int() | Decimal() | Fraction():
            yield path, abs(Fraction(value))
        case Quantity(number=number, upper=upper):
            yield from chain(_values(number, path), _values(upper, path))
        case RootModel(root=root):
            yield from _values(root, path)
        case _:
            for name, inner in _parts(value):
                yield from _values(inner, ".".join(filter(None, (path, name))))


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """What a value is made of, with the names of fields and keys; items of lists have none."""
    match value:
        case BaseModel():
            names = (name for name in type(value).model_fields if name != "audience")
            yield from ((name.replace("_", "-"), getattr(value, name)) for name in names)
        case Mapping():
            yield from ((str(name), inner) for name, inner in value.items())
        case Sequence() | AbstractSet():
            yield from (("", inner) for inner in value)


def is_distinctive(number: Fraction) -> bool:
    """Whether a number has so many digits that the same number elsewhere is no accident."""
    return len(_significant_digits(number)) >= LEAST_DIGITS


def _significant_digits(number: Fraction) -> str:
    """The digits of a number without zeros at either end; of one that no decimal is equal to, none."""
    plain = plain_decimal(number)
    return "" if plain is None else plain.replace(".", "").strip("0")


def plain_decimal(number: Fraction) -> str | None:
    """A number as a plain decimal: ``1234.5``; None where none is equal to it."""
    with localcontext(prec=_PRECISION):
        decimal = Decimal(number.numerator) / Decimal(number.denominator)
    return f"{decimal:f}" if Fraction(decimal) == number else None


# --- what surrounds records -------------------------------------------------------------------------------------------


def names_of_files(files: Iterable[str], public: Iterable[str]) -> Iterator[Secret]:
    """The names of files that hold withheld records only, and of folders in which there are no others.

    :param files: their paths in the project.
    :param public: the paths of the files of the other records.
    """
    known = {part for file in public for part in _names(file)}
    for file in sorted(set(files)):
        yield from (Secret(LeakKind.FILE_NAME, name, place=Place(file, 1, 1)) for name in _names(file) - known)


def _names(file: str) -> set[str]:
    path = PurePosixPath(file)
    return {*path.parts[:-1], path.stem, path.with_suffix("").as_posix()}


def comments_in(files: Mapping[str, Path]) -> Iterator[Secret]:
    """The comments in files of records.

    :param files: where they are, by their paths in the project.
    :raises OSError: where the machine fails.
    """
    for file, path in sorted(files.items()):
        text = path.read_text(encoding="utf-8", errors="replace")
        for match in _COMMENT.finditer(text):
            if len(match[1]) >= _LEAST_LINE:
                line = text.count("\n", 0, match.start(1)) + 1
                yield Secret(LeakKind.COMMENT, match[1], place=Place(file, line, 1))


def lines_of_messages(messages: Iterable[str]) -> Iterator[Secret]:
    """The lines of the messages of commits."""
    lines = dict.fromkeys(line.strip() for message in messages for line in message.splitlines())
    return (Secret(LeakKind.COMMIT, line) for line in lines if len(line) >= _LEAST_LINE)
