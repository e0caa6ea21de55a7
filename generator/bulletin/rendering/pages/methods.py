"""The page of methods: how figures are made, and the vocabulary they are made in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.analysis.claims import Verdict
from bulletin.analysis.revisions import LEAST_REVISED
from bulletin.analysis.tables import Flag
from bulletin.localization.formats import day_text
from bulletin.model.records import Breakdown, Measure, Population, Term
from bulletin.rendering import columns, links
from bulletin.rendering.figure_cells import linked
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.pages.quality_tables import outliers_rule
from bulletin.rendering.scope import Scope
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text.messages import (
    FLAGS,
    RULES_OVER_TIME,
    RULES_OVER_TREE,
    VERDICT_MEANINGS,
    VERDICTS,
    Claims,
    Labels,
    Methods,
    Paces,
    Phrases,
)
from bulletin.rendering.views import Link, Table


@dataclass(frozen=True)
class MethodsContext(Context):
    """What the vocabulary of the records adds to the words on methods."""

    template = "methods"

    terms: Table | None
    """The terms of office; None where there are none."""
    populations: Table | None
    """The populations and what they hold; None where there are none."""
    breakdowns: Table | None
    """The breakdowns and their categories; None where there are none."""
    verdicts: Table | None
    """What the verdicts on stated figures mean."""
    quality: Link
    """The page with the verdicts."""
    flags: Table | None
    """What the letters in square brackets mean."""
    measures: Table | None
    """How each measure adds up."""
    pace: tuple[str, ...]
    """The rule by which targets are found achieved, on pace or behind, with its thresholds; a paragraph each."""
    revisions: str
    """How revisions are told, and from how many on their mean is."""
    outliers: str
    """The rule by which values are found out of the ordinary, with its thresholds."""


def methods_job(scope: Scope) -> PageJob:
    """The page of methods."""
    scope = scope.at(links.METHODS)
    return PageJob(
        path=scope.page,
        title=scope.say(Labels.methods),
        description=scope.say(Methods.percentages),
        trail=(),
        context=MethodsContext(
            terms=_terms(scope),
            populations=_populations(scope),
            breakdowns=_breakdowns(scope),
            verdicts=_verdicts(scope),
            quality=scope.to(links.QUALITY, Labels.quality),
            flags=_flags(scope),
            measures=_measures(scope),
            pace=tuple(_pace(scope)),
            revisions=scope.say(Methods.revisions_rule, least=scope.count(LEAST_REVISED)),
            outliers=outliers_rule(scope),
        ),
        language=scope.language,
        edit=scope.catalogue.bulletin.place,
    )


def _pace(scope: Scope) -> Iterator[str]:
    rules = scope.catalogue.bulletin.pace
    percents = {"band": rules.band, "elapsed": rules.least_elapsed}
    counts = {"expected": rules.least_expected, "seasons": rules.seasons, "apart": rules.apart}
    details = {name: f"{scope.count(number)}%" for name, number in percents.items()}
    details |= {name: scope.count(number) for name, number in counts.items()}
    paragraphs = [Paces.rule_settled, Paces.rule_dates, Paces.rule_pace, Paces.rule_least, Paces.rule_rest]
    paragraphs[3:3] = [Paces.rule_season] if rules.seasons else []
    yield from (scope.say(paragraph, **details) for paragraph in paragraphs)


def _terms(scope: Scope) -> Table | None:
    table = TableBuilder(scope, "terms", scope.say(Labels.terms))
    shown: tuple[Column[Term], ...] = (
        columns.text(table, Labels.term, lambda row: scope.text(row.name)),
        columns.text(table, Labels.first_day, lambda row: _term_day(scope, row, row.period.start)),
        columns.text(table, Labels.last_day, lambda row: _term_day(scope, row, row.period.end)),
        columns.text(table, Labels.note, lambda row: scope.text(row.note) if row.note else "", wide=True),
    )
    return table.build(shown, scope.catalogue.terms.values())


def _term_day(scope: Scope, term: Term, day: date) -> str:
    """The first or last day of a term, or its year where no more is known."""
    return day_text(day, scope.language) if term.dates_known else scope.say(Phrases.day_in, year=str(day.year))


def _populations(scope: Scope) -> Table | None:
    table = TableBuilder(scope, "populations", scope.say(Labels.populations))
    shown: tuple[Column[Population], ...] = (
        columns.text(table, Labels.population, lambda row: scope.text(row.name)),
        columns.text(
            table, Labels.definition, lambda row: scope.text(row.definition) if row.definition else "", wide=True
        ),
        columns.text(table, Labels.within, lambda row: scope.population(row.part_of) if row.part_of else ""),
    )
    return table.build(shown, scope.catalogue.populations.values())


def _breakdowns(scope: Scope) -> Table | None:
    table = TableBuilder(scope, "breakdowns", scope.say(Labels.breakdowns))
    shown: tuple[Column[Breakdown], ...] = (
        columns.text(table, Labels.breakdown, lambda row: scope.text(row.name)),
        columns.text(
            table,
            Labels.categories,
            lambda row: "; ".join(scope.text(category.name) for category in row.categories),
            wide=True,
        ),
        columns.text(
            table, Labels.relation, lambda row: scope.say(Labels.overlapping if row.overlapping else Labels.separate)
        ),
    )
    return table.build(shown, scope.catalogue.breakdowns.values())


def _verdicts(scope: Scope) -> Table | None:
    table = TableBuilder(scope, "verdicts", scope.say(Claims.verdict))
    shown: tuple[Column[Verdict], ...] = (
        columns.text(table, Claims.verdict, lambda row: scope.say(VERDICTS[row])),
        columns.text(table, Labels.meaning, lambda row: scope.say(VERDICT_MEANINGS[row]), wide=True),
    )
    return table.build(shown, Verdict)


def _flags(scope: Scope) -> Table | None:
    table = TableBuilder(scope, "flags", scope.say(Labels.legend))
    shown: tuple[Column[Flag], ...] = (
        columns.text(table, Labels.legend, lambda row: f"[{row.value}]"),
        columns.text(table, Labels.meaning, lambda row: scope.say(FLAGS[row]), wide=True),
    )
    return table.build(shown, FLAGS)


def _measures(scope: Scope) -> Table | None:
    table = TableBuilder(scope, "rules", scope.say(Methods.measures_title))
    shown: tuple[Column[Measure], ...] = (
        columns.column(table, Labels.measure, lambda row: linked(scope.to_measure(row.id))),
        columns.text(table, Labels.over_time, lambda row: scope.say(RULES_OVER_TIME[row.over_time])),
        columns.text(table, Labels.over_tree, lambda row: scope.say(RULES_OVER_TREE[row.over_tree])),
    )
    return table.build(shown, scope.catalogue.measures.values())
