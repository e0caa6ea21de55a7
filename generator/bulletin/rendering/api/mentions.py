"""Which ids the entries of an answer mention: read off the declarations of their fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

from bulletin.rendering.api.entries import In


class Mention(NamedTuple):
    """An id, and the list of the vocabulary that explains it."""

    list_name: str
    id: str


def mentioned(kind: type, entries: Sequence[Mapping[str, Any]]) -> set[Mention]:
    """The ids that entries mention, themselves or in the entries that they hold.

    :param kind: the class of the entries.
    """
    found: set[Mention] = set()
    for field in _telling_fields(kind):
        values = [value for entry in entries if (value := entry[field.name]) is not None]
        if field.is_list:
            values = [one for value in values for one in value]
        if field.holds is None:
            found.update(Mention(field.list_name, one) for one in set(values))
        elif values:
            found |= mentioned(field.holds, list({id(value): value for value in values}.values()))
    return found


class _Field(NamedTuple):
    """A field that mentions something."""

    name: str
    is_list: bool
    list_name: str
    """For ids: the list of the vocabulary that explains them."""
    holds: type | None
    """For entries: their class."""


@cache
def _telling_fields(kind: type) -> tuple[_Field, ...]:
    return tuple(_read(kind))


def _read(kind: type) -> Iterator[_Field]:
    for name, annotation in get_type_hints(kind, include_extras=True).items():
        parts = list(_parts(annotation))
        is_list = any(get_origin(part) is tuple for part in parts)
        list_name = next((part.list_name for part in parts if isinstance(part, In)), "")
        holds = next((part for part in parts if is_typeddict(part) and _telling_fields(part)), None)
        if list_name or holds:
            yield _Field(name, is_list, list_name, holds)


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all that stands within it."""
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
