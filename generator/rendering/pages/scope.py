"""Where a page stands: the release it shows, its language and its address. Names and links are made here."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from generator.disclosure.door import Release
from generator.model.corpus import Catalogue
from generator.model.periods import Period, Shape
from generator.model.records import EVERYTHING
from generator.model.text import Language, Text
from generator.model.values import Quantity, Value
from generator.rendering import links
from generator.rendering.shelf import Shelf
from generator.rendering.text.messages import Labels, Message
from generator.rendering.text.numbers import NO_BREAK, integer_text, outcome_text, value_text
from generator.rendering.text.periods import day_text, period_inside, period_name, period_text
from generator.rendering.views import Link
from generator.statistics import Outcome


@dataclass(frozen=True)
class Scope:
    """What every builder of a page is given."""

    release: Release
    language: Language
    page: str = links.HOME
    """Source path of the page being built; links are relative to it."""
    charts: bool = True
    """Whether pages have charts."""
    shelf: Shelf = field(init=False)
    """The release in the orders that pages need."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "shelf", Shelf(self.release))

    def at(self, page: str) -> Scope:
        """The same for another page."""
        there = replace(self, page=page)
        object.__setattr__(there, "shelf", self.shelf)
        return there

    @property
    def catalogue(self) -> Catalogue:
        """What figures are about."""
        return self.release.catalogue

    # --- words

    def text(self, text: Text) -> str:
        """A text of the records."""
        return text.in_(self.language)

    def say(self, message: Message, **details: str) -> str:
        """A message of the catalogue."""
        return message.in_(self.language, **details)

    def count(self, number: int) -> str:
        """A whole number."""
        return integer_text(number, self.language)

    def lowered(self, words: str) -> str:
        """Words of the records within a sentence: without the capital they begin with, but for names and acronyms."""
        return words[0].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words

    @property
    def main_measure(self) -> str:
        """Id of the measure that the bulletin exists for."""
        return self.catalogue.bulletin.main_measure

    def period(self, period: Period) -> str:
        """What a period is called, standing alone."""
        return period_text(period, self.language, self.catalogue.terms)

    def period_name(self, period: Period) -> str:
        """What a period is called in the midst of a sentence."""
        return period_name(period, self.language, self.catalogue.terms)

    def date(self, period: Period) -> str:
        """A date as far as it is known: a day, a month or a year, without a word before it."""
        if period.is_instant:
            return day_text(period.end, self.language)
        return str(period.start.year) if period.shape is Shape.YEAR else self.period(period)

    def period_inside(self, period: Period) -> str:
        """What a period is called within a sentence."""
        return period_inside(period, self.language, self.catalogue.terms)

    def organization(self, organization: str) -> str:
        """An organization's name."""
        return self.text(self.catalogue.organizations[organization].name)

    def measure(self, measure: str) -> str:
        """A measure's name."""
        return self.text(self.catalogue.measures[measure].name)

    def population(self, population: str) -> str:
        """A population's name; also that of the population that leaves nobody out."""
        record = self.catalogue.populations.get(population)
        return self.say(Labels.everything) if record is None or population == EVERYTHING else self.text(record.name)

    def decision(self, decision: str) -> str:
        """A decision's number, if it has one, and title."""
        record = self.catalogue.decisions[decision]
        title = self.text(record.title)
        return f"{record.number} – {title}" if record.number else title

    def category(self, breakdown: str, category: str) -> str:
        """A category's name."""
        categories = self.catalogue.breakdowns[breakdown].categories
        return next(self.text(one.name) for one in categories if one.id == category)

    def unit(self, measure: str) -> str:
        """The name of a measure's unit, for the head of a column."""
        unit = self.catalogue.units[self.catalogue.measures[measure].unit]
        return unit.symbol or (unit.vi if self.language is Language.VI else unit.en.other)

    def value(self, value: Value, measure: str) -> str:
        """A value of a measure for a cell: with the unit's symbol where it has one, else the bare number."""
        return value_text(value, self.language, self.catalogue.units[self.catalogue.measures[measure].unit].symbol)

    def percentage(self, value: Value) -> str:
        """A value in percent, such as a share target's."""
        return value_text(value, self.language, "%")

    def amount(self, value: Value, measure: str) -> str:
        """A value of a measure for a sentence: always with its unit."""
        unit = self.catalogue.units[self.catalogue.measures[measure].unit]
        if unit.symbol or not isinstance(value, Quantity):
            return self.value(value, measure)
        single = value.is_exact and abs(value.number) == 1
        word = unit.vi if self.language is Language.VI else unit.en.one if single else unit.en.other
        return f"{value_text(value, self.language)}{NO_BREAK}{word}"

    def outcome(self, outcome: Outcome, symbol: str | None = None) -> str:
        """What computing gave."""
        return outcome_text(outcome, self.language, symbol)

    # --- links

    def href(self, path: str, anchor: str = "") -> str:
        """The relative address of a page or file."""
        return links.relative(self.page, path, anchor)

    def to(self, path: str, label: Message) -> Link:
        """A link to a page of the bulletin's own."""
        return Link(self.say(label), self.href(path))

    def to_organization(self, organization: str) -> Link:
        """A link to an organization's page."""
        return Link(self.organization(organization), self.href(links.organization_page(organization)))

    def to_measure(self, measure: str) -> Link:
        """A link to a measure's page."""
        return Link(self.measure(measure), self.href(links.measure_page(measure)))

    def to_period(self, period: Period) -> Link:
        """A link to a period's page."""
        return Link(self.period(period), self.href(links.period_page(period.slug)))

    def to_source(self, source: str) -> Link:
        """A link to a source's page by its short name: who published it, and when."""
        record = self.catalogue.sources[source]
        published = self.date(record.published)
        short = f"{self.text(record.publisher)}, {published}" if record.publisher else published
        return Link(short, self.href(links.source_page(source)), title=self.text(record.title))

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
