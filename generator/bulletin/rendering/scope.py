"""Where a page stands: the release it shows, its language and its address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, wraps
from typing import Any, TypeVar

from bulletin.analysis.tables import Figure, TargetFigure
from bulletin.disclosure.door import Release
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.model.text import Language
from bulletin.rendering import links
from bulletin.rendering.anchors import figure_anchor, target_anchor
from bulletin.rendering.shelf import Shelf
from bulletin.rendering.text.messages import Message
from bulletin.rendering.views import Link
from bulletin.rendering.wording import Wording

Thing = TypeVar("Thing")
Made = TypeVar("Made")


@dataclass(frozen=True, eq=False)
class Scope(Wording):
    """What every builder of a page is given: words, figures, and links as they are seen from the page."""

    release: Release
    shelf: Shelf
    """The release in the orders that pages need."""
    page: str = links.HOME
    """Source path of the page being built; links are relative to it."""
    charts: bool = True
    """Whether pages have charts."""
    _links: dict[tuple[str, ...], Link] = field(default_factory=dict, repr=False, kw_only=True)
    """Links to pages that thousands of rows lead to, by where they are seen from."""
    _made: dict[tuple[Callable[..., object], str, int], tuple[object, Any]] = field(
        default_factory=dict, repr=False, kw_only=True
    )
    """What was made :func:`once` of a thing, by the maker, where it is seen from and the thing's identity; kept with
    the thing itself, so that no other takes its identity."""

    @classmethod
    def of(cls, release: Release, language: Language, *, charts: bool = True) -> Scope:
        """The scope of the front page."""
        return cls(release.catalogue, language, release, Shelf(release), charts=charts)

    def at(self, page: str) -> Scope:
        """The same for another page."""
        return replace(self, page=page)

    def href(self, path: str, anchor: str = "") -> str:
        """The relative address of a page or file."""
        return links.relative(self.page, path, anchor)

    def to(self, path: str, label: Message) -> Link:
        """A link to a page of the bulletin's own."""
        return Link(self.say(label), self.href(path))

    def to_organization(self, organization: str) -> Link:
        """A link to an organization's page."""
        return self._once("organization", organization, self._organization_link)

    def to_measure(self, measure: str) -> Link:
        """A link to a measure's page."""
        return self._once("measure", measure, self._measure_link)

    def to_period(self, period: Period) -> Link:
        """A link to a period's page."""
        return self._once("period", period.text, lambda _: self._period_link(period))

    def to_source(self, source: str) -> Link:
        """A link to a source's page by its short name: who published it, and when."""
        return self._once("source", source, self._source_link)

    def to_source_in_full(self, source: str) -> Link:
        """A link to a source's page by its short name and its title."""
        link = self.to_source(source)
        return Link(f"{link.text} – {link.title}", link.href)

    def to_decision(self, decision: str) -> Link:
        """A link to a decision, by its number where it has one."""
        record = self.catalogue.decisions[decision]
        title = self.text(record.title)
        href = self.href(links.DECISIONS, decision)
        return Link(record.number, href, title) if record.number else Link(title, href)

    def made(self, make: Callable[[Scope, Thing], Made], thing: Thing, seen_from: str = "") -> Made:
        """What ``make`` makes of a thing, from memory where it was made before; see :func:`once`."""
        place = make, seen_from, id(thing)
        if place not in self._made:
            self._made[place] = thing, make(self, thing)
        made: Made = self._made[place][1]
        return made

    @cached_property
    def upwards(self) -> str:
        """The way up to the first page, which is all that links from two pages to a third differ in."""
        return links.upwards(self.page)

    def to_figure(self, figure: Figure, text: str, title: str = "") -> Link:
        """A link to the row that tells everything about a figure."""
        home = self.to_organization(figure.key.organization).href
        return Link(text, f"{home}#{self.anchor(figure)}", title)

    def anchor(self, figure: Figure) -> str:
        """Where on its organization's page a figure is at home."""
        return self.made(_anchor, figure)

    def to_target(self, target: TargetFigure, text: str, title: str = "") -> Link:
        """A link to the row that tells everything about a target."""
        home = self.to_organization(target.key.organization).href
        return Link(text, f"{home}#{target_anchor(target)}", title)

    def to_home(self, number: Figure | TargetFigure, text: str, title: str = "") -> Link:
        """A link to the row that tells everything about a figure or a target, whichever it is."""
        if isinstance(number, TargetFigure):
            return self.to_target(number, text, title)
        return self.to_figure(number, text, title)

    def to_record(self, place: Place) -> Link:
        """A link to a line of the records, where they are on the web; else its name only, with its folder in both."""
        name = f"{place.file.removeprefix('records/')}:{place.line}"
        return Link(name, links.record(self.catalogue.bulletin.records_url, place), place.at_line)

    def _once(self, kind: str, name: str, make: Callable[[str], Link]) -> Link:
        asked = (self.upwards, kind, name)
        if asked not in self._links:
            self._links[asked] = make(name)
        return self._links[asked]

    def _organization_link(self, organization: str) -> Link:
        return Link(self.organization(organization), self.href(links.organization_page(organization)))

    def _measure_link(self, measure: str) -> Link:
        return Link(self.measure(measure), self.href(links.measure_page(measure)))

    def _period_link(self, period: Period) -> Link:
        return Link(self.period(period), self.href(links.period_page(period.slug)))

    def _source_link(self, source: str) -> Link:
        record = self.catalogue.sources[source]
        return Link(self.source(source), self.href(links.source_page(source)), title=self.text(record.title))


def once(make: Callable[[Scope, Thing], Made]) -> Callable[[Scope, Thing], Made]:
    """Have something made of a figure or a target once for the whole site, rather than on each page that shows it.

    ``make`` may use the scope's words and figures, but nothing that differs from page to page, such as links.
    """

    @wraps(make)
    def made_once(scope: Scope, thing: Thing) -> Made:
        return scope.made(make, thing)

    return made_once


def once_a_depth(make: Callable[[Scope, Thing], Made]) -> Callable[[Scope, Thing], Made]:
    """The same for what holds links to organizations: once for all pages that are as far from the first one."""

    @wraps(make)
    def made_once(scope: Scope, thing: Thing) -> Made:
        return scope.made(make, thing, scope.upwards)

    return made_once


def _anchor(_: Scope, figure: Figure) -> str:
    return figure_anchor(figure.key)
