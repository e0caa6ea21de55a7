"""The page of an organization."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bulletin.analysis.composition import Composition
from bulletin.analysis.figures import Figure, FigureOrigin, TargetFigure
from bulletin.analysis.tables import group_by
from bulletin.localization.messages import _
from bulletin.model.records import EVERYTHING, Organization
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.breakdown_tables import breakdown_tables
from bulletin.rendering.pages.claim_tables import claims_table
from bulletin.rendering.pages.comparisons import to_comparison
from bulletin.rendering.pages.composition_chart import composition_chart
from bulletin.rendering.pages.compositions import composition_table, latest_compositions
from bulletin.rendering.pages.cross_tables import cross_tables
from bulletin.rendering.pages.figure_tables import Lead, Parts, figures_table, latest_first, parts_of
from bulletin.rendering.pages.latest_figures import BY_PERIOD, latest_table
from bulletin.rendering.pages.reorganizations import ending_of, history_of, restated_table
from bulletin.rendering.pages.running_totals import term_tables
from bulletin.rendering.pages.series_chart import periods_chart
from bulletin.rendering.pages.siblings import siblings_table
from bulletin.rendering.pages.target_rollup_table import rollup_table
from bulletin.rendering.pages.target_tables import outlook_table, targets_table
from bulletin.rendering.pages.target_way_table import way_table
from bulletin.rendering.pages.targets import target_findings
from bulletin.rendering.pages.trend_table import trend_sentences, trend_table
from bulletin.rendering.pages.units import unit_links, unit_tables
from bulletin.rendering.phrases.sentences import further_points_of, points_of
from bulletin.rendering.views import ChartedTable, Fact, Formula, Link, Table

_RESTATED_SAYS = _(
    "Figures from before reorganizations, worked out for the units of today. What was reported stays as it was."
)
_NOTHING = _("There is no figure and no target of this organization yet.")
_WORTH_A_SECTION = 2
"""Periods of a measure that have more to say than a row of the table of other measures does."""


@dataclass(frozen=True)
class OrganizationContext(Context):
    """Everything about one organization."""

    template = "organization"

    ending: Formula | None
    """That others took over from it, and who; None while it is there."""
    facts: tuple[Fact, ...]
    """What kind of organization it is, and its place in the tree."""
    history_title: str
    """Heading of its history."""
    history: tuple[Formula, ...]
    """What became of it, a sentence each, the earliest first."""
    points: tuple[str, ...]
    """The main points, a sentence each."""
    latest: Table | None
    """The latest figure of each measure; None where there are too few measures."""
    nothing: str
    """What to say where there is neither figure nor target; empty where there is."""
    main: tuple[ChartedTable, ...]
    """Each main measure by period, as far as there are figures."""
    siblings: ChartedTable | None
    """Its latest figure of a main measure among those of the other units of the unit above; None for too few."""
    compositions: tuple[ChartedTable, ...]
    """The compositions of all measures, the chart showing the latest of each."""
    crossed_title: str
    """Heading of the tables of crossed breakdowns."""
    crossed: tuple[Table, ...]
    """The cells and margins of each crossing, of the latest period."""
    crossed_before: tuple[Table, ...]
    """The same of the periods before; these tables are folded away."""
    terms: tuple[Table, ...]
    """What each measure adds up to over each term, against the time that has passed."""
    targets: Table | None
    """Every target of the organization with its status; None where there are none."""
    target_findings: tuple[str, ...]
    """Its targets that do not go together, a sentence each."""
    way: Table | None
    """How far figures have come from the baselines of its targets; None where no target has one."""
    outlook: Table | None
    """What the rest of the targets' periods takes, and projections; None where nothing is under way."""
    trends: tuple[str, ...]
    """Where the trends of a few targets lead, a sentence each."""
    trend: Table | None
    """Growth since the baselines of its targets, and where trends lead; None where none has a baseline."""
    rollup: Table | None
    """Its targets against those of the units below it; None where there are not both."""
    restated_title: str
    """Heading of the table of restated figures."""
    restated_says: str
    """What the table of restated figures is."""
    restated: Table | None
    """Its series from before reorganizations as reported and under the structure of today; None without any."""
    by_measure: tuple[ChartedTable, ...]
    """Each other measure by period that has figures of several periods."""
    others: Table | None
    """The figures of all other measures; None where there are none."""
    alone: Table | None
    """The figures of categories of which there is no whole; None where there are none."""
    units: tuple[ChartedTable, ...]
    """The units below, each with its latest figure of a main measure; without those that none of them has a figure
    of."""
    unit_links: tuple[Link, ...]
    """The units below by name, where none of them has a figure of a main measure; empty where one has."""
    comparison: tuple[Link, ...]
    """Where the units are beside each other; empty where there are none to compare."""
    units_by_measure: tuple[ChartedTable, ...]
    """The same for the other measures; these tables are folded away."""
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
    kind, further = page.words.kind_of(organization), further_points_of(page, organization)
    return PageJob(
        path=page.path,
        title=name,
        description=context.points[0] if context.points else f"{page.words.named(name, page.words.lowered(kind))}.",
        trail=(
            page.links.to(links.ORGANIZATIONS, Labels.organizations),
            *(page.links.to_organization(above) for above in page.catalogue.ancestors(organization)),
        ),
        context=context,
        language=page.language,
        edit=record.place,
        search_text=" ".join(dict.fromkeys((f"{kind}.", *_also_known_as(page, record), *context.points, *further))),
    )


def _also_known_as(page: PageContext, record: Organization) -> Iterator[str]:
    """What readers may look for an organization by besides its name, a sentence each."""
    former = (event.name for event in record.events)
    names = filter(None, (record.short, *record.aliases, *former))
    yield from (f"{name}." for name in dict.fromkeys(map(page.words.text, names)))
    yield from (f"{page.words.named(scheme, code)}." for scheme, code in record.codes.items())


def _context(page: PageContext, record: Organization) -> OrganizationContext:
    figures = page.tables.by_organization.get(record.id, ())
    targets = page.tables.targets_by_organization.get(record.id, ())
    in_force = [target for target in targets if target.superseded_by is None]
    claims = page.checked.claims_by_organization.get(record.id, ())
    whole = [figure for figure in figures if figure.key.breakdown is None]
    parts, alone = parts_of(figure for figure in figures if not figure.key.is_crossed)
    stated = [figure for figure in whole if figure.origin is not FigureOrigin.HIERARCHICAL_SUM]
    of_measure = group_by(stated, lambda figure: figure.key.measure)
    added = [figure for figure in whole if figure.origin is FigureOrigin.HIERARCHICAL_SUM]
    splits = latest_compositions(page, stated)
    units = unit_tables(page, record.id, page.main_measures)
    apart = [measure for measure in page.other_measures if _is_worth_a_section(of_measure.get(measure, ()))]
    compositions = (_composition(page, f"composition-{n}", group) for n, group in enumerate(splits, 1))
    crossed, crossed_before = cross_tables(page, figures)
    return OrganizationContext(
        ending=ending_of(page, record),
        facts=tuple(facts_of(page, record)),
        history_title=page.words.say(_("History")),
        history=history_of(page, record),
        points=points_of(page, record.id),
        latest=latest_table(page, record.id, {*page.main_measures, *apart}),
        nothing=nothing_of(page, record.id),
        main=_by_measure(page, (of_measure.get(measure, ()) for measure in page.main_measures), parts),
        siblings=siblings_table(page, record.id),
        compositions=tuple(composition for composition in compositions if composition is not None),
        crossed_title=page.words.say(_("Crossed breakdowns")),
        crossed=crossed,
        crossed_before=crossed_before,
        terms=term_tables(page, record.id),
        targets=targets_table(page, "targets", page.words.say(Labels.targets), targets, of_one_organization=True),
        target_findings=target_findings(page, record.id),
        way=way_table(page, in_force, of_one_organization=True),
        outlook=outlook_table(page, in_force, of_one_organization=True),
        trends=trend_sentences(page, in_force),
        trend=trend_table(page, in_force, of_one_organization=True),
        rollup=rollup_table(page, in_force, of_one_organization=True),
        restated_title=page.words.say(_("Restated to today's structure")),
        restated_says=page.words.say(_RESTATED_SAYS),
        restated=restated_table(page, record.id),
        by_measure=_by_measure(page, (of_measure[measure] for measure in apart), parts),
        others=_others(page, [f for f in stated if f.key.measure not in {*page.main_measures, *apart}], parts),
        alone=_alone(page, alone),
        units=units,
        unit_links=() if units else unit_links(page, record.id),
        comparison=to_comparison(page, record.id),
        units_by_measure=unit_tables(page, record.id, page.other_measures),
        added_up=_added_up(page, added, parts),
        claims=claims_table(page, "claims", page.words.say(_("Stated figures")), claims, of_one_organization=True),
        sources=tuple(page.links.to_source_in_full(source) for source in _sources(figures)),
        decisions=_decisions(page, targets),
        downloads=_downloads(page, record.id),
    )


def nothing_of(page: PageContext, organization: str) -> str:
    """What to say where an organization has neither figure nor target; empty where it has."""
    tables = page.tables
    is_known = organization in tables.by_organization or organization in tables.targets_by_organization
    return "" if is_known else page.words.say(_NOTHING)


def _downloads(page: PageContext, organization: str) -> tuple[Link, ...]:
    return (
        Link(page.words.say(_("Figures for programs (JSON)")), page.links.href(links.organization_json(organization))),
        Link(page.words.say(Labels.all_figures_csv), page.links.href(links.FIGURES_CSV)),
    )


def _by_measure(page: PageContext, measures: Iterable[Sequence[Figure]], parts: Parts) -> tuple[ChartedTable, ...]:
    """The figures of each of some measures by period, with a chart; without measures that have none."""
    return tuple(_by_period(page, figures, parts) for figures in measures if figures)


def _by_period(page: PageContext, figures: Sequence[Figure], parts: Parts) -> ChartedTable:
    """The figures of one measure by period, at least one, with a chart."""
    measure = figures[0].key.measure
    table_id, name = page.of_measure(BY_PERIOD, measure), page.words.measure(measure)
    listed = latest_first(figures)
    breakdowns, rest = breakdown_tables(page, table_id, listed, parts)
    table = figures_table(page, table_id, name, listed, (Lead.PERIOD,), changes=True, parts=rest)
    if table is None:
        raise ValueError(f"no figures of {measure}")
    return ChartedTable(table, periods_chart(page, _of_everyone(figures), table_id), breakdowns)


def _is_worth_a_section(figures: Sequence[Figure]) -> bool:
    """Whether the figures of a measure are of several periods, for one population."""
    return len({figure.key.period for figure in _of_everyone(figures)}) >= _WORTH_A_SECTION


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
    return ChartedTable(table, composition_chart(page, splits, table.id)) if table else None


def _of_everyone(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one population: the widest that there are figures of."""
    widest = next((figure.key.population for figure in figures), EVERYTHING)
    return [figure for figure in figures if figure.key.population == widest]


def _others(page: PageContext, figures: Sequence[Figure], parts: Parts) -> Table | None:
    caption, leads = page.words.say(_("Other measures")), (Lead.MEASURE, Lead.PERIOD)
    return figures_table(page, "others", caption, latest_first(figures), leads, parts=parts)


def _sources(figures: Sequence[Figure]) -> dict[str, None]:
    return dict.fromkeys(source for figure in figures for source in figure.sources)


def facts_of(page: PageContext, record: Organization) -> Iterator[Fact]:
    """What kind of organization it is, its other names and codes, and its place in the tree."""
    yield Fact(page.words.say(_("Kind")), page.words.kind_of(record.id))
    if record.short:
        yield Fact(page.words.say(_("Short name")), page.words.text(record.short))
    if record.aliases:
        yield Fact(page.words.say(_("Other names")), page.words.semicolons(map(page.words.text, record.aliases)))
    if record.codes:
        codes = (page.words.named(scheme, code) for scheme, code in record.codes.items())
        yield Fact(page.words.say(_("Official codes")), page.words.semicolons(codes))
    if record.parent:
        yield Fact(page.words.say(_("Part of")), links=(page.links.to_organization(record.parent),))
    if record.opened:
        yield Fact(page.words.say(_("Founded")), page.words.date(record.opened))
    if record.closed:
        yield Fact(page.words.say(_("Closed")), page.words.date(record.closed))
    if record.suspended:
        gaps = map(page.words.period_name, sorted(record.suspended))
        # Translators: when an organization was closed for a while
        yield Fact(page.words.say(_("Suspended")), page.words.semicolons(gaps))
    for units in record.subordinates:
        yield Fact(page.words.say(_("Units below, as stated")), page.words.counted(units.kind, units.count))
    if record.note:
        yield Fact(page.words.say(Labels.note), page.words.text(record.note))
