"""Problems in the notations that people, programs and forges read. Pure text; only the command line prints it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from hashlib import sha256

from rich.cells import get_character_cell_size

from bulletin.localization.languages import SOURCE_LANGUAGE
from bulletin.localization.messages import Message, _, n_, template, translate
from bulletin.model.plain_text import visible
from bulletin.model.text import Language
from bulletin.problems import TEXT, Problem, ProblemKind, Severity

MOST_GROUPS = 100
"""So many different problems are written out in text; whoever has more begins with the first."""
_MOST_PLACES = 5
"""So many further places of one and the same problem are listed."""

WIDTH = 100
"""Columns of a terminal that an excerpt takes at most."""
_BEFORE = 60
"""Of these, columns kept in front of the caret when a line is cut."""
_NEAR = 4 * WIDTH
"""So many characters on either side of the caret are looked at, however long the line."""
_CUT = "…"


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
    Severity.ERROR: _("error", "severity of a problem"),
    Severity.WARNING: _("warning", "severity of a problem"),
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
        written.append(
            translate(n_("… and {count} more problem.", "… and {count} more problems."), language, count=more)
        )
    return "\n\n".join(written)


def _lines(group: list[Problem], language: Language, paint: Paint) -> Iterator[str]:
    first, *others = group
    severity = first.kind.severity
    label = paint(translate(_SEVERITIES[severity], language), _ROLES[severity])
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
        also = n_("Also in {count} more place: {places}", "Also in {count} more places: {places}")
        yield "  " + translate(also, language, count=len(others), places=f"{places}{tail}")


def tally(problems: Iterable[Problem], files: int, language: Language, *, is_complete: bool) -> str:
    """How many problems there are, in one sentence.

    :param is_complete: whether compiled figures were checked too; where they were not, the sentence says so.
    """
    severities = [problem.kind.severity for problem in problems]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    details = {
        "files": translate(n_("{count} file", "{count} files"), language, count=files),
        "errors": translate(n_("{count} error", "{count} errors"), language, count=errors),
        "warnings": translate(n_("{count} warning", "{count} warnings"), language, count=warnings),
    }
    if not severities:
        return translate(_("Checked {files}: no problems."), language, **details)
    if is_complete:
        return translate(_("Checked {files}: {errors}, {warnings}."), language, **details)
    later = _("Checked {files}: {errors}, {warnings}; checks of compiled figures run once there are no errors.")
    return translate(later, language, **details)


def summary(kind: ProblemKind, language: Language) -> str:
    """A kind of problem in one line."""
    return f"{kind.code}: {_unfilled(kind.message, language, TEXT)}"


def _unfilled(message: Message, language: Language, text: str) -> str:
    """A message of a problem with an ellipsis for every detail."""
    return template(message, language).format_map(defaultdict(lambda: "…", text=text))


def explanation(kind: ProblemKind, language: Language, text: str = TEXT) -> str:
    """All that there is to say about a kind of problem.

    :param text: how a text of the records is typed in the bulletin.
    """
    message, hint = _unfilled(kind.message, language, text), _unfilled(kind.hint, language, text)
    parts = [
        f"{kind.code} ({translate(_SEVERITIES[kind.severity], language)})",
        message,
        f"→ {hint}",
        translate(kind.explanation, language, text=text),
    ]
    if kind.acknowledgeable:
        parts.append(translate(_ACKNOWLEDGMENT, language, code=kind.code, text=text))
    if kind.remark is not None:
        parts.append(translate(_TUNING, language, code=kind.code, text=text))
    return "\n\n".join(parts)


_ACKNOWLEDGMENT = _(
    "Where the figure is right all the same, the record can keep it and say why:\n  acknowledged:\n    {code}: {text}"
)
_TUNING = _(
    "Where it is so of many figures or targets of a measure, the record of the measure can switch it off:\n  remarks:\n"
    "    - {{code: {code}, off: true, reason: {text}}}"
)


# --- the offending line, as it looks on a terminal --------------------------------------------------------------------


def excerpt(line: str, column: int) -> tuple[str, str]:
    """A line as it can be shown, and the line below it with the caret.

    Whatever a terminal might obey or hide is replaced by a sign that can be seen; a line that is too long is cut around
    the caret.

    :param line: the line as it is in the file.
    :param column: in characters, counted from 1; it may lie behind the line's end.
    """
    at = min(column - 1, len(line))
    before = [visible(character) for character in line[max(at - _NEAR, 0) : at]]
    behind = [visible(character) for character in line[at : at + _NEAR]]
    if _width(before) > _BEFORE and _width(before + behind) > WIDTH:
        before = [_CUT, *_tail(before, _BEFORE - 1)]
    room = WIDTH - _width(before)
    if _width(behind) > room:
        behind = [*_head(behind, room - 1), _CUT]
    return "".join(before + behind), " " * _width(before) + "^"


def _width(characters: list[str]) -> int:
    return sum(map(get_character_cell_size, characters))


def _head(characters: list[str], columns: int) -> list[str]:
    """As many characters from the beginning as fit."""
    kept: list[str] = []
    for character in characters:
        columns -= get_character_cell_size(character)
        if columns < 0:
            break
        kept.append(character)
    return kept


def _tail(characters: list[str], columns: int) -> list[str]:
    """As many characters from the end as fit; none that belongs on top of one that does not."""
    kept = _head(characters[::-1], columns)[::-1]
    while kept and get_character_cell_size(kept[0]) == 0:
        kept.pop(0)
    return kept


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
        **({"sheet": problem.place.sheet} if problem.place.sheet else {}),
        "message": problem.message_in(language),
        "hint": problem.hint_in(language),
        "details": {name: detail for name, detail in problem.details.items() if name != "text"},
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

    GitLab knows by fingerprints which problems are new, and shows one of each. So a fingerprint is made of what is
    wrong, in one language, and of how many alike precede it in the file; lines and columns may shift.
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
