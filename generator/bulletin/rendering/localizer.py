"""The localizer: messages, names, values and periods of a release in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Protocol

from bulletin.analysis.quantities import Outcome
from bulletin.analysis.target_status import TargetStatus
from bulletin.localization.collation import CollationKey, collation_key
from bulletin.localization.formats import day_text, lowered
from bulletin.localization.messages import Message, _
from bulletin.model.corpus import Catalogue
from bulletin.model.names import distinct
from bulletin.model.periods import Period, PeriodType
from bulletin.model.records import EVERYTHING, Points, Term, Unit
from bulletin.model.text import Language, Text
from bulletin.model.values import Interval, Qualifier, Quantity, Value
from bulletin.rendering.replaced_words import HeadingWords, say, words_of
from bulletin.rendering.text import (
    AS_STATED,
    INTERVAL,
    NO_BREAK,
    as_decimal,
    exact_digits,
    fraction_text,
    gap_text,
    integer_text,
    period_after,
    period_inside,
    period_name,
    period_text,
    rounded,
    signed_text,
    value_text,
)

TARGET_STATUSES = {
    TargetStatus.ACHIEVED: _("achieved"),
    TargetStatus.AHEAD: _("ahead"),
    TargetStatus.ON_PACE: _("on pace"),
    TargetStatus.BEHIND: _("behind"),
    TargetStatus.MISSED: _("missed"),
    TargetStatus.NOT_ASSESSABLE: _("not assessable"),
    TargetStatus.SUPERSEDED: _("superseded"),
}
"""Statuses of targets, in the order in which they are counted."""


PERCENTAGE_POINTS = _("percentage points")
# Translators: what differences between values of an index are counted in
INDEX_POINTS = _("points")
# Translators: what is typed between the items of a list; French has spaces on both sides of a semicolon
_COMMA = _(", ", "separator")
_SEMICOLON = _("; ", "separator")
# Translators: between a name and what it is, such as "Source: report"; French has spaces on both sides
_COLON = _(": ", "separator")


class Categorized(Protocol):
    """What may be about one category of a breakdown: a figure's key, a record."""

    @property
    def measure(self) -> str:
        """Id of the measure."""

    @property
    def breakdown(self) -> str | None:
        """Id of the breakdown; None for a total."""

    @property
    def category(self) -> str | None:
        """Id of the category; given together with the breakdown."""


@dataclass(frozen=True, eq=False)
class Localizer:
    """Localizes messages, names, numbers, values and periods into the language of a page."""

    catalogue: Catalogue
    """What figures are about."""
    language: Language
    _periods: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, kw_only=True)
    """What periods are called, since the same ones are in thousands of rows."""
    _categories: dict[str, Mapping[str, str]] = field(default_factory=dict, repr=False, kw_only=True)
    """What categories are called, by measure."""
    _category_names: dict[str, Mapping[str, str]] = field(default_factory=dict, repr=False, kw_only=True)
    """The names of categories, by breakdown."""

    def text(self, text: Text) -> str:
        """A text of the records."""
        return text.localized(self.language)

    def say(self, message: Message, **details: str | int) -> str:
        """The text of a message; see :func:`bulletin.rendering.replaced_words.say`."""
        return say(message, self.language, self.replaced, **details)

    @cached_property
    def replaced(self) -> HeadingWords:
        """The bulletin's own words in the place of headings."""
        return words_of(self.catalogue.bulletin.words, self.language)

    def commas(self, items: Iterable[str]) -> str:
        """Items with a comma between any two, all but empty ones."""
        return self.say(_COMMA).join(filter(None, items))

    def semicolons(self, items: Iterable[str]) -> str:
        """Items with a semicolon between any two, all but empty ones."""
        return self.say(_SEMICOLON).join(filter(None, items))

    def named(self, name: str, text: str) -> str:
        """A name, a colon and what it is."""
        return f"{name}{self.say(_COLON)}{text}"

    def lowered(self, words: str) -> str:
        """Words of the records within a sentence."""
        return lowered(words, self.language)

    def capitalized(self, words: str) -> str:
        """Words as they begin a sentence."""
        return words[:1].upper() + words[1:]

    # --- periods

    def period(self, period: Period) -> str:
        """What a period is called, standing alone."""
        return self._called(period, period_text)

    def period_name(self, period: Period) -> str:
        """What a period is called in the midst of a sentence."""
        return self._called(period, period_name)

    def period_after(self, period: Period) -> str:
        """What a period is called after a preposition such as since or for, with its article."""
        return self._called(period, period_after)

    def period_inside(self, period: Period) -> str:
        """What a period is called within a sentence, with its preposition."""
        return self._called(period, period_inside)

    def _called(self, period: Period, call: Callable[[Period, Language, Mapping[str, Term], int], str]) -> str:
        asked = (period.text, call.__name__)
        if asked not in self._periods:
            self._periods[asked] = call(period, self.language, self.catalogue.terms, self._first_month)
        return self._periods[asked]

    def sort_key(self, name: str) -> CollationKey:
        """The place of a name in the alphabet of the bulletin's first language."""
        return collation_key(name, self.catalogue.bulletin.languages[0])

    def interval(self, first: str, last: str) -> str:
        """From a date to another, standing alone."""
        return self.say(INTERVAL, first=first, last=last)

    def date(self, period: Period) -> str:
        """A date as far as it is known: a day, a month or a year, without a word before it."""
        if period.is_instant:
            return day_text(period.end, self.language)
        return str(period.start.year) if period.type is PeriodType.YEAR else self.period(period)

    @property
    def _first_month(self) -> int:
        return self.catalogue.bulletin.years_begin

    # --- names

    def organization(self, organization: str) -> str:
        """An organization's name; of several of one name, with what distinguishes it."""
        return self.catalogue.names.localized(self.language)[organization]

    def kind_of(self, organization: str) -> str:
        """The name of an organization's kind."""
        return self.text(self.catalogue.kinds[self.catalogue.organizations[organization].kind].name)

    def counted(self, kind: str, number: int) -> str:
        """So many organizations of a kind."""
        word = self.catalogue.kinds[kind].forms.counted(self.language, number)
        # Translators: so many of a kind: "3 wards"
        return self.say(_("{number} {things}"), number=self.count(number), things=self.lowered(word))

    def measure(self, measure: str) -> str:
        """A measure's name; of several of one name, with its unit."""
        return self._measures[measure]

    @cached_property
    def _measures(self) -> Mapping[str, str]:
        names = {measure.id: self.text(measure.name) for measure in self.catalogue.measures.values()}
        return distinct(names, lambda measure: (self.unit_of(measure),))

    def population(self, population: str) -> str:
        """A population's name; also that of the population that leaves nobody out."""
        return self._populations.get(population) or self.say(_("Everything"))

    @cached_property
    def _populations(self) -> Mapping[str, str]:
        records = [record for record in self.catalogue.populations.values() if record.id != EVERYTHING]
        return distinct({record.id: self.text(record.name) for record in records}, lambda _: ())

    def narrowed(self, population: str) -> str:
        """A population in small letters behind a name; nothing for the one that leaves nobody out."""
        return "" if population == EVERYTHING else self.lowered(self.population(population))

    def category(self, breakdown: str, category: str) -> str:
        """A category's name."""
        if breakdown not in self._category_names:
            records = self.catalogue.breakdowns[breakdown].categories
            self._category_names[breakdown] = {record.id: self.text(record.name) for record in records}
        return self._category_names[breakdown][category]

    def category_of(self, about: Categorized) -> str:
        """The name of the category that something is about; empty for a total.

        With its breakdown where another breakdown of the measure has a category of that name.
        """
        if not (about.breakdown and about.category):
            return ""
        if about.measure not in self._categories:
            self._categories[about.measure] = self._categories_of(about.measure)
        known = self._categories[about.measure].get(f"{about.breakdown} {about.category}")
        return known or self.category(about.breakdown, about.category)  # a claim may name what no figure can have

    def _categories_of(self, measure: str) -> Mapping[str, str]:
        """The names of all categories that figures of a measure may be of, by the ids of breakdown and category."""
        breakdowns = [self.catalogue.breakdowns[name] for name in self.catalogue.measures[measure].breakdowns]
        categories = {f"{of.id} {part.id}": (of, part) for of in breakdowns for part in of.categories}
        names = {name: self.text(part.name) for name, (_, part) in categories.items()}
        return distinct(names, lambda name: (self.text(categories[name][0].name),))

    def target_status(self, target_status: TargetStatus) -> str:
        """How a figure compares with its target."""
        return self.say(TARGET_STATUSES[target_status])

    def source(self, source: str) -> str:
        """A source's short name: who published it, and when; of several such, with its title."""
        return self._sources[source]

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        sources = self.catalogue.sources
        return distinct(self._published, lambda source: (self.text(sources[source].title),))

    @cached_property
    def _published(self) -> Mapping[str, str]:
        """Who published each source, and when."""
        return {
            source.id: self.commas(
                (self.text(source.publisher) if source.publisher else "", self.date(source.published))
            )
            for source in self.catalogue.sources.values()
        }

    def source_title(self, source: str) -> str:
        """A source's title; of several of one title, with its day and who published it."""
        return self._source_titles[source]

    @cached_property
    def _source_titles(self) -> Mapping[str, str]:
        sources = self.catalogue.sources
        titles = {source.id: self.text(source.title) for source in sources.values()}
        return distinct(titles, lambda source: (self.date(sources[source].published), self._published[source]))

    def source_in_full(self, source: str) -> str:
        """A source's short name and its title."""
        return self._sources_in_full[source]

    @cached_property
    def _sources_in_full(self) -> Mapping[str, str]:
        sources = self.catalogue.sources.values()
        names = {source.id: f"{self._published[source.id]} – {self.text(source.title)}" for source in sources}
        return distinct(names, lambda _: ())

    def decision(self, decision: str) -> str:
        """A decision's number, if it has one, and title; of several such, with who issued it and when."""
        return self._decisions[decision]

    @cached_property
    def _decisions(self) -> Mapping[str, str]:
        names = {
            decision.id: f"{decision.number} – {self.text(decision.title)}"
            if decision.number
            else self.text(decision.title)
            for decision in self.catalogue.decisions.values()
        }
        return distinct(names, self._issued)

    def decision_number(self, decision: str) -> str:
        """A decision's number, or the title of one without; of several of one number, with who issued it and when."""
        return self._decision_numbers[decision]

    @cached_property
    def _decision_numbers(self) -> Mapping[str, str]:
        decisions = self.catalogue.decisions.values()
        names = {decision.id: decision.number or self.text(decision.title) for decision in decisions}
        return distinct(names, self._issued)

    def _issued(self, decision: str) -> Iterator[str]:
        """Who issued a decision; then, also when."""
        record = self.catalogue.decisions[decision]
        by = self.text(record.issuer) if record.issuer else ""
        by = by or (self.organization(record.organization) if record.organization else "")
        yield by
        yield self.commas((by, self.date(record.date) if record.date else ""))

    # --- numbers

    def count(self, number: int) -> str:
        """A whole number."""
        return integer_text(number, self.language)

    def unit_of(self, measure: str) -> str:
        """The name of a measure's unit, for the head of a column; of an index with its base."""
        unit, base = self._unit(measure), self.catalogue.measures[measure].base
        name = unit.symbol or unit.forms.general(self.language)
        return name if base is None else self.commas((name, self.base(base)))

    def base(self, base: Period) -> str:
        """The period in which an index is 100."""
        # Translators: the base of an index, such as "2015 = 100"
        return self.say(_("{period} = 100"), period=self.period_name(base))

    def value(self, value: Value, measure: str, *, decimals: int | None = None) -> str:
        """A value of a measure for a cell: with the unit's symbol where it has one, else the bare number.

        :param decimals: digits after the decimal point, where these are not as the measure declares: all that were
            stated (:data:`AS_STATED`) for targets; for what is compared, as many as show a difference.
        """
        return value_text(value, self.language, self._unit(measure).symbol, self._decimals(value, measure, decimals))

    def amount(self, value: Value, measure: str, *, decimals: int | None = None) -> str:
        """A value of a measure for a sentence: always with its unit. See :meth:`value`."""
        unit, shown = self._unit(measure), self._decimals(value, measure, decimals)
        if unit.symbol or not isinstance(value, Quantity):
            return self.value(value, measure, decimals=decimals)
        last = value.number if value.upper is None else value.upper
        word = unit.forms.counted(
            self.language, as_decimal(last) if shown is None else rounded(last, value.qualifier, shown)
        )
        return self.with_unit(value_text(value, self.language, decimals=shown), word)

    def _decimals(self, value: Value, measure: str, asked: int | None) -> int | None:
        """The digits after the decimal point that are shown of a value; None for those that it has."""
        usual = self.decimals(measure)
        if asked is None or not isinstance(value, Quantity):
            return usual
        if asked != AS_STATED:
            return asked
        return max(usual, value.decimals) if usual is not None and isinstance(value.number, Decimal) else usual

    def uncertainty(self, interval: Interval, measure: str) -> str:
        """The ends of an estimate's interval, rounded away from each other: ``1,400,000 – 1,880,000``."""
        decimals = self.decimals(measure)
        lower, upper = interval.lower, interval.upper
        if decimals is not None:
            lower = rounded(lower, Qualifier.AT_LEAST, decimals)
            upper = rounded(upper, Qualifier.AT_MOST, decimals)
        symbol = self._unit(measure).symbol
        first, last = (value_text(Quantity(end), self.language, symbol) for end in (lower, upper))
        return self.interval(first, last).replace(" ", NO_BREAK)

    def decimals(self, measure: str) -> int | None:
        """The digits after the decimal point that are shown of figures of a measure; None for those that each has."""
        return self.catalogue.measures[measure].shown_decimals

    def number(self, outcome: Outcome, measure: str) -> str:
        """What computing gave of figures of a measure, without its unit."""
        return value_text(outcome, self.language, decimals=self.decimals(measure))

    def exact(self, number: Fraction, measure: str) -> str:
        """A number computed from figures of a measure with the decimals it has: two, or as many as are declared."""
        return fraction_text(number, self.language, self._most_decimals(measure))

    def digits(self, outcome: Outcome, measure: str) -> str:
        """The same in plain digits; empty for an outcome that is not exact."""
        return exact_digits(outcome, self._most_decimals(measure))

    def _most_decimals(self, measure: str) -> int:
        return self.catalogue.measures[measure].computed_decimals

    def signed(self, difference: Quantity, measure: str) -> str:
        """A difference between figures of a measure, with its sign, without its unit."""
        return signed_text(difference, self.language, decimals=self.decimals(measure))

    def with_unit(self, number: str, unit: str) -> str:
        """A number in words and digits with the word for its unit."""
        # Translators: "23 members"; the space is one that does not break
        return self.say(_("{number}\u00a0{unit}"), number=number, unit=unit)

    def amount_named(self, value: Value, measure: str, *, decimals: int | None = None) -> str:
        """A value right behind its measure's name, which may say the unit: of members admitted 23, not 23 members.

        See :meth:`value`.
        """
        unit, name = self._unit(measure).forms.general(self.language), self.measure(measure)
        is_said = f" {unit} ".casefold() in f" {name} ".casefold()
        return (self.value if is_said else self.amount)(value, measure, decimals=decimals)

    def is_percentage(self, measure: str) -> bool:
        """Whether values of a measure are percentages, so that their differences are percentage points."""
        return self._points(measure) is Points.PERCENTAGE or self._unit(measure).symbol == "%"

    def has_points(self, measure: str) -> bool:
        """Whether differences between values of a measure are in points rather than in its unit."""
        return self.is_percentage(measure) or self.is_index(measure)

    def is_index(self, measure: str) -> bool:
        """Whether a measure is an index, whose differences are in points, and its changes in percent."""
        return self._points(measure) is Points.INDEX

    def _points(self, measure: str) -> Points:
        return self.catalogue.measures[measure].kind.traits.points

    def unsigned(self, difference: Fraction, measure: str) -> str:
        """How far apart two figures of a measure are, without sign and unit."""
        return gap_text(Quantity(abs(difference)), self.language, decimals=self.decimals(measure))

    def difference_unit(self, measure: str) -> str:
        """What a difference between values of a measure is counted in, for the head of a column."""
        if self.is_index(measure):
            return self.say(INDEX_POINTS)
        return self.say(PERCENTAGE_POINTS) if self.is_percentage(measure) else self.unit_of(measure)

    def difference(self, text: str, measure: str, *, of_a_share: bool = False) -> str:
        """A difference within a sentence: of percentages it is in percentage points, of an index in points.

        Of anything else it is the bare number.

        :param text: the number in words and digits.
        :param of_a_share: whether it is one between shares of a part, which are in percent whatever the measure.
        """
        if self.is_index(measure) and not of_a_share:
            # Translators: a difference between two values of an index
            return self.say(_("{gap} points"), gap=text)
        if not (of_a_share or self.is_percentage(measure)):
            return text
        return self.say(_("{gap} percentage points"), gap=text)

    def percentage(self, value: Value) -> str:
        """A value in percent, such as a share target's."""
        return value_text(value, self.language, "%")

    def outcome(self, outcome: Outcome, symbol: str | None = None) -> str:
        """What computing gave."""
        return value_text(outcome, self.language, symbol)

    def _unit(self, measure: str) -> Unit:
        return self.catalogue.units[self.catalogue.measures[measure].unit]
