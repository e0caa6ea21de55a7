"""Writes synthetic data as YAML in many ways, noting where it puts every key and value."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from bulletin.reading.documents import Data, Path, to_nfc
from bulletin.reading.yaml_parser import is_refused
from hypothesis import strategies as st

LETTERS = st.characters(codec="utf-8").filter(lambda character: not is_refused(character))
WORDS = st.one_of(
    st.text(LETTERS, min_size=1, max_size=30),
    st.text(st.sampled_from("aĐ-:#,[]{}&*!|>'\"%@` \n0.5?~="), min_size=1, max_size=12),
    st.sampled_from(
        ["no", "yes", "on", "010", "12:30", "1_000", "0x1F", "1e5", "null", "~", "<<", "2019-01", "-", "1,5"]
    ),
    st.text(st.sampled_from("aeiou\u0302\u0309\u0323"), min_size=1, max_size=6),
)
TEXTS = WORDS.filter(lambda text: text.strip() != "")
KEYS = WORDS.filter(lambda text: to_nfc(text).strip() not in {"<<", ""})
NUMBERS = st.one_of(st.integers(-(10**15), 10**15), st.decimals(-1000, 1000, allow_nan=False, places=2))
SCALARS = st.one_of(TEXTS, NUMBERS, st.booleans())
FIELDS: st.SearchStrategy[dict[str, Data]] = st.dictionaries(
    KEYS.map(lambda key: to_nfc(key).strip()), SCALARS, min_size=2, max_size=6
)
DATA = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
).filter(lambda data: len(list(traverse(data))) == len(list(traverse(read_as(data)))))


def read_as(data: Data) -> Data:
    """What data are read as: text in its composed form, and keys without spaces around them."""
    if isinstance(data, dict):
        return {to_nfc(key).strip(): read_as(value) for key, value in data.items()}
    if isinstance(data, list):
        return [read_as(item) for item in data]
    return to_nfc(data) if isinstance(data, str) else data


def traverse(data: Data, path: Path = ()) -> Iterator[tuple[Path, Data]]:
    """Everything inside of data, with the way to it."""
    yield path, data
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        yield from traverse(value, (*path, step))


@dataclass
class Writer:
    """Writes data, in a style drawn anew for every piece."""

    draw: Callable[[st.SearchStrategy[Any]], Any]
    text: str = ""
    """What was written so far."""
    values: dict[Path, int] = field(default_factory=dict)
    """The offset of each value, by the way to it as it is read."""
    keys: dict[Path, int] = field(default_factory=dict)
    """The offset of each key."""

    def flow(self, data: Data, path: Path = ()) -> None:
        """Write a value within the line."""
        self.values[path] = len(self.text)
        if not isinstance(data, (dict, list)):
            self.scalar(data)
            return
        opening, closing = "{}" if isinstance(data, dict) else "[]"
        self.text += opening
        for number, (step, value) in enumerate(self._items(data)):
            self.text += ", " if number else ""
            if isinstance(data, dict):
                self._key(str(step), path)
            self.flow(value, (*path, self._step(step)))
        self.text += closing

    def scalar(self, data: Data) -> None:
        """Write text in quotes, and all else plain."""
        if isinstance(data, str):
            single = "\n" not in data and self.draw(st.booleans())
            self.text += "'" + data.replace("'", "''") + "'" if single else json.dumps(data, ensure_ascii=False)
        elif isinstance(data, bool):
            self.text += "true" if data else "false"
        else:
            self.text += f"{data:f}" if isinstance(data, Decimal) else str(data)

    def end_line(self) -> None:
        """End the line, with or without a comment and blank lines behind it."""
        self.text += self.draw(st.sampled_from(["\n", " # Đây là ghi chú\n", "\n\n", "   \n#\n"]))

    def _items(self, data: Data) -> list[tuple[str | int, Data]]:
        return list(data.items()) if isinstance(data, dict) else list(enumerate(data)) if isinstance(data, list) else []

    def _step(self, step: str | int) -> str | int:
        return to_nfc(step).strip() if isinstance(step, str) else step

    def _lead(self, data: Data, step: str | int, path: Path) -> None:
        if isinstance(data, dict):
            self._key(str(step), path)
        else:
            self.text += "- "

    def _key(self, key: str, path: Path) -> None:
        self.keys[(*path, str(self._step(key)))] = len(self.text)
        self.text += f"{json.dumps(key, ensure_ascii=False)}: "

    def _below(self, value: Data, indent: int, path: Path) -> None:
        if not value or not isinstance(value, (dict, list)) or self.draw(st.booleans()):
            self.flow(value, path)
            self.end_line()
        else:
            self.end_line()
            self.block_lines(value, indent + 2, path)

    def block_lines(self, value: Data, indent: int, path: Path) -> None:
        """Write the items of a value, each on lines of its own."""
        for number, (step, item) in enumerate(self._items(value)):
            self.text += " " * indent
            if number == 0:
                self.values[path] = len(self.text)
            self._lead(value, step, path)
            self._below(item, indent, (*path, self._step(step)))


@st.composite
def written(draw: st.DrawFn) -> tuple[Data, Writer]:
    """Give data, and them written."""
    data = draw(DATA)
    writer = Writer(draw)
    if draw(st.booleans()) and isinstance(data, (dict, list)) and data:
        writer.block_lines(data, 0, ())
    else:
        writer.flow(data)
        writer.end_line()
    return data, writer
