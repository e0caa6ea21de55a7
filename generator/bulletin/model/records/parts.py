"""What all records are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import Annotated

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationInfo,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from bulletin.model.places import NOWHERE, Place
from bulletin.model.text import Text, declared_languages
from bulletin.model.values import ExactNumber

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A name for addresses and references: lower-case ASCII letters, digits and single hyphens."""
_CROSSED = "."
"""Between the ids of categories that are crossed; no id has it."""
CategoryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", max_length=330)]
"""The id of a category; of a category of a crossing, the ids that it is made of: ``women.age-0-14``."""


def crossed_id(categories: Iterable[str]) -> str:
    """The id of what is in several categories at once, one of each breakdown that is crossed, in their order."""
    return _CROSSED.join(categories)


def crossed_categories(category: str) -> tuple[str, ...]:
    """The categories whose ids make an id: one of each breakdown that is crossed; of no crossing, the id itself."""
    return tuple(category.split(_CROSSED))


Code = Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
"""What an official list calls something, as printed there: 00001."""
Margin = Annotated[ExactNumber, Field(ge=0, json_schema_extra={"minimum": 0})]
"""How far two numbers may be apart."""
Percent = Annotated[ExactNumber, Field(ge=0, le=100, json_schema_extra={"minimum": 0, "maximum": 100})]
"""A part of a hundred, exactly as typed."""
_URL = r"^https?://[^\s<>\"'\\`{}|^]+$"
Url = Annotated[str, StringConstraints(pattern=_URL, max_length=500)]
"""An address a reader may follow: http or https only."""


def is_address(text: str) -> bool:
    """Whether a text is nothing but an address."""
    return re.fullmatch(_URL, text) is not None


def _same_in_every_language(given: object, info: ValidationInfo) -> object:
    """An address that stands alone leads to the same page in each language."""
    is_alone = isinstance(given, str) and is_address(given)
    return dict.fromkeys(declared_languages(info, given), given) if is_alone else given


class _OrAddress:
    """Adds an address to the JSON Schema of a text."""

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [handler(schema), {"type": "string", "pattern": _URL}]}


TextOrUrl = Annotated[Text, BeforeValidator(_same_in_every_language), _OrAddress()]
"""A text; or where it is to be read, as one address for all languages or one for each."""

EVERYTHING = "all"
"""Id of the population that leaves nobody out; figures are about it unless they say otherwise."""


def _hyphened(name: str) -> str:
    return name.replace("_", "-")


class Part(BaseModel):
    """A piece of a record."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=_hyphened,
        populate_by_name=True,
    )


_UNASKED: set[str] = set()
"""Which of its fields were typed: nobody asks that of a record, and such a set of its own is half of its memory."""


class Record(Part):
    """What all records have: the place where they are."""

    @cached_property
    def place(self) -> Place:
        """Where the record begins."""
        return NOWHERE  # unless the reader says otherwise; a private attribute of pydantic takes several times as long

    def placed(self, place: Place) -> None:
        """Say where the record begins; called once, by the reader."""
        self.__dict__["place"] = place
        object.__setattr__(self, "__pydantic_fields_set__", _UNASKED)


class MarkedRecord(Record):
    """A record that may be marked for an audience."""

    audience: Id | None = None
    """Who may see it at the least, by the id of an audience of the bulletin; left out: everybody. Whatever refers to
    the record is seen by no others either: the figures of a source, of an organization, of a measure."""
