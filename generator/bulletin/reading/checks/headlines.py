"""Headline figures, of the bulletin and of its editions: each exists, was known in time, and stands there once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bulletin.model.places import Place
from bulletin.model.records import Bulletin, Edition, Headline, Observation, Source
from bulletin.problems import editions as edition_kinds
from bulletin.problems.figures import HEADLINE_WITHOUT_FIGURE
from bulletin.reading.checks.check import check
from bulletin.reading.checks.reports import reported
from bulletin.reading.ledger import Filed, Finding, Ledger

_FigureKey = tuple[str, str, str, str]


@check(HEADLINE_WITHOUT_FIGURE)
def headlines(ledger: Ledger) -> Iterator[Finding]:
    """Every headline shows a figure of the records; not looked into while some figures are unknown."""
    if not (ledger.all_read and ledger.all_valid(Observation)):
        return
    figures = {_key(filed.record) for filed in ledger.of(Observation)}
    for filed in _showing(ledger):
        for number, headline in enumerate(filed.record.headlines):
            if _key(headline) not in figures:
                details = {
                    "organization": headline.organization,
                    "measure": headline.measure,
                    "period": headline.period.text,
                }
                yield filed.find(HEADLINE_WITHOUT_FIGURE, ("headlines", number), details)


@check(edition_kinds.EDITION_HEADLINE_LATER)
def headlines_known(ledger: Ledger) -> Iterator[Finding]:
    """Every main figure of an edition had been reported by its cut-off, if it ever was."""
    first = _first_reports(ledger)
    filed_sources = {filed.record.id: filed for filed in ledger.of(Source)}
    for edition in ledger.of(Edition):
        for number, headline in enumerate(edition.record.headlines):
            day, figure = first.get(_key(headline), (date.min, None))
            if figure is not None and day > edition.record.cut_off.end:
                details = {
                    "organization": headline.organization,
                    "measure": headline.measure,
                    "period": headline.period,
                    "reported": day,
                    "place": _said_at(figure, filed_sources).at_line,
                    "cut_off": edition.record.cut_off.end,
                }
                yield edition.find(edition_kinds.EDITION_HEADLINE_LATER, ("headlines", number), details)


def _first_reports(ledger: Ledger) -> dict[_FigureKey, tuple[date, Filed[Observation]]]:
    """The earliest report of every figure, with its day."""
    sources, first = ledger.by_id(Source), dict[_FigureKey, tuple[date, Filed[Observation]]]()
    for filed in ledger.of(Observation):
        day, key = reported(filed.record, sources), _key(filed.record)
        if day is not None and (key not in first or day < first[key][0]):
            first[key] = day, filed
    return first


def _said_at(figure: Filed[Observation], sources: Mapping[str, Filed[Source]]) -> Place:
    """Where the day of a report was typed: with the figure, else with its source."""
    if figure.record.reported is not None:
        return figure.entry.place_of(("reported",))
    return sources[figure.record.source].entry.place_of(("published",))


@check(edition_kinds.HEADLINE_REPEATED)
def headlines_once(ledger: Ledger) -> Iterator[Finding]:
    """No front page tells one figure twice."""
    for filed in _showing(ledger):
        first: dict[_FigureKey, int] = {}
        for number, headline in enumerate(filed.record.headlines):
            before = first.setdefault(_key(headline), number)
            if before != number:
                line = filed.entry.place_of(("headlines", before)).line
                details = {
                    "organization": headline.organization,
                    "measure": headline.measure,
                    "period": headline.period,
                    "line": line,
                }
                yield filed.find(edition_kinds.HEADLINE_REPEATED, ("headlines", number), details)


def _key(figure: Headline | Observation) -> _FigureKey:
    return figure.organization, figure.measure, figure.period.text, figure.population


def _showing(ledger: Ledger) -> list[Filed[Bulletin] | Filed[Edition]]:
    """Whoever shows headline figures."""
    return [*ledger.of(Bulletin), *ledger.of(Edition)]
