"""The schema says exactly what answers look like."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.protocols import Validator

from tests.rendering.export.reading import SORTS, Answers, objects, sample, scalars, synthetic

DEFINITIONS: dict[str, Any] = synthetic().schema["$defs"]


def test_the_schema_is_one() -> None:
    """It keeps to the dialect that it names."""
    schema = synthetic().schema
    assert schema["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(schema)


def test_every_answer_keeps_to_the_schema(given: Answers) -> None:
    """So a program written for the schema understands each of them."""
    assert given.as_written
    assert [
        (fault.json_path, fault.message) for answer in given.as_written for fault in given.validator.iter_errors(answer)
    ] == []


@pytest.mark.parametrize("name", SORTS)
def test_every_row_is_an_entry_of_the_schema(given: Answers, name: str) -> None:
    """Put together as the schema says, rows are entries that keep to their own definitions."""
    sort = given.validator.evolve(schema={"$defs": given.schema["$defs"], "$ref": f"#/$defs/{SORTS[name]}"})
    found = [entry for answer in given.all for entry in answer.get(name, ())]
    assert [fault.message for entry in found for fault in sort.iter_errors(entry)] == []


def test_there_is_an_answer_about_everything(given: Answers) -> None:
    """Every organization and every measure has one, at the address of its id."""
    catalogue = given.release.catalogue
    organizations, measures = given.about("organizations"), given.about("measures")
    assert list(organizations) == [answer["organization"]["id"] for answer in organizations.values()]
    assert list(measures) == [answer["measure"]["id"] for answer in measures.values()]
    assert (list(organizations), list(measures)) == (list(catalogue.organizations), list(catalogue.measures))


every_sort = pytest.mark.parametrize("name", [name for name, of in DEFINITIONS.items() if "properties" in of])
"""Every sort of object that answers are made of."""


def said(name: str) -> tuple[Validator, list[dict[str, Any]]]:
    """The schema of one sort of object, and the objects of that sort in the synthetic answers."""
    sort = synthetic().validator.evolve(schema={"$defs": DEFINITIONS, "$ref": f"#/$defs/{name}"})
    answers = [*synthetic().all, *synthetic().as_written]
    return sort, [found for answer in answers for found in objects(answer) if sort.is_valid(found)]


@pytest.mark.slow
@every_sort
def test_an_unknown_field_is_refused(name: str) -> None:
    """Wherever a field is added that the schema does not declare, the answer is refused."""
    sort, found = said(name)
    assert [item for item in found if sort.is_valid({**item, "surprise": 1})] == []
    assert not any(synthetic().validator.is_valid({**answer, "surprise": 1}) for answer in synthetic().as_written)


@pytest.mark.slow
@every_sort
def test_a_missing_field_is_refused(name: str) -> None:
    """What is always given is required."""
    sort, found = said(name)
    for item in found:
        for field in DEFINITIONS[name].get("required", ()):
            assert not sort.is_valid({other: value for other, value in item.items() if other != field})


@pytest.mark.slow
@every_sort
def test_everything_that_can_be_said_is_tested(name: str) -> None:
    """The synthetic answers use every field of the schema: what these tests show, they show of all of it."""
    _, found = said(name)
    assert {field for item in found for field in item} == set(DEFINITIONS[name]["properties"])


def test_answers_of_an_edition_name_it() -> None:
    """A program that holds answers of several editions can distinguish them; those of a draft name none."""
    assert {answer["edition"] for answer in synthetic().all} == {"2023-Q1"}
    assert not [answer for answer in sample().all if "edition" in answer]


def test_nothing_is_null(given: Answers) -> None:
    """What does not apply is left out, not null."""
    assert None not in [value for answer in given.all for value in scalars(answer)]


@pytest.mark.parametrize("name", DEFINITIONS)
def test_everything_is_described(name: str) -> None:
    """Every definition says what it is."""
    assert DEFINITIONS[name]["description"]


def test_descriptions_name_nothing_of_the_code() -> None:
    """The schema is read by people who do not have the code: no module, no class, no markup of docstrings."""
    described = [text for text in scalars(synthetic().schema) if isinstance(text, str)]
    assert [text for text in described if "`" in text or "bulletin." in text or ":mod:" in text] == []


def test_lists_are_always_given() -> None:
    """A program may go through a list without asking first whether there is one."""
    optional = [
        f"{name}.{field}"
        for name, definition in DEFINITIONS.items()
        for field, of in definition.get("properties", {}).items()
        if of.get("type") == "array" and field not in definition["required"]
    ]
    assert optional == []


def test_fields_come_in_the_order_of_their_declaration(given: Answers) -> None:
    """The same answer has the same bytes, and reads like its schema; codes have names that only records give."""
    orders = [list(definition["properties"]) for definition in DEFINITIONS.values() if "properties" in definition]
    declared = frozenset(field for order in orders for field in order)
    for answer in given.as_written:
        others = {name: value for name, value in answer.items() if name not in SORTS}  # rows have an order of their own
        for found in (found for found in objects(others) if not declared.isdisjoint(found)):
            assert any([field for field in order if field in found] == list(found) for order in orders)
