"""What is asked about a new project: the answers, how they are read from what was typed, and the default of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from bulletin.errors import RequestError
from bulletin.localization.languages import LANGUAGES, plural_categories, plural_category
from bulletin.localization.messages import _, n_
from bulletin.model.plain_text import visible
from bulletin.model.text import OTHER, Language
from bulletin.project_template.texts import Forms, Words, counted, said, whole_categories
from bulletin.reading.yaml_parser import is_refused, name_of

LONGEST = 200
"""Characters of an answer."""
MOST_YEARS = 50
_SHOWN = 60
"""Characters of a wrong answer that a message repeats."""
TITLE = _("Statistical bulletin")
PUBLISHER = _("The publisher of this bulletin")
DESCRIPTION = _("Figures on: {measure}.")
MEASURE = _("New members")
_MEMBERS = n_("member", "members")
_YEARS = re.compile(r"(?P<first>[0-9]{4})(?:\s*[-\N{EN DASH}/]\s*(?P<last>[0-9]{4}))?")


class Answers(NamedTuple):
    """What is known about a new project."""

    languages: tuple[Language, ...]
    """The first is that of the editors."""
    title: Words
    publisher: Words
    description: Words
    contact: Words
    """Whom readers write to."""
    measure: Words
    """The name of the main measure."""
    unit: Forms
    """What it is counted in."""
    years: tuple[int, ...]
    """The years of the sample figures, in order."""
    licence: str
    """An SPDX id or an address; empty where none is stated."""
    address: str
    """Where the site will be published, with a slash at its end; empty where that is not known."""


def languages_from(typed: Iterable[str]) -> tuple[Language, ...]:
    """Languages, from tags that commas or spaces separate.

    :raises RequestError: where the program does not speak one of them.
    """
    tags = tuple(dict.fromkeys(tag for text in typed for tag in re.split(r"[,;\s]+", text) if tag))
    if unknown := [tag for tag in tags if tag not in LANGUAGES]:
        no_language = _("There is no language “{given}”. Languages of bulletins are: {known}.")
        raise RequestError(no_language, given=", ".join(map(_shown, unknown)), known=", ".join(LANGUAGES))
    return tags


def text_from(typed: str) -> str:
    """A text in one line: blanks made one space each, marks composed.

    :raises RequestError: where it is empty or too long, or has characters that records cannot hold.
    """
    text = unicodedata.normalize("NFC", " ".join(typed.split()))
    if hidden := list(filter(is_refused, text)):
        cannot_be = _("“{given}”: The character {name} cannot be in records. Type the text without it.")
        raise RequestError(cannot_be, given=_shown(text), name=name_of(hidden[0]))
    if not text:
        raise RequestError(_("This text is empty. Type something, or leave the option out."))
    if len(text) > LONGEST:
        too_long = _("“{given}”: This text has {count} characters; the most are {most}.")
        raise RequestError(too_long, given=_shown(text), count=len(text), most=LONGEST)
    return text


def _shown(text: str) -> str:
    return visible(text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")


def words_from(typed: Sequence[str], languages: Sequence[Language]) -> Words:
    """A text in each language: typed once for all, or once for each, in their order.

    :raises RequestError: where the number of texts is another, or one is no text.
    """
    texts = [text_from(text) for text in typed]
    if len(texts) not in {1, len(languages)}:
        counts = _("There are {count} texts for {languages}: type one for each language, in their order, or one.")
        raise RequestError(counts, count=len(texts), languages=", ".join(languages))
    return Words(zip(languages, texts if len(texts) > 1 else texts * len(languages), strict=True))


def forms_from(words: Words) -> Forms:
    """The plural forms of words that were typed as ``tree, trees``, in the order of CLDR's categories; one may be all.

    :raises RequestError: where a language has more or fewer forms than were typed.
    """
    return {language: _forms(text, language) for language, text in words.items()}


def _forms(text: str, language: Language) -> Mapping[str, str]:
    categories = plural_categories(language)
    forms = [form for part in re.split("[,\N{ARABIC COMMA}]", text) if (form := part.strip())]
    if len(forms) == 1:
        return dict.fromkeys(categories, forms[0])
    for wanted in (categories, whole_categories(language)):
        if len(forms) == len(wanted):
            found = dict(zip(wanted, forms, strict=True))
            return found if OTHER in found else found | {OTHER: found[plural_category(language, 2)]}
    wrong = _(
        "“{given}”: Type the unit as one word, or in the forms of the language, with commas between them: {forms}."
    )
    raise RequestError(wrong, given=_shown(text), forms=", ".join(whole_categories(language)))


def years_from(typed: str, today: date) -> tuple[int, ...]:
    """Years, typed as ``2024, 2025`` or ``2020-2025``, in order.

    :raises RequestError: where something else was typed, or a year that has not begun.
    """
    years: set[int] = set()
    for part in filter(None, map(str.strip, re.split(r"[,;]|\s(?=[0-9]{4}\b)", typed))):
        match = _YEARS.fullmatch(part)
        first, last = (int(match["first"]), int(match["last"] or match["first"])) if match else (1, 0)
        if first > last:
            raise RequestError(_NO_YEARS, given=_shown(part), example=f"{today.year - 2}-{today.year - 1}")
        years |= set(range(first, last + 1))
    if not years:
        raise RequestError(_NO_YEARS, given=_shown(typed), example=f"{today.year - 2}-{today.year - 1}")
    if max(years) > today.year or min(years) < 1000 or len(years) > MOST_YEARS:
        wrong = _("“{given}”: Years are from 1000 to {last}, at most {most} of them.")
        raise RequestError(wrong, given=_shown(typed), last=today.year, most=MOST_YEARS)
    return tuple(sorted(years))


_NO_YEARS = _("“{given}” is no year and no span of years, such as {example}.")


def default_years(today: date) -> str:
    """The last year that is over."""
    return str(today.year - 1)


def default_unit(measure: Words) -> Forms:
    """The words of a measure's name, as they are within a sentence, for any number; members for the sample measure."""
    if measure == said(MEASURE, tuple(measure)):
        return counted(_MEMBERS, tuple(measure))
    return {language: dict.fromkeys(plural_categories(language), _within(name)) for language, name in measure.items()}


def _within(name: str) -> str:
    """A name within a sentence: without its capital, unless it is an abbreviation."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def description_of(measure: Words) -> Words:
    """What a bulletin is about, unless it was said."""
    return said(DESCRIPTION, tuple(measure)).format(measure=measure)
