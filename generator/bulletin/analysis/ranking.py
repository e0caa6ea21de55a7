"""Organizations in the order of their progress, like compared with like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from bulletin.analysis.figures import is_suppressed
from bulletin.analysis.progress import Progress, progress_towards
from bulletin.analysis.quantities import quantity_of
from bulletin.analysis.tables import Tables, group_by
from bulletin.analysis.target_status import TargetType
from bulletin.analysis.targets import prevailing
from bulletin.model.corpus import Catalogue
from bulletin.model.periods import Period
from bulletin.model.records import EVERYTHING
from bulletin.model.values import Absence, Quantity, exact_number


@dataclass(frozen=True)
class Ranked:
    """One organization's place."""

    place: int | None
    """1 for the best; organizations that are equal share a place, and the next one is left out: 1, 2, 2, 4. None where
    there is nothing to compare: no figure, a qualified one, or one of another period than the others. None
    for all where a figure or a target of one of them is suppressed, which may be the best."""
    progress: Progress


class Open(NamedTuple):
    """How many with targets for the period may be before or behind those that have a place.

    Where there are any, no sentence names who has come furthest of all.
    """

    unknown: int
    """Those of which it is not known how far they have come: nobody is known to be first."""
    unlike: int
    """Those whose target is a range, a bound on the other side or zero, of which nobody has a share."""


@dataclass(frozen=True)
class Ranking:
    """Organizations of one kind with targets of one measure for one period."""

    kind: str
    """The kind of the organizations."""
    period: Period
    """Of the targets."""
    until: Period | None
    """Of the figures that are compared: of those there are, the one that ends last. None without any figure."""
    entries: tuple[Ranked, ...]
    """By place, those without one last; of equals, in the order of the records."""
    open: Open


def rankings(catalogue: Catalogue, tables: Tables, measure: str) -> tuple[Ranking, ...]:
    """The organizations with targets of a measure, ranked by the figure over the target.

    Only like is compared with like: organizations of one kind, targets of one period, figures of one period. Each
    organization takes part with its prevailing target for the period. Share targets and ranges take no part; where the
    target is not to be exceeded, the smallest share of it is the best. Where all such targets ask for a change on a
    baseline, who has come furthest is who has most of that change: the targets themselves, as whole numbers, are
    rounded, which is much of a small one. Counts to date have no change on the baseline, and so no place by it.

    :return: by period, then by kind in the order of the vocabulary.
    """
    kinds = list(catalogue.kinds)

    def group_of(progress: Progress) -> tuple[Period, int, bool]:
        key = progress.target.key
        return key.period, kinds.index(catalogue.organizations[key.organization].kind), progress.target_type.is_ceiling

    found = list(_progress(catalogue, tables, measure))
    groups = group_by((each for each in found if each.target_type is not TargetType.RANGE), group_of)
    alike = Counter(group_of(each)[:2] for each in found)
    return tuple(
        _ranking(catalogue, kinds[kind], period, groups[period, kind, low], alike[period, kind])
        for period, kind, low in sorted(groups)
    )


def _progress(catalogue: Catalogue, tables: Tables, measure: str) -> Iterator[Progress]:
    """The progress of each organization towards its prevailing target of each period, but for shares."""
    targets = (
        target
        for target in tables.targets_by_measure.get(measure, ())
        if target.key.population == EVERYTHING and target.share is None and not target.key.annual
    )
    for of_key in group_by(targets, lambda target: target.key).values():
        target = prevailing(of_key)
        progress = None if target is None else progress_towards(catalogue, tables, target)
        if progress is not None:
            yield progress


def _ranking(catalogue: Catalogue, kind: str, period: Period, group: Sequence[Progress], alike: int) -> Ranking:
    """The ranking of a group, of so many organizations of the kind with targets for the period."""
    figures = [progress.figure.key.period for progress in group if progress.figure is not None]
    until = max(figures, key=lambda figure: figure.end, default=None)
    are_all_shown = not any(_is_suppressed(progress, until) for progress in group)
    is_by_change = all(map(_asks_for_less, group))
    score_of = _share_of_change if is_by_change else _share_of_target
    zero = [not is_by_change and exact_number(quantity_of(progress.target)) == 0 for progress in group]
    are_compared = [are_all_shown and _is_compared(progress, until) for progress in group]
    scores = [score_of(each) if is_compared else None for each, is_compared in zip(group, are_compared, strict=True)]
    places = places_of(scores)
    entries = [Ranked(places.get(score), progress) for score, progress in zip(scores, group, strict=True)]
    unknown = sum(
        score is None and not is_zero and _may_be_compared(catalogue, progress, until)
        for score, is_zero, progress in zip(scores, zero, group, strict=True)
    )
    placed = tuple(sorted(entries, key=lambda entry: entry.place or len(group) + 1))
    return Ranking(kind, period, until, placed, Open(unknown, alike - len(group) + sum(zero)))


def places_of(scores: Iterable[Fraction | None]) -> dict[Fraction | None, int]:
    """The place of each score that is known, more being better: one more than the number of better ones."""
    places: dict[Fraction | None, int] = {}
    for place, score in enumerate(sorted((score for score in scores if score is not None), reverse=True), 1):
        places.setdefault(score, place)
    return places


def _asks_for_less(progress: Progress) -> bool:
    """Whether a target asks for a change on a baseline that is not to be exceeded."""
    return progress.target_type.is_ceiling and bool(progress.target.change)


def _is_compared(progress: Progress, until: Period | None) -> bool:
    """Whether a figure is of the period that is compared, and is measured by its target."""
    figure = progress.figure
    if figure is None or until is None or not (progress.ratio or _asks_for_less(progress)):
        return False
    return progress.target.is_assessed and figure.key.period.end == until.end


def _may_be_compared(catalogue: Catalogue, progress: Progress, until: Period | None) -> bool:
    """Whether one of which it is not known how far it has come may have come further, or less far, than the others."""
    target, figure = progress.target, progress.figure
    is_asked = target.is_assessed and (isinstance(target.value, Quantity) or is_suppressed(target))
    is_none = figure is not None and figure.value is Absence.NOT_APPLICABLE
    return is_asked and not is_none and until is not None and catalogue.exists(target.key.organization, until)


def _is_suppressed(progress: Progress, until: Period | None) -> bool:
    """Whether what an organization would be ranked by is suppressed."""
    baseline = progress.target.baseline
    is_hidden = is_suppressed(progress.figure) or is_suppressed(progress.target)
    return (is_hidden or (baseline is not None and baseline.value is Absence.SUPPRESSED)) and _is_compared(
        progress, until
    )


def _share_of_target(progress: Progress) -> Fraction | None:
    """The figure over the target, more being better."""
    reached, wanted = exact_number(progress.attained), exact_number(quantity_of(progress.target))
    if reached is None or not wanted or progress.ratio is None:
        return None
    return -reached / wanted if progress.target_type.is_ceiling else reached / wanted


def _share_of_change(progress: Progress) -> Fraction | None:
    """The change on the baseline over that which the target asks for."""
    change, asked = progress.way.change if progress.way else None, progress.target.change
    return None if change is None or not asked else change * 100 / Fraction(asked)
