"""What is read without the whole parser is what the whole parser reads: the same data, places and faults."""

from __future__ import annotations

import pytest
from bulletin.reading import yaml_parser
from bulletin.reading.documents import Document
from bulletin.reading.plain_yaml import read_plain
from bulletin.reading.yaml_parser import parse
from hypothesis import given
from hypothesis import strategies as st

FILE = "records/synthetic.yml"
PLAIN = """\
# a comment
- organization: north
  period: 2021-Q1

  value: 26.20
  # another
  by:
    sex:
      women: -4
    pay: 12:30 and so on
  source: Sở Văn hoá – nguồn
- organization: south
"""
LINES = st.sampled_from(
    [
        "# c",
        " # c",
        "",
        "- a: b",
        "- b: 1",
        "-",
        "  c: d e",
        "  d:",
        "  a: -1.50",
        "   e: f",
        "    g: true",
        "    h:",
        "      i: 12:30",
        "j: k",
        "- 5",
        "  l: 010",
        "  m: null",
        "  n: 'q'",
        "  o: {p: 1}",
        "  q: r: s",
        "  t: u #v",
        "  w: x:",
        "  y:z",
        "  - a: b",
        "---",
        "...",
        "  f: &a b",
        "  g: 1\xa0000",
        "  h: é",
        "  i: |",
    ]
)
TEXTS = st.lists(LINES, max_size=8).map("\n".join) | st.lists(LINES, max_size=8).map(
    lambda lines: "\n".join(["- a: b", *lines, ""])
)


def _read_by_the_parser(text: str) -> tuple[object, ...]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_parser, "read_plain", lambda *_: None)
        return _read(text)


def _read(text: str) -> tuple[object, ...]:
    document, problems = parse(FILE, text)
    return repr(document.data), document.offsets, document.cursors, problems


def _is_read_alone(text: str) -> bool:
    return read_plain(Document(FILE, text), str, 100) is not None


@given(TEXTS)
def test_all_files_are_read_as_by_the_parser(text: str) -> None:
    """Whether or not they are plain."""
    assert _read(text) == _read_by_the_parser(text)


@given(value=st.text(st.sampled_from("ab1:-# \n'\"{},\r\u00a0e\u0301.&*!|>"), max_size=20), is_last=st.booleans())
def test_all_values_are_read_as_by_the_parser(value: str, *, is_last: bool) -> None:
    """Whatever is typed behind a key."""
    text = f"- a: {value}\n" + ("" if is_last else "  b: c\n")
    assert _read(text) == _read_by_the_parser(text)


def test_most_files_are_plain() -> None:
    """Fields in lines of their own, nested, with comments, and without a line end behind the last."""
    for text in (PLAIN, PLAIN.rstrip("\n"), f"{PLAIN}\n# the end"):
        assert _is_read_alone(text)
        assert _read(text) == _read_by_the_parser(text)


@pytest.mark.parametrize("line", ["  value: 1", "  by: {sex: women}", "  note: >-", " odd: 1", "value: 1", "  \tb: 1"])
def test_others_are_not(line: str) -> None:
    """What is repeated, in another style or indented in another way is left to the parser."""
    assert not _is_read_alone(f"- value: 1\n{line}\n")


def test_a_record_of_very_many_nodes_is_left_to_the_parser() -> None:
    """Which says that it is too long."""
    short, long = ("- a: b\n" + "".join(f"  f{number}: 1\n" for number in range(count)) for count in (30, 60))
    assert _is_read_alone(f"{short}{short}{short}{short}")
    assert not _is_read_alone(f"{short}{long}")


@given(TEXTS)
def test_what_was_given_up_is_read_again(text: str) -> None:
    """The same, of whichever record it is asked first."""
    records = parse(FILE, text)[0].records()
    before = [repr(entry.data) for entry in records]
    for entry in records:
        entry.free()
    assert [repr(entry.data) for entry in reversed(records)] == before[::-1]
