"""Links to the pages, rows and records of a bulletin, relative to the page that they stand on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from bulletin.analysis.tables import Figure, TargetFigure
from bulletin.localization.messages import Message
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.rendering import links
from bulletin.rendering.links import figure_anchor, target_anchor
from bulletin.rendering.localizer import Localizer
from bulletin.rendering.views import Link


@dataclass(frozen=True, eq=False)
class PageLinks:
    """Links as they are seen from a page."""

    words: Localizer
    path: str = links.HOME
    """Source path of the page."""
    _links: dict[tuple[str, ...], Link] = field(default_factory=dict, repr=False, kw_only=True)
    """Links to pages that thousands of rows link to, by where they are seen from; shared by all pages."""
    _anchors: dict[int, tuple[Figure, str]] = field(default_factory=dict, repr=False, kw_only=True)
    """Anchors of figures by their identity, with the figure, so that no other takes its identity."""

    def at(self, path: str) -> PageLinks:
        """The links as they are seen from another page."""
        return replace(self, path=path)

    @cached_property
    def upwards(self) -> str:
        """The way up to the first page, which is all that links from two pages to a third differ in."""
        return links.upwards(self.path)

    def href(self, path: str, anchor: str = "") -> str:
        """The relative address of a page or file."""
        return links.relative(self.path, path, anchor)

    def to(self, path: str, label: Message) -> Link:
        """A link to a page of the bulletin's own."""
        return Link(self.words.say(label), self.href(path))

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
        """A link to a source's page by its short name: publisher and date."""
        return self._once("source", source, self._source_link)

    def to_source_in_full(self, source: str) -> Link:
        """A link to a source's page by its short name and its title."""
        link = self.to_source(source)
        return Link(f"{link.text} – {link.title}", link.href)

    def to_decision(self, decision: str) -> Link:
        """A link to a decision, by its number where it has one."""
        record = self.words.catalogue.decisions[decision]
        title = self.words.text(record.title)
        href = self.href(links.DECISIONS, decision)
        return Link(record.number, href, title) if record.number else Link(title, href)

    def to_figure(self, figure: Figure, text: str, title: str = "") -> Link:
        """A link to the canonical row of a figure, which has its provenance."""
        page = self.to_organization(figure.key.organization).href
        return Link(text, f"{page}#{self.anchor(figure)}", title)

    def anchor(self, figure: Figure) -> str:
        """The anchor of a figure's canonical row on its organization's page."""
        place = id(figure)
        if place not in self._anchors:
            self._anchors[place] = figure, figure_anchor(figure.key)
        return self._anchors[place][1]

    def to_target(self, target: TargetFigure, text: str, title: str = "") -> Link:
        """A link to the canonical row of a target, which has its provenance."""
        page = self.to_organization(target.key.organization).href
        return Link(text, f"{page}#{target_anchor(target)}", title)

    def to_row(self, number: Figure | TargetFigure, text: str, title: str = "") -> Link:
        """A link to the canonical row of a figure or a target."""
        if isinstance(number, TargetFigure):
            return self.to_target(number, text, title)
        return self.to_figure(number, text, title)

    def to_record(self, place: Place) -> Link:
        """A link to a line of the records, where they are on the web; else its name only, with its folder in both."""
        name = f"{place.file.removeprefix('records/')}:{place.line}"
        return Link(name, links.record(self.words.catalogue.bulletin.records_url, place), place.at_line)

    def _once(self, kind: str, name: str, make: Callable[[str], Link]) -> Link:
        asked = (self.upwards, kind, name)
        if asked not in self._links:
            self._links[asked] = make(name)
        return self._links[asked]

    def _organization_link(self, organization: str) -> Link:
        return Link(self.words.organization(organization), self.href(links.organization_page(organization)))

    def _measure_link(self, measure: str) -> Link:
        return Link(self.words.measure(measure), self.href(links.measure_page(measure)))

    def _period_link(self, period: Period) -> Link:
        return Link(self.words.period(period), self.href(links.period_page(period.slug)))

    def _source_link(self, source: str) -> Link:
        title = self.words.text(self.words.catalogue.sources[source].title)
        return Link(self.words.source(source), self.href(links.source_page(source)), title=title)
