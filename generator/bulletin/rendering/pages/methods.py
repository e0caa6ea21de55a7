"""The page of methods: how figures are made, and the vocabulary they are made in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bulletin.analysis.claims import Verdict
from bulletin.analysis.revisions import LEAST_REVISED
from bulletin.localization.formats import day_text
from bulletin.model.records import Term
from bulletin.rendering import links
from bulletin.rendering.exhibits.drafts import TableDraft, linked
from bulletin.rendering.exhibits.outlier_tables import outliers_rule
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import (
    FLAGS,
    RULES_OVER_TIME,
    RULES_OVER_TREE,
    VERDICT_MEANINGS,
    VERDICTS,
    Claims,
    Labels,
    Message,
    Methods,
    Paces,
    Phrases,
)
from bulletin.rendering.views import Cell, Link, Table


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


def _table(
    scope: Scope, table_id: str, caption: Message, titles: Iterable[Message], rows: Iterable[list[Cell]]
) -> Table | None:
    draft = TableDraft(scope, table_id, scope.say(caption), titles)
    for row in rows:
        draft.add(*row)
    return draft.finish()


def _terms(scope: Scope) -> Table | None:
    rows = (
        [
            Cell(scope.text(term.name)),
            *(_term_day(scope, term, day) for day in (term.period.start, term.period.end)),
            Cell(scope.text(term.note) if term.note else ""),
        ]
        for term in scope.catalogue.terms.values()
    )
    return _table(scope, "terms", Labels.terms, (Labels.term, Labels.first_day, Labels.last_day, Labels.note), rows)


def _term_day(scope: Scope, term: Term, day: date) -> Cell:
    """The first or last day of a term, or its year where no more is known."""
    known = day_text(day, scope.language) if term.dates_known else scope.say(Phrases.day_in, year=str(day.year))
    return Cell(known)


def _populations(scope: Scope) -> Table | None:
    rows = (
        [
            Cell(scope.text(record.name)),
            Cell(scope.text(record.definition) if record.definition else ""),
            Cell(scope.population(record.part_of) if record.part_of else ""),
        ]
        for record in scope.catalogue.populations.values()
    )
    return _table(scope, "populations", Labels.populations, (Labels.population, Labels.definition, Labels.within), rows)


def _breakdowns(scope: Scope) -> Table | None:
    rows = (
        [
            Cell(scope.text(record.name)),
            Cell("; ".join(scope.text(category.name) for category in record.categories)),
            Cell(scope.say(Labels.overlapping if record.overlapping else Labels.separate)),
        ]
        for record in scope.catalogue.breakdowns.values()
    )
    return _table(scope, "breakdowns", Labels.breakdowns, (Labels.breakdown, Labels.categories, Labels.relation), rows)


def _verdicts(scope: Scope) -> Table | None:
    rows = ([Cell(scope.say(VERDICTS[one])), Cell(scope.say(VERDICT_MEANINGS[one]))] for one in Verdict)
    return _table(scope, "verdicts", Claims.verdict, (Claims.verdict, Labels.meaning), rows)


def _flags(scope: Scope) -> Table | None:
    rows = ([Cell(f"[{flag.value}]"), Cell(scope.say(meaning))] for flag, meaning in FLAGS.items())
    return _table(scope, "flags", Labels.legend, (Labels.legend, Labels.meaning), rows)


def _measures(scope: Scope) -> Table | None:
    rows = (
        [
            linked(scope.to_measure(record.id)),
            Cell(scope.say(RULES_OVER_TIME[record.over_time])),
            Cell(scope.say(RULES_OVER_TREE[record.over_tree])),
        ]
        for record in scope.catalogue.measures.values()
    )
    return _table(scope, "rules", Methods.measures_title, (Labels.measure, Labels.over_time, Labels.over_tree), rows)
