"""An answer explains every id that it mentions, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_type_hints

import pytest
from bulletin.rendering.export import api, entries, target_entries, vocabulary
from bulletin.rendering.export.glossary import mentioned
from typing_extensions import is_typeddict

from tests.rendering.export.reading import Answers, objects

EXPLAINED = {
    "organization": "organizations",
    "parent": "organizations",
    "ancestors": "organizations",
    "children": "organizations",
    "organizations": "organizations",
    "measure": "measures",
    "unit": "units",
    "population": "populations",
    "part_of": "populations",
    "breakdown": "breakdowns",
    "breakdowns": "breakdowns",
    "term": "terms",
    "source": "sources",
    "sources": "sources",
    "decision": "decisions",
}
"""Field → the list of the vocabulary with its ids."""
_NAMED = {
    name: of
    for module in (api, entries, target_entries, vocabulary)
    for name, of in vars(module).items()
    if "Entry" in name
}
SORTS = [sort for sort in _NAMED.values() if is_typeddict(sort)]
"""The classes of the objects that answers are made of."""


def mentions(answer: Any) -> Iterator[tuple[str, str]]:
    """Every id in an answer, its vocabulary included, with the list that must explain it."""
    measure = answer.get("measure")
    for found in objects(answer):
        for field, value in found.items():
            ids = [name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)]
            if field in EXPLAINED:
                yield from ((EXPLAINED[field], name) for name in ids)
            elif field == "crossing":
                yield from (("breakdowns", name) for name in value["of"])
            elif field == "kind" and found is not measure:
                yield "kinds", value
            elif field == "period" and ids:
                yield "periods", value
        if "shape" in found:
            yield "periods", found["text"]


def explained(answer: Any) -> list[tuple[str, str]]:
    return [(name, e.get("id") or e["text"]) for name, those in answer["vocabulary"].items() for e in those]


def test_the_vocabulary_holds_what_is_mentioned(given: Answers) -> None:
    """Each id in an answer, its vocabulary included, is explained once; nothing else is."""
    for answer in given.all:
        assert len(explained(answer)) == len(set(explained(answer)))
        assert set(explained(answer)) == set(mentions(answer))


@pytest.mark.parametrize("sort", SORTS, ids=lambda sort: sort.__name__)
def test_every_field_that_holds_ids_says_so(sort: type) -> None:
    """An id is explained even where nothing else in the answer mentions it."""
    hints = get_type_hints(sort)
    for field in hints.keys() & EXPLAINED.keys():
        ids = ("an-id",) if "tuple" in str(hints[field]) else "an-id"
        found = mentioned(sort, [{**dict.fromkeys(hints), field: ids}])
        assert found == {(EXPLAINED[field], "an-id")}


def test_everything_has_a_name_in_both_languages(given: Answers) -> None:
    """What an id is called can be shown to every reader."""
    for answer in given.all:
        for explanations in answer["vocabulary"].values():
            for entry in explanations:
                names = [entry[field] for field in ("name", "title", "one", "other") if field in entry]
                assert names
                assert all(name["vi"] and name["en"] for name in names)


def test_lists_are_sorted(given: Answers) -> None:
    """The order does not say in which the ids were met."""
    for answer in given.all:
        for explanations in answer["vocabulary"].values():
            ids = [entry.get("id") or entry["text"] for entry in explanations]
            assert ids == sorted(ids)
