"""The page of a source: what it is, and everything that was taken from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bulletin.localization.messages import _, n_
from bulletin.model.records import Source
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.claim_tables import claims_table
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.targets import targets_table
from bulletin.rendering.views import Fact, Link, Table

_TAKEN_FROM = n_(
    "The bulletin took {count} figure from this source.", "The bulletin took {count} figures from this source."
)


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


def source_job(page: PageContext, source: str) -> PageJob:
    """The page of ``source``."""
    record = page.catalogue.sources[source]
    page = page.at(links.source_page(source))
    figures = page.tables.by_source.get(source, ())
    targets = page.tables.targets_by_source.get(source, ())
    claims = page.checked.claims_by_source.get(source, ())
    intro = page.words.say(_TAKEN_FROM, count=len(figures))
    title = page.words.text(record.title)
    return PageJob(
        path=page.path,
        title=title,
        description=f"{title}. {intro}",
        trail=(page.links.to(links.SOURCES, Labels.sources),),
        context=SourceContext(
            facts=tuple(_facts(page, record)),
            intro=intro,
            figures=figures_table(
                page, "figures", page.words.say(_("Figures taken from this source")), figures, _LEADS
            ),
            targets=targets_table(page, "targets", page.words.say(_("Targets taken from this source")), targets),
            claims=claims_table(
                page, "claims", page.words.say(_("Percentages and comparisons the source states")), claims
            ),
            decisions=tuple(
                page.links.to_decision(record.id)
                for record in page.catalogue.decisions.values()
                if record.source == source
            ),
        ),
        language=page.language,
        edit=record.place,
    )


def _facts(page: PageContext, record: Source) -> Iterator[Fact]:
    if record.publisher:
        yield Fact(page.words.say(_("Publisher")), page.words.text(record.publisher))
    yield Fact(page.words.say(_("Published")), page.words.date(record.published))
    if record.url:
        yield Fact(page.words.say(_("Address")), links=(Link(record.url, record.url),))
    if record.note:
        yield Fact(page.words.say(Labels.note), page.words.text(record.note))
