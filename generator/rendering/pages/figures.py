"""The table of figures that most pages have, with the columns that a page needs."""

from __future__ import annotations

from collections.abc import Iterable

from generator.disclosure.door import Released
from generator.model.records import EVERYTHING
from generator.rendering.pages.drafts import EMPTY, TableDraft, column, linked
from generator.rendering.pages.scope import Scope
from generator.rendering.views import Cell, Table
from generator.statistics.tables import Figure


def figures_table(scope: Scope, table_id: str, caption: str, figures: Iterable[Figure[Released]]) -> Table | None:
    """Figures of several measures, organizations and periods, one a row."""
    draft = TableDraft(
        scope,
        table_id,
        caption,
        column(scope, "organization"),
        column(scope, "measure"),
        column(scope, "population"),
        column(scope, "period"),
        column(scope, "value", numeric=True),
        column(scope, "unit"),
        column(scope, "source"),
    )
    for figure in figures:
        key = figure.key
        part = "" if key.breakdown is None or key.category is None else scope.category(key.breakdown, key.category)
        draft.add(
            linked(scope.to_organization(key.organization)),
            Cell(part) if part else linked(scope.to_measure(key.measure)),
            EMPTY if key.population == EVERYTHING else Cell(scope.population(key.population)),
            linked(scope.to_period(key.period)),
            draft.figure(figure),
            Cell(scope.unit(key.measure)),
            draft.sources(figure),
            depth=0,
        )
    return draft.finish()
