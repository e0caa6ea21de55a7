"""Localized text of records: a mapping from the languages of the bulletin to words, with plural forms where needed.

Validation takes the bulletin's languages from its context, ``{"languages": (...)}``: a text needs each of them. In a
bulletin of one language the words alone may be typed in the place of the mapping. Words in other languages are left
out, so that records serve bulletins with fewer languages. The set ``"left_out"`` of the context gets these languages,
of which :mod:`bulletin.reading` warns. Any other key is refused. Without languages in the context, as where programs
make records or what the bulletin declares is wrong, any language is valid, and words of none are undetermined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import ConfigDict, PlainValidator, RootModel, StringConstraints, ValidationInfo, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, SchemaValidator, core_schema
from typing_extensions import TypeAliasType

from bulletin.localization.languages import LANGUAGES, english_name, is_language, plural_categories, plural_category

Language: TypeAlias = str
"""A language: its BCP 47 tag, such as ``pt-BR``."""

_LONGEST = 2_000
Words = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST)]
"""A label or a note: never empty; shown as typed, never as markup."""

_WORDS = core_schema.str_schema(min_length=1, max_length=_LONGEST)
OTHER = "other"
"""The CLDR plural category that every language has."""
_COMMON = 200
"""Whole numbers below this one, from 1 on, are common."""
UNDETERMINED = "und"
"""The tag of words of which no language is known, as BCP 47 has it."""
WITHOUT_LANGUAGE = "text-without-language"
"""The type of the error where words stand alone in a bulletin of several languages."""
LANGUAGE_UNKNOWN = "language-unknown"
"""The type of the error where the program has no such language."""
_JSON_WORDS = {"maxLength": _LONGEST, "minLength": 1, "type": "string"}


def _available(given: object) -> Language:
    if isinstance(given, str) and given in LANGUAGES:
        return given
    raise PydanticCustomError(LANGUAGE_UNKNOWN, "no such language")


_JSON_LANGUAGE = {
    "description": "A language the bulletin is published in; the value is its BCP 47 tag.",
    "enum": list(LANGUAGES),
    "title": "Language",
    "type": "string",
}
if TYPE_CHECKING:
    AvailableLanguage: TypeAlias = str
else:  # a named type, so that JSON Schemas define it once
    AvailableLanguage = TypeAliasType(
        "Language", Annotated[str, PlainValidator(_available), WithJsonSchema(_JSON_LANGUAGE)]
    )
"""A language that the program speaks, validated."""


def declared_languages(info: ValidationInfo, given: object) -> tuple[Language, ...]:
    """The languages that a text needs: those of the validation context; without one, those that were given."""
    named: tuple[Language, ...] = (info.context or {}).get("languages", ())
    return named or (tuple(map(str, given)) if isinstance(given, (Mapping, list)) else (UNDETERMINED,))


def _read_words(given: object, info: ValidationInfo) -> dict[Language, str]:
    languages = declared_languages(info, given)
    if isinstance(given, str):
        return {_only(languages): _ALONE.validate_python(given)}
    words: dict[Language, str] = _words_validator(languages).validate_python(_declared(languages, given, info))
    return words


def _only(languages: tuple[Language, ...]) -> Language:
    """The language of words that stand alone."""
    if len(languages) != 1:
        raise PydanticCustomError(WITHOUT_LANGUAGE, "words without a language")
    return languages[0]


def _read_forms(given: object, info: ValidationInfo) -> dict[Language, dict[str, str]]:
    languages = declared_languages(info, given)
    if isinstance(given, str):
        _only(languages)
    validator = _forms_validator(languages)
    forms: dict[Language, dict[str, str]] = validator.validate_python(_declared(languages, given, info))
    return forms


def _declared(languages: tuple[Language, ...], given: object, info: ValidationInfo) -> object:
    """What was typed, without words in languages that the bulletin does not have."""
    if not isinstance(given, Mapping):
        return given
    left_out = {name for name in given if name not in languages and is_language(str(name))}
    if not left_out:
        return given
    (info.context or {}).get("left_out", set()).update(left_out)
    return {name: words for name, words in given.items() if name not in left_out}


_ALONE = SchemaValidator(_WORDS)


@cache
def _words_validator(required: tuple[Language, ...]) -> SchemaValidator:
    return _by_language(required, lambda _: _WORDS)


@cache
def _forms_validator(required: tuple[Language, ...]) -> SchemaValidator:
    return _by_language(required, _forms_schema)


def _by_language(required: tuple[Language, ...], schema_of: Callable[[Language], CoreSchema]) -> SchemaValidator:
    """Validates a mapping; errors have the paths and types that those of a model with such fields have."""
    fields = {language: core_schema.typed_dict_field(schema_of(language)) for language in required}
    return SchemaValidator(core_schema.typed_dict_schema(fields, extra_behavior="forbid"))


def _forms_schema(language: Language) -> CoreSchema:
    """A word where number changes none; else a form for each plural category, of which rare ones may be left out."""
    word = core_schema.no_info_after_validator_function(lambda word: {OTHER: word}, _WORDS)
    if not is_language(language):  # what the bulletin declares is wrong
        return core_schema.union_schema([word, core_schema.dict_schema(values_schema=_WORDS)])
    categories, required = plural_categories(language), required_forms(language)
    if categories == (OTHER,):
        return word
    fields = {name: core_schema.typed_dict_field(_WORDS, required=name in required) for name in categories}
    return core_schema.typed_dict_schema(fields, extra_behavior="forbid")


@cache
def required_forms(language: Language) -> frozenset[str]:
    """The plural categories that are typed: those of whole numbers that are common. The rest have the general form."""
    return frozenset({OTHER, *(plural_category(language, number) for number in range(1, _COMMON))})


def forms_as_typed(language: Language, word: str) -> str | dict[str, str]:
    """How words for what is counted are typed in a language: one word in the place of each form that it needs."""
    needed = [category for category in plural_categories(language) if category in required_forms(language)]
    return word if needed == [OTHER] else dict.fromkeys(needed, word)


class Text(RootModel[Annotated[dict[Language, str], PlainValidator(_read_words)]]):
    """A text in each language of the bulletin."""

    model_config = ConfigDict(frozen=True)

    if TYPE_CHECKING:

        def __init__(self, root: Mapping[Language, str] = ..., /, **words: str) -> None: ...

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))

    def localized(self, language: Language) -> str:
        """The text in a language.

        :raises KeyError: where it has no words in that language.
        """
        return self.root[language]

    @property
    def main(self) -> str:
        """The text in the first language of the bulletin, that of the editors."""
        return next(iter(self.root.values()))

    @classmethod
    def computed(cls, words: Mapping[Language, str]) -> Text:
        """A text that the program made: composed of names, it may be longer than what may be typed."""
        return cls.model_construct(root=dict(words))


class PluralText(RootModel[Annotated[dict[Language, dict[str, str]], PlainValidator(_read_forms)]]):
    """Words for things that are counted: in each language a form for each CLDR plural category.

    Typed as ``pokok`` in a language where number changes no word, as ``{one: tree, other: trees}`` in others.
    A form that was left out is the general one.
    """

    model_config = ConfigDict(frozen=True)

    def __hash__(self) -> int:
        return hash(tuple((language, *forms.items()) for language, forms in self.root.items()))

    def form(self, language: Language, category: str = OTHER) -> str:
        """The form for a plural category; the general one where the language has no other for it."""
        forms = self.root[language]
        return forms.get(category) or forms[OTHER]

    def counted(self, language: Language, number: int | Decimal) -> str:
        """The form for so many, as many as are shown: ``1.0`` may need another one than ``1``."""
        return self.form(language, plural_category(language, number))

    def general(self, language: Language) -> str:
        """The form for an unknown number, such as for the head of a column: that for a hundred of them."""
        return self.counted(language, 100)

    def forms(self, category: str) -> Text:
        """The form for a plural category in each language."""
        return Text.computed({language: self.form(language, category) for language in self.root})

    def typed(self) -> dict[str, str]:
        """Every form by the path it is typed at: ``en.one``, or ``vi`` where number changes no word."""
        return {
            language if len(plural_categories(language)) == 1 else f"{language}.{category}": word
            for language, forms in self.root.items()
            for category, word in forms.items()
        }


# --- the JSON Schemas of both, for the languages of a bulletin --------------------------------------------------------


def text_json_schema(languages: Sequence[Language], *, as_typed: bool = False) -> dict[str, Any]:
    """The JSON Schema of a :class:`Text` in these languages.

    :param as_typed: whether the words of a single language may stand alone, as in records.
    """
    is_alone = as_typed and len(languages) == 1
    return {
        "additionalProperties": False,
        "description": "One text in each language.",
        "properties": {tag: {"description": f"{english_name(tag)}.", **_JSON_WORDS} for tag in languages},
        "required": list(languages),
        "title": "Text",
        **({**_JSON_WORDS, "type": ["string", "object"]} if is_alone else {"type": "object"}),
    }


def plural_json_schemas(languages: Sequence[Language]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The JSON Schema of the forms in each language, and the definitions that these refer to by name."""
    properties: dict[str, Any] = {}
    definitions: dict[str, Any] = {}
    for language in languages:
        categories = plural_categories(language)
        if categories == (OTHER,):
            only = f"{english_name(language)} has one form for every number."
            properties[language] = {"description": only, **_JSON_WORDS}
            continue
        name = f"PluralWords_{language}" if definitions else "PluralWords"
        properties[language] = {"$ref": f"#/$defs/{name}"}
        definitions[name] = {
            "additionalProperties": False,
            "description": f"{english_name(language)} words for one of something and for any other number.",
            "properties": dict.fromkeys(categories, _JSON_WORDS),
            "required": [category for category in categories if category in required_forms(language)],
            "title": name,
            "type": "object",
        }
    return properties, definitions
