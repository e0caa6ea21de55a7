"""Editions and corrections: their dates follow one another, and an edition shows only what it can have known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, TypeAlias

from generator.model.periods import Period
from generator.model.places import Place
from generator.model.records import (
    Bulletin,
    Claim,
    Correction,
    Decision,
    Edition,
    Headline,
    Observation,
    Organization,
    Record,
    Source,
    Target,
)
from generator.model.text import Text
from generator.problems import editions as kinds
from generator.reading.checks.check import check
from generator.reading.checks.reports import reported
from generator.reading.documents import Path
from generator.reading.ledger import Filed, Finding, Ledger

_FigureKey = tuple[str, str, str, str]


@check(
    kinds.EDITION_RELEASED_EARLY,
    kinds.EDITION_PERIOD_LATER,
    kinds.EDITION_NEXT_EARLY,
    kinds.EDITION_IDS_ALIKE,
    kinds.EDITIONS_OF_ONE_DAY,
)
def editions(ledger: Ledger) -> Iterator[Finding]:
    """An edition's period begins before its cut-off, its cut-off is no later than its release, the next one follows."""
    first: dict[str, str] = {}
    days: dict[tuple[Period, Period], str] = {}
    for filed in ledger.of(Edition):
        edition = filed.record
        cut_off = {"cut_off": edition.cut_off.end}
        if edition.released.end < edition.cut_off.end:
            yield filed.find(kinds.EDITION_RELEASED_EARLY, ("released",), {"given": edition.released, **cut_off})
        if edition.period.start > edition.cut_off.end:
            yield filed.find(kinds.EDITION_PERIOD_LATER, ("period",), {"given": edition.period, **cut_off})
        if edition.next_release and edition.next_release.end <= edition.released.end:
            details = {"given": edition.next_release, "released": edition.released}
            yield filed.find(kinds.EDITION_NEXT_EARLY, ("next-release",), details)
        alike = first.setdefault(edition.id.lower(), edition.id)
        if alike != edition.id:
            yield filed.find(kinds.EDITION_IDS_ALIKE, ("id",), {"given": edition.id, "first": alike})
        same = days.setdefault((edition.cut_off, edition.released), edition.id)
        if same != edition.id:
            twins = {"given": edition.id, "first": same, "cut_off": edition.cut_off, "released": edition.released}
            yield filed.find(kinds.EDITIONS_OF_ONE_DAY, ("cut-off",), twins)


@check(kinds.EDITION_HEADLINE_LATER, kinds.HEADLINE_REPEATED)
def headlines_known(ledger: Ledger) -> Iterator[Finding]:
    """Every main figure of an edition had been reported by its cut-off, if it ever was; and it stands there once."""
    yield from _repeated(ledger)
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
                    "place": _line(_said_at(figure, filed_sources)),
                    "cut_off": edition.record.cut_off.end,
                }
                yield edition.find(kinds.EDITION_HEADLINE_LATER, ("headlines", number), details)


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


def _line(place: Place) -> str:
    return f"{place.file}:{place.line}"


def _repeated(ledger: Ledger) -> Iterator[Finding]:
    """No front page tells one figure twice."""
    holders: list[Filed[Bulletin] | Filed[Edition]] = [*ledger.of(Bulletin), *ledger.of(Edition)]
    for filed in holders:
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
                yield filed.find(kinds.HEADLINE_REPEATED, ("headlines", number), details)


def _key(figure: Headline | Observation) -> _FigureKey:
    return figure.organization, figure.measure, figure.period.text, figure.population


@check(kinds.CORRECTION_DAY_UNKNOWN, kinds.CORRECTION_BEFORE_RELEASE)
def corrections(ledger: Ledger) -> Iterator[Finding]:
    """A correction is made on a day, once the editions that it corrects have come out."""
    known = ledger.by_id(Edition)
    for filed in ledger.of(Correction):
        correction = filed.record
        if not correction.date.is_instant:
            yield filed.find(kinds.CORRECTION_DAY_UNKNOWN, ("date",), {"given": correction.date})
            continue
        for number, name in enumerate(correction.editions):
            if name in known and known[name].released.start > correction.date.end:
                details = {"date": correction.date, "given": name, "released": known[name].released}
                yield filed.find(kinds.CORRECTION_BEFORE_RELEASE, ("editions", number), details)


# --- organizations that the bulletin learnt of ------------------------------------------------------------------------

_Sourced: TypeAlias = Target | Claim | Decision | Organization
_Dated: TypeAlias = Observation | _Sourced
_SOURCED: Final[tuple[type[_Sourced], ...]] = (Target, Claim, Decision, Organization)
_PARENT: Final = ("parent",)


@check(kinds.ORGANIZATION_LEARNT_LATER)
def organizations_known(ledger: Ledger) -> Iterator[Finding]:
    """Whatever an edition shows is about organizations that it knows."""
    sources, organizations = ledger.by_id(Source), {filed.record.id: filed for filed in ledger.of(Organization)}
    learnt = {
        name: sources[filed.record.source].published.end
        for name, filed in organizations.items()
        if filed.record.source in sources
    }
    for filed, day in _dated(ledger, sources):
        for path, name in _organizations(filed.record):
            if name in learnt and day < learnt[name]:
                own, hint = _evidence(filed, path)
                details = {
                    "known": "no-source" if hint is kinds.SOURCE_LEFT_OUT else day,
                    "own": _line(own),
                    "given": name,
                    "role": "its-parent" if path == _PARENT else "an-organization",
                    "learnt": learnt[name],
                    "place": _line(organizations[name].entry.place),
                }
                yield filed.find(kinds.ORGANIZATION_LEARNT_LATER, path, details, hint=hint)


def _evidence(filed: Filed[_Dated], path: Path) -> tuple[Place, Text | None]:
    """Where a record says since when it is known, and the hint that goes with it."""
    if filed.record.source is None:
        return filed.entry.place, kinds.SOURCE_LEFT_OUT
    said = isinstance(filed.record, Observation) and filed.record.reported is not None
    return filed.entry.place_of(
        ("reported" if said else "source",)
    ), kinds.PARENT_LEARNT_LATER if path == _PARENT else None


def _dated(ledger: Ledger, sources: Mapping[str, Source]) -> Iterator[tuple[Filed[_Dated], date]]:
    """Every record that editions filter, with the day since which it is known."""
    for observation in ledger.of(Observation):
        if (day := reported(observation.record, sources)) is not None:
            yield observation, day
    for model in _SOURCED:
        for filed in ledger.of(model):
            source = filed.record.source
            if source is None:
                yield filed, date.min
            elif source in sources:
                yield filed, sources[source].published.end


def _organizations(record: Record) -> Iterator[tuple[Path, str]]:
    """The organizations without which a record cannot be shown."""
    match record:
        case Organization(parent=str(parent)):
            yield _PARENT, parent
        case Observation() | Target():
            yield ("organization",), record.organization
        case Decision(organization=str(organization)):
            yield ("organization",), organization
        case Claim():
            yield ("organization",), record.organization
            if record.of and record.of.organization:
                yield ("of", "organization"), record.of.organization
            for number, part in enumerate(record.parts):
                if part.organization:
                    yield ("parts", number, "organization"), part.organization
