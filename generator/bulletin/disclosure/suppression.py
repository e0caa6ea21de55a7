"""What goes with hidden figures: whatever would disclose them.

That is what was reported of them before, the words about them, targets that follow from them, the claims that sources
state about them (a percentage of a suppressed figure, or its share, gives it away) and the wrong values that
corrections name. The figures are chosen in :mod:`bulletin.disclosure.policy`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from bulletin.analysis.claims.calculation import keys_of
from bulletin.analysis.combination import combined
from bulletin.analysis.figures import Figure, FigureOrigin, FirstReport, Flag, TargetFigure, is_suppressed, value_key
from bulletin.analysis.tables import Tables, group_by
from bulletin.disclosure.edition_cells import rounded_value
from bulletin.disclosure.policy import Hidden, WrongValue
from bulletin.disclosure.published import PublishedReports
from bulletin.model.keys import ObservationKey, SeriesKey, ValueKey, observation_key, value_key_of_correction
from bulletin.model.periods import between
from bulletin.model.places import Place
from bulletin.model.records import Claim, ClaimForm, CorrectedFigure, Correction
from bulletin.model.values import Absence, Quantity, Value


def suppress(tables: Tables, by_policy: Hidden, published: PublishedReports) -> Tables:
    """The tables without suppressed values, nor any that was computed from one of them, however indirectly.

    Nor do they hold what was reported of a figure before its own record suppressed it, nor the words of a record about
    all of its figures where one of them is hidden: "359 and 3,022 are exactly 3,381". Of a figure from whose earlier
    values hidden ones might be computed they hold those that an earlier edition has shown.

    Where nothing is hidden, these are the very same tables, with the indexes that they have already computed.

    :param by_policy: what is hidden by the bulletin's policy, and lest anything hidden be computed.
    :param published: what earlier editions have shown.
    """
    keys = frozenset(by_policy.figures)
    if not (keys or any(map(_has_suppressed_past, tables.figures))):
        return tables
    places = frozenset(_records_of(tables.figures, keys))
    silenced = _without_words(tables.figures, places) if places else tables.figures
    linked = by_policy.linked.difference(by_policy.rounded)
    shown = tuple(
        _suppressed_figure(figure) if figure.key in keys else _without_history(figure, linked, published)
        for figure in silenced
    )
    revised = (figure.key for figure in tables.figures if figure.earlier and figure.key in keys)
    return Tables(
        tuple(_without_revisions_of_parts(shown, with_dependents(shown, revised))),
        tuple(_shown_target(target, keys) for target in tables.targets),
    )


def suppressed_figures(tables: Tables) -> frozenset[ObservationKey]:
    """The figures that their own records suppress, and those that were computed from one."""
    return frozenset(figure.key for figure in tables.figures if is_suppressed(figure))


def _records_of(figures: Iterable[Figure], hidden: frozenset[ObservationKey]) -> Iterator[Place]:
    """The records that state one of the hidden figures, or stated one that a later record suppresses."""
    for figure in figures:
        if figure.key in hidden and figure.origin is FigureOrigin.REPORTED:
            yield figure.place
        if figure.key in hidden or figure.value is Absence.SUPPRESSED:
            yield from (report.place for report in figure.other_reports)


def _without_words(figures: Iterable[Figure], places: frozenset[Place]) -> Iterator[Figure]:
    """The figures without the words of these records, which are about all figures of a record at once.

    A total says of each of its parts why it cannot be compared.
    """
    figures = tuple(figures)
    totals = with_dependents(
        figures, (f.key for f in figures if f.origin is FigureOrigin.REPORTED and f.place in places)
    )
    for figure in figures:
        earlier, unordered = (
            tuple(_without_notes(report) if report.place in places else report for report in reports)
            for reports in (figure.earlier, figure.unordered)
        )
        may_disclose = figure.place in places if figure.origin is FigureOrigin.REPORTED else figure.key in totals
        yield replace(_without_notes(figure) if may_disclose else figure, earlier=earlier, unordered=unordered)


def with_dependents(figures: Iterable[Figure], first: Iterable[ObservationKey]) -> frozenset[ObservationKey]:
    """These figures and all that have one of them as a part, directly or through other totals."""
    made_from = group_by(((part, figure.key) for figure in figures for part in figure.parts), itemgetter(0))
    dependents: set[ObservationKey] = set()
    pending = list(first)
    while pending:
        key = pending.pop()
        if key not in dependents:
            dependents.add(key)
            pending.extend(total for _, total in made_from.get(key, ()))
    return frozenset(dependents)


def _suppressed_figure(figure: Figure) -> Figure:
    """The figure without its value, the values before it and the words about it, which might disclose them.

    It is as it was first reported: that a later source revised it says by how much, where a total is shown twice.
    """
    hidden = replace(_without_notes(figure), value=Absence.SUPPRESSED, interval=None, flags=(Flag.CONFIDENTIAL,))
    hidden = replace(_without_other_reports(hidden, figure.first_report), numerator=None, denominator=None)
    if not figure.earlier:
        return hidden
    first = figure.earlier[0]
    return replace(
        hidden,
        reported=first.reported,
        report_period=first.report_period,
        sources=first.sources,
        place=first.place,
        status=first.status,
    )


def _without_revisions_of_parts(figures: Sequence[Figure], affected: Container[ObservationKey]) -> Iterator[Figure]:
    """The figures, of which those that are computed are from the sources that their parts are shown from.

    :param affected: those of which a part was revised that is hidden, directly or through other totals.
    """
    by_key = {figure.key: figure for figure in figures}
    parts_first: dict[ObservationKey, Figure] = {}

    def shown(key: ObservationKey) -> Figure:
        figure = by_key[key]
        if not figure.parts or key not in affected:
            return figure
        if key not in parts_first:
            parts = [shown(part) for part in figure.parts]
            flags = figure.flags
            if figure.origin is FigureOrigin.TEMPORAL_SUM and not any(Flag.REVISED in part.flags for part in parts):
                flags = tuple(flag for flag in flags if flag is not Flag.REVISED)
            made = combined(key, figure.value, figure.origin, parts, figure.coverage)
            parts_first[key] = replace(figure, flags=flags, reported=made.reported, sources=made.sources)
        return parts_first[key]

    return (shown(figure.key) for figure in figures)


def _without_other_reports(figure: Figure, first: FirstReport) -> Figure:
    """The figure without what else was reported of it, but for when that was first."""
    return replace(figure, earlier=(), unordered=(), first=first if figure.other_reports else figure.first)


def _with_published_reports(figure: Figure, published: PublishedReports) -> Figure:
    """The figure with those of its other reports that an edition has shown."""
    alone = _without_other_reports(figure, figure.first_report)
    return replace(alone, earlier=published.among(figure.earlier), unordered=published.among(figure.unordered))


def rounded(tables: Tables, bases: Mapping[ObservationKey, int], published: PublishedReports) -> Tables:
    """The tables with some counts rounded to the nearest multiple of a base, half up.

    Of their earlier reports they hold those that an earlier edition has shown, rounded to something else. A target that
    starts from one of them gives it away as it would a hidden one: it is shown without the number of its baseline.

    :param bases: what each of these figures is rounded to.
    """
    figures = (_with_rounded(f, bases[f.key], published) if f.key in bases else f for f in tables.figures)
    return Tables(tuple(figures), tuple(_shown_target(target, frozenset(bases)) for target in tables.targets))


def _with_rounded(figure: Figure, base: int, published: PublishedReports) -> Figure:
    shown = _rounded(figure, base)
    earlier, unordered = (
        tuple(other for report in reports if (other := _rounded(report, base)).value != shown.value)
        for reports in (figure.earlier, figure.unordered)
    )
    return _with_published_reports(replace(shown, earlier=earlier, unordered=unordered), published)


def _rounded(figure: Figure, base: int) -> Figure:
    if not isinstance(figure.value, Quantity):
        return figure
    value = rounded_value(figure.value, base)
    return replace(_without_other_reports(figure, figure.first_report), value=value, interval=None)


def _without_notes(figure: Figure) -> Figure:
    return replace(figure, note=None, breaks=(), acknowledged=())


def _without_history(figure: Figure, linked: Container[ObservationKey], published: PublishedReports) -> Figure:
    """The figure without what others said of it, where a later report suppresses it.

    :param linked: the figures from whose earlier values earlier ones of hidden figures might be computed: those that no
        edition has shown are left out.
    """
    if _has_suppressed_past(figure):
        return _without_other_reports(figure, figure.first_report)
    return _with_published_reports(figure, published) if figure.other_reports and figure.key in linked else figure


def _has_suppressed_past(figure: Figure) -> bool:
    return bool(figure.other_reports) and figure.value is Absence.SUPPRESSED


def _shown_target(target: TargetFigure, hidden: frozenset[ObservationKey]) -> TargetFigure:
    """The target; where a hidden or rounded baseline follows from it, without the number that it starts from.

    Nor is the way to it shown, nor its own number where that is a change on the baseline.
    """
    if target.baseline is None or hidden.isdisjoint(target.baseline.figures):
        return target
    course = tuple(point._replace(value=Absence.SUPPRESSED) for point in target.course)
    unknown = replace(target, course=course, baseline=replace(target.baseline, value=Absence.SUPPRESSED))
    if target.change is None:
        return unknown
    return replace(unknown, value=Absence.SUPPRESSED, unrounded=None, note=None, acknowledged=())


@dataclass(frozen=True)
class _Undisclosed:
    """What no claim may disclose."""

    figures: frozenset[ObservationKey]
    """See :func:`_by_days`."""
    categories: frozenset[tuple[ObservationKey, str | None]]
    """The whole figure and the breakdown of each category that is among the figures."""
    targets: frozenset[str]
    series: frozenset[SeriesKey]
    """The series of those targets."""


def suppress_claims(claims: Mapping[str, Claim], shown: Tables) -> dict[str, Claim]:
    """The claims, without the values of those that have to do with a figure or a target that ``shown`` suppresses.

    A claim has to do with the figure it is about, those it compares that with or adds up, and its target: the one it
    names or, where it names none, any that its figure could be compared with.
    """
    figures = frozenset(_by_days(f.key) for f in shown.figures if f.value is Absence.SUPPRESSED)
    targets = [target for target in shown.targets if target.value is Absence.SUPPRESSED]
    undisclosed = _Undisclosed(
        figures,
        frozenset((key.whole, key.breakdown) for key in figures if key.breakdown is not None),
        frozenset(target.id for target in targets),
        frozenset(target.key.series for target in targets),
    )
    return {name: _shown_claim(claim, undisclosed) for name, claim in claims.items()}


def _discloses(claim: Claim, undisclosed: _Undisclosed) -> bool:
    key = observation_key(claim)
    if claim.target in undisclosed.targets or not undisclosed.figures.isdisjoint(map(_by_days, keys_of(claim))):
        return True
    is_of_target = claim.form is ClaimForm.PERCENT_OF_TARGET and claim.target is None
    if is_of_target and key.series in undisclosed.series:
        return True
    return claim.category is None and (_by_days(key), claim.breakdown) in undisclosed.categories


def _by_days(key: ObservationKey) -> ObservationKey:
    """The key without ``annual``, which claims do not know, and with its period by its days.

    A source may have named the same days otherwise: without the term that they are a part of.
    """
    return key._replace(annual=False, period=between(key.period.start, key.period.end))


def _shown_claim(claim: Claim, undisclosed: _Undisclosed) -> Claim:
    """The claim; where it would disclose something, without its value and the words about it."""
    if not _discloses(claim, undisclosed):
        return claim
    return claim.model_copy(update={"value": Absence.SUPPRESSED, "acknowledged": None, "note": None})


def suppress_corrections(
    corrections: Mapping[str, Correction], shown: Tables, wrong: Mapping[WrongValue, Value]
) -> Mapping[str, Correction]:
    """The corrections, without the wrong values of figures and targets that ``shown`` suppresses.

    Nor do they disclose the wrong value of anything in whose place a suppressed target was: who corrects a target as if
    it was a figure must not give it away.

    :param wrong: what is shown of wrong values that were hidden or rounded when they were published.
    """
    if not corrections:
        return corrections
    hidden = {value_key(figure).unspecific for figure in shown.figures if is_suppressed(figure)}
    for target in filter(is_suppressed, shown.targets):
        hidden.update(_keys_to_reach(target))
    targets = frozenset(target.id for target in shown.targets if is_suppressed(target))
    return {
        name: _suppressed_correction(_as_published(correction, wrong), hidden, targets)
        for name, correction in corrections.items()
    }


def _as_published(correction: Correction, wrong: Mapping[WrongValue, Value]) -> Correction:
    found = [wrong.get((correction.id, value_key_of_correction(figure))) for figure in correction.figures]
    if not any(found):
        return correction
    both = zip(correction.figures, found, strict=True)
    figures = tuple(figure if was is None else figure.model_copy(update={"was": was}) for figure, was in both)
    return correction.model_copy(update={"figures": figures})


def _keys_to_reach(target: TargetFigure) -> Iterator[ValueKey]:
    """The value keys of the figures that are to reach a target: of one year, and of all of its years."""
    for key in (value_key(target), ValueKey.of_observation(target.key)):
        yield key.unspecific._replace(target=None)


def _suppressed_correction(correction: Correction, hidden: set[ValueKey], targets: frozenset[str]) -> Correction:
    figures = tuple(
        _suppressed_value(figure) if figure.target in targets or value_key_of_correction(figure) in hidden else figure
        for figure in correction.figures
    )
    return correction if figures == correction.figures else correction.model_copy(update={"figures": figures})


def _suppressed_value(figure: CorrectedFigure) -> CorrectedFigure:
    return figure.model_copy(update={"was": Absence.SUPPRESSED})
