"""What is made once of a figure is the same on every page, and never that of another."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.rendering.links import TARGETS
from bulletin.rendering.scope import Scope, once

from tests.rendering.samples import scope as scope_of
from tests.sites import EN, VI


@dataclass(frozen=True)
class Thing:
    """Something that may equal others."""

    name: str


def words(scope: Scope, thing: Thing) -> list[str]:
    """What is said of a thing, in a list that tells by itself whether it was made anew."""
    return [scope.language, thing.name]


def other_words(scope: Scope, thing: Thing) -> list[str]:
    """The same, by another maker."""
    return words(scope, thing)


def test_a_thing_is_made_of_once_for_all_pages() -> None:
    """Another page gives the very same; another thing, another maker and another language make it anew."""
    first, second = once(words), once(other_words)
    scope, thing = scope_of(), Thing("a")
    made = first(scope, thing)
    assert made == [VI, "a"]
    assert first(scope.at(TARGETS), thing) is made
    assert first(scope, Thing("a")) is not made
    assert second(scope, thing) is not made
    assert first(scope_of(EN), thing) == [EN, "a"]


def test_things_that_are_gone_are_never_taken_for_others() -> None:
    """Each of many things gets its own, although each is gone before the next one comes."""
    say, scope = once(words), scope_of()
    assert [say(scope, Thing(str(number)))[1] for number in range(100)] == [str(number) for number in range(100)]
