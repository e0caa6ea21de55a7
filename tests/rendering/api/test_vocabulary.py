"""An answer explains every id that it mentions, and no other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.rendering.api.reading import Answers, objects

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


def mentions(answer: Any) -> Iterator[tuple[str, str]]:
    """Every id in an answer, its vocabulary included, with the list that must explain it."""
    measure = answer.get("measure")
    for found in objects(answer):
        for field, value in found.items():
            ids = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
            if field in EXPLAINED:
                yield from ((EXPLAINED[field], one) for one in ids)
            elif field == "kind" and found is not measure:
                yield "kinds", value
            elif field == "period" and ids:
                yield "periods", value
        if "shape" in found:
            yield "periods", found["text"]


def explained(answer: Any) -> list[tuple[str, str]]:
    return [(name, e.get("id") or e["text"]) for name, entries in answer["vocabulary"].items() for e in entries]


def test_the_vocabulary_holds_what_is_mentioned(given: Answers) -> None:
    """Each id in an answer, its vocabulary included, is explained once; nothing else is."""
    for answer in given.all:
        assert len(explained(answer)) == len(set(explained(answer)))
        assert set(explained(answer)) == set(mentions(answer))


def test_everything_has_a_name_in_both_languages(given: Answers) -> None:
    """What an id is called can be shown to every reader."""
    for answer in given.all:
        for entries in answer["vocabulary"].values():
            for entry in entries:
                names = [entry[field] for field in ("name", "title", "one", "other") if field in entry]
                assert names
                assert all(name["vi"] and name["en"] for name in names)


def test_lists_are_sorted(given: Answers) -> None:
    """The order does not tell in which the ids were met."""
    for answer in given.all:
        for entries in answer["vocabulary"].values():
            ids = [entry.get("id") or entry["text"] for entry in entries]
            assert ids == sorted(ids)
