"""What a CSV file of records is made of: the description beside it."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bulletin.model.periods import AnyPeriod
from bulletin.model.records.parts import Id, Part, Record
from bulletin.model.values import AnyValue

_LONGEST = 200
Heading = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST)]
"""A heading, as in the first row, without spaces around it."""
FieldPath = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST)]
"""A field; one within another behind a dot: ``name.fr``, ``by.sex.women``."""

UNUSED: Final = "unused"
"""In place of a field: the column is left out."""
VALUE: Final = "value"
"""The field that columns of periods hold unless they say otherwise."""


class Column(Part):
    """What a column of a CSV file holds: its field alone, such as ``value``, or one of these."""

    field: FieldPath | None = None
    """The field; one within another behind a dot: ``name.fr``, ``by.sex.women``. ``audience`` holds who may see the
    record, as in YAML. ``unused``: the column is left out.
    Several columns of a field that is a list hold its items."""
    breakdown: Id | None = None
    """The cells are categories of this breakdown, empty where a row is about the whole. Where several such columns are
    filled in a row, its figure is that of a category of the breakdown that crosses them."""
    whole: Heading | None = None
    """With ``breakdown``: what is in rows about the whole in place of nothing, such as ``total``."""
    period: AnyPeriod | None = None
    """The cells are values of this period: one column a period. With ``field``: that field of an observation of it."""

    @property
    def is_unused(self) -> bool:
        """Whether the column is left out."""
        return self.field == UNUSED

    @property
    def is_of_observations(self) -> bool:
        """Whether it holds what only observations have: categories, or values of something that it says itself."""
        return self.breakdown is not None or any(self.about)

    @property
    def about(self) -> tuple[object, ...]:
        """What all of its cells are about, as far as it says so."""
        return (self.period,)

    @property
    def is_unclear(self) -> bool:
        """Whether what it says together makes no sense, or nothing."""
        if self.breakdown is None:
            return self.whole is not None or (self.field is None and not any(self.about))
        return self.field is not None or any(self.about)


def of_field(given: object) -> object:
    """What was typed as a column; its field alone is one."""
    return {"field": given} if isinstance(given, str) else given


class OrField:
    """Adds the name of a field to the JSON Schema of a column."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "string", "minLength": 1, "maxLength": _LONGEST}]}


AnyColumn = Annotated[Column, BeforeValidator(of_field), OrField()]
"""A column, or its field alone."""


class CsvDescription(Record):
    """What the columns of a CSV file hold, in a file beside it: ``figures.yml`` says it of ``figures.csv``."""

    columns: Annotated[dict[Heading, AnyColumn], Field(min_length=1)]
    """Heading → what the column holds. Every column of the file is named."""
    constants: dict[Id, Any] = Field(default_factory=dict)
    """Fields that all its records have, such as ``source`` or ``audience``, as they are typed in a record; a cell that
    is filled counts for more."""
    delimiter: Literal[",", ";", "|", "tab"] = ","
    """What separates the cells."""
    decimal: Literal[".", ","] = "."
    """With what decimals begin."""
    grouping: Literal["space", ".", ",", "'"] | None = None
    """What separates thousands; nothing unless it is given."""
    missing: dict[Heading, AnyValue] = Field(default_factory=dict)
    """Sign in place of a number → what it says, as typed in a record: ``{"…": not-available, "<5": {under: 5},
    "[c]": suppressed}``."""
    empty: AnyValue | None = None
    """What an empty cell says where a value belongs; unless it is given, there must be one. In columns of periods and
    of fields within ``by``, an empty cell says that there is no figure."""

    @property
    def separator(self) -> str:
        """The character that separates the cells."""
        return "\t" if self.delimiter == "tab" else self.delimiter
