"""Texts of a new project, typed or the program's own, in each of its languages; as YAML and as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence

from bulletin.localization.languages import plural_categories, plural_category
from bulletin.localization.messages import Message, template, translate
from bulletin.model.text import OTHER, Language
from bulletin.reading.yaml_parser import flow

_COLUMNS = 100
"""Columns that comments are broken into."""
_COMMON = 111
_NUMBERS = (*range(1, _COMMON), 0, 1_000_000)
"""Whole numbers among which each plural category is looked for."""


class Words(dict[Language, str]):
    """A text in each language of the bulletin; where a single one is needed, that in the first."""

    def __str__(self) -> str:
        return next(iter(self.values()))

    def format(self, **details: Words | str) -> Words:
        """The text with details filled in, each in the same language."""
        return Words(
            (language, text.format_map({name: _in(detail, language) for name, detail in details.items()}))
            for language, text in self.items()
        )


def _in(detail: Words | str, language: Language) -> str:
    return detail[language] if isinstance(detail, Words) else detail


Forms = Mapping[Language, Mapping[str, str]]
"""Words for things that are counted: in each language a form for each plural category."""


def said(message: Message, languages: Sequence[Language]) -> Words:
    """A message in each language; its details are for :meth:`Words.format` to fill in."""
    return Words((language, template(message, language)) for language in languages)


def counted(message: Message, languages: Sequence[Language]) -> Forms:
    """The forms of a message that counts, without a number in it."""
    return {
        language: {
            category: translate(message, language, count=_number_of(language, category))
            for category in plural_categories(language)
        }
        for language in languages
    }


def _number_of(language: Language, category: str) -> int:
    """A whole number of a plural category; two where only fractions are of it, which take the form of a few."""
    return next((number for number in _NUMBERS if plural_category(language, number) == category), 2)


def whole_categories(language: Language) -> tuple[str, ...]:
    """The plural categories of whole numbers, in the order of CLDR; without that of zero, and of millions."""
    used = {plural_category(language, number) for number in range(1, _COMMON)}
    return tuple(category for category in plural_categories(language) if category in used)


# --- YAML -------------------------------------------------------------------------------------------------------------


def yaml_text(text: str) -> str:
    """A text as a YAML scalar that a mapping in braces may hold: in quotes where it needs them."""
    return flow([str(text)])[1:-1]


def yaml_words(words: Words) -> str:
    """A text as records have it: plain where the bulletin has one language."""
    return yaml_text(str(words)) if len(words) == 1 else flow(dict(words))


def yaml_forms(forms: Mapping[str, str]) -> str:
    """The forms of one language as records have them: a word alone where number changes none."""
    return yaml_text(forms[OTHER]) if set(forms) == {OTHER} else flow(dict(forms))


def comment(text: object) -> str:
    """A text as comment lines, for YAML and the like."""
    lines = textwrap.wrap(str(text), _COLUMNS, break_long_words=False, break_on_hyphens=False)
    return "\n".join(f"# {line}" for line in lines)
