"""What a figure is called in a sentence, its value with the unit, and why its series breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from bulletin.analysis.tables import Figure, Number, TargetFigure, value_as_bound
from bulletin.localization.messages import _
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period
from bulletin.model.records import EventKind
from bulletin.model.reorganizations import ReorganizationEvent
from bulletin.model.text import Text
from bulletin.model.values import Value
from bulletin.rendering.localizer import Categorized, Localizer

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
    narrowed = ", ".join(filter(None, (words.narrowed(about.population), *narrower)))
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


def is_share(number: Number) -> bool:
    """Whether a value is in percent of a whole instead of the measure's unit, as that of a share target is."""
    return isinstance(number, TargetFigure) and number.share is not None


def value_with_unit(words: Localizer, number: Number) -> str:
    """The value of a figure or a target for a sentence; a partial total is at least so much, or incomplete."""
    return _said(words, number, words.amount)


def value_behind_name(words: Localizer, number: Number) -> str:
    """The same right behind the name of its measure, which may say the unit."""
    return _said(words, number, words.amount_named)


def value_in_cell(words: Localizer, number: Number) -> str:
    """The same for a cell whose column says the unit."""
    return _said(words, number, words.value)


def _said(words: Localizer, number: Number, say: Callable[[Value, str], str]) -> str:
    if is_share(number):
        return words.percentage(number.value)
    if isinstance(number, Figure) and number.is_open:
        # Translators: {value} is a sum of which parts are missing that may be below zero
        return words.say(_("{value} (incomplete)"), value=say(number.value, number.key.measure))
    return say(value_as_bound(number), number.key.measure)


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
    others = ", ".join(words.organization(other) for other in event.organizations if other != unit)
    parent = words.catalogue.history.new_parent(unit, event) if event.what is EventKind.MOVED else None
    what = words.say(
        _("{others} split off from {unit}") if goes_on else BREAKS[event.what],
        unit=words.organization(unit),
        others=others,
        parent=words.organization(parent) if parent else "",
    )
    return words.say(_("What the organization covers changed: {what}."), what=what)
