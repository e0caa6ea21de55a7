"""The page of decisions: the documents by which targets were set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.records import Decision
from bulletin.rendering import links
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.pages.target_tables import targets_table
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.collation import collation_key
from bulletin.rendering.text.messages import Labels, Phrases
from bulletin.rendering.views import Fact, Link, Table


@dataclass(frozen=True)
class DecisionEntry:
    """One decision."""

    id: str
    """Its anchor."""
    heading: str
    """Its number, if it has one, and what it is about."""
    facts: tuple[Fact, ...]
    """Who issued it, when, and where the bulletin learnt of it."""


@dataclass(frozen=True)
class DecisionsContext(Context):
    """All decisions, and the targets they set."""

    template = "decisions"

    intro: str
    """What the page holds."""
    decisions: tuple[DecisionEntry, ...]
    """By date; those without one last."""
    targets: Table | None
    """The targets that the decisions set; None where there are none."""


def decisions_job(scope: Scope) -> PageJob:
    """The page of decisions."""
    scope = scope.at(links.DECISIONS)
    decisions = sorted(scope.catalogue.decisions.values(), key=lambda record: _order(scope, record))
    intro = scope.say(Phrases.decisions_intro)
    set_by = [target for target in scope.release.tables.targets if target.decision is not None]
    return PageJob(
        path=scope.page,
        title=scope.say(Labels.decisions),
        description=intro,
        trail=(),
        context=DecisionsContext(
            intro=intro,
            decisions=tuple(
                DecisionEntry(record.id, scope.decision(record.id), tuple(_facts(scope, record)))
                for record in decisions
            ),
            targets=targets_table(scope, "targets", scope.say(Labels.targets_set), set_by),
        ),
        language=scope.language,
        search_text="; ".join(scope.decision(record.id) for record in decisions),
    )


def _order(scope: Scope, record: Decision) -> tuple[object, ...]:
    number = collation_key(record.number or scope.text(record.title))
    return (record.date is None, record.date.start.isoformat() if record.date else "", number)


def _facts(scope: Scope, record: Decision) -> Iterator[Fact]:
    if record.issuer:
        yield Fact(scope.say(Labels.issuer), scope.text(record.issuer))
    if record.organization:
        yield Fact(scope.say(Labels.organization), links=(scope.to_organization(record.organization),))
    date = scope.date(record.date) if record.date else scope.say(Labels.date_unknown)
    yield Fact(scope.say(Labels.date), date)
    yield Fact(scope.say(Labels.learnt_from), links=(scope.to_source_in_full(record.source),))
    if record.url:
        yield Fact(scope.say(Labels.text_of_decision), links=(Link(record.url, record.url),))
    if record.note:
        yield Fact(scope.say(Labels.note), scope.text(record.note))
