"""The page of a period."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from bulletin.analysis.figures import Figure, FigureOrigin, has_number
from bulletin.analysis.tables import group_by
from bulletin.localization.formats import day_text
from bulletin.localization.messages import _, n_
from bulletin.model.periods import Period, PeriodType
from bulletin.rendering import links
from bulletin.rendering.context import PageContext
from bulletin.rendering.files import Context, PageJob
from bulletin.rendering.labels import Labels
from bulletin.rendering.pages.charts import BARS
from bulletin.rendering.pages.figure_tables import Lead, figures_table
from bulletin.rendering.pages.target_tables import targets_table
from bulletin.rendering.pages.value_ranking_chart import comparable, compared, ranked_rows, values_chart
from bulletin.rendering.pages.value_ranking_tables import period_rankings
from bulletin.rendering.phrases.sentences import figure_sentence
from bulletin.rendering.views import ChartedTable, Fact, Table

POINTS = 3
"""Main points of a period, at most."""
_DAYS_IN_NAME = (PeriodType.YEAR, PeriodType.MONTH, PeriodType.INTERVAL)
"""Period types whose names say the first and the last day as far as they were typed."""


@dataclass(frozen=True)
class PeriodContext(Context):
    """Everything known of one period."""

    template = "period"

    facts: tuple[Fact, ...]
    """Its first and last day where its name does not say them, and how many organizations have figures."""
    points: tuple[str, ...]
    """The main measures in the period, a sentence for each organization, as far as few have figures."""
    measures: tuple[ChartedTable, ...]
    """The figures of each main measure, and of each other one of which several organizations have figures."""
    rankings: tuple[ChartedTable, ...]
    """Both ends of the organizations of one kind by their figures of a measure, where there are many of these."""
    others: Table | None
    """The figures of all other measures; None where there are none."""
    targets: Table | None
    """The targets of the period; None where there are none."""


def period_job(page: PageContext, period: Period) -> PageJob:
    """The page of ``period``."""
    page = page.at(links.period_page(period.slug))
    name = page.words.period(period)
    figures = [each for each in page.tables.by_period.get(period.text, ()) if each.key.breakdown is None]
    of_measure = group_by(figures, lambda figure: figure.key.measure)
    apart = [measure for measure in page.measures if _is_worth_a_section(page, of_measure.get(measure, ()))]
    others = [figure for figure in figures if figure.key.measure not in apart]
    stated = [
        each
        for each in figures
        if each.key.measure in page.main_measures
        and each.origin is not FigureOrigin.HIERARCHICAL_SUM
        and has_number(each)
    ]
    points = tuple(figure_sentence(page, figure) for figure in stated) if len(stated) <= POINTS else ()
    reporting = len({figure.key.organization for figure in figures})
    return PageJob(
        path=page.path,
        title=name,
        description=points[0] if points else _intro(page, period, len(figures)),
        trail=(page.links.to(links.PERIODS, Labels.periods),),
        context=PeriodContext(
            facts=tuple(_facts(page, period, reporting)),
            points=points,
            measures=tuple(_of_measure(page, of_measure[measure]) for measure in apart),
            rankings=tuple(
                chain.from_iterable(period_rankings(page, each, period, _table_of(page, each)) for each in apart)
            ),
            others=figures_table(
                page, "others", page.words.say(_("Other measures")), others, (Lead.MEASURE, Lead.ORGANIZATION)
            ),
            targets=targets_table(
                page, "targets", page.words.say(Labels.targets), page.tables.targets_by_period.get(period.text, ())
            ),
        ),
        language=page.language,
        search_text=" ".join((period.text, *points)),
    )


def _is_worth_a_section(page: PageContext, figures: Sequence[Figure]) -> bool:
    """Whether the figures of a measure have a table of their own: of a main one, or of several organizations."""
    organizations = {figure.key.organization for figure in figures}
    return len(organizations) > 1 or (bool(figures) and figures[0].key.measure in page.main_measures)


def _table_of(page: PageContext, measure: str) -> str:
    """Id of the table of the figures of a measure."""
    return page.of_measure("main", measure)


def _of_measure(page: PageContext, figures: Sequence[Figure]) -> ChartedTable:
    """The figures of one measure, at least one, and who is where among a few; many are in the rankings."""
    measure = figures[0].key.measure
    table_id, name = _table_of(page, measure), page.words.measure(measure)
    table = figures_table(page, table_id, name, figures, (Lead.ORGANIZATION,), changes=True)
    if table is None:
        raise ValueError(f"no figures of {measure}")
    alike = comparable(page, figures)
    ranked = ranked_rows(page, compared(page, alike, page.catalogue.organizations)) if len(alike) <= BARS else None
    return ChartedTable(table, values_chart(page, ranked, table_id))


def _intro(page: PageContext, period: Period, figures: int) -> str:
    """How many figures there are."""
    name = page.words.period_after(period)
    if not figures:
        return page.words.say(_("No figures for {period} yet."), period=name)
    return page.words.say(
        n_("{count} figure for {period}.", "{count} figures for {period}."), count=figures, period=name
    )


def _facts(page: PageContext, period: Period, reporting: int) -> Iterator[Fact]:
    if period.days == 1:
        yield Fact(page.words.say(_("Day")), day_text(period.end, page.language))
    elif period.type not in _DAYS_IN_NAME and page.catalogue.knows_days(period):
        days = page.words.interval(day_text(period.start, page.language), day_text(period.end, page.language))
        yield Fact(page.words.say(_("First – last day")), days)
    yield Fact(page.words.say(_("Organizations with figures")), page.words.count(reporting))
    term = page.catalogue.terms.get(period.term) if period.term else None
    if term is not None and term.note:
        yield Fact(page.words.say(Labels.note), page.words.text(term.note))
