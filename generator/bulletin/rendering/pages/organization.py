"""The page of an organization."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bulletin.analysis.composition import Composition
from bulletin.analysis.tables import Figure, Origin, TargetFigure
from bulletin.localization.messages import Message, _
from bulletin.model.history import ReorganizationEvent
from bulletin.model.records import EVERYTHING, Event, EventKind, Organization
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import composition_chart, periods_chart
from bulletin.rendering.pages.claim_tables import claims_table
from bulletin.rendering.pages.compositions import composition_table, latest_compositions
from bulletin.rendering.pages.figure_tables import Lead, Parts, figures_table, latest_first, parts_of
from bulletin.rendering.pages.organization_tables import restated_table, term_tables, unit_links, units_table
from bulletin.rendering.pages.target_tables import outlook_table, targets_table
from bulletin.rendering.pages.targets import target_findings
from bulletin.rendering.phrases.sentences import points_of
from bulletin.rendering.views import ChartedTable, Fact, Formula, Link, Table

EVENTS = {
    EventKind.RENAMED: _("{day}: renamed; the name until then was {name}."),
    EventKind.MERGED: _("{day}: merged into {others}."),
    EventKind.SPLIT: _("{day}: split into {others}."),
    EventKind.MOVED: _("{day}: moved to {parent}; until then part of {others}."),
}
"""What happened, on the page of the organization that it happened to."""
JOINED = {
    EventKind.MERGED: _("{day}: {unit} was merged into it."),
    EventKind.SPLIT: _("{day}: split off from {unit}."),
    EventKind.MOVED: _("{day}: {unit} was moved here."),
}
"""The same on the page of an organization that took over."""
GOES_ON = _("{day}: {others} split off from it.")
"""A split on the page of an organization that goes on, smaller."""
LEFT = _("{day}: {unit} was moved to {parent}.")
"""The same on the page of the organization that a unit left."""
ENDS = {
    EventKind.MERGED: _(
        "As of {day} this organization was merged into {others}. Its figures stand here as reported then."
    ),
    EventKind.SPLIT: _(
        "As of {day} this organization was split into {others}. Its figures stand here as reported then."
    ),
}
"""The notice on the page of an organization that is no more."""
_RESTATED_SAYS = _(
    "Figures from before reorganizations, worked out for the units of today. What was reported stays as it was."
)


_SLOT = "\N{NULL}"
"""Stands where links go; no record may hold it."""
Links = Mapping[str, tuple[Link, ...]]
"""What a sentence leads to, by the names of the places in it, in the order of these."""


@dataclass(frozen=True)
class OrganizationContext(Context):
    """Everything about one organization."""

    template = "organization"

    ending: Formula | None
    """That others took over from it, and who; None while it is there."""
    facts: tuple[Fact, ...]
    """What kind of organization it is and where it stands."""
    history_title: str
    """Heading of its history."""
    history: tuple[Formula, ...]
    """What became of it, a sentence each, the earliest first."""
    points: tuple[str, ...]
    """The main points, a sentence each."""
    nothing: str
    """What to say where there is neither figure nor target; empty where there is."""
    main_title: str
    """Name of the main measure."""
    main: ChartedTable | None
    """The main measure by period; None without figures."""
    compositions: tuple[ChartedTable, ...]
    """The compositions of all measures, the chart showing the latest of each."""
    terms: tuple[Table, ...]
    """What the main measure adds up to over each term, against the time that has passed."""
    targets: Table | None
    """Every target of the organization and how it stands; None where there are none."""
    target_findings: tuple[str, ...]
    """Its targets that do not go together, a sentence each."""
    outlook: Table | None
    """What the rest of the targets' periods takes, and projections; None where nothing is under way."""
    restated_title: str
    """Heading of the table of restated figures."""
    restated_says: str
    """What the table of restated figures is."""
    restated: Table | None
    """Its series from before reorganizations as reported and under the structure of today; None without any."""
    others: Table | None
    """The other measures; None where there are none."""
    alone: Table | None
    """The figures of categories of which there is no whole; None where there are none."""
    units: Table | None
    """The units below, each with its latest figure of the main measure; None where none of them has a figure of it."""
    unit_links: tuple[Link, ...]
    """The units below by name, where none of them has a figure of the main measure; empty where one has."""
    added_up: Table | None
    """What the figures of the units below add up to; None where nothing was added."""
    claims: Table | None
    """Percentages and comparisons that sources state; None where there are none."""
    sources: tuple[Link, ...]
    """Where the figures come from."""
    decisions: tuple[Link, ...]
    """The decisions that set its targets."""
    downloads: tuple[Link, ...]
    """Its figures for spreadsheets and programs."""


def organization_job(page: PageContext, organization: str) -> PageJob:
    """The page of ``organization``."""
    record = page.catalogue.organizations[organization]
    page = page.at(links.organization_page(organization))
    context = _context(page, record)
    name = page.words.organization(organization)
    kind = page.words.kind(organization)
    return PageJob(
        path=page.path,
        title=name,
        description=context.points[0] if context.points else f"{name}: {page.words.lowered(kind)}.",
        trail=(
            page.links.to(links.ORGANIZATIONS, Labels.organizations),
            *(page.links.to_organization(above) for above in page.catalogue.ancestors(organization)),
        ),
        context=context,
        language=page.language,
        edit=record.place,
        search_text=" ".join((f"{kind}.", *context.points)),
    )


def _context(page: PageContext, record: Organization) -> OrganizationContext:
    figures = page.release.tables.by_organization.get(record.id, ())
    whole = [figure for figure in figures if figure.key.breakdown is None]
    parts, alone = parts_of(figures)
    stated = [figure for figure in whole if figure.origin is not Origin.SUM_OVER_TREE]
    main = [figure for figure in stated if figure.key.measure == page.main_measure]
    added = [figure for figure in whole if figure.origin is Origin.SUM_OVER_TREE]
    splits = latest_compositions(page, stated)
    targets = page.index.targets_by_organization.get(record.id, ())
    units = units_table(page, record.id)
    compositions = (_composition(page, f"composition-{n}", group) for n, group in enumerate(splits, 1))
    return OrganizationContext(
        ending=ending_of(page, record),
        facts=tuple(_facts(page, record)),
        history_title=page.words.say(_("History")),
        history=history_of(page, record),
        points=points_of(page, record.id),
        nothing=""
        if figures or targets
        else page.words.say(_("There is no figure and no target of this organization yet.")),
        main_title=page.words.measure(page.main_measure),
        main=_main(page, main, parts),
        compositions=tuple(composition for composition in compositions if composition is not None),
        terms=term_tables(page, record.id),
        targets=targets_table(page, "targets", page.words.say(Labels.targets), targets, of_one_organization=True),
        target_findings=target_findings(page, record.id),
        outlook=outlook_table(
            page, [target for target in targets if target.superseded_by is None], of_one_organization=True
        ),
        restated_title=page.words.say(_("Restated to today's structure")),
        restated_says=page.words.say(_RESTATED_SAYS),
        restated=restated_table(page, record.id),
        others=_others(page, stated, parts),
        alone=_alone(page, alone),
        units=units,
        unit_links=() if units else unit_links(page, record.id),
        added_up=_added_up(page, added, parts),
        claims=claims_table(
            page,
            "claims",
            page.words.say(_("Stated figures")),
            page.index.claims_by_organization.get(record.id, ()),
            of_one_organization=True,
        ),
        sources=tuple(page.links.to_source_in_full(source) for source in _sources(figures)),
        decisions=_decisions(page, targets),
        downloads=(
            Link(page.words.say(_("Figures for programs (JSON)")), page.links.href(links.organization_json(record.id))),
            Link(page.words.say(Labels.all_figures_csv), page.links.href(links.FIGURES_CSV)),
        ),
    )


def _main(page: PageContext, figures: Sequence[Figure], parts: Parts) -> ChartedTable | None:
    name = page.words.measure(page.main_measure)
    table = figures_table(page, "by-period", name, latest_first(figures), (Lead.PERIOD,), changes=True, parts=parts)
    return ChartedTable(table, periods_chart(page, _of_everyone(figures), table.id)) if table else None


def _alone(page: PageContext, figures: Sequence[Figure]) -> Table | None:
    leads = (Lead.CATEGORY, Lead.MEASURE, Lead.PERIOD)
    return figures_table(page, "alone", page.words.say(_("Figures of categories alone")), figures, leads, parts={})


def _added_up(page: PageContext, figures: Sequence[Figure], parts: Parts) -> Table | None:
    caption, leads = page.words.say(_("Added up over the units below")), (Lead.MEASURE, Lead.PERIOD)
    return figures_table(page, "added-up", caption, latest_first(figures), leads, parts=parts)


def _decisions(page: PageContext, targets: Sequence[TargetFigure]) -> tuple[Link, ...]:
    ids = dict.fromkeys(target.decision for target in targets if target.decision)
    return tuple(map(page.links.to_decision, ids))


def _composition(page: PageContext, table_id: str, splits: Sequence[Composition]) -> ChartedTable | None:
    table = composition_table(page, table_id, splits)
    return ChartedTable(table, composition_chart(page, splits[0], table.id)) if table else None


def _of_everyone(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one population: the widest that there are figures of."""
    widest = next((figure.key.population for figure in figures), EVERYTHING)
    return [figure for figure in figures if figure.key.population == widest]


def _others(page: PageContext, figures: Sequence[Figure], parts: Parts) -> Table | None:
    others = [figure for figure in figures if figure.key.measure != page.main_measure]
    leads = (Lead.MEASURE, Lead.PERIOD)
    return figures_table(page, "others", page.words.say(_("Other measures")), latest_first(others), leads, parts=parts)


def _sources(figures: Sequence[Figure]) -> dict[str, None]:
    return dict.fromkeys(source for figure in figures for source in figure.sources)


def _facts(page: PageContext, record: Organization) -> Iterator[Fact]:
    yield Fact(page.words.say(_("Kind")), page.words.kind(record.id))
    if record.parent:
        yield Fact(page.words.say(_("Part of")), links=(page.links.to_organization(record.parent),))
    if record.opened:
        yield Fact(page.words.say(_("Founded")), page.words.date(record.opened))
    if record.closed:
        yield Fact(page.words.say(_("Closed")), page.words.date(record.closed))
    for units in record.subordinates:
        yield Fact(page.words.say(_("Units below")), page.words.kinds(units.kind, units.count))
    if record.note:
        yield Fact(page.words.say(Labels.note), page.words.text(record.note))


# --- the history of an organization, in sentences whose names are links


def history_of(page: PageContext, record: Organization) -> tuple[Formula, ...]:
    """Every event that the organization had a part in, the earliest first."""
    lines = [*_own_events(page, record), *_events_of_others(page, record.id)]
    return tuple(line for _, line in sorted(lines, key=lambda line: line[0]))


def ending_of(page: PageContext, record: Organization) -> Formula | None:
    """What to say on top of the page of an organization that others took over from; None where it is still there."""
    if record.id not in page.catalogue.history.ended:
        return None
    event = next(each for each in record.events if each.is_succession and record.id not in each.organizations)
    return _sentence(page, ENDS[event.what], event, {"others": _to_organizations(page, event.organizations)})


def _own_events(page: PageContext, record: Organization) -> Iterator[tuple[date, Formula]]:
    for event in record.events:
        others = tuple(other for other in event.organizations if other != record.id)
        links = {"others": _to_organizations(page, others)} if others else {}
        if event.what is EventKind.MOVED:
            links = {"parent": _to_parent(page, ReorganizationEvent(record.id, event)), **links}
        name = page.words.text(event.name) if event.name else ""
        message = GOES_ON if record.id in event.organizations else EVENTS[event.what]
        yield event.on.start, _sentence(page, message, event, links, name)


def _events_of_others(page: PageContext, organization: str) -> Iterator[tuple[date, Formula]]:
    history = page.catalogue.history
    for unit, event in history.successions_to.get(organization, ()):
        if unit != organization:
            yield event.on.start, _sentence(page, JOINED[event.what], event, {"unit": _to_organizations(page, (unit,))})
    if organization not in history.touched_by_moves:
        return
    for unit, moves in history.moves.items():
        for event in moves:
            links = {
                "unit": _to_organizations(page, (unit,)),
                "parent": _to_parent(page, ReorganizationEvent(unit, event)),
            }
            if organization in event.organizations:
                yield event.on.start, _sentence(page, LEFT, event, links)
            elif organization == history.new_parent(unit, event):
                yield event.on.start, _sentence(page, JOINED[event.what], event, {"unit": links["unit"]})


def _to_parent(page: PageContext, happening: ReorganizationEvent) -> tuple[Link, ...]:
    parent = page.catalogue.history.new_parent(*happening)
    return _to_organizations(page, () if parent is None else (parent,))


def _to_organizations(page: PageContext, organizations: tuple[str, ...]) -> tuple[Link, ...]:
    return tuple(page.links.to_organization(organization) for organization in organizations)


def _sentence(page: PageContext, message: Message, event: Event, links: Links, name: str = "") -> Formula:
    """A sentence with one list of links, or two with words between them, or none."""
    said = page.words.say(message, day=page.words.date(event.on), name=name, **dict.fromkeys(links, _SLOT))
    if not links:
        return Formula((), said)
    before, *between, after = said.split(_SLOT)
    return Formula(tuple(link for each in links.values() for link in each), after, before, *(between or [", "]))
