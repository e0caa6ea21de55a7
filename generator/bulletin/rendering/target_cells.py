"""Cells of targets and of progress towards them, each made once per figure or target for all tables that show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from bulletin.analysis.claims.interpretations import inference_of
from bulletin.analysis.figures import Figure, Number, TargetFigure, has_number
from bulletin.analysis.progress import Progress, progress_by, progress_towards
from bulletin.analysis.quantities import Ratio
from bulletin.analysis.target_status import TargetType
from bulletin.analysis.targets import target_for
from bulletin.analysis.time_series import Change, ComparabilityReason, change_on_year_before
from bulletin.localization.messages import _
from bulletin.model.periods import Period
from bulletin.model.records import Basis
from bulletin.model.values import Quantity, exact_number
from bulletin.rendering.context import PageContext, memoized, memoized_by_depth
from bulletin.rendering.figure_cells import EMPTY, AnnotatedCell, with_formula
from bulletin.rendering.phrases.figures import break_text, value_in_cell
from bulletin.rendering.text import digits, exact_digits, percent_text, signed_text, value_text
from bulletin.rendering.views import Cell, CellBar, Formula

COMPARABILITY_REASONS = {
    ComparabilityReason.BREAK: _("Not compared: the series was broken between the two."),
    ComparabilityReason.EXISTENCE: _("Not compared: the organization was not there all through both periods."),
    ComparabilityReason.COVERAGE: _("Not compared: other units reported then."),
    ComparabilityReason.ABSENCE: _("Not compared: one of the two figures is absent."),
    ComparabilityReason.SUPPRESSED: _("Not compared: one of the two figures is not shown."),
    ComparabilityReason.QUALIFIER: _("Not compared: the figures are not known exactly enough."),
}
"""Why two figures are not compared."""
OF_THE_SAME_UNITS = _("The change of the units that reported both times; that of all is not known.")
_WHOLE_RANGE = _("As it was rounded, the stated {percent} fits every whole number from {first} to {last}.")
_IN_WHOLES = _(
    "Rounded to the whole number that asks for the same. Progress and growth are computed before rounding; what is "
    "still to go leads to the whole number."
)


_TARGET = Fraction(100)
"""Where the target is among percentages of it."""
_LENGTH = 100
"""Units of a bar that is full."""
BY_PERCENT = (TargetType.REACH, TargetType.EXCEED)
"""Target types of which a percentage makes sense: of a bound, half is not half-way."""


@memoized
def progress_of(page: PageContext, figure: Figure) -> Progress | None:
    """The progress of a figure towards its main target; None without a target."""
    target = target_for(page.tables, figure)
    return progress_by(page.catalogue, page.tables, target, figure) if target else None


@memoized
def progress_shown(page: PageContext, figure: Figure) -> Progress | None:
    """The progress of a figure towards its main target, else towards the next one that it is on its way to."""
    return progress_of(page, figure) or _progress_on_way(page, figure)


def _progress_on_way(page: PageContext, figure: Figure) -> Progress | None:
    """The progress towards the next target that a figure from before its period says how far it is to go to."""
    targets = page.tables.targets_by_series.get(figure.key.series, ())
    in_force = [target for target in targets if target.superseded_by is None]
    ways = (progress_for(page, target) for target in sorted(in_force, key=lambda target: target.key.period.end))
    return next((progress for progress in ways if progress.figure is figure and progress.is_on_way), None)


@memoized
def progress_for(page: PageContext, target: TargetFigure) -> Progress:
    """The progress towards a target by the figure that covers most of it."""
    return progress_towards(page.catalogue, page.tables, target)


def percent_of_target(progress: Progress | None) -> Quantity | None:
    """The figure in percent of the target (attainment), where that makes sense and is known."""
    if progress is None or progress.target_type not in BY_PERCENT or progress.ratio is None:
        return None
    percent = progress.ratio.percent
    return percent if isinstance(percent, Quantity) else None


def change_on_baseline(progress: Progress | None) -> Quantity | None:
    """The figure's change on the baseline in percent, where the target is a bound that asks for such a change."""
    if progress is None or progress.target.change is None or progress.target_type in BY_PERCENT:
        return None
    change = progress.way.change if progress.way else None
    return None if change is None else Quantity(change * 100)


def asked_change(page: PageContext, target: TargetFigure) -> str:
    """The change on the baseline that a target asks for; empty where it names a value."""
    if target.change is None:
        return ""
    if target.change == 0:
        return page.words.say(_("no change"))
    return signed_text(Quantity(Fraction(target.change)), page.language, "%")


def is_compared_in_numbers(progress: Progress) -> bool:
    """Whether it can be said how far a figure has come towards its target: in percent, or as a difference."""
    compared = percent_of_target(progress), change_on_baseline(progress), progress.difference
    return any(number is not None for number in compared)


def is_of_own_period(progress: Progress) -> bool:
    """Whether the figure is of the target's period, rather than of a part of it."""
    return progress.figure is not None and progress.figure.key.period == progress.target.key.period


def bar_scale(compared: Iterable[Progress | None]) -> Fraction:
    """The percentage that fills a bar, so that the bars of a table are comparable: the largest, and at least 100."""
    percents = map(percent_of_target, compared)
    return max([_TARGET, *(percent.fraction for percent in percents if percent is not None)])


@memoized
def canonical_target_cell(page: PageContext, target: TargetFigure) -> AnnotatedCell:
    """A target's value with its notes, without a link: for its canonical row, to which others link."""
    notes = [
        page.words.text(text) for text in (target.note, target.unassessed, *dict(target.acknowledged).values()) if text
    ]
    notes += [break_text(page.words, reorganization) for reorganization in target.reorganized]
    if target.yearly:
        notes.append(page.words.say(_("A target of every year.")))
    if target.unrounded is not None:
        notes.append(page.words.say(_IN_WHOLES))
    inferred = target.basis is Basis.INFERRED
    if inferred and isinstance(target.value, Quantity):
        notes += _implied(page, target)
    return AnnotatedCell(
        Cell(value_in_cell(page.words, target), number=exact_digits(target.value), inferred=inferred), tuple(notes)
    )


def _implied(page: PageContext, target: TargetFigure) -> Iterator[str]:
    """All whole numbers that the percentage which a target was inferred from allows."""
    claim = page.release.claims.get(target.claim or "")
    inference = inference_of(page.catalogue, page.tables, claim) if claim is not None else None
    if inference is None or not inference.wholes:
        return
    first, last = page.words.count(inference.wholes[0]), page.words.count(inference.wholes[-1])
    phrase = _("Only one whole number, {first}, gives the stated {percent}.") if first == last else _WHOLE_RANGE
    yield page.words.say(phrase, percent=page.words.percentage(inference.percent), first=first, last=last)


@memoized_by_depth
def linked_target_cell(page: PageContext, target: TargetFigure) -> AnnotatedCell:
    """The same with a link to the target's canonical row."""
    cell, texts = canonical_target_cell(page, target)
    return AnnotatedCell(cell._replace(links=(page.links.to_target(target, cell.text),)), texts)


def progress_cell(page: PageContext, progress: Progress, scale: Fraction) -> Cell:
    """The figure in percent of a number to reach, or its change on the baseline; empty against a bound or a share.

    :param scale: the percentage that fills the bar; see :func:`bar_scale`.
    """
    percent = percent_of_target(progress)
    if percent is not None and progress.ratio is not None:
        return _percent(page, progress.ratio)._replace(bar=bar(percent.fraction, scale, _TARGET))
    if (change := change_on_baseline(progress)) is not None:
        return _by_change(page, progress, change)
    if progress.target_type not in BY_PERCENT:
        return EMPTY
    if progress.difference is not None:
        return _by_difference(page, progress, progress.difference)
    return Cell(page.words.outcome(progress.ratio.percent)) if progress.ratio else EMPTY


def _by_change(page: PageContext, progress: Progress, change: Quantity) -> Cell:
    """The change on the baseline, and which one is asked for."""
    baseline = progress.target.baseline
    if baseline is None:
        raise ValueError(f"a change on no baseline: {progress.target.id}")
    asked = page.words.say(_("target: {change}"), change=asked_change(page, progress.target))
    since = page.words.say(_("since {period}"), period=page.words.period_after(baseline.period))
    return Cell(
        signed_text(change, page.language, "%"),
        number=exact_digits(change),
        detail=page.words.semicolons((since, asked)),
    )


def _by_difference(page: PageContext, progress: Progress, difference: Quantity) -> Cell:
    """In the place of a percentage: how far a figure is from a target, where one of them is below zero, or it is zero.

    It is in the unit of the measure, which is not that of the column; so the cell has no number.
    """
    target = progress.target
    number = page.words.signed(difference, target.key.measure)
    text = page.words.difference(number, target.key.measure, of_a_share=target.share is not None)
    return Cell(
        page.words.say(_("no percentage")), detail=page.words.say(_("{difference} against the target"), difference=text)
    )


def ratio_cell(page: PageContext, ratio: Ratio | None, full: Fraction, tick: Fraction | None = None) -> Cell:
    """A ratio in percent, with a bar.

    :param full: the percentage that fills the bar.
    :param tick: where the target is, in percent.
    """
    if ratio is None:
        return EMPTY
    cell = _percent(page, ratio)
    return cell._replace(bar=bar(ratio.percent.fraction, full, tick)) if isinstance(ratio.percent, Quantity) else cell


@memoized_by_depth
def _percent(page: PageContext, ratio: Ratio) -> Cell:
    """A ratio in percent, without the bar, which is as long as the table makes it.

    What it is a percentage of is a link, unless that is a target, which has a cell with one in the same row.
    """
    percent = ratio.percent
    if not isinstance(percent, Quantity):
        return Cell(page.words.outcome(percent))
    cell = Cell(page.words.outcome(percent, "%"), number=exact_digits(percent))
    over, under = [operand_text(page, end) for end in (ratio.numerator, ratio.denominator)]
    if isinstance(ratio.denominator, TargetFigure):
        return cell._replace(detail=f"{over}/{under}")
    return with_formula(cell, Formula((page.links.to_figure(ratio.denominator, under),), before=f"{over}/"))


def operand_text(page: PageContext, number: Number) -> str:
    """The value of a figure or a target within a formula, without its unit; a target's before any rounding."""
    if isinstance(number, TargetFigure):
        return value_text(number.asked, page.language)
    return page.words.number(number.value, number.key.measure)


def not_compared(page: PageContext, reason: ComparabilityReason) -> AnnotatedCell:
    """That two figures are not compared; a note says why."""
    return AnnotatedCell(Cell(page.words.say(_("not compared"))), (page.words.say(COMPARABILITY_REASONS[reason]),))


def change_cell(page: PageContext, figure: Figure) -> AnnotatedCell:
    """The change on the same period a year before, in the measure's unit; a note says why there is none."""
    change = change_on_year_before(page.catalogue, page.tables, figure)
    if change is None:
        return AnnotatedCell(EMPTY)
    if not isinstance(change.difference, Quantity):
        return not_compared(page, change.difference)
    measure = figure.key.measure
    text, unit = page.words.signed(change.difference, measure), points_unit(page, measure)
    to_the_one_before = page.links.to_figure(change.before, text)
    detail = page.words.semicolons((unit, _percent_of_index(page, change)))
    notes = () if change.is_of_all else (page.words.say(OF_THE_SAME_UNITS),)
    return AnnotatedCell(Cell(text, (to_the_one_before,), page.words.digits(change.difference, measure), detail), notes)


def _percent_of_index(page: PageContext, change: Change) -> str:
    """The change of an index in percent, which its points do not say; empty for any other measure."""
    before, now = exact_number(change.before.value), exact_number(change.figure.value)
    if not page.words.is_index(change.figure.key.measure) or not before or now is None or before < 0:
        return ""
    return signed_text(Quantity((now - before) / before * 100), page.language, "%")


def points_unit(page: PageContext, measure: str) -> str:
    """That a difference is in points, of percentages or of an index; empty for any other, which its column says."""
    return page.words.difference_unit(measure) if page.words.has_points(measure) else ""


def has_later_figures(page: PageContext, progress: Progress) -> bool:
    """Whether a shown figure of the series, within the target's period, is later than the one of the progress.

    Without a figure, whether there is any. They are not counted: what adds up is counted from the first day on up to a
    gap, and of a higher unit with all its parts. Of a figure from before the period, those after it are later.
    """
    figure, whole = progress.figure, progress.target.key.period
    after = figure.key.period.end if figure is not None else date.min
    return any(
        isinstance(other.value, Quantity) and not other.key.annual
        for other in page.tables.by_series.get(progress.target.key.series, ())
        if after < other.key.period.end <= whole.end and (progress.is_on_way or whole.contains(other.key.period))
    )


def no_figure_text(page: PageContext, progress: Progress) -> str:
    """That there is no figure, or none yet, where the records do not go beyond the period; what there is instead."""
    if progress.figure is None and not progress.target.key.annual:
        if has_later_figures(page, progress):
            return page.words.say(_("no figure of the beginning of the period"))
        if _has_parts(page, progress.target):
            return page.words.say(_("figures of categories alone"))
    return page.words.say(_("no figure") if progress.ended else _("no figure yet"))


def _has_parts(page: PageContext, target: TargetFigure) -> bool:
    """Whether categories of a target's measure, none of which it is about, have figures within its period."""
    series, whole = target.key.series, target.key.period
    return any(
        figure.key.breakdown and has_number(figure) and figure.key.whole.series == series
        for figure in page.tables.by_organization.get(series.organization, ())
        if whole.contains(figure.key.period)
    )


def elapsed_cell(page: PageContext, elapsed: Fraction | None, whole: Period) -> Cell:
    """How much of a period was over at a figure's end, in percent and in days; that its days are not known, if so."""
    if elapsed is None:
        return (
            EMPTY
            if page.catalogue.knows_days(whole)
            else Cell(page.words.say(_("not computed: the first and last day of the term are not known")))
        )
    days = page.words.count(int(elapsed * whole.days)), page.words.count(whole.days)
    detail = page.words.say(_("{over}/{whole} days"), over=days[0], whole=days[1])
    return Cell(percent_text(elapsed, page.language), number=digits(elapsed * 100), detail=detail)


def bar(percent: Fraction, full: Fraction, tick: Fraction | None) -> CellBar:
    """The bar of a percentage; cut at its full length."""
    return CellBar(_length(percent, full), None if tick is None else min(_length(tick, full), _LENGTH - 1))


def _length(number: Fraction, full: Fraction) -> int:
    return max(0, min(_LENGTH, round(_LENGTH * float(number) / float(full))))
