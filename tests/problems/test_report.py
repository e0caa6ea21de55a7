"""Problems as text, as JSON and as annotations, and the lines they point at. All records are synthetic."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from bulletin.localization.messages import _
from bulletin.model.places import Place
from bulletin.model.text import Language
from bulletin.problems import Problem, ProblemKind, warning
from bulletin.problems.kinds import BY_CODE, KINDS
from bulletin.problems.report import MOST_GROUPS, WIDTH, Format, Role, excerpt, explanation, report, summary, tally
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.projects import reading_of, visits
from tests.sites import EN, LANGUAGES, VI

KIND = warning("synthetic-kind", _("Trying {given}"), hint=_("Correct {given}"), explanation=_("Made up"))
ANY = st.text(st.one_of(st.sampled_from("%:,\r\n{}\x1b\u202e<&"), st.characters(codec="utf-8")), max_size=20)
PROBLEMS = st.builds(
    lambda given, file, line, column, text: Problem(KIND, Place(file, line, column), {"given": given}, text),
    ANY,
    ANY,
    st.integers(1, 999),
    st.integers(1, 50),
    ANY,
)
LINES = st.text(
    st.one_of(st.sampled_from("aệ字\u0323\u0302ｗ🙂\t\x1b\u202e "), st.characters(codec="utf-8")), max_size=300
)


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    marks = [character for character in text if unicodedata.category(character) not in {"Mn", "Me"}]
    return sum(2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1 for character in marks)


@given(LINES, st.integers(1, 320))
def test_the_caret_is_below_its_character(line: str, column: int) -> None:
    """Whatever is in the line, the caret is as far to the right as the character it means, and the line fits."""
    shown, caret = excerpt(line, column)
    assert caret.endswith("^")
    indent = len(caret) - 1
    assert indent <= WIDTH
    assert width(shown) <= WIDTH + 1
    meant = line[column - 1 : column]
    if meant.isprintable() and width(meant):
        starts = [number for number in range(len(shown)) if width(shown[:number]) == indent]
        assert meant in {shown[number] for number in starts}


@given(LINES, st.integers(1, 320))
def test_no_terminal_obeys_an_excerpt(line: str, column: int) -> None:
    """Controls and marks that reverse text are shown as signs, never sent."""
    shown, _ = excerpt(line, column)
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} for character in shown)


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("value: 7", 8, ("value: 7", "       ^")),
        ("tên: ệ", 6, ("tên: ệ", "     ^")),
        ("te\u0302n: x", 7, ("te\u0302n: x", "     ^")),
        ("字字: x", 5, ("字字: x", "      ^")),
        ("a:\tx", 4, ("a:→x", "   ^")),
        ("x" * 300, 200, ("…" + "x" * 98 + "…", " " * 60 + "^")),
        ("abc", 9, ("abc", "   ^")),
        ("", 1, ("", "^")),
    ],
)
def test_excerpts(line: str, column: int, expected: tuple[str, str]) -> None:
    """Wide letters take two columns, marks none; a long line is cut around the caret."""
    shown, caret = excerpt(line, column)
    assert (shown, caret) == expected or (len(line) > WIDTH and caret == expected[1] and width(shown) <= WIDTH)


@given(st.lists(PROBLEMS, max_size=5), st.sampled_from(LANGUAGES))
def test_json_says_everything(problems: list[Problem], language: Language) -> None:
    """The JSON list holds every problem, whatever characters it names."""
    reported = json.loads(report(problems, Format.JSON, language))
    assert [(item["file"], item["line"], item["column"], item["code"]) for item in reported] == [
        (*problem.place[:3], problem.code) for problem in problems
    ]
    assert [item["message"] for item in reported] == [problem.message_in(language) for problem in problems]
    assert [item["details"] for item in reported] == [dict(problem.details) for problem in problems]


@given(st.lists(PROBLEMS, max_size=5))
def test_github_reads_back_what_was_meant(problems: list[Problem]) -> None:
    """Each problem is one command on one line, and no text can end it early or begin another."""
    text = report(problems, Format.GITHUB, EN)
    commands = text.split("\n") if text else []
    assert len(commands) == len(problems)
    for command, problem in zip(commands, problems, strict=True):
        head, _, data = command.removeprefix("::warning ").partition("::")
        properties = dict(item.split("=", 1) for item in head.split(","))
        assert _unescaped(properties["file"]) == problem.place.file
        assert (properties["line"], properties["col"]) == (str(problem.place.line), str(problem.place.column))
        assert _unescaped(data) == f"{problem.message_in(EN)}\n{problem.hint_in(EN)}"
        assert "\r" not in command


@given(st.lists(PROBLEMS, max_size=5), st.sampled_from(LANGUAGES))
def test_gitlab_gets_all_that_it_reads(problems: list[Problem], language: Language) -> None:
    """Each problem is an issue at its line, with a fingerprint that no other has."""
    issues = json.loads(report(problems, Format.GITLAB, language))
    assert [(issue["location"]["path"], issue["location"]["lines"]["begin"]) for issue in issues] == [
        (problem.place.file, problem.place.line) for problem in problems
    ]
    for problem, issue in zip(problems, issues, strict=True):
        assert problem.message_in(language) in issue["description"]
    assert {(issue["check_name"], issue["severity"]) for issue in issues} <= {(KIND.code, "minor")}
    assert len({issue["fingerprint"] for issue in issues}) == len(problems)


@given(st.lists(PROBLEMS, max_size=5), st.integers(1, 99))
def test_fingerprints_outlive_what_is_typed_above(problems: list[Problem], more: int) -> None:
    """Lines further down, and in the other language, the problems of a file are still the same."""
    moved = [replace(problem, place=problem.place._replace(line=problem.place.line + more)) for problem in problems]
    before, after = report(problems, Format.GITLAB, VI), report(moved, Format.GITLAB, EN)
    prints = [[issue["fingerprint"] for issue in json.loads(text)] for text in (before, after)]
    assert prints[0] == prints[1]


def _unescaped(text: str) -> str:
    for code, sign in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_text_ends_somewhere() -> None:
    """Of very many different problems the first are written out and the others counted."""
    problems = [Problem(KIND, Place("f", n, 1), {"given": str(n)}) for n in range(1, MOST_GROUPS + 8)]
    text = report(problems, Format.TEXT, EN)
    assert text.count("synthetic-kind") == MOST_GROUPS
    assert text.endswith("… and 7 more problems.")


def test_colour_changes_no_word() -> None:
    """With colours the text is the same once they are taken away."""
    problems = [Problem(KIND, Place("f", 1, 1), {"given": "x"}, "x")]
    painted = report(problems, Format.TEXT, VI, lambda text, role: f"<{role.value}>{text}</>")
    plain = report(problems, Format.TEXT, VI)
    for role in Role:
        painted = painted.replace(f"<{role.value}>", "")
    assert painted.replace("</>", "") == plain


@pytest.mark.parametrize(
    ("severities", "files", "words"),
    [
        ([], 1, ("Đã kiểm tra 1 tệp: không có vấn đề.", "Checked 1 file: no problems.")),
        (
            ["error"],
            2,
            (
                "Đã kiểm tra 2 tệp: 1 lỗi, 0 lưu ý; những kiểm tra trên số liệu đã tính chạy sau khi hết lỗi.",
                "Checked 2 files: 1 error, 0 warnings; checks of compiled figures run once there are no errors.",
            ),
        ),
        (["compiled"], 2, ("Đã kiểm tra 2 tệp: 1 lỗi, 0 lưu ý.", "Checked 2 files: 1 error, 0 warnings.")),
        (["warning"] * 2, 2, ("Đã kiểm tra 2 tệp: 0 lỗi, 2 lưu ý.", "Checked 2 files: 0 errors, 2 warnings.")),
    ],
)
def test_the_tally_is_a_sentence(severities: list[str], files: int, words: tuple[str, str]) -> None:
    """Numbers and words agree, in both languages."""
    kinds = {
        "error": BY_CODE["value-empty"],
        "compiled": BY_CODE["target-not-implied"],
        "warning": BY_CODE["file-empty"],
    }
    problems = [Problem(kinds[severity], Place("f", 1, 1)) for severity in severities]
    is_complete = "error" not in severities
    assert tuple(tally(problems, files, language, is_complete=is_complete) for language in LANGUAGES) == words


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_explanations_need_no_problem(kind: ProblemKind) -> None:
    """A kind can be explained with nothing filled in, and says how to accept it where it can be accepted."""
    for language in LANGUAGES:
        text = explanation(kind, language)
        assert kind.code in summary(kind, language)
        assert "{given}" not in text
        assert ("acknowledged:\n" in text) == kind.acknowledgeable


def test_no_detail_begins_a_line_of_its_own(tmp_path: Path) -> None:
    """What was typed with line ends and escapes in it stays within the line of its problem, in every notation."""
    forged = '"x\\n::error file=a::forged\\n"'
    problems = reading_of(tmp_path, visits__bad=visits(organization="central", more=f"  {forged}: 1\n")).problems
    assert problems
    for style in Format:
        lines = report(problems, style, EN).splitlines()
        assert [line for line in lines if line.startswith("::error file=a")] == []
