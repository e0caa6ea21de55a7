"""What is made once of a figure is the same on every page, and never that of another."""

from __future__ import annotations

from dataclasses import dataclass

from bulletin.rendering.context import PageContext, memoized
from bulletin.rendering.links import TARGETS

from tests.rendering.samples import page_context as context_of
from tests.sites import EN, VI


@dataclass(frozen=True)
class Thing:
    """Something that may equal others."""

    name: str


def words(page_context: PageContext, thing: Thing) -> list[str]:
    """What is said of a thing, in a list that says by itself whether it was made anew."""
    return [page_context.language, thing.name]


def other_words(page_context: PageContext, thing: Thing) -> list[str]:
    """The same, by another maker."""
    return words(page_context, thing)


def test_a_thing_is_made_of_once_for_all_pages() -> None:
    """Another page gives the very same; another thing, another maker and another language make it anew."""
    first, second = memoized(words), memoized(other_words)
    page_context, thing = context_of(), Thing("a")
    made = first(page_context, thing)
    assert made == [VI, "a"]
    assert first(page_context.at(TARGETS), thing) is made
    assert first(page_context, Thing("a")) is not made
    assert second(page_context, thing) is not made
    assert first(context_of(EN), thing) == [EN, "a"]


def test_things_that_are_gone_are_never_taken_for_others() -> None:
    """Each of many things gets its own, although each is gone before the next one comes."""
    say, page_context = memoized(words), context_of()
    assert [say(page_context, Thing(str(number)))[1] for number in range(100)] == [str(number) for number in range(100)]
