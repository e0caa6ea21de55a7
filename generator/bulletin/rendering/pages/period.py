"""The page of a period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.analysis.tables import Origin
from bulletin.localization.formats import day_text
from bulletin.model.periods import Period, Shape
from bulletin.model.values import Quantity
from bulletin.rendering import links
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.target_tables import targets_table
from bulletin.rendering.scope import Scope
from bulletin.rendering.sentences import figure_sentence
from bulletin.rendering.text.messages import Labels, Phrases
from bulletin.rendering.views import Fact, Table

POINTS = 3
"""Main points of a period, at most."""
_TOLD_BY_NAME = (Shape.YEAR, Shape.MONTH, Shape.INTERVAL)
"""Shapes whose names tell the first and the last day as far as they were typed."""


@dataclass(frozen=True)
class PeriodContext(Context):
    """Everything known of one period."""

    template = "period"

    facts: tuple[Fact, ...]
    """Its first and last day where its name does not tell them, and how many organizations have figures."""
    points: tuple[str, ...]
    """The main measure in the period, a sentence for each organization, as far as few have figures."""
    main_title: str
    """Name of the main measure."""
    main: Table | None
    """The main measure; None where nobody has a figure."""
    others: Table | None
    """The other measures; None where there are none."""
    targets: Table | None
    """The targets of the period; None where there are none."""


def period_job(scope: Scope, period: Period) -> PageJob:
    """The page of ``period``."""
    scope = scope.at(links.period_page(period.slug))
    name = scope.period(period)
    figures = [one for one in scope.shelf.figures_by_period.get(period.text, []) if one.key.breakdown is None]
    main = [one for one in figures if one.key.measure == scope.main_measure]
    others = [one for one in figures if one.key.measure != scope.main_measure]
    stated = [one for one in main if one.origin is not Origin.SUM_OVER_TREE and isinstance(one.value, Quantity)]
    points = tuple(figure_sentence(scope, figure) for figure in stated) if len(stated) <= POINTS else ()
    reporting = len({figure.key.organization for figure in figures})
    return PageJob(
        path=scope.page,
        title=name,
        description=points[0] if points else _intro(scope, period, len(figures)),
        trail=(scope.to(links.PERIODS, Labels.periods),),
        context=PeriodContext(
            facts=tuple(_facts(scope, period, reporting)),
            points=points,
            main_title=scope.measure(scope.main_measure),
            main=figures_table(
                scope, "main", scope.measure(scope.main_measure), main, (Lead.ORGANIZATION,), changes=True
            ),
            others=figures_table(
                scope, "others", scope.say(Labels.other_measures), others, (Lead.MEASURE, Lead.ORGANIZATION)
            ),
            targets=targets_table(
                scope, "targets", scope.say(Labels.targets), scope.shelf.targets_by_period.get(period.text, ())
            ),
        ),
        language=scope.language,
        search_text=" ".join((period.text, *points)),
    )


def _intro(scope: Scope, period: Period, figures: int) -> str:
    """How many figures there are."""
    name = scope.period_name(period)
    if not figures:
        return scope.say(Phrases.no_figures_of_period, period=name)
    return Phrases.figures_of_period.in_(scope.language, figures, count=scope.count(figures), period=name)


def _facts(scope: Scope, period: Period, reporting: int) -> Iterator[Fact]:
    if period.is_instant:
        yield Fact(scope.say(Labels.day), day_text(period.end, scope.language))
    elif period.shape not in _TOLD_BY_NAME and scope.catalogue.knows_days(period):
        days = f"{day_text(period.start, scope.language)} – {day_text(period.end, scope.language)}"
        yield Fact(scope.say(Labels.days), days)
    yield Fact(scope.say(Labels.reporting), scope.count(reporting))
    term = scope.catalogue.terms.get(period.term) if period.term else None
    if term is not None and term.note:
        yield Fact(scope.say(Labels.note), scope.text(term.note))
