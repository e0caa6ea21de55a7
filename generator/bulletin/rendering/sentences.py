"""Sentences computed from figures. Every number in one also stands in a table of the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator

from bulletin.analysis import (
    Addition,
    Amount,
    Change,
    Composition,
    Progress,
    amount_of,
    change_on_year_before,
)
from bulletin.analysis.consistency import beside
from bulletin.analysis.tables import Figure, Origin, TargetFigure
from bulletin.model.keys import ObservationKey
from bulletin.model.records import EVERYTHING, Basis
from bulletin.model.values import Quantity
from bulletin.rendering.context import PageContext
from bulletin.rendering.target_cells import percent_of_target, progress_for, progress_of, status_text
from bulletin.rendering.text.messages import Paces, Phrases
from bulletin.rendering.text.number_formats import fraction_text
from bulletin.rendering.views import Formula

_PLACE = "\ue000"
"""Stands where the link to a target will; no record holds it."""
POINTS = 4
"""Main points of an organization, at most."""


def figure_sentence(page: PageContext, figure: Figure, *, with_organization: bool = True) -> str:
    """What a figure says, and how it stands against its target."""
    return held_sentence(page, figure, progress_of(page, figure), with_organization=with_organization)


def held_sentence(page: PageContext, figure: Figure, held: Progress | None, *, with_organization: bool) -> str:
    """A figure and how it stands against a target."""
    return f"{_compared(_subject(page, figure, with_organization=with_organization), _against(page, held))}."


def figure_headline(page: PageContext, figure: Figure) -> str:
    """What a figure says, short enough to stand over a chart."""
    percent = percent_of_target(progress_of(page, figure))
    against = page.words.say(Phrases.percent_of_target, percent=page.words.outcome(percent, "%")) if percent else ""
    return _compared(_subject(page, figure, with_organization=False), against)


def _compared(figure: str, comparison: str) -> str:
    return f"{figure}, {comparison}" if comparison else figure


def _subject(page: PageContext, figure: Figure, *, with_organization: bool) -> str:
    key = figure.key
    measure = measure_text(page, key)
    return page.words.say(
        Phrases.figure_of if with_organization else Phrases.figure,
        organization=page.words.organization(key.organization),
        measure=page.words.lowered(measure) if with_organization else measure,
        period=_when(page, key),
        value=page.words.amount_named(figure.value, key.measure),
    )


def target_formula(page: PageContext, held: Progress | None) -> Formula | None:
    """How a figure stands against its target, standing alone, with a link to the target; None where there is none."""
    if held is None or not (against := _against(page, held, _PLACE)):
        return None
    before, _, after = against.partition(_PLACE)
    to_target = page.links.to_target(held.target, _value(page, held.target))
    return Formula((to_target,), after, before[:1].upper() + before[1:])


def _against(page: PageContext, held: Progress | None, target_value: str = "") -> str:
    """How a figure stands against its target; empty where there is none.

    :param target_value: stands for the target's value, if given.
    """
    if held is None or not isinstance(held.target.value, Quantity):
        return ""
    target, percent = _target(page, held, target_value or _value(page, held.target)), percent_of_target(held)
    if percent is None:
        compared = page.words.say(Paces.against_bound, target=target)
    else:
        compared = page.words.say(Phrases.of_target, percent=page.words.outcome(percent, "%"), target=target)
    return "; ".join(filter(None, (compared, status_text(page, held), _beside(page, held))))


def _beside(page: PageContext, held: Progress) -> str:
    """That the verdict is one by one of several targets, where another one puts it in doubt."""
    other = beside(page.catalogue, page.release.tables, held.target)
    if other is None:
        return ""
    return page.words.say(Paces.beside_apart if other.is_assessed else Paces.beside_unassessed)


def _value(page: PageContext, target: TargetFigure) -> str:
    return page.words.amount(target.value, target.key.measure)


def _target(page: PageContext, held: Progress, value: str) -> str:
    target, period = held.target, page.words.period_inside(held.target.key.period)
    named = value if _own_period(held) else page.words.say(Phrases.value_within, value=value, period=period)
    return page.words.say(Phrases.inferred_target, target=named) if target.basis is Basis.INFERRED else named


def _own_period(held: Progress) -> bool:
    return held.figure is not None and held.figure.key.period == held.target.key.period


def _when(page: PageContext, key: ObservationKey) -> str:
    inside = page.words.period_inside(key.period)
    return page.words.say(Phrases.every_year, period=inside) if key.annual else inside


def measure_text(page: PageContext, key: ObservationKey) -> str:
    """A measure's name, with the population where that is not everybody."""
    measure = page.words.measure(key.measure)
    if key.population == EVERYTHING:
        return measure
    population = page.words.lowered(page.words.population(key.population))
    return page.words.say(Phrases.measure_within, measure=measure, population=population)


def leader_sentence(page: PageContext, held: Progress) -> str:
    """Which organization stands highest against its target."""
    return page.words.say(
        Phrases.leader,
        organization=page.words.organization(held.target.key.organization),
        percent=page.words.outcome(percent_of_target(held), "%"),
        period=page.words.period_name(held.figure.key.period) if held.figure else "",
    )


def composition_headline(page: PageContext, split: Composition) -> str:
    """What the largest part of a composition is; that the parts exceed the whole, where they do."""
    key = split.whole.key
    measure, period = measure_text(page, key), _when(page, key)
    if split.addition is Addition.MORE:
        return page.words.say(Phrases.composition_exceeds, measure=measure, period=period, **contradiction(page, split))
    shares = [(part, part.share.percent) for part in split.parts if part.share is not None]
    known = [(part, percent) for part, percent in shares if isinstance(percent, Amount)]
    if not known:
        return page.words.say(Phrases.composition_unknown, measure=measure, period=period)
    largest, percent = max(known, key=lambda one: one[1].number)
    return page.words.say(
        Phrases.composition,
        category=page.words.category(split.breakdown, largest.category),
        percent=page.words.outcome(percent, "%"),
        measure=page.words.lowered(measure),
        period=period,
    )


def points_of(page: PageContext, organization: str) -> tuple[str, ...]:
    """The main points of an organization's page: how its targets of the main measure stand, the latest first."""
    known = sorted(_main_standings(page, organization), key=_recency, reverse=True)
    sentences = (held_sentence(page, figure, held, with_organization=False) for figure, held in known)
    return tuple(dict.fromkeys([*sentences, *_changes(page, organization)]))[:POINTS]


def _main_standings(page: PageContext, organization: str) -> Iterator[tuple[Figure, Progress]]:
    """The figures of the main measure that are mainly held against a target, each with how it stands."""
    for target in page.index.targets_by_organization.get(organization, ()):
        if target.key.measure == page.main_measure and target.share is None and not target.superseded_by:
            held = progress_for(page, target)
            mainly = progress_of(page, held.figure) if held.figure else None
            if held.figure and mainly and mainly.target is target:
                yield held.figure, held


def _recency(standing: tuple[Figure, Progress]) -> tuple[object, ...]:
    period = standing[0].key.period
    return period.end, period.days


def _changes(page: PageContext, organization: str) -> Iterator[str]:
    """The latest figure without a target, with its change on the year before where there is one."""
    figures = [
        figure
        for figure in page.release.tables.by_organization.get(organization, ())
        if figure.key.measure == page.main_measure
        and figure.key.breakdown is None
        and figure.origin is not Origin.SUM_OVER_TREE
        and progress_of(page, figure) is None
    ]
    for figure in sorted(figures, key=lambda one: (one.key.period.end, one.key.period.days), reverse=True)[:1]:
        changed = change_on_year_before(page.catalogue, page.release.tables, figure)
        subject = _subject(page, figure, with_organization=False)
        yield f"{_compared(subject, _changed(page, changed))}."


def _changed(page: PageContext, changed: Change | None) -> str:
    if changed is None or not isinstance(changed.difference, Amount) or not changed.difference.is_exact:
        return ""
    number = changed.difference.number
    phrase = Phrases.more_than_before if number > 0 else Phrases.less_than_before if number else Phrases.same_as_before
    return page.words.say(phrase, difference=fraction_text(abs(number), page.language))


def contradiction(page: PageContext, split: Composition) -> dict[str, str]:
    """What parts that exceed their whole add to, the whole, and how much they are too many."""
    whole = amount_of(split.whole)
    if not isinstance(whole, Amount) or not isinstance(split.remainder, Amount):
        raise TypeError(f"does not exceed its whole: {split.whole.key}")
    excess = -split.remainder.number
    numbers = {"sum": whole.number + excess, "whole": whole.number, "excess": excess}
    return {name: fraction_text(number, page.language) for name, number in numbers.items()}
