"""The public editions of the fictional union: a hidden figure is there, and nothing says that it is missing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from bulletin.analysis.additivity import sums
from bulletin.analysis.change_reasons import ChangeKind
from bulletin.analysis.coverage import coverage_of
from bulletin.analysis.figures import is_suppressed
from bulletin.analysis.progress import progress_towards
from bulletin.analysis.tables import CompiledTables
from bulletin.analysis.target_status import StatusReason
from bulletin.analysis.time_series import ComparabilityReason, change_on_year_before
from bulletin.disclosure import Release, Series
from bulletin.localization.messages import _, translate
from bulletin.model.text import Language
from bulletin.rendering.context import PageContext
from bulletin.rendering.pages.coverage import coverage_tables
from bulletin.rendering.phrases.corrections import remark_on
from bulletin.website.pipeline import accepted, seen_by

from tests.examples.union import UNION

Edition = tuple[CompiledTables, Release]
"""What the records make of an edition, and what the public sees of it."""


@pytest.fixture(scope="module")
def editions() -> Sequence[Edition]:
    vintages = seen_by(accepted(UNION), None).vintages
    released = Series(vintages).editions()
    return [(vintages.of(edition.edition or "")[1], edition) for edition in released]


def test_figures_are_hidden(editions: Sequence[Edition]) -> None:
    assert all(any(map(is_suppressed, shown.tables.figures)) for _tables, shown in editions)


def test_as_many_reports_have_come_as_if_nothing_was_hidden(editions: Sequence[Edition]) -> None:
    for tables, shown in editions:
        until = tables.latest_report or date.max
        for entry in shown.catalogue.bulletin.calendar:
            expected, found = (coverage_of(shown.catalogue, each, entry, until) for each in (tables, shown.tables))
            assert expected is not None
            assert found is not None
            assert found.response_rates == expected.response_rates


def test_no_change_is_without_a_reason(editions: Sequence[Edition]) -> None:
    counts = [shown.changes.counts for _tables, shown in editions if shown.changes is not None]
    assert all(ChangeKind.UNEXPLAINED not in kinds for kinds in counts)
    assert len(counts) > 1


def test_no_sum_lacks_parts_for_hidden_ones(editions: Sequence[Edition]) -> None:
    for tables, shown in editions:
        complete = {
            (added.whole.key, added.relation, added.breakdown)
            for added in sums(shown.catalogue, tables)
            if added.is_complete
        }
        for added in sums(shown.catalogue, shown.tables):
            if (added.whole.key, added.relation, added.breakdown) in complete:
                assert added.is_complete or added.hides_parts


def test_neither_changes_nor_targets_are_without_figures_for_hidden_ones(editions: Sequence[Edition]) -> None:
    for _tables, shown in editions:
        for figure in shown.tables.figures:
            change = change_on_year_before(shown.catalogue, shown.tables, figure)
            if change is not None and (is_suppressed(change.figure) or is_suppressed(change.before)):
                assert change.difference is ComparabilityReason.SUPPRESSED
        for target in shown.tables.targets:
            progress = progress_towards(shown.catalogue, shown.tables, target)
            if target.is_assessed and is_suppressed(progress.figure):
                assert progress.assessment.reason is StatusReason.SUPPRESSED


def test_reports_are_due_by_the_cut_off(editions: Sequence[Edition]) -> None:
    """The newest report of the last quarter came a week before its deadline, the cut-off is a day after it."""
    spanish, (_tables, shown) = Language("es"), editions[-1]
    tables = coverage_tables(PageContext.of(shown, spanish, charts=False))
    assert len(tables) == 3
    assert translate(_("not yet due"), spanish) not in repr(tables)


def test_every_total_above_a_corrected_figure_is_said_to_have_changed(editions: Sequence[Edition]) -> None:
    """Whether the figure itself is shown or not: who has read the edition as it was has seen other totals."""
    (shown,) = (shown for _tables, shown in editions if shown.edition == "2024-Q4")
    spanish = Language("es")
    page = PageContext.of(shown, spanish, charts=False)
    changed = {(a.figure.key.organization, a.figure.key.period.text) for a in page.checked.corrected}
    assert {("mirador", "2024-Q3"), ("costa-sur", "2024-Q3"), ("fta", "2024-Q3"), ("fta", "2024")} <= changed
    for affected in page.checked.corrected:
        remark = remark_on(page, affected)
        assert remark.startswith("Calculado a partir" if affected.is_derived else "Corregido"), affected.figure.key
