"""The page context: what every builder of a page is given, and what is made once for all pages (memoized)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar

from bulletin.disclosure.release import Release
from bulletin.model.corpus import Catalogue
from bulletin.rendering.index import ReleaseIndex
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.page_links import PageLinks

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class Memo:
    """What was made of figures, targets and other values of a release, by the maker and the identity of the value.

    For performance: the hash of an observation key costs more than most of what is made of a figure. The value is kept
    with what was made of it, so that no other value takes its identity.
    """

    def __init__(self) -> None:
        self._made: dict[tuple[Callable[..., object], str, int], tuple[object, Any]] = {}

    def get(
        self, make: Callable[[PageContext, Thing], Made], page: PageContext, thing: Thing, seen_from: str = ""
    ) -> Made:
        """What ``make`` makes of a value, from memory where it was made before."""
        place = make, seen_from, id(thing)
        if place not in self._made:
            self._made[place] = thing, make(page, thing)
        made: Made = self._made[place][1]
        return made


@dataclass(frozen=True, eq=False)
class PageContext:
    """The release, the words of its language, the links as seen from the page, and the index of the release."""

    release: Release
    words: Localizer
    links: PageLinks
    index: ReleaseIndex
    memo: Memo
    catalogue: Catalogue
    language: str
    charts: bool = True
    """Whether pages have charts."""

    @classmethod
    def of(cls, release: Release, language: str, *, charts: bool = True) -> PageContext:
        """The context of the front page."""
        words = Localizer(release.catalogue, language)
        links, index = PageLinks(words), ReleaseIndex(release)
        return cls(release, words, links, index, Memo(), release.catalogue, language, charts)

    def at(self, path: str) -> PageContext:
        """The context of another page of the same site.

        :param path: the page's source path.
        """
        return replace(self, links=self.links.at(path))

    @property
    def path(self) -> str:
        """Source path of the page; links are relative to it."""
        return self.links.path

    @property
    def main_measure(self) -> str:
        """Id of the bulletin's main measure."""
        return self.catalogue.bulletin.main_measure


def memoized(make: Callable[[PageContext, Thing], Made]) -> Callable[[PageContext, Thing], Made]:
    """Memoize what is made of a figure or a target for all pages of the site.

    ``make`` may use the words and the figures of the context, but nothing that differs by page, such as links.
    """

    @wraps(make)
    def made_once(page: PageContext, thing: Thing) -> Made:
        return page.memo.get(make, page, thing)

    return made_once


def memoized_by_depth(make: Callable[[PageContext, Thing], Made]) -> Callable[[PageContext, Thing], Made]:
    """Memoize what holds links: for all pages of one depth in the site, whose relative links are the same."""

    @wraps(make)
    def made_once(page: PageContext, thing: Thing) -> Made:
        return page.memo.get(make, page, thing, page.links.upwards)

    return made_once
