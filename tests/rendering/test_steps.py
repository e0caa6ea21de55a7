"""Steps can be taken in any order, and what each read says when it has to be taken again."""

from __future__ import annotations

import gc
import weakref

import pytest
from bulletin.analysis.dependencies import Dependency
from bulletin.model.text import Language
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import SiteFile
from bulletin.rendering.tree import Step, steps

from tests.rendering.samples import released
from tests.sites import LANGUAGES, VI

Taken = dict[str, tuple[tuple[SiteFile, ...], frozenset[Dependency]]]


def taken(page: PageContext, chosen: tuple[Step, ...]) -> Taken:
    """What steps made and read, by their names."""
    made: Taken = {}
    for step in chosen:
        with page.reads.recorded() as read:
            files = tuple(step.make())
        made[step.name] = files, frozenset(read)
    return made


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_step_makes_and_reads_does_not_depend_on_other_steps(language: Language) -> None:
    """What is remembered of one page for the next hides nothing that the next one depends on."""
    forwards, backwards = (PageContext.of(released(), language) for _ in range(2))
    assert taken(forwards, steps(forwards)) == taken(backwards, steps(backwards)[::-1])


def test_a_step_alone_reads_the_same() -> None:
    """As nothing is remembered then; a few are enough, as each needs a context of its own."""
    whole = PageContext.of(released(), VI)
    together = taken(whole, steps(whole))
    for number in range(0, len(steps(whole)), 9):
        page = PageContext.of(released(), VI)
        step = steps(page)[number]
        assert taken(page, (step,))[step.name] == together[step.name]


def test_names_of_steps_are_their_own() -> None:
    """No two steps have the same name; each weighs something."""
    found = steps(PageContext.of(released(), VI))
    assert len({step.name for step in found}) == len(found)
    assert min(step.weight for step in found) > 0


def test_a_context_is_freed_as_soon_as_nobody_has_it() -> None:
    """Without the garbage collector, which looks at what is kept for long seldom, or never: a preview makes many."""
    gc.collect()
    gc.disable()
    try:
        page = PageContext.of(released(), VI)
        list(steps(page)[1].make())
        assert page.digests.of(("by_organization", "north"))
        seen = weakref.ref(page), weakref.ref(page.reads), weakref.ref(page.checked)
        del page
        assert [each() for each in seen] == [None, None, None]
    finally:
        gc.enable()
