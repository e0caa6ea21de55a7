"""Sentences computed from figures. Every number in one also is in a table of the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, islice

from bulletin.analysis.composition import Addition, Composition
from bulletin.analysis.figures import Figure, FigureOrigin, TargetFigure, has_number, is_suppressed
from bulletin.analysis.progress import Progress
from bulletin.analysis.target_consistency import beside
from bulletin.analysis.time_series import Change, change_on_year_before
from bulletin.localization.messages import _
from bulletin.model.keys import ObservationKey
from bulletin.model.records import Basis
from bulletin.model.values import Quantity
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.figures import (
    coverage_remark,
    coverage_text,
    measure_name,
    value_behind_name,
    value_with_unit,
)
from bulletin.rendering.status_cells import status_text
from bulletin.rendering.target_cells import (
    asked_change,
    change_on_baseline,
    is_of_own_period,
    percent_of_target,
    progress_for,
    progress_of,
    progress_shown,
)
from bulletin.rendering.text import signed_text
from bulletin.rendering.views import Formula

_COMPOSITION_EXCEEDS = _("{measure} {period}: the categories add to {sum}, more than the total of {whole}")


_PLACE = "\ue000"
"""Placeholder of the link to a target; no record contains it."""
POINTS = 4
"""Main points of an organization, at most."""


def figure_sentence(page: PageContext, figure: Figure) -> str:
    """A figure with its organization and its value, compared with its target; of what a total was made, or lacks."""
    comparison = _against(page, progress_shown(page, figure))
    stated = _sentence(page, _subject(page, figure, with_organization=True), comparison)
    return stated if figure.coverage is None else f"{stated} {coverage_text(page.words, figure)}"


def compared_sentence(page: PageContext, figure: Figure, target: TargetFigure) -> str:
    """A figure with its organization, compared with a target whose status has been said already."""
    compared = _compared(page, progress_for(page, target))
    return _sentence(page, _subject(page, figure, with_organization=True), compared)


def progress_sentence(page: PageContext, figure: Figure, progress: Progress | None) -> str:
    """A figure compared with a target, for the page of its organization, which it does not name."""
    return _sentence(page, _subject(page, figure, with_organization=False), _against(page, progress))


def _sentence(page: PageContext, figure: str, comparison: str) -> str:
    return f"{page.words.commas((figure, comparison))}."


def figure_headline(page: PageContext, figure: Figure, *, with_organization: bool = False) -> str:
    """A figure with its value, short enough for the headline of a chart.

    :param with_organization: names the organization, which the page is not about.
    """
    percent = percent_of_target(progress_of(page, figure))
    against = (
        page.words.say(_("equal to {percent} of the target"), percent=page.words.outcome(percent, "%"))
        if percent
        else ""
    )
    return page.words.commas((_subject(page, figure, with_organization=with_organization), against))


def _subject(page: PageContext, figure: Figure, *, with_organization: bool) -> str:
    key = figure.key
    measure = measure_name(page.words, key)
    return page.words.say(
        _("{organization}, {measure} {period}: {value}") if with_organization else _("{measure} {period}: {value}"),
        organization=page.words.organization(key.organization),
        measure=page.words.lowered(measure) if with_organization else measure,
        period=period_inside(page, key),
        value=value_behind_name(page.words, figure) if with_organization else _with_coverage(page, figure),
    )


def _with_coverage(page: PageContext, figure: Figure) -> str:
    """The value; of a partial total with how many units reported."""
    value, remark = value_behind_name(page.words, figure), coverage_remark(page.words, figure)
    return page.words.say(_("{value} ({remark})"), value=value, remark=remark) if remark else value


def target_formula(page: PageContext, progress: Progress | None) -> Formula | None:
    """A figure compared with its target (attainment), with a link to the target; None where there is none."""
    if progress is None or not (against := _against(page, progress, _PLACE)):
        return None
    before, _, after = against.partition(_PLACE)
    to_target = page.links.to_target(progress.target, _value(page, progress.target))
    return Formula((to_target,), after, page.words.capitalized(before))


def _against(page: PageContext, progress: Progress | None, target_value: str = "") -> str:
    """A figure compared with its target; empty where there is none.

    :param target_value: replaces the target's value, if given.
    """
    if progress is None or not isinstance(progress.target.value, Quantity):
        return ""
    compared = _compared(page, progress, target_value)
    return page.words.semicolons((compared, status_text(page, progress), _beside(page, progress)))


def _compared(page: PageContext, progress: Progress, target_value: str = "") -> str:
    """A figure compared with its target, without a verdict."""
    target = _target(page, progress, target_value or _value(page, progress.target))
    percent, change = percent_of_target(progress), change_on_baseline(progress)
    if change is not None:
        return _changed_since_baseline(page, progress, change, target)
    if percent is None:
        return page.words.say(_("against a target of {target}"), target=target)
    return page.words.say(
        _("equal to {percent} of the target of {target}"), percent=page.words.outcome(percent, "%"), target=target
    )


def _changed_since_baseline(page: PageContext, progress: Progress, change: Quantity, target: str) -> str:
    """The change on the baseline, beside the one that is asked for."""
    baseline = progress.target.baseline
    return page.words.say(
        _("{change} since {baseline}, against a target of {asked} ({target})"),
        change=signed_text(change, page.language, "%"),
        baseline=page.words.period_after(baseline.period) if baseline else "",
        asked=asked_change(page, progress.target),
        target=target,
    )


def _beside(page: PageContext, progress: Progress) -> str:
    """That the verdict is one by one of several targets, where another one puts it in doubt."""
    other = beside(page.catalogue, page.tables, progress.target)
    if other is None:
        return ""
    return page.words.say(
        _("another target for the same period is far apart from this one")
        if other.is_assessed
        else _("another target for the same period takes no verdict")
    )


def _value(page: PageContext, target: TargetFigure) -> str:
    return value_with_unit(page.words, target)


def _target(page: PageContext, progress: Progress, value: str) -> str:
    target, period = progress.target, page.words.period_inside(progress.target.key.period)
    named = value if is_of_own_period(progress) else page.words.say(_("{value} {period}"), value=value, period=period)
    return page.words.say(_("{target} (an inferred target)"), target=named) if target.basis is Basis.INFERRED else named


def period_inside(page: PageContext, key: ObservationKey) -> str:
    """The period of a figure within a sentence, and whether it is of every year of that."""
    inside = page.words.period_inside(key.period)
    return page.words.say(_("every year {period}"), period=inside) if key.annual else inside


def leader_sentence(page: PageContext, progress: Progress) -> str:
    """Which organization has the highest percentage of its target, among those of its kind with targets of its period.

    It is on top of charts that have others besides.
    """
    key = progress.target.key
    kind = page.catalogue.kinds[page.catalogue.organizations[key.organization].kind]
    return page.words.say(
        _("Targets for {period} ({kind}): {organization} is highest, with {percent}"),
        period=page.words.period_after(key.period),
        kind=page.words.lowered(page.words.text(kind.name)),
        organization=page.words.organization(key.organization),
        percent=page.words.outcome(percent_of_target(progress), "%"),
    )


def composition_headline(page: PageContext, split: Composition) -> str:
    """What the largest part of a composition is, unless one is suppressed; that the parts exceed the whole, if so.

    Of equal parts each is named, as far as they are few.
    """
    key = split.whole.key
    measure, period = measure_name(page.words, key), period_inside(page, key)
    if split.addition is Addition.MORE:
        return page.words.say(_COMPOSITION_EXCEEDS, measure=measure, period=period, **contradiction(page, split))
    shares = [(part, part.share.percent) for part in split.parts if part.share is not None]
    known = [(part, percent) for part, percent in shares if isinstance(percent, Quantity)]
    most = max((percent.fraction for _part, percent in known), default=None)
    largest = [(part, percent) for part, percent in known if percent.fraction == most]
    if not 0 < len(largest) <= _LARGEST_NAMED or any(is_suppressed(part.figure) for part in split.parts):
        return page.words.say(_("{measure} {period}"), measure=measure, period=period)
    percent = largest[0][1]
    return page.words.say(
        _PART if len(largest) == 1 else _EQUAL_PARTS,
        category=page.words.commas(page.words.category(split.breakdown, part.category) for part, _percent in largest),
        percent=page.words.outcome(percent, "%"),
        measure=page.words.lowered(measure),
        period=period,
    )


_LARGEST_NAMED = 3
"""Most equal parts that a headline names."""
_PART = _("{category}: {percent} of {measure} {period}")
# Translators: parts of a composition that are equal: "High, Low: 50% each of new members in 2025"
_EQUAL_PARTS = _("{category}: {percent} each of {measure} {period}")


def points_of(page: PageContext, organization: str) -> tuple[str, ...]:
    """The main points of an organization's page: on the main measures or, where it has figures of none, on the others.

    Each of several measures has its share of them, and one at least.
    """
    points = _points_on(page, organization, page.main_measures)
    return points or _points_on(page, organization, page.other_measures)


def further_points_of(page: PageContext, organization: str) -> tuple[str, ...]:
    """The same on all other measures, which readers search for as well."""
    return _points_on(page, organization, page.other_measures)


def _points_on(page: PageContext, organization: str, measures: Sequence[str]) -> tuple[str, ...]:
    sentences = filter(None, (_points_of_measure(page, organization, measure) for measure in measures))
    of_measures = [*islice(sentences, POINTS)]
    share = POINTS // max(1, len(of_measures))
    return tuple(chain.from_iterable(points[:share] for points in of_measures))


def _points_of_measure(page: PageContext, organization: str, measure: str) -> tuple[str, ...]:
    """The main points of an organization by one measure.

    They are its progress towards targets, the latest first, and its latest figure without a target: last, but where it
    is a number before what terms and plans brought up to the same day or an earlier one.
    """
    progress = _progress_by_target(page, organization, measure)
    points = sorted(progress, key=lambda pair: pair[0].key.period.recency, reverse=True)
    sentences = [progress_sentence(page, figure, progress) for figure, progress in points]
    if (latest := _latest_without_target(page, organization, measure)) is not None:
        periods = [figure.key.period for figure, _progress in points]
        is_known, newest = has_number(latest), latest.key.period.recency
        older = (n for n, each in enumerate(periods) if is_known and each.is_long and each.recency < newest)
        changed = changed_on_year_before(page, change_on_year_before(page.catalogue, page.tables, latest))
        sentence = _sentence(page, _subject(page, latest, with_organization=False), changed)
        sentences.insert(next(older, len(points)), sentence)
    return tuple(dict.fromkeys(sentences))


def _progress_by_target(page: PageContext, organization: str, measure: str) -> Iterator[tuple[Figure, Progress]]:
    """The figures of a measure that are mainly compared with a target, each with its progress."""
    for target in page.tables.targets_by_organization.get(organization, ()):
        if target.key.measure == measure and target.share is None and not target.superseded_by:
            progress = progress_for(page, target)
            mainly = progress_shown(page, progress.figure) if progress.figure else None
            if progress.figure and mainly and mainly.target is target:
                yield progress.figure, progress


def _latest_without_target(page: PageContext, organization: str, measure: str) -> Figure | None:
    """The latest figure of a measure that has no target and is not added up over units; None without any."""
    figures = [
        figure
        for figure in page.tables.by_organization.get(organization, ())
        if figure.key.measure == measure
        and figure.key.breakdown is None
        and figure.origin is not FigureOrigin.HIERARCHICAL_SUM
        and progress_shown(page, figure) is None
    ]
    return max(figures, key=lambda figure: figure.key.period.recency, default=None)


_ON_PERIOD_BEFORE = {
    1: _("up {difference} on the same period a year before"),
    -1: _("down {difference} on the same period a year before"),
    0: _("unchanged on the same period a year before"),
}
_ON_DAY_BEFORE = {
    1: _("up {difference} on the same day a year before"),
    -1: _("down {difference} on the same day a year before"),
    0: _("unchanged on the same day a year before"),
}


def changed_on_year_before(page: PageContext, changed: Change | None) -> str:
    """By how much a figure is up or down on the same period a year before; empty where that is not known exactly.

    Nor is it of the whole where only some units have reported, the same ones in both.
    """
    if changed is None or not changed.is_of_all:
        return ""
    if not isinstance(changed.difference, Quantity) or not changed.difference.is_exact:
        return ""
    number = changed.difference.fraction
    measure = changed.figure.key.measure
    amount = page.words.unsigned(number, measure)
    phrases = _ON_DAY_BEFORE if changed.figure.key.period.is_instant else _ON_PERIOD_BEFORE
    return page.words.say(phrases[(number > 0) - (number < 0)], difference=page.words.difference(amount, measure))


def contradiction(page: PageContext, split: Composition) -> dict[str, str]:
    """What parts that exceed their whole add to, the whole, and how much they are too many."""
    whole = split.whole.value
    if not isinstance(whole, Quantity) or not isinstance(split.remainder, Quantity):
        raise TypeError(f"does not exceed its whole: {split.whole.key}")
    excess = -split.remainder.fraction
    numbers = {"sum": whole.fraction + excess, "whole": whole.fraction, "excess": excess}
    return {name: page.words.exact(number, split.whole.key.measure) for name, number in numbers.items()}
