"""What a figure is called in a sentence, its value with the unit, what is missing in it and why its series breaks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Protocol

from bulletin.analysis.claims.verdicts import DECIMALS
from bulletin.analysis.figures import Coverage, Figure, FigureOrigin, Number, TargetFigure, value_as_bound
from bulletin.analysis.quantities import round_half_up
from bulletin.analysis.stated_totals import NEGLIGIBLE
from bulletin.localization.formats import list_text
from bulletin.localization.messages import _, n_
from bulletin.model.corpus import Catalogue
from bulletin.model.keys import ObservationKey
from bulletin.model.periods import Period
from bulletin.model.records import EventKind
from bulletin.model.reorganizations import ReorganizationEvent
from bulletin.model.text import Text
from bulletin.model.values import USUAL_LEVEL, Quantity, Value, are_same
from bulletin.rendering.labels import Labels
from bulletin.rendering.localizer import Categorized, Localizer
from bulletin.rendering.text import AS_STATED, percent_text

BREAKS = {
    EventKind.MERGED: _("{unit} was merged into {others}"),
    EventKind.SPLIT: _("{unit} was split into {others}"),
    EventKind.MOVED: _("{unit} moved from {others} to {parent}"),
}
"""What happened, within the reason of a break."""


# --- names


class Measured(Protocol):
    """What is of a measure: a figure's key, a record, an entry of the reporting calendar."""

    @property
    def measure(self) -> str:
        """Id of the measure."""

    @property
    def population(self) -> str:
        """Id of the population."""


class Observed(Measured, Categorized, Protocol):
    """What is about one observation: a figure's key, a record."""

    @property
    def organization(self) -> str:
        """Id of the organization."""

    @property
    def period(self) -> Period:
        """The period of the value."""


def measure_name(words: Localizer, about: Measured, *narrower: str) -> str:
    """The name of a measure with what narrows it in parentheses: ``Members admitted (students, women)``.

    :param narrower: besides the population, where that is not everybody; empty ones are left out.
    """
    measure = words.measure(about.measure)
    narrowed = words.commas((words.narrowed(about.population), *narrower))
    return words.say(_("{measure} ({population})"), measure=measure, population=narrowed) if narrowed else measure


def figure_name(words: Localizer, about: Observed, *, is_target: bool) -> str:
    """The name of a figure or a target: organization, measure with population and category, period."""
    category, target = words.lowered(words.category_of(about)), words.say(_("target")) if is_target else ""
    measure = measure_name(words, about, category, target)
    return labelled(words, about.organization, measure, words.period_name(about.period))


def labelled(words: Localizer, organization: str, measure: str, period: str) -> str:
    """The parts of the name of a figure put together.

    :param measure: its name, as it begins a sentence.
    """
    name = words.organization(organization)
    return words.say(
        _("{organization}, {figure}, {period}"), organization=name, figure=words.lowered(measure), period=period
    )


# --- values

_FINEST = 20
"""With more digits after the decimal point than this, no two values are shown."""


def is_share(number: Number) -> bool:
    """Whether a value is in percent of a whole instead of the measure's unit, as that of a share target is."""
    return isinstance(number, TargetFigure) and number.share is not None


def value_with_unit(words: Localizer, number: Number, *, decimals: int | None = None) -> str:
    """The value of a figure or a target for a sentence; a partial total is at least so much, or incomplete.

    :param decimals: more digits after the decimal point than the measure declares, see :func:`decimals_apart`.
    """
    return _said(words, number, words.amount, decimals)


def value_behind_name(words: Localizer, number: Number) -> str:
    """The same right behind the name of its measure, which may say the unit."""
    return _said(words, number, words.amount_named, None)


def value_in_cell(words: Localizer, number: Number, *, decimals: int | None = None) -> str:
    """The same for a cell whose column says the unit."""
    return _said(words, number, words.value, decimals)


def interval_text(words: Localizer, figure: Figure) -> str:
    """The interval of an estimate in short, with its level where that is not the usual one; empty without any."""
    if figure.interval is None:
        return ""
    ends, level = words.uncertainty(figure.interval, figure.key.measure), figure.interval.level
    if level == USUAL_LEVEL:
        return ends
    # Translators: {interval} is two numbers; {level} how certain it is that the true value is between them, in percent
    return words.say(_("{interval}; level {level}"), interval=ends, level=percent_of(words, level))


def percent_of(words: Localizer, level: Decimal) -> str:
    """The level of an interval."""
    return words.percentage(Quantity(level))


def with_interval(words: Localizer, value: str, figure: Figure) -> str:
    """A value in words and digits with its interval in parentheses, where it has one."""
    interval = interval_text(words, figure)
    return words.say(_("{value} ({remark})"), value=value, remark=interval) if interval else value


class Shown(Protocol):
    """Shows a value, with more digits after the decimal point than usual where asked."""

    def __call__(self, *, decimals: int | None = None) -> str:
        """The value in words and digits."""


def decimals_apart(usual: int | None, value: Shown, other: Shown) -> int | None:
    """The fewest digits after the decimal point with which two values look different; None for the usual ones.

    :param usual: what the measure declares.
    """
    if value() != other():
        return None
    finer = range(DECIMALS if usual is None else usual + 1, _FINEST)
    return next((decimals for decimals in finer if value(decimals=decimals) != other(decimals=decimals)), None)


def decimals_beside(words: Localizer, number: Number, *others: Number) -> int | None:
    """With how many digits after the decimal point a value differs from others of its figure; None for the usual."""
    usual, shown = words.decimals(number.key.measure), partial(value_in_cell, words, number)
    different = (other for other in others if not are_same(number.value, other.value))
    found = (decimals_apart(usual, shown, partial(value_in_cell, words, other)) for other in different)
    return max((decimals for decimals in found if decimals is not None), default=None)


class _Say(Protocol):
    def __call__(self, value: Value, measure: str, *, decimals: int | None = None) -> str: ...


def _as_asked(words: Localizer, target: TargetFigure, asked: int | None) -> Value:
    """The value of a target. One that is computed is rounded half up, since a bound rounded up would ask for less."""
    value, usual = target.value, words.decimals(target.key.measure)
    if target.is_stated or usual is None or not isinstance(value, Quantity):
        return value
    return Quantity(round_half_up(Fraction(value.number), max(usual, asked or 0)), value.qualifier)


def _said(words: Localizer, number: Number, say: _Say, decimals: int | None) -> str:
    measure = number.key.measure
    if is_share(number):
        return words.percentage(number.value)
    if isinstance(number, TargetFigure):
        return say(_as_asked(words, number, decimals), measure, decimals=AS_STATED if number.is_stated else decimals)
    if number.is_open:
        # Translators: {value} is a sum of which parts are missing that may be below zero
        return words.say(_("{value} (incomplete)"), value=say(number.value, measure, decimals=decimals))
    return say(value_as_bound(number), measure, decimals=decimals)


# --- what is missing in a total


_UNITS_REPORTED_OF = n_(
    "Added up over units: {reported} of {count} unit directly below reported ({percent}).",
    "Added up over units: {reported} of {count} units directly below reported ({percent}).",
)
_BESIDES_IN_PART = n_(
    "{count} more unit is in it with a part only: it lacks units below, or some of the period.",
    "{count} more units are in it with a part only: they lack units below, or some of the period.",
)
_STATED_WITHOUT = _(
    "The total as stated is the sum of the units that reported: {reported} in full. "
    "Missing, though they reported before: {units}."
)
_STATED_WITHOUT_OF = n_(
    "The total as stated is the sum of the units that reported: {reported} of {count} unit in full ({percent}). "
    "Missing, though they reported before: {units}.",
    "The total as stated is the sum of the units that reported: {reported} of {count} units in full ({percent}). "
    "Missing, though they reported before: {units}.",
)
_NEARLY_COMPLETE = n_(
    "The total as stated is the sum of the units that reported; missing is {count} unit that reported before: {units}. "
    "What it reported last comes to no more than {percent} of the total, which therefore counts as complete.",
    "The total as stated is the sum of the units that reported; missing are {count} units that reported before: "
    "{units}. What they reported last comes to no more than {percent} of the total, which therefore counts as "
    "complete.",
)
_PERIODS_COMBINED = n_(
    "Computed from the figure of {count} shorter period.", "Computed from the figures of {count} shorter periods."
)
_IN_FULL_OF = n_("{reported} of {count} unit reported in full", "{reported} of {count} units reported in full")
_IN_FULL = n_(
    "{count} unit reported in full; how many there are is not known",
    "{count} units reported in full; how many there are is not known",
)
_AND_IN_PART = _("{remark}, {count} in part")
MISSING_NAMED = 5
"""Most units that a stated total is said to lack by their names."""


def coverage_text(words: Localizer, figure: Figure) -> str:
    """From how many periods or units a figure was computed, or is a sum of, of how many expected ones (response rate).

    :raises ValueError: for a figure of which nothing is missing, unless it was computed.
    """
    coverage = figure.coverage
    if coverage is None:
        raise ValueError(f"neither computed nor incomplete: {figure.key}")
    more = (words.say(_BESIDES_IN_PART, count=coverage.in_part),) if coverage.in_part else ()
    return " ".join((_of_units_or_periods(words, figure, coverage), *more))


def _of_units_or_periods(words: Localizer, figure: Figure, coverage: Coverage) -> str:
    if figure.origin is FigureOrigin.TEMPORAL_SUM:
        return words.say(_PERIODS_COMBINED, count=coverage.reported)
    is_stated = figure.origin is FigureOrigin.REPORTED
    reported, units = words.count(coverage.reported), _missing(words, coverage.missing)
    if coverage.is_negligible:
        percent, count = percent_text(NEGLIGIBLE, words.language), len(_units_of(coverage.missing))
        return words.say(_NEARLY_COMPLETE, count=count, units=units, percent=percent)
    if coverage.expected is None or coverage.share is None:
        counted = words.say(Labels.units_reported, count=coverage.reported)
        return words.say(_STATED_WITHOUT, reported=reported, units=units) if is_stated else counted
    counts = {"reported": reported, "percent": percent_text(coverage.share, words.language)}
    if is_stated:
        return words.say(_STATED_WITHOUT_OF, count=coverage.expected, units=units, **counts)
    return words.say(_UNITS_REPORTED_OF, count=coverage.expected, **counts)


def _units_of(keys: Iterable[ObservationKey]) -> list[str]:
    return list(dict.fromkeys(key.organization for key in keys))


def _missing(words: Localizer, last: Sequence[ObservationKey]) -> str:
    """The units that a total lacks, the first few by their names."""
    units = _units_of(last)
    named = [words.organization(unit) for unit in units[:MISSING_NAMED]]
    if more := len(units) - len(named):
        named.append(words.say(n_("{count} more", "{count} more"), count=more))
    return list_text(named, words.language)


def coverage_remark(words: Localizer, figure: Figure) -> str:
    """How many of the units of a partial total reported, in short; empty for any other figure."""
    coverage = figure.coverage
    if coverage is None or figure.is_complete:
        return ""
    if coverage.expected is None:
        remark = words.say(_IN_FULL, count=coverage.reported)
    else:
        remark = words.say(_IN_FULL_OF, reported=words.count(coverage.reported), count=coverage.expected)
    return words.say(_AND_IN_PART, remark=remark, count=words.count(coverage.in_part)) if coverage.in_part else remark


# --- comparability breaks


def break_texts(catalogue: Catalogue, reason: Text | ReorganizationEvent) -> Text:
    """Why a series breaks, in every language of the bulletin."""
    if isinstance(reason, Text):
        return reason
    languages = catalogue.bulletin.languages
    return Text.computed({language: break_text(Localizer(catalogue, language), reason) for language in languages})


def break_text(words: Localizer, reason: Text | ReorganizationEvent) -> str:
    """Why a series breaks: as a source says it, or by what became of organizations."""
    return words.text(reason) if isinstance(reason, Text) else _reorganized(words, reason)


def _reorganized(words: Localizer, recorded: ReorganizationEvent) -> str:
    unit, event = recorded
    goes_on = unit in event.organizations
    others = words.commas(words.organization(other) for other in event.organizations if other != unit)
    parent = words.catalogue.history.new_parent(unit, event) if event.what is EventKind.MOVED else None
    what = words.say(
        _("{others} split off from {unit}") if goes_on else BREAKS[event.what],
        unit=words.organization(unit),
        others=others,
        parent=words.organization(parent) if parent else "",
    )
    return words.say(_("What the organization covers changed: {what}."), what=what)
