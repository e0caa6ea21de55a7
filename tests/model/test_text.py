"""Texts of records are mappings from the languages of the bulletin to words."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest
from bulletin.localization.languages import LANGUAGES
from bulletin.model.records import Unit
from bulletin.model.text import PluralText, Text, plural_json_schemas, required_forms, text_json_schema
from jsonschema import Draft202012Validator
from pydantic import ValidationError

FOREIGN = {"languages": ("fr", "en")}
"""French has no catalogue; the types do not mind."""


def _errors(error: ValidationError) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(details["type"], details["loc"]) for details in error.errors()]


def test_a_text_has_the_languages_of_its_bulletin() -> None:
    """Every declared language is there, in the order of the declaration."""
    text = Text.model_validate({"en": "Hello", "fr": "Bonjour"}, context=FOREIGN)
    assert list(text.root) == ["fr", "en"]
    assert (text.localized("fr"), text.main) == ("Bonjour", "Bonjour")


def test_a_missing_language_and_an_unknown_one_are_errors_at_their_path() -> None:
    """The errors are those of a model with a field for each language."""
    with pytest.raises(ValidationError) as caught:
        Text.model_validate({"en": "Hello", "xx": "?"}, context=FOREIGN)
    assert _errors(caught.value) == [("missing", ("fr",)), ("extra_forbidden", ("xx",))]


def test_a_language_that_the_bulletin_has_not_is_left_out() -> None:
    """Records serve a bulletin with fewer languages, whether there is a catalogue of the others or not."""
    first, second = LANGUAGES[:2]
    text = Text.model_validate({"fr": "3", second: "2", first: "1"}, context={"languages": (first,)})
    assert text.root == {first: "1"}


def test_equal_texts_are_equal_and_hash_alike() -> None:
    """Texts are values, and go to other processes as such."""
    text = Text({"fr": "Bonjour", "en": "Hello"})
    assert pickle.loads(pickle.dumps(text)) == text
    assert hash(text) == hash(Text({"fr": "Bonjour", "en": "Hello"}))


def test_plural_forms_are_those_of_the_language() -> None:
    """A category that is left out falls back to the general form."""
    unit = Unit.model_validate(
        {"id": "tree", "fr": {"one": "arbre", "other": "arbres"}, "en": {"one": "tree", "other": "trees"}},
        context=FOREIGN,
    )
    assert [unit.forms.counted("fr", number) for number in (0, 1, 2, 10**6)] == ["arbre", "arbre", "arbres", "arbres"]
    assert [unit.forms.counted("en", number) for number in (0, 1, 2)] == ["trees", "tree", "trees"]


def test_forms_follow_the_digits_that_are_shown() -> None:
    """Russian has four: of whole numbers by their end, and of fractions; the head of a column takes that of many."""
    typed = {"one": "член", "few": "члена", "many": "членов", "other": "доли"}
    forms = PluralText.model_validate({"ru": typed}, context={"languages": ("ru",)})
    numbers = ("1", "21", "2", "5", "11", "1.5", "1.0", "-1")
    expected = ["член", "член", "члена", "членов", "членов", "доли", "доли", "член"]
    assert [forms.counted("ru", Decimal(number)) for number in numbers] == expected
    assert forms.general("ru") == "членов"
    assert required_forms("ru") == {"one", "few", "many", "other"}
    assert required_forms("fr") == {"one", "other"}
    assert required_forms("vi") == {"other"}


@pytest.mark.parametrize("wrong", ["tree", {"one": "tree"}, {"one": "tree", "other": "trees", "few": "trees"}])
def test_forms_that_the_language_has_not_are_refused(wrong: object) -> None:
    """English takes two forms, both of them, and no third."""
    with pytest.raises(ValidationError):
        PluralText.model_validate({"en": wrong}, context={"languages": ("en",)})


def test_schemas_follow_the_languages() -> None:
    """The JSON Schemas of texts and of plural forms are made from the languages of the bulletin."""
    schema = text_json_schema(("fr", "en"))
    Draft202012Validator.check_schema(schema)
    assert (list(schema["properties"]), schema["required"]) == (["fr", "en"], ["fr", "en"])
    forms, definitions = plural_json_schemas(("fr", "en"))
    assert {form["$ref"].rpartition("/")[2] for form in forms.values()} == set(definitions)
