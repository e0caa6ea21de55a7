"""The page of decisions: the documents by which targets were set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.localization.collation import collation_key
from bulletin.localization.messages import _
from bulletin.model.records import Decision
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.targets import targets_table
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


def decisions_job(page: PageContext) -> PageJob:
    """The page of decisions."""
    page = page.at(links.DECISIONS)
    decisions = sorted(page.catalogue.decisions.values(), key=lambda record: _order(page, record))
    intro = page.words.say(_("The decisions that the sources name."))
    set_by = [target for target in page.tables.targets if target.decision is not None]
    return PageJob(
        path=page.path,
        title=page.words.say(_("Decisions")),
        description=intro,
        trail=(),
        context=DecisionsContext(
            intro=intro,
            decisions=tuple(
                DecisionEntry(record.id, page.words.decision(record.id), tuple(_facts(page, record)))
                for record in decisions
            ),
            targets=targets_table(page, "targets", page.words.say(_("Targets set by these decisions")), set_by),
        ),
        language=page.language,
        search_text="; ".join(page.words.decision(record.id) for record in decisions),
    )


def _order(page: PageContext, record: Decision) -> tuple[object, ...]:
    number = collation_key(record.number or page.words.text(record.title))
    return (record.date is None, record.date.start.isoformat() if record.date else "", number)


def _facts(page: PageContext, record: Decision) -> Iterator[Fact]:
    if record.issuer:
        yield Fact(page.words.say(_("Issued by")), page.words.text(record.issuer))
    if record.organization:
        yield Fact(page.words.say(Labels.organization), links=(page.links.to_organization(record.organization),))
    date = page.words.date(record.date) if record.date else page.words.say(_("not known"))
    yield Fact(page.words.say(_("Date")), date)
    yield Fact(page.words.say(_("According to")), links=(page.links.to_source_in_full(record.source),))
    if record.url:
        yield Fact(page.words.say(_("Text")), links=(Link(record.url, record.url),))
    if record.note:
        yield Fact(page.words.say(Labels.note), page.words.text(record.note))
