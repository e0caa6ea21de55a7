"""Problems in the notations that people, programs and forges read. Pure text; only the command line prints it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from hashlib import sha256

from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.model.text import Language, Text
from bulletin.problems import Problem, ProblemKind, Severity
from bulletin.problems.excerpt import excerpt

MOST_GROUPS = 100
"""So many different problems are written out in text; whoever has more begins with the first."""
_MOST_PLACES = 5
"""So many further places of one and the same problem are listed."""


class Format(StrEnum):
    """A notation for problems."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    """Workflow commands, which become annotations on the lines of a change."""
    GITLAB = "gitlab"
    """A Code Quality report: the part of Code Climate's JSON that GitLab reads."""


class Role(StrEnum):
    """What a piece of text is, for whoever colours it."""

    PLACE = "place"
    ERROR = "error"
    WARNING = "warning"
    CARET = "caret"
    HINT = "hint"


Paint = Callable[[str, Role], str]
"""Colours a piece of text."""


def plain(text: str, _role: Role) -> str:
    """No colour."""
    return text


_SEVERITIES = {
    Severity.ERROR: Text(vi="lỗi", en="error"),
    Severity.WARNING: Text(vi="lưu ý", en="warning"),
}
_ROLES = {Severity.ERROR: Role.ERROR, Severity.WARNING: Role.WARNING}


def report(problems: Sequence[Problem], style: Format, language: Language, paint: Paint = plain) -> str:
    """All problems, without a line end behind the last; empty for none, save in the notations that are JSON."""
    if style is Format.JSON:
        return as_json(problems, language)
    if style is Format.GITLAB:
        return as_gitlab(problems, language)
    if style is Format.GITHUB:
        return as_github(problems, language)
    return as_text(problems, language, paint)


# --- for people -------------------------------------------------------------------------------------------------------


def as_text(problems: Sequence[Problem], language: Language, paint: Paint = plain) -> str:
    """Each problem with its place, its line and what to type instead; the same problem in many places but once."""
    groups: defaultdict[tuple[str, str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        groups[problem.code, problem.message_in(language), problem.hint_in(language)].append(problem)
    written = ["\n".join(_lines(group, language, paint)) for group in list(groups.values())[:MOST_GROUPS]]
    if (more := len(groups) - MOST_GROUPS) > 0:
        written.append(_in(language, f"… và {more} vấn đề khác.", f"… and {more} more problems."))
    return "\n\n".join(written)


def _lines(group: list[Problem], language: Language, paint: Paint) -> Iterator[str]:
    first, *others = group
    severity = first.kind.severity
    label = paint(_SEVERITIES[severity].localized(language), _ROLES[severity])
    yield f"{paint(str(first.place), Role.PLACE)}: {label} [{first.code}] {first.message_in(language)}"
    if first.line_text.strip():
        line, caret = excerpt(first.line_text, first.place.column)
        number = str(first.place.line)
        yield f"  {number} | {line}"
        yield f"  {' ' * len(number)} | {paint(caret, Role.CARET)}"
    yield f"  → {paint(first.hint_in(language), Role.HINT)}"
    if others:
        places = ", ".join(str(problem.place) for problem in others[:_MOST_PLACES])
        tail = ", …" if len(others) > _MOST_PLACES else ""
        yield "  " + _in(
            language,
            f"Cũng ở {len(others)} chỗ khác: {places}{tail}",
            f"Also in {len(others)} more places: {places}{tail}",
        )


def _in(language: Language, vi: str, en: str) -> str:
    return vi if language == "vi" else en


def tally(problems: Iterable[Problem], files: int, language: Language, *, is_complete: bool) -> str:
    """How many problems there are, in one sentence.

    :param is_complete: whether compiled figures were checked too; where they were not, the sentence says so.
    """
    severities = [problem.kind.severity for problem in problems]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    if not severities:
        return _in(language, f"Đã kiểm tra {files} tệp: không có vấn đề.", f"Checked {_files(files)}: no problems.")
    vi = f"Đã kiểm tra {files} tệp: {errors} lỗi, {warnings} lưu ý"
    en = f"Checked {_files(files)}: {_count(errors, 'error')}, {_count(warnings, 'warning')}"
    return _in(language, vi, en) + ("." if is_complete else _LATER.localized(language))


_LATER = Text(
    vi="; những kiểm tra trên số liệu đã tính chạy sau khi hết lỗi.",
    en="; checks of compiled figures run once there are no errors.",
)
"""With errors in records as typed."""


def _files(number: int) -> str:
    return _count(number, "file")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def summary(kind: ProblemKind, language: Language) -> str:
    """A kind of problem in one line."""
    return f"{kind.code}: {_template(kind.message, language)}"


def _template(text: Text, language: Language) -> str:
    """The words of a problem with nothing filled in."""
    return text.localized(language).format_map(defaultdict(lambda: "…"))


def explanation(kind: ProblemKind, language: Language) -> str:
    """All that there is to say about a kind of problem."""
    message, hint = _template(kind.message, language), _template(kind.hint, language)
    accepted = Text(
        vi="Nếu số liệu đúng như vậy, bản ghi có thể giữ nguyên và nêu lý do:\n"
        f"  acknowledged:\n    {kind.code}: {{vi: …, en: …}}",
        en="Where the figure is right all the same, the record can keep it and say why:\n"
        f"  acknowledged:\n    {kind.code}: {{vi: …, en: …}}",
    )
    parts = [f"{kind.code} ({_SEVERITIES[kind.severity].localized(language)})", message, f"→ {hint}"]
    parts.append(kind.explanation.localized(language))
    if kind.acknowledgeable:
        parts.append(accepted.localized(language))
    return "\n\n".join(parts)


# --- for programs -----------------------------------------------------------------------------------------------------


def as_json(problems: Iterable[Problem], language: Language) -> str:
    """A JSON list with an object for each problem."""
    return json.dumps([_object(problem, language) for problem in problems], ensure_ascii=False, indent=2)


def _object(problem: Problem, language: Language) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.kind.severity.value,
        "file": problem.place.file,
        "line": problem.place.line,
        "column": problem.place.column,
        "message": problem.message_in(language),
        "hint": problem.hint_in(language),
        "details": dict(problem.details),
    }


def as_github(problems: Iterable[Problem], language: Language) -> str:
    """A workflow command for each problem."""
    return "\n".join(_command(problem, language) for problem in problems)


def _command(problem: Problem, language: Language) -> str:
    place = problem.place
    where = {"file": place.file, "line": place.line, "col": place.column, "title": problem.code}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in where.items())
    message = _data(f"{problem.message_in(language)}\n{problem.hint_in(language)}")
    return f"::{problem.kind.severity.value} {properties}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


_GITLAB_SEVERITIES = {Severity.ERROR: "blocker", Severity.WARNING: "minor"}


def as_gitlab(problems: Iterable[Problem], language: Language) -> str:
    """A JSON list with a Code Quality issue for each problem.

    GitLab tells by fingerprints which problems are new, and shows one of each. So a fingerprint is made of what is
    wrong, in one language, and of how many alike stand above it in the file; lines and columns may shift.
    """
    alike: Counter[tuple[str, ...]] = Counter()
    issues = []
    for problem in problems:
        what = (problem.code, problem.place.file, problem.message_in(SOURCE_LANGUAGE))
        alike[what] += 1
        issues.append(_issue(problem, language, json.dumps([*what, alike[what]])))
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _issue(problem: Problem, language: Language, identity: str) -> dict[str, object]:
    return {
        "description": f"{problem.message_in(language)} → {problem.hint_in(language)}",
        "check_name": problem.code,
        "fingerprint": sha256(identity.encode()).hexdigest(),
        "severity": _GITLAB_SEVERITIES[problem.kind.severity],
        "location": {"path": problem.place.file, "lines": {"begin": problem.place.line}},
    }
