"""What charts of figures share: what is around them, how figures become bars, and where marks end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from bulletin.analysis.figures import Figure, Flag
from bulletin.analysis.progress import Progress
from bulletin.localization.formats import compact_text
from bulletin.localization.messages import _, n_
from bulletin.model.records import Basis
from bulletin.model.values import Absence, Qualifier, Quantity, Value
from bulletin.rendering import links
from bulletin.rendering.charts.scale import ticks
from bulletin.rendering.charts.specs import Bar, Frame, Legend, Scale, Spec, TargetMark
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.figures import interval_text, value_in_cell
from bulletin.rendering.target_cells import percent_of_target, progress_of
from bulletin.rendering.text import AS_STATED, fraction_text
from bulletin.rendering.views import Chart

BARS = 20
"""Bars that a chart can bear."""


@dataclass(frozen=True, slots=True)
class ChartBuilder:
    """Puts around a chart what every chart has."""

    page: PageContext
    table: str
    """Id of the table beside the chart, after which it is named."""

    def frame(self, headline: str, unit: str, alternative: str, figures: Iterable[Figure] = ()) -> Frame:
        """What is around the chart.

        :param headline: what it shows, without a mark of whom the site is for.
        :param unit: the line below it, such as :func:`unit_line`.
        :param figures: those whose sources are named.
        """
        return Frame(
            id=f"chart-{self.table}",
            headline=self.page.marked(headline),
            unit=unit,
            source=_sources_line(self.page, figures),
            alternative=alternative,
        )

    def build(self, spec: Spec) -> Chart:
        """The chart as it is on the page, with its file."""
        return Chart(spec, self.table, self.page.links.href(links.chart_file(self.page.path, self.table)))


def unit_line(page: PageContext, unit: str, scales: Iterable[Scale] = ()) -> str:
    """What is counted, and whether lengths on one of the scales say nothing."""
    message = _("Unit: {unit}") if all(map(has_zero, scales)) else _("Unit: {unit}; the scale does not begin at zero")
    return page.words.say(message, unit=unit)


def has_zero(scale: Scale) -> bool:
    """Whether 0 is on a scale, so that twice as far from it is twice as much."""
    return scale.numbers[0] <= 0 <= scale.numbers[-1]


def flagged(name: str, flags: Iterable[Flag]) -> str:
    """A name with its flags behind it."""
    return " ".join([name, *(f"[{flag.value}]" for flag in flags)])


def row_text(page: PageContext, bar: Bar) -> str:
    """What a row of a chart says, for the text alternative."""
    remarks = "".join(f" ({remark})" for remark in (bar.interval_label, bar.percent_label) if remark)
    target = bar.target.label if bar.target else ""
    said = page.words.commas((page.words.named(bar.label, f"{bar.value_label}{remarks}"), target))
    return page.words.semicolons((bar.omitted, said))


def omitted_text(page: PageContext, count: int, tied: int) -> str:
    """How many rows are left out before another, and how many are equal to it or the last before; empty for none."""
    if not count:
        return ""
    message = _MORE if not tied else _MORE_TIED if tied == count else _MORE_SOME_TIED
    return page.words.say(message, count=count, tied=page.words.count(tied))


_MORE = n_("… {count} more", "… {count} more")
_MORE_TIED = n_("… {count} more, tied with those shown", "… {count} more, all tied with those shown")
_MORE_SOME_TIED = n_("… {count} more, {tied} tied with those shown", "… {count} more, {tied} tied with those shown")


def ends_of(value: Value) -> tuple[float | None, float | None]:
    """Where a bar ends for sure, and where it may end at most."""
    if isinstance(value, Absence):
        return None, None
    number = float(value.number)
    if value.qualifier in (Qualifier.UNDER, Qualifier.AT_MOST) and number > 0:
        return 0.0, number
    return number, float(value.upper) if value.upper is not None else None


def legend_of(page: PageContext, value: str) -> Legend:
    """The names of all marks.

    :param value: that of the values.
    """
    return Legend(
        value=value,
        target=page.words.say(_("Target")),
        inferred=page.words.say(_("Inferred target")),
        interval=page.words.say(_("Interval of the estimate")),
        path=page.words.say(_("Path to the target")),
        preliminary=page.words.say(_("Provisional or estimated")),
        series_break=page.words.say(_("Break in the series")),
    )


def _sources_line(page: PageContext, figures: Iterable[Figure]) -> str:
    """Where figures come from; empty without any."""
    sources = dict.fromkeys(source for figure in figures for source in figure.sources)
    titles = page.words.semicolons(page.links.to_source_in_full(source).text for source in sources)
    return page.words.say(_("Source: {sources}"), sources=titles) if sources else ""


def figure_bar(page: PageContext, figure: Figure, name: str) -> Bar:
    """The bar of a figure against its target, with the figure's flags behind its name."""
    lower, upper = ends_of(figure.value)
    progress = progress_of(page, figure)
    percent = percent_of_target(progress)
    return Bar(
        label=flagged(name, figure.flags),
        value=lower,
        upper=upper,
        interval=_interval_of(figure),
        value_label=value_in_cell(page.words, figure),
        interval_label=interval_text(page.words, figure),
        target=target_mark(page, progress),
        percent_label=page.words.outcome(percent, "%") if percent else "",
    )


def target_mark(page: PageContext, progress: Progress | None) -> TargetMark | None:
    """The target of a value; None where there is none, or it is hidden."""
    if progress is None or not isinstance(progress.target.value, Quantity):
        return None
    value = progress.target.value
    label = page.words.say(
        _("the target of {value}"),
        value=page.words.value(
            value, progress.target.key.measure, decimals=AS_STATED if progress.target.is_stated else None
        ),
    )
    return TargetMark(
        position=float(value.upper or value.number), label=label, inferred=progress.target.basis is Basis.INFERRED
    )


def _interval_of(figure: Figure) -> tuple[float, float] | None:
    """Between which ends an estimate lies."""
    return None if figure.interval is None else (float(figure.interval.lower), float(figure.interval.upper))


_FROM_MILLIONS = 1_000_000
"""Numbers of an axis are written in words from here on."""
_DECIMALS = 6


def scale_of(page: PageContext, values: Iterable[float]) -> Scale:
    """The axis that shows some values."""
    numbers = ticks(values)
    is_large = max(map(abs, numbers)) >= _FROM_MILLIONS
    return Scale(
        numbers=numbers,
        labels=tuple(
            compact_text(Decimal(str(number)), page.language)
            if is_large
            else fraction_text(Fraction(str(number)), page.language, _DECIMALS)
            for number in numbers
        ),
    )
