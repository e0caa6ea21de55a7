"""The pages of documents: of each source, with everything that was taken from it, and of all decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.analysis.figures import Figure
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import _, n_
from bulletin.model.records import Decision, Source
from bulletin.rendering import columns, links
from bulletin.rendering.context import PageContext
from bulletin.rendering.figure_cells import EMPTY, count_cell
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.claim_tables import claims_table
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.target_tables import targets_table
from bulletin.rendering.table_parts import is_long
from bulletin.rendering.tables import Column, TableBuilder
from bulletin.rendering.text import INTERVAL
from bulletin.rendering.views import Cell, ColumnHeader, Fact, Link, Table

_TAKEN_FROM = n_(
    "The bulletin took {count} figure from this source.", "The bulletin took {count} figures from this source."
)


_LEADS = (Lead.ORGANIZATION, Lead.MEASURE, Lead.PERIOD)


_BACKLOG = _("It brought figures of earlier periods together; what it brought first is not counted as late.")


@dataclass(frozen=True)
class SourceContext(Context):
    """One source and what was taken from it."""

    template = "source"

    facts: tuple[Fact, ...]
    """Who published it, when and where."""
    intro: str
    """How much was taken from it."""
    figures: Table | None
    """The figures it states, or how many of which; None where it states none."""
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
    title = page.words.source_title(source)
    return PageJob(
        path=page.path,
        title=title,
        description=f"{title}. {intro}",
        trail=(page.links.to(links.SOURCES, Labels.sources),),
        context=SourceContext(
            facts=tuple(_facts(page, record)),
            intro=intro,
            figures=_figures(page, figures),
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


def _figures(page: PageContext, figures: Sequence[Figure]) -> Table | None:
    """The figures of a source, or of very many, how many there are of each unit and measure, and of which periods."""
    title = page.words.say(_("Figures taken from this source"))
    if not is_long(figures):
        return figures_table(page, "figures", title, figures, _LEADS)
    units = group_by(figures, lambda figure: figure.key.organization)
    measures = dict.fromkeys(figure.key.measure for figure in figures)
    table = TableBuilder(page, "figures", title)

    def of_measure(measure: str) -> Column[str]:
        header = ColumnHeader(page.words.measure(measure), numeric=True, detail=page.words.say(Labels.periods))
        return Column(
            header, lambda unit: _count_and_periods(page, [f for f in units[unit] if f.key.measure == measure])
        )

    shown: tuple[Column[str], ...] = (
        columns.organization_id(table, str),
        *map(of_measure, filter(measures.__contains__, page.measures)),
    )
    return table.build(shown, units, subject=str)


def _count_and_periods(page: PageContext, figures: Sequence[Figure]) -> Cell:
    """How many figures there are, and their first and last period."""
    if not figures:
        return EMPTY
    periods = sorted({figure.key.period for figure in figures}, key=lambda period: period.recency)
    first, last = (page.words.period(period) for period in (periods[0], periods[-1]))
    detail = first if len(periods) == 1 else page.words.say(INTERVAL, first=first, last=last)
    return count_cell(page, len(figures))._replace(detail=detail)


def _facts(page: PageContext, record: Source) -> Iterator[Fact]:
    if record.publisher:
        yield Fact(page.words.say(_("Publisher")), page.words.text(record.publisher))
    yield Fact(page.words.say(_("Published")), page.words.date(record.published))
    if record.url:
        yield Fact(page.words.say(_("Address")), links=(Link(record.url, record.url),))
    if record.backlog:
        yield Fact(page.words.say(_("Backlog")), page.words.say(_BACKLOG))
    if record.note:
        yield Fact(page.words.say(Labels.note), page.words.text(record.note))


# --- the page of decisions: the documents by which targets were set


@dataclass(frozen=True)
class DecisionView:
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
    decisions: tuple[DecisionView, ...]
    """By date; those without one last."""
    targets: Table | None
    """The targets that the decisions set; None where there are none."""


DECISIONS = _("Decisions")
"""The title of the page of decisions."""


def decisions_job(page: PageContext) -> PageJob | None:
    """The page of decisions; None without any."""
    page = page.at(links.DECISIONS)
    decisions = sorted(page.catalogue.decisions.values(), key=lambda record: _decision_order(page, record))
    if not decisions:
        return None
    intro = page.words.say(_("The decisions that the sources name."))
    set_by = [target for target in page.tables.targets if target.decision is not None]
    return PageJob(
        path=page.path,
        title=page.words.say(DECISIONS),
        description=intro,
        trail=(),
        context=DecisionsContext(
            intro=intro,
            decisions=tuple(
                DecisionView(record.id, page.words.decision(record.id), tuple(_decision_facts(page, record)))
                for record in decisions
            ),
            targets=targets_table(page, "targets", page.words.say(_("Targets set by these decisions")), set_by),
        ),
        language=page.language,
        search_text=page.words.semicolons(page.words.decision(record.id) for record in decisions),
    )


def _decision_order(page: PageContext, record: Decision) -> tuple[object, ...]:
    number = page.words.sort_key(record.number or page.words.text(record.title))
    return (record.date is None, record.date.start.isoformat() if record.date else "", number)


def _decision_facts(page: PageContext, record: Decision) -> Iterator[Fact]:
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
