"""Schema validation of one record: typed data to a record, or a problem for each invalid field, at its line and column.

Pydantic validates; this module translates its validation errors into problems with a hint that says what to type.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, get_args

from pydantic import StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from bulletin.localization.languages import LANGUAGES, SOURCE_LANGUAGE, nearest_language
from bulletin.localization.messages import _
from bulletin.model.colours import Colour
from bulletin.model.periods import Period, parse_period
from bulletin.model.records import Bulletin, EditionId, Id, LogoFile, Record, Url
from bulletin.model.records.bulletin import INTERNAL, PUBLIC
from bulletin.model.records.figures import VALUE_MISSING
from bulletin.model.records.parts import CategoryId
from bulletin.model.records.vocabulary import NAME, Counted
from bulletin.model.text import LANGUAGE_UNKNOWN, WITHOUT_LANGUAGE, Language, forms_as_typed
from bulletin.problems import TEXT, Hint, Problem, ProblemKind, kinds
from bulletin.reading.documents import REFUSED, Data, Details, Entry, Path
from bulletin.reading.hints import (
    LONGEST_SLIP,
    Nearest,
    colour_hint,
    did_you_mean,
    language_meant,
    licence_hint,
    period_hint,
    to_id,
    write,
)
from bulletin.reading.json_schema import choices_at, fields_at
from bulletin.reading.number_hints import number_hint, qualifier_hint, range_hint, whole_number_hint
from bulletin.reading.yaml_parser import flow

_MOST = 50
"""Errors a record; whoever has more begins with the first."""


@dataclass(frozen=True)
class Declared:
    """What ``records/bulletin.yml`` declares that every record is validated with."""

    languages: tuple[Language, ...] = ()
    """Every text needs words in each; none where they are not valid, so that texts can be in any."""
    terms: Mapping[str, Period] = field(default_factory=dict)
    """The span of each term of office, by id."""
    years_begin: int = 1
    """The month in which years begin that are typed as ``2023/24``; 1 where there are none."""
    audiences: tuple[str, ...] = (PUBLIC, INTERNAL)
    """The ids of the audiences, the public first; those of a bulletin without its own where they cannot be read."""
    left_out: set[Language] = field(default_factory=set)
    """Gets the languages of words that validation leaves out, see :mod:`bulletin.model.text`."""

    @cached_property
    def context(self) -> dict[str, Any]:
        """The validation context of the models."""
        return {
            "languages": self.languages,
            "terms": self.terms,
            "years_begin": self.years_begin,
            "left_out": self.left_out,
        }

    def to_period(self, text: str) -> Period | None:
        """The period that a text names, in the notation of records or in words; None where it names none for sure."""
        hint = period_hint(text, self.languages)
        for typed in (text, hint.details.get("better") if hint else None):
            try:
                return parse_period(typed, self.terms, self.years_begin)
            except PydanticCustomError:
                continue
        return None


def parse_record(entry: Entry, model: type[Record], declared: Declared, **implied: str) -> Record | list[Problem]:
    """Parse one record.

    :param model: the kind of record.
    :param implied: fields that need not be typed, since the file's folder says them.
    :returns: the record, with its place; or all its problems. The list is empty where all of them were reported
        before, while parsing the YAML.
    """
    if entry.data is REFUSED:
        return []
    data = {**implied, **entry.data} if implied and isinstance(entry.data, dict) else entry.data
    try:
        record = model.model_validate(data, context=declared.context, by_alias=True, by_name=False)
    except ValidationError as error:
        return list(_problems(entry, _Model(model, declared.languages, declared.audiences), error))
    record.placed(entry.place)
    return record


_TRANSLATED = _("Its languages: {known}. Delete these words, or add “{given}” to languages in records/bulletin.yml.")
"""The hint for a language that the program has messages in, so that a bulletin can declare it."""


def undeclared_languages(entry: Entry, model: type[Record], declared: Declared) -> Iterator[Problem]:
    """A warning at each place of the record that was parsed last where words were left out, for their language."""
    undeclared = {*declared.left_out}
    declared.left_out.clear()
    for path, name in _keys(entry.data):
        if name in undeclared and declared.languages[0] in fields_at(model, declared.languages, path):
            details = {"given": name, "known": ", ".join(declared.languages)}
            meant = language_meant(name, declared.languages, _keys_at(entry.data, path))
            hint = did_you_mean(meant) if meant else Hint(_TRANSLATED) if name in LANGUAGES else None
            yield entry.problem(kinds.LANGUAGE_UNDECLARED, (*path, name), details, key=True, hint=hint)


def _keys(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every key in a record, and the path of its mapping."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in items:
        if isinstance(step, str):
            yield path, step
        if isinstance(value, (dict, list)):
            yield from _keys(value, (*path, step))


def _keys_at(data: Data, path: Path) -> Collection[str]:
    """The keys of the mapping at a path within a record; none where there is no mapping."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step), {})
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
    return [*map(str, data)] if isinstance(data, dict) else ()


class _Model(NamedTuple):
    """A kind of record with what the bulletin declares, on which its fields depend."""

    record: type[Record]
    languages: tuple[Language, ...]
    audiences: tuple[str, ...]
    """The ids of those who read the bulletin."""

    def fields(self, path: Path) -> list[str]:
        """The names of the fields at a place."""
        return fields_at(self.record, self.languages, path)

    def choices(self, path: Path) -> list[str]:
        """The words that are allowed at a place."""
        return choices_at(self.record, self.languages, path)


def _problems(entry: Entry, model: _Model, invalid: ValidationError) -> Iterator[Problem]:
    first = invalid.errors(include_url=False)[:_MOST]
    errors = _without_followers([error for error in first if not _reported_before(error)])
    mistyped = {error["loc"]: _meant(model, error) for error in errors}
    for error in errors:
        path = error["loc"]
        if error["type"] == "missing" and path in {(*at[:-1], meant) for at, meant in mistyped.items() if meant}:
            continue  # the field is there, under a mistyped name
        if not entry.document.admits(error["type"], lambda: entry.place):
            continue
        translate = _TRANSLATIONS.get(error["type"]) or _coded(error["type"])
        yield translate(_FieldError(entry, model, error))


def _reported_before(error: ErrorDetails) -> bool:
    """Whether an error is about something that was refused while reading the file."""
    data = error["input"]
    return data is REFUSED or (error["type"] in _CODES and _holds_refused(data))


def _without_followers(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Leave out what only follows from what is reported.

    A text in the wrong wrapping lacks its languages, and a list of which items are refused is too short.
    """
    wrapped = {error["loc"][:-1] for error in errors if _is_wrapped_text(error)}
    above = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
    return [
        error
        for error in errors
        if not (error["type"] == "missing" and error["loc"][:-1] in wrapped)
        and not (error["type"] == "too_short" and error["loc"] in above)
    ]


def _is_wrapped_text(error: ErrorDetails) -> bool:
    """Whether an unknown field holds just what belongs in its place: the text that a reason consists of."""
    return (
        error["type"] == "extra_forbidden"
        and error["loc"][-2:-1] == ("acknowledged",)
        and isinstance(error["input"], dict)
    )


def _holds_refused(data: Data) -> bool:
    if isinstance(data, dict):
        return any(map(_holds_refused, data.values()))
    return any(map(_holds_refused, data)) if isinstance(data, list) else data is REFUSED


def _meant(model: _Model, error: ErrorDetails) -> str | None:
    """The field that an unknown one is a mistyped name of."""
    if error["type"] != "extra_forbidden":
        return None
    return _nearest(tuple(model.fields(error["loc"][:-1])), str(error["loc"][-1]))


@lru_cache(maxsize=1000)
def _nearest(known: tuple[str, ...], word: str) -> str | None:
    return Nearest(known).to(word)


class _FieldError:
    """A validation error of pydantic's, with what a problem says of it."""

    def __init__(self, entry: Entry, model: _Model, details: ErrorDetails) -> None:
        self.entry = entry
        self.model = model
        self.key = details["loc"][-1:] == ("[key]",)
        self.path: Path = details["loc"][:-1] if self.key else details["loc"]
        self.context: Mapping[str, Any] = details.get("ctx", {})
        self.given = _shown(details["input"])
        self.typed = str(self.context.get("given", ""))
        self.part = _shown_part(self.typed)
        self.is_scalar = not isinstance(details["input"], (dict, list))
        self.is_wrapped_text = _is_wrapped_text(details)

    def problem(self, kind: ProblemKind, details: Details, hint: Hint | None = None) -> Problem:
        return self.entry.problem(kind, self.path, details, key=self.key, hint=hint)


def _shown(data: Data) -> str:
    if isinstance(data, bool):
        return "true" if data else "false"
    if isinstance(data, dict):
        return "{…}"
    return "[…]" if isinstance(data, list) else str(data)


def _shown_part(given: str) -> str:
    """What values and periods complain of; a list or a mapping is not shown as a program would write it."""
    if (word := _LONE_WORD.fullmatch(given)) is not None:
        return f"[{word[1]}]"
    return {"[": "[…]", "{": "{…}"}.get(given[:1], given)


_LONE_WORD = re.compile(r"\['?(\w{1,20})'?\]")
"""A list of a single word, or a text that looks so."""


# --- what each error means ----------------------------------------------------------------------------------------


def _missing(error: _FieldError) -> Problem:
    name = error.path[-1]
    hint = Hint(kinds.NEXT_RELEASE_MALFORMED.hint) if name == "next-release" else None
    if error.model.record is Bulletin and error.path == ("languages",):
        hint = _declare_languages(error.entry.data)
    return error.entry.problem(kinds.FIELD_MISSING, error.path, {"field": name}, hint=hint)


def _without_value(error: _FieldError) -> Problem:
    return error.entry.problem(kinds.FIELD_MISSING, ("value",), {"field": "value"})


def _declare_languages(bulletin: Data) -> Hint:
    """The hint to declare languages: those that the title is in, where it has any."""
    title = bulletin.get("title") if isinstance(bulletin, dict) else None
    typed = [tag for tag in title if tag in LANGUAGES] if isinstance(title, dict) else []
    details = {"example": ", ".join(typed) or SOURCE_LANGUAGE, "known": ", ".join(LANGUAGES)}
    return Hint(kinds.LANGUAGES_MISSING, details)


def _no_language(error: _FieldError) -> Problem:
    meant = nearest_language(error.given)
    details = {"given": error.given, "known": ", ".join(LANGUAGES)}
    return error.problem(
        kinds.LANGUAGE_UNKNOWN, details, Hint(kinds.LANGUAGE_MEANT, {"meant": meant}) if meant else None
    )


def _without_language(error: _FieldError) -> Problem:
    """Words that stand alone in a bulletin of several languages; what to type has them in place, in the first one."""
    first, *others = error.model.languages
    if error.path == (NAME,) and issubclass(error.model.record, Counted):
        typed = {tag: forms_as_typed(tag, TEXT) for tag in others}
        better = flow({first: forms_as_typed(first, error.given), **typed})[1:-1]
    else:
        better = flow({first: error.given, **dict.fromkeys(others, TEXT)})
    return error.problem(kinds.TEXT_WITHOUT_LANGUAGE, {"known": ", ".join(error.model.languages), "better": better})


def _unknown(error: _FieldError) -> Problem:
    *path, name = error.path
    known = error.model.fields(tuple(path))
    meant = _nearest(tuple(known), str(name))
    if known == [*error.model.languages]:
        meant = meant or language_meant(str(name), known, _keys_at(error.entry.data, tuple(path)))
    error.key = True
    hint = did_you_mean(meant) if meant else None
    if error.is_wrapped_text:
        hint = kinds.REASON_WITHOUT_CODE
    return error.problem(kinds.FIELD_UNKNOWN, {"field": name, "known": ", ".join(known)}, hint)


def _not_fields(error: _FieldError) -> Problem:
    names = error.model.fields(error.path)
    hint = Hint(_("The fields that belong here: {known}.")) if names else None
    if 0 < len(names) <= _FEW:
        hint = write(f"{{{', '.join(f'{name}: …' for name in names)}}}")
    return error.problem(kinds.FIELDS_EXPECTED, {"known": ", ".join(names)}, hint)


def _not_text(error: _FieldError) -> Problem:
    hint = None if error.is_scalar else Hint(_("Write text, without brackets."))
    return error.problem(kinds.TEXT_EXPECTED, {"given": error.given}, hint)


def _no_choice(error: _FieldError) -> Problem:
    choices = error.model.choices(error.path)
    meant = Nearest(choices).to(error.given)
    hint = did_you_mean(meant) if meant else kinds.ONLY_CHOICE if len(choices) == 1 else None
    return error.problem(kinds.CHOICE_UNKNOWN, {"given": error.given, "known": ", ".join(choices)}, hint)


def _misshapen(error: _FieldError) -> Problem:
    if error.path and error.path[-1] in {"audience", "records-audience"}:
        return _no_audience(error)
    kind = _PATTERNS.get(error.context["pattern"])
    if kind is None:
        kind = kinds.EMAIL_MALFORMED if "@" in error.context["pattern"] else kinds.TERM_ID_MALFORMED
    better = to_id(error.given) or "a-1"
    hint = colour_hint(error.given) if kind is kinds.COLOUR_MALFORMED else None
    return error.problem(kind, {"given": error.given, "better": better}, hint)


def _no_audience(error: _FieldError) -> Problem:
    """What no id of an audience can be, such as its name."""
    meant = Nearest(error.model.audiences).to(error.given)
    details = {"given": error.given, "known": ", ".join(error.model.audiences)}
    return error.problem(kinds.AUDIENCE_UNKNOWN, details, did_you_mean(meant) if meant else None)


def _limit(kind: ProblemKind, name: str) -> Callable[[_FieldError], Problem]:
    return lambda error: error.problem(kind, {"limit": error.context[name], "given": error.given})


def _plain(kind: ProblemKind) -> Callable[[_FieldError], Problem]:
    return lambda error: error.problem(kind, {"given": error.given})


def _not_whole(error: _FieldError) -> Problem:
    hint = whole_number_hint(error.given, error.model.languages)
    return error.problem(kinds.NUMBER_EXPECTED, {"given": error.given}, hint)


def _coded(code: str) -> Callable[[_FieldError], Problem]:
    """The errors of values and periods carry the code of a problem."""
    kind, hint_for = _CODES[code]

    def translate(error: _FieldError) -> Problem:
        given = error.part if code in _ABOUT_A_PART else error.given
        known = tuple(error.context.get("known", ()))
        hint = hint_for(_range_as_typed(error) if kind is kinds.VALUE_RANGE else given, error)
        return error.problem(kind, {"given": given, "known": ", ".join(known)}, hint)

    return translate


def _range_as_typed(error: _FieldError) -> str:
    """The two ends of a range as typed, since commas within numbers tear them into others."""
    entry = error.entry
    document, offset = entry.document.locate(entry.data, entry.cursor, (*error.path, "between"))
    typed, bracket, _rest = document.text[offset : offset + LONGEST_SLIP].partition("]")
    return typed if bracket and typed.startswith("[") else error.typed


def _near_term(given: str, error: _FieldError) -> Hint | None:
    meant = Nearest(error.context.get("known", ())).to(given)
    return did_you_mean(meant) if meant else period_hint(given, error.model.languages)


def _no_hint(_given: str, _error: _FieldError) -> Hint | None:
    return None


def _by_languages(
    hint: Callable[[str, tuple[Language, ...]], Hint | None],
) -> Callable[[str, _FieldError], Hint | None]:
    """A hint that knows the words of the bulletin's languages."""
    return lambda given, error: hint(given, error.model.languages)


_CODES: Mapping[str, tuple[ProblemKind, Callable[[str, _FieldError], Hint | None]]] = {
    "value-not-a-number": (kinds.VALUE_NOT_A_NUMBER, _by_languages(number_hint)),
    "value-too-large": (kinds.VALUE_TOO_LARGE, _no_hint),
    "value-qualifier": (kinds.VALUE_QUALIFIER, _by_languages(qualifier_hint)),
    "value-range": (kinds.VALUE_RANGE, lambda given, _: range_hint(given)),
    "period-malformed": (kinds.PERIOD_MALFORMED, _by_languages(period_hint)),
    "next-release-malformed": (kinds.NEXT_RELEASE_MALFORMED, _by_languages(period_hint)),
    "period-backwards": (kinds.PERIOD_BACKWARDS, _no_hint),
    "period-outside-term": (kinds.PERIOD_OUTSIDE_TERM, _no_hint),
    "term-unknown": (kinds.TERM_UNKNOWN, _near_term),
    "licence-unknown": (kinds.LICENCE_UNKNOWN, lambda given, _: licence_hint(given)),
}
_ABOUT_A_PART = frozenset({"value-not-a-number", "value-too-large", "value-qualifier", "term-unknown"})
"""Codes that are about a part of what was typed, which they name."""
_FEW = 3
"""So many fields are written out in a hint."""
_TRANSLATIONS: Mapping[str, Callable[[_FieldError], Problem]] = {
    "missing": _missing,
    VALUE_MISSING: _without_value,
    "extra_forbidden": _unknown,
    LANGUAGE_UNKNOWN: _no_language,
    WITHOUT_LANGUAGE: _without_language,
    "model_type": _not_fields,
    "dict_type": _not_fields,
    "tuple_type": _plain(kinds.LIST_EXPECTED),
    "string_type": _not_text,
    "int_type": _not_whole,
    "int_parsing": _not_whole,
    "int_parsing_size": _not_whole,
    "int_from_float": _not_whole,
    "bool_type": _plain(kinds.TRUE_FALSE_EXPECTED),
    "enum": _no_choice,
    "literal_error": _no_choice,
    "string_too_long": _limit(kinds.TEXT_TOO_LONG, "max_length"),
    "too_short": _limit(kinds.ITEMS_TOO_FEW, "min_length"),
    "too_long": _limit(kinds.ITEMS_TOO_MANY, "max_length"),
    "greater_than_equal": _limit(kinds.NUMBER_TOO_SMALL, "ge"),
    "less_than_equal": _limit(kinds.NUMBER_TOO_LARGE, "le"),
    "string_pattern_mismatch": _misshapen,
}


def pattern_of(annotated: Any) -> str:
    """The regular expression that constrains a text type, such as that of ids."""
    (constraints,) = (item for item in get_args(annotated) if isinstance(item, StringConstraints))
    return str(constraints.pattern)


_PATTERNS = {
    pattern_of(Id): kinds.ID_MALFORMED,
    pattern_of(CategoryId): kinds.ID_MALFORMED,
    pattern_of(Url): kinds.URL_MALFORMED,
    pattern_of(EditionId): kinds.EDITION_ID_MALFORMED,
    pattern_of(Colour): kinds.COLOUR_MALFORMED,
    pattern_of(LogoFile): kinds.LOGO_PATH_MALFORMED,
}
