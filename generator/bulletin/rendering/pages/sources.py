"""The page of a source: what it is, and everything that was taken from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.model.records import Source
from bulletin.rendering import links
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.pages.claim_tables import claims_table
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.target_tables import targets_table
from bulletin.rendering.scope import Scope
from bulletin.rendering.text.messages import Labels, Phrases
from bulletin.rendering.views import Fact, Link, Table

_LEADS = (Lead.ORGANIZATION, Lead.MEASURE, Lead.PERIOD)


@dataclass(frozen=True)
class SourceContext(Context):
    """One source and what was taken from it."""

    template = "source"

    facts: tuple[Fact, ...]
    """Who published it, when and where."""
    intro: str
    """How much was taken from it."""
    figures: Table | None
    """The figures it states; None where it states none."""
    targets: Table | None
    """The targets it states or implies; None where there are none."""
    claims: Table | None
    """The percentages, multiples and totals it states; None where there are none."""
    decisions: tuple[Link, ...]
    """The decisions that the bulletin learnt of from it."""


def source_job(scope: Scope, source: str) -> PageJob:
    """The page of ``source``."""
    record = scope.catalogue.sources[source]
    scope = scope.at(links.source_page(source))
    figures = scope.shelf.figures_by_source.get(source, [])
    targets = scope.shelf.targets_by_source.get(source, [])
    claims = scope.shelf.claims_by_source.get(source, [])
    intro = Phrases.taken_from.in_(scope.language, len(figures), count=scope.count(len(figures)))
    title = scope.text(record.title)
    return PageJob(
        path=scope.page,
        title=title,
        description=f"{title}. {intro}",
        trail=(scope.to(links.SOURCES, Labels.sources),),
        context=SourceContext(
            facts=tuple(_facts(scope, record)),
            intro=intro,
            figures=figures_table(scope, "figures", scope.say(Labels.figures_taken), figures, _LEADS),
            targets=targets_table(scope, "targets", scope.say(Labels.targets_taken), targets),
            claims=claims_table(scope, "claims", scope.say(Labels.claims_taken), claims),
            decisions=tuple(
                scope.to_decision(one.id) for one in scope.catalogue.decisions.values() if one.source == source
            ),
        ),
        language=scope.language,
        edit=record.place,
    )


def _facts(scope: Scope, record: Source) -> Iterator[Fact]:
    if record.publisher:
        yield Fact(scope.say(Labels.publisher), scope.text(record.publisher))
    yield Fact(scope.say(Labels.published), scope.date(record.published))
    if record.url:
        yield Fact(scope.say(Labels.address), links=(Link(record.url, record.url),))
    if record.note:
        yield Fact(scope.say(Labels.note), scope.text(record.note))
