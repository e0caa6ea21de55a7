"""The corpus → the tables: what was reported, what it adds up to, and what was to be reached."""

from __future__ import annotations

from collections.abc import Iterable

from bulletin.analysis.breaks import with_breaks, with_scope_changed
from bulletin.analysis.reported import reported_figures
from bulletin.analysis.tables import CompiledTables, Figure, Tables
from bulletin.analysis.targets import target_figures
from bulletin.analysis.totals import with_totals
from bulletin.model.corpus import Catalogue, Corpus


def compile_tables(corpus: Corpus) -> CompiledTables:
    """Every current figure of the corpus, every total that the measures' rules allow, and every target.

    A figure that was stated is never replaced by a computed one. What is computed, and in which order, unit by unit
    from the bottom of the tree to its top:

    1. what the unit's own stated figures make of longer periods (see
       :func:`~bulletin.analysis.over_time.totals_over_time`);
    2. the sum of the units that stood directly below all through the period, for measures that add over the tree. A
       unit without a figure of the period has those in it that fill the time that it was there (see
       :func:`~bulletin.analysis.over_tree.brought_to`); a term to date is not cut to where only some units end. Its
       coverage counts the units that reported; those whose figure is qualified, absent or itself a partial total are
       not added and count as not reported, so that no partial total goes further up than one step. A partial sum takes
       two units at least: the figure of one of several is no total, and would only say again what that unit reported.
       A partial sum of one category only stands beside a computed whole, since a whole that was stated would be about
       more units;
    3. what those sums, where complete, and the stated figures make of longer periods.

    Nothing is added over populations or breakdowns. Where a reorganization changed what a unit covers, its series is
    marked as broken, and its targets of then are given no verdict: see :mod:`bulletin.analysis.breaks`.
    """
    catalogue = corpus.catalogue
    figures = with_breaks(catalogue, _in_order(catalogue, with_totals(corpus, reported_figures(corpus))))
    return CompiledTables(Tables(figures, with_scope_changed(catalogue, target_figures(corpus, figures))))


def _in_order(catalogue: Catalogue, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures by organization, measure, population and category as in the records, and by period.

    Ranks are looked up rather than periods compared: there can be hundreds of thousands of figures.
    """
    listed = list(figures)
    periods = {figure.key.period.text: figure.key.period for figure in listed}
    period_rank = {period.text: rank for rank, period in enumerate(sorted(periods.values()))}
    organization_rank = _ranks(catalogue.organizations)
    measure_rank = _ranks(catalogue.measures)
    population_rank = _ranks(catalogue.populations)
    category_rank = _ranks(
        (breakdown.id, category.id) for breakdown in catalogue.breakdowns.values() for category in breakdown.categories
    )

    def rank(figure: Figure) -> tuple[int, ...]:
        organization, measure, period, population, each, breakdown, category = figure.key
        return (
            organization_rank[organization],
            measure_rank[measure],
            population_rank.get(population, -1),
            period_rank[period.text],
            each,
            category_rank.get((breakdown, category), -1),
        )

    return tuple(sorted(listed, key=rank))


def _ranks(ids: Iterable[object]) -> dict[object, int]:
    return {named: rank for rank, named in enumerate(ids)}
