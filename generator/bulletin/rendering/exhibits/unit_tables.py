"""The units below an organization, each with its latest figure of the main measure."""

from __future__ import annotations

from collections.abc import Mapping

from bulletin.analysis import Amount
from bulletin.analysis.tables import Figure, Origin, SeriesKey
from bulletin.model.records import EVERYTHING
from bulletin.model.values import Absence
from bulletin.rendering.exhibits.drafts import EMPTY, TableDraft, linked, period_cell
from bulletin.rendering.exhibits.progress_cells import (
    Held,
    held_against,
    percent_of_target,
    progress_cell,
    target_cell,
    widest,
)
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.collation import collation_key
from bulletin.rendering.text.messages import Labels, Phrases, Reorganizations
from bulletin.rendering.views import Cell, Link, Table

_COLUMNS = (
    Labels.organization,
    Labels.kind,
    Labels.period,
    Labels.value,
    Labels.target,
    Labels.progress,
    Labels.source,
)


def units_table(scope: Scope, organization: str) -> Table | None:
    """The units directly below by name or, where all figures are of one period, the furthest towards its target first.

    Those without figures come last. None where no unit has a figure: a table would say nothing of any.
    """
    units = [(unit, latest_figure(scope, unit)) for unit in scope.catalogue.children[organization]]
    if not any(figure for _, figure in units):
        return None
    held = {unit: held_against(scope, figure) for unit, figure in units if figure is not None}
    percents = {unit: percent_of_target(one) for unit, one in held.items()}
    full = widest(percents.values())
    of_one_period = len({figure.key.period for _, figure in units if figure}) == 1
    ranked = percents if of_one_period else {}
    draft = TableDraft(
        scope,
        "units",
        scope.say(Phrases.units_by, measure=scope.lowered(scope.measure(scope.main_measure))),
        _COLUMNS,
        unit=scope.unit(scope.main_measure),
    )
    for unit, figure in sorted(units, key=lambda pair: _order(scope, pair[0], pair[1], ranked)):
        against = held.get(unit)
        draft.add(
            linked(to_unit(scope, unit)),
            Cell(scope.kind(unit)),
            period_cell(scope, figure.key.period, each=figure.key.each)
            if figure
            else Cell(scope.say(Phrases.no_figure)),
            draft.figure(figure),
            target_cell(scope, draft, against.target, own_period=_own(against)) if against else EMPTY,
            progress_cell(scope, against, percents[unit], full) if against else EMPTY,
            draft.sources(figure.sources) if figure else EMPTY,
        )
    return draft.finish()


def unit_links(scope: Scope, organization: str) -> tuple[Link, ...]:
    """The units directly below, by name."""
    links = (to_unit(scope, unit) for unit in scope.catalogue.children[organization])
    return tuple(sorted(links, key=lambda link: collation_key(link.text)))


def to_unit(scope: Scope, unit: str) -> Link:
    """A link to a unit among others, with the day up to which it was there where it is no more."""
    link, closed = scope.to_organization(unit), scope.catalogue.organizations[unit].closed
    if closed is None:
        return link
    return Link(scope.say(Reorganizations.until, unit=link.text, day=scope.date(closed)), link.href, link.title)


def latest_figure(scope: Scope, organization: str) -> Figure | None:
    """The latest figure of the main measure that is not added up over units; of one day, that of the longest period."""
    series = SeriesKey(organization, scope.main_measure, EVERYTHING)
    figures = scope.release.tables.by_series.get(series, ())
    known = [one for one in figures if one.origin is not Origin.SUM_OVER_TREE and not isinstance(one.value, Absence)]
    return max(known, key=lambda one: (one.key.period.end, one.key.period.days), default=None)


def _own(held: Held) -> bool:
    return held.figure is not None and held.figure.key.period == held.target.key.period


def _order(scope: Scope, unit: str, figure: Figure | None, percents: Mapping[str, Amount | None]) -> tuple[object, ...]:
    """Figures of several periods rank nobody."""
    percent = percents.get(unit)
    return figure is None, percent is None, -percent.number if percent else 0, collation_key(scope.organization(unit))
