"""What happened, in three sentences on top of an edition: what changed most, who is first and last, what was missed.

They say what the headline figures beside them do not: how these compare with a year before, and with each other. What
orders figures says nothing where one of them is not shown, as that may be the largest or the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice

from bulletin.analysis.figures import Figure, TargetFigure
from bulletin.analysis.progress import Progress
from bulletin.analysis.ranking import Ranking
from bulletin.analysis.target_status import TargetStatus
from bulletin.analysis.time_series import Change, ComparabilityReason, change_on_year_before
from bulletin.localization.messages import _
from bulletin.model.values import Quantity
from bulletin.rendering.context import PageContext
from bulletin.rendering.phrases.change_points import since_sentence
from bulletin.rendering.phrases.figures import measure_name, value_behind_name
from bulletin.rendering.phrases.sentences import changed_on_year_before, compared_sentence, figure_sentence
from bulletin.rendering.table_parts import by_precedence
from bulletin.rendering.target_cells import change_on_baseline, percent_of_target, progress_for, progress_shown
from bulletin.rendering.text import signed_text

_LARGEST = _(
    "{organization}, {measure} {period}: {value}, {changed}, in percent the largest change of the headline figures."
)
_CHANGE = _("{organization}, {measure} {period}: {value}, {changed}.")
# Translators: {first} and {last} are names, {best} and {worst} say how far they have come, such as "80% of the target"
# or "−20% since 2015". How many are compared is left out: a number in a sentence is taken for one of its figures.
_FIRST_AND_LAST = _(
    "{measure}, targets for {period} ({kind}): {first} has come furthest ({best}), {last} least ({worst})."
)
_NOT_REACHED = {TargetStatus.MISSED: _("Missed: {what}"), TargetStatus.BEHIND: _("Behind: {what}")}
POINTS = 3
"""Sentences on top of an edition."""


def edition_points(page: PageContext, figures: Sequence[Figure], ranked: Iterable[Ranking]) -> tuple[str, ...]:
    """The sentences that can be computed; where these are fewer than three, headline figures make them up.

    Those have no verdict, which their cards have: what a page begins with is to fit into the first screen of a phone.

    :param figures: the headline figures.
    :param ranked: the ranking of units of each main measure, as far as there is one; see :func:`first_and_last`.
    """
    change, is_largest = largest_change(page, figures)
    changes, missed = page.release.changes, _not_reached(page)
    points = (
        _changed(page, change, is_largest=is_largest) if change else "",
        next(filter(None, (first_and_last(page, ranking) for ranking in ranked)), ""),
        _missed(page, missed),
        since_sentence(page, changes) if changes and changes.changes else "",
    )
    said = {each.figure.key for each in (change, missed) if each and each.figure}
    others = (_stated(page, figure) for figure in figures if figure.key not in said)
    return tuple(islice(chain(filter(None, points), others), POINTS))


def _stated(page: PageContext, figure: Figure) -> str:
    """A figure compared with its target, if it has one that is shown."""
    progress = progress_shown(page, figure)
    if progress is None or not isinstance(progress.target.value, Quantity):
        return figure_sentence(page, figure)
    return compared_sentence(page, figure, progress.target)


def largest_change(page: PageContext, figures: Iterable[Figure]) -> tuple[Change | None, bool]:
    """The headline figure that changed most on the year before, relative to what it was; and whether that is known.

    It is not where only one is compared, another is not shown or not known exactly, or several changed as much: then it
    is the first one.
    """
    found = [change_on_year_before(page.catalogue, page.tables, figure) for figure in figures]
    changes = [change for change in found if change is not None]
    sizes = [(size, change) for change in changes if (size := _size(change)) is not None]
    if not sizes:
        return None, False
    is_open = any(_size(change) is None and _may_be_compared(change) for change in changes)
    largest, change = sizes[0] if is_open else max(sizes, key=lambda sized: sized[0])
    is_alone = [size for size, _change in sizes].count(largest) == 1
    return change, len(sizes) > 1 and is_alone and not is_open


def _changed(page: PageContext, change: Change, *, is_largest: bool) -> str:
    key = change.figure.key
    return page.words.say(
        _LARGEST if is_largest else _CHANGE,
        organization=page.words.organization(key.organization),
        measure=page.words.lowered(measure_name(page.words, key)),
        period=page.words.period_inside(key.period),
        value=value_behind_name(page.words, change.figure),
        changed=changed_on_year_before(page, change),
    )


def _may_be_compared(change: Change) -> bool:
    """Whether there is a change, though it may be hidden or not known exactly."""
    reasons = ComparabilityReason.SUPPRESSED, ComparabilityReason.QUALIFIER
    return isinstance(change.difference, Quantity) or change.difference in reasons


def _size(change: Change) -> float | None:
    """How large a change is, relative to the figure before; None where that cannot be said."""
    known, relative = change.difference, change.relative
    if not change.is_of_all or not isinstance(known, Quantity) or not isinstance(relative, Quantity):
        return None
    return abs(float(relative.fraction)) if known.is_exact and relative.is_exact else None


def first_and_last(page: PageContext, ranking: Ranking) -> str:
    """Who has come furthest towards the targets of one period, and who least.

    Empty where several share a place, or it is not known how far one of them has come, or that is no share of a target.
    """
    if any(ranking.open):
        return ""
    placed = [entry for entry in ranking.entries if entry.place is not None]
    firsts, lasts = ([each for each in placed if each.place == place] for place in (1, placed[-1].place))
    if len(firsts) != 1 or len(lasts) != 1:
        return ""
    best, worst = firsts[0].progress, lasts[0].progress
    come, since = [_come(page, progress) for progress in (best, worst)], _since(page, best)
    if since and since == _since(page, worst):
        come[0] = page.words.say(_("{change} since {period}"), change=come[0], period=since)
    return page.words.say(
        _FIRST_AND_LAST,
        measure=page.words.capitalized(page.words.measure(best.target.key.measure)),
        period=page.words.period_after(ranking.period),
        kind=page.words.lowered(page.words.text(page.catalogue.kinds[ranking.kind].name)),
        first=page.words.organization(best.target.key.organization),
        best=come[0],
        last=page.words.organization(worst.target.key.organization),
        worst=come[1],
    )


def _come(page: PageContext, progress: Progress) -> str:
    """How far it has come: the percentage of the target, the change on the baseline, or else the figure itself."""
    percent, change = percent_of_target(progress), change_on_baseline(progress)
    if percent is not None:
        return page.words.say(_("{percent} of the target"), percent=page.words.outcome(percent, "%"))
    if change is not None:
        return signed_text(change, page.language, "%")
    return value_behind_name(page.words, progress.figure) if progress.figure else ""


def _since(page: PageContext, progress: Progress) -> str:
    """The period of the baseline on which a change is shown; empty where none is."""
    baseline = progress.target.baseline
    return page.words.period_after(baseline.period) if baseline and change_on_baseline(progress) is not None else ""


# --- targets that were not reached


def missed_targets(page: PageContext) -> list[TargetFigure]:
    """The targets of the newest period of which any was missed, those of the units highest in the tree first."""
    return _newest(page, TargetStatus.MISSED)


def _newest(page: PageContext, status: TargetStatus) -> list[TargetFigure]:
    found = [each for each in page.tables.targets if progress_for(page, each).status is status]
    newest = max((target.key.period.end for target in found), default=None)
    return by_precedence(page, (each for each in found if each.key.period.end == newest), lambda target: target.key)


def _not_reached(page: PageContext) -> Progress | None:
    """The progress towards a target that was missed, or else towards one that is behind; None without any.

    Towards that of a share there is no sentence, as no figure is a share.
    """
    newest = (target for status in _NOT_REACHED for target in _newest(page, status) if target.share is None)
    return next((progress_for(page, target) for target in newest), None)


def _missed(page: PageContext, progress: Progress | None) -> str:
    """That a target was missed or is behind, with its figure; empty without any."""
    if progress is None or progress.figure is None:
        return ""
    what = compared_sentence(page, progress.figure, progress.target)
    return page.words.say(_NOT_REACHED[progress.status], what=what)
