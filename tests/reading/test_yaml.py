"""The strict YAML reader: what it builds, the positions that it gives, what it refuses. All data are synthetic."""

from __future__ import annotations

import time
import unicodedata
from decimal import Decimal

import pytest
import yaml
from bulletin.reading.documents import MOST_PROBLEMS, REFUSED, Data, Document
from bulletin.reading.yaml_parser import DEEPEST, is_refused, parse, refused_in
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.writing import FIELDS, Writer, read_as, traverse, written

FILE = "records/synthetic.yml"
TYPED = st.text(st.one_of(st.sampled_from("ab:-#,[]{}&*!|>'\"%@` \n\t?0.~\\\r"), st.characters()), max_size=60)


def well_read(text: str) -> Document:
    """Read a text in which nothing is wrong."""
    document, problems = parse(FILE, text)
    assert [problem.code for problem in problems] == []
    return document


def codes(text: str) -> list[str]:
    """Everything wrong with a text."""
    return [problem.code for problem in parse(FILE, text)[1]]


# --- laws -------------------------------------------------------------------------------------------------------------


@given(written())
def test_data_survive_writing_and_reading(example: tuple[Data, Writer]) -> None:
    """Whatever is written, in whichever style, is read as what it was; numbers keep their type and their digits."""
    data, writer = example
    assert repr(well_read(writer.text).data) == repr(read_as(data))


@given(written(), st.sampled_from(["\n", "\r\n"]))
def test_everything_is_where_it_was_written(example: tuple[Data, Writer], line_end: str) -> None:
    """Every key and every value is found at the line and column, in characters, at which it was written."""
    _, writer = example
    document = well_read(writer.text.replace("\n", line_end))
    lines = writer.text.split("\n")
    for path, _ in traverse(document.data):
        for is_key, offsets in ((True, writer.keys), (False, writer.values)):
            if path in offsets:
                before = writer.text[: offsets[path]].split("\n")
                place = document.place(document.offset_of(document.data, 0, path, key=is_key))
                assert (place.line, place.column) == (len(before), len(before[-1]) + 1)
                assert document.line(place.line) == lines[place.line - 1]


@given(st.lists(written(), min_size=1, max_size=4))
def test_records_know_where_they_begin(examples: list[tuple[Data, Writer]]) -> None:
    """In a list of records, each is found with its own data at its own line."""
    texts = [writer.text for _, writer in examples]
    text = "".join(f"-\n{_indented(text)}" for text in texts)
    lines_before = [sum(1 + text.count("\n") for text in texts[:number]) for number in range(len(texts))]
    entries = well_read(text).records()
    assert [repr(entry.data) for entry in entries] == [repr(read_as(data)) for data, _ in examples]
    assert [entry.place.line for entry in entries] == [before + 2 for before in lines_before]


def _indented(text: str) -> str:
    return "".join(f" {line}" for line in text.splitlines(keepends=True))


@given(TYPED)
def test_nothing_that_can_be_typed_is_a_crash(text: str) -> None:
    """Any text is data, or problems at places within it, or both; and no value is blank."""
    document, problems = parse(FILE, text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    assert document.data is not REFUSED or problems
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    for _, value in traverse(document.data):
        assert not isinstance(value, str) or value.strip()


@given(FIELDS, st.data())
def test_a_refused_field_does_not_move_the_others(fields: dict[str, Data], data: st.DataObject) -> None:
    """Behind a field that is given twice every place is still right, and the first value counts."""
    names = list(fields)
    again = data.draw(st.sampled_from(names))
    rest = names[names.index(again) + 1 :]
    writers = {name: Writer(data.draw) for name in names}
    for name, writer in writers.items():
        writer.block_lines({name: fields[name]}, 0, ())
    repeated = Writer(data.draw)
    repeated.block_lines({again: {"deep": ["x", {"y": 1}]}}, 0, ())
    at = names.index(data.draw(st.sampled_from(rest))) if rest else len(names)
    texts = [writer.text for writer in writers.values()]
    document, problems = parse(FILE, "".join([*texts[:at], repeated.text, *texts[at:]]))
    (entry,) = document.records()
    assert [problem.code for problem in problems] == ["key-repeated"]
    assert repr(entry.data) == repr(read_as(fields))
    for number, name in enumerate(names):
        before = "".join([*texts[:number], repeated.text if number >= at else ""])
        (path,) = writers[name].keys.keys() - set().union(*(w.keys.keys() for n, w in writers.items() if n != name))
        assert entry.place_of(path, key=True).line == before.count("\n") + 1


# --- examples ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5", 5),
        ("-5", -5),
        ("0", 0),
        ("26.20", Decimal("26.20")),
        ("true", True),
        ("True", "True"),
        ("no", "no"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("2019-01", "2019-01"),
        ("2019-09-05", "2019-09-05"),
        ("1,115", "1,115"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("1e5", "1e5"),
        (".5", ".5"),
        ("+5", "+5"),
        (".inf", ".inf"),
        ("٣", "٣"),
        ("1" * 41, "1" * 41),
        ('"5"', "5"),
        ("'no'", "no"),
        ("|\n  hai\n  dòng\n", "hai\ndòng"),
        (">-\n  một\n  dòng\n", "một dòng"),
    ],
)
def test_scalars_are_what_they_look_like(typed: str, meant: Data) -> None:
    """Only plain whole numbers and decimals are numbers, only true and false are truth values."""
    assert repr(well_read(f"a: {typed}").data) == repr({"a": meant})


def test_text_is_composed() -> None:
    """A letter with its accents typed apart is the same as the letter with its accents, in values and in keys."""
    text = "Thuỷ: 'Hà Nội'\nb: Đống Đa\n"
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert well_read(apart).data == well_read(text).data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb:2\nc: 3\n", "yaml-colon-missing 2:1"),
        ("a 1\nb: 2\n", "yaml-colon-missing 1:1"),
        ("a\n  b: 1\n", "yaml-colon-missing 1:1"),
        ("note: xem: trang 3\n", "yaml-colon-in-text 1:10"),
        ("- note: xem: trang 3\n", "yaml-colon-in-text 1:12"),
        ('a: "b" : c\n', "yaml-colon-in-text 1:8"),
        ("- a: 1\n   b: 2\n", "yaml-indentation 2:4"),
        ("- a: 1\n b: 2\n", "yaml-indentation 2:2"),
        ("a:\n    b: 1\n  c: 2\n", "yaml-indentation 3:3"),
        ("a: 1\n\n# ghi chú\n  b: 2\n", "yaml-indentation 4:3"),
        ("a: 1\n- b\n", "yaml-indentation 2:1"),
        ("a: |\n  b\n c\n", "yaml-indentation 3:2"),
        ("a: 'x\nb: 1\n", "yaml-quote-open 1:4"),
        ('a: "x\n---\n', "yaml-quote-open 1:4"),
        ("a: 'x' y\n", "yaml-after-value 1:8"),
        ("a: {b: 1}}\n", "yaml-after-value 1:10"),
        ("a: [1, 2\nb: 3\n", "yaml-bracket-open 1:4"),
        ("a: {b: 1 c: 2}\n", "yaml-bracket-open 1:4"),
        ("[[", "yaml-bracket-open 1:2"),
        ("a: {vi: Phường 1: khu A, en: b}\n", "yaml-colon-in-text 1:17"),
        ("a: {vi: Phường 1,\n  en: Ward 1: a}\n", "yaml-colon-in-text 2:13"),
        ("a: {vi: A en: B}\n", "yaml-bracket-open 1:4"),
        ("a: {vi: Phường #1, en: Ward}\nb: 1\n", "yaml-comment-in-brackets 1:16"),
        ("a: {b: [x, 'y #1', z #2]}\n", "yaml-comment-in-brackets 1:22"),
        ("a: {vi: 'x #1', en: y\nb: 1\n", "yaml-bracket-open 1:4"),
        ("a: [b, # c\n  d]\n", ""),
        ("a: ]\n", "yaml-bracket-stray 1:4"),
        ("a: [,]\n", "yaml-bracket-stray 1:5"),
        ("a: @x\n", "yaml-first-character 1:4"),
        ("a: %x\n", "yaml-first-character 1:4"),
        ("a: >5\n", "yaml-first-character 1:4"),
        ("a: |150\n", "yaml-first-character 1:4"),
        ('a: "\\d"\n', "yaml-escape 1:5"),
        ("a: - b\n", "yaml-syntax 1:4"),
        ("a: *x\n", "yaml-anchor 1:4"),
        ("&x a: 1\n", "yaml-anchor 1:1"),
        ("*x : 1\n", "yaml-anchor 1:1"),
        ("a: &\n", "yaml-anchor 1:4"),
        ("!x a: 1\n", "yaml-tag 1:1"),
        ("a: ! 1\n", "yaml-tag 1:4"),
        ("a: !<x 1\n", "yaml-tag 1:4"),
        ("%TAG ! x\n---\na: 1\n", "yaml-directive 1:1"),
        ("%x\n---\na: 1\n", "yaml-directive 1:1"),
        ("---\na: 1\n---\n", "yaml-documents 3:1"),
        ("<<: {a: 1}\n", "yaml-merge 1:1"),
        ("? [a]\n: 1\n", "key-not-text 1:3"),
        ('"": 1\n', "key-not-text 1:1"),
        ("a: ~\n", "value-empty 1:4"),
        ('a: "  "\n', "value-empty 1:4"),
        ("- \n- 1\n", "value-empty 1:2"),
        ("{a, b: 1}\n", "value-empty 1:3"),
        ("a: -007\n", "number-leading-zero 1:4"),
        ('a: "\\u202e"\n', "character-refused 1:4"),
        ("a: b\u200b\n", "character-refused 1:5"),
        ("a: 1\u00a02\n", "character-refused 1:5"),
        ("# \u2066 in a comment\n", "character-refused 1:3"),
        ("a: \x00\n", "character-refused 1:4"),
        ("a: 1\rb: 2\r", "character-refused 1:5 character-refused 2:5"),
        ("a:\t1\n", "tab-found 1:3"),
    ],
)
def test_what_is_refused_and_where(text: str, expected: str) -> None:
    """Each slip is reported at the place where an editor has to type."""
    reported = [f"{problem.code} {problem.place.line}:{problem.place.column}" for problem in parse(FILE, text)[1]]
    assert " ".join(reported) == expected


LOST = [
    "vi: Khu phố # 4",
    "en: ward # 4",
    "a: Khu phố # 4",
    "vi: Khu\n  phố # 4",
    "- Khu phố # 4",
    "{vi: Khu phố # 4\n}",
]
KEPT = ['vi: "Khu phố # 4" # x', "vi: Khu phố  # x", "vi: |\n  Khu phố # 4", "vi: >-\n  Khu phố # 4", "vi: Khu phố#4"]
NO_TEXT = ["a: 22 # x", "a: 26.2 # x", "a: 2023-Q1 # x", "a: north # x", "a: true # x", "{vi: Khu phố} # x", "# a # x"]


@pytest.mark.parametrize("text", LOST)
def test_a_text_that_a_comment_cuts_off_is_remarked_on(text: str) -> None:
    """What follows a # is lost, and the hint gives the whole text in quotes."""
    (problem,) = parse(FILE, f"{text}\n")[1]
    assert (problem.code, problem.line_text[problem.place.column - 1 :]) == (
        "text-before-comment",
        text[text.index("#") :].rstrip("}\n"),
    )
    assert "# 4" in problem.hint_in("en")


@pytest.mark.parametrize("text", [*KEPT, *NO_TEXT])
def test_a_comment_that_can_be_no_text_is_not_remarked_on(text: str) -> None:
    """Behind numbers, ids, quotes and brackets, and two spaces behind a text, a comment is one."""
    assert codes(f"{text}\n") == []


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment\n"])
def test_a_file_without_records_is_an_empty_list(text: str) -> None:
    """A file that holds nothing is no mistake of writing."""
    assert well_read(text).data == []


def test_line_ends_of_windows_change_nothing() -> None:
    """Lines that end as on Windows are read like others."""
    assert well_read("a: 1\r\nb: |\r\n  x\r\n  y\r\n").data == {"a": 1, "b": "x\ny"}


# --- hostile files ----------------------------------------------------------------------------------------------------

MEGABYTE = 2**20
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("brackets", "[" * 100_000, {"yaml-too-deep"}),
        ("braces", "{" * 100_000, {"yaml-too-deep"}),
        ("dashes", "- " * 50_000, {"yaml-too-deep"}),
        ("keys", "? " * 50_000, {"yaml-too-deep"}),
        ("staircase", "".join(f"{' ' * n}a:\n" for n in range(1_000)), {"yaml-too-deep"}),
        ("aliases", BOMB, {"yaml-anchor"}),
        ("tags", "!" * MEGABYTE, {"yaml-tag"}),
        ("quote", '"' + "x" * MEGABYTE, {"yaml-quote-open"}),
        ("quotes", "'" * MEGABYTE, set()),
        ("colons", ": " * MEGABYTE, {"yaml-syntax", "yaml-colon-in-text", "yaml-indentation", "key-not-text"}),
        ("one long word", "x" * 4 * MEGABYTE, set()),
        ("one long number", "a: " + "1" * 4 * MEGABYTE, set()),
        ("zeros", "a: " + "0" * MEGABYTE, {"number-leading-zero"}),
        ("blank lines", "\n" * 4 * MEGABYTE, set()),
        ("comments", "#\n" * 2 * MEGABYTE, set()),
        ("one long line", "{" + "a: 1, " * 100_000 + "b: 1}", {"key-repeated"}),
        ("repeated keys", "".join(f"k{n}: 1\n" for n in range(40_000)) + "k39999: 1\n" * 50_000, {"key-repeated"}),
        ("many blanks", "-\n" * 200_000, {"value-empty"}),
        ("refused characters", "\u202e" * MEGABYTE, {"character-refused"}),
        ("a list of millions", "[" + "1," * (2 * MEGABYTE) + "]", {"yaml-too-many"}),
        ("a record of thousands", "- [" + "1," * 200_000 + "]", {"yaml-too-many"}),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 40 else "",
)
def test_hostile_files_are_refused_in_time(name: str, text: str, expected: set[str]) -> None:
    """A file made to hurt costs seconds at most, never the process, and no more than a thousand problems."""
    begun = time.process_time()
    found = codes(text)
    assert time.process_time() - begun < 60, "a few seconds on an idle machine"
    assert set(found) <= expected
    assert bool(found) == bool(expected)
    assert len(found) <= MOST_PROBLEMS


@given(st.integers(1, DEEPEST + 3))
def test_depth_is_bounded_exactly(depth: int) -> None:
    """Nesting is fine down to the limit and refused below it."""
    assert codes("[" * depth + "1" + "]" * depth) == ([] if depth <= DEEPEST else ["yaml-too-deep"])


def test_a_plain_loader_would_have_been_fooled() -> None:
    """What is refused here, PyYAML's own loader takes silently for something else."""
    assert yaml.safe_load("{a: 010, b: no, c: 12:30, d: 1, d: 2}") == {"a": 8, "b": False, "c": 750, "d": 2}
    assert codes("{a: 010, b: no, c: 12:30, d: 1, d: 2}") == ["number-leading-zero", "key-repeated"]


def test_each_conflict_is_reported_once_and_nothing_else() -> None:
    """Marks of a merge, indented or not, count once a block, whatever else is wrong with the file."""
    block = "<<<<<<< HEAD\n- a: 1\n||||||| base\n=======\n\t- a\n>>>>>>> other\n"
    problems = parse("x", f"{block}- b: 1\n  <<<<<<< HEAD\n  =======\r\n  >>>>>>> other\n")[1]
    assert [(p.code, p.place.line, p.place.column) for p in problems] == [
        ("merge-conflict", 1, 1),
        ("merge-conflict", 8, 3),
    ]
    assert parse("x", "a: ======= <<<<<<< b\n")[1] == []


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_french_typography_keeps_its_spaces(space: str) -> None:
    """Word sets spaces that do not break within quotes and before some marks; elsewhere they are refused."""
    text = f"\u00ab{space}Oui{space}\u00bb{space}: 12{space}%{space}; non{space}!"
    document, problems = parse("x", f'# {text}\na: "{text}"\nb{space}: {text[:7]}\n')
    assert problems == []
    assert document.data == {"a": text, "b": text[:7]}
    for refused, line, column in (
        (f"a: Ward{space}1\nb: {text[:7]}\n", 1, 8),
        (f"b: {text[:7]}\nc: 1{space}115\n", 2, 5),
    ):
        (problem,) = parse("x", refused)[1]
        assert (problem.code, problem.place.line, problem.place.column) == ("character-refused", line, column)


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_word_processors_keep_their_spaces_in_texts(space: str) -> None:
    """They keep dashes with the word before them, groups of digits together, and numbers with their units."""
    text = f"План{space}— №{space}7: 1{space}115{space}человек, 5{space}%, 3{space}€"
    document, problems = parse("x", f'note: {text.replace(": ", " ")}\nother: "{text}"\n')
    assert problems == []
    assert document.data == {"note": text.replace(": ", " "), "other": text}
    problems = parse("x", f"a: в{space}году\nb: 1{space}\nc:{space}1\nd: -1{space}115.5\n")[1]
    assert [(p.code, p.place.line) for p in problems] == [("character-refused", line) for line in (1, 2, 3)]
    (problem,) = parse("x", f"- 7\n- -1{space}115.5\n")[1]
    assert (problem.code, problem.place.line, problem.place.column) == ("character-refused", 2, 5)


def test_hidden_characters_are_refused_in_keys() -> None:
    """An escape in a key reaches no terminal, no more than one in a value."""
    problems = parse("x", '"a\\e[31m\\u202e": 1\n')[1]
    assert {problem.code for problem in problems} == {"character-refused"}
    assert len(problems) == 2


@given(st.text(st.characters(blacklist_characters="\r\u00a0\u202f")))
def test_every_refused_character_of_a_text_is_found(text: str) -> None:
    """Whichever characters are beside it, but for those that are fine in some places."""
    assert refused_in(text) == set(filter(is_refused, text))


def test_no_common_character_hides_a_refused_one() -> None:
    characters = [chr(code) for code in range(0x10000) if chr(code) not in "\r\u00a0\u202f"]
    assert refused_in("".join(characters)) == set(filter(is_refused, characters))
