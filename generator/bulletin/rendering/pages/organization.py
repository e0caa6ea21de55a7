"""The page of an organization."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.analysis import Composition
from bulletin.analysis.tables import Figure, Origin
from bulletin.model.records import EVERYTHING, Organization
from bulletin.rendering import links
from bulletin.rendering.jobs import Context, PageJob
from bulletin.rendering.pages.charts import composition_chart, periods_chart
from bulletin.rendering.pages.claim_tables import claims_table
from bulletin.rendering.pages.compositions import composition_table, latest_compositions
from bulletin.rendering.pages.figure_tables import Lead, Parts, figures_table, latest_first, parts_of
from bulletin.rendering.pages.history import ending_of, history_of
from bulletin.rendering.pages.organization_tables import restated_table, term_tables, unit_links, units_table
from bulletin.rendering.pages.target_tables import outlook_table, targets_table
from bulletin.rendering.pages.targets import target_findings
from bulletin.rendering.scope import Scope
from bulletin.rendering.sentences import points_of
from bulletin.rendering.text.messages import Labels, Phrases, Reorganizations
from bulletin.rendering.views import Exhibit, Fact, Formula, Link, Table


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
    main: Exhibit | None
    """The main measure by period; None without figures."""
    compositions: tuple[Exhibit, ...]
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


def organization_job(scope: Scope, organization: str) -> PageJob:
    """The page of ``organization``."""
    record = scope.catalogue.organizations[organization]
    scope = scope.at(links.organization_page(organization))
    context = _context(scope, record)
    name = scope.organization(organization)
    kind = scope.kind(organization)
    return PageJob(
        path=scope.page,
        title=name,
        description=context.points[0] if context.points else f"{name}: {scope.lowered(kind)}.",
        trail=(
            scope.to(links.ORGANIZATIONS, Labels.organizations),
            *(scope.to_organization(above) for above in scope.catalogue.ancestors(organization)),
        ),
        context=context,
        language=scope.language,
        edit=record.place,
        search_text=" ".join((f"{kind}.", *context.points)),
    )


def _context(scope: Scope, record: Organization) -> OrganizationContext:
    figures = scope.release.tables.by_organization.get(record.id, ())
    whole = [figure for figure in figures if figure.key.breakdown is None]
    parts, alone = parts_of(figures)
    stated = [figure for figure in whole if figure.origin is not Origin.SUM_OVER_TREE]
    main = [figure for figure in stated if figure.key.measure == scope.main_measure]
    added = [figure for figure in whole if figure.origin is Origin.SUM_OVER_TREE]
    splits = latest_compositions(scope, stated)
    targets = scope.shelf.targets_by_organization.get(record.id, [])
    units = units_table(scope, record.id)
    compositions = (_composition(scope, f"composition-{n}", group) for n, group in enumerate(splits, 1))
    return OrganizationContext(
        ending=ending_of(scope, record),
        facts=tuple(_facts(scope, record)),
        history_title=scope.say(Reorganizations.history),
        history=history_of(scope, record),
        points=points_of(scope, record.id),
        nothing="" if figures or targets else scope.say(Phrases.nothing_known),
        main_title=scope.measure(scope.main_measure),
        main=_main(scope, main, parts),
        compositions=tuple(one for one in compositions if one is not None),
        terms=term_tables(scope, record.id),
        targets=targets_table(scope, "targets", scope.say(Labels.targets), targets, of_one_organization=True),
        target_findings=target_findings(scope, record.id),
        outlook=outlook_table(scope, [one for one in targets if one.superseded_by is None], of_one_organization=True),
        restated_title=scope.say(Reorganizations.restated),
        restated_says=scope.say(Reorganizations.restated_says),
        restated=restated_table(scope, record.id),
        others=_others(scope, stated, parts),
        alone=figures_table(
            scope, "alone", scope.say(Labels.parts_alone), alone, (Lead.CATEGORY, Lead.MEASURE, Lead.PERIOD), parts={}
        ),
        units=units,
        unit_links=() if units else unit_links(scope, record.id),
        added_up=figures_table(
            scope, "added-up", scope.say(Labels.added_up), latest_first(added), (Lead.MEASURE, Lead.PERIOD), parts=parts
        ),
        claims=claims_table(
            scope,
            "claims",
            scope.say(Labels.claims),
            scope.shelf.claims_by_organization.get(record.id, ()),
            of_one_organization=True,
        ),
        sources=tuple(scope.to_source_in_full(source) for source in _sources(figures)),
        decisions=tuple(
            scope.to_decision(one) for one in dict.fromkeys(target.decision for target in targets if target.decision)
        ),
        downloads=(
            Link(scope.say(Labels.figures_json), scope.href(links.organization_json(record.id))),
            Link(scope.say(Labels.all_figures_csv), scope.href(links.FIGURES_CSV)),
        ),
    )


def _main(scope: Scope, figures: Sequence[Figure], parts: Parts) -> Exhibit | None:
    name = scope.measure(scope.main_measure)
    table = figures_table(scope, "by-period", name, latest_first(figures), (Lead.PERIOD,), changes=True, parts=parts)
    return Exhibit(table, periods_chart(scope, _of_everyone(figures), table.id)) if table else None


def _composition(scope: Scope, table_id: str, splits: Sequence[Composition]) -> Exhibit | None:
    table = composition_table(scope, table_id, splits)
    return Exhibit(table, composition_chart(scope, splits[0], table.id)) if table else None


def _of_everyone(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one population: the widest that there are figures of."""
    widest = next((figure.key.population for figure in figures), EVERYTHING)
    return [figure for figure in figures if figure.key.population == widest]


def _others(scope: Scope, figures: Sequence[Figure], parts: Parts) -> Table | None:
    others = [figure for figure in figures if figure.key.measure != scope.main_measure]
    leads = (Lead.MEASURE, Lead.PERIOD)
    return figures_table(scope, "others", scope.say(Labels.other_measures), latest_first(others), leads, parts=parts)


def _sources(figures: Sequence[Figure]) -> dict[str, None]:
    return dict.fromkeys(source for figure in figures for source in figure.sources)


def _facts(scope: Scope, record: Organization) -> Iterator[Fact]:
    yield Fact(scope.say(Labels.kind), scope.kind(record.id))
    if record.parent:
        yield Fact(scope.say(Labels.parent), links=(scope.to_organization(record.parent),))
    if record.opened:
        yield Fact(scope.say(Labels.opened), scope.date(record.opened))
    if record.closed:
        yield Fact(scope.say(Labels.closed), scope.date(record.closed))
    for units in record.subordinates:
        yield Fact(scope.say(Labels.subordinates), scope.kinds(units.kind, units.count))
    if record.note:
        yield Fact(scope.say(Labels.note), scope.text(record.note))
