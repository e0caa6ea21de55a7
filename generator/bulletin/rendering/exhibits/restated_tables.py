"""The table of series as they were reported, and beside that what they come to under the structure of today."""

from __future__ import annotations

from fractions import Fraction

from bulletin.analysis import Amount
from bulletin.analysis.arithmetic import round_half_up
from bulletin.analysis.ratios import quantity_of
from bulletin.analysis.restated import Restated, Taken, restated
from bulletin.analysis.tables import ObservationKey
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, figure_text, linked, period_cell, with_formula
from bulletin.rendering.exhibits.provenance import OPERANDS_SHOWN
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import GAPS, Labels, Phrases, Reorganizations
from bulletin.rendering.text.number_formats import fraction_text, machine_fraction
from bulletin.rendering.views import Cell, Column, Formula, Link, Table

_DIGITS = 6
"""Decimals that a share is written with: as many as sources state."""


def restated_table(scope: Scope, organization: str) -> Table | None:
    """The series of an organization from before the reorganizations that changed what it covers; None without any."""
    entries = restated(scope.catalogue, scope.release.tables, organization)
    if not entries:
        return None
    draft = TableDraft(scope, "restated", scope.say(Reorganizations.restated), _columns(scope))
    for entry in sorted(entries, key=lambda one: _order(scope, one.key)):
        draft.add(
            _measure(scope, entry.key),
            period_cell(scope, entry.key.period),
            draft.figure(entry.reported),
            _restated(scope, draft, entry),
            Cell(scope.unit(entry.key.measure)),
            draft.sources(dict.fromkeys(source for one in entry.taken for source in one.figure.sources)),
        )
    return draft.finish()


def _columns(scope: Scope) -> tuple[Column, ...]:
    titles = (Labels.measure, Labels.period, Reorganizations.as_reported, Reorganizations.restated)
    return (
        *(Column(scope.say(title), detail=scope.say(Labels.population)) for title in titles[:1]),
        Column(scope.say(titles[1])),
        Column(scope.say(titles[2]), numeric=True),
        Column(scope.say(titles[3]), numeric=True, detail=scope.say(Labels.workings)),
        Column(scope.say(Labels.unit)),
        Column(scope.say(Labels.source)),
    )


def _order(scope: Scope, key: ObservationKey) -> tuple[object, ...]:
    """By measure and population as in the records, the latest first; categories below their whole."""
    measures, populations = (list(one) for one in (scope.catalogue.measures, scope.catalogue.populations))
    population = populations.index(key.population) if key.population in populations else -1
    period = key.period
    parts = (key.breakdown or "", key.category or "")
    return measures.index(key.measure), population, -period.end.toordinal(), -period.days, period.text, *parts


def _measure(scope: Scope, key: ObservationKey) -> Cell:
    category = scope.category(key.breakdown, key.category) if key.breakdown and key.category else ""
    details = (category, scope.narrowed(key.population))
    return linked(scope.to_measure(key.measure), "; ".join(filter(None, details)))


def _restated(scope: Scope, draft: TableDraft, entry: Restated) -> Cell:
    """What was restated, with the figures it was made of; or that it was not, and why.

    It has as many decimals as those figures, since there is no part of a person; the formula has the exact number.
    """
    if entry.gap is not None:
        return Cell(scope.say(Reorganizations.not_restated), notes=(draft.note(scope.say(GAPS[entry.gap])),))
    number = entry.number
    if number is None:
        return EMPTY
    symbol = scope.catalogue.units[scope.catalogue.measures[entry.key.measure].unit].symbol
    shares = (_in_full(scope, source) for source in entry.allocated)
    notes = tuple(draft.note(scope.say(Reorganizations.shares_by), one) for one in shares)
    shown = Fraction(round_half_up(number, max(quantity_of(one.figure).decimals for one in entry.taken)))
    text = scope.outcome(Amount(shown), symbol)
    cell = Cell(text, number=machine_fraction(shown), flags=draft.flags(entry.flags), notes=notes)
    return with_formula(cell, _formula(scope, entry, number, shown, text))


def _formula(scope: Scope, entry: Restated, number: Fraction, shown: Fraction, text: str) -> Formula:
    """How a number came about; one that was taken over as it was has the name of the unit only."""
    if len(entry.taken) == 1 and entry.taken[0].share == 1:
        figure = entry.taken[0].figure
        link = scope.to_figure(figure, scope.organization(figure.key.organization))
        return Formula((link,), before=f"{scope.say(Reorganizations.figure_of)} ")
    count = len(entry.taken)
    more = scope.say(Phrases.more_operands, count=scope.count(count)) if count > OPERANDS_SHOWN else ""
    exact = fraction_text(number, scope.language, _DIGITS)
    sign = "=" if (number * 10**_DIGITS).denominator == 1 else "≈"
    result = f"{sign} {text}" if number == shown else f"{sign} {exact} ≈ {text}"
    return Formula(tuple(_operand(scope, one) for one in entry.taken[:OPERANDS_SHOWN]), f"{more} {result}")


def _in_full(scope: Scope, source: str) -> Link:
    link = scope.to_source(source)
    return Link(f"{link.title} ({link.text})", link.href)


def _operand(scope: Scope, taken: Taken) -> Link:
    value = figure_text(scope, taken.figure)
    if taken.share != 1:
        percent = f"{fraction_text(taken.share * 100, scope.language, _DIGITS)}%"
        value = scope.say(Reorganizations.times_share, value=value, percent=percent)
    return scope.to_figure(taken.figure, value, scope.organization(taken.figure.key.organization))
