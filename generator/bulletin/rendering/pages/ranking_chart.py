"""Charts of how far organizations have come towards their targets."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from bulletin.analysis.figures import Flag
from bulletin.analysis.progress import Progress
from bulletin.localization.messages import _
from bulletin.model.records import Basis
from bulletin.model.values import Absence
from bulletin.rendering.charts.specs import Bar, RankingSpec, TargetMark
from bulletin.rendering.context import PageContext
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import BARS, ChartBuilder, flagged, legend_of, unit_line
from bulletin.rendering.phrases.sentences import leader_sentence
from bulletin.rendering.target_cells import BY_PERCENT, percent_of_target
from bulletin.rendering.text import percent_text
from bulletin.rendering.views import Chart

_SUPPRESSED = (Flag.CONFIDENTIAL,)


def ranking_chart(
    page: PageContext, progresses: Iterable[Progress], leader: Progress | None, table: str
) -> Chart | None:
    """How far organizations have come, in percent of their targets; None where there is nothing to compare.

    Those of which figure or target is suppressed have a row without a bar.

    :param leader: the organization that ranks first, for the headline; None where none ranks.
    """
    compared = [each for each in progresses if percent_of_target(each) is not None or _is_hidden(each)]
    if not page.charts or not any(percent_of_target(each) for each in compared):
        return None
    drawn = compared[:BARS]
    measure = page.words.lowered(page.words.measure(drawn[0].target.key.measure))
    bars = tuple(_percent_bar(page, progress) for progress in drawn)
    unit = page.words.say(_("% of the target"))
    if len(drawn) < len(compared):
        shown, total = (page.words.count(len(each)) for each in (drawn, compared))
        unit = page.words.say(_("{unit}; the first {shown} of {total}"), unit=unit, shown=shown, total=total)
    headline = leader_sentence(page, leader) if leader else page.words.say(Labels.ranking_by, measure=measure)
    builder = ChartBuilder(page, table)
    frame = builder.frame(
        headline,
        unit_line(page, unit),
        page.words.say(
            _("Percentage of the target: {rows}."),
            rows=page.words.semicolons(f"{b.label} {b.value_label}" for b in bars),
        ),
        [progress.figure for progress in drawn if progress.figure],
    )
    legend = legend_of(page, page.words.say(Labels.progress))
    return builder.build(RankingSpec(frame=frame, legend=legend, bars=bars))


def _is_hidden(progress: Progress) -> bool:
    """Whether a percentage is suppressed."""
    if progress.target_type not in BY_PERCENT or progress.ratio is None:
        return False
    return progress.ratio.percent is Absence.SUPPRESSED


def _percent_bar(page: PageContext, progress: Progress) -> Bar:
    percent = percent_of_target(progress)
    name = page.words.organization(progress.target.key.organization)
    period = page.words.period_name(progress.figure.key.period) if progress.figure else ""
    inferred = progress.target.basis is Basis.INFERRED
    return Bar(
        label=flagged(page.words.commas((name, period)), () if percent else _SUPPRESSED),
        value=float(percent.number) if percent else None,
        value_label=page.words.outcome(percent or Absence.SUPPRESSED, "%"),
        target=TargetMark(position=100.0, label=percent_text(Fraction(1), page.language), inferred=inferred),
    )
