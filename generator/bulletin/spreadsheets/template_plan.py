"""What a report form asks for: the reports that the calendar expects next, or those that are named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count, islice
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from bulletin.analysis.coverage import (
    ComplianceRow,
    ComplianceTable,
    Report,
    ReportingStatus,
    coverage_of,
    following,
)
from bulletin.analysis.figures import Figure, FigureOrigin, Number
from bulletin.analysis.tables import Tables, group_by
from bulletin.disclosure import Release
from bulletin.errors import RequestError
from bulletin.localization.messages import _
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period, instant, parse_period
from bulletin.model.records import EVERYTHING, Breakdown, Expectation, Measure
from bulletin.reading.hints import Nearest
from bulletin.spreadsheets.template import Reporters, Template, TemplateRequest, TemplateRow, TemplateSheet, span_of

_LONGEST = 70
"""Characters of an id, before a number behind it."""


class Asked(NamedTuple):
    """A report that a template asks for."""

    measure: str
    population: str
    organization: str
    period: Period


def plan_template(release: Release, request: TemplateRequest) -> Template:
    """Decide what a template asks for.

    :raises RequestError: where the request names what the records do not have, or nothing is left to ask for.
    """
    catalogue = release.catalogue
    _refuse_unknown(request, catalogue)
    asked = _Planner(release, request, _periods(request, catalogue)).asked()
    if not asked:
        raise RequestError(_NOTHING_EXPECTED)
    of_sheet = group_by(asked, lambda row: (row.measure, row.population))
    sheets = tuple(
        TemplateSheet(
            catalogue.measures[measure],
            population,
            _breakdowns(catalogue, catalogue.measures[measure], request),
            _rows(catalogue, rows),
        )
        for (measure, population), rows in of_sheet.items()
    )
    return Template(release, request.organizations, sheets, request.source or _source_id(catalogue, request, sheets))


_NOTHING_OF = _(
    "No report of “{given}” can be asked of these units for these periods. Name a period, --period 2023, or leave it "
    "out."
)
_NOTHING_EXPECTED = _(
    "The reporting calendar expects no such report. Name a measure and a period: --measure ID --period 2023."
)


@dataclass(frozen=True)
class _Planner:
    """Finds the reports to ask for."""

    release: Release
    request: TemplateRequest
    periods: tuple[Period, ...]
    """Those that were named."""

    @property
    def catalogue(self) -> Catalogue:
        return self.release.catalogue

    @property
    def tables(self) -> Tables:
        return self.release.tables

    def asked(self) -> tuple[Asked, ...]:
        """By the calendar; of measures that are named, or without any calendar, by what was reported before."""
        calendar = self.catalogue.bulletin.calendar
        expected = [row for entry in calendar for row in self._by_entry(entry)]
        found = {row.measure for row in expected}
        named = self.request.measures or (() if calendar else tuple(self.tables.by_measure))
        left = (measure for measure in named if measure not in found and not self._is_derived(measure))
        others = [row for measure in left for row in self._by_figures(measure)]
        asked = tuple(dict.fromkeys((*expected, *others)))
        if asked and (none := set(self.request.measures) - {row.measure for row in asked}):
            raise RequestError(_NOTHING_OF, given=", ".join(sorted(none)))
        return asked

    # --- by the calendar

    def _by_entry(self, entry: Expectation) -> Iterator[Asked]:
        """The reports that an entry of the calendar expects."""
        if self.request.measures and entry.measure not in self.request.measures:
            return
        table = coverage_of(self.catalogue, self.tables, entry, self._horizon(entry))
        if table is None:
            return
        chosen, current = self._chosen({row.organization for row in table.rows}), self._current(table)
        for row in table.rows:
            if row.organization in chosen:
                for period in self._next(table, row, current):
                    at = self._reported_at(entry.measure, period)
                    yield Asked(entry.measure, entry.population, row.organization, at)

    def _horizon(self, entry: Expectation) -> date:
        """A day up to which the calendar is looked at: into the period that follows all that is known."""
        numbers: list[Number] = [*self.tables.by_measure.get(entry.measure, ())]
        numbers += self.tables.targets_by_measure.get(entry.measure, ()) if entry.of else ()
        days = [entry.since.end, *(number.key.period.end for number in numbers), *(p.end for p in self.periods)]
        return max((*days, self.tables.latest_report or entry.since.end)) + timedelta(1)

    def _current(self, table: ComplianceTable) -> date:
        """The first day of the newest period that any unit has reported; of the last one that is over without any."""
        starts = [due.period.start for due in table.periods]
        reported = [start for n, start in enumerate(starts) if any(_is_whole(row.reports[n]) for row in table.rows)]
        over = [due.period.start for due in table.periods if self.tables.go_beyond(due.period)]
        return (reported or over or starts[:1])[-1]

    def _next(self, table: ComplianceTable, row: ComplianceRow, current: date) -> Iterator[Period]:
        """The periods that a unit is asked for: those that are named, else the one after its newest report.

        That is no earlier than what other units have reported by now.
        """
        expected = [
            (due.period, report)
            for due, report in zip(table.periods, row.reports, strict=True)
            if report.status is not ReportingStatus.NOT_EXPECTED
        ]
        if self.periods:
            yield from (period for period, _ in expected if any(named.contains(period) for named in self.periods))
            return
        since = max((period.end for period, report in expected if _is_whole(report)), default=date.min)
        yield from islice((p for p, _ in expected if p.start > since and p.start >= current), 1)

    # --- by what was reported

    def _by_figures(self, measure: str) -> Iterator[Asked]:
        """The reports that follow those of a measure, of the units that have reported it before.

        Where a named unit has not, nor any below it, it is asked itself all the same.
        """
        figures = [figure for figure in self.tables.by_measure.get(measure, ()) if _is_regular(figure)]
        reporting = dict.fromkeys(figure.key.organization for figure in figures) or self.catalogue.organizations
        newest = max((figure.key.period for figure in figures), key=lambda period: period.recency, default=None)
        has_newest = {figure.key.organization for figure in figures if figure.key.period == newest}
        chosen = self._chosen(set(reporting))
        if self.request.measures and self.request.reporters is not Reporters.BELOW:
            named = self.request.organizations
            chosen |= {unit for unit in named if not set(self._reporting_to(unit, set(reporting)))}
        for organization in sorted(chosen):
            later = following(newest) if newest and organization in has_newest else newest
            for period in self.periods or filter(None, [later]):
                at = self._reported_at(measure, period)
                if self.catalogue.exists(organization, at) and self._is_possible(measure, at):
                    yield Asked(measure, EVERYTHING, organization, at)

    def _is_possible(self, measure: str, period: Period) -> bool:
        return self._is_of_day(measure) or not period.is_instant

    def _reported_at(self, measure: str, period: Period) -> Period:
        """The period of a record: of a stock, the last day."""
        return instant(period.end) if self._is_of_day(measure) else period

    def _is_derived(self, measure: str) -> bool:
        """Whether figures of a measure are computed, so that none is reported."""
        return self.catalogue.measures[measure].formula is not None

    def _is_of_day(self, measure: str) -> bool:
        return self.catalogue.measures[measure].kind.traits.is_of_day

    # --- units

    def _chosen(self, candidates: AbstractSet[str]) -> AbstractSet[str]:
        """Those of some units that the request is about."""
        if not self.request.organizations:
            return candidates
        return {unit for named in self.request.organizations for unit in self._reporting_to(named, candidates)}

    def _reporting_to(self, organization: str, candidates: AbstractSet[str]) -> Iterator[str]:
        """An organization and the nearest candidates below it, as the request has it."""
        if self.request.reporters is not Reporters.BELOW:
            yield from {organization} & candidates
        below = [] if self.request.reporters is Reporters.ITSELF else [*self.catalogue.children[organization]]
        while below:
            unit = below.pop()
            if unit in candidates:
                yield unit
            else:
                below += self.catalogue.children[unit]


def _is_whole(report: Report) -> bool:
    """Whether a report came, or the reason why there is none."""
    return report.status not in (ReportingStatus.PARTIAL, ReportingStatus.MISSING, ReportingStatus.NOT_EXPECTED)


def _is_regular(figure: Figure) -> bool:
    """Whether a figure is a report of everybody, of a period that another one follows."""
    key, is_reported = figure.key, figure.origin is FigureOrigin.REPORTED
    return is_reported and key.population == EVERYTHING and not key.annual and following(key.period) is not None


# --- what was asked, in the terms of the records


def _refuse_unknown(request: TemplateRequest, catalogue: Catalogue) -> None:
    """Refuse what the records do not have.

    :raises RequestError: with the id that was probably meant.
    """
    given = (
        ("organization", request.organizations, catalogue.organizations),
        ("measure", request.measures, catalogue.measures),
        ("breakdown", request.breakdowns or (), catalogue.breakdowns),
    )
    for option, names, known in given:
        for name in names:
            if name not in known:
                meant = Nearest(known).to(name)
                raise RequestError(_UNKNOWN_BUT_MEANT if meant else _UNKNOWN, option=option, given=name, meant=meant)
    for name in request.measures:
        if (formula := catalogue.measures[name].formula) is not None:
            operands = ", ".join(dict.fromkeys(operand.measure for operand in formula.operands))
            raise RequestError(_DERIVED, given=name, measures=operands)
    if request.source and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", request.source) is None:
        raise RequestError(_NOT_AN_ID, given=request.source)


_UNKNOWN = _("--{option}: “{given}” is not in the records.")
_UNKNOWN_BUT_MEANT = _("--{option}: “{given}” is not in the records. Did you mean “{meant}”?")
_DERIVED = _("“{given}” is not reported but computed. Ask for what it is computed from: {measures}.")
_NOT_AN_ID = _("“{given}” is not an id: write small letters without accents, digits and hyphens.")
_NOT_A_PERIOD = _("“{given}” is not a period. Write 2023, 2023-Q1, 2023-05, or a day: 2023-12-31.")


def _periods(request: TemplateRequest, catalogue: Catalogue) -> tuple[Period, ...]:
    terms = {term.id: term.period for term in catalogue.bulletin.terms}
    return tuple(_period(given, terms, catalogue.bulletin.years_begin) for given in request.periods)


def _period(given: str, terms: Mapping[str, Period], first_month: int) -> Period:
    try:
        return parse_period(given, terms, first_month)
    except PydanticCustomError:
        raise RequestError(_NOT_A_PERIOD, given=given) from None


def _breakdowns(catalogue: Catalogue, measure: Measure, request: TemplateRequest) -> tuple[Breakdown, ...]:
    wanted = measure.breakdowns if request.breakdowns is None else request.breakdowns
    return tuple(catalogue.breakdowns[name] for name in measure.breakdowns if name in wanted)


def _rows(catalogue: Catalogue, asked: Iterable[Asked]) -> tuple[TemplateRow, ...]:
    """The rows of a sheet, as the tree of units is read, and in order of time."""
    rows = (TemplateRow(row.organization, row.period) for row in asked)
    return tuple(sorted(rows, key=lambda row: (catalogue.tree_order[row.organization][1], row.period)))


def _source_id(catalogue: Catalogue, request: TemplateRequest, sheets: Iterable[TemplateSheet]) -> str:
    """An id for the source, which no other has: ``report-north-2023``, ``report-2022-2023``, ``report-2022-2023-2``."""
    span = span_of([row.period for sheet in sheets for row in sheet.rows])
    name = re.sub("-+", "-", "-".join(("report", *request.organizations[:1], span.slug)))[:_LONGEST].rstrip("-")
    others = (f"{name}-{number}" for number in count(2))
    return next(source for source in chain([name], others) if source not in catalogue.sources)
