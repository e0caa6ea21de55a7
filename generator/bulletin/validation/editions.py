"""Checks of editions, corrections and headlines: dates in order, nothing that was not known by the cut-off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, TypeAlias
from zoneinfo import available_timezones

from bulletin.analysis.figures import Figure, Number, reported_value
from bulletin.analysis.tables import Tables
from bulletin.localization.messages import _
from bulletin.model.corpus import report_date
from bulletin.model.keys import ObservationKey, ValueKey, observation_key, value_key_of_correction
from bulletin.model.periods import Period
from bulletin.model.places import Place
from bulletin.model.records import (
    Bulletin,
    Claim,
    CorrectedFigure,
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
from bulletin.model.values import Absence
from bulletin.problems import Hint, kinds
from bulletin.reading.documents import Path
from bulletin.reading.hints import Nearest, did_you_mean
from bulletin.reading.record_store import Finding, RecordStore, StoredRecord
from bulletin.validation.check import CompiledRecords, Stage, check, line_of, line_of_report_date
from bulletin.validation.typed_values import shown

_NOWHERE = {"localtime", "Factory"}
"""What the database lists besides the time zones of places: that of the machine, and one that is not set."""


@check(kinds.TIME_ZONE_UNKNOWN)
def time_zones(store: RecordStore) -> Iterator[Finding]:
    """The time zone of the bulletin is one that is known."""
    for stored in store.of(Bulletin):
        given = stored.record.time_zone
        if given is not None and given not in (known := available_timezones() - _NOWHERE):
            meant = Nearest(known).to(given)
            hint = did_you_mean(meant) if meant else None
            yield stored.find(kinds.TIME_ZONE_UNKNOWN, ("time-zone",), {"given": given}, hint=hint)


@check(
    kinds.EDITION_RELEASED_EARLY,
    kinds.EDITION_PERIOD_LATER,
    kinds.EDITION_NEXT_EARLY,
    kinds.EDITION_IDS_ALIKE,
    kinds.EDITIONS_OF_ONE_DAY,
)
def editions(store: RecordStore) -> Iterator[Finding]:
    """An edition's period begins before its cut-off, its cut-off is no later than its release, the next one follows."""
    first: dict[str, str] = {}
    days: dict[tuple[Period, Period], str] = {}
    for stored in store.of(Edition):
        edition = stored.record
        cut_off = {"cut_off": edition.cut_off.end}
        if edition.released.end < edition.cut_off.end:
            yield stored.find(kinds.EDITION_RELEASED_EARLY, ("released",), {"given": edition.released, **cut_off})
        if edition.period.start > edition.cut_off.end:
            yield stored.find(kinds.EDITION_PERIOD_LATER, ("period",), {"given": edition.period, **cut_off})
        if edition.next_release and edition.next_release.end <= edition.released.end:
            details = {"given": edition.next_release, "released": edition.released}
            yield stored.find(kinds.EDITION_NEXT_EARLY, ("next-release",), details)
        alike = first.setdefault(edition.id.lower(), edition.id)
        if alike != edition.id:
            yield stored.find(kinds.EDITION_IDS_ALIKE, ("id",), {"given": edition.id, "first": alike})
        same = days.setdefault((edition.cut_off, edition.released), edition.id)
        if same != edition.id:
            twins = {"given": edition.id, "first": same, "cut_off": edition.cut_off, "released": edition.released}
            yield stored.find(kinds.EDITIONS_OF_ONE_DAY, ("cut-off",), twins)


@check(kinds.CORRECTION_DAY_UNKNOWN, kinds.CORRECTION_BEFORE_RELEASE)
def correction_dates(store: RecordStore) -> Iterator[Finding]:
    """A correction is dated to the day, after the release of the editions that it corrects."""
    known = store.by_id(Edition)
    for stored in store.of(Correction):
        correction = stored.record
        if not correction.date.is_instant:
            yield stored.find(kinds.CORRECTION_DAY_UNKNOWN, ("date",), {"given": correction.date})
            continue
        for number, name in enumerate(correction.editions):
            if name in known and known[name].released.start > correction.date.end:
                details = {"date": correction.date, "given": name, "released": known[name].released}
                yield stored.find(kinds.CORRECTION_BEFORE_RELEASE, ("editions", number), details)


@check(kinds.CORRECTED_FIGURE_REPEATED)
def corrected_once(store: RecordStore) -> Iterator[Finding]:
    """No correction names a figure twice, nor do two of one day that correct the same edition."""
    first: dict[tuple[str, Period, ValueKey], tuple[StoredRecord[Correction], int]] = {}
    for stored in store.of(Correction):
        correction = stored.record
        for index, wrong in enumerate(correction.figures):
            named = value_key_of_correction(wrong)
            keys = [(edition, correction.date, named) for edition in correction.editions]
            before = next((first[key] for key in keys if key in first), None)
            first |= {key: first.get(key, (stored, index)) for key in keys}
            if before is not None:
                other, number = before
                place = line_of(other, ("figures", number))
                details = repeated_details(wrong, other.record.figures[number], place)
                yield stored.find(kinds.CORRECTED_FIGURE_REPEATED, ("figures", index), details)


def repeated_details(wrong: CorrectedFigure, before: CorrectedFigure, place: str) -> dict[str, str]:
    """What is said of a figure that is corrected twice, and before at a place."""
    named = {"organization": wrong.organization, "measure": wrong.measure, "period": wrong.period.text}
    return {**named, "place": place, "was": shown(before.was)}


_Sourced: TypeAlias = Target | Claim | Decision | Organization
_Dated: TypeAlias = Observation | _Sourced
_SOURCED: Final[tuple[type[_Sourced], ...]] = (Target, Claim, Decision, Organization)
_PARENT: Final = ("parent",)


@check(kinds.ORGANIZATION_LEARNT_LATER)
def organizations_known(store: RecordStore) -> Iterator[Finding]:
    """Nothing is known earlier than the organization that it is about, so that every edition knows both or neither."""
    sources, organizations = store.by_id(Source), {stored.record.id: stored for stored in store.of(Organization)}
    learnt = {
        name: sources[stored.record.source].published.end
        for name, stored in organizations.items()
        if stored.record.source in sources
    }
    for stored, day in _dated(store, sources) if learnt else ():
        for path, name in _organizations(stored.record):
            if name in learnt and day < learnt[name]:
                own, hint = _dated_at(stored, path)
                details = {
                    "known": "no-source" if hint is kinds.SOURCE_LEFT_OUT else day,
                    "own": own.at_line,
                    "given": name,
                    "role": "its-parent" if path == _PARENT else "an-organization",
                    "learnt": learnt[name],
                    "place": organizations[name].entry.place.at_line,
                }
                yield stored.find(kinds.ORGANIZATION_LEARNT_LATER, path, details, hint=hint)


def _dated_at(stored: StoredRecord[_Dated], path: Path) -> tuple[Place, Hint | None]:
    """The field that dates a record, and the hint that goes with it."""
    if stored.record.source is None:
        return stored.entry.place, kinds.SOURCE_LEFT_OUT
    is_dated = isinstance(stored.record, Observation) and stored.record.reported is not None
    hint = kinds.PARENT_LEARNT_LATER if path == _PARENT else None
    return stored.entry.place_of(("reported" if is_dated else "source",)), hint


def _dated(store: RecordStore, sources: Mapping[str, Source]) -> Iterator[tuple[StoredRecord[_Dated], date]]:
    """Every record that an edition filters by its cut-off, with the day since which it is known."""
    for observation in store.of(Observation):
        if (day := report_date(observation.record, sources)) is not None:
            yield observation, day
    for model in _SOURCED:
        for stored in store.of(model):
            source = stored.record.source
            if source is None:
                yield stored, date.min
            elif source in sources:
                yield stored, sources[source].published.end


def _organizations(record: Record) -> Iterator[tuple[Path, str]]:
    """The organizations without which a record cannot be shown."""
    match record:
        case Organization(parent=str(parent)):
            yield _PARENT, parent
        case Observation(organization=organization) | Target(organization=str(organization)):
            yield ("organization",), organization
        case Decision(organization=str(organization)):
            yield ("organization",), organization
        case Claim():
            yield ("organization",), record.organization
            if record.of and record.of.organization:
                yield ("of", "organization"), record.of.organization
            for number, part in enumerate(record.parts):
                if part.organization:
                    yield ("parts", number, "organization"), part.organization


_TARGET = Hint(
    _(
        "If the target was withdrawn, all is well; else give organization, measure, period, population and category as "
        "in the target's record; of a yearly target, the whole period."
    )
)
"""The hint where a missing figure is a target."""


@check(kinds.CORRECTION_CHANGES_NOTHING, kinds.CORRECTED_FIGURE_MISSING, stage=Stage.COMPILED)
def corrections(data: CompiledRecords) -> Iterator[Finding]:
    """Every number that a correction calls wrong has another value in the editions it names, or is not in them."""
    stored_corrections = data.store.of(Correction)
    for name in dict.fromkeys(name for stored in stored_corrections for name in stored.record.editions):
        _, tables = data.vintages.of(name)
        for stored in stored_corrections:
            if name in stored.record.editions:
                yield from _unfounded(data, stored, name, tables.by_value_key)


def _unfounded(
    data: CompiledRecords, stored: StoredRecord[Correction], edition: str, numbers: Mapping[ValueKey, Number]
) -> Iterator[Finding]:
    for index, wrong in enumerate(stored.record.figures):
        path, number = ("figures", index), numbers.get(value_key_of_correction(wrong))
        if number is None:
            details = {"edition": edition, "organization": wrong.organization, "measure": wrong.measure}
            hint = _TARGET if wrong.target else None
            yield stored.find(kinds.CORRECTED_FIGURE_MISSING, path, {**details, "period": wrong.period}, hint=hint)
        elif reported_value(number) == wrong.was:
            details = {"edition": edition, "given": shown(wrong.was), "place": data.line_of(number)}
            yield stored.find(kinds.CORRECTION_CHANGES_NOTHING, (*path, "was"), details)


# --- headline figures of the bulletin and its editions ----------------------------------------------------------------


@check(kinds.HEADLINE_WITHOUT_FIGURE, stage=Stage.COMPILED)
def headlines(data: CompiledRecords) -> Iterator[Finding]:
    """Every headline shows a figure that the records state or that is computed from theirs."""
    for stored in _with_headlines(data.store):
        for number, headline in enumerate(stored.record.headlines):
            if _figure(data.tables, headline) is None:
                details = {
                    "organization": headline.organization,
                    "measure": headline.measure,
                    "period": headline.period.text,
                }
                hint = _part_suppressed(data, headline)
                yield stored.find(kinds.HEADLINE_WITHOUT_FIGURE, ("headlines", number), details, hint=hint)


def _part_suppressed(data: CompiledRecords, headline: Headline) -> Hint | None:
    """Where a part of a headline's total is suppressed; None where none is."""
    catalogue = data.corpus.catalogue
    for stored in data.store.of(Observation):
        record = stored.record
        if (
            record.value is Absence.SUPPRESSED
            and (record.measure, record.population) == (headline.measure, headline.population)
            and headline.organization in {record.organization, *catalogue.ancestors(record.organization)}
            and headline.period.contains(record.period)
        ):
            return Hint(kinds.HEADLINE_PART_SUPPRESSED, {"place": line_of(stored, ("value",))})
    return None


@check(kinds.EDITION_HEADLINE_LATER, stage=Stage.COMPILED)
def headlines_known(data: CompiledRecords) -> Iterator[Finding]:
    """Every headline figure of an edition was reported, or could be computed, by its cut-off, if it ever was."""
    first = _first_reports(data.store)
    sources = {stored.record.id: stored for stored in data.store.of(Source)}
    for edition in data.store.of(Edition):
        for number, headline in enumerate(edition.record.headlines):
            day, report = first.get(_key(headline), (date.max, None))
            figure = _figure(data.tables, headline)
            if figure is None or day <= edition.record.cut_off.end or _is_known(data, edition.record, headline):
                continue
            late = report or data.stored_record_of(figure)
            details = {
                "organization": headline.organization,
                "measure": headline.measure,
                "period": headline.period,
                "reported": day if report else figure.reported,
                "place": line_of_report_date(late, sources),
                "cut_off": edition.record.cut_off.end,
            }
            yield edition.find(kinds.EDITION_HEADLINE_LATER, ("headlines", number), details)


def _figure(tables: Tables, headline: Headline) -> Figure | None:
    """The figure of a headline, stated or computed."""
    key = observation_key(headline)
    return tables.by_key.get(key) or tables.by_key.get(key._replace(annual=True))


def _is_known(data: CompiledRecords, edition: Edition, headline: Headline) -> bool:
    """Whether the edition has the figure of a headline, if only as a computed one."""
    _, tables = data.vintages.of(edition.id)
    return _figure(tables, headline) is not None


def _first_reports(store: RecordStore) -> dict[ObservationKey, tuple[date, StoredRecord[Observation]]]:
    """The first report of every figure that is a headline of an edition, with its date; perhaps of others as well."""
    sources, first = store.by_id(Source), dict[ObservationKey, tuple[date, StoredRecord[Observation]]]()
    about = {(shown.organization, shown.measure) for stored in store.of(Edition) for shown in stored.record.headlines}
    for stored in store.of(Observation):
        if (stored.record.organization, stored.record.measure) not in about:
            continue
        day, key = report_date(stored.record, sources), _key(stored.record)
        if day is not None and (key not in first or day < first[key][0]):
            first[key] = day, stored
    return first


@check(kinds.HEADLINE_REPEATED)
def headlines_once(store: RecordStore) -> Iterator[Finding]:
    """No front page shows a headline figure twice."""
    for stored in _with_headlines(store):
        first: dict[ObservationKey, int] = {}
        for number, headline in enumerate(stored.record.headlines):
            before = first.setdefault(_key(headline), number)
            if before != number:
                line = stored.entry.place_of(("headlines", before)).line
                details = {
                    "organization": headline.organization,
                    "measure": headline.measure,
                    "period": headline.period,
                    "line": line,
                }
                yield stored.find(kinds.HEADLINE_REPEATED, ("headlines", number), details)


def _key(figure: Headline | Observation) -> ObservationKey:
    return observation_key(figure)._replace(annual=False)


def _with_headlines(store: RecordStore) -> list[StoredRecord[Bulletin] | StoredRecord[Edition]]:
    """The records that declare headline figures."""
    return [*store.of(Bulletin), *store.of(Edition)]
