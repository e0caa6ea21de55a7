"""Reorganizations on the page of an organization: its history in sentences, and its series restated for today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from bulletin.analysis.quantities import round_half_up, stated_quantity
from bulletin.analysis.restatement import AllocatedFigure, ComparabilityBreak, Restated, restated
from bulletin.localization.messages import Message, _, n_
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Event, EventKind, Organization
from bulletin.model.reorganizations import ReorganizationEvent
from bulletin.model.values import Absence, Quantity
from bulletin.rendering import columns
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY, OPERANDS_SHOWN, linked, with_formula
from bulletin.rendering.labels import Labels
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import digits, fraction_text, percent_text, value_text
from bulletin.rendering.views import Cell, Formula, Link, Table

EVENTS = {
    EventKind.RENAMED: _("{day}: renamed; the name until then was {name}."),
    EventKind.MERGED: _("{day}: merged into {others}."),
    EventKind.SPLIT: _("{day}: split into {others}."),
    EventKind.MOVED: _("{day}: moved to {parent}; until then part of {others}."),
}
"""What happened, on the page of the organization that it happened to."""
JOINED = {
    EventKind.MERGED: _("{day}: {unit} was merged into it."),
    EventKind.SPLIT: _("{day}: split off from {unit}."),
    EventKind.MOVED: _("{day}: {unit} was moved here."),
}
"""The same on the page of an organization that took over."""
GOES_ON = _("{day}: {others} split off from it.")
"""A split on the page of an organization that goes on, smaller."""
LEFT = _("{day}: {unit} was moved to {parent}.")
"""The same on the page of the organization that a unit left."""
ENDS = {
    EventKind.MERGED: _(
        "As of {day} this organization was merged into {others}. This page shows its figures as reported then."
    ),
    EventKind.SPLIT: _(
        "As of {day} this organization was split into {others}. This page shows its figures as reported then."
    ),
}
"""The notice on the page of an organization that is no more."""
_SLOT = "\N{NULL}"
"""Placeholder of links; no record may hold it."""
Links = Mapping[str, tuple[Link, ...]]
"""What a sentence leads to, by the names of the places in it, in the order of these."""
GAPS = {
    ComparabilityBreak.STRADDLES: _("Not restated: the change came within this period."),
    ComparabilityBreak.NO_ALLOCATION: _("Not restated: no source says how much each successor took over."),
    ComparabilityBreak.INCOMPLETE: _("Not restated: a full and exact figure of a unit is missing."),
    ComparabilityBreak.SUPPRESSED: _("A figure that it is made of, or compared with, is suppressed."),
    ComparabilityBreak.DISAGREES: _("Not restated: the stated total and the units below it then do not agree."),
    ComparabilityBreak.ENTANGLED: _(
        "Not restated: several changes came upon each other; what each unit covered then is not known."
    ),
}
"""Why a figure is not restated."""
_FIGURE_OF = _("that of")
_DIGITS = 6
"""Decimals that a share is written with: as many as sources state."""


# --- the history of an organization, in sentences whose names are links


def history_of(page: PageContext, record: Organization) -> tuple[Formula, ...]:
    """Every event that the organization had a part in, the earliest first."""
    lines = [*_own_events(page, record), *_events_of_others(page, record.id)]
    return tuple(line for _, line in sorted(lines, key=lambda line: line[0]))


def ending_of(page: PageContext, record: Organization) -> Formula | None:
    """What to say on top of the page of an organization that others took over from; None where it is still there."""
    if record.id not in page.catalogue.history.ended:
        return None
    event = next(each for each in record.events if each.is_succession and record.id not in each.organizations)
    return _sentence(page, ENDS[event.what], event, {"others": _to_organizations(page, event.organizations)})


def _own_events(page: PageContext, record: Organization) -> Iterator[tuple[date, Formula]]:
    for event in record.events:
        others = tuple(other for other in event.organizations if other != record.id)
        links = {"others": _to_organizations(page, others)} if others else {}
        if event.what is EventKind.MOVED:
            links = {"parent": _to_parent(page, ReorganizationEvent(record.id, event)), **links}
        name = page.words.text(event.name) if event.name else ""
        message = GOES_ON if record.id in event.organizations else EVENTS[event.what]
        yield event.on.start, _sentence(page, message, event, links, name)


def _events_of_others(page: PageContext, organization: str) -> Iterator[tuple[date, Formula]]:
    history = page.catalogue.history
    for unit, event in history.successions_to.get(organization, ()):
        if unit != organization:
            yield event.on.start, _sentence(page, JOINED[event.what], event, {"unit": _to_organizations(page, (unit,))})
    if organization not in history.touched_by_moves:
        return
    for unit, moves in history.moves.items():
        for event in moves:
            links = {
                "unit": _to_organizations(page, (unit,)),
                "parent": _to_parent(page, ReorganizationEvent(unit, event)),
            }
            if organization in event.organizations:
                yield event.on.start, _sentence(page, LEFT, event, links)
            elif organization == history.new_parent(unit, event):
                yield event.on.start, _sentence(page, JOINED[event.what], event, {"unit": links["unit"]})


def _to_parent(page: PageContext, reorganization: ReorganizationEvent) -> tuple[Link, ...]:
    parent = page.catalogue.history.new_parent(*reorganization)
    return _to_organizations(page, () if parent is None else (parent,))


def _to_organizations(page: PageContext, organizations: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(page.links.to_organization(organization) for organization in organizations)


def _sentence(page: PageContext, message: Message, event: Event, links: Links, name: str = "") -> Formula:
    """A sentence with one list of links, or two with words between them, or none."""
    said = page.words.say(message, day=page.words.date(event.on), name=name, **dict.fromkeys(links, _SLOT))
    if not links:
        return Formula((), said)
    before, *between, after = said.split(_SLOT)
    return Formula(tuple(link for each in links.values() for link in each), after, before, *(between or [", "]))


# --- series restated for the present structure


def restated_table(page: PageContext, organization: str) -> Table | None:
    """Series from before reorganizations, as reported and restated for the present structure; None without any."""
    entries = sorted(
        restated(page.catalogue, page.tables, organization),
        key=lambda entry: _restated_order(page, entry.key),
    )
    table = TableBuilder(page, "restated", page.words.say(_("Restated to today's structure")))
    shown: tuple[Column[Restated] | None, ...] = (
        columns.column(table, Labels.measure, lambda row: _measure(page, row.key), detail=Labels.population),
        columns.plain_period(table, lambda row: row.key.period),
        columns.value(table, lambda row: row.reported, _("As reported then")),
        columns.column(
            table,
            _("Restated to today's structure"),
            lambda row: _restated(table, row),
            numeric=True,
            detail=Labels.workings,
        ),
        columns.unit(table, lambda row: page.words.unit_of(row.key.measure)),
        columns.sources(table, lambda row: (source for taken in row.taken for source in taken.figure.sources)),
    )
    return table.build(shown, entries)


def _restated_order(page: PageContext, key: ObservationKey) -> tuple[object, ...]:
    """By measure and population as in the records, the latest first; categories below their whole."""
    measures, populations = (list(ids) for ids in (page.catalogue.measures, page.catalogue.populations))
    population = populations.index(key.population) if key.population in populations else -1
    period = key.period
    parts = (key.breakdown or "", key.category or "")
    return measures.index(key.measure), population, -period.end.toordinal(), -period.days, period.text, *parts


def _measure(page: PageContext, key: ObservationKey) -> Cell:
    category = page.words.category_of(key)
    details = (category, page.words.narrowed(key.population))
    return linked(page.links.to_measure(key.measure), page.words.semicolons(details))


def _restated(table: TableBuilder, entry: Restated) -> Cell:
    """What was restated, with the figures it was made of; or that it was not, and why.

    It has as many decimals as those figures, unless the measure declares them, since there is no part of a person; the
    formula has the exact number.
    """
    page = table.page
    if entry.gap is not None:
        is_hidden, note = entry.gap is ComparabilityBreak.SUPPRESSED, table.note(page.words.say(GAPS[entry.gap]))
        text = page.words.outcome(Absence.SUPPRESSED) if is_hidden else page.words.say(_("not restated"))
        return Cell(text, flags=table.flags(entry.flags), notes=(note,))
    number = entry.number
    if number is None:
        return EMPTY
    symbol = page.catalogue.units[page.catalogue.measures[entry.key.measure].unit].symbol
    shares = (_in_full(page, source) for source in entry.allocated)
    notes = tuple(table.note(page.words.say(_("Shares according to")), share) for share in shares)
    shown = Fraction(round_half_up(number, _decimals(page, entry)))
    text = value_text(Quantity(shown), page.language, symbol, page.words.decimals(entry.key.measure))
    cell = Cell(text, number=digits(shown), flags=table.flags(entry.flags), notes=notes)
    return with_formula(cell, _formula(page, entry, number, shown, text))


def _decimals(page: PageContext, entry: Restated) -> int:
    declared = page.words.decimals(entry.key.measure)
    return max(stated_quantity(taken.figure).decimals for taken in entry.taken) if declared is None else declared


def _formula(page: PageContext, entry: Restated, number: Fraction, shown: Fraction, text: str) -> Formula:
    """How a number came about; one that was taken over as it was has the name of the unit only."""
    if len(entry.taken) == 1 and entry.taken[0].share == 1:
        figure = entry.taken[0].figure
        link = page.links.to_figure(figure, page.words.organization(figure.key.organization))
        return Formula((link,), before=f"{page.words.say(_FIGURE_OF)} ")
    count = len(entry.taken)
    more = (
        page.words.say(n_(" + … ({count} number in all)", " + … ({count} numbers in all)"), count=count)
        if count > OPERANDS_SHOWN
        else ""
    )
    exact = fraction_text(number, page.language, _DIGITS)
    sign = "=" if (number * 10**_DIGITS).denominator == 1 else "≈"
    result = f"{sign} {text}" if number == shown else f"{sign} {exact} ≈ {text}"
    return Formula(tuple(_operand(page, taken) for taken in entry.taken[:OPERANDS_SHOWN]), f"{more} {result}")


def _in_full(page: PageContext, source: str) -> Link:
    link = page.links.to_source(source)
    return Link(f"{link.title} ({link.text})", link.href)


def _operand(page: PageContext, taken: AllocatedFigure) -> Link:
    value = value_in_cell(page.words, taken.figure)
    if taken.share != 1:
        percent = percent_text(taken.share, page.language, _DIGITS)
        value = page.words.say(_("{value} × {percent}"), value=value, percent=percent)
    return page.links.to_figure(taken.figure, value, page.words.organization(taken.figure.key.organization))
