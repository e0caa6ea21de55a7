"""Charts of how the figures of units changed between two periods."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

from bulletin.analysis.time_series import ComparabilityReason
from bulletin.analysis.value_ranking import RankedFigure, ValueRanking
from bulletin.localization.messages import _
from bulletin.model.values import Absence, Quantity
from bulletin.rendering.charts.specs import Changed, ChangesSpec, Reading
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.charts import ChartBuilder, ends_of, flagged, omitted_text, scale_of, unit_line
from bulletin.rendering.phrases.figures import value_in_cell
from bulletin.rendering.views import Chart

_FEWEST = 2
"""Changes that make a comparison."""
_END = 6
"""Rows of each end of a long list."""


def changes_chart(page: PageContext, ranking: ValueRanking, table: str, *, is_long: bool) -> Chart | None:
    """The figures of units in two periods, the greatest rise first; None where fewer than two can be compared.

    :param is_long: only the first and the last of those that are compared; else all, those that are not compared below
        the others by name.
    """
    changed = ranking.changed
    if not page.charts or ranking.since is None or len(changed) < _FEWEST:
        return None
    apart = () if is_long else tuple(entry for entry in ranking.entries if entry.difference is None)
    shown = (*changed[:_END], *changed[-_END:]) if is_long and len(changed) > 2 * _END else changed
    rows = [_row(page, entry) for entry in (*shown, *sorted(apart, key=lambda each: _name(page, each)))]
    if len(shown) < len(changed):
        left_out, ends = changed[_END:-_END], {entry.difference for entry in (shown[_END - 1], shown[_END])}
        tied = sum(entry.difference in ends for entry in left_out)
        rows[_END] = replace(rows[_END], omitted=omitted_text(page, len(left_out), tied))
    periods = page.words.period(ranking.since), page.words.period(ranking.period)
    scale = scale_of(page, [end for row in rows for end in row.ends or ()])
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        _headline(page, ranking),
        unit_line(page, page.words.unit_of(ranking.measure), [scale]),
        page.words.say(
            _("From {since} to {period}: {rows}."),
            since=page.words.period_after(ranking.since),
            period=page.words.period_after(ranking.period),
            rows=page.words.semicolons(_row_text(page, row) for row in rows),
        ),
        [figure for entry in shown if entry.change for figure in (entry.figure, entry.change.before)],
    )
    return builder.build(ChangesSpec(frame=frame, periods=periods, rows=tuple(rows), scale=scale))


def _name(page: PageContext, entry: RankedFigure) -> tuple[object, ...]:
    return page.words.sort_key(page.words.organization(entry.figure.key.organization))


def _row(page: PageContext, entry: RankedFigure) -> Changed:
    name = page.words.organization(entry.figure.key.organization)
    label, change = flagged(name, entry.figure.flags), entry.change
    if change is None or entry.difference is None:
        is_hidden = change is not None and change.difference is ComparabilityReason.SUPPRESSED
        reason = page.words.outcome(Absence.SUPPRESSED, "%") if is_hidden else page.words.say(_("not compared"))
        return Changed(label=label, ends=None, change=reason)
    figures = change.before, change.figure
    first, last = (ends_of(figure.value)[0] or 0.0 for figure in figures)
    texts = [value_in_cell(page.words, figure) for figure in figures]
    names = [page.words.commas((name, page.words.period(figure.key.period))) for figure in figures]
    before, after = (
        Reading(short=text, whole=page.words.named(named, text)) for named, text in zip(names, texts, strict=True)
    )
    signed = page.words.signed(Quantity(entry.difference), entry.figure.key.measure)
    return Changed(label=label, ends=(first, last), said=(before, after), change=signed)


def _row_text(page: PageContext, row: Changed) -> str:
    said = [reading.short for reading in row.said or ()]
    said_of = page.words.named(row.label, page.words.commas((*said, row.change)))
    return page.words.semicolons((row.omitted, said_of))


def _headline(page: PageContext, ranking: ValueRanking) -> str:
    """Whose figures rose most and fell most; neither where an unknown one may be greater or several are equal."""
    counts = Counter(entry.difference for entry in ranking.changed)
    top, bottom = ranking.changed[0], ranking.changed[-1]
    is_said = not any(ranking.open_changes)
    rose = is_said and (top.difference or 0) > 0 and counts[top.difference] == 1
    fell = is_said and (bottom.difference or 0) < 0 and counts[bottom.difference] == 1
    since, period = (page.words.period_name(each) if each else "" for each in (ranking.since, ranking.period))
    return page.words.say(
        _MOVED[rose, fell],
        measure=page.words.measure(ranking.measure),
        first=_moved(page, top) if rose else since,
        last=_moved(page, bottom) if fell else period,
        since=since,
        period=period,
    )


_MOVED = {
    (True, True): _("{measure}, {since} to {period}: {first} rose most, {last} fell most"),
    (True, False): _("{measure}, {since} to {period}: {first} rose most"),
    (False, True): _("{measure}, {since} to {period}: {last} fell most"),
    (False, False): _("{measure} by unit, {first} to {last}"),
}


def _moved(page: PageContext, entry: RankedFigure) -> str:
    name = page.words.organization(entry.figure.key.organization)
    signed = page.words.signed(Quantity(entry.difference or Fraction(0)), entry.figure.key.measure)
    return page.words.say(_("{organization} ({value})"), organization=name, value=signed)
